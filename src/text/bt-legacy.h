/* Vietnamese as it was written before Unicode, and UTF-8 that was taken for something else.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BtLegacy:
 * @BT_LEGACY_NONE: nothing says that it is Vietnamese: Windows-1252
 * @BT_LEGACY_TCVN3: TCVN3 (ABC), the bytes behind fonts such as .VnTime
 * @BT_LEGACY_VNI: VNI-Windows, the bytes behind fonts such as VNI-Times
 */
typedef enum
{
  BT_LEGACY_NONE,
  BT_LEGACY_TCVN3,
  BT_LEGACY_VNI,
} BtLegacy;

/**
 * bt_legacy_detect:
 * @bytes: text of one byte a letter, or two in VNI
 *
 * Decodes both ways and counts grammatical syllables: the better must reach 0.60 of all
 * words, 0.20 more than the bytes read as Windows-1252, 0.05 more than the other, and have
 * three words with marks. Measured on 25,200 samples in 21 languages: no false alarm; of
 * texts of 5 words 93 % are found, of 10 words 99.7 % (vietnamese.md, a).
 */
BtLegacy bt_legacy_detect (const char *bytes, gsize length);

/** bt_legacy_decode: Returns: (transfer full): @bytes as valid UTF-8 in NFC; U+FFFD for
 * what @legacy does not have */
char *bt_legacy_decode (const char *bytes, gsize length, BtLegacy legacy);

/**
 * bt_legacy_undouble:
 * @text: valid UTF-8
 *
 * UTF-8 that a program took for Windows-1252 or Latin-1 and wrote as UTF-8 once more
 * ("ThÃ nh á»§y"). It is taken back only when that is certain: every letter has its byte,
 * the bytes are UTF-8, and most words with marks are grammatical syllables of Vietnamese.
 *
 * Returns: (transfer full) (nullable): what was meant, in NFC; %NULL when it is not so
 */
char *bt_legacy_undouble (const char *text);

G_END_DECLS

/* Texts whose bytes seldom say how they are written.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/bt-photo-homes.h"
#include "text/bt-legacy.h"

G_BEGIN_DECLS

/**
 * BtCharset: one file's verdict.
 * @marked: it says that it is UTF-8
 * @legacy: what its texts that are no UTF-8 are taken for
 * @found: the rarest of what was met so far
 */
typedef struct
{
  gboolean marked;
  BtLegacy legacy;
  BtPhotoCharset found;
} BtCharset;

/** bt_charset_is_utf8: whether it is UTF-8, or was before its end was cut off.
 * @limit: to how many bytes it may have been cut, or 0. Returns: how much is whole, -1 when
 * it is no UTF-8 */
gssize
bt_charset_utf8_length (const guint8 *data, gsize length, gsize limit, gboolean marked);

/** bt_charset_judge: the caption decides for all other fields of its file, because a name is
 * too short; without it, or when it does not tell, all of them together do.
 * @caption: (nullable): its bytes; @all: those of all fields, with spaces between */
void bt_charset_judge (BtCharset *self, GBytes *caption, const GByteArray *all);

/** bt_charset_decode: order of photos.md, g. Returns: (transfer full): valid UTF-8 */
char *bt_charset_decode (BtCharset *self, const guint8 *data, gsize length, gsize limit);

/** bt_charset_repair: @text as it was meant when it is UTF-8 written twice. Returns:
 * (transfer full) */
char *bt_charset_repair (BtCharset *self, const char *text);

G_END_DECLS

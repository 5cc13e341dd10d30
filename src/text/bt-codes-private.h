/* Shared by the files of the codes only.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "text/bt-codes.h"
#include "text/bt-text.h"

G_BEGIN_DECLS

/** bt_code_clean_cell: Returns: (transfer full): @text in NFC on one line, trimmed, with
 * single spaces */
char *bt_code_clean_cell (const char *text);

/** bt_code_length: Returns: how many bytes at @text may be a code: letters, digits, "-",
 * "_", "."; 0 when there is no letter or digit among them, or they are too many */
gsize bt_code_length (const char *text);

/** bt_code_error: sets an error whose message begins with the line, as
 * bt_text_error_line() reads it. */
void bt_code_error (GError **error, BtTextError code, guint line, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

/** bt_code_decode: Returns: (transfer full) (nullable): the bytes as text in NFC with "\n"
 * alone between lines */
char *bt_code_decode (GBytes *bytes, GError **error);

G_END_DECLS

/* Shared by the files of the codes only.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "text/bt-codes.h"

G_BEGIN_DECLS

/** bt_code_clean_cell: Returns: (transfer full): @text in NFC on one line, trimmed, with
 * single spaces */
char *bt_code_clean_cell (const char *text);

/** bt_code_length: Returns: how many bytes at @text may be a code: letters, digits, "-",
 * "_", "."; 0 when there is no letter or digit among them, or they are too many */
gsize bt_code_length (const char *text);

G_END_DECLS

/* Whether what came out of hostile HTML can do harm, and what of it was kept.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/bt-paste.h"

/** test_describe: Returns: (transfer full): blocks in one line, such as "h2:Tít /
 * p:<b>đậm</b> [chữ](https://a.vn) / li0:mục / table2:a|b / figure+:alt" (with "+": the
 * picture's bytes are there); a line break is "⏎" */
char *test_describe (GPtrArray *blocks);

/** test_assert_harmless: parses the JSON of the blocks, and the HTML, the clipboard's
 * HTML and the WordPress blocks written from them, and aborts at an element, attribute or
 * address that is not on the list. */
void test_assert_harmless (const BtPaste *paste);

/** test_each_hostile: reads a table of hostile fragments, each with what is to be kept of
 * it, and aborts where more or less was. Returns: how many there are */
guint test_each_hostile (const char *path);

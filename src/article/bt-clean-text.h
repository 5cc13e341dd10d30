/* Text as an article keeps it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * bt_clean_text:
 * @text: (nullable)
 *
 * NFC; every kind of line end ("\r\n", U+000B, U+0085, U+2028, …) is "\n"; control
 * characters other than "\n" and the tab are gone, because neither XML nor a portal can
 * carry them; bytes that are not UTF-8 become U+FFFD.
 *
 * Returns: (transfer full): the text, never %NULL
 */
char *bt_clean_text (const char *text);

/** bt_clean_line: the same, with line breaks and tabs turned into spaces. */
char *bt_clean_line (const char *text);

G_END_DECLS

/* What WordPress's filter (kses) leaves of HTML that a user sends.
 * Source: wp-includes/kses.php of WordPress 6.1; measured by the contract tests.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BtPracticeKses:
 * @BT_PRACTICE_KSES_TITLE: inline tags, for titles and names of terms
 * @BT_PRACTICE_KSES_POST: what authors and contributors may write in content, excerpt and
 *   caption; block comments stay
 * @BT_PRACTICE_KSES_PAGE: what the public pages show of anybody's text: as
 *   %BT_PRACTICE_KSES_POST, without comments, ids, inline styles, and without what stands
 *   inside of script, style, iframe, object and the like
 */
typedef enum
{
  BT_PRACTICE_KSES_TITLE,
  BT_PRACTICE_KSES_POST,
  BT_PRACTICE_KSES_PAGE,
} BtPracticeKses;

/** bt_practice_kses: Returns: (transfer full): @html, filtered */
char *bt_practice_kses (const char *html, BtPracticeKses rules);

G_END_DECLS

/* The HTML of the public pages.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "practice/bt-practice-post.h"

G_BEGIN_DECLS

/**
 * BtPracticeCard: how an article is shown in a list.
 * @BT_PRACTICE_CARD_LEAD: the first on the front page
 * @BT_PRACTICE_CARD_NORMAL: picture, headline, time, the lead's beginning
 * @BT_PRACTICE_CARD_LINE: headline and time
 */
typedef enum
{
  BT_PRACTICE_CARD_LEAD,
  BT_PRACTICE_CARD_NORMAL,
  BT_PRACTICE_CARD_LINE,
} BtPracticeCard;

/** bt_practice_html_plain: Returns: (transfer full): a title or lead as text that may
 * stand in HTML, also inside of an attribute */
char *bt_practice_html_plain (const char *html);

/**
 * bt_practice_html_begin:
 * @title: (nullable): HTML text; %NULL for the front page
 * @description: HTML text; may be ""
 * @section: (nullable): slug of the section to mark in the menu; "home" for the front
 *
 * Returns: (transfer full): the page up to <main>
 */
GString *bt_practice_html_begin (BtPracticeSite *site,
                                 const char *title,
                                 const char *description,
                                 const char *section);
void bt_practice_html_end (BtPracticeSite *site, GString *html);
void bt_practice_html_card (BtPracticeSite *site,
                            GString *html,
                            const BtPracticePost *post,
                            BtPracticeCard card);
/** bt_practice_html_article: section, headline, time, lead, figures, text, by-line and
 * tags. */
void bt_practice_html_article (BtPracticeSite *site,
                               GString *html,
                               const BtPracticePost *post);

G_END_DECLS

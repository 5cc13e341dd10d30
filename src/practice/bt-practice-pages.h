/* The newspaper that readers see.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "practice/bt-practice-site.h"

G_BEGIN_DECLS

/**
 * BtPracticePage:
 * @location: (nullable): where to go instead
 * @is_html: a page, not a picture or style sheet
 */
typedef struct
{
  guint status;
  const char *mime;
  char *location;
  GBytes *body;
  gboolean is_html;
} BtPracticePage;

void bt_practice_page_clear (BtPracticePage *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BtPracticePage, bt_practice_page_clear)

/** bt_practice_page_make: the page, picture or style sheet at @path (decoded). @query:
 * (nullable): still encoded */
void bt_practice_page_make (BtPracticeSite *site,
                            const char *path,
                            const char *query,
                            BtPracticePage *page);

G_END_DECLS

/* A row of the list of articles.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/library/bt-article-item.h"

G_BEGIN_DECLS

#define BT_TYPE_ARTICLE_ROW (bt_article_row_get_type ())
G_DECLARE_FINAL_TYPE (BtArticleRow, bt_article_row, BT, ARTICLE_ROW, GtkBox)

/** bt_article_row_new: Returns: (transfer floating) */
GtkWidget *bt_article_row_new (void);

/** bt_article_row_bind: @item: (nullable): shown from now on, and followed */
void bt_article_row_bind (BtArticleRow *self, BtArticleItem *item);

G_END_DECLS

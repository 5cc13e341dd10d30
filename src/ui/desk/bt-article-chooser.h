/* Choosing the article that photos go to.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/bt-store.h"

G_BEGIN_DECLS

/** BtArticleChooser::chosen (const char *uuid): %NULL for a new article; the window closes
 * by itself */
#define BT_TYPE_ARTICLE_CHOOSER (bt_article_chooser_get_type ())
G_DECLARE_FINAL_TYPE (BtArticleChooser,
                      bt_article_chooser,
                      BT,
                      ARTICLE_CHOOSER,
                      AdwWindow)

/** bt_article_chooser_new: Returns: (transfer none): owned by GTK */
GtkWidget *bt_article_chooser_new (GtkWindow *parent, BtStore *store);

G_END_DECLS

/* Where to, how, and what is missing: before an article is sent.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sync/bt-publish.h"

G_BEGIN_DECLS

/**
 * BtPublishDialog:
 *
 * BtPublishDialog::send (char *account, int intent, gint64 at): a person decided
 * BtPublishDialog::fix (BtArticleCaption *caption): one press was wanted; the article that
 * comes of it is for bt_publish_dialog_set_article()
 * BtPublishDialog::add-account: there is no portal to send to yet
 */
#define BT_TYPE_PUBLISH_DIALOG (bt_publish_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BtPublishDialog, bt_publish_dialog, BT, PUBLISH_DIALOG, AdwWindow)

/**
 * bt_publish_dialog_new:
 * @article: copied
 * @accounts: (element-type BtAccount): of which one is chosen
 * @last_account: (nullable): the name of the one to begin with
 *
 * Returns: (transfer none): owned by GTK
 */
GtkWidget *bt_publish_dialog_new (GtkWindow *parent,
                                  BtContext *context,
                                  const BtArticle *article,
                                  GPtrArray *accounts,
                                  const char *last_account);

/** bt_publish_dialog_set_article: @article: as it is now; copied, and checked again. */
void bt_publish_dialog_set_article (BtPublishDialog *self, const BtArticle *article);

G_END_DECLS

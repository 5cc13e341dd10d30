/* An article as the list shows it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/bt-store-outbox.h"

G_BEGIN_DECLS

/**
 * BtArticleItem:
 *
 * Stays the same object while its article stays in the list, so that the selection and
 * the place survive a refresh.
 *
 * BtArticleItem::changed
 */
#define BT_TYPE_ARTICLE_ITEM (bt_article_item_get_type ())
G_DECLARE_FINAL_TYPE (BtArticleItem, bt_article_item, BT, ARTICLE_ITEM, GObject)

/** bt_article_item_new: copies @article. Returns: (transfer full) */
BtArticleItem *bt_article_item_new (const BtStoredArticle *article);

/** bt_article_item_get_article: Returns: (transfer none): what the store said last */
const BtStoredArticle *bt_article_item_get_article (BtArticleItem *self);

/** bt_article_item_get_outbox: Returns: (transfer none) (nullable): its row in the outbox
 * while it waits, is sent, or needs a person */
const BtOutboxRow *bt_article_item_get_outbox (BtArticleItem *self);

/** bt_article_item_update: emits "changed" when something did. */
void bt_article_item_update (BtArticleItem *self, const BtStoredArticle *article);

/** bt_article_item_set_outbox: @row: (nullable): copied */
void bt_article_item_set_outbox (BtArticleItem *self, const BtOutboxRow *row);

/** bt_article_item_tick: time has passed: "5 minutes ago" is another text now. */
void bt_article_item_tick (BtArticleItem *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/library/bt-article-item.h"

struct _BtArticleItem
{
  GObject parent_instance;

  BtStoredArticle *article;
  BtOutboxRow *outbox;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtArticleItem, bt_article_item, G_TYPE_OBJECT)

static void
bt_article_item_finalize (GObject *object)
{
  BtArticleItem *self = BT_ARTICLE_ITEM (object);

  bt_stored_article_free (self->article);
  bt_outbox_row_free (self->outbox);

  G_OBJECT_CLASS (bt_article_item_parent_class)->finalize (object);
}

static void
bt_article_item_class_init (BtArticleItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bt_article_item_finalize;
  signals[CHANGED] = g_signal_new ("changed", BT_TYPE_ARTICLE_ITEM, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bt_article_item_init (BtArticleItem *self)
{
}

BtArticleItem *
bt_article_item_new (const BtStoredArticle *article)
{
  BtArticleItem *self;

  g_return_val_if_fail (article != NULL, NULL);

  self = g_object_new (BT_TYPE_ARTICLE_ITEM, NULL);
  self->article = bt_stored_article_copy (article);
  return self;
}

const BtStoredArticle *
bt_article_item_get_article (BtArticleItem *self)
{
  g_return_val_if_fail (BT_IS_ARTICLE_ITEM (self), NULL);
  return self->article;
}

const BtOutboxRow *
bt_article_item_get_outbox (BtArticleItem *self)
{
  g_return_val_if_fail (BT_IS_ARTICLE_ITEM (self), NULL);
  return self->outbox;
}

void
bt_article_item_update (BtArticleItem *self, const BtStoredArticle *article)
{
  g_return_if_fail (BT_IS_ARTICLE_ITEM (self));
  g_return_if_fail (article != NULL);

  if (self->article->revision == article->revision
      && self->article->trashed == article->trashed
      && self->article->status == article->status)
    return;
  bt_stored_article_free (self->article);
  self->article = bt_stored_article_copy (article);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
same_row (const BtOutboxRow *a, const BtOutboxRow *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return a->id == b->id && a->state == b->state && a->changed == b->changed;
}

void
bt_article_item_set_outbox (BtArticleItem *self, const BtOutboxRow *row)
{
  g_return_if_fail (BT_IS_ARTICLE_ITEM (self));

  if (same_row (self->outbox, row))
    return;
  bt_outbox_row_free (self->outbox);
  self->outbox = row != NULL ? bt_outbox_row_copy (row) : NULL;
  g_signal_emit (self, signals[CHANGED], 0);
}

void
bt_article_item_tick (BtArticleItem *self)
{
  g_return_if_fail (BT_IS_ARTICLE_ITEM (self));
  g_signal_emit (self, signals[CHANGED], 0);
}

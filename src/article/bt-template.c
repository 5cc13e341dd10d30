/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-template.h"

BtArticle *
bt_article_new_from (const BtArticle *model)
{
  BtArticle *article;

  g_return_val_if_fail (model != NULL, NULL);

  article = bt_article_new ();
  for (int field = 0; field < BT_N_FIELDS; field++)
    if (field != BT_FIELD_SLUG)
      bt_article_set (article, (BtField)field, bt_article_get (model, (BtField)field));
  bt_article_set_tags (article, bt_article_get_tags (model));
  for (guint i = 0; i < bt_article_get_n_blocks (model); i++)
    bt_article_append_block (article, bt_block_copy (bt_article_get_block (model, i)));
  bt_article_set_featured (article, bt_article_get_featured (model));
  return article;
}

BtArticle *
bt_article_to_template (const BtArticle *article)
{
  BtArticle *model;

  g_return_val_if_fail (article != NULL, NULL);

  model = bt_article_new_from (article);
  for (guint i = 0; i < bt_article_get_n_blocks (model); i++)
    {
      BtFigure *figure = bt_article_get_block (model, i)->figure;

      for (guint j = 0; figure != NULL && j < figure->items->len; j++)
        {
          BtFigureItem *item = bt_figure_item (figure, j);

          g_clear_pointer (&item->photo, g_free);
          g_clear_pointer (&item->remote_url, g_free);
        }
    }
  return model;
}

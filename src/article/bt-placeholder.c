/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-placeholder.h"

static char *
find_in (const char *text)
{
  gsize start, end;

  if (text == NULL || !bt_placeholder_find (text, 0, &start, &end))
    return NULL;
  return g_strndup (text + start, end - start);
}

static char *
find_in_figure (const BtFigure *figure)
{
  char *found = NULL;

  for (guint i = 0; found == NULL && i < figure->items->len; i++)
    {
      const BtFigureItem *item = bt_figure_item (figure, i);
      const char *texts[] = { bt_rich_text_get_text (item->caption), item->credit,
                              item->alt };

      for (guint j = 0; found == NULL && j < G_N_ELEMENTS (texts); j++)
        found = find_in (texts[j]);
    }
  return found;
}

char *
bt_article_find_placeholder (const BtArticle *article)
{
  char *found = NULL;

  g_return_val_if_fail (article != NULL, NULL);

  for (int field = 0; found == NULL && field < BT_N_FIELDS; field++)
    if (field != BT_FIELD_NOTES && field != BT_FIELD_GENRE)
      found = find_in (bt_article_get (article, (BtField)field));
  for (guint i = 0; found == NULL && bt_article_get_tags (article)[i] != NULL; i++)
    found = find_in (bt_article_get_tags (article)[i]);
  for (guint i = 0; found == NULL && i < bt_article_get_n_blocks (article); i++)
    {
      const BtBlock *block = bt_article_get_block (article, i);
      g_autofree char *text = bt_block_plain_text (block);

      if (block->kind != BT_BLOCK_EMBED && block->kind != BT_BLOCK_OPAQUE)
        found = find_in (text);
      if (found == NULL && block->figure != NULL)
        found = find_in_figure (block->figure);
    }
  return found;
}

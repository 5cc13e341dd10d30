/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-placeholder.h"

/* Longer than any hint: what has its other brace a page further is none. */
#define LONGEST_BYTES 800

/* Returns: the byte behind the closing brace of what opens at @open, 0 for no hint */
static gsize
close_of (const char *text, gsize open)
{
  gboolean says = FALSE;

  if (g_unichar_isspace (g_utf8_get_char (text + open + 1)))
    return 0;
  for (const char *p = text + open + 1; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (*p == '}')
        return says ? (gsize)(p + 1 - text) : 0;
      if (*p == '{' || *p == '\n' || (gsize)(p - text) > open + LONGEST_BYTES)
        return 0;
      says |= g_unichar_isalnum (g_utf8_get_char (p));
    }
  return 0;
}

gboolean
bt_placeholder_find (const char *text, gsize from, gsize *start, gsize *end)
{
  const char *open;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (start != NULL && end != NULL, FALSE);

  for (open = strchr (text + from, '{'); open != NULL; open = strchr (open + 1, '{'))
    {
      *start = (gsize)(open - text);
      *end = close_of (text, *start);
      if (*end != 0)
        return TRUE;
    }
  return FALSE;
}

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

/* Whether what a page in text can hold of two articles is the same.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/bt-portal-text-private.h"

#include <string.h>

gboolean
bt_portal_is_blank (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && c != 0x200b && c != 0xfeff)
        return FALSE;
    }
  return TRUE;
}

gboolean
bt_portal_shows (const BtBlock *block)
{
  return block->kind != BT_BLOCK_OPAQUE
         && (block->kind != BT_BLOCK_PARAGRAPH
             || !bt_portal_is_blank (bt_rich_text_get_text (block->text)));
}

static gboolean
is_same_text (const BtRichText *a, const BtRichText *b)
{
  g_autofree char *first = bt_portal_trim (a != NULL ? bt_rich_text_get_text (a) : "");
  g_autofree char *second = bt_portal_trim (b != NULL ? bt_rich_text_get_text (b) : "");

  return g_str_equal (first, second);
}

static gboolean
is_same_figure (const BtFigure *a, const BtFigure *b)
{
  if (a->items->len != b->items->len || !is_same_text (a->caption, b->caption))
    return FALSE;
  for (guint i = 0; i < a->items->len; i++)
    if (!is_same_text (bt_figure_item (a, i)->caption, bt_figure_item (b, i)->caption)
        || !g_str_equal (bt_figure_item (a, i)->credit, bt_figure_item (b, i)->credit))
      return FALSE;
  return TRUE;
}

static gboolean
is_same_block (const BtBlock *a, const BtBlock *b)
{
  if (a->kind != b->kind || a->level != b->level || a->ordered != b->ordered)
    return FALSE;
  if (a->kind == BT_BLOCK_FIGURE)
    return is_same_figure (a->figure, b->figure);
  return is_same_text (a->text, b->text) && is_same_text (a->cite, b->cite);
}

static GPtrArray *
blocks_that_show (const BtArticle *article)
{
  GPtrArray *blocks = g_ptr_array_new ();

  for (guint i = 0; i < bt_article_get_n_blocks (article); i++)
    if (bt_portal_shows (bt_article_get_block (article, i)))
      g_ptr_array_add (blocks, bt_article_get_block (article, i));
  return blocks;
}

static gboolean
have_same_blocks (const BtArticle *a, const BtArticle *b)
{
  g_autoptr (GPtrArray) first = blocks_that_show (a);
  g_autoptr (GPtrArray) second = blocks_that_show (b);

  if (first->len != second->len)
    return FALSE;
  for (guint i = 0; i < first->len; i++)
    {
      const BtBlock *block = g_ptr_array_index (first, i);
      const BtBlock *other = g_ptr_array_index (second, i);
      const BtBlock *before = i > 0 ? g_ptr_array_index (first, i - 1) : NULL;

      if (!is_same_block (block, other)
          || (before != NULL && before->kind == block->kind
              && block->starts_group != other->starts_group))
        return FALSE;
    }
  return TRUE;
}

static gboolean
have_same_fields (const BtArticle *a, const BtArticle *b)
{
  static const BtField fields[] = { BT_FIELD_HEADLINE,    BT_FIELD_LEAD,
                                    BT_FIELD_SOURCE_NAME, BT_FIELD_BYLINE_LABEL,
                                    BT_FIELD_BYLINE,      BT_FIELD_PHOTO_CREDIT,
                                    BT_FIELD_SECTION };
  GDateTime *time_a = bt_article_get_portal_time (a);
  GDateTime *time_b = bt_article_get_portal_time (b);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *first = bt_portal_trim (bt_article_get (a, fields[i]));
      g_autofree char *second = bt_portal_trim (bt_article_get (b, fields[i]));

      if (!g_str_equal (first, second))
        return FALSE;
    }
  if ((time_a == NULL) != (time_b == NULL))
    return FALSE;
  return g_strv_equal (bt_article_get_tags (a), bt_article_get_tags (b));
}

gboolean
bt_portal_is_same (const BtArticle *a, const BtArticle *b)
{
  return have_same_fields (a, b) && have_same_blocks (a, b);
}

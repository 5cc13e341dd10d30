/* What readers read of an article, as plain text.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-article.h"
#include "text/bt-text.h"

static void
add_line (GString *out, const char *line)
{
  if (*line == '\0')
    return;
  if (out->len > 0)
    g_string_append_c (out, '\n');
  g_string_append (out, line);
}

static void
add_body (GString *out, const BtArticle *self)
{
  guint i;

  for (i = 0; i < bt_article_get_n_blocks (self); i++)
    {
      g_autofree char *text = bt_block_plain_text (bt_article_get_block (self, i));

      add_line (out, text);
    }
}

char *
bt_article_lead_line (const BtArticle *self)
{
  const char *source;
  const char *lead;

  g_return_val_if_fail (self != NULL, NULL);

  source = bt_article_get (self, BT_FIELD_SOURCE_NAME);
  lead = bt_article_get (self, BT_FIELD_LEAD);
  if (*source == '\0')
    return g_strdup (lead);
  return g_strconcat ("(", source, ")", *lead != '\0' ? " " : "", lead, NULL);
}

char *
bt_article_plain_text (const BtArticle *self)
{
  GString *out;
  g_autofree char *lead = NULL;
  g_autofree char *byline = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  out = g_string_new (NULL);
  lead = bt_article_lead_line (self);
  byline = bt_article_byline_line (self);
  add_line (out, bt_article_get (self, BT_FIELD_HEADLINE));
  add_line (out, lead);
  add_body (out, self);
  add_line (out, byline);
  return g_string_free (out, FALSE);
}

BtTextCount
bt_article_count (const BtArticle *self)
{
  BtTextCount count = { 0, 0, 0 };

  g_return_val_if_fail (self != NULL, count);

  bt_text_count (bt_article_get (self, BT_FIELD_HEADLINE), &count);
  bt_text_count (bt_article_get (self, BT_FIELD_LEAD), &count);
  for (guint i = 0; i < bt_article_get_n_blocks (self); i++)
    {
      const BtBlock *block = bt_article_get_block (self, i);
      g_autofree char *text = NULL;

      if (block->kind == BT_BLOCK_PARAGRAPH)
        {
          bt_text_count (bt_rich_text_get_text (block->text), &count);
          continue;
        }
      text = bt_block_plain_text (block);
      bt_text_count (text, &count);
    }
  return count;
}

guint
bt_article_count_words (const BtArticle *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return bt_article_count (self).words;
}

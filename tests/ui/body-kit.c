/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "body-kit.h"

static const char *const words[] = {
  "Đường",  "ngập", "nước",  "a",      "😀",  "“trích”", "\n", " ",
  "\u00a0", "ạ",    "&amp;", "\ufffc", "\t", "e\u0301", ":",  "",
};

void
body_kit_random_text (GRand *rand, BtRichText *text)
{
  g_autoptr (GString) plain = g_string_new (NULL);

  for (int n = g_rand_int_range (rand, 0, 8); n > 0; n--)
    g_string_append (plain, words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);
  bt_rich_text_set_text (text, plain->str);
  for (int n = g_rand_int_range (rand, 0, 6); n > 0; n--)
    {
      BtSpanKind kind = (BtSpanKind)g_rand_int_range (rand, 0, BT_N_SPAN_KINDS);
      guint start = (guint)g_rand_int_range (rand, 0, 12);
      const char *href = g_rand_boolean (rand) ? "https://a.vn/" : "https://b.vn/";

      bt_rich_text_apply (text, kind, start, start + 5,
                          kind == BT_SPAN_LINK ? href : NULL);
    }
}

BtBlock *
body_kit_random_block (GRand *rand)
{
  BtBlock *block =
      bt_block_new ((BtBlockKind)g_rand_int_range (rand, 0, BT_N_BLOCK_KINDS));

  if (block->text != NULL)
    body_kit_random_text (rand, block->text);
  if (block->cite != NULL)
    body_kit_random_text (rand, block->cite);
  if (block->kind == BT_BLOCK_HEADING)
    block->level = (guint)g_rand_int_range (rand, 2, 5);
  if (block->kind == BT_BLOCK_LIST_ITEM)
    {
      block->level = (guint)g_rand_int_range (rand, 0, 9);
      block->ordered = g_rand_boolean (rand);
    }
  if (block->kind == BT_BLOCK_LIST_ITEM || block->kind == BT_BLOCK_QUOTE)
    block->starts_group = g_rand_boolean (rand);
  if (block->kind == BT_BLOCK_FIGURE)
    {
      BtFigureItem *item = bt_figure_item (block->figure, 0);

      item->photo = g_rand_boolean (rand) ? g_strnfill (64, 'a') : NULL;
      body_kit_random_text (rand, item->caption);
    }
  if (block->kind == BT_BLOCK_OPAQUE)
    {
      g_free (block->source);
      block->source = g_strdup ("<!-- wp:x -->\r\ntie\u0302\u0301ng\x01");
    }
  return block;
}

BtArticle *
body_kit_random_article (GRand *rand)
{
  BtArticle *article = bt_article_new ();
  guint n = (guint)g_rand_int_range (rand, 0, 20);

  for (guint i = 0; i < n; i++)
    {
      guint id = bt_article_append_block (article, body_kit_random_block (rand));

      if (bt_article_get_block (article, i)->kind == BT_BLOCK_FIGURE
          && g_rand_boolean (rand))
        bt_article_set_featured (article, id);
    }
  return article;
}

void
body_kit_assert_sound (BtBodyBuffer *body)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (body);
  int n_lines = gtk_text_buffer_get_line_count (buffer);
  int n_marks = 0;
  GtkTextIter at;
  gboolean last;

  for (int line = 0; line < n_lines; line++)
    {
      BtParagraph *paragraph = bt_body_buffer_get_paragraph (body, line);
      GtkTextIter iter;
      gboolean object;

      g_assert_nonnull (paragraph);
      gtk_text_buffer_get_iter_at_line (buffer, &iter, line);
      object = gtk_text_iter_get_child_anchor (&iter) != NULL;
      g_assert_cmpint (object, ==, bt_paragraph_is_object (paragraph));
      for (int chars = 0; !gtk_text_iter_ends_line (&iter); chars++)
        {
          g_assert_true (gtk_text_iter_get_child_anchor (&iter) == NULL
                         || (object && chars == 0));
          g_assert_true (!object || chars == 0);
          gtk_text_iter_forward_char (&iter);
        }
    }
  gtk_text_buffer_get_start_iter (buffer, &at);
  do
    {
      g_autoptr (GSList) marks = gtk_text_iter_get_marks (&at);

      for (GSList *l = marks; l != NULL; l = l->next)
        if (BT_IS_PARAGRAPH (l->data))
          {
            g_assert_true (gtk_text_iter_starts_line (&at));
            n_marks++;
          }
      last = gtk_text_iter_is_end (&at);
      gtk_text_iter_forward_char (&at);
    }
  while (!last);
  g_assert_cmpint (n_marks, ==, n_lines);
}

void
body_kit_assert_same_ids (const BtArticle *a, const BtArticle *b)
{
  g_assert_cmpuint (bt_article_get_n_blocks (a), ==, bt_article_get_n_blocks (b));
  for (guint i = 0; i < bt_article_get_n_blocks (a); i++)
    g_assert_cmpuint (bt_article_get_block (a, i)->id, ==,
                      bt_article_get_block (b, i)->id);
  g_assert_cmpuint (bt_article_get_featured (a), ==, bt_article_get_featured (b));
}

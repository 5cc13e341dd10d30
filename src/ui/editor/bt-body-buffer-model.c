/* The body buffer and the article: there and back.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-body-buffer-private.h"
#include "ui/editor/bt-span-tags.h"

BtRichText *
bt_body_buffer_line_text (BtBodyBuffer *self, int line, const char *preedit)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter start, end, caret;

  gtk_text_buffer_get_iter_at_line (buffer, &start, line);
  end = start;
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  return bt_span_tags_collect (&start, &end, &caret, preedit);
}

gboolean
bt_body_buffer_is_blank (BtBodyBuffer *self)
{
  BtParagraph *only = bt_body_buffer_get_paragraph (self, 0);

  return gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (self)) == 0 && only != NULL
         && only->id == 0 && only->kind == BT_BLOCK_PARAGRAPH;
}

/* ---- storing ---- */

/* Returns: (transfer full): the block of a line */
static BtBlock *
line_block (BtBodyBuffer *self, int line, const char *preedit)
{
  BtParagraph *paragraph = bt_body_buffer_get_paragraph (self, line);
  BtRichText *text = NULL;

  bt_body_buffer_take_id (self, paragraph);
  if (!bt_paragraph_is_object (paragraph))
    text = bt_body_buffer_line_text (self, line, preedit);
  return bt_paragraph_to_block (paragraph, text);
}

static void
store_featured (BtBodyBuffer *self, BtArticle *article)
{
  bt_article_set_featured (article, self->featured);
  if (bt_article_get_featured (article) == 0)
    bt_article_set_featured (article, 0);
}

gboolean
bt_body_buffer_store_edits (BtBodyBuffer *self, BtArticle *article)
{
  int n_lines, n_blocks, top, bottom;
  gboolean edited;

  g_return_val_if_fail (BT_IS_BODY_BUFFER (self), FALSE);
  g_return_val_if_fail (article != NULL, FALSE);

  n_blocks = (int)bt_article_get_n_blocks (article);
  if (bt_body_buffer_is_blank (self))
    {
      bt_article_clear_blocks (article);
      store_featured (self, article);
      self->clean_top = self->clean_bottom = 0;
      return n_blocks > 0;
    }

  n_lines = gtk_text_buffer_get_line_count (GTK_TEXT_BUFFER (self));
  top = MIN (self->clean_top, MIN (n_lines, n_blocks));
  bottom = MIN (self->clean_bottom, MIN (n_lines, n_blocks) - top);
  edited = top < n_lines - bottom || top < n_blocks - bottom;
  for (int i = n_blocks - bottom - 1; i >= top; i--)
    bt_article_remove_block (article, (guint)i);
  for (int line = top; line < n_lines - bottom; line++)
    bt_article_insert_block (article, (guint)line, line_block (self, line, NULL));
  store_featured (self, article);
  self->clean_top = self->clean_bottom = G_MAXINT;
  return edited;
}

void
bt_body_buffer_add_preedit (BtBodyBuffer *self, BtArticle *article, const char *preedit)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter caret;
  guint line;

  g_return_if_fail (BT_IS_BODY_BUFFER (self));
  g_return_if_fail (article != NULL);

  if (preedit == NULL || *preedit == '\0')
    return;
  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  line = (guint)gtk_text_iter_get_line (&caret);
  if (bt_paragraph_is_object (bt_body_buffer_get_paragraph (self, (int)line)))
    {
      /* where the word goes when it is committed beside a figure */
      bt_article_insert_block (article, line + 1,
                               bt_block_new_text (BT_BLOCK_PARAGRAPH, preedit));
      return;
    }
  if (line < bt_article_get_n_blocks (article))
    bt_article_remove_block (article, line);
  bt_article_insert_block (article, line, line_block (self, (int)line, preedit));
}

void
bt_body_buffer_store (BtBodyBuffer *self, BtArticle *article, const char *preedit)
{
  int n_lines;

  g_return_if_fail (BT_IS_BODY_BUFFER (self));
  g_return_if_fail (article != NULL);

  bt_article_clear_blocks (article);
  n_lines = bt_body_buffer_is_blank (self)
                ? 0
                : gtk_text_buffer_get_line_count (GTK_TEXT_BUFFER (self));
  for (int line = 0; line < n_lines; line++)
    bt_article_append_block (article, line_block (self, line, NULL));
  bt_body_buffer_add_preedit (self, article, preedit);
  store_featured (self, article);
}

/* ---- changes by the program ---- */

BtParagraph *
bt_body_buffer_insert_block (BtBodyBuffer *self, int line, BtBlock *block)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  g_autoptr (BtBlock) owned G_GNUC_UNUSED = block;
  g_autoptr (BtParagraph) paragraph = NULL;
  BtParagraph *rest = NULL;
  GtkTextMark *caret;
  GtkTextIter iter;
  int n_lines;

  g_return_val_if_fail (BT_IS_BODY_BUFFER (self), NULL);
  g_return_val_if_fail (block != NULL, NULL);

  if (bt_body_buffer_find_paragraph (self, block->id) != NULL)
    block->id = 0;
  paragraph = bt_paragraph_new_for_block (block);
  n_lines = gtk_text_buffer_get_line_count (buffer);
  line = CLAMP (line, 0, n_lines);

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  caret = gtk_text_buffer_create_mark (buffer, NULL, &iter, TRUE);
  self->frozen++;
  if (bt_body_buffer_is_blank (self))
    {
      g_ptr_array_unref (bt_body_buffer_take_paragraphs (self, 0, 0));
      line = 0;
      gtk_text_buffer_get_start_iter (buffer, &iter);
      bt_body_buffer_insert_content (self, &iter, paragraph, block->text);
    }
  else if (line < n_lines)
    {
      rest = bt_body_buffer_get_paragraph (self, line);
      gtk_text_buffer_get_iter_at_line (buffer, &iter, line);
      bt_body_buffer_insert_content (self, &iter, paragraph, block->text);
      gtk_text_buffer_insert (buffer, &iter, "\n", 1);
      bt_body_buffer_put (self, rest, line + 1);
    }
  else
    {
      gtk_text_buffer_get_end_iter (buffer, &iter);
      gtk_text_buffer_insert (buffer, &iter, "\n", 1);
      bt_body_buffer_insert_content (self, &iter, paragraph, block->text);
    }
  bt_body_buffer_put (self, paragraph, line);
  bt_body_buffer_take_id (self, paragraph);
  bt_body_buffer_restyle (self, MAX (line - 1, 0), line);
  self->frozen--;

  /* what comes in below leaves the caret where it was */
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, caret);
  gtk_text_buffer_delete_mark (buffer, caret);
  if (line > gtk_text_iter_get_line (&iter))
    gtk_text_buffer_place_cursor (buffer, &iter);
  if (bt_paragraph_is_object (paragraph))
    bt_body_buffer_emit_object_added (self, paragraph);
  bt_body_buffer_edited (self, MAX (line - 1, 0), line);
  return paragraph;
}

void
bt_body_buffer_remove (BtBodyBuffer *self, BtParagraph *paragraph)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  g_autoptr (GPtrArray) gone = NULL;
  int line;

  g_return_if_fail (BT_IS_BODY_BUFFER (self));
  g_return_if_fail (BT_IS_PARAGRAPH (paragraph));

  line = bt_body_buffer_get_line (self, paragraph);
  self->frozen++;
  gone = bt_body_buffer_take_paragraphs (self, line, line);
  bt_body_buffer_delete_lines (self, line, line + 1);
  if (gtk_text_buffer_get_char_count (buffer) == 0
      && bt_body_buffer_get_paragraph (self, 0) == NULL)
    bt_body_buffer_put_new (self, bt_paragraph_new (BT_BLOCK_PARAGRAPH), 0);
  self->frozen--;

  bt_body_buffer_edited (self, MAX (line - 1, 0), line);
}

void
bt_body_buffer_touch (BtBodyBuffer *self, BtParagraph *paragraph)
{
  int line;

  g_return_if_fail (BT_IS_BODY_BUFFER (self));
  g_return_if_fail (BT_IS_PARAGRAPH (paragraph));

  line = bt_body_buffer_get_line (self, paragraph);
  bt_body_buffer_edited (self, line, line);
}

guint
bt_body_buffer_get_featured (BtBodyBuffer *self)
{
  g_return_val_if_fail (BT_IS_BODY_BUFFER (self), 0);
  return self->featured;
}

void
bt_body_buffer_set_featured (BtBodyBuffer *self, BtParagraph *paragraph)
{
  g_return_if_fail (BT_IS_BODY_BUFFER (self));

  self->featured = paragraph != NULL ? bt_body_buffer_take_id (self, paragraph) : 0;
  /* no line is another one */
  bt_body_buffer_edited (self, G_MAXINT, -1);
}

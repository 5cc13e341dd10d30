/* The body buffer and the article: there and back.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-body-buffer-private.h"
#include "ui/editor/bt-span-tags.h"

static BtRichText *
line_text (BtBodyBuffer *self, int line, const char *preedit)
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

static gboolean
line_equals (BtBodyBuffer *self, int line, const BtBlock *block)
{
  BtParagraph *paragraph = bt_body_buffer_get_paragraph (self, line);
  g_autoptr (BtRichText) text = NULL;

  if (paragraph == NULL || !bt_paragraph_matches (paragraph, block))
    return FALSE;
  if (bt_paragraph_is_object (paragraph))
    return TRUE;
  text = line_text (self, line, NULL);
  return bt_rich_text_equal (text, block->text);
}

/* An article without blocks is one empty line that was never stored. */
static gboolean
is_blank (BtBodyBuffer *self)
{
  BtParagraph *only = bt_body_buffer_get_paragraph (self, 0);

  return gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (self)) == 0 && only != NULL
         && only->id == 0 && only->kind == BT_BLOCK_PARAGRAPH;
}

/* ---- loading ---- */

/* Takes the paragraphs of lines [first, last] off, before their text goes, and GTK
 * destroys the widgets in it. */
static GPtrArray *
take_paragraphs (BtBodyBuffer *self, int first, int last)
{
  GPtrArray *taken = bt_body_buffer_paragraphs_in (self, first, last);

  for (guint i = 0; i < taken->len; i++)
    {
      if (bt_paragraph_is_object (taken->pdata[i]))
        bt_body_buffer_emit_object_removed (self, taken->pdata[i]);
      gtk_text_buffer_delete_mark (GTK_TEXT_BUFFER (self), taken->pdata[i]);
    }
  return taken;
}

static void
delete_lines (BtBodyBuffer *self, int first, int end_line, int n_lines)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_line (buffer, &start, first);
  if (end_line < n_lines)
    gtk_text_buffer_get_iter_at_line (buffer, &end, end_line);
  else
    {
      gtk_text_buffer_get_end_iter (buffer, &end);
      if (first > 0)
        gtk_text_iter_backward_char (&start);
    }
  gtk_text_buffer_delete (buffer, &start, &end);
}

/* Puts blocks [from, to) of @article in as lines from @line on; @before_rest: lines that
 * stay follow them. */
static void
insert_lines (BtBodyBuffer *self,
              const BtArticle *article,
              int line,
              int from,
              int to,
              gboolean before_rest,
              GPtrArray *added)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter iter;

  if (before_rest)
    gtk_text_buffer_get_iter_at_line (buffer, &iter, line);
  else
    gtk_text_buffer_get_end_iter (buffer, &iter);

  for (int i = from; i < to; i++)
    {
      const BtBlock *block = bt_article_get_block (article, (guint)i);
      BtParagraph *paragraph = bt_paragraph_new_for_block (block);

      if (!before_rest && line + i - from > 0)
        gtk_text_buffer_insert (buffer, &iter, "\n", 1);
      bt_body_buffer_insert_content (self, &iter, paragraph, block->text);
      if (before_rest)
        gtk_text_buffer_insert (buffer, &iter, "\n", 1);
      g_ptr_array_add (added, paragraph);
    }
}

static void
replace_lines (BtBodyBuffer *self,
               const BtArticle *article,
               int prefix,
               int suffix,
               int n_lines,
               int n_blocks)
{
  g_autoptr (GPtrArray) gone = NULL;
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);
  BtParagraph *rest = NULL;
  int n_new = n_blocks - suffix - prefix;

  if (suffix > 0)
    rest = bt_body_buffer_get_paragraph (self, n_lines - suffix);
  gone = take_paragraphs (self, prefix, n_lines - suffix - 1);
  if (gone->len > 0)
    delete_lines (self, prefix, n_lines - suffix, n_lines);
  insert_lines (self, article, prefix, prefix, prefix + n_new, suffix > 0, added);

  for (guint i = 0; i < added->len; i++)
    {
      bt_body_buffer_put (self, added->pdata[i], prefix + (int)i);
      bt_body_buffer_take_id (self, added->pdata[i]);
    }
  if (rest != NULL)
    bt_body_buffer_put (self, rest, prefix + n_new);
  if (bt_body_buffer_get_paragraph (self, 0) == NULL)
    bt_body_buffer_put_new (self, bt_paragraph_new (BT_BLOCK_PARAGRAPH), 0);
  bt_body_buffer_restyle (self, prefix, prefix + n_new);

  for (guint i = 0; i < added->len; i++)
    if (bt_paragraph_is_object (added->pdata[i]))
      bt_body_buffer_emit_object_added (self, added->pdata[i]);
}

/* Ids of blocks that are gone do not come back: the article knows which is next. */
static guint
next_id_of (const BtArticle *article)
{
  g_autoptr (BtArticle) copy = bt_article_copy (article);

  return bt_article_append_block (copy, bt_block_new (BT_BLOCK_PARAGRAPH));
}

int
bt_body_buffer_load (BtBodyBuffer *self, const BtArticle *article, gboolean afresh)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  int n_lines, n_blocks, prefix = 0, suffix = 0, line, object = -1;
  GtkTextIter iter;

  g_return_val_if_fail (BT_IS_BODY_BUFFER (self), -1);
  g_return_val_if_fail (article != NULL, -1);

  n_lines = gtk_text_buffer_get_line_count (buffer);
  n_blocks = (int)bt_article_get_n_blocks (article);
  if (!afresh)
    object = bt_body_buffer_change_objects (self, article);
  if (afresh)
    self->next_id = next_id_of (article);
  else if (is_blank (self) && n_blocks == 0)
    prefix = n_lines;
  while (!afresh && prefix < n_lines && prefix < n_blocks
         && line_equals (self, prefix, bt_article_get_block (article, (guint)prefix)))
    prefix++;
  while (!afresh && suffix < n_lines - prefix && suffix < n_blocks - prefix
         && line_equals (self, n_lines - 1 - suffix,
                         bt_article_get_block (article, (guint)(n_blocks - 1 - suffix))))
    suffix++;

  self->featured = bt_article_get_featured (article);
  if (prefix == n_lines && (prefix == n_blocks || n_blocks == 0))
    {
      if (object < 0)
        return -1;
      gtk_text_buffer_get_iter_at_line (buffer, &iter, object);
      return gtk_text_iter_get_offset (&iter);
    }

  self->frozen++;
  replace_lines (self, article, prefix, suffix, n_lines, n_blocks);
  self->frozen--;

  line = MAX (n_blocks - suffix - 1, 0);
  gtk_text_buffer_get_iter_at_line (buffer, &iter, line);
  if (!gtk_text_iter_ends_line (&iter))
    gtk_text_iter_forward_to_line_end (&iter);
  if (afresh)
    {
      gtk_text_buffer_get_start_iter (buffer, &iter);
      gtk_text_buffer_place_cursor (buffer, &iter);
    }
  return gtk_text_iter_get_offset (&iter);
}

/* ---- storing ---- */

void
bt_body_buffer_store (BtBodyBuffer *self, BtArticle *article, const char *preedit)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  gboolean composing = preedit != NULL && *preedit != '\0';
  gboolean featured_found = FALSE;
  int n_lines, caret_line;
  GtkTextIter caret;

  g_return_if_fail (BT_IS_BODY_BUFFER (self));
  g_return_if_fail (article != NULL);

  bt_article_set_featured (article, 0);
  bt_article_clear_blocks (article);
  if (is_blank (self) && !composing)
    return;

  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  caret_line = gtk_text_iter_get_line (&caret);
  n_lines = gtk_text_buffer_get_line_count (buffer);
  for (int line = 0; line < n_lines; line++)
    {
      BtParagraph *paragraph = bt_body_buffer_get_paragraph (self, line);
      gboolean here = composing && line == caret_line;
      BtRichText *text = NULL;

      bt_body_buffer_take_id (self, paragraph);
      if (!bt_paragraph_is_object (paragraph))
        text = line_text (self, line, here ? preedit : NULL);
      bt_article_append_block (article, bt_paragraph_to_block (paragraph, text));
      if (here && text == NULL)
        bt_article_append_block (article,
                                 bt_block_new_text (BT_BLOCK_PARAGRAPH, preedit));
      featured_found |= paragraph->id == self->featured;
    }
  if (self->featured != 0 && featured_found)
    bt_article_set_featured (article, self->featured);
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
  if (is_blank (self))
    {
      g_ptr_array_unref (take_paragraphs (self, 0, 0));
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
  bt_body_buffer_emit_edited (self);
  return paragraph;
}

void
bt_body_buffer_remove (BtBodyBuffer *self, BtParagraph *paragraph)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  g_autoptr (GPtrArray) gone = NULL;
  int line, n_lines;

  g_return_if_fail (BT_IS_BODY_BUFFER (self));
  g_return_if_fail (BT_IS_PARAGRAPH (paragraph));

  line = bt_body_buffer_get_line (self, paragraph);
  n_lines = gtk_text_buffer_get_line_count (buffer);

  self->frozen++;
  gone = take_paragraphs (self, line, line);
  delete_lines (self, line, line + 1, n_lines);
  if (gtk_text_buffer_get_char_count (buffer) == 0
      && bt_body_buffer_get_paragraph (self, 0) == NULL)
    bt_body_buffer_put_new (self, bt_paragraph_new (BT_BLOCK_PARAGRAPH), 0);
  self->frozen--;

  bt_body_buffer_emit_edited (self);
}

void
bt_body_buffer_touch (BtBodyBuffer *self, BtParagraph *paragraph)
{
  g_return_if_fail (BT_IS_BODY_BUFFER (self));
  g_return_if_fail (BT_IS_PARAGRAPH (paragraph));

  bt_body_buffer_emit_edited (self);
}

void
bt_body_buffer_make_plain (BtBodyBuffer *self, BtParagraph *paragraph)
{
  int line;

  g_return_if_fail (BT_IS_BODY_BUFFER (self));
  g_return_if_fail (BT_IS_PARAGRAPH (paragraph));

  line = bt_body_buffer_get_line (self, paragraph);
  bt_paragraph_make_plain (paragraph);
  bt_body_buffer_restyle (self, line, line);
  bt_body_buffer_emit_edited (self);
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
  bt_body_buffer_emit_edited (self);
}

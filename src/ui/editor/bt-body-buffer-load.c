/* Showing an article: only what differs is changed.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-body-buffer-private.h"
#include "ui/editor/bt-body-style.h"
#include "ui/editor/bt-span-tags.h"

static gboolean
line_equals (BtBodyBuffer *self, int line, const BtBlock *block)
{
  BtParagraph *paragraph = bt_body_buffer_get_paragraph (self, line);
  g_autoptr (BtRichText) text = NULL;

  if (paragraph == NULL || !bt_paragraph_matches (paragraph, block))
    return FALSE;
  if (bt_paragraph_is_object (paragraph))
    return TRUE;
  text = bt_body_buffer_line_text (self, line, NULL);
  return bt_rich_text_equal (text, block->text);
}

/* ---- lines go, lines come ---- */

GPtrArray *
bt_body_buffer_take_paragraphs (BtBodyBuffer *self, int first, int last)
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

void
bt_body_buffer_delete_lines (BtBodyBuffer *self, int first, int end)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter from, to;

  gtk_text_buffer_get_iter_at_line (buffer, &from, first);
  if (end < gtk_text_buffer_get_line_count (buffer))
    gtk_text_buffer_get_iter_at_line (buffer, &to, end);
  else
    {
      gtk_text_buffer_get_end_iter (buffer, &to);
      if (first > 0)
        gtk_text_iter_backward_char (&from);
    }
  gtk_text_buffer_delete (buffer, &from, &to);
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

/* Lines [first, end) give way to blocks [from, to) of @article. */
static void
replace_lines (BtBodyBuffer *self,
               const BtArticle *article,
               int first,
               int end,
               int from,
               int to)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  g_autoptr (GPtrArray) gone = NULL;
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);
  BtParagraph *rest = NULL;

  if (end < gtk_text_buffer_get_line_count (buffer))
    rest = bt_body_buffer_get_paragraph (self, end);
  gone = bt_body_buffer_take_paragraphs (self, first, end - 1);
  if (gone->len > 0)
    bt_body_buffer_delete_lines (self, first, end);
  insert_lines (self, article, first, from, to, rest != NULL, added);

  for (guint i = 0; i < added->len; i++)
    {
      bt_body_buffer_put (self, added->pdata[i], first + (int)i);
      bt_body_buffer_take_id (self, added->pdata[i]);
    }
  if (rest != NULL)
    bt_body_buffer_put (self, rest, first + (int)added->len);
  if (bt_body_buffer_get_paragraph (self, 0) == NULL)
    bt_body_buffer_put_new (self, bt_paragraph_new (BT_BLOCK_PARAGRAPH), 0);
  bt_body_buffer_restyle (self, first, first + (int)added->len);

  for (guint i = 0; i < added->len; i++)
    if (bt_paragraph_is_object (added->pdata[i]))
      bt_body_buffer_emit_object_added (self, added->pdata[i]);
}

/* ---- a line changes in place ---- */

static guint
common_prefix (const char *a, const char *b)
{
  guint n = 0;

  while (*a != '\0' && g_utf8_get_char (a) == g_utf8_get_char (b))
    {
      a = g_utf8_next_char (a);
      b = g_utf8_next_char (b);
      n++;
    }
  return n;
}

static guint
common_suffix (const char *a, const char *b, guint most)
{
  const char *end_a = a + strlen (a);
  const char *end_b = b + strlen (b);
  guint n = 0;

  while (n < most)
    {
      end_a = g_utf8_prev_char (end_a);
      end_b = g_utf8_prev_char (end_b);
      if (g_utf8_get_char (end_a) != g_utf8_get_char (end_b))
        break;
      n++;
    }
  return n;
}

/* Only the letters that differ are exchanged. Returns: the offset behind them */
static int
update_text (BtBodyBuffer *self, int line, const BtRichText *text)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  g_autofree char *wanted = bt_span_tags_to_buffer (bt_rich_text_get_text (text));
  g_autofree char *there = NULL;
  GtkTextIter start, end;
  guint n_there, n_wanted, prefix, suffix;
  int offset;

  gtk_text_buffer_get_iter_at_line (buffer, &start, line);
  end = start;
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  offset = gtk_text_iter_get_offset (&start);
  there = gtk_text_iter_get_slice (&start, &end);
  n_there = (guint)g_utf8_strlen (there, -1);
  n_wanted = (guint)g_utf8_strlen (wanted, -1);
  prefix = common_prefix (there, wanted);
  suffix = common_suffix (there, wanted, MIN (n_there, n_wanted) - prefix);

  gtk_text_buffer_get_iter_at_offset (buffer, &start, offset + (int)prefix);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, offset + (int)(n_there - suffix));
  gtk_text_buffer_delete (buffer, &start, &end);
  if (n_wanted > prefix + suffix)
    {
      const char *from = g_utf8_offset_to_pointer (wanted, (glong)prefix);
      const char *to = g_utf8_offset_to_pointer (wanted, (glong)(n_wanted - suffix));

      gtk_text_buffer_insert (buffer, &start, from, (int)(to - from));
    }
  gtk_text_buffer_get_iter_at_offset (buffer, &start, offset);
  bt_span_tags_set (buffer, &start, text);
  return offset + (int)(n_wanted - suffix);
}

/* Returns: the offset behind the change, -1 when there is none */
static int
update_line (BtBodyBuffer *self, int line, const BtBlock *block)
{
  g_autoptr (BtParagraph) paragraph =
      g_object_ref (bt_body_buffer_get_paragraph (self, line));
  GtkTextIter iter;
  int changed;

  if (line_equals (self, line, block))
    return -1;
  if (bt_paragraph_is_object (paragraph))
    {
      bt_body_buffer_change_object (self, paragraph, bt_block_copy (block));
      gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self), &iter, line);
      return gtk_text_iter_get_offset (&iter);
    }
  bt_paragraph_take_looks (paragraph, block);
  changed = update_text (self, line, block->text);
  bt_body_buffer_put (self, paragraph, line);
  bt_body_buffer_restyle (self, line, line);
  return changed;
}

/* ---- which line is which block ---- */

/* A line stays when its block is still there, of the same sort, and the lines that stay
 * keep their order: the longest such row, found by binary search.
 * Returns: (transfer full): for each block from @from to @to, its line or -1 */
static int *
match_lines (BtBodyBuffer *self,
             const BtArticle *article,
             int first,
             int end,
             int from,
             int to)
{
  int n = to - from;
  int *match = g_new (int, (gsize)n + 1);
  g_autofree int *tails = g_new (int, (gsize)n + 1);
  g_autofree int *before = g_new (int, (gsize)n + 1);
  g_autoptr (GHashTable) lines = g_hash_table_new (NULL, NULL);
  int length = 0;

  for (int line = first; line < end; line++)
    {
      BtParagraph *paragraph = bt_body_buffer_get_paragraph (self, line);

      if (paragraph != NULL && paragraph->id != 0)
        g_hash_table_insert (lines, GUINT_TO_POINTER (paragraph->id),
                             GINT_TO_POINTER (line + 1));
    }
  for (int i = 0; i < n; i++)
    {
      const BtBlock *block = bt_article_get_block (article, (guint)(from + i));
      int line =
          GPOINTER_TO_INT (g_hash_table_lookup (lines, GUINT_TO_POINTER (block->id))) - 1;
      int low = 0, high = length;

      match[i] = line;
      if (line < 0
          || !bt_paragraph_can_become (bt_body_buffer_get_paragraph (self, line), block))
        {
          match[i] = -1;
          continue;
        }
      while (low < high)
        {
          int middle = (low + high) / 2;

          if (match[tails[middle]] < line)
            low = middle + 1;
          else
            high = middle;
        }
      before[i] = low > 0 ? tails[low - 1] : -1;
      tails[low] = i;
      length = MAX (length, low + 1);
    }

  {
    int kept = length > 0 ? tails[length - 1] : -1;

    for (int i = n - 1; i >= 0; i--)
      if (i == kept)
        kept = before[i];
      else
        match[i] = -1;
  }
  return match;
}

/* Remembers where the caret goes: at the change that is furthest down. */
static void
note_place (BtBodyBuffer *self, GtkTextMark **place, int offset)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter iter;

  if (*place != NULL || offset < 0)
    return;
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, offset);
  *place = gtk_text_buffer_create_mark (buffer, NULL, &iter, FALSE);
}

static int
end_of_line (BtBodyBuffer *self, int line)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self), &iter, MAX (line, 0));
  if (!gtk_text_iter_ends_line (&iter))
    gtk_text_iter_forward_to_line_end (&iter);
  return gtk_text_iter_get_offset (&iter);
}

/* Lines [first, end) become blocks [from, to), from the last to the first, so that the
 * lines above keep their numbers. */
static void
change_lines (BtBodyBuffer *self,
              const BtArticle *article,
              int first,
              int end,
              int from,
              int to,
              GtkTextMark **place)
{
  g_autofree int *match = match_lines (self, article, first, end, from, to);
  int line_end = end;
  int block_end = to;

  for (int i = to - 1; i >= from - 1; i--)
    {
      int line = i >= from ? match[i - from] : first - 1;

      if (line < 0 && i >= from)
        continue;
      if (line + 1 < line_end || i + 1 < block_end)
        {
          replace_lines (self, article, line + 1, line_end, i + 1, block_end);
          note_place (self, place, end_of_line (self, line + block_end - i - 1));
        }
      if (i >= from)
        note_place (self, place,
                    update_line (self, line, bt_article_get_block (article, (guint)i)));
      line_end = line;
      block_end = i;
    }
}

/* Ids of blocks that are gone do not come back: the article knows which is next. */
static guint
next_id_of (const BtArticle *article)
{
  g_autoptr (BtArticle) copy = bt_article_copy (article);

  return bt_article_append_block (copy, bt_block_new (BT_BLOCK_PARAGRAPH));
}

static void
show_afresh (BtBodyBuffer *self, const BtArticle *article)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter start;

  self->next_id = next_id_of (article);
  replace_lines (self, article, 0, gtk_text_buffer_get_line_count (buffer), 0,
                 (int)bt_article_get_n_blocks (article));
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
}

/* Returns: the offset behind the last change, -1 when there is none */
static int
show_changes (BtBodyBuffer *self, const BtArticle *article)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  int n_lines = gtk_text_buffer_get_line_count (buffer);
  int n_blocks = (int)bt_article_get_n_blocks (article);
  int prefix = 0, suffix = 0, offset;
  GtkTextMark *place = NULL;
  GtkTextIter iter;

  if (n_blocks == 0 && bt_body_buffer_is_blank (self))
    return -1;
  while (prefix < n_lines && prefix < n_blocks
         && line_equals (self, prefix, bt_article_get_block (article, (guint)prefix)))
    prefix++;
  while (suffix < n_lines - prefix && suffix < n_blocks - prefix
         && line_equals (self, n_lines - 1 - suffix,
                         bt_article_get_block (article, (guint)(n_blocks - 1 - suffix))))
    suffix++;
  change_lines (self, article, prefix, n_lines - suffix, prefix, n_blocks - suffix,
                &place);
  if (place == NULL)
    return -1;
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, place);
  offset = gtk_text_iter_get_offset (&iter);
  gtk_text_buffer_delete_mark (buffer, place);
  return offset;
}

int
bt_body_buffer_load (BtBodyBuffer *self, const BtArticle *article, gboolean afresh)
{
  int changed = 0;

  g_return_val_if_fail (BT_IS_BODY_BUFFER (self), -1);
  g_return_val_if_fail (article != NULL, -1);

  self->frozen++;
  self->featured = bt_article_get_featured (article);
  if (afresh)
    show_afresh (self, article);
  else
    changed = show_changes (self, article);
  self->frozen--;
  self->clean_top = self->clean_bottom = G_MAXINT;
  return changed;
}

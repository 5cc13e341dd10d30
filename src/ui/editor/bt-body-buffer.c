/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-body-buffer-private.h"
#include "ui/editor/bt-body-style.h"
#include "ui/editor/bt-span-tags.h"
#include "ui/editor/bt-typing-style.h"

enum
{
  OBJECT_ADDED,
  OBJECT_REMOVED,
  OBJECT_CHANGED,
  EDITED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtBodyBuffer, bt_body_buffer, GTK_TYPE_TEXT_BUFFER)

#define PARENT GTK_TEXT_BUFFER_CLASS (bt_body_buffer_parent_class)

/* ---- lines and their paragraphs ---- */

BtParagraph *
bt_body_buffer_get_paragraph (BtBodyBuffer *self, int line)
{
  g_autoptr (GSList) marks = NULL;
  GtkTextIter iter;

  g_return_val_if_fail (BT_IS_BODY_BUFFER (self), NULL);

  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self), &iter, line);
  marks = gtk_text_iter_get_marks (&iter);
  for (GSList *l = marks; l != NULL; l = l->next)
    if (BT_IS_PARAGRAPH (l->data))
      return l->data;
  return NULL;
}

int
bt_body_buffer_get_line (BtBodyBuffer *self, BtParagraph *paragraph)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self), &iter,
                                    GTK_TEXT_MARK (paragraph));
  return gtk_text_iter_get_line (&iter);
}

BtParagraph *
bt_body_buffer_find_paragraph (BtBodyBuffer *self, guint id)
{
  int n_lines = gtk_text_buffer_get_line_count (GTK_TEXT_BUFFER (self));

  for (int line = 0; id != 0 && line < n_lines; line++)
    {
      BtParagraph *paragraph = bt_body_buffer_get_paragraph (self, line);

      if (paragraph != NULL && paragraph->id == id)
        return paragraph;
    }
  return NULL;
}

GPtrArray *
bt_body_buffer_paragraphs_in (BtBodyBuffer *self, int first, int last)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  for (int line = first; line <= last; line++)
    {
      BtParagraph *paragraph = bt_body_buffer_get_paragraph (self, line);

      if (paragraph != NULL)
        g_ptr_array_add (found, g_object_ref (paragraph));
    }
  return found;
}

void
bt_body_buffer_put (BtBodyBuffer *self, BtParagraph *paragraph, int line)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextMark *mark = GTK_TEXT_MARK (paragraph);
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_line (buffer, &iter, line);
  if (gtk_text_mark_get_buffer (mark) == buffer && !gtk_text_mark_get_deleted (mark))
    gtk_text_buffer_move_mark (buffer, mark, &iter);
  else
    gtk_text_buffer_add_mark (buffer, mark, &iter);
}

void
bt_body_buffer_put_new (BtBodyBuffer *self, BtParagraph *paragraph, int line)
{
  bt_body_buffer_put (self, paragraph, line);
  g_object_unref (paragraph);
}

void
bt_body_buffer_restyle (BtBodyBuffer *self, int first, int last)
{
  for (int line = first; line <= last; line++)
    {
      BtParagraph *paragraph = bt_body_buffer_get_paragraph (self, line);

      if (paragraph != NULL)
        bt_body_style_apply (GTK_TEXT_BUFFER (self), line, paragraph);
    }
}

guint
bt_body_buffer_take_id (BtBodyBuffer *self, BtParagraph *paragraph)
{
  if (paragraph->id == 0)
    paragraph->id = self->next_id++;
  else if (paragraph->id >= self->next_id)
    self->next_id = paragraph->id + 1;
  return paragraph->id;
}

/* ---- one change at a time ---- */

/* GTK says "changed" in the midst of an edit, before lines have their looks and
 * paragraphs: it is said afterwards, once. */
static void
hold (BtBodyBuffer *self)
{
  self->held++;
}

static void
release (BtBodyBuffer *self)
{
  self->held--;
  if (self->held == 0 && self->change_held)
    {
      self->change_held = FALSE;
      g_signal_emit_by_name (self, "changed");
    }
}

static void
changed_cb (GtkTextBuffer *buffer, gpointer data)
{
  BtBodyBuffer *self = BT_BODY_BUFFER (buffer);

  if (self->held == 0)
    return;
  self->change_held = TRUE;
  g_signal_stop_emission_by_name (buffer, "changed");
}

/* ---- inserting ---- */

static void
raw_insert (GtkTextBuffer *buffer, GtkTextIter *iter, const char *text)
{
  PARENT->insert_text (buffer, iter, text, (int)strlen (text));
}

/* Line ends of every kind become "\n"; what is left is what the buffer can hold. */
static char *
clean_text (const char *text, int len)
{
  GString *out = g_string_sized_new ((gsize)len);
  const char *end = text + len;

  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\r' && p + 1 < end && p[1] == '\n')
        continue;
      if (c == '\r' || c == 0x2029)
        c = '\n';
      g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

static int
count_newlines (const char *text)
{
  int n = 0;

  for (const char *p = text; *p != '\0'; p++)
    n += *p == '\n';
  return n;
}

/* Moves @iter off the line of a figure to a fresh line above or below it. Returns: where
 * the text is left to be inserted, without the line end that this has used up */
static const char *
leave_object_line (BtBodyBuffer *self, GtkTextIter *iter, const char *text)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  int line = gtk_text_iter_get_line (iter);
  BtParagraph *object = bt_body_buffer_get_paragraph (self, line);
  gsize len = strlen (text);

  if (gtk_text_iter_starts_line (iter))
    {
      raw_insert (buffer, iter, "\n");
      bt_body_buffer_put (self, object, line + 1);
      bt_body_buffer_put_new (self, bt_paragraph_new (BT_BLOCK_PARAGRAPH), line);
      gtk_text_buffer_get_iter_at_line (buffer, iter, line);
      return len == 1 && *text == '\n' ? text + 1 : text;
    }

  raw_insert (buffer, iter, "\n");
  bt_body_buffer_put_new (self, bt_paragraph_new (BT_BLOCK_PARAGRAPH), line + 1);
  return *text == '\n' ? text + 1 : text;
}

/* New lines get paragraphs; typed text takes on the marks of what it continues. */
static void
settle_inserted (BtBodyBuffer *self, int line, int n_new, gboolean pushed_down)
{
  BtParagraph *above = bt_body_buffer_get_paragraph (self, line);

  for (int i = 1; i <= n_new; i++)
    bt_body_buffer_put_new (self, bt_paragraph_new_after (above), line + i);

  if (pushed_down && n_new > 0 && above != NULL)
    {
      /* Enter at the start of a heading: the heading goes down with its text */
      BtParagraph *last = bt_body_buffer_get_paragraph (self, line + n_new);

      g_object_ref (last);
      bt_body_buffer_put (self, above, line + n_new);
      bt_body_buffer_put (self, last, line);
      g_object_unref (last);
    }
  else if (n_new == 1 && above != NULL && above->kind != BT_BLOCK_PARAGRAPH)
    {
      /* Enter in the middle of a heading leaves two headings */
      GtkTextIter start;

      gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self), &start, line + 1);
      if (!gtk_text_iter_ends_line (&start))
        {
          BtParagraph *below = bt_body_buffer_get_paragraph (self, line + 1);

          below->kind = above->kind;
          below->level = above->level;
          below->ordered = above->ordered;
          below->cite = g_steal_pointer (&above->cite);
        }
    }
}

/* The end of a line carries no marks: they would spread to the line below. */
static void
clear_line_ends (BtBodyBuffer *self, int first, int last)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);

  for (int line = first; line < last; line++)
    {
      GtkTextIter start, end;

      gtk_text_buffer_get_iter_at_line (buffer, &end, line + 1);
      start = end;
      gtk_text_iter_backward_char (&start);
      self->frozen++;
      bt_span_tags_clear (buffer, &start, &end);
      self->frozen--;
    }
}

static void
inherit_spans (BtBodyBuffer *self, int offset, int n_chars, GSList *tags)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, offset);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, offset + n_chars);
  self->frozen++; /* the insertion is the edit */
  bt_span_tags_clear (buffer, &start, &end);
  for (GSList *l = tags; l != NULL; l = l->next)
    gtk_text_buffer_apply_tag (buffer, l->data, &start, &end);
  self->frozen--;
}

static void
bt_body_buffer_insert_text (GtkTextBuffer *buffer,
                            GtkTextIter *pos,
                            const char *text,
                            int len)
{
  BtBodyBuffer *self = BT_BODY_BUFFER (buffer);
  g_autofree char *clean = NULL;
  g_autoptr (GSList) tags = NULL;
  const char *rest;
  int line, offset, n_new, touched;
  gboolean pushed_down;

  if (self->frozen > 0)
    {
      PARENT->insert_text (buffer, pos, text, len);
      return;
    }

  clean = clean_text (text, len >= 0 ? len : (int)strlen (text));
  rest = clean;
  touched = gtk_text_iter_get_line (pos);
  hold (self);
  if (bt_paragraph_is_object (bt_body_buffer_get_paragraph (self, touched)))
    rest = leave_object_line (self, pos, rest);

  line = gtk_text_iter_get_line (pos);
  offset = gtk_text_iter_get_offset (pos);
  n_new = count_newlines (rest);
  pushed_down = gtk_text_iter_starts_line (pos) && !gtk_text_iter_ends_line (pos)
                && g_str_has_suffix (rest, "\n");
  tags = bt_typing_style_take (buffer, pos);

  raw_insert (buffer, pos, rest);
  settle_inserted (self, line, n_new, pushed_down);
  clear_line_ends (self, line, line + n_new);
  if (n_new == 0)
    inherit_spans (self, offset, gtk_text_iter_get_offset (pos) - offset, tags);
  bt_body_buffer_restyle (self, line, line + n_new);
  gtk_text_buffer_get_iter_at_offset (buffer, pos,
                                      offset + (int)g_utf8_strlen (rest, -1));
  if (g_str_equal (rest, "\n"))
    bt_typing_style_carry (buffer, gtk_text_iter_get_offset (pos), tags);
  release (self);
  bt_body_buffer_edited (self, MIN (touched, line), MAX (touched, line + n_new) + 1);
}

void
bt_body_buffer_insert_content (BtBodyBuffer *self,
                               GtkTextIter *iter,
                               BtParagraph *paragraph,
                               const BtRichText *text)
{
  if (bt_paragraph_is_object (paragraph))
    {
      g_clear_object (&paragraph->anchor);
      paragraph->anchor = g_object_ref (
          gtk_text_buffer_create_child_anchor (GTK_TEXT_BUFFER (self), iter));
    }
  else if (text != NULL)
    bt_span_tags_insert (GTK_TEXT_BUFFER (self), iter, text);
}

/* ---- deleting ---- */

/* What an input method asks to delete before the caret never takes a figure with it:
 * only a person's own selection or our own code does. Returns: whether anything is left
 * to delete */
static gboolean
spare_objects (BtBodyBuffer *self, GtkTextIter *start, GtkTextIter *end)
{
  GtkTextIter a, b, at;

  if (self->allow_objects)
    return TRUE;
  if (gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self), &a, &b)
      && gtk_text_iter_equal (&a, start) && gtk_text_iter_equal (&b, end))
    return TRUE;

  for (at = *end; gtk_text_iter_compare (&at, start) > 0;)
    {
      GtkTextIter behind = at;

      gtk_text_iter_backward_char (&at);
      if (gtk_text_iter_get_child_anchor (&at) != NULL)
        {
          *start = behind;
          if (gtk_text_iter_ends_line (start) && !gtk_text_iter_is_end (start))
            gtk_text_iter_forward_char (start);
          break;
        }
    }
  return gtk_text_iter_compare (start, end) < 0;
}

static BtParagraph *
find_object (GPtrArray *paragraphs, GtkTextChildAnchor *anchor)
{
  for (guint i = 0; i < paragraphs->len; i++)
    {
      BtParagraph *paragraph = paragraphs->pdata[i];

      if (paragraph->anchor == anchor)
        return paragraph;
    }
  return NULL;
}

/* A line that now holds an anchor and something else is parted again.
 * Returns: how many lines there are instead of one */
static int
part_line (BtBodyBuffer *self, int line)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter iter;
  int n = 1;

  gtk_text_buffer_get_iter_at_line (buffer, &iter, line);
  while (!gtk_text_iter_ends_line (&iter))
    {
      if (gtk_text_iter_get_child_anchor (&iter) != NULL)
        {
          if (!gtk_text_iter_starts_line (&iter))
            {
              raw_insert (buffer, &iter, "\n");
              n++;
            }
          gtk_text_iter_forward_char (&iter);
          if (!gtk_text_iter_ends_line (&iter))
            {
              raw_insert (buffer, &iter, "\n");
              n++;
            }
        }
      else
        gtk_text_iter_forward_char (&iter);
    }
  return n;
}

/* Decides which of the paragraphs that met at @line live on. @first_gone: the deletion
 * began at the start of the first line and reached beyond it, so nothing is left of it */
static int
settle_deleted (BtBodyBuffer *self, int line, GPtrArray *paragraphs, gboolean first_gone)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  BtParagraph *first = paragraphs->pdata[0];
  BtParagraph *last = paragraphs->pdata[paragraphs->len - 1];
  g_autoptr (GHashTable) kept = g_hash_table_new (NULL, NULL);
  int n_lines = part_line (self, line);

  for (int i = 0; i < n_lines; i++)
    {
      BtParagraph *owner = NULL;
      GtkTextIter iter;
      GtkTextChildAnchor *anchor;

      gtk_text_buffer_get_iter_at_line (buffer, &iter, line + i);
      anchor = gtk_text_iter_get_child_anchor (&iter);
      if (anchor != NULL)
        owner = find_object (paragraphs, anchor);
      else if (i == 0 && !first_gone && !bt_paragraph_is_object (first))
        owner = first;
      else if (i == n_lines - 1 && !bt_paragraph_is_object (last))
        owner = last;

      if (owner == NULL || g_hash_table_contains (kept, owner))
        bt_body_buffer_put_new (self, bt_paragraph_new (BT_BLOCK_PARAGRAPH), line + i);
      else
        {
          g_hash_table_add (kept, owner);
          bt_body_buffer_put (self, owner, line + i);
        }
    }

  for (guint i = 0; i < paragraphs->len; i++)
    if (!g_hash_table_contains (kept, paragraphs->pdata[i]))
      gtk_text_buffer_delete_mark (buffer, paragraphs->pdata[i]);
  return n_lines;
}

/* GTK destroys the widgets of anchors with the text: whoever keeps them hears of it
 * before. */
static void
announce_gone (BtBodyBuffer *self,
               GPtrArray *paragraphs,
               const GtkTextIter *start,
               const GtkTextIter *end)
{
  for (guint i = 0; i < paragraphs->len; i++)
    {
      BtParagraph *paragraph = paragraphs->pdata[i];
      GtkTextIter at;

      if (!bt_paragraph_is_object (paragraph))
        continue;
      gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self), &at,
                                        GTK_TEXT_MARK (paragraph));
      if (gtk_text_iter_compare (start, &at) <= 0 && gtk_text_iter_compare (&at, end) < 0)
        bt_body_buffer_emit_object_removed (self, paragraph);
    }
}

static void
bt_body_buffer_delete_range (GtkTextBuffer *buffer, GtkTextIter *start, GtkTextIter *end)
{
  BtBodyBuffer *self = BT_BODY_BUFFER (buffer);
  g_autoptr (GPtrArray) paragraphs = NULL;
  int first, last, offset, n_lines;
  gboolean first_gone;

  if (self->frozen > 0)
    {
      PARENT->delete_range (buffer, start, end);
      return;
    }
  if (!spare_objects (self, start, end))
    return;

  first = gtk_text_iter_get_line (start);
  last = gtk_text_iter_get_line (end);
  offset = gtk_text_iter_get_offset (start);
  first_gone = last > first && gtk_text_iter_starts_line (start);
  paragraphs = bt_body_buffer_paragraphs_in (self, first, last);
  bt_typing_style_deleted (buffer, start);
  announce_gone (self, paragraphs, start, end);

  hold (self);
  PARENT->delete_range (buffer, start, end);
  n_lines = settle_deleted (self, first, paragraphs, first_gone);
  if (gtk_text_buffer_get_char_count (buffer) == 0)
    bt_paragraph_make_plain (bt_body_buffer_get_paragraph (self, 0));
  bt_body_buffer_restyle (self, first, first + n_lines - 1);

  gtk_text_buffer_get_iter_at_offset (buffer, start, offset);
  *end = *start;
  release (self);
  bt_body_buffer_edited (self, first, first + n_lines - 1);
}

/* ---- marking ---- */

static void
tag_changed (BtBodyBuffer *self,
             GtkTextTag *tag,
             const GtkTextIter *start,
             const GtkTextIter *end)
{
  if (self->frozen == 0 && bt_span_tag_is_span (tag, NULL))
    bt_body_buffer_edited (self, gtk_text_iter_get_line (start),
                           gtk_text_iter_get_line (end));
}

static void
bt_body_buffer_apply_tag (GtkTextBuffer *buffer,
                          GtkTextTag *tag,
                          const GtkTextIter *start,
                          const GtkTextIter *end)
{
  PARENT->apply_tag (buffer, tag, start, end);
  tag_changed (BT_BODY_BUFFER (buffer), tag, start, end);
}

static void
bt_body_buffer_remove_tag (GtkTextBuffer *buffer,
                           GtkTextTag *tag,
                           const GtkTextIter *start,
                           const GtkTextIter *end)
{
  PARENT->remove_tag (buffer, tag, start, end);
  tag_changed (BT_BODY_BUFFER (buffer), tag, start, end);
}

/* ---- type ---- */

static void
bt_body_buffer_constructed (GObject *object)
{
  BtBodyBuffer *self = BT_BODY_BUFFER (object);
  GtkTextTagTable *table;

  G_OBJECT_CLASS (bt_body_buffer_parent_class)->constructed (object);

  table = gtk_text_buffer_get_tag_table (GTK_TEXT_BUFFER (self));
  bt_body_style_install (table);
  bt_span_tags_install (table);
  bt_typing_style_attach (GTK_TEXT_BUFFER (self));
  gtk_text_buffer_set_enable_undo (GTK_TEXT_BUFFER (self), FALSE);
  bt_body_buffer_put_new (self, bt_paragraph_new (BT_BLOCK_PARAGRAPH), 0);
  g_signal_connect (self, "changed", G_CALLBACK (changed_cb), NULL);
}

static void
bt_body_buffer_class_init (BtBodyBufferClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkTextBufferClass *buffer_class = GTK_TEXT_BUFFER_CLASS (klass);

  object_class->constructed = bt_body_buffer_constructed;
  buffer_class->insert_text = bt_body_buffer_insert_text;
  buffer_class->delete_range = bt_body_buffer_delete_range;
  buffer_class->apply_tag = bt_body_buffer_apply_tag;
  buffer_class->remove_tag = bt_body_buffer_remove_tag;

  signals[OBJECT_ADDED] =
      g_signal_new ("object-added", BT_TYPE_BODY_BUFFER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, BT_TYPE_PARAGRAPH);
  signals[OBJECT_REMOVED] =
      g_signal_new ("object-removed", BT_TYPE_BODY_BUFFER, G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 1, BT_TYPE_PARAGRAPH);
  signals[OBJECT_CHANGED] =
      g_signal_new ("object-changed", BT_TYPE_BODY_BUFFER, G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 1, BT_TYPE_PARAGRAPH);
  signals[EDITED] = g_signal_new ("edited", BT_TYPE_BODY_BUFFER, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bt_body_buffer_init (BtBodyBuffer *self)
{
  self->next_id = 1;
}

void
bt_body_buffer_mark_dirty (BtBodyBuffer *self, int first, int last)
{
  int n_lines = gtk_text_buffer_get_line_count (GTK_TEXT_BUFFER (self));

  self->clean_top = MIN (self->clean_top, first);
  self->clean_bottom = MIN (self->clean_bottom, MAX (n_lines - 1 - last, 0));
}

void
bt_body_buffer_edited (BtBodyBuffer *self, int first, int last)
{
  bt_body_buffer_mark_dirty (self, first, last);
  g_signal_emit (self, signals[EDITED], 0);
}

void
bt_body_buffer_emit_object_added (BtBodyBuffer *self, BtParagraph *paragraph)
{
  g_signal_emit (self, signals[OBJECT_ADDED], 0, paragraph);
}

void
bt_body_buffer_emit_object_removed (BtBodyBuffer *self, BtParagraph *paragraph)
{
  g_signal_emit (self, signals[OBJECT_REMOVED], 0, paragraph);
}

void
bt_body_buffer_emit_object_changed (BtBodyBuffer *self, BtParagraph *paragraph)
{
  g_signal_emit (self, signals[OBJECT_CHANGED], 0, paragraph);
}

/* ---- public ---- */

BtBodyBuffer *
bt_body_buffer_new (void)
{
  return g_object_new (BT_TYPE_BODY_BUFFER, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-body-view-texts.h"

#include <string.h>

#include "ui/editor/bt-body-view-private.h"

/* How far from the edge a place is kept when it is scrolled into sight. */
#define ROOM 48

static void
view_text_free (gpointer data)
{
  BtViewText *text = data;

  g_object_unref (text->view);
  g_ref_string_release (text->text);
  g_free (text);
}

static BtViewText *
add_text (GPtrArray *texts, GtkTextView *view, int base, const char *text, gsize length)
{
  BtViewText *new;

  if (length == 0)
    return NULL;
  new = g_new0 (BtViewText, 1);
  new->view = g_object_ref (view);
  new->base = base;
  new->text = g_ref_string_new_len (text, (gssize)length);
  g_ptr_array_add (texts, new);
  return new;
}

/* U+2028 is three bytes: the text is put together anew where there is one. */
static void
add_slice (GPtrArray *texts, GtkTextView *view, int base, const char *text, gsize length)
{
  g_autoptr (GString) line = NULL;

  if (g_strstr_len (text, (gssize)length, "\342\200\250") == NULL)
    {
      add_text (texts, view, base, text, length);
      return;
    }
  line = g_string_new_len (text, (gssize)length);
  g_string_replace (line, "\342\200\250", "\n", 0);
  add_text (texts, view, base, line->str, line->len);
}

static void
add_field (GPtrArray *texts, GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (view));
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  guint n = texts->len;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_slice (buffer, &start, &end, TRUE);
  add_slice (texts, view, 0, text, strlen (text));
  if (texts->len > n && g_strcmp0 (id, "alt") == 0)
    ((BtViewText *)texts->pdata[n])->aside = TRUE;
}

/* Returns: whether there is any field in @widget */
static gboolean
add_fields (GPtrArray *texts, GtkWidget *widget)
{
  gboolean any = FALSE;

  if (GTK_IS_TEXT_VIEW (widget))
    {
      add_field (texts, GTK_TEXT_VIEW (widget));
      return TRUE;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    any |= add_fields (texts, child);
  return any;
}

static void
add_inside (GPtrArray *texts, BtBodyView *self, int base, const char *text)
{
  BtViewText *new = add_text (texts, GTK_TEXT_VIEW (self), base, text, strlen (text));

  if (new != NULL)
    new->inside = TRUE;
}

/* What stands on the line beside its text. */
static void
add_rest (GPtrArray *texts, BtBodyView *self, int line, int base)
{
  BtParagraph *paragraph = bt_body_buffer_get_paragraph (self->buffer, line);
  BtColumnChild *child;

  if (paragraph == NULL)
    return;
  if (paragraph->cite != NULL)
    add_inside (texts, self, base, bt_rich_text_get_text (paragraph->cite));
  if (!bt_paragraph_is_object (paragraph))
    return;
  child = g_hash_table_lookup (self->children, paragraph);
  if (child == NULL || !add_fields (texts, bt_column_child_get_child (child)))
    {
      g_autofree char *words = bt_block_plain_text (paragraph->object);

      add_inside (texts, self, base, words);
    }
}

GPtrArray *
bt_body_view_collect_texts (BtBodyView *self)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (view_text_free);
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter start, end;
  g_autofree char *all = NULL;
  const char *from;
  int base = 0;

  g_return_val_if_fail (BT_IS_BODY_VIEW (self), texts);

  if (self->header != NULL)
    add_fields (texts, bt_column_child_get_child (self->header));
  /* in one piece: asked line by line, GTK would count from the start each time */
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  all = gtk_text_buffer_get_slice (buffer, &start, &end, TRUE);
  from = all;
  for (int line = 0; from != NULL; line++)
    {
      const char *to = strchr (from, '\n');
      gsize length = to != NULL ? (gsize)(to - from) : strlen (from);

      if (!g_str_has_prefix (from, "\357\277\274"))
        add_slice (texts, GTK_TEXT_VIEW (self), base, from, length);
      add_rest (texts, self, line, base);
      base += (int)g_utf8_strlen (from, (gssize)length) + 1;
      from = to != NULL ? to + 1 : NULL;
    }
  return texts;
}

/* ---- into sight ---- */

typedef struct
{
  BtBodyView *self;
  GtkTextView *view;
  GtkTextMark *mark;
} Reveal;

static void
reveal_free (gpointer data)
{
  Reveal *reveal = data;

  if (!gtk_text_mark_get_deleted (reveal->mark))
    gtk_text_buffer_delete_mark (gtk_text_mark_get_buffer (reveal->mark), reveal->mark);
  g_object_unref (reveal->mark);
  g_object_unref (reveal->view);
  g_object_unref (reveal->self);
  g_free (reveal);
}

/* Where a place in a field is, in the coordinates of the body's widget. */
static gboolean
place_of (const Reveal *reveal, double *y, int *height)
{
  GtkTextIter iter;
  GdkRectangle place;
  int window_x, window_y;
  double x;

  gtk_text_buffer_get_iter_at_mark (gtk_text_view_get_buffer (reveal->view), &iter,
                                    reveal->mark);
  gtk_text_view_get_iter_location (reveal->view, &iter, &place);
  gtk_text_view_buffer_to_window_coords (reveal->view, GTK_TEXT_WINDOW_WIDGET, place.x,
                                         place.y, &window_x, &window_y);
  *height = place.height;
  return gtk_widget_translate_coordinates (
      GTK_WIDGET (reveal->view), GTK_WIDGET (reveal->self), window_x, window_y, &x, y);
}

static gboolean
reveal_cb (gpointer data)
{
  const Reveal *reveal = data;
  GtkAdjustment *adjustment =
      gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (reveal->self));
  double y, over;
  int height;

  if (gtk_text_mark_get_deleted (reveal->mark) || adjustment == NULL
      || !place_of (reveal, &y, &height))
    return G_SOURCE_REMOVE;
  over = y + height + ROOM - gtk_widget_get_height (GTK_WIDGET (reveal->self));
  if (y < ROOM)
    gtk_adjustment_set_value (adjustment,
                              gtk_adjustment_get_value (adjustment) + y - ROOM);
  else if (over > 0)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + over);
  return G_SOURCE_REMOVE;
}

/* The line that a field hangs at; NULL for the header's. */
static GtkTextMark *
line_of (BtBodyView *self, GtkTextView *view)
{
  GHashTableIter iter;
  gpointer paragraph, child;

  g_hash_table_iter_init (&iter, self->children);
  while (g_hash_table_iter_next (&iter, &paragraph, &child))
    if (gtk_widget_is_ancestor (GTK_WIDGET (view), child))
      return paragraph;
  return NULL;
}

void
bt_body_view_reveal (BtBodyView *self, GtkTextView *view, int offset)
{
  GtkTextBuffer *buffer;
  GtkTextIter iter;
  GtkTextMark *line;
  Reveal *reveal;

  g_return_if_fail (BT_IS_BODY_VIEW (self));
  g_return_if_fail (GTK_IS_TEXT_VIEW (view));

  buffer = gtk_text_view_get_buffer (view);
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, offset);
  reveal = g_new0 (Reveal, 1);
  reveal->self = g_object_ref (self);
  reveal->view = g_object_ref (view);
  reveal->mark = g_object_ref (gtk_text_buffer_create_mark (buffer, NULL, &iter, TRUE));
  if (view == GTK_TEXT_VIEW (self))
    {
      /* remembered until the lines on the way have their heights */
      gtk_text_view_scroll_to_mark (view, reveal->mark, 0.1, FALSE, 0, 0);
      reveal_free (reveal);
      return;
    }
  line = line_of (self, view);
  if (line != NULL)
    gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self), line, 0, FALSE, 0, 0);
  g_idle_add_full (G_PRIORITY_LOW, reveal_cb, reveal, reveal_free);
}

/* Copy and paste with figures among the text.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/bt-text.h"
#include "ui/editor/bt-body-view-private.h"
#include "ui/editor/bt-span-tags.h"

#define ANCHOR "\357\277\274" /* U+FFFC */

/* Blocks go from article to article in the article's own JSON form. */
#define BLOCKS_TYPE "application/x-banthao-blocks+json"

/* ---- drag ---- */

/* Dragged by GTK, a selection leaves its figures behind: one with figures in it stays
 * where it is; cut and paste take them along. */
static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer data)
{
  BtBodyView *self = data;
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter start, end, at;
  g_autofree char *slice = NULL;
  int bx, by;

  if ((gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture))
       & GDK_SHIFT_MASK)
          != 0
      || !gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    return;
  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, (int)x, (int)y,
                                         &bx, &by);
  gtk_text_view_get_iter_at_location (view, &at, bx, by);
  slice = gtk_text_iter_get_slice (&start, &end);
  if (!gtk_text_iter_in_range (&at, &start, &end) || strstr (slice, ANCHOR) == NULL
      || gtk_text_iter_get_child_anchor (&at) != NULL)
    return;
  gtk_text_buffer_place_cursor (buffer, &at);
}

void
bt_body_view_init_transfer (BtBodyView *self)
{
  GtkGesture *press = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (press),
                                              GTK_PHASE_CAPTURE);
  g_signal_connect (press, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
}

/* ---- copy ---- */

static void
append_line (BtBodyView *self,
             BtArticle *article,
             const GtkTextIter *start,
             const GtkTextIter *end)
{
  BtParagraph *paragraph =
      bt_body_buffer_get_paragraph (self->buffer, gtk_text_iter_get_line (start));
  BtRichText *text = NULL;
  BtBlock *block;

  if (bt_paragraph_is_object (paragraph))
    {
      if (gtk_text_iter_equal (start, end))
        return;
    }
  else
    text = bt_span_tags_collect (start, end, NULL, NULL);
  block = bt_paragraph_to_block (paragraph, text);
  block->id = 0;
  bt_article_append_block (article, block);
}

/* Returns: (transfer full): an article of what is selected */
static BtArticle *
collect_selection (BtBodyView *self, const GtkTextIter *start, const GtkTextIter *end)
{
  BtArticle *article = bt_article_new ();
  GtkTextIter at = *start;

  while (TRUE)
    {
      GtkTextIter stop = at;

      if (!gtk_text_iter_ends_line (&stop))
        gtk_text_iter_forward_to_line_end (&stop);
      if (gtk_text_iter_compare (&stop, end) > 0)
        stop = *end;
      append_line (self, article, &at, &stop);
      if (!gtk_text_iter_forward_line (&at) || gtk_text_iter_compare (&at, end) > 0)
        break;
    }
  return article;
}

static char *
blocks_as_text (const BtArticle *article)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < bt_article_get_n_blocks (article); i++)
    {
      g_autofree char *plain = bt_block_plain_text (bt_article_get_block (article, i));

      if (i > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, plain);
    }
  return g_string_free (text, FALSE);
}

void
bt_body_view_copy (BtBodyView *self, gboolean cut)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  g_autoptr (BtArticle) article = NULL;
  g_autofree char *text = NULL;
  GBytes *json;
  GdkContentProvider *offers[2];
  g_autoptr (GdkContentProvider) both = NULL;
  GtkTextIter start, end;
  char *form;

  if (!gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    return;
  article = collect_selection (self, &start, &end);
  text = blocks_as_text (article);
  form = bt_article_to_json (article, FALSE);
  json = g_bytes_new_take (form, strlen (form));
  offers[0] = gdk_content_provider_new_for_bytes (BLOCKS_TYPE, json);
  offers[1] = gdk_content_provider_new_typed (G_TYPE_STRING, text);
  both = gdk_content_provider_new_union (offers, 2);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), both);
  g_bytes_unref (json);
  if (cut)
    gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
}

/* ---- paste ---- */

static void
insert_plain (BtBodyView *self, const char *text)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  g_autofree char *nfc = bt_text_nfc (text);
  GString *clean = g_string_new (NULL);

  for (const char *p = nfc; *p != '\0'; p = g_utf8_next_char (p))
    if (g_utf8_get_char (p) != 0xFFFC)
      g_string_append_unichar (clean, g_utf8_get_char (p));

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_insert_interactive_at_cursor (buffer, clean->str, (int)clean->len,
                                                TRUE);
  gtk_text_buffer_end_user_action (buffer);
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self),
                                      gtk_text_buffer_get_insert (buffer));
  g_string_free (clean, TRUE);
}

/* A piece of one paragraph goes into the line; whole blocks go below it. */
static void
insert_blocks (BtBodyView *self, BtArticle *article)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  guint n = bt_article_get_n_blocks (article);
  BtBlock *first = bt_article_get_block (article, 0);
  GtkTextIter iter;

  if (first == NULL)
    return;
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  if (n == 1 && bt_block_kind_has_text (first->kind))
    bt_span_tags_insert (buffer, &iter, first->text);
  else
    {
      int line = bt_body_view_get_line_for_insert (self);

      for (guint i = 0; i < n; i++)
        {
          BtBlock *block = bt_block_copy (bt_article_get_block (article, i));
          BtParagraph *put = bt_body_buffer_insert_block (self->buffer, line, block);

          line = bt_body_buffer_get_line (self->buffer, put) + 1;
        }
      gtk_text_buffer_get_iter_at_line (buffer, &iter, line - 1);
      if (!gtk_text_iter_ends_line (&iter))
        gtk_text_iter_forward_to_line_end (&iter);
      gtk_text_buffer_place_cursor (buffer, &iter);
    }
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self),
                                      gtk_text_buffer_get_insert (buffer));
}

static void
text_pasted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtBodyView) self = data;
  g_autofree char *text =
      gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (text != NULL && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    insert_plain (self, text);
}

static void
blocks_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtBodyView) self = data;
  GOutputStream *memory = G_OUTPUT_STREAM (source);
  g_autoptr (BtArticle) article = NULL;
  g_autoptr (GError) error = NULL;

  if (g_output_stream_splice_finish (memory, result, &error) >= 0
      && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    article = bt_article_from_json (
        g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (memory)),
        (gssize)g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory)),
        &error);
  if (article != NULL)
    insert_blocks (self, article);
  else
    gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL,
                                   text_pasted_cb, g_object_ref (self));
}

static void
blocks_offered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  BtBodyView *self = data;
  g_autoptr (GInputStream) stream =
      gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, NULL);
  g_autoptr (GOutputStream) memory = NULL;

  if (stream == NULL)
    {
      gdk_clipboard_read_text_async (GDK_CLIPBOARD (source), NULL, text_pasted_cb, self);
      return;
    }
  memory = g_memory_output_stream_new_resizable ();
  g_output_stream_splice_async (memory, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE,
                                G_PRIORITY_DEFAULT, NULL, blocks_read_cb, self);
}

void
bt_body_view_paste (BtBodyView *self)
{
  static const char *types[] = { BLOCKS_TYPE, NULL };
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));

  if (gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard),
                                             BLOCKS_TYPE))
    gdk_clipboard_read_async (clipboard, types, G_PRIORITY_DEFAULT, NULL,
                              blocks_offered_cb, g_object_ref (self));
  else
    gdk_clipboard_read_text_async (clipboard, NULL, text_pasted_cb, g_object_ref (self));
}

/* ---- pieces ---- */

void
bt_body_view_insert (BtBodyView *self, const BtArticle *article)
{
  g_autoptr (BtArticle) copy = NULL;

  g_return_if_fail (BT_IS_BODY_VIEW (self));
  g_return_if_fail (article != NULL);

  copy = bt_article_copy (article);
  insert_blocks (self, copy);
}

BtArticle *
bt_body_view_get_selection (BtBodyView *self)
{
  GtkTextIter start, end;

  g_return_val_if_fail (BT_IS_BODY_VIEW (self), NULL);

  if (!gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self->buffer), &start,
                                             &end))
    return NULL;
  return collect_selection (self, &start, &end);
}

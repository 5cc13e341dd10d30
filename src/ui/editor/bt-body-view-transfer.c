/* Copies with figures among the text, and what is dropped on it but for files and photos.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-body-view-private.h"
#include "ui/editor/bt-clip.h"
#include "ui/editor/bt-span-tags.h"

#define ANCHOR "\357\277\274" /* U+FFFC */

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

/* Between two letters, whichever half of one the pointer is at. */
static int
offset_at (BtBodyView *self, double x, double y)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextIter iter;
  int bx, by, trailing;

  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, (int)x, (int)y,
                                         &bx, &by);
  gtk_text_view_get_iter_at_position (view, &iter, &trailing, bx, by);
  gtk_text_iter_forward_chars (&iter, trailing);
  return gtk_text_iter_get_offset (&iter);
}

/* GTK's own way brings tags along that are no marks, and text that is not in NFC. */
static void
middle_pressed_cb (GtkGestureClick *gesture,
                   int n_press,
                   double x,
                   double y,
                   gpointer data)
{
  BtBodyView *self = data;
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  /* a field in the text takes its own clicks */
  while (widget != NULL && !gtk_widget_get_focusable (widget))
    widget = gtk_widget_get_parent (widget);
  if (widget != GTK_WIDGET (self))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  bt_body_view_emit_middle_click (self, offset_at (self, x, y));
}

/* ---- drop ---- */

/* Files and photos have a target of their own; what is dragged within the text is moved by
 * GTK. */
static gboolean
accept_cb (GtkDropTargetAsync *target, GdkDrop *drop, BtBodyView *self)
{
  g_autoptr (GdkContentFormats) wanted = bt_clip_formats ();
  g_autoptr (GdkContentFormats) offered = gdk_content_formats_union_deserialize_gtypes (
      gdk_content_formats_ref (gdk_drop_get_formats (drop)));

  return gdk_drop_get_drag (drop) == NULL
         && !gdk_content_formats_contain_gtype (offered, GDK_TYPE_FILE_LIST)
         && gdk_content_formats_match (offered, wanted);
}

static GdkDragAction
over_cb (GtkDropTargetAsync *target, GdkDrop *drop, double x, double y, BtBodyView *self)
{
  return GDK_ACTION_COPY;
}

static gboolean
drop_cb (GtkDropTargetAsync *target, GdkDrop *drop, double x, double y, BtBodyView *self)
{
  bt_body_view_emit_dropped (self, drop, offset_at (self, x, y));
  return TRUE;
}

void
bt_body_view_init_transfer (BtBodyView *self)
{
  GtkGesture *press = gtk_gesture_click_new ();
  GtkGesture *middle = gtk_gesture_click_new ();
  GtkDropTargetAsync *target = gtk_drop_target_async_new (NULL, GDK_ACTION_COPY);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (press),
                                              GTK_PHASE_CAPTURE);
  g_signal_connect (press, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (middle), GDK_BUTTON_MIDDLE);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (middle),
                                              GTK_PHASE_CAPTURE);
  g_signal_connect (middle, "pressed", G_CALLBACK (middle_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (middle));

  /* before the text view's own, which takes plain text alone */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target),
                                              GTK_PHASE_CAPTURE);
  g_signal_connect (target, "accept", G_CALLBACK (accept_cb), self);
  g_signal_connect (target, "drag-enter", G_CALLBACK (over_cb), self);
  g_signal_connect (target, "drag-motion", G_CALLBACK (over_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
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

void
bt_body_view_copy (BtBodyView *self)
{
  g_autoptr (BtArticle) article = NULL;
  GtkTextIter start, end;

  if (!gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self->buffer), &start,
                                             &end))
    return;
  article = collect_selection (self, &start, &end);
  bt_clip_offer (gtk_widget_get_clipboard (GTK_WIDGET (self)), article);
}

/* ---- pieces ---- */

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

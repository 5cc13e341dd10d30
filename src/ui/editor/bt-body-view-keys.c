/* What keys do in the body beyond plain typing.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-body-view-private.h"
#include "ui/editor/bt-input-method.h"
#include "ui/editor/bt-span-tags.h"

static void
get_caret (BtBodyView *self, GtkTextIter *caret)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);

  gtk_text_buffer_get_iter_at_mark (buffer, caret, gtk_text_buffer_get_insert (buffer));
}

BtParagraph *
bt_body_view_caret_paragraph (BtBodyView *self)
{
  GtkTextIter caret;

  get_caret (self, &caret);
  return bt_body_buffer_get_paragraph (self->buffer, gtk_text_iter_get_line (&caret));
}

gboolean
bt_body_view_focus_child (BtBodyView *self, BtParagraph *paragraph, gboolean last)
{
  BtFigureView *figure = bt_body_view_get_figure (self, paragraph);

  if (figure == NULL)
    return bt_body_view_focus_object (self, paragraph, last);
  bt_figure_view_focus (figure, last);
  return TRUE;
}

void
bt_body_view_leave_figure (BtBodyView *self, BtParagraph *paragraph, gboolean forward)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  int line = bt_body_buffer_get_line (self->buffer, paragraph);
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_line (buffer, &iter, line);
  if (forward && !gtk_text_iter_forward_line (&iter))
    {
      /* nothing below the last figure: make room to write on */
      gtk_text_buffer_get_end_iter (buffer, &iter);
      gtk_text_buffer_insert (buffer, &iter, "\n", 1);
    }
  gtk_text_buffer_place_cursor (buffer, &iter);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self),
                                      gtk_text_buffer_get_insert (buffer));
}

/* The line of a figure is selected before it is deleted: one key press never takes a
 * photo away unseen. */
gboolean
bt_body_view_select_object (BtBodyView *self, int line)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter start, end;

  if (line < 0 || line >= gtk_text_buffer_get_line_count (buffer)
      || !bt_paragraph_is_object (bt_body_buffer_get_paragraph (self->buffer, line)))
    return FALSE;
  gtk_text_buffer_get_iter_at_line (buffer, &start, line);
  end = start;
  gtk_text_iter_forward_char (&end);
  gtk_text_buffer_select_range (buffer, &end, &start);
  return TRUE;
}

/* An empty text line beside a figure goes as a whole. */
static void
remove_empty_line (BtBodyView *self, const GtkTextIter *caret)
{
  BtParagraph *empty = bt_body_view_caret_paragraph (self);

  if (gtk_text_iter_starts_line (caret) && gtk_text_iter_ends_line (caret)
      && !bt_paragraph_is_object (empty)
      && gtk_text_buffer_get_line_count (GTK_TEXT_BUFFER (self->buffer)) > 1)
    bt_body_buffer_remove (self->buffer, empty);
}

/* A figure that is selected alone goes with its line, and can be had back. */
static gboolean
remove_selected_object (BtBodyView *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  BtParagraph *paragraph;
  GtkTextIter start, end;

  if (!gtk_text_buffer_get_selection_bounds (buffer, &start, &end)
      || gtk_text_iter_get_child_anchor (&start) == NULL
      || gtk_text_iter_get_offset (&end) != gtk_text_iter_get_offset (&start) + 1)
    return FALSE;
  paragraph =
      bt_body_buffer_get_paragraph (self->buffer, gtk_text_iter_get_line (&start));
  bt_body_view_emit_remove (self, paragraph);
  return TRUE;
}

gboolean
bt_body_view_backspace (BtBodyView *self)
{
  BtParagraph *here = bt_body_view_caret_paragraph (self);
  GtkTextIter caret;
  int line;

  get_caret (self, &caret);
  if (gtk_text_buffer_get_has_selection (GTK_TEXT_BUFFER (self->buffer)))
    return remove_selected_object (self);
  line = gtk_text_iter_get_line (&caret);
  if (bt_paragraph_is_object (here))
    return bt_body_view_select_object (self, line);
  if (!gtk_text_iter_starts_line (&caret))
    return FALSE;
  if (here->kind != BT_BLOCK_PARAGRAPH)
    {
      bt_body_buffer_make_plain (self->buffer, here);
      return TRUE;
    }
  if (line > 0
      && bt_paragraph_is_object (bt_body_buffer_get_paragraph (self->buffer, line - 1)))
    {
      remove_empty_line (self, &caret);
      return bt_body_view_select_object (self, line - 1);
    }
  return FALSE;
}

gboolean
bt_body_view_delete_forward (BtBodyView *self)
{
  GtkTextIter caret;
  int line;

  get_caret (self, &caret);
  if (gtk_text_buffer_get_has_selection (GTK_TEXT_BUFFER (self->buffer)))
    return remove_selected_object (self);
  line = gtk_text_iter_get_line (&caret);
  if (bt_paragraph_is_object (bt_body_view_caret_paragraph (self)))
    return bt_body_view_select_object (self, line);
  if (!gtk_text_iter_ends_line (&caret))
    return FALSE;
  return bt_body_view_select_object (self, line + 1);
}

/* ---- keys ---- */

static gboolean
enter (BtBodyView *self, gboolean line_break)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  BtParagraph *here = bt_body_view_caret_paragraph (self);
  GtkTextIter caret;

  get_caret (self, &caret);
  if (gtk_text_buffer_get_has_selection (buffer))
    return FALSE;
  if (bt_paragraph_is_object (here))
    {
      /* a new paragraph below the figure, wherever beside it the caret is */
      if (!gtk_text_iter_ends_line (&caret))
        gtk_text_iter_forward_to_line_end (&caret);
      gtk_text_buffer_place_cursor (buffer, &caret);
      return FALSE;
    }
  if (line_break)
    {
      gtk_text_buffer_insert_interactive_at_cursor (buffer, BT_LINE_SEPARATOR, -1, TRUE);
      return TRUE;
    }
  if (here->kind != BT_BLOCK_PARAGRAPH && gtk_text_iter_starts_line (&caret)
      && gtk_text_iter_ends_line (&caret))
    {
      /* Enter on an empty item ends the list */
      bt_body_buffer_make_plain (self->buffer, here);
      return TRUE;
    }
  return FALSE;
}

/* At the start of an item, or with several selected, Tab moves them; elsewhere it leads
 * on to the next field as everywhere. */
static gboolean
indent_items (BtBodyView *self, int step)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter start, end;
  int first, last;
  gboolean selected = gtk_text_buffer_get_selection_bounds (buffer, &start, &end);

  first = gtk_text_iter_get_line (&start);
  last = gtk_text_iter_get_line (&end);
  if (first == last && (selected || !gtk_text_iter_starts_line (&start)))
    return FALSE;
  if (last > first && gtk_text_iter_starts_line (&end))
    last--;
  /* out of the outermost level is what Backspace does: Tab never ends a list */
  if (step < 0 && bt_body_view_caret_paragraph (self)->level == 0)
    return FALSE;
  return bt_body_buffer_indent (self->buffer, first, last, step);
}

static gboolean
at_first_line (BtBodyView *self)
{
  GtkTextIter caret, start;
  GdkRectangle here, top;

  get_caret (self, &caret);
  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (self->buffer), &start);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self), &caret, &here);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self), &start, &top);
  return here.y == top.y || gtk_text_iter_get_line (&caret) < 0;
}

/* The caret goes to the line of the figure, wherever it was. */
static gboolean
leave_child (BtBodyView *self, GtkWidget *focus)
{
  GtkWidget *child = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self))
                         ? gtk_widget_get_ancestor (focus, BT_TYPE_COLUMN_CHILD)
                         : NULL;
  BtParagraph *paragraph;

  /* a popover takes the key for itself */
  if (child == NULL || gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL)
    return FALSE;
  paragraph = g_object_get_data (
      G_OBJECT (bt_column_child_get_child (BT_COLUMN_CHILD (child))), "paragraph");
  if (paragraph != NULL)
    bt_body_view_place_caret (self, bt_body_buffer_get_line (self->buffer, paragraph));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self));
  return TRUE;
}

/* Shift+Tab at the start of a line goes back into the figure above it. */
static gboolean
focus_above (BtBodyView *self)
{
  GtkTextIter caret;
  int line;

  get_caret (self, &caret);
  line = gtk_text_iter_get_line (&caret);
  return line > 0 && gtk_text_iter_starts_line (&caret)
         && bt_body_view_focus_child (
             self, bt_body_buffer_get_paragraph (self->buffer, line - 1), TRUE);
}

/* Alt+Up and Alt+Down at the line of an object move it, as they do on its photo. */
static gboolean
move_object (BtBodyView *self, gboolean up)
{
  BtParagraph *here = bt_body_view_caret_paragraph (self);

  if (!bt_paragraph_is_object (here))
    return FALSE;
  bt_body_view_act (self, here, up ? "move-up" : "move-down", 0);
  return TRUE;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                gpointer data)
{
  BtBodyView *self = data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  gboolean plain = (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK | GDK_ALT_MASK)) == 0;

  if (root != NULL && gtk_root_get_focus (root) != GTK_WIDGET (self))
    {
      /* Escape leaves a figure's fields for the text */
      return keyval == GDK_KEY_Escape && leave_child (self, gtk_root_get_focus (root));
    }
  /* the word under composition comes first: the engine sees every key */
  if (*bt_input_get_preedit (GTK_WIDGET (self)) != '\0')
    return GDK_EVENT_PROPAGATE;

  switch (keyval)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if ((state & GDK_CONTROL_MASK) != 0)
        return GDK_EVENT_PROPAGATE;
      return enter (self, (state & GDK_SHIFT_MASK) != 0);
    case GDK_KEY_Up:
    case GDK_KEY_Down:
      if ((state & GDK_ALT_MASK) != 0 && move_object (self, keyval == GDK_KEY_Up))
        return GDK_EVENT_STOP;
      if (keyval == GDK_KEY_Up && plain && at_first_line (self))
        {
          bt_body_view_emit_leave_up (self);
          return GDK_EVENT_STOP;
        }
      return GDK_EVENT_PROPAGATE;
    case GDK_KEY_ISO_Left_Tab:
      return indent_items (self, -1) || focus_above (self);
    case GDK_KEY_Tab:
      if (plain && indent_items (self, 1))
        return GDK_EVENT_STOP;
      return plain
             && bt_body_view_focus_child (self, bt_body_view_caret_paragraph (self),
                                          FALSE);
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

void
bt_body_view_init_keys (BtBodyView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* Where the keyboard is among figures, and what they ask of the text around them.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-body-view-private.h"

/* ---- the keyboard ---- */

void
bt_body_view_place_caret (BtBodyView *self, int line)
{
  GtkTextBuffer *buffer;
  GtkTextIter iter;

  g_return_if_fail (BT_IS_BODY_VIEW (self));

  buffer = GTK_TEXT_BUFFER (self->buffer);
  gtk_text_buffer_get_iter_at_line (buffer, &iter, line);
  gtk_text_buffer_place_cursor (buffer, &iter);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self),
                                      gtk_text_buffer_get_insert (buffer));
}

void
bt_body_view_focus_photo (BtBodyView *self, BtParagraph *paragraph, guint item)
{
  BtFigureView *figure;
  int line;

  g_return_if_fail (BT_IS_BODY_VIEW (self));
  g_return_if_fail (BT_IS_PARAGRAPH (paragraph));

  line = bt_body_buffer_get_line (self->buffer, paragraph);
  bt_body_view_place_caret (self, line);
  figure = bt_body_view_get_figure (self, paragraph);
  if (figure != NULL)
    bt_figure_view_focus_item (figure, item);
}

gboolean
bt_body_view_focus_changed (BtBodyView *self, int line)
{
  BtParagraph *paragraph;
  BtFigureView *figure;

  g_return_val_if_fail (BT_IS_BODY_VIEW (self), FALSE);

  paragraph = bt_body_buffer_get_paragraph (self->buffer, line);
  figure = paragraph != NULL ? bt_body_view_get_figure (self, paragraph) : NULL;
  return figure != NULL && bt_figure_view_focus_changed (figure);
}

/* ---- what they ask for ---- */

/* The selection grows, or shrinks, to the far side of a figure. */
static void
extend_over (BtBodyView *self, int line)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter at, anchor;

  gtk_text_buffer_get_iter_at_line (buffer, &at, line);
  gtk_text_buffer_get_iter_at_mark (buffer, &anchor,
                                    gtk_text_buffer_get_selection_bound (buffer));
  if (gtk_text_iter_compare (&anchor, &at) <= 0)
    gtk_text_iter_forward_char (&at);
  gtk_text_buffer_move_mark (buffer, gtk_text_buffer_get_insert (buffer), &at);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

void
bt_body_view_act (BtBodyView *self,
                  BtParagraph *paragraph,
                  const char *action,
                  guint item)
{
  int line = bt_body_buffer_get_line (self->buffer, paragraph);
  gboolean cut = g_str_equal (action, "cut");

  if (g_str_equal (action, "extend"))
    extend_over (self, line);
  else if (cut || g_str_equal (action, "copy"))
    {
      bt_body_view_select_object (self, line);
      bt_body_view_copy (self);
      if (cut)
        bt_body_view_emit_remove (self, paragraph);
    }
  else
    bt_body_view_emit_act (self, paragraph, action, item);
}

/* Tables and cards in the body: their widgets, and the keyboard in and out of them.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-body-view-private.h"

#include "ui/editor/bt-card.h"
#include "ui/editor/bt-table-view.h"

static BtParagraph *
paragraph_of (gpointer widget)
{
  return g_object_get_data (G_OBJECT (widget), "paragraph");
}

GtkWidget *
bt_body_view_get_widget (BtBodyView *self, BtParagraph *paragraph)
{
  BtColumnChild *child;

  g_return_val_if_fail (BT_IS_BODY_VIEW (self), NULL);

  child = g_hash_table_lookup (self->children, paragraph);
  return child != NULL ? bt_column_child_get_child (child) : NULL;
}

static void
place_caret (BtBodyView *self, const GtkTextIter *iter)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);

  gtk_text_buffer_place_cursor (buffer, iter);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self),
                                      gtk_text_buffer_get_insert (buffer));
}

/* ---- callbacks ---- */

static void
edited_cb (GtkWidget *widget, BtBodyView *self)
{
  bt_body_buffer_touch (self->buffer, paragraph_of (widget));
  bt_body_view_reveal_caret (self);
}

/* Up to the end of the line above, down to the line below. */
static void
leave_cb (GtkWidget *widget, gboolean forward, BtBodyView *self)
{
  BtParagraph *paragraph = paragraph_of (widget);
  int line = bt_body_buffer_get_line (self->buffer, paragraph);
  GtkTextIter iter;

  if (forward || line == 0
      || bt_paragraph_is_object (bt_body_buffer_get_paragraph (self->buffer, line - 1)))
    {
      bt_body_view_leave_figure (self, paragraph, forward);
      return;
    }
  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self->buffer), &iter, line);
  gtk_text_iter_backward_char (&iter);
  place_caret (self, &iter);
}

/* ---- for the other files ---- */

static gboolean
can_edit_table (const BtBlock *block)
{
  return block->kind == BT_BLOCK_TABLE
         && block->table->cells->len <= BT_TABLE_VIEW_MAX_CELLS;
}

GtkWidget *
bt_body_view_make_object (BtBodyView *self, BtParagraph *paragraph)
{
  BtBlock *block = paragraph->object;
  GtkWidget *widget =
      can_edit_table (block) ? bt_table_view_new (block->table) : bt_card_new (block);

  g_signal_connect_object (widget, "edited", G_CALLBACK (edited_cb), self, 0);
  g_signal_connect_object (widget, "leave", G_CALLBACK (leave_cb), self, 0);
  return widget;
}

gboolean
bt_body_view_update_object (BtBodyView *self, BtParagraph *paragraph)
{
  GtkWidget *widget = bt_body_view_get_widget (self, paragraph);

  if (!BT_IS_TABLE_VIEW (widget) || !can_edit_table (paragraph->object))
    return FALSE;
  bt_table_view_set_table (BT_TABLE_VIEW (widget), paragraph->object->table);
  return TRUE;
}

gboolean
bt_body_view_focus_object (BtBodyView *self, BtParagraph *paragraph, gboolean last)
{
  GtkWidget *widget = bt_body_view_get_widget (self, paragraph);

  if (BT_IS_TABLE_VIEW (widget))
    {
      bt_table_view_focus (BT_TABLE_VIEW (widget), last);
      return TRUE;
    }
  return BT_IS_CARD (widget)
         && gtk_widget_child_focus (widget,
                                    last ? GTK_DIR_TAB_BACKWARD : GTK_DIR_TAB_FORWARD);
}

void
bt_body_view_follow_focus (BtBodyView *self)
{
  GtkWidget *focus = self->root != NULL ? gtk_root_get_focus (self->root) : NULL;
  GtkWidget *child = NULL;
  BtParagraph *paragraph = NULL;
  GtkTextIter iter;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    child = gtk_widget_get_ancestor (focus, BT_TYPE_COLUMN_CHILD);
  if (child != NULL)
    paragraph = paragraph_of (bt_column_child_get_child (BT_COLUMN_CHILD (child)));
  if (paragraph == NULL || paragraph == bt_body_view_caret_paragraph (self))
    return;
  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self->buffer), &iter,
                                    GTK_TEXT_MARK (paragraph));
  gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (self->buffer), &iter);
}

/* ---- public ---- */

void
bt_body_view_enter (BtBodyView *self, BtParagraph *paragraph)
{
  g_return_if_fail (BT_IS_BODY_VIEW (self));
  bt_body_view_focus_child (self, paragraph, FALSE);
}

void
bt_body_view_go_below (BtBodyView *self, BtParagraph *paragraph)
{
  g_return_if_fail (BT_IS_BODY_VIEW (self));
  bt_body_view_leave_figure (self, paragraph, TRUE);
}

void
bt_body_view_enter_changed (BtBodyView *self)
{
  GtkWidget *widget;

  g_return_if_fail (BT_IS_BODY_VIEW (self));

  widget = bt_body_view_get_widget (self, bt_body_view_caret_paragraph (self));
  if (BT_IS_TABLE_VIEW (widget))
    bt_table_view_focus_changed (BT_TABLE_VIEW (widget));
}

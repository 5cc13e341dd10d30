/* The body scrolls: pictures come and go, the header goes along, the caret stays in sight.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-body-view-private.h"

/* ---- pictures near what is seen ---- */

static void
update_nearness (BtBodyView *self, gboolean with_photos)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GdkRectangle seen;
  GHashTableIter iter;
  gpointer paragraph, child;

  gtk_text_view_get_visible_rect (view, &seen);
  g_hash_table_iter_init (&iter, self->children);
  while (g_hash_table_iter_next (&iter, &paragraph, &child))
    {
      GtkWidget *inner = bt_column_child_get_child (child);
      GtkTextIter at;
      int y, height;

      gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self->buffer), &at, paragraph);
      gtk_text_view_get_line_yrange (view, &at, &y, &height);
      bt_column_child_set_far (child, y + height < seen.y - seen.height
                                          || y > seen.y + 2 * seen.height);
      if (with_photos && BT_IS_FIGURE_VIEW (inner))
        bt_figure_view_set_near (BT_FIGURE_VIEW (inner),
                                 y + height > seen.y - seen.height / 2
                                     && y < seen.y + seen.height + seen.height / 2);
    }
}

static gboolean
nearness_cb (gpointer data)
{
  BtBodyView *self = data;

  self->nearness_source = 0;
  update_nearness (self, TRUE);
  return G_SOURCE_REMOVE;
}

void
bt_body_view_queue_nearness (BtBodyView *self)
{
  if (self->nearness_source == 0)
    self->nearness_source = g_timeout_add (40, nearness_cb, self);
}

/* GtkTextView tells what lies over it that it was scrolled, but allocates it no new place:
 * the header would stand still over the text. */
static void
scrolled_cb (BtBodyView *self)
{
  GtkWidget *overlays =
      self->header != NULL ? gtk_widget_get_parent (GTK_WIDGET (self->header)) : NULL;
  GtkAllocation place;

  self->scrollbar_moved |= self->painting;
  if (!self->painting)
    update_nearness (self, FALSE); /* what comes into sight is in the next frame */
  bt_body_view_queue_nearness (self);
  if (overlays == NULL)
    return;
  gtk_widget_get_allocation (overlays, &place);
  gtk_widget_queue_allocate (overlays);
  /* at once: it may be scrolled after the frame's layout */
  if (place.width > 0)
    gtk_widget_size_allocate (overlays, &place, -1);
  bt_body_view_place_header (self);
}

/* It forgets to tell when lines above what is seen turned out higher than it thought, too. */
void
bt_body_view_place_header (BtBodyView *self)
{
  GtkAllocation place;
  int y;

  if (self->header == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self->header)))
    return;
  gtk_text_view_buffer_to_window_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET, 0,
                                         -self->header_height, NULL, &y);
  gtk_widget_get_allocation (GTK_WIDGET (self->header), &place);
  if (place.y == y || place.width <= 0)
    return;
  place.y = y;
  gtk_widget_size_allocate (GTK_WIDGET (self->header), &place, -1);
}

static void
scroll_changed_cb (BtBodyView *self)
{
  self->scrollbar_moved |= self->painting;
  bt_body_view_queue_nearness (self);
}

void
bt_body_view_watch_scrolling (BtBodyView *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self));

  if (adjustment == NULL)
    return;
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (scroll_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/* ---- painting ---- */

static void
queue_allocate_all (GtkWidget *widget)
{
  gtk_widget_queue_allocate (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    queue_allocate_all (child);
}

/* GTK 4.8 lays text out while it paints when the layout became doubtful after the last
 * look at it. What this moves on the scrollbar has no place then, and GTK complains. */
void
bt_body_view_paint (BtBodyView *self,
                    GtkSnapshot *snapshot,
                    void (*paint) (GtkWidget *widget, GtkSnapshot *snapshot))
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkWidget *window = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  GtkAllocation place;

  self->painting = TRUE;
  self->scrollbar_moved = FALSE;
  paint (widget, snapshot);
  self->painting = FALSE;
  if (self->scrollbar_moved && window != NULL)
    {
      GtkWidget *bar = gtk_scrolled_window_get_vscrollbar (GTK_SCROLLED_WINDOW (window));

      gtk_widget_get_allocation (bar, &place);
      queue_allocate_all (bar);
      gtk_widget_size_allocate (bar, &place, -1);
    }
}

/* ---- the caret ---- */

void
bt_body_view_reveal_caret (BtBodyView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self));
  GdkRectangle caret = { 0, 0, 1, 1 };
  double x, y, over;

  if (focus == NULL || adjustment == NULL || focus == widget
      || !gtk_widget_is_ancestor (focus, widget))
    return;

  if (GTK_IS_TEXT_VIEW (focus))
    {
      gtk_text_view_get_cursor_locations (GTK_TEXT_VIEW (focus), NULL, &caret, NULL);
      gtk_text_view_buffer_to_window_coords (GTK_TEXT_VIEW (focus),
                                             GTK_TEXT_WINDOW_WIDGET, caret.x, caret.y,
                                             &caret.x, &caret.y);
    }
  else
    {
      caret.height = gtk_widget_get_height (focus);
      /* what was clicked is seen: it stays under the pointer, which may drag it */
      if (GTK_IS_WINDOW (root) && !gtk_window_get_focus_visible (GTK_WINDOW (root)))
        return;
    }
  if (!gtk_widget_translate_coordinates (focus, widget, caret.x, caret.y, &x, &y))
    return;

  over = y + caret.height + BT_CARET_ROOM - gtk_widget_get_height (widget);
  if (y >= BT_CARET_ROOM && over <= 0)
    return;
  gtk_adjustment_set_value (adjustment,
                            gtk_adjustment_get_value (adjustment)
                                + (y < BT_CARET_ROOM ? y - BT_CARET_ROOM : over));
  /* with widgets in it, the view is given its place alone then; the scrollbar that its
   * lines may move has to have a place, too, before it is painted */
  gtk_widget_queue_resize (widget);
}

/* Photos dragged within the body, and files dropped on it.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-body-view-private.h"

/* So near the edge, in pixels, the text moves under what is dragged; and so fast, in
 * pixels a second, at the very edge. */
#define SCROLL_EDGE 48
#define SCROLL_SPEED 900.0

#define LINE_WIDTH 3.0f
/* Half of the room between two lines. */
#define LINE_ABOVE 8

/* Where something that is dropped now would land: before a line, or in a figure. */
typedef struct
{
  int line; /* -1 for none */
  BtParagraph *onto;
  guint place;       /* among its photos */
  GtkWidget *beside; /* (nullable): the photo that shows it */
  gboolean before;
} Landing;

/* ---- where it lands ---- */

static BtFigureItemView *
dragged_item (GtkDropTarget *target)
{
  GdkDrop *drop = gtk_drop_target_get_current_drop (target);
  GdkDrag *drag = drop != NULL ? gdk_drop_get_drag (drop) : NULL;
  g_auto (GValue) value = G_VALUE_INIT;

  if (drag == NULL)
    return NULL;
  g_value_init (&value, BT_TYPE_FIGURE_ITEM_VIEW);
  if (!gdk_content_provider_get_value (gdk_drag_get_content (drag), &value, NULL))
    return NULL;
  /* whoever drags holds it */
  return g_value_get_object (&value);
}

/* Returns: (transfer none) (nullable): whose photo is dragged, when it still stands in
 * this text */
static BtParagraph *
paragraph_of (BtBodyView *self, BtFigureItemView *item, guint *index)
{
  GtkWidget *figure = gtk_widget_get_ancestor (GTK_WIDGET (item), BT_TYPE_FIGURE_VIEW);
  int at = figure != NULL ? bt_figure_view_index_of (BT_FIGURE_VIEW (figure), item) : -1;

  if (at < 0 || !gtk_widget_is_ancestor (figure, GTK_WIDGET (self)))
    return NULL;
  *index = (guint)at;
  return g_object_get_data (G_OBJECT (figure), "paragraph");
}

/* Whether it lands in a figure: in the middle of another one, anywhere in its own
 * gallery. */
static gboolean
lands_in (BtBodyView *self,
          BtParagraph *paragraph,
          double share,
          double x,
          double y,
          const BtParagraph *source,
          Landing *landing)
{
  BtFigureView *figure = bt_body_view_get_figure (self, paragraph);
  double margin = paragraph == source ? 0.05 : 0.25;
  guint n;
  double fx, fy;

  if (figure == NULL || share < margin || share > 1 - margin)
    return FALSE;
  n = paragraph->object->figure->items->len;
  if (paragraph == source && n == 1)
    return FALSE;
  landing->onto = paragraph;
  landing->place = n;
  if (n > 1
      && gtk_widget_translate_coordinates (GTK_WIDGET (self), GTK_WIDGET (figure), x, y,
                                           &fx, &fy))
    {
      landing->place = bt_figure_view_place_at (figure, fx, fy, &landing->beside);
      landing->before =
          landing->beside != NULL
          && (int)landing->place == bt_figure_view_index_of (figure, landing->beside);
    }
  return TRUE;
}

static Landing
find_landing (BtBodyView *self, GtkDropTarget *target, double x, double y)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  Landing landing = { -1, NULL, 0, NULL, FALSE };
  BtFigureItemView *item = dragged_item (target);
  BtParagraph *source = NULL, *here;
  GtkTextIter iter;
  int bx, by, line_y, height;
  guint index = 0;
  double share;

  if (item != NULL)
    source = paragraph_of (self, item, &index);
  if (item != NULL && source == NULL)
    return landing;

  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, (int)x, (int)y,
                                         &bx, &by);
  gtk_text_view_get_line_at_y (view, &iter, by, NULL);
  gtk_text_view_get_line_yrange (view, &iter, &line_y, &height);
  here = bt_body_buffer_get_paragraph (self->buffer, gtk_text_iter_get_line (&iter));
  share = (double)(by - line_y) / MAX (height, 1);
  if (lands_in (self, here, share, x, y, source, &landing))
    return landing;

  /* onto the lower half of a paragraph: below it */
  landing.line = gtk_text_iter_get_line (&iter) + (share > 0.5 ? 1 : 0);
  /* a figure that stays where it is lands nowhere */
  if (source != NULL && source->object->figure->items->len == 1)
    {
      int from = bt_body_buffer_get_line (self->buffer, source);

      if (landing.line == from || landing.line == from + 1)
        landing.line = -1;
    }
  return landing;
}

/* ---- showing it ---- */

static void
mark (GtkWidget **place, GtkWidget *widget, const char *css_class)
{
  if (*place != NULL)
    {
      gtk_widget_remove_css_class (*place, "drop-onto");
      gtk_widget_remove_css_class (*place, "drop-before");
      gtk_widget_remove_css_class (*place, "drop-after");
    }
  g_set_weak_pointer (place, widget);
  if (widget != NULL)
    gtk_widget_add_css_class (widget, css_class);
}

static void
show_landing (BtBodyView *self, const Landing *landing)
{
  GtkWidget *widget = landing->beside;
  const char *css_class = landing->before ? "drop-before" : "drop-after";

  if (landing->onto != NULL && widget == NULL)
    {
      widget = GTK_WIDGET (bt_body_view_get_figure (self, landing->onto));
      css_class = "drop-onto";
    }
  mark (&self->drop_mark, widget, css_class);
  if (self->drop_line != landing->line)
    gtk_widget_queue_draw (GTK_WIDGET (self));
  self->drop_line = landing->line;
}

void
bt_body_view_draw_drop (BtBodyView *self, GtkSnapshot *snapshot)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter iter;
  GdkRGBA colour;
  int y, height;

  if (self->drop_line < 0)
    return;
  if (self->drop_line < gtk_text_buffer_get_line_count (buffer))
    {
      gtk_text_buffer_get_iter_at_line (buffer, &iter, self->drop_line);
      gtk_text_view_get_line_yrange (view, &iter, &y, &height);
    }
  else
    {
      gtk_text_buffer_get_end_iter (buffer, &iter);
      gtk_text_view_get_line_yrange (view, &iter, &y, &height);
      y += height;
    }
  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)),
                                       "accent_color", &colour))
    gdk_rgba_parse (&colour, "#1c71d8");
  gtk_snapshot_append_color (
      snapshot, &colour,
      &GRAPHENE_RECT_INIT ((float)gtk_text_view_get_left_margin (view),
                           (float)(y - LINE_ABOVE), (float)self->column, LINE_WIDTH));
}

/* ---- at the edges ---- */

static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  BtBodyView *self = BT_BODY_VIEW (widget);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self));
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  double seconds =
      self->drop_time != 0 ? (double)(now - self->drop_time) / G_USEC_PER_SEC : 0;
  double below = self->drop_y - (gtk_widget_get_height (widget) - SCROLL_EDGE);
  double above = SCROLL_EDGE - self->drop_y;
  double share = above > 0 ? -above : MAX (below, 0);

  self->drop_time = now;
  if (adjustment != NULL && share != 0)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment)
                                              + CLAMP (share / SCROLL_EDGE, -1, 1)
                                                    * SCROLL_SPEED * MIN (seconds, 0.1));
  return G_SOURCE_CONTINUE;
}

static void
stop (BtBodyView *self)
{
  static const Landing nowhere = { -1, NULL, 0, NULL, FALSE };

  show_landing (self, &nowhere);
  if (self->drop_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->drop_tick);
  self->drop_tick = 0;
}

/* ---- the drop ---- */

static GdkDragAction
motion_cb (GtkDropTarget *target, double x, double y, BtBodyView *self)
{
  Landing landing = find_landing (self, target, x, y);

  show_landing (self, &landing);
  self->drop_y = y;
  if (self->drop_tick == 0)
    {
      self->drop_time = 0;
      self->drop_tick =
          gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_cb, NULL, NULL);
    }
  if (landing.line < 0 && landing.onto == NULL)
    return 0;
  return dragged_item (target) != NULL ? GDK_ACTION_MOVE : GDK_ACTION_COPY;
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, BtBodyView *self)
{
  Landing landing = find_landing (self, target, x, y);
  BtParagraph *source;
  guint index = 0;

  stop (self);
  if (landing.line < 0 && landing.onto == NULL)
    return FALSE;
  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    {
      g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

      if (files == NULL)
        return FALSE;
      if (landing.onto != NULL)
        bt_body_view_emit_files_onto (self, files, landing.onto);
      else
        bt_body_view_emit_files (self, files, landing.line);
      return TRUE;
    }

  source = paragraph_of (self, g_value_get_object (value), &index);
  if (source == NULL)
    return FALSE;
  bt_body_view_emit_photo (self, source, index, landing.line, landing.onto,
                           landing.place);
  return TRUE;
}

/* The text view's own target is for text, and so is what scrolls under it: it would go to
 * where text was dropped last, and show a caret as tall as a figure. */
static gboolean
accept_text_cb (GtkDropTarget *target, GdkDrop *drop, GtkEventController *scroller)
{
  GdkContentFormats *formats = gdk_drop_get_formats (drop);
  gboolean ours = gdk_content_formats_contain_gtype (formats, BT_TYPE_FIGURE_ITEM_VIEW)
                  || gdk_content_formats_contain_mime_type (formats, "text/uri-list");

  gtk_event_controller_set_propagation_phase (scroller,
                                              ours ? GTK_PHASE_NONE : GTK_PHASE_BUBBLE);
  return !ours
         && gdk_content_formats_match (gtk_drop_target_get_formats (target), formats);
}

static void
restrain_text_target (BtBodyView *self)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (self));
  GtkEventController *target = NULL, *scroller = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        target = controller;
      if (GTK_IS_DROP_CONTROLLER_MOTION (controller))
        scroller = controller;
    }
  if (target != NULL && scroller != NULL)
    g_signal_connect_object (target, "accept", G_CALLBACK (accept_text_cb), scroller, 0);
}

void
bt_body_view_init_drag (BtBodyView *self)
{
  GtkDropTarget *target =
      gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY | GDK_ACTION_MOVE);
  GType types[2];

  restrain_text_target (self);
  types[0] = BT_TYPE_FIGURE_ITEM_VIEW;
  types[1] = GDK_TYPE_FILE_LIST;
  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  self->drop_line = -1;
  /* before the text view's own, which would insert the files' names */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target),
                                              GTK_PHASE_CAPTURE);
  g_signal_connect (target, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect (target, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (target, "leave", G_CALLBACK (stop), self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

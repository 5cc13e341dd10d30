/* How the text of the body looks: its size, the column, what is dimmed.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <adwaita.h>

#include "ui/editor/bt-body-style.h"
#include "ui/editor/bt-body-view-private.h"

#define CHARACTERS 75
#define SPACING 117
#define BELOW_PARAGRAPH 14
#define DIM_TAG "focus-dim"
#define DIM_ALPHA 0.38f

/* Measured on news: letters, spaces included, against what Pango calls approximate. */
#define LETTER 1.05

/* ---- size ---- */

void
bt_body_view_measure_font (BtBodyView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  double letter = (double)pango_font_metrics_get_approximate_char_width (metrics);
  double line = (double)(pango_font_metrics_get_ascent (metrics)
                         + pango_font_metrics_get_descent (metrics));
  int column = (int)(letter * LETTER * self->characters / PANGO_SCALE + 0.5);
  int inside = (int)(line * ((double)self->spacing - 100) / 100 / PANGO_SCALE + 0.5);

  pango_font_metrics_unref (metrics);
  gtk_text_view_set_pixels_inside_wrap (view, inside);
  gtk_text_view_set_pixels_below_lines (view, (int)(BELOW_PARAGRAPH * self->scale + 0.5));
  if (self->wanted_column == column)
    return;
  self->wanted_column = column;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* What is read stays where it is read, when all above it becomes larger. */
static void
keep_place (BtBodyView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GdkRectangle seen;
  GtkTextIter top;
  GtkTextMark *mark;

  gtk_text_view_get_visible_rect (view, &seen);
  if (seen.y <= 0)
    return;
  gtk_text_view_get_line_at_y (view, &top, seen.y + seen.height / 4, NULL);
  mark = gtk_text_buffer_create_mark (buffer, NULL, &top, TRUE);
  gtk_text_view_scroll_to_mark (view, mark, 0, TRUE, 0, 0.25);
  gtk_text_buffer_delete_mark (buffer, mark);
}

void
bt_body_view_set_look (BtBodyView *self, double scale, guint characters, guint spacing)
{
  g_return_if_fail (BT_IS_BODY_VIEW (self));
  g_return_if_fail (scale > 0);

  keep_place (self);
  self->scale = scale;
  self->characters = characters;
  self->spacing = spacing;
  bt_body_style_set_scale (gtk_text_buffer_get_tag_table (GTK_TEXT_BUFFER (self->buffer)),
                           scale);
  bt_body_view_measure_font (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* ---- dimming ---- */

static GtkTextTag *
dim_tag (BtBodyView *self)
{
  GtkTextTagTable *table = gtk_text_buffer_get_tag_table (GTK_TEXT_BUFFER (self->buffer));
  GtkTextTag *tag = gtk_text_tag_table_lookup (table, DIM_TAG);
  GdkRGBA colour;

  if (tag == NULL)
    {
      tag = gtk_text_tag_new (DIM_TAG);
      gtk_text_tag_table_add (table, tag);
      g_object_unref (tag);
    }
  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &colour);
  colour.alpha *= DIM_ALPHA;
  g_object_set (tag, "foreground-rgba", &colour, NULL);
  return tag;
}

static void
line_bounds (GtkTextIter *start, GtkTextIter *end)
{
  gtk_text_iter_set_line_offset (start, 0);
  *end = *start;
  gtk_text_iter_forward_line (end);
}

static void
light_caret (BtBodyView *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextTag *tag;
  GtkTextIter start, end, before;

  if (self->lit == NULL)
    return;
  tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), DIM_TAG);
  gtk_text_buffer_get_iter_at_mark (buffer, &before, self->lit);
  gtk_text_buffer_get_iter_at_mark (buffer, &start, gtk_text_buffer_get_insert (buffer));
  if (gtk_text_iter_get_line (&before) != gtk_text_iter_get_line (&start))
    {
      line_bounds (&before, &end);
      gtk_text_buffer_apply_tag (buffer, tag, &before, &end);
    }
  line_bounds (&start, &end);
  gtk_text_buffer_remove_tag (buffer, tag, &start, &end);
  gtk_text_buffer_move_mark (buffer, self->lit, &start);
}

void
bt_body_view_dim_again (BtBodyView *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  g_return_if_fail (BT_IS_BODY_VIEW (self));

  if (self->lit == NULL)
    return;
  buffer = GTK_TEXT_BUFFER (self->buffer);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_apply_tag (buffer, dim_tag (self), &start, &end);
  light_caret (self);
}

void
bt_body_view_set_dimmed (BtBodyView *self, gboolean dimmed)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  g_return_if_fail (BT_IS_BODY_VIEW (self));

  if (dimmed == (self->lit != NULL))
    return;
  buffer = GTK_TEXT_BUFFER (self->buffer);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  if (dimmed)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self), "dimmed");
      self->lit = gtk_text_buffer_create_mark (buffer, NULL, &start, TRUE);
      bt_body_view_dim_again (self);
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self), "dimmed");
      gtk_text_buffer_delete_mark (buffer, self->lit);
      self->lit = NULL;
      gtk_text_buffer_remove_tag (buffer, dim_tag (self), &start, &end);
    }
}

void
bt_body_view_init_look (BtBodyView *self)
{
  self->scale = 1.0;
  self->characters = CHARACTERS;
  self->spacing = SPACING;
  bt_body_view_measure_font (self);
  self->column = self->wanted_column;
  g_signal_connect_swapped (self->buffer, "notify::cursor-position",
                            G_CALLBACK (light_caret), self);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (bt_body_view_dim_again), self, G_CONNECT_SWAPPED);
}

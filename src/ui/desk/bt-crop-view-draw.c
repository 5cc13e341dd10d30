/* How the crop tool is painted: the photo is copied from what is ready, the rest is lines.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/desk/bt-crop-view-private.h"

#include <math.h>

#define HANDLE 9.0
#define CROSS 11.0
#define LEVEL_LINES 12

/* Light on a dark seam: seen on any photo. */
static void
stroke (cairo_t *cr, double width, double alpha)
{
  cairo_set_line_width (cr, width + 2);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.45 * alpha);
  cairo_stroke_preserve (cr);
  cairo_set_line_width (cr, width);
  cairo_set_source_rgba (cr, 1, 1, 1, alpha);
  cairo_stroke (cr);
}

static void
draw_photo (BtCropView *self, cairo_t *cr, const BtPhotoRect *frame)
{
  int device = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  cairo_surface_t *photo = bt_crop_preview_draw (
      self->preview, self->edit, gtk_widget_get_width (GTK_WIDGET (self)) * device,
      gtk_widget_get_height (GTK_WIDGET (self)) * device, (int)rint (frame->x * device),
      (int)rint (frame->y * device), (int)rint (frame->width * device),
      (int)rint (frame->height * device));

  if (photo == NULL)
    return;
  cairo_save (cr);
  cairo_scale (cr, 1.0 / device, 1.0 / device);
  cairo_set_source_surface (cr, photo, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_restore (cr);
}

static void
draw_outside (BtCropView *self, cairo_t *cr, const BtPhotoRect *box)
{
  cairo_save (cr);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_rectangle (cr, 0, 0, gtk_widget_get_width (GTK_WIDGET (self)),
                   gtk_widget_get_height (GTK_WIDGET (self)));
  cairo_rectangle (cr, box->x, box->y, box->width, box->height);
  cairo_set_source_rgba (cr, 0.08, 0.08, 0.08, 0.68);
  cairo_fill (cr);
  cairo_restore (cr);
}

static void
draw_lines (cairo_t *cr, const BtPhotoRect *box, int parts, double alpha)
{
  for (int i = 1; i < parts; i++)
    {
      double x = floor (box->x + box->width * i / parts) + 0.5;
      double y = floor (box->y + box->height * i / parts) + 0.5;

      cairo_move_to (cr, x, box->y);
      cairo_line_to (cr, x, box->y + box->height);
      cairo_move_to (cr, box->x, y);
      cairo_line_to (cr, box->x + box->width, y);
    }
  stroke (cr, 1, alpha);
}

static void
draw_handles (cairo_t *cr, const BtPhotoRect *box)
{
  double half = MIN (HANDLE, MIN (box->width, box->height) / 3) / 2;

  for (int row = 0; row < 3; row++)
    for (int column = 0; column < 3; column++)
      {
        double x = box->x + box->width * column / 2;
        double y = box->y + box->height * row / 2;

        if (row == 1 && column == 1)
          continue;
        cairo_rectangle (cr, x - half, y - half, 2 * half, 2 * half);
      }
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_fill_preserve (cr);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.6);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

static void
draw_box (BtCropView *self, cairo_t *cr, const BtPhotoRect *box)
{
  gboolean tool = self->tool == BT_CROP_TOOL_CROP;

  if (self->grid_source != 0)
    draw_lines (cr, box, LEVEL_LINES, 0.55);
  else if (tool && self->start != NULL)
    draw_lines (cr, box, 3, 0.7);
  cairo_rectangle (cr, box->x, box->y, box->width, box->height);
  stroke (cr, tool ? 2 : 1, tool ? 1 : 0.7);
  if (tool)
    draw_handles (cr, box);
}

/* ---- in the original's own directions ---- */

/* From here on a path is given in fractions of the original. */
static void
to_original (BtCropView *self, cairo_t *cr, const BtPhotoRect *frame)
{
  gboolean sideways = self->edit->turn % 2 == 1;
  double width = sideways ? frame->height : frame->width;
  double height = sideways ? frame->width : frame->height;

  cairo_translate (cr, frame->x + frame->width / 2, frame->y + frame->height / 2);
  cairo_rotate (cr, self->edit->level * G_PI / 180);
  cairo_rotate (cr, self->edit->turn * G_PI / 2);
  cairo_translate (cr, -width / 2, -height / 2);
}

static void
draw_areas (BtCropView *self, cairo_t *cr, const BtPhotoRect *frame)
{
  static const double dashes[] = { 5, 4 };
  gboolean sideways = self->edit->turn % 2 == 1;
  double width = sideways ? frame->height : frame->width;
  double height = sideways ? frame->width : frame->height;

  cairo_save (cr);
  to_original (self, cr, frame);
  for (guint i = 0; i < self->edit->areas->len; i++)
    {
      const BtPhotoArea *area = &g_array_index (self->edit->areas, BtPhotoArea, i);
      BtPhotoRect box = { area->x * width, area->y * height, area->width * width,
                          area->height * height };
      gboolean chosen = self->tool == BT_CROP_TOOL_AREAS && (int)i == self->area;

      cairo_set_dash (cr, dashes, chosen ? 0 : G_N_ELEMENTS (dashes), 0);
      cairo_rectangle (cr, box.x, box.y, box.width, box.height);
      stroke (cr, chosen ? 2 : 1, self->tool == BT_CROP_TOOL_AREAS ? 1 : 0.5);
      if (chosen)
        draw_handles (cr, &box);
    }
  cairo_restore (cr);
}

static void
draw_focus (BtCropView *self, cairo_t *cr, const BtPhotoRect *frame)
{
  double x, y, size = self->tool == BT_CROP_TOOL_FOCUS ? CROSS : CROSS * 0.7;

  if (!self->edit->has_focus)
    return;
  bt_photo_edit_to_frame (self->edit, self->width, self->height, self->edit->focus_x,
                          self->edit->focus_y, &x, &y);
  x = frame->x + x * frame->width;
  y = frame->y + y * frame->height;
  cairo_new_sub_path (cr);
  cairo_arc (cr, x, y, size * 0.6, 0, 2 * G_PI);
  for (int i = 0; i < 4; i++)
    {
      double across = i == 0 ? 1 : i == 1 ? -1 : 0, down = i == 2 ? 1 : i == 3 ? -1 : 0;

      cairo_move_to (cr, x + across * size * 0.25, y + down * size * 0.25);
      cairo_line_to (cr, x + across * size * 1.3, y + down * size * 1.3);
    }
  stroke (cr, 2, self->tool == BT_CROP_TOOL_FOCUS ? 1 : 0.75);
}

void
bt_crop_view_draw (BtCropView *self, cairo_t *cr)
{
  BtPhotoRect frame, box;

  if (!bt_crop_view_get_frame (self, &frame) || !bt_crop_view_get_box (self, &box))
    return;
  draw_photo (self, cr, &frame);
  draw_outside (self, cr, &box);
  draw_areas (self, cr, &frame);
  draw_box (self, cr, &box);
  draw_focus (self, cr, &frame);
}

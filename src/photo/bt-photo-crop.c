/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/bt-photo-crop.h"

#include <math.h>

/* What rounding may leave outside of the picture. */
#define SLACK 1e-9
/* Halvings until a side is exact to far less than a pixel. */
#define N_HALVINGS 40

/* A drag, once its words are numbers. */
typedef struct
{
  const BtPhotoEdit *edit;
  guint width, height;
  BtCropHandle handle;
  BtPhotoRect start;
} Drag;

/* -1: near the first side, 1: near the second, 0: between, 2: outside. */
static int
find_side (double at, double from, double size, double reach)
{
  if (at < from - reach || at > from + size + reach)
    return 2;
  /* Where both are near, in a small crop, the nearer one. */
  if (MIN (fabs (at - from), fabs (at - from - size)) > reach)
    return 0;
  return fabs (at - from) <= fabs (at - from - size) ? -1 : 1;
}

gboolean
bt_photo_crop_find_handle (const BtPhotoRect *crop,
                           double x,
                           double y,
                           double reach_x,
                           double reach_y,
                           BtCropHandle *handle)
{
  int across, down;

  g_return_val_if_fail (crop != NULL && handle != NULL, FALSE);

  across = find_side (x, crop->x, crop->width, reach_x);
  down = find_side (y, crop->y, crop->height, reach_y);
  *handle = BT_CROP_ALL;
  if (across == 2 || down == 2)
    return FALSE;
  if (across != 0)
    *handle |= across < 0 ? BT_CROP_LEFT : BT_CROP_RIGHT;
  if (down != 0)
    *handle |= down < 0 ? BT_CROP_TOP : BT_CROP_BOTTOM;
  return TRUE;
}

/* The rectangle of that size whose sides that are not dragged are where they were. */
static BtPhotoRect
resize (const Drag *drag, double width, double height)
{
  double more_x = drag->start.width - width, more_y = drag->start.height - height;
  BtPhotoRect rect = { drag->start.x, drag->start.y, width, height };

  if (drag->handle & BT_CROP_LEFT)
    rect.x += more_x;
  else if (!(drag->handle & BT_CROP_RIGHT))
    rect.x += more_x / 2;
  if (drag->handle & BT_CROP_TOP)
    rect.y += more_y;
  else if (!(drag->handle & BT_CROP_BOTTOM))
    rect.y += more_y / 2;
  return rect;
}

static gboolean
fits (const Drag *drag, double width, double height)
{
  BtPhotoRect rect = resize (drag, width, height);

  for (guint corner = 0; corner < 4; corner++)
    {
      double x, y;

      bt_photo_edit_from_frame (drag->edit, drag->width, drag->height,
                                rect.x + (corner % 2) * rect.width,
                                rect.y + (corner / 2) * rect.height, &x, &y);
      if (x < -SLACK || y < -SLACK || x > 1 + SLACK || y > 1 + SLACK)
        return FALSE;
    }
  return TRUE;
}

/* The size nearest to the second on the way there from the first, which fits. */
static void
go_as_far (const Drag *drag,
           double from_width,
           double from_height,
           double *width,
           double *height)
{
  double good = 0, bad = 1, to_width = *width, to_height = *height;

  if (fits (drag, to_width, to_height))
    return;
  for (guint i = 0; i < N_HALVINGS; i++)
    {
      double part = (good + bad) / 2;

      if (fits (drag, from_width + part * (to_width - from_width),
                from_height + part * (to_height - from_height)))
        good = part;
      else
        bad = part;
    }
  *width = from_width + good * (to_width - from_width);
  *height = from_height + good * (to_height - from_height);
}

/* @shape: width by height, both in fractions of the frame. */
static void
keep_shape (const Drag *drag,
            double shape,
            double min_width,
            double min_height,
            double *width,
            double *height)
{
  gboolean across = drag->handle & (BT_CROP_LEFT | BT_CROP_RIGHT);
  gboolean down = drag->handle & (BT_CROP_TOP | BT_CROP_BOTTOM);

  if (across && down)
    *width = MAX (*width, *height * shape);
  else if (down)
    *width = *height * shape;
  *width = MAX (*width, MAX (min_width, min_height * shape));
  *height = *width / shape;
  /* From nothing: the start need not have this shape. */
  go_as_far (drag, 0, 0, width, height);
}

static void
set_crop (BtPhotoEdit *self, const BtPhotoRect *rect)
{
  self->crop_x = rect->x;
  self->crop_y = rect->y;
  self->crop_width = rect->width;
  self->crop_height = rect->height;
}

void
bt_photo_crop_drag (BtPhotoEdit *self,
                    guint width,
                    guint height,
                    BtCropHandle handle,
                    const BtPhotoRect *start,
                    double x,
                    double y,
                    double ratio)
{
  Drag drag = { self, width, height, handle, { 0 } };
  guint frame_width, frame_height;
  double min_width, min_height, to_width, to_height;
  BtPhotoRect rect;

  g_return_if_fail (self != NULL && start != NULL);
  g_return_if_fail (isfinite (x) && isfinite (y) && isfinite (ratio) && ratio >= 0);

  drag.start = *start;
  if (handle == BT_CROP_ALL)
    {
      rect = *start;
      rect.x += x;
      rect.y += y;
      set_crop (self, &rect);
      bt_photo_edit_fit_crop (self, width, height);
      return;
    }
  bt_photo_edit_frame_size (self, width, height, &frame_width, &frame_height);
  min_width = MIN ((double)BT_CROP_SMALLEST_DRAG / MAX (frame_width, 1), start->width);
  min_height = MIN ((double)BT_CROP_SMALLEST_DRAG / MAX (frame_height, 1), start->height);
  to_width = start->width + (handle & BT_CROP_RIGHT ? x : handle & BT_CROP_LEFT ? -x : 0);
  to_height = start->height
              + (handle & BT_CROP_BOTTOM ? y
                 : handle & BT_CROP_TOP  ? -y
                                         : 0);
  to_width = CLAMP (to_width, min_width, 2);
  to_height = CLAMP (to_height, min_height, 2);
  if (ratio > 0)
    keep_shape (&drag, ratio * frame_height / MAX (frame_width, 1), min_width, min_height,
                &to_width, &to_height);
  else
    {
      double same_width, same_height = start->height;

      /* One after the other, so that it slides along an edge. */
      go_as_far (&drag, start->width, start->height, &to_width, &same_height);
      same_width = to_width;
      go_as_far (&drag, to_width, start->height, &same_width, &to_height);
    }
  rect = resize (&drag, to_width, to_height);
  set_crop (self, &rect);
  bt_photo_edit_fit_crop (self, width, height);
}

gboolean
bt_photo_crop_to_area (const BtPhotoEdit *self,
                       guint width,
                       guint height,
                       const BtPhotoRect *rect,
                       BtAreaKind kind,
                       BtPhotoArea *area)
{
  double left = G_MAXDOUBLE, right = -G_MAXDOUBLE;
  double top = G_MAXDOUBLE, bottom = -G_MAXDOUBLE;

  g_return_val_if_fail (self != NULL && rect != NULL && area != NULL, FALSE);

  for (guint corner = 0; corner < 4; corner++)
    {
      double x, y;

      bt_photo_edit_from_frame (self, width, height, rect->x + (corner % 2) * rect->width,
                                rect->y + (corner / 2) * rect->height, &x, &y);
      left = MIN (left, x);
      right = MAX (right, x);
      top = MIN (top, y);
      bottom = MAX (bottom, y);
    }
  left = MAX (left, 0);
  top = MAX (top, 0);
  *area = (BtPhotoArea){ kind, left, top, MIN (right, 1) - left, MIN (bottom, 1) - top };
  return area->width > 0 && area->height > 0;
}

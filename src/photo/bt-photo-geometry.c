/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/bt-photo-geometry.h"

#include "photo/bt-photo-private.h"

#include <math.h>
#include <stdlib.h>

/* An automatic crop never gets smaller than this part of the largest that fits. */
#define SMALLEST_AUTOMATIC 0.25

/* The frame in pixels, and how the picture is levelled in it. */
typedef struct
{
  double width, height;
  double sine, cosine;
} Frame;

/* A crop by its middle, from the frame's, in pixels along the frame's sides, and by half of
 * its width and height. */
typedef struct
{
  double x, y;
  double half_width, half_height;
} Crop;

static Frame
get_frame (const BtPhotoEdit *self, guint width, guint height)
{
  double level =
      isfinite (self->level)
          ? CLAMP (self->level, -BT_PHOTO_MAX_LEVEL, BT_PHOTO_MAX_LEVEL) * G_PI / 180
          : 0;
  gboolean sideways = self->turn % 2 == 1;

  return (Frame){ .width = MAX (sideways ? height : width, 1),
                  .height = MAX (sideways ? width : height, 1),
                  .sine = sin (level),
                  .cosine = cos (level) };
}

/* From the picture's directions to the frame's. */
static void
level_vector (const Frame *frame, double x, double y, double *to_x, double *to_y)
{
  *to_x = x * frame->cosine - y * frame->sine;
  *to_y = x * frame->sine + y * frame->cosine;
}

static void
unlevel_vector (const Frame *frame, double x, double y, double *to_x, double *to_y)
{
  *to_x = x * frame->cosine + y * frame->sine;
  *to_y = y * frame->cosine - x * frame->sine;
}

/* The rectangle along the picture's sides that encloses one along the frame's: half of its
 * width and height. */
static void
get_enclosing (const Frame *frame,
               double half_width,
               double half_height,
               double *across,
               double *down)
{
  *across = half_width * frame->cosine + half_height * fabs (frame->sine);
  *down = half_width * fabs (frame->sine) + half_height * frame->cosine;
}

/* How many times larger a rectangle of this shape can get. */
static double
get_largest (const Frame *frame, double half_width, double half_height)
{
  double across, down;

  get_enclosing (frame, half_width, half_height, &across, &down);
  return MIN (frame->width / 2 / across, frame->height / 2 / down);
}

/* The place nearest to @x, @y where a rectangle that fits somewhere lies on the picture.
 * Seen along the picture's sides its middle has a rectangle to itself. */
static void
move_inside (const Frame *frame,
             double half_width,
             double half_height,
             double *x,
             double *y)
{
  double across, down, u, v;

  get_enclosing (frame, half_width, half_height, &across, &down);
  across = MAX (frame->width / 2 - across, 0);
  down = MAX (frame->height / 2 - down, 0);
  unlevel_vector (frame, *x, *y, &u, &v);
  level_vector (frame, CLAMP (u, -across, across), CLAMP (v, -down, down), x, y);
}

static double
finite_or (double value, double otherwise)
{
  return isfinite (value) ? value : otherwise;
}

/* The edges at @from and @to on whole pixels of @size, at least one apart. */
static void
snap (double size, double *middle, double *half)
{
  double from = CLAMP (rint (*middle - *half + size / 2), 0, size - 1);
  double to = CLAMP (rint (*middle + *half + size / 2), from + 1, size);

  *middle = (from + to - size) / 2;
  *half = (to - from) / 2;
}

static Crop
get_crop (const BtPhotoEdit *self, const Frame *frame)
{
  double width = CLAMP (finite_or (self->crop_width, 1), BT_CROP_SMALLEST, 2);
  double height = CLAMP (finite_or (self->crop_height, 1), BT_CROP_SMALLEST, 2);
  double x = CLAMP (finite_or (self->crop_x, 0), -BT_CROP_REACH, BT_CROP_REACH);
  double y = CLAMP (finite_or (self->crop_y, 0), -BT_CROP_REACH, BT_CROP_REACH);
  Crop crop = { .x = (x + width / 2 - 0.5) * frame->width,
                .y = (y + height / 2 - 0.5) * frame->height,
                .half_width = width / 2 * frame->width,
                .half_height = height / 2 * frame->height };
  double largest = MIN (get_largest (frame, crop.half_width, crop.half_height), 1);

  crop.half_width *= largest;
  crop.half_height *= largest;
  move_inside (frame, crop.half_width, crop.half_height, &crop.x, &crop.y);
  if (frame->sine == 0)
    {
      snap (frame->width, &crop.x, &crop.half_width);
      snap (frame->height, &crop.y, &crop.half_height);
    }
  return crop;
}

static BtPhotoRect
to_rect (const Frame *frame, const Crop *crop)
{
  return (BtPhotoRect){ .x = (crop->x - crop->half_width) / frame->width + 0.5,
                        .y = (crop->y - crop->half_height) / frame->height + 0.5,
                        .width = 2 * crop->half_width / frame->width,
                        .height = 2 * crop->half_height / frame->height };
}

void
bt_photo_edit_get_crop (const BtPhotoEdit *self,
                        guint width,
                        guint height,
                        BtPhotoRect *crop)
{
  Frame frame;
  Crop shown;

  g_return_if_fail (self != NULL && crop != NULL);

  frame = get_frame (self, width, height);
  shown = get_crop (self, &frame);
  *crop = to_rect (&frame, &shown);
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
bt_photo_edit_fit_crop (BtPhotoEdit *self, guint width, guint height)
{
  BtPhotoRect rect;

  g_return_if_fail (self != NULL);

  bt_photo_edit_get_crop (self, width, height, &rect);
  set_crop (self, &rect);
}

void
bt_photo_edit_frame_size (const BtPhotoEdit *self,
                          guint width,
                          guint height,
                          guint *frame_width,
                          guint *frame_height)
{
  g_return_if_fail (self != NULL && frame_width != NULL && frame_height != NULL);

  *frame_width = self->turn % 2 == 1 ? height : width;
  *frame_height = self->turn % 2 == 1 ? width : height;
}

void
bt_photo_edit_output_size (const BtPhotoEdit *self,
                           guint width,
                           guint height,
                           guint *output_width,
                           guint *output_height)
{
  Frame frame;
  Crop crop;

  g_return_if_fail (self != NULL && output_width != NULL && output_height != NULL);

  frame = get_frame (self, width, height);
  crop = get_crop (self, &frame);
  *output_width = (guint)MAX (rint (2 * crop.half_width), 1);
  *output_height = (guint)MAX (rint (2 * crop.half_height), 1);
}

/* A quarter turn clockwise takes (x, y) to (1 - y, x). */
static void
turn_point (guint quarters, double *x, double *y)
{
  for (guint i = 0; i < quarters % 4; i++)
    {
      double was = *x;

      *x = 1 - *y;
      *y = was;
    }
}

void
bt_photo_edit_to_frame (const BtPhotoEdit *self,
                        guint width,
                        guint height,
                        double x,
                        double y,
                        double *frame_x,
                        double *frame_y)
{
  Frame frame;

  g_return_if_fail (self != NULL && frame_x != NULL && frame_y != NULL);

  frame = get_frame (self, width, height);
  turn_point (self->turn, &x, &y);
  level_vector (&frame, (x - 0.5) * frame.width, (y - 0.5) * frame.height, &x, &y);
  *frame_x = x / frame.width + 0.5;
  *frame_y = y / frame.height + 0.5;
}

void
bt_photo_edit_from_frame (const BtPhotoEdit *self,
                          guint width,
                          guint height,
                          double frame_x,
                          double frame_y,
                          double *x,
                          double *y)
{
  Frame frame;

  g_return_if_fail (self != NULL && x != NULL && y != NULL);

  frame = get_frame (self, width, height);
  unlevel_vector (&frame, (frame_x - 0.5) * frame.width, (frame_y - 0.5) * frame.height,
                  &frame_x, &frame_y);
  *x = frame_x / frame.width + 0.5;
  *y = frame_y / frame.height + 0.5;
  turn_point (4 - self->turn % 4, x, y);
}

static gboolean
is_inside (double x, double y)
{
  return x >= 0 && x <= 1 && y >= 0 && y <= 1;
}

gboolean
bt_photo_edit_map_point (const BtPhotoEdit *self,
                         guint width,
                         guint height,
                         double x,
                         double y,
                         double *output_x,
                         double *output_y)
{
  BtPhotoRect crop;

  g_return_val_if_fail (self != NULL && output_x != NULL && output_y != NULL, FALSE);

  bt_photo_edit_get_crop (self, width, height, &crop);
  bt_photo_edit_to_frame (self, width, height, x, y, &x, &y);
  *output_x = (x - crop.x) / crop.width;
  *output_y = (y - crop.y) / crop.height;
  return is_inside (*output_x, *output_y);
}

gboolean
bt_photo_edit_unmap_point (const BtPhotoEdit *self,
                           guint width,
                           guint height,
                           double output_x,
                           double output_y,
                           double *x,
                           double *y)
{
  BtPhotoRect crop;

  g_return_val_if_fail (self != NULL && x != NULL && y != NULL, FALSE);

  bt_photo_edit_get_crop (self, width, height, &crop);
  bt_photo_edit_from_frame (self, width, height, crop.x + output_x * crop.width,
                            crop.y + output_y * crop.height, x, y);
  return is_inside (*x, *y);
}

void
bt_photo_edit_turn_by (BtPhotoEdit *self, int quarters)
{
  guint by = (guint)((quarters % 4 + 4) % 4);

  g_return_if_fail (self != NULL);

  self->turn = (self->turn + by) % 4;
  for (guint i = 0; i < by; i++)
    set_crop (self, &(BtPhotoRect){ 1 - self->crop_y - self->crop_height, self->crop_x,
                                    self->crop_height, self->crop_width });
  if (by % 2 == 1)
    {
      g_auto (GStrv) sides = g_strsplit (self->ratio, ":", 2);
      g_autofree char *ratio = NULL;

      if (g_strv_length (sides) == 2)
        ratio = g_strdup_printf ("%s:%s", sides[1], sides[0]);
      else if (g_str_equal (self->ratio, "original"))
        ratio = g_strdup (self->ratio);
      bt_photo_edit_set_ratio_word (self, ratio);
    }
}

/* Where the crop wants to be centred: from the frame's middle, in pixels. */
static void
get_centre (const BtPhotoEdit *self,
            const Frame *frame,
            guint width,
            guint height,
            double *x,
            double *y)
{
  if (self->has_focus)
    {
      bt_photo_edit_to_frame (self, width, height,
                              CLAMP (finite_or (self->focus_x, 0.5), 0, 1),
                              CLAMP (finite_or (self->focus_y, 0.5), 0, 1), x, y);
      *x = (*x - 0.5) * frame->width;
      *y = (*y - 0.5) * frame->height;
    }
  else
    {
      Crop crop = get_crop (self, frame);

      *x = crop.x;
      *y = crop.y;
    }
}

/* Moves @crop, which has its size, to where it is nearest to @x, @y. Returns: whether it
 * contains that point */
static gboolean
move_to (const Frame *frame, Crop *crop, double x, double y)
{
  crop->x = x;
  crop->y = y;
  move_inside (frame, crop->half_width, crop->half_height, &crop->x, &crop->y);
  return fabs (crop->x - x) <= crop->half_width
         && fabs (crop->y - y) <= crop->half_height;
}

void
bt_photo_edit_set_ratio (BtPhotoEdit *self,
                         guint width,
                         guint height,
                         double ratio_width,
                         double ratio_height)
{
  Frame frame;
  BtPhotoRect rect;
  Crop crop;
  double x, y, largest, enough, too_much;

  g_return_if_fail (self != NULL);
  g_return_if_fail (isfinite (ratio_width) && ratio_width > 0);
  g_return_if_fail (isfinite (ratio_height) && ratio_height > 0);

  frame = get_frame (self, width, height);
  get_centre (self, &frame, width, height, &x, &y);
  largest = get_largest (&frame, ratio_width, ratio_height);
  crop = (Crop){ 0, 0, ratio_width * largest, ratio_height * largest };
  if (!move_to (&frame, &crop, x, y))
    {
      enough = SMALLEST_AUTOMATIC;
      too_much = 1;
      while (too_much - enough > 1e-5)
        {
          double part = (enough + too_much) / 2;

          crop.half_width = ratio_width * largest * part;
          crop.half_height = ratio_height * largest * part;
          if (move_to (&frame, &crop, x, y))
            enough = part;
          else
            too_much = part;
        }
      crop.half_width = ratio_width * largest * enough;
      crop.half_height = ratio_height * largest * enough;
      move_to (&frame, &crop, x, y);
    }
  rect = to_rect (&frame, &crop);
  set_crop (self, &rect);
  bt_photo_edit_fit_crop (self, width, height);
}

void
bt_photo_edit_auto_crop (const BtPhotoEdit *self,
                         guint width,
                         guint height,
                         double cell_width,
                         double cell_height,
                         BtPhotoRect *rect)
{
  guint output_width, output_height;
  double x = 0.5, y = 0.5, shape;

  g_return_if_fail (self != NULL && rect != NULL);
  g_return_if_fail (isfinite (cell_width) && cell_width > 0);
  g_return_if_fail (isfinite (cell_height) && cell_height > 0);

  bt_photo_edit_output_size (self, width, height, &output_width, &output_height);
  if (self->has_focus)
    bt_photo_edit_map_point (self, width, height, finite_or (self->focus_x, 0.5),
                             finite_or (self->focus_y, 0.5), &x, &y);
  shape = cell_width / cell_height * output_height / output_width;
  rect->width = MIN (shape, 1);
  rect->height = MIN (1 / shape, 1);
  rect->x = CLAMP (x - rect->width / 2, 0, 1 - rect->width);
  rect->y = CLAMP (y - rect->height / 2, 0, 1 - rect->height);
}

gboolean
bt_photo_ratio_parse (const char *ratio,
                      const BtPhotoEdit *self,
                      guint width,
                      guint height,
                      double *ratio_width,
                      double *ratio_height)
{
  char *end;

  g_return_val_if_fail (ratio != NULL && self != NULL, FALSE);
  g_return_val_if_fail (ratio_width != NULL && ratio_height != NULL, FALSE);

  if (g_str_equal (ratio, "original"))
    {
      guint frame_width, frame_height;

      bt_photo_edit_frame_size (self, width, height, &frame_width, &frame_height);
      *ratio_width = frame_width;
      *ratio_height = frame_height;
    }
  else
    {
      *ratio_width = (double)strtoul (ratio, &end, 10);
      *ratio_height = *end == ':' ? (double)strtoul (end + 1, &end, 10) : 0;
      if (*end != '\0')
        return FALSE;
    }
  return *ratio_width > 0 && *ratio_height > 0;
}

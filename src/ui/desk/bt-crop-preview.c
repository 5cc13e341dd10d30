/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/desk/bt-crop-preview.h"

#include <math.h>
#include <string.h>

/* As the renderer hides: bt-correct-area.c. */
#define GRID 6
#define SMALLEST_PART 4.0

struct _BtCropPreview
{
  cairo_surface_t *picture;
  cairo_surface_t *scaled;    /* @picture in the pixels of the screen */
  cairo_surface_t *corrected; /* @scaled with areas and tones */
  cairo_surface_t *shown;     /* @corrected in its place */
  BtPhotoEdit *edit;          /* that @corrected and @shown are of */
  int place[6];               /* that @shown is for */
};

BtCropPreview *
bt_crop_preview_new (void)
{
  return g_new0 (BtCropPreview, 1);
}

static void
drop (cairo_surface_t **surface)
{
  g_clear_pointer (surface, cairo_surface_destroy);
}

void
bt_crop_preview_set_picture (BtCropPreview *self, cairo_surface_t *picture)
{
  g_return_if_fail (self != NULL);

  drop (&self->picture);
  drop (&self->scaled);
  drop (&self->corrected);
  drop (&self->shown);
  self->picture = picture;
}

void
bt_crop_preview_free (BtCropPreview *self)
{
  if (self == NULL)
    return;
  bt_crop_preview_set_picture (self, NULL);
  g_clear_pointer (&self->edit, bt_photo_edit_free);
  g_free (self);
}

/* ---- pixels ---- */

static guint32 *
row_of (cairo_surface_t *surface, int y)
{
  return (guint32 *)(gpointer)(cairo_image_surface_get_data (surface)
                               + (gsize)y
                                     * (gsize)cairo_image_surface_get_stride (surface));
}

static void
scale_picture (BtCropPreview *self, int width, int height)
{
  cairo_t *cr;

  if (self->scaled != NULL && cairo_image_surface_get_width (self->scaled) == width
      && cairo_image_surface_get_height (self->scaled) == height)
    return;
  drop (&self->scaled);
  drop (&self->corrected);
  drop (&self->shown);
  self->scaled = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cr = cairo_create (self->scaled);
  cairo_scale (cr, (double)width / cairo_image_surface_get_width (self->picture),
               (double)height / cairo_image_surface_get_height (self->picture));
  cairo_set_source_surface (cr, self->picture, 0, 0);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_paint (cr);
  cairo_destroy (cr);
}

/* The mean of the pixels of @surface from @left, @top up to @right, @bottom. */
static guint32
average (cairo_surface_t *surface, int left, int top, int right, int bottom)
{
  guint64 red = 0, green = 0, blue = 0;
  guint64 n = (guint64)(right - left) * (guint64)(bottom - top);

  for (int y = top; y < bottom; y++)
    {
      const guint32 *row = row_of (surface, y);

      for (int x = left; x < right; x++)
        {
          red += row[x] >> 16 & 0xff;
          green += row[x] >> 8 & 0xff;
          blue += row[x] & 0xff;
        }
    }
  return (guint32)(0xff000000u | (red / n) << 16 | (green / n) << 8 | blue / n);
}

/* An area as the few averages that are all that is left of it. */
static cairo_surface_t *
measure (cairo_surface_t *from, const cairo_rectangle_t *box)
{
  int width = cairo_image_surface_get_width (from);
  int height = cairo_image_surface_get_height (from);
  double part = MAX (MAX (box->width, box->height) / GRID, SMALLEST_PART);
  int columns = (int)CLAMP (rint (box->width / part), 1, GRID);
  int rows = (int)CLAMP (rint (box->height / part), 1, GRID);
  cairo_surface_t *grid = cairo_image_surface_create (CAIRO_FORMAT_RGB24, columns, rows);

  cairo_surface_flush (grid);
  for (int row = 0; row < rows; row++)
    for (int column = 0; column < columns; column++)
      {
        int left = (int)floor (box->x + column * box->width / columns);
        int top = (int)floor (box->y + row * box->height / rows);
        int right = (int)ceil (box->x + (column + 1) * box->width / columns);
        int bottom = (int)ceil (box->y + (row + 1) * box->height / rows);

        left = CLAMP (left, 0, width - 1);
        top = CLAMP (top, 0, height - 1);
        row_of (grid, row)[column] =
            average (from, left, top, CLAMP (right, left + 1, width),
                     CLAMP (bottom, top + 1, height));
      }
  cairo_surface_mark_dirty (grid);
  return grid;
}

static void
hide (cairo_surface_t *surface, cairo_surface_t *from, const BtPhotoArea *area)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  cairo_rectangle_t box = { area->x * width, area->y * height,
                            MAX (area->width * width, 1),
                            MAX (area->height * height, 1) };
  cairo_surface_t *grid = measure (from, &box);
  cairo_t *cr = cairo_create (surface);

  /* whole pixels: at its edges, too, nothing shines through */
  cairo_rectangle (cr, floor (box.x), floor (box.y),
                   ceil (box.x + box.width) - floor (box.x),
                   ceil (box.y + box.height) - floor (box.y));
  cairo_clip (cr);
  cairo_translate (cr, box.x, box.y);
  cairo_scale (cr, box.width / cairo_image_surface_get_width (grid),
               box.height / cairo_image_surface_get_height (grid));
  cairo_set_source_surface (cr, grid, 0, 0);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_pattern_set_filter (cairo_get_source (cr), area->kind == BT_AREA_PIXELATE
                                                       ? CAIRO_FILTER_NEAREST
                                                       : CAIRO_FILTER_BILINEAR);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (grid);
}

static void
tone (cairo_surface_t *surface, const BtPhotoEdit *edit)
{
  int width = cairo_image_surface_get_width (surface);
  guint8 table[256];

  if (!bt_photo_edit_get_tone (edit, table))
    return;
  cairo_surface_flush (surface);
  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    {
      guint32 *row = row_of (surface, y);

      for (int x = 0; x < width; x++)
        row[x] = 0xff000000u | (guint32)table[row[x] >> 16 & 0xff] << 16
                 | (guint32)table[row[x] >> 8 & 0xff] << 8 | table[row[x] & 0xff];
    }
  cairo_surface_mark_dirty (surface);
}

static gboolean
same_pixels (const BtPhotoEdit *a, const BtPhotoEdit *b)
{
  return a->brightness == b->brightness && a->contrast == b->contrast
         && a->areas->len == b->areas->len
         && (a->areas->len == 0
             || memcmp (a->areas->data, b->areas->data,
                        a->areas->len * sizeof (BtPhotoArea))
                    == 0);
}

static void
correct (BtCropPreview *self, const BtPhotoEdit *edit)
{
  gsize size = (gsize)cairo_image_surface_get_stride (self->scaled)
               * (gsize)cairo_image_surface_get_height (self->scaled);

  if (self->corrected != NULL && same_pixels (self->edit, edit))
    return;
  drop (&self->shown);
  if (self->corrected == NULL)
    self->corrected = cairo_image_surface_create (
        CAIRO_FORMAT_RGB24, cairo_image_surface_get_width (self->scaled),
        cairo_image_surface_get_height (self->scaled));
  if (cairo_surface_status (self->corrected) != CAIRO_STATUS_SUCCESS)
    return;
  cairo_surface_flush (self->scaled);
  cairo_surface_flush (self->corrected);
  memcpy (cairo_image_surface_get_data (self->corrected),
          cairo_image_surface_get_data (self->scaled), size);
  cairo_surface_mark_dirty (self->corrected);
  for (guint i = 0; i < edit->areas->len; i++)
    hide (self->corrected, self->scaled, &g_array_index (edit->areas, BtPhotoArea, i));
  tone (self->corrected, edit);
}

static void
put_in_place (BtCropPreview *self, const BtPhotoEdit *edit, const int place[6])
{
  cairo_t *cr;

  self->shown = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, place[0], place[1]);
  cr = cairo_create (self->shown);
  cairo_translate (cr, place[2] + place[4] / 2.0, place[3] + place[5] / 2.0);
  cairo_rotate (cr, edit->level * G_PI / 180);
  cairo_rotate (cr, edit->turn * G_PI / 2);
  cairo_translate (cr, -cairo_image_surface_get_width (self->corrected) / 2.0,
                   -cairo_image_surface_get_height (self->corrected) / 2.0);
  cairo_set_source_surface (cr, self->corrected, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), edit->level == 0
                                                       ? CAIRO_FILTER_NEAREST
                                                       : CAIRO_FILTER_BILINEAR);
  cairo_rectangle (cr, 0, 0, cairo_image_surface_get_width (self->corrected),
                   cairo_image_surface_get_height (self->corrected));
  cairo_fill (cr);
  cairo_destroy (cr);
}

cairo_surface_t *
bt_crop_preview_draw (BtCropPreview *self,
                      const BtPhotoEdit *edit,
                      int width,
                      int height,
                      int x,
                      int y,
                      int frame_width,
                      int frame_height)
{
  const int place[6] = { width, height, x, y, frame_width, frame_height };
  gboolean sideways;

  g_return_val_if_fail (self != NULL && edit != NULL, NULL);

  if (self->picture == NULL || MIN (width, height) < 1
      || MIN (frame_width, frame_height) < 1)
    return NULL;
  sideways = edit->turn % 2 == 1;
  scale_picture (self, sideways ? frame_height : frame_width,
                 sideways ? frame_width : frame_height);
  correct (self, edit);
  if (self->shown == NULL || memcmp (place, self->place, sizeof place) != 0
      || self->edit->turn != edit->turn || self->edit->level != edit->level)
    {
      drop (&self->shown);
      put_in_place (self, edit, place);
      memcpy (self->place, place, sizeof place);
    }
  g_clear_pointer (&self->edit, bt_photo_edit_free);
  self->edit = bt_photo_edit_copy (edit);
  return self->shown;
}

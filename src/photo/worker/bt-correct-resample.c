/* From the pixels of one picture to those of another that lies differently in it.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/worker/bt-correct.h"
#include "photo/worker/bt-resample.h"

#include <math.h>

/* One pixel, in fixed point. */
#define ONE 65536
/* What is at least so much larger than the result is made smaller first. */
#define TOO_FINE 1.15

static GdkPixbuf *
new_pixbuf (int width, int height)
{
  return gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
}

/* Whole pixels of the source that @n pixels of the result show, of @size there are. */
static void
get_span (double middle, double step, int n, int size, int *from, int *to)
{
  *from = (int)CLAMP (rint (middle - step / 2), 0, size - 1);
  *to = (int)CLAMP (rint (middle - step / 2 + step * n), *from + 1, size);
}

/* As BtResampler makes pictures smaller. */
static GdkPixbuf *
shrink (GdkPixbuf *part, int width, int height)
{
  guint from_width = (guint)gdk_pixbuf_get_width (part);
  guint from_height = (guint)gdk_pixbuf_get_height (part);
  const guint8 *pixels = gdk_pixbuf_read_pixels (part);
  gsize stride = (gsize)gdk_pixbuf_get_rowstride (part);
  g_autoptr (BtResampler) resampler = NULL;
  GdkPixbuf *result = new_pixbuf (width, height);

  if (result == NULL)
    return NULL;
  resampler = bt_resampler_new (from_width, from_height, (guint)width, (guint)height,
                                gdk_pixbuf_get_pixels (result),
                                (gsize)gdk_pixbuf_get_rowstride (result));
  for (guint y = 0; y < from_height; y++)
    bt_resampler_push (resampler, pixels + y * stride);
  return result;
}

/* Straight, from the nearest whole pixels: at most half a pixel beside it. */
static GdkPixbuf *
scale (GdkPixbuf *source, const BtAffine *affine, int width, int height)
{
  g_autoptr (GdkPixbuf) part = NULL;
  int left, right, top, bottom;

  get_span (affine->x, affine->right_x, width, gdk_pixbuf_get_width (source), &left,
            &right);
  get_span (affine->y, affine->down_y, height, gdk_pixbuf_get_height (source), &top,
            &bottom);
  part = gdk_pixbuf_new_subpixbuf (source, left, top, right - left, bottom - top);
  if (right - left == width && bottom - top == height)
    return g_steal_pointer (&part);
  if (right - left >= width && bottom - top >= height)
    return shrink (part, width, height);
  /* Rounding left a pixel too few. */
  return gdk_pixbuf_scale_simple (part, width, height, GDK_INTERP_BILINEAR);
}

/* A place between two of @n pixels: the first of them, how far the second is, and how much
 * of it is in, of 256. */
static inline int
split (gint64 at, int n, int *step, int *part)
{
  int first = (int)(at >> 16);

  *step = 1;
  *part = (int)(at >> 8) & 255;
  if (at < 0)
    {
      *part = 0;
      first = 0;
    }
  if (first >= n - 1)
    {
      *step = 0;
      first = n - 1;
    }
  return first;
}

static void
draw_row (GdkPixbuf *source,
          guint8 *out,
          int width,
          double x,
          double y,
          const BtAffine *by)
{
  const guint8 *pixels = gdk_pixbuf_read_pixels (source);
  gsize stride = (gsize)gdk_pixbuf_get_rowstride (source);
  int columns = gdk_pixbuf_get_width (source), rows = gdk_pixbuf_get_height (source);
  gint64 at_x = (gint64)((x - 0.5) * ONE), at_y = (gint64)((y - 0.5) * ONE);
  gint64 right_x = (gint64)rint (by->right_x * ONE);
  gint64 right_y = (gint64)rint (by->right_y * ONE);

  for (int i = 0; i < width; i++, out += 3, at_x += right_x, at_y += right_y)
    {
      int step_x, step_y, part_x, part_y;
      int column = split (at_x, columns, &step_x, &part_x);
      int row = split (at_y, rows, &step_y, &part_y);
      const guint8 *above = pixels + (gsize)row * stride + (gsize)column * 3;
      const guint8 *below = above + (gsize)step_y * stride;
      int next = step_x * 3;

      for (int c = 0; c < 3; c++)
        {
          int upper = above[c] * 256 + (above[next + c] - above[c]) * part_x;
          int lower = below[c] * 256 + (below[next + c] - below[c]) * part_x;

          out[c] = (guint8)((upper * 256 + (lower - upper) * part_y + 32768) >> 16);
        }
    }
}

static GdkPixbuf *
rotate (GdkPixbuf *source, const BtAffine *affine, int width, int height)
{
  GdkPixbuf *result = new_pixbuf (width, height);
  guint8 *pixels;

  if (result == NULL)
    return NULL;
  pixels = gdk_pixbuf_get_pixels (result);
  for (int y = 0; y < height; y++)
    draw_row (source, pixels + (gsize)y * (gsize)gdk_pixbuf_get_rowstride (result), width,
              affine->x + y * affine->down_x, affine->y + y * affine->down_y, affine);
  return result;
}

GdkPixbuf *
bt_take_pixels (GdkPixbuf *source, const BtAffine *affine, int width, int height)
{
  double size = hypot (affine->right_x, affine->right_y);
  g_autoptr (GdkPixbuf) smaller = NULL;
  BtAffine rest = *affine;

  if (affine->right_y == 0 && affine->down_x == 0 && affine->right_x > 0
      && affine->down_y > 0)
    return scale (source, affine, width, height);
  if (size > TOO_FINE)
    {
      int w = MAX ((int)ceil (gdk_pixbuf_get_width (source) / size), 1);
      int h = MAX ((int)ceil (gdk_pixbuf_get_height (source) / size), 1);
      double x = (double)w / gdk_pixbuf_get_width (source);
      double y = (double)h / gdk_pixbuf_get_height (source);

      smaller = shrink (source, w, h);
      if (smaller == NULL)
        return NULL;
      rest = (BtAffine){ rest.x * x,       rest.y * y,      rest.right_x * x,
                         rest.right_y * y, rest.down_x * x, rest.down_y * y };
    }
  return rotate (smaller != NULL ? smaller : source, &rest, width, height);
}

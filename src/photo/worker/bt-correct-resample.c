/* From the pixels of one picture to those of another that lies differently in it.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/worker/bt-correct.h"

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

static gboolean
is_whole (double value)
{
  return fabs (value - rint (value)) < 1e-6;
}

/* Straight, and without a change of size: the pixels as they are. */
static GdkPixbuf *
copy_part (GdkPixbuf *source, const BtAffine *affine, int width, int height)
{
  double x = rint (affine->x - 0.5), y = rint (affine->y - 0.5);
  GdkPixbuf *part;

  if (affine->right_x != 1 || affine->down_y != 1 || !is_whole (affine->x - 0.5)
      || !is_whole (affine->y - 0.5) || x < 0 || y < 0
      || x + width > gdk_pixbuf_get_width (source)
      || y + height > gdk_pixbuf_get_height (source))
    return NULL;
  part = gdk_pixbuf_new_subpixbuf (source, (int)x, (int)y, width, height);
  return part;
}

static GdkPixbuf *
scale (GdkPixbuf *source, const BtAffine *affine, int width, int height)
{
  GdkPixbuf *result = copy_part (source, affine, width, height);

  if (result != NULL)
    return result;
  result = new_pixbuf (width, height);
  if (result != NULL)
    gdk_pixbuf_scale (source, result, 0, 0, width, height,
                      0.5 - affine->x / affine->right_x, 0.5 - affine->y / affine->down_y,
                      1 / affine->right_x, 1 / affine->down_y, GDK_INTERP_BILINEAR);
  return result;
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
bt_resample (GdkPixbuf *source, const BtAffine *affine, int width, int height)
{
  double size = hypot (affine->right_x, affine->right_y);
  g_autoptr (GdkPixbuf) smaller = NULL;
  BtAffine rest = *affine;

  if (affine->right_y == 0 && affine->down_x == 0 && affine->right_x > 0
      && affine->down_y > 0)
    return scale (source, affine, width, height);
  if (size > TOO_FINE)
    {
      const BtAffine shrink = { size / 2, size / 2, size, 0, 0, size };

      smaller = scale (source, &shrink,
                       MAX ((int)ceil (gdk_pixbuf_get_width (source) / size), 1),
                       MAX ((int)ceil (gdk_pixbuf_get_height (source) / size), 1));
      if (smaller == NULL)
        return NULL;
      rest = (BtAffine){ rest.x / size,       rest.y / size,      rest.right_x / size,
                         rest.right_y / size, rest.down_x / size, rest.down_y / size };
    }
  return rotate (smaller != NULL ? smaller : source, &rest, width, height);
}

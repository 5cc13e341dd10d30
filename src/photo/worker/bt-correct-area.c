/* Faces and number plates: what is hidden must not come back. Whatever the size of the photo
 * that is sent, of an area there are at most GRID × GRID averages in it, and what is drawn is
 * worked out from these alone: no sharpening and no inverse of a blur can find more.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/worker/bt-correct.h"

#include <math.h>

/* The most parts along an area's longer side. */
#define GRID 6
/* No part is smaller: or a tiny area would be left as it is. */
#define SMALLEST_PART 4.0

/* The area, in pixels of the pixbuf but not only inside it, and its averages. */
typedef struct
{
  double x, y, width, height;
  int columns, rows;
  double average[GRID][GRID][3];
} Grid;

/* From where on, and up to where, a part has pixels of the pixbuf. */
static void
get_range (double start, double end, int size, int *from, int *to)
{
  *from = (int)CLAMP (floor (start), 0, size);
  *to = (int)CLAMP (ceil (end), 0, size);
}

static void
sum_up (GdkPixbuf *pixbuf, int left, int right, int top, int bottom, double sum[3])
{
  const guint8 *pixels = gdk_pixbuf_read_pixels (pixbuf);
  int stride = gdk_pixbuf_get_rowstride (pixbuf);
  guint64 total[3] = { 0, 0, 0 };
  guint64 n = (guint64)(right - left) * (guint64)(bottom - top);

  for (int y = top; y < bottom; y++)
    {
      const guint8 *pixel = pixels + (gsize)y * (gsize)stride + (gsize)left * 3;

      for (int x = left; x < right; x++, pixel += 3)
        for (int c = 0; c < 3; c++)
          total[c] += pixel[c];
    }
  for (int c = 0; c < 3; c++)
    sum[c] = (double)total[c] / (double)n;
}

/* A part that lies outside the pixbuf takes what a neighbour has. */
static void
fill_gaps (Grid *grid, gboolean known[GRID][GRID])
{
  for (int round = 0; round < 2 * GRID; round++)
    for (int row = 0; row < grid->rows; row++)
      for (int column = 0; column < grid->columns; column++)
        {
          static const int steps[][2] = { { 0, 1 }, { 1, 0 }, { 0, -1 }, { -1, 0 } };

          for (guint i = 0; !known[row][column] && i < G_N_ELEMENTS (steps); i++)
            {
              int r = row + steps[i][0], c = column + steps[i][1];

              if (r < 0 || c < 0 || r >= grid->rows || c >= grid->columns || !known[r][c])
                continue;
              for (int k = 0; k < 3; k++)
                grid->average[row][column][k] = grid->average[r][c][k];
              known[row][column] = TRUE;
            }
        }
}

static void
measure (Grid *grid, GdkPixbuf *pixbuf)
{
  gboolean known[GRID][GRID] = { 0 };

  for (int row = 0; row < grid->rows; row++)
    for (int column = 0; column < grid->columns; column++)
      {
        double width = grid->width / grid->columns, height = grid->height / grid->rows;
        double x = grid->x + column * width, y = grid->y + row * height;
        int left, right, top, bottom;

        get_range (x, x + width, gdk_pixbuf_get_width (pixbuf), &left, &right);
        get_range (y, y + height, gdk_pixbuf_get_height (pixbuf), &top, &bottom);
        if (left >= right || top >= bottom)
          continue;
        known[row][column] = TRUE;
        sum_up (pixbuf, left, right, top, bottom, grid->average[row][column]);
      }
  fill_gaps (grid, known);
}

/* Cubic B-spline: smooth, and between the averages rather than through them. */
static void
get_weights (double t, double weights[4])
{
  double s = 1 - t;

  weights[0] = s * s * s / 6;
  weights[1] = (3 * t * t * t - 6 * t * t + 4) / 6;
  weights[2] = (3 * s * s * s - 6 * s * s + 4) / 6;
  weights[3] = t * t * t / 6;
}

/* Where the middle of one pixel lies among the parts: one of them, and how much the four about
 * it weigh. */
typedef struct
{
  int part;
  double weights[4];
} Place;

static Place
find_place (BtAreaKind kind, int at, double start, double size, int n)
{
  double where = (at + 0.5 - start) / size * n;
  Place place = { .part = (int)CLAMP (floor (where), 0, n - 1), .weights = { 0, 1 } };

  if (kind == BT_AREA_PIXELATE)
    return place;
  where = CLAMP (where - 0.5, 0, n - 1);
  place.part = (int)floor (where);
  get_weights (where - place.part, place.weights);
  return place;
}

/* @places: one for each pixel from @left on */
static void
draw_row (const Grid *grid,
          const Place *down,
          const Place *places,
          guint8 *pixels,
          int left,
          int right)
{
  double line[GRID + 3][3] = { 0 };

  for (int column = 0; column < grid->columns + 3; column++)
    for (int i = 0; i < 4; i++)
      {
        const double *average =
            grid->average[CLAMP (down->part + i - 1, 0, grid->rows - 1)]
                         [CLAMP (column - 1, 0, grid->columns - 1)];

        for (int c = 0; c < 3; c++)
          line[column][c] += down->weights[i] * average[c];
      }
  for (int x = left; x < right; x++)
    {
      const Place *across = places + (x - left);

      for (int c = 0; c < 3; c++)
        {
          double value = 0.5;

          for (int i = 0; i < 4; i++)
            value += across->weights[i] * line[across->part + i][c];
          pixels[(gsize)x * 3 + (gsize)c] = (guint8)CLAMP (value, 0, 255);
        }
    }
}

void
bt_area_hide (GdkPixbuf *pixbuf,
              const BtPhotoArea *area,
              double x,
              double y,
              double width,
              double height)
{
  Grid grid = { .x = x + area->x * width,
                .y = y + area->y * height,
                .width = area->width * width,
                .height = area->height * height };
  double part = MAX (MAX (grid.width, grid.height) / GRID, SMALLEST_PART);
  guint8 *pixels = gdk_pixbuf_get_pixels (pixbuf);
  int stride = gdk_pixbuf_get_rowstride (pixbuf);
  g_autofree Place *places = NULL;
  int left, right, top, bottom;

  grid.columns = (int)CLAMP (rint (grid.width / part), 1, GRID);
  grid.rows = (int)CLAMP (rint (grid.height / part), 1, GRID);
  /* A picture made smaller has some of the area in the pixels around it. */
  get_range (grid.x - 1, grid.x + grid.width + 1, gdk_pixbuf_get_width (pixbuf), &left,
             &right);
  get_range (grid.y - 1, grid.y + grid.height + 1, gdk_pixbuf_get_height (pixbuf), &top,
             &bottom);
  if (left >= right || top >= bottom)
    return;
  measure (&grid, pixbuf);
  places = g_new (Place, right - left);
  for (int column = left; column < right; column++)
    places[column - left] =
        find_place (area->kind, column, grid.x, grid.width, grid.columns);
  for (int row = top; row < bottom; row++)
    {
      const Place down = find_place (area->kind, row, grid.y, grid.height, grid.rows);

      draw_row (&grid, &down, places, pixels + (gsize)row * (gsize)stride, left, right);
    }
}

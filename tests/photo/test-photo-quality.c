/* How near a smaller picture is to what the whole one would give: JPEGs are decoded at a part
 * of their size, which must not show.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo-testing.h"

#include <math.h>
#include <string.h>

#define WIDTH 2400
#define HEIGHT 1600

/* Shapes of every size, the smaller the fainter, as in any view. */
static GdkPixbuf *
make_view (void)
{
  static const struct
  {
    int cells, strength;
  } layers[] = { { 6, 255 }, { 24, 128 }, { 96, 96 }, { 300, 70 }, { 1200, 40 } };
  GdkPixbuf *view = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, WIDTH, HEIGHT);
  guint32 seed = 7;

  for (guint i = 0; i < G_N_ELEMENTS (layers); i++)
    {
      int width = layers[i].cells, height = width * 2 / 3;
      g_autoptr (GdkPixbuf) noise =
          gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
      guint8 *pixels = gdk_pixbuf_get_pixels (noise);

      for (gsize at = 0; at < gdk_pixbuf_get_byte_length (noise); at++)
        {
          seed = seed * 1664525 + 1013904223;
          pixels[at] = (guint8)(seed >> 24);
        }
      gdk_pixbuf_composite (noise, view, 0, 0, WIDTH, HEIGHT, 0, 0, (double)WIDTH / width,
                            (double)HEIGHT / height, GDK_INTERP_BILINEAR,
                            layers[i].strength);
    }
  return view;
}

static double
lanczos (double x)
{
  double angle = G_PI * x;

  if (fabs (x) < 1e-9)
    return 1;
  return fabs (x) < 3 ? 3 * sin (angle) * sin (angle / 3) / (angle * angle) : 0;
}

/* One direction of the slow and exact way: @n lines of @from values become lines of @to. */
static double *
shrink_lines (const double *in, int n, int from, int to)
{
  double *out = g_new0 (double, (gsize)n *(gsize)to);
  double scale = (double)from / to;

  for (int i = 0; i < to; i++)
    {
      double centre = (i + 0.5) * scale - 0.5, sum = 0;
      int first = MAX (0, (int)ceil (centre - 3 * scale));
      int last = MIN (from - 1, (int)floor (centre + 3 * scale));
      g_autofree double *weights = g_new (double, (gsize)(last - first + 1));

      for (int j = first; j <= last; j++)
        sum += weights[j - first] = lanczos ((j - centre) / scale);
      for (int line = 0; line < n; line++)
        {
          const double *place = in + (gsize)line * (gsize)from + (gsize)first;
          double value = 0;

          for (int j = 0; j <= last - first; j++)
            value += weights[j] * place[j];
          out[(gsize)line * (gsize)to + (gsize)i] = value / sum;
        }
    }
  return out;
}

static double *
turn_lines (const double *in, int n, int length)
{
  double *out = g_new (double, (gsize)n *(gsize)length);

  for (int i = 0; i < n; i++)
    for (int j = 0; j < length; j++)
      out[(gsize)j * (gsize)n + (gsize)i] = in[(gsize)i * (gsize)length + (gsize)j];
  return out;
}

/* What an eye sees the detail in (Rec. 601); colour has half of it in any JPEG. */
static double
luma_at (GdkPixbuf *pixbuf, int x, int y)
{
  const guint8 *pixel = gdk_pixbuf_read_pixels (pixbuf)
                        + (gsize)y * (gsize)gdk_pixbuf_get_rowstride (pixbuf)
                        + (gsize)(x * 3);

  return 0.299 * pixel[0] + 0.587 * pixel[1] + 0.114 * pixel[2];
}

/* The luma of the whole picture made smaller, column by column. */
static double *
make_reference (GdkPixbuf *whole, int to_width, int to_height)
{
  int width = gdk_pixbuf_get_width (whole), height = gdk_pixbuf_get_height (whole);
  g_autofree double *luma = g_new (double, (gsize)width *(gsize)height);
  g_autofree double *narrow = NULL;
  g_autofree double *columns = NULL;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      luma[(gsize)y * (gsize)width + (gsize)x] = luma_at (whole, x, y);
  narrow = shrink_lines (luma, height, width, to_width);
  columns = turn_lines (narrow, height, to_width);
  return shrink_lines (columns, to_width, height, to_height);
}

/* Returns: the signal-to-noise ratio of the peak, in dB */
static double
psnr (GdkPixbuf *pixbuf, const double *reference)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  double sum = 0;

  for (int x = 0; x < width; x++)
    for (int y = 0; y < height; y++)
      {
        double wanted = reference[(gsize)x * (gsize)height + (gsize)y];
        double error = CLAMP (wanted, 0.0, 255.0) - luma_at (pixbuf, x, y);

        sum += error * error;
      }
  return 10 * log10 (255.0 * 255.0 / (sum / width / height));
}

/* As gdk-pixbuf by itself makes it smaller, and as JPEG of the same quality. */
static GdkPixbuf *
make_plain (const Place *place, const char *path, int width, int height)
{
  g_autoptr (GdkPixbuf) scaled =
      gdk_pixbuf_new_from_file_at_size (path, width, height, NULL);
  g_autofree char *plain = place_path (place, "plain.jpg");

  g_assert_true (gdk_pixbuf_save (scaled, plain, "jpeg", NULL, "quality", "95", NULL));
  return gdk_pixbuf_new_from_file (plain, NULL);
}

static void
test_near (void)
{
  static const struct
  {
    guint side;
    double least;
  } cases[] = { { 2400, 47.5 }, { 2000, 46 }, { 1000, 42 },
                { 700, 42 },    { 256, 40 },  { 64, 41 } };
  g_auto (Place) place = { 0 };
  g_autoptr (GdkPixbuf) view = make_view ();
  g_autoptr (GdkPixbuf) whole = NULL;
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autofree char *path = NULL;

  place_init (&place);
  path = save (&place, view, "view.jpg", "jpeg");
  whole = gdk_pixbuf_new_from_file (path, NULL);
  info = import (&place, path);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *made = render (&place, info->hash, cases[i].side, NULL);
      g_autoptr (GdkPixbuf) ours = gdk_pixbuf_new_from_file (made, NULL);
      int width = gdk_pixbuf_get_width (ours), height = gdk_pixbuf_get_height (ours);
      g_autoptr (GdkPixbuf) plain = make_plain (&place, path, width, height);
      g_autofree double *reference = make_reference (whole, width, height);
      double db = psnr (ours, reference), plain_db = psnr (plain, reference);

      g_test_message ("%u pixels: %.1f dB, gdk-pixbuf %.1f dB", cases[i].side, db,
                      plain_db);
      g_assert_cmpfloat (db, >, cases[i].least);
      g_assert_cmpfloat (db, >, plain_db - 0.1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo/quality/near", test_near);
  return g_test_run ();
}

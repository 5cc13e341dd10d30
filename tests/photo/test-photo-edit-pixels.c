/* Turned, levelled, cropped, lightened: what becomes of pixels whose place is in their
 * colour.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo-testing.h"
#include "photo/bt-photo-geometry.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>

#define WIDTH 360
#define HEIGHT 240
/* Two JPEGs, a scaling, and a step of the chart between two pixels. */
#define NEAR 6

/* The colour of a place of the upright original. */
static void
chart_color (double x, double y, double rgb[3])
{
  rgb[0] = 20 + 210 * x;
  rgb[1] = 20 + 210 * y;
  rgb[2] = 20 + 105 * (x + 1 - y);
}

/* Where a place of the upright picture was before that: EXIF 2.32, 4.6.4. */
static void
to_raw (guint orientation, double x, double y, double *raw_x, double *raw_y)
{
  const double places[9][2] = {
    { 0, 0 }, { x, y },     { 1 - x, y },     { 1 - x, 1 - y }, { x, 1 - y },
    { y, x }, { y, 1 - x }, { 1 - y, 1 - x }, { 1 - y, x },
  };

  *raw_x = places[orientation][0];
  *raw_y = places[orientation][1];
}

/* The chart as a camera held that way would keep it. */
static GdkPixbuf *
make_chart (guint orientation, int width, int height)
{
  gboolean sideways = orientation >= 5;
  GdkPixbuf *pixbuf = gdk_pixbuf_new (
      GDK_COLORSPACE_RGB, FALSE, 8, sideways ? height : width, sideways ? width : height);
  guint8 *pixels = gdk_pixbuf_get_pixels (pixbuf);
  int stride = gdk_pixbuf_get_rowstride (pixbuf);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        double u = (x + 0.5) / width, v = (y + 0.5) / height, raw_x, raw_y, rgb[3];
        guint8 *pixel;

        to_raw (orientation, u, v, &raw_x, &raw_y);
        pixel = pixels + (gsize)(raw_y * gdk_pixbuf_get_height (pixbuf)) * (gsize)stride
                + (gsize)(raw_x * gdk_pixbuf_get_width (pixbuf)) * 3;
        chart_color (u, v, rgb);
        for (int c = 0; c < 3; c++)
          pixel[c] = (guint8)(rgb[c] + 0.5);
      }
  return pixbuf;
}

static BtPhotoInfo *
import_chart (const Place *place, guint orientation, int width, int height)
{
  g_autoptr (GdkPixbuf) pixbuf = make_chart (orientation, width, height);
  g_autofree char *plain = save (place, pixbuf, "plain.jpg", "jpeg");
  g_autoptr (GBytes) tiff = exif_orientation (orientation);
  g_autoptr (GByteArray) exif = g_byte_array_new ();
  g_autoptr (GBytes) jpeg = NULL;
  g_autofree char *path = NULL;
  gsize length;
  const void *data = g_bytes_get_data (tiff, &length);

  g_byte_array_append (exif, (const guint8 *)"Exif\0", 6);
  g_byte_array_append (exif, data, (guint)length);
  jpeg = jpeg_with_segment (plain, 0xe1, exif->data, exif->len);
  data = g_bytes_get_data (jpeg, &length);
  path = place_write (place, "chart.jpg", data, length);
  return import (place, path);
}

/* Every place of the result shows what geometry says, to the edges. */
static void
assert_shows (GdkPixbuf *pixbuf,
              const BtPhotoEdit *edit,
              guint width,
              guint height,
              guint max_side)
{
  int w = gdk_pixbuf_get_width (pixbuf), h = gdk_pixbuf_get_height (pixbuf);
  guint full_width, full_height;
  double factor;

  bt_photo_edit_output_size (edit, width, height, &full_width, &full_height);
  factor = MIN ((double)max_side / MAX (full_width, full_height), 1);
  g_assert_cmpint (w, ==, (int)MAX (full_width * factor + 0.5, 1));
  g_assert_cmpint (h, ==, (int)MAX (full_height * factor + 0.5, 1));
  for (int row = 0; row <= 6; row++)
    for (int column = 0; column <= 6; column++)
      {
        int px = (w - 1) * column / 6, py = (h - 1) * row / 6;
        const guint8 *pixel = pixel_at (pixbuf, px, py);
        double x, y, rgb[3];

        bt_photo_edit_unmap_point (edit, width, height, (px + 0.5) / w, (py + 0.5) / h,
                                   &x, &y);
        chart_color (x, y, rgb);
        for (int c = 0; c < 3; c++)
          if (fabs (rgb[c] - pixel[c]) > NEAR)
            g_error ("%d, %d: %d instead of %.0f", px, py, pixel[c], rgb[c]);
      }
}

static const char *const edits[] = {
  "{}",
  "{\"turn\":1}",
  "{\"turn\":2}",
  "{\"turn\":3}",
  "{\"crop\":[0.1,0.2,0.5,0.6]}",
  "{\"turn\":1,\"crop\":[0.3,0.1,0.7,0.25]}",
  "{\"turn\":2,\"crop\":[0.61,0.61,0.3,0.3]}",
  "{\"level\":5}",
  "{\"level\":-15,\"turn\":3}",
  "{\"level\":11,\"turn\":1,\"crop\":[0.2,0.2,0.6,0.3]}",
  "{\"level\":-3.3,\"turn\":2,\"crop\":[0.5,0.5,0.2,0.2]}",
};

static void
test_orientations (void)
{
  g_auto (Place) place = { 0 };

  place_init (&place);
  for (guint orientation = 1; orientation <= 8; orientation++)
    {
      g_autoptr (BtPhotoInfo) info = import_chart (&place, orientation, WIDTH, HEIGHT);

      g_assert_cmpuint (info->width, ==, WIDTH);
      for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
        {
          g_autoptr (BtPhotoEdit) edit = edit_of (edits[i]);
          guint side = (orientation + i) % 2 == 0 ? 4000 : 100;
          g_autoptr (GdkPixbuf) made = render_edit (&place, info->hash, edit, NULL, side);

          assert_shows (made, edit, WIDTH, HEIGHT, side);
        }
    }
}

/* By hand, so that geometry and renderer cannot be wrong together. */
static void
test_known_places (void)
{
  static const struct
  {
    const char *edit;
    int width, height;
    guint32 corners[4]; /* upper left, upper right, lower left, lower right */
  } cases[] = {
    { "{}", 320, 240, { 0xff0000, 0x00ff00, 0x0000ff, 0xffffff } },
    { "{\"turn\":1}", 240, 320, { 0x0000ff, 0xff0000, 0xffffff, 0x00ff00 } },
    { "{\"turn\":2}", 320, 240, { 0xffffff, 0x0000ff, 0x00ff00, 0xff0000 } },
    { "{\"turn\":3}", 240, 320, { 0x00ff00, 0xffffff, 0xff0000, 0x0000ff } },
    { "{\"crop\":[0,0,0.5,0.5]}", 160, 120, { 0xff0000, 0xff0000, 0xff0000, 0xff0000 } },
    { "{\"crop\":[0.5,0.25,0.25,0.5]}",
      80,
      120,
      { 0x00ff00, 0x00ff00, 0xffffff, 0xffffff } },
    { "{\"turn\":1,\"crop\":[0,0,1,0.5]}",
      240,
      160,
      { 0x0000ff, 0xff0000, 0x0000ff, 0xff0000 } },
  };
  g_auto (Place) place = { 0 };
  g_autoptr (GdkPixbuf) pixbuf = quadrants (320, 240);
  g_autofree char *path = NULL;
  g_autoptr (BtPhotoInfo) info = NULL;

  place_init (&place);
  path = save (&place, pixbuf, "a.png", "png");
  info = import (&place, path);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BtPhotoEdit) edit = edit_of (cases[i].edit);
      g_autoptr (GdkPixbuf) made = render_edit (&place, info->hash, edit, NULL, 4000);

      g_assert_cmpint (gdk_pixbuf_get_width (made), ==, cases[i].width);
      g_assert_cmpint (gdk_pixbuf_get_height (made), ==, cases[i].height);
      for (int corner = 0; corner < 4; corner++)
        assert_pixel (made, corner % 2 == 0 ? 2 : 7, corner / 2 == 0 ? 2 : 7,
                      cases[i].corners[corner], NEAR);
    }
}

/* Levelled clockwise, the right-hand end of what was level goes down, the left-hand one up. */
static void
test_level_direction (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 300, 200);
  g_autoptr (GdkPixbuf) sky = gdk_pixbuf_new_subpixbuf (pixbuf, 0, 0, 300, 100);
  g_autoptr (BtPhotoEdit) edit = edit_of ("{\"level\":10}");
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autoptr (GdkPixbuf) made = NULL;
  g_autofree char *path = NULL;

  place_init (&place);
  gdk_pixbuf_fill (pixbuf, 0x202020ff);
  gdk_pixbuf_fill (sky, 0xe0e0e0ff);
  path = save (&place, pixbuf, "a.png", "png");
  info = import (&place, path);
  made = render_edit (&place, info->hash, edit, NULL, 4000);
  assert_pixel (made, 0, 5, 0x202020, NEAR);
  assert_pixel (made, 9, 5, 0xe0e0e0, NEAR);
}

/* One colour everywhere stays so to the last corner: none is empty. */
static void
test_no_empty_corner (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 301, 199);
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autofree char *path = NULL;

  place_init (&place);
  gdk_pixbuf_fill (pixbuf, 0xc8c8c8ff);
  path = save (&place, pixbuf, "a.png", "png");
  info = import (&place, path);
  for (int level = -15; level <= 15; level += 5)
    {
      g_autofree char *json =
          g_strdup_printf ("{\"level\":%d,\"turn\":%d,\"crop\":[0.4,-1,2,%d]}", level,
                           level & 3, 1 + level % 2);
      g_autoptr (BtPhotoEdit) edit = edit_of (json);
      g_autoptr (GdkPixbuf) made = render_edit (&place, info->hash, edit, NULL, 250);

      for (int y = 0; y < gdk_pixbuf_get_height (made); y++)
        for (int x = 0; x < gdk_pixbuf_get_width (made); x++)
          g_assert_cmpint (abs (pixel_at (made, x, y)[1] - 0xc8), <=, 1);
    }
}

/* How much neighbours differ, on average. */
static double
detail (GdkPixbuf *pixbuf)
{
  gint64 sum = 0;
  int w = gdk_pixbuf_get_width (pixbuf), h = gdk_pixbuf_get_height (pixbuf);

  for (int y = 0; y < h; y++)
    for (int x = 1; x < w; x++)
      sum += abs (pixel_at (pixbuf, x, y)[1] - pixel_at (pixbuf, x - 1, y)[1]);
  return (double)sum / h / (w - 1);
}

/* A small crop of a large photo is as sharp as the photo: it is decoded large enough, and
 * nothing is enlarged. */
static void
test_sharp_crop (void)
{
  static const char *const types[] = { "jpeg", "png" };
  g_auto (Place) place = { 0 };
  g_autoptr (GdkPixbuf) pixbuf =
      gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 2000, 1200);
  g_autoptr (BtPhotoEdit) edit = edit_of ("{\"crop\":[0.5,0.5,0.1,0.1]}");
  g_autoptr (BtPhotoEdit) levelled = edit_of ("{\"level\":4,\"crop\":[0.5,0.5,0.1,0.1]}");

  place_init (&place);
  for (int x = 0; x < 2000; x++)
    {
      g_autoptr (GdkPixbuf) line = gdk_pixbuf_new_subpixbuf (pixbuf, x, 0, 1, 1200);

      gdk_pixbuf_fill (line, x / 2 % 2 == 0 ? 0x303030ff : 0xd0d0d0ff);
    }
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *path = save (&place, pixbuf, "lines", types[i]);
      g_autoptr (BtPhotoInfo) info = import (&place, path);
      g_autoptr (GdkPixbuf) exact = render_edit (&place, info->hash, edit, NULL, 200);
      g_autoptr (GdkPixbuf) larger = render_edit (&place, info->hash, edit, NULL, 4000);
      g_autoptr (GdkPixbuf) turned =
          render_edit (&place, info->hash, levelled, NULL, 4000);
      g_autoptr (GdkPixbuf) half = render_edit (&place, info->hash, edit, NULL, 50);

      g_assert_cmpint (gdk_pixbuf_get_width (exact), ==, 200);
      g_assert_cmpint (gdk_pixbuf_get_height (exact), ==, 120);
      g_assert_cmpint (gdk_pixbuf_get_width (larger), ==, 200);
      g_assert_cmpfloat (detail (exact), >, 70);
      g_assert_cmpfloat (detail (larger), >, 70);
      g_assert_cmpfloat (detail (turned), >, 45);
      g_assert_cmpint (gdk_pixbuf_get_width (half), ==, 50);
      /* Made smaller by averaging, not by leaving lines out. */
      g_assert_cmpfloat (detail (half), <, 20);
    }
}

static void
test_tone (void)
{
  static const char *const tones[] = { "{\"brightness\":0.5}", "{\"brightness\":-1}",
                                       "{\"contrast\":0.7}", "{\"contrast\":-0.5}",
                                       "{\"brightness\":-0.3,\"contrast\":1}" };
  g_auto (Place) place = { 0 };
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autoptr (BtPhotoEdit) none = edit_of ("{}");
  g_autoptr (GdkPixbuf) plain = NULL;

  place_init (&place);
  info = import_chart (&place, 1, WIDTH, HEIGHT);
  plain = render_edit (&place, info->hash, none, NULL, 4000);
  for (guint i = 0; i < G_N_ELEMENTS (tones); i++)
    {
      g_autoptr (BtPhotoEdit) edit = edit_of (tones[i]);
      g_autoptr (GdkPixbuf) made = render_edit (&place, info->hash, edit, NULL, 4000);
      guint8 table[256];

      g_assert_true (bt_photo_edit_get_tone (edit, table));
      for (int y = 5; y < HEIGHT; y += 30)
        for (int x = 5; x < WIDTH; x += 30)
          for (int c = 0; c < 3; c++)
            {
              int was = pixel_at (plain, x, y)[c];
              /* Steep curves make more of what JPEG changed. */
              int slack =
                  NEAR + abs (table[MIN (was + 3, 255)] - table[MAX (was - 3, 0)]);

              g_assert_cmpint (abs (pixel_at (made, x, y)[c] - table[was]), <=, slack);
            }
    }
}

/* As small as can be, and beyond. */
static void
test_extremes (void)
{
  static const struct
  {
    int width, height;
    const char *edit;
    guint max_side;
    int to_width, to_height;
  } cases[] = {
    { 300, 200, "{\"crop\":[0.5,0.5,0.000001,0.000001]}", 2560, 1, 1 },
    { 300, 200, "{\"crop\":[0.999999,0.999999,0.000001,0.000001]}", 2560, 1, 1 },
    { 300, 200, "{\"crop\":[0.5,0,0.000001,1]}", 2560, 1, 200 },
    { 300, 200, "{\"crop\":[0.5,0,0.000001,1]}", 20, 1, 20 },
    { 300, 200, "{\"level\":15,\"crop\":[0.5,0.5,0.000001,0.000001]}", 2560, 1, 1 },
    { 300, 200, "{\"level\":15,\"crop\":[-8,8,0.000001,0.000001]}", 2560, 1, 1 },
    { 300, 200, "{\"level\":1,\"turn\":1}", 1, 1, 1 },
    { 1, 1, "{\"level\":15,\"turn\":3,\"brightness\":1}", 2560, 1, 1 },
    { 1, 1, "{\"crop\":[0.9,0.9,0.1,0.1],\"areas\":[[\"blur\",0,0,1,1]]}", 2560, 1, 1 },
    { 3000, 1, "{\"turn\":1}", 100, 1, 100 },
    { 3000, 1, "{\"level\":15}", 2560, 4, 1 },
    { 1, 3000, "{\"level\":-0.01}", 2560, 1, 1969 },
    { 300, 200, "{\"crop\":[0,0,2,2]}", 2560, 300, 200 },
  };
  g_auto (Place) place = { 0 };

  place_init (&place);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BtPhotoInfo) info =
          import_chart (&place, 1 + i % 8, cases[i].width, cases[i].height);
      g_autoptr (BtPhotoEdit) edit = edit_of (cases[i].edit);
      g_autoptr (GdkPixbuf) made =
          render_edit (&place, info->hash, edit, NULL, cases[i].max_side);

      g_assert_cmpint (gdk_pixbuf_get_width (made), ==, cases[i].to_width);
      g_assert_cmpint (gdk_pixbuf_get_height (made), ==, cases[i].to_height);
    }
}

/* Transparent, gray, of four inks, from a telephone: corrected all the same. */
static void
test_kinds (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (GdkPixbuf) chart = make_chart (1, WIDTH, HEIGHT);
  g_autoptr (GdkPixbuf) alpha = gdk_pixbuf_add_alpha (chart, FALSE, 0, 0, 0);
  g_autofree char *heif = g_find_program_in_path ("heif-enc");
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  place_init (&place);
  g_ptr_array_add (paths, save (&place, chart, "a.png", "png"));
  g_ptr_array_add (paths, save (&place, alpha, "alpha.png", "png"));
  g_ptr_array_add (paths, save (&place, chart, "a.webp", "webp"));
  if (heif != NULL)
    {
      char *path = place_path (&place, "a.heic");

      g_free (run ("heif-enc", "-q", "95", "-o", path, paths->pdata[0], NULL));
      g_ptr_array_add (paths, path);
    }
  for (guint i = 0; i < paths->len; i++)
    {
      g_autoptr (BtPhotoInfo) info = import (&place, paths->pdata[i]);
      g_autoptr (BtPhotoEdit) edit =
          edit_of ("{\"turn\":1,\"crop\":[0.2,0.3,0.5,0.5],\"level\":2}");
      g_autoptr (BtPhotoEdit) straight =
          edit_of ("{\"turn\":3,\"crop\":[0.2,0.3,0.5,0.5]}");
      g_autoptr (GdkPixbuf) one = render_edit (&place, info->hash, edit, NULL, 4000);
      g_autoptr (GdkPixbuf) other = render_edit (&place, info->hash, straight, NULL, 50);

      assert_shows (one, edit, WIDTH, HEIGHT, 4000);
      assert_shows (other, straight, WIDTH, HEIGHT, 50);
    }
}

static void
test_gray (void)
{
  static const guint8 depths[] = { 8, 16 };
  g_auto (Place) place = { 0 };

  place_init (&place);
  for (guint i = 0; i < G_N_ELEMENTS (depths); i++)
    {
      g_autoptr (GBytes) bytes = png (100, 80, 100, depths[i], 0, 0x60, NULL);
      g_autofree char *path = place_write (
          &place, "g.png", g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      g_autoptr (BtPhotoInfo) info = import (&place, path);
      g_autoptr (BtPhotoEdit) edit = edit_of (
          "{\"level\":7,\"crop\":[0,0,0.5,1],\"areas\":[[\"pixelate\",0,0,1,0.5]]}");
      g_autoptr (GdkPixbuf) made = render_edit (&place, info->hash, edit, NULL, 4000);

      for (int n = 0; n <= 9; n++)
        assert_pixel (made, n, n, 0x606060, 2);
    }
}

static void
test_original_stays (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize length, length_after;

  place_init (&place);
  info = import_chart (&place, 6, WIDTH, HEIGHT);
  kept = bt_photo_folder_get_path (place.folder, info->hash);
  g_assert_true (g_file_get_contents (kept, &before, &length, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autoptr (BtPhotoEdit) edit = edit_of (edits[i]);

      g_object_unref (render_edit (&place, info->hash, edit, NULL, 300));
    }
  g_assert_true (g_file_get_contents (kept, &after, &length_after, NULL));
  g_assert_cmpmem (before, length, after, length_after);
  g_assert_true (bt_photo_folder_verify (place.folder, info->hash, NULL, &error));
  g_assert_no_error (error);
}

static char *
path_of (const Place *place, const char *hash, const char *json)
{
  g_autoptr (BtPhotoEdit) edit = json != NULL ? edit_of (json) : NULL;
  BtRendition rendition = { .max_side = 100, .quality = 80, .edit = edit };
  g_autoptr (GError) error = NULL;
  char *path = bt_photo_folder_render (place->folder, hash, &rendition, NULL, &error);

  g_assert_no_error (error);
  return path;
}

/* What leads to the same pixels is decoded once; what does not has a place of its own. */
static void
test_cache (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autofree char *first = NULL;
  g_autofree char *same = NULL;
  g_autofree char *other = NULL;
  g_autofree char *none = NULL;
  g_autofree char *nothing = NULL;
  g_autofree char *focus = NULL;

  place_init (&place);
  info = import_chart (&place, 1, WIDTH, HEIGHT);
  none = path_of (&place, info->hash, NULL);
  first = path_of (&place, info->hash, "{\"turn\":1}");
  other = path_of (&place, info->hash, "{\"turn\":3}");
  g_assert_cmpuint (count_files (place.cache), ==, 3);
  /* From here on nothing can be decoded any more. */
  g_free (worker_script (&place, "exit 1"));
  same =
      path_of (&place, info->hash, "{\"turn\":5,\"focus\":[0.1,0.1],\"ratio\":\"4:3\"}");
  nothing = path_of (&place, info->hash, "{}");
  focus = path_of (&place, info->hash, "{\"focus\":[1,1]}");
  worker_real ();
  g_assert_cmpstr (first, ==, same);
  g_assert_cmpstr (none, ==, nothing);
  g_assert_cmpstr (none, ==, focus);
  g_assert_cmpstr (first, !=, other);
  g_assert_cmpuint (count_files (place.cache), ==, 3);
}

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  char **path = data;

  *path = bt_photo_folder_render_finish (BT_PHOTO_FOLDER (source), result, &error);
  g_assert_no_error (error);
}

/* What is asked for may be gone before it is made. */
static void
test_async (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GdkPixbuf) made = NULL;
  BtPhotoEdit *edit = edit_of ("{\"turn\":1,\"crop\":[0,0,0.5,0.5]}");
  BtRendition rendition = { .max_side = 4000, .quality = 80, .edit = edit };

  place_init (&place);
  info = import_chart (&place, 1, WIDTH, HEIGHT);
  bt_photo_folder_render_async (place.folder, info->hash, &rendition, NULL, rendered_cb,
                                &path);
  bt_photo_edit_free (edit);
  while (path == NULL)
    g_main_context_iteration (NULL, TRUE);
  made = gdk_pixbuf_new_from_file (path, NULL);
  g_assert_cmpint (gdk_pixbuf_get_width (made), ==, HEIGHT / 2);
  g_assert_cmpint (gdk_pixbuf_get_height (made), ==, WIDTH / 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo/edit-pixels/orientations", test_orientations);
  g_test_add_func ("/photo/edit-pixels/known-places", test_known_places);
  g_test_add_func ("/photo/edit-pixels/level-direction", test_level_direction);
  g_test_add_func ("/photo/edit-pixels/no-empty-corner", test_no_empty_corner);
  g_test_add_func ("/photo/edit-pixels/sharp-crop", test_sharp_crop);
  g_test_add_func ("/photo/edit-pixels/tone", test_tone);
  g_test_add_func ("/photo/edit-pixels/extremes", test_extremes);
  g_test_add_func ("/photo/edit-pixels/kinds", test_kinds);
  g_test_add_func ("/photo/edit-pixels/gray", test_gray);
  g_test_add_func ("/photo/edit-pixels/original-stays", test_original_stays);
  g_test_add_func ("/photo/edit-pixels/cache", test_cache);
  g_test_add_func ("/photo/edit-pixels/async", test_async);
  return g_test_run ();
}

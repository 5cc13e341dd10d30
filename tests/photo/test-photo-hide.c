/* Faces and number plates: what is hidden is gone, whatever else is done to the photo, and
 * nothing else is touched.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo-testing.h"
#include "photo/bt-photo-geometry.h"

#include <stdlib.h>
#include <string.h>

#define WIDTH 480
#define HEIGHT 320
/* What is hidden: this part of the upright picture. */
#define LEFT 120
#define TOP 80
#define AREA_WIDTH 240
#define AREA_HEIGHT 180

static const char *const kinds[] = { "blur", "pixelate" };
static const char *const others[] = {
  "",
  "\"turn\":1,",
  "\"turn\":2,\"crop\":[0.2,0.1,0.7,0.8],",
  "\"level\":7,",
  "\"level\":-12,\"turn\":3,\"crop\":[0.3,0.3,0.5,0.5],",
};
static const guint sides[] = { 4000, 180, 77 };

static BtPhotoEdit *
hiding (const char *kind, const char *more)
{
  g_autofree char *json =
      g_strdup_printf ("{%s\"areas\":[[\"%s\",0.25,0.25,0.5,0.5625]]}", more, kind);

  return edit_of (json);
}

typedef guint8 (*Inside) (int x, int y);

static guint8
checked (int x, int y)
{
  return (x / 2 + y / 2) % 2 == 0 ? 0 : 255;
}

static guint8
checked_again (int x, int y)
{
  return 255 - checked (x, y);
}

static guint8
striped (int x, int y)
{
  return x % 2 == 0 ? 255 : 0;
}

static guint8
flat (int x, int y)
{
  return 127 + (x + y) % 2;
}

static guint8
noisy (int x, int y)
{
  guint32 value = (guint32)(x * 7919 + y * 104729);

  value = (value ^ value >> 7) * 2654435761u;
  return value >> 31 ? 255 : 0;
}

/* @inside: of the area; outside there is @outside. */
static BtPhotoInfo *
import_photo (const Place *place, const char *type, Inside inside, Inside outside)
{
  g_autoptr (GdkPixbuf) pixbuf =
      gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, WIDTH, HEIGHT);
  guint8 *pixels = gdk_pixbuf_get_pixels (pixbuf);
  int stride = gdk_pixbuf_get_rowstride (pixbuf);
  g_autofree char *path = NULL;

  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      {
        gboolean in =
            x >= LEFT && x < LEFT + AREA_WIDTH && y >= TOP && y < TOP + AREA_HEIGHT;
        guint8 value = in ? inside (x, y) : outside (x, y);

        memset (pixels + (gsize)y * (gsize)stride + (gsize)x * 3, value, 3);
      }
  path = save (place, pixbuf, "a", type);
  return import (place, path);
}

/* How far a pixel of the result lies within the area, in pixels of the original; negative
 * outside. */
static double
depth (const BtPhotoEdit *edit, GdkPixbuf *pixbuf, int px, int py)
{
  double x, y;

  bt_photo_edit_unmap_point (edit, WIDTH, HEIGHT,
                             (px + 0.5) / gdk_pixbuf_get_width (pixbuf),
                             (py + 0.5) / gdk_pixbuf_get_height (pixbuf), &x, &y);
  x *= WIDTH;
  y *= HEIGHT;
  return MIN (MIN (x - LEFT, LEFT + AREA_WIDTH - x),
              MIN (y - TOP, TOP + AREA_HEIGHT - y));
}

/* Photos that differ in the area alone, and not in the averages of its parts, cannot be told
 * apart afterwards: so nothing can lead back from what is sent. */
static void
test_nothing_leads_back (void)
{
  static const Inside insides[] = { flat, checked, checked_again, striped };
  g_auto (Place) place = { 0 };
  g_autoptr (GPtrArray) infos =
      g_ptr_array_new_with_free_func ((GDestroyNotify)bt_photo_info_free);

  place_init (&place);
  for (guint i = 0; i < G_N_ELEMENTS (insides); i++)
    g_ptr_array_add (infos, import_photo (&place, "png", insides[i], flat));
  for (guint n = 0; n < G_N_ELEMENTS (others) * G_N_ELEMENTS (kinds); n++)
    {
      g_autoptr (BtPhotoEdit) edit =
          hiding (kinds[n % 2], others[n / G_N_ELEMENTS (kinds)]);

      for (guint side = 0; side < G_N_ELEMENTS (sides); side++)
        for (guint i = 0; i < infos->len; i++)
          {
            BtPhotoInfo *info = infos->pdata[i];
            g_autoptr (GdkPixbuf) made =
                render_edit (&place, info->hash, edit, NULL, sides[side]);

            /* All of it, the pixels at the area's edge too. */
            for (int y = 0; y < gdk_pixbuf_get_height (made); y++)
              for (int x = 0; x < gdk_pixbuf_get_width (made); x++)
                g_assert_cmpint (abs (pixel_at (made, x, y)[1] - 127), <=, 8);
          }
    }
}

/* Noise of the strongest kind: smooth inside, as it was outside. */
static void
test_noise (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (BtPhotoInfo) info = NULL;

  place_init (&place);
  info = import_photo (&place, "jpeg", noisy, noisy);
  for (guint n = 0; n < G_N_ELEMENTS (others) * G_N_ELEMENTS (kinds); n++)
    {
      g_autofree char *without =
          g_strdup_printf ("{%s\"contrast\":0}", others[n / G_N_ELEMENTS (kinds)]);
      g_autoptr (BtPhotoEdit) plain = edit_of (without);
      g_autoptr (BtPhotoEdit) edit =
          hiding (kinds[n % 2], others[n / G_N_ELEMENTS (kinds)]);
      g_autoptr (GdkPixbuf) before = render_edit (&place, info->hash, plain, NULL, 4000);
      g_autoptr (GdkPixbuf) after = render_edit (&place, info->hash, edit, NULL, 4000);
      guint inside = 0, outside = 0;

      for (int y = 1; y < gdk_pixbuf_get_height (after); y++)
        for (int x = 1; x < gdk_pixbuf_get_width (after); x++)
          {
            double in = depth (edit, after, x, y);
            int value = pixel_at (after, x, y)[1];

            if (in > 8)
              {
                /* The mean of so many is in the middle. */
                inside++;
                g_assert_cmpint (abs (value - 127), <=, 40);
                if (n % 2 == 0)
                  g_assert_cmpint (abs (value - pixel_at (after, x - 1, y)[1]), <=, 9);
              }
            else if (in < -12)
              {
                outside++;
                g_assert_cmpint (abs (value - pixel_at (before, x, y)[1]), <=, 12);
              }
          }
      g_assert_cmpuint (inside, >, 5000);
      g_assert_cmpuint (outside, >, 1000);
    }
}

/* At most six squares along the longer side, of one colour each. */
static void
test_squares (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autoptr (BtPhotoEdit) edit = hiding ("pixelate", "");
  g_autoptr (BtPhotoEdit) sliver =
      edit_of ("{\"crop\":[0.5,0.4,0.03,0.3],"
               "\"areas\":[[\"pixelate\",0.25,0.25,0.5,0.5625]]}");
  g_autoptr (GdkPixbuf) made = NULL;
  g_autoptr (GdkPixbuf) narrow = NULL;
  guint steps = 0;

  place_init (&place);
  info = import_photo (&place, "png", noisy, flat);
  made = render_edit (&place, info->hash, edit, NULL, 4000);
  for (int x = LEFT + 9; x < LEFT + AREA_WIDTH - 8; x++)
    {
      int step = abs (pixel_at (made, x, 170)[1] - pixel_at (made, x - 8, 170)[1]);

      /* Far from where squares meet, every 40 pixels, there is none. */
      if ((x - LEFT) % 40 >= 16 && (x - LEFT) % 40 < 32)
        g_assert_cmpint (step, <=, 3);
      else
        steps += step > 2;
    }
  g_assert_cmpuint (steps, >, 0);
  /* A crop that shows a part of one square shows one colour, and not finer squares. */
  narrow = render_edit (&place, info->hash, sliver, NULL, 4000);
  for (int x = 0; x < gdk_pixbuf_get_width (narrow); x++)
    g_assert_cmpint (abs (pixel_at (narrow, x, 20)[1] - pixel_at (narrow, 0, 20)[1]), <=,
                     3);
}

/* The area lies on the upright picture, however the camera was held. */
static void
test_orientations (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (GdkPixbuf) upright = NULL;
  g_autofree char *path = NULL;
  g_autofree char *plain = NULL;
  g_autoptr (BtPhotoInfo) first = NULL;

  place_init (&place);
  first = import_photo (&place, "png", noisy, flat);
  path = place_path (&place, "a");
  upright = gdk_pixbuf_new_from_file (path, NULL);
  for (guint orientation = 1; orientation <= 8; orientation++)
    {
      /* What the tag will undo. */
      static const GdkPixbufRotation turns[] = { 0, 0, 0, 180, 180, 90, 90, 270, 270 };
      gboolean mirrored =
          orientation == 2 || orientation == 4 || orientation == 5 || orientation == 7;
      g_autoptr (GdkPixbuf) flipped =
          mirrored ? gdk_pixbuf_flip (upright, TRUE) : g_object_ref (upright);
      g_autoptr (GdkPixbuf) raw = gdk_pixbuf_rotate_simple (flipped, turns[orientation]);
      g_autoptr (GBytes) tiff = exif_orientation (orientation);
      g_autoptr (GByteArray) exif = g_byte_array_new ();
      g_autoptr (GBytes) jpeg = NULL;
      g_autoptr (BtPhotoInfo) info = NULL;
      g_autofree char *tagged_path = NULL;
      gsize length;

      g_free (plain);
      plain = save (&place, raw, "plain.jpg", "jpeg");
      g_byte_array_append (exif, (const guint8 *)"Exif\0", 6);
      g_byte_array_append (exif, g_bytes_get_data (tiff, NULL),
                           (guint)g_bytes_get_size (tiff));
      jpeg = jpeg_with_segment (plain, 0xe1, exif->data, exif->len);
      tagged_path = place_write (&place, "turned.jpg", g_bytes_get_data (jpeg, &length),
                                 g_bytes_get_size (jpeg));
      info = import (&place, tagged_path);
      g_assert_cmpuint (info->width, ==, WIDTH);
      for (guint i = 0; i < G_N_ELEMENTS (others); i++)
        {
          g_autoptr (BtPhotoEdit) edit = hiding (kinds[(orientation + i) % 2], others[i]);
          g_autoptr (GdkPixbuf) made =
              render_edit (&place, info->hash, edit, NULL, sides[i % 2]);

          for (int y = 0; y < gdk_pixbuf_get_height (made); y++)
            for (int x = 0; x < gdk_pixbuf_get_width (made); x++)
              g_assert_cmpint (abs (pixel_at (made, x, y)[1] - 127), <=, 45);
        }
    }
}

/* As small as a pixel, as large as the photo, over the edge, and as many as there may be. */
static void
test_odd_areas (void)
{
  static const char *const odd[] = {
    "[\"blur\",0.5,0.5,0.000001,0.000001]",
    "[\"pixelate\",0.999999,0.999999,1,1]",
    "[\"blur\",0,0,0.000001,1]",
    "[\"blur\",-1,-1,1.1,1.1],[\"pixelate\",0.05,0.05,0.1,0.001]",
  };
  g_auto (Place) place = { 0 };
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autoptr (GString) many = g_string_new ("{\"areas\":[[\"blur\",0,0,1,1]");
  g_autoptr (BtPhotoEdit) all = NULL;
  g_autoptr (GdkPixbuf) hidden = NULL;

  place_init (&place);
  info = import_photo (&place, "png", noisy, noisy);
  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"areas\":[%s]}", odd[i]);
      g_autoptr (BtPhotoEdit) edit = edit_of (json);
      g_autoptr (BtPhotoEdit) nothing = bt_photo_edit_new ();
      g_autoptr (GdkPixbuf) before =
          render_edit (&place, info->hash, nothing, NULL, 4000);
      g_autoptr (GdkPixbuf) after = render_edit (&place, info->hash, edit, NULL, 4000);

      for (int y = 60; y < 130; y++)
        for (int x = 60; x < 200; x++)
          g_assert_cmpint (abs (pixel_at (before, x, y)[1] - pixel_at (after, x, y)[1]),
                           <=, 12);
    }
  for (guint i = 1; i < BT_PHOTO_MAX_AREAS; i++)
    g_string_append_printf (many, ",[\"%s\",0.%u,0.%u,0.5,0.5]", kinds[i % 2], i % 9,
                            i % 7);
  g_string_append (many, "]}");
  all = edit_of (many->str);
  g_assert_cmpuint (all->areas->len, ==, BT_PHOTO_MAX_AREAS);
  hidden = render_edit (&place, info->hash, all, NULL, 4000);
  for (int x = 1; x < WIDTH; x++)
    g_assert_cmpint (abs (pixel_at (hidden, x, 3)[1] - 127), <=, 45);
}

/* No small picture of the original goes along in the metadata. */
static void
test_no_thumbnail (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (GdkPixbuf) pixbuf = quadrants (320, 240);
  g_autoptr (GdkPixbuf) small = quadrants (80, 60);
  g_autofree char *path = NULL;
  g_autofree char *small_path = NULL;
  g_autofree char *option = NULL;
  g_autofree char *rendered = NULL;
  g_autofree char *found = NULL;
  g_autofree char *listed = NULL;
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autoptr (BtPhotoEdit) edit = hiding ("blur", "");
  g_autoptr (GError) error = NULL;
  BtRendition rendition = { .max_side = 300, .quality = 85, .edit = edit };

  place_init (&place);
  path = save (&place, pixbuf, "a.jpg", "jpeg");
  small_path = save (&place, small, "small.jpg", "jpeg");
  option = g_strdup_printf ("-ThumbnailImage<=%s", small_path);
  g_free (run ("exiftool", "-q", "-overwrite_original", "-Caption-Abstract=Hai em bé",
               option, path, NULL));
  found = run ("exiftool", "-b", "-ThumbnailImage", path, NULL);
  g_assert_cmpuint (strlen (found), >, 0);
  info = import (&place, path);
  rendition.metadata = info;
  rendered = bt_photo_folder_render (place.folder, info->hash, &rendition, NULL, &error);
  g_assert_no_error (error);
  listed = run ("exiftool", "-a", "-G1", "-s", rendered, NULL);
  g_assert_nonnull (strstr (listed, "Hai em bé"));
  g_assert_null (strstr (listed, "Thumbnail"));
  g_assert_null (strstr (listed, "IFD1"));
  g_assert_null (strstr (listed, "PreviewImage"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo/hide/nothing-leads-back", test_nothing_leads_back);
  g_test_add_func ("/photo/hide/noise", test_noise);
  g_test_add_func ("/photo/hide/squares", test_squares);
  g_test_add_func ("/photo/hide/orientations", test_orientations);
  g_test_add_func ("/photo/hide/odd-areas", test_odd_areas);
  g_test_add_func ("/photo/hide/no-thumbnail", test_no_thumbnail);
  return g_test_run ();
}

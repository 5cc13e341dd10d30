/* Of a JPEG only the part is decoded that a crop leaves: the same pixels as if it were all, and
 * nothing worse when the file is damaged.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo-testing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

#define MAX_WIDTH 1000
#define WIDTH 997
#define HEIGHT 613
#define N_DAMAGED 50

typedef struct
{
  const char *name;
  gboolean progressive;
  gboolean gray;
  gboolean cmyk;
  int sampling;
  guint restart;
} Way;

static const Way ways[] = {
  { .name = "4:2:0", .sampling = 2 },
  { .name = "4:4:4", .sampling = 1 },
  { .name = "restarts", .sampling = 2, .restart = 7 },
  { .name = "progressive", .progressive = TRUE, .sampling = 2 },
  { .name = "gray", .gray = TRUE, .sampling = 1 },
  { .name = "four inks", .cmyk = TRUE, .sampling = 1 },
};

/* Blots of many sizes and colours: no two places look alike. */
static void
draw_row (guint8 *row, int y, int channels)
{
  for (int x = 0; x < MAX_WIDTH; x++)
    for (int c = 0; c < channels; c++)
      {
        guint32 value = (guint32)(x / (5 + c) * 7919 + y / (4 + c) * 104729 + c * 31);

        value = (value ^ value >> 9) * 2654435761u;
        row[x * channels + c] = (guint8)(value >> 24);
      }
}

static char *
write_photo (const Place *place, const Way *way, guint width, guint height)
{
  struct jpeg_compress_struct jpeg;
  struct jpeg_error_mgr errors;
  unsigned char *data = NULL;
  unsigned long length = 0;
  guint8 row[MAX_WIDTH * 4];
  guint8 *rows[1] = { row };
  char *path;

  jpeg.err = jpeg_std_error (&errors);
  jpeg_create_compress (&jpeg);
  jpeg_mem_dest (&jpeg, &data, &length);
  jpeg.image_width = width;
  jpeg.image_height = height;
  jpeg.input_components = way->cmyk ? 4 : 3;
  jpeg.in_color_space = way->cmyk ? JCS_CMYK : JCS_RGB;
  jpeg_set_defaults (&jpeg);
  jpeg_set_quality (&jpeg, 95, TRUE);
  if (way->gray)
    jpeg_set_colorspace (&jpeg, JCS_GRAYSCALE);
  jpeg.comp_info[0].h_samp_factor = jpeg.comp_info[0].v_samp_factor = way->sampling;
  jpeg.restart_interval = way->restart;
  if (way->progressive)
    jpeg_simple_progression (&jpeg);
  jpeg_start_compress (&jpeg, TRUE);
  while (jpeg.next_scanline < jpeg.image_height)
    {
      draw_row (row, (int)jpeg.next_scanline, jpeg.input_components);
      jpeg_write_scanlines (&jpeg, rows, 1);
    }
  jpeg_finish_compress (&jpeg);
  jpeg_destroy_compress (&jpeg);
  path = place_write (place, "way.jpg", data, length);
  free (data);
  return path;
}

static int
brightness (GdkPixbuf *pixbuf, int x, int y)
{
  const guint8 *pixel = pixel_at (pixbuf, x, y);

  return (pixel[0] * 299 + pixel[1] * 587 + pixel[2] * 114) / 1000;
}

/* @left, @top: where @part begins in @whole. Returns: by how much their brightness differs on
 * average; colours are written for two pixels at once, and not the same two */
static double
difference (GdkPixbuf *whole, GdkPixbuf *part, int left, int top)
{
  int width = gdk_pixbuf_get_width (part), height = gdk_pixbuf_get_height (part);
  gint64 sum = 0;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      sum += abs (brightness (whole, left + x, top + y) - brightness (part, x, y));
  return (double)sum / (width * height);
}

static void
test_same_pixels (void)
{
  /* In pixels: left, top, width, height. */
  static const int crops[][4] = {
    { 0, 0, 501, 307 },   { 496, 306, 501, 307 }, { 333, 1, 17, 611 },
    { 1, 333, 995, 9 },   { 123, 77, 33, 21 },    { 990, 606, 7, 7 },
    { 0, 0, WIDTH, 8 },   { 0, 605, WIDTH, 8 },   { 1, 1, 995, 611 },
    { 500, 300, 16, 16 },
  };
  g_auto (Place) place = { 0 };

  place_init (&place);
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *path = write_photo (&place, ways + i, WIDTH, HEIGHT);
      g_autoptr (BtPhotoInfo) info = import (&place, path);
      g_autoptr (GdkPixbuf) whole = render_edit (&place, info->hash, NULL, NULL, 4000);

      for (guint n = 0; n < G_N_ELEMENTS (crops); n++)
        {
          const int *crop = crops[n];
          g_autoptr (BtPhotoEdit) edit = bt_photo_edit_new ();
          g_autoptr (GdkPixbuf) part = NULL;

          edit->crop_x = (double)crop[0] / WIDTH;
          edit->crop_y = (double)crop[1] / HEIGHT;
          edit->crop_width = (double)crop[2] / WIDTH;
          edit->crop_height = (double)crop[3] / HEIGHT;
          part = render_edit (&place, info->hash, edit, NULL, 4000);
          g_assert_cmpint (gdk_pixbuf_get_width (part), ==, crop[2]);
          g_assert_cmpint (gdk_pixbuf_get_height (part), ==, crop[3]);
          /* What two JPEGs make of it; one pixel beside it would be tens. */
          if (difference (whole, part, crop[0], crop[1]) > 4)
            g_error ("%s, %u: %.1f", ways[i].name, n,
                     difference (whole, part, crop[0], crop[1]));
        }
    }
}

/* At a half, a quarter and an eighth, too. */
static void
test_smaller (void)
{
  static const guint sides[] = { 200, 100, 50, 40 };
  g_auto (Place) place = { 0 };

  place_init (&place);
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *path = write_photo (&place, ways + i, 1000, 600);
      g_autoptr (BtPhotoInfo) info = import (&place, path);

      for (guint n = 0; n < G_N_ELEMENTS (sides); n++)
        {
          g_autoptr (BtPhotoEdit) edit = edit_of ("{\"crop\":[0.2,0.2,0.4,0.4]}");
          g_autoptr (GdkPixbuf) part =
              render_edit (&place, info->hash, edit, NULL, sides[n]);
          g_autoptr (GdkPixbuf) whole =
              render_edit (&place, info->hash, NULL, NULL, sides[n] * 5 / 2);
          g_autoptr (GdkPixbuf) middle = gdk_pixbuf_new_subpixbuf (
              whole, (int)sides[n] / 2, gdk_pixbuf_get_height (whole) / 5,
              gdk_pixbuf_get_width (part), gdk_pixbuf_get_height (part));

          g_assert_cmpint (gdk_pixbuf_get_width (part), ==, (int)sides[n]);
          g_assert_cmpfloat (difference (middle, part, 0, 0), <, 8);
        }
    }
}

/* Cut and mutated: a picture or an error, and none of the limits is reached. */
static void
test_damaged (void)
{
  static const char *const edits[] = {
    "{\"crop\":[0.3,0.6,0.2,0.3]}",
    "{\"crop\":[0,0,0.1,0.1],\"level\":9}",
    "{\"crop\":[0.9,0.9,0.1,0.1],\"turn\":1,\"areas\":[[\"blur\",0,0,1,1]]}",
  };
  g_auto (Place) place = { 0 };
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  guint made = 0;

  place_init (&place);
  for (guint i = 0; i < N_DAMAGED; i++)
    {
      g_autofree char *path =
          write_photo (&place, ways + i % G_N_ELEMENTS (ways), WIDTH, HEIGHT);
      g_autofree char *bytes = NULL;
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (BtPhotoInfo) info = NULL;
      g_autoptr (BtPhotoEdit) edit = edit_of (edits[i % G_N_ELEMENTS (edits)]);
      g_autofree char *rendered = NULL;
      g_autoptr (GError) error = NULL;
      BtRendition rendition = { .max_side = 200, .quality = 80, .edit = edit };
      gsize length;

      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      for (guint n = 0; n < 1 + i % 7; n++)
        bytes[g_rand_int_range (random, i % 2 == 0 ? 600 : 3, (gint32)length)] =
            (char)g_rand_int_range (random, 0, 256);
      if (i % 5 == 0)
        length = (gsize)g_rand_int_range (random, 700, (gint32)length);
      g_free (place_write (&place, "way.jpg", bytes, length));
      info = bt_photo_folder_import (place.folder, file, NULL, NULL);
      if (info == NULL)
        continue;
      rendered =
          bt_photo_folder_render (place.folder, info->hash, &rendition, NULL, &error);
      made += rendered != NULL;
      if (rendered == NULL)
        g_assert_true (error->domain == BT_PHOTO_ERROR
                       && (error->code == BT_PHOTO_ERROR_DAMAGED
                           || error->code == BT_PHOTO_ERROR_LIMIT));
    }
  g_test_message ("%u of %u damaged photos were cropped", made, (guint)N_DAMAGED);
  g_assert_cmpuint (made, >, N_DAMAGED / 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo/part/same-pixels", test_same_pixels);
  g_test_add_func ("/photo/part/smaller", test_smaller);
  g_test_add_func ("/photo/part/damaged", test_damaged);
  return g_test_run ();
}

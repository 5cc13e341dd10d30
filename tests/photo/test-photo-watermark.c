/* The newsroom's mark: where it is put, how much of it is seen, and what happens when its
 * file is not what it should be.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo-testing.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define WIDTH 400
#define HEIGHT 300
#define PHOTO 0x2040c0
#define MARK 0xff8000
#define NEAR 8
/* Two hundredths of the shorter side. */
#define MARGIN 6
#define N_MUTATED 60u

/* Left half opaque, right half clear. */
static char *
make_mark (const Place *place, const char *name, int width, int height, guint32 rgb)
{
  g_autoptr (GdkPixbuf) pixbuf =
      gdk_pixbuf_new (GDK_COLORSPACE_RGB, TRUE, 8, width, height);
  g_autoptr (GdkPixbuf) left =
      gdk_pixbuf_new_subpixbuf (pixbuf, 0, 0, MAX (width / 2, 1), height);

  gdk_pixbuf_fill (pixbuf, 0x00ff0000);
  gdk_pixbuf_fill (left, rgb << 8 | 0xff);
  return save (place, pixbuf, name, "png");
}

static BtPhotoInfo *
import_flat (const Place *place, int width, int height)
{
  g_autoptr (GdkPixbuf) pixbuf =
      gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  g_autofree char *path = NULL;

  gdk_pixbuf_fill (pixbuf, PHOTO << 8 | 0xffu);
  path = save (place, pixbuf, "a.png", "png");
  return import (place, path);
}

static void
assert_color (GdkPixbuf *pixbuf, int x, int y, guint32 rgb)
{
  const guint8 *pixel = pixel_at (pixbuf, x, y);

  for (int c = 0; c < 3; c++)
    if (abs (pixel[c] - (int)(rgb >> (16 - 8 * c) & 0xff)) > NEAR)
      g_error ("%d, %d: %02x%02x%02x instead of %06x", x, y, pixel[0], pixel[1], pixel[2],
               rgb);
}

static guint32
mix (guint32 over, guint32 under, double opacity)
{
  guint32 result = 0;

  for (int shift = 0; shift <= 16; shift += 8)
    result |= (guint32)(opacity * (over >> shift & 0xff)
                        + (1 - opacity) * (under >> shift & 0xff) + 0.5)
              << shift;
  return result;
}

static void
test_positions (void)
{
  static const struct
  {
    BtWatermarkPosition position;
    int x, y;
  } cases[] = {
    { BT_WATERMARK_BOTTOM_RIGHT, WIDTH - 100 - MARGIN, HEIGHT - 50 - MARGIN },
    { BT_WATERMARK_BOTTOM_LEFT, MARGIN, HEIGHT - 50 - MARGIN },
    { BT_WATERMARK_TOP_RIGHT, WIDTH - 100 - MARGIN, MARGIN },
    { BT_WATERMARK_TOP_LEFT, MARGIN, MARGIN },
    { BT_WATERMARK_CENTRE, (WIDTH - 100) / 2, (HEIGHT - 50) / 2 },
  };
  static const double opacities[] = { 1, 0.5, 0.2, 0 };
  g_auto (Place) place = { 0 };
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autofree char *path = NULL;
  g_autoptr (BtWatermark) mark = NULL;

  place_init (&place);
  info = import_flat (&place, WIDTH, HEIGHT);
  path = make_mark (&place, "mark.png", 300, 150, MARK);
  mark = bt_watermark_new (path);
  mark->width_fraction = 0.25;
  for (guint i = 0; i < G_N_ELEMENTS (cases) * G_N_ELEMENTS (opacities); i++)
    {
      int x = cases[i % 5].x, y = cases[i % 5].y;
      g_autoptr (GdkPixbuf) made = NULL;
      guint32 seen;

      mark->position = cases[i % 5].position;
      mark->opacity = opacities[i / 5];
      seen = mix (MARK, PHOTO, mark->opacity);
      made = render_edit (&place, info->hash, NULL, mark, 4000);
      g_assert_cmpint (gdk_pixbuf_get_width (made), ==, WIDTH);
      assert_color (made, x + 3, y + 3, seen);
      assert_color (made, x + 25, y + 25, seen);
      assert_color (made, x + 45, y + 46, seen);
      assert_color (made, x + 56, y + 25, PHOTO);
      assert_color (made, x - 4, y + 25, PHOTO);
      assert_color (made, x + 25, y - 4, PHOTO);
      assert_color (made, x + 25, y + 53, PHOTO);
    }
}

/* It lies on the finished picture: neither turned nor lightened nor cut with it. */
static void
test_with_edit (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autofree char *path = NULL;
  g_autoptr (BtWatermark) mark = NULL;
  g_autoptr (BtPhotoEdit) edit =
      edit_of ("{\"turn\":1,\"level\":3,\"crop\":[0.3,0.3,0.5,0.5],\"brightness\":-1}");
  g_autoptr (BtPhotoEdit) without = edit_of ("{\"watermark\":false}");
  g_autoptr (GdkPixbuf) made = NULL;
  g_autoptr (GdkPixbuf) none = NULL;
  int width, height;

  place_init (&place);
  info = import_flat (&place, WIDTH, HEIGHT);
  path = make_mark (&place, "mark.png", 100, 20, MARK);
  mark = bt_watermark_new (path);
  mark->opacity = 1;
  mark->width_fraction = 0.5;
  made = render_edit (&place, info->hash, edit, mark, 4000);
  width = gdk_pixbuf_get_width (made);
  height = gdk_pixbuf_get_height (made);
  g_assert_cmpint (width, ==, 150);
  g_assert_cmpint (height, ==, 200);
  /* 75 × 15, three from the edges. */
  assert_color (made, width - 3 - 75 + 4, height - 3 - 15 + 7, MARK);
  assert_color (made, width - 3 - 75 + 33, height - 3 - 15 + 7, MARK);
  assert_color (made, width - 3 - 75 + 44, height - 3 - 15 + 7, 0x041091);
  assert_color (made, 10, 10, 0x041091);
  none = render_edit (&place, info->hash, without, mark, 4000);
  assert_color (none, WIDTH - MARGIN - 190, HEIGHT - MARGIN - 10, PHOTO);
}

/* Within the photo, whatever the shape of either. */
static void
test_shapes (void)
{
  static const int photos[][2] = {
    { 1, 1 }, { 2, 900 }, { 900, 2 }, { 3, 3 }, { 300, 100 },
  };
  static const int marks[][2] = { { 1, 1 }, { 1, 3000 }, { 3000, 1 }, { 50, 400 } };
  g_auto (Place) place = { 0 };

  place_init (&place);
  for (guint i = 0; i < G_N_ELEMENTS (photos); i++)
    for (guint j = 0; j < G_N_ELEMENTS (marks); j++)
      {
        g_autoptr (BtPhotoInfo) info = import_flat (&place, photos[i][0], photos[i][1]);
        g_autofree char *path =
            make_mark (&place, "mark.png", marks[j][0], marks[j][1], MARK);
        g_autoptr (BtWatermark) mark = bt_watermark_new (path);
        g_autoptr (GdkPixbuf) made = NULL;

        mark->width_fraction = 1;
        mark->position = (i + j) % BT_N_WATERMARK_POSITIONS;
        made = render_edit (&place, info->hash, NULL, mark, 4000);
        g_assert_cmpint (gdk_pixbuf_get_width (made), ==, photos[i][0]);
        g_assert_cmpint (gdk_pixbuf_get_height (made), ==, photos[i][1]);
      }
}

static char *
key_of (const BtPhotoEdit *edit, const BtWatermark *mark)
{
  BtRendition rendition = { .edit = edit, .watermark = mark };
  g_autoptr (GError) error = NULL;
  char *key = bt_rendition_key (&rendition, &error);

  g_assert_no_error (error);
  return key;
}

/* The key, and with it the place in the cache, changes with the bytes of the mark. */
static void
test_key (void)
{
  g_auto (Place) place = { 0 };
  g_autofree char *path = NULL;
  g_autoptr (BtWatermark) mark = NULL;
  g_autoptr (BtPhotoEdit) edit = edit_of ("{\"turn\":1}");
  g_autoptr (BtPhotoEdit) refused = edit_of ("{\"watermark\":false}");
  g_autoptr (GHashTable) keys =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *nothing = key_of (NULL, NULL);
  g_autofree char *unmarked = NULL;
  g_autofree char *again = NULL;
  g_autofree char *once = NULL;

  place_init (&place);
  path = make_mark (&place, "mark.png", 30, 20, MARK);
  mark = bt_watermark_new (path);
  unmarked = key_of (refused, mark);
  g_assert_cmpstr (nothing, ==, "");
  g_assert_cmpstr (unmarked, ==, "");
  g_hash_table_add (keys, key_of (NULL, mark));
  g_hash_table_add (keys, key_of (edit, NULL));
  g_hash_table_add (keys, key_of (edit, mark));
  mark->position = BT_WATERMARK_CENTRE;
  g_hash_table_add (keys, key_of (NULL, mark));
  mark->opacity = 0.5;
  g_hash_table_add (keys, key_of (NULL, mark));
  mark->width_fraction = 0.5;
  once = key_of (NULL, mark);
  again = key_of (NULL, mark);
  g_assert_cmpstr (once, ==, again);
  g_assert_cmpuint (strlen (once), ==, 12);
  g_hash_table_add (keys, g_strdup (once));
  g_free (make_mark (&place, "mark.png", 30, 20, MARK + 1));
  g_hash_table_add (keys, key_of (NULL, mark));
  g_assert_cmpuint (g_hash_table_size (keys), ==, 7);
}

static void
test_other_mark_other_picture (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autofree char *path = NULL;
  g_autoptr (BtWatermark) mark = NULL;
  g_autoptr (GdkPixbuf) before = NULL;
  g_autoptr (GdkPixbuf) after = NULL;

  place_init (&place);
  info = import_flat (&place, WIDTH, HEIGHT);
  path = make_mark (&place, "mark.png", 100, 50, MARK);
  mark = bt_watermark_new (path);
  mark->opacity = 1;
  mark->position = BT_WATERMARK_TOP_LEFT;
  before = render_edit (&place, info->hash, NULL, mark, 4000);
  g_free (make_mark (&place, "mark.png", 100, 50, 0x00ff00));
  after = render_edit (&place, info->hash, NULL, mark, 4000);
  assert_color (before, MARGIN + 10, MARGIN + 10, MARK);
  assert_color (after, MARGIN + 10, MARGIN + 10, 0x00ff00);
}

static void
refused (const Place *place, const char *hash, const char *path)
{
  g_autoptr (BtWatermark) mark = bt_watermark_new (path);
  BtRendition rendition = { .max_side = 100, .quality = 85, .watermark = mark };
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  g_assert_null (bt_photo_folder_render (place->folder, hash, &rendition, NULL, &error));
  if (!g_error_matches (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_WATERMARK))
    g_error ("%s: %s", path, error->message);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
  g_assert_cmpuint (count_files (place->cache), ==, 0);
}

/* Without its mark no photo goes out; and no file, whatever it is, holds anything up. */
static void
test_refused (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autofree char *good = NULL;
  g_autofree char *bytes = NULL;
  g_autofree char *jpeg = NULL;
  g_autofree char *pipe = NULL;
  g_autofree char *huge = NULL;
  g_autofree char *missing = NULL;
  g_autoptr (GBytes) declared = png (10, 300, 60000, 8, 2, 7, NULL);
  gsize length;

  place_init (&place);
  info = import_flat (&place, WIDTH, HEIGHT);
  good = make_mark (&place, "mark.png", 100, 50, MARK);
  jpeg = make_jpeg (&place);
  pipe = place_path (&place, "pipe");
  missing = place_path (&place, "none.png");
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_true (g_file_get_contents (good, &bytes, &length, NULL));
  refused (&place, info->hash, missing);
  refused (&place, info->hash, place.root);
  refused (&place, info->hash, pipe);
  refused (&place, info->hash, "/dev/zero");
  refused (&place, info->hash, "");
  refused (&place, info->hash, jpeg);
  huge = place_write (&place, "huge.png", g_bytes_get_data (declared, NULL),
                      g_bytes_get_size (declared));
  refused (&place, info->hash, huge);
  for (gsize cut = 0; cut < length; cut += 1 + length / 12)
    {
      g_autofree char *path = place_write (&place, "cut.png", bytes, cut);

      refused (&place, info->hash, path);
    }
}

/* Damaged in any place: it is drawn or refused, and the photo stays what it was. */
static void
test_mutated (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autofree char *good = NULL;
  g_autofree char *bytes = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (4);
  gsize length;
  guint drawn = 0;

  place_init (&place);
  info = import_flat (&place, 40, 30);
  good = make_mark (&place, "mark.png", 100, 50, MARK);
  g_assert_true (g_file_get_contents (good, &bytes, &length, NULL));
  for (guint i = 0; i < N_MUTATED; i++)
    {
      g_autofree char *damaged = g_memdup2 (bytes, length);
      g_autofree char *path = NULL;
      g_autofree char *made = NULL;
      g_autoptr (BtWatermark) mark = NULL;
      g_autoptr (GError) error = NULL;
      BtRendition rendition = { .max_side = 40, .quality = 85 };

      for (guint n = 0; n <= i % 5; n++)
        damaged[g_rand_int_range (random, 8, (gint32)length)] =
            (char)g_rand_int_range (random, 0, 256);
      path = place_write (&place, "damaged.png", damaged, length);
      rendition.watermark = mark = bt_watermark_new (path);
      made = bt_photo_folder_render (place.folder, info->hash, &rendition, NULL, &error);
      drawn += made != NULL;
      if (made == NULL)
        g_assert_true (error->domain == BT_PHOTO_ERROR
                       && (error->code == BT_PHOTO_ERROR_WATERMARK
                           || error->code == BT_PHOTO_ERROR_DAMAGED
                           || error->code == BT_PHOTO_ERROR_LIMIT));
    }
  g_test_message ("%u of %u damaged marks were drawn", drawn, N_MUTATED);
  g_assert_true (bt_photo_folder_verify (place.folder, info->hash, NULL, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo/watermark/positions", test_positions);
  g_test_add_func ("/photo/watermark/with-edit", test_with_edit);
  g_test_add_func ("/photo/watermark/shapes", test_shapes);
  g_test_add_func ("/photo/watermark/key", test_key);
  g_test_add_func ("/photo/watermark/other-mark", test_other_mark_other_picture);
  g_test_add_func ("/photo/watermark/refused", test_refused);
  g_test_add_func ("/photo/watermark/mutated", test_mutated);
  return g_test_run ();
}

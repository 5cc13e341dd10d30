/* From a card into the folder, in one pass, and out again without a trace.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo-testing.h"

#include "photo/bt-photo-copy.h"
#include "photo/bt-photo-render.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define SIDE BT_PHOTO_THUMBNAIL_SIDE

static BtPhotoInfo *
ingest (const Place *place, const char *path, gboolean *known)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  BtPhotoInfo *info =
      bt_photo_folder_ingest (place->folder, file, SIDE, known, NULL, &error);

  g_assert_no_error (error);
  return info;
}

/* Where bt_photo_folder_render() looks for it. */
static char *
thumbnail_path (const Place *place, const char *hash)
{
  BtRendition rendition = { .max_side = SIDE, .quality = BT_PHOTO_THUMBNAIL_QUALITY };

  return bt_photo_render_path (place->cache, hash, &rendition, NULL);
}

static char *
make_photo (const Place *place, const char *name, const char *type)
{
  g_autoptr (GdkPixbuf) pixbuf = quadrants (640, 480);

  return save (place, pixbuf, name, type);
}

static void
assert_thumbnail (const Place *place, const BtPhotoInfo *info)
{
  g_autofree char *path = thumbnail_path (place, info->hash);
  g_autofree char *found = NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autoptr (GError) error = NULL;
  struct stat before, after;

  g_assert_cmpint (stat (path, &before), ==, 0);
  pixbuf = gdk_pixbuf_new_from_file (path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, 256);
  g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, 192);
  assert_pixel (pixbuf, 2, 2, 0xff0000, 8);
  assert_pixel (pixbuf, 7, 7, 0xffffff, 8);
  /* Asked for, it is the very file. */
  found = bt_photo_folder_thumbnail (place->folder, info->hash, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, path);
  g_assert_cmpint (stat (path, &after), ==, 0);
  g_assert_cmpuint (before.st_ino, ==, after.st_ino);
  g_assert_cmpuint (after.st_mode & 07777, ==, 0600);
}

static void
test_kinds (void)
{
  static const char *const types[] = { "jpeg", "png", "webp" };
  static const char *const mimes[] = { "image/jpeg", "image/png", "image/webp" };
  g_auto (Place) place = { 0 };

  place_init (&place);
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *source = make_photo (&place, types[i], types[i]);
      g_autoptr (BtPhotoInfo) info = NULL;
      g_autoptr (BtPhotoInfo) imported = NULL;
      gboolean known = TRUE;

      info = ingest (&place, source, &known);
      g_assert_false (known);
      g_assert_cmpstr (info->mime, ==, mimes[i]);
      g_assert_cmpstr (info->name, ==, types[i]);
      g_assert_cmpuint (info->width, ==, 640);
      g_assert_cmpuint (info->height, ==, 480);
      g_assert_cmpuint (count_files (place.photos), ==, i + 1);
      g_assert_cmpuint (count_files (place.cache), ==, i + 1);
      g_assert_true (bt_photo_folder_verify (place.folder, info->hash, NULL, NULL));
      assert_thumbnail (&place, info);
      imported = import (&place, source);
      g_assert_cmpstr (imported->hash, ==, info->hash);
      g_assert_cmpuint (imported->size, ==, info->size);
    }
}

static void
test_remove (void)
{
  g_auto (Place) place = { 0 };
  g_autofree char *source = NULL;
  g_autofree char *other = NULL;
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autoptr (BtPhotoInfo) stays = NULL;
  g_autoptr (GError) error = NULL;

  place_init (&place);
  source = make_photo (&place, "a.jpg", "jpeg");
  other = make_photo (&place, "b.png", "png");
  info = ingest (&place, source, NULL);
  stays = ingest (&place, other, NULL);
  g_free (render (&place, info->hash, 100, NULL));
  g_free (render (&place, info->hash, 200, info));
  g_assert_cmpuint (count_files (place.photos), ==, 2);
  g_assert_cmpuint (count_files (place.cache), ==, 4);

  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (bt_photo_folder_remove (place.folder, info->hash, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (count_files (place.photos), ==, 1);
      g_assert_cmpuint (count_files (place.cache), ==, 1);
    }
  assert_thumbnail (&place, stays);
  g_assert_null (bt_photo_folder_thumbnail (place.folder, info->hash, NULL, &error));
  g_assert_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_MISSING);
  g_assert_true (bt_photo_folder_remove (place.folder, "../../a.jpg", NULL));
  g_assert_true (g_file_test (source, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo/ingest/kinds", test_kinds);
  g_test_add_func ("/photo/ingest/remove", test_remove);
  return g_test_run ();
}

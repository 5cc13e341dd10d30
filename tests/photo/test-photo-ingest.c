/* From a card into the folder, in one pass, and out again without a trace.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo-testing.h"

#include "photo/bt-photo-render.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

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
assert_kind (const Place *place, const char *path, const char *mime, guint n_before)
{
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autoptr (BtPhotoInfo) imported = NULL;
  g_autofree char *name = g_path_get_basename (path);
  gboolean known = TRUE;

  info = ingest (place, path, &known);
  g_assert_false (known);
  g_assert_cmpstr (info->mime, ==, mime);
  g_assert_cmpstr (info->name, ==, name);
  g_assert_cmpuint (info->width, ==, 640);
  g_assert_cmpuint (info->height, ==, 480);
  g_assert_false (info->truncated);
  g_assert_cmpuint (count_files (place->photos), ==, n_before + 1);
  g_assert_cmpuint (count_files (place->cache), ==, n_before + 1);
  g_assert_true (bt_photo_folder_verify (place->folder, info->hash, NULL, NULL));
  assert_thumbnail (place, info);
  imported = import (place, path);
  g_assert_cmpstr (imported->hash, ==, info->hash);
  g_assert_cmpuint (imported->size, ==, info->size);
}

static void
test_kinds (void)
{
  static const char *const types[] = { "jpeg", "png", "webp" };
  static const char *const mimes[] = { "image/jpeg", "image/png", "image/webp" };
  g_auto (Place) place = { 0 };
  g_autofree char *tool = g_find_program_in_path ("heif-enc");
  g_autofree char *plain = NULL;

  place_init (&place);
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *source = make_photo (&place, types[i], types[i]);

      assert_kind (&place, source, mimes[i], i);
    }
  g_assert_nonnull (tool);
  plain = make_photo (&place, "plain.png", "png");
  for (guint avif = 0; avif < 2; avif++)
    {
      g_autofree char *path = place_path (&place, avif ? "a.avif" : "a.heic");

      g_free (run (tool, "-q", "90", "-o", path, plain, avif ? "-A" : NULL, NULL));
      assert_kind (&place, path, avif ? "image/avif" : "image/heic", 3 + avif);
    }
}

/* What is kept comes along with what the file says about itself. */
static void
test_fields (void)
{
  g_auto (Place) place = { 0 };
  g_autofree char *source = NULL;
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autoptr (BtPhotoInfo) again = NULL;
  gboolean known;

  place_init (&place);
  source = make_photo (&place, "a.jpg", "jpeg");
  g_free (run ("exiftool", "-q", "-overwrite_original", "-IFD0:Orientation#=6",
               "-XMP-dc:Description=Lũ ở Huế", "-XMP-dc:Creator=Lê Văn An", source,
               NULL));
  info = ingest (&place, source, &known);
  again = ingest (&place, source, &known);
  g_assert_true (known);
  for (guint i = 0; i < 2; i++)
    {
      const BtPhotoInfo *one = i == 0 ? info : again;

      assert_field (one, BT_PHOTO_CAPTION, "Lũ ở Huế");
      assert_field (one, BT_PHOTO_CREATOR, "Lê Văn An");
      g_assert_cmpuint (one->width, ==, 480);
      g_assert_cmpuint (one->height, ==, 640);
    }
}

/* Says what the worker was asked for, and asks the real one. */
#define LISTENING "echo $1 >> $HERE/asked; exec $REAL \"$@\""

static void
assert_asked (const char *here, const char *what)
{
  g_autofree char *path = g_build_filename (here, "asked", NULL);
  g_autofree char *asked = NULL;

  g_assert_true (g_file_get_contents (path, &asked, NULL, NULL));
  g_assert_cmpstr (asked, ==, what);
}

static void
test_twice (void)
{
  g_auto (Place) place = { 0 };
  g_autofree char *source = NULL;
  g_autofree char *other = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *thumbnail = NULL;
  g_autofree char *here = NULL;
  g_autoptr (BtPhotoInfo) first = NULL;
  g_autoptr (BtPhotoInfo) second = NULL;
  g_autoptr (BtPhotoInfo) third = NULL;
  gboolean known = TRUE;
  struct stat before, after;

  place_init (&place);
  here = worker_script (&place, LISTENING);
  source = make_photo (&place, "a.jpg", "jpeg");
  first = ingest (&place, source, &known);
  g_assert_false (known);
  kept = bt_photo_folder_get_path (place.folder, first->hash);
  thumbnail = thumbnail_path (&place, first->hash);
  g_assert_cmpint (stat (kept, &before), ==, 0);

  other = place_path (&place, "b.jpg");
  g_assert_cmpint (g_rename (source, other), ==, 0);
  second = ingest (&place, other, &known);
  g_assert_true (known);
  g_assert_cmpstr (second->hash, ==, first->hash);
  g_assert_cmpstr (second->name, ==, "b.jpg");
  g_assert_cmpuint (second->width, ==, 640);
  /* Nothing was decoded again. */
  assert_asked (here, "ingest\ndescribe\n");

  g_assert_cmpint (g_unlink (thumbnail), ==, 0);
  third = ingest (&place, other, &known);
  g_assert_true (known);
  assert_asked (here, "ingest\ndescribe\ningest\n");
  worker_real ();
  assert_thumbnail (&place, third);
  g_assert_cmpuint (count_files (place.photos), ==, 1);
  g_assert_cmpuint (count_files (place.cache), ==, 1);
  g_assert_cmpint (stat (kept, &after), ==, 0);
  g_assert_cmpuint (before.st_ino, ==, after.st_ino);
}

typedef struct
{
  const Place *place;
  const char *path;
  gint n_known;
} Rush;

static gpointer
rush_cb (gpointer data)
{
  Rush *rush = data;
  gboolean known;

  bt_photo_info_free (ingest (rush->place, rush->path, &known));
  g_atomic_int_add (&rush->n_known, known);
  return NULL;
}

/* The same photo in several folders of a card, taken in at the same moment. */
static void
test_at_once (void)
{
  g_auto (Place) place = { 0 };
  g_autofree char *source = NULL;
  Rush rush = { &place };
  GThread *threads[8];

  place_init (&place);
  source = make_photo (&place, "a.jpg", "jpeg");
  rush.path = source;
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("rush", rush_cb, &rush);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (rush.n_known, ==, G_N_ELEMENTS (threads) - 1);
  g_assert_cmpuint (count_files (place.photos), ==, 1);
  g_assert_cmpuint (count_files (place.cache), ==, 1);
}

/* A cut-short photo comes in with a mark; what is none leaves nothing behind. */
static void
test_hostile (void)
{
  static const struct
  {
    const char *bytes;
    gsize length;
    BtPhotoError code;
  } cases[] = {
    { "", 0, BT_PHOTO_ERROR_KIND },
    { "GIF89a", 6, BT_PHOTO_ERROR_KIND },
    { "\xff\xd8\xff\xe0 no photo", 13, BT_PHOTO_ERROR_DAMAGED },
    { "\x89PNG\r\n\x1a\n", 8, BT_PHOTO_ERROR_DAMAGED },
    { "RIFF\xff\xff\xff\x7fWEBPVP8 ", 16, BT_PHOTO_ERROR_DAMAGED },
  };
  g_auto (Place) place = { 0 };
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autofree char *source = NULL;
  g_autofree char *bytes = NULL;
  g_autofree char *cut = NULL;
  gsize length;

  place_init (&place);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path =
          place_write (&place, "hostile", cases[i].bytes, cases[i].length);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (GError) error = NULL;

      g_assert_null (
          bt_photo_folder_ingest (place.folder, file, SIDE, NULL, NULL, &error));
      g_assert_error (error, BT_PHOTO_ERROR, (int)cases[i].code);
    }
  g_assert_cmpuint (count_files (place.photos), ==, 0);
  g_assert_cmpuint (count_files (place.cache), ==, 0);

  source = make_photo (&place, "a.jpg", "jpeg");
  g_assert_true (g_file_get_contents (source, &bytes, &length, NULL));
  cut = place_write (&place, "cut.jpg", bytes, length / 2);
  info = ingest (&place, cut, NULL);
  g_assert_true (info->truncated);
  g_assert_cmpuint (info->width, ==, 640);
  g_assert_cmpuint (count_files (place.cache), ==, 1);
}

/* A card that cannot be written to, and one that could: both stay as they are. */
static void
test_card_unchanged (void)
{
  g_auto (Place) place = { 0 };
  g_autofree char *card = NULL;
  g_autofree char *source = NULL;
  g_autoptr (BtPhotoInfo) first = NULL;
  g_autoptr (BtPhotoInfo) second = NULL;
  struct stat folder_before, folder_after, before, after;

  place_init (&place);
  card = place_path (&place, "card");
  g_assert_cmpint (g_mkdir (card, 0700), ==, 0);
  if (geteuid () == 0)
    g_assert_cmpint (mount ("tmpfs", card, "tmpfs", 0, "size=4m"), ==, 0);
  source = make_photo (&place, "card/a.jpg", "jpeg");
  g_assert_cmpint (g_chmod (source, 0400), ==, 0);
  g_assert_cmpint (stat (source, &before), ==, 0);
  g_assert_cmpint (stat (card, &folder_before), ==, 0);
  first = ingest (&place, source, NULL);
  g_assert_cmpint (stat (source, &after), ==, 0);
  g_assert_cmpint (stat (card, &folder_after), ==, 0);
  g_assert_cmpuint (count_files (card), ==, 1);
  g_assert_cmpmem (&before.st_ctim, sizeof before.st_ctim, &after.st_ctim,
                   sizeof after.st_ctim);
  g_assert_cmpmem (&folder_before.st_ctim, sizeof folder_before.st_ctim,
                   &folder_after.st_ctim, sizeof folder_after.st_ctim);

  if (geteuid () == 0)
    {
      g_assert_true (bt_photo_folder_remove (place.folder, first->hash, NULL));
      g_assert_cmpint (mount (NULL, card, NULL, MS_REMOUNT | MS_RDONLY, NULL), ==, 0);
      second = ingest (&place, source, NULL);
      g_assert_cmpstr (second->hash, ==, first->hash);
      assert_thumbnail (&place, second);
      g_assert_cmpint (umount (card), ==, 0);
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
  g_test_add_func ("/photo/ingest/fields", test_fields);
  g_test_add_func ("/photo/ingest/twice", test_twice);
  g_test_add_func ("/photo/ingest/at-once", test_at_once);
  g_test_add_func ("/photo/ingest/hostile", test_hostile);
  g_test_add_func ("/photo/ingest/card-unchanged", test_card_unchanged);
  g_test_add_func ("/photo/ingest/remove", test_remove);
  return g_test_run ();
}

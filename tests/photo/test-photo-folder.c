/* The folder of originals: written once, whole or not there.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo-testing.h"

#include "photo/bt-photo-files.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <utime.h>

static char *
make_photo (const Place *place, const char *name)
{
  g_autoptr (GdkPixbuf) pixbuf = quadrants (400, 300);

  return save (place, pixbuf, name, "jpeg");
}

static void
assert_mode (const char *path, guint mode)
{
  struct stat st;

  g_assert_cmpint (stat (path, &st), ==, 0);
  g_assert_cmpuint (st.st_mode & 07777, ==, mode);
}

static void
test_import (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autofree char *source = NULL;
  g_autofree char *path = NULL;
  g_autofree char *prefix = NULL;
  g_autofree char *bytes = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *hash = NULL;
  gsize length, kept_length;

  place_init (&place);
  source = make_photo (&place, "Ca\xcc\x82\xcc\x80n Thơ.JPG"); /* decomposed name */
  info = import (&place, source);
  g_assert_true (g_file_get_contents (source, &bytes, &length, NULL));
  hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guint8 *)bytes, length);
  g_assert_cmpstr (info->hash, ==, hash);
  g_assert_cmpstr (info->name, ==, "Cần Thơ.JPG");
  g_assert_cmpstr (info->mime, ==, "image/jpeg");
  g_assert_cmpuint (info->width, ==, 400);
  g_assert_cmpuint (info->height, ==, 300);
  g_assert_cmpuint (info->size, ==, length);
  g_assert_false (info->truncated);

  path = bt_photo_folder_get_path (place.folder, hash);
  g_assert_true (g_file_get_contents (path, &kept, &kept_length, NULL));
  g_assert_cmpmem (kept, kept_length, bytes, length);
  prefix = g_path_get_dirname (path);
  assert_mode (path, 0600);
  assert_mode (prefix, 0700);
  assert_mode (place.photos, 0700);
  g_assert_cmpuint (count_files (place.photos), ==, 1);
  g_assert_true (bt_photo_folder_verify (place.folder, hash, NULL, NULL));
}

static void
test_import_twice (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (BtPhotoInfo) first = NULL;
  g_autoptr (BtPhotoInfo) second = NULL;
  g_autofree char *source = NULL;
  g_autofree char *other = NULL;
  g_autofree char *path = NULL;
  struct stat before, after;

  place_init (&place);
  source = make_photo (&place, "a.jpg");
  other = place_path (&place, "b.jpg");
  first = import (&place, source);
  path = bt_photo_folder_get_path (place.folder, first->hash);
  g_assert_cmpint (stat (path, &before), ==, 0);
  g_assert_cmpint (g_rename (source, other), ==, 0);
  second = import (&place, other);
  g_assert_cmpstr (second->hash, ==, first->hash);
  g_assert_cmpstr (second->name, ==, "b.jpg");
  g_assert_cmpuint (count_files (place.photos), ==, 1);
  g_assert_cmpint (stat (path, &after), ==, 0);
  g_assert_cmpuint (before.st_ino, ==, after.st_ino);
}

/* A kept file that lost its bytes is noticed, and mended when the photo comes in again. */
static void
test_changed (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autoptr (BtPhotoInfo) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *source = NULL;
  g_autofree char *path = NULL;
  BtRendition rendition = { .max_side = 100, .quality = 80 };

  place_init (&place);
  source = make_photo (&place, "a.jpg");
  info = import (&place, source);
  path = bt_photo_folder_get_path (place.folder, info->hash);
  g_assert_true (g_file_set_contents (path, "\xff\xd8\xff\xe0 gone", -1, NULL));

  g_assert_false (bt_photo_folder_verify (place.folder, info->hash, NULL, &error));
  g_assert_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_CHANGED);
  g_clear_error (&error);
  g_assert_null (
      bt_photo_folder_render (place.folder, info->hash, &rendition, NULL, &error));
  g_assert_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_CHANGED);
  g_assert_cmpuint (count_files (place.cache), ==, 0);

  again = import (&place, source);
  g_assert_true (bt_photo_folder_verify (place.folder, info->hash, NULL, NULL));
  assert_mode (path, 0600);
}

static void
test_missing (void)
{
  static const char *const hashes[] = {
    "0000000000000000000000000000000000000000000000000000000000000000",
    "../../../../../../../../../../../../../../../etc/passwd",
    "00000000000000000000000000000000000000000000000000000000000000/a",
    "AA00000000000000000000000000000000000000000000000000000000000000",
    "abc",
    "",
  };
  g_auto (Place) place = { 0 };

  place_init (&place);
  for (guint i = 0; i < G_N_ELEMENTS (hashes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *path = bt_photo_folder_get_path (place.folder, hashes[i]);
      BtRendition rendition = { .max_side = 100, .quality = 80 };

      g_assert_true (g_str_has_prefix (path, place.photos));
      g_assert_null (strstr (path, ".."));
      g_assert_null (
          bt_photo_folder_render (place.folder, hashes[i], &rendition, NULL, &error));
      g_assert_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_MISSING);
      g_clear_error (&error);
      g_assert_false (bt_photo_folder_verify (place.folder, hashes[i], NULL, &error));
      g_assert_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_MISSING);
    }
  g_assert_cmpuint (count_files (place.root), ==, 0);
}

static void
test_cache (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autoptr (BtPhotoInfo) texts = bt_photo_info_new ();
  g_autofree char *source = NULL;
  g_autofree char *small = NULL;
  g_autofree char *small_again = NULL;
  g_autofree char *with_texts = NULL;
  g_autofree char *other_texts = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize length, length_after;

  place_init (&place);
  source = make_photo (&place, "a.jpg");
  info = import (&place, source);
  small = render (&place, info->hash, 100, NULL);
  small_again = render (&place, info->hash, 100, NULL);
  g_assert_cmpstr (small, ==, small_again);
  g_assert_true (g_str_has_prefix (small, place.cache));
  assert_mode (small, 0600);
  bt_photo_info_set (texts, BT_PHOTO_CAPTION, "một");
  with_texts = render (&place, info->hash, 100, texts);
  bt_photo_info_set (texts, BT_PHOTO_CAPTION, "hai");
  other_texts = render (&place, info->hash, 100, texts);
  g_assert_cmpstr (with_texts, !=, small);
  g_assert_cmpstr (with_texts, !=, other_texts);
  g_assert_cmpuint (count_files (place.cache), ==, 3);

  /* The cache may be deleted or cut short at any time; the same bytes come again. */
  g_assert_true (g_file_get_contents (small, &before, &length, NULL));
  g_assert_true (g_file_set_contents (small, before, (gssize)length / 2, NULL));
  g_free (render (&place, info->hash, 100, NULL));
  g_assert_true (g_file_get_contents (small, &after, &length_after, NULL));
  g_assert_cmpmem (before, length, after, length_after);
}

/* Appends to a file as a camera or a download would, until it is told to stop. */
static gpointer
grow_cb (gpointer data)
{
  const char *path = ((gpointer *)data)[0];
  gint *stop = ((gpointer *)data)[1];

  while (!g_atomic_int_get (stop))
    {
      FILE *file = g_fopen (path, "a");

      fputc ('x', file);
      fclose (file);
      g_usleep (500);
    }
  return NULL;
}

static void
test_source_changes (void)
{
  g_auto (Place) place = { 0 };
  g_autofree char *source = NULL;
  gint stop = 0;
  gpointer shared[2] = { NULL, &stop };
  GThread *thread;

  place_init (&place);
  source = make_photo (&place, "a.jpg");
  /* What follows the end marker makes reading long enough. */
  g_assert_cmpint (truncate (source, 60 * 1024 * 1024), ==, 0);
  shared[0] = source;
  thread = g_thread_new ("grow", grow_cb, shared);
  import_refused (&place, source, BT_PHOTO_ERROR, BT_PHOTO_ERROR_READ);
  g_atomic_int_set (&stop, 1);
  g_thread_join (thread);
}

static void
test_disk_full (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (BtPhotoFolder) folder = NULL;
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *small_disk = NULL;
  g_autofree char *source = NULL;
  g_autofree char *noise = g_malloc (512 * 1024);
  BtRendition rendition = { .max_side = 400, .quality = 90 };

  place_init (&place);
  small_disk = place_path (&place, "disk");
  g_assert_cmpint (g_mkdir (small_disk, 0700), ==, 0);
  if (mount ("tmpfs", small_disk, "tmpfs", 0, "size=64k") != 0)
    {
      g_test_skip ("a small disk cannot be mounted here");
      return;
    }
  source = make_photo (&place, "a.jpg");
  file = g_file_new_for_path (source);
  folder = bt_photo_folder_new (small_disk, small_disk);
  g_assert_cmpint (truncate (source, 512 * 1024), ==, 0);
  g_assert_null (bt_photo_folder_import (folder, file, NULL, &error));
  g_assert_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_NO_SPACE);
  g_assert_cmpuint (count_files (small_disk), ==, 0);
  g_clear_error (&error);

  /* The original fits elsewhere, the rendition does not fit on the small disk. */
  memset (noise, 0, 512 * 1024);
  info = import (&place, source);
  g_clear_object (&folder);
  folder = bt_photo_folder_new (place.photos, small_disk);
  g_free (place_write (&place, "disk/filler", noise, 60 * 1024));
  g_assert_null (bt_photo_folder_render (folder, info->hash, &rendition, NULL, &error));
  g_assert_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_NO_SPACE);
  g_assert_cmpuint (count_files (small_disk), ==, 1);
  g_assert_cmpint (umount (small_disk), ==, 0);
}

static void
test_cannot_write (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (BtPhotoFolder) folder = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *source = NULL;
  g_autofree char *inside_a_file = NULL;

  place_init (&place);
  source = make_photo (&place, "a.jpg");
  file = g_file_new_for_path (source);
  inside_a_file = g_build_filename (source, "photos", NULL);
  folder = bt_photo_folder_new (inside_a_file, place.cache);
  g_assert_null (bt_photo_folder_import (folder, file, NULL, &error));
  g_assert_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_WRITE);
}

/* What a killed program left behind goes; what a running one is writing stays. */
static void
test_sweep (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (BtPhotoTemp) in_use = NULL;
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autofree char *left = NULL;
  g_autofree char *young = NULL;
  g_autofree char *foreign = NULL;
  g_autofree char *source = NULL;
  struct utimbuf old = { 1000, 1000 };

  place_init (&place);
  in_use = bt_photo_temp_new (place.photos, NULL);
  left = place_write (&place, "data/photos/.new-AAAAAA", "x", 1);
  young = place_write (&place, "data/photos/.new-BBBBBB", "x", 1);
  foreign = place_write (&place, "data/photos/notes.txt", "x", 1);
  g_assert_cmpint (utime (left, &old), ==, 0);
  g_assert_cmpint (utime (in_use->path, &old), ==, 0);
  g_assert_cmpint (utime (foreign, &old), ==, 0);
  source = make_photo (&place, "a.jpg");
  info = import (&place, source);
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (young, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (foreign, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (in_use->path, G_FILE_TEST_EXISTS));
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  BtPhotoInfo **info = data;

  *info = bt_photo_folder_import_finish (BT_PHOTO_FOLDER (source), result, &error);
  g_assert_no_error (error);
}

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *paths = data;
  char *path = bt_photo_folder_render_finish (BT_PHOTO_FOLDER (source), result, &error);

  g_assert_no_error (error);
  g_ptr_array_add (paths, path);
}

static void
cancelled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean *done = data;

  g_assert_null (
      bt_photo_folder_render_finish (BT_PHOTO_FOLDER (source), result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  *done = TRUE;
}

static void
test_async (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GFile) file = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *source = NULL;
  gboolean cancelled = FALSE;

  place_init (&place);
  source = make_photo (&place, "a.jpg");
  file = g_file_new_for_path (source);
  bt_photo_folder_import_async (place.folder, file, NULL, imported_cb, &info);
  while (info == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (info->width, ==, 400);

  for (guint i = 0; i < 20; i++)
    {
      BtRendition rendition = { .max_side = 20 + i, .quality = 80, .metadata = info };

      bt_photo_folder_render_async (place.folder, info->hash, &rendition, NULL,
                                    rendered_cb, paths);
    }
  while (paths->len < 20)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (count_files (place.cache), ==, 20);

  g_cancellable_cancel (cancellable);
  bt_photo_folder_render_async (place.folder, info->hash,
                                &(BtRendition){ .max_side = 300, .quality = 80 },
                                cancellable, cancelled_cb, &cancelled);
  while (!cancelled)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (count_files (place.cache), ==, 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo/folder/import", test_import);
  g_test_add_func ("/photo/folder/import-twice", test_import_twice);
  g_test_add_func ("/photo/folder/changed", test_changed);
  g_test_add_func ("/photo/folder/missing", test_missing);
  g_test_add_func ("/photo/folder/cache", test_cache);
  g_test_add_func ("/photo/folder/source-changes", test_source_changes);
  g_test_add_func ("/photo/folder/disk-full", test_disk_full);
  g_test_add_func ("/photo/folder/cannot-write", test_cannot_write);
  g_test_add_func ("/photo/folder/sweep", test_sweep);
  g_test_add_func ("/photo/folder/async", test_async);
  return g_test_run ();
}

/* Chosen photos out into a folder: with the desk's words, under the names that were asked for.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ingest-kit.h"

#include <glib/gstdio.h>
#include <string.h>

#include "sync/bt-context-export.h"

#define DAY "2017-12-28T11:09:00"

static char *
hash_named (const Desk *desk, const char *name)
{
  g_autoptr (BtStoredPhoto) stored = stored_named (desk, name);

  g_assert_nonnull (stored);
  return g_strdup (stored->hash);
}

/* As at the desk. */
static void
write_words (const Desk *desk, const char *hash, const char *caption)
{
  BtStore *store = bt_context_get_store (desk->context);
  g_autoptr (GError) error = NULL;
  g_autoptr (BtStoredPhoto) stored = bt_store_get_photo_sync (store, hash, &error);
  g_autoptr (BtPhotoInfo) info = bt_stored_photo_get_info (stored, &error);
  g_autoptr (BtPhotoChange) change = bt_photo_change_new (hash);
  g_autoptr (GPtrArray) changes = g_ptr_array_new ();

  bt_photo_info_set (info, BT_PHOTO_CAPTION, caption);
  bt_photo_info_set (info, BT_PHOTO_DATE_CREATED, DAY);
  bt_photo_info_set (info, BT_PHOTO_CITY, "Cần Thơ");
  bt_photo_change_set_info (change, info);
  g_ptr_array_add (changes, change);
  bt_store_change_photos_sync (store, changes, &error);
  g_assert_no_error (error);
}

static void
set_up (Desk *desk, guint n)
{
  g_auto (Told) told = { 0 };

  desk_init (desk);
  card_photos (desk, n);
  ingest_all (&told, desk, NULL);
}

static GFile *
out_folder (const Desk *desk, const char *name)
{
  g_autofree char *path = g_build_filename (desk->root, name, NULL);

  return g_file_new_for_path (path);
}

static void
assert_file (const BtExported *exported, const char *name)
{
  g_autofree char *base = NULL;

  g_assert_no_error (exported->error);
  base = g_file_get_basename (exported->file);
  g_assert_cmpstr (base, ==, name);
  g_assert_true (g_file_query_exists (exported->file, NULL));
}

/* Returns: what exiftool reads from the file */
static char *
read_tag (GFile *file, const char *tag)
{
  g_autofree char *path = g_file_get_path (file);
  g_autoptr (GError) error = NULL;
  const char *argv[] = { "exiftool", "-s3", tag, path, NULL };
  char *out = NULL;
  int status;

  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return g_strchomp (out);
}

static void
test_copies (void)
{
  g_auto (Desk) desk = { 0 };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (GFile) folder = NULL;
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *caption = NULL;
  g_autofree char *iim = NULL;
  g_autofree char *comment = NULL;

  set_up (&desk, 2);
  first = hash_named (&desk, "IMG_0001.JPG");
  second = hash_named (&desk, "IMG_0002.JPG");
  write_words (&desk, first, "Bà con họp chợ nổi Cái Răng.");
  folder = out_folder (&desk, "out/deeper");
  {
    const char *const hashes[] = { second, first, NULL };

    results = bt_context_export_photos (desk.context, hashes, folder, NULL, NULL, &error);
  }
  g_assert_no_error (error);
  g_assert_cmpuint (results->len, ==, 2);
  assert_file (results->pdata[0], "IMG_0002.jpg");
  assert_file (results->pdata[1], "IMG_0001.jpg");
  caption = read_tag (((BtExported *)results->pdata[1])->file, "-XMP-dc:Description");
  g_assert_cmpstr (caption, ==, "Bà con họp chợ nổi Cái Răng.");
  iim = read_tag (((BtExported *)results->pdata[1])->file, "-IPTC:City");
  g_assert_cmpstr (iim, ==, "Cần Thơ");
  /* A copy, not a new picture. */
  comment = read_tag (((BtExported *)results->pdata[1])->file, "-File:Comment");
  g_assert_cmpstr (comment, ==, "photo number 00000001");
  assert_whole (&desk, 2);
}

/* Renamed; what is there already, and what would have the same name, gets a number. */
static void
test_names (void)
{
  g_auto (Desk) desk = { 0 };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  g_autofree char *there = NULL;
  g_autofree char *bytes = NULL;
  g_autoptr (GFile) folder = NULL;
  g_autoptr (GError) error = NULL;
  BtExportOptions options = { .pattern = "{ngày:yyyymmdd}-{số:3}-{tên tệp}", .first = 9 };

  set_up (&desk, 3);
  first = hash_named (&desk, "IMG_0001.JPG");
  second = hash_named (&desk, "IMG_0002.JPG");
  third = hash_named (&desk, "IMG_0003.JPG");
  write_words (&desk, first, "A");
  write_words (&desk, second, "B");
  write_words (&desk, third, "C");
  folder = out_folder (&desk, "out");
  {
    const char *const hashes[] = { first, second, third, NULL };
    g_autoptr (GPtrArray) results =
        bt_context_export_photos (desk.context, hashes, folder, &options, NULL, &error);

    assert_file (results->pdata[0], "20171228-009-IMG_0001.jpg");
    assert_file (results->pdata[2], "20171228-011-IMG_0003.jpg");
  }
  /* Somebody's file. */
  there = g_build_filename (desk.root, "out", "Cho-noi.jpg", NULL);
  g_assert_true (g_file_set_contents (there, "somebody's", -1, NULL));
  options.pattern = "Chợ nổi";
  options.ascii = TRUE;
  {
    const char *const hashes[] = { first, second, third, NULL };
    g_autoptr (GPtrArray) results =
        bt_context_export_photos (desk.context, hashes, folder, &options, NULL, &error);

    assert_file (results->pdata[1], "Cho-noi-2.jpg");
    assert_file (results->pdata[2], "Cho-noi-3.jpg");
    assert_file (results->pdata[0], "Cho-noi-4.jpg");
  }
  g_assert_true (g_file_get_contents (there, &bytes, NULL, NULL));
  g_assert_cmpstr (bytes, ==, "somebody's");
}

static void
test_renditions (void)
{
  g_auto (Desk) desk = { 0 };
  g_autofree char *hash = NULL;
  g_autoptr (GFile) folder = NULL;
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GPtrArray) changes = g_ptr_array_new ();
  g_autoptr (BtPhotoChange) change = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *size = NULL;
  g_autofree char *caption = NULL;
  BtExportOptions options = { .max_side = 48 };

  set_up (&desk, 1);
  hash = hash_named (&desk, "IMG_0001.JPG");
  write_words (&desk, hash, "Chợ nổi");
  /* Turned on its side. */
  change = bt_photo_change_new (hash);
  change->what = BT_PHOTO_CHANGE_EDIT;
  change->edit = g_strdup ("{\"turn\": 1}");
  g_ptr_array_add (changes, change);
  bt_store_change_photos_sync (bt_context_get_store (desk.context), changes, &error);
  g_assert_no_error (error);
  folder = out_folder (&desk, "out");
  {
    const char *const hashes[] = { hash, NULL };

    results =
        bt_context_export_photos (desk.context, hashes, folder, &options, NULL, &error);
  }
  assert_file (results->pdata[0], "IMG_0001.jpg");
  size = read_tag (((BtExported *)results->pdata[0])->file, "-ImageSize");
  g_assert_cmpstr (size, ==, "32x48");
  caption = read_tag (((BtExported *)results->pdata[0])->file, "-XMP-dc:Description");
  g_assert_cmpstr (caption, ==, "Chợ nổi");
}

/* A face that was hidden does not come to light because somebody wanted copies. */
static void
test_hidden_stays_hidden (void)
{
  g_auto (Desk) desk = { 0 };
  g_autofree char *hash = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GFile) folder = NULL;
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GPtrArray) changes = g_ptr_array_new ();
  g_autoptr (BtPhotoChange) change = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *size = NULL;
  g_autofree char *kept_size = NULL;
  g_autoptr (GFile) original = NULL;
  BtExportOptions options = { 0 };
  gsize n_before, n_after;

  set_up (&desk, 1);
  hash = hash_named (&desk, "IMG_0001.JPG");
  change = bt_photo_change_new (hash);
  change->what = BT_PHOTO_CHANGE_EDIT;
  change->edit = g_strdup ("{\"areas\":[[\"blur\",0.1,0.1,0.5,0.5]]}");
  g_ptr_array_add (changes, change);
  bt_store_change_photos_sync (bt_context_get_store (desk.context), changes, &error);
  g_assert_no_error (error);
  folder = out_folder (&desk, "out");
  {
    const char *const hashes[] = { hash, NULL };

    results =
        bt_context_export_photos (desk.context, hashes, folder, &options, NULL, &error);
  }
  assert_file (results->pdata[0], "IMG_0001.jpg");
  kept = bt_photo_folder_get_path (bt_context_get_photos (desk.context), hash);
  original = g_file_new_for_path (kept);
  size = read_tag (((BtExported *)results->pdata[0])->file, "-ImageSize");
  kept_size = read_tag (original, "-ImageSize");
  g_assert_cmpstr (size, ==, kept_size);
  /* The coded picture is another one. */
  path = g_file_get_path (((BtExported *)results->pdata[0])->file);
  g_assert_true (g_file_get_contents (kept, &before, &n_before, NULL));
  g_assert_true (g_file_get_contents (path, &after, &n_after, NULL));
  g_assert_null (memmem (after, n_after, before + n_before - 64, 62));
}

static void
test_failures (void)
{
  g_auto (Desk) desk = { 0 };
  g_autofree char *first = NULL;
  g_autofree char *path = NULL;
  g_autofree char *file = NULL;
  g_autoptr (GFile) folder = NULL;
  g_autoptr (GFile) no_folder = NULL;
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) error = NULL;
  static const char none[] =
      "00000000000000000000000000000000000000000000000000000000000000aa";

  set_up (&desk, 2);
  first = hash_named (&desk, "IMG_0001.JPG");
  path = bt_photo_folder_get_path (bt_context_get_photos (desk.context), first);
  g_assert_cmpint (g_unlink (path), ==, 0);
  folder = out_folder (&desk, "out");
  {
    g_autofree char *second = hash_named (&desk, "IMG_0002.JPG");
    const char *const hashes[] = { none, first, second, NULL };

    results = bt_context_export_photos (desk.context, hashes, folder, NULL, NULL, &error);
    g_assert_no_error (error);
    g_assert_error (((BtExported *)results->pdata[0])->error, BT_STORE_ERROR,
                    BT_STORE_ERROR_NOT_FOUND);
    g_assert_error (((BtExported *)results->pdata[1])->error, BT_PHOTO_ERROR,
                    BT_PHOTO_ERROR_MISSING);
    g_assert_cmpstr (((BtExported *)results->pdata[1])->name, ==, "IMG_0001.JPG");
    assert_file (results->pdata[2], "IMG_0002.jpg");

    /* A file is where the folder should be. */
    file = g_build_filename (desk.root, "file", NULL);
    g_assert_true (g_file_set_contents (file, "x", -1, NULL));
    no_folder = g_file_new_for_path (file);
    g_assert_null (
        bt_context_export_photos (desk.context, hashes, no_folder, NULL, NULL, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  }
}

typedef struct
{
  GPtrArray *results;
  GCancellable *cancellable;
  goffset last;
} Waiting;

static void
progress_cb (goffset done, goffset all, gpointer data)
{
  Waiting *waiting = data;

  g_assert_null (waiting->results);
  g_assert_cmpint (all, ==, 30);
  g_assert_cmpint (done, <=, all);
  waiting->last = MAX (waiting->last, done);
  if (done == 3)
    g_cancellable_cancel (waiting->cancellable);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Waiting *waiting = data;
  g_autoptr (GError) error = NULL;

  waiting->results =
      bt_context_export_photos_finish (BT_CONTEXT (source), result, &error);
  g_assert_no_error (error);
}

/* What is done by then is there, whole; the rest says that it was cancelled. */
static void
test_cancel (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Waiting waiting = { .cancellable = cancellable };
  g_autoptr (GPtrArray) hashes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GFile) folder = NULL;
  guint there = 0;
  g_autofree char *path = NULL;
  g_autoptr (GDir) dir = NULL;

  set_up (&desk, 30);
  all = bt_store_list_photos_sync (bt_context_get_store (desk.context),
                                   &(BtPhotoQuery){ 0 }, NULL);
  for (guint i = 0; i < all->len; i++)
    g_ptr_array_add (hashes, g_strdup (((BtStoredPhoto *)all->pdata[i])->hash));
  g_ptr_array_add (hashes, NULL);
  folder = out_folder (&desk, "out");
  bt_context_export_photos_async (desk.context, (const char *const *)hashes->pdata,
                                  folder, NULL, progress_cb, &waiting, cancellable,
                                  exported_cb, &waiting);
  while (waiting.results == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (waiting.last, ==, 30);
  g_assert_cmpuint (waiting.results->len, ==, 30);
  for (guint i = 0; i < 30; i++)
    {
      const BtExported *exported = waiting.results->pdata[i];

      if (exported->file != NULL)
        there++;
      else
        g_assert_error (exported->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
  g_assert_cmpuint (there, >=, 3);
  g_assert_cmpuint (there, <, 30);
  path = g_file_get_path (folder);
  dir = g_dir_open (path, 0, NULL);
  while (g_dir_read_name (dir) != NULL)
    there--;
  g_assert_cmpuint (there, ==, 0);
  g_ptr_array_unref (waiting.results);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo-export/copies", test_copies);
  g_test_add_func ("/photo-export/names", test_names);
  g_test_add_func ("/photo-export/renditions", test_renditions);
  g_test_add_func ("/photo-export/hidden-stays-hidden", test_hidden_stays_hidden);
  g_test_add_func ("/photo-export/failures", test_failures);
  g_test_add_func ("/photo-export/cancel", test_cancel);
  return g_test_run ();
}

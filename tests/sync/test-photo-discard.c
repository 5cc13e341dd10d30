/* Photos that are thrown away: no byte of them is left, and none that is used goes.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ingest-kit.h"

#include <glib/gstdio.h>
#include <string.h>

#include "sync/bt-photo-discard.h"

static char *
hash_named (const Desk *desk, const char *name)
{
  g_autoptr (BtStoredPhoto) stored = stored_named (desk, name);

  g_assert_nonnull (stored);
  return g_strdup (stored->hash);
}

/* Fails with the name of the file below @path that has the bytes. */
static guint
count_bytes (const char *path, const char *bytes, gsize length)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autofree char *all = NULL;
  const char *name;
  gsize size;
  guint found = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      found += count_bytes (child, bytes, length);
    }
  if (dir == NULL && g_file_get_contents (path, &all, &size, NULL)
      && memmem (all, size, bytes, length) != NULL)
    {
      g_test_message ("%s has “%s”", path, bytes);
      found++;
    }
  return found;
}

static void
discard (const Desk *desk, const char *hash, guint n_used)
{
  const char *const hashes[] = { hash, NULL };
  g_auto (GStrv) used = NULL;
  g_autoptr (GError) error = NULL;

  bt_context_discard_photos (desk->context, hashes, &used, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (used), ==, n_used);
  if (n_used > 0)
    g_assert_cmpstr (used[0], ==, hash);
}

/* The photo itself, everything made from it, and what people wrote about it. */
static void
test_no_byte_is_left (void)
{
  static const char fields[] = "{\"caption\": \"nguoichutichbaomat {số}\"}";
  static const char words[] = "nguoichutichbaomat";
  g_auto (Desk) desk = { 0 };
  g_auto (Told) told = { 0 };
  BtIngestOptions options = { .recursive = TRUE, .fields = fields };
  g_autofree char *hash = NULL;
  g_autofree char *other = NULL;
  g_autoptr (GError) error = NULL;
  BtPhotoFolder *folder;
  BtRendition rendition = { .max_side = 64, .quality = 80 };

  desk_init (&desk);
  card_photos (&desk, 2);
  ingest_all (&told, &desk, &options);
  hash = hash_named (&desk, "IMG_0001.JPG");
  other = hash_named (&desk, "IMG_0002.JPG");
  folder = bt_context_get_photos (desk.context);
  for (guint side = 16; side <= 64; side += 16)
    {
      rendition.max_side = side;
      g_free (bt_photo_folder_render (folder, hash, &rendition, NULL, &error));
      g_assert_no_error (error);
    }
  g_assert_cmpuint (count_bytes (desk.data, "number 00000001", 15), ==, 1);
  g_assert_cmpuint (count_bytes (desk.data, hash, 64), >, 0);
  g_assert_cmpuint (count_bytes (desk.data, words, strlen (words)), >, 0);

  discard (&desk, hash, 0);
  g_assert_cmpuint (count_bytes (desk.data, "number 00000001", 15), ==, 0);
  assert_whole (&desk, 1);
  discard (&desk, other, 0);
  assert_whole (&desk, 0);
  g_assert_cmpuint (count_bytes (desk.data, hash, 64), ==, 0);
  g_assert_cmpuint (count_bytes (desk.data, words, strlen (words)), ==, 0);

  /* It was not wanted; asked for again, it comes in as new. */
  {
    g_auto (Told) again = { 0 };

    ingest_all (&again, &desk, NULL);
    assert_count (&again, 2, 2, 0, 0, 0);
    assert_whole (&desk, 2);
  }
}

static void
use_in_article (const Desk *desk, const char *hash, BtArticle *article)
{
  BtBlock *block = bt_block_new (BT_BLOCK_FIGURE);
  g_autoptr (GError) error = NULL;

  bt_figure_item (block->figure, 0)->photo = g_strdup (hash);
  bt_article_append_block (article, block);
  bt_store_save_article_sync (bt_context_get_store (desk->context), article, -1, &error);
  g_assert_no_error (error);
}

static void
test_used_ones_stay (void)
{
  g_auto (Desk) desk = { 0 };
  g_auto (Told) told = { 0 };
  g_autoptr (BtArticle) article = bt_article_new ();
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (GError) error = NULL;
  BtStore *store;

  desk_init (&desk);
  store = bt_context_get_store (desk.context);
  card_photos (&desk, 3);
  ingest_all (&told, &desk, NULL);
  first = hash_named (&desk, "IMG_0001.JPG");
  second = hash_named (&desk, "IMG_0002.JPG");
  use_in_article (&desk, first, article);
  use_in_article (&desk, second, article);
  discard (&desk, first, 1);
  assert_whole (&desk, 3);

  /* An earlier version of the article still has it. */
  bt_store_add_version_sync (store, article, BT_CAUSE_BY_HAND, &error);
  g_assert_no_error (error);
  bt_article_clear_blocks (article);
  bt_store_save_article_sync (store, article, -1, &error);
  g_assert_no_error (error);
  discard (&desk, first, 1);
  assert_whole (&desk, 3);

  /* Many at once: those that may go do. */
  {
    g_autofree char *third = hash_named (&desk, "IMG_0003.JPG");
    const char *const hashes[] = { third, second, first, third, NULL };
    g_auto (GStrv) used = NULL;

    g_assert_true (bt_context_discard_photos (desk.context, hashes, &used, NULL, &error));
    g_assert_no_error (error);
    g_assert_cmpuint (g_strv_length (used), ==, 2);
    g_assert_cmpint (strcmp (used[0], used[1]), <, 0);
    assert_whole (&desk, 2);
  }
}

/* As after a crash between two of the three steps. */
static void
test_finishing (void)
{
  g_auto (Desk) desk = { 0 };
  g_auto (Told) told = { 0 };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) used = NULL;

  desk_init (&desk);
  card_photos (&desk, 4);
  ingest_all (&told, &desk, NULL);
  first = hash_named (&desk, "IMG_0001.JPG");
  second = hash_named (&desk, "IMG_0002.JPG");
  {
    const char *const hashes[] = { first, second, NULL };

    bt_store_discard_photos_sync (bt_context_get_store (desk.context), hashes, &used,
                                  &error);
    g_assert_no_error (error);
  }
  /* The second one's files are gone already. */
  bt_photo_folder_remove (bt_context_get_photos (desk.context), second, &error);
  g_assert_no_error (error);
  desk_restart (&desk);
  g_assert_true (bt_context_finish_discards (desk.context, NULL, &error));
  g_assert_no_error (error);
  assert_whole (&desk, 2);
  g_assert_cmpuint (count_bytes (desk.data, "number 00000001", 15), ==, 0);
  g_assert_true (bt_context_finish_discards (desk.context, NULL, &error));
  assert_whole (&desk, 2);
}

/* A program was killed between the folder and the store: the photo is found again, and
 * comes in under its name with the next ingest. */
static void
test_unlisted (void)
{
  g_auto (Desk) desk = { 0 };
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autoptr (BtStoredPhoto) found = NULL;
  g_autoptr (BtStoredPhoto) named = NULL;
  g_autoptr (GError) error = NULL;

  desk_init (&desk);
  path = card_photo (&desk, "a.jpg", 1);
  file = g_file_new_for_path (path);
  info = bt_photo_folder_ingest (bt_context_get_photos (desk.context), file,
                                 BT_PHOTO_THUMBNAIL_SIDE, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (bt_context_finish_discards (desk.context, NULL, &error));
  g_assert_no_error (error);
  assert_whole (&desk, 1);
  found = stored_named (&desk, info->hash);
  g_assert_nonnull (found);
  g_assert_cmpint (found->batch, ==, 0);
  {
    g_auto (Told) told = { 0 };

    ingest_all (&told, &desk, NULL);
    assert_count (&told, 1, 1, 0, 0, 0);
    named = stored_named (&desk, "a.jpg");
    g_assert_nonnull (named);
    g_assert_cmpint (named->batch, ==, bt_ingest_get_batch (told.ingest));
  }
}

/* What cannot be deleted now stays marked, and is deleted later. */
static void
test_undeletable (void)
{
  g_auto (Desk) desk = { 0 };
  g_auto (Told) told = { 0 };
  g_autofree char *hash = NULL;
  g_autofree char *path = NULL;
  g_autofree char *aside = NULL;
  g_autoptr (GError) error = NULL;

  desk_init (&desk);
  card_photos (&desk, 2);
  ingest_all (&told, &desk, NULL);
  hash = hash_named (&desk, "IMG_0001.JPG");
  path = bt_photo_folder_get_path (bt_context_get_photos (desk.context), hash);
  /* A folder that is not empty is in its place. */
  aside = g_build_filename (path, "x", NULL);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  g_assert_true (g_file_set_contents (aside, "x", 1, NULL));
  {
    const char *const hashes[] = { hash, NULL };

    g_assert_false (bt_context_discard_photos (desk.context, hashes, NULL, NULL, &error));
    g_assert_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_WRITE);
    g_clear_error (&error);
  }
  g_assert_null (stored_named (&desk, "IMG_0001.JPG"));
  g_assert_cmpint (g_unlink (aside), ==, 0);
  g_assert_cmpint (g_rmdir (path), ==, 0);
  g_assert_true (bt_context_finish_discards (desk.context, NULL, &error));
  g_assert_no_error (error);
  assert_whole (&desk, 1);
}

static gpointer
discard_thread (gpointer data)
{
  Desk *desk = data;

  for (guint round = 0; round < 40; round++)
    {
      BtPhotoQuery query = { .limit = 4 };
      g_autoptr (GPtrArray) photos =
          bt_store_list_photos_sync (bt_context_get_store (desk->context), &query, NULL);

      for (guint i = 0; i < photos->len; i++)
        {
          const char *const hashes[] = {
            ((BtStoredPhoto *)g_ptr_array_index (photos, i))->hash, NULL
          };
          g_autoptr (GError) error = NULL;

          bt_context_discard_photos (desk->context, hashes, NULL, NULL, &error);
          g_assert_no_error (error);
        }
      g_usleep (5000);
    }
  return NULL;
}

/* The same photos come and go at the same time, and no row is ever left without a file. */
static void
test_coming_and_going (void)
{
  g_auto (Desk) desk = { 0 };
  GThread *thread;

  desk_init (&desk);
  card_photos (&desk, 30);
  thread = g_thread_new ("discard", discard_thread, &desk);
  for (guint i = 0; i < 4; i++)
    {
      g_auto (Told) told = { 0 };
      g_autoptr (GPtrArray) failures = NULL;

      ingest_all (&told, &desk, NULL);
      failures = bt_ingest_get_failures (told.ingest);
      g_assert_cmpuint (failures->len, ==, 0);
    }
  g_thread_join (thread);
  {
    g_autoptr (GPtrArray) all = bt_store_list_photos_sync (
        bt_context_get_store (desk.context), &(BtPhotoQuery){ 0 }, NULL);

    assert_whole (&desk, all->len);
  }
}

static void
discarded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) used = NULL;

  g_assert_true (
      bt_context_discard_photos_finish (BT_CONTEXT (source), result, &used, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (used), ==, 0);
  *(gboolean *)data = TRUE;
}

static void
test_async (void)
{
  g_auto (Desk) desk = { 0 };
  g_auto (Told) told = { 0 };
  g_autofree char *hash = NULL;
  gboolean done = FALSE;

  desk_init (&desk);
  card_photos (&desk, 2);
  ingest_all (&told, &desk, NULL);
  hash = hash_named (&desk, "IMG_0002.JPG");
  {
    const char *const hashes[] = { hash, NULL };

    bt_context_discard_photos_async (desk.context, hashes, NULL, discarded_cb, &done);
  }
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  assert_whole (&desk, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo-discard/no-byte-is-left", test_no_byte_is_left);
  g_test_add_func ("/photo-discard/used-ones-stay", test_used_ones_stay);
  g_test_add_func ("/photo-discard/finishing", test_finishing);
  g_test_add_func ("/photo-discard/unlisted", test_unlisted);
  g_test_add_func ("/photo-discard/undeletable", test_undeletable);
  g_test_add_func ("/photo-discard/coming-and-going", test_coming_and_going);
  g_test_add_func ("/photo-discard/async", test_async);
  return g_test_run ();
}

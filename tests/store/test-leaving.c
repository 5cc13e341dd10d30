/* Where photos are used, batches, and photos that are thrown away.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "photo-kit.h"
#include "store/bt-store-pieces.h"

static void
put_photos (KitStore *f, guint n)
{
  for (guint i = 1; i <= n; i++)
    kit_put_photo (f->store, i, "chợ nổi", NULL);
}

static gint64
save (KitStore *f, BtArticle *article, gint64 base)
{
  g_autoptr (GError) error = NULL;
  gint64 revision = bt_store_save_article_sync (f->store, article, base, &error);

  g_assert_no_error (error);
  return revision;
}

/* Puts other figures into an article. */
static BtArticle *
show (const BtArticle *article, const char *photos)
{
  g_autoptr (BtArticle) other = kit_article_with ("", photos);
  BtArticle *copy = bt_article_copy (article);

  while (bt_article_get_n_blocks (copy) > 0)
    bt_article_remove_block (copy, 0);
  for (guint i = 0; i < bt_article_get_n_blocks (other); i++)
    bt_article_append_block (copy, bt_block_copy (bt_article_get_block (other, i)));
  return copy;
}

static void
assert_discards (KitStore *f, const char *photos, const char *stay)
{
  g_auto (GStrv) hashes = kit_hashes (photos);
  g_auto (GStrv) expected = kit_hashes (stay);
  g_auto (GStrv) used = NULL;
  g_autoptr (GError) error = NULL;

  bt_store_discard_photos_sync (f->store, (const char *const *)hashes, &used, &error);
  g_assert_no_error (error);
  g_assert_true (g_strv_equal ((const char *const *)used, (const char *const *)expected));
}

static void
forget (KitStore *f, const char *photos)
{
  g_auto (GStrv) hashes = kit_hashes (photos);
  g_autoptr (GError) error = NULL;

  bt_store_forget_photos_sync (f->store, (const char *const *)hashes, &error);
  g_assert_no_error (error);
}

static void
assert_leaving (BtStore *store, const char *photos)
{
  g_auto (GStrv) expected = kit_hashes (photos);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) leaving = bt_store_list_leaving_sync (store, &error);

  g_assert_no_error (error);
  g_assert_true (
      g_strv_equal ((const char *const *)leaving, (const char *const *)expected));
}

static void
assert_uses (KitStore *f, guint photo, guint uses)
{
  g_autofree char *hash = kit_hash (photo);
  g_autoptr (GError) error = NULL;
  g_autoptr (BtStoredPhoto) got = bt_store_get_photo_sync (f->store, hash, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (got->uses, ==, uses);
}

static char *
headlines (KitStore *f, guint photo)
{
  g_autofree char *hash = kit_hash (photo);
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  GString *text = g_string_new (NULL);

  bt_store_list_photo_uses_async (f->store, hash, NULL, kit_result_cb, &result);
  kit_wait_result (&result);
  rows = bt_store_list_photo_uses_finish (f->store, result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "|" : "",
                            ((BtStoredArticle *)rows->pdata[i])->headline);
  return g_string_free (text, FALSE);
}

/* ---- uses ---- */

static void
test_uses (KitStore *f, gconstpointer data)
{
  g_autoptr (BtArticle) one = kit_article_with ("Một", "3 1 3 2");
  g_autoptr (BtArticle) two = kit_article_with ("Hai", "1");
  g_autoptr (BtArticle) turned = NULL;
  g_autofree char *both = NULL;
  g_autofree char *only = NULL;
  BtPhotoQuery query = { .article = bt_article_get_uuid (one) };
  const BtPhotoQuery unused = { .unused = TRUE };

  put_photos (f, 5);
  save (f, one, 0);
  save (f, two, 0);
  kit_assert_photos (f->store, &query, "3 1 2");
  kit_assert_photos (f->store, &unused, "4 5");
  both = headlines (f, 1);
  g_assert_cmpstr (both, ==, "Hai|Một");
  assert_uses (f, 1, 2);
  assert_uses (f, 3, 1);

  turned = show (one, "2 4");
  save (f, turned, 1);
  kit_assert_photos (f->store, &query, "2 4");
  only = headlines (f, 1);
  g_assert_cmpstr (only, ==, "Hai");

  /* With words, still in the article's order; an article that is not there has none. */
  query.words = "cho noi";
  kit_assert_photos (f->store, &query, "2 4");
  query.article = "'; DELETE FROM photo; --";
  kit_assert_photos (f->store, &query, "");

  g_assert_true (
      bt_store_trash_article_sync (f->store, bt_article_get_uuid (one), TRUE, NULL));
  assert_uses (f, 2, 0);
  kit_assert_photos (f->store, &unused, "2 3 4 5");
  g_clear_pointer (&only, g_free);
  only = headlines (f, 2);
  g_assert_cmpstr (only, ==, "Một");
}

static void
photos_changed_cb (BtStore *store, char **hashes, gpointer data)
{
  GString *heard = data;

  for (guint i = 0; hashes && hashes[i]; i++)
    g_string_append_printf (heard, "%c", hashes[i][7]);
}

static void
assert_heard (GString *heard, const char *photos)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  for (const char *p = photos; *p; p++)
    g_assert_nonnull (strchr (heard->str, *p));
  g_assert_cmpuint (heard->len, ==, strlen (photos));
  g_string_truncate (heard, 0);
}

static void
test_uses_told (KitStore *f, gconstpointer data)
{
  g_autoptr (GString) heard = g_string_new (NULL);
  g_autoptr (BtArticle) article = kit_article_with ("Một", "1 2");
  g_autoptr (BtArticle) turned = show (article, "2 3");
  const char *uuid = bt_article_get_uuid (article);

  g_signal_connect (f->store, "photos-changed", G_CALLBACK (photos_changed_cb), heard);
  save (f, article, 0);
  assert_heard (heard, "12");
  /* Other words, the same photos. */
  bt_article_set (article, BT_FIELD_HEADLINE, "Hai");
  save (f, article, 1);
  assert_heard (heard, "");
  save (f, turned, 2);
  assert_heard (heard, "123");
  g_assert_true (bt_store_trash_article_sync (f->store, uuid, TRUE, NULL));
  assert_heard (heard, "23");
  g_assert_true (bt_store_trash_article_sync (f->store, uuid, TRUE, NULL));
  assert_heard (heard, "");
}

/* ---- discard, forget ---- */

static void
test_discard (KitStore *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = kit_hash (2);

  put_photos (f, 4);
  assert_discards (f, "2 3 77", "");
  kit_assert_photos (f->store, NULL, "1 4");
  kit_assert_found (f->store, "cho noi", "1 4");
  assert_leaving (f->store, "2 3");
  g_assert_null (bt_store_get_photo_sync (f->store, hash, &error));
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND);

  /* What is not leaving is not forgotten, and once more is nothing. */
  forget (f, "1 2 77");
  forget (f, "2");
  assert_leaving (f->store, "3");
  kit_assert_photos (f->store, NULL, "1 4");
  kit_assert_found (f->store, "cho noi", "1 4");
  assert_discards (f, "", "");
}

static void
test_comes_back (KitStore *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtStoredPhoto) again = kit_photo (2, "chợ nổi", NULL);
  g_autoptr (BtStoredPhoto) got = NULL;
  gint64 first = bt_store_add_batch_sync (f->store, "Một", "", &error);
  gint64 second = bt_store_add_batch_sync (f->store, "Hai", "", &error);

  again->batch = first;
  g_assert_true (bt_store_put_photo_sync (f->store, again, &error));
  put_photos (f, 1);
  assert_discards (f, "1 2", "");
  again->batch = second;
  g_assert_true (bt_store_put_photo_sync (f->store, again, &error));
  assert_leaving (f->store, "1");
  /* The other half comes too late for it. */
  forget (f, "1 2");
  kit_assert_photos (f->store, NULL, "2");
  kit_assert_found (f->store, "cho noi", "2");
  got = bt_store_get_photo_sync (f->store, again->hash, &error);
  g_assert_no_error (error);
  g_assert_cmpint (got->batch, ==, second);
}

/* Whatever holds a photo: an article, one in the trash, a version of any kind, what waits
 * to be sent, a snippet. */
static void
test_used_stay (KitStore *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtArticle) now = kit_article_with ("Bây giờ", "1 2");
  g_autoptr (BtArticle) trashed = kit_article_with ("Đã bỏ", "3");
  g_autoptr (BtArticle) before = kit_article_with ("Trước", "4");
  g_autoptr (BtArticle) sent = kit_article_with ("Gửi", "5");
  g_autoptr (BtArticle) emptied = NULL;
  g_autoptr (BtArticle) later = NULL;
  g_autoptr (BtArticle) old = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (GPtrArray) photos = NULL;
  g_autoptr (GPtrArray) pieces =
      g_ptr_array_new_with_free_func ((GDestroyNotify)bt_piece_free);
  gint64 account = kit_add_account (f->store, "Báo", "https://bao.example.vn");

  put_photos (f, 8);
  g_ptr_array_add (pieces, bt_piece_new (BT_PIECE_SNIPPET, "bd", "Bản đồ",
                                         kit_article_with ("", "8")));
  g_assert_true (bt_store_put_pieces_sync (f->store, pieces, &error));
  save (f, now, 0);
  save (f, trashed, 0);
  g_assert_true (bt_store_trash_article_sync (f->store, bt_article_get_uuid (trashed),
                                              TRUE, &error));
  save (f, before, 0);
  g_assert_cmpint (bt_store_add_version_sync (f->store, before, BT_CAUSE_BY_HAND, &error),
                   >, 0);
  emptied = show (before, "");
  save (f, emptied, 1);
  save (f, sent, 0);
  g_assert_cmpint (bt_store_enqueue_sync (f->store, bt_article_get_uuid (sent), account,
                                          BT_INTENT_PUBLISH, 0, FALSE, &error),
                   >, 0);
  later = show (sent, "6");
  save (f, later, 1);
  g_assert_no_error (error);

  assert_discards (f, "8 7 6 5 4 3 2 1 1", "1 2 3 4 5 6 8");
  assert_leaving (f->store, "7");
  /* The version finds its photo. */
  versions = bt_store_list_versions_sync (f->store, bt_article_get_uuid (before), &error);
  old = bt_store_load_version_sync (
      f->store, ((BtStoredVersion *)versions->pdata[versions->len - 1])->id, &error);
  photos = bt_article_photos (old);
  g_assert_cmpuint (photos->len, ==, 1);
  bt_stored_photo_free (bt_store_get_photo_sync (f->store, photos->pdata[0], &error));
  g_assert_no_error (error);
}

/* Most of a long text goes away, so the store itself keeps what was there. */
static void
test_kept_by_itself (KitStore *f, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (BtArticle) article = kit_article_with ("Dài", "1");
  g_autoptr (BtArticle) emptied = show (article, "");

  for (guint i = 0; i < 60; i++)
    g_string_append (text, "chữ ");
  put_photos (f, 1);
  bt_article_append_block (article, bt_block_new_text (BT_BLOCK_PARAGRAPH, text->str));
  save (f, article, 0);
  save (f, emptied, 1);
  assert_uses (f, 1, 0);
  assert_discards (f, "1", "1");
}

static void
assert_known (BtStore *store, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) sizes = bt_store_list_photo_sizes_sync (store, &error);
  GHashTableIter iter;
  gpointer hash, size;

  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (sizes), ==, n);
  g_hash_table_iter_init (&iter, sizes);
  while (g_hash_table_iter_next (&iter, &hash, &size))
    {
      g_autoptr (BtStoredPhoto) photo = bt_store_get_photo_sync (store, hash, NULL);

      if (photo)
        g_assert_cmpuint (photo->size, ==, *(gint64 *)size);
    }
}

/* Somebody puts a photo into an article that is being thrown away at this moment. */
static void
test_wanted_again (KitStore *f, gconstpointer data)
{
  g_autoptr (BtArticle) article = kit_article_with ("Một", "");
  g_autoptr (BtArticle) with = show (article, "1");
  g_autoptr (BtArticle) version = show (article, "2");

  put_photos (f, 3);
  save (f, article, 0);
  assert_discards (f, "1 2 3", "");
  save (f, with, 1);
  assert_leaving (f->store, "2 3");
  g_assert_cmpint (
      bt_store_add_version_sync (f->store, version, BT_CAUSE_FROM_PORTAL, NULL), >, 0);
  assert_leaving (f->store, "3");
  assert_known (f->store, 3);
  forget (f, "1 2 3");
  assert_known (f->store, 2);
  kit_assert_photos (f->store, NULL, "1 2");
}

static void
test_after_a_crash (void)
{
  g_auto (Kit) kit = { 0 };
  g_autoptr (BtStore) store = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) leaving = NULL;
  g_autofree char *output = NULL;
  g_autofree char *helper =
      g_test_build_filename (G_TEST_BUILT, "store", "store-helper", NULL);
  const char *argv[] = { helper, "discard", NULL, "3", NULL };
  int status;

  kit_init (&kit);
  argv[2] = kit.path;
  store = bt_store_new (kit.path);
  for (guint i = 1; i <= 5; i++)
    kit_put_photo (store, i, "chợ nổi", NULL);
  /* It is killed, by itself, between the two halves; its files are still there. */
  g_assert_true (g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_DEFAULT, NULL, NULL,
                               &output, NULL, &status, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (output, ==, "discarded\n");
  g_assert_false (g_spawn_check_wait_status (status, NULL));
  assert_leaving (store, "1 2 3");
  kit_assert_photos (store, NULL, "4 5");
  bt_store_close_sync (store);
  g_clear_object (&store);

  store = bt_store_new (kit.path);
  leaving = bt_store_list_leaving_sync (store, &error);
  g_assert_true (
      bt_store_forget_photos_sync (store, (const char *const *)leaving, &error));
  g_assert_no_error (error);
  assert_leaving (store, "");
  kit_assert_found (store, "cho noi", "4 5");
}

/* ---- two programs ---- */

static void
any_changed_cb (BtStore *store, char **hashes, gpointer data)
{
  gboolean *any = data;

  *any = *any || hashes == NULL;
}

static GSubprocess *
start_helper (const char *path, const char *what, const char *n)
{
  g_autofree char *helper =
      g_test_build_filename (G_TEST_BUILT, "store", "store-helper", NULL);
  g_autoptr (GError) error = NULL;
  GSubprocess *program = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, helper,
                                           what, path, n, NULL);

  g_assert_no_error (error);
  return program;
}

/* Both rate, and one throws photos away that the other rates. */
static void
test_two_programs (KitStore *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) rater = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *output = NULL;
  const BtPhotoQuery all = { 0 };
  gboolean any = FALSE;
  guint n_rated = 0;

  put_photos (f, 100);
  g_signal_connect (f->store, "photos-changed", G_CALLBACK (any_changed_cb), &any);
  rater = start_helper (f->kit.path, "rate", "100");
  for (guint i = 51; i <= 100; i++)
    {
      g_autofree char *photo = g_strdup_printf ("%u", i);

      assert_discards (f, photo, "");
      if (i % 2 == 0)
        forget (f, photo);
    }
  g_assert_true (
      g_subprocess_communicate_utf8 (rater, NULL, NULL, &output, NULL, &error));
  g_assert_no_error (error);
  /* Each answer is one of two: rated, or gone. */
  for (const char *p = output; (p = strstr (p, "rated\n")); p++)
    n_rated++;
  g_assert_cmpuint (n_rated, >=, 50);
  g_assert_null (strstr (output, "SQLite"));
  rows = bt_store_list_photos_sync (f->store, &all, &error);
  g_assert_cmpuint (rows->len, ==, 50);
  for (guint i = 0; i < rows->len; i++)
    g_assert_cmpuint (((BtStoredPhoto *)rows->pdata[i])->rating, >, 0);
  /* What the other one did is told, as anything. */
  kit_wait (&any);
}

/* ---- batches ---- */

static void
put_in_batch (KitStore *f, guint photo, gint64 batch)
{
  g_autoptr (BtStoredPhoto) self = kit_photo (photo, "", NULL);
  g_autoptr (GError) error = NULL;

  self->batch = batch;
  bt_store_put_photo_sync (f->store, self, &error);
  g_assert_no_error (error);
}

static char *
batches (KitStore *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  GString *text = g_string_new (NULL);

  bt_store_list_batches_async (f->store, NULL, kit_result_cb, &result);
  kit_wait_result (&result);
  rows = bt_store_list_batches_finish (f->store, result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const BtPhotoBatch *row = g_ptr_array_index (rows, i);

      g_string_append_printf (text, "%s%s (%s) %u", i > 0 ? "|" : "", row->name,
                              row->source, row->photos);
      g_assert_cmpint (ABS (g_get_real_time () - row->created), <, G_TIME_SPAN_MINUTE);
    }
  return g_string_free (text, FALSE);
}

static void
rename_batch (KitStore *f, gint64 id, const char *name, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  bt_store_rename_batch_async (f->store, id, name, NULL, kit_result_cb, &result);
  kit_wait_result (&result);
  bt_store_rename_batch_finish (f->store, result, error);
}

static void
test_batches (KitStore *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *both = NULL;
  g_autofree char *one = NULL;
  gint64 first = bt_store_add_batch_sync (f->store, " Cái\nRăng ", "Thẻ EOS", &error);
  gint64 second = bt_store_add_batch_sync (f->store, "Ninh Kiều", "", &error);
  gint64 empty = bt_store_add_batch_sync (f->store, "Không ảnh", "", &error);
  BtPhotoQuery query = { .batch = second };

  g_assert_no_error (error);
  g_assert_true (first > 0 && second > first && empty > second);
  put_in_batch (f, 1, first);
  put_in_batch (f, 2, second);
  put_in_batch (f, 3, second);
  put_in_batch (f, 4, 0);
  put_in_batch (f, 1, second);
  both = batches (f);
  g_assert_cmpstr (both, ==, "Ninh Kiều () 2|Cái Răng (Thẻ EOS) 1");
  kit_assert_photos (f->store, &query, "2 3");
  query.batch = 4711;
  kit_assert_photos (f->store, &query, "");

  rename_batch (f, second, "Bến '); --", &error);
  g_assert_no_error (error);
  assert_discards (f, "1 2", "");
  one = batches (f);
  g_assert_cmpstr (one, ==, "Bến '); -- () 1");
  rename_batch (f, 4711, "Không có", &error);
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND);
}

#define ADD(path, func)                                                                  \
  g_test_add ("/store/leaving/" path, KitStore, NULL, kit_store_set_up, func,            \
              kit_store_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("uses", test_uses);
  ADD ("uses-told", test_uses_told);
  ADD ("discard", test_discard);
  ADD ("comes-back", test_comes_back);
  ADD ("used-stay", test_used_stay);
  ADD ("kept-by-itself", test_kept_by_itself);
  ADD ("wanted-again", test_wanted_again);
  g_test_add_func ("/store/leaving/after-a-crash", test_after_a_crash);
  ADD ("two-programs", test_two_programs);
  ADD ("batches", test_batches);

  return g_test_run ();
}

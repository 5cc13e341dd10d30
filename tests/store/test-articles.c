/* Articles in the store: save, load, list, status, trash, and what is told of it.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store-kit.h"

#define MISSING_UUID "00000000-0000-4000-8000-000000000000"

static void
test_save_and_load (void)
{
  g_auto (Kit) kit = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (BtStore) store = NULL;
  g_autoptr (BtArticle) article = kit_new_article ("Lũ lụt ở Đà Nẵng", "Nước lên nhanh.");
  g_autoptr (BtArticle) loaded = NULL;
  g_autoptr (BtArticle) again = NULL;
  gint64 revision = 0;

  kit_init (&kit);
  bt_article_set (article, BT_FIELD_LEAD, "Sáng 28-12, mưa lớn.");
  bt_article_set (article, BT_FIELD_NOTES, "Hỏi lại số liệu.");

  store = bt_store_new (kit.path);
  g_assert_cmpint (bt_store_save_article_sync (store, article, 0, &error), ==, 1);
  g_assert_no_error (error);
  loaded = bt_store_load_article_sync (store, bt_article_get_uuid (article), &revision,
                                       &error);
  g_assert_no_error (error);
  g_assert_cmpint (revision, ==, 1);
  g_assert_true (bt_article_equal (article, loaded));

  /* And after the program has ended. */
  bt_store_close_sync (store);
  g_clear_object (&store);
  store = bt_store_new (kit.path);
  again = bt_store_load_article_sync (store, bt_article_get_uuid (article), &revision,
                                      &error);
  g_assert_no_error (error);
  g_assert_true (bt_article_equal (article, again));
}

static void
test_revisions (void)
{
  g_auto (Kit) kit = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (BtStore) store = NULL;
  g_autoptr (BtArticle) article = kit_new_article ("Một", "a");
  g_autofree char *headline = NULL;
  g_autofree char *after = NULL;

  kit_init (&kit);
  store = bt_store_new (kit.path);
  g_assert_cmpint (bt_store_save_article_sync (store, article, 0, &error), ==, 1);
  bt_article_set (article, BT_FIELD_HEADLINE, "Hai");
  g_assert_cmpint (bt_store_save_article_sync (store, article, 1, &error), ==, 2);
  g_assert_no_error (error);

  /* Somebody who still holds revision 1 writes nothing. */
  bt_article_set (article, BT_FIELD_HEADLINE, "Ba");
  g_assert_cmpint (bt_store_save_article_sync (store, article, 1, &error), ==, 0);
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_STALE);
  g_clear_error (&error);
  g_assert_cmpint (bt_store_save_article_sync (store, article, 0, &error), ==, 0);
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_STALE);
  g_clear_error (&error);
  g_assert_cmpint (bt_store_save_article_sync (store, article, 3, &error), ==, 0);
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_STALE);
  g_clear_error (&error);
  headline = kit_headline (store, bt_article_get_uuid (article));
  g_assert_cmpstr (headline, ==, "Hai");

  g_assert_cmpint (bt_store_save_article_sync (store, article, -1, &error), ==, 3);
  g_assert_no_error (error);
  after = kit_headline (store, bt_article_get_uuid (article));
  g_assert_cmpstr (after, ==, "Ba");
}

static void
test_equal_save_writes_nothing (void)
{
  g_auto (Kit) kit = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (BtStore) store = NULL;
  g_autoptr (BtArticle) article = kit_new_article ("Một", "a");
  g_autofree char *modified = NULL;
  g_autofree char *after = NULL;

  kit_init (&kit);
  store = bt_store_new (kit.path);
  bt_store_save_article_sync (store, article, 0, &error);
  modified = kit_sqlite (kit.path, "SELECT modified FROM article");
  g_assert_cmpint (bt_store_save_article_sync (store, article, 1, &error), ==, 1);
  /* Also when the answer to the first save was lost on the way: no quarrel with itself. */
  g_assert_cmpint (bt_store_save_article_sync (store, article, 0, &error), ==, 1);
  g_assert_no_error (error);
  after = kit_sqlite (kit.path, "SELECT modified FROM article");
  g_assert_cmpstr (modified, ==, after);
}

static void
test_missing (void)
{
  g_auto (Kit) kit = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (BtStore) store = NULL;
  g_autoptr (BtArticle) article = kit_new_article ("Một", "a");

  kit_init (&kit);
  store = bt_store_new (kit.path);
  g_assert_null (bt_store_load_article_sync (store, MISSING_UUID, NULL, &error));
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (bt_store_trash_article_sync (store, MISSING_UUID, TRUE, &error));
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (bt_store_set_status_sync (store, "'; DROP TABLE article; --",
                                            BT_STATUS_PUBLISHED, NULL, &error));
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  /* A change to a revision that never was is no new article. */
  g_assert_cmpint (bt_store_save_article_sync (store, article, 5, &error), ==, 0);
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND);
}

static void
test_list (void)
{
  g_auto (Kit) kit = { 0 };
  BtStoreQuery query = BT_STORE_QUERY_ALL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BtStore) store = NULL;
  g_autofree char *first = NULL;
  g_autofree char *all = NULL;
  g_autofree char *after = NULL;
  g_autoptr (BtArticle) article = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  const BtStoredArticle *row;

  kit_init (&kit);
  store = bt_store_new (kit.path);
  first = kit_save (store, "Một", "Bảy chữ ở trong đoạn văn này.");
  g_free (kit_save (store, "Hai", "b"));
  g_free (kit_save (store, "Ba", "c"));
  all = kit_find (store, NULL);
  g_assert_cmpstr (all, ==, "Ba|Hai|Một");

  article = bt_store_load_article_sync (store, first, NULL, &error);
  bt_article_set (article, BT_FIELD_LEAD, "Sapo");
  bt_article_set (article, BT_FIELD_SECTION, "Kinh tế");
  g_assert_cmpint (bt_store_save_article_sync (store, article, 1, &error), ==, 2);
  after = kit_find (store, "  ");
  g_assert_cmpstr (after, ==, "Một|Ba|Hai");

  query.limit = 1;
  rows = bt_store_list_articles_sync (store, &query, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpstr (row->uuid, ==, first);
  g_assert_cmpstr (row->headline, ==, "Một");
  g_assert_cmpstr (row->lead, ==, "Sapo");
  g_assert_cmpstr (row->section, ==, "Kinh tế");
  g_assert_cmpint (row->status, ==, BT_STATUS_DRAFT);
  g_assert_cmpuint (row->words, ==, 9);
  g_assert_cmpuint (row->photos, ==, 0);
  g_assert_cmpint (row->revision, ==, 2);
  g_assert_cmpint (row->trashed, ==, 0);
  g_assert_cmpint (row->created, <, row->modified);
  g_assert_cmpint (ABS (g_get_real_time () - row->modified), <, G_TIME_SPAN_MINUTE);

  query.limit = 0;
  query.status = BT_STATUS_PUBLISHED;
  g_assert_true (
      bt_store_set_status_sync (store, first, BT_STATUS_PUBLISHED, NULL, &error));
  drafts = bt_store_list_articles_sync (store, &query, &error);
  g_assert_cmpuint (drafts->len, ==, 1);
  row = g_ptr_array_index (drafts, 0);
  g_assert_cmpstr (row->uuid, ==, first);
}

static void
test_status (void)
{
  g_auto (Kit) kit = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (BtStore) store = NULL;
  g_autoptr (BtArticle) article = kit_new_article ("Một", "a");
  g_autoptr (BtArticle) loaded = NULL;
  g_autoptr (BtArticle) forced = NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (7 * 3600);
  g_autoptr (GDateTime) time = g_date_time_new (zone, 2017, 12, 28, 11, 9, 0);
  const char *uuid = bt_article_get_uuid (article);
  gint64 revision = 0;

  kit_init (&kit);
  store = bt_store_new (kit.path);
  bt_store_save_article_sync (store, article, 0, &error);
  g_assert_true (
      bt_store_set_status_sync (store, uuid, BT_STATUS_PUBLISHED, time, &error));
  g_assert_no_error (error);

  /* An editor that still has it as a draft goes on typing: no quarrel, and it stays
   * published at that time. */
  bt_article_set (article, BT_FIELD_HEADLINE, "Một, sửa");
  g_assert_cmpint (bt_store_save_article_sync (store, article, 1, &error), ==, 2);
  g_assert_no_error (error);
  loaded = bt_store_load_article_sync (store, uuid, &revision, &error);
  g_assert_cmpint (bt_article_get_status (loaded), ==, BT_STATUS_PUBLISHED);
  g_assert_true (g_date_time_equal (bt_article_get_portal_time (loaded), time));
  g_assert_cmpstr (bt_article_get (loaded, BT_FIELD_HEADLINE), ==, "Một, sửa");

  /* Without a time the time stays. */
  g_assert_true (
      bt_store_set_status_sync (store, uuid, BT_STATUS_TAKEN_DOWN, NULL, &error));
  g_clear_pointer (&loaded, bt_article_free);
  loaded = bt_store_load_article_sync (store, uuid, &revision, &error);
  g_assert_cmpint (revision, ==, 2);
  g_assert_cmpint (bt_article_get_status (loaded), ==, BT_STATUS_TAKEN_DOWN);
  g_assert_true (g_date_time_equal (bt_article_get_portal_time (loaded), time));

  /* "Whatever is there" means the status too. */
  g_assert_cmpint (bt_store_save_article_sync (store, article, -1, &error), ==, 3);
  forced = bt_store_load_article_sync (store, uuid, NULL, &error);
  g_assert_cmpint (bt_article_get_status (forced), ==, BT_STATUS_DRAFT);
}

static void
test_trash (void)
{
  g_auto (Kit) kit = { 0 };
  BtStoreQuery query = BT_STORE_QUERY_ALL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BtStore) store = NULL;
  g_autofree char *uuid = NULL;
  g_autofree char *left = NULL;
  g_autofree char *none = NULL;
  g_autofree char *back = NULL;
  g_autoptr (GPtrArray) trash = NULL;
  const BtStoredArticle *row;

  kit_init (&kit);
  store = bt_store_new (kit.path);
  uuid = kit_save (store, "Bỏ đi", "cũ");
  g_free (kit_save (store, "Giữ lại", "mới"));
  g_assert_true (bt_store_trash_article_sync (store, uuid, TRUE, &error));
  g_assert_no_error (error);
  left = kit_find (store, NULL);
  g_assert_cmpstr (left, ==, "Giữ lại");
  none = kit_find (store, "cũ");
  g_assert_cmpstr (none, ==, "");

  query.trashed = TRUE;
  query.words = "cu";
  trash = bt_store_list_articles_sync (store, &query, &error);
  g_assert_cmpuint (trash->len, ==, 1);
  row = g_ptr_array_index (trash, 0);
  g_assert_cmpstr (row->uuid, ==, uuid);
  g_assert_cmpint (ABS (g_get_real_time () - row->trashed), <, G_TIME_SPAN_MINUTE);

  g_assert_true (bt_store_trash_article_sync (store, uuid, FALSE, &error));
  back = kit_find (store, "cu");
  g_assert_cmpstr (back, ==, "Bỏ đi");
}

static void
test_async (void)
{
  g_auto (Kit) kit = { 0 };
  BtStoreQuery query = BT_STORE_QUERY_ALL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BtStore) store = NULL;
  g_autoptr (BtArticle) article = kit_new_article ("Một", "a");
  g_autofree char *uuid = g_strdup (bt_article_get_uuid (article));
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GAsyncResult) trashed = NULL;
  g_autoptr (BtArticle) answer = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  gint64 revision = 0;

  kit_init (&kit);
  store = bt_store_new (kit.path);
  /* All are queued before one is done, and done in order. */
  bt_store_save_article_async (store, article, 0, NULL, kit_result_cb, &saved);
  bt_article_set (article, BT_FIELD_HEADLINE, "copied at once");
  bt_store_load_article_async (store, uuid, NULL, kit_result_cb, &loaded);
  bt_store_trash_article_async (store, uuid, TRUE, NULL, kit_result_cb, &trashed);
  bt_store_list_articles_async (store, &query, NULL, kit_result_cb, &listed);
  kit_wait_result (&listed);

  g_assert_cmpint (bt_store_save_article_finish (store, saved, &error), ==, 1);
  g_assert_no_error (error);
  answer = bt_store_load_article_finish (store, loaded, &revision, &error);
  g_assert_no_error (error);
  g_assert_cmpint (revision, ==, 1);
  g_assert_cmpstr (bt_article_get (answer, BT_FIELD_HEADLINE), ==, "Một");
  g_assert_true (bt_store_trash_article_finish (store, trashed, &error));
  rows = bt_store_list_articles_finish (store, listed, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 0);
}

static void
test_cancelled (void)
{
  g_auto (Kit) kit = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (BtStore) store = NULL;
  g_autoptr (BtArticle) article = kit_new_article ("Một", "a");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *all = NULL;

  kit_init (&kit);
  store = bt_store_new (kit.path);
  g_cancellable_cancel (cancellable);
  bt_store_save_article_async (store, article, 0, cancellable, kit_result_cb, &result);
  kit_wait_result (&result);
  g_assert_cmpint (bt_store_save_article_finish (store, result, &error), ==, 0);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  all = kit_find (store, NULL);
  g_assert_cmpstr (all, ==, "");
}

static void
other_thread_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GMainLoop *loop = data;

  g_assert_true (g_main_loop_get_context (loop) == g_main_context_get_thread_default ());
  g_assert_cmpint (bt_store_save_article_finish (BT_STORE (source), result, NULL), ==, 1);
  g_main_loop_quit (loop);
}

static gpointer
other_thread (gpointer data)
{
  BtStore *store = data;
  g_autoptr (BtArticle) article = kit_new_article ("Một", "a");
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (context, FALSE);

  g_main_context_push_thread_default (context);
  bt_store_save_article_async (store, article, 0, NULL, other_thread_cb, loop);
  g_main_loop_run (loop);
  g_main_context_pop_thread_default (context);
  return NULL;
}

static void
told_cb (BtStore *store, const char *uuid, gpointer data)
{
  GPtrArray *told = data;

  g_assert_true (g_main_context_is_owner (g_main_context_default ()));
  g_ptr_array_add (told, g_strdup (uuid ? uuid : "all"));
}

static void
pump_until_told (GPtrArray *told, guint n)
{
  while (told->len < n)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_changed (void)
{
  g_auto (Kit) kit = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (BtStore) store = NULL;
  g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *uuid = NULL;

  kit_init (&kit);
  store = bt_store_new (kit.path);
  g_signal_connect (store, "changed", G_CALLBACK (told_cb), told);
  uuid = kit_save (store, "Một", "a");
  g_assert_cmpuint (told->len, ==, 0);
  pump_until_told (told, 1);
  g_assert_cmpstr (g_ptr_array_index (told, 0), ==, uuid);

  /* What another thread of the program does is told here too, and completes there. */
  g_thread_join (g_thread_new ("other", other_thread, store));
  pump_until_told (told, 2);
  g_assert_cmpstr (g_ptr_array_index (told, 1), !=, uuid);

  kit_add_account (store, "Cổng", "https://example.vn");
  pump_until_told (told, 3);
  g_assert_cmpstr (g_ptr_array_index (told, 2), ==, "all");

  /* A failure, and what changes nothing, is not told. */
  g_assert_false (bt_store_trash_article_sync (store, MISSING_UUID, TRUE, &error));
  g_assert_true (bt_store_trash_article_sync (store, uuid, FALSE, NULL));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (told->len, ==, 3);
}

/* The command line imports while a window is open. */
static void
test_changed_elsewhere (void)
{
  g_auto (Kit) kit = { 0 };
  g_autoptr (BtStore) store = NULL;
  g_autoptr (BtStore) other = NULL;
  g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func (g_free);

  kit_init (&kit);
  store = bt_store_new (kit.path);
  g_free (kit_save (store, "Một", "a"));
  g_signal_connect (store, "changed", G_CALLBACK (told_cb), told);
  pump_until_told (told, 1);
  other = bt_store_new (kit.path);
  g_free (kit_save (other, "Hai", "b"));
  pump_until_told (told, 2);
  g_assert_cmpstr (g_ptr_array_index (told, 1), ==, "all");
}

static void
count_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  guint *count = data;

  g_assert_cmpint (bt_store_save_article_finish (BT_STORE (source), result, NULL), ==, 1);
  (*count)++;
}

/* Whoever asked is answered, though nobody else holds the store any more. */
static void
test_dropped_store (void)
{
  g_auto (Kit) kit = { 0 };
  BtStore *store;
  guint count = 0;
  g_autofree char *rows = NULL;

  kit_init (&kit);
  store = bt_store_new (kit.path);
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (BtArticle) article = kit_new_article ("Một", "a");

      bt_store_save_article_async (store, article, 0, NULL, count_cb, &count);
    }
  g_object_add_weak_pointer (G_OBJECT (store), (gpointer *)&store);
  g_object_unref (store);
  while (store)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (count, ==, 20);
  rows = kit_sqlite (kit.path, "SELECT count (*) FROM article");
  g_assert_cmpstr (rows, ==, "20");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/articles/save-and-load", test_save_and_load);
  g_test_add_func ("/store/articles/revisions", test_revisions);
  g_test_add_func ("/store/articles/equal-save", test_equal_save_writes_nothing);
  g_test_add_func ("/store/articles/missing", test_missing);
  g_test_add_func ("/store/articles/list", test_list);
  g_test_add_func ("/store/articles/status", test_status);
  g_test_add_func ("/store/articles/trash", test_trash);
  g_test_add_func ("/store/articles/async", test_async);
  g_test_add_func ("/store/articles/cancelled", test_cancelled);
  g_test_add_func ("/store/articles/changed", test_changed);
  g_test_add_func ("/store/articles/changed-elsewhere", test_changed_elsewhere);
  g_test_add_func ("/store/articles/dropped-store", test_dropped_store);

  return g_test_run ();
}

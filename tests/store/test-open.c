/* Opening: where it may not, what is damaged, foreign or newer, and who else opens it.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "store-kit.h"
#include "store/bt-store-schema.h"

static void
assert_fails (BtStore *store, BtStoreError code)
{
  g_autoptr (BtArticle) article = kit_new_article ("Một", "a");
  BtStoreQuery query = BT_STORE_QUERY_ALL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GAsyncResult) listed = NULL;

  g_assert_cmpint (bt_store_save_article_sync (store, article, 0, &error), ==, 0);
  g_assert_error (error, BT_STORE_ERROR, (int)code);
  g_clear_error (&error);
  g_assert_null (bt_store_list_articles_sync (store, &query, &error));
  g_assert_error (error, BT_STORE_ERROR, (int)code);
  g_clear_error (&error);
  bt_store_save_article_async (store, article, 0, NULL, kit_result_cb, &saved);
  bt_store_list_articles_async (store, &query, NULL, kit_result_cb, &listed);
  kit_wait_result (&listed);
  g_assert_cmpint (bt_store_save_article_finish (store, saved, &error), ==, 0);
  g_assert_error (error, BT_STORE_ERROR, (int)code);
  g_clear_error (&error);
  g_assert_null (bt_store_list_articles_finish (store, listed, &error));
  g_assert_error (error, BT_STORE_ERROR, (int)code);
}

static void
assert_works (BtStore *store)
{
  g_free (kit_save (store, "Một", "a"));
}

/* A store with some articles at kit->path, closed. */
static void
fill (Kit *kit, guint n)
{
  g_autoptr (BtStore) store = bt_store_new (kit->path);
  g_autofree char *text = g_strnfill (20000, 'x');

  for (guint i = 0; i < n; i++)
    g_free (kit_save (store, "Một", text));
  bt_store_close_sync (store);
}

static GBytes *
read_file (const char *path)
{
  char *data;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  return g_bytes_new_take (data, length);
}

static void
write_file (const char *path, gconstpointer data, gsize length)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents_full (path, data, (gssize)length,
                                           G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
}

/* Refused with @code, and not a byte of it is changed. */
static void
assert_refused (Kit *kit, BtStoreError code)
{
  g_autoptr (GBytes) before = read_file (kit->path);
  g_autoptr (GBytes) after = NULL;
  g_autoptr (BtStore) store = bt_store_new (kit->path);

  assert_fails (store, code);
  bt_store_close_sync (store);
  after = read_file (kit->path);
  g_assert_true (g_bytes_equal (before, after));
}

static guint
mode_of (const char *path, const char *suffix)
{
  g_autofree char *name = g_strconcat (path, suffix, NULL);
  struct stat st;

  g_assert_cmpint (stat (name, &st), ==, 0);
  return st.st_mode & 0777;
}

static void
test_private (void)
{
  g_auto (Kit) kit = { 0 };
  g_autoptr (BtStore) store = NULL;
  g_autofree char *folder = NULL;
  mode_t mask = umask (0);

  kit_init (&kit);
  folder = g_path_get_dirname (kit.path);
  store = bt_store_new (kit.path);
  assert_works (store);
  g_assert_cmpuint (mode_of (folder, ""), ==, 0700);
  g_assert_cmpuint (mode_of (kit.path, ""), ==, 0600);
  g_assert_cmpuint (mode_of (kit.path, "-wal"), ==, 0600);
  g_assert_cmpuint (mode_of (kit.path, "-shm"), ==, 0600);
  bt_store_close_sync (store);
  g_clear_object (&store);

  /* What a copy or a restore left open is closed again. */
  g_assert_cmpint (g_chmod (kit.path, 0644), ==, 0);
  store = bt_store_new (kit.path);
  assert_works (store);
  g_assert_cmpuint (mode_of (kit.path, ""), ==, 0600);
  g_assert_cmpuint (mode_of (kit.path, "-wal"), ==, 0600);
  umask (mask);
}

static void
test_connection (void)
{
  g_auto (Kit) kit = { 0 };
  static const struct
  {
    const char *name;
    gint64 value;
  } expected[] = {
    { "synchronous", 2 },
    { "foreign_keys", 1 },
    { "busy_timeout", BT_STORE_BUSY_TIMEOUT_MS },
    { "trusted_schema", 0 },
    { "application_id", BT_STORE_APPLICATION_ID },
    { "user_version", BT_STORE_SCHEMA_VERSION },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (BtStoreStmt) stmt = NULL;
  BtStoreDb *db;

  kit_init (&kit);
  db = bt_store_schema_open (kit.path, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      gint64 value;

      g_assert_true (bt_store_db_pragma_int (db, expected[i].name, &value, &error));
      g_assert_cmpint (value, ==, expected[i].value);
    }
  stmt = bt_store_stmt_new (db, "PRAGMA journal_mode", &error);
  g_assert_true (bt_store_stmt_row (stmt, "mode", &error));
  g_assert_cmpstr (bt_store_stmt_text (stmt, 0), ==, "wal");
  g_clear_pointer (&stmt, bt_store_stmt_free);
  bt_store_db_close (db);
}

static void
test_no_folder (void)
{
  g_auto (Kit) kit = { 0 };
  g_autoptr (BtStore) store = NULL;
  g_autofree char *folder = NULL;

  kit_init (&kit);
  folder = g_path_get_dirname (kit.path);
  write_file (folder, "a file where the folder should be", 33);
  store = bt_store_new (kit.path);
  assert_fails (store, BT_STORE_ERROR_OPEN);

  /* Once that is put right, the same store works. */
  g_assert_cmpint (g_unlink (folder), ==, 0);
  assert_works (store);
}

static void
test_folder_in_place (void)
{
  g_auto (Kit) kit = { 0 };
  g_autoptr (BtStore) store = NULL;

  kit_init (&kit);
  g_assert_cmpint (g_mkdir_with_parents (kit.path, 0700), ==, 0);
  store = bt_store_new (kit.path);
  assert_fails (store, BT_STORE_ERROR_OPEN);
}

static void
test_closed (void)
{
  g_auto (Kit) kit = { 0 };
  g_autoptr (BtStore) store = NULL;

  kit_init (&kit);
  store = bt_store_new (kit.path);
  assert_works (store);
  bt_store_close_sync (store);
  assert_fails (store, BT_STORE_ERROR_OPEN);
  bt_store_close_sync (store);
}

static void
test_not_a_database (void)
{
  g_auto (Kit) kit = { 0 };
  g_autofree char *text = g_strnfill (50000, 'a');

  kit_init (&kit);
  write_file (kit.path, "Tin, ảnh: Hoàng Vĩnh Khang", 29);
  assert_refused (&kit, BT_STORE_ERROR_DAMAGED);
  write_file (kit.path, text, 50000);
  assert_refused (&kit, BT_STORE_ERROR_DAMAGED);
}

static void
test_cut_short (void)
{
  g_auto (Kit) kit = { 0 };
  g_autoptr (GBytes) bytes = NULL;

  kit_init (&kit);
  fill (&kit, 20);
  bytes = read_file (kit.path);
  write_file (kit.path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes) / 2);
  assert_refused (&kit, BT_STORE_ERROR_DAMAGED);
  write_file (kit.path, g_bytes_get_data (bytes, NULL), 4096);
  assert_refused (&kit, BT_STORE_ERROR_DAMAGED);
}

static void
test_overwritten (void)
{
  g_auto (Kit) kit = { 0 };
  g_autoptr (GBytes) bytes = NULL;
  gsize size;

  kit_init (&kit);
  fill (&kit, 20);
  /* what is written over free pages does no harm */
  g_free (kit_sqlite (kit.path, "VACUUM"));
  bytes = read_file (kit.path);
  size = g_bytes_get_size (bytes);
  for (gsize from = 4096; from + 40960 < size; from += size / 5)
    {
      g_autofree char *data = g_memdup2 (g_bytes_get_data (bytes, NULL), size);

      memset (data + from, 0x5a, 40960);
      write_file (kit.path, data, size);
      assert_refused (&kit, BT_STORE_ERROR_DAMAGED);
    }
}

/* Damage while it is open: what can be read is read, nothing is written any more. */
static void
test_overwritten_while_open (void)
{
  g_auto (Kit) kit = { 0 };
  BtStoreQuery query = BT_STORE_QUERY_ALL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BtStore) store = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GFileIOStream) stream = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (BtArticle) article = kit_new_article ("Hai", "b");
  g_autoptr (GBytes) damaged = NULL;
  g_autoptr (GBytes) after = NULL;
  guint n_damaged = 0;

  kit_init (&kit);
  fill (&kit, 200);
  store = bt_store_new (kit.path);
  rows = bt_store_list_articles_sync (store, &query, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 200);

  damaged = read_file (kit.path);
  {
    gsize size;
    g_autofree char *data = g_bytes_unref_to_data (g_steal_pointer (&damaged), &size);
    g_autoptr (GOutputStream) out = NULL;

    /* In place: another file of the same name would not be the one that is open. */
    memset (data + 4096, 0x5a, size - 4096);
    file = g_file_new_for_path (kit.path);
    stream = g_file_open_readwrite (file, NULL, &error);
    g_assert_no_error (error);
    out = g_object_ref (g_io_stream_get_output_stream (G_IO_STREAM (stream)));
    g_assert_true (g_output_stream_write_all (out, data, size, NULL, NULL, &error));
    damaged = g_bytes_new (data, size);
  }
  for (guint i = 0; i < rows->len; i++)
    {
      const BtStoredArticle *row = g_ptr_array_index (rows, i);
      g_autoptr (BtArticle) loaded =
          bt_store_load_article_sync (store, row->uuid, NULL, &error);

      n_damaged +=
          !loaded && g_error_matches (error, BT_STORE_ERROR, BT_STORE_ERROR_DAMAGED);
      g_clear_error (&error);
    }
  g_assert_cmpuint (n_damaged, >, 100);
  g_assert_cmpint (bt_store_save_article_sync (store, article, 0, &error), ==, 0);
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_DAMAGED);
  bt_store_close_sync (store);
  after = read_file (kit.path);
  g_assert_true (g_bytes_equal (damaged, after));
}

static void
test_foreign (void)
{
  g_auto (Kit) kit = { 0 };

  kit_init (&kit);
  write_file (kit.path, "", 0);
  g_free (kit_sqlite (kit.path, "CREATE TABLE moz_places (a); PRAGMA user_version = 1"));
  assert_refused (&kit, BT_STORE_ERROR_DAMAGED);
  g_free (kit_sqlite (kit.path, "PRAGMA application_id = 1196444487"));
  assert_refused (&kit, BT_STORE_ERROR_DAMAGED);
}

static void
test_newer (void)
{
  g_auto (Kit) kit = { 0 };
  g_autofree char *sql =
      g_strdup_printf ("PRAGMA user_version = %d", BT_STORE_SCHEMA_VERSION + 1);

  kit_init (&kit);
  fill (&kit, 1);
  g_free (kit_sqlite (kit.path, sql));
  assert_refused (&kit, BT_STORE_ERROR_NEWER);
  g_free (kit_sqlite (kit.path, "PRAGMA user_version = -3"));
  assert_refused (&kit, BT_STORE_ERROR_DAMAGED);
}

/* What a crash leaves while the file is made for the first time. */
static void
test_half_made (void)
{
  g_auto (Kit) kit = { 0 };
  g_autoptr (BtStore) empty = NULL;
  g_autoptr (BtStore) header = NULL;

  kit_init (&kit);
  write_file (kit.path, "", 0);
  empty = bt_store_new (kit.path);
  assert_works (empty);
  bt_store_close_sync (empty);

  write_file (kit.path, "", 0);
  g_free (kit_sqlite (kit.path, "PRAGMA journal_mode = WAL"));
  header = bt_store_new (kit.path);
  assert_works (header);
}

static void
test_many_openers (void)
{
  g_autofree char *helper =
      g_test_build_filename (G_TEST_BUILT, "store", "store-helper", NULL);

  for (guint round = 0; round < 5; round++)
    {
      g_auto (Kit) kit = { 0 };
      GSubprocess *programs[8];

      kit_init (&kit);
      for (guint i = 0; i < G_N_ELEMENTS (programs); i++)
        {
          programs[i] = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, helper,
                                          "open", kit.path, NULL);
          g_assert_nonnull (programs[i]);
        }
      for (guint i = 0; i < G_N_ELEMENTS (programs); i++)
        {
          g_autofree char *said = NULL;

          g_assert_true (
              g_subprocess_communicate_utf8 (programs[i], NULL, NULL, &said, NULL, NULL));
          g_assert_cmpstr (said, ==, "open\n");
          g_object_unref (programs[i]);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/open/private", test_private);
  g_test_add_func ("/store/open/connection", test_connection);
  g_test_add_func ("/store/open/no-folder", test_no_folder);
  g_test_add_func ("/store/open/folder-in-place", test_folder_in_place);
  g_test_add_func ("/store/open/closed", test_closed);
  g_test_add_func ("/store/open/not-a-database", test_not_a_database);
  g_test_add_func ("/store/open/cut-short", test_cut_short);
  g_test_add_func ("/store/open/overwritten", test_overwritten);
  g_test_add_func ("/store/open/overwritten-while-open", test_overwritten_while_open);
  g_test_add_func ("/store/open/foreign", test_foreign);
  g_test_add_func ("/store/open/newer", test_newer);
  g_test_add_func ("/store/open/half-made", test_half_made);
  g_test_add_func ("/store/open/many-openers", test_many_openers);

  return g_test_run ();
}

/* What goes wrong: a full disk, another program's lock, a failing request.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include "photo-kit.h"
#include "store/bt-store-thread.h"

#define SKIP 77

/* ---- the wrapper and the thread ---- */

static gboolean
row_done_error_work (BtStoreDb *db, gpointer request, GError **error)
{
  g_autoptr (BtStoreStmt) rows =
      bt_store_stmt_new (db, "SELECT 7 AS n UNION ALL SELECT NULL", error);
  g_autoptr (BtStoreStmt) none = bt_store_stmt_new (db, "SELECT 1 WHERE 0", error);
  g_autoptr (BtStoreStmt) fails =
      bt_store_stmt_new (db, "SELECT abs (-9223372036854775808)", error);
  g_autoptr (GError) failure = NULL;

  g_assert_cmpint (bt_store_stmt_step (rows, error), ==, BT_STORE_STEP_ROW);
  g_assert_cmpint (bt_store_stmt_int (rows, 0), ==, 7);
  g_assert_cmpint (bt_store_stmt_step (rows, error), ==, BT_STORE_STEP_ROW);
  g_assert_null (bt_store_stmt_text (rows, 0));
  g_assert_cmpint (bt_store_stmt_step (rows, error), ==, BT_STORE_STEP_DONE);

  g_assert_false (bt_store_stmt_row (none, "one", &failure));
  g_assert_error (failure, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND);
  g_clear_error (&failure);
  g_assert_cmpint (bt_store_stmt_step (fails, &failure), ==, BT_STORE_STEP_ERROR);
  g_assert_error (failure, BT_STORE_ERROR, BT_STORE_ERROR_SQL);
  g_clear_error (&failure);
  g_assert_null (bt_store_stmt_new (db, "SELEC 1", &failure));
  g_assert_error (failure, BT_STORE_ERROR, BT_STORE_ERROR_SQL);
  return TRUE;
}

static void
test_wrapper (void)
{
  g_auto (Kit) kit = { 0 };
  g_autoptr (BtStore) store = NULL;
  g_autoptr (GError) error = NULL;

  kit_init (&kit);
  store = bt_store_new (kit.path);
  g_assert_true (bt_store_run (store, BT_STORE_READ, row_done_error_work, NULL, &error));
  g_assert_no_error (error);
}

static gboolean
half_work (BtStoreDb *db, gpointer request, GError **error)
{
  g_assert_true (bt_store_db_exec (
      db, "INSERT INTO setting (key, value) VALUES ('half', 'done')", error));
  bt_store_db_note_change (db, NULL);
  return bt_store_db_exec (db, "INSERT INTO nowhere VALUES (1)", error);
}

/* The foreign key is looked at only when the transaction ends. */
static gboolean
commit_fails_work (BtStoreDb *db, gpointer request, GError **error)
{
  return bt_store_db_exec (
      db,
      "PRAGMA defer_foreign_keys = ON;"
      "INSERT INTO setting (key, value) VALUES ('half', 'done');"
      "INSERT INTO account (portal, name, url, user) VALUES (4711, 'a', 'b', 'c')",
      error);
}

static void
assert_no_half (BtStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *half = bt_store_get_setting_sync (store, "half", &error);

  g_assert_no_error (error);
  g_assert_null (half);
  g_assert_true (bt_store_set_setting_sync (store, "other", "works", &error));
  g_assert_no_error (error);
}

static void
changed_cb (BtStore *store, const char *uuid, gpointer data)
{
  guint *n_changes = data;

  (*n_changes)++;
}

static void
test_rolled_back (void)
{
  g_auto (Kit) kit = { 0 };
  guint n_changes = 0;
  g_autoptr (BtStore) store = NULL;
  g_autoptr (GError) error = NULL;

  kit_init (&kit);
  store = bt_store_new (kit.path);
  g_signal_connect (store, "changed", G_CALLBACK (changed_cb), &n_changes);
  g_assert_false (bt_store_run (store, BT_STORE_WRITE, half_work, NULL, &error));
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_SQL);
  g_clear_error (&error);
  assert_no_half (store);
  g_assert_false (bt_store_run (store, BT_STORE_WRITE, commit_fails_work, NULL, &error));
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND);
  assert_no_half (store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (n_changes, ==, 0);
}

static gboolean
endless_work (BtStoreDb *db, gpointer request, GError **error)
{
  return bt_store_db_exec (db,
                           "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1"
                           " FROM n) SELECT count (*) FROM n",
                           error);
}

static gboolean
cancel_cb (gpointer data)
{
  g_cancellable_cancel (data);
  return G_SOURCE_REMOVE;
}

static void
test_cancelled_while_running (void)
{
  g_auto (Kit) kit = { 0 };
  g_autoptr (BtStore) store = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) endless = NULL;
  g_autoptr (GAsyncResult) next = NULL;
  g_autoptr (GPtrArray) accounts = NULL;

  kit_init (&kit);
  store = bt_store_new (kit.path);
  bt_store_queue (store, BT_STORE_READ, endless_work, NULL, NULL, test_wrapper,
                  cancellable, kit_result_cb, &endless);
  bt_store_list_accounts_async (store, NULL, kit_result_cb, &next);
  g_timeout_add (100, cancel_cb, cancellable);
  kit_wait_result (&next);
  g_assert_null (bt_store_queue_finish (store, endless, test_wrapper, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  accounts = bt_store_list_accounts_finish (store, next, &error);
  g_assert_no_error (error);
  g_assert_nonnull (accounts);
}

/* ---- another program's lock ---- */

static gboolean
release_cb (gpointer data)
{
  g_assert_cmpint (sqlite3_exec (data, "ROLLBACK", NULL, NULL, NULL), ==, SQLITE_OK);
  return G_SOURCE_REMOVE;
}

static sqlite3 *
lock (const char *path)
{
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==,
                   SQLITE_OK);
  return handle;
}

static void
test_locked (void)
{
  g_auto (Kit) kit = { 0 };
  g_autoptr (BtStore) store = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BtArticle) article = kit_new_article ("Một", "a");
  g_autoptr (GAsyncResult) short_wait = NULL;
  g_autoptr (GAsyncResult) long_wait = NULL;
  g_autofree char *headline = NULL;
  sqlite3 *other;
  gint64 start;

  kit_init (&kit);
  store = bt_store_new (kit.path);
  g_assert_cmpint (bt_store_save_article_sync (store, article, 0, &error), ==, 1);

  /* For a moment: it waits. */
  other = lock (kit.path);
  g_timeout_add (300, release_cb, other);
  bt_article_set (article, BT_FIELD_HEADLINE, "Hai");
  bt_store_save_article_async (store, article, 1, NULL, kit_result_cb, &short_wait);
  kit_wait_result (&short_wait);
  g_assert_cmpint (bt_store_save_article_finish (store, short_wait, &error), ==, 2);
  g_assert_no_error (error);

  /* Too long: an error after the time-out; reading goes on, and nothing is lost. */
  g_assert_cmpint (sqlite3_exec (other, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, 0);
  headline = kit_headline (store, bt_article_get_uuid (article));
  g_assert_cmpstr (headline, ==, "Hai");
  bt_article_set (article, BT_FIELD_HEADLINE, "Ba");
  start = g_get_monotonic_time ();
  bt_store_save_article_async (store, article, 2, NULL, kit_result_cb, &long_wait);
  kit_wait_result (&long_wait);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 4 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 15 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (bt_store_save_article_finish (store, long_wait, &error), ==, 0);
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_BUSY);
  g_clear_error (&error);
  release_cb (other);
  sqlite3_close (other);
  g_assert_cmpint (bt_store_save_article_sync (store, article, 2, &error), ==, 3);
  g_assert_no_error (error);
}

/* ---- a full disk ---- */

static gboolean
write_text (const char *path, const char *text)
{
  int fd = open (path, O_WRONLY | O_CLOEXEC);
  gboolean ok = fd >= 0 && write (fd, text, strlen (text)) == (gssize)strlen (text);

  if (fd >= 0)
    close (fd);
  return ok;
}

/* A small disk of this process alone. Returns: %FALSE where that is not allowed */
static gboolean
mount_small (const char *folder)
{
  uid_t uid = geteuid ();
  g_autofree char *map = g_strdup_printf ("0 %u 1", uid);

  if (unshare (CLONE_NEWNS | (uid != 0 ? CLONE_NEWUSER : 0)) != 0)
    return FALSE;
  if (uid != 0 && !write_text ("/proc/self/uid_map", map))
    return FALSE;
  /* In a changed root "/" is no mount that could be made private; the disk is taken off again. */
  if (mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 && errno != EINVAL)
    return FALSE;

  return mount ("small", folder, "tmpfs", 0, "size=2m") == 0;
}

/* Takes what is free. */
static void
fill_disk (const char *path)
{
  g_autofree char *zeros = g_malloc0 (4096);
  int fd = open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

  g_assert_cmpint (fd, >=, 0);
  while (write (fd, zeros, 4096) > 0)
    ;
  g_assert_cmpint (errno, ==, ENOSPC);
  close (fd);
}

static guint
count_articles (BtStore *store)
{
  BtStoreQuery query = BT_STORE_QUERY_ALL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = bt_store_list_articles_sync (store, &query, &error);

  g_assert_no_error (error);
  return rows->len;
}

/* Saves until it fails. Returns: how many were said to be saved */
static guint
save_until_full (BtStore *store)
{
  g_autofree char *text = g_strnfill (5000, 'x');
  guint n = 0;

  for (;;)
    {
      g_autoptr (BtArticle) article = kit_new_article ("Một", text);
      g_autoptr (GError) error = NULL;

      if (bt_store_save_article_sync (store, article, 0, &error) == 0)
        {
          g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_FULL);
          return n;
        }
      n++;
    }
}

static void
work_on_full_disk (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "banthao.db", NULL);
  g_autofree char *ballast = g_build_filename (folder, "ballast", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BtStore) store = bt_store_new (path);
  g_autofree char *check = NULL;
  guint n;

  /* Full when it is to be made: told, and made once there is room. */
  bt_store_close_sync (store);
  g_clear_object (&store);
  g_assert_cmpint (unlink (path), ==, 0);
  fill_disk (ballast);
  store = bt_store_new (path);
  g_assert_false (bt_store_set_setting_sync (store, "a", "b", &error));
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_FULL);
  g_clear_error (&error);
  g_assert_cmpint (unlink (ballast), ==, 0);
  g_assert_true (bt_store_set_setting_sync (store, "a", "b", &error));
  g_assert_no_error (error);

  n = save_until_full (store);
  g_assert_cmpuint (n, >, 20);
  g_assert_cmpuint (count_articles (store), ==, n);
  g_assert_cmpuint (save_until_full (store), ==, 0);

  /* Closed and opened on the full disk, all is still there. */
  bt_store_close_sync (store);
  g_clear_object (&store);
  check = kit_sqlite (path, "PRAGMA integrity_check");
  g_assert_cmpstr (check, ==, "ok");
  store = bt_store_new (path);
  g_assert_cmpuint (count_articles (store), ==, n);
  bt_store_close_sync (store);
}

static void
work_with_room_again (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "room.db", NULL);
  g_autofree char *ballast = g_build_filename (folder, "ballast", NULL);
  g_autoptr (BtStore) store = bt_store_new (path);
  g_autofree char *check = NULL;
  guint n;

  g_free (kit_save (store, "Một", "a"));
  fill_disk (ballast);
  n = save_until_full (store);
  g_assert_cmpint (unlink (ballast), ==, 0);
  /* The same store goes on. */
  g_free (kit_save (store, "Hai", "b"));
  g_assert_cmpuint (count_articles (store), ==, n + 2);
  bt_store_close_sync (store);
  check = kit_sqlite (path, "PRAGMA integrity_check");
  g_assert_cmpstr (check, ==, "ok");
}

/* Puts photos until it fails. Returns: how many were said to be kept */
static guint
put_until_full (BtStore *store, guint first)
{
  g_autofree char *text = g_strnfill (5000, 'x');

  for (guint n = 0;; n++)
    {
      g_autoptr (BtStoredPhoto) photo = kit_photo (first + n, text, NULL);
      g_autoptr (GError) error = NULL;

      if (!bt_store_put_photo_sync (store, photo, &error))
        {
          g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_FULL);
          return n;
        }
    }
}

static guint
count_photos (BtStore *store, guint rating)
{
  const BtPhotoQuery all = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = bt_store_list_photos_sync (store, &all, &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    n += ((BtStoredPhoto *)rows->pdata[i])->rating == rating;
  return n;
}

static GPtrArray *
rate_all (guint n)
{
  g_autofree char *words = g_strnfill (20000, 'y');
  GPtrArray *changes =
      g_ptr_array_new_with_free_func ((GDestroyNotify)bt_photo_change_free);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *hash = kit_hash (i);
      BtPhotoChange *change = bt_photo_change_new (hash);

      change->what = BT_PHOTO_CHANGE_RATING | BT_PHOTO_CHANGE_INFO;
      change->rating = 5;
      change->info = g_strdup (words);
      g_ptr_array_add (changes, change);
    }
  return changes;
}

/* On a full disk a change of many photos changes none of them, and none is lost. */
static void
keep_photos_on_full_disk (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "photos.db", NULL);
  g_autoptr (BtStore) store = bt_store_new (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  g_autofree char *check = NULL;
  guint n = put_until_full (store, 0);

  g_assert_cmpuint (n, >, 20);
  g_assert_cmpuint (put_until_full (store, n), ==, 0);
  changes = rate_all (n);
  g_assert_false (bt_store_change_photos_sync (store, changes, &error));
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_FULL);
  g_assert_cmpuint (count_photos (store, 0), ==, n);
  bt_store_close_sync (store);
  check = kit_sqlite (path, "PRAGMA integrity_check");
  g_assert_cmpstr (check, ==, "ok");
  g_clear_object (&store);
  store = bt_store_new (path);
  g_assert_cmpuint (count_photos (store, 0), ==, n);
  bt_store_close_sync (store);
}

typedef void (*DiskFunc) (const char *folder);

static void
on_small_disk (DiskFunc func)
{
  g_auto (Kit) kit = { 0 };
  int status;
  pid_t child;

  kit_init (&kit);
  child = fork ();
  if (child == 0)
    {
      if (!mount_small (kit.folder))
        _exit (SKIP);
      func (kit.folder);
      umount2 (kit.folder, MNT_DETACH);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  if (WEXITSTATUS (status) == SKIP)
    g_test_skip ("no disk can be mounted here");
  else
    g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

static void
test_disk_full (void)
{
  on_small_disk (work_on_full_disk);
}

static void
test_disk_with_room_again (void)
{
  on_small_disk (work_with_room_again);
}

static void
test_photos_on_full_disk (void)
{
  on_small_disk (keep_photos_on_full_disk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  /* First, while there are no threads: the child has none but its own then. */
  g_test_add_func ("/store/faults/disk-full", test_disk_full);
  g_test_add_func ("/store/faults/disk-with-room-again", test_disk_with_room_again);
  g_test_add_func ("/store/faults/photos-on-full-disk", test_photos_on_full_disk);
  g_test_add_func ("/store/faults/wrapper", test_wrapper);
  g_test_add_func ("/store/faults/rolled-back", test_rolled_back);
  g_test_add_func ("/store/faults/cancelled", test_cancelled_while_running);
  g_test_add_func ("/store/faults/locked", test_locked);

  return g_test_run ();
}

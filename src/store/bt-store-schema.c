/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/bt-store-schema.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bt-store-resources.h"

#define RESOURCE_FOLDER "/vn/banthao/store/"

static gboolean
set_open_error (const char *path, int saved_errno, GError **error)
{
  BtStoreError code = saved_errno == ENOSPC || saved_errno == EDQUOT
                          ? BT_STORE_ERROR_FULL
                          : BT_STORE_ERROR_OPEN;

  g_set_error (error, BT_STORE_ERROR, code, "%s: %s", path, g_strerror (saved_errno));
  return FALSE;
}

/* Takes from a file the rights that others than its owner have. By name, not by
 * descriptor: closing any descriptor of the file would drop SQLite's locks on it. */
static gboolean
make_private (const char *path, GError **error)
{
  struct stat st;

  if (stat (path, &st) != 0)
    return errno == ENOENT || set_open_error (path, errno, error);
  if (!S_ISREG (st.st_mode))
    {
      g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_OPEN, "%s: not a file", path);
      return FALSE;
    }
  if ((st.st_mode & 077) != 0 && chmod (path, st.st_mode & 0700) != 0)
    return set_open_error (path, errno, error);
  return TRUE;
}

/* A new file is only as durable as its entry in the folder. */
static gboolean
sync_folder (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return set_open_error (path, errno, error);
  /* Some file systems know no fsync of a folder. */
  if (fsync (fd) != 0 && errno != EINVAL)
    {
      set_open_error (path, errno, error);
      close (fd);
      return FALSE;
    }
  close (fd);
  return TRUE;
}

static gboolean
prepare_file (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *above = g_path_get_dirname (folder);
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autofree char *shm = g_strconcat (path, "-shm", NULL);
  int fd;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return set_open_error (folder, errno, error);
  /* SQLite would make it with the umask's rights; what it makes beside it (-wal, -shm)
   * takes over the rights of this one. */
  fd = open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd >= 0)
    {
      close (fd);
      if (!sync_folder (folder, error) || !sync_folder (above, error))
        return FALSE;
    }
  else if (errno != EEXIST)
    return set_open_error (path, errno, error);
  return make_private (path, error) && make_private (wal, error)
         && make_private (shm, error);
}

static gboolean
count_tables (BtStoreDb *db, gint64 *count, GError **error)
{
  g_autoptr (BtStoreStmt) stmt =
      bt_store_stmt_new (db, "SELECT count (*) FROM sqlite_schema", error);

  if (!stmt || !bt_store_stmt_row (stmt, "schema", error))
    return FALSE;
  *count = bt_store_stmt_int (stmt, 0);
  return TRUE;
}

/* Whose the file is and of which version; one without tables is ours to be: a crash while
 * it was made leaves such a file. */
static gboolean
check_identity (BtStoreDb *db, GError **error)
{
  gint64 application, version, tables;
  gboolean known;

  /* In one transaction: another program may make the tables at this moment. */
  if (!bt_store_db_begin (db, FALSE, error))
    return FALSE;
  known = bt_store_db_pragma_int (db, "application_id", &application, error)
          && bt_store_db_pragma_int (db, "user_version", &version, error)
          && count_tables (db, &tables, error);
  bt_store_db_rollback (db);
  if (!known)
    return FALSE;
  if (application == 0 && version == 0 && tables == 0)
    return TRUE;
  if (application != BT_STORE_APPLICATION_ID || version < 1)
    {
      g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_DAMAGED,
                   "not a store of this program: application id %" G_GINT64_FORMAT
                   ", version %" G_GINT64_FORMAT,
                   application, version);
      return FALSE;
    }
  if (version > BT_STORE_SCHEMA_VERSION)
    {
      g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NEWER,
                   "the database is of version %" G_GINT64_FORMAT
                   ", this program knows up to %d",
                   version, BT_STORE_SCHEMA_VERSION);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_soundness (BtStoreDb *db, GError **error)
{
  g_autoptr (BtStoreStmt) stmt = bt_store_stmt_new (db, "PRAGMA quick_check (1)", error);
  const char *answer;

  if (!stmt || !bt_store_stmt_row (stmt, "quick_check", error))
    return FALSE;
  answer = bt_store_stmt_text (stmt, 0);
  if (g_strcmp0 (answer, "ok") == 0)
    return TRUE;
  g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_DAMAGED, "%s", answer);
  return FALSE;
}

static gboolean
configure (BtStoreDb *db, GError **error)
{
  sqlite3 *handle = bt_store_db_get_handle (db);

  /* The file may come from a backup that somebody handed on. */
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  /* What was thrown away stays in no free page either: no cost of it could be measured. */
  return bt_store_db_exec (db,
                           "PRAGMA synchronous = FULL;"
                           "PRAGMA foreign_keys = ON;"
                           "PRAGMA cell_size_check = ON;"
                           "PRAGMA secure_delete = ON;"
                           "PRAGMA journal_size_limit = 16777216",
                           error);
}

/* Where the file system cannot do WAL, SQLite stays with its rollback journal: slower and
 * as safe. Two programs that turn it on at once do not wait for each other by themselves.
 */
static gboolean
turn_on_wal (BtStoreDb *db, GError **error)
{
  gint64 end =
      g_get_monotonic_time () + BT_STORE_BUSY_TIMEOUT_MS * G_TIME_SPAN_MILLISECOND;

  for (;;)
    {
      g_autoptr (GError) local = NULL;

      if (bt_store_db_exec (db, "PRAGMA journal_mode = WAL", &local))
        return TRUE;
      if (!g_error_matches (local, BT_STORE_ERROR, BT_STORE_ERROR_BUSY)
          || g_get_monotonic_time () > end)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      g_usleep (20 * G_TIME_SPAN_MILLISECOND);
    }
}

static gboolean
run_script (BtStoreDb *db, const char *script, guint version, GError **error)
{
  g_autofree char *mark =
      g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %u",
                       BT_STORE_APPLICATION_ID, version);

  if (sqlite3_exec (bt_store_db_get_handle (db), script, NULL, NULL, NULL) != SQLITE_OK)
    return bt_store_db_set_error (db, "migrating", error);
  return bt_store_db_exec (db, mark, error);
}

gboolean
bt_store_schema_migrate (BtStoreDb *db,
                         const char *const *scripts,
                         guint n,
                         GError **error)
{
  for (;;)
    {
      gint64 version;

      /* Asked inside the transaction: another program may be at it too. */
      if (!bt_store_db_begin (db, TRUE, error))
        return FALSE;
      if (!bt_store_db_pragma_int (db, "user_version", &version, error)
          || (version >= 0 && version < n
              && !run_script (db, scripts[version], (guint)version + 1, error)))
        {
          bt_store_db_rollback (db);
          return FALSE;
        }
      if (!bt_store_db_commit (db, error))
        return FALSE;
      if (version + 1 >= n)
        return TRUE;
    }
}

static gboolean
bring_up_to_date (BtStoreDb *db, GError **error)
{
  const char *scripts[BT_STORE_SCHEMA_VERSION];
  GBytes *bytes[BT_STORE_SCHEMA_VERSION];
  gint64 version;
  gboolean ok;

  if (!bt_store_db_pragma_int (db, "user_version", &version, error))
    return FALSE;
  if (version == BT_STORE_SCHEMA_VERSION)
    return TRUE;
  for (guint i = 0; i < BT_STORE_SCHEMA_VERSION; i++)
    {
      g_autofree char *name = g_strdup_printf (RESOURCE_FOLDER "version-%u.sql", i + 1);

      bytes[i] = g_resource_lookup_data (bt_store_resources_get_resource (), name,
                                         G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      g_assert (bytes[i]);
      /* A resource ends with a NUL that its size does not count. */
      scripts[i] = g_bytes_get_data (bytes[i], NULL);
    }
  ok = bt_store_schema_migrate (db, scripts, BT_STORE_SCHEMA_VERSION, error);
  for (guint i = 0; i < BT_STORE_SCHEMA_VERSION; i++)
    g_bytes_unref (bytes[i]);
  return ok;
}

BtStoreDb *
bt_store_schema_open (const char *path, GError **error)
{
  BtStoreDb *db;

  if (!prepare_file (path, error))
    return NULL;
  db = bt_store_db_open (path, error);
  if (!db)
    return NULL;
  /* Until it is known to be ours and sound, even closing it must change nothing. */
  bt_store_db_set_checkpoint_on_close (db, FALSE);
  if (!check_identity (db, error) || !check_soundness (db, error)
      || !configure (db, error) || !turn_on_wal (db, error)
      || !bring_up_to_date (db, error))
    {
      bt_store_db_close (db);
      return NULL;
    }
  bt_store_db_set_checkpoint_on_close (db, TRUE);
  return db;
}

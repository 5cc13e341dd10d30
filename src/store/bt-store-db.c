/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/bt-store-db.h"

#include <errno.h>
#include <string.h>

#include "store/bt-store-owners.h"

struct _BtStoreDb
{
  sqlite3 *handle;
  char *path;
  BtStoreChanges *changes;
  BtStoreOwners *owners;
  gboolean index_failed;
};

struct _BtStoreStmt
{
  BtStoreDb *db;
  sqlite3_stmt *handle;
  int bind_result;
};

static gboolean
is_disk_full (int code, int system_errno)
{
  if (code == SQLITE_FULL)
    return TRUE;
  return (code == SQLITE_IOERR || code == SQLITE_CANTOPEN)
         && (system_errno == ENOSPC || system_errno == EDQUOT);
}

static GError *
error_new (int extended, int system_errno, const char *doing, const char *words)
{
  int code = extended & 0xff;
  BtStoreError kind = BT_STORE_ERROR_SQL;

  if (code == SQLITE_INTERRUPT)
    return g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s: cancelled", doing);
  if (is_disk_full (code, system_errno))
    kind = BT_STORE_ERROR_FULL;
  else if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB)
    kind = BT_STORE_ERROR_DAMAGED;
  else if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
    kind = BT_STORE_ERROR_BUSY;
  else if (code == SQLITE_CANTOPEN || code == SQLITE_PERM || code == SQLITE_READONLY
           || code == SQLITE_AUTH)
    kind = BT_STORE_ERROR_OPEN;
  else if (extended == SQLITE_CONSTRAINT_UNIQUE
           || extended == SQLITE_CONSTRAINT_PRIMARYKEY)
    kind = BT_STORE_ERROR_EXISTS;
  else if (extended == SQLITE_CONSTRAINT_FOREIGNKEY)
    kind = BT_STORE_ERROR_NOT_FOUND;
  return g_error_new (BT_STORE_ERROR, kind, "%s: %s (SQLite %d)", doing, words, extended);
}

BtStoreDb *
bt_store_db_open (const char *path, GError **error)
{
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  BtStoreDb *self = g_new0 (BtStoreDb, 1);
  int result;

  g_assert (path);

  self->path = g_strdup (path);
  result = sqlite3_open_v2 (path, &self->handle, flags, NULL);
  if (result != SQLITE_OK)
    {
      int system_errno = self->handle ? sqlite3_system_errno (self->handle) : 0;

      g_propagate_error (
          error, error_new (result, system_errno, "opening", sqlite3_errstr (result)));
      bt_store_db_close (self);
      return NULL;
    }
  sqlite3_busy_timeout (self->handle, BT_STORE_BUSY_TIMEOUT_MS);
  return self;
}

void
bt_store_db_close (BtStoreDb *self)
{
  if (!self)
    return;
  sqlite3_close_v2 (self->handle);
  g_clear_pointer (&self->changes, bt_store_changes_free);
  bt_store_owners_free (self->owners);
  g_free (self->path);
  g_free (self);
}

sqlite3 *
bt_store_db_get_handle (BtStoreDb *self)
{
  return self->handle;
}

void
bt_store_db_set_checkpoint_on_close (BtStoreDb *self, gboolean on)
{
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, on ? 0 : 1, NULL);
}

gboolean
bt_store_db_set_error (BtStoreDb *self, const char *doing, GError **error)
{
  int extended = sqlite3_extended_errcode (self->handle);

  if (extended == SQLITE_CORRUPT_VTAB)
    self->index_failed = TRUE;
  g_propagate_error (error, error_new (extended, sqlite3_system_errno (self->handle),
                                       doing, sqlite3_errmsg (self->handle)));
  return FALSE;
}

gboolean
bt_store_db_index_failed (BtStoreDb *self)
{
  gboolean failed = self->index_failed;

  self->index_failed = FALSE;
  return failed;
}

gboolean
bt_store_db_exec (BtStoreDb *self, const char *sql, GError **error)
{
  if (sqlite3_exec (self->handle, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  return bt_store_db_set_error (self, sql, error);
}

gboolean
bt_store_db_pragma_int (BtStoreDb *self, const char *name, gint64 *value, GError **error)
{
  g_autofree char *sql = g_strconcat ("PRAGMA ", name, NULL);
  g_autoptr (BtStoreStmt) stmt = bt_store_stmt_new (self, sql, error);

  if (!stmt || !bt_store_stmt_row (stmt, name, error))
    return FALSE;
  *value = bt_store_stmt_int (stmt, 0);
  return TRUE;
}

gboolean
bt_store_db_begin (BtStoreDb *self, gboolean write, GError **error)
{
  g_assert (sqlite3_get_autocommit (self->handle));
  return bt_store_db_exec (self, write ? "BEGIN IMMEDIATE" : "BEGIN", error);
}

gboolean
bt_store_db_commit (BtStoreDb *self, GError **error)
{
  if (bt_store_db_exec (self, "COMMIT", error))
    return TRUE;
  bt_store_db_rollback (self);
  return FALSE;
}

void
bt_store_db_rollback (BtStoreDb *self)
{
  g_clear_pointer (&self->changes, bt_store_changes_free);
  /* SQLite may have rolled back by itself already (disk full, I/O error). A ROLLBACK can
   * then only fail in ways that leave nothing written either. */
  if (!sqlite3_get_autocommit (self->handle))
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
}

BtStoreChanges *
bt_store_changes_new (void)
{
  return g_new0 (BtStoreChanges, 1);
}

void
bt_store_changes_free (BtStoreChanges *self)
{
  g_clear_pointer (&self->articles, g_hash_table_unref);
  g_clear_pointer (&self->photos, g_hash_table_unref);
  g_free (self);
}

static void
add_set (GHashTable **set, GHashTable *more)
{
  GHashTableIter iter;
  gpointer key;

  if (!more)
    return;
  if (!*set)
    {
      *set = g_hash_table_ref (more);
      return;
    }
  g_hash_table_iter_init (&iter, more);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      g_hash_table_iter_steal (&iter);
      g_hash_table_add (*set, key);
    }
}

void
bt_store_changes_add (BtStoreChanges *self, BtStoreChanges *more)
{
  add_set (&self->articles, more->articles);
  add_set (&self->photos, more->photos);
  self->words = self->words || more->words;
  bt_store_changes_free (more);
}

static BtStoreChanges *
ensure_changes (BtStoreDb *self)
{
  if (!self->changes)
    self->changes = bt_store_changes_new ();
  return self->changes;
}

static void
note (GHashTable **set, const char *key)
{
  if (!*set)
    *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_add (*set, g_strdup (key ? key : ""));
}

void
bt_store_db_note_change (BtStoreDb *self, const char *uuid)
{
  note (&ensure_changes (self)->articles, uuid);
}

void
bt_store_db_note_photo (BtStoreDb *self, const char *hash)
{
  note (&ensure_changes (self)->photos, hash);
}

void
bt_store_db_note_words (BtStoreDb *self)
{
  ensure_changes (self)->words = TRUE;
}

BtStoreChanges *
bt_store_db_take_changes (BtStoreDb *self)
{
  return g_steal_pointer (&self->changes);
}

BtStoreOwners *
bt_store_db_get_owners (BtStoreDb *self)
{
  if (!self->owners)
    self->owners = bt_store_owners_new (self->path);
  return self->owners;
}

BtStoreStmt *
bt_store_stmt_new (BtStoreDb *db, const char *sql, GError **error)
{
  BtStoreStmt *self;
  sqlite3_stmt *handle = NULL;

  if (sqlite3_prepare_v2 (db->handle, sql, -1, &handle, NULL) != SQLITE_OK)
    {
      bt_store_db_set_error (db, sql, error);
      return NULL;
    }
  self = g_new0 (BtStoreStmt, 1);
  self->db = db;
  self->handle = handle;
  return self;
}

void
bt_store_stmt_free (BtStoreStmt *self)
{
  /* Its result is the last step's error, which was told already. */
  sqlite3_finalize (self->handle);
  g_free (self);
}

static int
parameter (BtStoreStmt *self, const char *name)
{
  int index = sqlite3_bind_parameter_index (self->handle, name);

  if (index == 0)
    g_error ("%s is no parameter of: %s", name, sqlite3_sql (self->handle));
  return index;
}

static void
keep_bind_result (BtStoreStmt *self, int result)
{
  if (self->bind_result == SQLITE_OK)
    self->bind_result = result;
}

void
bt_store_stmt_bind_text (BtStoreStmt *self, const char *name, const char *text)
{
  int index = parameter (self, name);

  keep_bind_result (self,
                    text ? sqlite3_bind_text64 (self->handle, index, text, strlen (text),
                                                SQLITE_TRANSIENT, SQLITE_UTF8)
                         : sqlite3_bind_null (self->handle, index));
}

void
bt_store_stmt_bind_int (BtStoreStmt *self, const char *name, gint64 value)
{
  keep_bind_result (self,
                    sqlite3_bind_int64 (self->handle, parameter (self, name), value));
}

BtStoreStep
bt_store_stmt_step (BtStoreStmt *self, GError **error)
{
  int result;

  if (self->bind_result != SQLITE_OK)
    {
      g_propagate_error (error,
                         error_new (self->bind_result, 0, sqlite3_sql (self->handle),
                                    sqlite3_errstr (self->bind_result)));
      return BT_STORE_STEP_ERROR;
    }
  result = sqlite3_step (self->handle);
  if (result == SQLITE_ROW)
    return BT_STORE_STEP_ROW;
  if (result == SQLITE_DONE)
    return BT_STORE_STEP_DONE;
  bt_store_db_set_error (self->db, sqlite3_sql (self->handle), error);
  return BT_STORE_STEP_ERROR;
}

gboolean
bt_store_stmt_run (BtStoreStmt *self, GError **error)
{
  BtStoreStep step;

  while ((step = bt_store_stmt_step (self, error)) == BT_STORE_STEP_ROW)
    ;
  return step == BT_STORE_STEP_DONE;
}

gboolean
bt_store_stmt_row (BtStoreStmt *self, const char *what, GError **error)
{
  BtStoreStep step = bt_store_stmt_step (self, error);

  if (step == BT_STORE_STEP_DONE)
    g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND, "not found: %s", what);
  return step == BT_STORE_STEP_ROW;
}

void
bt_store_stmt_reset (BtStoreStmt *self)
{
  /* Its result is the last step's error, which was told already. */
  sqlite3_reset (self->handle);
}

const char *
bt_store_stmt_text (BtStoreStmt *self, int column)
{
  return (const char *)sqlite3_column_text (self->handle, column);
}

char *
bt_store_stmt_dup (BtStoreStmt *self, int column)
{
  return g_strdup (bt_store_stmt_text (self, column));
}

gint64
bt_store_stmt_int (BtStoreStmt *self, int column)
{
  return sqlite3_column_int64 (self->handle, column);
}

guint
bt_store_stmt_uint (BtStoreStmt *self, int column)
{
  return (guint)CLAMP (bt_store_stmt_int (self, column), 0, G_MAXUINT);
}

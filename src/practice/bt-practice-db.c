/* The practice portal's one SQLite file.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "practice/bt-practice-db.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <unistd.h>

#define SCHEMA_VERSION 1

/* clang-format off */
G_DEFINE_QUARK (bt-practice-error-quark, bt_practice_error)
/* clang-format on */

struct _BtPracticeDb
{
  sqlite3 *handle;
  GError *failure;
};

/* Posts, media items and revisions share one table, because they share one row of ids. */
static const char *const schema =
    "CREATE TABLE site (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE users ("
    "  id INTEGER PRIMARY KEY, login TEXT NOT NULL UNIQUE, name TEXT NOT NULL,"
    "  email TEXT NOT NULL UNIQUE, role TEXT NOT NULL, registered TEXT NOT NULL);"
    "CREATE TABLE app_passwords ("
    "  id INTEGER PRIMARY KEY, user INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,"
    "  salt TEXT NOT NULL, hash TEXT NOT NULL);"
    "CREATE TABLE posts ("
    "  id INTEGER PRIMARY KEY AUTOINCREMENT, type TEXT NOT NULL,"
    "  author INTEGER NOT NULL, parent INTEGER NOT NULL DEFAULT 0,"
    "  title TEXT NOT NULL, content TEXT NOT NULL, excerpt TEXT NOT NULL,"
    "  slug TEXT NOT NULL, status TEXT NOT NULL,"
    "  date TEXT NOT NULL, date_gmt TEXT NOT NULL,"
    "  modified TEXT NOT NULL, modified_gmt TEXT NOT NULL,"
    "  featured INTEGER NOT NULL DEFAULT 0, trash_slug TEXT NOT NULL DEFAULT '',"
    "  mime TEXT NOT NULL DEFAULT '', file TEXT NOT NULL DEFAULT '',"
    "  alt TEXT NOT NULL DEFAULT '', width INTEGER NOT NULL DEFAULT 0,"
    "  height INTEGER NOT NULL DEFAULT 0, size INTEGER NOT NULL DEFAULT 0,"
    "  image_title TEXT NOT NULL DEFAULT '', image_caption TEXT NOT NULL DEFAULT '',"
    "  image_credit TEXT NOT NULL DEFAULT '');"
    "CREATE INDEX posts_by_slug ON posts (slug, type);"
    "CREATE INDEX posts_by_status ON posts (type, status, date);"
    "CREATE INDEX posts_by_parent ON posts (parent, type);"
    "CREATE TABLE terms ("
    "  id INTEGER PRIMARY KEY AUTOINCREMENT, taxonomy TEXT NOT NULL,"
    "  name TEXT NOT NULL, slug TEXT NOT NULL, parent INTEGER NOT NULL DEFAULT 0,"
    "  description TEXT NOT NULL DEFAULT '', UNIQUE (taxonomy, slug));"
    "CREATE TABLE post_terms ("
    "  post INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE,"
    "  term INTEGER NOT NULL REFERENCES terms ON DELETE CASCADE,"
    "  PRIMARY KEY (post, term)) WITHOUT ROWID;"
    "CREATE INDEX post_terms_by_term ON post_terms (term);";

static void
fail (BtPracticeDb *self, const char *what)
{
  if (self->failure == NULL)
    g_set_error (&self->failure, BT_PRACTICE_ERROR, BT_PRACTICE_ERROR_DATABASE, "%s: %s",
                 what, sqlite3_errmsg (self->handle));
}

static gboolean
execute (BtPracticeDb *self, const char *sql)
{
  if (self->failure != NULL)
    return FALSE;
  if (sqlite3_exec (self->handle, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  fail (self, sql);
  return FALSE;
}

/* Two portals on one folder would publish each other's posts; the lock goes with the
 * connection, so a killed portal leaves none. */
static gboolean
migrate (BtPracticeDb *self, GError **error)
{
  gint64 version;

  execute (self, "PRAGMA locking_mode=EXCLUSIVE");
  execute (self, "BEGIN EXCLUSIVE");
  version = bt_practice_db_int (self, "PRAGMA user_version", "");
  if (self->failure == NULL && version > SCHEMA_VERSION)
    {
      execute (self, "ROLLBACK");
      g_set_error (error, BT_PRACTICE_ERROR, BT_PRACTICE_ERROR_NEWER,
                   "the file has version %" G_GINT64_FORMAT, version);
      return FALSE;
    }
  if (version == 0)
    execute (self, schema);
  execute (self, "PRAGMA user_version=" G_STRINGIFY (SCHEMA_VERSION));
  return bt_practice_db_end (self, TRUE, error);
}

BtPracticeDb *
bt_practice_db_open (const char *path, GError **error)
{
  g_autoptr (BtPracticeDb) self = g_new0 (BtPracticeDb, 1);
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  int code;

  if (fd < 0)
    {
      g_set_error (error, BT_PRACTICE_ERROR, BT_PRACTICE_ERROR_FOLDER, "%s: %s", path,
                   g_strerror (errno));
      return NULL;
    }
  close (fd);
  code = sqlite3_open_v2 (path, &self->handle, SQLITE_OPEN_READWRITE, NULL);
  if (code != SQLITE_OK)
    {
      g_set_error (error, BT_PRACTICE_ERROR, BT_PRACTICE_ERROR_DATABASE, "%s: %s", path,
                   sqlite3_errstr (code));
      return NULL;
    }
  sqlite3_extended_result_codes (self->handle, 1);
  execute (self, "PRAGMA foreign_keys=ON");
  execute (self, "PRAGMA synchronous=FULL");
  if (!migrate (self, error))
    {
      if (sqlite3_errcode (self->handle) == SQLITE_BUSY && error != NULL)
        (*error)->code = BT_PRACTICE_ERROR_IN_USE;
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
bt_practice_db_close (BtPracticeDb *self)
{
  if (self == NULL)
    return;
  sqlite3_close (self->handle);
  g_clear_error (&self->failure);
  g_free (self);
}

void
bt_practice_db_begin (BtPracticeDb *self)
{
  g_return_if_fail (self->failure == NULL);
  execute (self, "BEGIN");
}

gboolean
bt_practice_db_end (BtPracticeDb *self, gboolean keep, GError **error)
{
  if (keep && self->failure == NULL)
    execute (self, "COMMIT");
  if (!sqlite3_get_autocommit (self->handle))
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
  if (self->failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->failure));
  return FALSE;
}

gboolean
bt_practice_db_failed (BtPracticeDb *self)
{
  return self->failure != NULL;
}

void
bt_practice_db_bind_int (BtPracticeDb *self, sqlite3_stmt *stmt, int index, gint64 i)
{
  if (stmt != NULL && sqlite3_bind_int64 (stmt, index, i) != SQLITE_OK)
    fail (self, "bind");
}

void
bt_practice_db_bind_text (BtPracticeDb *self,
                          sqlite3_stmt *stmt,
                          int index,
                          const char *text)
{
  if (stmt != NULL
      && sqlite3_bind_text (stmt, index, text, -1, SQLITE_TRANSIENT) != SQLITE_OK)
    fail (self, "bind");
}

static sqlite3_stmt *
query_va (BtPracticeDb *self, const char *sql, const char *types, va_list args)
{
  sqlite3_stmt *stmt = NULL;

  if (self->failure != NULL)
    return NULL;
  if (sqlite3_prepare_v2 (self->handle, sql, -1, &stmt, NULL) != SQLITE_OK)
    {
      fail (self, sql);
      return NULL;
    }
  for (int i = 0; types[i] != '\0'; i++)
    {
      if (types[i] == 'i')
        bt_practice_db_bind_int (self, stmt, i + 1, va_arg (args, gint64));
      else
        bt_practice_db_bind_text (self, stmt, i + 1, va_arg (args, const char *));
    }
  return stmt;
}

sqlite3_stmt *
bt_practice_db_query (BtPracticeDb *self, const char *sql, const char *types, ...)
{
  sqlite3_stmt *stmt;
  va_list args;

  va_start (args, types);
  stmt = query_va (self, sql, types, args);
  va_end (args);
  return stmt;
}

gboolean
bt_practice_db_step (BtPracticeDb *self, sqlite3_stmt *stmt)
{
  int code;

  if (stmt == NULL || self->failure != NULL)
    return FALSE;
  code = sqlite3_step (stmt);
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    fail (self, sqlite3_sql (stmt));
  return code == SQLITE_ROW;
}

void
bt_practice_db_run (BtPracticeDb *self, const char *sql, const char *types, ...)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;
  va_list args;

  va_start (args, types);
  stmt = query_va (self, sql, types, args);
  va_end (args);
  bt_practice_db_step (self, stmt);
}

gint64
bt_practice_db_int (BtPracticeDb *self, const char *sql, const char *types, ...)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;
  va_list args;

  va_start (args, types);
  stmt = query_va (self, sql, types, args);
  va_end (args);
  return bt_practice_db_step (self, stmt) ? sqlite3_column_int64 (stmt, 0) : 0;
}

char *
bt_practice_db_text (BtPracticeDb *self, const char *sql, const char *types, ...)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;
  va_list args;

  va_start (args, types);
  stmt = query_va (self, sql, types, args);
  va_end (args);
  return bt_practice_db_step (self, stmt) ? bt_practice_db_column (stmt, 0) : NULL;
}

gint64
bt_practice_db_last_id (BtPracticeDb *self)
{
  return sqlite3_last_insert_rowid (self->handle);
}

char *
bt_practice_db_column (sqlite3_stmt *stmt, int column)
{
  const char *text = (const char *)sqlite3_column_text (stmt, column);

  return g_strdup (text != NULL ? text : "");
}

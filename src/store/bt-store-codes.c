/* Tables of codes as they were taken in.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/bt-store-private.h"
#include "store/bt-store-words.h"
#include "text/bt-text.h"

typedef struct
{
  gint64 id;
  BtCodeFile *file;
  GPtrArray *rows;
} CodeFileRequest;

static void
file_request_free (CodeFileRequest *self)
{
  bt_code_file_free (self->file);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CodeFileRequest, file_request_free)

static CodeFileRequest *
put_request (const BtCodeFile *file)
{
  CodeFileRequest *self = g_new0 (CodeFileRequest, 1);

  self->file = bt_code_file_copy (file);
  return self;
}

static CodeFileRequest *
remove_request (gint64 id)
{
  CodeFileRequest *self = g_new0 (CodeFileRequest, 1);

  self->id = id;
  return self;
}

/* ---- list ---- */

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const BtCodeFile *const *first = a;
  const BtCodeFile *const *second = b;

  return bt_text_collate ((*first)->name, (*second)->name);
}

static gboolean
list_work (BtStoreDb *db, gpointer data, GError **error)
{
  CodeFileRequest *request = data;
  g_autoptr (BtStoreStmt) stmt = bt_store_stmt_new (
      db, "SELECT id, name, text, modified FROM code_file ORDER BY id", error);
  BtStoreStep step;

  if (!stmt)
    return FALSE;
  request->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_code_file_free);
  while ((step = bt_store_stmt_step (stmt, error)) == BT_STORE_STEP_ROW)
    {
      BtCodeFile *row = g_new0 (BtCodeFile, 1);

      row->id = bt_store_stmt_int (stmt, 0);
      row->name = bt_store_stmt_dup (stmt, 1);
      row->text = bt_store_stmt_dup (stmt, 2);
      row->modified = bt_store_stmt_int (stmt, 3);
      g_ptr_array_add (request->rows, row);
    }
  g_ptr_array_sort (request->rows, compare_names);
  return step == BT_STORE_STEP_DONE;
}

void
bt_store_list_code_files_async (BtStore *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (BT_IS_STORE (self));

  bt_store_queue (self, BT_STORE_READ, list_work, remove_request (0),
                  (GDestroyNotify)file_request_free, bt_store_list_code_files_async,
                  cancellable, callback, user_data);
}

GPtrArray *
bt_store_list_code_files_finish (BtStore *self, GAsyncResult *result, GError **error)
{
  g_autoptr (CodeFileRequest) request =
      bt_store_queue_finish (self, result, bt_store_list_code_files_async, error);

  return request ? g_steal_pointer (&request->rows) : NULL;
}

GPtrArray *
bt_store_list_code_files_sync (BtStore *self, GError **error)
{
  g_autoptr (CodeFileRequest) request = g_new0 (CodeFileRequest, 1);

  g_return_val_if_fail (BT_IS_STORE (self), NULL);

  if (!bt_store_run (self, BT_STORE_READ, list_work, request, error))
    return NULL;
  return g_steal_pointer (&request->rows);
}

/* ---- put ---- */

/* One of the same name is replaced; any other change of a name must be free. Told apart
 * from other errors before it happens: SQLite names the constraint only. */
static gboolean
check_name (BtStoreDb *db, const BtCodeFile *file, GError **error)
{
  g_autoptr (BtStoreStmt) stmt = bt_store_stmt_new (
      db, "SELECT id FROM code_file WHERE name = :name AND id <> :id", error);
  BtStoreStep step;

  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_text (stmt, ":name", file->name);
  bt_store_stmt_bind_int (stmt, ":id", file->id);
  step = bt_store_stmt_step (stmt, error);
  if (step == BT_STORE_STEP_ROW)
    g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_EXISTS,
                 "code file “%s” is there already", file->name);
  return step == BT_STORE_STEP_DONE;
}

static gboolean
put_work (BtStoreDb *db, gpointer data, GError **error)
{
  const BtCodeFile *file = ((CodeFileRequest *)data)->file;
  const char *sql = file->id == 0
                        ? "INSERT INTO code_file (name, text, modified)"
                          " VALUES (:name, :text, :now) ON CONFLICT (name) DO UPDATE"
                          " SET text = excluded.text, modified = excluded.modified"
                        : "UPDATE code_file SET name = :name, text = :text,"
                          " modified = :now WHERE id = :id";
  g_autoptr (BtStoreStmt) stmt = NULL;

  if ((file->id != 0 && !check_name (db, file, error)))
    return FALSE;
  stmt = bt_store_stmt_new (db, sql, error);
  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_text (stmt, ":name", file->name);
  bt_store_bind_valid (stmt, ":text", file->text);
  bt_store_stmt_bind_int (stmt, ":now", g_get_real_time ());
  if (file->id != 0)
    bt_store_stmt_bind_int (stmt, ":id", file->id);
  if (!bt_store_stmt_run (stmt, error))
    return FALSE;
  if (sqlite3_changes (bt_store_db_get_handle (db)) == 0)
    {
      g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND,
                   "code file “%s” is gone", file->name);
      return FALSE;
    }
  bt_store_db_note_words (db);
  return TRUE;
}

void
bt_store_put_code_file_async (BtStore *self,
                              const BtCodeFile *file,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (BT_IS_STORE (self));
  g_return_if_fail (file && *file->name);

  bt_store_queue (self, BT_STORE_WRITE, put_work, put_request (file),
                  (GDestroyNotify)file_request_free, bt_store_put_code_file_async,
                  cancellable, callback, user_data);
}

gboolean
bt_store_put_code_file_finish (BtStore *self, GAsyncResult *result, GError **error)
{
  g_autoptr (CodeFileRequest) request =
      bt_store_queue_finish (self, result, bt_store_put_code_file_async, error);

  return request != NULL;
}

gboolean
bt_store_put_code_file_sync (BtStore *self, const BtCodeFile *file, GError **error)
{
  g_autoptr (CodeFileRequest) request = NULL;

  g_return_val_if_fail (BT_IS_STORE (self), FALSE);
  g_return_val_if_fail (file && *file->name, FALSE);

  request = put_request (file);
  return bt_store_run (self, BT_STORE_WRITE, put_work, request, error);
}

/* ---- remove ---- */

static gboolean
remove_work (BtStoreDb *db, gpointer data, GError **error)
{
  CodeFileRequest *request = data;
  g_autoptr (BtStoreStmt) stmt =
      bt_store_stmt_new (db, "DELETE FROM code_file WHERE id = :id", error);

  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_int (stmt, ":id", request->id);
  if (!bt_store_stmt_run (stmt, error))
    return FALSE;
  if (sqlite3_changes (bt_store_db_get_handle (db)) == 0)
    {
      g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND,
                   "no code file %" G_GINT64_FORMAT, request->id);
      return FALSE;
    }
  bt_store_db_note_words (db);
  return TRUE;
}

void
bt_store_remove_code_file_async (BtStore *self,
                                 gint64 id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (BT_IS_STORE (self));

  bt_store_queue (self, BT_STORE_WRITE, remove_work, remove_request (id),
                  (GDestroyNotify)file_request_free, bt_store_remove_code_file_async,
                  cancellable, callback, user_data);
}

gboolean
bt_store_remove_code_file_finish (BtStore *self, GAsyncResult *result, GError **error)
{
  g_autoptr (CodeFileRequest) request =
      bt_store_queue_finish (self, result, bt_store_remove_code_file_async, error);

  return request != NULL;
}

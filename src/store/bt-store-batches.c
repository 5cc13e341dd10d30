/* Batches: the photos of one ingest.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-clean-text.h"
#include "store/bt-store-private.h"

typedef struct
{
  gint64 id;
  char *name;
  char *source;
  GPtrArray *rows;
} BatchRequest;

static void
batch_request_free (BatchRequest *self)
{
  g_free (self->name);
  g_free (self->source);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatchRequest, batch_request_free)

static BatchRequest *
batch_request_new (gint64 id, const char *name, const char *source)
{
  BatchRequest *self = g_new0 (BatchRequest, 1);

  self->id = id;
  self->name = g_strstrip (bt_clean_line (name));
  self->source = g_strstrip (bt_clean_line (source));
  return self;
}

/* ---- add ---- */

static gboolean
add_work (BtStoreDb *db, gpointer data, GError **error)
{
  BatchRequest *request = data;
  g_autoptr (BtStoreStmt) stmt =
      bt_store_stmt_new (db,
                         "INSERT INTO batch (name, source, created)"
                         " VALUES (:name, :source, :now)",
                         error);

  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_text (stmt, ":name", request->name);
  bt_store_stmt_bind_text (stmt, ":source", request->source);
  bt_store_stmt_bind_int (stmt, ":now", g_get_real_time ());
  if (!bt_store_stmt_run (stmt, error))
    return FALSE;
  request->id = sqlite3_last_insert_rowid (bt_store_db_get_handle (db));
  return TRUE;
}

gint64
bt_store_add_batch_sync (BtStore *self,
                         const char *name,
                         const char *source,
                         GError **error)
{
  g_autoptr (BatchRequest) request = NULL;

  g_return_val_if_fail (BT_IS_STORE (self), 0);
  g_return_val_if_fail (name && source, 0);

  request = batch_request_new (0, name, source);
  return bt_store_run (self, BT_STORE_WRITE, add_work, request, error) ? request->id : 0;
}

/* ---- list ---- */

static gboolean
list_work (BtStoreDb *db, gpointer data, GError **error)
{
  BatchRequest *request = data;
  g_autoptr (BtStoreStmt) stmt =
      bt_store_stmt_new (db,
                         "SELECT batch.id, batch.name, source, created, count (*)"
                         " FROM photo JOIN batch ON batch.id = photo.batch"
                         " WHERE leaving = 0 GROUP BY batch.id"
                         " ORDER BY created DESC, batch.id DESC",
                         error);
  BtStoreStep step;

  if (!stmt)
    return FALSE;
  request->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_photo_batch_free);
  while ((step = bt_store_stmt_step (stmt, error)) == BT_STORE_STEP_ROW)
    {
      BtPhotoBatch *row = g_new0 (BtPhotoBatch, 1);

      row->id = bt_store_stmt_int (stmt, 0);
      row->name = bt_store_stmt_dup (stmt, 1);
      row->source = bt_store_stmt_dup (stmt, 2);
      row->created = bt_store_stmt_int (stmt, 3);
      row->photos = bt_store_stmt_uint (stmt, 4);
      g_ptr_array_add (request->rows, row);
    }
  return step == BT_STORE_STEP_DONE;
}

void
bt_store_list_batches_async (BtStore *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (BT_IS_STORE (self));

  bt_store_queue (self, BT_STORE_READ, list_work, g_new0 (BatchRequest, 1),
                  (GDestroyNotify)batch_request_free, bt_store_list_batches_async,
                  cancellable, callback, user_data);
}

GPtrArray *
bt_store_list_batches_finish (BtStore *self, GAsyncResult *result, GError **error)
{
  g_autoptr (BatchRequest) request =
      bt_store_queue_finish (self, result, bt_store_list_batches_async, error);

  return request ? g_steal_pointer (&request->rows) : NULL;
}

GPtrArray *
bt_store_list_batches_sync (BtStore *self, GError **error)
{
  g_autoptr (BatchRequest) request = g_new0 (BatchRequest, 1);

  g_return_val_if_fail (BT_IS_STORE (self), NULL);

  if (!bt_store_run (self, BT_STORE_READ, list_work, request, error))
    return NULL;
  return g_steal_pointer (&request->rows);
}

/* ---- rename ---- */

static gboolean
rename_work (BtStoreDb *db, gpointer data, GError **error)
{
  BatchRequest *request = data;
  g_autoptr (BtStoreStmt) stmt =
      bt_store_stmt_new (db, "UPDATE batch SET name = :name WHERE id = :id", error);

  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_text (stmt, ":name", request->name);
  bt_store_stmt_bind_int (stmt, ":id", request->id);
  if (!bt_store_stmt_run (stmt, error))
    return FALSE;
  if (sqlite3_changes (bt_store_db_get_handle (db)) == 0)
    {
      g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND,
                   "no batch %" G_GINT64_FORMAT, request->id);
      return FALSE;
    }
  bt_store_db_note_photo (db, NULL);
  return TRUE;
}

void
bt_store_rename_batch_async (BtStore *self,
                             gint64 id,
                             const char *name,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (BT_IS_STORE (self));
  g_return_if_fail (name && *name);

  bt_store_queue (self, BT_STORE_WRITE, rename_work, batch_request_new (id, name, NULL),
                  (GDestroyNotify)batch_request_free, bt_store_rename_batch_async,
                  cancellable, callback, user_data);
}

gboolean
bt_store_rename_batch_finish (BtStore *self, GAsyncResult *result, GError **error)
{
  g_autoptr (BatchRequest) request =
      bt_store_queue_finish (self, result, bt_store_rename_batch_async, error);

  return request != NULL;
}

/* Named sets of fields for photos.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/bt-store-private.h"
#include "store/bt-store-words.h"
#include "text/bt-text.h"

typedef struct
{
  gint64 id;
  BtPhotoTemplate *photo_template;
  GPtrArray *rows;
} TemplateRequest;

static void
template_request_free (TemplateRequest *self)
{
  bt_photo_template_free (self->photo_template);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TemplateRequest, template_request_free)

static TemplateRequest *
put_request (const BtPhotoTemplate *photo_template)
{
  TemplateRequest *self = g_new0 (TemplateRequest, 1);

  self->photo_template = bt_photo_template_copy (photo_template);
  return self;
}

static TemplateRequest *
remove_request (gint64 id)
{
  TemplateRequest *self = g_new0 (TemplateRequest, 1);

  self->id = id;
  return self;
}

/* ---- list ---- */

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const BtPhotoTemplate *const *first = a;
  const BtPhotoTemplate *const *second = b;

  return bt_text_collate ((*first)->name, (*second)->name);
}

static gboolean
list_work (BtStoreDb *db, gpointer data, GError **error)
{
  TemplateRequest *request = data;
  g_autoptr (BtStoreStmt) stmt = bt_store_stmt_new (
      db, "SELECT id, name, fields, modified FROM photo_template ORDER BY id", error);
  BtStoreStep step;

  if (!stmt)
    return FALSE;
  request->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_photo_template_free);
  while ((step = bt_store_stmt_step (stmt, error)) == BT_STORE_STEP_ROW)
    {
      BtPhotoTemplate *row = g_new0 (BtPhotoTemplate, 1);

      row->id = bt_store_stmt_int (stmt, 0);
      row->name = bt_store_stmt_dup (stmt, 1);
      row->fields = bt_store_stmt_dup (stmt, 2);
      row->modified = bt_store_stmt_int (stmt, 3);
      g_ptr_array_add (request->rows, row);
    }
  g_ptr_array_sort (request->rows, compare_names);
  return step == BT_STORE_STEP_DONE;
}

void
bt_store_list_photo_templates_async (BtStore *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_return_if_fail (BT_IS_STORE (self));

  bt_store_queue (self, BT_STORE_READ, list_work, remove_request (0),
                  (GDestroyNotify)template_request_free,
                  bt_store_list_photo_templates_async, cancellable, callback, user_data);
}

GPtrArray *
bt_store_list_photo_templates_finish (BtStore *self, GAsyncResult *result, GError **error)
{
  g_autoptr (TemplateRequest) request =
      bt_store_queue_finish (self, result, bt_store_list_photo_templates_async, error);

  return request ? g_steal_pointer (&request->rows) : NULL;
}

GPtrArray *
bt_store_list_photo_templates_sync (BtStore *self, GError **error)
{
  g_autoptr (TemplateRequest) request = g_new0 (TemplateRequest, 1);

  g_return_val_if_fail (BT_IS_STORE (self), NULL);

  if (!bt_store_run (self, BT_STORE_READ, list_work, request, error))
    return NULL;
  return g_steal_pointer (&request->rows);
}

/* ---- put ---- */

/* Told apart from other errors before it happens: SQLite names the constraint only. */
static gboolean
check_name (BtStoreDb *db, const BtPhotoTemplate *photo_template, GError **error)
{
  g_autoptr (BtStoreStmt) stmt = bt_store_stmt_new (
      db, "SELECT id FROM photo_template WHERE name = :name AND id <> :id", error);
  BtStoreStep step;

  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_text (stmt, ":name", photo_template->name);
  bt_store_stmt_bind_int (stmt, ":id", photo_template->id);
  step = bt_store_stmt_step (stmt, error);
  if (step == BT_STORE_STEP_ROW)
    g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_EXISTS,
                 "photo template “%s” is there already", photo_template->name);
  return step == BT_STORE_STEP_DONE;
}

static gboolean
put_work (BtStoreDb *db, gpointer data, GError **error)
{
  const BtPhotoTemplate *photo_template = ((TemplateRequest *)data)->photo_template;
  const char *sql = photo_template->id == 0
                        ? "INSERT INTO photo_template (name, fields, modified)"
                          " VALUES (:name, :fields, :now)"
                        : "UPDATE photo_template SET name = :name, fields = :fields,"
                          " modified = :now WHERE id = :id";
  g_autoptr (BtStoreStmt) stmt = NULL;

  if (!check_name (db, photo_template, error))
    return FALSE;
  stmt = bt_store_stmt_new (db, sql, error);
  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_text (stmt, ":name", photo_template->name);
  bt_store_bind_valid (stmt, ":fields", photo_template->fields);
  bt_store_stmt_bind_int (stmt, ":now", g_get_real_time ());
  if (photo_template->id != 0)
    bt_store_stmt_bind_int (stmt, ":id", photo_template->id);
  if (!bt_store_stmt_run (stmt, error))
    return FALSE;
  if (sqlite3_changes (bt_store_db_get_handle (db)) == 0)
    {
      g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND,
                   "photo template “%s” is gone", photo_template->name);
      return FALSE;
    }
  bt_store_db_note_words (db);
  return TRUE;
}

void
bt_store_put_photo_template_async (BtStore *self,
                                   const BtPhotoTemplate *photo_template,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (BT_IS_STORE (self));
  g_return_if_fail (photo_template && *photo_template->name);

  bt_store_queue (self, BT_STORE_WRITE, put_work, put_request (photo_template),
                  (GDestroyNotify)template_request_free,
                  bt_store_put_photo_template_async, cancellable, callback, user_data);
}

gboolean
bt_store_put_photo_template_finish (BtStore *self, GAsyncResult *result, GError **error)
{
  g_autoptr (TemplateRequest) request =
      bt_store_queue_finish (self, result, bt_store_put_photo_template_async, error);

  return request != NULL;
}

gboolean
bt_store_put_photo_template_sync (BtStore *self,
                                  const BtPhotoTemplate *photo_template,
                                  GError **error)
{
  g_autoptr (TemplateRequest) request = NULL;

  g_return_val_if_fail (BT_IS_STORE (self), FALSE);
  g_return_val_if_fail (photo_template && *photo_template->name, FALSE);

  request = put_request (photo_template);
  return bt_store_run (self, BT_STORE_WRITE, put_work, request, error);
}

/* ---- remove ---- */

static gboolean
remove_work (BtStoreDb *db, gpointer data, GError **error)
{
  TemplateRequest *request = data;
  g_autoptr (BtStoreStmt) stmt =
      bt_store_stmt_new (db, "DELETE FROM photo_template WHERE id = :id", error);

  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_int (stmt, ":id", request->id);
  if (!bt_store_stmt_run (stmt, error))
    return FALSE;
  if (sqlite3_changes (bt_store_db_get_handle (db)) == 0)
    {
      g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND,
                   "no photo template %" G_GINT64_FORMAT, request->id);
      return FALSE;
    }
  bt_store_db_note_words (db);
  return TRUE;
}

void
bt_store_remove_photo_template_async (BtStore *self,
                                      gint64 id,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_return_if_fail (BT_IS_STORE (self));

  bt_store_queue (self, BT_STORE_WRITE, remove_work, remove_request (id),
                  (GDestroyNotify)template_request_free,
                  bt_store_remove_photo_template_async, cancellable, callback, user_data);
}

gboolean
bt_store_remove_photo_template_finish (BtStore *self,
                                       GAsyncResult *result,
                                       GError **error)
{
  g_autoptr (TemplateRequest) request =
      bt_store_queue_finish (self, result, bt_store_remove_photo_template_async, error);

  return request != NULL;
}

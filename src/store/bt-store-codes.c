/* Tables of codes as they were taken in.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/bt-store-words.h"

#include "article/bt-clean-text.h"
#include "store/bt-store-named.h"

BtCodeFile *
bt_code_file_new (const char *name, const char *text)
{
  BtCodeFile *self;

  g_return_val_if_fail (name && text, NULL);

  self = g_new0 (BtCodeFile, 1);
  self->name = g_strstrip (bt_clean_line (name));
  self->text = bt_clean_text (text);
  return self;
}

BtCodeFile *
bt_code_file_copy (const BtCodeFile *self)
{
  BtCodeFile *copy = g_new (BtCodeFile, 1);

  *copy = *self;
  copy->name = g_strdup (self->name);
  copy->text = g_strdup (self->text);
  return copy;
}

void
bt_code_file_free (BtCodeFile *self)
{
  if (!self)
    return;
  g_free (self->name);
  g_free (self->text);
  g_free (self);
}

static gpointer
new_row (gint64 id, char *name, char *text, gint64 modified)
{
  BtCodeFile *row = g_new0 (BtCodeFile, 1);

  row->id = id;
  row->name = name;
  row->text = text;
  row->modified = modified;
  return row;
}

static const BtNamedTable table = {
  .table = "code_file",
  .column = "text",
  .what = "code file",
  .replace = TRUE,
  .new_row = new_row,
  .free_row = (GDestroyNotify)bt_code_file_free,
};

static BtNamedRequest *
put_request (const BtCodeFile *file)
{
  return bt_named_request_new (&table, file->id, file->name, file->text);
}

static BtNamedRequest *
request_for (gint64 id)
{
  return bt_named_request_new (&table, id, NULL, NULL);
}

void
bt_store_list_code_files_async (BtStore *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (BT_IS_STORE (self));

  bt_store_queue (self, BT_STORE_READ, bt_named_list_work, request_for (0),
                  (GDestroyNotify)bt_named_request_free, bt_store_list_code_files_async,
                  cancellable, callback, user_data);
}

GPtrArray *
bt_store_list_code_files_finish (BtStore *self, GAsyncResult *result, GError **error)
{
  g_autoptr (BtNamedRequest) request =
      bt_store_queue_finish (self, result, bt_store_list_code_files_async, error);

  return request ? g_steal_pointer (&request->rows) : NULL;
}

GPtrArray *
bt_store_list_code_files_sync (BtStore *self, GError **error)
{
  g_autoptr (BtNamedRequest) request = NULL;

  g_return_val_if_fail (BT_IS_STORE (self), NULL);

  request = request_for (0);
  if (!bt_store_run (self, BT_STORE_READ, bt_named_list_work, request, error))
    return NULL;
  return g_steal_pointer (&request->rows);
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

  bt_store_queue (self, BT_STORE_WRITE, bt_named_put_work, put_request (file),
                  (GDestroyNotify)bt_named_request_free, bt_store_put_code_file_async,
                  cancellable, callback, user_data);
}

gboolean
bt_store_put_code_file_finish (BtStore *self, GAsyncResult *result, GError **error)
{
  g_autoptr (BtNamedRequest) request =
      bt_store_queue_finish (self, result, bt_store_put_code_file_async, error);

  return request != NULL;
}

gboolean
bt_store_put_code_file_sync (BtStore *self, const BtCodeFile *file, GError **error)
{
  g_autoptr (BtNamedRequest) request = NULL;

  g_return_val_if_fail (BT_IS_STORE (self), FALSE);
  g_return_val_if_fail (file && *file->name, FALSE);

  request = put_request (file);
  return bt_store_run (self, BT_STORE_WRITE, bt_named_put_work, request, error);
}

void
bt_store_remove_code_file_async (BtStore *self,
                                 gint64 id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (BT_IS_STORE (self));

  bt_store_queue (self, BT_STORE_WRITE, bt_named_remove_work, request_for (id),
                  (GDestroyNotify)bt_named_request_free, bt_store_remove_code_file_async,
                  cancellable, callback, user_data);
}

gboolean
bt_store_remove_code_file_finish (BtStore *self, GAsyncResult *result, GError **error)
{
  g_autoptr (BtNamedRequest) request =
      bt_store_queue_finish (self, result, bt_store_remove_code_file_async, error);

  return request != NULL;
}

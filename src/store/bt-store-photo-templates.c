/* Named sets of fields for photos.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/bt-store-words.h"

#include "article/bt-clean-text.h"
#include "store/bt-store-named.h"

BtPhotoTemplate *
bt_photo_template_new (const char *name, const char *fields)
{
  BtPhotoTemplate *self;

  g_return_val_if_fail (name && fields, NULL);

  self = g_new0 (BtPhotoTemplate, 1);
  self->name = g_strstrip (bt_clean_line (name));
  self->fields = g_strdup (fields);
  return self;
}

BtPhotoTemplate *
bt_photo_template_copy (const BtPhotoTemplate *self)
{
  BtPhotoTemplate *copy = g_new (BtPhotoTemplate, 1);

  *copy = *self;
  copy->name = g_strdup (self->name);
  copy->fields = g_strdup (self->fields);
  return copy;
}

void
bt_photo_template_free (BtPhotoTemplate *self)
{
  if (!self)
    return;
  g_free (self->name);
  g_free (self->fields);
  g_free (self);
}

static gpointer
new_row (gint64 id, char *name, char *text, gint64 modified)
{
  BtPhotoTemplate *row = g_new0 (BtPhotoTemplate, 1);

  row->id = id;
  row->name = name;
  row->fields = text;
  row->modified = modified;
  return row;
}

static const BtNamedTable table = {
  .table = "photo_template",
  .column = "fields",
  .what = "photo template",
  .replace = FALSE,
  .new_row = new_row,
  .free_row = (GDestroyNotify)bt_photo_template_free,
};

static BtNamedRequest *
put_request (const BtPhotoTemplate *photo_template)
{
  return bt_named_request_new (&table, photo_template->id, photo_template->name,
                               photo_template->fields);
}

static BtNamedRequest *
request_for (gint64 id)
{
  return bt_named_request_new (&table, id, NULL, NULL);
}

void
bt_store_list_photo_templates_async (BtStore *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_return_if_fail (BT_IS_STORE (self));

  bt_store_queue (self, BT_STORE_READ, bt_named_list_work, request_for (0),
                  (GDestroyNotify)bt_named_request_free,
                  bt_store_list_photo_templates_async, cancellable, callback, user_data);
}

GPtrArray *
bt_store_list_photo_templates_finish (BtStore *self, GAsyncResult *result, GError **error)
{
  g_autoptr (BtNamedRequest) request =
      bt_store_queue_finish (self, result, bt_store_list_photo_templates_async, error);

  return request ? g_steal_pointer (&request->rows) : NULL;
}

GPtrArray *
bt_store_list_photo_templates_sync (BtStore *self, GError **error)
{
  g_autoptr (BtNamedRequest) request = NULL;

  g_return_val_if_fail (BT_IS_STORE (self), NULL);

  request = request_for (0);
  if (!bt_store_run (self, BT_STORE_READ, bt_named_list_work, request, error))
    return NULL;
  return g_steal_pointer (&request->rows);
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

  bt_store_queue (self, BT_STORE_WRITE, bt_named_put_work, put_request (photo_template),
                  (GDestroyNotify)bt_named_request_free,
                  bt_store_put_photo_template_async, cancellable, callback, user_data);
}

gboolean
bt_store_put_photo_template_finish (BtStore *self, GAsyncResult *result, GError **error)
{
  g_autoptr (BtNamedRequest) request =
      bt_store_queue_finish (self, result, bt_store_put_photo_template_async, error);

  return request != NULL;
}

gboolean
bt_store_put_photo_template_sync (BtStore *self,
                                  const BtPhotoTemplate *photo_template,
                                  GError **error)
{
  g_autoptr (BtNamedRequest) request = NULL;

  g_return_val_if_fail (BT_IS_STORE (self), FALSE);
  g_return_val_if_fail (photo_template && *photo_template->name, FALSE);

  request = put_request (photo_template);
  return bt_store_run (self, BT_STORE_WRITE, bt_named_put_work, request, error);
}

void
bt_store_remove_photo_template_async (BtStore *self,
                                      gint64 id,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_return_if_fail (BT_IS_STORE (self));

  bt_store_queue (self, BT_STORE_WRITE, bt_named_remove_work, request_for (id),
                  (GDestroyNotify)bt_named_request_free,
                  bt_store_remove_photo_template_async, cancellable, callback, user_data);
}

gboolean
bt_store_remove_photo_template_finish (BtStore *self,
                                       GAsyncResult *result,
                                       GError **error)
{
  g_autoptr (BtNamedRequest) request =
      bt_store_queue_finish (self, result, bt_store_remove_photo_template_async, error);

  return request != NULL;
}

/* Settings that belong to the data, not to the window.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/bt-store-private.h"

typedef struct
{
  char *key;
  char *value;
  char *answer;
} SettingRequest;

static void
setting_request_free (SettingRequest *self)
{
  g_free (self->key);
  g_free (self->value);
  g_free (self->answer);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SettingRequest, setting_request_free)

static SettingRequest *
setting_request_new (const char *key, const char *value)
{
  SettingRequest *self = g_new0 (SettingRequest, 1);

  self->key = g_strdup (key);
  self->value = g_strdup (value);
  return self;
}

static gboolean
get_work (BtStoreDb *db, gpointer data, GError **error)
{
  SettingRequest *request = data;
  g_autoptr (BtStoreStmt) stmt =
      bt_store_stmt_new (db, "SELECT value FROM setting WHERE key = :key", error);
  BtStoreStep step;

  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_text (stmt, ":key", request->key);
  step = bt_store_stmt_step (stmt, error);
  if (step == BT_STORE_STEP_ROW)
    request->answer = bt_store_stmt_dup (stmt, 0);
  return step != BT_STORE_STEP_ERROR;
}

char *
bt_store_get_setting_sync (BtStore *self, const char *key, GError **error)
{
  g_autoptr (SettingRequest) request = NULL;

  g_return_val_if_fail (BT_IS_STORE (self), NULL);
  g_return_val_if_fail (key, NULL);

  request = setting_request_new (key, NULL);
  if (!bt_store_run (self, BT_STORE_READ, get_work, request, error))
    return NULL;
  return g_steal_pointer (&request->answer);
}

void
bt_store_get_setting_async (BtStore *self,
                            const char *key,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (BT_IS_STORE (self));
  g_return_if_fail (key);

  bt_store_queue (self, BT_STORE_READ, get_work, setting_request_new (key, NULL),
                  (GDestroyNotify)setting_request_free, bt_store_get_setting_async,
                  cancellable, callback, user_data);
}

char *
bt_store_get_setting_finish (BtStore *self, GAsyncResult *result, GError **error)
{
  g_autoptr (SettingRequest) request =
      bt_store_queue_finish (self, result, bt_store_get_setting_async, error);

  return request ? g_steal_pointer (&request->answer) : NULL;
}

static gboolean
set_work (BtStoreDb *db, gpointer data, GError **error)
{
  SettingRequest *request = data;
  g_autoptr (BtStoreStmt) stmt = bt_store_stmt_new (
      db,
      request->value ? "INSERT INTO setting (key, value) VALUES (:key, :value)"
                       " ON CONFLICT (key) DO UPDATE SET value = excluded.value"
                     : "DELETE FROM setting WHERE key = :key",
      error);

  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_text (stmt, ":key", request->key);
  if (request->value)
    bt_store_stmt_bind_text (stmt, ":value", request->value);
  return bt_store_stmt_run (stmt, error);
}

gboolean
bt_store_set_setting_sync (BtStore *self,
                           const char *key,
                           const char *value,
                           GError **error)
{
  g_autoptr (SettingRequest) request = NULL;

  g_return_val_if_fail (BT_IS_STORE (self), FALSE);
  g_return_val_if_fail (key, FALSE);

  request = setting_request_new (key, value);
  return bt_store_run (self, BT_STORE_WRITE, set_work, request, error);
}

void
bt_store_set_setting_async (BtStore *self,
                            const char *key,
                            const char *value,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (BT_IS_STORE (self));
  g_return_if_fail (key);

  bt_store_queue (self, BT_STORE_WRITE, set_work, setting_request_new (key, value),
                  (GDestroyNotify)setting_request_free, bt_store_set_setting_async,
                  cancellable, callback, user_data);
}

gboolean
bt_store_set_setting_finish (BtStore *self, GAsyncResult *result, GError **error)
{
  g_autoptr (SettingRequest) request =
      bt_store_queue_finish (self, result, bt_store_set_setting_async, error);

  return request != NULL;
}

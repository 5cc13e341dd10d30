/* Settings that belong to the data, not to the window.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/bt-store-private.h"

typedef struct
{
  const char *key;
  const char *value;
  char *answer;
} SettingRequest;

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
  SettingRequest request = { .key = key };

  g_return_val_if_fail (BT_IS_STORE (self), NULL);
  g_return_val_if_fail (key, NULL);

  if (!bt_store_run (self, BT_STORE_READ, get_work, &request, error))
    g_clear_pointer (&request.answer, g_free);
  return request.answer;
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
  SettingRequest request = { .key = key, .value = value };

  g_return_val_if_fail (BT_IS_STORE (self), FALSE);
  g_return_val_if_fail (key, FALSE);

  return bt_store_run (self, BT_STORE_WRITE, set_work, &request, error);
}

/* Accounts, and the portals that they are on.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/bt-store-private.h"

#include <string.h>

#include "text/bt-text.h"

#define COLUMNS "account.id, name, kind, url, api, user, can"
#define FROM " FROM account JOIN portal ON portal.id = account.portal"

typedef struct
{
  const char *name;
  const BtAccount *put;
  gint64 id;
  BtAccount *account;
} AccountRequest;

typedef struct
{
  GPtrArray *rows;
} ListRequest;

static void
list_request_free (ListRequest *self)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ListRequest, list_request_free)

char *
bt_store_portal_address (const char *url)
{
  g_autofree char *lower = NULL;
  g_autofree char *port_text = NULL;
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL);
  const char *scheme = uri ? g_uri_get_scheme (uri) : NULL;
  const char *path;
  int port;
  gsize length;

  if (!uri || !g_uri_get_host (uri))
    return g_strdup (url);
  lower = g_ascii_strdown (g_uri_get_host (uri), -1);
  port = g_uri_get_port (uri);
  if (port > 0 && port != (g_strcmp0 (scheme, "http") == 0 ? 80 : 443))
    port_text = g_strdup_printf (":%d", port);
  path = g_uri_get_path (uri);
  length = strlen (path);
  while (length > 0 && path[length - 1] == '/')
    length--;
  return g_strdup_printf ("%s%s%.*s", lower, port_text ? port_text : "", (int)length,
                          path);
}

gint64
bt_store_find_portal (BtStoreDb *db, gint64 account, GError **error)
{
  g_autofree char *what = g_strdup_printf ("account %" G_GINT64_FORMAT, account);
  g_autoptr (BtStoreStmt) stmt =
      bt_store_stmt_new (db, "SELECT portal FROM account WHERE id = :id", error);

  if (!stmt)
    return 0;
  bt_store_stmt_bind_int (stmt, ":id", account);
  return bt_store_stmt_row (stmt, what, error) ? bt_store_stmt_int (stmt, 0) : 0;
}

/* Returns: the portal's row id, known already or new, 0 with @error */
static gint64
ensure_portal (BtStoreDb *db, const char *kind, const char *url, GError **error)
{
  g_autofree char *address = bt_store_portal_address (url);
  /* An update that changes nothing, because DO NOTHING would return no row. */
  g_autoptr (BtStoreStmt) stmt = bt_store_stmt_new (
      db,
      "INSERT INTO portal (kind, address) VALUES (:kind, :address)"
      " ON CONFLICT (kind, address) DO UPDATE SET kind = excluded.kind RETURNING id",
      error);

  if (!stmt)
    return 0;
  bt_store_stmt_bind_text (stmt, ":kind", kind);
  bt_store_stmt_bind_text (stmt, ":address", address);
  return bt_store_stmt_row (stmt, address, error) ? bt_store_stmt_int (stmt, 0) : 0;
}

/* Returns: %FALSE with %BT_STORE_ERROR_BUSY when something still goes through it */
static gboolean
check_idle (BtStoreDb *db, gint64 account, const char *name, GError **error)
{
  g_autoptr (BtStoreStmt) stmt =
      bt_store_stmt_new (db,
                         "SELECT count (*) FROM outbox WHERE account = :account"
                         " AND state IN ('waiting', 'sending', 'needs-person')",
                         error);

  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_int (stmt, ":account", account);
  if (!bt_store_stmt_row (stmt, name, error))
    return FALSE;
  if (bt_store_stmt_int (stmt, 0) == 0)
    return TRUE;
  g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_BUSY,
               "%u of the outbox are to be sent through %s", bt_store_stmt_uint (stmt, 0),
               name);
  return FALSE;
}

/* What waits to be sent must not end up on another site. */
static gboolean
may_move (BtStoreDb *db, const BtAccount *account, gint64 portal, GError **error)
{
  gint64 before;

  if (account->id == 0)
    return TRUE;
  before = bt_store_find_portal (db, account->id, error);
  return before != 0
         && (before == portal || check_idle (db, account->id, account->name, error));
}

static gboolean
put_work (BtStoreDb *db, gpointer data, GError **error)
{
  AccountRequest *request = data;
  const BtAccount *account = request->put;
  gint64 portal = ensure_portal (db, account->kind, account->url, error);
  g_autoptr (BtStoreStmt) stmt = NULL;

  if (portal == 0 || !may_move (db, account, portal, error))
    return FALSE;
  stmt = bt_store_stmt_new (
      db,
      account->id == 0
          ? "INSERT INTO account (portal, name, url, api, user, can)"
            " VALUES (:portal, :name, :url, :api, :user, :can) RETURNING id"
          : "UPDATE account SET portal = :portal, name = :name, url = :url, api = :api,"
            " user = :user, can = :can WHERE id = :id RETURNING id",
      error);
  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_int (stmt, ":portal", portal);
  bt_store_stmt_bind_text (stmt, ":name", account->name);
  bt_store_stmt_bind_text (stmt, ":url", account->url);
  bt_store_stmt_bind_text (stmt, ":api", account->api);
  bt_store_stmt_bind_text (stmt, ":user", account->user);
  bt_store_stmt_bind_text (stmt, ":can", account->can);
  if (account->id != 0)
    bt_store_stmt_bind_int (stmt, ":id", account->id);
  if (!bt_store_stmt_row (stmt, account->name, error))
    return FALSE;
  request->id = bt_store_stmt_int (stmt, 0);
  bt_store_db_note_change (db, NULL);
  return TRUE;
}

gint64
bt_store_put_account_sync (BtStore *self, const BtAccount *account, GError **error)
{
  AccountRequest request = { .put = account };

  g_return_val_if_fail (BT_IS_STORE (self), 0);
  g_return_val_if_fail (
      account && account->name && account->kind && account->url && account->user, 0);

  if (!bt_store_run (self, BT_STORE_WRITE, put_work, &request, error))
    return 0;
  return request.id;
}

static BtAccount *
read_row (BtStoreStmt *stmt)
{
  BtAccount *account = bt_account_new ();

  account->id = bt_store_stmt_int (stmt, 0);
  account->name = bt_store_stmt_dup (stmt, 1);
  account->kind = bt_store_stmt_dup (stmt, 2);
  account->url = bt_store_stmt_dup (stmt, 3);
  account->api = bt_store_stmt_dup (stmt, 4);
  account->user = bt_store_stmt_dup (stmt, 5);
  account->can = bt_store_stmt_dup (stmt, 6);
  return account;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const BtAccount *const *first = a;
  const BtAccount *const *second = b;

  return bt_text_collate ((*first)->name, (*second)->name);
}

static gboolean
list_work (BtStoreDb *db, gpointer data, GError **error)
{
  ListRequest *request = data;
  g_autoptr (BtStoreStmt) stmt = bt_store_stmt_new (db, "SELECT " COLUMNS FROM, error);
  BtStoreStep step;

  if (!stmt)
    return FALSE;
  request->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_account_free);
  while ((step = bt_store_stmt_step (stmt, error)) == BT_STORE_STEP_ROW)
    g_ptr_array_add (request->rows, read_row (stmt));
  g_ptr_array_sort (request->rows, compare_names);
  return step == BT_STORE_STEP_DONE;
}

GPtrArray *
bt_store_list_accounts_sync (BtStore *self, GError **error)
{
  g_autoptr (ListRequest) request = g_new0 (ListRequest, 1);

  g_return_val_if_fail (BT_IS_STORE (self), NULL);

  if (!bt_store_run (self, BT_STORE_READ, list_work, request, error))
    return NULL;
  return g_steal_pointer (&request->rows);
}

void
bt_store_list_accounts_async (BtStore *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (BT_IS_STORE (self));

  bt_store_queue (self, BT_STORE_READ, list_work, g_new0 (ListRequest, 1),
                  (GDestroyNotify)list_request_free, bt_store_list_accounts_async,
                  cancellable, callback, user_data);
}

GPtrArray *
bt_store_list_accounts_finish (BtStore *self, GAsyncResult *result, GError **error)
{
  g_autoptr (ListRequest) request =
      bt_store_queue_finish (self, result, bt_store_list_accounts_async, error);

  return request ? g_steal_pointer (&request->rows) : NULL;
}

static gboolean
find_work (BtStoreDb *db, gpointer data, GError **error)
{
  AccountRequest *request = data;
  g_autoptr (BtStoreStmt) stmt = bt_store_stmt_new (
      db, "SELECT " COLUMNS FROM " WHERE :name IS NULL OR name = :name LIMIT 2", error);
  BtStoreStep step;

  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_text (stmt, ":name", request->name);
  if (!bt_store_stmt_row (stmt, request->name ? request->name : "any account", error))
    return FALSE;
  request->account = read_row (stmt);
  step = bt_store_stmt_step (stmt, error);
  if (step == BT_STORE_STEP_ROW)
    g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND,
                 "there is more than one account");
  return step == BT_STORE_STEP_DONE;
}

BtAccount *
bt_store_find_account_sync (BtStore *self, const char *name, GError **error)
{
  AccountRequest request = { .name = name };

  g_return_val_if_fail (BT_IS_STORE (self), NULL);

  if (!bt_store_run (self, BT_STORE_READ, find_work, &request, error))
    g_clear_pointer (&request.account, bt_account_free);
  return request.account;
}

static gboolean
remove_work (BtStoreDb *db, gpointer data, GError **error)
{
  AccountRequest *request = data;
  g_autoptr (BtStoreStmt) stmt = NULL;

  if (!find_work (db, request, error)
      || !check_idle (db, request->account->id, request->name, error))
    return FALSE;
  stmt = bt_store_stmt_new (db, "DELETE FROM account WHERE id = :id", error);
  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_int (stmt, ":id", request->account->id);
  bt_store_db_note_change (db, NULL);
  return bt_store_stmt_run (stmt, error);
}

gboolean
bt_store_remove_account_sync (BtStore *self, const char *name, GError **error)
{
  AccountRequest request = { .name = name };
  gboolean removed;

  g_return_val_if_fail (BT_IS_STORE (self), FALSE);
  g_return_val_if_fail (name, FALSE);

  removed = bt_store_run (self, BT_STORE_WRITE, remove_work, &request, error);
  g_clear_pointer (&request.account, bt_account_free);
  return removed;
}

/* Accounts: an account is kept only after the portal has let the user in.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/bt-context.h"

#include "portal/bt-secret.h"

typedef struct
{
  char *name;
  char *kind;
  char *url;
  char *user;
  char *password;
} AccountRequest;

static void
account_request_free (AccountRequest *request)
{
  g_free (request->name);
  g_free (request->kind);
  g_free (request->url);
  g_free (request->user);
  bt_secret_free (request->password);
  g_free (request);
}

static gboolean
name_is_free (BtContext *self, const char *name, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (BtAccount) taken =
      bt_store_find_account_sync (bt_context_get_store (self), name, &local_error);

  if (taken != NULL)
    {
      g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_EXISTS, "account \"%s\"", name);
      return FALSE;
    }
  if (!g_error_matches (local_error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

/* Discovers and signs in: what the portal says goes into @account. */
static gboolean
ask_portal (BtAccount *account,
            const char *password,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (BtPortal) scout = NULL;
  g_autoptr (BtPortal) portal = NULL;
  g_autoptr (BtPortalSite) site = NULL;
  g_autoptr (BtPortalUser) user = NULL;

  scout = bt_portal_new (account->kind, account->url, NULL, NULL, NULL, error);
  if (scout == NULL)
    return FALSE;
  site = bt_portal_discover (scout, cancellable, error);
  if (site == NULL)
    return FALSE;

  g_free (account->url);
  account->url = g_strdup (site->url);
  account->api = g_strdup (site->api);

  portal = bt_portal_new (account->kind, account->url, account->api, account->user,
                          password, error);
  if (portal == NULL)
    return FALSE;
  user = bt_portal_whoami (portal, cancellable, error);
  if (user == NULL)
    return FALSE;

  account->can = bt_portal_user_to_json (user);

  return TRUE;
}

BtAccount *
bt_context_add_account (BtContext *self,
                        const char *name,
                        const char *kind,
                        const char *url,
                        const char *user,
                        const char *password,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (BtAccount) account = bt_account_new ();
  g_autofree char *label = NULL;

  g_return_val_if_fail (BT_IS_CONTEXT (self), NULL);
  g_return_val_if_fail (name != NULL && kind != NULL && url != NULL, NULL);
  g_return_val_if_fail (user != NULL && password != NULL, NULL);

  if (!name_is_free (self, name, error))
    return NULL;

  account->name = g_strdup (name);
  account->kind = g_strdup (kind);
  account->url = g_strdup (url);
  account->user = g_strdup (user);
  if (!ask_portal (account, password, cancellable, error))
    return NULL;

  /* The password first: an account that cannot sign in would be worse than a stray password. */
  label = g_strdup_printf ("Bản Thảo: %s", name);
  if (!bt_secret_store (account->url, user, password, label, cancellable, error))
    return NULL;

  account->id = bt_store_put_account_sync (bt_context_get_store (self), account, error);
  if (account->id == 0)
    {
      bt_secret_clear (account->url, user, NULL, NULL);
      return NULL;
    }

  return g_steal_pointer (&account);
}

static void
add_account_thread (GTask *task,
                    gpointer source,
                    gpointer task_data,
                    GCancellable *cancellable)
{
  AccountRequest *r = task_data;
  GError *error = NULL;
  BtAccount *account = bt_context_add_account (source, r->name, r->kind, r->url, r->user,
                                               r->password, cancellable, &error);

  if (account != NULL)
    g_task_return_pointer (task, account, (GDestroyNotify)bt_account_free);
  else
    g_task_return_error (task, error);
}

void
bt_context_add_account_async (BtContext *self,
                              const char *name,
                              const char *kind,
                              const char *url,
                              const char *user,
                              const char *password,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  AccountRequest *request = g_new0 (AccountRequest, 1);

  request->name = g_strdup (name);
  request->kind = g_strdup (kind);
  request->url = g_strdup (url);
  request->user = g_strdup (user);
  request->password = g_strdup (password);

  g_task_set_source_tag (task, bt_context_add_account_async);
  g_task_set_task_data (task, request, (GDestroyNotify)account_request_free);
  g_task_run_in_thread (task, add_account_thread);
}

BtAccount *
bt_context_add_account_finish (BtContext *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
bt_context_remove_account (BtContext *self,
                           const char *name,
                           GCancellable *cancellable,
                           GError **error)
{
  BtStore *store = bt_context_get_store (self);
  g_autoptr (BtAccount) account = bt_store_find_account_sync (store, name, error);
  g_autoptr (GError) local_error = NULL;

  if (account == NULL || !bt_store_remove_account_sync (store, account->name, error))
    return FALSE;

  bt_context_set_password (self, account->name, NULL);

  /* Where no Secret Service runs, none has kept the password. */
  if (!bt_secret_clear (account->url, account->user, cancellable, &local_error)
      && !g_error_matches (local_error, BT_SECRET_ERROR, BT_SECRET_ERROR_UNAVAILABLE))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

static void
remove_account_thread (GTask *task,
                       gpointer source,
                       gpointer task_data,
                       GCancellable *cancellable)
{
  GError *error = NULL;

  if (bt_context_remove_account (source, task_data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
bt_context_remove_account_async (BtContext *self,
                                 const char *name,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, bt_context_remove_account_async);
  g_task_set_task_data (task, g_strdup (name), g_free);
  g_task_run_in_thread (task, remove_account_thread);
}

gboolean
bt_context_remove_account_finish (BtContext *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/bt-portal-preview.h"

#include "portal/bt-portal.h"
#include "store/bt-store-outbox.h"
#include "store/bt-store-photos.h"

typedef struct
{
  char *uuid;
  char *account;
} PreviewRequest;

static void
preview_request_free (gpointer data)
{
  PreviewRequest *request = data;

  g_free (request->uuid);
  g_free (request->account);
  g_free (request);
}

void
bt_portal_preview_free (BtPortalPreview *self)
{
  if (self == NULL)
    return;
  g_free (self->account);
  g_free (self->url);
  g_free (self);
}

/* The account through which to look, and what is known there: the wanted one, else the
 * first that knows the article. Returns: %FALSE with @error when there is none */
static gboolean
find_remote (BtStore *store,
             const char *uuid,
             const char *wanted,
             BtAccount **account,
             BtRemoteArticle **remote,
             GError **error)
{
  g_autoptr (GPtrArray) accounts = bt_store_list_accounts_sync (store, error);

  if (accounts == NULL)
    return FALSE;
  for (guint i = 0; i < accounts->len; i++)
    {
      const BtAccount *candidate = accounts->pdata[i];
      g_autoptr (GError) local_error = NULL;
      g_autoptr (BtRemoteArticle) known =
          bt_store_get_remote_sync (store, uuid, candidate->id, &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (known == NULL || known->post == 0
          || (*account != NULL && g_strcmp0 (candidate->name, wanted) != 0))
        continue;
      bt_account_free (*account);
      bt_remote_article_free (*remote);
      *account = bt_account_copy (candidate);
      *remote = g_steal_pointer (&known);
    }
  if (*account != NULL)
    return TRUE;
  g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND, "%s is on no portal",
               uuid);
  return FALSE;
}

/* The snapshot that arrived last. */
static gint64
find_sent_version (BtStore *store, const char *uuid, gint64 account, GError **error)
{
  g_autoptr (GPtrArray) rows = bt_store_list_outbox_sync (store, TRUE, error);
  gint64 version = 0;

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const BtOutboxRow *row = rows->pdata[i];

      if (row->state == BT_OUTBOX_DONE && row->account == account
          && g_str_equal (row->uuid, uuid))
        version = row->version;
    }
  return version;
}

/* Whether readers would see another text: where it stands, and what is kept here alone,
 * does not count. */
static gboolean
differs (const BtArticle *now, const BtArticle *sent)
{
  g_autoptr (BtArticle) a = bt_article_copy (now);

  bt_article_set_status (a, bt_article_get_status (sent));
  bt_article_set_portal_time (a, bt_article_get_portal_time (sent));
  bt_article_set (a, BT_FIELD_NOTES, bt_article_get (sent, BT_FIELD_NOTES));
  bt_article_set (a, BT_FIELD_GENRE, bt_article_get (sent, BT_FIELD_GENRE));
  return !bt_article_equal (a, sent);
}

/* A snapshot that cannot be read any more counts as another text. */
static gboolean
is_changed (BtStore *store,
            const char *uuid,
            gint64 account,
            gboolean *changed,
            GError **error)
{
  g_autoptr (BtArticle) now = bt_store_load_article_sync (store, uuid, NULL, error);
  g_autoptr (BtArticle) sent = NULL;
  gint64 version;

  if (now == NULL)
    return FALSE;
  version = find_sent_version (store, uuid, account, NULL);
  if (version != 0)
    sent = bt_store_load_version_sync (store, version, NULL);
  *changed = sent == NULL || differs (now, sent);
  return TRUE;
}

BtPortalPreview *
bt_portal_preview_find (BtContext *context,
                        const char *uuid,
                        const char *account,
                        GCancellable *cancellable,
                        GError **error)
{
  BtStore *store;
  g_autoptr (BtAccount) through = NULL;
  g_autoptr (BtRemoteArticle) remote = NULL;
  g_autoptr (BtPortal) portal = NULL;
  g_autoptr (BtPortalPreview) preview = NULL;
  g_autofree char *status = NULL;

  g_return_val_if_fail (BT_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (uuid != NULL, NULL);

  store = bt_context_get_store (context);
  preview = g_new0 (BtPortalPreview, 1);
  if (!find_remote (store, uuid, account, &through, &remote, error)
      || !is_changed (store, uuid, through->id, &preview->changed, error))
    return NULL;
  portal = bt_context_open_portal (context, through, cancellable, error);
  if (portal == NULL)
    return NULL;
  preview->account = g_strdup (through->name);
  preview->url =
      bt_portal_preview_link (portal, remote->post, &status, cancellable, error);
  if (preview->url == NULL)
    return NULL;
  preview->draft = g_str_equal (status, "draft");
  return g_steal_pointer (&preview);
}

static void
find_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const PreviewRequest *request = data;
  GError *error = NULL;
  BtPortalPreview *preview = bt_portal_preview_find (
      source, request->uuid, request->account, cancellable, &error);

  if (preview != NULL)
    g_task_return_pointer (task, preview, (GDestroyNotify)bt_portal_preview_free);
  else
    g_task_return_error (task, error);
}

void
bt_portal_preview_find_async (BtContext *context,
                              const char *uuid,
                              const char *account,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  PreviewRequest *request;

  g_return_if_fail (BT_IS_CONTEXT (context));
  g_return_if_fail (uuid != NULL);

  request = g_new0 (PreviewRequest, 1);
  request->uuid = g_strdup (uuid);
  request->account = g_strdup (account);
  task = g_task_new (context, cancellable, callback, user_data);
  g_task_set_source_tag (task, bt_portal_preview_find_async);
  g_task_set_task_data (task, request, preview_request_free);
  g_task_run_in_thread (task, find_thread);
}

BtPortalPreview *
bt_portal_preview_find_finish (BtContext *context, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, context), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* What is known of articles and photos on portals.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/bt-store-private.h"

/* An account of the portal, for those who ask by account; any will do. */
#define ANY_ACCOUNT                                                                      \
  "coalesce ((SELECT min (id) FROM account WHERE account.portal = portal.id), 0)"

typedef struct
{
  char *uuid;
  const char *hash;
  const char *variant;
  const char *url;
  gint64 account;
  gint64 media;
  const BtRemoteArticle *put_article;
  const BtRemoteMedia *put_media;
  BtRemoteArticle *article;
  BtRemoteMedia *found;
  char *found_hash;
  GPtrArray *rows;
} RemoteRequest;

static void
remote_request_free (RemoteRequest *self)
{
  g_free (self->uuid);
  g_clear_pointer (&self->article, bt_remote_article_free);
  g_clear_pointer (&self->found, bt_remote_media_free);
  g_free (self->found_hash);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemoteRequest, remote_request_free)

static RemoteRequest *
remote_request_new (const char *uuid, gint64 account)
{
  RemoteRequest *self = g_new0 (RemoteRequest, 1);

  self->uuid = g_strdup (uuid);
  self->account = account;
  return self;
}

static BtRemoteArticle *
read_article (BtStoreStmt *stmt, const char *uuid, gint64 account)
{
  BtRemoteArticle *row = bt_remote_article_new ();

  row->uuid = g_strdup (uuid);
  row->account = account;
  row->post = bt_store_stmt_int (stmt, 0);
  row->link = bt_store_stmt_dup (stmt, 1);
  row->base = bt_store_stmt_dup (stmt, 2);
  row->token = bt_store_stmt_dup (stmt, 3);
  return row;
}

static gboolean
get_article_work (BtStoreDb *db, gpointer data, GError **error)
{
  RemoteRequest *request = data;
  gint64 portal = bt_store_find_portal (db, request->account, error);
  g_autoptr (BtStoreStmt) stmt = NULL;
  BtStoreStep step;

  if (portal == 0)
    return FALSE;
  stmt = bt_store_stmt_new (db,
                            "SELECT post, link, base, token FROM remote_article"
                            " JOIN article ON article.id = remote_article.article"
                            " WHERE uuid = :uuid AND portal = :portal",
                            error);
  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_text (stmt, ":uuid", request->uuid);
  bt_store_stmt_bind_int (stmt, ":portal", portal);
  step = bt_store_stmt_step (stmt, error);
  if (step == BT_STORE_STEP_ROW)
    request->article = read_article (stmt, request->uuid, request->account);
  return step != BT_STORE_STEP_ERROR;
}

BtRemoteArticle *
bt_store_get_remote_sync (BtStore *self, const char *uuid, gint64 account, GError **error)
{
  g_autoptr (RemoteRequest) request = NULL;

  g_return_val_if_fail (BT_IS_STORE (self), NULL);
  g_return_val_if_fail (uuid, NULL);

  request = remote_request_new (uuid, account);
  if (!bt_store_run (self, BT_STORE_READ, get_article_work, request, error))
    return NULL;
  return g_steal_pointer (&request->article);
}

static gboolean
put_article_work (BtStoreDb *db, gpointer data, GError **error)
{
  const BtRemoteArticle *remote = data;
  gint64 article = bt_store_find_article (db, remote->uuid, error);
  gint64 portal = article != 0 ? bt_store_find_portal (db, remote->account, error) : 0;
  g_autoptr (BtStoreStmt) stmt = NULL;

  if (portal == 0)
    return FALSE;
  stmt = bt_store_stmt_new (
      db,
      "INSERT INTO remote_article (article, portal, post, link, base, token)"
      " VALUES (:article, :portal, :post, :link, :base, :token)"
      " ON CONFLICT (article, portal) DO UPDATE SET post = excluded.post,"
      " link = excluded.link, base = excluded.base, token = excluded.token",
      error);
  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_int (stmt, ":article", article);
  bt_store_stmt_bind_int (stmt, ":portal", portal);
  bt_store_stmt_bind_int (stmt, ":post", remote->post);
  bt_store_stmt_bind_text (stmt, ":link", remote->link);
  bt_store_stmt_bind_text (stmt, ":base", remote->base);
  bt_store_stmt_bind_text (stmt, ":token", remote->token);
  if (!bt_store_stmt_run (stmt, error))
    return FALSE;
  bt_store_db_note_change (db, remote->uuid);
  return TRUE;
}

gboolean
bt_store_put_remote_sync (BtStore *self, const BtRemoteArticle *remote, GError **error)
{
  g_return_val_if_fail (BT_IS_STORE (self), FALSE);
  g_return_val_if_fail (remote && remote->uuid, FALSE);

  return bt_store_run (self, BT_STORE_WRITE, put_article_work, (gpointer)remote, error);
}

static gboolean
list_work (BtStoreDb *db, gpointer data, GError **error)
{
  RemoteRequest *request = data;
  g_autoptr (BtStoreStmt) stmt = bt_store_stmt_new (
      db,
      "SELECT post, link, base, token, " ANY_ACCOUNT " FROM remote_article"
      " JOIN article ON article.id = remote_article.article"
      " JOIN portal ON portal.id = remote_article.portal"
      " WHERE uuid = :uuid ORDER BY portal.id",
      error);
  BtStoreStep step;

  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_text (stmt, ":uuid", request->uuid);
  request->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_remote_article_free);
  while ((step = bt_store_stmt_step (stmt, error)) == BT_STORE_STEP_ROW)
    g_ptr_array_add (request->rows,
                     read_article (stmt, request->uuid, bt_store_stmt_int (stmt, 4)));
  return step == BT_STORE_STEP_DONE;
}

void
bt_store_list_remotes_async (BtStore *self,
                             const char *uuid,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (BT_IS_STORE (self));
  g_return_if_fail (uuid);

  bt_store_queue (self, BT_STORE_READ, list_work, remote_request_new (uuid, 0),
                  (GDestroyNotify)remote_request_free, bt_store_list_remotes_async,
                  cancellable, callback, user_data);
}

GPtrArray *
bt_store_list_remotes_finish (BtStore *self, GAsyncResult *result, GError **error)
{
  g_autoptr (RemoteRequest) request =
      bt_store_queue_finish (self, result, bt_store_list_remotes_async, error);

  return request ? g_steal_pointer (&request->rows) : NULL;
}

static gboolean
get_media_work (BtStoreDb *db, gpointer data, GError **error)
{
  RemoteRequest *request = data;
  gint64 portal = bt_store_find_portal (db, request->account, error);
  g_autoptr (BtStoreStmt) stmt = NULL;
  BtRemoteMedia *media;
  BtStoreStep step;

  if (portal == 0)
    return FALSE;
  stmt = bt_store_stmt_new (
      db,
      "SELECT name, media, url, width, height, fields FROM remote_media"
      " WHERE hash = :hash AND portal = :portal AND variant = :variant",
      error);
  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_text (stmt, ":hash", request->hash);
  bt_store_stmt_bind_int (stmt, ":portal", portal);
  bt_store_stmt_bind_text (stmt, ":variant", request->variant);
  step = bt_store_stmt_step (stmt, error);
  if (step != BT_STORE_STEP_ROW)
    return step == BT_STORE_STEP_DONE;
  media = request->found = bt_remote_media_new ();
  media->hash = g_strdup (request->hash);
  media->account = request->account;
  media->variant = g_strdup (request->variant);
  media->name = bt_store_stmt_dup (stmt, 0);
  media->media = bt_store_stmt_int (stmt, 1);
  media->url = bt_store_stmt_dup (stmt, 2);
  media->width = bt_store_stmt_uint (stmt, 3);
  media->height = bt_store_stmt_uint (stmt, 4);
  media->fields = bt_store_stmt_dup (stmt, 5);
  return TRUE;
}

BtRemoteMedia *
bt_store_get_media_sync (BtStore *self,
                         const char *hash,
                         gint64 account,
                         const char *variant,
                         GError **error)
{
  g_autoptr (RemoteRequest) request = NULL;

  g_return_val_if_fail (BT_IS_STORE (self), NULL);
  g_return_val_if_fail (hash && variant, NULL);

  request = remote_request_new (NULL, account);
  request->hash = hash;
  request->variant = variant;
  if (!bt_store_run (self, BT_STORE_READ, get_media_work, request, error))
    return NULL;
  return g_steal_pointer (&request->found);
}

static gboolean
list_media_work (BtStoreDb *db, gpointer data, GError **error)
{
  RemoteRequest *request = data;
  g_autoptr (BtStoreStmt) stmt = bt_store_stmt_new (
      db,
      "SELECT variant, name, media, url, width, height, fields, " ANY_ACCOUNT
      " AS account"
      " FROM remote_media JOIN portal ON portal.id = remote_media.portal"
      " WHERE hash = :hash AND media <> 0 AND account <> 0 ORDER BY account, media DESC",
      error);
  BtStoreStep step;

  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_text (stmt, ":hash", request->hash);
  while ((step = bt_store_stmt_step (stmt, error)) == BT_STORE_STEP_ROW)
    {
      BtRemoteMedia *media = bt_remote_media_new ();

      media->hash = g_strdup (request->hash);
      media->variant = bt_store_stmt_dup (stmt, 0);
      media->name = bt_store_stmt_dup (stmt, 1);
      media->media = bt_store_stmt_int (stmt, 2);
      media->url = bt_store_stmt_dup (stmt, 3);
      media->width = bt_store_stmt_uint (stmt, 4);
      media->height = bt_store_stmt_uint (stmt, 5);
      media->fields = bt_store_stmt_dup (stmt, 6);
      media->account = bt_store_stmt_int (stmt, 7);
      g_ptr_array_add (request->rows, media);
    }
  return step == BT_STORE_STEP_DONE;
}

GPtrArray *
bt_store_list_media_sync (BtStore *self, const char *hash, GError **error)
{
  g_autoptr (RemoteRequest) request = NULL;

  g_return_val_if_fail (BT_IS_STORE (self), NULL);
  g_return_val_if_fail (hash, NULL);

  request = remote_request_new (NULL, 0);
  request->hash = hash;
  request->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_remote_media_free);
  if (!bt_store_run (self, BT_STORE_READ, list_media_work, request, error))
    return NULL;
  return g_steal_pointer (&request->rows);
}

static gboolean
put_media_work (BtStoreDb *db, gpointer data, GError **error)
{
  const BtRemoteMedia *media = data;
  gint64 portal = bt_store_find_portal (db, media->account, error);
  g_autoptr (BtStoreStmt) stmt = NULL;

  if (portal == 0)
    return FALSE;
  stmt = bt_store_stmt_new (
      db,
      "INSERT INTO remote_media"
      " (hash, portal, variant, name, media, url, width, height, fields)"
      " VALUES (:hash, :portal, :variant, :name, :media, :url, :width, :height, :fields)"
      " ON CONFLICT (hash, portal, variant) DO UPDATE SET name = excluded.name,"
      " media = excluded.media, url = excluded.url, width = excluded.width,"
      " height = excluded.height, fields = excluded.fields",
      error);
  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_text (stmt, ":hash", media->hash);
  bt_store_stmt_bind_int (stmt, ":portal", portal);
  bt_store_stmt_bind_text (stmt, ":variant", media->variant);
  bt_store_stmt_bind_text (stmt, ":name", media->name);
  bt_store_stmt_bind_int (stmt, ":media", media->media);
  bt_store_stmt_bind_text (stmt, ":url", media->url);
  bt_store_stmt_bind_int (stmt, ":width", media->width);
  bt_store_stmt_bind_int (stmt, ":height", media->height);
  bt_store_stmt_bind_text (stmt, ":fields", media->fields);
  return bt_store_stmt_run (stmt, error);
}

gboolean
bt_store_put_media_sync (BtStore *self, const BtRemoteMedia *media, GError **error)
{
  g_return_val_if_fail (BT_IS_STORE (self), FALSE);
  g_return_val_if_fail (media && media->hash && media->variant && media->name, FALSE);

  return bt_store_run (self, BT_STORE_WRITE, put_media_work, (gpointer)media, error);
}

static gboolean
find_media_work (BtStoreDb *db, gpointer data, GError **error)
{
  RemoteRequest *request = data;
  gint64 portal = bt_store_find_portal (db, request->account, error);
  g_autoptr (BtStoreStmt) stmt = NULL;
  BtStoreStep step;

  if (portal == 0)
    return FALSE;
  /* 0 stands for a media item whose id is not known yet, so it matches none. */
  stmt = bt_store_stmt_new (db,
                            "SELECT hash FROM remote_media WHERE portal = :portal"
                            " AND ((media = :media AND media <> 0) OR url = :url)"
                            " ORDER BY media = :media DESC, hash LIMIT 1",
                            error);
  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_int (stmt, ":portal", portal);
  bt_store_stmt_bind_int (stmt, ":media", request->media);
  bt_store_stmt_bind_text (stmt, ":url", request->url);
  step = bt_store_stmt_step (stmt, error);
  if (step == BT_STORE_STEP_ROW)
    request->found_hash = bt_store_stmt_dup (stmt, 0);
  return step != BT_STORE_STEP_ERROR;
}

char *
bt_store_find_media_sync (BtStore *self,
                          gint64 account,
                          gint64 media,
                          const char *url,
                          GError **error)
{
  g_autoptr (RemoteRequest) request = NULL;

  g_return_val_if_fail (BT_IS_STORE (self), NULL);

  request = remote_request_new (NULL, account);
  request->media = media;
  request->url = url;
  if (!bt_store_run (self, BT_STORE_READ, find_media_work, request, error))
    return NULL;
  return g_steal_pointer (&request->found_hash);
}

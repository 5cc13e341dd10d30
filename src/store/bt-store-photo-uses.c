/* Which article, and which version of one, shows which photos.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/bt-store-private.h"

/* ---- keeping ---- */

/* Returns: (transfer full) (element-type utf8): what the database says that an article
 * shows, %NULL with @error */
static GPtrArray *
kept_uses (BtStoreDb *db, gint64 article, GError **error)
{
  g_autoptr (GPtrArray) hashes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (BtStoreStmt) stmt = bt_store_stmt_new (
      db, "SELECT hash FROM photo_use WHERE article = :article ORDER BY place", error);
  BtStoreStep step;

  if (!stmt)
    return NULL;
  bt_store_stmt_bind_int (stmt, ":article", article);
  while ((step = bt_store_stmt_step (stmt, error)) == BT_STORE_STEP_ROW)
    g_ptr_array_add (hashes, bt_store_stmt_dup (stmt, 0));
  return step == BT_STORE_STEP_DONE ? g_steal_pointer (&hashes) : NULL;
}

static gboolean
same_list (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (g_strcmp0 (a->pdata[i], b->pdata[i]) != 0)
      return FALSE;
  return TRUE;
}

static gboolean
run_for (BtStoreDb *db, const char *sql, const char *name, gint64 id, GError **error)
{
  g_autoptr (BtStoreStmt) stmt = bt_store_stmt_new (db, sql, error);

  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_int (stmt, name, id);
  return bt_store_stmt_run (stmt, error);
}

static gboolean
add_uses (BtStoreDb *db, gint64 article, GPtrArray *hashes, GError **error)
{
  g_autoptr (BtStoreStmt) stmt =
      bt_store_stmt_new (db,
                         "INSERT INTO photo_use (article, place, hash)"
                         " VALUES (:article, :place, :hash)",
                         error);

  if (!stmt)
    return FALSE;
  for (guint i = 0; i < hashes->len; i++)
    {
      bt_store_stmt_reset (stmt);
      bt_store_stmt_bind_int (stmt, ":article", article);
      bt_store_stmt_bind_int (stmt, ":place", i);
      bt_store_stmt_bind_text (stmt, ":hash", hashes->pdata[i]);
      if (!bt_store_stmt_run (stmt, error))
        return FALSE;
    }
  return TRUE;
}

static void
note_all (BtStoreDb *db, GPtrArray *hashes)
{
  for (guint i = 0; i < hashes->len; i++)
    bt_store_db_note_photo (db, hashes->pdata[i]);
}

gboolean
bt_store_keep_uses (BtStoreDb *db, gint64 id, const BtArticle *article, GError **error)
{
  g_autoptr (GPtrArray) now = bt_article_photos (article);
  g_autoptr (GPtrArray) before = kept_uses (db, id, error);

  if (!before)
    return FALSE;
  if (same_list (before, now))
    return TRUE;
  if (!run_for (db, "DELETE FROM photo_use WHERE article = :article", ":article", id,
                error)
      || !add_uses (db, id, now, error)
      || !run_for (db,
                   "UPDATE photo SET leaving = 0 WHERE leaving <> 0"
                   " AND hash IN (SELECT hash FROM photo_use WHERE article = :article)",
                   ":article", id, error))
    return FALSE;
  note_all (db, before);
  note_all (db, now);
  return TRUE;
}

gboolean
bt_store_note_uses (BtStoreDb *db, gint64 article, GError **error)
{
  g_autoptr (GPtrArray) hashes = kept_uses (db, article, error);

  if (!hashes)
    return FALSE;
  note_all (db, hashes);
  return TRUE;
}

gboolean
bt_store_keep_version_photos (BtStoreDb *db, gint64 version, GError **error)
{
  /* As the fourth migration does it for all. */
  return run_for (
             db,
             "INSERT OR IGNORE INTO version_photo (version, hash)"
             " SELECT version.id, iif (item.type = 'object',"
             " json_extract (item.value, '$.photo'), NULL) AS hash"
             " FROM version, json_each (version.json, '$.blocks') AS block, json_each"
             " (iif (block.type = 'object', block.value, '{}'), '$.items') AS item"
             " WHERE version.id = :version AND typeof (hash) = 'text'",
             ":version", version, error)
         && run_for (db,
                     "UPDATE photo SET leaving = 0 WHERE leaving <> 0 AND hash IN"
                     " (SELECT hash FROM version_photo WHERE version = :version)",
                     ":version", version, error);
}

/* ---- asking ---- */

typedef struct
{
  char *hash;
  GPtrArray *rows;
} UsesRequest;

static void
uses_request_free (UsesRequest *self)
{
  g_free (self->hash);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UsesRequest, uses_request_free)

static UsesRequest *
uses_request_new (const char *hash)
{
  UsesRequest *self = g_new0 (UsesRequest, 1);

  self->hash = g_ascii_strdown (hash, -1);
  return self;
}

static gboolean
uses_work (BtStoreDb *db, gpointer data, GError **error)
{
  UsesRequest *request = data;
  g_autoptr (BtStoreStmt) stmt =
      bt_store_stmt_new (db,
                         "SELECT " BT_STORE_ARTICLE_COLUMNS " FROM article"
                         " WHERE id IN (SELECT article FROM photo_use WHERE hash = :hash)"
                         " ORDER BY modified DESC, id DESC",
                         error);
  BtStoreStep step;

  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_text (stmt, ":hash", request->hash);
  request->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_stored_article_free);
  while ((step = bt_store_stmt_step (stmt, error)) == BT_STORE_STEP_ROW)
    {
      BtStoredArticle *row = bt_store_read_article (stmt, error);

      if (!row)
        return FALSE;
      g_ptr_array_add (request->rows, row);
    }
  return step == BT_STORE_STEP_DONE;
}

void
bt_store_list_photo_uses_async (BtStore *self,
                                const char *hash,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (BT_IS_STORE (self));
  g_return_if_fail (hash);

  bt_store_queue (self, BT_STORE_READ, uses_work, uses_request_new (hash),
                  (GDestroyNotify)uses_request_free, bt_store_list_photo_uses_async,
                  cancellable, callback, user_data);
}

GPtrArray *
bt_store_list_photo_uses_finish (BtStore *self, GAsyncResult *result, GError **error)
{
  g_autoptr (UsesRequest) request =
      bt_store_queue_finish (self, result, bt_store_list_photo_uses_async, error);

  return request ? g_steal_pointer (&request->rows) : NULL;
}

GPtrArray *
bt_store_list_photo_uses_sync (BtStore *self, const char *hash, GError **error)
{
  g_autoptr (UsesRequest) request = NULL;

  g_return_val_if_fail (BT_IS_STORE (self), NULL);
  g_return_val_if_fail (hash, NULL);

  request = uses_request_new (hash);
  if (!bt_store_run (self, BT_STORE_READ, uses_work, request, error))
    return NULL;
  return g_steal_pointer (&request->rows);
}

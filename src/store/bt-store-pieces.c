/* Templates and snippets: what a newsroom keeps to use again.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/bt-store-pieces.h"

#include "store/bt-store-private.h"

typedef struct
{
  BtPieceKind kind;
  gint64 id;
  GPtrArray *pieces;
} PieceRequest;

static void
piece_request_free (PieceRequest *self)
{
  g_clear_pointer (&self->pieces, g_ptr_array_unref);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PieceRequest, piece_request_free)

static const char *
kind_to_string (BtPieceKind kind)
{
  return kind == BT_PIECE_TEMPLATE ? "template" : "snippet";
}

static PieceRequest *
list_request (BtPieceKind kind)
{
  PieceRequest *self = g_new0 (PieceRequest, 1);

  self->kind = kind;
  return self;
}

static PieceRequest *
put_request (GPtrArray *pieces)
{
  PieceRequest *self = g_new0 (PieceRequest, 1);

  self->pieces = g_ptr_array_new_full (pieces->len, (GDestroyNotify)bt_piece_free);
  for (guint i = 0; i < pieces->len; i++)
    g_ptr_array_add (self->pieces, bt_piece_copy (pieces->pdata[i]));
  return self;
}

static PieceRequest *
remove_request (gint64 id)
{
  PieceRequest *self = g_new0 (PieceRequest, 1);

  self->id = id;
  return self;
}

/* ---- list ---- */

static gboolean
list_work (BtStoreDb *db, gpointer data, GError **error)
{
  PieceRequest *request = data;
  g_autoptr (BtStoreStmt) stmt = bt_store_stmt_new (
      db, "SELECT id, key, title, json FROM piece WHERE kind = :kind ORDER BY key, id",
      error);
  BtStoreStep step;

  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_text (stmt, ":kind", kind_to_string (request->kind));
  request->pieces = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_piece_free);
  while ((step = bt_store_stmt_step (stmt, error)) == BT_STORE_STEP_ROW)
    {
      BtArticle *content = bt_article_from_json (bt_store_stmt_text (stmt, 3), -1, error);
      BtPiece *piece;

      if (!content)
        return FALSE;
      piece = bt_piece_new (request->kind, bt_store_stmt_text (stmt, 1),
                            bt_store_stmt_text (stmt, 2), content);
      piece->id = bt_store_stmt_int (stmt, 0);
      g_ptr_array_add (request->pieces, piece);
    }
  return step == BT_STORE_STEP_DONE;
}

void
bt_store_list_pieces_async (BtStore *self,
                            BtPieceKind kind,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (BT_IS_STORE (self));
  g_return_if_fail (kind < BT_N_PIECE_KINDS);

  bt_store_queue (self, BT_STORE_READ, list_work, list_request (kind),
                  (GDestroyNotify)piece_request_free, bt_store_list_pieces_async,
                  cancellable, callback, user_data);
}

GPtrArray *
bt_store_list_pieces_finish (BtStore *self, GAsyncResult *result, GError **error)
{
  g_autoptr (PieceRequest) request =
      bt_store_queue_finish (self, result, bt_store_list_pieces_async, error);

  return request ? g_steal_pointer (&request->pieces) : NULL;
}

GPtrArray *
bt_store_list_pieces_sync (BtStore *self, BtPieceKind kind, GError **error)
{
  g_autoptr (PieceRequest) request = NULL;

  g_return_val_if_fail (BT_IS_STORE (self), NULL);
  g_return_val_if_fail (kind < BT_N_PIECE_KINDS, NULL);

  request = list_request (kind);
  if (!bt_store_run (self, BT_STORE_READ, list_work, request, error))
    return NULL;
  return g_steal_pointer (&request->pieces);
}

/* ---- put ---- */

/* Told apart from other errors before it happens: SQLite names the constraint only. */
static gboolean
check_key (BtStoreDb *db, const BtPiece *piece, GError **error)
{
  g_autoptr (BtStoreStmt) stmt = bt_store_stmt_new (
      db, "SELECT id FROM piece WHERE kind = :kind AND key = :key AND id <> :id", error);
  BtStoreStep step;

  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_text (stmt, ":kind", kind_to_string (piece->kind));
  bt_store_stmt_bind_text (stmt, ":key", piece->key);
  bt_store_stmt_bind_int (stmt, ":id", piece->id);
  step = bt_store_stmt_step (stmt, error);
  if (step == BT_STORE_STEP_ROW)
    g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_EXISTS, "%s “%s” is there already",
                 kind_to_string (piece->kind), piece->key);
  return step == BT_STORE_STEP_DONE;
}

static gboolean
put_piece (BtStoreDb *db, const BtPiece *piece, GError **error)
{
  const char *sql = piece->id == 0
                        ? "INSERT INTO piece (kind, key, title, json, modified)"
                          " VALUES (:kind, :key, :title, :json, :now)"
                        : "UPDATE piece SET key = :key, title = :title, json = :json,"
                          " modified = :now WHERE id = :id AND kind = :kind";
  g_autofree char *json = bt_article_to_json (piece->content, FALSE);
  g_autoptr (BtStoreStmt) stmt = NULL;

  if (!check_key (db, piece, error))
    return FALSE;
  stmt = bt_store_stmt_new (db, sql, error);
  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_text (stmt, ":kind", kind_to_string (piece->kind));
  bt_store_stmt_bind_text (stmt, ":key", piece->key);
  bt_store_stmt_bind_text (stmt, ":title", piece->title);
  bt_store_stmt_bind_text (stmt, ":json", json);
  bt_store_stmt_bind_int (stmt, ":now", g_get_real_time ());
  if (piece->id != 0)
    bt_store_stmt_bind_int (stmt, ":id", piece->id);
  if (!bt_store_stmt_run (stmt, error))
    return FALSE;
  if (sqlite3_changes (bt_store_db_get_handle (db)) > 0)
    return TRUE;
  g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND, "%s “%s” is gone",
               kind_to_string (piece->kind), piece->key);
  return FALSE;
}

static gboolean
put_work (BtStoreDb *db, gpointer data, GError **error)
{
  PieceRequest *request = data;

  for (guint i = 0; i < request->pieces->len; i++)
    if (!put_piece (db, request->pieces->pdata[i], error))
      return FALSE;
  bt_store_db_note_change (db, NULL);
  return TRUE;
}

static gboolean
all_have_keys (GPtrArray *pieces)
{
  for (guint i = 0; i < pieces->len; i++)
    if (*((BtPiece *)pieces->pdata[i])->key == '\0')
      return FALSE;
  return TRUE;
}

void
bt_store_put_pieces_async (BtStore *self,
                           GPtrArray *pieces,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (BT_IS_STORE (self));
  g_return_if_fail (pieces && all_have_keys (pieces));

  bt_store_queue (self, BT_STORE_WRITE, put_work, put_request (pieces),
                  (GDestroyNotify)piece_request_free, bt_store_put_pieces_async,
                  cancellable, callback, user_data);
}

gboolean
bt_store_put_pieces_finish (BtStore *self, GAsyncResult *result, GError **error)
{
  g_autoptr (PieceRequest) request =
      bt_store_queue_finish (self, result, bt_store_put_pieces_async, error);

  return request != NULL;
}

gboolean
bt_store_put_pieces_sync (BtStore *self, GPtrArray *pieces, GError **error)
{
  g_autoptr (PieceRequest) request = NULL;

  g_return_val_if_fail (BT_IS_STORE (self), FALSE);
  g_return_val_if_fail (pieces && all_have_keys (pieces), FALSE);

  request = put_request (pieces);
  return bt_store_run (self, BT_STORE_WRITE, put_work, request, error);
}

/* ---- remove ---- */

static gboolean
remove_work (BtStoreDb *db, gpointer data, GError **error)
{
  PieceRequest *request = data;
  g_autoptr (BtStoreStmt) stmt =
      bt_store_stmt_new (db, "DELETE FROM piece WHERE id = :id", error);

  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_int (stmt, ":id", request->id);
  if (!bt_store_stmt_run (stmt, error))
    return FALSE;
  if (sqlite3_changes (bt_store_db_get_handle (db)) == 0)
    {
      g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND,
                   "no piece %" G_GINT64_FORMAT, request->id);
      return FALSE;
    }
  bt_store_db_note_change (db, NULL);
  return TRUE;
}

void
bt_store_remove_piece_async (BtStore *self,
                             gint64 id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (BT_IS_STORE (self));

  bt_store_queue (self, BT_STORE_WRITE, remove_work, remove_request (id),
                  (GDestroyNotify)piece_request_free, bt_store_remove_piece_async,
                  cancellable, callback, user_data);
}

gboolean
bt_store_remove_piece_finish (BtStore *self, GAsyncResult *result, GError **error)
{
  g_autoptr (PieceRequest) request =
      bt_store_queue_finish (self, result, bt_store_remove_piece_async, error);

  return request != NULL;
}

gboolean
bt_store_remove_piece_sync (BtStore *self, gint64 id, GError **error)
{
  g_autoptr (PieceRequest) request = NULL;

  g_return_val_if_fail (BT_IS_STORE (self), FALSE);

  request = remove_request (id);
  return bt_store_run (self, BT_STORE_WRITE, remove_work, request, error);
}

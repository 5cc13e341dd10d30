/* Templates and snippets in the store.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "article/bt-piece.h"
#include "store/bt-store.h"

G_BEGIN_DECLS

/** bt_store_list_pieces_async: finishes with (element-type BtPiece): all of this kind, by
 * key. */
void bt_store_list_pieces_async (BtStore *self,
                                 BtPieceKind kind,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GPtrArray *
bt_store_list_pieces_finish (BtStore *self, GAsyncResult *result, GError **error);
GPtrArray *bt_store_list_pieces_sync (BtStore *self, BtPieceKind kind, GError **error);

/**
 * bt_store_put_pieces_async:
 * @pieces: (element-type BtPiece): copied at once; those with an id are changed, the
 * others added
 *
 * All of them or, with an error, none. %BT_STORE_ERROR_EXISTS when a key is taken by
 * another piece, %BT_STORE_ERROR_NOT_FOUND when one that is to be changed is gone.
 * BtStore::changed is emitted with %NULL.
 */
void bt_store_put_pieces_async (BtStore *self,
                                GPtrArray *pieces,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean bt_store_put_pieces_finish (BtStore *self, GAsyncResult *result, GError **error);
gboolean bt_store_put_pieces_sync (BtStore *self, GPtrArray *pieces, GError **error);

/** bt_store_remove_piece_async: %BT_STORE_ERROR_NOT_FOUND when it is gone already. */
void bt_store_remove_piece_async (BtStore *self,
                                  gint64 id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean
bt_store_remove_piece_finish (BtStore *self, GAsyncResult *result, GError **error);
gboolean bt_store_remove_piece_sync (BtStore *self, gint64 id, GError **error);

G_END_DECLS

/* The templates or snippets of the newsroom: looked at, changed, thrown away, shared.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/bt-store-pieces.h"

G_BEGIN_DECLS

#define BT_TYPE_PIECES_WINDOW (bt_pieces_window_get_type ())
G_DECLARE_FINAL_TYPE (BtPiecesWindow, bt_pieces_window, BT, PIECES_WINDOW, AdwWindow)

/** bt_pieces_window_new: all of one kind. Returns: (transfer none) */
GtkWidget *bt_pieces_window_new (GtkWindow *parent, BtStore *store, BtPieceKind kind);

G_END_DECLS

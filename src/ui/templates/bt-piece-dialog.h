/* Naming a template, or writing a snippet.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/bt-store-pieces.h"

G_BEGIN_DECLS

/**
 * BtPieceDialog:
 *
 * Asks for what a piece is called and, for a snippet, for its text, and keeps it in the
 * store; closes once it is there.
 *
 * BtPieceDialog::kept: it is in the store
 */
#define BT_TYPE_PIECE_DIALOG (bt_piece_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BtPieceDialog, bt_piece_dialog, BT, PIECE_DIALOG, AdwWindow)

/** bt_piece_dialog_new: @piece: copied; a new one when its id is 0. Returns: (transfer
 * none) */
GtkWidget *bt_piece_dialog_new (GtkWindow *parent, BtStore *store, const BtPiece *piece);

G_END_DECLS

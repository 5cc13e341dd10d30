/* Shared by the files of the window of pieces only.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/templates/bt-pieces-window.h"

G_BEGIN_DECLS

struct _BtPiecesWindow
{
  AdwWindow parent_instance;

  BtStore *store;
  BtPieceKind kind;
  GPtrArray *pieces; /* as they were read last */

  AdwToastOverlay *toasts;
  GtkStack *stack;
  GtkListBox *list;
  GtkWidget *export;
};

/** bt_pieces_window_toast: says something in a line. */
void bt_pieces_window_toast (BtPiecesWindow *self, const char *text);

/** bt_pieces_window_import: asks for a table of snippets and takes it in. */
void bt_pieces_window_import (BtPiecesWindow *self);

/** bt_pieces_window_export: asks where to write one. */
void bt_pieces_window_export (BtPiecesWindow *self);

G_END_DECLS

/* Choosing a snippet with the keyboard.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "article/bt-piece.h"

G_BEGIN_DECLS

/**
 * BtSnippetPopover:
 *
 * A search that ignores accents over codes, titles and texts, and the list of what is
 * found; Enter takes the row that is marked.
 *
 * BtSnippetPopover::chosen (BtPiece *piece)
 * BtSnippetPopover::act (char *action): "save-snippet" or "manage-snippets"
 */
#define BT_TYPE_SNIPPET_POPOVER (bt_snippet_popover_get_type ())
G_DECLARE_FINAL_TYPE (BtSnippetPopover,
                      bt_snippet_popover,
                      BT,
                      SNIPPET_POPOVER,
                      GtkPopover)

/** bt_snippet_popover_new: @pieces: (element-type BtPiece): snippets; @can_save: something
 * is selected that can become one. Returns: (transfer floating) */
GtkWidget *bt_snippet_popover_new (GPtrArray *pieces, gboolean can_save);

G_END_DECLS

/* A table in the body: a grid of cells, each a field of rich text.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "article/bt-block.h"

G_BEGIN_DECLS

/** Each cell is a text view: larger tables are shown, but not edited. */
#define BT_TABLE_VIEW_MAX_CELLS 400

/**
 * BtTableView:
 *
 * Tab and Shift+Tab go from cell to cell, arrows past the edge of a cell's text, too; Tab
 * in the last cell asks for a new row by the action "edit.table-add-row". Enter is a line
 * break inside the cell. Rows and columns are changed by the actions "edit.table-…".
 *
 * BtTableView::edited: the text of a cell, or the caption, was changed
 * BtTableView::leave (gboolean forward): the keyboard goes on in the text around it
 */
#define BT_TYPE_TABLE_VIEW (bt_table_view_get_type ())
G_DECLARE_FINAL_TYPE (BtTableView, bt_table_view, BT, TABLE_VIEW, GtkBox)

/**
 * bt_table_view_new:
 * @table: edited in place; must live as long as the view, or until another is set
 *
 * Returns: (transfer floating): the view
 */
GtkWidget *bt_table_view_new (BtTable *table);

/** bt_table_view_set_table: shows another table in place of the one before (undo, a row
 * more). Cells that are equal are left alone, with the caret in them; the first that
 * differs is the one that bt_table_view_focus_changed() means. */
void bt_table_view_set_table (BtTableView *self, BtTable *table);

/** bt_table_view_get_cell: where the keyboard is, or was last. */
void bt_table_view_get_cell (BtTableView *self, guint *row, guint *column);

/** bt_table_view_has_cell_focus: whether the keyboard is in a cell, not in the caption. */
gboolean bt_table_view_has_cell_focus (BtTableView *self);

/** bt_table_view_focus_cell: the keyboard into a cell, or the nearest that there is. */
void bt_table_view_focus_cell (BtTableView *self, guint row, guint column);
/** bt_table_view_focus: into the first cell, or the caption below the last. */
void bt_table_view_focus (BtTableView *self, gboolean last);
/** bt_table_view_focus_changed: into what was changed when a table was set last; once. */
void bt_table_view_focus_changed (BtTableView *self);

G_END_DECLS

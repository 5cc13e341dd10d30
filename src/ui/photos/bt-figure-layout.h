/* How the photos of a figure stand in the column.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "article/bt-block.h"

G_BEGIN_DECLS

/**
 * BtFigureLayout:
 *
 * One photo has the width that its alignment gives it; several stand in rows of two or
 * three, fewer where the column is narrow. What is no photo (the caption of all) comes
 * below them.
 */
#define BT_TYPE_FIGURE_LAYOUT (bt_figure_layout_get_type ())
G_DECLARE_FINAL_TYPE (BtFigureLayout,
                      bt_figure_layout,
                      BT,
                      FIGURE_LAYOUT,
                      GtkLayoutManager)

/** bt_figure_layout_new: Returns: (transfer full) */
GtkLayoutManager *bt_figure_layout_new (void);

/** bt_figure_layout_set: @n_items: how many of the widget's first children are photos */
void bt_figure_layout_set (BtFigureLayout *self, guint n_items, BtAlign align);

/** bt_figure_layout_columns: how many photos stand side by side. @width: in pixels */
guint bt_figure_layout_columns (guint n_items, int width);

G_END_DECLS

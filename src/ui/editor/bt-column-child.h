/* A widget that stands in the text at the width of the column.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * BtColumnChild:
 *
 * GtkTextView gives an anchored child its minimum width, whatever else it asks for; this
 * wrapper asks for the width it is told (gtk.md). What happens inside stays inside: clicks
 * and keys do not reach the text view around it.
 */
#define BT_TYPE_COLUMN_CHILD (bt_column_child_get_type ())
G_DECLARE_FINAL_TYPE (BtColumnChild, bt_column_child, BT, COLUMN_CHILD, GtkWidget)

/** bt_column_child_new: @child: (transfer floating). Returns: (transfer floating) */
GtkWidget *bt_column_child_new (GtkWidget *child);
GtkWidget *bt_column_child_get_child (BtColumnChild *self);
/** bt_column_child_set_child: @child: (transfer floating): in place of the one before. */
void bt_column_child_set_child (BtColumnChild *self, GtkWidget *child);
/** bt_column_child_set_width: in pixels; asks for a new size when it differs. */
void bt_column_child_set_width (BtColumnChild *self, int width);
/** bt_column_child_set_far: @far: it cannot be seen where the view is scrolled to, and is
 * not painted. */
void bt_column_child_set_far (BtColumnChild *self, gboolean far);

/** bt_column_child_set_selected: whether the selection runs over it. */
void bt_column_child_set_selected (BtColumnChild *self, gboolean selected);

G_END_DECLS

/* A line of widgets that becomes a column where there is no room.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * BtFoldBox:
 *
 * Shows its children side by side when the natural widths of all fit, the first one that
 * expands taking what is left; else one below the other, each as wide as the box. It
 * never needs more width than the widest of them at its smallest.
 */
#define BT_TYPE_FOLD_BOX (bt_fold_box_get_type ())
G_DECLARE_FINAL_TYPE (BtFoldBox, bt_fold_box, BT, FOLD_BOX, GtkWidget)

G_END_DECLS

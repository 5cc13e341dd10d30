/* One side of a row of a comparison.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/history/bt-diff-row.h"
#include "ui/photos/bt-photo-loader.h"

G_BEGIN_DECLS

/**
 * BtDiffLook: how differences are drawn.
 * @dark: for a dark window
 * @loader: where photos come from
 */
typedef struct
{
  gboolean dark;
  BtPhotoLoader *loader;
} BtDiffLook;

/** bt_diff_cell_new: @newer: which side. Returns: (transfer floating) (nullable): %NULL
 * when there is nothing on this side */
GtkWidget *bt_diff_cell_new (BtDiffRow *row, gboolean newer, const BtDiffLook *look);

/** bt_diff_label_new: one side of two texts, what is different marked: removed is struck
 * through, added underlined, other formatting underlined twice; in colours beside. Returns:
 * (transfer floating) */
GtkWidget *
bt_diff_label_new (const BtDiffPart *part, gboolean newer, const BtDiffLook *look);

G_END_DECLS

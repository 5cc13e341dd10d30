/* Two versions of an article side by side, or under each other where it is narrow.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "article/bt-diff.h"
#include "ui/photos/bt-photo-loader.h"

G_BEGIN_DECLS

/**
 * BtDiffView:
 *
 * BtDiffView::moved: another difference is the current one, or others are there
 */
#define BT_TYPE_DIFF_VIEW (bt_diff_view_get_type ())
G_DECLARE_FINAL_TYPE (BtDiffView, bt_diff_view, BT, DIFF_VIEW, AdwBin)

/** bt_diff_view_new: Returns: (transfer floating) */
GtkWidget *bt_diff_view_new (BtPhotoLoader *loader);

/** bt_diff_view_set_diff: @diff: (transfer full) (nullable) */
void bt_diff_view_set_diff (BtDiffView *self, BtDiff *diff);

/** bt_diff_view_set_stacked: whether the sides are under each other. */
void bt_diff_view_set_stacked (BtDiffView *self, gboolean stacked);

/** bt_diff_view_get_n_differences: how many rows are different. */
guint bt_diff_view_get_n_differences (BtDiffView *self);
/** bt_diff_view_get_current: Returns: which difference was gone to, from 1 on; 0 for none
 * yet */
guint bt_diff_view_get_current (BtDiffView *self);
/** bt_diff_view_focus: the keyboard goes to the rows. */
void bt_diff_view_focus (BtDiffView *self);
/** bt_diff_view_go: @step: 1 to the next difference, -1 to the one before. */
void bt_diff_view_go (BtDiffView *self, int step);

G_END_DECLS

/* One photo of a figure with its caption, credit and alternative text, edited in place.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "article/bt-article.h"
#include "ui/photos/bt-photo-view.h"

G_BEGIN_DECLS

/**
 * BtFigureItemView:
 *
 * Shows a #BtFigureItem that belongs to a block of the body and writes what is typed
 * straight into it, with what an input method still composes.
 *
 * BtFigureItemView::edited: the item was changed
 * BtFigureItemView::leave (gboolean forward): the keyboard goes on behind the last, or
 * before the first, field
 * BtFigureItemView::act (char *action): "replace", "remove", "move-up", "move-down",
 * "featured"
 * BtFigureItemView::failed (GError): the photo cannot be shown
 */
#define BT_TYPE_FIGURE_ITEM_VIEW (bt_figure_item_view_get_type ())
G_DECLARE_FINAL_TYPE (BtFigureItemView, bt_figure_item_view, BT, FIGURE_ITEM_VIEW, GtkBox)

/** bt_figure_item_view_new: @item: must live as long as the view. Returns: (transfer
 * floating) */
GtkWidget *bt_figure_item_view_new (BtPhotoLoader *loader, BtFigureItem *item);

/** bt_figure_item_view_update: the item was changed by the program: show it. */
void bt_figure_item_view_update (BtFigureItemView *self);

/** bt_figure_item_view_set_sides: how large the photo is, in pixels, upright. */
void bt_figure_item_view_set_sides (BtFigureItemView *self, guint width, guint height);

/** bt_figure_item_view_set_busy: a photo is on its way into it. */
void bt_figure_item_view_set_busy (BtFigureItemView *self, gboolean busy);

/** bt_figure_item_view_set_featured: whether its figure stands for the article. */
void bt_figure_item_view_set_featured (BtFigureItemView *self, gboolean featured);

/** bt_figure_item_view_set_near: whether it is, or will soon be, in sight. */
void bt_figure_item_view_set_near (BtFigureItemView *self, gboolean near);

/** bt_figure_item_view_focus: puts the keyboard into its first, or last, field. */
void bt_figure_item_view_focus (BtFigureItemView *self, gboolean last);

G_END_DECLS

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
 * straight into it, with what an input method still composes. The keyboard goes from the
 * photo through caption, credit and alternative text. The photo can be dragged: what is
 * dragged is the view itself, as a #BT_TYPE_FIGURE_ITEM_VIEW.
 *
 * BtFigureItemView::edited: the item was changed
 * BtFigureItemView::leave (gboolean forward): the keyboard goes on behind the last, or
 * before the first, field
 * BtFigureItemView::menu: its menu is about to be shown: say what is possible
 * BtFigureItemView::act (char *action): one of these:
 * - "replace", "add" (photos to the figure), "featured", "remove"
 * - "remove-line" (the whole figure), "copy", "cut", "extend" (the selection to here)
 * - "move-up", "move-down", "earlier", "later", "split", "merge"
 * - "focus-previous", "focus-next": the photo beside it
 * - "align-none", "align-left", "align-center", "align-right", "align-wide", "align-full"
 */
#define BT_TYPE_FIGURE_ITEM_VIEW (bt_figure_item_view_get_type ())
G_DECLARE_FINAL_TYPE (BtFigureItemView, bt_figure_item_view, BT, FIGURE_ITEM_VIEW, GtkBox)

/**
 * BtFigurePlace: where a figure and a photo in it stand
 * @index: of the photo in the figure
 * @n_items: photos of the figure
 * @can_move_up: and so on: whether the figure can
 */
typedef struct
{
  guint index;
  guint n_items;
  BtAlign align;
  gboolean featured;
  gboolean can_move_up;
  gboolean can_move_down;
  gboolean can_merge;
} BtFigurePlace;

/** bt_figure_item_view_new: @item: must live until bt_figure_item_view_set_item() gives
 * another. Returns: (transfer floating) */
GtkWidget *bt_figure_item_view_new (BtPhotoLoader *loader, BtFigureItem *item);

/** bt_figure_item_view_set_item: @item: shown and edited from now on. Returns: (transfer
 * none) (nullable): the widget of what is otherwise in it than it was shown */
GtkWidget *bt_figure_item_view_set_item (BtFigureItemView *self, BtFigureItem *item);

/** bt_figure_item_view_get_photo: Returns: (nullable): SHA-256 of what it shows */
const char *bt_figure_item_view_get_photo (BtFigureItemView *self);

/** bt_figure_item_view_set_place: shows it, and offers what is possible there. */
void bt_figure_item_view_set_place (BtFigureItemView *self, const BtFigurePlace *place);

/** bt_figure_item_view_set_interest: the point of interest, in fractions of the picture. */
void bt_figure_item_view_set_interest (BtFigureItemView *self, double x, double y);

/** bt_figure_item_view_set_sides: how large the photo is, in pixels, upright. */
void bt_figure_item_view_set_sides (BtFigureItemView *self, guint width, guint height);

/** bt_figure_item_view_set_busy: a photo is on its way into it. */
void bt_figure_item_view_set_busy (BtFigureItemView *self, gboolean busy);

/** bt_figure_item_view_set_near: whether it is, or will soon be, in sight. */
void bt_figure_item_view_set_near (BtFigureItemView *self, gboolean near);

/** bt_figure_item_view_focus: the keyboard to its photo, or into its last field. */
void bt_figure_item_view_focus (BtFigureItemView *self, gboolean last);

G_END_DECLS

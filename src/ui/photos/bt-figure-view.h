/* A figure in the body: one photo, or several as a gallery.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/bt-store-photos.h"
#include "ui/photos/bt-figure-item-view.h"

G_BEGIN_DECLS

/**
 * BtFigureView:
 *
 * BtFigureView::edited: the figure was changed
 * BtFigureView::leave (gboolean forward): the keyboard goes on in the text around it
 * BtFigureView::menu: a menu is about to be shown: bt_figure_view_set_moves()
 * BtFigureView::act (char *action, guint item): what a #BtFigureItemView asks for
 */
#define BT_TYPE_FIGURE_VIEW (bt_figure_view_get_type ())
G_DECLARE_FINAL_TYPE (BtFigureView, bt_figure_view, BT, FIGURE_VIEW, GtkWidget)

/**
 * bt_figure_view_new:
 * @store: knows the sides of photos
 * @figure: edited in place; must live until bt_figure_view_set_figure() gives another
 *
 * Returns: (transfer floating): the view
 */
GtkWidget *bt_figure_view_new (BtPhotoLoader *loader, BtStore *store, BtFigure *figure);

/** bt_figure_view_set_figure: @figure: the same figure in another state: shown and edited
 * from now on. Photos that stay are not loaded again; the keyboard stays where it is. */
void bt_figure_view_set_figure (BtFigureView *self, BtFigure *figure);

/** bt_figure_view_focus_changed: puts the keyboard to what the last
 * bt_figure_view_set_figure() changed. Returns: whether there is such a thing */
gboolean bt_figure_view_focus_changed (BtFigureView *self);

/** bt_figure_view_set_busy: a photo is on its way into an item. */
void bt_figure_view_set_busy (BtFigureView *self, guint item, gboolean busy);

/** bt_figure_view_set_featured: whether it stands for the article. */
void bt_figure_view_set_featured (BtFigureView *self, gboolean featured);

/** bt_figure_view_set_moves: where it can go in the text; @merge: whether a figure follows
 */
void
bt_figure_view_set_moves (BtFigureView *self, gboolean up, gboolean down, gboolean merge);

/** bt_figure_view_set_near: whether it is, or will soon be, in sight. */
void bt_figure_view_set_near (BtFigureView *self, gboolean near);

/** bt_figure_view_focus: the keyboard to its first photo, or into its last field. */
void bt_figure_view_focus (BtFigureView *self, gboolean last);

/** bt_figure_view_focus_item: the keyboard to a photo. */
void bt_figure_view_focus_item (BtFigureView *self, guint item);

/** bt_figure_view_index_of: Returns: which of its photos @item shows, -1 for none */
int bt_figure_view_index_of (BtFigureView *self, gpointer item);

/** bt_figure_view_place_at: Returns: before which photo something dropped at a place of the
 * view goes in a gallery. @item: (out) (nullable) (transfer none): the view that is there
 */
guint bt_figure_view_place_at (BtFigureView *self, double x, double y, GtkWidget **item);

G_END_DECLS

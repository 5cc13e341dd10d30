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
 * BtFigureView::act (char *action, guint item): what a #BtFigureItemView asks for
 * BtFigureView::failed (GError): a photo cannot be shown
 */
#define BT_TYPE_FIGURE_VIEW (bt_figure_view_get_type ())
G_DECLARE_FINAL_TYPE (BtFigureView, bt_figure_view, BT, FIGURE_VIEW, GtkBox)

/**
 * bt_figure_view_new:
 * @store: knows the sides of photos
 * @figure: edited in place; must live as long as the view
 *
 * Returns: (transfer floating): the view
 */
GtkWidget *bt_figure_view_new (BtPhotoLoader *loader, BtStore *store, BtFigure *figure);

/** bt_figure_view_update: an item was changed by the program: show it. */
void bt_figure_view_update (BtFigureView *self);

/** bt_figure_view_set_busy: a photo is on its way into an item. */
void bt_figure_view_set_busy (BtFigureView *self, guint item, gboolean busy);

/** bt_figure_view_set_featured: whether it stands for the article. */
void bt_figure_view_set_featured (BtFigureView *self, gboolean featured);

/** bt_figure_view_set_near: whether it is, or will soon be, in sight. */
void bt_figure_view_set_near (BtFigureView *self, gboolean near);

/** bt_figure_view_focus: puts the keyboard into its first, or last, field. */
void bt_figure_view_focus (BtFigureView *self, gboolean last);

G_END_DECLS

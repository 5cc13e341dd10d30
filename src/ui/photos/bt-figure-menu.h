/* The menu of a figure's photo.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * bt_figure_menu_popup:
 * @owner: what has the menu; gets the keyboard back
 * @place: (nullable): where in @owner it points to; all of it without
 * @actions: "figure.…"
 */
void bt_figure_menu_popup (GtkWidget *owner,
                           const GdkRectangle *place,
                           GMenuModel *menu,
                           GActionGroup *actions);

G_END_DECLS

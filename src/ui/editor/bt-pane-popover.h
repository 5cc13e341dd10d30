/* Popovers for what stands inside the text.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * bt_pane_popover_show:
 * @popover: (transfer floating): goes when it is closed
 * @inside: a widget in the body
 * @place: in the coordinates of @inside
 *
 * A popover inside a text view is shown at a wrong place for a moment, and complains,
 * whenever the text is laid out again: this one hangs on the pane around the text.
 *
 * Returns: %FALSE when @inside is in no pane; @popover is gone then
 */
gboolean bt_pane_popover_show (GtkPopover *popover,
                               GtkWidget *inside,
                               const graphene_rect_t *place);

/** bt_pane_popover_show_menu: a menu that points at the whole of @button. */
void bt_pane_popover_show_menu (GtkWidget *button, GMenuModel *menu);

G_END_DECLS

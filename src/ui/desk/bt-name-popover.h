/* What may be meant by what is being typed.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * BtNamePopover:
 *
 * A list beside the caret. The keyboard stays in the text, and with it the input method;
 * whoever has the keys gives it those that it understands.
 *
 * BtNamePopover::chosen (char *name)
 */
#define BT_TYPE_NAME_POPOVER (bt_name_popover_get_type ())
G_DECLARE_FINAL_TYPE (BtNamePopover, bt_name_popover, BT, NAME_POPOVER, GtkPopover)

/** bt_name_popover_new: @parent: over whose part it shows; takes it out again in its
 * dispose. Returns: (transfer none) */
BtNamePopover *bt_name_popover_new (GtkWidget *parent);

/** bt_name_popover_offer: @names: at least one; @details: (nullable): a smaller line for
 * each; @place: of the caret, in the parent. The first is marked. */
void bt_name_popover_offer (BtNamePopover *self,
                            const char *const *names,
                            const char *const *details,
                            const GdkRectangle *place);

/** bt_name_popover_key: Returns: whether it took the key: up, down, Enter, Tab, Escape while
 * it is shown */
gboolean bt_name_popover_key (BtNamePopover *self, guint keyval, GdkModifierType state);

G_END_DECLS

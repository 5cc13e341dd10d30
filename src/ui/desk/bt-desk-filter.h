/* Which photos are shown: stars, marks, picked, captioned, used.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/desk/bt-desk.h"

G_BEGIN_DECLS

/** BtDeskFilterPopover::changed: other photos are wanted */
#define BT_TYPE_DESK_FILTER_POPOVER (bt_desk_filter_popover_get_type ())
G_DECLARE_FINAL_TYPE (BtDeskFilterPopover,
                      bt_desk_filter_popover,
                      BT,
                      DESK_FILTER_POPOVER,
                      GtkPopover)

/** bt_desk_filter_popover_new: Returns: (transfer floating) */
GtkWidget *bt_desk_filter_popover_new (void);

void bt_desk_filter_popover_get (BtDeskFilterPopover *self, BtDeskFilter *filter);
/** bt_desk_filter_popover_is_set: whether anything is left out. */
gboolean bt_desk_filter_popover_is_set (BtDeskFilterPopover *self);

G_END_DECLS

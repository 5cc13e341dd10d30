/* Where photos are looked for: all of them, batches, articles, cards.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/bt-store-desk.h"

G_BEGIN_DECLS

/**
 * BtDeskSidebar:
 *
 * BtDeskSidebar::scope (BtPhotoQuery *query): this is to be shown
 * BtDeskSidebar::ingest (GFile *card): photos of a card are wanted
 * BtDeskSidebar::failed (GError)
 */
#define BT_TYPE_DESK_SIDEBAR (bt_desk_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (BtDeskSidebar, bt_desk_sidebar, BT, DESK_SIDEBAR, AdwBin)

/** bt_desk_sidebar_new: Returns: (transfer floating) */
GtkWidget *bt_desk_sidebar_new (BtStore *store);

/** bt_desk_sidebar_show_batch: chooses it, now or as soon as it is listed. */
void bt_desk_sidebar_show_batch (BtDeskSidebar *self, gint64 id);

G_END_DECLS

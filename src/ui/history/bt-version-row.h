/* A row of the list of versions.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/history/bt-version-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * BtVersionRow:
 *
 * BtVersionRow::named (char *name): somebody wrote a name here; it may be empty
 */
#define BT_TYPE_VERSION_ROW (bt_version_row_get_type ())
G_DECLARE_FINAL_TYPE (BtVersionRow, bt_version_row, BT, VERSION_ROW, GtkBox)

/** bt_version_row_new: Returns: (transfer floating) */
GtkWidget *bt_version_row_new (void);

/** bt_version_row_bind: @item: (nullable): what it shows from now on */
void bt_version_row_bind (BtVersionRow *self, BtVersionItem *item);
/** bt_version_row_get_item: Returns: (transfer none) (nullable) */
BtVersionItem *bt_version_row_get_item (BtVersionRow *self);

G_END_DECLS

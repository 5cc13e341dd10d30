/* The list of an article's versions, by day.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/history/bt-version-item.h"

G_BEGIN_DECLS

/**
 * BtVersionsList:
 *
 * BtVersionsList::chosen: another version was chosen, or there is none any more
 * BtVersionsList::opened: the chosen one was clicked, or Enter pressed on it
 * BtVersionsList::loaded: the list was read
 * BtVersionsList::failed (GError)
 */
#define BT_TYPE_VERSIONS_LIST (bt_versions_list_get_type ())
G_DECLARE_FINAL_TYPE (BtVersionsList, bt_versions_list, BT, VERSIONS_LIST, AdwBin)

/** bt_versions_list_new: @uuid: of the article. Returns: (transfer floating) */
GtkWidget *bt_versions_list_new (BtStore *store, const char *uuid);

/** bt_versions_list_get_model: Returns: (transfer none): of #BtVersionItem, the newest
 * first */
GListModel *bt_versions_list_get_model (BtVersionsList *self);

/** bt_versions_list_get_chosen: Returns: (transfer none) (nullable) */
BtVersionItem *bt_versions_list_get_chosen (BtVersionsList *self);

/** bt_versions_list_rename: asks for a name in the row of the chosen version. */
void bt_versions_list_rename (BtVersionsList *self);

/** bt_versions_list_focus: the keyboard goes to the list. */
void bt_versions_list_focus (BtVersionsList *self);

G_END_DECLS

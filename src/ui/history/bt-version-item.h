/* A version of an article as the list of versions shows it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/bt-store.h"

G_BEGIN_DECLS

/**
 * BtVersionItem:
 *
 * BtVersionItem::changed: its name, or the day that stands above it
 * BtVersionItem::rename: the row that shows it asks for a name
 */
#define BT_TYPE_VERSION_ITEM (bt_version_item_get_type ())
G_DECLARE_FINAL_TYPE (BtVersionItem, bt_version_item, BT, VERSION_ITEM, GObject)

/** bt_version_item_new: copies @version. Returns: (transfer full) */
BtVersionItem *bt_version_item_new (const BtStoredVersion *version);

/** bt_version_item_get_version: Returns: (transfer none): what the store said last */
const BtStoredVersion *bt_version_item_get_version (BtVersionItem *self);

/** bt_version_item_update: the same version as the store has it now. */
void bt_version_item_update (BtVersionItem *self, const BtStoredVersion *version);

/** bt_version_item_get_day: Returns: (nullable): the day, in words, when it is the first
 * of its day */
const char *bt_version_item_get_day (BtVersionItem *self);
void bt_version_item_set_day (BtVersionItem *self, const char *day);

/** bt_version_item_rename: emits "rename". */
void bt_version_item_rename (BtVersionItem *self);

/** bt_version_day: Returns: (transfer full): "Today", "Yesterday" or the date, of a time
 * in microseconds since 1970 as seen at @now */
char *bt_version_day (gint64 time, gint64 now);
/** bt_version_clock: Returns: (transfer full): "14:05" */
char *bt_version_clock (gint64 time);
/** bt_version_title: Returns: (transfer full): day, time and name of a version, or its
 * cause when it has none: on one line */
char *bt_version_title (const BtStoredVersion *version);

G_END_DECLS

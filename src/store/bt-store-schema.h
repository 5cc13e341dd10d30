/* Opening the file: its place, its soundness, its version.
 * Private to the store.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/bt-store-db.h"

G_BEGIN_DECLS

/** "BTst": says that the file is a store of this program. */
#define BT_STORE_APPLICATION_ID 0x42547374

/** The version of the schema that this program writes. */
#define BT_STORE_SCHEMA_VERSION 4

/**
 * bt_store_schema_open:
 *
 * Makes folder and file where they are not there, refuses what is damaged, of another
 * program or of a later version without changing a byte of it, and brings an earlier
 * version up to this one.
 *
 * Returns: (transfer full): the connection, ready for work
 */
BtStoreDb *bt_store_schema_open (const char *path, GError **error);

/**
 * bt_store_schema_migrate:
 * @scripts: (array length=n): the SQL that leads to version 1, 2 and so on
 *
 * Runs the scripts that the database does not have yet, each in a transaction of its own
 * together with the new version number.
 */
gboolean bt_store_schema_migrate (BtStoreDb *db,
                                  const char *const *scripts,
                                  guint n,
                                  GError **error);

G_END_DECLS

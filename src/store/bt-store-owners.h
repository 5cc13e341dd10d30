/* Which programs are alive on this database: a lock that the kernel lets go when its
 * holder ends, however it ends.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _BtStoreOwners BtStoreOwners;

/**
 * bt_store_owners_new:
 * @db_path: of the database; the locks are on bytes of the file "@db_path-owners"
 *
 * Process ids would not do: a sandbox has its own, and they are used again. Nothing is
 * opened yet.
 */
BtStoreOwners *bt_store_owners_new (const char *db_path);
/** bt_store_owners_free: @self: (nullable): lets go of its own mark */
void bt_store_owners_free (BtStoreOwners *self);

/** bt_store_owners_mark: Returns: the mark of this connection, the same as long as it
 * lives, 0 when the file system has no such locks */
gint64 bt_store_owners_mark (BtStoreOwners *self);

/** bt_store_owners_is_alive: whether the holder of @mark still runs. @known: (out):
 * %FALSE when that cannot be told */
gboolean bt_store_owners_is_alive (BtStoreOwners *self, gint64 mark, gboolean *known);

G_END_DECLS

/* SHA-256, by which photos are named. Nettle's, because it uses what the processor has for
 * it: GLib's takes four times as long.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/bt-photo.h"

G_BEGIN_DECLS

/** bt_photo_hash_new: Returns: (transfer full): the hash of nothing yet */
typedef struct _BtPhotoHash BtPhotoHash;
BtPhotoHash *bt_photo_hash_new (void);
void bt_photo_hash_free (BtPhotoHash *self);
void bt_photo_hash_update (BtPhotoHash *self, const void *data, gsize length);
/** bt_photo_hash_end: Returns: (transfer full): lower-case hex; afterwards @self is the
 * hash of nothing again */
char *bt_photo_hash_end (BtPhotoHash *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtPhotoHash, bt_photo_hash_free)

/** bt_photo_hash_file: Returns: (transfer full): SHA-256 of the file in lower-case hex,
 * or %NULL with %BT_PHOTO_ERROR_MISSING, %BT_PHOTO_ERROR_READ or
 * %G_IO_ERROR_CANCELLED */
char *bt_photo_hash_file (const char *path, GCancellable *cancellable, GError **error);
/** bt_photo_hash_disk: the same, of what is on the disk and not of what the system still has
 * in memory, as far as the file system can tell them apart; after fsync. */
char *bt_photo_hash_disk (const char *path, GCancellable *cancellable, GError **error);

G_END_DECLS

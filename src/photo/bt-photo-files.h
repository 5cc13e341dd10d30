/* Files that are whole or not there.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/bt-photo.h"

G_BEGIN_DECLS

/** bt_photo_is_hash: whether it has the form of a SHA-256 in lower-case hex. */
gboolean bt_photo_is_hash (const char *hash);
/** bt_photo_original_path: Returns: (transfer full): where the original is kept under
 * @dir; a path where nothing ever is if @hash is no hash */
char *bt_photo_original_path (const char *dir, const char *hash);

/**
 * BtPhotoTemp: a file that is being written. It is gone after bt_photo_temp_free() unless
 * bt_photo_temp_keep() gave it its name. A lock marks it as in use, so that what a killed
 * program left behind can be told from it.
 */
typedef struct
{
  char *path;
  int fd;
  /* Whether its bytes are on the disk. */
  gboolean synced;
} BtPhotoTemp;

/** bt_photo_temp_new: Returns: (transfer full): a new empty file of mode 0600 in @dir,
 * which is made if need be */
BtPhotoTemp *bt_photo_temp_new (const char *dir, GError **error);
/** bt_photo_temp_new_foreign: the same in a folder that is not ours and must be there, by a
 * name that says whose it is */
BtPhotoTemp *bt_photo_temp_new_foreign (const char *dir, GError **error);
void bt_photo_temp_free (BtPhotoTemp *self);
gboolean
bt_photo_temp_write (BtPhotoTemp *self, const void *data, gsize length, GError **error);
/** bt_photo_temp_sync: fsync, unless nothing was written since the last. */
gboolean bt_photo_temp_sync (BtPhotoTemp *self, GError **error);
/** bt_photo_temp_keep: fsync, rename to @path, whose folder is made if need be, fsync of
 * the folder. */
gboolean bt_photo_temp_keep (BtPhotoTemp *self, const char *path, GError **error);
/** bt_photo_temp_keep_lightly: only renamed: after a power cut it may be gone or cut short.
 * For what is looked at before it is used, and can be made again. */
gboolean bt_photo_temp_keep_lightly (BtPhotoTemp *self, const char *path, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtPhotoTemp, bt_photo_temp_free)

/** bt_photo_temp_sweep: removes what killed programs left in @dir. */
void bt_photo_temp_sweep (const char *dir);
/** bt_photo_temp_sweep_foreign: the same for bt_photo_temp_new_foreign(). */
void bt_photo_temp_sweep_foreign (const char *dir);

/** bt_photo_set_write_error: %BT_PHOTO_ERROR_NO_SPACE or %BT_PHOTO_ERROR_WRITE */
void bt_photo_set_write_error (GError **error, int saved_errno, const char *path);

/** bt_photo_write_all: writes all of it, or fails as bt_photo_set_write_error() says. */
gboolean bt_photo_write_all (int fd, const void *data, gsize length, GError **error);

/** bt_photo_unlink: FALSE with %BT_PHOTO_ERROR_WRITE when the file is still there. */
gboolean bt_photo_unlink (const char *path, GError **error);
/** bt_photo_sync_folder: fsync of a folder, so that its names are on the disk. */
gboolean bt_photo_sync_folder (const char *path, GError **error);

G_END_DECLS

/* Copying a foreign file: read once, hashed on the way, read back.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/bt-photo-files.h"

G_BEGIN_DECLS

/** bt_photo_look_at: looks before opening, for opening a pipe would wait for ever.
 * Returns: (transfer full): the display name and size of a file that may be copied, or
 * %NULL with %BT_PHOTO_ERROR_READ, %BT_PHOTO_ERROR_TOO_LARGE or %G_IO_ERROR_CANCELLED */
GFileInfo *bt_photo_look_at (GFile *file, GCancellable *cancellable, GError **error);

/**
 * bt_photo_copy:
 * @size: (out): how many bytes it has
 *
 * Copies @file into the empty @temp, reading it once from its beginning to its end.
 *
 * Returns: (transfer full): the SHA-256 of what was read, or %NULL with
 *   %BT_PHOTO_ERROR_KIND, %BT_PHOTO_ERROR_READ (also when @file changed meanwhile) or
 *   another #BtPhotoError or %G_IO_ERROR_CANCELLED
 */
char *bt_photo_copy (GFile *file,
                     BtPhotoTemp *temp,
                     guint64 *size,
                     GCancellable *cancellable,
                     GError **error);

/** bt_photo_copy_verify: puts @temp on the disk and reads it from there. Returns: whether
 * it has @hash; if not, %BT_PHOTO_ERROR_WRITE */
gboolean bt_photo_copy_verify (BtPhotoTemp *temp,
                               const char *hash,
                               GCancellable *cancellable,
                               GError **error);

G_END_DECLS

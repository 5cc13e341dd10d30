/* Photos out of the program, with their metadata.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/bt-photo-folder.h"

G_BEGIN_DECLS

/**
 * BtExportPrivacy: what of the original's own metadata goes along.
 * @BT_EXPORT_KEEP: all of it but the fields, which are replaced: the camera's data, where
 *   it was taken, what the raw developer noted
 * @BT_EXPORT_CLEAN: nothing but what the picture needs to look the same (orientation,
 *   colour) and the fields: no position, serial number, maker's note, history, embedded
 *   thumbnail or second picture behind the first
 */
typedef enum
{
  BT_EXPORT_KEEP,
  BT_EXPORT_CLEAN,
} BtExportPrivacy;

/**
 * bt_photo_folder_export:
 * @hash: of a kept photo
 * @fields: only its fields count; they replace what the file says, and a field that is
 *   empty here is empty in the file, except that a camera's date stays (%BT_EXPORT_KEEP)
 *   where nothing is known instead
 * @rendition: (nullable): %NULL for a copy of the original whose pixels are untouched. Else
 *   a JPEG as bt_photo_folder_render() makes it, with @fields as its metadata; it is
 *   always clean
 * @privacy: of a copy
 * @destination: a file; its folder must be there
 * @replace: whether a file of that name may be replaced
 *
 * The fields are written into XMP, EXIF and, in JPEG, IIM with 1:90; into PNG as XMP, and
 * EXIF if it has one. IIM is cut at a letter where its places are too short; XMP has the
 * whole text. The file is there whole or not at all. Blocks.
 *
 * Returns: FALSE with %BT_PHOTO_ERROR_EXISTS, %BT_PHOTO_ERROR_UNSUPPORTED (an untouched
 *   copy of HEIC or AVIF), any other #BtPhotoError, or %G_IO_ERROR_CANCELLED
 */
gboolean bt_photo_folder_export (BtPhotoFolder *self,
                                 const char *hash,
                                 const BtPhotoInfo *fields,
                                 const BtRendition *rendition,
                                 BtExportPrivacy privacy,
                                 GFile *destination,
                                 gboolean replace,
                                 GCancellable *cancellable,
                                 GError **error);
void bt_photo_folder_export_async (BtPhotoFolder *self,
                                   const char *hash,
                                   const BtPhotoInfo *fields,
                                   const BtRendition *rendition,
                                   BtExportPrivacy privacy,
                                   GFile *destination,
                                   gboolean replace,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean
bt_photo_folder_export_finish (BtPhotoFolder *self, GAsyncResult *result, GError **error);

G_END_DECLS

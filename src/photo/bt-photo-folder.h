/* The folder of originals and their renditions.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/bt-photo.h"

G_BEGIN_DECLS

/**
 * BtPhotoFolder:
 *
 * Originals are written once under their SHA-256 (temporary file, fsync, rename, fsync of
 * the folder) and never changed. Renditions are a cache that can be deleted at any time.
 * All decoding and metadata reading happens in a process of its own
 * (banthao-photo-worker) with limits on memory and time. Thread-safe; functions without
 * _async block: not for the main thread of a window.
 */
#define BT_TYPE_PHOTO_FOLDER (bt_photo_folder_get_type ())
G_DECLARE_FINAL_TYPE (BtPhotoFolder, bt_photo_folder, BT, PHOTO_FOLDER, GObject)

/** bt_photo_folder_new: @path: the folder, made with 0700 when first needed;
 * @cache_path: for renditions. Returns: (transfer full) */
BtPhotoFolder *bt_photo_folder_new (const char *path, const char *cache_path);

/**
 * bt_photo_folder_import:
 * @file: any file; it is never changed
 *
 * Looks at the file (kind, size, metadata) and keeps its bytes. The same bytes a second
 * time are recognised and cost nothing. A cut-short JPEG or PNG is kept, with @truncated set.
 *
 * Returns: (transfer full): what is in it, or %NULL with a #BtPhotoError or
 *   %G_IO_ERROR_CANCELLED; then nothing is kept
 */
BtPhotoInfo *bt_photo_folder_import (BtPhotoFolder *self,
                                     GFile *file,
                                     GCancellable *cancellable,
                                     GError **error);
void bt_photo_folder_import_async (BtPhotoFolder *self,
                                   GFile *file,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
BtPhotoInfo *
bt_photo_folder_import_finish (BtPhotoFolder *self, GAsyncResult *result, GError **error);

/** bt_photo_folder_get_path: Returns: (transfer full): where the original of @hash is,
 * whether or not it is there; a path where nothing ever is when @hash is no SHA-256 */
char *bt_photo_folder_get_path (BtPhotoFolder *self, const char *hash);

/**
 * BtRendition: how a photo is made ready.
 * @max_side: longest side in pixels; smaller photos are not enlarged
 * @quality: JPEG quality, 1 to 100
 * @metadata: (nullable): written into the file (XMP and IIM with 1:90, EXIF where it has
 * a place): only what is set here, so no position and no serial number can be in it;
 *   %NULL for none at all
 */
typedef struct
{
  guint max_side;
  int quality;
  const BtPhotoInfo *metadata;
} BtRendition;

/**
 * bt_photo_folder_render:
 * @hash: of a kept photo
 *
 * Upright, in sRGB, as JPEG. Kept in the cache under everything that decides its bytes;
 * asking twice decodes once.
 *
 * Returns: (transfer full): path of the rendition, or %NULL with a #BtPhotoError
 */
char *bt_photo_folder_render (BtPhotoFolder *self,
                              const char *hash,
                              const BtRendition *rendition,
                              GCancellable *cancellable,
                              GError **error);
void bt_photo_folder_render_async (BtPhotoFolder *self,
                                   const char *hash,
                                   const BtRendition *rendition,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
char *
bt_photo_folder_render_finish (BtPhotoFolder *self, GAsyncResult *result, GError **error);

/** bt_photo_folder_verify: reads the original again. Returns: whether it still has its
 * hash */
gboolean bt_photo_folder_verify (BtPhotoFolder *self,
                                 const char *hash,
                                 GCancellable *cancellable,
                                 GError **error);

G_END_DECLS

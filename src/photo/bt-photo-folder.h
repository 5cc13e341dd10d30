/* The folder of originals and their renditions.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/bt-photo-edit.h"
#include "photo/bt-photo-watermark.h"

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

/** What the contact sheet shows, and what bt_photo_folder_ingest() makes for it. */
#define BT_PHOTO_THUMBNAIL_SIDE 256
#define BT_PHOTO_THUMBNAIL_QUALITY 85

/**
 * bt_photo_folder_ingest:
 * @file: any file, also on a card; it is read once, never changed, and nothing is made
 * beside it
 * @thumbnail_side: longest side of the thumbnail, usually %BT_PHOTO_THUMBNAIL_SIDE
 * @known: (out) (optional): whether the same bytes were kept already
 *
 * As bt_photo_folder_import(), and the copy is read back from the disk and compared by
 * its hash. The thumbnail is made on the way: bt_photo_folder_render() finds it under the
 * same side and %BT_PHOTO_THUMBNAIL_QUALITY. Several at a time are faster: call it from
 * as many threads as there are processors, and one.
 *
 * Returns: (transfer full): what is in it; the original is then on the disk whatever
 *   happens. %NULL with a #BtPhotoError or %G_IO_ERROR_CANCELLED; then nothing is kept
 */
BtPhotoInfo *bt_photo_folder_ingest (BtPhotoFolder *self,
                                     GFile *file,
                                     guint thumbnail_side,
                                     gboolean *known,
                                     GCancellable *cancellable,
                                     GError **error);

/** bt_photo_folder_remove: deletes the original of @hash and all that was made from it. Blocks.
 * Nothing to delete is no error, so that it can be done again after a crash. Returns:
 * whether no byte of it is left; if not, %BT_PHOTO_ERROR_WRITE */
gboolean bt_photo_folder_remove (BtPhotoFolder *self, const char *hash, GError **error);

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
 * @edit: (nullable): what is corrected; the original stays as it is
 * @watermark: (nullable): put on last, unless @edit does not want it
 *
 * To be initialised by names: members that are not named change nothing.
 */
typedef struct
{
  guint max_side;
  int quality;
  const BtPhotoInfo *metadata;
  const BtPhotoEdit *edit;
  const BtWatermark *watermark;
} BtRendition;

/** bt_rendition_key: stands for what @edit and @watermark do to the pixels, for the name of
 * a file that is sent. Reads the watermark's file: Blocks. Returns: (transfer full): twelve
 * letters and digits, "" when they do nothing, or %NULL with %BT_PHOTO_ERROR_WATERMARK */
char *bt_rendition_key (const BtRendition *rendition, GError **error);

/**
 * bt_photo_folder_render:
 * @hash: of a kept photo
 *
 * Upright, corrected, in sRGB, as JPEG. Pixels that the crop leaves out, and what an area
 * hides, are nowhere in the file. A mark that cannot be used is %BT_PHOTO_ERROR_WATERMARK:
 * no photo goes out without the mark that it should have. Kept in the cache under everything that decides its bytes;
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

/** bt_photo_folder_thumbnail: bt_photo_folder_render() as bt_photo_folder_ingest() made it
 * with %BT_PHOTO_THUMBNAIL_SIDE. */
char *bt_photo_folder_thumbnail (BtPhotoFolder *self,
                                 const char *hash,
                                 GCancellable *cancellable,
                                 GError **error);

/** bt_photo_folder_verify: reads the original again. Returns: whether it still has its
 * hash */
gboolean bt_photo_folder_verify (BtPhotoFolder *self,
                                 const char *hash,
                                 GCancellable *cancellable,
                                 GError **error);

G_END_DECLS

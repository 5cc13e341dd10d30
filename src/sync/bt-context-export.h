/* Chosen photos into a folder, for others.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/bt-photo-export.h"
#include "sync/bt-context.h"

G_BEGIN_DECLS

/**
 * BtExportOptions: begin with all zeros: copies of the originals under their own names, with
 * all of the cameras' metadata.
 * @pattern: (nullable): their names, with variables, without an ending:
 * "{ngày:yyyymmdd}-{số:3}-{tên tệp}"
 * @ascii: names of small letters without accents, for servers
 * @first: what {số} begins with, 0 for 1
 * @max_side: longest side of JPEGs that are made, corrected and with the newsroom's
 *   watermark, as readers get them; 0 for copies, whose pixels are untouched. A photo in
 *   which an area is hidden is never copied: it is made, corrected, in its full size
 * @quality: of such JPEGs, 0 for 90
 * @privacy: of copies
 * @article: (nullable): for its variables
 */
typedef struct
{
  const char *pattern;
  gboolean ascii;
  guint64 first;
  guint max_side;
  int quality;
  BtExportPrivacy privacy;
  const BtArticle *article;
} BtExportOptions;

/**
 * BtExported: what became of one photo.
 * @name: (nullable): for people: the photo's own name; %NULL when it is not kept here
 * @file: (nullable): where it is now; %NULL with @error
 */
typedef struct
{
  char *hash;
  char *name;
  GFile *file;
  GError *error;
} BtExported;

void bt_exported_free (BtExported *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtExported, bt_exported_free)

/**
 * bt_context_export_photos:
 * @folder: made when it is not there
 *
 * Each photo gets the words that the store has, edited or not, in XMP, EXIF and IIM. Files
 * that are there already are left alone: the new one gets a number. Each is there whole
 * or not at all; when the disk is full, the rest is named with that. Several at a time.
 * Blocks.
 *
 * Returns: (transfer full) (element-type BtExported): each photo, in the order of @hashes;
 *   those not tried after @cancellable have %G_IO_ERROR_CANCELLED. %NULL with an error
 *   when there is no such folder and it cannot be made
 */
GPtrArray *bt_context_export_photos (BtContext *self,
                                     const char *const *hashes,
                                     GFile *folder,
                                     const BtExportOptions *options,
                                     GCancellable *cancellable,
                                     GError **error);
/** bt_context_export_photos_async: @progress: (nullable): called in the main context, with
 * how many photos have had their turn. All that @options have is copied. */
void bt_context_export_photos_async (BtContext *self,
                                     const char *const *hashes,
                                     GFile *folder,
                                     const BtExportOptions *options,
                                     GFileProgressCallback progress,
                                     gpointer progress_data,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
GPtrArray *
bt_context_export_photos_finish (BtContext *self, GAsyncResult *result, GError **error);

/** bt_export_name: Returns: (transfer full): what a photo's file would be called, for a
 * preview; @number: {số} */
char *
bt_export_name (const BtPhotoInfo *info, const BtExportOptions *options, guint64 number);

G_END_DECLS

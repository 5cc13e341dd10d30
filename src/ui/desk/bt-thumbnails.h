/* Thumbnails for the contact sheet, read in other threads.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "photo/bt-photo-folder.h"

G_BEGIN_DECLS

/** No more than so many bytes of pictures are kept. */
#define BT_THUMBNAILS_MAX_BYTES (48u * 1024 * 1024)

/**
 * BtThumbnails:
 *
 * What was asked for last is read first, as many at a time as there are processors; what
 * nobody waits for any more is not read. Pictures come in the very size in which they are
 * painted, so that painting is copying. Main thread only.
 */
#define BT_TYPE_THUMBNAILS (bt_thumbnails_get_type ())
G_DECLARE_FINAL_TYPE (BtThumbnails, bt_thumbnails, BT, THUMBNAILS, GObject)

/** bt_thumbnails_new: Returns: (transfer full) */
BtThumbnails *bt_thumbnails_new (BtPhotoFolder *folder);

/**
 * BtThumbnailFunc:
 * @texture: (nullable): %NULL when the photo cannot be shown; then
 * @error: says why
 */
typedef void (*BtThumbnailFunc) (GdkTexture *texture, const GError *error, gpointer data);

/**
 * bt_thumbnails_load:
 * @edit: (nullable): corrections that are to be seen, the photo room's JSON
 * @width, @height: pixels of the screen into which the picture is to fit
 * @texture: (out) (transfer full) (nullable): what is here already
 *
 * Calls @func later, unless @texture came at once.
 *
 * Returns: for bt_thumbnails_cancel(); 0 when @func will not be called
 */
guint bt_thumbnails_load (BtThumbnails *self,
                          const char *hash,
                          const char *edit,
                          guint width,
                          guint height,
                          GdkTexture **texture,
                          BtThumbnailFunc func,
                          gpointer data);
/** bt_thumbnails_cancel: @func is not called any more. */
void bt_thumbnails_cancel (BtThumbnails *self, guint id);

/** bt_thumbnails_add: keeps @texture as the answer to that question: for tests. */
void bt_thumbnails_add (BtThumbnails *self,
                        const char *hash,
                        const char *edit,
                        guint width,
                        guint height,
                        GdkTexture *texture);
/** bt_thumbnails_get_bytes: how many bytes of pictures are kept. */
gsize bt_thumbnails_get_bytes (BtThumbnails *self);

G_END_DECLS

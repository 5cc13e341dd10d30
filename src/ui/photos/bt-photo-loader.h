/* Photos as the window shows them: rendered and read in other threads.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sync/bt-context.h"

G_BEGIN_DECLS

/** The longest side of what the editor shows: the column on a screen of twice the
 * resolution. */
#define BT_SCREEN_SIDE 1440

/**
 * BtPhotoLoader:
 *
 * Keeps the textures that were asked for last, so that scrolling back costs nothing.
 *
 * BtPhotoLoader::changed (const char *hash): (nullable): the photo, or any, may look
 * different now: it was cropped or corrected on the desk
 */
#define BT_TYPE_PHOTO_LOADER (bt_photo_loader_get_type ())
G_DECLARE_FINAL_TYPE (BtPhotoLoader, bt_photo_loader, BT, PHOTO_LOADER, GObject)

/** bt_photo_loader_new: Returns: (transfer full) */
BtPhotoLoader *bt_photo_loader_new (BtContext *context);

/** bt_photo_loader_peek: Returns: (transfer none) (nullable): the texture when it is here
 * already */
GdkTexture *bt_photo_loader_peek (BtPhotoLoader *self, const char *hash);

/** bt_photo_loader_load_async: renders the photo, decodes the rendition in a thread.
 * Finishes with a #GdkTexture. */
void bt_photo_loader_load_async (BtPhotoLoader *self,
                                 const char *hash,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GdkTexture *
bt_photo_loader_load_finish (BtPhotoLoader *self, GAsyncResult *result, GError **error);

G_END_DECLS

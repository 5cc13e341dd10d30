/* Photos as the desk has corrected them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/bt-photo-edit.h"
#include "sync/bt-context.h"

G_BEGIN_DECLS

/**
 * BtPhotoLook:
 * @BT_PHOTO_LOOK_CORRECTED: cropped, turned, areas hidden: as it is shown while working
 * @BT_PHOTO_LOOK_SENT: and with the newsroom's watermark: as readers get it
 */
typedef enum
{
  BT_PHOTO_LOOK_CORRECTED,
  BT_PHOTO_LOOK_SENT,
} BtPhotoLook;

/**
 * bt_context_render_photo:
 * @rendition: side, quality and metadata; what is corrected comes from the store
 *
 * bt_photo_folder_render() with what the desk decided about the photo: the one way in which
 * a picture leaves the folder to be shown, printed, exported or sent, so that nobody ever
 * sees a face that was hidden. A photo whose corrections cannot be read is an error, not
 * shown as it was taken. Blocks.
 *
 * Returns: (transfer full): path of the rendition, or %NULL with a #BtPhotoError or
 *   #BtStoreError
 */
char *bt_context_render_photo (BtContext *self,
                               const char *hash,
                               BtPhotoLook look,
                               const BtRendition *rendition,
                               GCancellable *cancellable,
                               GError **error);
/** bt_context_render_photo_async: %BT_PHOTO_LOOK_CORRECTED, without metadata. */
void bt_context_render_photo_async (BtContext *self,
                                    const char *hash,
                                    guint max_side,
                                    int quality,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
char *
bt_context_render_photo_finish (BtContext *self, GAsyncResult *result, GError **error);

/** BtPhotoCorrections: what a rendition of a photo gets from the desk and the newsroom. */
typedef struct
{
  BtPhotoEdit *edit;
  BtWatermark *watermark;
} BtPhotoCorrections;

/** bt_photo_corrections_load: @self: all zeros. A photo that the store does not know has no
 * corrections. Blocks. */
gboolean bt_photo_corrections_load (BtPhotoCorrections *self,
                                    BtContext *context,
                                    const char *hash,
                                    BtPhotoLook look,
                                    GError **error);
void bt_photo_corrections_clear (BtPhotoCorrections *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BtPhotoCorrections, bt_photo_corrections_clear)

G_END_DECLS

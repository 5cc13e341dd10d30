/* A photo's words on their way between the photo room and the store.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/bt-photo.h"
#include "store/bt-store-desk.h"

G_BEGIN_DECLS

/** bt_photo_change_set_info: @self writes the words of @info from now on, with what the
 * store derives from them: @search, @taken and @captioned. */
void bt_photo_change_set_info (BtPhotoChange *self, const BtPhotoInfo *info);
/** bt_stored_photo_set_info: all that the store knows of a photo from the photo room:
 * hash, name, kind, size and the words; @edited and the choices are left alone. */
void bt_stored_photo_set_info (BtStoredPhoto *self, const BtPhotoInfo *info);
/** bt_stored_photo_get_info: Returns: (transfer full): the words, or %NULL with
 * %BT_PHOTO_ERROR_READ */
BtPhotoInfo *bt_stored_photo_get_info (const BtStoredPhoto *self, GError **error);

G_END_DECLS

/* Between those who bring photos in and those who throw them away.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/bt-context.h"

G_BEGIN_DECLS

/**
 * BtPhotoHold: files and rows of photos are two things, and no transaction has both. Who
 * brings a photo in holds them from its first look at the file to the row; who throws
 * photos away holds them alone meanwhile. So the same bytes can come and go at the same
 * time, also in two programs, and no row is ever left without its file.
 */
typedef struct _BtPhotoHold BtPhotoHold;

/** bt_photo_hold_new: @alone: nobody else holds the photos; else any number of those
 * who do not ask for that. Who waits for being alone is not overtaken. Blocks. Returns:
 * (transfer full): or %NULL with %BT_PHOTO_ERROR_WRITE or %BT_PHOTO_ERROR_NO_SPACE */
BtPhotoHold *bt_photo_hold_new (BtContext *context, gboolean alone, GError **error);
void bt_photo_hold_free (BtPhotoHold *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtPhotoHold, bt_photo_hold_free)

G_END_DECLS

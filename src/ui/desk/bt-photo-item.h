/* One photo on the desk.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "photo/bt-photo.h"
#include "store/bt-store-desk.h"

G_BEGIN_DECLS

/**
 * BtPhotoItem:
 *
 * What the desk knows of a photo, as it is or is about to be in the store. Changed only by
 * #BtDesk.
 *
 * BtPhotoItem::changed: anything of it changed
 */
#define BT_TYPE_PHOTO_ITEM (bt_photo_item_get_type ())
G_DECLARE_FINAL_TYPE (BtPhotoItem, bt_photo_item, BT, PHOTO_ITEM, GObject)

/** bt_photo_item_new: @stored: (transfer full). Returns: (transfer full) */
BtPhotoItem *bt_photo_item_new (BtStoredPhoto *stored);

/** bt_photo_item_take: @stored: (transfer full): of the same hash. Returns: whether
 * anything of it is new; then BtPhotoItem::changed was emitted */
gboolean bt_photo_item_take (BtPhotoItem *self, BtStoredPhoto *stored);

/** bt_photo_item_apply: what @change names is so from now on. Emits
 * BtPhotoItem::changed. */
void bt_photo_item_apply (BtPhotoItem *self, const BtPhotoChange *change);

/** bt_photo_item_get_change: Returns: (transfer full): the present state of what @what
 * names */
BtPhotoChange *bt_photo_item_get_change (BtPhotoItem *self, BtPhotoChangeWhat what);

/** bt_photo_item_get_hash: SHA-256 of the original. The strings and structs below are the
 * item's. */
const char *bt_photo_item_get_hash (BtPhotoItem *self);
/** bt_photo_item_get_stored: the row, for what has no function here. */
const BtStoredPhoto *bt_photo_item_get_stored (BtPhotoItem *self);
/** bt_photo_item_get_info: the words as the desk has them; valid until the item changes. */
const BtPhotoInfo *bt_photo_item_get_info (BtPhotoItem *self);
/** bt_photo_item_get_field: Returns: the field's text, "" when there is none */
const char *bt_photo_item_get_field (BtPhotoItem *self, BtPhotoField field);
guint bt_photo_item_get_rating (BtPhotoItem *self);
guint bt_photo_item_get_mark (BtPhotoItem *self);
BtChoice bt_photo_item_get_choice (BtPhotoItem *self);
/** bt_photo_item_get_edit: Returns: (nullable): corrections, the photo room's JSON */
const char *bt_photo_item_get_edit (BtPhotoItem *self);

G_END_DECLS

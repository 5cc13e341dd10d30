/* One photo on the contact sheet.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/desk/bt-photo-item.h"
#include "ui/desk/bt-thumbnails.h"

G_BEGIN_DECLS

/**
 * BtPhotoCell:
 *
 * Paints everything itself, without a child: hundreds of them scroll.
 */
#define BT_TYPE_PHOTO_CELL (bt_photo_cell_get_type ())
G_DECLARE_FINAL_TYPE (BtPhotoCell, bt_photo_cell, BT, PHOTO_CELL, GtkWidget)

/** bt_photo_cell_new: Returns: (transfer floating) */
GtkWidget *bt_photo_cell_new (BtThumbnails *thumbnails);

/** bt_photo_cell_set_item: @item: (nullable): shown from now on */
void bt_photo_cell_set_item (BtPhotoCell *self, BtPhotoItem *item);
BtPhotoItem *bt_photo_cell_get_item (BtPhotoCell *self);

/** bt_photo_cell_set_size: the width in pixels; the height follows. */
void bt_photo_cell_set_size (BtPhotoCell *self, int size);
/** bt_photo_cell_get_picture_size: into how many pixels of the screen the picture of a
 * cell of @size fits. */
void bt_photo_cell_get_picture_size (int size, int scale, guint *width, guint *height);

/** bt_photo_cell_describe: Returns: (transfer full): what a screen reader says of @item */
char *bt_photo_cell_describe (BtPhotoItem *item);

/** bt_photo_cell_get_texture: Returns: (transfer none) (nullable): the picture, once it is
 * here */
GdkTexture *bt_photo_cell_get_texture (BtPhotoCell *self);

G_END_DECLS

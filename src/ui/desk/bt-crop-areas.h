/* The list of what is hidden in a photo.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/desk/bt-crop-view.h"

G_BEGIN_DECLS

/**
 * BtCropAreas:
 *
 * A line for each hidden area of a #BtCropView: blurred or in squares, and away.
 *
 * BtCropAreas::edited (BtPhotoEdit): what the photo's edit is to be
 */
#define BT_TYPE_CROP_AREAS (bt_crop_areas_get_type ())
G_DECLARE_FINAL_TYPE (BtCropAreas, bt_crop_areas, BT, CROP_AREAS, GtkWidget)

/** bt_crop_areas_new: Returns: (transfer floating) */
GtkWidget *bt_crop_areas_new (BtCropView *view);

/** bt_crop_areas_update: the view's areas, or which is chosen, are others. */
void bt_crop_areas_update (BtCropAreas *self);

G_END_DECLS

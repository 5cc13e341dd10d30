/* Beside the photo under the crop tool: shape, straightening, light, what is hidden.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/desk/bt-crop-view.h"

G_BEGIN_DECLS

/**
 * BtCropControls:
 *
 * Changes the edit of its #BtCropView and follows it. Buttons that work on photos as a whole
 * are actions of the desk.
 *
 * BtCropControls::edited (gboolean finished): as of #BtCropView
 */
#define BT_TYPE_CROP_CONTROLS (bt_crop_controls_get_type ())
G_DECLARE_FINAL_TYPE (BtCropControls, bt_crop_controls, BT, CROP_CONTROLS, GtkWidget)

/** bt_crop_controls_new: Returns: (transfer floating) */
GtkWidget *bt_crop_controls_new (BtCropView *view);

/** bt_crop_controls_set_photo: @width, @height: of the upright original; @shape: copied */
void bt_crop_controls_set_photo (BtCropControls *self,
                                 guint width,
                                 guint height,
                                 const BtCropShape *shape);
/** bt_crop_controls_update: the view's edit, tool or area is another. */
void bt_crop_controls_update (BtCropControls *self);

G_END_DECLS

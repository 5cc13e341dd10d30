/* The photo under the crop tool: all of it, turned, levelled, toned, and with what is hidden
 * hidden, in the pixels of the screen. Made anew only as far as an edit asks, so that a drag
 * costs no more than copying.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "photo/bt-photo-edit.h"

G_BEGIN_DECLS

typedef struct _BtCropPreview BtCropPreview;

BtCropPreview *bt_crop_preview_new (void);
void bt_crop_preview_free (BtCropPreview *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtCropPreview, bt_crop_preview_free)

/** bt_crop_preview_set_picture: @picture: (nullable) (transfer full): upright and
 * uncorrected, %CAIRO_FORMAT_RGB24 */
void bt_crop_preview_set_picture (BtCropPreview *self, cairo_surface_t *picture);

/**
 * bt_crop_preview_draw:
 * @width, @height: of the surface
 * @x, @y, @frame_width, @frame_height: where the frame is in it; all in pixels
 *
 * Returns: (transfer none) (nullable): transparent where no photo is; valid until the next
 *   call. %NULL without a picture
 */
cairo_surface_t *bt_crop_preview_draw (BtCropPreview *self,
                                       const BtPhotoEdit *edit,
                                       int width,
                                       int height,
                                       int x,
                                       int y,
                                       int frame_width,
                                       int frame_height);

G_END_DECLS

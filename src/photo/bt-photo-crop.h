/* What a crop tool does with the pointer, without a pixel or a widget.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/bt-photo-geometry.h"

G_BEGIN_DECLS

/** BtCropHandle: the sides that are dragged: two make a corner, none the whole crop. */
typedef enum
{
  BT_CROP_ALL = 0,
  BT_CROP_LEFT = 1 << 0,
  BT_CROP_RIGHT = 1 << 1,
  BT_CROP_TOP = 1 << 2,
  BT_CROP_BOTTOM = 1 << 3,
} BtCropHandle;

/** No crop is dragged smaller, in pixels of the original. */
#define BT_CROP_SMALLEST_DRAG 16

/** bt_photo_crop_find_handle: what the pointer at @x, @y takes hold of. @reach_x, @reach_y:
 * how near to a side it has to be; all in fractions of the frame. @handle: (out).
 * Returns: FALSE outside of the crop and of the reach of its sides */
gboolean bt_photo_crop_find_handle (const BtPhotoRect *crop,
                                    double x,
                                    double y,
                                    double reach_x,
                                    double reach_y,
                                    BtCropHandle *handle);

/**
 * bt_photo_crop_drag:
 * @self: gets the crop
 * @start: the crop when the drag began, from bt_photo_edit_get_crop()
 * @x, @y: how far the pointer has gone since then, in fractions of the frame
 * @ratio: width by height, in pixels, that the crop keeps; 0 for any
 *
 * The sides that are not dragged stay where they are, or, if the ratio moves them, their
 * middle does. At the picture's edge, a slanting one if it is levelled, the crop stops, or
 * slides along it.
 */
void bt_photo_crop_drag (BtPhotoEdit *self,
                         guint width,
                         guint height,
                         BtCropHandle handle,
                         const BtPhotoRect *start,
                         double x,
                         double y,
                         double ratio);

/** bt_photo_crop_to_area: the smallest area of the original that covers a rectangle of the
 * frame, which levelling and turning may have tilted. Returns: %FALSE when none of it lies in
 * the picture */
gboolean bt_photo_crop_to_area (const BtPhotoEdit *self,
                                guint width,
                                guint height,
                                const BtPhotoRect *rect,
                                BtAreaKind kind,
                                BtPhotoArea *area);

G_END_DECLS

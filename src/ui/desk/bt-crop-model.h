/* What the crop tool does to an edit: arithmetic alone, so that it can be tested without a
 * window.
 *
 * Distances are in the photo's own pixels along the frame's sides (bt-photo-geometry.h says
 * what the frame is), @width and @height those of the upright original.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/bt-photo-geometry.h"

G_BEGIN_DECLS

/** What of a rectangle is pulled: one edge, the two of a corner, or none: all of it. */
typedef enum
{
  BT_CROP_INSIDE = 0,
  BT_CROP_LEFT = 1 << 0,
  BT_CROP_RIGHT = 1 << 1,
  BT_CROP_TOP = 1 << 2,
  BT_CROP_BOTTOM = 1 << 3,
  BT_CROP_OUTSIDE = 1 << 4,
} BtCropPart;

/** No tool makes a side of a crop shorter, unless the photo is. */
#define BT_CROP_MIN_SIDE 16

/** bt_crop_hit: Returns: the part of @box that is within @reach of @x, @y, corners first */
BtCropPart bt_crop_hit (const BtPhotoRect *box, double x, double y, double reach);

/**
 * bt_crop_drag:
 * @edit: its crop is the one when the drag began
 * @part: what is pulled; the edges across from it stay where they are
 * @dx, @dy: how far since then
 * @ratio: width to height to keep, 0 for any
 *
 * The crop stays on the levelled picture: an edge stops where it would leave it.
 */
void bt_crop_drag (BtPhotoEdit *edit,
                   guint width,
                   guint height,
                   BtCropPart part,
                   double dx,
                   double dy,
                   double ratio);

/** BtCropShape: what a word such as "featured" stands for in this newsroom. */
typedef struct
{
  guint featured_width;
  guint featured_height;
} BtCropShape;

/** bt_crop_get_ratio: Returns: the width to height that @edit keeps, 0 for any */
double bt_crop_get_ratio (const BtPhotoEdit *edit,
                          guint width,
                          guint height,
                          const BtCropShape *shape);
/** bt_crop_set_ratio: keeps @word from now on and crops to the largest such rectangle about
 * the point of interest. "" leaves the crop as it is. Returns: %FALSE for what is no ratio */
gboolean bt_crop_set_ratio (BtPhotoEdit *edit,
                            guint width,
                            guint height,
                            const char *word,
                            const BtCropShape *shape);
/** bt_crop_swap: upright becomes lying, and back; a crop of any ratio, too. */
void
bt_crop_swap (BtPhotoEdit *edit, guint width, guint height, const BtCropShape *shape);

/** bt_crop_set_focus: @x, @y: in fractions of the frame; moved onto the photo. */
void bt_crop_set_focus (BtPhotoEdit *edit, guint width, guint height, double x, double y);

/** bt_crop_paste: the corrections of @from on a photo of that size. What belongs to a photo
 * alone stays its own: its areas, so that no face comes to light, and its point of interest,
 * about which a kept ratio is cropped anew. */
void bt_crop_paste (BtPhotoEdit *edit,
                    guint width,
                    guint height,
                    const BtPhotoEdit *from,
                    const BtCropShape *shape);

/** bt_crop_between: Returns: the area with these two corners, in fractions of the original,
 * cut to it and at least @min_width × @min_height */
BtPhotoArea bt_crop_between (double x1,
                             double y1,
                             double x2,
                             double y2,
                             double min_width,
                             double min_height);
/** bt_crop_drag_area: @dx, @dy, @min_width, @min_height: in fractions of the original, along
 * its sides; @part: of the area there. */
void bt_crop_drag_area (BtPhotoArea *area,
                        BtCropPart part,
                        double dx,
                        double dy,
                        double min_width,
                        double min_height);

/** bt_crop_direct: a step along the frame's sides, in pixels, as one in the original, in
 * fractions of it. */
void bt_crop_direct (const BtPhotoEdit *edit,
                     guint width,
                     guint height,
                     double dx,
                     double dy,
                     double *x,
                     double *y);
/** bt_crop_part_in_original: Returns: the edge in the original that is seen at @part, one
 * edge, in the frame */
BtCropPart bt_crop_part_in_original (const BtPhotoEdit *edit, BtCropPart part);

G_END_DECLS

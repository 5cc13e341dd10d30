/* Where things are once a photo is turned, levelled and cropped: without any pixel, so that
 * what renders and what shows agree.
 *
 * Three places, each with x to the right and y down in fractions of its width and height:
 *
 *  - the original: upright, as EXIF's orientation gives it; @width × @height pixels
 *    (#BtPhotoInfo has them). Areas and the point of interest are given here.
 *  - the frame: the original after @turn. Levelling turns the picture about the frame's
 *    centre and leaves the frame where it is, so some of the picture then lies outside the
 *    frame, and the frame's corners are empty. The crop is given here.
 *  - the result: what the crop shows, and what is sent.
 *
 * A crop may be any rectangle of the frame that lies wholly on the levelled picture; it may
 * reach over the frame's edge where the picture does. What is kept in the edit need not be
 * such a rectangle, "the whole" of a levelled picture is none: everything here, and the
 * renderer, takes the crop as bt_photo_edit_get_crop() gives it. So no corner is ever empty,
 * and levelling back to 0 finds the crop as it was.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/bt-photo-edit.h"

G_BEGIN_DECLS

typedef struct
{
  double x, y, width, height;
} BtPhotoRect;

/** bt_photo_edit_get_crop: @crop: (out): the crop that is shown, in fractions of the frame:
 * the edit's, moved onto the levelled picture as little as needed, and made smaller about
 * its centre, in its shape, only when that is not enough. Whole pixels when @level is 0. */
void bt_photo_edit_get_crop (const BtPhotoEdit *self,
                             guint width,
                             guint height,
                             BtPhotoRect *crop);
/** bt_photo_edit_fit_crop: keeps that crop in the edit; for a tool, after a drag. */
void bt_photo_edit_fit_crop (BtPhotoEdit *self, guint width, guint height);

/** bt_photo_edit_frame_size: of the turned picture, in the original's pixels. */
void bt_photo_edit_frame_size (const BtPhotoEdit *self,
                               guint width,
                               guint height,
                               guint *frame_width,
                               guint *frame_height);
/** bt_photo_edit_output_size: of the result before it is made smaller; at least 1 × 1. */
void bt_photo_edit_output_size (const BtPhotoEdit *self,
                                guint width,
                                guint height,
                                guint *output_width,
                                guint *output_height);

/** bt_photo_edit_to_frame: from the original to the frame, and back. */
void bt_photo_edit_to_frame (const BtPhotoEdit *self,
                             guint width,
                             guint height,
                             double x,
                             double y,
                             double *frame_x,
                             double *frame_y);
void bt_photo_edit_from_frame (const BtPhotoEdit *self,
                               guint width,
                               guint height,
                               double frame_x,
                               double frame_y,
                               double *x,
                               double *y);
/** bt_photo_edit_map_point: from the original to the result, and back. Returns: whether the
 * point lies within where it is taken to */
gboolean bt_photo_edit_map_point (const BtPhotoEdit *self,
                                  guint width,
                                  guint height,
                                  double x,
                                  double y,
                                  double *output_x,
                                  double *output_y);
gboolean bt_photo_edit_unmap_point (const BtPhotoEdit *self,
                                    guint width,
                                    guint height,
                                    double output_x,
                                    double output_y,
                                    double *x,
                                    double *y);

/** bt_photo_edit_turn_by: @quarters: clockwise, or back if negative; the crop goes along, and
 * a ratio of 16:9 becomes 9:16. */
void bt_photo_edit_turn_by (BtPhotoEdit *self, int quarters);

/**
 * bt_photo_edit_set_ratio:
 * @ratio_width, @ratio_height: both above 0, such as 16 and 9, or 1200 and 630
 *
 * Crops to the largest rectangle of that shape on the levelled picture that contains the
 * point of interest, as near to being centred on it as it can be. Without a point of interest
 * the middle of the present crop takes its part. In the outermost corners of a levelled
 * picture, where only a speck of a rectangle fits, the crop stays at a quarter of what
 * fits elsewhere and lies as near to the point as it can.
 */
void bt_photo_edit_set_ratio (BtPhotoEdit *self,
                              guint width,
                              guint height,
                              double ratio_width,
                              double ratio_height);

/** bt_photo_edit_auto_crop: what a cell of that shape (a gallery, a card) shows of the
 * result. @rect: (out): in fractions of the result: as large as can be, and as near to
 * being centred on the point of interest, or on the middle without one. */
void bt_photo_edit_auto_crop (const BtPhotoEdit *self,
                              guint width,
                              guint height,
                              double cell_width,
                              double cell_height,
                              BtPhotoRect *rect);

/** bt_photo_ratio_parse: "16:9" to 16 and 9; "original" to the frame's size (@self, @width,
 * @height). Returns: %FALSE for every other word */
gboolean bt_photo_ratio_parse (const char *ratio,
                               const BtPhotoEdit *self,
                               guint width,
                               guint height,
                               double *ratio_width,
                               double *ratio_height);

G_END_DECLS

/* One photo at the width of the column.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/photos/bt-photo-loader.h"

G_BEGIN_DECLS

/**
 * BtPhotoView:
 *
 * Takes its height from the photo's sides before the photo is there, so that the text
 * does not jump; holds the picture only while it is near what is shown.
 *
 * The keyboard can be on it: what its keys do is for whoever holds it.
 *
 * BtPhotoView::failed (GError): the photo cannot be shown
 * BtPhotoView::shown: it can, after it could not or was another
 */
#define BT_TYPE_PHOTO_VIEW (bt_photo_view_get_type ())
G_DECLARE_FINAL_TYPE (BtPhotoView, bt_photo_view, BT, PHOTO_VIEW, GtkWidget)

/** bt_photo_view_new: Returns: (transfer floating) */
GtkWidget *bt_photo_view_new (BtPhotoLoader *loader);

/** bt_photo_view_set_photo: @hash: (nullable): SHA-256 of the photo. Returns: whether it is
 * another one */
gboolean bt_photo_view_set_photo (BtPhotoView *self, const char *hash);

/** bt_photo_view_get_photo: Returns: (nullable): SHA-256 of the photo */
const char *bt_photo_view_get_photo (BtPhotoView *self);

/** bt_photo_view_set_sides: in pixels, upright. */
void bt_photo_view_set_sides (BtPhotoView *self, guint width, guint height);

/** bt_photo_view_set_interest: the point of interest, in fractions of the picture; in the
 * middle unless it was set. What a gallery leaves out is never this. */
void bt_photo_view_set_interest (BtPhotoView *self, double x, double y);

/** bt_photo_view_set_cropped: in a gallery every photo has the same shape, and what does not
 * fit is left out, as on the portal. */
void bt_photo_view_set_cropped (BtPhotoView *self, gboolean cropped);

/** bt_photo_view_reload: tries again what failed. */
void bt_photo_view_reload (BtPhotoView *self);

/** bt_photo_view_make_icon: Returns: (transfer full) (nullable): a small picture of it, for
 * the pointer while it is dragged */
GdkPaintable *bt_photo_view_make_icon (BtPhotoView *self);

/** bt_photo_view_set_near: whether it is, or will soon be, in sight. */
void bt_photo_view_set_near (BtPhotoView *self, gboolean near);

/** bt_photo_view_set_label: what assistive technology says of it. */
void bt_photo_view_set_label (BtPhotoView *self, const char *label);

G_END_DECLS

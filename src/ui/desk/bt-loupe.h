/* One photo, as large as there is room, or pixel by pixel.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/bt-store-photos.h"
#include "sync/bt-context.h"

G_BEGIN_DECLS

/** What #BtLoupe:zoom is when the whole photo is to be seen. */
#define BT_LOUPE_FIT 0.0
#define BT_LOUPE_MAX_ZOOM 8.0

/**
 * BtLoupe:
 *
 * Shows a photo as the desk has corrected it. What is there already is shown at once,
 * however coarse, and gives way to finer pictures as they arrive; no more pixels are decoded
 * than the zoom can show. Dragging, the wheel with Ctrl, pinching and double clicks work by
 * themselves; keys are for whoever holds it.
 *
 * Properties: "zoom" (double): screen pixels to one of the photo's, %BT_LOUPE_FIT for the
 * whole; "center-x", "center-y" (double): what is in the middle, in fractions of the photo.
 * They may be bound to another loupe's, so that two photos are compared at the same place.
 *
 * BtLoupe::failed (GError): the photo cannot be shown
 * BtLoupe::shown (gboolean final): there is a picture; @final: the finest that the zoom wants
 */
#define BT_TYPE_LOUPE (bt_loupe_get_type ())
G_DECLARE_FINAL_TYPE (BtLoupe, bt_loupe, BT, LOUPE, GtkWidget)

/** bt_loupe_new: Returns: (transfer floating) */
GtkWidget *bt_loupe_new (BtContext *context);

/** bt_loupe_set_photo: @photo: (nullable): what the store knows of it; the same photo again
 * is read again when its corrections are others. Zoom and place stay as they are. */
void bt_loupe_set_photo (BtLoupe *self, const BtStoredPhoto *photo);

/** bt_loupe_prepare: makes the picture of a photo that is likely to be shown next, so that
 * it comes at once; the earlier one that was prepared so is given up. @photo: (nullable) */
void bt_loupe_prepare (BtLoupe *self, const BtStoredPhoto *photo);

/** bt_loupe_set_zoom: @zoom: %BT_LOUPE_FIT, or up to %BT_LOUPE_MAX_ZOOM; 1.0 is 100 % */
void bt_loupe_set_zoom (BtLoupe *self, double zoom);
double bt_loupe_get_zoom (BtLoupe *self);
/** bt_loupe_zoom_by: @factor: steps from what is shown now, about the middle; also from the
 * whole photo. */
void bt_loupe_zoom_by (BtLoupe *self, double factor);
/** bt_loupe_get_scale: Returns: screen pixels to one of the photo's as it is shown now, 0
 * without a photo */
double bt_loupe_get_scale (BtLoupe *self);

/** bt_loupe_move: by so many parts of what is seen: 0.5 to the right, -0.5 to the left.
 * Returns: whether there was anything to move to */
gboolean bt_loupe_move (BtLoupe *self, double x, double y);

/** bt_loupe_is_final: whether the finest picture that the zoom wants is shown. */
gboolean bt_loupe_is_final (BtLoupe *self);

G_END_DECLS

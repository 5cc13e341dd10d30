/* Writing one template for photos.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/bt-store-words.h"

G_BEGIN_DECLS

/**
 * BtPhotoTemplateWindow:
 *
 * A template's name and fields, with codes and variables as they are written; keeps it in
 * the store and closes once it is there.
 */
#define BT_TYPE_PHOTO_TEMPLATE_WINDOW (bt_photo_template_window_get_type ())
G_DECLARE_FINAL_TYPE (BtPhotoTemplateWindow,
                      bt_photo_template_window,
                      BT,
                      PHOTO_TEMPLATE_WINDOW,
                      AdwWindow)

/** bt_photo_template_window_new: @photo_template: copied; a new one when its id is 0.
 * Returns: (transfer none) */
GtkWidget *bt_photo_template_window_new (GtkWindow *parent,
                                         BtStore *store,
                                         const BtPhotoTemplate *photo_template);

G_END_DECLS

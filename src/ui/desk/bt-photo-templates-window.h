/* The templates for photos, all of them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/bt-store-words.h"

G_BEGIN_DECLS

/** BtPhotoTemplatesWindow: makes, changes and deletes them. */
#define BT_TYPE_PHOTO_TEMPLATES_WINDOW (bt_photo_templates_window_get_type ())
G_DECLARE_FINAL_TYPE (BtPhotoTemplatesWindow,
                      bt_photo_templates_window,
                      BT,
                      PHOTO_TEMPLATES_WINDOW,
                      AdwWindow)

/** bt_photo_templates_window_new: Returns: (transfer none) */
GtkWidget *bt_photo_templates_window_new (GtkWindow *parent, BtStore *store);

G_END_DECLS

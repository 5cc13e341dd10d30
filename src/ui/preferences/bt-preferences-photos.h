/* Preferences: what the newsroom decided about photos: captions, featured size, watermark.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sync/bt-context.h"

G_BEGIN_DECLS

/**
 * BtPreferencesPhotos:
 *
 * Reads what is set in the background, and can be used once that is there; each change is
 * written at once.
 *
 * BtPreferencesPhotos::failed (GError): it could not be read or written
 */
#define BT_TYPE_PREFERENCES_PHOTOS (bt_preferences_photos_get_type ())
G_DECLARE_FINAL_TYPE (BtPreferencesPhotos,
                      bt_preferences_photos,
                      BT,
                      PREFERENCES_PHOTOS,
                      AdwPreferencesPage)

/** bt_preferences_photos_new: Returns: (transfer floating) */
GtkWidget *bt_preferences_photos_new (BtContext *context);

G_END_DECLS

/* Taking a photo away.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/bt-photo.h"

G_BEGIN_DECLS

/** bt_photo_remove: bt_photo_folder_remove() for the originals under @dir and what was made
 * from them under @cache. */
gboolean
bt_photo_remove (const char *dir, const char *cache, const char *hash, GError **error);

G_END_DECLS

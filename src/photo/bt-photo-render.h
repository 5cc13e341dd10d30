/* Making renditions and keeping them in the cache.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/bt-photo-folder.h"

G_BEGIN_DECLS

/** bt_photo_render: bt_photo_folder_render() for the originals under @dir and the
 * renditions under @cache. */
char *bt_photo_render (const char *dir,
                       const char *cache,
                       const char *hash,
                       const BtRendition *rendition,
                       GCancellable *cancellable,
                       GError **error);

G_END_DECLS

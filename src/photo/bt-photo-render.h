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

/** bt_photo_render_path: Returns: (transfer full): where that rendition of @hash, which
 * must be one, is kept under @cache; everything that decides its bytes is in the name,
 * which begins with @hash. Or %NULL with %BT_PHOTO_ERROR_WATERMARK */
char *bt_photo_render_path (const char *cache,
                            const char *hash,
                            const BtRendition *rendition,
                            GError **error);

/** bt_photo_render_is_whole: whether the file is a whole JPEG as far as its first and last
 * bytes tell. */
gboolean bt_photo_render_is_whole (int fd);
/** bt_photo_render_is_cached: whether there is such a file. */
gboolean bt_photo_render_is_cached (const char *path);

G_END_DECLS

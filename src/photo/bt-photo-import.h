/* Taking a file's bytes in.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/bt-photo.h"

G_BEGIN_DECLS

/** bt_photo_import: bt_photo_folder_ingest() for the originals under @dir and the
 * thumbnails under @cache.
 * @thumbnail_side: 0 for no thumbnail
 * @known: (out) (optional) */
BtPhotoInfo *bt_photo_import (const char *dir,
                              const char *cache,
                              GFile *file,
                              guint thumbnail_side,
                              gboolean *known,
                              GCancellable *cancellable,
                              GError **error);

G_END_DECLS

/* Taking a file's bytes in.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/bt-photo.h"

G_BEGIN_DECLS

/** bt_photo_import: bt_photo_folder_import() for the originals under @dir. */
BtPhotoInfo *
bt_photo_import (const char *dir, GFile *file, GCancellable *cancellable, GError **error);

G_END_DECLS

/* Pictures for the loupe: made, read and unpacked in other threads.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sync/bt-context.h"

G_BEGIN_DECLS

/** bt_loupe_picture_async: @max_side: in pixels. Finishes with a picture that cairo can draw
 * from without unpacking it again. */
void bt_loupe_picture_async (BtContext *context,
                             const char *hash,
                             guint max_side,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/** bt_loupe_picture_original_async: the same, upright but as it was taken: for what is to be
 * corrected. */
void bt_loupe_picture_original_async (BtContext *context,
                                      const char *hash,
                                      guint max_side,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/** bt_loupe_picture_finish: Returns: (transfer full): the surface, or %NULL with @error */
cairo_surface_t *bt_loupe_picture_finish (GAsyncResult *result, GError **error);

/** bt_loupe_picture_prepare: makes the file from which it is read, and no more. */
void bt_loupe_picture_prepare (BtContext *context,
                               const char *hash,
                               guint max_side,
                               GCancellable *cancellable);

G_END_DECLS

/* What a newsroom decided about all its photos.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/bt-photo-watermark.h"
#include "sync/bt-context.h"

G_BEGIN_DECLS

/**
 * bt_context_get_watermark:
 * @watermark: (out) (transfer full) (nullable): %NULL when none is put on
 *
 * The mark on photos that are sent or exported. Blocks.
 */
gboolean
bt_context_get_watermark (BtContext *self, BtWatermark **watermark, GError **error);

/**
 * bt_context_set_watermark:
 * @watermark: (nullable): %NULL for none. Its @path may be anywhere: the picture is copied
 * into the data folder under its hash, so that what waits to be sent keeps the mark that it
 * was to have
 *
 * %BT_PHOTO_ERROR_WATERMARK when the picture is no PNG of a sensible size. Blocks.
 */
gboolean
bt_context_set_watermark (BtContext *self, const BtWatermark *watermark, GError **error);

/** bt_context_get_featured_size: the shape in which the portal shows the photo that stands
 * for an article, in pixels; 1200 × 630 unless it was set. Blocks. */
gboolean bt_context_get_featured_size (BtContext *self,
                                       guint *width,
                                       guint *height,
                                       GError **error);
/** bt_context_set_featured_size: 100 to 6000 each. Blocks. */
gboolean
bt_context_set_featured_size (BtContext *self, guint width, guint height, GError **error);

G_END_DECLS

/* The newsroom's mark on the photos that it sends.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/bt-photo.h"

G_BEGIN_DECLS

/** BtWatermarkPosition: which corner, or the middle. Kept as a number: do not reorder. */
typedef enum
{
  BT_WATERMARK_BOTTOM_RIGHT,
  BT_WATERMARK_BOTTOM_LEFT,
  BT_WATERMARK_TOP_RIGHT,
  BT_WATERMARK_TOP_LEFT,
  BT_WATERMARK_CENTRE,
} BtWatermarkPosition;
#define BT_N_WATERMARK_POSITIONS (BT_WATERMARK_CENTRE + 1)

/**
 * BtWatermark:
 * @path: of a PNG, whose own transparency is kept; as little trusted as a photo
 * @opacity: 0 to 1
 * @width_fraction: its width as a part of the photo's, 0.01 to 1; a high mark is made
 * smaller, so that it lies within the photo
 */
typedef struct
{
  char *path;
  BtWatermarkPosition position;
  double opacity;
  double width_fraction;
} BtWatermark;

#define BT_TYPE_WATERMARK (bt_watermark_get_type ())
GType bt_watermark_get_type (void);

/** bt_watermark_new: bottom right, 60 % opaque, a fifth of the photo's width. */
BtWatermark *bt_watermark_new (const char *path);
BtWatermark *bt_watermark_copy (const BtWatermark *self);
void bt_watermark_free (BtWatermark *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtWatermark, bt_watermark_free)

/** bt_watermark_key: stands for everything that decides its pixels, the file's bytes too.
 * Blocks. Returns: (transfer full): some text, or %NULL with
 * %BT_PHOTO_ERROR_WATERMARK when there is no such file */
char *bt_watermark_key (const BtWatermark *self, GError **error);

G_END_DECLS

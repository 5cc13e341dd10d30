/* Making a picture smaller while its rows arrive.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BtResampler: takes the rows of an RGB picture of 8 bits one by one, from the top, and
 * never has more of them in memory than one row of the result is made of. The filter is
 * Catmull and Rom's cubic, as wide as the picture becomes smaller; beyond an eighth it is
 * the mean.
 */
typedef struct _BtResampler BtResampler;

/** bt_resampler_new: @to_width, @to_height: not larger than the picture; @pixels: the result,
 * of @stride bytes a row, which must outlive the resampler. Returns: (transfer full) */
BtResampler *bt_resampler_new (guint width,
                               guint height,
                               guint to_width,
                               guint to_height,
                               guint8 *pixels,
                               gsize stride);
void bt_resampler_free (BtResampler *self);
/** bt_resampler_push: the next row; those that are too many are left out. */
void bt_resampler_push (BtResampler *self, const guint8 *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtResampler, bt_resampler_free)

G_END_DECLS

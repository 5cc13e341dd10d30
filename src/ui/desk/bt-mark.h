/* The colour marks of photos.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/** Marks are numbers from 1 to this; 0 is none. */
#define BT_N_MARKS 7

/** bt_mark_name: Returns: "Red" and so on, translated; "No mark" for 0 */
const char *bt_mark_name (guint mark);
/** bt_mark_colour: @mark: not 0 */
const GdkRGBA *bt_mark_colour (guint mark);

G_END_DECLS

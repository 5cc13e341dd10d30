/* How long ago something was, in words.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** bt_relative_time: @then, @now: microseconds since 1970. Returns: (transfer full): "now",
 * "5 min ago", "14:05", "yesterday", "28/12", "28/12/2017", translated */
char *bt_relative_time (gint64 then, gint64 now);

G_END_DECLS

/* Days and spans of days as people and files write them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * bt_day_read:
 * @text: (nullable): "2024-05-01", with or without a time behind it, "2024-05", "2024",
 *   "1/5/2024" (also with "-" or "."), "5/2024"
 * @first, @last: (out): the span that it names: one day, a month, a year
 *
 * Returns: whether it is a date that exists, between the years 1000 and 9999
 */
gboolean bt_day_read (const char *text, GDate *first, GDate *last);

/** bt_day_to_iso: Returns: (transfer full): "2024-05-01" */
char *bt_day_to_iso (const GDate *day);

/** bt_day_today: the day here and now. */
void bt_day_today (GDate *day);

G_END_DECLS

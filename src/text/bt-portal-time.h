/* Times as Vietnamese portals write them: "11:09 - 28/12/2017".
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** The zone of a portal that does not name one. */
#define BT_PORTAL_TIME_ZONE "Asia/Ho_Chi_Minh"

/**
 * bt_portal_time_zone:
 * @name: (nullable): an IANA name or an offset like "+07:00"; %NULL or unknown means
 *   %BT_PORTAL_TIME_ZONE (and +07:00 where the zone database is absent)
 *
 * Returns: (transfer full): the zone
 */
GTimeZone *bt_portal_time_zone (const char *name);

/** bt_portal_time_matches: whether @text has the form of such a time, possible or not. */
gboolean bt_portal_time_matches (const char *text);

/**
 * bt_portal_time_parse:
 * @text: hours and date with any dash between them and any white space around
 * @zone: the portal's
 *
 * Also takes "28/12/2017 11:09", "11h09", one-digit days, months and hours, seconds, a
 * weekday in front and a zone behind ("Thứ năm, 28/12/2017 | 11:09 GMT+7"). An impossible
 * date is an error, never a guess.
 *
 * Returns: (transfer full): the time, or %NULL with %BT_TEXT_ERROR_TIME
 */
GDateTime *bt_portal_time_parse (const char *text, GTimeZone *zone, GError **error);

/**
 * bt_portal_time_format:
 *
 * Returns: (transfer full): "11:09 - 28/12/2017" in the zone that @time carries
 */
char *bt_portal_time_format (GDateTime *time);

G_END_DECLS

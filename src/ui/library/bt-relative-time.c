/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/library/bt-relative-time.h"

#include <glib/gi18n.h>

static int
day_number (GDateTime *time)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay)g_date_time_get_day_of_month (time),
                  (GDateMonth)g_date_time_get_month (time),
                  (GDateYear)g_date_time_get_year (time));
  return (int)g_date_get_julian (&date);
}

char *
bt_relative_time (gint64 then, gint64 now)
{
  g_autoptr (GDateTime) a = g_date_time_new_from_unix_local (then / G_USEC_PER_SEC);
  g_autoptr (GDateTime) b = g_date_time_new_from_unix_local (now / G_USEC_PER_SEC);
  gint64 seconds = (now - then) / G_USEC_PER_SEC;

  if (a == NULL || b == NULL)
    return g_strdup ("");
  if (seconds < 60)
    return g_strdup (C_ ("time", "just now"));
  if (seconds < 3600)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%d min ago", "%d min ago", (gulong)(seconds / 60)),
        (int)(seconds / 60));
  if (day_number (a) == day_number (b))
    return g_date_time_format (a, "%H:%M");
  if (day_number (a) + 1 == day_number (b))
    return g_strdup (C_ ("time", "yesterday"));
  if (g_date_time_get_year (a) == g_date_time_get_year (b))
    return g_date_time_format (a, C_ ("time, day and month", "%-d/%-m"));
  return g_date_time_format (a, C_ ("time, day, month and year", "%-d/%-m/%Y"));
}

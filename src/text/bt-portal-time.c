/* Times as Vietnamese portals write them.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/bt-portal-time.h"

#include <string.h>

#include "text/bt-text.h"

#define FIXED_OFFSET "+07:00"

#define WEEKDAY                                                                          \
  "(?:(?:thứ|thu)\\h+(?:hai|ba|tư|tu|năm|nam|sáu|sau|bảy|bay|[2-7])|chủ\\h+nhật|cn)"
#define CLOCK "(?<hour>\\d{1,2})\\h?[:h]\\h?(?<minute>\\d{2})(?::(?<second>\\d{2}))?"
#define DATE                                                                             \
  "(?:ngày\\h+)?(?<day>\\d{1,2})(?<sep>[/.-])(?<month>\\d{1,2})\\k<sep>(?<year>\\d{4})"
#define BETWEEN "\\h*(?:[-‐‑‒–—−|,;]\\h*)?"
#define OFFSET                                                                           \
  "(?:\\h*[(\\[]?(?:GMT|UTC)\\h*(?<offset>[+-]\\d{1,2}(?::?\\d{2})?)[)\\]]?)?"

/* Hours first or date first; a weekday and the zone may stand at the two ends. */
static const char *const forms[] = {
  "^\\s*(?:" WEEKDAY BETWEEN ")?" CLOCK BETWEEN "(?:" WEEKDAY BETWEEN ")?" DATE OFFSET
  "\\s*$",
  "^\\s*(?:" WEEKDAY BETWEEN ")?" DATE BETWEEN CLOCK OFFSET "\\s*$",
};

static GMatchInfo *
match (const char *text)
{
  static gsize once;
  static GRegex *regexes[G_N_ELEMENTS (forms)];

  if (g_once_init_enter (&once))
    {
      for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
        regexes[i] = g_regex_new (forms[i], G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
      g_once_init_leave (&once, 1);
    }

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      GMatchInfo *info = NULL;

      if (g_regex_match (regexes[i], text, 0, &info))
        return info;
      g_match_info_free (info);
    }
  return NULL;
}

static int
number (GMatchInfo *info, const char *name)
{
  g_autofree char *digits = g_match_info_fetch_named (info, name);

  return digits == NULL ? 0 : (int)g_ascii_strtoll (digits, NULL, 10);
}

/* The zone that the text itself names, such as "GMT+7". */
static GTimeZone *
named_offset (GMatchInfo *info)
{
  g_autofree char *offset = g_match_info_fetch_named (info, "offset");
  g_autofree char *identifier = NULL;
  const char *minutes;
  int hours;

  if (offset == NULL || *offset == '\0')
    return NULL;
  minutes = strchr (offset, ':');
  hours = (int)g_ascii_strtoll (offset + 1, NULL, 10);
  if (minutes != NULL)
    minutes++;
  else if (strlen (offset) > 3)
    {
      minutes = offset + strlen (offset) - 2;
      hours /= 100;
    }
  identifier =
      g_strdup_printf ("%c%02d:%s", *offset, hours, minutes != NULL ? minutes : "00");
  return g_time_zone_new_identifier (identifier);
}

/* A portal's word for its zone reaches the file system as a name in the zone database. */
static gboolean
is_safe_name (const char *name)
{
  static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789_+-/";

  if (g_str_equal (name, "UTC") || g_str_equal (name, "GMT"))
    return TRUE;
  if (*name == '+' || *name == '-')
    return strspn (name + 1, "0123456789:") == strlen (name + 1);
  return g_ascii_isupper (*name) && strchr (name, '/') != NULL
         && strspn (name, allowed) == strlen (name);
}

GTimeZone *
bt_portal_time_zone (const char *name)
{
  const char *const names[] = { name, BT_PORTAL_TIME_ZONE, FIXED_OFFSET };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GTimeZone *zone = NULL;

      if (names[i] != NULL && *names[i] != '\0' && is_safe_name (names[i]))
        zone = g_time_zone_new_identifier (names[i]);
      if (zone != NULL)
        return zone;
    }
  g_assert_not_reached ();
}

gboolean
bt_portal_time_matches (const char *text)
{
  g_autoptr (GMatchInfo) info = NULL;

  g_return_val_if_fail (text != NULL, FALSE);

  info = match (text);
  return info != NULL;
}

GDateTime *
bt_portal_time_parse (const char *text, GTimeZone *zone, GError **error)
{
  g_autoptr (GMatchInfo) info = NULL;
  g_autoptr (GTimeZone) named = NULL;
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *offset = NULL;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (zone != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  info = match (text);
  if (info != NULL)
    {
      named = named_offset (info);
      offset = g_match_info_fetch_named (info, "offset");
      if (named != NULL || offset == NULL || *offset == '\0')
        time = g_date_time_new (named != NULL ? named : zone, number (info, "year"),
                                number (info, "month"), number (info, "day"),
                                number (info, "hour"), number (info, "minute"),
                                number (info, "second"));
    }
  if (time == NULL)
    {
      g_set_error (error, BT_TEXT_ERROR, BT_TEXT_ERROR_TIME, "Not a portal time: “%.60s”",
                   text);
      return NULL;
    }
  return named != NULL ? g_date_time_to_timezone (time, zone) : g_steal_pointer (&time);
}

char *
bt_portal_time_format (GDateTime *time)
{
  g_return_val_if_fail (time != NULL, NULL);

  return g_date_time_format (time, "%H:%M - %d/%m/%Y");
}

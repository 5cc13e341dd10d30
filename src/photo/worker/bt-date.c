/* Dates as metadata writes them.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/worker/bt-metadata.h"

#include <stdio.h>
#include <string.h>

/* Reads exactly @count digits. */
static gboolean
digits (const char **at, guint count, int *value)
{
  *value = 0;
  for (guint i = 0; i < count; i++, (*at)++)
    {
      if (!g_ascii_isdigit (**at))
        return FALSE;
      *value = *value * 10 + (**at - '0');
    }
  return TRUE;
}

static gboolean
parse_offset (const char *at, BtDate *date)
{
  int hours, minutes;
  char sign = *at;

  if (sign == '\0')
    return TRUE;
  if (strcmp (at, "Z") == 0)
    {
      g_strlcpy (date->offset, "+00:00", sizeof date->offset);
      return TRUE;
    }
  if (sign != '+' && sign != '-')
    return FALSE;
  at++;
  if (!digits (&at, 2, &hours))
    return FALSE;
  if (*at == ':')
    at++;
  if (!digits (&at, 2, &minutes) || *at != '\0' || hours > 14 || minutes > 59)
    return FALSE;
  g_snprintf (date->offset, sizeof date->offset, "%c%02d:%02d", sign, hours % 100,
              minutes % 100);
  return TRUE;
}

static gboolean
parse_time (const char *at, BtDate *date)
{
  if (!digits (&at, 2, &date->hour) || *at++ != ':' || !digits (&at, 2, &date->minute))
    return FALSE;
  if (*at == ':')
    {
      at++;
      if (!digits (&at, 2, &date->second))
        return FALSE;
      if (*at == '.')
        do
          at++;
        while (g_ascii_isdigit (*at));
    }
  if (date->hour > 23 || date->minute > 59 || date->second > 59)
    return FALSE;
  date->has_time = TRUE;
  return parse_offset (at, date);
}

static gboolean
is_possible (const BtDate *date)
{
  if (date->year < 1800)
    return FALSE;
  if (date->month == 0)
    return TRUE;
  if (date->day == 0)
    return date->month <= 12;
  return g_date_valid_dmy ((GDateDay)date->day, (GDateMonth)date->month,
                           (GDateYear)date->year);
}

gboolean
bt_date_parse (const char *text, BtDate *date)
{
  const char *at = text;
  BtDate with_time;

  memset (date, 0, sizeof *date);
  if (!digits (&at, 4, &date->year))
    return FALSE;
  if (*at == '-' || *at == ':')
    {
      at++;
      if (!digits (&at, 2, &date->month) || date->month == 0)
        return FALSE;
      if (*at == '-' || *at == ':')
        {
          at++;
          if (!digits (&at, 2, &date->day) || date->day == 0)
            return FALSE;
        }
    }
  if (!is_possible (date))
    return FALSE;
  /* A time that makes no sense does not make the day wrong. */
  with_time = *date;
  if (date->day != 0 && (*at == 'T' || *at == ' ') && parse_time (at + 1, &with_time))
    *date = with_time;
  return TRUE;
}

char *
bt_date_format (const BtDate *date)
{
  if (date->month == 0)
    return g_strdup_printf ("%04d", date->year);
  if (date->day == 0)
    return g_strdup_printf ("%04d-%02d", date->year, date->month);
  if (!date->has_time)
    return g_strdup_printf ("%04d-%02d-%02d", date->year, date->month, date->day);
  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d%s", date->year, date->month,
                          date->day, date->hour, date->minute, date->second,
                          date->offset);
}

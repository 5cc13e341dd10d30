/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/bt-day.h"

#include <string.h>

#define FIRST_YEAR 1000
#define LAST_YEAR 9999
#define MAX_PARTS 3

typedef struct
{
  guint value[MAX_PARTS];
  guint digits[MAX_PARTS];
  guint n;
  char separator;
} Parts;

/* Digits with one kind of separator between them. Returns: what stands behind */
static const char *
read_parts (const char *p, Parts *parts)
{
  *parts = (Parts){ .n = 0 };
  while (parts->n < MAX_PARTS && g_ascii_isdigit (*p))
    {
      guint value = 0;
      guint digits = 0;

      for (; g_ascii_isdigit (*p) && digits < 5; p++, digits++)
        value = value * 10 + (guint)(*p - '0');
      parts->value[parts->n] = value;
      parts->digits[parts->n] = digits;
      parts->n++;
      if (parts->n == 1 && (*p == '-' || *p == '/' || *p == '.'))
        parts->separator = *p;
      if (*p != parts->separator || *p == '\0' || parts->n == MAX_PARTS
          || !g_ascii_isdigit (p[1]))
        break;
      p++;
    }
  return p;
}

static gboolean
set_span (guint year, guint month, guint day, GDate *first, GDate *last)
{
  guint from_month = month == 0 ? 1 : month;
  guint to_month = month == 0 ? 12 : month;

  if (year < FIRST_YEAR || year > LAST_YEAR || to_month > 12)
    return FALSE;
  if (day == 0)
    {
      g_date_set_dmy (first, 1, (GDateMonth)from_month, (GDateYear)year);
      g_date_set_dmy (last,
                      g_date_get_days_in_month ((GDateMonth)to_month, (GDateYear)year),
                      (GDateMonth)to_month, (GDateYear)year);
      return TRUE;
    }
  if (day > 31 || !g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year))
    return FALSE;
  g_date_set_dmy (first, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
  *last = *first;
  return TRUE;
}

static gboolean
span_of_parts (const Parts *parts, GDate *first, GDate *last)
{
  const guint *v = parts->value;
  const guint *d = parts->digits;

  if (parts->n > 0 && d[0] == 4)
    {
      for (guint i = 1; i < parts->n; i++)
        if (d[i] > 2 || v[i] == 0)
          return FALSE;
      return set_span (v[0], parts->n > 1 ? v[1] : 0, parts->n > 2 ? v[2] : 0, first,
                       last);
    }
  if (parts->n == 3 && d[0] <= 2 && d[1] <= 2 && d[2] == 4 && v[0] > 0 && v[1] > 0)
    return set_span (v[2], v[1], v[0], first, last);
  if (parts->n == 2 && d[0] <= 2 && d[1] == 4 && v[0] > 0)
    return set_span (v[1], v[0], 0, first, last);
  return FALSE;
}

gboolean
bt_day_read (const char *text, GDate *first, GDate *last)
{
  Parts parts;
  const char *rest;

  g_return_val_if_fail (first != NULL && last != NULL, FALSE);

  if (text == NULL)
    return FALSE;
  while (g_ascii_isspace (*text))
    text++;
  rest = read_parts (text, &parts);
  /* a time may stand behind a full date: EXIF's and spreadsheets' forms */
  if (parts.n == MAX_PARTS && (*rest == 'T' || *rest == ' '))
    for (rest++; g_ascii_isdigit (*rest) || (*rest != '\0' && strchr (":.+-Z ", *rest));)
      rest++;
  while (g_ascii_isspace (*rest))
    rest++;
  return *rest == '\0' && span_of_parts (&parts, first, last);
}

char *
bt_day_to_iso (const GDate *day)
{
  g_return_val_if_fail (day != NULL && g_date_valid (day), NULL);

  return g_strdup_printf ("%04u-%02u-%02u", g_date_get_year (day), g_date_get_month (day),
                          g_date_get_day (day));
}

void
bt_day_today (GDate *day)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  g_return_if_fail (day != NULL);

  g_date_set_dmy (day, (GDateDay)g_date_time_get_day_of_month (now),
                  (GDateMonth)g_date_time_get_month (now),
                  (GDateYear)g_date_time_get_year (now));
}

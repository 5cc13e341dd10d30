/* Dates and times in the form that a variable asks for.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/bt-variables-private.h"

#include <string.h>

#include "text/bt-day.h"

gboolean
bt_variable_read_moment (const char *iso, BtVariableMoment *moment)
{
  GDate first, last;
  const char *clock;

  *moment = (BtVariableMoment){ .hour = -1, .minute = -1, .second = -1 };
  if (!bt_day_read (iso, &first, &last))
    return FALSE;
  moment->year = g_date_get_year (&first);
  if (g_date_days_between (&first, &last) < 31)
    moment->month = g_date_get_month (&first);
  if (g_date_compare (&first, &last) == 0)
    moment->day = g_date_get_day (&first);
  clock = strpbrk (iso, "T ");
  if (clock != NULL && strlen (clock) >= 6 && clock[3] == ':')
    {
      moment->hour = (gint)g_ascii_strtoll (clock + 1, NULL, 10);
      moment->minute = (gint)g_ascii_strtoll (clock + 4, NULL, 10);
      if (clock[6] == ':')
        moment->second = (gint)g_ascii_strtoll (clock + 7, NULL, 10);
    }
  return TRUE;
}

/* One part, such as "mm". Returns: FALSE when the moment does not have it */
static gboolean
append_part (GString *out,
             const BtVariableMoment *moment,
             char letter,
             guint n,
             gboolean minutes)
{
  gint value = -1;

  switch (letter)
    {
    case 'y':
      value = (gint)moment->year;
      if (n == 2)
        value %= 100;
      break;
    case 'm':
      value = minutes ? moment->minute : (gint)moment->month;
      break;
    case 'd':
      value = (gint)moment->day;
      break;
    case 'h':
      value = moment->hour;
      break;
    default:
      value = moment->second;
      break;
    }
  if (value < 0 || (value == 0 && (letter == 'd' || (letter == 'm' && !minutes))))
    return FALSE;
  g_string_append_printf (out, "%0*d", (int)n, value);
  return TRUE;
}

/* Returns: (nullable): the moment by @format; NULL when @format asks for what is not known,
 * or @bad when it is no format at all */
char *
bt_variable_format_moment (const BtVariableMoment *moment,
                           const char *format,
                           gboolean *bad)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean minutes = FALSE;
  gboolean says = FALSE;

  *bad = FALSE;
  for (const char *p = format; *p != '\0';)
    {
      char letter = g_ascii_tolower (*p);
      guint n = 0;

      if (!g_ascii_isalpha (letter))
        {
          const char *next = g_utf8_next_char (p);

          g_string_append_len (out, p, next - p);
          p = next;
          continue;
        }
      for (; g_ascii_tolower (*p) == letter; p++)
        n++;
      if (letter == 'y' ? n != 2 && n != 4 : strchr ("mdhs", letter) == NULL || n > 2)
        {
          *bad = TRUE;
          return NULL;
        }
      if (!append_part (out, moment, letter, n, minutes))
        return NULL;
      minutes = letter == 'h';
      says = TRUE;
    }
  *bad = !says;
  return says ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

/* As far as the date is known: "28/12/2017", "12/2017", "2017". */
const char *
bt_variable_plain_format (const BtVariableMoment *moment, BtVariable variable)
{
  switch (variable)
    {
    case BT_VARIABLE_YEAR:
      return "yyyy";
    case BT_VARIABLE_MONTH:
      return "mm";
    case BT_VARIABLE_DAY:
      return "dd";
    case BT_VARIABLE_TIME:
      return "hh:mm";
    default:
      return moment->day != 0 ? "dd/mm/yyyy" : moment->month != 0 ? "mm/yyyy" : "yyyy";
    }
}

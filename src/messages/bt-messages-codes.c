/* What is doubtful about a code, in words.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "messages/bt-messages.h"
#include "text/bt-day.h"

/* Returns: (transfer full): "28/12/2017", or as much of it as is known */
static char *
show_day (const char *iso)
{
  GDate first;
  GDate last;

  if (!bt_day_read (iso, &first, &last))
    return g_strdup (iso != NULL ? iso : "");
  if (g_date_compare (&first, &last) != 0)
    return g_strdup (iso);

  return g_strdup_printf ("%02d/%02d/%04d", g_date_get_day (&first),
                          (int)g_date_get_month (&first), g_date_get_year (&first));
}

static char *
show_span (const BtCodeNote *note)
{
  g_autofree char *from = show_day (note->from);
  g_autofree char *to = show_day (note->to);

  if (*from != '\0' && *to != '\0')
    return g_strdup_printf ("%s–%s", from, to);
  if (*to != '\0')
    return g_strdup_printf (C_ ("codes", "until %s"), to);

  return g_strdup_printf (C_ ("codes", "from %s"), from);
}

char *
bt_message_for_code_note (const BtCodeNote *note)
{
  g_autofree char *date = NULL;
  g_autofree char *when = NULL;

  g_return_val_if_fail (note != NULL, NULL);

  date = show_day (note->date);
  when = show_span (note);
  switch (note->outcome)
    {
    case BT_CODE_NONE:
      return g_strdup_printf (C_ ("codes", "No list has the code “%s”."), note->code);
    case BT_CODE_NO_COLUMN:
      return g_strdup_printf (C_ ("codes", "The code “%s” has no column %u."), note->code,
                              note->column);
    case BT_CODE_OUT_OF_DATE:
      return g_strdup_printf (
          C_ ("codes", "On %s nobody had the title of “%s”: the nearest was taken (%s)."),
          date, note->code, when);
    case BT_CODE_NO_DATE:
      return g_strdup_printf (
          C_ ("codes",
              "The day of the photo is not known: “%s” may be another by then (%s)."),
          note->code, when);
    case BT_CODE_FOUND:
    default:
      return NULL;
    }
}

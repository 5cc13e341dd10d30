/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/desk/bt-caption-words.h"

#include <string.h>

#include "text/bt-text.h"

/* ---- joining ---- */

gboolean
bt_caption_is_list (BtPhotoField field)
{
  return field == BT_PHOTO_KEYWORDS || field == BT_PHOTO_CREATOR;
}

static void
add_members (GPtrArray *members, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ";", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *part = g_strstrip (parts[i]);

      if (*part != '\0'
          && !g_ptr_array_find_with_equal_func (members, part, g_str_equal, NULL))
        g_ptr_array_add (members, g_strdup (part));
    }
}

static char *
join_lists (const char *first, const char *second)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_free);

  add_members (members, first);
  add_members (members, second);
  g_ptr_array_add (members, NULL);
  return g_strjoinv ("; ", (char **)members->pdata);
}

char *
bt_caption_join (BtPhotoField field,
                 const char *base,
                 const char *text,
                 BtCaptionJoin join)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_return_val_if_fail (base != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  if (join == BT_CAPTION_REPLACE)
    return g_strdup (text);
  first = g_strstrip (g_strdup (join == BT_CAPTION_APPEND ? base : text));
  second = g_strstrip (g_strdup (join == BT_CAPTION_APPEND ? text : base));
  if (bt_caption_is_list (field))
    return join_lists (first, second);
  return g_strconcat (first, *first != '\0' && *second != '\0' ? " " : "", second, NULL);
}

gboolean
bt_caption_merge (GPtrArray *infos, BtPhotoField field, const char **value)
{
  const char *first;

  g_return_val_if_fail (infos != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  *value = "";
  first = infos->len > 0 ? bt_photo_info_get (infos->pdata[0], field) : "";
  for (guint i = 1; i < infos->len; i++)
    if (!g_str_equal (bt_photo_info_get (infos->pdata[i], field), first))
      return FALSE;
  *value = first;
  return TRUE;
}

/* ---- IIM ---- */

guint
bt_caption_measure_iim (BtPhotoField field, const char *text, guint *bytes)
{
  static const guint limits[BT_N_PHOTO_FIELDS] = {
    [BT_PHOTO_CAPTION] = 2000,      [BT_PHOTO_HEADLINE] = 256,
    [BT_PHOTO_CREATOR] = 32,        [BT_PHOTO_CREDIT] = 32,
    [BT_PHOTO_SOURCE] = 32,         [BT_PHOTO_COPYRIGHT] = 128,
    [BT_PHOTO_SUBLOCATION] = 32,    [BT_PHOTO_CITY] = 32,
    [BT_PHOTO_PROVINCE] = 32,       [BT_PHOTO_COUNTRY] = 64,
    [BT_PHOTO_KEYWORDS] = 64,       [BT_PHOTO_INSTRUCTIONS] = 256,
    [BT_PHOTO_CAPTION_WRITER] = 32,
  };
  g_autofree char *nfc = NULL;
  g_auto (GStrv) parts = NULL;

  g_return_val_if_fail ((guint)field < BT_N_PHOTO_FIELDS, 0);
  g_return_val_if_fail (text != NULL, 0);
  g_return_val_if_fail (bytes != NULL, 0);

  nfc = bt_text_nfc (text);
  /* what is no list is one part: no text has this character */
  parts = g_strsplit (nfc, bt_caption_is_list (field) ? ";" : "\x01", -1);
  *bytes = 0;
  for (guint i = 0; parts[i] != NULL; i++)
    *bytes = MAX (*bytes, (guint)strlen (g_strstrip (parts[i])));
  return limits[field];
}

/* ---- dates ---- */

/* An ISO date taken apart: how much of it is known. */
typedef struct
{
  int year, month, day; /* 0: not known */
  int hour, minute, second;
  gboolean timed;
} Date;

/* Digits alone: scanf would take signs and spaces, too. Returns: how many were read */
static guint
read_number (const char **at, guint most, int *number)
{
  guint n = 0;

  *number = 0;
  for (; n < most && g_ascii_isdigit (**at); n++, (*at)++)
    *number = *number * 10 + (**at - '0');
  return n;
}

static gboolean
is_real (const Date *date)
{
  if (date->year < 1000)
    return FALSE;
  if (date->month == 0)
    return date->day == 0;
  if (date->month > 12)
    return FALSE;
  if (date->day == 0)
    return TRUE;
  return g_date_valid_dmy ((GDateDay)date->day, (GDateMonth)date->month,
                           (GDateYear)date->year);
}

/* "11:09", "11:09:30", also "11h09". Returns: whether it is a time of day */
static gboolean
read_time (const char **at, Date *date)
{
  if (read_number (at, 2, &date->hour) == 0 || (**at != ':' && **at != 'h'))
    return FALSE;
  (*at)++;
  if (read_number (at, 2, &date->minute) != 2)
    return FALSE;
  if (**at == ':')
    {
      (*at)++;
      if (read_number (at, 2, &date->second) != 2)
        return FALSE;
    }
  date->timed = TRUE;
  return date->hour < 24 && date->minute < 60 && date->second < 61;
}

/* What may stand behind an ISO time. */
static gboolean
is_offset (const char *at)
{
  int hours, minutes;

  if (*at == '.')
    for (at++; g_ascii_isdigit (*at); at++)
      ;
  if (*at == '\0' || g_str_equal (at, "Z"))
    return TRUE;
  return (*at == '+' || *at == '-') && (at++, read_number (&at, 2, &hours) == 2)
         && hours < 24 && *at == ':' && (at++, read_number (&at, 2, &minutes) == 2)
         && minutes < 60 && *at == '\0';
}

static gboolean
read_iso (const char *iso, Date *date)
{
  const char *at = iso;

  memset (date, 0, sizeof *date);
  if (read_number (&at, 4, &date->year) != 4)
    return FALSE;
  if (*at == '-' && (at++, read_number (&at, 2, &date->month) != 2 || date->month == 0))
    return FALSE;
  if (*at == '-' && (at++, read_number (&at, 2, &date->day) != 2 || date->day == 0))
    return FALSE;
  if (date->day > 0 && *at == 'T')
    {
      at++;
      if (!read_time (&at, date) || !is_offset (at))
        return FALSE;
    }
  else if (*at != '\0')
    return FALSE;
  return is_real (date);
}

/* "28/12/2017 11:09" and its beginnings. */
static gboolean
read_typed (const char *typed, Date *date)
{
  const char *at = typed;
  int numbers[3];
  guint n = 0, digits = 0;

  memset (date, 0, sizeof *date);
  for (;;)
    {
      digits = read_number (&at, 4, &numbers[n]);
      if (digits == 0 || (digits > 2 && digits != 4))
        return FALSE;
      n++;
      if (n == 3 || (*at != '/' && *at != '-' && *at != '.'))
        break;
      if (digits > 2)
        return FALSE;
      at++;
    }
  if (digits != 4)
    return FALSE;
  date->year = numbers[n - 1];
  date->month = n > 1 ? numbers[n - 2] : 0;
  date->day = n > 2 ? numbers[0] : 0;
  if ((n > 1 && date->month == 0) || (n > 2 && date->day == 0))
    return FALSE;
  while (*at == ' ' || *at == ',')
    at++;
  if (*at != '\0' && (date->day == 0 || !read_time (&at, date)))
    return FALSE;
  return *at == '\0' && is_real (date);
}

static char *
date_to_shown (const Date *date)
{
  if (date->timed)
    return g_strdup_printf ("%02d/%02d/%04d %02d:%02d", date->day, date->month,
                            date->year, date->hour, date->minute);
  if (date->day > 0)
    return g_strdup_printf ("%02d/%02d/%04d", date->day, date->month, date->year);
  if (date->month > 0)
    return g_strdup_printf ("%02d/%04d", date->month, date->year);
  return g_strdup_printf ("%04d", date->year);
}

char *
bt_caption_show_date (const char *iso)
{
  Date date;

  g_return_val_if_fail (iso != NULL, NULL);

  return read_iso (iso, &date) ? date_to_shown (&date) : g_strdup (iso);
}

/* Returns: "+07:00", "Z" or "" */
static const char *
offset_of (const char *iso)
{
  const char *time = strchr (iso, 'T');
  const char *offset = time != NULL ? strpbrk (time, "+-Z") : NULL;

  return offset != NULL ? offset : "";
}

char *
bt_caption_read_date (const char *typed, const char *before)
{
  g_autofree char *text = NULL;
  g_autofree char *shown = NULL;
  Date date;

  g_return_val_if_fail (typed != NULL, NULL);
  g_return_val_if_fail (before != NULL, NULL);

  text = g_strstrip (g_strdup (typed));
  shown = bt_caption_show_date (before);
  if (g_str_equal (text, shown))
    return g_strdup (before);
  if (*text == '\0' || read_iso (text, &date))
    return g_strdup (text);
  if (!read_typed (text, &date))
    return NULL;
  if (date.timed)
    return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d%s", date.year, date.month,
                            date.day, date.hour, date.minute, date.second,
                            offset_of (before));
  if (date.day > 0)
    return g_strdup_printf ("%04d-%02d-%02d", date.year, date.month, date.day);
  if (date.month > 0)
    return g_strdup_printf ("%04d-%02d", date.year, date.month);
  return g_strdup_printf ("%04d", date.year);
}

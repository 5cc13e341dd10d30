/* What IIM says. Source: IPTC-IIM 4.2, 1.5 (datasets).
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/worker/bt-charset.h"
#include "photo/worker/bt-embed.h"

#include <string.h>

#define MAX_VALUES 4000
/* So much of what is no field is kept; previews of the picture are larger. */
#define MAX_KEPT 20000

typedef struct
{
  guint8 record, dataset;
  const guint8 *data;
  gsize length;
} Dataset;

/* Returns: FALSE at the end and at damage */
static gboolean
next_dataset (const guint8 *data, gsize length, gsize *at, Dataset *set)
{
  gsize start = *at, size, head = 5;

  if (start > length || length - start < 5 || data[start] != 0x1c)
    return FALSE;
  size = (gsize)data[start + 3] << 8 | data[start + 4];
  if (size & 0x8000)
    {
      /* An extended dataset: so many bytes hold the length. */
      gsize n = size & 0x7fff;

      if (n > 4 || length - start < 5 + n)
        return FALSE;
      size = 0;
      for (gsize i = 0; i < n; i++)
        size = size << 8 | data[start + 5 + i];
      head += n;
    }
  if (size > length - start - head)
    return FALSE;
  set->record = data[start + 1];
  set->dataset = data[start + 2];
  set->data = data + start + head;
  set->length = size;
  *at = start + head + size;
  return TRUE;
}

static void
judge (BtCharset *charset, const guint8 *data, gsize length)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();
  g_autoptr (GBytes) caption = NULL;
  Dataset set;

  for (gsize at = 0; next_dataset (data, length, &at, &set);)
    {
      if (set.record == 1 && set.dataset == 90)
        charset->marked = set.length >= 3 && memcmp (set.data, "\x1b%G", 3) == 0;
      if (set.record != 2 || bt_iim_field (set.dataset) == BT_N_PHOTO_FIELDS
          || bt_charset_utf8_length (set.data, set.length, 0, FALSE) >= 0)
        continue;
      if (set.dataset == 120 && caption == NULL)
        caption = g_bytes_new (set.data, set.length);
      g_byte_array_append (all, set.data, (guint)set.length);
      g_byte_array_append (all, (const guint8 *)" ", 1);
    }
  bt_charset_judge (charset, caption, all);
}

/* 2:55 is CCYYMMDD, and 2:60 HHMMSS±HHMM. Returns: (transfer full) (nullable): ISO 8601 */
static char *
read_date (const char *day, const char *time)
{
  g_autoptr (GString) text = g_string_new (NULL);
  BtDate date;

  if (day == NULL || strspn (day, "0123456789") < 8)
    return NULL;
  g_string_printf (text, "%.4s-%.2s-%.2s", day, day + 4, day + 6);
  if (time != NULL && strspn (time, "0123456789") >= 6)
    {
      g_string_append_printf (text, "T%.2s:%.2s:%.2s", time, time + 2, time + 4);
      if ((time[6] == '+' || time[6] == '-') && strspn (time + 7, "0123456789") >= 4)
        g_string_append_printf (text, "%.3s:%.2s", time + 6, time + 9);
    }
  /* Some write 20171200: the month is known. */
  if (!bt_date_parse (text->str, &date))
    {
      g_string_truncate (text, g_str_has_suffix (day, "0000") ? 4 : 7);
      if (!bt_date_parse (text->str, &date))
        return NULL;
    }
  return bt_date_format (&date);
}

void
bt_iim_read (GBytes *iim, BtPhotoHomes *homes)
{
  GPtrArray *values[BT_N_PHOTO_FIELDS + 1] = { NULL };
  char **fields = homes->fields[BT_PHOTO_HOME_IIM];
  g_autofree char *day = NULL;
  g_autofree char *time = NULL;
  BtCharset charset = { 0 };
  gsize length;
  const guint8 *data = g_bytes_get_data (iim, &length);
  Dataset set;

  judge (&charset, data, length);
  for (gsize at = 0; next_dataset (data, length, &at, &set);)
    {
      guint field = set.record == 2 ? bt_iim_field (set.dataset) : BT_N_PHOTO_FIELDS;

      if (set.record == 2 && set.dataset == 55 && day == NULL)
        day = g_strndup ((const char *)set.data, MIN (set.length, 8));
      else if (set.record == 2 && set.dataset == 60 && time == NULL)
        time = g_strndup ((const char *)set.data, MIN (set.length, 11));
      if (field == BT_N_PHOTO_FIELDS)
        continue;
      if (values[field] == NULL)
        values[field] = g_ptr_array_new_with_free_func (g_free);
      if (values[field]->len < MAX_VALUES)
        g_ptr_array_add (values[field], bt_charset_decode (&charset, set.data, set.length,
                                                           bt_photo_iim_limit (field)));
    }
  for (guint i = 0; i < BT_N_PHOTO_FIELDS; i++)
    if (values[i] != NULL)
      {
        g_ptr_array_add (values[i], NULL);
        fields[i] = bt_photo_field_is_list (i)
                        ? bt_photo_values_join ((const char *const *)values[i]->pdata)
                        : g_strdup (g_ptr_array_index (values[i], 0));
        g_ptr_array_unref (values[i]);
      }
  fields[BT_PHOTO_DATE_CREATED] = read_date (day, time);
  homes->charset[BT_PHOTO_HOME_IIM] = charset.found;
}

/* Numbers and pictures among record 2. */
static gboolean
is_binary (guint8 dataset)
{
  return dataset == 0 || dataset == 125 || dataset >= 200;
}

/* All texts are UTF-8 from now on, as 1:90 says for the whole block. */
static void
keep_dataset (GByteArray *out, BtCharset *charset, const Dataset *set)
{
  g_autofree char *text = NULL;
  const guint8 *data = set->data;
  gsize length = set->length;
  guint8 head[5] = { 0x1c, set->record, set->dataset };

  if (set->record == 2 && !is_binary (set->dataset))
    {
      text = bt_charset_decode (charset, set->data, set->length, 0);
      data = (const guint8 *)text;
      length = strlen (text);
    }
  if (length > MAX_KEPT - MIN (out->len, MAX_KEPT))
    return;
  head[3] = (guint8)(length >> 8);
  head[4] = (guint8)length;
  g_byte_array_append (out, head, sizeof head);
  g_byte_array_append (out, data, (guint)length);
}

void
bt_iim_keep (GByteArray *out, GBytes *iim, guint8 record)
{
  g_autoptr (GByteArray) kept = g_byte_array_new ();
  BtCharset charset = { 0 };
  gsize length;
  const guint8 *data = g_bytes_get_data (iim, &length);
  Dataset set;

  judge (&charset, data, length);
  for (gsize at = 0; next_dataset (data, length, &at, &set);)
    {
      gboolean ours = set.record == 2
                      && (set.dataset == 0 || set.dataset == 55 || set.dataset == 60
                          || bt_iim_field (set.dataset) != BT_N_PHOTO_FIELDS);

      if ((set.record == 1) != (record == 1) || ours
          || (set.record == 1 && set.dataset == 90))
        continue;
      keep_dataset (kept, &charset, &set);
    }
  g_byte_array_append (out, kept->data, kept->len);
}

/* The fields put into an EXIF that a camera wrote. A maker's note points to itself by places
 * in the whole block, so nothing may move: directories that change are written once more at
 * the end, and what they pointed to for the old texts is blanked.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/worker/bt-embed.h"
#include "photo/worker/bt-tiff.h"

#include <string.h>

/* An entry of a directory that is written again: its twelve bytes. */
typedef struct
{
  guint16 tag;
  guint8 bytes[12];
} Entry;

typedef struct
{
  GByteArray *out;
  gboolean big;
} Editor;

static void
put_u16 (const Editor *editor, guint8 *at, guint16 value)
{
  at[editor->big ? 0 : 1] = (guint8)(value >> 8);
  at[editor->big ? 1 : 0] = (guint8)value;
}

static void
put_u32 (const Editor *editor, guint8 *at, guint32 value)
{
  put_u16 (editor, at + (editor->big ? 0 : 2), (guint16)(value >> 16));
  put_u16 (editor, at + (editor->big ? 2 : 0), (guint16)value);
}

static guint32
append_even (Editor *editor, const void *data, gsize length)
{
  guint32 at;

  if (editor->out->len % 2 != 0)
    g_byte_array_append (editor->out, (const guint8 *)"", 1);
  at = editor->out->len;
  g_byte_array_append (editor->out, data, (guint)length);
  return at;
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  return (int)((const Entry *)a)->tag - (int)((const Entry *)b)->tag;
}

static void
remove_entry (GArray *entries, guint16 tag)
{
  for (guint i = entries->len; i > 0; i--)
    if (g_array_index (entries, Entry, i - 1).tag == tag)
      g_array_remove_index (entries, i - 1);
}

static void
add_number (Editor *editor, GArray *entries, guint16 tag, guint32 value)
{
  Entry entry = { .tag = tag };

  remove_entry (entries, tag);
  put_u16 (editor, entry.bytes, tag);
  put_u16 (editor, entry.bytes + 2, BT_TIFF_LONG);
  put_u32 (editor, entry.bytes + 4, 1);
  put_u32 (editor, entry.bytes + 8, value);
  g_array_append_val (entries, entry);
}

static void
add_bytes (Editor *editor,
           GArray *entries,
           guint16 tag,
           guint16 type,
           const void *data,
           gsize length)
{
  Entry entry = { .tag = tag };

  remove_entry (entries, tag);
  put_u16 (editor, entry.bytes, tag);
  put_u16 (editor, entry.bytes + 2, type);
  put_u32 (editor, entry.bytes + 4, (guint32)length);
  if (length <= 4)
    memcpy (entry.bytes + 8, data, length);
  else
    put_u32 (editor, entry.bytes + 8, append_even (editor, data, length));
  g_array_append_val (entries, entry);
}

static void
add_text (Editor *editor, GArray *entries, guint16 tag, const char *text, gsize max)
{
  g_autofree char *cut = g_strndup (text, bt_text_cut (text, max));

  remove_entry (entries, tag);
  if (*cut != '\0')
    add_bytes (editor, entries, tag, BT_TIFF_ASCII, cut, strlen (cut) + 1);
}

static GArray *
read_entries (const BtTiff *tiff, gsize directory)
{
  GArray *entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  guint count = bt_tiff_count (tiff, directory);

  for (guint i = 0; i < count; i++)
    {
      gsize at = directory + 2 + 12 * (gsize)i;
      Entry entry = { .tag = bt_tiff_u16 (tiff, at) };

      memcpy (entry.bytes, tiff->data + at, 12);
      g_array_append_val (entries, entry);
    }
  return entries;
}

/* Returns: where the directory now stands */
static guint32
append_directory (Editor *editor, GArray *entries, guint32 next)
{
  guint8 number[4];
  guint32 at;

  g_array_sort (entries, compare_entries);
  put_u16 (editor, number, (guint16)entries->len);
  at = append_even (editor, number, 2);
  for (guint i = 0; i < entries->len; i++)
    g_byte_array_append (editor->out, g_array_index (entries, Entry, i).bytes, 12);
  put_u32 (editor, number, next);
  g_byte_array_append (editor->out, number, 4);
  return at;
}

/* Nobody shall find the old text behind the new one. What another tag points to stays. */
static void
blank_value (Editor *editor, const BtTiff *tiff, gsize directory, guint16 tag)
{
  BtTiffEntry entry, other;
  guint count = bt_tiff_count (tiff, directory);

  if (!bt_tiff_find (tiff, directory, tag, &entry) || entry.value_at < 8)
    return;
  for (guint i = 0; i < count; i++)
    if (bt_tiff_entry (tiff, directory, i, &other) && other.tag != tag
        && other.value_at < entry.value_at + entry.size
        && entry.value_at < other.value_at + other.size)
      return;
  if (entry.size <= 4
      || (entry.value_at < directory
              ? entry.value_at + entry.size <= directory
              : entry.value_at >= directory + 2 + 12 * (gsize)count + 4))
    memset (editor->out->data + entry.value_at, 0, entry.size);
}

static guint32
next_directory (const BtTiff *tiff, gsize directory)
{
  gsize at = directory + 2 + 12 * (gsize)bt_tiff_u16 (tiff, directory);

  return at + 4 <= tiff->length ? bt_tiff_u32 (tiff, at) : 0;
}

/* Whether the camera's own date says the same as @date, or @date says less. */
static gboolean
keeps_date (const BtTiff *tiff, gsize sub, const BtDate *date)
{
  g_autofree char *wanted = bt_exif_format_date (date);
  BtTiffEntry entry;
  gboolean same_time, same_offset;

  same_time = bt_tiff_find (tiff, sub, BT_TAG_DATE_ORIGINAL, &entry)
              && entry.size >= strlen (wanted)
              && memcmp (tiff->data + entry.value_at, wanted, strlen (wanted)) == 0;
  same_offset =
      date->offset[0] == '\0'
      || (bt_tiff_find (tiff, sub, BT_TAG_OFFSET_ORIGINAL, &entry)
          && entry.size >= strlen (date->offset)
          && memcmp (tiff->data + entry.value_at, date->offset, strlen (date->offset))
                 == 0);
  return same_time && same_offset;
}

/* Without a time of day there is no place here for a date: the camera's stays if it does not
 * contradict, and goes if it does. */
static void
edit_date (Editor *editor,
           const BtTiff *tiff,
           GArray *main_entries,
           gsize main,
           const BtPhotoInfo *fields)
{
  gsize sub = bt_tiff_sub (tiff, main, BT_TAG_EXIF);
  g_autoptr (GArray) entries = NULL;
  g_autofree char *text = NULL;
  BtTiffEntry old;
  BtDate date;

  if (!bt_date_parse (bt_photo_info_get (fields, BT_PHOTO_DATE_CREATED), &date))
    return;
  text = bt_exif_format_date (&date);
  if (sub != 0 && date.has_time && keeps_date (tiff, sub, &date))
    return;
  /* Only the camera knows the time: on the same day it may stay. */
  if (!date.has_time
      && (sub == 0 || !bt_tiff_find (tiff, sub, BT_TAG_DATE_ORIGINAL, &old)
          || (old.size >= 10
              && memcmp (tiff->data + old.value_at, text,
                         date.day != 0 ? 10 : (date.month != 0 ? 7 : 4))
                     == 0)))
    return;
  entries = read_entries (tiff, sub);
  /* The offset came with version 2.31. */
  add_bytes (editor, entries, BT_TAG_VERSION, BT_TIFF_UNDEFINED, "0232", 4);
  if (sub == 0)
    {
      add_bytes (editor, entries, BT_TAG_COMPONENTS, BT_TIFF_UNDEFINED, "\1\2\3\0", 4);
      add_bytes (editor, entries, BT_TAG_FLASHPIX, BT_TIFF_UNDEFINED, "0100", 4);
    }
  remove_entry (entries, BT_TAG_SUBSEC_ORIGINAL);
  blank_value (editor, tiff, sub, BT_TAG_DATE_ORIGINAL);
  add_text (editor, entries, BT_TAG_DATE_ORIGINAL, date.has_time ? text : "", 20);
  add_text (editor, entries, BT_TAG_OFFSET_ORIGINAL, date.offset, 7);
  add_number (
      editor, main_entries, BT_TAG_EXIF,
      append_directory (editor, entries, sub != 0 ? next_directory (tiff, sub) : 0));
}

static GByteArray *
edit (const BtTiff *tiff, gsize main, const BtPhotoInfo *fields, gsize max_text)
{
  g_autofree char *artists =
      bt_exif_artists (bt_photo_info_get (fields, BT_PHOTO_CREATOR));
  g_autoptr (GArray) entries = read_entries (tiff, main);
  Editor editor = { g_byte_array_sized_new ((guint)tiff->length + 4096), tiff->big };
  guint32 at;

  g_byte_array_append (editor.out, tiff->data, (guint)tiff->length);
  blank_value (&editor, tiff, main, BT_TAG_DESCRIPTION);
  blank_value (&editor, tiff, main, BT_TAG_ARTIST);
  blank_value (&editor, tiff, main, BT_TAG_COPYRIGHT);
  add_text (&editor, entries, BT_TAG_DESCRIPTION,
            bt_photo_info_get (fields, BT_PHOTO_CAPTION), max_text);
  add_text (&editor, entries, BT_TAG_ARTIST, artists, max_text);
  add_text (&editor, entries, BT_TAG_COPYRIGHT,
            bt_photo_info_get (fields, BT_PHOTO_COPYRIGHT), max_text);
  edit_date (&editor, tiff, entries, main, fields);
  at = append_directory (&editor, entries, next_directory (tiff, main));
  put_u32 (&editor, editor.out->data + 4, at);
  return editor.out;
}

/* What is too full for anything new at least says nothing old. */
static GByteArray *
only_blank (const BtTiff *tiff, gsize main)
{
  static const guint16 tags[] = { BT_TAG_DESCRIPTION, BT_TAG_ARTIST, BT_TAG_COPYRIGHT };
  Editor editor = { g_byte_array_new (), tiff->big };

  g_byte_array_append (editor.out, tiff->data, (guint)tiff->length);
  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    blank_value (&editor, tiff, main, tags[i]);
  return editor.out;
}

GByteArray *
bt_exif_edit (GBytes *old, const BtPhotoInfo *fields, gsize max)
{
  const BtExifPlan plan = { .orientation = 1, .color_space = 1 };
  gsize length, main;
  const guint8 *data = g_bytes_get_data (old, &length);
  BtTiff tiff;

  if (!bt_tiff_open (&tiff, data, length) || (main = bt_tiff_main (&tiff)) == 0)
    return bt_exif_build (fields, &plan);
  for (gsize max_text = MIN (max / 4, 65536);; max_text /= 2)
    {
      GByteArray *out = edit (&tiff, main, fields, max_text);

      if (out->len <= max)
        return out;
      g_byte_array_unref (out);
      if (max_text == 0)
        return only_blank (&tiff, main);
    }
}

/* What the camera says about colour stays true of the same pixels. */
static void
plan_color (GBytes *exif, gboolean has_profile, BtExifPlan *plan)
{
  BtTechnical technical = { 0 };
  gsize length;
  const guint8 *data = exif != NULL ? g_bytes_get_data (exif, &length) : NULL;
  BtTiffEntry entry;
  BtTiff tiff;

  plan->color_space = has_profile ? 0xffff : 1;
  if (data == NULL || !bt_tiff_open (&tiff, data, length))
    return;
  bt_exif_read_technical (exif, NULL, &technical);
  if (technical.orientation != 0)
    plan->orientation = technical.orientation;
  plan->adobe_rgb = technical.adobe_rgb && !has_profile;
  if (bt_tiff_find (&tiff, bt_tiff_sub (&tiff, bt_tiff_main (&tiff), BT_TAG_EXIF),
                    BT_TAG_COLOR_SPACE, &entry))
    plan->color_space = (guint16)bt_tiff_number (&tiff, &entry);
}

GByteArray *
bt_exif_for (const BtBlocks *blocks,
             const BtPhotoInfo *fields,
             gboolean clean,
             guint width,
             guint height,
             gboolean has_profile,
             gsize max)
{
  BtExifPlan plan = { .orientation = 1, .width = width, .height = height };

  if (!clean && blocks->exif != NULL)
    return bt_exif_edit (blocks->exif, fields, max);
  plan_color (blocks->exif, has_profile, &plan);
  return bt_exif_build (fields, &plan);
}

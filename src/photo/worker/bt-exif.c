/* EXIF 2.32: the few tags that a picture has whose camera is not named.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/worker/bt-embed.h"
#include "photo/worker/bt-tiff.h"

#include <string.h>

/* Keeps all texts together within one segment. */
#define MAX_TEXT 16000

/* One directory being made: its entries, and the values that are too long for one. */
typedef struct
{
  GByteArray *entries;
  GByteArray *values;
  guint32 values_at;
  guint16 count;
} Directory;

static void
append_u16 (GByteArray *out, guint16 value)
{
  value = GUINT16_TO_BE (value);
  g_byte_array_append (out, (const guint8 *)&value, 2);
}

static void
append_u32 (GByteArray *out, guint32 value)
{
  value = GUINT32_TO_BE (value);
  g_byte_array_append (out, (const guint8 *)&value, 4);
}

/* Tags must come in rising order. */
static void
add (Directory *directory,
     guint16 tag,
     guint16 type,
     guint32 count,
     const void *data,
     gsize length)
{
  append_u16 (directory->entries, tag);
  append_u16 (directory->entries, type);
  append_u32 (directory->entries, count);
  directory->count++;
  if (length <= 4)
    {
      guint8 inside[4] = { 0 };

      memcpy (inside, data, length);
      g_byte_array_append (directory->entries, inside, 4);
      return;
    }
  append_u32 (directory->entries, directory->values_at + directory->values->len);
  g_byte_array_append (directory->values, data, (guint)length);
  if (length % 2 != 0)
    g_byte_array_append (directory->values, (const guint8 *)"", 1);
}

static void
add_short (Directory *directory, guint16 tag, guint16 value)
{
  guint16 big_endian = GUINT16_TO_BE (value);

  add (directory, tag, BT_TIFF_SHORT, 1, &big_endian, 2);
}

static void
add_long (Directory *directory, guint16 tag, guint32 value)
{
  guint32 big_endian = GUINT32_TO_BE (value);

  add (directory, tag, BT_TIFF_LONG, 1, &big_endian, 4);
}

static void
add_text (Directory *directory, guint16 tag, const char *text)
{
  gsize length = bt_text_cut (text, MAX_TEXT);
  g_autofree char *cut = g_strndup (text, length);

  if (length > 0)
    add (directory, tag, BT_TIFF_ASCII, (guint32)length + 1, cut, length + 1);
}

static void
add_resolution (Directory *directory, guint16 tag)
{
  static const guint8 dpi_72[8] = { 0, 0, 0, 72, 0, 0, 0, 1 };

  add (directory, tag, BT_TIFF_RATIONAL, 1, dpi_72, sizeof dpi_72);
}

static void
directory_start (Directory *directory, guint32 at, guint16 n_entries)
{
  directory->entries = g_byte_array_new ();
  directory->values = g_byte_array_new ();
  directory->count = 0;
  directory->values_at = at + 2 + 12u * n_entries + 4;
}

static void
directory_append (Directory *directory, GByteArray *out)
{
  append_u16 (out, directory->count);
  g_byte_array_append (out, directory->entries->data, directory->entries->len);
  append_u32 (out, 0); /* no further directory, and so no thumbnail */
  g_byte_array_append (out, directory->values->data, directory->values->len);
  g_byte_array_unref (directory->entries);
  g_byte_array_unref (directory->values);
}

/* Each list of artists as EXIF has it: a name that holds a semicolon, or begins with a
 * quote, stands in quotes (MWG guidelines 2.0, 5.4). */
char *
bt_exif_artists (const char *text)
{
  g_auto (GStrv) values = bt_photo_values_split (text);
  g_autoptr (GString) out = g_string_new (NULL);

  for (char **value = values; *value != NULL; value++)
    {
      g_autoptr (GString) name = g_string_new (*value);

      if (strchr (name->str, ';') != NULL || name->str[0] == '"')
        {
          g_string_replace (name, "\"", "\"\"", 0);
          g_string_prepend_c (name, '"');
          g_string_append_c (name, '"');
        }
      g_string_append_printf (out, "%s%s", out->len > 0 ? "; " : "", name->str);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static guint16
n_texts (const BtPhotoInfo *info)
{
  return (info->fields[BT_PHOTO_CAPTION] != NULL)
         + (info->fields[BT_PHOTO_CREATOR] != NULL)
         + (info->fields[BT_PHOTO_COPYRIGHT] != NULL);
}

/* EXIF 2.32, table 4. */
static void
append_main (GByteArray *tiff, const BtPhotoInfo *info, const BtExifPlan *plan)
{
  g_autofree char *artists = bt_exif_artists (bt_photo_info_get (info, BT_PHOTO_CREATOR));
  Directory main;
  guint32 sub_directory_at;

  directory_start (&main, tiff->len, 6 + n_texts (info));
  add_text (&main, BT_TAG_DESCRIPTION, bt_photo_info_get (info, BT_PHOTO_CAPTION));
  add_short (&main, BT_TAG_ORIENTATION, (guint16)plan->orientation);
  add_resolution (&main, BT_TAG_X_RESOLUTION);
  add_resolution (&main, BT_TAG_Y_RESOLUTION);
  add_short (&main, BT_TAG_RESOLUTION_UNIT, 2);
  add_text (&main, BT_TAG_ARTIST, artists);
  add_short (&main, BT_TAG_YCBCR_POSITIONING, 1);
  add_text (&main, BT_TAG_COPYRIGHT, bt_photo_info_get (info, BT_PHOTO_COPYRIGHT));
  sub_directory_at = main.values_at + main.values->len;
  add_long (&main, BT_TAG_EXIF, sub_directory_at);
  directory_append (&main, tiff);
}

/* EXIF 2.32, table 13: Adobe RGB by DCF. */
static void
append_interop (GByteArray *tiff)
{
  Directory interop;

  directory_start (&interop, tiff->len, 2);
  add (&interop, 1, BT_TIFF_ASCII, 4, "R03", 4);
  add (&interop, 2, BT_TIFF_UNDEFINED, 4, "0100", 4);
  directory_append (&interop, tiff);
}

/* EXIF 2.32, tables 7 and 8. */
static void
append_sub (GByteArray *tiff, const BtPhotoInfo *info, const BtExifPlan *plan)
{
  g_autofree char *taken = NULL;
  Directory sub;
  BtDate date;
  gboolean has_time =
      bt_date_parse (bt_photo_info_get (info, BT_PHOTO_DATE_CREATED), &date)
      && date.has_time;
  gboolean has_offset = has_time && date.offset[0] != '\0';
  gboolean has_size = plan->width > 0 && plan->height > 0;

  directory_start (&sub, tiff->len,
                   (guint16)(4 + has_time + has_offset + 2 * has_size + plan->adobe_rgb));
  add (&sub, BT_TAG_VERSION, BT_TIFF_UNDEFINED, 4, "0232", 4);
  if (has_time)
    {
      taken = bt_exif_format_date (&date);
      add_text (&sub, BT_TAG_DATE_ORIGINAL, taken);
    }
  if (has_offset)
    add_text (&sub, BT_TAG_OFFSET_ORIGINAL, date.offset);
  add (&sub, BT_TAG_COMPONENTS, BT_TIFF_UNDEFINED, 4, "\1\2\3\0", 4);
  add (&sub, BT_TAG_FLASHPIX, BT_TIFF_UNDEFINED, 4, "0100", 4);
  add_short (&sub, BT_TAG_COLOR_SPACE, plan->color_space);
  if (has_size)
    {
      add_long (&sub, BT_TAG_WIDTH, plan->width);
      add_long (&sub, BT_TAG_HEIGHT, plan->height);
    }
  if (plan->adobe_rgb)
    add_long (&sub, BT_TAG_INTEROP, sub.values_at + sub.values->len);
  directory_append (&sub, tiff);
  if (plan->adobe_rgb)
    append_interop (tiff);
}

char *
bt_exif_format_date (const BtDate *date)
{
  return g_strdup_printf ("%04d:%02d:%02d %02d:%02d:%02d", date->year, date->month,
                          date->day, date->hour, date->minute, date->second);
}

GByteArray *
bt_exif_build (const BtPhotoInfo *fields, const BtExifPlan *plan)
{
  GByteArray *tiff = g_byte_array_new ();

  g_byte_array_append (tiff, (const guint8 *)"MM\0*\0\0\0\10", 8);
  append_main (tiff, fields, plan);
  append_sub (tiff, fields, plan);
  return tiff;
}

void
bt_exif_append (GByteArray *out, const BtPhotoInfo *info, guint width, guint height)
{
  const BtExifPlan plan = {
    .orientation = 1, .width = width, .height = height, .color_space = 1
  };
  g_autoptr (GByteArray) tiff = bt_exif_build (info, &plan);

  if (!bt_segment_append (out, 0xe1, BT_JPEG_EXIF, sizeof BT_JPEG_EXIF, tiff->data,
                          tiff->len))
    g_assert_not_reached ();
}

/* EXIF 2.32: the few tags that a rendition has.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/worker/bt-metadata.h"

#include <string.h>

/* Keeps all texts together within one segment. */
#define MAX_TEXT 16000

enum
{
  TYPE_ASCII = 2,
  TYPE_SHORT = 3,
  TYPE_LONG = 4,
  TYPE_RATIONAL = 5,
  TYPE_UNDEFINED = 7,
};

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

  add (directory, tag, TYPE_SHORT, 1, &big_endian, 2);
}

static void
add_long (Directory *directory, guint16 tag, guint32 value)
{
  guint32 big_endian = GUINT32_TO_BE (value);

  add (directory, tag, TYPE_LONG, 1, &big_endian, 4);
}

static void
add_text (Directory *directory, guint16 tag, const char *text)
{
  gsize length = bt_text_cut (text, MAX_TEXT);
  g_autofree char *cut = g_strndup (text, length);

  if (length > 0)
    add (directory, tag, TYPE_ASCII, (guint32)length + 1, cut, length + 1);
}

static void
add_resolution (Directory *directory, guint16 tag)
{
  static const guint8 dpi_72[8] = { 0, 0, 0, 72, 0, 0, 0, 1 };

  add (directory, tag, TYPE_RATIONAL, 1, dpi_72, sizeof dpi_72);
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

static guint16
n_texts (const BtPhotoInfo *info)
{
  return (info->fields[BT_PHOTO_CAPTION] != NULL)
         + (info->fields[BT_PHOTO_CREATOR] != NULL)
         + (info->fields[BT_PHOTO_COPYRIGHT] != NULL);
}

/* EXIF 2.32, table 4. */
static void
append_main (GByteArray *tiff, const BtPhotoInfo *info)
{
  Directory main;
  guint32 sub_directory_at;

  directory_start (&main, tiff->len, 6 + n_texts (info));
  add_text (&main, 0x010e, bt_photo_info_get (info, BT_PHOTO_CAPTION));
  add_short (&main, 0x0112, 1);
  add_resolution (&main, 0x011a);
  add_resolution (&main, 0x011b);
  add_short (&main, 0x0128, 2);
  add_text (&main, 0x013b, bt_photo_info_get (info, BT_PHOTO_CREATOR));
  add_short (&main, 0x0213, 1);
  add_text (&main, 0x8298, bt_photo_info_get (info, BT_PHOTO_COPYRIGHT));
  sub_directory_at = main.values_at + main.values->len;
  add_long (&main, 0x8769, sub_directory_at);
  directory_append (&main, tiff);
}

/* EXIF 2.32, tables 7 and 8. */
static void
append_sub (GByteArray *tiff, const BtPhotoInfo *info, guint width, guint height)
{
  g_autofree char *taken = NULL;
  Directory sub;
  BtDate date;
  gboolean has_time =
      bt_date_parse (bt_photo_info_get (info, BT_PHOTO_DATE_CREATED), &date)
      && date.has_time;
  gboolean has_offset = has_time && date.offset[0] != '\0';

  directory_start (&sub, tiff->len, (guint16)(6 + has_time + has_offset));
  add (&sub, 0x9000, TYPE_UNDEFINED, 4, "0232", 4);
  if (has_time)
    {
      taken = g_strdup_printf ("%04d:%02d:%02d %02d:%02d:%02d", date.year, date.month,
                               date.day, date.hour, date.minute, date.second);
      add_text (&sub, 0x9003, taken);
    }
  if (has_offset)
    add_text (&sub, 0x9011, date.offset);
  add (&sub, 0x9101, TYPE_UNDEFINED, 4, "\1\2\3\0", 4);
  add (&sub, 0xa000, TYPE_UNDEFINED, 4, "0100", 4);
  add_short (&sub, 0xa001, 1); /* sRGB */
  add_long (&sub, 0xa002, width);
  add_long (&sub, 0xa003, height);
  directory_append (&sub, tiff);
}

void
bt_exif_append (GByteArray *out, const BtPhotoInfo *info, guint width, guint height)
{
  g_autoptr (GByteArray) tiff = g_byte_array_new ();

  g_byte_array_append (tiff, (const guint8 *)"MM\0*\0\0\0\10", 8);
  append_main (tiff, info);
  append_sub (tiff, info, width, height);
  if (!bt_segment_append (out, 0xe1, "Exif\0", 6, tiff->data, tiff->len))
    g_assert_not_reached ();
}

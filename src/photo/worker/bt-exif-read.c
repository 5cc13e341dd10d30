/* What EXIF says. Source: EXIF 2.32.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/worker/bt-charset.h"
#include "photo/worker/bt-metadata.h"
#include "photo/worker/bt-tiff.h"
#include "text/bt-leftover.h"

#include <string.h>

#define MAX_FIELD_BYTES (32 * 1024)

/* Returns: whether @tag is a text; @data and @length are what it holds */
static gboolean
find_text (const BtTiff *tiff,
           gsize directory,
           guint16 tag,
           const guint8 **data,
           gsize *length)
{
  BtTiffEntry entry;

  if (!bt_tiff_find (tiff, directory, tag, &entry)
      || (entry.type != BT_TIFF_ASCII && entry.type != BT_TIFF_UTF8
          && entry.type != BT_TIFF_BYTE && entry.type != BT_TIFF_UNDEFINED))
    return FALSE;
  *data = tiff->data + entry.value_at;
  *length = MIN (entry.size, MAX_FIELD_BYTES);
  return TRUE;
}

static char *
get_text (const BtTiff *tiff, gsize directory, guint16 tag, BtCharset *charset)
{
  const guint8 *data;
  gsize length;
  char *text;

  if (!find_text (tiff, directory, tag, &data, &length))
    return NULL;
  text = bt_charset_decode (charset, data, length, 0);
  if (*g_strstrip (text) == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

static void
judge (BtCharset *charset, const BtTiff *tiff, gsize main)
{
  static const guint16 tags[] = { BT_TAG_DESCRIPTION, BT_TAG_ARTIST, BT_TAG_COPYRIGHT };
  g_autoptr (GByteArray) all = g_byte_array_new ();
  g_autoptr (GBytes) caption = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      const guint8 *data, *nul;
      gsize length;

      if (!find_text (tiff, main, tags[i], &data, &length))
        continue;
      nul = memchr (data, '\0', length);
      if (nul != NULL)
        length = (gsize)(nul - data);
      if (bt_charset_utf8_length (data, length, 0, FALSE) >= 0)
        continue;
      if (tags[i] == BT_TAG_DESCRIPTION)
        caption = g_bytes_new (data, length);
      g_byte_array_append (all, data, (guint)length);
      g_byte_array_append (all, (const guint8 *)" ", 1);
    }
  bt_charset_judge (charset, caption, all);
}

/* Returns: (nullable): the quote that ends the value which begins with one at @text */
static const char *
closing_quote (const char *text)
{
  for (const char *p = text + 1; *p != '\0'; p++)
    if (*p == '"' && p[1] == '"')
      p++;
    else if (*p == '"')
      return p[1 + strspn (p + 1, " ")] == ';' || p[1 + strspn (p + 1, " ")] == '\0'
                 ? p
                 : NULL;
  return NULL;
}

/* Names are separated by semicolons; one that holds a semicolon stands in quotes, and its
 * own quotes are doubled (MWG guidelines 2.0, 5.4). */
static char *
read_artists (const char *text)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);

  while (*text != '\0')
    {
      const char *start = text + strspn (text, " ");
      const char *quote = *start == '"' ? closing_quote (start) : NULL;
      gsize length = strcspn (start, ";");
      g_autoptr (GString) value = NULL;

      if (quote != NULL)
        {
          value = g_string_new_len (start + 1, quote - start - 1);
          g_string_replace (value, "\"\"", "\"", 0);
          length = (gsize)(quote - start) + strcspn (quote, ";");
        }
      else
        value = g_string_new_len (start, (gssize)length);
      g_ptr_array_add (values, g_strdup (value->str));
      text = start + length;
      text += *text == ';';
    }
  g_ptr_array_add (values, NULL);
  return bt_photo_values_join ((const char *const *)values->pdata);
}

static char *
read_date (const BtTiff *tiff, gsize sub)
{
  BtCharset charset = { 0 };
  g_autofree char *day = get_text (tiff, sub, BT_TAG_DATE_ORIGINAL, &charset);
  g_autofree char *offset = get_text (tiff, sub, BT_TAG_OFFSET_ORIGINAL, &charset);
  g_autofree char *joined = NULL;
  BtDate date;

  if (day == NULL)
    return NULL;
  joined = g_strconcat (day, offset, NULL);
  return bt_date_parse (joined, &date) || bt_date_parse (day, &date)
             ? bt_date_format (&date)
             : NULL;
}

void
bt_exif_read (GBytes *exif, BtPhotoHomes *homes)
{
  char **fields = homes->fields[BT_PHOTO_HOME_EXIF];
  g_autofree char *artist = NULL;
  BtCharset charset = { 0 };
  gsize length, main;
  const guint8 *data = g_bytes_get_data (exif, &length);
  BtTiff tiff;

  if (!bt_tiff_open (&tiff, data, length) || (main = bt_tiff_main (&tiff)) == 0)
    return;
  judge (&charset, &tiff, main);
  fields[BT_PHOTO_CAPTION] = get_text (&tiff, main, BT_TAG_DESCRIPTION, &charset);
  if (fields[BT_PHOTO_CAPTION] != NULL
      && bt_leftover_is_camera_text (fields[BT_PHOTO_CAPTION]))
    g_clear_pointer (&fields[BT_PHOTO_CAPTION], g_free);
  artist = get_text (&tiff, main, BT_TAG_ARTIST, &charset);
  if (artist != NULL)
    fields[BT_PHOTO_CREATOR] = read_artists (artist);
  fields[BT_PHOTO_COPYRIGHT] = get_text (&tiff, main, BT_TAG_COPYRIGHT, &charset);
  fields[BT_PHOTO_DATE_CREATED] =
      read_date (&tiff, bt_tiff_sub (&tiff, main, BT_TAG_EXIF));
  homes->charset[BT_PHOTO_HOME_EXIF] = charset.found;
}

/* ---- the camera ---- */

/* "NIKON CORPORATION" and "NIKON D850" are one name too many. */
static char *
camera_name (const char *make, const char *model)
{
  g_autofree char *first = NULL;

  if (make == NULL || model == NULL)
    return g_strdup (model != NULL ? model : make);
  first = g_strndup (make, strcspn (make, " ,."));
  if (g_ascii_strncasecmp (model, first, strlen (first)) == 0)
    return g_strdup (model);
  return g_strconcat (make, " ", model, NULL);
}

/* A number with at most one decimal, and none when it is whole. */
static char *
short_number (double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (text, sizeof text, "%.1f", value);
  if (g_str_has_suffix (text, ".0"))
    text[strlen (text) - 2] = '\0';
  return g_strdup (text);
}

/* Returns: (transfer full) (nullable): @format with the number in it */
static char *
read_number (const BtTiff *tiff,
             gsize sub,
             guint16 tag,
             const char *before,
             const char *after)
{
  g_autofree char *number = NULL;
  guint32 numerator, denominator;
  BtTiffEntry entry;

  if (!bt_tiff_find (tiff, sub, tag, &entry)
      || !bt_tiff_rational (tiff, &entry, &numerator, &denominator) || numerator == 0
      || numerator / denominator > 100000)
    return NULL;
  number = short_number ((double)numerator / denominator);
  return g_strconcat (before, number, after, NULL);
}

/* Up to a quarter of a second people write a fraction. */
static char *
read_exposure (const BtTiff *tiff, gsize sub)
{
  g_autofree char *number = NULL;
  guint32 numerator, denominator;
  BtTiffEntry entry;
  double seconds;

  if (!bt_tiff_find (tiff, sub, BT_TAG_EXPOSURE_TIME, &entry)
      || !bt_tiff_rational (tiff, &entry, &numerator, &denominator) || numerator == 0)
    return NULL;
  seconds = (double)numerator / denominator;
  if (seconds > 100000 || seconds < 1e-6)
    return NULL;
  if (seconds < 0.26)
    return g_strdup_printf ("1/%.0f s", 1 / seconds);
  number = short_number (seconds);
  return g_strconcat (number, " s", NULL);
}

void
bt_exif_read_technical (GBytes *exif, BtPhotoInfo *info, BtTechnical *technical)
{
  g_autofree char *interop = NULL;
  BtCharset charset = { 0 };
  gsize length, main, sub;
  const guint8 *data = g_bytes_get_data (exif, &length);
  BtTiffEntry entry;
  guint32 orientation;
  BtTiff tiff;

  if (!bt_tiff_open (&tiff, data, length) || (main = bt_tiff_main (&tiff)) == 0)
    return;
  sub = bt_tiff_sub (&tiff, main, BT_TAG_EXIF);
  orientation = bt_tiff_find (&tiff, main, BT_TAG_ORIENTATION, &entry)
                    ? bt_tiff_number (&tiff, &entry)
                    : 0;
  if (orientation >= 1 && orientation <= 8)
    technical->orientation = orientation;
  interop = get_text (&tiff, bt_tiff_sub (&tiff, sub, BT_TAG_INTEROP), 1, &charset);
  technical->adobe_rgb = g_strcmp0 (interop, "R03") == 0;
  if (info == NULL)
    return;
  {
    g_autofree char *make = get_text (&tiff, main, BT_TAG_MAKE, &charset);
    g_autofree char *model = get_text (&tiff, main, BT_TAG_MODEL, &charset);
    g_autofree char *camera = camera_name (make, model);
    g_autofree char *lens = get_text (&tiff, sub, BT_TAG_LENS_MODEL, &charset);
    g_autofree char *exposure = read_exposure (&tiff, sub);
    g_autofree char *aperture = read_number (&tiff, sub, BT_TAG_F_NUMBER, "f/", "");
    g_autofree char *focal = read_number (&tiff, sub, BT_TAG_FOCAL_LENGTH, "", " mm");
    guint32 iso = bt_tiff_find (&tiff, sub, BT_TAG_ISO, &entry)
                      ? bt_tiff_number (&tiff, &entry)
                      : 0;
    g_autofree char *iso_text = iso > 0 ? g_strdup_printf ("ISO %u", iso) : NULL;

    bt_photo_info_set_exif (info, BT_PHOTO_EXIF_CAMERA, camera);
    bt_photo_info_set_exif (info, BT_PHOTO_EXIF_LENS, lens);
    bt_photo_info_set_exif (info, BT_PHOTO_EXIF_EXPOSURE, exposure);
    bt_photo_info_set_exif (info, BT_PHOTO_EXIF_APERTURE, aperture);
    bt_photo_info_set_exif (info, BT_PHOTO_EXIF_FOCAL_LENGTH, focal);
    bt_photo_info_set_exif (info, BT_PHOTO_EXIF_ISO, iso_text);
  }
}

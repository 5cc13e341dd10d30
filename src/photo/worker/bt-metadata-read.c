/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/worker/bt-metadata.h"

#include <gexiv2/gexiv2.h>
#include <string.h>

/* No field of a press photo is longer; what is, is no text. */
#define MAX_FIELD_BYTES (32 * 1024)

/* Where a field is looked for, the first first. Source: photos.md, g. The date is not
 * here: it is put together from two tags in IIM and EXIF. */
static const struct
{
  BtPhotoField field;
  const char *tags[3];
} places[] = {
  { BT_PHOTO_CAPTION,
    { "Xmp.dc.description", "Iptc.Application2.Caption",
      "Exif.Image.ImageDescription" } },
  { BT_PHOTO_HEADLINE, { "Xmp.photoshop.Headline", "Iptc.Application2.Headline" } },
  { BT_PHOTO_ALT, { "Xmp.iptc.AltTextAccessibility" } },
  { BT_PHOTO_CREATOR,
    { "Xmp.dc.creator", "Iptc.Application2.Byline", "Exif.Image.Artist" } },
  { BT_PHOTO_CREDIT, { "Xmp.photoshop.Credit", "Iptc.Application2.Credit" } },
  { BT_PHOTO_SOURCE, { "Xmp.photoshop.Source", "Iptc.Application2.Source" } },
  { BT_PHOTO_COPYRIGHT,
    { "Xmp.dc.rights", "Iptc.Application2.Copyright", "Exif.Image.Copyright" } },
  { BT_PHOTO_SUBLOCATION, { "Xmp.iptc.Location", "Iptc.Application2.SubLocation" } },
  { BT_PHOTO_CITY, { "Xmp.photoshop.City", "Iptc.Application2.City" } },
  { BT_PHOTO_PROVINCE, { "Xmp.photoshop.State", "Iptc.Application2.ProvinceState" } },
  { BT_PHOTO_COUNTRY, { "Xmp.photoshop.Country", "Iptc.Application2.CountryName" } },
  { BT_PHOTO_KEYWORDS, { "Xmp.dc.subject", "Iptc.Application2.Keywords" } },
  { BT_PHOTO_INSTRUCTIONS,
    { "Xmp.photoshop.Instructions", "Iptc.Application2.SpecialInstructions" } },
  { BT_PHOTO_CAPTION_WRITER,
    { "Xmp.photoshop.CaptionWriter", "Iptc.Application2.Writer" } },
  { BT_PHOTO_DIGITAL_SOURCE_TYPE, { "Xmp.iptcExt.DigitalSourceType" } },
};

/* What cameras and telephones write where a caption belongs. */
static const char *const boilerplate[] = {
  "ASCII",
  "DCIM",
  "DIGITAL CAMERA",
  "Default",
  "Exif_JPEG_PICTURE",
  "KODAK Digital Still Camera",
  "LEAD Technologies Inc. V1.01",
  "MINOLTA DIGITAL CAMERA",
  "OLYMPUS DIGITAL CAMERA",
  "SAMSUNG",
  "SAMSUNG CAMERA PICTURES",
  "SAMSUNG DIGITAL CAMERA",
  "SONY DSC",
  "Screenshot",
  "Untitled",
  "binary comment",
  "charset=Ascii",
  "cof",
  "dav",
  "dig",
  "edf",
  "fbt",
  "hdr",
  "hdrpl",
  "mde",
  "nor",
  "oznor",
  "ptr",
  "qrf",
  "rbt",
  "rhdr",
  "sdr",
  "vivo",
};

/* Windows-1252 from 0x80 to 0x9f; 0 where it has nothing. */
static const gunichar cp1252[32] = {
  0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
  0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
  0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
};

/* IIM and EXIF seldom say how they are written: UTF-8 if it is valid UTF-8 (whether or not
 * 1:90 says so), else Windows-1252. */
static char *
decode (const char *raw)
{
  g_autoptr (GString) out = NULL;

  if (g_utf8_validate (raw, -1, NULL))
    return g_strdup (raw);
  out = g_string_new (NULL);
  for (const guchar *p = (const guchar *)raw; *p != '\0'; p++)
    {
      gunichar c = *p >= 0x80 && *p < 0xa0 ? cp1252[*p - 0x80] : *p;

      g_string_append_unichar (out, c != 0 ? c : 0xfffd);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gsize
language_rank (const char *language)
{
  if (g_ascii_strncasecmp (language, "vi", 2) == 0
      && !g_ascii_isalpha (language[2])) /* vi, vi-VN */
    return 3;
  return g_str_has_prefix (language, "x-default") ? 2 : 1;
}

/* exiv2 gives a LangAlt as: lang="x-default" text, lang="vi" text. Returns: (transfer
 * full): the Vietnamese text, else the default, else the first */
static char *
pick_language (const char *value)
{
  g_autoptr (GRegex) mark =
      g_regex_new ("(?:^|, )lang=\"([A-Za-z0-9-]{1,35})\" ?", G_REGEX_OPTIMIZE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  const char *best = value, *best_end = value + strlen (value), *start = NULL;
  gsize rank = 0, best_rank = 0;

  if (!g_str_has_prefix (value, "lang=\""))
    return g_strdup (value);
  g_regex_match (mark, value, 0, &match);
  for (;;)
    {
      gboolean more = g_match_info_matches (match);
      int from = 0, to = 0;

      if (more)
        g_match_info_fetch_pos (match, 0, &from, &to);
      if (start != NULL && rank > best_rank)
        {
          best = start;
          best_end = more ? value + from : value + strlen (value);
          best_rank = rank;
        }
      if (!more)
        break;
      start = value + to;
      g_match_info_fetch_pos (match, 1, &from, NULL);
      rank = language_rank (value + from);
      g_match_info_next (match, NULL);
    }
  return g_strndup (best, (gsize)(best_end - best));
}

static gboolean
is_boilerplate (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (boilerplate); i++)
    if (g_ascii_strcasecmp (text, boilerplate[i]) == 0)
      return TRUE;
  return FALSE;
}

static void
append_value (GString *out, const char *raw)
{
  g_autofree char *decoded = decode (raw);
  g_autofree char *text = pick_language (decoded);

  if (*g_strstrip (text) == '\0')
    return;
  if (out->len > 0)
    g_string_append (out, "; ");
  g_string_append (out, text);
}

/* Returns: (transfer full) (nullable): all values of a tag, decoded */
static char *
read_tag (GExiv2Metadata *metadata, const char *tag)
{
  g_autofree char *whole = NULL;
  g_auto (GStrv) values = NULL;
  g_autoptr (GString) out = NULL;

  if (!gexiv2_metadata_try_has_tag (metadata, tag, NULL))
    return NULL;
  whole = gexiv2_metadata_try_get_tag_string (metadata, tag, NULL);
  if (whole == NULL)
    return NULL;
  out = g_string_new (NULL);
  /* gexiv2 splits a LangAlt at each comma when it is asked for several values. */
  if (!g_str_has_prefix (whole, "lang=\""))
    values = gexiv2_metadata_try_get_tag_multiple (metadata, tag, NULL);
  if (values == NULL)
    append_value (out, whole);
  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    append_value (out, values[i]);
  g_string_truncate (out, bt_text_cut (out->str, MAX_FIELD_BYTES));
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
read_field (GExiv2Metadata *metadata, BtPhotoInfo *info, guint place)
{
  BtPhotoField field = places[place].field;

  for (guint i = 0; i < G_N_ELEMENTS (places[place].tags); i++)
    {
      const char *tag = places[place].tags[i];
      g_autofree char *text = tag != NULL ? read_tag (metadata, tag) : NULL;

      if (text == NULL)
        continue;
      bt_photo_info_set (info, field, text);
      if (field == BT_PHOTO_CAPTION
          && is_boilerplate (bt_photo_info_get (info, BT_PHOTO_CAPTION)))
        bt_photo_info_set (info, field, NULL);
      if (info->fields[field] != NULL)
        return;
    }
}

/* @day_tag holds the date, and @rest_tag what is joined to it with @separator. */
static gboolean
read_date (GExiv2Metadata *metadata,
           BtPhotoInfo *info,
           const char *day_tag,
           const char *rest_tag,
           const char *separator)
{
  g_autofree char *day = read_tag (metadata, day_tag);
  g_autofree char *rest = rest_tag != NULL ? read_tag (metadata, rest_tag) : NULL;
  g_autofree char *joined = NULL;
  g_autofree char *iso = NULL;
  BtDate date;

  if (day == NULL)
    return FALSE;
  joined = g_strconcat (day, rest != NULL ? separator : NULL, rest, NULL);
  if (!bt_date_parse (joined, &date))
    return FALSE;
  iso = bt_date_format (&date);
  bt_photo_info_set (info, BT_PHOTO_DATE_CREATED, iso);
  return TRUE;
}

static void
read_fields (GExiv2Metadata *metadata, BtPhotoInfo *info)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    read_field (metadata, info, i);
  if (!read_date (metadata, info, "Xmp.photoshop.DateCreated", NULL, NULL)
      && !read_date (metadata, info, "Iptc.Application2.DateCreated",
                     "Iptc.Application2.TimeCreated", "T"))
    read_date (metadata, info, "Exif.Photo.DateTimeOriginal",
               "Exif.Photo.OffsetTimeOriginal", "");
}

static void
read_technical (GExiv2Metadata *metadata, BtTechnical *technical)
{
  glong orientation =
      gexiv2_metadata_try_get_tag_long (metadata, "Exif.Image.Orientation", NULL);
  g_autofree char *interop = read_tag (metadata, "Exif.Iop.InteroperabilityIndex");

  if (orientation >= 1 && orientation <= 8)
    technical->orientation = (guint)orientation;
  technical->adobe_rgb = g_strcmp0 (interop, "R03") == 0;
}

void
bt_metadata_prepare (void)
{
  gexiv2_log_set_level (GEXIV2_LOG_LEVEL_MUTE);
  gexiv2_initialize ();
}

void
bt_metadata_read (GBytes *bytes, BtPhotoInfo *info, BtTechnical *technical)
{
  g_autoptr (GExiv2Metadata) metadata = gexiv2_metadata_new ();
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  memset (technical, 0, sizeof *technical);
  if (!gexiv2_metadata_open_buf (metadata, data, (glong)length, NULL))
    return;
  read_technical (metadata, technical);
  if (info != NULL)
    read_fields (metadata, info);
}

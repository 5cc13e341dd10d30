/* IPTC-IIM 4.2 in a Photoshop resource block.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/worker/bt-embed.h"

#include <string.h>

/* However many keywords there are, the block stays within one segment. */
#define MAX_REPEATED 16000
/* What one segment holds behind its head. */
#define MAX_PIECE 65000

static const struct
{
  BtPhotoField field;
  guint8 dataset;
} datasets[] = {
  { BT_PHOTO_KEYWORDS, 25 },        { BT_PHOTO_INSTRUCTIONS, 40 },
  { BT_PHOTO_CREATOR, 80 },         { BT_PHOTO_CITY, 90 },
  { BT_PHOTO_SUBLOCATION, 92 },     { BT_PHOTO_PROVINCE, 95 },
  { BT_PHOTO_COUNTRY, 101 },        { BT_PHOTO_HEADLINE, 105 },
  { BT_PHOTO_CREDIT, 110 },         { BT_PHOTO_SOURCE, 115 },
  { BT_PHOTO_COPYRIGHT, 116 },      { BT_PHOTO_CAPTION, 120 },
  { BT_PHOTO_CAPTION_WRITER, 122 },
};

guint
bt_iim_field (guint8 dataset)
{
  for (guint i = 0; i < G_N_ELEMENTS (datasets); i++)
    if (datasets[i].dataset == dataset)
      return datasets[i].field;
  return BT_N_PHOTO_FIELDS;
}

static void
append_dataset (GByteArray *out,
                guint8 record,
                guint8 dataset,
                const void *data,
                gsize length)
{
  guint8 head[5] = { 0x1c, record, dataset, (guint8)(length >> 8), (guint8)length };

  g_byte_array_append (out, head, sizeof head);
  g_byte_array_append (out, data, (guint)length);
}

static void
append_text (GByteArray *out, guint8 dataset, const char *text, gsize max)
{
  gsize length = bt_text_cut (text, max);

  if (length > 0)
    append_dataset (out, 2, dataset, text, length);
}

static void
append_field (GByteArray *out, guint i, const char *text)
{
  g_auto (GStrv) values = NULL;
  gsize max = bt_photo_iim_limit (datasets[i].field);
  guint start = out->len;

  if (!bt_photo_field_is_list (datasets[i].field))
    {
      append_text (out, datasets[i].dataset, text, max);
      return;
    }
  values = bt_photo_values_split (text);
  for (char **value = values; *value != NULL && out->len - start < MAX_REPEATED; value++)
    append_text (out, datasets[i].dataset, *value, max);
}

/* 2:55 has room for a whole date only, and 2:60 must have an offset: what is less stays in
 * XMP, and in EXIF if it has a time. */
static void
append_date (GByteArray *out, const char *text)
{
  g_autofree char *day = NULL;
  g_autofree char *time = NULL;
  BtDate date;

  if (!bt_date_parse (text, &date) || date.day == 0)
    return;
  day = g_strdup_printf ("%04d%02d%02d", date.year, date.month, date.day);
  append_dataset (out, 2, 55, day, strlen (day));
  if (!date.has_time || date.offset[0] == '\0')
    return;
  time = g_strdup_printf ("%02d%02d%02d%.3s%.2s", date.hour, date.minute, date.second,
                          date.offset, date.offset + 4);
  append_dataset (out, 2, 60, time, strlen (time));
}

static GByteArray *
build (const BtPhotoInfo *info, GBytes *old)
{
  GByteArray *out = g_byte_array_new ();

  append_dataset (out, 1, 90, "\x1b%G", 3); /* UTF-8 */
  if (old != NULL)
    bt_iim_keep (out, old, 1);
  append_dataset (out, 2, 0, "\0\4", 2);
  for (guint i = 0; i < G_N_ELEMENTS (datasets); i++)
    {
      const char *text = bt_photo_info_get (info, datasets[i].field);

      if (*text != '\0')
        append_field (out, i, text);
    }
  append_date (out, bt_photo_info_get (info, BT_PHOTO_DATE_CREATED));
  if (old != NULL)
    bt_iim_keep (out, old, 2);
  return out;
}

/* Adobe Photoshop File Formats, "Image Resource Blocks". */
static void
append_resource (GByteArray *out, guint16 id, const guint8 *data, guint length)
{
  guint8 head[12] = { '8', 'B', 'I', 'M', (guint8)(id >> 8), (guint8)id, 0, 0 };
  guint32 size = GUINT32_TO_BE (length);

  memcpy (head + 8, &size, 4);
  g_byte_array_append (out, head, sizeof head);
  g_byte_array_append (out, data, length);
  if (length % 2 != 0)
    g_byte_array_append (out, (const guint8 *)"", 1);
}

void
bt_iim_append_keeping (GByteArray *out,
                       const BtPhotoInfo *fields,
                       GBytes *old,
                       const GByteArray *others)
{
  g_autoptr (GByteArray) iim = build (fields, old);
  g_autoptr (GByteArray) resources = g_byte_array_new ();
  g_autoptr (GChecksum) digest = g_checksum_new (G_CHECKSUM_MD5);
  guint8 md5[16];
  gsize md5_length = sizeof md5;

  append_resource (resources, 0x0404, iim->data, iim->len);
  /* IPTCDigest: tells readers that XMP and IIM were written together. */
  g_checksum_update (digest, iim->data, (gssize)iim->len);
  g_checksum_get_digest (digest, md5, &md5_length);
  append_resource (resources, 0x0425, md5, sizeof md5);
  if (others != NULL)
    g_byte_array_append (resources, others->data, others->len);
  /* More than one segment is read as if they were one. */
  for (guint at = 0; at < resources->len;)
    {
      guint n = MIN (resources->len - at, MAX_PIECE);

      bt_segment_append (out, 0xed, BT_JPEG_PHOTOSHOP, sizeof BT_JPEG_PHOTOSHOP,
                         resources->data + at, n);
      at += n;
    }
}

void
bt_iim_append (GByteArray *out, const BtPhotoInfo *info)
{
  bt_iim_append_keeping (out, info, NULL, NULL);
}

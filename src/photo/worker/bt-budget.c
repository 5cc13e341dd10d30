/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/worker/bt-budget.h"

#include "photo/worker/bt-blocks.h"

#include <string.h>

#define FREE_MEGAPIXELS 16
#define SECONDS_A_MEGAPIXEL 0.1
/* The sizes of a HEIC's items stand before its pictures. */
#define MAX_HEAD (256 * 1024)

static guint64
read_be (const guint8 *data, guint n)
{
  guint64 value = 0;

  for (guint i = 0; i < n; i++)
    value = value << 8 | data[i];
  return value;
}

static guint64
jpeg_pixels (const guint8 *data, gsize length)
{
  BtJpegPart part;

  for (gsize at = 2; bt_jpeg_next (data, length, &at, &part);)
    if (part.marker >= 0xc0 && part.marker <= 0xcf && part.marker != 0xc4
        && part.marker != 0xc8 && part.marker != 0xcc && part.length >= 5)
      return read_be (part.data + 1, 2) * read_be (part.data + 3, 2);
  return 0;
}

static guint64
webp_pixels (const guint8 *data, gsize length)
{
  BtChunk chunk;
  gsize at = 12;

  if (!bt_webp_next (data, length, &at, &chunk))
    return 0;
  data = chunk.data;
  if (bt_chunk_is (&chunk, "VP8X") && chunk.length >= 10)
    return (guint64)(1 + (data[4] | data[5] << 8 | data[6] << 16))
           * (guint64)(1 + (data[7] | data[8] << 8 | data[9] << 16));
  if (bt_chunk_is (&chunk, "VP8 ") && chunk.length >= 10)
    return (guint64)((data[6] | data[7] << 8) & 0x3fff)
           * (guint64)((data[8] | data[9] << 8) & 0x3fff);
  if (bt_chunk_is (&chunk, "VP8L") && chunk.length >= 5)
    return (guint64)(1 + ((data[1] | data[2] << 8) & 0x3fff))
           * (guint64)(1 + ((data[2] >> 6 | data[3] << 2 | data[4] << 10) & 0x3fff));
  return 0;
}

/* The largest "ispe" (ISO/IEC 23008-12, 6.5.3), wherever it stands. */
static guint64
heif_pixels (const guint8 *data, gsize length)
{
  guint64 most = 0;
  gsize left = MIN (length, MAX_HEAD);

  for (const guint8 *at; left >= 16 && (at = memmem (data, left, "ispe", 4)) != NULL;)
    {
      left -= (gsize)(at + 4 - data);
      data = at + 4;
      if (left >= 12)
        most = MAX (most, read_be (data + 4, 4) * read_be (data + 8, 4));
    }
  return most;
}

guint64
bt_budget_pixels (BtPhotoKind kind, const guint8 *data, gsize length)
{
  switch (kind)
    {
    case BT_PHOTO_KIND_JPEG:
      return jpeg_pixels (data, length);
    case BT_PHOTO_KIND_PNG:
      return length >= 24 ? read_be (data + 16, 4) * read_be (data + 20, 4) : 0;
    case BT_PHOTO_KIND_WEBP:
      return webp_pixels (data, length);
    case BT_PHOTO_KIND_HEIC:
    case BT_PHOTO_KIND_AVIF:
      return heif_pixels (data, length);
    case BT_PHOTO_KIND_NONE:
      return 0;
    }
  g_return_val_if_reached (0);
}

static double
bytes_a_megapixel (BtPhotoKind kind)
{
  switch (kind)
    {
    case BT_PHOTO_KIND_PNG:
      return 512 * 1024;
    case BT_PHOTO_KIND_WEBP:
      return 64 * 1024;
    case BT_PHOTO_KIND_HEIC:
    case BT_PHOTO_KIND_AVIF:
      return 48 * 1024;
    case BT_PHOTO_KIND_JPEG:
    case BT_PHOTO_KIND_NONE:
      return 128 * 1024;
    }
  g_return_val_if_reached (128 * 1024);
}

double
bt_budget (BtPhotoKind kind, const guint8 *data, gsize length)
{
  guint64 claimed = MIN (bt_budget_pixels (kind, data, length), BT_PHOTO_MAX_PIXELS);
  double megapixels =
      MIN ((double)claimed / 1e6, (double)length / bytes_a_megapixel (kind));

  return BT_BUDGET_SECONDS + SECONDS_A_MEGAPIXEL * MAX (megapixels - FREE_MEGAPIXELS, 0);
}

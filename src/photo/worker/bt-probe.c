/* What is asked of the bytes themselves, because no library tells it in time.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/worker/bt-decode.h"

#include <string.h>

static guint32
read_u32 (const guint8 *data)
{
  guint32 value;

  memcpy (&value, data, sizeof value);
  return GUINT32_FROM_BE (value);
}

static guint32
read_le_u32 (const guint8 *data)
{
  guint32 value;

  memcpy (&value, data, sizeof value);
  return GUINT32_FROM_LE (value);
}

/* ITU T.81, B.1.1: a marker is 0xff and a byte that is neither 0 nor 0xff. RST0 to RST7,
 * SOI and TEM stand alone; the others but EOI carry a length. Coded data follows SOS up to
 * the next marker that is no RST. */
static gboolean
jpeg_is_truncated (const guint8 *data, gsize length, guint *n_scans)
{
  gsize at = 2;
  gboolean coded = FALSE;

  while (at + 1 < length)
    {
      const guint8 *next = memchr (data + at, 0xff, length - at - 1);
      guint8 marker;

      if (next == NULL)
        return TRUE;
      at = (gsize)(next - data) + 1;
      marker = data[at];
      if (marker == 0xff)
        continue;
      at++;
      if (marker == 0xd9)
        return FALSE;
      if (marker == 0 || (marker >= 0xd0 && marker <= 0xd8) || marker == 0x01)
        continue;
      if (at + 2 > length)
        return TRUE;
      /* Damaged coded data may hold what looks like a marker: only these end a scan. */
      if (coded && marker != 0xda && marker != 0xc4 && marker != 0xdb && marker != 0xdc
          && marker != 0xdd && (marker < 0xe0 || marker > 0xef) && marker != 0xfe)
        continue;
      coded = coded || marker == 0xda;
      *n_scans += marker == 0xda;
      at += (gsize)data[at] << 8 | data[at + 1];
    }
  return TRUE;
}

/* ITU T.81, B.2.2: the frame header begins with SOF0 to SOF15, of which DHT, JPG and DAC are
 * none; after its length there are one byte of precision, two of height, two of width and
 * the number of components. Returns: (nullable): ten bytes from its marker on */
static const guint8 *
find_frame (const guint8 *data, gsize length)
{
  gsize at = 2;

  while (at + 10 <= length && data[at] == 0xff)
    {
      guint8 marker = data[at + 1];

      if (marker == 0xff)
        {
          at++;
          continue;
        }
      if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8
          && marker != 0xcc)
        return data + at;
      at += 2 + ((gsize)data[at + 2] << 8 | data[at + 3]);
    }
  return NULL;
}

gboolean
bt_jpeg_is_cmyk (const guint8 *data, gsize length)
{
  const guint8 *frame = find_frame (data, length);

  return frame != NULL && frame[9] == 4;
}

gboolean
bt_jpeg_get_size (const guint8 *data, gsize length, guint *width, guint *height)
{
  const guint8 *frame = find_frame (data, length);

  if (frame == NULL)
    return FALSE;
  *height = (guint)frame[5] << 8 | frame[6];
  *width = (guint)frame[7] << 8 | frame[8];
  return *width > 0 && *height > 0;
}

/* PNG specification, 5.3: length, type, data, CRC; the last chunk is IEND. */
static gboolean
png_is_truncated (const guint8 *data, gsize length)
{
  gsize at = 8;

  while (at + 12 <= length)
    {
      guint32 size = read_u32 (data + at);

      if (size > length - at - 12)
        return TRUE;
      if (memcmp (data + at + 4, "IEND", 4) == 0)
        return FALSE;
      at += 12 + (gsize)size;
    }
  return TRUE;
}

gboolean
bt_is_truncated (BtPhotoKind kind, const guint8 *data, gsize length, guint *n_scans)
{
  guint none;

  if (n_scans == NULL)
    n_scans = &none;
  *n_scans = 0;
  switch (kind)
    {
    case BT_PHOTO_KIND_JPEG:
      return jpeg_is_truncated (data, length, n_scans);
    case BT_PHOTO_KIND_PNG:
      return png_is_truncated (data, length);
    case BT_PHOTO_KIND_WEBP:
      return length < 12 || read_le_u32 (data + 4) > length - 8;
    /* libheif refuses what is cut short. */
    case BT_PHOTO_KIND_HEIC:
    case BT_PHOTO_KIND_AVIF:
    case BT_PHOTO_KIND_NONE:
      return FALSE;
    }
  g_return_val_if_reached (FALSE);
}

/* ISO/IEC 14496-12, 4.2: size, type, contents. Returns: the contents of the first box of
 * @type in @data, after which *@data and *@length stand; FALSE at the end. */
static gboolean
next_box (const guint8 **data,
          gsize *length,
          const char **type,
          const guint8 **contents,
          gsize *contents_length)
{
  guint64 size;
  gsize header = 8;

  if (*length < 8)
    return FALSE;
  size = read_u32 (*data);
  *type = (const char *)*data + 4;
  if (size == 1)
    {
      if (*length < 16)
        return FALSE;
      size = (guint64)read_u32 (*data + 8) << 32 | read_u32 (*data + 12);
      header = 16;
    }
  else if (size == 0)
    size = *length;
  if (size < header || size > *length)
    return FALSE;
  *contents = *data + header;
  *contents_length = (gsize)size - header;
  *data += size;
  *length -= (gsize)size;
  return TRUE;
}

/* Looks for "ispe" (ISO/IEC 23008-12, 6.5.3) in meta, iprp, ipco. */
static gboolean
check_boxes (const guint8 *data, gsize length, guint depth, GError **error)
{
  const guint8 *contents;
  const char *type;
  gsize contents_length;

  while (next_box (&data, &length, &type, &contents, &contents_length))
    {
      gboolean ok = TRUE;

      if (memcmp (type, "ispe", 4) == 0 && contents_length >= 12)
        ok =
            bt_photo_check_size (read_u32 (contents + 4), read_u32 (contents + 8), error);
      else if (memcmp (type, "meta", 4) == 0 && contents_length >= 4 && depth < 4)
        ok = check_boxes (contents + 4, contents_length - 4, depth + 1, error);
      else if ((memcmp (type, "iprp", 4) == 0 || memcmp (type, "ipco", 4) == 0)
               && depth < 4)
        ok = check_boxes (contents, contents_length, depth + 1, error);
      if (!ok)
        return FALSE;
    }
  return TRUE;
}

/* WebP container specification, "Extended file format": chunks of four letters, a length in
 * little-endian order, and contents padded to an even length. */
GBytes *
bt_webp_get_profile (const guint8 *data, gsize length)
{
  gsize at = 12;

  while (at + 8 <= length)
    {
      guint32 size = read_le_u32 (data + at + 4);

      if (size > length - at - 8)
        break;
      if (memcmp (data + at, "ICCP", 4) == 0)
        return g_bytes_new (data + at + 8, size);
      at += 8 + (gsize)size + size % 2;
    }
  return NULL;
}

gboolean
bt_heif_check_size (const guint8 *data, gsize length, GError **error)
{
  return check_boxes (data, length, 0, error);
}

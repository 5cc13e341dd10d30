/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/worker/bt-blocks.h"

#include <string.h>

/* More is no metadata. */
#define MAX_EXTENDED (8u * 1024 * 1024)
#define MAX_INFLATED (8u * 1024 * 1024)

static guint16
read_u16 (const guint8 *data)
{
  return (guint16)(data[0] << 8 | data[1]);
}

static guint32
read_u32 (const guint8 *data)
{
  return (guint32)read_u16 (data) << 16 | read_u16 (data + 2);
}

void
bt_blocks_clear (BtBlocks *self)
{
  g_clear_pointer (&self->exif, g_bytes_unref);
  g_clear_pointer (&self->xmp, g_bytes_unref);
  g_clear_pointer (&self->xmp_more, g_bytes_unref);
  g_clear_pointer (&self->iim, g_bytes_unref);
}

static void
take (GBytes **place, const guint8 *data, gsize length)
{
  if (*place == NULL && length > 0)
    *place = g_bytes_new (data, length);
}

/* ---- JPEG ---- */

/* ITU T.81, B.1.1. Fill bytes may stand before a marker. */
gboolean
bt_jpeg_next (const guint8 *data, gsize length, gsize *at, BtJpegPart *part)
{
  gsize start = *at, mark = start, size;

  if (start >= length || data[start] != 0xff)
    return FALSE;
  while (mark < length && data[mark] == 0xff)
    mark++;
  if (mark + 3 > length)
    return FALSE;
  part->marker = data[mark];
  /* SOS, EOI, and what stands alone or nowhere. */
  if (part->marker < 0xc0 || (part->marker >= 0xd0 && part->marker <= 0xda))
    return FALSE;
  size = read_u16 (data + mark + 1);
  if (size < 2 || size > length - mark - 1)
    return FALSE;
  part->start = data + start;
  part->whole = mark + 1 + size - start;
  part->data = data + mark + 3;
  part->length = size - 2;
  *at = mark + 1 + size;
  return TRUE;
}

gboolean
bt_resource_next (const guint8 *data, gsize length, gsize *at, BtResource *resource)
{
  static const char *const signatures[] = { "8BIM", "PHUT", "DCSR", "AgHg", "MeSa" };
  gsize start = *at, name, head, size;
  gboolean known = FALSE;

  if (start > length || length - start < 12)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (signatures); i++)
    known = known || memcmp (data + start, signatures[i], 4) == 0;
  if (!known)
    return FALSE;
  resource->id = read_u16 (data + start + 4);
  name = 1 + (gsize)data[start + 6];
  head = 6 + name + name % 2;
  if (length - start < head + 4)
    return FALSE;
  size = read_u32 (data + start + head);
  head += 4;
  if (size > length - start - head)
    return FALSE;
  resource->start = data + start;
  resource->data = data + start + head;
  resource->length = size;
  /* The last one may lack its padding. */
  resource->whole = MIN (head + size + size % 2, length - start);
  *at = start + resource->whole;
  return TRUE;
}

static void
find_resources (const GByteArray *photoshop, BtBlocks *blocks)
{
  g_autoptr (GByteArray) iim = g_byte_array_new ();
  BtResource resource;
  gsize at = 0;

  while (bt_resource_next (photoshop->data, photoshop->len, &at, &resource))
    if (resource.id == 0x0404)
      g_byte_array_append (iim, resource.data, (guint)resource.length);
    else if (resource.id == 0x0425 && resource.length == sizeof blocks->digest)
      {
        memcpy (blocks->digest, resource.data, sizeof blocks->digest);
        blocks->has_digest = TRUE;
      }
  take (&blocks->iim, iim->data, iim->len);
}

/* XMP specification, part 3, 1.1.3.1: a GUID of 32 letters, the whole length, and where this
 * piece belongs. */
static void
add_extended (GByteArray *whole, char guid[33], gsize *filled, const BtJpegPart *part)
{
  const guint8 *at = part->data + sizeof BT_JPEG_XMP_MORE;
  gsize left = part->length - sizeof BT_JPEG_XMP_MORE;
  guint32 full, offset;

  if (left < 40)
    return;
  full = read_u32 (at + 32);
  offset = read_u32 (at + 36);
  if (full == 0 || full > MAX_EXTENDED)
    return;
  if (guid[0] == '\0')
    {
      memcpy (guid, at, 32);
      g_byte_array_set_size (whole, full);
      memset (whole->data, 0, full);
    }
  if (memcmp (guid, at, 32) != 0 || full != whole->len || offset > full
      || left - 40 > full - offset)
    return;
  memcpy (whole->data + offset, at + 40, left - 40);
  *filled += left - 40;
}

void
bt_jpeg_find_blocks (const guint8 *data, gsize length, BtBlocks *blocks)
{
  g_autoptr (GByteArray) photoshop = g_byte_array_new ();
  g_autoptr (GByteArray) more = g_byte_array_new ();
  char guid[33] = { 0 };
  gsize filled = 0, at = 2;
  BtJpegPart part;

  while (bt_jpeg_next (data, length, &at, &part))
    if (bt_jpeg_part_is (&part, 0xe1, BT_JPEG_EXIF))
      take (&blocks->exif, part.data + sizeof BT_JPEG_EXIF,
            part.length - sizeof BT_JPEG_EXIF);
    else if (bt_jpeg_part_is (&part, 0xe1, BT_JPEG_XMP))
      take (&blocks->xmp, part.data + sizeof BT_JPEG_XMP,
            part.length - sizeof BT_JPEG_XMP);
    else if (bt_jpeg_part_is (&part, 0xe1, BT_JPEG_XMP_MORE))
      add_extended (more, guid, &filled, &part);
    else if (bt_jpeg_part_is (&part, 0xed, BT_JPEG_PHOTOSHOP))
      g_byte_array_append (photoshop, part.data + sizeof BT_JPEG_PHOTOSHOP,
                           (guint)(part.length - sizeof BT_JPEG_PHOTOSHOP));
  find_resources (photoshop, blocks);
  if (more->len > 0 && filled == more->len)
    take (&blocks->xmp_more, more->data, more->len);
}

/* ---- PNG ---- */

/* PNG specification, 5.3: length, type, contents, CRC. */
gboolean
bt_png_next (const guint8 *data, gsize length, gsize *at, BtChunk *chunk)
{
  gsize start = *at, size;

  if (start > length || length - start < 12)
    return FALSE;
  size = read_u32 (data + start);
  if (size > length - start - 12)
    return FALSE;
  chunk->type = (const char *)data + start + 4;
  chunk->start = data + start;
  chunk->whole = size + 12;
  chunk->data = data + start + 8;
  chunk->length = size;
  *at = start + chunk->whole;
  return TRUE;
}

/* Returns: (transfer full) (nullable): never more than MAX_INFLATED */
static GBytes *
inflate (const guint8 *data, gsize length)
{
  g_autoptr (GConverter) zlib =
      G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
  g_autoptr (GByteArray) out = g_byte_array_new ();
  GConverterResult result = G_CONVERTER_CONVERTED;
  guint8 buffer[16384];

  while (result == G_CONVERTER_CONVERTED && out->len < MAX_INFLATED)
    {
      gsize read = 0, written = 0;

      result = g_converter_convert (zlib, data, length, buffer, sizeof buffer,
                                    G_CONVERTER_INPUT_AT_END, &read, &written, NULL);
      if (result == G_CONVERTER_ERROR || (read == 0 && written == 0))
        break;
      g_byte_array_append (out, buffer, (guint)written);
      data += read;
      length -= read;
    }
  if (result != G_CONVERTER_FINISHED)
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

/* iTXt: keyword, compression flag and method, language, translated keyword, text. */
static void
find_png_xmp (const BtChunk *chunk, BtBlocks *blocks)
{
  const guint8 *at = chunk->data, *end = chunk->data + chunk->length;
  gboolean packed;

  if (chunk->length < sizeof BT_PNG_XMP + 4
      || memcmp (at, BT_PNG_XMP, sizeof BT_PNG_XMP) != 0)
    return;
  at += sizeof BT_PNG_XMP;
  packed = at[0] != 0;
  at += 2;
  for (guint skip = 0; skip < 2 && at != NULL; skip++)
    {
      at = memchr (at, '\0', (gsize)(end - at));
      at = at != NULL ? at + 1 : NULL;
    }
  if (at == NULL || blocks->xmp != NULL)
    return;
  if (packed)
    blocks->xmp = inflate (at, (gsize)(end - at));
  else
    take (&blocks->xmp, at, (gsize)(end - at));
}

/* How ImageMagick and others keep metadata in PNG: "\\nexif\\n    1234\\n", then hexadecimal
 * digits in lines. Returns: (transfer full) (nullable): the bytes */
static GByteArray *
read_digits (const guint8 *text, gsize length)
{
  GByteArray *out = g_byte_array_new ();
  const guint8 *end = text + length;
  int high = -1;

  /* Behind the name and the length, which each end a line. */
  for (guint line = 0; line < 3 && text != NULL; line++)
    {
      text = memchr (text, '\n', (gsize)(end - text));
      text = text != NULL ? text + 1 : NULL;
    }
  for (; text != NULL && text < end; text++)
    {
      int digit = g_ascii_xdigit_value ((char)*text);

      if (digit < 0)
        continue;
      if (high >= 0)
        {
          guint8 byte = (guint8)(high << 4 | digit);

          g_byte_array_append (out, &byte, 1);
          high = -1;
        }
      else
        high = digit;
    }
  return out;
}

static void
take_raw_profile (const GByteArray *raw, BtBlocks *blocks)
{
  const guint8 *data = raw->data;
  gsize length = raw->len;

  if (length >= sizeof BT_JPEG_XMP && memcmp (data, BT_JPEG_XMP, sizeof BT_JPEG_XMP) == 0)
    take (&blocks->xmp, data + sizeof BT_JPEG_XMP, length - sizeof BT_JPEG_XMP);
  else if (length >= 6 && memcmp (data, BT_JPEG_EXIF, 6) == 0)
    take (&blocks->exif, data + 6, length - 6);
  else if (length >= 4
           && (memcmp (data, "MM\0*", 4) == 0 || memcmp (data, "II*\0", 4) == 0))
    take (&blocks->exif, data, length);
  else if (length >= 4 && memcmp (data, "8BIM", 4) == 0)
    find_resources (raw, blocks);
  else if (length >= 5 && data[0] == 0x1c)
    take (&blocks->iim, data, length);
  else if (length > 0 && memchr (data, '<', length) != NULL)
    take (&blocks->xmp, data, length);
}

static void
find_raw_profile (const BtChunk *chunk, BtBlocks *blocks)
{
  static const char *const names[] = { "exif", "APP1", "iptc", "8bim", "xmp" };
  gboolean packed = bt_chunk_is (chunk, "zTXt");
  gsize head = strlen (BT_PNG_RAW);
  const guint8 *at = chunk->data + head;

  if ((!packed && !bt_chunk_is (chunk, "tEXt")) || chunk->length <= head
      || memcmp (chunk->data, BT_PNG_RAW, head) != 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gsize name = strlen (names[i]) + 1, skip = name + packed;
      g_autoptr (GBytes) text = NULL;
      g_autoptr (GByteArray) raw = NULL;
      gsize length;

      if (chunk->length < head + skip || memcmp (at, names[i], name) != 0)
        continue;
      text = packed ? inflate (at + skip, chunk->length - head - skip)
                    : g_bytes_new (at + skip, chunk->length - head - skip);
      if (text == NULL)
        return;
      at = g_bytes_get_data (text, &length);
      raw = read_digits (at, length);
      take_raw_profile (raw, blocks);
      return;
    }
}

void
bt_png_find_blocks (const guint8 *data, gsize length, BtBlocks *blocks)
{
  gsize at = 8;
  BtChunk chunk;

  while (bt_png_next (data, length, &at, &chunk))
    if (bt_chunk_is (&chunk, "eXIf"))
      take (&blocks->exif, chunk.data, chunk.length);
    else if (bt_chunk_is (&chunk, "iTXt"))
      find_png_xmp (&chunk, blocks);
    else
      find_raw_profile (&chunk, blocks);
}

/* ---- WebP ---- */

/* WebP container specification: four letters, a length in little-endian order, contents
 * padded to an even length. */
gboolean
bt_webp_next (const guint8 *data, gsize length, gsize *at, BtChunk *chunk)
{
  gsize start = *at, size;

  if (start > length || length - start < 8)
    return FALSE;
  size = (gsize)data[start + 4] | (gsize)data[start + 5] << 8
         | (gsize)data[start + 6] << 16 | (gsize)data[start + 7] << 24;
  if (size > length - start - 8)
    return FALSE;
  chunk->type = (const char *)data + start;
  chunk->start = data + start;
  chunk->data = data + start + 8;
  chunk->length = size;
  chunk->whole = MIN (8 + size + size % 2, length - start);
  *at = start + chunk->whole;
  return TRUE;
}

void
bt_webp_find_blocks (const guint8 *data, gsize length, BtBlocks *blocks)
{
  gsize at = 12;
  BtChunk chunk;

  while (bt_webp_next (data, length, &at, &chunk))
    if (bt_chunk_is (&chunk, "EXIF"))
      {
        /* Some programs put JPEG's head before it. */
        gsize head = chunk.length >= 6 && memcmp (chunk.data, "Exif\0\0", 6) == 0 ? 6 : 0;

        take (&blocks->exif, chunk.data + head, chunk.length - head);
      }
    else if (bt_chunk_is (&chunk, "XMP "))
      take (&blocks->xmp, chunk.data, chunk.length);
}

void
bt_blocks_find (BtPhotoKind kind, const guint8 *data, gsize length, BtBlocks *blocks)
{
  switch (kind)
    {
    case BT_PHOTO_KIND_JPEG:
      bt_jpeg_find_blocks (data, length, blocks);
      return;
    case BT_PHOTO_KIND_PNG:
      bt_png_find_blocks (data, length, blocks);
      return;
    case BT_PHOTO_KIND_WEBP:
      bt_webp_find_blocks (data, length, blocks);
      return;
    case BT_PHOTO_KIND_HEIC:
    case BT_PHOTO_KIND_AVIF:
      bt_heif_find_blocks (data, length, blocks);
      return;
    case BT_PHOTO_KIND_NONE:
      return;
    }
  g_return_if_reached ();
}

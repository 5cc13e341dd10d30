/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/worker/bt-embed.h"

#include <string.h>

#define MAX_TEXT 32768

void
bt_embed_slice (GPtrArray *out, GBytes *bytes, const guint8 *start, gsize length)
{
  const guint8 *data = g_bytes_get_data (bytes, NULL);

  if (length > 0)
    g_ptr_array_add (out, g_bytes_new_from_bytes (bytes, (gsize)(start - data), length));
}

void
bt_embed_take (GPtrArray *out, GByteArray *array)
{
  g_ptr_array_add (out, g_byte_array_free_to_bytes (array));
}

/* ---- PNG ---- */

/* PNG specification, annex D. */
static guint32
crc (guint32 value, const guint8 *data, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      value ^= data[i];
      for (guint bit = 0; bit < 8; bit++)
        value = (value >> 1) ^ (value & 1 ? 0xedb88320 : 0);
    }
  return value;
}

static void
append_u32 (GByteArray *out, guint32 value)
{
  value = GUINT32_TO_BE (value);
  g_byte_array_append (out, (const guint8 *)&value, 4);
}

static void
append_png_chunk (GPtrArray *out, const char *type, const GByteArray *contents)
{
  GByteArray *chunk = g_byte_array_new ();

  append_u32 (chunk, contents->len);
  g_byte_array_append (chunk, (const guint8 *)type, 4);
  g_byte_array_append (chunk, contents->data, contents->len);
  append_u32 (chunk, ~crc (0xffffffff, chunk->data + 4, chunk->len - 4));
  bt_embed_take (out, chunk);
}

static void
append_png_xmp (GPtrArray *out, const char *packet)
{
  g_autoptr (GByteArray) contents = g_byte_array_new ();

  /* Not packed, no language, no translation of the keyword. */
  g_byte_array_append (contents, (const guint8 *)BT_PNG_XMP "\0\0\0\0\0",
                       sizeof BT_PNG_XMP + 4);
  g_byte_array_append (contents, (const guint8 *)packet, (guint)strlen (packet));
  append_png_chunk (out, "iTXt", contents);
}

/* Texts that say the same as our fields in another place: XMP, and what ImageMagick and the
 * PNG specification call it. */
static gboolean
is_png_caption (const BtChunk *chunk)
{
  static const char *const keywords[] = {
    BT_PNG_XMP, "Author", "Copyright", "Description", BT_PNG_RAW,
  };

  if (!bt_chunk_is (chunk, "iTXt") && !bt_chunk_is (chunk, "tEXt")
      && !bt_chunk_is (chunk, "zTXt"))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (keywords); i++)
    {
      gsize n = strlen (keywords[i]);

      if (chunk->length > n && memcmp (chunk->data, keywords[i], n) == 0
          && (chunk->data[n] == '\0' || keywords[i][n - 1] == ' '))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_png_needed (const BtChunk *chunk)
{
  static const char *const types[] = { "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM",
                                       "gAMA", "iCCP", "sBIT", "sRGB", "bKGD", "pHYs",
                                       "cICP", "acTL", "fcTL", "fdAT" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (bt_chunk_is (chunk, types[i]))
      return TRUE;
  return FALSE;
}

static guint32
read_u32 (const guint8 *data)
{
  return (guint32)data[0] << 24 | (guint32)data[1] << 16 | (guint32)data[2] << 8
         | data[3];
}

/* Behind the header come XMP and, where the file has it, EXIF. */
static void
append_png_metadata (GPtrArray *out,
                     const BtBlocks *blocks,
                     const BtPhotoInfo *fields,
                     gboolean clean,
                     const BtChunk *header)
{
  g_autofree char *rest = bt_xmp_keep (blocks->xmp, fields, clean);
  g_autofree char *packet = bt_xmp_build (fields, rest, NULL, MAX_TEXT);
  gboolean sized = header->length >= 8;

  append_png_xmp (out, packet);
  if (blocks->exif != NULL)
    {
      g_autoptr (GByteArray) exif =
          bt_exif_for (blocks, fields, clean, sized ? read_u32 (header->data) : 0,
                       sized ? read_u32 (header->data + 4) : 0, FALSE, G_MAXUINT32);

      append_png_chunk (out, "eXIf", exif);
    }
}

gboolean
bt_png_embed (GBytes *bytes,
              const BtBlocks *blocks,
              const BtPhotoInfo *fields,
              gboolean clean,
              GPtrArray *out,
              GError **error)
{
  gsize length, at = 8;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  gboolean written = FALSE;
  BtChunk chunk;

  bt_embed_slice (out, bytes, data, MIN (length, 8));
  while (bt_png_next (data, length, &at, &chunk))
    {
      if (bt_chunk_is (&chunk, "eXIf") || is_png_caption (&chunk)
          || (clean && !is_png_needed (&chunk)))
        continue;
      bt_embed_slice (out, bytes, chunk.start, chunk.whole);
      if (bt_chunk_is (&chunk, "IHDR") && !written)
        {
          append_png_metadata (out, blocks, fields, clean, &chunk);
          written = TRUE;
        }
      if (bt_chunk_is (&chunk, "IEND"))
        break;
    }
  if (!written)
    {
      g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_DAMAGED, "No head in the PNG");
      return FALSE;
    }
  /* A picture that is cut short stays as long as it is; what stands behind a whole one is none
   * of it. */
  if (at < length
      && (!clean || (length - at > 8 && memcmp (data + at + 4, "IDAT", 4) == 0)))
    bt_embed_slice (out, bytes, data + at, length - at);
  return TRUE;
}

/* ---- WebP ---- */

typedef struct
{
  guint width, height;
  gboolean alpha, has_profile, has_picture, extended;
  guint8 flags;
} WebP;

static guint32
read_le (const guint8 *data, guint n)
{
  guint32 value = 0;

  for (guint i = n; i > 0; i--)
    value = value << 8 | data[i - 1];
  return value;
}

/* RFC 6386, 9.1, and the lossless specification, 3: both know the size. */
static void
look_at_webp (const guint8 *data, gsize length, WebP *webp)
{
  BtChunk chunk;

  for (gsize at = 12; bt_webp_next (data, length, &at, &chunk);)
    if (bt_chunk_is (&chunk, "VP8X") && chunk.length >= 10)
      {
        webp->extended = TRUE;
        webp->flags = chunk.data[0];
        webp->width = read_le (chunk.data + 4, 3) + 1;
        webp->height = read_le (chunk.data + 7, 3) + 1;
      }
    else if (bt_chunk_is (&chunk, "ICCP"))
      webp->has_profile = TRUE;
    else if (bt_chunk_is (&chunk, "ANMF"))
      webp->has_picture = TRUE;
    else if (bt_chunk_is (&chunk, "VP8 ") && chunk.length >= 10)
      {
        webp->has_picture = TRUE;
        if (webp->extended)
          continue;
        webp->width = read_le (chunk.data + 6, 2) & 0x3fff;
        webp->height = read_le (chunk.data + 8, 2) & 0x3fff;
      }
    else if (bt_chunk_is (&chunk, "VP8L") && chunk.length >= 5)
      {
        guint32 bits = read_le (chunk.data + 1, 4);

        webp->has_picture = TRUE;
        if (webp->extended)
          continue;
        webp->width = (bits & 0x3fff) + 1;
        webp->height = (bits >> 14 & 0x3fff) + 1;
        webp->alpha = (bits >> 28 & 1) != 0;
      }
}

static void
append_webp_chunk (GPtrArray *out, const char *type, const void *contents, gsize length)
{
  GByteArray *chunk = g_byte_array_new ();
  guint32 size = GUINT32_TO_LE ((guint32)length);

  g_byte_array_append (chunk, (const guint8 *)type, 4);
  g_byte_array_append (chunk, (const guint8 *)&size, 4);
  g_byte_array_append (chunk, contents, (guint)length);
  if (length % 2 != 0)
    g_byte_array_append (chunk, (const guint8 *)"", 1);
  bt_embed_take (out, chunk);
}

/* WebP container specification, "Extended file format": bit 5 profile, 4 alpha, 3 EXIF, 2
 * XMP. */
static void
append_webp_header (GPtrArray *out, const WebP *webp)
{
  guint8 head[10] = { 0 };
  guint width = webp->width - 1, height = webp->height - 1;

  head[0] = (guint8)(webp->flags | 0x08 | 0x04 | (webp->has_profile ? 0x20 : 0)
                     | (webp->alpha ? 0x10 : 0));
  for (guint i = 0; i < 3; i++)
    {
      head[4 + i] = (guint8)(width >> 8 * i);
      head[7 + i] = (guint8)(height >> 8 * i);
    }
  append_webp_chunk (out, "VP8X", head, sizeof head);
}

static gboolean
is_webp_needed (const BtChunk *chunk)
{
  static const char *const types[] = { "ICCP", "ANIM", "ANMF", "ALPH", "VP8 ", "VP8L" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (bt_chunk_is (chunk, types[i]))
      return TRUE;
  return FALSE;
}

static void
put_riff_head (GPtrArray *out, guint place)
{
  guint8 head[12] = "RIFF\0\0\0\0WEBP";
  guint64 size = 4;
  guint32 little;

  for (guint i = place + 1; i < out->len; i++)
    size += g_bytes_get_size (g_ptr_array_index (out, i));
  little = GUINT32_TO_LE ((guint32)size);
  memcpy (head + 4, &little, 4);
  g_bytes_unref (g_ptr_array_index (out, place));
  g_ptr_array_index (out, place) = g_bytes_new (head, sizeof head);
}

gboolean
bt_webp_embed (GBytes *bytes,
               const BtBlocks *blocks,
               const BtPhotoInfo *fields,
               gboolean clean,
               GPtrArray *out,
               GError **error)
{
  gsize length, at = 12;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  guint place = out->len;
  WebP webp = { 0 };
  BtChunk chunk;

  look_at_webp (data, length, &webp);
  if (!webp.has_picture || webp.width == 0 || webp.height == 0)
    {
      g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_DAMAGED,
                   "No picture in the WebP");
      return FALSE;
    }
  g_ptr_array_add (out, g_bytes_new (NULL, 0)); /* the head, once all lengths are known */
  append_webp_header (out, &webp);
  while (bt_webp_next (data, length, &at, &chunk))
    {
      gboolean ours = bt_chunk_is (&chunk, "VP8X") || bt_chunk_is (&chunk, "EXIF")
                      || bt_chunk_is (&chunk, "XMP ");

      if (ours || (clean && !is_webp_needed (&chunk)))
        continue;
      bt_embed_slice (out, bytes, chunk.start, chunk.whole);
      if (chunk.whole % 2 != 0)
        g_ptr_array_add (out, g_bytes_new_static ("", 1));
    }
  {
    g_autoptr (GByteArray) exif = bt_exif_for (
        blocks, fields, clean, webp.width, webp.height, webp.has_profile, G_MAXUINT32);
    g_autofree char *rest = bt_xmp_keep (blocks->xmp, fields, clean);
    g_autofree char *packet = bt_xmp_build (fields, rest, NULL, MAX_TEXT);

    append_webp_chunk (out, "EXIF", exif->data, exif->len);
    append_webp_chunk (out, "XMP ", packet, strlen (packet));
  }
  put_riff_head (out, place);
  return TRUE;
}

/* ---- all of them ---- */

GPtrArray *
bt_embed (GBytes *bytes, const BtPhotoInfo *fields, gboolean clean, GError **error)
{
  g_autoptr (GPtrArray) out =
      g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  g_auto (BtBlocks) blocks = { 0 };
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  BtPhotoKind kind = bt_photo_kind_sniff (data, MIN (length, BT_PHOTO_SNIFF_BYTES));

  bt_blocks_find (kind, data, length, &blocks);
  switch (kind)
    {
    case BT_PHOTO_KIND_JPEG:
      bt_jpeg_embed (bytes, &blocks, fields, clean, out);
      break;
    case BT_PHOTO_KIND_PNG:
      if (!bt_png_embed (bytes, &blocks, fields, clean, out, error))
        return NULL;
      break;
    case BT_PHOTO_KIND_WEBP:
      if (!bt_webp_embed (bytes, &blocks, fields, clean, out, error))
        return NULL;
      break;
    case BT_PHOTO_KIND_HEIC:
    case BT_PHOTO_KIND_AVIF:
      g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_UNSUPPORTED,
                   "No metadata is written into HEIC and AVIF");
      return NULL;
    case BT_PHOTO_KIND_NONE:
      g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_KIND, "Not a picture");
      return NULL;
    }
  return g_steal_pointer (&out);
}

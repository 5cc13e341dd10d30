/* New metadata in a JPEG whose picture stays as it is.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/worker/bt-embed.h"

#include <string.h>

/* What one segment holds behind its head. */
#define MAX_EXIF (65533 - sizeof BT_JPEG_EXIF)

static gboolean
is_ours (const BtJpegPart *part)
{
  return bt_jpeg_part_is (part, 0xe1, BT_JPEG_EXIF)
         || bt_jpeg_part_is (part, 0xe1, BT_JPEG_XMP)
         || bt_jpeg_part_is (part, 0xe1, BT_JPEG_XMP_MORE)
         || bt_jpeg_part_is (part, 0xed, BT_JPEG_PHOTOSHOP);
}

/* What the picture needs to look the same: all that codes it, its profile, what Adobe says
 * about its inks. */
static gboolean
is_needed (const BtJpegPart *part)
{
  if (part->marker >= 0xe0 && part->marker <= 0xef)
    return bt_jpeg_part_is (part, 0xe0, "JFIF")
           || bt_jpeg_part_is (part, 0xe2, BT_JPEG_ICC)
           || (part->marker == 0xee && part->length >= 5
               && memcmp (part->data, "Adobe", 5) == 0);
  return part->marker != 0xfe;
}

/* ITU T.81, B.1.1.3 and B.2.1. Returns: where the picture ends, before what a telephone puts
 * behind it */
static gsize
find_end (const guint8 *data, gsize length, gsize at)
{
  while (at + 1 < length)
    {
      const guint8 *mark = memchr (data + at, 0xff, length - at - 1);
      guint8 marker;

      if (mark == NULL)
        return length;
      at = (gsize)(mark - data);
      marker = data[at + 1];
      if (marker == 0xd9)
        return at + 2;
      /* Between scans tables stand, whose bytes may look like a marker. */
      if ((marker == 0xc4 || marker == 0xda || marker == 0xdb || marker == 0xdd)
          && at + 3 < length)
        at += 2 + ((gsize)data[at + 2] << 8 | data[at + 3]);
      else
        at += marker == 0xff ? 1 : 2;
    }
  return length;
}

/* Photoshop's resources beside IIM and its digest, and beside copies of XMP and EXIF. */
static GByteArray *
other_resources (const GByteArray *photoshop)
{
  GByteArray *others = g_byte_array_new ();
  BtResource resource;

  for (gsize at = 0; bt_resource_next (photoshop->data, photoshop->len, &at, &resource);)
    if (resource.id != 0x0404 && resource.id != 0x0425 && resource.id != 0x0422
        && resource.id != 0x0423 && resource.id != 0x0424)
      {
        g_byte_array_append (others, resource.start, (guint)resource.whole);
        if (resource.whole % 2 != 0)
          g_byte_array_append (others, (const guint8 *)"", 1);
      }
  return others;
}

/* ---- pictures behind the picture ---- */

static void
put_u32 (guint8 *at, gboolean big, guint32 value)
{
  for (guint i = 0; i < 4; i++)
    at[i] = (guint8)(value >> (big ? 24 - 8 * i : 8 * i));
}

/* CIPA DC-007, 5.2.3.3: where the further pictures stand, counted from this segment's own
 * TIFF structure. They move by @delta when what lies between grows. */
static GByteArray *
shift_pictures (const BtJpegPart *part, gint64 delta)
{
  GByteArray *out = g_byte_array_new ();
  guint8 *tiff;
  gboolean big;
  gsize length;

  g_byte_array_append (out, part->start, (guint)part->whole);
  length = part->length - 4;
  tiff = out->data + (part->data - part->start) + 4;
  big = tiff[0] == 'M';
#define U16(at)                                                                          \
  ((guint)(big ? tiff[at] << 8 | tiff[(at) + 1] : tiff[(at) + 1] << 8 | tiff[at]))
#define U32(at)                                                                          \
  ((guint32)(big ? U16 (at) << 16 | U16 ((at) + 2) : U16 ((at) + 2) << 16 | U16 (at)))
  for (gsize at = length >= 10 ? U32 (4) : length, i = 0;
       at + 2 <= length && i < U16 (at) && at + 2 + 12 * (i + 1) <= length; i++)
    {
      gsize entry = at + 2 + 12 * i, list = U32 (entry + 8), size = U32 (entry + 4);

      if (U16 (entry) != 0xb002 || list > length || size > length - list)
        continue;
      for (gsize p = list; p + 16 <= list + size; p += 16)
        if (U32 (p + 8) != 0)
          put_u32 (tiff + p + 8, big, (guint32)(U32 (p + 8) + delta));
    }
#undef U32
#undef U16
  return out;
}

static gboolean
is_pictures (const BtJpegPart *part)
{
  return part->marker == 0xe2 && part->length >= 14
         && memcmp (part->data, "MPF\0", 4) == 0
         && (memcmp (part->data + 4, "MM\0*", 4) == 0
             || memcmp (part->data + 4, "II*\0", 4) == 0);
}

/* ---- the whole ---- */

typedef struct
{
  GByteArray *photoshop;
  guint width, height;
  gboolean has_profile;
  gsize dropped_after; /* bytes of our old segments behind the list of pictures */
} Look;

static void
look (const guint8 *data, gsize length, Look *self)
{
  gboolean behind = FALSE;
  BtJpegPart part;

  for (gsize at = 2; bt_jpeg_next (data, length, &at, &part);)
    {
      if (bt_jpeg_part_is (&part, 0xed, BT_JPEG_PHOTOSHOP))
        g_byte_array_append (self->photoshop, part.data + sizeof BT_JPEG_PHOTOSHOP,
                             (guint)(part.length - sizeof BT_JPEG_PHOTOSHOP));
      if (bt_jpeg_part_is (&part, 0xe2, BT_JPEG_ICC))
        self->has_profile = TRUE;
      if (part.marker >= 0xc0 && part.marker <= 0xcf && part.marker != 0xc4
          && part.marker != 0xc8 && part.marker != 0xcc && part.length >= 5)
        {
          self->height = (guint)(part.data[1] << 8 | part.data[2]);
          self->width = (guint)(part.data[3] << 8 | part.data[4]);
        }
      if (behind && is_ours (&part))
        self->dropped_after += part.whole;
      behind = behind || is_pictures (&part);
    }
}

static GByteArray *
build_segments (const BtBlocks *blocks,
                const BtPhotoInfo *fields,
                gboolean clean,
                const Look *seen)
{
  GByteArray *out = g_byte_array_new ();
  g_autoptr (GByteArray) exif = bt_exif_for (blocks, fields, clean, seen->width,
                                             seen->height, seen->has_profile, MAX_EXIF);
  g_autofree char *rest = bt_xmp_keep (blocks->xmp, fields, clean);
  g_autofree char *more = bt_xmp_keep (blocks->xmp_more, fields, clean);
  g_autoptr (GByteArray) others = clean ? NULL : other_resources (seen->photoshop);

  bt_segment_append (out, 0xe1, BT_JPEG_EXIF, sizeof BT_JPEG_EXIF, exif->data, exif->len);
  bt_xmp_append_segments (out, fields, rest, more);
  bt_iim_append_keeping (out, fields, clean ? NULL : blocks->iim, others);
  return out;
}

void
bt_jpeg_embed (GBytes *bytes,
               const BtBlocks *blocks,
               const BtPhotoInfo *fields,
               gboolean clean,
               GPtrArray *out)
{
  gsize length, at = 2, before;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  Look seen = { .photoshop = g_byte_array_new () };
  BtJpegPart part;

  look (data, length, &seen);
  bt_embed_slice (out, bytes, data, 2);
  /* The JFIF header must come first. */
  before = at;
  if (bt_jpeg_next (data, length, &at, &part) && bt_jpeg_part_is (&part, 0xe0, "JFIF"))
    bt_embed_slice (out, bytes, part.start, part.whole);
  else
    at = before;
  bt_embed_take (out, build_segments (blocks, fields, clean, &seen));
  while (bt_jpeg_next (data, length, &at, &part))
    if (is_ours (&part) || (clean && !is_needed (&part)))
      continue;
    else if (is_pictures (&part))
      bt_embed_take (out, shift_pictures (&part, -(gint64)seen.dropped_after));
    else
      bt_embed_slice (out, bytes, part.start, part.whole);
  bt_embed_slice (out, bytes, data + at,
                  (clean ? find_end (data, length, at) : length) - at);
  g_byte_array_unref (seen.photoshop);
}

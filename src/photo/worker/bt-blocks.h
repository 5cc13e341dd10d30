/* Where metadata stands in a file.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/bt-photo-private.h"

G_BEGIN_DECLS

/**
 * BtBlocks: what a file carries beside its picture; each %NULL when it has none.
 * @exif: a TIFF structure
 * @xmp: one packet
 * @xmp_more: extended XMP, put together; only when it is whole
 * @iim: datasets
 * @has_digest, @digest: what Photoshop noted of the datasets (8BIM 0x0425)
 */
typedef struct
{
  GBytes *exif;
  GBytes *xmp;
  GBytes *xmp_more;
  GBytes *iim;
  gboolean has_digest;
  guint8 digest[16];
} BtBlocks;

void bt_blocks_clear (BtBlocks *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BtBlocks, bt_blocks_clear)

/** bt_blocks_find: damage ends the search; what was found stays. */
void
bt_blocks_find (BtPhotoKind kind, const guint8 *data, gsize length, BtBlocks *blocks);

/** The same for one kind each. */
void bt_jpeg_find_blocks (const guint8 *data, gsize length, BtBlocks *blocks);
void bt_png_find_blocks (const guint8 *data, gsize length, BtBlocks *blocks);
void bt_webp_find_blocks (const guint8 *data, gsize length, BtBlocks *blocks);
void bt_heif_find_blocks (const guint8 *data, gsize length, BtBlocks *blocks);

/**
 * BtJpegPart: a segment, or the rest of the file.
 * @marker: 0xe1 and so on
 * @start, @whole: from its 0xff to its end
 * @data, @length: its contents, behind marker and length
 */
typedef struct
{
  guint8 marker;
  const guint8 *start;
  gsize whole;
  const guint8 *data;
  gsize length;
} BtJpegPart;

/** bt_jpeg_next: the segment at *@at, behind which *@at then stands; 2 is where to begin.
 * Returns: FALSE at the first scan, at the end and at damage; *@at stays there */
gboolean bt_jpeg_next (const guint8 *data, gsize length, gsize *at, BtJpegPart *part);

/** Heads of segments, with their final NUL. */
#define BT_JPEG_EXIF "Exif\0"
#define BT_JPEG_XMP "http://ns.adobe.com/xap/1.0/"
#define BT_JPEG_XMP_MORE "http://ns.adobe.com/xmp/extension/"
#define BT_JPEG_PHOTOSHOP "Photoshop 3.0"
#define BT_JPEG_ICC "ICC_PROFILE"
/** bt_jpeg_part_is: a macro; @head is one of the literals above */
#define bt_jpeg_part_is(part, m, head)                                                   \
  ((part)->marker == (m) && (part)->length >= sizeof (head)                              \
   && memcmp ((part)->data, head, sizeof (head)) == 0)

/**
 * BtResource: one of Photoshop's image resources.
 * @start, @whole: from its signature to its end with the padding
 */
typedef struct
{
  guint16 id;
  const guint8 *start;
  gsize whole;
  const guint8 *data;
  gsize length;
} BtResource;

/** bt_resource_next: the resource at *@at. Returns: FALSE at the end and at damage. Source:
 * Adobe Photoshop File Formats, "Image Resource Blocks". */
gboolean
bt_resource_next (const guint8 *data, gsize length, gsize *at, BtResource *resource);

/**
 * BtChunk: of PNG or of WebP.
 * @type: four letters, not ended by NUL
 * @start, @whole: with all that belongs to it
 */
typedef struct
{
  const char *type;
  const guint8 *start;
  gsize whole;
  const guint8 *data;
  gsize length;
} BtChunk;

/** bt_png_next: 8 is where to begin. bt_webp_next: 12 is. Returns: FALSE at the end and at
 * damage */
gboolean bt_png_next (const guint8 *data, gsize length, gsize *at, BtChunk *chunk);
gboolean bt_webp_next (const guint8 *data, gsize length, gsize *at, BtChunk *chunk);
#define bt_chunk_is(chunk, letters) (memcmp ((chunk)->type, letters, 4) == 0)

#define BT_PNG_XMP "XML:com.adobe.xmp"
#define BT_PNG_RAW "Raw profile type "

G_END_DECLS

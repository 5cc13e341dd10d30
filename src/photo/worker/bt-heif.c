/* HEIC and AVIF: where their metadata stands. Source: ISO/IEC 14496-12, 8.11 (meta, iinf,
 * iloc, idat) and 23008-12, annex A.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/worker/bt-blocks.h"

#include <string.h>

/* A phone's picture has some dozens of items. */
#define MAX_ITEMS 4096
#define MAX_ITEM_BYTES (8u * 1024 * 1024)

/* Bytes that are read one after the other; reading beyond the end gives 0 and is noted. */
typedef struct
{
  const guint8 *at;
  gsize left;
  gboolean failed;
} Reader;

typedef struct
{
  const guint8 *file;
  gsize file_length;
  Reader iinf, iloc, idat;
  guint32 exif_item, xmp_item;
  gboolean has_exif, has_xmp;
} Meta;

static guint64
take_number (Reader *reader, guint bytes)
{
  guint64 value = 0;

  if (reader->left < bytes)
    {
      reader->failed = TRUE;
      reader->left = 0;
      return 0;
    }
  for (guint i = 0; i < bytes; i++)
    value = value << 8 | reader->at[i];
  reader->at += bytes;
  reader->left -= bytes;
  return value;
}

/* Returns: whether there is one more box; @contents gets what is in it */
static gboolean
next_box (Reader *reader, char type[4], Reader *contents)
{
  guint64 size;
  gsize header = 8;

  if (reader->left < 8)
    return FALSE;
  size = take_number (reader, 4);
  memcpy (type, reader->at, 4);
  take_number (reader, 4);
  if (size == 1)
    {
      size = take_number (reader, 8);
      header = 16;
    }
  else if (size == 0)
    size = reader->left + header;
  if (reader->failed || size < header || size - header > reader->left)
    return FALSE;
  *contents = (Reader){ reader->at, (gsize)size - header, FALSE };
  reader->at += contents->left;
  reader->left -= contents->left;
  return TRUE;
}

/* infe, versions 2 and 3: the item's number, its protection, its type, its name; a "mime"
 * has its media type then. */
static void
read_entry (Meta *meta, Reader infe)
{
  guint version = (guint)(take_number (&infe, 4) >> 24);
  guint32 item;
  const guint8 *type, *name_end;

  if (version < 2)
    return;
  item = (guint32)take_number (&infe, version == 2 ? 2 : 4);
  take_number (&infe, 2);
  if (infe.failed || infe.left < 4)
    return;
  type = infe.at;
  take_number (&infe, 4);
  if (memcmp (type, "Exif", 4) == 0 && !meta->has_exif)
    {
      meta->exif_item = item;
      meta->has_exif = TRUE;
    }
  name_end = memchr (infe.at, '\0', infe.left);
  if (memcmp (type, "mime", 4) != 0 || name_end == NULL || meta->has_xmp)
    return;
  infe.left -= (gsize)(name_end + 1 - infe.at);
  infe.at = name_end + 1;
  if (infe.left >= strlen ("application/rdf+xml")
      && memcmp (infe.at, "application/rdf+xml", strlen ("application/rdf+xml")) == 0)
    {
      meta->xmp_item = item;
      meta->has_xmp = TRUE;
    }
}

static void
read_entries (Meta *meta)
{
  guint version = (guint)(take_number (&meta->iinf, 4) >> 24);
  Reader infe;
  char type[4];

  take_number (&meta->iinf, version == 0 ? 2 : 4);
  for (guint i = 0; i < MAX_ITEMS && next_box (&meta->iinf, type, &infe); i++)
    if (memcmp (type, "infe", 4) == 0)
      read_entry (meta, infe);
}

/* Appends the piece at @offset of what @method names: 0 the file, 1 idat. */
static gboolean
append_extent (const Meta *meta,
               guint method,
               guint64 offset,
               guint64 length,
               GByteArray *out)
{
  const guint8 *data = method == 0 ? meta->file : meta->idat.at;
  gsize full = method == 0 ? meta->file_length : meta->idat.left;

  if (method > 1 || offset > full)
    return FALSE;
  if (length == 0)
    length = full - offset;
  if (length > full - offset || length > MAX_ITEM_BYTES - out->len)
    return FALSE;
  g_byte_array_append (out, data + offset, (guint)length);
  return TRUE;
}

/* iloc: sizes of the numbers, then each item with its extents. */
static GBytes *
read_item (const Meta *meta, guint32 wanted)
{
  Reader iloc = meta->iloc;
  guint version = (guint)(take_number (&iloc, 4) >> 24);
  guint sizes = (guint)take_number (&iloc, 2);
  guint offset_size = sizes >> 12, length_size = sizes >> 8 & 15;
  guint base_size = sizes >> 4 & 15;
  guint index_size = version > 0 ? sizes & 15 : 0;
  guint64 n_items = take_number (&iloc, version < 2 ? 2 : 4);

  if (version > 2
      || MAX (MAX (offset_size, length_size), MAX (base_size, index_size)) > 8)
    return NULL;
  for (guint64 i = 0; i < MIN (n_items, MAX_ITEMS) && !iloc.failed; i++)
    {
      guint32 item = (guint32)take_number (&iloc, version < 2 ? 2 : 4);
      guint method = version > 0 ? (guint)take_number (&iloc, 2) & 15 : 0;
      guint64 base = (take_number (&iloc, 2), take_number (&iloc, base_size));
      guint n_extents = (guint)take_number (&iloc, 2);
      g_autoptr (GByteArray) out = g_byte_array_new ();
      gboolean ok = TRUE;

      if (index_size + offset_size + length_size == 0)
        n_extents = MIN (n_extents, 1); /* no bytes end this loop */
      for (guint e = 0; e < n_extents && !iloc.failed; e++)
        {
          guint64 offset =
              (take_number (&iloc, index_size), take_number (&iloc, offset_size));
          guint64 length = take_number (&iloc, length_size);

          if (item == wanted)
            ok = ok && !iloc.failed && offset <= G_MAXUINT64 - base
                 && append_extent (meta, method, base + offset, length, out);
        }
      if (item == wanted)
        return ok && !iloc.failed && out->len > 0
                   ? g_byte_array_free_to_bytes (g_steal_pointer (&out))
                   : NULL;
    }
  return NULL;
}

/* An "Exif" item begins with where, behind these four bytes, the TIFF structure begins. */
static GBytes *
strip_exif_head (GBytes *item)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (item, &length);
  Reader reader = { data, length, FALSE };
  guint64 skip = take_number (&reader, 4);

  if (reader.failed || skip >= reader.left)
    return NULL;
  return g_bytes_new (reader.at + skip, reader.left - (gsize)skip);
}

static void
read_meta (Meta *meta, Reader boxes, BtBlocks *blocks)
{
  Reader contents;
  char type[4];

  take_number (&boxes, 4);
  while (next_box (&boxes, type, &contents))
    if (memcmp (type, "iinf", 4) == 0)
      meta->iinf = contents;
    else if (memcmp (type, "iloc", 4) == 0)
      meta->iloc = contents;
    else if (memcmp (type, "idat", 4) == 0)
      meta->idat = contents;
  if (meta->iinf.at == NULL || meta->iloc.at == NULL)
    return;
  read_entries (meta);
  if (meta->has_exif)
    {
      g_autoptr (GBytes) item = read_item (meta, meta->exif_item);

      blocks->exif = item != NULL ? strip_exif_head (item) : NULL;
    }
  if (meta->has_xmp)
    blocks->xmp = read_item (meta, meta->xmp_item);
}

void
bt_heif_find_blocks (const guint8 *data, gsize length, BtBlocks *blocks)
{
  Reader boxes = { data, length, FALSE };
  Meta meta = { .file = data, .file_length = length };
  Reader contents;
  char type[4];

  while (next_box (&boxes, type, &contents))
    if (memcmp (type, "meta", 4) == 0)
      {
        read_meta (&meta, contents, blocks);
        return;
      }
}

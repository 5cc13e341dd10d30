/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/worker/bt-tiff.h"

#include <string.h>

/* Some cameras write signed numbers where others have none. */
enum
{
  TYPE_SIGNED_BYTE = 6,
  TYPE_SIGNED_SHORT = 8,
  TYPE_SIGNED_LONG = 9,
  TYPE_SIGNED_RATIONAL = 10,
};

/* No camera writes more into one directory. */
#define MAX_ENTRIES 1000

guint16
bt_tiff_u16 (const BtTiff *self, gsize at)
{
  const guint8 *data = self->data + at;

  g_return_val_if_fail (at + 2 <= self->length, 0);

  return (guint16)(self->big ? data[0] << 8 | data[1] : data[1] << 8 | data[0]);
}

guint32
bt_tiff_u32 (const BtTiff *self, gsize at)
{
  guint32 first, second;

  g_return_val_if_fail (at + 4 <= self->length, 0);

  first = bt_tiff_u16 (self, at);
  second = bt_tiff_u16 (self, at + 2);
  return self->big ? first << 16 | second : second << 16 | first;
}

gboolean
bt_tiff_open (BtTiff *self, const guint8 *data, gsize length)
{
  self->data = data;
  self->length = length;
  if (length < 14)
    return FALSE;
  self->big = memcmp (data, "MM\0*", 4) == 0;
  return self->big || memcmp (data, "II*\0", 4) == 0;
}

static gboolean
holds_directory (const BtTiff *self, gsize at)
{
  return at >= 8 && at + 2 <= self->length
         && at + 2 + 12 * (gsize)bt_tiff_u16 (self, at) <= self->length;
}

gsize
bt_tiff_main (const BtTiff *self)
{
  gsize at = bt_tiff_u32 (self, 4);

  return holds_directory (self, at) ? at : 0;
}

guint
bt_tiff_count (const BtTiff *self, gsize directory)
{
  return directory != 0 && holds_directory (self, directory)
             ? MIN (bt_tiff_u16 (self, directory), MAX_ENTRIES)
             : 0;
}

static gsize
type_size (guint16 type)
{
  static const guint8 sizes[] = { 0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4 };

  if (type == BT_TIFF_UTF8)
    return 1;
  return type < G_N_ELEMENTS (sizes) ? sizes[type] : 0;
}

gboolean
bt_tiff_entry (const BtTiff *self, gsize directory, guint i, BtTiffEntry *entry)
{
  gsize at = directory + 2 + 12 * (gsize)i;

  g_return_val_if_fail (at + 12 <= self->length, FALSE);

  entry->at = at;
  entry->tag = bt_tiff_u16 (self, at);
  entry->type = bt_tiff_u16 (self, at + 2);
  entry->count = bt_tiff_u32 (self, at + 4);
  entry->size = type_size (entry->type) * (gsize)entry->count;
  entry->value_at = entry->size <= 4 ? at + 8 : bt_tiff_u32 (self, at + 8);
  return entry->size > 0 && entry->value_at <= self->length
         && entry->size <= self->length - entry->value_at;
}

gboolean
bt_tiff_find (const BtTiff *self, gsize directory, guint16 tag, BtTiffEntry *entry)
{
  guint count = bt_tiff_count (self, directory);

  for (guint i = 0; i < count; i++)
    if (bt_tiff_entry (self, directory, i, entry) && entry->tag == tag)
      return TRUE;
  return FALSE;
}

guint32
bt_tiff_number (const BtTiff *self, const BtTiffEntry *entry)
{
  switch (entry->type)
    {
    case BT_TIFF_BYTE:
    case TYPE_SIGNED_BYTE:
      return self->data[entry->value_at];
    case BT_TIFF_SHORT:
    case TYPE_SIGNED_SHORT:
      return bt_tiff_u16 (self, entry->value_at);
    case BT_TIFF_LONG:
    case TYPE_SIGNED_LONG:
      return bt_tiff_u32 (self, entry->value_at);
    default:
      return 0;
    }
}

gboolean
bt_tiff_rational (const BtTiff *self,
                  const BtTiffEntry *entry,
                  guint32 *numerator,
                  guint32 *denominator)
{
  if (entry->type != BT_TIFF_RATIONAL && entry->type != TYPE_SIGNED_RATIONAL)
    return FALSE;
  *numerator = bt_tiff_u32 (self, entry->value_at);
  *denominator = bt_tiff_u32 (self, entry->value_at + 4);
  return *denominator != 0
         && (entry->type == BT_TIFF_RATIONAL
             || (*numerator <= G_MAXINT32 && *denominator <= G_MAXINT32));
}

gsize
bt_tiff_sub (const BtTiff *self, gsize directory, guint16 tag)
{
  BtTiffEntry entry;
  gsize at;

  if (!bt_tiff_find (self, directory, tag, &entry))
    return 0;
  at = bt_tiff_number (self, &entry);
  return holds_directory (self, at) ? at : 0;
}

/* TIFF 6.0 as EXIF uses it: directories of tags.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Types of values. Source: TIFF 6.0, section 2; EXIF 3.0 for UTF-8. */
enum
{
  BT_TIFF_BYTE = 1,
  BT_TIFF_ASCII = 2,
  BT_TIFF_SHORT = 3,
  BT_TIFF_LONG = 4,
  BT_TIFF_RATIONAL = 5,
  BT_TIFF_UNDEFINED = 7,
  BT_TIFF_UTF8 = 129,
};

/** Tags that are read or written. Source: EXIF 2.32. */
enum
{
  BT_TAG_DESCRIPTION = 0x010e,
  BT_TAG_MAKE = 0x010f,
  BT_TAG_MODEL = 0x0110,
  BT_TAG_ORIENTATION = 0x0112,
  BT_TAG_X_RESOLUTION = 0x011a,
  BT_TAG_Y_RESOLUTION = 0x011b,
  BT_TAG_RESOLUTION_UNIT = 0x0128,
  BT_TAG_ARTIST = 0x013b,
  BT_TAG_YCBCR_POSITIONING = 0x0213,
  BT_TAG_COPYRIGHT = 0x8298,
  BT_TAG_EXPOSURE_TIME = 0x829a,
  BT_TAG_F_NUMBER = 0x829d,
  BT_TAG_EXIF = 0x8769,
  BT_TAG_ISO = 0x8827,
  BT_TAG_VERSION = 0x9000,
  BT_TAG_DATE_ORIGINAL = 0x9003,
  BT_TAG_OFFSET_ORIGINAL = 0x9011,
  BT_TAG_COMPONENTS = 0x9101,
  BT_TAG_FOCAL_LENGTH = 0x920a,
  BT_TAG_SUBSEC_ORIGINAL = 0x9291,
  BT_TAG_FLASHPIX = 0xa000,
  BT_TAG_COLOR_SPACE = 0xa001,
  BT_TAG_WIDTH = 0xa002,
  BT_TAG_HEIGHT = 0xa003,
  BT_TAG_INTEROP = 0xa005,
  BT_TAG_LENS_MODEL = 0xa434,
};

/** BtTiff: @big: numbers in big-endian order */
typedef struct
{
  const guint8 *data;
  gsize length;
  gboolean big;
} BtTiff;

/**
 * BtTiffEntry:
 * @at: where its twelve bytes stand
 * @value_at, @size: where its value stands, and its bytes; within the data
 */
typedef struct
{
  guint16 tag;
  guint16 type;
  guint32 count;
  gsize at;
  gsize value_at;
  gsize size;
} BtTiffEntry;

gboolean bt_tiff_open (BtTiff *self, const guint8 *data, gsize length);
guint16 bt_tiff_u16 (const BtTiff *self, gsize at);
guint32 bt_tiff_u32 (const BtTiff *self, gsize at);
/** bt_tiff_main: Returns: where the first directory stands, or 0 */
gsize bt_tiff_main (const BtTiff *self);
/** bt_tiff_sub: Returns: where the directory stands that @tag of @directory points to, or 0
 */
gsize bt_tiff_sub (const BtTiff *self, gsize directory, guint16 tag);
/** bt_tiff_count: Returns: how many entries a directory has, all of them within the data */
guint bt_tiff_count (const BtTiff *self, gsize directory);
/** bt_tiff_entry: the entry number @i. Returns: FALSE when its value is not in the data */
gboolean bt_tiff_entry (const BtTiff *self, gsize directory, guint i, BtTiffEntry *entry);
gboolean
bt_tiff_find (const BtTiff *self, gsize directory, guint16 tag, BtTiffEntry *entry);
/** bt_tiff_number: Returns: the first number of a BYTE, SHORT or LONG; 0 for others */
guint32 bt_tiff_number (const BtTiff *self, const BtTiffEntry *entry);
/** bt_tiff_rational: FALSE when it is none, or its denominator is 0 */
gboolean bt_tiff_rational (const BtTiff *self,
                           const BtTiffEntry *entry,
                           guint32 *numerator,
                           guint32 *denominator);

G_END_DECLS

/* Metadata in and out.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/bt-photo-homes.h"
#include "photo/bt-photo-private.h"

G_BEGIN_DECLS

/**
 * BtTechnical: what metadata says about the pixels.
 * @orientation: EXIF's, 1 to 8, or 0
 * @adobe_rgb: the camera wrote Adobe RGB without a profile (DCF 2.0, "R03")
 */
typedef struct
{
  guint orientation;
  gboolean adobe_rgb;
} BtTechnical;

/** bt_metadata_read: what @bytes say, first XMP, then IIM, then EXIF; damaged metadata
 * says nothing.
 * @info: (nullable): gets the fields, and what the camera says */
void bt_metadata_read (GBytes *bytes, BtPhotoInfo *info, BtTechnical *technical);

/** bt_metadata_read_homes: Returns: (transfer full): what each home says */
BtPhotoHomes *bt_metadata_read_homes (GBytes *bytes);

/** The parts of it. */
void bt_iim_read (GBytes *iim, BtPhotoHomes *homes);
void bt_exif_read (GBytes *exif, BtPhotoHomes *homes);
void bt_exif_read_technical (GBytes *exif, BtPhotoInfo *info, BtTechnical *technical);
/** bt_iim_field: Returns: the #BtPhotoField of a dataset in record 2, or
 * %BT_N_PHOTO_FIELDS */
guint bt_iim_field (guint8 dataset);

/** bt_metadata_build: the segments APP1 (EXIF), APP1 (XMP) and APP13 (IIM) for a JPEG of
 * @width × @height that is upright and in sRGB. Only what is set in @info is in them.
 * Returns: (transfer full): to be put after the JFIF header */
GByteArray *bt_metadata_build (const BtPhotoInfo *info, guint width, guint height);

/** The parts of it; each appends one segment. Texts that are too long for their place are
 * cut at a character. */
void bt_exif_append (GByteArray *out, const BtPhotoInfo *info, guint width, guint height);
void bt_xmp_append (GByteArray *out, const BtPhotoInfo *info);
void bt_iim_append (GByteArray *out, const BtPhotoInfo *info);

/** bt_segment_append: a marker, its length and its contents; FALSE when they are too
 * long. */
gboolean bt_segment_append (GByteArray *out,
                            guint8 marker,
                            const char *head,
                            gsize head_length,
                            const guint8 *data,
                            gsize length);
/** bt_text_cut: Returns: how many bytes of @text are at most @max and whole characters, with
 * all marks that belong to them */
gsize bt_text_cut (const char *text, gsize max);

/**
 * BtDate: a date as far as it is known.
 * @year, @month, @day: 0 where unknown
 * @has_time, @hour, @minute, @second: the time of day
 * @offset: "+07:00", or "" when unknown
 */
typedef struct
{
  int year, month, day;
  gboolean has_time;
  int hour, minute, second;
  char offset[7];
} BtDate;

/** bt_date_parse: ISO 8601 as XMP has it ("2017", "2017-12", "2017-12-28",
 * "2017-12-28T11:09:00.5+07:00") and EXIF's "2017:12:28 11:09:00". Returns: whether it is
 * a possible date */
gboolean bt_date_parse (const char *text, BtDate *date);
/** bt_date_format: Returns: (transfer full): ISO 8601, as far as known */
char *bt_date_format (const BtDate *date);

G_END_DECLS

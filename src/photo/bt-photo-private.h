/* What the parts of the photo room share: kinds of file, and error names between the
 * program and its worker.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/bt-photo-edit.h"
#include "photo/bt-photo-watermark.h"

G_BEGIN_DECLS

/** The kinds of picture that are let in, decided by the first bytes and never by the
 * name. */
typedef enum
{
  BT_PHOTO_KIND_NONE,
  BT_PHOTO_KIND_JPEG,
  BT_PHOTO_KIND_PNG,
  BT_PHOTO_KIND_WEBP,
  BT_PHOTO_KIND_HEIC,
  BT_PHOTO_KIND_AVIF,
} BtPhotoKind;

/** This many first bytes are enough for bt_photo_kind_sniff(). */
#define BT_PHOTO_SNIFF_BYTES 512

BtPhotoKind bt_photo_kind_sniff (const guint8 *data, gsize length);
/** bt_photo_kind_to_mime: (nullable): %NULL for %BT_PHOTO_KIND_NONE */
const char *bt_photo_kind_to_mime (BtPhotoKind kind);

/** The worker's last argument when it shall not look at the metadata. */
#define BT_PHOTO_WITHOUT_METADATA "--without-metadata"

/** bt_photo_error_to_json: Returns: (transfer full): a #BtPhotoError as the worker answers
 * with it */
char *bt_photo_error_to_json (const GError *error);
/** bt_photo_error_from_json: Returns: whether @json names a #BtPhotoError, which @error
 * then has */
gboolean bt_photo_error_from_json (const char *json, GError **error);

/** bt_photo_check_size: whether a picture of this size is decoded; if not,
 * %BT_PHOTO_ERROR_TOO_LARGE or, without any pixel, %BT_PHOTO_ERROR_DAMAGED */
gboolean bt_photo_check_size (guint64 width, guint64 height, GError **error);

/** bt_photo_fields_to_json: Returns: (transfer full): only the fields, one JSON object,
 * the same for equal fields */
char *bt_photo_fields_to_json (const BtPhotoInfo *self);

/** The smallest side of a crop or an area, in fractions, and how far a crop's corner can be
 * from the frame: each end of a levelled panorama lies some heights above or below it. */
#define BT_CROP_SMALLEST 1e-6
#define BT_CROP_REACH 8.0

/** bt_photo_edit_tidied: Returns: (transfer full): the same edit in the one form in which it
 * is kept: every number in its range and rounded, no area outside the picture */
BtPhotoEdit *bt_photo_edit_tidied (const BtPhotoEdit *self);

/** bt_watermark_to_text: Returns: (transfer full): all but the path, in one word, for the
 * worker */
char *bt_watermark_to_text (const BtWatermark *self);
/** bt_watermark_parse: the other way; leaves the path alone. */
gboolean bt_watermark_parse (const char *text, BtWatermark *self);

G_END_DECLS

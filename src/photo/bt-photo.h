/* Photos: what is in a file, and the errors of this room.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * BtPhotoError:
 * @BT_PHOTO_ERROR_READ: the file cannot be read (the message is the system's)
 * @BT_PHOTO_ERROR_KIND: not JPEG, PNG, WebP, HEIC or AVIF
 * @BT_PHOTO_ERROR_TOO_LARGE: more pixels, a longer side or more bytes than this program
 * decodes
 * @BT_PHOTO_ERROR_DAMAGED: the picture cannot be decoded
 * @BT_PHOTO_ERROR_LIMIT: decoding took more memory or time than one photo may
 * @BT_PHOTO_ERROR_NO_SPACE: the disk is full
 * @BT_PHOTO_ERROR_WRITE: the copy, rendition or metadata could not be written
 * @BT_PHOTO_ERROR_MISSING: no photo of this hash is kept here, or its file is gone
 * @BT_PHOTO_ERROR_CHANGED: the kept bytes no longer match their hash
 * @BT_PHOTO_ERROR_WORKER: the decoding process could not be started
 * @BT_PHOTO_ERROR_EXISTS: there is a file of that name already, and it was not to be
 * replaced
 * @BT_PHOTO_ERROR_UNSUPPORTED: metadata cannot be written into a file of this kind (HEIC,
 * AVIF); export it as JPEG
 * @BT_PHOTO_ERROR_WATERMARK: the newsroom's mark is not there, or is no PNG that can be used
 */
typedef enum
{
  BT_PHOTO_ERROR_READ,
  BT_PHOTO_ERROR_KIND,
  BT_PHOTO_ERROR_TOO_LARGE,
  BT_PHOTO_ERROR_DAMAGED,
  BT_PHOTO_ERROR_LIMIT,
  BT_PHOTO_ERROR_NO_SPACE,
  BT_PHOTO_ERROR_WRITE,
  BT_PHOTO_ERROR_MISSING,
  BT_PHOTO_ERROR_CHANGED,
  BT_PHOTO_ERROR_WORKER,
  BT_PHOTO_ERROR_EXISTS,
  BT_PHOTO_ERROR_UNSUPPORTED,
  BT_PHOTO_ERROR_WATERMARK,
} BtPhotoError;

#define BT_PHOTO_ERROR (bt_photo_error_quark ())
GQuark bt_photo_error_quark (void);

/** The most pixels, and the longest side, that are decoded. Source: photos.md, h
 * (measured). */
#define BT_PHOTO_MAX_PIXELS (150u * 1000 * 1000)
#define BT_PHOTO_MAX_SIDE 65500u
/** No file is larger: 200 MiB. */
#define BT_PHOTO_MAX_BYTES (200u * 1024 * 1024)

/**
 * BtPhotoField: the metadata that newsrooms use, by IPTC's names.
 * All are NFC text, trimmed. DATE_CREATED is ISO 8601 as far as known
 * ("2017-12-28T11:09:00", with an offset when the file has one). KEYWORDS and CREATOR are
 * lists: their values are joined by "; ", see bt_photo_values_join().
 */
typedef enum
{
  BT_PHOTO_CAPTION,
  BT_PHOTO_HEADLINE,
  BT_PHOTO_ALT,
  BT_PHOTO_CREATOR,
  BT_PHOTO_CREDIT,
  BT_PHOTO_SOURCE,
  BT_PHOTO_COPYRIGHT,
  BT_PHOTO_DATE_CREATED,
  BT_PHOTO_SUBLOCATION,
  BT_PHOTO_CITY,
  BT_PHOTO_PROVINCE,
  BT_PHOTO_COUNTRY,
  BT_PHOTO_KEYWORDS,
  BT_PHOTO_INSTRUCTIONS,
  BT_PHOTO_CAPTION_WRITER,
  BT_PHOTO_DIGITAL_SOURCE_TYPE,
} BtPhotoField;
#define BT_N_PHOTO_FIELDS (BT_PHOTO_DIGITAL_SOURCE_TYPE + 1)

/** bt_photo_field_to_string: the name in JSON, such as "date_created". */
const char *bt_photo_field_to_string (BtPhotoField field);
/** bt_photo_field_is_list: whether it holds several values: CREATOR and KEYWORDS. */
gboolean bt_photo_field_is_list (BtPhotoField field);

/** bt_photo_values_join: Returns: (transfer full): @values, joined by "; ". Where a value
 * has a semicolon and a space of its own, the space becomes a no-break space: it looks the
 * same, and the value stays one. Values that are empty are left out. */
char *bt_photo_values_join (const char *const *values);
/** bt_photo_values_split: Returns: (transfer full): the values of @text, trimmed, as they
 * were before bt_photo_values_join() */
char **bt_photo_values_split (const char *text);

/**
 * BtPhotoExif: what the camera says about the picture, as people write it.
 * @BT_PHOTO_EXIF_CAMERA: "Canon EOS 7D"
 * @BT_PHOTO_EXIF_LENS: "EF24-105mm f/4L IS USM"
 * @BT_PHOTO_EXIF_EXPOSURE: "1/250 s"
 * @BT_PHOTO_EXIF_APERTURE: "f/2.8"
 * @BT_PHOTO_EXIF_ISO: "ISO 400"
 * @BT_PHOTO_EXIF_FOCAL_LENGTH: "35 mm"
 *
 * No position and no serial number is ever among them.
 */
typedef enum
{
  BT_PHOTO_EXIF_CAMERA,
  BT_PHOTO_EXIF_LENS,
  BT_PHOTO_EXIF_EXPOSURE,
  BT_PHOTO_EXIF_APERTURE,
  BT_PHOTO_EXIF_ISO,
  BT_PHOTO_EXIF_FOCAL_LENGTH,
} BtPhotoExif;
#define BT_N_PHOTO_EXIF (BT_PHOTO_EXIF_FOCAL_LENGTH + 1)

/** bt_photo_exif_to_string: the name in JSON, such as "focal_length". */
const char *bt_photo_exif_to_string (BtPhotoExif exif);

/**
 * BtPhotoInfo:
 * @hash: SHA-256 of the bytes, lower-case hex
 * @name: the file's name when it came in, for people
 * @mime: "image/jpeg" and so on
 * @width, @height: in pixels, upright (after orientation)
 * @size: in bytes
 * @truncated: the data ends early; the picture shows what there is
 * @fields: indexed by #BtPhotoField; %NULL where the file says nothing
 * @exif: indexed by #BtPhotoExif; %NULL where the file says nothing
 */
typedef struct
{
  char *hash;
  char *name;
  char *mime;
  guint width;
  guint height;
  guint64 size;
  gboolean truncated;
  char *fields[BT_N_PHOTO_FIELDS];
  char *exif[BT_N_PHOTO_EXIF];
} BtPhotoInfo;

#define BT_TYPE_PHOTO_INFO (bt_photo_info_get_type ())
GType bt_photo_info_get_type (void);

BtPhotoInfo *bt_photo_info_new (void);
BtPhotoInfo *bt_photo_info_copy (const BtPhotoInfo *self);
void bt_photo_info_free (BtPhotoInfo *self);
/** bt_photo_info_set: @value: (nullable): any text; kept in NFC, trimmed, without control
 * characters; empty means nothing */
void bt_photo_info_set (BtPhotoInfo *self, BtPhotoField field, const char *value);
/** bt_photo_info_get: Returns: the field's text, "" where the file says nothing */
const char *bt_photo_info_get (const BtPhotoInfo *self, BtPhotoField field);
/** bt_photo_info_set_exif: @value: (nullable): cleaned as bt_photo_info_set() does */
void bt_photo_info_set_exif (BtPhotoInfo *self, BtPhotoExif exif, const char *value);
/** bt_photo_info_get_exif: Returns: what the camera says, "" where it says nothing */
const char *bt_photo_info_get_exif (const BtPhotoInfo *self, BtPhotoExif exif);

/** bt_photo_info_to_json: Returns: (transfer full): one JSON object, the same for equal
 * infos */
char *bt_photo_info_to_json (const BtPhotoInfo *self);
/** bt_photo_info_from_json: Returns: (transfer full) (nullable): the info, or %NULL with
 * %BT_PHOTO_ERROR_READ; what is missing or of the wrong type is left empty */
BtPhotoInfo *bt_photo_info_from_json (const char *json, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtPhotoInfo, bt_photo_info_free)

G_END_DECLS

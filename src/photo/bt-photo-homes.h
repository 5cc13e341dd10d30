/* The homes of a caption inside a file: what each of them says.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/bt-photo-folder.h"

G_BEGIN_DECLS

/**
 * BtPhotoHome: where a file keeps its fields, in the order in which they are believed.
 * Source: photos.md, g.
 */
typedef enum
{
  BT_PHOTO_HOME_XMP,
  BT_PHOTO_HOME_IIM,
  BT_PHOTO_HOME_EXIF,
} BtPhotoHome;
#define BT_N_PHOTO_HOMES (BT_PHOTO_HOME_EXIF + 1)

/** bt_photo_home_to_string: "xmp", "iim" or "exif", as in JSON */
const char *bt_photo_home_to_string (BtPhotoHome home);

/**
 * BtPhotoCharset: how the bytes of a home were read, and so why its texts are what they
 * are. The later one is the rarer.
 * @BT_PHOTO_CHARSET_PLAIN: nothing but ASCII, or no text at all
 * @BT_PHOTO_CHARSET_UTF8_MARKED: it says that it is UTF-8 (1:90 in IIM; XMP always is)
 * @BT_PHOTO_CHARSET_UTF8_UNMARKED: it is UTF-8 and does not say so: other programs may
 *   show it wrong
 * @BT_PHOTO_CHARSET_CP1252: neither UTF-8 nor surely Vietnamese
 * @BT_PHOTO_CHARSET_TCVN3, @BT_PHOTO_CHARSET_VNI: recognised by its syllables
 * @BT_PHOTO_CHARSET_REPAIRED: UTF-8 written twice, taken back
 */
typedef enum
{
  BT_PHOTO_CHARSET_PLAIN,
  BT_PHOTO_CHARSET_UTF8_MARKED,
  BT_PHOTO_CHARSET_UTF8_UNMARKED,
  BT_PHOTO_CHARSET_CP1252,
  BT_PHOTO_CHARSET_TCVN3,
  BT_PHOTO_CHARSET_VNI,
  BT_PHOTO_CHARSET_REPAIRED,
} BtPhotoCharset;

/** bt_photo_charset_to_string: such as "utf8-unmarked", as in JSON */
const char *bt_photo_charset_to_string (BtPhotoCharset charset);

/**
 * BtPhotoHomes:
 * @has: whether the file has this home at all, be it empty
 * @charset: how it was read
 * @fields: what it says, indexed by #BtPhotoHome and #BtPhotoField; NFC and trimmed as in
 *   #BtPhotoInfo; %NULL where it says nothing
 * @writable: whether bt_photo_folder_export() can write these homes into a copy of a file
 *   of this kind (JPEG, PNG and WebP; not HEIC and AVIF)
 */
typedef struct
{
  gboolean has[BT_N_PHOTO_HOMES];
  BtPhotoCharset charset[BT_N_PHOTO_HOMES];
  char *fields[BT_N_PHOTO_HOMES][BT_N_PHOTO_FIELDS];
  gboolean writable;
} BtPhotoHomes;

BtPhotoHomes *bt_photo_homes_new (void);
void bt_photo_homes_free (BtPhotoHomes *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtPhotoHomes, bt_photo_homes_free)

/** bt_photo_home_holds: whether @home has a place for @field: EXIF has only CAPTION,
 * CREATOR, COPYRIGHT and DATE_CREATED, and IIM neither ALT nor DIGITAL_SOURCE_TYPE. */
gboolean bt_photo_home_holds (BtPhotoHome home, BtPhotoField field);

/** bt_photo_iim_limit: Returns: how many bytes IIM has for @field, for each value where it
 * is a list; 0 where it has no place or it is a date. Source: photos.md, g. */
gsize bt_photo_iim_limit (BtPhotoField field);

/** bt_photo_iim_is_cut: whether @iim is what is left of @whole after it was cut to the
 * bytes that IIM has for @field. */
gboolean bt_photo_iim_is_cut (BtPhotoField field, const char *iim, const char *whole);

/**
 * bt_photo_homes_differ:
 *
 * Whether two homes contradict each other about @field. A home that says nothing does not,
 * nor does IIM that is cut to its limit, nor a date that is only less exact.
 */
gboolean bt_photo_homes_differ (const BtPhotoHomes *self, BtPhotoField field);

/** bt_photo_homes_lacks: whether @home says nothing about @field although it could, and
 * another home does say something. */
gboolean
bt_photo_homes_lacks (const BtPhotoHomes *self, BtPhotoHome home, BtPhotoField field);

/** bt_photo_homes_to_json: Returns: (transfer full): one JSON object */
char *bt_photo_homes_to_json (const BtPhotoHomes *self);
/** bt_photo_homes_from_json: Returns: (transfer full) (nullable): or %NULL with
 * %BT_PHOTO_ERROR_READ */
BtPhotoHomes *bt_photo_homes_from_json (const char *json, GError **error);

/**
 * bt_photo_folder_read_homes:
 * @hash: of a kept photo
 *
 * Reads the homes in the worker; nothing is decoded. Blocks.
 *
 * Returns: (transfer full): what each says, or %NULL with a #BtPhotoError
 */
BtPhotoHomes *bt_photo_folder_read_homes (BtPhotoFolder *self,
                                          const char *hash,
                                          GCancellable *cancellable,
                                          GError **error);
void bt_photo_folder_read_homes_async (BtPhotoFolder *self,
                                       const char *hash,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
BtPhotoHomes *bt_photo_folder_read_homes_finish (BtPhotoFolder *self,
                                                 GAsyncResult *result,
                                                 GError **error);

/** bt_photo_read_homes: the same for any file, such as one that was downloaded from a
 * portal. Blocks. */
BtPhotoHomes *
bt_photo_read_homes (GFile *file, GCancellable *cancellable, GError **error);
void bt_photo_read_homes_async (GFile *file,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
BtPhotoHomes *bt_photo_read_homes_finish (GAsyncResult *result, GError **error);

G_END_DECLS

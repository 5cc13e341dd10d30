/* From bytes to an upright picture in sRGB.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/bt-photo-private.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

typedef struct
{
  double left, top, right, bottom;
} BtPictureBox;

/**
 * BtPicture:
 * @pixbuf: as decoded and made smaller, not yet upright and not yet in sRGB
 * @width, @height: of the whole picture, before it was made smaller
 * @profile: (nullable): its ICC profile
 * @orientation: EXIF's, 1 to 8; what libheif has already applied is 1
 * @truncated: the data ends early; what is missing is gray
 * @wanted: what has to be in @pixbuf, in fractions of the picture before orientation; said
 * before decoding, and all 0 for everything. Of a JPEG nothing else need be there
 * @left, @top, @whole_width, @whole_height: where @pixbuf lies in the picture that was made
 * smaller, and how large that is; in pixels of @pixbuf
 */
typedef struct
{
  GdkPixbuf *pixbuf;
  GBytes *profile;
  guint width;
  guint height;
  guint orientation;
  gboolean truncated;
  BtPictureBox wanted;
  guint left;
  guint top;
  guint whole_width;
  guint whole_height;
} BtPicture;

void bt_picture_clear (BtPicture *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BtPicture, bt_picture_clear)

/** bt_decode_prepare: loads the decoder of @kind, so that bt_sandbox_close() can follow.
 * @loader: (out) (nullable) (transfer full): %NULL for JPEG, which needs none
 * Returns: FALSE with %BT_PHOTO_ERROR_KIND when there is no decoder */
gboolean bt_decode_prepare (BtPhotoKind kind, GdkPixbufLoader **loader, GError **error);

#define BT_DECODE_NOTHING 0

/**
 * bt_decode:
 * @loader: (nullable): from bt_decode_prepare()
 * @max_side: the longer side is at most so long; a smaller picture is not enlarged.
 *   %BT_DECODE_NOTHING: only its size is wanted, @pixbuf may stay %NULL
 * @orientation: what the metadata says, or 0; what the loader says comes first
 *
 * Nothing is decoded before the size is known and allowed.
 */
gboolean bt_decode (GdkPixbufLoader *loader,
                    BtPhotoKind kind,
                    GBytes *bytes,
                    guint max_side,
                    guint orientation,
                    BtPicture *picture,
                    GError **error);

/** bt_is_truncated: whether the data ends before the end that its kind marks. What follows
 * that end (other pictures, a phone's film) does not matter. @n_scans: (out) (optional): how often a
 * JPEG goes through its pixels; 0 for other kinds */
gboolean
bt_is_truncated (BtPhotoKind kind, const guint8 *data, gsize length, guint *n_scans);

/** bt_heif_check_size: refuses a HEIC or AVIF that declares more pixels than are decoded,
 * because libheif's loader asks about the size only afterwards. */
gboolean bt_heif_check_size (const guint8 *data, gsize length, GError **error);

/** bt_scaled_size: what becomes of @width × @height when its longer side is to be at most
 * @max_side. */
void bt_scaled_size (guint width,
                     guint height,
                     guint max_side,
                     guint *to_width,
                     guint *to_height);

/** bt_jpeg_decode: fills @picture but for @truncated and @orientation from a JPEG that is not
 * CMYK. @max_side: %BT_DECODE_NOTHING reads the header of any JPEG */
gboolean
bt_jpeg_decode (GBytes *bytes, guint max_side, BtPicture *picture, GError **error);

/** bt_jpeg_write: an RGB picture as JPEG. @segments: put after the JFIF header, as
 * bt_metadata_build() makes them. Fails as bt_photo_write_all() does, or with
 * %BT_PHOTO_ERROR_LIMIT. */
gboolean bt_jpeg_write (int fd,
                        GdkPixbuf *pixbuf,
                        int quality,
                        const GByteArray *segments,
                        GError **error);

/** bt_jpeg_is_cmyk: whether a JPEG has four components. */
gboolean bt_jpeg_is_cmyk (const guint8 *data, gsize length);
/** bt_jpeg_get_size: @width, @height: (out): as its header says, before orientation. */
gboolean bt_jpeg_get_size (const guint8 *data, gsize length, guint *width, guint *height);
/** bt_cmyk_decode: a JPEG of four inks, by its profile, in sRGB; somewhat larger than
 * @max_side. @width, @height: (out): of the whole picture. Returns: (transfer full) */
GdkPixbuf *bt_cmyk_decode (GBytes *bytes,
                           guint max_side,
                           guint *width,
                           guint *height,
                           GError **error);

/** bt_webp_get_profile: Returns: (transfer full) (nullable): a WebP's ICC profile, which
 * its loader leaves out */
GBytes *bt_webp_get_profile (const guint8 *data, gsize length);

/** bt_upright: @pixbuf: RGB. @orientation: EXIF's, 1 to 8. Returns: (transfer full)
 * (nullable): %NULL without memory */
GdkPixbuf *bt_upright (GdkPixbuf *pixbuf, guint orientation);

/** bt_color_finish: upright, in sRGB, without alpha (on white).
 * @adobe_rgb: whether a picture without a profile is in Adobe RGB (1998)
 * Returns: (transfer full): 8-bit RGB */
GdkPixbuf *bt_color_finish (const BtPicture *picture, gboolean adobe_rgb);

G_END_DECLS

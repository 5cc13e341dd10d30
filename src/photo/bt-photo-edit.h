/* What is corrected in a photo: instructions, while the original stays as it came.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/bt-photo.h"

G_BEGIN_DECLS

/** BtAreaKind: how an area is made unrecognisable. Both keep at most six by six averages
 * of it, so nothing in the pixels leads back; one shows them as squares. */
typedef enum
{
  BT_AREA_BLUR,
  BT_AREA_PIXELATE,
} BtAreaKind;

/** BtPhotoArea: a face, a number plate; in fractions (0 to 1) of the upright original, which
 * is what EXIF's orientation gives and @turn, @level and crop start from: so none of them
 * moves it off what it hides. */
typedef struct
{
  BtAreaKind kind;
  double x, y, width, height;
} BtPhotoArea;

#define BT_PHOTO_MAX_AREAS 64
/** In degrees, to either side. */
#define BT_PHOTO_MAX_LEVEL 15.0

/**
 * BtPhotoEdit:
 * @turn: quarter turns clockwise, 0 to 3, before all that follows
 * @level: degrees clockwise about the centre, within ±%BT_PHOTO_MAX_LEVEL
 * @crop_x, @crop_y, @crop_width, @crop_height: in fractions of the frame, which is the turned
 * picture before it was levelled; 0, 0, 1, 1 is the whole. See bt-photo-geometry.h: what
 * would show an empty corner is moved and made smaller as little as it takes.
 * @ratio: what the crop tool keeps: "" (free), "16:9" or any "N:M", "original", "featured".
 * A note for the tool; no pixel depends on it
 * @brightness, @contrast: -1 to 1, 0 as is; see bt_photo_edit_get_tone()
 * @has_focus, @focus_x, @focus_y: the point of interest, in fractions of the upright
 * original
 * @areas: (element-type BtPhotoArea): at most %BT_PHOTO_MAX_AREAS, never %NULL
 * @watermark: %TRUE means as the newsroom's setting says, %FALSE none on this photo
 */
typedef struct
{
  guint turn;
  double level;
  double crop_x, crop_y, crop_width, crop_height;
  char *ratio;
  double brightness, contrast;
  gboolean has_focus;
  double focus_x, focus_y;
  GArray *areas;
  gboolean watermark;
} BtPhotoEdit;

#define BT_TYPE_PHOTO_EDIT (bt_photo_edit_get_type ())
GType bt_photo_edit_get_type (void);

/** bt_photo_edit_new: Returns: (transfer full): an edit that changes nothing */
BtPhotoEdit *bt_photo_edit_new (void);
BtPhotoEdit *bt_photo_edit_copy (const BtPhotoEdit *self);
void bt_photo_edit_free (BtPhotoEdit *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtPhotoEdit, bt_photo_edit_free)

/** bt_photo_edit_equal: whether both are kept as the same text. */
gboolean bt_photo_edit_equal (const BtPhotoEdit *a, const BtPhotoEdit *b);
gboolean bt_photo_edit_is_default (const BtPhotoEdit *self);

/** bt_photo_edit_set_ratio_word: sets @ratio. @ratio: (nullable): an unknown word becomes "" */
void bt_photo_edit_set_ratio_word (BtPhotoEdit *self, const char *ratio);
/** bt_photo_edit_add_area: Returns: %FALSE when there are too many already, or nothing of
 * @area lies in the picture */
gboolean bt_photo_edit_add_area (BtPhotoEdit *self, const BtPhotoArea *area);

/** bt_photo_edit_to_json: Returns: (transfer full): one JSON object of what is not as by
 * default, "{}" for an edit that changes nothing; equal edits give equal text. Fractions
 * are kept to a millionth. */
char *bt_photo_edit_to_json (const BtPhotoEdit *self);

/**
 * bt_photo_edit_from_json:
 * @json: (nullable): from anywhere; nothing or "" is an edit that changes nothing
 *
 * Numbers out of their range are moved into it. What is of the wrong type, no number
 * (infinite), too much, or an area of unknown kind is an error: an area that hides a face is
 * never lost silently.
 *
 * Returns: (transfer full): the edit, or %NULL with %BT_PHOTO_ERROR_READ
 */
BtPhotoEdit *bt_photo_edit_from_json (const char *json, GError **error);

/** bt_photo_edit_key: Returns: (transfer full): twelve letters and digits that stand for what
 * changes pixels, for the names of files that are sent; "" when nothing does. The point of
 * interest and @ratio do not: what moves with them is the crop. */
char *bt_photo_edit_key (const BtPhotoEdit *self);

/** bt_photo_edit_get_tone: what brightness and contrast make of each value of each channel,
 * in sRGB. Brightness bends the curve and leaves black and white where they are; contrast
 * steepens its middle, or draws all values to the middle. Returns: whether it changes
 * anything */
gboolean bt_photo_edit_get_tone (const BtPhotoEdit *self, guint8 table[256]);

G_END_DECLS

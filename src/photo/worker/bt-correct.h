/* Corrections on pixels: areas, turn, level, crop, tone, the newsroom's mark.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/bt-photo-geometry.h"
#include "photo/worker/bt-decode.h"

G_BEGIN_DECLS

/**
 * BtCorrection: what is to be done, and all files for it open.
 * @edit: (nullable): %NULL for nothing
 * @mark: how the mark is put on; @mark_bytes: (nullable): its file; @mark_loader: for them
 */
typedef struct
{
  BtPhotoEdit *edit;
  BtWatermark mark;
  GBytes *mark_bytes;
  GdkPixbufLoader *mark_loader;
} BtCorrection;

void bt_correction_clear (BtCorrection *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BtCorrection, bt_correction_clear)

/** bt_correction_open: @args: (array zero-terminated=1): nothing, or EDIT, or EDIT,
 * MARK-FILE and MARK. To be called before bt_sandbox_close(). */
gboolean bt_correction_open (BtCorrection *self, char **args, GError **error);

/** bt_correction_plan: says in @picture what of it the crop needs.
 * @orientation: EXIF's, or 0
 * Returns: how large the whole picture has to be decoded, by its longer side, so that what
 * the crop leaves is still as large as it may be */
guint bt_correction_plan (const BtCorrection *self,
                          BtPhotoKind kind,
                          GBytes *bytes,
                          guint orientation,
                          guint max_side,
                          BtPicture *picture);

/**
 * bt_correction_apply:
 * @picture: decoded that large; its pixels are used up
 * @adobe_rgb: as for bt_color_finish(), which is called here on what the crop leaves
 *
 * Returns: (transfer full): 8-bit RGB in sRGB, the longer side at most @max_side
 */
GdkPixbuf *bt_correction_apply (const BtCorrection *self,
                                const BtPicture *picture,
                                gboolean adobe_rgb,
                                guint max_side,
                                GError **error);

/** bt_area_hide: makes an area unrecognisable in place. @pixbuf: a part of a picture;
 * @x, @y: where the picture begins in it, and @width, @height: how large the picture is, in
 * pixels of @pixbuf */
void bt_area_hide (GdkPixbuf *pixbuf,
                   const BtPhotoArea *area,
                   double x,
                   double y,
                   double width,
                   double height);

/**
 * BtAffine: where the middle of the upper left pixel of a result lies in a source, and by
 * how much one pixel further right, or down, in the result moves there; in pixels.
 */
typedef struct
{
  double x, y;
  double right_x, right_y;
  double down_x, down_y;
} BtAffine;

/** bt_take_pixels: Returns: (transfer full) (nullable): @width × @height pixels of @source;
 * what lies outside of it is as its edge; %NULL without memory */
GdkPixbuf *
bt_take_pixels (GdkPixbuf *source, const BtAffine *affine, int width, int height);

/** bt_mark_prepare: Returns: (transfer full): a loader of PNG for @bytes, or %NULL with
 * %BT_PHOTO_ERROR_WATERMARK */
GdkPixbufLoader *bt_mark_prepare (GBytes *bytes, GError **error);
/** bt_mark_put: decodes the mark and puts it on @pixbuf. */
gboolean bt_mark_put (GdkPixbufLoader *loader,
                      GBytes *bytes,
                      const BtWatermark *mark,
                      GdkPixbuf *pixbuf,
                      GError **error);

G_END_DECLS

/* The fields written into a copy of a file whose picture stays as it is.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/worker/bt-blocks.h"
#include "photo/worker/bt-metadata.h"

G_BEGIN_DECLS

/**
 * bt_embed:
 * @bytes: the file
 * @fields: what it shall say
 * @clean: whether nothing else of its metadata stays
 *
 * Returns: (transfer full) (element-type GBytes): the new file in pieces, most of which are
 *   @bytes' own; or %NULL with %BT_PHOTO_ERROR_UNSUPPORTED or %BT_PHOTO_ERROR_DAMAGED
 */
GPtrArray *
bt_embed (GBytes *bytes, const BtPhotoInfo *fields, gboolean clean, GError **error);

/** The same for one kind each; they append to @out. */
void bt_jpeg_embed (GBytes *bytes,
                    const BtBlocks *blocks,
                    const BtPhotoInfo *fields,
                    gboolean clean,
                    GPtrArray *out);
gboolean bt_png_embed (GBytes *bytes,
                       const BtBlocks *blocks,
                       const BtPhotoInfo *fields,
                       gboolean clean,
                       GPtrArray *out,
                       GError **error);
gboolean bt_webp_embed (GBytes *bytes,
                        const BtBlocks *blocks,
                        const BtPhotoInfo *fields,
                        gboolean clean,
                        GPtrArray *out,
                        GError **error);

/** bt_embed_slice: appends @length bytes of @bytes from @start on, which lies in it. */
void bt_embed_slice (GPtrArray *out, GBytes *bytes, const guint8 *start, gsize length);
/** bt_embed_take: @array: (transfer full) */
void bt_embed_take (GPtrArray *out, GByteArray *array);

/**
 * BtExifPlan: what a new EXIF says about the pixels.
 * @orientation: 1 to 8
 * @color_space: 1 sRGB, 0xffff something else
 * @adobe_rgb: without a profile, by "R03"
 */
typedef struct
{
  guint orientation;
  guint width;
  guint height;
  guint16 color_space;
  gboolean adobe_rgb;
} BtExifPlan;

/** bt_exif_build: Returns: (transfer full): a TIFF structure with the fields and @plan */
GByteArray *bt_exif_build (const BtPhotoInfo *fields, const BtExifPlan *plan);

/** bt_exif_artists: Returns: (transfer full): the list as EXIF writes it.
 * bt_exif_format_date: Returns: (transfer full): "2017:12:28 11:09:00" */
char *bt_exif_artists (const char *text);
char *bt_exif_format_date (const BtDate *date);

/** bt_exif_edit: @old with the fields in place of its own; nothing in it moves, so that a
 * maker's note stays readable.
 * @max: bytes that there are for it. Returns: (transfer full) */
GByteArray *bt_exif_edit (GBytes *old, const BtPhotoInfo *fields, gsize max);

/** bt_exif_for: by @clean, and what @blocks have. @has_profile: whether the file brings an
 * ICC profile */
GByteArray *bt_exif_for (const BtBlocks *blocks,
                         const BtPhotoInfo *fields,
                         gboolean clean,
                         guint width,
                         guint height,
                         gboolean has_profile,
                         gsize max);

/** bt_xmp_build: one packet. @rest: (nullable): rdf:Description elements of others;
 * @extended: (nullable): the GUID of its extension. Texts are cut to @max_text bytes */
char *bt_xmp_build (const BtPhotoInfo *fields,
                    const char *rest,
                    const char *extended,
                    gsize max_text);
/** bt_xmp_keep: Returns: (transfer full): what is kept of @packet beside our fields, as
 * bt_xmp_build() takes it */
char *bt_xmp_keep (GBytes *packet, const BtPhotoInfo *fields, gboolean clean);
/** bt_xmp_append_segments: as many APP1 as it needs. */
void bt_xmp_append_segments (GByteArray *out,
                             const BtPhotoInfo *fields,
                             const char *rest,
                             const char *more);

/** bt_iim_append_keeping: one or more APP13 with the fields. @iim: (nullable): datasets of
 * which those stay that are no fields; @others: (nullable): Photoshop's other resources */
void bt_iim_append_keeping (GByteArray *out,
                            const BtPhotoInfo *fields,
                            GBytes *iim,
                            const GByteArray *others);
/** bt_iim_keep: appends what stays of @iim, in UTF-8. @record: 1, or 2 for all others */
void bt_iim_keep (GByteArray *out, GBytes *iim, guint8 record);

G_END_DECLS

/* What the tests of photos share: folders, other programs, pictures of known colours.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/bt-photo-folder.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** A folder of photos in a temporary place. */
typedef struct
{
  char *root;
  char *photos;
  char *cache;
  BtPhotoFolder *folder;
} Place;

void place_init (Place *place);
/** place_clear: removes everything under it. */
void place_clear (Place *place);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)
char *place_path (const Place *place, const char *name);
/** place_write: a file under the place. Returns: its path */
char *place_write (const Place *place, const char *name, const void *data, gsize length);

BtPhotoInfo *import (const Place *place, const char *path);
/** import_refused: checks the error, and that nothing was kept. */
void import_refused (const Place *place, const char *path, GQuark domain, int code);
char *render (const Place *place, const char *hash, guint max_side, const BtPhotoInfo *);
/** edit_of: Returns: (transfer full): the corrections that @json tells */
BtPhotoEdit *edit_of (const char *json);
/** render_edit: the finished picture of @hash. @edit, @watermark: (nullable) */
GdkPixbuf *render_edit (const Place *place,
                        const char *hash,
                        const BtPhotoEdit *edit,
                        const BtWatermark *watermark,
                        guint max_side);
/** pixel_at: @x, @y: in pixels of an RGB @pixbuf */
const guint8 *pixel_at (GdkPixbuf *pixbuf, int x, int y);
/** make_jpeg: a small photo without metadata. Returns: its path */
char *make_jpeg (const Place *place);
/** tagged: such a photo with what exiftool writes into it, imported. */
BtPhotoInfo *tagged (const Place *place, const char *const *tags);
void assert_field (const BtPhotoInfo *info, BtPhotoField field, const char *text);
/** count_files: regular files below @path, whatever their names. */
guint count_files (const char *path);

/** run: another program, which must succeed. Returns: its output */
char *run (const char *program, ...) G_GNUC_NULL_TERMINATED;
/** exiftool: what it reads from @path; "Group:Tag" to value. @charset: of IIM. */
JsonObject *exiftool (const char *path, const char *charset);
/** tag_text: Returns: (nullable): its text, cleaned as ours is; lists joined by "; " */
char *tag_text (JsonObject *tags, const char *name);

/** worker_script: puts a shell script in the worker's place. @body may use "$REAL", the
 * real worker, and "$HERE", a folder of its own. Returns: that folder */
char *worker_script (const Place *place, const char *body);
void worker_real (void);

/** quadrants: @width × @height, red and green above, blue and white below. */
GdkPixbuf *quadrants (int width, int height);
char *save (const Place *place, GdkPixbuf *pixbuf, const char *name, const char *type);
/** assert_pixel: each channel within @tolerance. @x, @y: in tenths of the size. */
void assert_pixel (GdkPixbuf *pixbuf, int x, int y, guint32 rgb, int tolerance);
/** exif_orientation: the EXIF block, without JPEG's head, that says only @orientation. */
GBytes *exif_orientation (guint orientation);
/** jpeg_with_segment: @jpeg's bytes with one more segment after SOI. */
GBytes *jpeg_with_segment (const char *path, guint8 marker, const void *, gsize length);

/** png: a PNG of one value everywhere, made by hand. @bits: 8 or 16. @color_type: 0 gray,
 * 2 RGB. @icc: (nullable): profile. @declared_width: what its header says */
GBytes *png (guint width,
             guint height,
             guint declared_width,
             guint8 bits,
             guint8 color_type,
             guint8 value,
             GBytes *icc);

G_END_DECLS

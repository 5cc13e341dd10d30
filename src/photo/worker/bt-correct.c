/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/worker/bt-correct.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <sys/stat.h>
#include <unistd.h>

/* No mark is larger. */
#define MAX_MARK_BYTES (16 * 1024 * 1024)
/* Pixels around the crop that are kept for what lies between pixels. */
#define BORDER 2

/* More than that is decoded: the size of a JPEG is rounded when it is decoded smaller. */
#define MARGIN 8

typedef BtPictureBox Box;

/* Some of the upright picture: whole pixels of it as decoded, and how large the whole is. */
typedef struct
{
  Box box;
  double width, height;
} Part;

void
bt_correction_clear (BtCorrection *self)
{
  g_clear_pointer (&self->edit, bt_photo_edit_free);
  g_clear_pointer (&self->mark_bytes, g_bytes_unref);
  g_clear_object (&self->mark_loader);
}

static GBytes *
read_mark (const char *path, GError **error)
{
  /* A pipe must not hold the process up. */
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 buffer[8192];
  struct stat st;
  gssize n = 0;

  if (fd < 0 || fstat (fd, &st) != 0 || !S_ISREG (st.st_mode)
      || st.st_size > MAX_MARK_BYTES)
    n = -1;
  while (n >= 0 && (n = read (fd, buffer, sizeof buffer)) > 0
         && bytes->len <= MAX_MARK_BYTES)
    g_byte_array_append (bytes, buffer, (guint)n);
  if (fd >= 0)
    close (fd);
  if (n != 0)
    {
      g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_WATERMARK, "%s: %s", path,
                   fd < 0 ? g_strerror (errno) : "cannot be read");
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

gboolean
bt_correction_open (BtCorrection *self, char **args, GError **error)
{
  if (args[0] == NULL)
    return TRUE;
  self->edit = bt_photo_edit_from_json (args[0], error);
  if (self->edit == NULL)
    return FALSE;
  if (args[1] == NULL)
    return TRUE;
  if (args[2] == NULL || !bt_watermark_parse (args[2], &self->mark))
    {
      g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_WATERMARK, "No place for it");
      return FALSE;
    }
  self->mark_bytes = read_mark (args[1], error);
  if (self->mark_bytes != NULL)
    self->mark_loader = bt_mark_prepare (self->mark_bytes, error);
  return self->mark_loader != NULL;
}

static gboolean
is_cropped (const BtPhotoEdit *edit, guint width, guint height)
{
  BtPhotoRect crop;

  if (edit->level != 0)
    return TRUE;
  bt_photo_edit_get_crop (edit, width, height, &crop);
  return crop.width != 1 || crop.height != 1;
}

/* The longer side of the whole when that of the crop is @max_side. */
static double
get_needed (const BtPhotoEdit *edit, guint width, guint height, guint max_side)
{
  guint output_width, output_height;

  bt_photo_edit_output_size (edit, width, height, &output_width, &output_height);
  return (double)MAX (width, height) * max_side / MAX (output_width, output_height);
}

/* What lies where on the picture before it was turned upright: EXIF 2.32, 4.6.4, Orientation.
 * @width, @height: of the picture then */
static Box
to_raw (const Box *box, guint orientation, double width, double height)
{
  gboolean sideways = orientation >= 5;
  gboolean from_right =
      orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
  gboolean from_bottom =
      orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
  Box raw = sideways ? (Box){ box->top, box->left, box->bottom, box->right } : *box;

  if (from_right)
    raw = (Box){ width - raw.right, raw.top, width - raw.left, raw.bottom };
  if (from_bottom)
    raw = (Box){ raw.left, height - raw.bottom, raw.right, height - raw.top };
  return raw;
}

/* What the crop shows, upright, in fractions. */
static Box
get_seen (const BtPhotoEdit *edit, guint width, guint height)
{
  Box seen = { 1, 1, 0, 0 };

  for (guint corner = 0; corner < 4; corner++)
    {
      double x, y;

      bt_photo_edit_unmap_point (edit, width, height, corner % 2, corner / 2, &x, &y);
      seen.left = MIN (seen.left, x);
      seen.right = MAX (seen.right, x);
      seen.top = MIN (seen.top, y);
      seen.bottom = MAX (seen.bottom, y);
    }
  return seen;
}

/* The size to decode a JPEG at: of those that need no scaling, the smallest that is enough. */
static guint
choose_side (guint side, double needed)
{
  for (guint n = 8; n > 1; n /= 2)
    if ((side - 1) / n + 1 >= needed)
      return (side - 1) / n + 1;
  return side;
}

guint
bt_correction_plan (const BtCorrection *self,
                    BtPhotoKind kind,
                    GBytes *bytes,
                    guint orientation,
                    guint max_side,
                    BtPicture *picture)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  guint width = 0, height = 0, side;
  Box box;

  if (self->edit == NULL)
    return max_side;
  /* All other kinds are decoded whole in any case, and scaled here. */
  if (kind != BT_PHOTO_KIND_JPEG
      || !(orientation >= 5 && orientation <= 8
               ? bt_jpeg_get_size (data, length, &height, &width)
               : bt_jpeg_get_size (data, length, &width, &height)))
    return is_cropped (self->edit, 1000, 1000) ? BT_PHOTO_MAX_SIDE : max_side;
  if (!is_cropped (self->edit, width, height))
    return max_side;
  side =
      choose_side (MAX (width, height), get_needed (self->edit, width, height, max_side));
  box = get_seen (self->edit, width, height);
  box.left -= (double)MARGIN / side * MAX (width, height) / width;
  box.right += (double)MARGIN / side * MAX (width, height) / width;
  box.top -= (double)MARGIN / side * MAX (width, height) / height;
  box.bottom += (double)MARGIN / side * MAX (width, height) / height;
  picture->wanted = to_raw (&box, orientation, 1, 1);
  return side;
}

/* What of the upright picture is needed. */
static Part
get_part (const BtPhotoEdit *edit, const BtPicture *picture)
{
  gboolean sideways = picture->orientation >= 5;
  Box seen = get_seen (edit, sideways ? picture->height : picture->width,
                       sideways ? picture->width : picture->height);
  Part part = { .width = sideways ? picture->whole_height : picture->whole_width,
                .height = sideways ? picture->whole_width : picture->whole_height };

  part.box = (Box){ MAX (floor (seen.left * part.width) - BORDER, 0),
                    MAX (floor (seen.top * part.height) - BORDER, 0),
                    MIN (ceil (seen.right * part.width) + BORDER, part.width),
                    MIN (ceil (seen.bottom * part.height) + BORDER, part.height) };
  return part;
}

/* Its pixels, not yet upright. Returns: (nullable): %NULL when they were not decoded */
static GdkPixbuf *
cut (const BtPicture *picture, const Part *part)
{
  Box raw = to_raw (&part->box, picture->orientation, picture->whole_width,
                    picture->whole_height);
  double left = raw.left - picture->left, top = raw.top - picture->top;
  double right = raw.right - picture->left, bottom = raw.bottom - picture->top;

  g_return_val_if_fail (left >= 0 && top >= 0 && left < right && top < bottom, NULL);
  g_return_val_if_fail (right <= gdk_pixbuf_get_width (picture->pixbuf), NULL);
  g_return_val_if_fail (bottom <= gdk_pixbuf_get_height (picture->pixbuf), NULL);

  return gdk_pixbuf_new_subpixbuf (picture->pixbuf, (int)left, (int)top,
                                   (int)(right - left), (int)(bottom - top));
}

/* Where the pixels of the result lie in those of @part. @turn: whether turning is part of
 * it, or still to be done, and @width, @height are those before it. */
static BtAffine
get_affine (const BtPhotoEdit *edit,
            const BtPicture *picture,
            const Part *part,
            gboolean turn,
            int width,
            int height)
{
  gboolean sideways = picture->orientation >= 5;
  guint full_width = sideways ? picture->height : picture->width;
  guint full_height = sideways ? picture->width : picture->height;
  /* The corners that turning brings to the upper left, upper right and lower left. */
  static const double corners[4][2] = { { 0, 0 }, { 1, 0 }, { 1, 1 }, { 0, 1 } };
  guint by = turn ? 0 : edit->turn;
  double x[3], y[3];
  BtAffine affine;

  for (guint i = 0; i < 3; i++)
    {
      static const guint which[] = { 0, 1, 3 };
      const double *corner = corners[(which[i] + by) % 4];

      bt_photo_edit_unmap_point (edit, full_width, full_height, corner[0], corner[1],
                                 &x[i], &y[i]);
      x[i] *= part->width;
      y[i] *= part->height;
    }
  affine.right_x = (x[1] - x[0]) / width;
  affine.right_y = (y[1] - y[0]) / width;
  affine.down_x = (x[2] - x[0]) / height;
  affine.down_y = (y[2] - y[0]) / height;
  affine.x = x[0] - part->box.left + (affine.right_x + affine.down_x) / 2;
  affine.y = y[0] - part->box.top + (affine.right_y + affine.down_y) / 2;
  return affine;
}

/* What rounding leaves of a straight line. */
static double
straighten (double value, double whole)
{
  return fabs (value - whole) < 1e-6 ? whole : value;
}

static void
get_size (const BtPhotoEdit *edit,
          const BtPicture *picture,
          guint max_side,
          int *width,
          int *height)
{
  gboolean sideways = picture->orientation >= 5;
  guint w, h;
  double factor;

  bt_photo_edit_output_size (edit, sideways ? picture->height : picture->width,
                             sideways ? picture->width : picture->height, &w, &h);
  factor = MIN ((double)max_side / MAX (w, h), 1);
  *width = (int)MAX (w * factor + 0.5, 1);
  *height = (int)MAX (h * factor + 0.5, 1);
}

/* Turned, levelled, cropped and scaled. */
static GdkPixbuf *
move (GdkPixbuf *pixbuf,
      const BtPhotoEdit *edit,
      const BtPicture *picture,
      const Part *part,
      guint max_side)
{
  /* What a camera would have noted for so many quarters. */
  static const guint orientations[] = { 1, 6, 3, 8 };
  g_autoptr (GdkPixbuf) straight = NULL;
  BtAffine affine;
  int width, height, w, h;

  get_size (edit, picture, max_side, &width, &height);
  if (edit->level != 0)
    {
      affine = get_affine (edit, picture, part, TRUE, width, height);
      return bt_take_pixels (pixbuf, &affine, width, height);
    }
  w = edit->turn % 2 == 1 ? height : width;
  h = edit->turn % 2 == 1 ? width : height;
  affine = get_affine (edit, picture, part, FALSE, w, h);
  affine.right_x = straighten (affine.right_x, 1);
  affine.right_y = straighten (affine.right_y, 0);
  affine.down_x = straighten (affine.down_x, 0);
  affine.down_y = straighten (affine.down_y, 1);
  straight = bt_take_pixels (pixbuf, &affine, w, h);
  return straight != NULL ? bt_upright (straight, orientations[edit->turn]) : NULL;
}

static void
hide_areas (GdkPixbuf *pixbuf, const BtPhotoEdit *edit, const Part *part)
{
  for (guint i = 0; i < edit->areas->len; i++)
    bt_area_hide (pixbuf, &g_array_index (edit->areas, BtPhotoArea, i), -part->box.left,
                  -part->box.top, part->width, part->height);
}

static void
apply_tone (GdkPixbuf *pixbuf, const BtPhotoEdit *edit)
{
  guint8 *pixels = gdk_pixbuf_get_pixels (pixbuf);
  int stride = gdk_pixbuf_get_rowstride (pixbuf);
  int n = gdk_pixbuf_get_width (pixbuf) * 3;
  guint8 table[256];

  if (!bt_photo_edit_get_tone (edit, table))
    return;
  for (int y = 0; y < gdk_pixbuf_get_height (pixbuf); y++)
    {
      guint8 *row = pixels + (gsize)y * (gsize)stride;

      for (int x = 0; x < n; x++)
        row[x] = table[row[x]];
    }
}

static GdkPixbuf *
set_no_memory (GError **error)
{
  g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_LIMIT, "No memory to turn");
  return NULL;
}

GdkPixbuf *
bt_correction_apply (const BtCorrection *self,
                     const BtPicture *picture,
                     gboolean adobe_rgb,
                     guint max_side,
                     GError **error)
{
  g_autoptr (GdkPixbuf) upright = NULL;
  g_autoptr (GdkPixbuf) moved = NULL;
  g_auto (BtPicture) wanted = *picture;
  Part part;

  wanted.pixbuf = NULL;
  if (wanted.profile != NULL)
    g_bytes_ref (wanted.profile);
  if (self->edit == NULL)
    {
      upright = bt_color_finish (picture, adobe_rgb);
      return upright != NULL ? g_steal_pointer (&upright) : set_no_memory (error);
    }
  part = get_part (self->edit, picture);
  wanted.pixbuf = cut (picture, &part);
  if (wanted.pixbuf != NULL)
    upright = bt_color_finish (&wanted, adobe_rgb);
  if (upright == NULL)
    return set_no_memory (error);
  hide_areas (upright, self->edit, &part);
  moved = move (upright, self->edit, picture, &part, max_side);
  if (moved == NULL)
    return set_no_memory (error);
  apply_tone (moved, self->edit);
  if (self->mark_bytes != NULL
      && !bt_mark_put (self->mark_loader, self->mark_bytes, &self->mark, moved, error))
    return NULL;
  return g_steal_pointer (&moved);
}

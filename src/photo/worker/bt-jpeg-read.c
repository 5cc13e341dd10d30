/* JPEGs, which nearly all photos are: decoded at a half, a quarter or an eighth where that is
 * still large enough, and made smaller row by row, so that the whole picture is never in
 * memory.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/worker/bt-decode.h"
#include "photo/worker/bt-resample.h"

#include <math.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

#define ICC_MARKER (JPEG_APP0 + 2)

typedef struct
{
  struct jpeg_decompress_struct jpeg;
  struct jpeg_error_mgr errors;
  jmp_buf back;
  char message[JMSG_LENGTH_MAX];
  guint8 *row;
  BtResampler *resampler;
  GdkPixbuf *pixbuf;
} Reader;

G_GNUC_NORETURN static void
error_exit_cb (j_common_ptr jpeg)
{
  Reader *reader = jpeg->client_data;

  reader->errors.format_message (jpeg, reader->message);
  longjmp (reader->back, 1);
}

static void
ignore_message_cb (j_common_ptr jpeg)
{
}

static GBytes *
find_profile (Reader *reader)
{
  JOCTET *icc = NULL;
  unsigned length = 0;

  if (!jpeg_read_icc_profile (&reader->jpeg, &icc, &length))
    return NULL;
  return g_bytes_new_with_free_func (icc, length, free, icc);
}

static void
open_jpeg (Reader *reader, GBytes *bytes)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  jpeg_create_decompress (&reader->jpeg);
  jpeg_mem_src (&reader->jpeg, data, length);
  jpeg_save_markers (&reader->jpeg, ICC_MARKER, 0xffff);
  jpeg_read_header (&reader->jpeg, TRUE);
}

/* Of the eight possible scales libjpeg-turbo is quick at these. */
static void
start (Reader *reader, guint max_side)
{
  struct jpeg_decompress_struct *jpeg = &reader->jpeg;
  guint side = MAX (jpeg->image_width, jpeg->image_height);

  jpeg->out_color_space = JCS_RGB;
  jpeg->scale_num = 1;
  jpeg->scale_denom = 1;
  while (jpeg->scale_denom < 8 && (side - 1) / (jpeg->scale_denom * 2) + 1 >= max_side)
    jpeg->scale_denom *= 2;
  jpeg_start_decompress (jpeg);
}

static GdkPixbuf *
new_pixbuf (guint width, guint height)
{
  return gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, (int)width, (int)height);
}

/* All rows, made smaller to @width × @height where they are not. Returns: FALSE when there is
 * no memory */
static gboolean
read_whole (Reader *reader, guint width, guint height)
{
  struct jpeg_decompress_struct *jpeg = &reader->jpeg;
  guint8 *pixels;
  gsize stride;

  reader->pixbuf = new_pixbuf (width, height);
  if (reader->pixbuf == NULL)
    return FALSE;
  pixels = gdk_pixbuf_get_pixels (reader->pixbuf);
  stride = (gsize)gdk_pixbuf_get_rowstride (reader->pixbuf);
  if (width < jpeg->output_width || height < jpeg->output_height)
    {
      reader->row = g_malloc_n (jpeg->output_width, 3);
      reader->resampler = bt_resampler_new (jpeg->output_width, jpeg->output_height,
                                            width, height, pixels, stride);
    }
  while (jpeg->output_scanline < jpeg->output_height)
    {
      guint8 *row = reader->resampler != NULL ? reader->row
                                              : pixels + jpeg->output_scanline * stride;

      if (jpeg_read_scanlines (jpeg, &row, 1) == 1 && reader->resampler != NULL)
        bt_resampler_push (reader->resampler, row);
    }
  return TRUE;
}

/* Only the rows and columns that are wanted; what comes below is not even unpacked. */
static gboolean
read_part (Reader *reader, BtPicture *picture)
{
  struct jpeg_decompress_struct *jpeg = &reader->jpeg;
  guint whole_width = jpeg->output_width, whole_height = jpeg->output_height;
  guint left = (guint)(CLAMP (picture->wanted.left, 0, 1) * (whole_width - 1));
  guint right = (guint)ceil (CLAMP (picture->wanted.right, 0, 1) * whole_width);
  guint top = (guint)(CLAMP (picture->wanted.top, 0, 1) * (whole_height - 1));
  guint bottom = (guint)ceil (CLAMP (picture->wanted.bottom, 0, 1) * whole_height);
  JDIMENSION from = left, width;
  guint8 *pixels;
  gsize stride;

  right = MAX (right, left + 1);
  bottom = MAX (bottom, top + 1);
  width = right - left;
  jpeg_crop_scanline (jpeg, &from, &width);
  reader->pixbuf = new_pixbuf (width, bottom - top);
  if (reader->pixbuf == NULL)
    return FALSE;
  pixels = gdk_pixbuf_get_pixels (reader->pixbuf);
  stride = (gsize)gdk_pixbuf_get_rowstride (reader->pixbuf);
  jpeg_skip_scanlines (jpeg, top);
  while (jpeg->output_scanline < bottom)
    {
      guint8 *row = pixels + (jpeg->output_scanline - top) * stride;

      jpeg_read_scanlines (jpeg, &row, 1);
    }
  picture->left = from;
  picture->top = top;
  picture->whole_width = whole_width;
  picture->whole_height = whole_height;
  return TRUE;
}

static gboolean
read_rows (Reader *reader, guint max_side, BtPicture *picture)
{
  struct jpeg_decompress_struct *jpeg = &reader->jpeg;
  guint width, height;

  start (reader, max_side);
  if (picture->wanted.right > 0
      && max_side >= MAX (jpeg->output_width, jpeg->output_height))
    return read_part (reader, picture);
  bt_scaled_size (jpeg->image_width, jpeg->image_height, max_side, &width, &height);
  return read_whole (reader, MIN (width, jpeg->output_width),
                     MIN (height, jpeg->output_height));
}

/* Whatever goes wrong in libjpeg comes back to setjmp(). */
static gboolean
read_picture (Reader *reader,
              GBytes *bytes,
              guint max_side,
              BtPicture *picture,
              GError **error)
{
  if (setjmp (reader->back) != 0)
    {
      g_set_error_literal (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_DAMAGED,
                           reader->message);
      return FALSE;
    }
  open_jpeg (reader, bytes);
  if (!bt_photo_check_size (reader->jpeg.image_width, reader->jpeg.image_height, error))
    return FALSE;
  picture->width = reader->jpeg.image_width;
  picture->height = reader->jpeg.image_height;
  picture->profile = find_profile (reader);
  if (max_side == BT_DECODE_NOTHING || read_rows (reader, max_side, picture))
    return TRUE;
  g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_LIMIT, "No memory to decode");
  return FALSE;
}

gboolean
bt_jpeg_decode (GBytes *bytes, guint max_side, BtPicture *picture, GError **error)
{
  Reader reader = { 0 };
  gboolean ok;

  reader.jpeg.err = jpeg_std_error (&reader.errors);
  reader.jpeg.client_data = &reader;
  reader.errors.error_exit = error_exit_cb;
  reader.errors.output_message = ignore_message_cb;
  ok = read_picture (&reader, bytes, max_side, picture, error);
  jpeg_destroy_decompress (&reader.jpeg);
  g_clear_pointer (&reader.resampler, bt_resampler_free);
  g_free (reader.row);
  if (ok)
    picture->pixbuf = g_steal_pointer (&reader.pixbuf);
  g_clear_object (&reader.pixbuf);
  return ok;
}

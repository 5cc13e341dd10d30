/* Writing JPEGs, straight into the file.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/bt-photo-files.h"
#include "photo/worker/bt-decode.h"

#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <jpeglib.h>

#define BUFFER (64 * 1024)

typedef struct
{
  struct jpeg_compress_struct jpeg;
  struct jpeg_error_mgr errors;
  struct jpeg_destination_mgr destination;
  jmp_buf back;
  GError *error;
  int fd;
  guint8 buffer[BUFFER];
} Writer;

G_GNUC_NORETURN static void
error_exit_cb (j_common_ptr jpeg)
{
  Writer *writer = jpeg->client_data;
  char message[JMSG_LENGTH_MAX];

  writer->errors.format_message (jpeg, message);
  g_set_error_literal (&writer->error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_LIMIT, message);
  longjmp (writer->back, 1);
}

static void
ignore_message_cb (j_common_ptr jpeg)
{
}

static void
start_cb (j_compress_ptr jpeg)
{
  Writer *writer = jpeg->client_data;

  writer->destination.next_output_byte = writer->buffer;
  writer->destination.free_in_buffer = BUFFER;
}

static void
write_out (Writer *writer, gsize length)
{
  if (!bt_photo_write_all (writer->fd, writer->buffer, length, &writer->error))
    longjmp (writer->back, 1);
  start_cb (&writer->jpeg);
}

/* libjpeg's rule: the whole buffer, wherever it stands. */
static boolean
full_cb (j_compress_ptr jpeg)
{
  write_out (jpeg->client_data, BUFFER);
  return TRUE;
}

static void
end_cb (j_compress_ptr jpeg)
{
  Writer *writer = jpeg->client_data;

  write_out (writer, BUFFER - writer->destination.free_in_buffer);
}

/* @segments: each 0xff, a marker, and a length that counts itself, as they stand in files */
static void
write_segments (Writer *writer, const GByteArray *segments)
{
  gsize at = 0;

  while (at + 4 <= segments->len)
    {
      const guint8 *segment = segments->data + at;
      gsize length = (gsize)segment[2] << 8 | segment[3];

      g_assert (at + 2 + length <= segments->len);
      jpeg_write_marker (&writer->jpeg, segment[1], segment + 4, (guint)length - 2);
      at += 2 + length;
    }
}

/* Whatever goes wrong comes back to setjmp(). */
static gboolean
write_picture (Writer *writer, GdkPixbuf *pixbuf, int quality, const GByteArray *segments)
{
  struct jpeg_compress_struct *jpeg = &writer->jpeg;
  const guint8 *pixels = gdk_pixbuf_read_pixels (pixbuf);
  gsize stride = (gsize)gdk_pixbuf_get_rowstride (pixbuf);

  if (setjmp (writer->back) != 0)
    return FALSE;
  jpeg_create_compress (jpeg);
  jpeg->dest = &writer->destination;
  jpeg->image_width = (JDIMENSION)gdk_pixbuf_get_width (pixbuf);
  jpeg->image_height = (JDIMENSION)gdk_pixbuf_get_height (pixbuf);
  jpeg->input_components = 3;
  jpeg->in_color_space = JCS_RGB;
  jpeg_set_defaults (jpeg);
  jpeg_set_quality (jpeg, quality, TRUE);
  jpeg_start_compress (jpeg, TRUE);
  /* After SOI and the JFIF header, which must come first. */
  write_segments (writer, segments);
  while (jpeg->next_scanline < jpeg->image_height)
    {
      JSAMPROW row = (JSAMPROW)(pixels + jpeg->next_scanline * stride);

      jpeg_write_scanlines (jpeg, &row, 1);
    }
  jpeg_finish_compress (jpeg);
  return TRUE;
}

gboolean
bt_jpeg_write (int fd,
               GdkPixbuf *pixbuf,
               int quality,
               const GByteArray *segments,
               GError **error)
{
  g_autofree Writer *writer = g_new0 (Writer, 1);
  gboolean ok;

  g_return_val_if_fail (gdk_pixbuf_get_n_channels (pixbuf) == 3, FALSE);

  writer->fd = fd;
  writer->jpeg.err = jpeg_std_error (&writer->errors);
  writer->jpeg.client_data = writer;
  writer->errors.error_exit = error_exit_cb;
  writer->errors.output_message = ignore_message_cb;
  writer->destination.init_destination = start_cb;
  writer->destination.empty_output_buffer = full_cb;
  writer->destination.term_destination = end_cb;
  ok = write_picture (writer, pixbuf, quality, segments);
  jpeg_destroy_compress (&writer->jpeg);
  if (!ok)
    g_propagate_error (error, writer->error);
  return ok;
}

/* JPEGs for print. gdk-pixbuf turns their four inks to RGB by plain subtraction, whatever
 * their profile says, and the colours come out garish: so these go through libjpeg.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/worker/bt-decode.h"

#include <lcms2.h>
#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>

typedef struct
{
  struct jpeg_error_mgr base;
  jmp_buf back;
  char message[JMSG_LENGTH_MAX];
} ErrorManager;

typedef struct
{
  struct jpeg_decompress_struct jpeg;
  ErrorManager errors;
  GdkPixbuf *pixbuf;
  guint8 *row;
  cmsHTRANSFORM transform;
} Decoder;

G_GNUC_NORETURN static void
error_exit_cb (j_common_ptr jpeg)
{
  ErrorManager *errors = (ErrorManager *)jpeg->err;

  errors->base.format_message (jpeg, errors->message);
  longjmp (errors->back, 1);
}

static void
ignore_message_cb (j_common_ptr jpeg)
{
}

/* The inks as Photoshop writes them are inverted, which the Adobe marker tells. */
static cmsHTRANSFORM
make_transform (struct jpeg_decompress_struct *jpeg)
{
  JOCTET *icc = NULL;
  unsigned length = 0;
  cmsHPROFILE from, to;
  cmsHTRANSFORM transform = NULL;

  if (!jpeg_read_icc_profile (jpeg, &icc, &length))
    return NULL;
  from = cmsOpenProfileFromMem (icc, length);
  to = cmsCreate_sRGBProfile ();
  if (from != NULL && cmsGetColorSpace (from) == cmsSigCmykData)
    transform =
        cmsCreateTransform (from, jpeg->saw_Adobe_marker ? TYPE_CMYK_8_REV : TYPE_CMYK_8,
                            to, TYPE_RGB_8, INTENT_PERCEPTUAL, 0);
  g_clear_pointer (&from, cmsCloseProfile);
  cmsCloseProfile (to);
  free (icc);
  return transform;
}

/* Without a profile: what ink leaves of white. */
static void
subtract_inks (const guint8 *inks, guint8 *rgb, guint n_pixels, gboolean inverted)
{
  for (guint i = 0; i < n_pixels; i++, inks += 4, rgb += 3)
    for (guint c = 0; c < 3; c++)
      {
        guint color = inverted ? inks[c] : 255u - inks[c];
        guint black = inverted ? inks[3] : 255u - inks[3];

        rgb[c] = (guint8)(color * black / 255);
      }
}

/* Decodes at a half, a quarter or an eighth where that is still large enough. */
static void
choose_scale (struct jpeg_decompress_struct *jpeg, guint max_side)
{
  guint side = MAX (jpeg->image_width, jpeg->image_height);

  jpeg->scale_num = 1;
  jpeg->scale_denom = 1;
  while (jpeg->scale_denom < 8 && side / (jpeg->scale_denom * 2) >= max_side)
    jpeg->scale_denom *= 2;
}

/* Whatever goes wrong in libjpeg comes back to the setjmp() of the caller. */
static gboolean
read_rows (Decoder *decoder, guint max_side)
{
  struct jpeg_decompress_struct *jpeg = &decoder->jpeg;
  guint8 *pixels;
  gsize stride;

  jpeg->out_color_space = JCS_CMYK;
  choose_scale (jpeg, max_side);
  decoder->transform = make_transform (jpeg);
  jpeg_start_decompress (jpeg);
  decoder->pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, (int)jpeg->output_width,
                                    (int)jpeg->output_height);
  if (decoder->pixbuf == NULL)
    return FALSE;
  decoder->row = g_malloc_n (jpeg->output_width, 4);
  pixels = gdk_pixbuf_get_pixels (decoder->pixbuf);
  stride = (gsize)gdk_pixbuf_get_rowstride (decoder->pixbuf);
  while (jpeg->output_scanline < jpeg->output_height)
    {
      guint8 *rgb = pixels + jpeg->output_scanline * stride;

      jpeg_read_scanlines (jpeg, &decoder->row, 1);
      if (decoder->transform != NULL)
        cmsDoTransform (decoder->transform, decoder->row, rgb, jpeg->output_width);
      else
        subtract_inks (decoder->row, rgb, jpeg->output_width, jpeg->saw_Adobe_marker);
    }
  return TRUE;
}

static gboolean
read_picture (Decoder *decoder, GBytes *bytes, guint max_side, GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  if (setjmp (decoder->errors.back) != 0)
    {
      g_set_error_literal (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_DAMAGED,
                           decoder->errors.message);
      return FALSE;
    }
  jpeg_create_decompress (&decoder->jpeg);
  jpeg_mem_src (&decoder->jpeg, data, length);
  jpeg_save_markers (&decoder->jpeg, JPEG_APP0 + 2, 0xffff);
  jpeg_read_header (&decoder->jpeg, TRUE);
  if (!bt_photo_check_size (decoder->jpeg.image_width, decoder->jpeg.image_height, error))
    return FALSE;
  if (!read_rows (decoder, max_side))
    {
      g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_LIMIT, "No memory to decode");
      return FALSE;
    }
  return TRUE;
}

GdkPixbuf *
bt_cmyk_decode (GBytes *bytes,
                guint max_side,
                guint *width,
                guint *height,
                GError **error)
{
  Decoder decoder = { 0 };
  gboolean ok;

  decoder.jpeg.err = jpeg_std_error (&decoder.errors.base);
  decoder.errors.base.error_exit = error_exit_cb;
  decoder.errors.base.output_message = ignore_message_cb;
  ok = read_picture (&decoder, bytes, max_side, error);
  *width = decoder.jpeg.image_width;
  *height = decoder.jpeg.image_height;
  jpeg_destroy_decompress (&decoder.jpeg);
  g_clear_pointer (&decoder.transform, cmsDeleteTransform);
  g_free (decoder.row);
  if (!ok)
    g_clear_object (&decoder.pixbuf);
  return decoder.pixbuf;
}

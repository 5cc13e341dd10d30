/* Upright, sRGB, on white.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/worker/bt-decode.h"

#include <lcms2.h>

#define TILE 32

/* Adobe RGB (1998) Color Image Encoding, 4.2 and 4.3. */
static cmsHPROFILE
make_adobe_rgb (void)
{
  const cmsCIExyY white = { 0.3127, 0.3290, 1.0 };
  const cmsCIExyYTRIPLE primaries = { { 0.64, 0.33, 1.0 },
                                      { 0.21, 0.71, 1.0 },
                                      { 0.15, 0.06, 1.0 } };
  cmsToneCurve *curve = cmsBuildGamma (NULL, 563.0 / 256.0);
  cmsToneCurve *curves[3] = { curve, curve, curve };
  cmsHPROFILE profile = cmsCreateRGBProfile (&white, &primaries, curves);

  cmsFreeToneCurve (curve);
  return profile;
}

static cmsHPROFILE
open_profile (GBytes *profile, gboolean adobe_rgb)
{
  const guint8 *data;
  gsize length;

  if (profile == NULL)
    return adobe_rgb ? make_adobe_rgb () : NULL;
  data = g_bytes_get_data (profile, &length);
  return cmsOpenProfileFromMem (data, (cmsUInt32Number)length);
}

static gboolean
is_gray (GdkPixbuf *pixbuf)
{
  int channels = gdk_pixbuf_get_n_channels (pixbuf);
  int stride = gdk_pixbuf_get_rowstride (pixbuf);
  const guint8 *pixels = gdk_pixbuf_read_pixels (pixbuf);

  for (int y = 0; y < gdk_pixbuf_get_height (pixbuf); y++)
    for (int x = 0; x < gdk_pixbuf_get_width (pixbuf); x++)
      {
        const guint8 *pixel = pixels + (gsize)y * (gsize)stride + (gsize)(x * channels);

        if (pixel[0] != pixel[1] || pixel[1] != pixel[2])
          return FALSE;
      }
  return TRUE;
}

/* A gray picture comes as equal R, G and B, while its profile wants one channel. */
static void
gray_to_srgb (GdkPixbuf *pixbuf, cmsHTRANSFORM transform)
{
  int channels = gdk_pixbuf_get_n_channels (pixbuf);
  int width = gdk_pixbuf_get_width (pixbuf);
  int height = gdk_pixbuf_get_height (pixbuf);
  int stride = gdk_pixbuf_get_rowstride (pixbuf);
  guint8 *pixels = gdk_pixbuf_get_pixels (pixbuf);
  guint8 in[256], out[256][3];

  for (guint i = 0; i < 256; i++)
    in[i] = (guint8)i;
  cmsDoTransform (transform, in, out, 256);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        guint8 *pixel = pixels + (gsize)y * (gsize)stride + (gsize)(x * channels);

        memcpy (pixel, out[pixel[0]], 3);
      }
}

static void
rgb_to_srgb (GdkPixbuf *pixbuf, cmsHTRANSFORM transform)
{
  cmsUInt32Number stride = (cmsUInt32Number)gdk_pixbuf_get_rowstride (pixbuf);

  cmsDoTransformLineStride (
      transform, gdk_pixbuf_get_pixels (pixbuf), gdk_pixbuf_get_pixels (pixbuf),
      (cmsUInt32Number)gdk_pixbuf_get_width (pixbuf),
      (cmsUInt32Number)gdk_pixbuf_get_height (pixbuf), stride, stride, 0, 0);
}

/* A profile that cannot be used, or is not for such a picture, leaves the colours as they
 * are: a photo with a damaged profile is still a photo. */
static void
to_srgb (GdkPixbuf *pixbuf, GBytes *profile, gboolean adobe_rgb)
{
  cmsHPROFILE from = open_profile (profile, adobe_rgb);
  cmsHPROFILE to = cmsCreate_sRGBProfile ();
  cmsColorSpaceSignature space = from != NULL ? cmsGetColorSpace (from) : 0;
  gboolean alpha = gdk_pixbuf_get_has_alpha (pixbuf);
  cmsUInt32Number format = alpha ? TYPE_RGBA_8 : TYPE_RGB_8;
  cmsHTRANSFORM transform = NULL;

  if (space == cmsSigRgbData)
    transform = cmsCreateTransform (from, format, to, format, INTENT_PERCEPTUAL,
                                    cmsFLAGS_NOCACHE);
  else if (space == cmsSigGrayData && is_gray (pixbuf))
    transform = cmsCreateTransform (from, TYPE_GRAY_8, to, TYPE_RGB_8, INTENT_PERCEPTUAL,
                                    cmsFLAGS_NOCACHE);
  if (transform != NULL && space == cmsSigRgbData)
    rgb_to_srgb (pixbuf, transform);
  else if (transform != NULL)
    gray_to_srgb (pixbuf, transform);
  g_clear_pointer (&transform, cmsDeleteTransform);
  g_clear_pointer (&from, cmsCloseProfile);
  cmsCloseProfile (to);
}

static GdkPixbuf *
on_white (GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf);
  int height = gdk_pixbuf_get_height (pixbuf);
  GdkPixbuf *flat;

  if (!gdk_pixbuf_get_has_alpha (pixbuf))
    return g_object_ref (pixbuf);
  flat = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  if (flat == NULL)
    return NULL;
  gdk_pixbuf_fill (flat, 0xffffffff);
  gdk_pixbuf_composite (pixbuf, flat, 0, 0, width, height, 0, 0, 1, 1, GDK_INTERP_NEAREST,
                        255);
  return flat;
}

/* Copies a part of @turned, of at most TILE × TILE pixels, from where @from and the two
 * steps say. */
static void
turn_tile (const guint8 *from,
           gssize step_across,
           gssize step_down,
           guint8 *to,
           gsize stride,
           guint width,
           guint height)
{
  for (guint y = 0; y < height; y++, from += step_down, to += stride)
    {
      const guint8 *in = from;
      guint8 *out = to;

      for (guint x = 0; x < width; x++, in += step_across, out += 3)
        {
          out[0] = in[0];
          out[1] = in[1];
          out[2] = in[2];
        }
    }
}

/* EXIF 2.32, 4.6.4, Orientation: 1 to 4 keep rows as rows, 5 to 8 make columns of them. By
 * tiles, because a column of a large picture touches as many places in memory as it is
 * long. */
GdkPixbuf *
bt_upright (GdkPixbuf *pixbuf, guint orientation)
{
  gboolean sideways = orientation >= 5;
  gboolean from_right =
      orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
  gboolean from_bottom =
      orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
  guint width = (guint)gdk_pixbuf_get_width (pixbuf);
  guint height = (guint)gdk_pixbuf_get_height (pixbuf);
  gssize stride = gdk_pixbuf_get_rowstride (pixbuf);
  gssize along = from_right ? -3 : 3, down = from_bottom ? -stride : stride;
  gssize step_across = sideways ? down : along, step_down = sideways ? along : down;
  const guint8 *from = gdk_pixbuf_read_pixels (pixbuf);
  guint to_width = sideways ? height : width, to_height = sideways ? width : height;
  GdkPixbuf *turned;
  guint8 *to;
  gsize to_stride;

  if (orientation == 1)
    return g_object_ref (pixbuf);
  turned = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, (int)to_width, (int)to_height);
  if (turned == NULL)
    return NULL;
  to = gdk_pixbuf_get_pixels (turned);
  to_stride = (gsize)gdk_pixbuf_get_rowstride (turned);
  from += from_right ? ((gsize)width - 1) * 3 : 0;
  from += from_bottom ? ((gsize)height - 1) * (gsize)stride : 0;
  for (guint y = 0; y < to_height; y += TILE)
    for (guint x = 0; x < to_width; x += TILE)
      turn_tile (from + (gssize)x * step_across + (gssize)y * step_down, step_across,
                 step_down, to + y * to_stride + (gsize)x * 3, to_stride,
                 MIN (TILE, to_width - x), MIN (TILE, to_height - y));
  return turned;
}

GdkPixbuf *
bt_color_finish (const BtPicture *picture, gboolean adobe_rgb)
{
  g_autoptr (GdkPixbuf) flat = NULL;

  to_srgb (picture->pixbuf, picture->profile, adobe_rgb);
  flat = on_white (picture->pixbuf);
  return flat != NULL ? bt_upright (flat, picture->orientation) : NULL;
}

/* JPEGs for print: four inks, whose colours only their profile knows.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo-testing.h"

#include <lcms2.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include <jpeglib.h>

#define GRID 2

/* A press of our own: inks in quarters of full, and the colour that they make on paper,
 * linear in between. */
static void
press_lab (const double ink[4], cmsCIELab *lab)
{
  lab->L = 100 - 25 * ink[0] - 30 * ink[1] - 5 * ink[2] - 30 * ink[3];
  lab->a = -20 * ink[0] + 30 * ink[1];
  lab->b = -20 * ink[0] + 40 * ink[2];
}

static cmsInt32Number
sample_cb (const cmsUInt16Number in[], cmsUInt16Number out[], void *cargo)
{
  double ink[4];
  cmsCIELab lab;

  for (int i = 0; i < 4; i++)
    ink[i] = in[i] / 65535.0;
  press_lab (ink, &lab);
  cmsFloat2LabEncoded (out, &lab);
  return TRUE;
}

static GBytes *
press_profile (void)
{
  cmsHPROFILE profile = cmsCreateProfilePlaceholder (NULL);
  cmsPipeline *pipeline = cmsPipelineAlloc (NULL, 4, 3);
  cmsStage *table = cmsStageAllocCLut16bit (NULL, GRID, 4, 3, NULL);
  cmsUInt32Number length = 0;
  guchar *data;

  cmsSetProfileVersion (profile, 4.3);
  cmsSetDeviceClass (profile, cmsSigOutputClass);
  cmsSetColorSpace (profile, cmsSigCmykData);
  cmsSetPCS (profile, cmsSigLabData);
  g_assert_true (cmsStageSampleCLut16bit (table, sample_cb, NULL, 0));
  cmsPipelineInsertStage (pipeline, cmsAT_END, cmsStageAllocToneCurves (NULL, 4, NULL));
  cmsPipelineInsertStage (pipeline, cmsAT_END, table);
  cmsPipelineInsertStage (pipeline, cmsAT_END, cmsStageAllocToneCurves (NULL, 3, NULL));
  g_assert_true (cmsWriteTag (profile, cmsSigAToB0Tag, pipeline));
  cmsPipelineFree (pipeline);
  g_assert_true (cmsSaveProfileToMem (profile, NULL, &length));
  data = g_malloc (length);
  g_assert_true (cmsSaveProfileToMem (profile, data, &length));
  cmsCloseProfile (profile);
  return g_bytes_new_take (data, length);
}

/* CIE 15, D50 to D65 by Bradford, IEC 61966-2-1: by hand, not with the library that is
 * tested. */
static guint32
lab_to_srgb (const cmsCIELab *lab)
{
  static const double to_rgb[3][3] = { { 3.1338561, -1.6168667, -0.4906146 },
                                       { -0.9787684, 1.9161415, 0.0334540 },
                                       { 0.0719453, -0.2289914, 1.4052427 } };
  static const double white[3] = { 0.9642, 1.0, 0.8249 };
  double f[3], xyz[3];
  guint32 result = 0;

  f[1] = (lab->L + 16) / 116;
  f[0] = f[1] + lab->a / 500;
  f[2] = f[1] - lab->b / 200;
  for (int i = 0; i < 3; i++)
    xyz[i] = white[i]
             * (f[i] > 6.0 / 29 ? f[i] * f[i] * f[i] : (f[i] - 16.0 / 116) * 108 / 841);
  for (int i = 0; i < 3; i++)
    {
      double v = to_rgb[i][0] * xyz[0] + to_rgb[i][1] * xyz[1] + to_rgb[i][2] * xyz[2];

      v = CLAMP (v, 0, 1);
      v = v <= 0.0031308 ? 12.92 * v : 1.055 * pow (v, 1 / 2.4) - 0.055;
      result = result << 8 | (guint32)(v * 255 + 0.5);
    }
  return result;
}

/* As Photoshop writes it: inverted, with its marker. */
static char *
write_jpeg (const Place *place, const double ink[4], GBytes *profile)
{
  struct jpeg_compress_struct jpeg;
  struct jpeg_error_mgr errors;
  unsigned char *data = NULL;
  unsigned long length = 0;
  guint8 row[400 * 4];
  guint8 *rows[1] = { row };
  char *path;

  for (guint i = 0; i < sizeof row; i++)
    row[i] = (guint8)(255 - (int)(ink[i % 4] * 255 + 0.5));
  jpeg.err = jpeg_std_error (&errors);
  jpeg_create_compress (&jpeg);
  jpeg_mem_dest (&jpeg, &data, &length);
  jpeg.image_width = 400;
  jpeg.image_height = 300;
  jpeg.input_components = 4;
  jpeg.in_color_space = JCS_CMYK;
  jpeg_set_defaults (&jpeg);
  jpeg_set_quality (&jpeg, 98, TRUE);
  jpeg.write_Adobe_marker = TRUE;
  jpeg_start_compress (&jpeg, TRUE);
  if (profile != NULL)
    jpeg_write_icc_profile (&jpeg, g_bytes_get_data (profile, NULL),
                            (unsigned)g_bytes_get_size (profile));
  while (jpeg.next_scanline < jpeg.image_height)
    jpeg_write_scanlines (&jpeg, rows, 1);
  jpeg_finish_compress (&jpeg);
  jpeg_destroy_compress (&jpeg);
  path = place_write (place, "print.jpg", data, length);
  free (data);
  return path;
}

static void
assert_color (const Place *place, const char *path, guint32 rgb, int tolerance)
{
  g_autoptr (BtPhotoInfo) info = import (place, path);
  static const guint sides[] = { 2000, 400, 200, 60 };

  g_assert_cmpuint (info->width, ==, 400);
  g_assert_cmpuint (info->height, ==, 300);
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      g_autofree char *made = render (place, info->hash, sides[i], NULL);
      g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new_from_file (made, NULL);

      g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, (int)MIN (sides[i], 400));
      assert_pixel (pixbuf, 1, 1, rgb, tolerance);
      assert_pixel (pixbuf, 8, 8, rgb, tolerance);
    }
}

static const double inks[][4] = {
  { 0, 0, 0, 0 }, { 1, 0, 0, 0 },      { 0, 1, 0, 0 },       { 0, 0, 1, 0 },
  { 0, 0, 0, 1 }, { 0.5, 0.25, 0, 0 }, { 0, 0.5, 0.5, 0.5 },
};

static void
test_profile (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (GBytes) profile = press_profile ();

  place_init (&place);
  for (guint i = 0; i < G_N_ELEMENTS (inks); i++)
    {
      g_autofree char *path = write_jpeg (&place, inks[i], profile);
      cmsCIELab lab;

      press_lab (inks[i], &lab);
      assert_color (&place, path, lab_to_srgb (&lab), 5);
    }
}

static void
test_no_profile (void)
{
  g_auto (Place) place = { 0 };

  place_init (&place);
  for (guint i = 0; i < G_N_ELEMENTS (inks); i++)
    {
      g_autofree char *path = write_jpeg (&place, inks[i], NULL);
      guint32 rgb = 0;

      for (int c = 0; c < 3; c++)
        rgb = rgb << 8 | (guint32)((1 - inks[i][c]) * (1 - inks[i][3]) * 255 + 0.5);
      assert_color (&place, path, rgb, 5);
    }
}

static void
test_damaged (void)
{
  g_auto (Place) place = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *bytes = NULL;
  g_autofree char *damaged = NULL;
  g_autofree char *cut = NULL;
  g_autoptr (BtPhotoInfo) info = NULL;
  guint8 *frame;
  gsize length;

  place_init (&place);
  path = write_jpeg (&place, inks[5], NULL);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  cut = place_write (&place, "cut.jpg", bytes, length - 100);
  info = import (&place, cut);
  g_assert_true (info->truncated);
  frame = memmem (bytes, length, "\xff\xc0", 2);
  g_assert_nonnull (frame);
  damaged = place_write (&place, "damaged.jpg", bytes, length);
  memcpy (frame + 5, "\xf0\x00\xf0\x00", 4);
  g_free (place_write (&place, "damaged.jpg", bytes, length));
  import_refused (&place, damaged, BT_PHOTO_ERROR, BT_PHOTO_ERROR_TOO_LARGE);
  frame[10] = 0x77; /* a component that no scan knows */
  frame[11] = 0x77;
  g_free (place_write (&place, "damaged.jpg", bytes, length));
  import_refused (&place, damaged, BT_PHOTO_ERROR, BT_PHOTO_ERROR_DAMAGED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo/cmyk/profile", test_profile);
  g_test_add_func ("/photo/cmyk/no-profile", test_no_profile);
  g_test_add_func ("/photo/cmyk/damaged", test_damaged);
  return g_test_run ();
}

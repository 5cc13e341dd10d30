/* What comes out of the decoder, pixel by pixel.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo-testing.h"

#include <lcms2.h>
#include <string.h>

#define RED 0xff0000
#define GREEN 0x00ff00
#define BLUE 0x0000ff
#define WHITE 0xffffff
/* JPEG twice, at quality 100 and 95, far from any edge. */
#define NEAR 6

static GdkPixbuf *
render_pixbuf (const Place *place, const BtPhotoInfo *info, guint max_side)
{
  g_autofree char *path = render (place, info->hash, max_side, NULL);
  g_autoptr (GError) error = NULL;
  GdkPixbuf *pixbuf = gdk_pixbuf_new_from_file (path, &error);

  g_assert_no_error (error);
  return pixbuf;
}

static void
assert_corners (GdkPixbuf *pixbuf, const guint32 corners[4], int tolerance)
{
  assert_pixel (pixbuf, 2, 2, corners[0], tolerance);
  assert_pixel (pixbuf, 7, 2, corners[1], tolerance);
  assert_pixel (pixbuf, 2, 7, corners[2], tolerance);
  assert_pixel (pixbuf, 7, 7, corners[3], tolerance);
}

/* What is seen at top left, top right, bottom left and bottom right of the quadrants with
 * each value of the tag: EXIF 2.32, 4.6.4, Orientation. */
static const guint32 turned[9][4] = {
  [1] = { RED, GREEN, BLUE, WHITE }, [2] = { GREEN, RED, WHITE, BLUE },
  [3] = { WHITE, BLUE, GREEN, RED }, [4] = { BLUE, WHITE, RED, GREEN },
  [5] = { RED, BLUE, GREEN, WHITE }, [6] = { BLUE, RED, WHITE, GREEN },
  [7] = { WHITE, GREEN, BLUE, RED }, [8] = { GREEN, WHITE, RED, BLUE },
};

static void
assert_upright (const Place *place, const char *path, guint orientation)
{
  g_autoptr (BtPhotoInfo) info = import (place, path);
  g_autoptr (GdkPixbuf) whole = render_pixbuf (place, info, 4000);
  g_autoptr (GdkPixbuf) small = render_pixbuf (place, info, 80);
  gboolean sideways = orientation >= 5;

  g_assert_cmpuint (info->width, ==, sideways ? 240 : 320);
  g_assert_cmpuint (info->height, ==, sideways ? 320 : 240);
  g_assert_cmpint (gdk_pixbuf_get_width (whole), ==, sideways ? 240 : 320);
  g_assert_cmpint (gdk_pixbuf_get_height (whole), ==, sideways ? 320 : 240);
  g_assert_cmpint (gdk_pixbuf_get_width (small), ==, sideways ? 60 : 80);
  g_assert_cmpint (gdk_pixbuf_get_height (small), ==, sideways ? 80 : 60);
  assert_corners (whole, turned[orientation], NEAR);
  assert_corners (small, turned[orientation], NEAR);
}

static void
test_orientation_jpeg (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (GdkPixbuf) pixbuf = quadrants (320, 240);
  g_autofree char *plain = NULL;

  place_init (&place);
  plain = save (&place, pixbuf, "plain.jpg", "jpeg");
  for (guint orientation = 1; orientation <= 8; orientation++)
    {
      g_autoptr (GBytes) tiff = exif_orientation (orientation);
      g_autoptr (GByteArray) exif = g_byte_array_new ();
      g_autoptr (GBytes) jpeg = NULL;
      g_autofree char *path = NULL;
      gsize length;
      const void *data = g_bytes_get_data (tiff, &length);

      g_byte_array_append (exif, (const guint8 *)"Exif\0", 6);
      g_byte_array_append (exif, data, (guint)length);
      jpeg = jpeg_with_segment (plain, 0xe1, exif->data, exif->len);
      data = g_bytes_get_data (jpeg, &length);
      path = place_write (&place, "turned.jpg", data, length);
      assert_upright (&place, path, orientation);
    }
}

/* Loaders of these kinds do not tell: the worker reads the tag itself. */
static void
test_orientation_others (void)
{
  static const char *const types[] = { "png", "webp" };
  g_auto (Place) place = { 0 };
  g_autoptr (GdkPixbuf) pixbuf = quadrants (320, 240);

  place_init (&place);
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    for (guint orientation = 3; orientation <= 8; orientation += 3)
      {
        g_autofree char *tag = g_strdup_printf ("-IFD0:Orientation#=%u", orientation);
        g_autofree char *path = save (&place, pixbuf, "turned", types[i]);

        g_free (run ("exiftool", "-q", "-overwrite_original", tag, path, NULL));
        assert_upright (&place, path, orientation);
      }
}

static char *
heif (const Place *place, const char *name, gboolean avif)
{
  g_autoptr (GdkPixbuf) pixbuf = quadrants (320, 240);
  g_autofree char *png = save (place, pixbuf, "for-heif.png", "png");
  char *path = place_path (place, name);

  g_free (run ("heif-enc", "-q", "90", "-o", path, png, avif ? "-A" : NULL, NULL));
  return path;
}

/* Telephones write how the picture was turned twice, as a box and as a tag: turned by both
 * it would lie on its side. */
static void
test_heif (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (BtPhotoInfo) heic_info = NULL;
  g_autoptr (BtPhotoInfo) avif_info = NULL;
  g_autofree char *heic = NULL;
  g_autofree char *avif = NULL;
  g_autofree char *tool = g_find_program_in_path ("heif-enc");

  if (tool == NULL)
    {
      g_test_skip ("heif-enc is not installed");
      return;
    }
  place_init (&place);
  heic = heif (&place, "a.heic", FALSE);
  avif = heif (&place, "a.avif", TRUE);
  assert_upright (&place, heic, 1);
  assert_upright (&place, avif, 1);
  heic_info = import (&place, heic);
  avif_info = import (&place, avif);
  g_assert_cmpstr (heic_info->mime, ==, "image/heic");
  g_assert_cmpstr (avif_info->mime, ==, "image/avif");
  g_free (
      run ("exiftool", "-q", "-overwrite_original", "-IFD0:Orientation#=6", heic, NULL));
  assert_upright (&place, heic, 1);
}

static void
test_kinds (void)
{
  static const struct
  {
    const char *type, *mime;
  } kinds[] = { { "jpeg", "image/jpeg" },
                { "png", "image/png" },
                { "webp", "image/webp" } };
  g_auto (Place) place = { 0 };
  g_autoptr (GdkPixbuf) pixbuf = quadrants (320, 240);

  place_init (&place);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      /* The name says nothing, and may lie. */
      g_autofree char *path = save (&place, pixbuf, "photo.gif", kinds[i].type);
      g_autoptr (BtPhotoInfo) info = import (&place, path);

      g_assert_cmpstr (info->mime, ==, kinds[i].mime);
      assert_upright (&place, path, 1);
    }
}

/* The longer side is what was asked for, the shape stays, and nothing is enlarged. */
static void
test_sizes (void)
{
  static const struct
  {
    int width, height;
    guint max_side;
    int to_width, to_height;
  } cases[] = {
    { 3000, 2000, 2560, 2560, 1707 }, { 2000, 3000, 256, 171, 256 },
    { 3000, 2000, 3000, 3000, 2000 }, { 300, 200, 2560, 300, 200 },
    { 3000, 20, 256, 256, 2 },        { 4000, 2, 256, 256, 1 },
    { 1001, 999, 1000, 1000, 998 },   { 16, 16, 1, 1, 1 },
  };
  g_auto (Place) place = { 0 };

  place_init (&place);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GdkPixbuf) pixbuf = quadrants (cases[i].width, cases[i].height);
      g_autofree char *path = save (&place, pixbuf, "a.jpg", "jpeg");
      g_autoptr (BtPhotoInfo) info = import (&place, path);
      g_autoptr (GdkPixbuf) made = render_pixbuf (&place, info, cases[i].max_side);

      g_assert_cmpuint (info->width, ==, (guint)cases[i].width);
      g_assert_cmpuint (info->height, ==, (guint)cases[i].height);
      g_assert_cmpint (gdk_pixbuf_get_width (made), ==, cases[i].to_width);
      g_assert_cmpint (gdk_pixbuf_get_height (made), ==, cases[i].to_height);
    }
}

static void
test_alpha (void)
{
  static const guint32 flat[4] = { 0xff0000, 0xff8080, 0xffffff, 0x000000 };
  g_auto (Place) place = { 0 };
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, TRUE, 8, 320, 240);
  static const guint32 given[4] = { 0xff0000ff, 0xff000080, 0x12345600, 0x000000ff };
  static const char *const types[] = { "png", "webp" };

  place_init (&place);
  for (int i = 0; i < 4; i++)
    {
      g_autoptr (GdkPixbuf) part =
          gdk_pixbuf_new_subpixbuf (pixbuf, i % 2 * 160, i / 2 * 120, 160, 120);

      gdk_pixbuf_fill (part, given[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *path = save (&place, pixbuf, "alpha", types[i]);
      g_autoptr (BtPhotoInfo) info = import (&place, path);
      g_autoptr (GdkPixbuf) whole = render_pixbuf (&place, info, 320);
      g_autoptr (GdkPixbuf) small = render_pixbuf (&place, info, 40);

      assert_corners (whole, flat, NEAR);
      assert_corners (small, flat, NEAR);
    }
}

static GBytes *
profile_bytes (cmsHPROFILE profile)
{
  cmsUInt32Number length = 0;
  guchar *data;

  g_assert_true (cmsSaveProfileToMem (profile, NULL, &length));
  data = g_malloc (length);
  g_assert_true (cmsSaveProfileToMem (profile, data, &length));
  cmsCloseProfile (profile);
  return g_bytes_new_take (data, length);
}

/* Adobe RGB's primaries and gamma, without its name. */
static cmsHPROFILE
wide_rgb (void)
{
  const cmsCIExyY white = { 0.3127, 0.3290, 1.0 };
  const cmsCIExyYTRIPLE primaries = { { 0.64, 0.33, 1.0 },
                                      { 0.21, 0.71, 1.0 },
                                      { 0.15, 0.06, 1.0 } };
  cmsToneCurve *curve = cmsBuildGamma (NULL, 2.19921875);
  cmsToneCurve *curves[3] = { curve, curve, curve };
  cmsHPROFILE profile = cmsCreateRGBProfile (&white, &primaries, curves);

  cmsFreeToneCurve (curve);
  return profile;
}

static char *
save_with_profile (const Place *place,
                   GdkPixbuf *pixbuf,
                   const char *name,
                   const char *type,
                   GBytes *profile)
{
  char *path;
  g_autoptr (GError) error = NULL;
  g_autofree char *icc = NULL;
  g_autofree char *option = NULL;
  gsize length;
  const guint8 *data = g_bytes_get_data (profile, &length);

  if (g_str_equal (type, "jpeg"))
    {
      g_autofree char *base64 = g_base64_encode (data, length);

      path = place_path (place, name);
      gdk_pixbuf_save (pixbuf, path, type, &error, "icc-profile", base64, "quality",
                       "100", NULL);
      g_assert_no_error (error);
      return path;
    }
  /* gdk-pixbuf 2.42 cannot write a profile into a PNG. */
  path = save (place, pixbuf, name, type);
  icc = place_write (place, "profile.icc", data, length);
  option = g_strdup_printf ("-ICC_Profile<=%s", icc);
  g_free (run ("exiftool", "-q", "-overwrite_original", option, path, NULL));
  return path;
}

/* Values worked out from the primaries and gammas of both spaces (IEC 61966-2-1; Adobe RGB
 * (1998) 4.3), not with the library that is tested. */
static const struct
{
  guint32 wide, srgb;
} wide_pairs[] = {
  { 0x808080, 0x818181 }, { 0xc86432, 0xe3642a }, { 0x64c896, 0x00c995 },
  { 0x3264c8, 0x0064cc }, { 0xa08c78, 0xa98d78 },
};

static void
assert_wide (const Place *place, const char *type, GBytes *profile)
{
  for (guint i = 0; i < G_N_ELEMENTS (wide_pairs); i++)
    {
      g_autoptr (GdkPixbuf) pixbuf =
          gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 320, 240);
      g_autofree char *path = NULL;
      g_autoptr (BtPhotoInfo) info = NULL;
      g_autoptr (GdkPixbuf) whole = NULL;
      g_autoptr (GdkPixbuf) small = NULL;

      gdk_pixbuf_fill (pixbuf, wide_pairs[i].wide << 8 | 0xff);
      path = save_with_profile (place, pixbuf, "wide", type, profile);
      info = import (place, path);
      whole = render_pixbuf (place, info, 320);
      small = render_pixbuf (place, info, 60);
      assert_pixel (whole, 5, 5, wide_pairs[i].srgb, 3);
      assert_pixel (small, 5, 5, wide_pairs[i].srgb, 3);
      g_assert_null (gdk_pixbuf_get_option (whole, "icc-profile"));
    }
}

static void
test_profile (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (GBytes) profile = profile_bytes (wide_rgb ());

  place_init (&place);
  assert_wide (&place, "jpeg", profile);
  assert_wide (&place, "png", profile);
  assert_wide (&place, "webp", profile);
}

static void
test_profile_gray (void)
{
  g_auto (Place) place = { 0 };
  cmsToneCurve *linear = cmsBuildGamma (NULL, 1.0);
  g_autoptr (GBytes) profile =
      profile_bytes (cmsCreateGrayProfile (cmsD50_xyY (), linear));
  static const guint8 depths[] = { 8, 16 };

  cmsFreeToneCurve (linear);
  place_init (&place);
  for (guint i = 0; i < G_N_ELEMENTS (depths); i++)
    {
      g_autoptr (GBytes) bytes = png (100, 80, 100, depths[i], 0, 64, profile);
      g_autofree char *path = NULL;
      g_autoptr (BtPhotoInfo) info = NULL;
      g_autoptr (GdkPixbuf) made = NULL;

      path = place_write (&place, "gray.png", g_bytes_get_data (bytes, NULL),
                          g_bytes_get_size (bytes));
      info = import (&place, path);
      made = render_pixbuf (&place, info, 100);
      /* Linear 0.251 in sRGB (IEC 61966-2-1). */
      assert_pixel (made, 5, 5, 0x898989, 2);
    }
}

/* Damaged, or for another kind of picture: the colours stay. */
static void
test_profile_useless (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (GBytes) good = profile_bytes (wide_rgb ());
  g_autoptr (GBytes) lab = profile_bytes (cmsCreateLab2Profile (NULL));
  g_autoptr (GBytes) damaged = NULL;
  cmsToneCurve *linear = cmsBuildGamma (NULL, 1.0);
  g_autoptr (GBytes) gray = profile_bytes (cmsCreateGrayProfile (cmsD50_xyY (), linear));
  g_autoptr (GdkPixbuf) pixbuf = quadrants (320, 240);
  g_autofree guint8 *data = NULL;
  gsize length;
  GBytes *useless[3];

  cmsFreeToneCurve (linear);
  place_init (&place);
  data = g_memdup2 (g_bytes_get_data (good, &length), g_bytes_get_size (good));
  memset (data + 132, 0xaa, length - 132);
  damaged = g_bytes_new (data, length);
  useless[0] = damaged;
  useless[1] = lab;
  useless[2] = gray;
  for (guint i = 0; i < G_N_ELEMENTS (useless); i++)
    {
      g_autofree char *path =
          save_with_profile (&place, pixbuf, "useless", "jpeg", useless[i]);

      assert_upright (&place, path, 1);
    }
}

/* A camera set to Adobe RGB may say so only by DCF's "R03". */
static void
test_adobe_rgb_by_tag (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 320, 240);
  g_autofree char *path = NULL;
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autoptr (GdkPixbuf) made = NULL;

  place_init (&place);
  gdk_pixbuf_fill (pixbuf, wide_pairs[1].wide << 8 | 0xff);
  path = save (&place, pixbuf, "_dsc0001.jpg", "jpeg");
  g_free (run ("exiftool", "-q", "-overwrite_original", "-InteropIndex=R03",
               "-ColorSpace#=65535", path, NULL));
  info = import (&place, path);
  made = render_pixbuf (&place, info, 320);
  assert_pixel (made, 5, 5, wide_pairs[1].srgb, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo/pixels/orientation-jpeg", test_orientation_jpeg);
  g_test_add_func ("/photo/pixels/orientation-others", test_orientation_others);
  g_test_add_func ("/photo/pixels/heif", test_heif);
  g_test_add_func ("/photo/pixels/kinds", test_kinds);
  g_test_add_func ("/photo/pixels/sizes", test_sizes);
  g_test_add_func ("/photo/pixels/alpha", test_alpha);
  g_test_add_func ("/photo/pixels/profile", test_profile);
  g_test_add_func ("/photo/pixels/profile-gray", test_profile_gray);
  g_test_add_func ("/photo/pixels/profile-useless", test_profile_useless);
  g_test_add_func ("/photo/pixels/adobe-rgb-by-tag", test_adobe_rgb_by_tag);
  return g_test_run ();
}

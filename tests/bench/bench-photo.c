/* How long photos of 24 megapixels take, against vipsthumbnail on the same files in the same
 * run: only the ratio means something on another machine.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/photo-testing.h"

#include <lcms2.h>
#include <string.h>
#include <sys/resource.h>

#define N_PHOTOS 6
#define WIDTH 6000
#define HEIGHT 4000
/* More than this, and something has become slow. */
#define WORST_RATIO 1.5

typedef struct
{
  double wall;
  double cpu;
} Cost;

static double
cpu_of_children (void)
{
  struct rusage usage;

  getrusage (RUSAGE_CHILDREN, &usage);
  return (double)usage.ru_utime.tv_sec + (double)usage.ru_stime.tv_sec
         + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static Cost
now (void)
{
  return (Cost){ (double)g_get_monotonic_time () / 1e6, cpu_of_children () };
}

static Cost
since (Cost start)
{
  Cost end = now ();

  return (Cost){ end.wall - start.wall, end.cpu - start.cpu };
}

/* Detail of many sizes and noise, so that the file is as large as a camera's. */
static GdkPixbuf *
make_picture (void)
{
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, WIDTH, HEIGHT);
  guint8 *pixels = gdk_pixbuf_get_pixels (pixbuf);
  int stride = gdk_pixbuf_get_rowstride (pixbuf);
  guint32 noise = 1;

  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      for (int c = 0; c < 3; c++)
        {
          guint value = (guint)((x * (c + 3) / 17) ^ (y / (c + 2))) % 160;

          noise = noise * 1664525 + 1013904223;
          pixels[(gsize)y * (gsize)stride + (gsize)(x * 3 + c)] =
              (guint8)(value + 40 + (noise >> 27));
        }
  return pixbuf;
}

static char *
wide_profile (void)
{
  const cmsCIExyY white = { 0.3127, 0.3290, 1.0 };
  const cmsCIExyYTRIPLE primaries = { { 0.64, 0.33, 1.0 },
                                      { 0.21, 0.71, 1.0 },
                                      { 0.15, 0.06, 1.0 } };
  cmsToneCurve *curve = cmsBuildGamma (NULL, 2.19921875);
  cmsToneCurve *curves[3] = { curve, curve, curve };
  cmsHPROFILE profile = cmsCreateRGBProfile (&white, &primaries, curves);
  cmsUInt32Number length = 0;
  g_autofree guchar *data = NULL;

  cmsSaveProfileToMem (profile, NULL, &length);
  data = g_malloc (length);
  cmsSaveProfileToMem (profile, data, &length);
  cmsCloseProfile (profile);
  cmsFreeToneCurve (curve);
  return g_base64_encode (data, length);
}

/* N_PHOTOS files that differ, lying on their side, half of them in a wide colour space. */
static char **
make_photos (const Place *place)
{
  g_autoptr (GdkPixbuf) pixbuf = make_picture ();
  g_autofree char *profile = wide_profile ();
  g_autoptr (GBytes) tiff = exif_orientation (6);
  g_autoptr (GByteArray) exif = g_byte_array_new ();
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();

  g_byte_array_append (exif, (const guint8 *)"Exif\0", 6);
  g_byte_array_append (exif, g_bytes_get_data (tiff, NULL),
                       (guint)g_bytes_get_size (tiff));
  for (guint i = 0; i < N_PHOTOS; i++)
    {
      g_autofree char *plain = place_path (place, "plain.jpg");
      g_autofree char *name = g_strdup_printf ("photo-%u.jpg", i);
      g_autoptr (GByteArray) all = NULL;
      g_autoptr (GBytes) jpeg = NULL;

      if (i < 2)
        g_assert_true (gdk_pixbuf_save (pixbuf, plain, "jpeg", NULL, "quality", "93",
                                        i == 0 ? NULL : "icc-profile", profile, NULL));
      jpeg = jpeg_with_segment (plain, 0xe1, exif->data, exif->len);
      all = g_bytes_unref_to_array (g_steal_pointer (&jpeg));
      g_byte_array_append (all, (const guint8 *)&i, sizeof i);
      g_ptr_array_add (paths, place_write (place, name, all->data, all->len));
    }
  g_ptr_array_add (paths, NULL);
  return (char **)g_ptr_array_free (g_steal_pointer (&paths), FALSE);
}

static void
vips (const Place *place, char **paths, const char *size)
{
  g_autofree char *output = place_path (place, "vips-%s.jpg[Q=85]");

  for (char **path = paths; *path != NULL; path++)
    g_free (run ("vipsthumbnail", "--size", size, "--export-profile", "srgb", "-o",
                 output, *path, NULL));
}

static void
compare (const Place *place, char **paths, GPtrArray *hashes, guint side)
{
  g_autofree char *size = g_strdup_printf ("%ux%u", side, side);
  Cost start, ours, theirs;

  start = now ();
  for (guint i = 0; i < hashes->len; i++)
    {
      BtRendition rendition = { .max_side = side, .quality = 85 };
      g_autoptr (GError) error = NULL;

      g_free (bt_photo_folder_render (place->folder, hashes->pdata[i], &rendition, NULL,
                                      &error));
      g_assert_no_error (error);
    }
  ours = since (start);
  start = now ();
  vips (place, paths, size);
  theirs = since (start);
  g_print ("%4u px: %.0f ms a photo (%.0f ms CPU); vipsthumbnail %.0f ms (%.0f ms CPU); "
           "ratio %.2f (CPU %.2f)\n",
           side, 1000 * ours.wall / N_PHOTOS, 1000 * ours.cpu / N_PHOTOS,
           1000 * theirs.wall / N_PHOTOS, 1000 * theirs.cpu / N_PHOTOS,
           ours.wall / theirs.wall, ours.cpu / theirs.cpu);
  g_assert_cmpfloat (ours.cpu / theirs.cpu, <, WORST_RATIO);
}

int
main (void)
{
  g_auto (Place) place = { 0 };
  g_auto (GStrv) paths = NULL;
  g_autoptr (GPtrArray) hashes = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *tool = g_find_program_in_path ("vipsthumbnail");
  struct rusage usage;
  Cost start, cost;

  if (tool == NULL)
    {
      g_printerr ("vipsthumbnail (libvips-tools) is not installed\n");
      return 77;
    }
  place_init (&place);
  paths = make_photos (&place);
  start = now ();
  for (char **path = paths; *path != NULL; path++)
    {
      g_autoptr (BtPhotoInfo) info = import (&place, *path);

      g_assert_cmpuint (info->width, ==, HEIGHT);
      g_ptr_array_add (hashes, g_strdup (info->hash));
      if (path == paths)
        g_print ("photos of %.1f MB\n", (double)info->size / 1e6);
    }
  cost = since (start);
  g_print (" import: %.0f ms a photo\n", 1000 * cost.wall / N_PHOTOS);
  compare (&place, paths, hashes, 256);
  compare (&place, paths, hashes, 2560);
  getrusage (RUSAGE_CHILDREN, &usage);
  g_print ("largest process of either: %ld MB\n", usage.ru_maxrss / 1024);
  return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bench-photo-kit.h"

#include <glib/gstdio.h>
#include <lcms2.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SAMPLE_US 10000

struct _Sampler
{
  GThread *thread;
  gint stop;
  gsize most_kb;
};

static GdkPixbuf *
make_noise (int width, int height, guint32 *seed)
{
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  guint8 *pixels = gdk_pixbuf_get_pixels (pixbuf);
  gsize length = gdk_pixbuf_get_byte_length (pixbuf);

  for (gsize i = 0; i < length; i++)
    {
      *seed = *seed * 1664525 + 1013904223;
      pixels[i] = (guint8)(*seed >> 24);
    }
  return pixbuf;
}

/* The grain of a sensor, without which a file would be far too small. */
static void
add_grain (GdkPixbuf *pixbuf, guint32 *seed)
{
  guint8 *pixels = gdk_pixbuf_get_pixels (pixbuf);
  gsize n_pixels = gdk_pixbuf_get_byte_length (pixbuf) / 3;

  for (gsize i = 0; i < n_pixels; i++, pixels += 3)
    {
      int grain;

      *seed = *seed * 1664525 + 1013904223;
      grain = (int)((*seed >> 16) % 6) - 3;
      for (int c = 0; c < 3; c++)
        pixels[c] = (guint8)CLAMP (pixels[c] + grain, 0, 255);
    }
}

/* Shapes of every size, the smaller the fainter, as in any view. */
static GdkPixbuf *
make_picture (guint32 seed)
{
  static const struct
  {
    int cells, strength;
  } layers[] = { { 12, 255 }, { 48, 128 }, { 192, 96 }, { 750, 70 }, { 3000, 30 } };
  GdkPixbuf *pixbuf =
      gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, PHOTO_WIDTH, PHOTO_HEIGHT);

  for (guint i = 0; i < G_N_ELEMENTS (layers); i++)
    {
      int width = layers[i].cells, height = width * 2 / 3;
      g_autoptr (GdkPixbuf) noise = make_noise (width, height, &seed);

      gdk_pixbuf_composite (noise, pixbuf, 0, 0, PHOTO_WIDTH, PHOTO_HEIGHT, 0, 0,
                            (double)PHOTO_WIDTH / width, (double)PHOTO_HEIGHT / height,
                            GDK_INTERP_BILINEAR, layers[i].strength);
    }
  add_grain (pixbuf, &seed);
  return pixbuf;
}

/* Adobe RGB's primaries and gamma. */
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

static char *
make_base (const Place *place, GdkPixbuf *pixbuf, gboolean wide, gboolean turned)
{
  g_autofree char *name = g_strdup_printf ("base-%d-%d.jpg", wide, turned);
  char *path = place_path (place, name);
  g_autofree char *profile = wide_profile ();

  g_assert_true (gdk_pixbuf_save (pixbuf, path, "jpeg", NULL, "quality", "92",
                                  wide ? "icc-profile" : NULL, profile, NULL));
  g_free (run ("exiftool", "-q", "-overwrite_original",
               turned ? "-IFD0:Orientation#=6" : "-IFD0:Orientation#=1",
               "-IFD0:Make=Canon", "-IFD0:Model=Canon EOS R6",
               "-ExifIFD:DateTimeOriginal=2025:09:02 06:30:00",
               "-XMP-dc:Description=Lễ diễu binh tại quảng trường Ba Đình, Hà Nội.",
               "-IPTC:Caption-Abstract=Le dieu binh", "-XMP-dc:Creator=Nguyễn Hoàng",
               "-XMP-photoshop:City=Hà Nội", path, NULL));
  return path;
}

char **
make_photos (const Place *place, guint n)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  g_autofree char *bytes[4] = { NULL };
  gsize lengths[4];

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (GdkPixbuf) pixbuf = i % 2 == 0 ? make_picture (i + 1) : NULL;
      static GdkPixbuf *last;
      g_autofree char *base = NULL;

      if (pixbuf != NULL)
        g_set_object (&last, pixbuf);
      base = make_base (place, last, i / 2 == 1, i % 2 == 1);
      g_assert_true (g_file_get_contents (base, &bytes[i], &lengths[i], NULL));
      if (i % 2 == 1)
        g_clear_object (&last);
    }
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("photo-%03u.jpg", i);
      char *path = place_write (place, name, bytes[i % 4], lengths[i % 4]);
      FILE *file = g_fopen (path, "a");

      g_assert_nonnull (file);
      fwrite (&i, sizeof i, 1, file);
      g_assert_cmpint (fclose (file), ==, 0);
      g_ptr_array_add (paths, path);
    }
  g_ptr_array_add (paths, NULL);
  return (char **)g_ptr_array_free (g_steal_pointer (&paths), FALSE);
}

/* A process that ends while it is looked at counts as nothing. */
static gsize
memory_of (const char *pid)
{
  g_autofree char *path = g_build_filename ("/proc", pid, "smaps_rollup", NULL);
  g_autofree char *text = NULL;
  const char *pss;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;
  pss = strstr (text, "\nPss:");
  return pss != NULL ? strtoul (pss + 5, NULL, 10) : 0;
}

static gsize
memory_below (const char *pid)
{
  g_autofree char *tasks = g_build_filename ("/proc", pid, "task", NULL);
  g_autoptr (GDir) dir = g_dir_open (tasks, 0, NULL);
  gsize sum = memory_of (pid);
  const char *thread;

  while (dir != NULL && (thread = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (tasks, thread, "children", NULL);
      g_autofree char *text = NULL;
      g_auto (GStrv) children = NULL;

      if (!g_file_get_contents (path, &text, NULL, NULL))
        continue;
      children = g_strsplit (text, " ", -1);
      for (char **child = children; *child != NULL; child++)
        if (**child != '\0')
          sum += memory_below (*child);
    }
  return sum;
}

static gpointer
sample_cb (gpointer data)
{
  Sampler *self = data;
  g_autofree char *pid = g_strdup_printf ("%d", (int)getpid ());

  while (!g_atomic_int_get (&self->stop))
    {
      gsize now_kb = memory_below (pid);

      self->most_kb = MAX (self->most_kb, now_kb);
      g_usleep (SAMPLE_US);
    }
  return NULL;
}

Sampler *
sampler_start (void)
{
  Sampler *self = g_new0 (Sampler, 1);

  self->thread = g_thread_new ("sampler", sample_cb, self);
  return self;
}

double
sampler_stop (Sampler *self)
{
  double most;

  g_atomic_int_set (&self->stop, 1);
  g_thread_join (self->thread);
  most = (double)self->most_kb / 1024;
  g_free (self);
  return most;
}

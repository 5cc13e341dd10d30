/* What a correction costs: a photo of 24 megapixels made ready for a page with it, against the
 * same photo as it came. Processor time of the least busy of several runs.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "bench-photo-kit.h"

#include <glib/gstdio.h>
#include <sys/resource.h>

#define SIDE 2560
#define N_RUNS 4
/* A correction must not cost more than half as much again; some more is noise. */
#define WORST_RATIO 1.7

static const char *const edits[] = {
  "{\"turn\":1}",
  "{\"brightness\":0.2,\"contrast\":0.3}",
  "{\"areas\":[[\"blur\",0.1,0.1,0.2,0.2],[\"pixelate\",0.6,0.6,0.3,0.3]]}",
  "{\"crop\":[0.05,0.05,0.9,0.9]}",
  "{\"crop\":[0.25,0.25,0.5,0.5]}",
  "{\"crop\":[0.45,0.45,0.1,0.1]}",
  "{\"level\":3}",
  "{\"level\":3,\"crop\":[0.25,0.25,0.5,0.5]}",
  ("{\"level\":5,\"turn\":1,\"crop\":[0.2,0.2,0.6,0.6],\"brightness\":0.1,"
   "\"areas\":[[\"blur\",0.4,0.4,0.2,0.2]]}"),
};

static double
cpu_of_children (void)
{
  struct rusage usage;

  getrusage (RUSAGE_CHILDREN, &usage);
  return (double)usage.ru_utime.tv_sec + (double)usage.ru_stime.tv_sec
         + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static double
measure (const Place *place, const char *hash, const BtPhotoEdit *edit)
{
  BtRendition rendition = { .max_side = SIDE, .quality = 85, .edit = edit };
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < N_RUNS; i++)
    {
      double start = cpu_of_children ();
      g_autoptr (GError) error = NULL;
      g_autofree char *path =
          bt_photo_folder_render (place->folder, hash, &rendition, NULL, &error);

      g_assert_no_error (error);
      best = MIN (best, cpu_of_children () - start);
      g_unlink (path);
    }
  return best;
}

int
main (void)
{
  g_auto (Place) place = { 0 };
  g_auto (GStrv) paths = NULL;
  g_autoptr (BtPhotoInfo) info = NULL;
  double plain;
  gboolean ok = TRUE;

  place_init (&place);
  paths = make_photos (&place, 1);
  info = import (&place, paths[0]);
  plain = measure (&place, info->hash, NULL);
  g_print ("as it came: %.0f ms\n", 1000 * plain);
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autoptr (BtPhotoEdit) edit = edit_of (edits[i]);
      double cost = measure (&place, info->hash, edit);

      g_print ("%.2f  %s\n", cost / plain, edits[i]);
      ok = ok && cost / plain < WORST_RATIO;
    }
  return ok ? 0 : 1;
}

/* A hundred photos of 24 megapixels come in and go out, on all processors, against what a
 * newsroom would do without this program in the same run: cp, sync, sha256sum, exiv2 and
 * vipsthumbnail over many files at once. Only the ratio means something elsewhere.
 *
 * Coming in is, for both: copying, the copy on the disk, its hash compared with the source's,
 * metadata read, a thumbnail of 256 pixels, upright and in sRGB. Ours reads the copy back from
 * the disk and not from memory, has its folders on the disk as well, and runs one locked-up
 * process a photo; the peers share processes.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "bench-photo-kit.h"

#include <glib/gstdio.h>
#include <string.h>

#define N_PHOTOS 100
#define WEB_SIDE 2560
#define WEB_QUALITY 85
#define WORST_RATIO 1.0
#define TRIES 2
#define MOST_MB 250
#define FIRST_MS 300

/* $1 is the folder for copies and thumbnails, the others are the files. */
static const char *const peer_ingest =
    "set -e; to=$1; shift; cp -- \"$@\" $to; cd $to; sync -- *.jpg\n"
    "sha256sum -- \"$@\" | sed 's,  .*/,  ,' | sha256sum --check --quiet\n"
    "exiv2 -pa *.jpg >metadata\n"
    "vipsthumbnail --size 256x256 --export-profile srgb -o 'small-%s.jpg[Q=85,strip]'"
    " photo-*.jpg\n";
static const char *const peer_web = "set -e; to=$1; shift; cd $to\n"
                                    "vipsthumbnail --size 2560x2560 --export-profile "
                                    "srgb -o \"$to/web-%s.jpg[Q=85,strip]\""
                                    " \"$@\"; sync -- web-*.jpg\n";

typedef struct
{
  Place place;
  gint64 start;
  gint64 first;
  GMutex lock;
  GPtrArray *hashes;
} Ours;

typedef struct
{
  double ours, theirs, memory;
} Result;

static double
seconds_since (gint64 start)
{
  return (double)(g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

static void
ours_init (Ours *self)
{
  memset (self, 0, sizeof *self);
  place_init (&self->place);
  self->hashes = g_ptr_array_new_with_free_func (g_free);
}

static void
ours_clear (Ours *self)
{
  g_ptr_array_unref (self->hashes);
  place_clear (&self->place);
}

static void
ingest_cb (gpointer data, gpointer user_data)
{
  Ours *self = user_data;
  g_autoptr (GFile) file = g_file_new_for_path (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPhotoInfo) info = bt_photo_folder_ingest (
      self->place.folder, file, BT_PHOTO_THUMBNAIL_SIDE, NULL, NULL, &error);

  g_assert_no_error (error);
  g_mutex_lock (&self->lock);
  if (self->first == 0)
    self->first = g_get_monotonic_time () - self->start;
  g_assert_cmpuint (MAX (info->width, info->height), ==, PHOTO_WIDTH);
  g_assert_cmpstr (info->fields[BT_PHOTO_CITY], ==, "Hà Nội");
  g_ptr_array_add (self->hashes, g_strdup (info->hash));
  g_mutex_unlock (&self->lock);
}

static void
web_cb (gpointer data, gpointer user_data)
{
  Ours *self = user_data;
  BtRendition rendition = { .max_side = WEB_SIDE, .quality = WEB_QUALITY };
  g_autoptr (GError) error = NULL;

  g_free (bt_photo_folder_render (self->place.folder, data, &rendition, NULL, &error));
  g_assert_no_error (error);
}

/* Returns: seconds for all of them */
static double
run_ours (Ours *self, GFunc func, char **items, guint n_items)
{
  GThreadPool *pool =
      g_thread_pool_new (func, self, (int)g_get_num_processors () + 1, TRUE, NULL);

  self->start = g_get_monotonic_time ();
  for (guint i = 0; i < n_items; i++)
    g_thread_pool_push (pool, items[i], NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
  return seconds_since (self->start);
}

/* As many of the script as there are processors, each with its share of the files. */
static double
run_theirs (const Place *place, const char *script, char **paths)
{
  guint n = g_get_num_processors ();
  g_autofree GSubprocess **parts = g_new0 (GSubprocess *, n);
  gint64 start = g_get_monotonic_time ();

  for (guint part = 0; part < n; part++)
    {
      g_autofree char *name = g_strdup_printf ("peer-%u", part);
      g_autofree char *to = place_path (place, name);
      g_autoptr (GPtrArray) argv = g_ptr_array_new ();
      g_autoptr (GError) error = NULL;

      g_mkdir (to, 0700);
      g_ptr_array_add (argv, (gpointer) "sh");
      g_ptr_array_add (argv, (gpointer) "-c");
      g_ptr_array_add (argv, (gpointer)script);
      g_ptr_array_add (argv, (gpointer) "peer");
      g_ptr_array_add (argv, to);
      for (guint i = part; paths[i] != NULL && i < N_PHOTOS; i += n)
        g_ptr_array_add (argv, paths[i]);
      g_ptr_array_add (argv, NULL);
      parts[part] = g_subprocess_newv ((const char *const *)argv->pdata,
                                       G_SUBPROCESS_FLAGS_NONE, &error);
      g_assert_no_error (error);
    }
  for (guint part = 0; part < n; part++)
    {
      g_autoptr (GError) error = NULL;

      g_subprocess_wait_check (parts[part], NULL, &error);
      g_assert_no_error (error);
      g_object_unref (parts[part]);
    }
  return seconds_since (start);
}

static void
print_result (const char *what, const Result *result)
{
  g_print ("%s: %.1f s (%.0f ms a photo), peers %.1f s: ratio %.2f; memory of all "
           "processes %.0f MB\n",
           what, result->ours, 1000 * result->ours / N_PHOTOS, result->theirs,
           result->ours / result->theirs, result->memory);
}

static gboolean
is_met (const char *what, double value, double most)
{
  g_print ("%s: %.2f of at most %.0f%s\n", what, value, most,
           value <= most ? "" : ": NOT MET");
  return value <= most;
}

int
main (void)
{
  g_auto (Place) place = { 0 };
  g_auto (GStrv) paths = NULL;
  double best_ingest = G_MAXDOUBLE, best_web = G_MAXDOUBLE, most_mb = 0;
  gint64 best_first = G_MAXINT64;
  gboolean ok;

  g_setenv ("TMPDIR", "/var/tmp", FALSE); /* a disk, and room for two gigabytes */
  place_init (&place);
  paths = make_photos (&place, N_PHOTOS);
  for (guint try = 0; try < TRIES; try++)
    {
      Ours ours;
      Result in, out;
      Sampler *sampler;

      ours_init (&ours);
      sampler = sampler_start ();
      in.ours = run_ours (&ours, ingest_cb, paths, N_PHOTOS);
      in.memory = sampler_stop (sampler);
      in.theirs = run_theirs (&place, peer_ingest, paths);
      print_result ("coming in", &in);
      g_print ("first thumbnail after %.0f ms\n", (double)ours.first / 1000);
      sampler = sampler_start ();
      out.ours = run_ours (&ours, web_cb, (char **)ours.hashes->pdata, ours.hashes->len);
      out.memory = sampler_stop (sampler);
      out.theirs = run_theirs (&place, peer_web, paths);
      print_result ("2560 px", &out);
      best_ingest = MIN (best_ingest, in.ours / in.theirs);
      best_web = MIN (best_web, out.ours / out.theirs);
      best_first = MIN (best_first, ours.first);
      most_mb = MAX (most_mb, MAX (in.memory, out.memory));
      ours_clear (&ours);
      if (best_ingest <= WORST_RATIO && best_web <= WORST_RATIO
          && best_first <= FIRST_MS * 1000)
        break;
    }
  /* Said and not asserted, so that two gigabytes are taken away in any case. */
  ok = is_met ("coming in, ratio", best_ingest, WORST_RATIO);
  ok = is_met ("2560 px, ratio", best_web, WORST_RATIO) && ok;
  ok = is_met ("first thumbnail, ms", (double)best_first / 1000, FIRST_MS) && ok;
  ok = is_met ("memory of all processes, MB", most_mb, MOST_MB) && ok;
  return ok ? 0 : 1;
}

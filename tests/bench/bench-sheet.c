/* The contact sheet with 5,000 photos, scrolled from the first to the last, and jumped about in:
 * the longest frame, and the memory on the way. It fails above the limits.
 *
 * A frame costs what the window's thread works between two of them: what happens in the frame
 * clock (new cells, layout, painting) and what comes in between (pictures that were read). Other
 * programs' work is not in it.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <adwaita.h>
#include <glib/gstdio.h>
#include <malloc.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "photo/bt-photo-render.h"
#include "sync/bt-photo-words.h"
#include "ui/desk/bt-sheet.h"

#define N_PHOTOS 5000
#define N_KINDS 40 /* of pictures */
#define MAX_FRAME_MS 33.0
#define MAX_GROWTH_MB 24
#define SPEED 150 /* pixels a frame: 9,000 a second */
#define N_JUMPS 150
#define TRIES 2

GResource *bt_ui_get_resource (void); /* the linker would leave it out of the library */

typedef struct
{
  BtContext *context;
  BtDesk *desk;
  BtThumbnails *thumbnails;
  GtkWindow *window;
  GtkWidget *sheet;
  GtkAdjustment *adjustment;

  GArray *works; /* double, ms */
  GArray *walls;
  gint64 worked; /* the processor time at the end of the last frame */
  gint64 began;  /* when this frame began */
  gboolean measuring;
  guint step;
  double early_mb;
  double late_mb;
  gboolean done;
  gboolean failed;
} Bench;

static gint64
processor_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (gint64)time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static double
memory_mb (void)
{
  g_autofree char *text = NULL;
  unsigned long pages = 0;

  malloc_trim (0);
  if (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    sscanf (text, "%*u %lu", &pages);
  return (double)pages * (double)sysconf (_SC_PAGESIZE) / (1024 * 1024);
}

static void
turn (guint ms)
{
  gint64 end = g_get_monotonic_time () + ms * 1000;

  while (g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (500);
    }
}

/* ---- frames ---- */

static void
before_paint_cb (GdkFrameClock *clock, gpointer data)
{
  ((Bench *)data)->began = g_get_monotonic_time ();
}

static void
after_paint_cb (GdkFrameClock *clock, gpointer data)
{
  Bench *bench = data;
  gint64 now = processor_time ();
  double work = (double)(now - bench->worked) / 1000;
  double wall = (double)(g_get_monotonic_time () - bench->began) / 1000;

  bench->worked = now;
  if (!bench->measuring)
    return;
  g_array_append_val (bench->works, work);
  g_array_append_val (bench->walls, wall);
}

static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Bench *bench = data;
  double upper = gtk_adjustment_get_upper (bench->adjustment)
                 - gtk_adjustment_get_page_size (bench->adjustment);
  double value = gtk_adjustment_get_value (bench->adjustment) + SPEED;

  /* the first frame has no start */
  bench->measuring = bench->step++ > 0;
  if (bench->early_mb == 0 && value > upper / 5)
    {
      bench->early_mb = memory_mb ();
      bench->worked = processor_time ();
    }
  gtk_adjustment_set_value (bench->adjustment, MIN (value, upper));
  bench->done = value >= upper;
  return bench->done ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

static gboolean
jump_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Bench *bench = data;
  double upper = gtk_adjustment_get_upper (bench->adjustment)
                 - gtk_adjustment_get_page_size (bench->adjustment);

  bench->measuring = bench->step > 0;
  gtk_adjustment_set_value (bench->adjustment,
                            (double)(bench->step * 7919 % 1000) / 1000 * upper);
  bench->done = ++bench->step > N_JUMPS;
  return bench->done ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

/* ---- running ---- */

static int
compare (const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

static double
part (GArray *times, double share)
{
  qsort (times->data, times->len, sizeof (double), compare);
  return g_array_index (times, double, (guint)(share * (times->len - 1)));
}

static gboolean
run (Bench *bench, const char *name, GtkTickCallback callback)
{
  double longest;

  g_array_set_size (bench->works, 0);
  g_array_set_size (bench->walls, 0);
  bench->step = 0;
  bench->done = FALSE;
  gtk_adjustment_set_value (bench->adjustment, 0);
  turn (700);
  gtk_widget_add_tick_callback (bench->sheet, callback, bench, NULL);
  while (!bench->done)
    g_main_context_iteration (NULL, TRUE);
  turn (50);
  bench->measuring = FALSE;
  longest = part (bench->works, 1);
  g_print ("# %s: %u frames, work %.1f ms (half), %.1f (99 %%), %.1f (longest; at most "
           "%.0f); on the wall %.1f, %.1f, %.1f\n",
           name, bench->works->len, part (bench->works, 0.5), part (bench->works, 0.99),
           longest, MAX_FRAME_MS, part (bench->walls, 0.5), part (bench->walls, 0.99),
           part (bench->walls, 1));
  return longest <= MAX_FRAME_MS;
}

static void
report (Bench *bench, int number, const char *name, gboolean ok)
{
  g_print ("%sok %d - %s\n", ok ? "" : "not ", number, name);
  bench->failed |= !ok;
}

static void
run_all (Bench *bench)
{
  gboolean ok = FALSE;

  for (int try = 0; try < TRIES && !ok; try++)
    {
      bench->early_mb = 0;
      ok = run (bench, "scrolling", scroll_cb);
    }
  bench->late_mb = memory_mb ();
  report (bench, 1, "scrolling", ok);
  ok = FALSE;
  for (int try = 0; try < TRIES && !ok; try++)
    ok = run (bench, "jumping", jump_cb);
  report (bench, 2, "jumping", ok);
  g_print (
      "# memory: %.1f MB after a fifth, %.1f MB at the end; %.1f MB of it pictures\n",
      bench->early_mb, bench->late_mb,
      (double)bt_thumbnails_get_bytes (bench->thumbnails) / (1024 * 1024));
  report (bench, 3, "memory", bench->late_mb - bench->early_mb <= MAX_GROWTH_MB);
  /* without pictures it would be no wonder */
  report (bench, 4, "pictures",
          bt_thumbnails_get_bytes (bench->thumbnails) > BT_THUMBNAILS_MAX_BYTES / 2);
  g_print ("1..4\n");
}

/* ---- photos ---- */

static void
make_pictures (const char *folder)
{
  for (int kind = 0; kind < N_KINDS; kind++)
    {
      gboolean tall = kind % 5 == 0;
      g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8,
                                                     tall ? 171 : 256, tall ? 256 : 171);
      g_autofree char *path = g_strdup_printf ("%s/%d.jpg", folder, kind);
      guchar *pixels = gdk_pixbuf_get_pixels (pixbuf);
      gsize size = gdk_pixbuf_get_byte_length (pixbuf);

      for (gsize i = 0; i < size; i++)
        pixels[i] = (guchar)(i / 3 * (gsize)(kind + 1) / 64 + i % 3 * 40
                             + (i * 2654435761u >> 27));
      g_assert_true (gdk_pixbuf_save (pixbuf, path, "jpeg", NULL, "quality", "85", NULL));
    }
}

static void
keep_picture (const char *picture, const char *path)
{
  g_autofree char *parent = g_path_get_dirname (path);

  g_mkdir_with_parents (parent, 0700);
  g_assert_cmpint (link (picture, path), ==, 0);
}

/* As an ingest leaves them: rows in the store, thumbnails in the cache. */
static void
make_photos (BtContext *context, const char *folder)
{
  const BtRendition rendition = { .max_side = BT_PHOTO_THUMBNAIL_SIDE,
                                  .quality = BT_PHOTO_THUMBNAIL_QUALITY };
  g_autofree char *cache = g_build_filename (folder, "cache", NULL);
  GError *error = NULL;

  make_pictures (folder);
  for (int i = 0; i < N_PHOTOS; i++)
    {
      g_autofree char *hash =
          g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *)&i, sizeof i);
      g_autofree char *path = bt_photo_render_path (cache, hash, &rendition, &error);
      g_autofree char *original =
          bt_photo_folder_get_path (bt_context_get_photos (context), hash);
      g_autofree char *picture = g_strdup_printf ("%s/%d.jpg", folder, i % N_KINDS);
      g_autofree char *date = g_strdup_printf ("2026-%02d-%02dT%02d:%02d:00", 1 + i / 450,
                                               1 + i / 16 % 28, i / 60 % 24, i % 60);
      g_autoptr (BtStoredPhoto) row = bt_stored_photo_new ();
      g_autoptr (BtPhotoInfo) info = bt_photo_info_new ();

      g_assert_no_error (error);
      keep_picture (picture, path);
      keep_picture (picture, original);
      info->hash = g_strdup (hash);
      info->name = g_strdup_printf ("DSC_%04d.JPG", i);
      info->mime = g_strdup ("image/jpeg");
      info->width = 6000;
      info->height = 4000;
      bt_photo_info_set (info, BT_PHOTO_DATE_CREATED, date);
      if (i % 3 == 0)
        bt_photo_info_set (info, BT_PHOTO_CAPTION, "Ghe chở khóm cập chợ nổi.");
      bt_stored_photo_set_info (row, info);
      row->rating = (guint)i % 6;
      row->mark = (guint)i % 8;
      row->choice = (BtChoice)(i % 3);
      g_assert_true (
          bt_store_put_photo_sync (bt_context_get_store (context), row, &error));
    }
}

static void
loaded_cb (BtDesk *desk, Bench *bench)
{
  bench->done = TRUE;
}

static void
activate_cb (GtkApplication *app, Bench *bench)
{
  const BtPhotoQuery all = { 0 };

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  bench->desk = bt_desk_new (bench->context);
  bench->thumbnails = bt_thumbnails_new (bt_context_get_photos (bench->context));
  bench->sheet = bt_sheet_new (bench->desk, bench->thumbnails);
  bench->window = GTK_WINDOW (adw_application_window_new (app));
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (bench->window),
                                      bench->sheet);
  gtk_window_set_default_size (bench->window, 1280, 840);
  gtk_window_present (bench->window);
  bench->adjustment = gtk_scrollable_get_vadjustment (
      GTK_SCROLLABLE (bt_sheet_get_grid (BT_SHEET (bench->sheet))));
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (bench->window)),
                    "before-paint", G_CALLBACK (before_paint_cb), bench);
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (bench->window)),
                    "after-paint", G_CALLBACK (after_paint_cb), bench);
  g_signal_connect (bench->desk, "loaded", G_CALLBACK (loaded_cb), bench);
  bt_desk_set_scope (bench->desk, &all);
  while (!bench->done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (bt_desk_get_n_all (bench->desk), ==, N_PHOTOS);
  turn (1000);
  run_all (bench);
  gtk_window_destroy (bench->window);
  turn (300);
}

static void
remove_tree (const char *folder)
{
  const char *argv[] = { "/bin/rm", "-rf", folder, NULL };

  g_spawn_sync (NULL, (char **)argv, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL);
}

int
main (void)
{
  Bench bench = { 0 };
  g_autofree char *folder = g_dir_make_tmp ("banthao-bench.XXXXXX", NULL);
  g_autoptr (AdwApplication) app = NULL;

  bench.context = bt_context_new (folder);
  bench.works = g_array_new (FALSE, FALSE, sizeof (double));
  bench.walls = g_array_new (FALSE, FALSE, sizeof (double));
  make_photos (bench.context, folder);
  g_resources_register (bt_ui_get_resource ());
  app = g_object_new (ADW_TYPE_APPLICATION, "application-id", "vn.banthao.Bench",
                      "resource-base-path", "/vn/banthao/BanThao", "flags",
                      G_APPLICATION_NON_UNIQUE, NULL);
  g_signal_connect (app, "activate", G_CALLBACK (activate_cb), &bench);
  g_application_run (G_APPLICATION (app), 0, NULL);
  g_clear_object (&bench.thumbnails);
  g_clear_object (&bench.desk);
  g_clear_object (&bench.context);
  g_array_unref (bench.works);
  g_array_unref (bench.walls);
  remove_tree (folder);
  return bench.failed ? 1 : 0;
}

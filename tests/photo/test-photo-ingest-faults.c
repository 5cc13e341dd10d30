/* What goes wrong while photos come in: nothing half-written stays.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo-testing.h"

#include "photo/bt-photo-copy.h"
#include "photo/bt-photo-hash.h"
#include "photo/bt-photo-render.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#define SIDE BT_PHOTO_THUMBNAIL_SIDE
#define MEGABYTE (1024 * 1024)

static char *
make_photo (const Place *place, const char *name)
{
  g_autoptr (GdkPixbuf) pixbuf = quadrants (640, 480);

  return save (place, pixbuf, name, "jpeg");
}

/* With so much behind its end that reading takes a while. */
static char *
make_long_photo (const Place *place, const char *name)
{
  char *path = make_photo (place, name);

  g_assert_cmpint (truncate (path, 100 * MEGABYTE), ==, 0);
  return path;
}

static void
ingest_fails (const Place *place,
              const char *path,
              GCancellable *cancellable,
              GQuark domain,
              int code)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_assert_null (
      bt_photo_folder_ingest (place->folder, file, SIDE, NULL, cancellable, &error));
  if (!g_error_matches (error, domain, code))
    g_error ("%s: %s", path, error->message);
  g_assert_cmpuint (count_files (place->photos), ==, 0);
  g_assert_cmpuint (count_files (place->cache), ==, 0);
}

/* Does something as soon as the copy has begun. */
typedef struct
{
  const Place *place;
  const char *source;
  GCancellable *cancellable;
} Meddler;

static gboolean
has_begun (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      struct stat st;

      if (stat (child, &st) == 0 && st.st_size > MEGABYTE)
        return TRUE;
    }
  return FALSE;
}

static gpointer
meddle_cb (gpointer data)
{
  Meddler *meddler = data;

  while (!has_begun (meddler->place->photos))
    g_usleep (200);
  if (meddler->cancellable != NULL)
    g_cancellable_cancel (meddler->cancellable);
  else
    g_assert_cmpint (truncate (meddler->source, MEGABYTE / 2), ==, 0);
  return NULL;
}

static void
test_shrinks (void)
{
  g_auto (Place) place = { 0 };
  g_autofree char *source = NULL;
  Meddler meddler = { &place };
  GThread *thread;

  place_init (&place);
  source = make_long_photo (&place, "a.jpg");
  meddler.source = source;
  thread = g_thread_new ("meddle", meddle_cb, &meddler);
  ingest_fails (&place, source, NULL, BT_PHOTO_ERROR, BT_PHOTO_ERROR_READ);
  g_thread_join (thread);
}

static void
test_vanished (void)
{
  g_auto (Place) place = { 0 };
  g_autofree char *source = NULL;

  place_init (&place);
  source = make_photo (&place, "a.jpg");
  g_assert_cmpint (g_unlink (source), ==, 0);
  ingest_fails (&place, source, NULL, BT_PHOTO_ERROR, BT_PHOTO_ERROR_READ);
}

static void
test_cancelled_copying (void)
{
  g_auto (Place) place = { 0 };
  g_autofree char *source = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Meddler meddler = { .place = &place, .cancellable = cancellable };
  GThread *thread;

  place_init (&place);
  source = make_long_photo (&place, "a.jpg");
  thread = g_thread_new ("meddle", meddle_cb, &meddler);
  ingest_fails (&place, source, cancellable, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
}

static gpointer
cancel_cb (gpointer data)
{
  gpointer *shared = data;

  while (!g_file_test (shared[0], G_FILE_TEST_EXISTS))
    g_usleep (1000);
  g_cancellable_cancel (shared[1]);
  return NULL;
}

static void
test_cancelled_looking (void)
{
  g_auto (Place) place = { 0 };
  g_autofree char *source = NULL;
  g_autofree char *here = NULL;
  g_autofree char *mark = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gpointer shared[2];
  GThread *thread;

  place_init (&place);
  source = make_photo (&place, "a.jpg");
  here = worker_script (&place, "echo $$ > $HERE/pid; exec sleep 60");
  mark = g_build_filename (here, "pid", NULL);
  shared[0] = mark;
  shared[1] = cancellable;
  thread = g_thread_new ("cancel", cancel_cb, shared);
  ingest_fails (&place, source, cancellable, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
  worker_real ();
}

#define DESCRIPTION "'{\"mime\":\"image/jpeg\",\"width\":640,\"height\":480}'"

/* A worker that describes but writes no thumbnail is not believed. */
static void
test_no_thumbnail (void)
{
  static const char *const bodies[] = {
    "echo " DESCRIPTION,
    "printf '\\377\\330\\377\\340 half' > $3; echo " DESCRIPTION,
    "kill -9 $$",
  };
  static const BtPhotoError codes[] = { BT_PHOTO_ERROR_WORKER, BT_PHOTO_ERROR_WORKER,
                                        BT_PHOTO_ERROR_LIMIT };
  g_auto (Place) place = { 0 };
  g_autofree char *source = NULL;

  place_init (&place);
  source = make_photo (&place, "a.jpg");
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_free (worker_script (&place, bodies[i]));
      ingest_fails (&place, source, NULL, BT_PHOTO_ERROR, (int)codes[i]);
    }
  worker_real ();
}

/* The copy is compared with what was read, and not with itself: on the disk it may be other
 * than it was written. */
static void
test_verify (void)
{
  g_auto (Place) place = { 0 };
  g_autofree char *source = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *now = NULL;
  g_autoptr (BtPhotoTemp) temp = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  guint64 size = 0;
  guint8 byte;

  place_init (&place);
  source = make_photo (&place, "a.jpg");
  g_assert_cmpint (truncate (source, 3 * MEGABYTE + 17), ==, 0);
  file = g_file_new_for_path (source);
  temp = bt_photo_temp_new (place.photos, &error);
  g_assert_no_error (error);
  hash = bt_photo_copy (file, temp, &size, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (size, ==, 3 * MEGABYTE + 17);
  g_assert_true (bt_photo_copy_verify (temp, hash, NULL, &error));
  g_assert_no_error (error);
  now = bt_photo_hash_file (source, NULL, NULL);
  g_assert_cmpstr (now, ==, hash);

  /* One bit, in the last byte, which no whole block holds. */
  g_assert_cmpint (pread (temp->fd, &byte, 1, 3 * MEGABYTE + 16), ==, 1);
  byte ^= 1;
  g_assert_cmpint (pwrite (temp->fd, &byte, 1, 3 * MEGABYTE + 16), ==, 1);
  g_assert_cmpint (fsync (temp->fd), ==, 0);
  g_assert_false (bt_photo_copy_verify (temp, hash, NULL, &error));
  g_assert_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_WRITE);
  g_clear_error (&error);

  /* Shorter than it was. */
  g_assert_cmpint (ftruncate (temp->fd, 3 * MEGABYTE), ==, 0);
  g_assert_false (bt_photo_copy_verify (temp, hash, NULL, &error));
  g_assert_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_WRITE);
}

/* FIPS 180-4, and lengths about the size of a block and of what is read at once. */
static void
test_hash (void)
{
  static const gsize lengths[] = { 0, 1, 55, 56, 63, 64, 65, 262143, 262144, 262145 };
  g_autoptr (BtPhotoHash) hash = bt_photo_hash_new ();
  g_autofree char *abc = NULL;
  g_autofree guint8 *data = g_malloc (300000);
  g_auto (Place) place = { 0 };

  bt_photo_hash_update (hash, "abc", 3);
  abc = bt_photo_hash_end (hash);
  g_assert_cmpstr (abc, ==,
                   "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  place_init (&place);
  for (guint i = 0; i < 300000; i++)
    data[i] = (guint8)(i * 7 >> 3);
  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree char *path = place_write (&place, "bytes", data, lengths[i]);
      g_autofree char *glib =
          g_compute_checksum_for_data (G_CHECKSUM_SHA256, data, lengths[i]);
      g_autofree char *plain = bt_photo_hash_file (path, NULL, NULL);
      g_autofree char *disk = bt_photo_hash_disk (path, NULL, NULL);

      g_assert_cmpstr (plain, ==, glib);
      g_assert_cmpstr (disk, ==, glib);
    }
}

/* @full: "card" is never: the originals' or the thumbnails' disk is. */
static void
ingest_on_small_disk (gboolean small_photos)
{
  g_auto (Place) place = { 0 };
  g_autoptr (BtPhotoFolder) folder = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *small = NULL;
  g_autofree char *source = NULL;
  g_autofree char *filler = g_malloc0 (64 * 1024);

  place_init (&place);
  small = place_path (&place, "disk");
  g_assert_cmpint (g_mkdir (small, 0700), ==, 0);
  g_assert_cmpint (mount ("tmpfs", small, "tmpfs", 0, "size=64k"), ==, 0);
  source = make_photo (&place, "a.jpg");
  file = g_file_new_for_path (source);
  folder = small_photos ? bt_photo_folder_new (small, place.cache)
                        : bt_photo_folder_new (place.photos, small);
  if (small_photos)
    g_assert_cmpint (truncate (source, 2 * MEGABYTE), ==, 0);
  else
    g_free (place_write (&place, "disk/filler", filler, 64 * 1024));
  g_assert_null (bt_photo_folder_ingest (folder, file, SIDE, NULL, NULL, &error));
  g_assert_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_NO_SPACE);
  g_assert_cmpuint (count_files (small), ==, small_photos ? 0 : 1);
  g_assert_cmpuint (count_files (place.photos), ==, 0);
  g_assert_cmpuint (count_files (place.cache), ==, 0);
  g_assert_cmpint (umount (small), ==, 0);
}

static void
test_disk_full (void)
{
  if (geteuid () != 0)
    {
      g_test_skip ("only root can mount a small disk");
      return;
    }
  ingest_on_small_disk (TRUE);
  ingest_on_small_disk (FALSE);
}

/* Killed between one file and the next, removing goes on where it was. */
static void
test_remove_again (void)
{
  g_auto (Place) place = { 0 };
  g_autofree char *source = NULL;
  g_autofree char *kept = NULL;
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autoptr (GFile) file = NULL;

  place_init (&place);
  source = make_photo (&place, "a.jpg");
  file = g_file_new_for_path (source);
  info = bt_photo_folder_ingest (place.folder, file, SIDE, NULL, NULL, NULL);
  g_assert_nonnull (info);
  kept = bt_photo_folder_get_path (place.folder, info->hash);
  g_assert_cmpint (g_unlink (kept), ==, 0);
  g_assert_cmpuint (count_files (place.cache), ==, 1);
  g_assert_true (bt_photo_folder_remove (place.folder, info->hash, NULL));
  g_assert_cmpuint (count_files (place.cache), ==, 0);
}

typedef struct
{
  const Place *place;
  const char *hash;
  GError *error;
} Render;

static gpointer
render_cb (gpointer data)
{
  Render *render = data;
  BtRendition rendition = { .max_side = 300, .quality = 80 };

  g_assert_null (bt_photo_folder_render (render->place->folder, render->hash, &rendition,
                                         NULL, &render->error));
  return NULL;
}

/* A rendition that is being made while its photo is thrown away does not come to stay. */
static void
test_remove_while_rendering (void)
{
  g_auto (Place) place = { 0 };
  g_autofree char *source = NULL;
  g_autofree char *here = NULL;
  g_autofree char *mark = NULL;
  g_autoptr (BtPhotoInfo) info = NULL;
  Render render = { &place };
  GThread *thread;

  place_init (&place);
  source = make_photo (&place, "a.jpg");
  info = import (&place, source);
  here = worker_script (&place, "$REAL \"$@\"; : > $HERE/made; sleep 0.3");
  mark = g_build_filename (here, "made", NULL);
  render.hash = info->hash;
  thread = g_thread_new ("render", render_cb, &render);
  while (!g_file_test (mark, G_FILE_TEST_EXISTS))
    g_usleep (1000);
  g_assert_true (bt_photo_folder_remove (place.folder, info->hash, NULL));
  g_thread_join (thread);
  worker_real ();
  g_assert_error (render.error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_MISSING);
  g_clear_error (&render.error);
  g_assert_cmpuint (count_files (place.photos), ==, 0);
  g_assert_cmpuint (count_files (place.cache), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo/ingest-faults/shrinks", test_shrinks);
  g_test_add_func ("/photo/ingest-faults/vanished", test_vanished);
  g_test_add_func ("/photo/ingest-faults/cancelled-copying", test_cancelled_copying);
  g_test_add_func ("/photo/ingest-faults/cancelled-looking", test_cancelled_looking);
  g_test_add_func ("/photo/ingest-faults/no-thumbnail", test_no_thumbnail);
  g_test_add_func ("/photo/ingest-faults/verify", test_verify);
  g_test_add_func ("/photo/ingest-faults/hash", test_hash);
  g_test_add_func ("/photo/ingest-faults/disk-full", test_disk_full);
  g_test_add_func ("/photo/ingest-faults/remove-again", test_remove_again);
  g_test_add_func ("/photo/ingest-faults/remove-while-rendering",
                   test_remove_while_rendering);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ingest-kit.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

void
desk_init (Desk *desk)
{
  g_autoptr (GError) error = NULL;

  desk->root = g_dir_make_tmp ("banthao-ingest-XXXXXX", &error);
  g_assert_no_error (error);
  desk->card = g_build_filename (desk->root, "card", NULL);
  desk->data = g_build_filename (desk->root, "data", NULL);
  g_assert_cmpint (g_mkdir (desk->card, 0700), ==, 0);
  desk->context = bt_context_new (desk->data);
}

void
desk_restart (Desk *desk)
{
  bt_store_close_sync (bt_context_get_store (desk->context));
  g_clear_object (&desk->context);
  desk->context = bt_context_new (desk->data);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    dir = g_dir_open (path, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_assert_cmpint (g_remove (path), ==, 0);
}

void
desk_clear (Desk *desk)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  bt_store_close_sync (bt_context_get_store (desk->context));
  g_clear_object (&desk->context);
  remove_tree (desk->root);
  g_free (desk->root);
  g_free (desk->card);
  g_free (desk->data);
}

/* ---- the card ---- */

char *
card_write (const Desk *desk, const char *name, const void *data, gsize length)
{
  char *path = g_build_filename (desk->card, name, NULL);
  g_autofree char *above = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (above, 0700), ==, 0);
  g_file_set_contents_full (path, data, (gssize)length, G_FILE_SET_CONTENTS_NONE, 0600,
                            &error);
  g_assert_no_error (error);
  return path;
}

/* One picture, and a comment that makes each file another one. */
char *
card_photo (const Desk *desk, const char *name, guint number)
{
  static char *jpeg;
  static gsize length;
  g_autofree char *comment = g_strdup_printf ("photo number %08u", number);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  const guint8 head[] = { 0xff, 0xd8, 0xff, 0xfe, 0, (guint8)(strlen (comment) + 2) };

  if (jpeg == NULL)
    {
      g_autoptr (GdkPixbuf) pixbuf =
          gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 96, 64);

      gdk_pixbuf_fill (pixbuf, 0x4080c0ff);
      g_assert_true (
          gdk_pixbuf_save_to_buffer (pixbuf, &jpeg, &length, "jpeg", NULL, NULL));
    }
  g_byte_array_append (bytes, head, sizeof head);
  g_byte_array_append (bytes, (const guint8 *)comment, (guint)strlen (comment));
  g_byte_array_append (bytes, (const guint8 *)jpeg + 2, (guint)length - 2);
  return card_write (desk, name, bytes->data, bytes->len);
}

void
card_photos (const Desk *desk, guint n)
{
  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *name = g_strdup_printf ("DCIM/100BANTH/IMG_%04u.JPG", i);

      g_free (card_photo (desk, name, i));
    }
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

static void
add_state (GChecksum *sum, const char *path)
{
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *bytes = NULL;
  const char *name;
  gsize length;
  struct stat st;

  g_assert_cmpint (lstat (path, &st), ==, 0);
  g_checksum_update (sum, (guchar *)path, -1);
  g_checksum_update (sum, (guchar *)&st.st_mtim, sizeof st.st_mtim);
  g_checksum_update (sum, (guchar *)&st.st_mode, sizeof st.st_mode);
  if (S_ISREG (st.st_mode) && g_file_get_contents (path, &bytes, &length, NULL))
    g_checksum_update (sum, (guchar *)bytes, (gssize)length);
  if (S_ISDIR (st.st_mode))
    dir = g_dir_open (path, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_build_filename (path, name, NULL));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    add_state (sum, g_ptr_array_index (names, i));
}

char *
card_state (const Desk *desk)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  add_state (sum, desk->card);
  return g_strdup (g_checksum_get_string (sum));
}

/* ---- taking in ---- */

static void
photo_cb (BtIngest *ingest, const char *hash, Told *told)
{
  g_assert_cmpuint (told->finished, ==, 0);
  if (told->photos->len == 0)
    told->first = g_get_monotonic_time () - told->first;
  g_ptr_array_add (told->photos, g_strdup (hash));
}

static void
progress_cb (BtIngest *ingest, Told *told)
{
  BtIngestCount count;

  g_assert_cmpuint (told->finished, ==, 0);
  bt_ingest_get_count (ingest, &count);
  g_assert_cmpuint (count.found, ==,
                    count.kept + count.known + count.failed + count.left);
  g_assert_cmpuint (count.bytes_done, <=, count.bytes);
  told->progress++;
}

static void
finished_cb (BtIngest *ingest, Told *told)
{
  told->finished++;
}

void
told_start (Told *told, const Desk *desk, const BtIngestOptions *options)
{
  static const BtIngestOptions all = { .recursive = TRUE };
  g_autoptr (GFile) source = g_file_new_for_path (desk->card);

  told->ingest = bt_ingest_new (desk->context, source, options != NULL ? options : &all);
  told->photos = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect (told->ingest, "photo", G_CALLBACK (photo_cb), told);
  g_signal_connect (told->ingest, "progress", G_CALLBACK (progress_cb), told);
  g_signal_connect (told->ingest, "finished", G_CALLBACK (finished_cb), told);
  g_assert_cmpint (bt_ingest_get_state (told->ingest), ==, BT_INGEST_WAITING);
  told->first = g_get_monotonic_time ();
  bt_ingest_start (told->ingest);
}

static gboolean
timed_out_cb (gpointer data)
{
  g_error ("nothing happened in time");
  return G_SOURCE_REMOVE;
}

void
told_wait (Told *told, guint photos)
{
  guint timer = g_timeout_add_seconds (30, timed_out_cb, NULL);

  while (told->finished == 0 && told->photos->len < photos)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);
}

void
told_clear (Told *told)
{
  g_signal_handlers_disconnect_by_data (told->ingest, told);
  g_clear_object (&told->ingest);
  g_ptr_array_unref (told->photos);
}

void
ingest_all (Told *told, const Desk *desk, const BtIngestOptions *options)
{
  told_start (told, desk, options);
  told_wait (told, G_MAXUINT);
  g_assert_cmpuint (told->finished, ==, 1);
  g_assert_cmpuint (told->progress, >, 0);
}

/* ---- what is there then ---- */

void
assert_count (Told *told, guint found, guint kept, guint known, guint failed, guint left)
{
  BtIngestCount count;

  bt_ingest_get_count (told->ingest, &count);
  g_assert_cmpuint (count.found, ==, found);
  g_assert_cmpuint (count.kept, ==, kept);
  g_assert_cmpuint (count.known, ==, known);
  g_assert_cmpuint (count.failed, ==, failed);
  g_assert_cmpuint (count.left, ==, left);
  g_assert_cmpuint (told->photos->len, ==, kept);
  g_assert_cmpint (count.seconds, ==, -1);
  if (left == 0)
    g_assert_cmpuint (count.bytes_done, ==, count.bytes);
}

static guint
count_files (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint count = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      count += g_file_test (child, G_FILE_TEST_IS_DIR) ? count_files (child) : 1;
    }
  return count;
}

static GPtrArray *
list_stored (const Desk *desk)
{
  BtPhotoQuery query = { 0 };
  g_autoptr (GError) error = NULL;
  GPtrArray *photos =
      bt_store_list_photos_sync (bt_context_get_store (desk->context), &query, &error);

  g_assert_no_error (error);
  return photos;
}

void
assert_whole (const Desk *desk, guint n)
{
  BtPhotoFolder *folder = bt_context_get_photos (desk->context);
  g_autoptr (GPtrArray) photos = list_stored (desk);
  g_autofree char *originals = g_build_filename (desk->data, "photos", NULL);
  g_autofree char *cache = g_build_filename (desk->data, "cache", NULL);

  g_assert_cmpuint (photos->len, ==, n);
  for (guint i = 0; i < photos->len; i++)
    {
      const BtStoredPhoto *photo = g_ptr_array_index (photos, i);
      g_autoptr (GError) error = NULL;

      g_assert_true (bt_photo_folder_verify (folder, photo->hash, NULL, &error));
      g_assert_no_error (error);
    }
  g_assert_cmpuint (count_files (originals), ==, n);
  g_assert_cmpuint (count_files (cache), ==, n);
}

BtStoredPhoto *
stored_named (const Desk *desk, const char *name)
{
  g_autoptr (GPtrArray) photos = list_stored (desk);

  for (guint i = 0; i < photos->len; i++)
    if (g_strcmp0 (((BtStoredPhoto *)g_ptr_array_index (photos, i))->name, name) == 0)
      return g_ptr_array_steal_index (photos, i);
  return NULL;
}

const BtIngestFile *
file_named (GPtrArray *files, const char *name)
{
  for (guint i = 0; i < files->len; i++)
    if (g_strcmp0 (((BtIngestFile *)g_ptr_array_index (files, i))->name, name) == 0)
      return g_ptr_array_index (files, i);
  return NULL;
}

/* Many photos from a card: all of them, each once, and the card as it was.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ingest-kit.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "sync/bt-publish.h"

static void
assert_named (const Desk *desk, const char *name)
{
  g_autoptr (BtStoredPhoto) stored = stored_named (desk, name);

  g_assert_nonnull (stored);
}

static void
test_card (void)
{
  g_auto (Desk) desk = { 0 };
  g_auto (Told) told = { 0 };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GPtrArray) failures = NULL;
  g_autoptr (GPtrArray) batches = NULL;
  g_autoptr (BtStoredPhoto) photo = NULL;
  g_autoptr (GError) error = NULL;
  const BtPhotoBatch *batch;

  desk_init (&desk);
  card_photos (&desk, 60);
  before = card_state (&desk);
  ingest_all (&told, &desk, NULL);

  g_assert_cmpint (bt_ingest_get_state (told.ingest), ==, BT_INGEST_FINISHED);
  assert_count (&told, 60, 60, 0, 0, 0);
  assert_whole (&desk, 60);
  failures = bt_ingest_get_failures (told.ingest);
  g_assert_cmpuint (failures->len, ==, 0);
  g_assert_null (bt_ingest_get_error (told.ingest));
  after = card_state (&desk);
  g_assert_cmpstr (before, ==, after);

  photo = stored_named (&desk, "IMG_0007.JPG");
  g_assert_nonnull (photo);
  g_assert_cmpint (photo->batch, ==, bt_ingest_get_batch (told.ingest));
  g_assert_cmpint (photo->edited, ==, 0);
  g_assert_cmpuint (photo->width, ==, 96);

  batches = bt_store_list_batches_sync (bt_context_get_store (desk.context), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (batches->len, ==, 1);
  batch = g_ptr_array_index (batches, 0);
  g_assert_cmpint (batch->id, ==, bt_ingest_get_batch (told.ingest));
  g_assert_cmpuint (batch->photos, ==, 60);
  g_assert_cmpstr (batch->source, ==, desk.card);
  g_assert_true (g_str_has_prefix (batch->name, "card "));
  g_assert_cmpuint (strlen (batch->name), ==, strlen ("card 28/12/2017"));
}

/* Some at a time, so neighbours may change places, and one thread may be held up. */
static void
test_order (void)
{
  g_auto (Desk) desk = { 0 };
  g_auto (Told) told = { 0 };
  guint astray = 0;

  desk_init (&desk);
  for (guint i = 40; i > 0; i--)
    {
      g_autofree char *name = g_strdup_printf ("%s/P%u.jpg", i > 20 ? "b" : "a", i);

      g_free (card_photo (&desk, name, i));
    }
  ingest_all (&told, &desk, NULL);
  assert_count (&told, 40, 40, 0, 0, 0);
  for (guint i = 0; i < 40; i++)
    {
      g_autoptr (BtStoredPhoto) photo = bt_store_get_photo_sync (
          bt_context_get_store (desk.context), g_ptr_array_index (told.photos, i), NULL);
      guint place = (guint)g_ascii_strtoull (photo->name + 1, NULL, 10) - 1;

      astray += MAX (place, i) - MIN (place, i);
    }
  /* Without any order it would be some 530. */
  g_assert_cmpuint (astray, <=, 120);
}

/* What cameras, systems and people put beside photos. */
static void
test_others (void)
{
  static const char *const others[] = { "DCIM/100/DSC_1.NEF", "DCIM/100/MVI_2.MOV",
                                        "DCIM/100/DSC_1.xmp", "DCIM/100/MVI_2.THM",
                                        "MISC/note",          "NIKON001.DSC" };
  static const char *const hidden[] = { ".Trashes/501/a.jpg",
                                        "System Volume Information/b.jpg",
                                        "DCIM/100/._DSC_1.JPG", "DCIM/.c.jpg" };
  g_auto (Desk) desk = { 0 };
  g_auto (Told) told = { 0 };
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) failures = NULL;
  g_autofree char *outside = NULL;
  g_autofree char *link = NULL;
  g_autofree char *loop = NULL;
  BtIngestCount count;

  desk_init (&desk);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_free (card_write (&desk, others[i], "no photo at all", 15));
  for (guint i = 0; i < G_N_ELEMENTS (hidden); i++)
    g_free (card_photo (&desk, hidden[i], i));
  g_free (card_photo (&desk, "DCIM/100/DSC_1.JPG", 100));
  g_free (card_photo (&desk, "DCIM/100/photo without an ending", 101));
  g_free (card_write (&desk, "DCIM/100/DSC_2.JPG", "", 0));
  g_free (card_write (&desk, "DCIM/100/DSC_3.JPG", "<html>", 6));
  /* A link out of the card, and one that goes round. */
  outside = card_photo (&desk, "../outside.jpg", 102);
  link = g_build_filename (desk.card, "DCIM", "link.jpg", NULL);
  g_assert_cmpint (symlink (outside, link), ==, 0);
  loop = g_build_filename (desk.card, "DCIM", "100", "loop", NULL);
  g_assert_cmpint (symlink (desk.card, loop), ==, 0);

  ingest_all (&told, &desk, NULL);
  g_assert_cmpint (bt_ingest_get_state (told.ingest), ==, BT_INGEST_FINISHED);
  assert_count (&told, 4, 2, 0, 2, 0);
  assert_whole (&desk, 2);
  bt_ingest_get_count (told.ingest, &count);
  g_assert_cmpuint (count.others, ==, G_N_ELEMENTS (others) + 2);
  found = bt_ingest_get_others (told.ingest);
  g_assert_cmpuint (found->len, ==, count.others);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_assert_nonnull (file_named (found, others[i]));
      g_assert_null (file_named (found, others[i])->error);
    }
  g_assert_nonnull (file_named (found, "DCIM/link.jpg"));
  g_assert_nonnull (file_named (found, "DCIM/100/loop"));
  failures = bt_ingest_get_failures (told.ingest);
  g_assert_cmpuint (failures->len, ==, 2);
  g_assert_error (file_named (failures, "DCIM/100/DSC_2.JPG")->error, BT_PHOTO_ERROR,
                  BT_PHOTO_ERROR_KIND);
  g_assert_error (file_named (failures, "DCIM/100/DSC_3.JPG")->error, BT_PHOTO_ERROR,
                  BT_PHOTO_ERROR_KIND);
}

static void
test_again (void)
{
  g_auto (Desk) desk = { 0 };
  g_autofree char *photos = NULL;
  g_auto (GStrv) known = NULL;

  desk_init (&desk);
  card_photos (&desk, 12);
  /* The same bytes under two more names, as when a card was copied twice. */
  g_free (card_photo (&desk, "DCIM/100BANTH/copy of 3.JPG", 3));
  g_free (card_photo (&desk, "DCIM/200/IMG_0003.JPG", 3));
  {
    g_auto (Told) told = { 0 };

    ingest_all (&told, &desk, NULL);
    assert_count (&told, 14, 12, 2, 0, 0);
    assert_whole (&desk, 12);
    known = bt_ingest_get_known (told.ingest);
    g_assert_cmpuint (g_strv_length (known), ==, 1);
  }
  desk_restart (&desk);
  g_free (card_photo (&desk, "DCIM/100BANTH/IMG_0013.JPG", 13));
  {
    g_auto (Told) told = { 0 };

    ingest_all (&told, &desk, NULL);
    assert_count (&told, 15, 1, 14, 0, 0);
    assert_whole (&desk, 13);
  }
  /* A kept original that somebody spoiled is mended by the card. */
  photos = g_build_filename (desk.data, "photos", NULL);
  {
    g_auto (Told) told = { 0 };
    g_autofree char *path =
        bt_photo_folder_get_path (bt_context_get_photos (desk.context), known[0]);

    g_assert_cmpint (g_chmod (path, 0600), ==, 0);
    g_assert_true (g_file_set_contents (path, "spoiled", -1, NULL));
    ingest_all (&told, &desk, NULL);
    assert_count (&told, 15, 0, 15, 0, 0);
    assert_whole (&desk, 13);
  }
}

static void
test_only_these (void)
{
  g_auto (Desk) desk = { 0 };
  g_auto (Told) told = { 0 };
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  BtIngestOptions options = { .files = files, .batch = "Lễ hội Ok Om Bok" };
  static const char *const names[] = { "DCIM/100BANTH/IMG_0002.JPG", "elsewhere",
                                       "none.jpg" };
  g_autoptr (GPtrArray) failures = NULL;
  g_autoptr (GPtrArray) batches = NULL;

  desk_init (&desk);
  card_photos (&desk, 5);
  g_free (card_photo (&desk, "elsewhere/a.jpg", 6));
  g_free (card_photo (&desk, "elsewhere/deeper/b.jpg", 7));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (desk.card, names[i], NULL);

      g_ptr_array_add (files, g_file_new_for_path (path));
    }
  ingest_all (&told, &desk, &options);
  assert_count (&told, 2, 2, 0, 0, 0);
  assert_whole (&desk, 2);
  assert_named (&desk, "a.jpg");
  assert_named (&desk, "IMG_0002.JPG");
  failures = bt_ingest_get_failures (told.ingest);
  g_assert_cmpuint (failures->len, ==, 1);
  g_assert_nonnull (file_named (failures, "none.jpg"));
  batches = bt_store_list_batches_sync (bt_context_get_store (desk.context), NULL);
  g_assert_cmpstr (((BtPhotoBatch *)g_ptr_array_index (batches, 0))->name, ==,
                   "Lễ hội Ok Om Bok");
}

/* ---- names ---- */

static void
test_names (void)
{
  g_auto (Desk) desk = { 0 };
  g_auto (Told) told = { 0 };
  g_autofree char *longest = g_strnfill (251, 'x');
  g_autofree char *long_name = g_strconcat (longest, ".jpg", NULL);
  g_autoptr (GPtrArray) failures = NULL;
  BtIngestCount count;

  desk_init (&desk);
  g_free (card_photo (&desk, "a\nb.jpg", 1));
  g_free (card_photo (&desk, "\xff\xfe.jpg", 2));
  g_free (card_photo (&desk, long_name, 3));
  g_free (card_photo (&desk, "-rf *.jpg", 4));
  g_free (card_photo (&desk, "Chơ\xcc\xa3 nổi.jpg", 5));
  g_free (card_write (&desk, "c\nd.jpg", "bad", 3));
  ingest_all (&told, &desk, NULL);
  assert_count (&told, 6, 5, 0, 1, 0);
  bt_ingest_get_count (told.ingest, &count);
  g_assert_cmpuint (count.others, ==, 0);
  assert_whole (&desk, 5);
  assert_named (&desk, long_name);
  assert_named (&desk, "Chợ nổi.jpg");
  failures = bt_ingest_get_failures (told.ingest);
  g_assert_nonnull (file_named (failures, "c\nd.jpg"));
}

/* The folder in which the program keeps its own photos is no card. */
static void
test_own_folder (void)
{
  g_auto (Desk) desk = { 0 };

  desk_init (&desk);
  card_photos (&desk, 3);
  g_free (desk.card);
  desk.card = g_strdup (desk.root);
  for (guint i = 0; i < 2; i++)
    {
      g_auto (Told) told = { 0 };

      ingest_all (&told, &desk, NULL);
      assert_count (&told, 3, i == 0 ? 3 : 0, i == 0 ? 0 : 3, 0, 0);
      assert_whole (&desk, 3);
    }
}

/* ---- where there is nothing ---- */

static void
test_nothing (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (GError) error = NULL;

  desk_init (&desk);
  {
    g_auto (Told) told = { 0 };

    ingest_all (&told, &desk, NULL);
    g_assert_cmpint (bt_ingest_get_state (told.ingest), ==, BT_INGEST_FINISHED);
    assert_count (&told, 0, 0, 0, 0, 0);
    g_assert_cmpint (bt_ingest_get_batch (told.ingest), ==, 0);
  }
  g_assert_cmpint (g_rmdir (desk.card), ==, 0);
  {
    g_auto (Told) told = { 0 };
    g_autoptr (GPtrArray) failures = NULL;

    ingest_all (&told, &desk, NULL);
    g_assert_cmpint (bt_ingest_get_state (told.ingest), ==, BT_INGEST_SOURCE_GONE);
    failures = bt_ingest_get_failures (told.ingest);
    g_assert_cmpuint (failures->len, ==, 1);
    g_assert_error (((BtIngestFile *)g_ptr_array_index (failures, 0))->error,
                    BT_SYNC_ERROR, BT_SYNC_ERROR_SOURCE_GONE);
    error = bt_ingest_get_error (told.ingest);
    g_assert_error (error, BT_SYNC_ERROR, BT_SYNC_ERROR_SOURCE_GONE);
  }
  g_assert_true (g_file_set_contents (desk.card, "a file", -1, NULL));
  {
    g_auto (Told) told = { 0 };
    g_autoptr (GPtrArray) failures = NULL;

    ingest_all (&told, &desk, NULL);
    g_assert_cmpint (bt_ingest_get_state (told.ingest), ==, BT_INGEST_FINISHED);
    failures = bt_ingest_get_failures (told.ingest);
    g_assert_cmpuint (failures->len, ==, 1);
    g_assert_error (((BtIngestFile *)g_ptr_array_index (failures, 0))->error, G_IO_ERROR,
                    G_IO_ERROR_NOT_DIRECTORY);
  }
}

/* The folder goes while its photos come in. */
static void
test_gone (void)
{
  g_auto (Desk) desk = { 0 };
  g_auto (Told) told = { 0 };
  g_autofree char *elsewhere = NULL;
  g_autoptr (GPtrArray) failures = NULL;
  guint kept;

  desk_init (&desk);
  card_photos (&desk, 60);
  elsewhere = g_build_filename (desk.root, "elsewhere", NULL);
  told_start (&told, &desk, NULL);
  told_wait (&told, 5);
  g_assert_cmpint (g_rename (desk.card, elsewhere), ==, 0);
  told_wait (&told, G_MAXUINT);

  g_assert_cmpint (bt_ingest_get_state (told.ingest), ==, BT_INGEST_SOURCE_GONE);
  kept = told.photos->len;
  g_assert_cmpuint (kept, <, 60);
  assert_count (&told, 60, kept, 0, 0, 60 - kept);
  assert_whole (&desk, kept);
  failures = bt_ingest_get_failures (told.ingest);
  g_assert_cmpuint (failures->len, ==, 60 - kept);
  for (guint i = 0; i < failures->len; i++)
    g_assert_error (((BtIngestFile *)g_ptr_array_index (failures, i))->error,
                    BT_SYNC_ERROR, BT_SYNC_ERROR_SOURCE_GONE);
  g_assert_nonnull (file_named (failures, "DCIM/100BANTH/IMG_0060.JPG"));

  /* It is back: the rest comes in. */
  g_assert_cmpint (g_rename (elsewhere, desk.card), ==, 0);
  {
    g_auto (Told) again = { 0 };

    ingest_all (&again, &desk, NULL);
    assert_count (&again, 60, 60 - kept, kept, 0, 0);
    assert_whole (&desk, 60);
  }
}

static void
test_cancel (void)
{
  g_auto (Desk) desk = { 0 };
  g_auto (Told) told = { 0 };
  g_autoptr (GPtrArray) failures = NULL;
  guint kept;

  desk_init (&desk);
  card_photos (&desk, 60);
  told_start (&told, &desk, NULL);
  told_wait (&told, 5);
  bt_ingest_cancel (told.ingest);
  told_wait (&told, G_MAXUINT);

  g_assert_cmpint (bt_ingest_get_state (told.ingest), ==, BT_INGEST_CANCELLED);
  kept = told.photos->len;
  g_assert_cmpuint (kept, >=, 5);
  g_assert_cmpuint (kept, <, 60);
  assert_count (&told, 60, kept, 0, 0, 60 - kept);
  assert_whole (&desk, kept);
  failures = bt_ingest_get_failures (told.ingest);
  g_assert_cmpuint (failures->len, ==, 0);
  {
    g_auto (Told) again = { 0 };

    ingest_all (&again, &desk, NULL);
    assert_count (&again, 60, 60 - kept, kept, 0, 0);
    assert_whole (&desk, 60);
  }
}

/* Whoever started it may forget it. */
static void
test_dropped (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (GFile) source = NULL;
  BtIngestOptions options = { .recursive = TRUE };
  BtIngest *ingest;

  desk_init (&desk);
  card_photos (&desk, 10);
  source = g_file_new_for_path (desk.card);
  ingest = bt_ingest_new (desk.context, source, &options);
  bt_ingest_start (ingest);
  g_object_add_weak_pointer (G_OBJECT (ingest), (gpointer *)&ingest);
  g_object_unref (ingest);
  while (ingest != NULL)
    g_main_context_iteration (NULL, TRUE);
  assert_whole (&desk, 10);
}

/* Ten thousand names are not read before the first photo is there. */
static void
test_first_photo (void)
{
  g_auto (Desk) desk = { 0 };
  g_auto (Told) told = { 0 };
  g_autofree char *first = NULL;
  BtIngestCount count;

  desk_init (&desk);
  first = card_photo (&desk, "IMG_00000.JPG", 0);
  for (guint i = 1; i < 10000; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/IMG_%05u.JPG", desk.card, i);

      g_assert_cmpint (link (first, path), ==, 0);
    }
  /* The database opened, as in a window. */
  g_free (bt_store_get_setting_sync (bt_context_get_store (desk.context), "x", NULL));
  told_start (&told, &desk, NULL);
  told_wait (&told, 1);
  g_test_message ("first photo after %.0f ms", (double)told.first / 1000);
  g_test_minimized_result ((double)told.first / 1000, "first photo, ms");
  /* 50 ms measured; a machine that is busy with other tests may take its time. */
  g_assert_cmpint (told.first, <, 3 * G_USEC_PER_SEC);
  bt_ingest_cancel (told.ingest);
  told_wait (&told, G_MAXUINT);
  bt_ingest_get_count (told.ingest, &count);
  g_assert_cmpuint (count.kept, ==, 1);
  assert_whole (&desk, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ingest/card", test_card);
  g_test_add_func ("/ingest/order", test_order);
  g_test_add_func ("/ingest/others", test_others);
  g_test_add_func ("/ingest/again", test_again);
  g_test_add_func ("/ingest/only-these", test_only_these);
  g_test_add_func ("/ingest/names", test_names);
  g_test_add_func ("/ingest/own-folder", test_own_folder);
  g_test_add_func ("/ingest/nothing", test_nothing);
  g_test_add_func ("/ingest/gone", test_gone);
  g_test_add_func ("/ingest/cancel", test_cancel);
  g_test_add_func ("/ingest/dropped", test_dropped);
  g_test_add_func ("/ingest/first-photo", test_first_photo);
  return g_test_run ();
}

/* The store with five thousand photos, and with fifty thousand; and how long throwing some
 * away takes beside two hundred articles with four thousand versions.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdlib.h>

#include "photo-kit.h"
#include "store-bench.h"

#define N_PHOTOS 5000
#define N_MANY 50000
#define N_ARTICLES 200
#define N_VERSIONS 20
#define N_DISCARDED 400

/* As much as an agency's photo says. */
static char *
make_info (guint i, const char *caption)
{
  g_autofree char *instructions = bench_text (120);

  return g_strdup_printf (
      "{\"name\":\"DSC_%u.jpg\",\"fields\":{\"caption\":\"%s\",\"instructions\":\"%s\","
      "\"creator\":\"Hoàng Vĩnh Khang\",\"city\":\"Cần Thơ\",\"country\":\"Việt Nam\"}}",
      i, caption, instructions);
}

static void
put_photo (BtStore *store, guint i, gint64 batch)
{
  g_autofree char *caption = bench_text (30);
  g_autofree char *search =
      g_strdup_printf ("DSC_%u.jpg\n%s%s", i, caption, i % 500 == 7 ? " Đà Nẵng" : "");
  g_autofree char *taken = g_strdup_printf (
      "2017-%02u-%02uT%02u:%02u:00", i / 28 % 12 + 1, i % 28 + 1, i / 60 % 24, i % 60);
  g_autoptr (BtStoredPhoto) photo = kit_photo (i, search, taken);
  g_autoptr (GError) error = NULL;

  g_free (photo->info);
  photo->info = make_info (i, caption);
  photo->batch = batch;
  bt_store_put_photo_sync (store, photo, &error);
  g_assert_no_error (error);
}

static void
fill (BtStore *store)
{
  gint64 start = g_get_monotonic_time ();
  gint64 batch = bt_store_add_batch_sync (store, "Thẻ", "/media/the", NULL);

  for (guint i = 1; i <= N_PHOTOS; i++)
    put_photo (store, i, batch);
  g_print ("%d photos put: %.2f ms each\n", N_PHOTOS,
           (double)(g_get_monotonic_time () - start) / 1000 / N_PHOTOS);
}

/* Copies of those that are there, with the clock of other days. */
static void
fill_many (Bench *bench)
{
  g_autofree char *sql = g_strdup_printf (
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
      "INSERT INTO photo (hash, name, mime, width, height, size, imported, taken,"
      " captioned, search, info) SELECT printf ('%%04x', i) || substr (hash, 5), name,"
      " mime, width, height, size, imported, 2017 + i || substr (taken, 5), captioned,"
      " search, info FROM n, photo;"
      "INSERT INTO photo_search_folded (photo_search_folded) VALUES ('rebuild');"
      "INSERT INTO photo_search_exact (photo_search_exact) VALUES ('rebuild')",
      N_MANY / N_PHOTOS - 1);
  char *message = NULL;

  if (sqlite3_exec (bench->bare, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s", message);
}

/* The last photos are in no article. */
static void
fill_articles (BtStore *store)
{
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < N_ARTICLES; i++)
    {
      g_autofree char *photos =
          g_strdup_printf ("%u %u %u", i * 3 + 1, i * 3 + 2, i * 3 + 3);
      g_autoptr (BtArticle) article = kit_article_with ("Một", photos);
      g_autoptr (GError) error = NULL;

      for (guint j = 0; j < 20; j++)
        {
          g_autofree char *text = bench_text (100);

          bt_article_append_block (article, bt_block_new_text (BT_BLOCK_PARAGRAPH, text));
        }
      bt_store_save_article_sync (store, article, 0, &error);
      for (guint j = 0; j < N_VERSIONS; j++)
        {
          g_autofree char *headline = bench_text (10);

          bt_article_set (article, BT_FIELD_HEADLINE, headline);
          bt_store_add_version_sync (store, article, BT_CAUSE_EDIT, &error);
        }
      g_assert_no_error (error);
    }
  g_print ("%d articles with %d versions each: %.2f ms a version\n", N_ARTICLES,
           N_VERSIONS,
           (double)(g_get_monotonic_time () - start) / 1000 / N_ARTICLES / N_VERSIONS);
}

#define COLUMNS                                                                          \
  "hash, name, mime, width, height, size, imported, info, search, taken, captioned,"     \
  " rating, mark, choice, batch, edit, edited"

static void
bare_list (Bench *bench)
{
  bench_query (bench, "SELECT " COLUMNS " FROM photo");
}

static void
bare_search (Bench *bench)
{
  bench_query (bench, "SELECT " COLUMNS " FROM photo WHERE id IN (SELECT rowid FROM"
                      " photo_search_folded WHERE photo_search_folded MATCH ?1)");
}

static void
store_list (Bench *bench)
{
  const BtPhotoQuery query = { .words = bench->words };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = bt_store_list_photos_sync (bench->store, &query, &error);

  g_assert_no_error (error);
  g_assert_cmpint (rows->len, ==, bench->count);
}

/* @n_used: of them are used by articles and their versions, and stay. */
static void
time_discarding (BtStore *store, guint first, guint n_used)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) hashes = NULL;
  g_auto (GStrv) used = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start;
  gint64 half;

  for (guint i = 0; i < N_DISCARDED; i++)
    {
      g_autofree char *hash = kit_hash (first + i);

      g_strv_builder_add (builder, hash);
    }
  hashes = g_strv_builder_end (builder);
  start = g_get_monotonic_time ();
  bt_store_discard_photos_sync (store, (const char *const *)hashes, &used, &error);
  half = g_get_monotonic_time ();
  bt_store_forget_photos_sync (store, (const char *const *)hashes, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (used), ==, n_used);
  g_print ("%d photos discarded: %.1f ms, forgotten: %.1f ms\n", N_DISCARDED,
           (double)(half - start) / 1000,
           (double)(g_get_monotonic_time () - half) / 1000);
}

static gboolean
compare_all (Bench *bench)
{
  gboolean ok;

  bench->words = NULL;
  ok = bench_compare (bench, "list of all photos", bare_list, store_list, 8);
  bench->words = "\"da nang\"";
  ok &= bench_compare (bench, "search, rare", bare_search, store_list, 6);
  bench->words = "\"thanh\"";
  ok &= bench_compare (bench, "search, in half of them", bare_search, store_list, 6);
  bench->words = "\"dsc\"";
  ok &= bench_compare (bench, "search, in all", bare_search, store_list, 12);
  return ok;
}

int
main (int argc, char **argv)
{
  g_auto (Kit) kit = { 0 };
  Bench bench = { 0 };
  gboolean ok = TRUE;

  kit_init (&kit);
  bench.path = kit.path;
  bench.store = bt_store_new (kit.path);
  fill (bench.store);
  sqlite3_open (kit.path, &bench.bare);
  ok &= compare_all (&bench);
  fill_articles (bench.store);
  time_discarding (bench.store, N_ARTICLES * 3 - N_DISCARDED / 2 + 1, N_DISCARDED / 2);
  fill_many (&bench);
  ok &= compare_all (&bench);
  time_discarding (bench.store, 2000, 0);

  sqlite3_close (bench.bare);
  bt_store_close_sync (bench.store);
  g_clear_object (&bench.store);
  return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}

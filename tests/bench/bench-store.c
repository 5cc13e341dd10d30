/* The store with ten thousand articles.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdlib.h>

#include "store-bench.h"

#define N_ARTICLES 10000
#define N_WORDS 500

static char *
fill (BtStore *store)
{
  char *uuid = NULL;

  for (guint i = 0; i < N_ARTICLES; i++)
    {
      g_autofree char *headline = bench_text (10);
      g_autofree char *text = bench_text (N_WORDS);
      g_autofree char *marked =
          g_strdup_printf ("%s%s", text, i % 1000 == 7 ? " Đà Nẵng" : "");

      g_free (uuid);
      uuid = kit_save (store, headline, marked);
    }
  return uuid;
}

static void
bare_list (Bench *bench)
{
  bench_query (bench, "SELECT uuid, headline, lead, section, status, words, photos,"
                      " created, modified, trashed, revision FROM article"
                      " WHERE trashed = 0 ORDER BY modified DESC");
}

static void
bare_search (Bench *bench)
{
  bench_query (bench,
               "SELECT uuid, article.headline, lead, section, status, words, photos,"
               " created, modified, trashed, revision FROM search_folded"
               " JOIN article ON article.id = search_folded.rowid"
               " WHERE search_folded MATCH ?1 ORDER BY modified DESC LIMIT 100");
}

static void
store_query (Bench *bench, guint limit)
{
  BtStoreQuery query = BT_STORE_QUERY_ALL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  query.words = bench->words;
  query.limit = limit;
  rows = bt_store_list_articles_sync (bench->store, &query, &error);
  g_assert_no_error (error);
  g_assert_cmpint (rows->len, ==, bench->count);
}

static void
store_list (Bench *bench)
{
  store_query (bench, 0);
}

static void
store_search (Bench *bench)
{
  store_query (bench, 100);
}

/* Twenty saves of one article by autosave. */
static void
store_save (Bench *bench)
{
  g_autoptr (GError) error = NULL;
  gint64 revision;
  g_autoptr (BtArticle) article =
      bt_store_load_article_sync (bench->store, bench->uuid, &revision, &error);

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *headline = bench_text (10);

      bt_article_set (article, BT_FIELD_HEADLINE, headline);
      revision = bt_store_save_article_sync (bench->store, article, revision, &error);
      g_assert_no_error (error);
    }
}

/* Twenty transactions of one row of that size, as safe. */
static void
bare_save (Bench *bench)
{
  g_autofree char *text = bench_text (N_WORDS);
  g_autofree char *path = g_strconcat (bench->path, "-bare", NULL);
  sqlite3 *handle = NULL;

  sqlite3_open (path, &handle);
  sqlite3_exec (handle,
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                "CREATE TABLE IF NOT EXISTS a (id INTEGER PRIMARY KEY, b, c)",
                NULL, NULL, NULL);
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *sql = g_strdup_printf (
          "INSERT OR REPLACE INTO a VALUES (1, '%s %u', '%s')", text, i, text);

      if (sqlite3_exec (handle, sql, NULL, NULL, NULL) != SQLITE_OK)
        g_error ("%s", sqlite3_errmsg (handle));
    }
  sqlite3_close (handle);
}

static void
time_opening (Kit *kit)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (BtStore) store = bt_store_new (kit->path);
  BtStoreQuery query = BT_STORE_QUERY_ALL;
  g_autoptr (GPtrArray) rows = NULL;

  query.limit = 100;
  rows = bt_store_list_articles_sync (store, &query, NULL);
  g_assert_cmpuint (rows->len, ==, 100);
  g_print ("opening, with its check, until the first 100 rows: %.0f ms\n",
           (double)(g_get_monotonic_time () - start) / 1000);
  bt_store_close_sync (store);
}

int
main (int argc, char **argv)
{
  g_auto (Kit) kit = { 0 };
  Bench bench = { 0 };
  g_autofree char *uuid = NULL;
  gint64 start = g_get_monotonic_time ();
  gboolean ok = TRUE;

  kit_init (&kit);
  bench.path = kit.path;
  bench.store = bt_store_new (kit.path);
  uuid = fill (bench.store);
  bench.uuid = uuid;
  g_print ("%d articles of %d words saved: %.2f ms each\n", N_ARTICLES, N_WORDS,
           (double)(g_get_monotonic_time () - start) / 1000 / N_ARTICLES);
  sqlite3_open (kit.path, &bench.bare);

  ok &= bench_compare (&bench, "list of all", bare_list, store_list, 4);
  bench.words = "\"da nang\"";
  ok &= bench_compare (&bench, "search, rare", bare_search, store_search, 6);
  bench.words = "\"thanh pho\"";
  ok &= bench_compare (&bench, "search, in most articles", bare_search, store_search, 6);
  bench.words = "\"thanh pho can\"";
  ok &= bench_compare (&bench, "search, three syllables", bare_search, store_search, 6);
  bench.words = NULL;
  bench.count = 20;
  ok &= bench_compare (&bench, "save", bare_save, store_save, 12);

  sqlite3_close (bench.bare);
  bt_store_close_sync (bench.store);
  g_clear_object (&bench.store);
  time_opening (&kit);
  return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}

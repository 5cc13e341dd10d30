/* Killed in the middle of typing, again and again: what was said to be saved is there.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <gio/gio.h>
#include <signal.h>
#include <string.h>

#include "store-kit.h"

#define N_KILLS 20

/* Lets the typist work for a random while and kills it. Returns: the last number that it
 * said was saved, @before when it said none */
static guint64
type_and_kill (const char *path, const char *pause_ms, guint64 before)
{
  g_autofree char *typist =
      g_test_build_filename (G_TEST_BUILT, "faults", "kill-typing", "typist", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) program = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, typist, path, pause_ms, NULL);
  g_autoptr (GBytes) said = NULL;
  g_autofree char *text = NULL;
  char *end;
  char *start;

  g_assert_no_error (error);
  g_usleep ((gulong)g_test_rand_int_range (5, 500) * G_TIME_SPAN_MILLISECOND);
  g_subprocess_send_signal (program, SIGKILL);
  g_assert_true (g_subprocess_communicate (program, NULL, NULL, &said, NULL, &error));
  g_assert_true (g_subprocess_get_if_signaled (program));
  g_assert_cmpint (g_subprocess_get_term_sig (program), ==, SIGKILL);

  if (g_bytes_get_size (said) == 0)
    return before;
  text = g_strndup (g_bytes_get_data (said, NULL), g_bytes_get_size (said));
  /* The last whole line. */
  end = strrchr (text, '\n');
  if (!end)
    return before;
  *end = '\0';
  start = strrchr (text, '\n');
  return g_ascii_strtoull (start ? start + 1 : text, NULL, 10);
}

static void
assert_sound (const char *path)
{
  g_autofree char *answer = kit_sqlite (
      path,
      "INSERT INTO search_folded (search_folded, rank) VALUES ('integrity-check', 1);"
      "INSERT INTO search_exact (search_exact, rank) VALUES ('integrity-check', 1);"
      "PRAGMA integrity_check");

  g_assert_cmpstr (answer, ==, "ok");
}

/* Returns: the number in the store, 0 when there is no article yet */
static guint64
read_count (const char *path, guint64 said)
{
  BtStoreQuery query = BT_STORE_QUERY_ALL;
  g_autoptr (BtStore) store = bt_store_new (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = bt_store_list_articles_sync (store, &query, &error);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (BtArticle) article = NULL;
  const BtStoredArticle *row;
  guint64 count;
  gint64 revision;

  g_assert_no_error (error);
  if (said == 0 && rows->len == 0)
    return 0;
  g_assert_cmpuint (rows->len, ==, 1);
  row = g_ptr_array_index (rows, 0);
  article = bt_store_load_article_sync (store, row->uuid, &revision, &error);
  g_assert_no_error (error);
  count = g_ascii_strtoull (bt_article_get (article, BT_FIELD_HEADLINE), NULL, 10);
  /* All that belongs together was written together. */
  g_assert_cmpuint (count, ==, (guint64)revision);
  g_assert_cmpstr (row->headline, ==, bt_article_get (article, BT_FIELD_HEADLINE));
  query.words = row->headline;
  found = bt_store_list_articles_sync (store, &query, &error);
  g_assert_cmpuint (found->len, ==, 1);
  bt_store_close_sync (store);
  return count;
}

static void
test_kill (gconstpointer data)
{
  const char *pause_ms = data;
  g_auto (Kit) kit = { 0 };
  guint64 count = 0;
  guint64 first = 0;

  kit_init (&kit);
  for (guint i = 0; i < N_KILLS; i++)
    {
      guint64 said = type_and_kill (kit.path, pause_ms, count);

      if (g_file_test (kit.path, G_FILE_TEST_EXISTS))
        count = read_count (kit.path, said);
      /* It may have been killed between saving and saying so. */
      g_assert_cmpuint (count, >=, said);
      g_assert_cmpuint (count, <=, said + 1);
      if (count > 0)
        assert_sound (kit.path);
      if (i == 0)
        first = count;
    }
  g_test_message ("%d kills, %" G_GUINT64_FORMAT " saves", N_KILLS, count);
  g_assert_cmpuint (count, >, first + N_KILLS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/faults/kill-typing/each-100-ms", "100", test_kill);
  /* Without a pause nearly every kill falls into a save. */
  g_test_add_data_func ("/faults/kill-typing/all-the-time", "0", test_kill);

  return g_test_run ();
}

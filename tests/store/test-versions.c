/* The history: what is kept by itself while somebody writes, names.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "store-kit.h"

/* The clock cannot be turned; what is stored can be made older. */
static void
make_older (KitStore *f, guint minutes)
{
  g_autofree char *sql =
      g_strdup_printf ("UPDATE article SET created = created - %u * 60000000,"
                       " modified = modified - %u * 60000000;"
                       "UPDATE version SET created = created - %u * 60000000",
                       minutes, minutes, minutes);

  g_free (kit_sqlite (f->kit.path, sql));
}

static void
save (KitStore *f, BtArticle *article, const char *headline)
{
  g_autoptr (GError) error = NULL;
  gint64 revision = 0;
  g_autoptr (BtArticle) stored G_GNUC_UNUSED = bt_store_load_article_sync (
      f->store, bt_article_get_uuid (article), &revision, NULL);

  bt_article_set (article, BT_FIELD_HEADLINE, headline);
  g_assert_cmpint (bt_store_save_article_sync (f->store, article, revision, &error), ==,
                   revision + 1);
  g_assert_no_error (error);
}

/* "cause:headline[:name]" of each version, the newest first. */
static char *
history (KitStore *f, const BtArticle *article)
{
  static const char *const causes[BT_N_CAUSES] = { "edit",      "import", "send",
                                                   "overwrite", "portal", "restore",
                                                   "by-hand" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows =
      bt_store_list_versions_sync (f->store, bt_article_get_uuid (article), &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const BtStoredVersion *row = g_ptr_array_index (rows, i);
      g_autoptr (BtArticle) old = bt_store_load_version_sync (f->store, row->id, &error);

      g_assert_no_error (error);
      g_string_append_printf (text, "%s%s:%s%s%s", i > 0 ? " " : "", causes[row->cause],
                              bt_article_get (old, BT_FIELD_HEADLINE),
                              row->name ? ":" : "", row->name ? row->name : "");
    }
  return g_string_free (text, FALSE);
}

#define assert_history(f, article, expected)                                             \
  G_STMT_START                                                                           \
  {                                                                                      \
    g_autofree char *is = history (f, article);                                          \
    g_assert_cmpstr (is, ==, expected);                                                  \
  }                                                                                      \
  G_STMT_END

static void
test_every_ten_minutes (KitStore *f, gconstpointer data)
{
  g_autoptr (BtArticle) article = kit_new_article ("", "Đoạn đầu.");

  save (f, article, "một");
  save (f, article, "hai");
  assert_history (f, article, "");
  make_older (f, 9);
  save (f, article, "ba");
  assert_history (f, article, "");
  /* "ba" came now; what it was ten minutes after the article began is kept. */
  make_older (f, 1);
  save (f, article, "bốn");
  assert_history (f, article, "edit:ba");
  save (f, article, "năm");
  make_older (f, 5);
  save (f, article, "sáu");
  assert_history (f, article, "edit:ba");
  make_older (f, 5);
  save (f, article, "bảy");
  assert_history (f, article, "edit:sáu edit:ba");
}

static void
test_time_of_the_text (KitStore *f, gconstpointer data)
{
  g_autoptr (BtArticle) article = kit_new_article ("", "Đoạn đầu.");
  g_autoptr (GPtrArray) rows = NULL;
  const BtStoredVersion *row;
  gint64 age;

  save (f, article, "hôm qua");
  make_older (f, 24 * 60);
  save (f, article, "hôm nay");
  rows = bt_store_list_versions_sync (f->store, bt_article_get_uuid (article), NULL);
  g_assert_cmpuint (rows->len, ==, 1);
  row = g_ptr_array_index (rows, 0);
  /* It says when the text was so, not when it was kept. */
  age = g_get_real_time () - row->created;
  g_assert_cmpint (age, >=, G_TIME_SPAN_DAY);
  g_assert_cmpint (age, <, G_TIME_SPAN_DAY + G_TIME_SPAN_MINUTE);
  g_assert_cmpuint (row->words, ==, bt_article_count_words (article));
}

static void
test_nothing_twice (KitStore *f, gconstpointer data)
{
  g_autoptr (BtArticle) article = kit_new_article ("", "Đoạn đầu.");
  g_autoptr (GError) error = NULL;

  save (f, article, "một");
  bt_store_add_version_sync (f->store, article, BT_CAUSE_SEND, &error);
  g_assert_no_error (error);
  g_assert_true (bt_store_set_status_sync (f->store, bt_article_get_uuid (article),
                                           BT_STATUS_PUBLISHED, NULL, &error));
  bt_article_set_status (article, BT_STATUS_PUBLISHED);
  make_older (f, 60);
  /* What is overwritten was sent, word for word. */
  save (f, article, "hai");
  assert_history (f, article, "send:một");
}

static void
test_loss (KitStore *f, gconstpointer data)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (BtArticle) article = NULL;

  for (int i = 0; i < 60; i++)
    g_string_append (words, "chữ ");
  article = kit_new_article ("", words->str);
  save (f, article, "dài");
  bt_article_clear_blocks (article);
  save (f, article, "hết");
  assert_history (f, article, "edit:dài");
  /* A short text that gets shorter is nothing much. */
  save (f, article, "");
  assert_history (f, article, "edit:dài");
}

static void
test_clock_set_back (KitStore *f, gconstpointer data)
{
  g_autoptr (BtArticle) article = kit_new_article ("", "Đoạn đầu.");

  save (f, article, "một");
  g_free (kit_sqlite (f->kit.path, "UPDATE article SET created = created + 86400000000"));
  save (f, article, "hai");
  assert_history (f, article, "edit:một");
}

static void
test_damaged_version (KitStore *f, gconstpointer data)
{
  g_autoptr (BtArticle) article = kit_new_article ("", "Đoạn đầu.");
  g_autofree char *n = NULL;

  save (f, article, "một");
  bt_store_add_version_sync (f->store, article, BT_CAUSE_SEND, NULL);
  g_free (kit_sqlite (f->kit.path, "UPDATE version SET json = '{'"));
  make_older (f, 60);
  save (f, article, "hai");
  n = kit_sqlite (f->kit.path, "SELECT count (*) FROM version");
  g_assert_cmpstr (n, ==, "2");
}

static void
test_names (KitStore *f, gconstpointer data)
{
  g_autoptr (BtArticle) article = kit_new_article ("", "Đoạn đầu.");
  g_autoptr (GError) error = NULL;
  g_autofree char *long_name = g_strnfill (200, 'a');
  g_autofree char *cut = NULL;
  gint64 first, second;

  save (f, article, "một");
  first = bt_store_add_version_sync (f->store, article, BT_CAUSE_SEND, &error);
  g_assert_true (
      bt_store_name_version_sync (f->store, first, "  Bản gửi\nbiên tập \n", &error));
  assert_history (f, article, "send:một:Bản gửi biên tập");
  /* The name comes in NFC, whatever the input method gave. */
  g_assert_true (bt_store_name_version_sync (f->store, first, "Ba\xcc\x89n", &error));
  assert_history (f, article, "send:một:Bản");

  /* Sent again it is the same version; saved by hand it can get another name. */
  g_assert_cmpint (bt_store_add_version_sync (f->store, article, BT_CAUSE_SEND, &error),
                   ==, first);
  second = bt_store_add_version_sync (f->store, article, BT_CAUSE_BY_HAND, &error);
  g_assert_cmpint (second, !=, first);
  g_assert_cmpint (
      bt_store_add_version_sync (f->store, article, BT_CAUSE_BY_HAND, &error), ==,
      second);
  assert_history (f, article, "by-hand:một send:một:Bản");

  g_assert_true (bt_store_name_version_sync (f->store, first, " ", &error));
  assert_history (f, article, "by-hand:một send:một");
  g_assert_true (bt_store_name_version_sync (f->store, second, long_name, &error));
  cut = kit_sqlite (f->kit.path, "SELECT length (name) FROM version WHERE name NOTNULL");
  g_assert_cmpstr (cut, ==, "120");
  g_assert_no_error (error);
  g_assert_false (bt_store_name_version_sync (f->store, 4711, "không có", &error));
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND);
}

static void
test_async (KitStore *f, gconstpointer data)
{
  g_autoptr (BtArticle) article = kit_new_article ("", "Đoạn đầu.");
  const char *uuid = bt_article_get_uuid (article);
  g_autoptr (GAsyncResult) added = NULL;
  g_autoptr (GAsyncResult) named = NULL;
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  save (f, article, "một");
  bt_store_add_version_async (f->store, article, BT_CAUSE_BY_HAND, NULL, kit_result_cb,
                              &added);
  kit_wait_result (&added);
  id = bt_store_add_version_finish (f->store, added, &error);
  g_assert_cmpint (id, >, 0);
  bt_store_name_version_async (f->store, id, "Bản một", NULL, kit_result_cb, &named);
  bt_store_list_versions_async (f->store, uuid, NULL, kit_result_cb, &listed);
  kit_wait_result (&listed);
  g_assert_true (bt_store_name_version_finish (f->store, named, &error));
  rows = bt_store_list_versions_finish (f->store, listed, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (((BtStoredVersion *)rows->pdata[0])->name, ==, "Bản một");
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (KitStore *f, gconstpointer data);
  } tests[] = {
    { "/store/versions/every-ten-minutes", test_every_ten_minutes },
    { "/store/versions/time-of-the-text", test_time_of_the_text },
    { "/store/versions/nothing-twice", test_nothing_twice },
    { "/store/versions/loss", test_loss },
    { "/store/versions/clock-set-back", test_clock_set_back },
    { "/store/versions/damaged-version", test_damaged_version },
    { "/store/versions/names", test_names },
    { "/store/versions/async", test_async },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, KitStore, NULL, kit_store_set_up, tests[i].test,
                kit_store_tear_down);
  return g_test_run ();
}

/* Searching for photos, hostile words in them, and what is left of one that is gone.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "photo-kit.h"

static void
test_accents (KitStore *f, gconstpointer data)
{
  BtPhotoQuery query = { .words = "đường", .limit = 1 };

  kit_put_photo (f->store, 1, "Dương gian", "2017-12-28");
  kit_put_photo (f->store, 2, "Con đường mới ở Đà Nẵng", "2017-12-29");
  kit_put_photo (f->store, 3, "DSC_0001.JPG\nÔng Nguyễn Văn Thìn", NULL);
  kit_put_photo (f->store, 4, "con đường cũ", "2016");

  /* Exact accents first, then the time when it was taken. */
  kit_assert_found (f->store, "duong", "4 1 2");
  kit_assert_found (f->store, "đường", "4 2 1");
  kit_assert_found (f->store, "dương", "1 4 2");
  kit_assert_photos (f->store, &query, "4");
  kit_assert_found (f->store, "da nang", "2");
  /* The look-alike ð, and decomposed letters. */
  kit_assert_found (f->store, "\xc3\xb0\xc6\xb0\xc6\xa1\xcc\x80ng m\xc6\xa1\xcc\x81i",
                    "2");
  /* One phrase; the last word still grows; apart in quotes. */
  kit_assert_found (f->store, "con đường m", "2");
  kit_assert_found (f->store, "mới con", "");
  kit_assert_found (f->store, "\"mới\" \"con\"", "2");
  kit_assert_found (f->store, "nguyen van th", "3");
  kit_assert_found (f->store, "dsc_0001", "3");
  kit_assert_found (f->store, "", "4 1 2 3");
  kit_assert_found (f->store, "  ", "4 1 2 3");
  kit_assert_found (f->store, "…", "");
}

static void
test_together (KitStore *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtStoredPhoto) photo = kit_photo (3, "chợ nổi", "2017-12-28");
  g_autoptr (BtArticle) article = kit_article_with ("Một", "1");
  BtPhotoQuery query = { .words = "cho", .since = "2017-01-01", .unused = TRUE };

  photo->batch = bt_store_add_batch_sync (f->store, "Thẻ", "", &error);
  g_assert_true (bt_store_put_photo_sync (f->store, photo, &error));
  kit_put_photo (f->store, 1, "chợ nổi", "2017-12-28");
  kit_put_photo (f->store, 2, "chợ nổi", "2016-12-28");
  kit_put_photo (f->store, 4, "chợ nổi", "2018-12-28");
  bt_store_save_article_sync (f->store, article, 0, &error);
  g_assert_no_error (error);
  kit_assert_photos (f->store, &query, "3 4");
  query.until = "2017-12-31";
  kit_assert_photos (f->store, &query, "3");
  query.unused = FALSE;
  kit_assert_photos (f->store, &query, "1 3");
  query.batch = photo->batch;
  kit_assert_photos (f->store, &query, "3");
  query.batch = 0;
  query.article = bt_article_get_uuid (article);
  kit_assert_photos (f->store, &query, "1");
}

static void
test_hostile_words (KitStore *f, gconstpointer data)
{
  static const char *const words[] = {
    "*",
    "\"",
    "\"\"\"",
    "' OR 1=1 --",
    "a AND",
    "NOT a",
    "NEAR(a b, 2)",
    "search : a",
    "{search} : a",
    "-a",
    "^a",
    "a*",
    "(a",
    "((((",
    ": :",
    "\\",
    "%",
    "a;DROP TABLE photo",
    "\x01\x02",
    "\xff\xfe",
    "\xc3",
    "ed\xa0\x80",
    "\xf0\x9f\x98\x80",
    "\xcc\x81",
    "?1",
    ":folded",
    ":exact",
    "@a",
    "$a",
    "[a]",
    "`a`",
    "\n\t",
    "１２３",
    "ß",
    "İ",
  };

  kit_put_photo (f->store, 1, "a", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const BtPhotoQuery query = {
        .words = words[i], .article = words[i], .since = words[i], .until = words[i]
      };
      const BtPhotoQuery alone = { .words = words[i] };
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) rows = bt_store_list_photos_sync (f->store, &query, &error);
      g_autoptr (GPtrArray) found = NULL;

      g_assert_no_error (error);
      g_assert_cmpuint (rows->len, ==, 0);
      found = bt_store_list_photos_sync (f->store, &alone, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (found->len, <=, 1);
    }
  kit_assert_photos (f->store, NULL, "1");
}

/* What files say is anything: it is kept, and what cannot be text is marked. */
static void
test_hostile_photos (KitStore *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) long_words = g_string_new (NULL);
  g_autoptr (BtStoredPhoto) broken = kit_photo (1, "h\xc3 g\xff\xfe chợ", "20\xff");
  g_autoptr (BtStoredPhoto) huge = NULL;
  g_autoptr (BtStoredPhoto) got = NULL;
  g_autoptr (BtStoredPhoto) got_huge = NULL;
  g_autoptr (BtStoredPhoto) empty = bt_stored_photo_new ();

  g_free (broken->name);
  broken->name = g_strdup ("\xe9nh.jpg");
  g_free (broken->info);
  broken->info = g_strdup ("{\"fields\":\"\xed\xa0\x80\"}");
  broken->edit = g_strdup ("\xff");
  g_assert_true (bt_store_put_photo_sync (f->store, broken, &error));
  got = bt_store_get_photo_sync (f->store, broken->hash, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (got->name, ==, "\xef\xbf\xbdnh.jpg");
  g_assert_cmpstr (got->search, ==, "h\xef\xbf\xbd g\xef\xbf\xbd\xef\xbf\xbd chợ");
  g_assert_cmpstr (got->taken, ==, "20\xef\xbf\xbd");
  g_assert_true (g_utf8_validate (got->info, -1, NULL));
  g_assert_true (g_utf8_validate (got->edit, -1, NULL));
  kit_assert_found (f->store, "cho", "1");

  while (long_words->len < 1000000)
    g_string_append (long_words, "Đường'; DROP TABLE photo; -- \"NEAR\" ");
  huge = kit_photo (2, long_words->str, NULL);
  g_free (huge->info);
  huge->info = g_strdup (long_words->str);
  g_assert_true (bt_store_put_photo_sync (f->store, huge, &error));
  got_huge = bt_store_get_photo_sync (f->store, huge->hash, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (got_huge->info, ==, long_words->str);
  kit_assert_found (f->store, "duong drop table", "2");

  empty->hash = kit_hash (3);
  g_assert_true (bt_store_put_photo_sync (f->store, empty, &error));
  kit_assert_photos (f->store, NULL, "1 3 2");
}

/* An index out of order keeps nobody from working: it is made anew. */
static void
test_broken_index (KitStore *f, gconstpointer data)
{
  kit_put_photo (f->store, 1, "chợ nổi", NULL);
  kit_put_photo (f->store, 2, "chợ đêm", NULL);
  g_free (kit_sqlite (f->kit.path, "DELETE FROM photo_search_folded_data WHERE id > 10"));
  kit_put_photo (f->store, 1, "bến Ninh Kiều", NULL);
  kit_assert_found (f->store, "cho dem", "2");
  kit_assert_found (f->store, "ninh kieu", "1");
}

/* ---- what is gone ---- */

static gboolean
file_has (const char *path, const char *word)
{
  g_autofree char *bytes = NULL;
  gsize length;

  if (!g_file_get_contents (path, &bytes, &length, NULL))
    return FALSE;
  return memmem (bytes, length, word, strlen (word)) != NULL;
}

static void
put_secret (BtStore *store, guint photo)
{
  /* The index has a word whole when none before it begins alike. */
  g_autofree char *words =
      g_strdup_printf ("zzbimat%u %s ", photo, photo == 1 ? "wriêng" : "chung");
  g_autoptr (BtStoredPhoto) self = kit_photo (photo, words, NULL);
  g_autoptr (GString) info = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  /* Over several pages. */
  for (guint i = 0; i < 1000; i++)
    g_string_append (info, words);
  g_free (self->info);
  self->info = g_string_free (g_steal_pointer (&info), FALSE);
  self->edit = g_strdup (words);
  bt_store_put_photo_sync (store, self, &error);
  g_assert_no_error (error);
}

/* Of what was thrown away no word stays in the file once it is closed. */
static void
test_no_trace (void)
{
  g_auto (Kit) kit = { 0 };
  g_autoptr (BtStore) store = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) hashes = kit_hashes ("1 2 3 4 5");
  g_autofree char *wal = NULL;

  kit_init (&kit);
  store = bt_store_new (kit.path);
  for (guint i = 1; i <= 20; i++)
    put_secret (store, i);
  bt_store_close_sync (store);
  g_clear_object (&store);
  g_assert_true (file_has (kit.path, "zzbimat3 "));
  g_assert_true (file_has (kit.path, "wrieng"));

  store = bt_store_new (kit.path);
  g_assert_true (
      bt_store_discard_photos_sync (store, (const char *const *)hashes, NULL, &error));
  g_assert_true (
      bt_store_forget_photos_sync (store, (const char *const *)hashes, &error));
  g_assert_no_error (error);
  kit_assert_found (store, "zzbimat1", "10 11 12 13 14 15 16 17 18 19");
  bt_store_close_sync (store);
  wal = g_strconcat (kit.path, "-wal", NULL);
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
  for (guint i = 0; hashes[i]; i++)
    {
      g_autofree char *word = g_strdup_printf ("zzbimat%u ", i + 1);

      g_assert_false (file_has (kit.path, word));
      g_assert_false (file_has (kit.path, hashes[i]));
    }
  g_assert_false (file_has (kit.path, "wrieng"));
  g_assert_false (file_has (kit.path, "wriêng"));
  g_assert_true (file_has (kit.path, "zzbimat6 "));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func)                                                                  \
  g_test_add ("/store/photo-search/" path, KitStore, NULL, kit_store_set_up, func,       \
              kit_store_tear_down)
  ADD ("accents", test_accents);
  ADD ("together", test_together);
  ADD ("hostile-words", test_hostile_words);
  ADD ("hostile-photos", test_hostile_photos);
  ADD ("broken-index", test_broken_index);
  g_test_add_func ("/store/photo-search/no-trace", test_no_trace);

  return g_test_run ();
}

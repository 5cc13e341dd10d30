/* Searching: accents, phrases, and whatever people and attackers type.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store-kit.h"

static void
add (KitStore *f, const char *headline, const char *text)
{
  g_free (kit_save (f->store, headline, text));
}

static void
assert_finds (KitStore *f, const char *words, const char *expected)
{
  g_autofree char *found = kit_find (f->store, words);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_accents (KitStore *f, gconstpointer data)
{
  add (f, "Đường", "Con đường mới mở.");
  add (f, "Dương", "Trời dương gian.");
  add (f, "Khác", "Không liên quan.");

  /* Without accents both, with them the one that has them first. */
  assert_finds (f, "duong", "Dương|Đường");
  assert_finds (f, "đường", "Đường|Dương");
  assert_finds (f, "dương", "Dương|Đường");
  assert_finds (f, "ĐƯỜNG", "Đường|Dương");
  assert_finds (f, "đuong", "Dương|Đường");
  /* The look-alike ð, Ð stands for đ, Đ. */
  assert_finds (f, "ðường", "Dương|Đường");
  assert_finds (f, "ÐUONG", "Dương|Đường");
  /* Decomposed, as some keyboards and file names give it. */
  assert_finds (f, "\xc4\x91\xc6\xb0\xc6\xa1\xcc\x80ng", "Đường|Dương");
  assert_finds (f, "không", "Khác");
  assert_finds (f, "khong lien", "Khác");
}

static void
test_look_alike_in_text (KitStore *f, gconstpointer data)
{
  add (f, "Tin", "Ông \xc3\x90\x61\xcc\xa3ng V\xc4\x83n A"); /* Ðạng, with U+00D0 */
  assert_finds (f, "dang van", "Tin");
  assert_finds (f, "Đạng Văn", "Tin");
}

static void
test_every_letter (KitStore *f, gconstpointer data)
{
  static const char letters[] =
      "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ";

  for (const char *p = letters; *p; p = g_utf8_next_char (p))
    {
      gunichar upper = g_unichar_toupper (g_utf8_get_char (p));
      g_autofree char *letter = g_strndup (p, (gsize)(g_utf8_next_char (p) - p));
      g_autofree char *text = g_strdup_printf ("q%sq", letter);
      g_autofree char *query = g_strdup_printf ("Q%sQ", letter);
      g_autofree char *found = NULL;
      g_autofree char *plain = NULL;
      char capital[7] = { 0 };

      g_unichar_to_utf8 (upper, capital);
      g_free (kit_save (f->store, letter, text));
      found = kit_find (f->store, query);
      /* The exact one is first among those that differ by marks alone. */
      g_assert_true (g_str_has_prefix (found, letter));
      g_free (query);
      query = g_strdup_printf ("q%sq", capital);
      plain = kit_find (f->store, query);
      g_assert_true (g_str_has_prefix (plain, letter));
    }
  {
    g_autofree char *a = kit_find (f->store, "qaq");
    g_autofree char *d = kit_find (f->store, "qdq");

    g_assert_cmpint (g_utf8_strlen (a, -1), ==, 18 * 2 - 1);
    g_assert_cmpstr (d, ==, "đ");
  }
}

static void
test_order (KitStore *f, gconstpointer data)
{
  add (f, "Da Nang in English", "Visitors like it.");
  add (f, "Thời tiết", "Mưa ở Đà Nẵng.");
  add (f, "Đà Nẵng đón khách", "Đông vui.");
  add (f, "Weather", "Rain in Da Nang today.");
  add (f, "Cần Thơ", "Nắng.");

  /* Exact accents, then the headline, then the newest. */
  assert_finds (f, "Đà Nẵng", "Đà Nẵng đón khách|Thời tiết|Da Nang in English|Weather");
  assert_finds (f, "da nang", "Da Nang in English|Weather|Đà Nẵng đón khách|Thời tiết");
}

static void
test_phrases (KitStore *f, gconstpointer data)
{
  add (f, "Một", "thành phố Cần Thơ và quận Ninh Kiều");
  add (f, "Hai", "thơ cần viết; thành ủy; phố cổ; quận 1");
  add (f, "Ba", "Kết luận số 07-KL/TW ngày 1-1");
  add (f, "Bốn", "07 doanh nghiệp; KL; TW");

  assert_finds (f, "thành phố Cần Thơ", "Một");
  assert_finds (f, "cần thơ", "Một");
  assert_finds (f, "07-KL/TW", "Ba");
  assert_finds (f, "\"07-KL/TW\"", "Ba");
  assert_finds (f, "\"cần\" \"thơ\"", "Hai|Một");
  assert_finds (f, "\"thơ\" \"quận ninh\"", "Một");
  assert_finds (f, "quận \"thơ\"", "Hai|Một");
  assert_finds (f, "“cần thơ”", "Một");
  /* A quote that was never closed. */
  assert_finds (f, "\"cần thơ", "Một");
  assert_finds (f, "cần thơ\"", "Một");
}

static void
test_fields (KitStore *f, gconstpointer data)
{
  g_autoptr (BtArticle) article = kit_new_article ("Tít", "thân");
  const char *tags[] = { "APEC", NULL };

  bt_article_set (article, BT_FIELD_LEAD, "sa pô riêng");
  bt_article_set (article, BT_FIELD_NOTES, "gọi lại ông Bảy");
  bt_article_set (article, BT_FIELD_BYLINE, "Hoàng Vĩnh Khang");
  bt_article_set (article, BT_FIELD_SECTION, "Xây dựng Đảng");
  bt_article_set_tags (article, tags);
  g_assert_cmpint (bt_store_save_article_sync (f->store, article, 0, NULL), ==, 1);

  assert_finds (f, "tit", "Tít");
  assert_finds (f, "than", "Tít");
  assert_finds (f, "sa po rieng", "Tít");
  assert_finds (f, "vinh khang", "Tít");
  assert_finds (f, "apec", "Tít");
  assert_finds (f, "xay dung dang", "Tít");
  assert_finds (f, "ong bay", "Tít");
}

static void
test_changed_text (KitStore *f, gconstpointer data)
{
  g_autoptr (BtArticle) article = kit_new_article ("Tít", "trước");
  g_autofree char *sound = NULL;

  bt_store_save_article_sync (f->store, article, 0, NULL);
  add (f, "Khác", "trước kia");
  bt_article_clear_blocks (article);
  bt_article_append_block (article, bt_block_new_text (BT_BLOCK_PARAGRAPH, "sau đó"));
  g_assert_cmpint (bt_store_save_article_sync (f->store, article, 1, NULL), ==, 2);
  assert_finds (f, "truoc", "Khác");
  assert_finds (f, "sau do", "Tít");

  bt_store_close_sync (f->store);
  sound = kit_sqlite (
      f->kit.path,
      "INSERT INTO search_folded (search_folded, rank) VALUES ('integrity-check', 1);"
      "INSERT INTO search_exact (search_exact, rank) VALUES ('integrity-check', 1);"
      "SELECT 'sound'");
  g_assert_cmpstr (sound, ==, "sound");
}

/* The index out of order: it is made anew, and neither saving nor searching fails. */
static void
test_broken_index (KitStore *f, gconstpointer data)
{
  g_autoptr (BtArticle) article = kit_new_article ("Tít", "trước");
  g_autoptr (GError) error = NULL;

  bt_store_save_article_sync (f->store, article, 0, NULL);
  add (f, "Khác", "đường");
  g_free (kit_sqlite (f->kit.path, "UPDATE search_folded_data SET block = x'00ff'"
                                   " WHERE id > 10"));
  assert_finds (f, "duong", "Khác");

  g_free (kit_sqlite (f->kit.path, "UPDATE search_exact_data SET block = x'00ff'"
                                   " WHERE id > 10"));
  bt_article_set (article, BT_FIELD_HEADLINE, "Tít sau");
  g_assert_cmpint (bt_store_save_article_sync (f->store, article, 1, &error), ==, 2);
  g_assert_no_error (error);
  assert_finds (f, "tit sau", "Tít sau");
}

static void
assert_finds_typing (KitStore *f, const char *words, guint n)
{
  BtStoreQuery query = BT_STORE_QUERY_ALL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  query.words = words;
  query.prefix = TRUE;
  rows = bt_store_list_articles_sync (f->store, &query, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, n);
}

static void
test_typing (KitStore *f, gconstpointer data)
{
  add (f, "Một", "thành phố Cần Thơ");
  add (f, "Hai", "cần thời gian");

  assert_finds_typing (f, "c", 2);
  assert_finds_typing (f, "can th", 2);
  assert_finds_typing (f, "cần thơ", 2);
  assert_finds_typing (f, "can thoi", 1);
  assert_finds_typing (f, "th can", 0);
  assert_finds_typing (f, "\"pho\" ca", 1);
  /* A word that was closed is whole. */
  assert_finds_typing (f, "\"can th\"", 0);
  assert_finds (f, "can th", "");
}

static void
test_hostile (KitStore *f, gconstpointer data)
{
  static const char *const queries[] = {
    "*",
    "\"",
    "\"\"",
    "\"\"\"",
    "' OR 1=1 --",
    "a AND",
    "AND",
    "OR OR",
    "NOT a",
    "NEAR(",
    "NEAR(a b, 2)",
    "a NEAR/2 b",
    "{headline} : a",
    "headline : a",
    "-a",
    "^a",
    "a*",
    "a + b",
    "(a",
    "a)",
    "((((((((",
    ": :",
    "\\",
    "%",
    "_",
    ";",
    "a;DROP TABLE article",
    "\x01\x02",
    "a\x7f",
    "\xff\xfe",
    "\xc3",
    "ed\xa0\x80",
    "\xf4\x90\x80\x80",
    "\xe2\x80\x9c",
    "\xf0\x9f\x98\x80",
    "\xcc\x81",
    "a\xcc\x81\xcc\x81\xcc\x81",
    "\xe2\x80\x8b",
    "\xef\xbf\xbf",
    "\xf0\xb1\x8d\x90",
    "\xe1\xb2\x90",
    "?",
    "?1",
    ":folded",
    "@a",
    "$a",
    "[a]",
    "`a`",
    "\n\t",
    "…",
    "–",
    "１２３",
    "ﬁ",
    "ß",
    "İ",
    "ſ",
    "\xed\x9f\xbf",
  };
  g_autofree char *all = NULL;

  add (f, "a", "b");
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) rows = NULL;
      BtStoreQuery query = BT_STORE_QUERY_ALL;

      g_free (kit_find (f->store, queries[i]));
      query.words = queries[i];
      query.prefix = TRUE;
      rows = bt_store_list_articles_sync (f->store, &query, &error);
      g_assert_no_error (error);
      g_assert_nonnull (rows);
    }
  all = kit_find (f->store, NULL);
  g_assert_cmpstr (all, ==, "a");
}

static void
test_huge (KitStore *f, gconstpointer data)
{
  g_autoptr (GString) phrases = g_string_new (NULL);
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *one = g_strnfill (1000000, 'a');

  add (f, "a", "b b b b b b b b");
  for (guint i = 0; i < 100000; i++)
    {
      g_string_append (phrases, "\"b\" ");
      g_string_append (words, "b ");
    }
  assert_finds (f, phrases->str, "a");
  assert_finds (f, words->str, "");
  assert_finds (f, one, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                                                                  \
  g_test_add (name, KitStore, NULL, kit_store_set_up, func, kit_store_tear_down)
  ADD ("/store/search/accents", test_accents);
  ADD ("/store/search/look-alike", test_look_alike_in_text);
  ADD ("/store/search/every-letter", test_every_letter);
  ADD ("/store/search/order", test_order);
  ADD ("/store/search/phrases", test_phrases);
  ADD ("/store/search/fields", test_fields);
  ADD ("/store/search/changed-text", test_changed_text);
  ADD ("/store/search/broken-index", test_broken_index);
  ADD ("/store/search/typing", test_typing);
  ADD ("/store/search/hostile", test_hostile);
  ADD ("/store/search/huge", test_huge);

  return g_test_run ();
}

/* Finding and replacing in rich text and in articles.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-find.h"

#include <string.h>

#define IN_SECONDS(n) (g_get_monotonic_time () + (gint64)(n)*G_USEC_PER_SEC)

static BtFind *
query (const char *words, BtFindFlags flags)
{
  g_autoptr (GError) error = NULL;
  BtFind *find = bt_find_new (words, flags, &error);

  g_assert_no_error (error);
  return find;
}

/* @expected: the text, with every hit between < and > */
static void
assert_finds (const char *words, BtFindFlags flags, const char *expected)
{
  g_autoptr (BtFind) find = query (words, flags);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) shown = g_string_new (NULL);
  g_autoptr (GArray) hits = NULL;
  g_autoptr (GError) error = NULL;
  guint at = 0;

  for (const char *p = expected; *p != '\0'; p++)
    if (*p != '<' && *p != '>')
      g_string_append_c (text, *p);

  hits = bt_find_all (find, text->str, 0, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < hits->len; i++)
    {
      const BtHit *hit = &g_array_index (hits, BtHit, i);
      g_autofree char *before =
          g_utf8_substring (text->str, (glong)at, (glong)hit->start);
      g_autofree char *inside =
          g_utf8_substring (text->str, (glong)hit->start, (glong)hit->end);

      g_string_append_printf (shown, "%s<%s>", before, inside);
      at = hit->end;
    }
  g_string_append (shown, g_utf8_offset_to_pointer (text->str, (glong)at));
  g_assert_cmpstr (shown->str, ==, expected);
}

/* ---- finding ---- */

static void
test_accents (void)
{
  assert_finds ("duong", BT_FIND_PLAIN, "<Đường> và <dương>, <đương> đầu, <ĐƯỜNG> dài");
  assert_finds ("đường", BT_FIND_PLAIN, "<Đường> và <dương>, <đương> đầu");
  assert_finds ("đương", BT_FIND_ACCENTS, "Đường và dương, <đương> đầu, <ĐƯƠNG> sự");
  assert_finds ("đương", BT_FIND_ACCENTS | BT_FIND_CASE,
                "Đường và dương, <đương> đầu, ĐƯƠNG sự");
  assert_finds ("Duong", BT_FIND_CASE, "<Đường> và dương, ĐƯỜNG dài");
  assert_finds ("a", BT_FIND_ACCENTS, "ăâàáạ<a>ầ<A>Ă");
  assert_finds ("hoà", BT_FIND_ACCENTS, "hòa <hoà>");
  assert_finds ("hoà", BT_FIND_PLAIN, "<hòa> <hoà>");
  assert_finds ("ð", BT_FIND_PLAIN, "<Đ>ặng <Ð>ặng <d>ặng");
}

static void
test_lengths (void)
{
  /* u+horn+hook+n in pieces, and half composed: what follows is found where it is */
  assert_finds ("nước", BT_FIND_ACCENTS,
                "m\xc3\xb9\x61 <nu\xcc\x9bo\xcc\x9b\xcc\x81\x63> nổi, <nước>");
  assert_finds ("noi", BT_FIND_PLAIN,
                "nu\xcc\x9bo\xcc\x9b\xcc\x81\x63 <no\xcc\x82\xcc\x89i>");
  /* a letter is found with all its marks or not at all */
  assert_finds ("e", BT_FIND_ACCENTS, "e\xcc\x82 <e> ê e\xcc\xa3\xcc\x82");
  assert_finds ("strasse", BT_FIND_PLAIN, "<Straße> <strasse>");
  assert_finds ("s", BT_FIND_PLAIN, "<S>traße");
  assert_finds ("straße", BT_FIND_CASE, "Straße <straße>");
  assert_finds ("(TGCT) Năm", BT_FIND_PLAIN, "<(TGCT)\xc2\xa0Năm>");
  assert_finds ("aa", BT_FIND_PLAIN, "<aa><aa>a");
  assert_finds ("x", BT_FIND_PLAIN, "");
}

static void
test_whole_words (void)
{
  BtFindFlags flags = BT_FIND_WHOLE_WORDS;

  assert_finds ("an", flags, "<An> ninh, “<ăn>”, ban, anh, <ẩn>. (<án>) <an>");
  assert_finds ("an", flags | BT_FIND_ACCENTS, "“ăn”, ban, anh; “<an>”… <an>–ninh");
  assert_finds ("cai rang", flags, "chợ nổi <Cái Răng>, cái rằngg");
  assert_finds ("19", flags, "Covid-<19>, 1900, 2019, <19>/3");
  assert_finds ("an", flags, "a\xcc\x83nh b\xc3\xa2n <a\xcc\x83n>");
  /* quotes are no letters: there is no border to ask for */
  assert_finds ("“đẩy", flags, "nói<“Đẩy> mạnh");
  assert_finds ("a.", flags, "<a.>b ca.");
}

static void
test_regex (void)
{
  BtFindFlags flags = BT_FIND_REGEX;

  assert_finds ("\\d+(\\.\\d{3})*", flags, "<1.000> người, <25>%, năm <2017>");
  assert_finds ("th[uù]y", flags, "<Thủy> <thúy> <thuy>");
  assert_finds ("th[uủ]y", flags | BT_FIND_ACCENTS, "<Thủy> thúy <thuy>");
  assert_finds ("^b", flags, "<B>à\n<b>a bà");
  assert_finds ("\\w+", flags | BT_FIND_ACCENTS, "<Đường> <về>, <miền> “<Tây>”");
  assert_finds ("a*", flags, "<aa>b<a>");
  assert_finds ("\\đ", flags, "<đ>1<d>2");
  assert_finds ("a|an", flags | BT_FIND_WHOLE_WORDS, "<an> <a> ban");
  assert_finds ("đ", flags | BT_FIND_CASE | BT_FIND_ACCENTS, "Đ <đ> d");
  assert_finds ("a\\Kb", flags, "a<b>a<b>");
  assert_finds (".", flags | BT_FIND_ACCENTS, "<x><ê>");
}

static void
assert_refused (const char *words, BtFindFlags flags, BtFindError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtFind) find = bt_find_new (words, flags, &error);

  g_assert_null (find);
  g_assert_error (error, BT_FIND_ERROR, (int)code);
}

static void
test_refused (void)
{
  g_autofree char *deep = g_strnfill (900, '(');
  g_autofree char *nested = g_strconcat (deep, "a", NULL);
  g_autofree char *long_words = g_strnfill (BT_FIND_MAX_BYTES + 1, 'a');

  assert_refused ("", BT_FIND_PLAIN, BT_FIND_ERROR_EMPTY);
  assert_refused ("", BT_FIND_REGEX, BT_FIND_ERROR_EMPTY);
  assert_refused ("\xcc\x81", BT_FIND_PLAIN, BT_FIND_ERROR_EMPTY);
  assert_refused (long_words, BT_FIND_PLAIN, BT_FIND_ERROR_TOO_LONG);
  assert_refused ("(a", BT_FIND_REGEX, BT_FIND_ERROR_BRACKET);
  assert_refused ("a)", BT_FIND_REGEX, BT_FIND_ERROR_BRACKET);
  assert_refused ("a)(b", BT_FIND_REGEX | BT_FIND_WHOLE_WORDS, BT_FIND_ERROR_BRACKET);
  assert_refused ("[a", BT_FIND_REGEX, BT_FIND_ERROR_BRACKET);
  assert_refused ("*a", BT_FIND_REGEX, BT_FIND_ERROR_REPEAT);
  assert_refused ("a{3,2}", BT_FIND_REGEX, BT_FIND_ERROR_REPEAT);
  assert_refused ("a\\", BT_FIND_REGEX, BT_FIND_ERROR_ESCAPE);
  assert_refused ("\\C", BT_FIND_REGEX, BT_FIND_ERROR_ESCAPE);
  assert_refused ("\\1", BT_FIND_REGEX, BT_FIND_ERROR_GROUP);
  assert_refused ("((a{1,999}){1,999}){1,999}", BT_FIND_REGEX, BT_FIND_ERROR_TOO_COMPLEX);
  assert_refused (nested, BT_FIND_REGEX, BT_FIND_ERROR_PATTERN);
}

/* Patterns that would run for ages: they end soon, with an error or without. */
static void
test_hostile (void)
{
  static const char *const patterns[] = {
    "(a+)+$",
    "(a|aa)+$",
    "(.*)*[xy]",
    "(a|a)*[bc]",
    "(?R)?a",
    "(?:a(?R)?)+[bc]",
    "((a*)*)*\\1[cd]",
    "(*LIMIT_MATCH=4294967295)(a+)+$",
    "(*NO_START_OPT)(*NO_AUTO_POSSESS)(a+)+$",
    "(?=(a+)+[bc])",
    "(?=aa\\K)",
    "(?<=(a))(a+)+c",
    "\\X+\\X+\\X+[cd]",
    ".*.*.*[cd]",
  };
  g_autofree char *many = g_strnfill (5000, 'a');
  g_autofree char *text = g_strconcat (many, "!", many, "ê\xcc\x81!", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    for (guint flags = BT_FIND_REGEX; flags < 2 * BT_FIND_REGEX; flags += 2)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (BtFind) find = bt_find_new (patterns[i], flags, &error);
        gint64 start = g_get_monotonic_time ();
        g_autoptr (GArray) hits = NULL;

        if (find == NULL)
          {
            g_assert_cmpint ((int)error->domain, ==, (int)BT_FIND_ERROR);
            continue;
          }
        hits = bt_find_all (find, text, IN_SECONDS (1), &error);
        g_test_message ("%s %u: %d ms, %s", patterns[i], flags,
                        (int)((g_get_monotonic_time () - start) / 1000),
                        hits != NULL ? "found" : error->message);
        if (hits == NULL)
          g_assert_error (error, BT_FIND_ERROR, BT_FIND_ERROR_TOO_COMPLEX);
        g_assert_cmpint (g_get_monotonic_time () - start, <, 60 * G_USEC_PER_SEC);
      }
}

static void
test_deadline (void)
{
  g_autoptr (BtFind) find = query ("a", BT_FIND_REGEX);
  g_autofree char *text = g_strnfill (100000, 'a');
  g_autoptr (GError) error = NULL;

  g_assert_null (bt_find_all (find, text, g_get_monotonic_time () - 1, &error));
  g_assert_error (error, BT_FIND_ERROR, BT_FIND_ERROR_TOO_COMPLEX);
}

/* Random texts of letters in every form: hits stand in order and inside. */
static void
test_random (void)
{
  static const char *const letters[] = { "a", "ă",        "a\xcc\x86", "ẵ",       "đ",
                                         "Đ", "d",        "ß",         "s",       "SS",
                                         " ", "\xcc\x81", "“",         "\xc2\xa0" };
  GRand *random = g_rand_new_with_seed (7);

  for (int i = 0; i < 3000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GString) words = g_string_new (NULL);
      g_autoptr (BtFind) find = NULL;
      g_autoptr (GArray) hits = NULL;
      guint length, last = 0;

      for (int n = g_rand_int_range (random, 0, 40); n > 0; n--)
        g_string_append (text,
                         letters[g_rand_int_range (random, 0, G_N_ELEMENTS (letters))]);
      for (int n = g_rand_int_range (random, 1, 3); n > 0; n--)
        g_string_append (words, letters[g_rand_int_range (random, 0, 10)]);
      find = query (words->str, (BtFindFlags)g_rand_int_range (random, 0, 16));
      length = (guint)g_utf8_strlen (text->str, -1);
      hits = bt_find_all (find, text->str, 0, NULL);
      g_assert_nonnull (hits);
      for (guint h = 0; h < hits->len; h++)
        {
          const BtHit *hit = &g_array_index (hits, BtHit, h);

          g_assert_cmpuint (last, <=, hit->start);
          g_assert_cmpuint (hit->start, <, hit->end);
          g_assert_cmpuint (hit->end, <=, length);
          last = hit->end;
        }
    }
  g_rand_free (random);
}

/* ---- replacing ---- */

static void
assert_replaces (const char *words,
                 BtFindFlags flags,
                 const char *replacement,
                 gboolean keep_case,
                 const char *text,
                 const char *expected)
{
  g_autoptr (BtFind) find = query (words, flags);
  g_autoptr (BtRichText) rich = bt_rich_text_new (text);
  g_autoptr (GArray) hits = bt_find_all (find, bt_rich_text_get_text (rich), 0, NULL);
  g_autoptr (BtRichText) one_by_one = bt_rich_text_copy (rich);
  g_autoptr (GError) error = NULL;
  int n;

  /* from the last one, so that the others stay where they are */
  for (guint i = hits->len; i-- > 0;)
    {
      const BtHit *hit = &g_array_index (hits, BtHit, i);
      g_autofree char *new = bt_find_expand (find, bt_rich_text_get_text (rich), hit,
                                             replacement, keep_case, &error);

      g_assert_no_error (error);
      bt_rich_text_delete (one_by_one, hit->start, hit->end);
      bt_rich_text_insert (one_by_one, hit->start, new);
    }
  n = bt_find_replace (find, rich, replacement, keep_case, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpint (n, ==, (int)hits->len);
  g_assert_cmpstr (bt_rich_text_get_text (rich), ==, expected);
  g_assert_cmpstr (bt_rich_text_get_text (one_by_one), ==, expected);
}

static void
test_replace (void)
{
  assert_replaces ("facebook", BT_FIND_PLAIN, "Facebook", FALSE, "facebook, FACEBOOK",
                   "Facebook, Facebook");
  assert_replaces ("so nam", BT_FIND_WHOLE_WORDS, "so với năm", TRUE,
                   "Tăng 25% so năm 2016. SO NĂM trước; So năm nay",
                   "Tăng 25% so với năm 2016. SO VỚI NĂM trước; So với năm nay");
  assert_replaces ("a", BT_FIND_PLAIN, "", FALSE, "banana", "bnn");
  assert_replaces ("$1", BT_FIND_PLAIN, "$2\\1", FALSE, "giá $1", "giá $2\\1");
  assert_replaces ("x", BT_FIND_PLAIN, "a\nb\tc", FALSE, "x", "a b c");
  assert_replaces ("(\\d+)/(\\d+)", BT_FIND_REGEX, "$2-$1", FALSE, "ngày 28/12, 1/2",
                   "ngày 12-28, 2-1");
  assert_replaces ("(a)|(b)", BT_FIND_REGEX, "[$1$2$0$$$]", FALSE, "ab", "[aa$$][bb$$]");
  /* what stands for a group is the text itself, not what it was folded to */
  assert_replaces ("(duong) (\\w+)", BT_FIND_REGEX, "$2 $1", FALSE, "Đường Trường",
                   "Trường Đường");
  /* a mark that comes in joins the letter before it */
  assert_replaces ("x", BT_FIND_PLAIN, "\xcc\x81", FALSE, "ex, ax", "é, á");
}

static void
test_replace_refused (void)
{
  g_autoptr (BtFind) find = query ("(a)", BT_FIND_REGEX);
  g_autoptr (BtRichText) text = bt_rich_text_new ("banana");
  g_autoptr (GError) error = NULL;
  BtHit no_hit = { 0, 1 };

  g_assert_cmpint (bt_find_replace (find, text, "$2", FALSE, 0, &error), ==, -1);
  g_assert_error (error, BT_FIND_ERROR, BT_FIND_ERROR_GROUP);
  g_assert_cmpstr (bt_rich_text_get_text (text), ==, "banana");
  g_clear_error (&error);
  g_assert_null (bt_find_expand (find, "banana", &no_hit, "b", FALSE, &error));
  g_assert_error (error, BT_FIND_ERROR, BT_FIND_ERROR_EMPTY);
}

static void
assert_span (const BtRichText *text, guint index, BtSpanKind kind, guint start, guint end)
{
  guint n = 0;
  const BtSpan *spans = bt_rich_text_get_spans (text, &n);

  g_assert_cmpuint (index, <, n);
  g_assert_cmpint ((int)spans[index].kind, ==, (int)kind);
  g_assert_cmpuint (spans[index].start, ==, start);
  g_assert_cmpuint (spans[index].end, ==, end);
}

/* "một hai ba": what comes in has the marks of the first character it replaces. */
static void
test_replace_spans (void)
{
  g_autoptr (BtFind) find = query ("hai", BT_FIND_PLAIN);
  g_autoptr (BtFind) again = query ("bon muoi", BT_FIND_PLAIN);
  g_autoptr (BtRichText) text = bt_rich_text_new ("một hai ba hai");
  guint n = 0;

  bt_rich_text_apply (text, BT_SPAN_BOLD, 0, 5, NULL);    /* "một h" */
  bt_rich_text_apply (text, BT_SPAN_ITALIC, 5, 10, NULL); /* "ai ba" */
  bt_rich_text_apply (text, BT_SPAN_LINK, 11, 14, "https://example.vn/");
  g_assert_cmpint (bt_find_replace (find, text, "bốn mươi", FALSE, 0, NULL), ==, 2);
  g_assert_cmpstr (bt_rich_text_get_text (text), ==, "một bốn mươi ba bốn mươi");
  bt_rich_text_get_spans (text, &n);
  g_assert_cmpuint (n, ==, 3);
  assert_span (text, 0, BT_SPAN_BOLD, 0, 12);
  assert_span (text, 1, BT_SPAN_ITALIC, 12, 15);
  assert_span (text, 2, BT_SPAN_LINK, 16, 24);

  g_assert_cmpint (bt_find_replace (again, text, "", FALSE, 0, NULL), ==, 2);
  bt_rich_text_get_spans (text, &n);
  g_assert_cmpuint (n, ==, 2);
  assert_span (text, 0, BT_SPAN_BOLD, 0, 4);
  assert_span (text, 1, BT_SPAN_ITALIC, 4, 7);
}

/* ---- articles ---- */

static BtArticle *
make_article (void)
{
  BtArticle *article = bt_article_new ();
  BtBlock *quote = bt_block_new_text (BT_BLOCK_QUOTE, "Nước lên");
  BtBlock *figure = bt_block_new (BT_BLOCK_FIGURE);
  BtBlock *table = bt_block_new (BT_BLOCK_TABLE);
  BtBlock *embed = bt_block_new (BT_BLOCK_EMBED);
  BtBlock *opaque = bt_block_new (BT_BLOCK_OPAQUE);
  BtFigureItem *item = bt_figure_item (figure->figure, 0);

  bt_article_set (article, BT_FIELD_HEADLINE, "Mùa nước nổi");
  bt_article_set (article, BT_FIELD_LEAD, "Nước về,\nnước đầy");
  bt_article_set (article, BT_FIELD_SLUG, "mua-nuoc-noi");
  bt_article_set (article, BT_FIELD_NOTES, "hỏi lại mực nước");
  bt_article_append_block (article, bt_block_new_text (BT_BLOCK_PARAGRAPH, "Con nước"));
  bt_rich_text_set_text (quote->cite, "Ông Nước");
  bt_article_append_block (article, quote);
  bt_rich_text_set_text (item->caption, "Chợ nước");
  g_free (item->credit);
  item->credit = g_strdup ("Lê Nước");
  bt_article_append_block (article, figure);
  bt_table_resize (table->table, 2, 2);
  bt_rich_text_set_text (bt_table_cell (table->table, 1, 0), "mực nước");
  bt_rich_text_set_text (table->table->caption, "Bảng nước");
  bt_article_append_block (article, table);
  bt_rich_text_set_text (embed->caption, "Phim nước");
  bt_article_append_block (article, embed);
  g_free (opaque->source);
  opaque->source = g_strdup ("<p>nước</p>");
  bt_article_append_block (article, opaque);
  return article;
}

static void
test_article (void)
{
  static const BtFindPlace expected[] = {
    { BT_FIND_PART_FIELD, 0, BT_FIELD_HEADLINE, { 4, 8 } },
    { BT_FIND_PART_FIELD, 0, BT_FIELD_LEAD, { 0, 4 } },
    { BT_FIND_PART_FIELD, 0, BT_FIELD_LEAD, { 9, 13 } },
    { BT_FIND_PART_TEXT, 0, 0, { 4, 8 } },
    { BT_FIND_PART_TEXT, 1, 0, { 0, 4 } },
    { BT_FIND_PART_CITE, 1, 0, { 4, 8 } },
    { BT_FIND_PART_CAPTION, 2, 0, { 4, 8 } },
    { BT_FIND_PART_CREDIT, 2, 0, { 3, 7 } },
    { BT_FIND_PART_ALT, 2, 0, { 0, 4 } },
    { BT_FIND_PART_CELL, 3, 2, { 4, 8 } },
    { BT_FIND_PART_WHOLE_CAPTION, 3, 0, { 5, 9 } },
    { BT_FIND_PART_WHOLE_CAPTION, 4, 0, { 5, 9 } },
  };
  g_autoptr (BtArticle) article = make_article ();
  g_autoptr (BtArticle) old = NULL;
  BtFigureItem *item = bt_figure_item (bt_article_get_block (article, 2)->figure, 0);
  g_autoptr (BtFind) find = query ("nuoc", BT_FIND_WHOLE_WORDS);
  g_autoptr (BtFind) back = query ("lũ", BT_FIND_ACCENTS);
  g_autoptr (GArray) places = NULL;
  g_autofree char *json = NULL;

  g_free (item->alt);
  item->alt = g_strdup ("Nước");
  old = bt_article_copy (article);
  places = bt_find_in_article (find, article, 0, NULL);
  g_assert_cmpuint (places->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < places->len; i++)
    {
      const BtFindPlace *place = &g_array_index (places, BtFindPlace, i);

      g_assert_cmpmem (place, sizeof *place, &expected[i], sizeof *place);
    }

  g_assert_cmpint (bt_find_replace_all (find, article, "lũ", TRUE, 0, NULL), ==,
                   (int)places->len);
  g_assert_cmpstr (bt_article_get (article, BT_FIELD_HEADLINE), ==, "Mùa lũ nổi");
  g_assert_cmpstr (bt_article_get (article, BT_FIELD_LEAD), ==, "Lũ về,\nlũ đầy");
  g_assert_cmpstr (bt_article_get (article, BT_FIELD_SLUG), ==, "mua-nuoc-noi");
  g_assert_cmpstr (bt_article_get (article, BT_FIELD_NOTES), ==, "hỏi lại mực nước");
  json = bt_article_to_json (article, FALSE);
  g_assert_nonnull (strstr (json, "Lê Lũ"));
  g_assert_nonnull (strstr (json, "<p>nước</p>"));
  g_assert_null (strstr (json, "Chợ nước"));

  g_assert_cmpint (bt_find_replace_all (back, article, "nước", TRUE, 0, NULL), ==,
                   (int)places->len);
  g_assert_true (bt_article_equal (article, old));
}

/* 10,000 paragraphs, 1.8 MB, 20,000 hits. */
static void
test_speed (void)
{
  g_autoptr (BtArticle) article = bt_article_new ();
  g_autoptr (BtFind) find = query ("cho noi", BT_FIND_WHOLE_WORDS);
  g_autoptr (GArray) places = NULL;
  gint64 start, found, replaced;

  for (int i = 0; i < 10000; i++)
    bt_article_append_block (
        article,
        bt_block_new_text (BT_BLOCK_PARAGRAPH,
                           "Ghe bông điên điển về đầy chợ nổi Cái Răng từ 5 giờ sáng; "
                           "bà Lành chở 300 kg bông “vàng rực” – bán hết trong hai ngày "
                           "ở chợ nổi…"));
  start = g_get_monotonic_time ();
  places = bt_find_in_article (find, article, 0, NULL);
  found = g_get_monotonic_time ();
  g_assert_cmpuint (places->len, ==, 20000);
  g_assert_cmpint (bt_find_replace_all (find, article, "chợ trên sông", TRUE, 0, NULL),
                   ==, 20000);
  replaced = g_get_monotonic_time ();
  g_test_message ("found in %d ms, replaced in %d ms", (int)((found - start) / 1000),
                  (int)((replaced - found) / 1000));
  g_assert_cmpint (replaced - start, <, 30 * G_USEC_PER_SEC);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/find/accents", test_accents);
  g_test_add_func ("/find/lengths", test_lengths);
  g_test_add_func ("/find/whole-words", test_whole_words);
  g_test_add_func ("/find/regex", test_regex);
  g_test_add_func ("/find/refused", test_refused);
  g_test_add_func ("/find/hostile", test_hostile);
  g_test_add_func ("/find/deadline", test_deadline);
  g_test_add_func ("/find/random", test_random);
  g_test_add_func ("/find/replace", test_replace);
  g_test_add_func ("/find/replace-refused", test_replace_refused);
  g_test_add_func ("/find/replace-spans", test_replace_spans);
  g_test_add_func ("/find/article", test_article);
  g_test_add_func ("/find/speed", test_speed);

  return g_test_run ();
}

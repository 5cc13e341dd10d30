/* Tests of the text room: the door for bytes, NFC, folding, order, words, slugs.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/bt-text.h"

#include <string.h>

#define LIMIT 1000

/* The letters of Vietnamese, both cases, composed. */
static const char letters[] =
    "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"
    "AÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬEÈẺẼÉẸÊỀỂỄẾỆIÌỈĨÍỊOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢUÙỦŨÚỤƯỪỬỮỨỰYỲỶỸÝỴĐ";

static char *
read_bytes (const char *data, gsize size, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  return bt_text_from_bytes (bytes, LIMIT, error);
}

#define assert_reads(literal, expected)                                                  \
  G_STMT_START                                                                           \
  {                                                                                      \
    g_autoptr (GError) read_error = NULL;                                                \
    g_autofree char *read = read_bytes (literal, sizeof (literal) - 1, &read_error);     \
    g_assert_no_error (read_error);                                                      \
    g_assert_cmpstr (read, ==, expected);                                                \
  }                                                                                      \
  G_STMT_END

#define assert_refuses(literal, code)                                                    \
  G_STMT_START                                                                           \
  {                                                                                      \
    g_autoptr (GError) read_error = NULL;                                                \
    g_autofree char *read = read_bytes (literal, sizeof (literal) - 1, &read_error);     \
    g_assert_null (read);                                                                \
    g_assert_error (read_error, BT_TEXT_ERROR, code);                                    \
  }                                                                                      \
  G_STMT_END

static void
test_bytes_read (void)
{
  assert_reads ("Tin nhanh", "Tin nhanh");
  assert_reads ("\xef\xbb\xbfĐà Nẵng", "Đà Nẵng");
  assert_reads ("\xff\xfe\x10\x01\xe0\x00 \x00N\x00", "Đà N");
  assert_reads ("\xfe\xff\x01\x10\x00\xe0\x00 \x00N", "Đà N");
  assert_reads ("a\r\nb\rc\n\rd\r\n", "a\nb\nc\n\nd\n");
  assert_reads ("a\vb\fc\xe2\x80\xa8"
                "d\xe2\x80\xa9"
                "e\xc2\x85"
                "f",
                "a\nb\nc\nd\ne\nf");
  /* Only the mark goes: what a page save leaves behind is for the readers to judge. */
  assert_reads ("\t(TGCT)\xc2\xa0N\xc4\x83m  ", "\t(TGCT)\xc2\xa0N\xc4\x83m  ");
  assert_reads ("Ke\xcc\x82\xcc\x81t qua\xcc\x89", "Kết quả");
  assert_reads ("K\xc3\xaa\xcc\x81t", "Kết");
}

static void
test_bytes_refused (void)
{
  g_autofree char *long_text = g_strnfill (LIMIT + 1, 'a');
  g_autoptr (GError) error = NULL;

  assert_refuses ("", BT_TEXT_ERROR_EMPTY);
  assert_refuses (" \r\n\t\xc2\xa0\xe2\x80\x8b", BT_TEXT_ERROR_EMPTY);
  assert_refuses ("\xef\xbb\xbf", BT_TEXT_ERROR_EMPTY);
  assert_refuses ("\xff\xfe", BT_TEXT_ERROR_EMPTY);

  assert_refuses ("\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01", BT_TEXT_ERROR_BINARY);
  assert_refuses ("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", BT_TEXT_ERROR_BINARY);
  assert_refuses ("abc\0def", BT_TEXT_ERROR_BINARY);
  assert_refuses ("plain \x01 text", BT_TEXT_ERROR_BINARY);
  assert_refuses ("PK\x03\x04\x14\x00\x06\x00\x08\x00", BT_TEXT_ERROR_BINARY);

  /* TCVN3, VNI-Windows and windows-1258. */
  assert_refuses ("Th\xb5nh \xf1y C\xc7n Th\xac", BT_TEXT_ERROR_ENCODING);
  assert_refuses ("Thaønh uûy Ca\xe0n Th\xf4", BT_TEXT_ERROR_ENCODING);
  assert_refuses ("K\xea\xec"
                  "t qu\xe2\xd2 th\xfd\xf2"
                  "c hi\xea\xf2n",
                  BT_TEXT_ERROR_ENCODING);
  /* UTF-16 without its mark, with half a character, and UTF-32. */
  assert_refuses ("T\0i\0n\0 \0m\0\xdb\x1e"
                  "i\0",
                  BT_TEXT_ERROR_ENCODING);
  assert_refuses ("\xff\xfeT\0i", BT_TEXT_ERROR_BINARY);
  assert_refuses ("\xff\xfe\0\0T\0\0\0", BT_TEXT_ERROR_ENCODING);

  g_assert_null (read_bytes (long_text, LIMIT + 1, &error));
  g_assert_error (error, BT_TEXT_ERROR, BT_TEXT_ERROR_TOO_LARGE);
}

static void
test_bytes_large (void)
{
  gsize size = 50 * 1024 * 1024;
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (size), size);
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  g_assert_null (bt_text_from_bytes (bytes, 10 * 1024 * 1024, &error));
  g_assert_error (error, BT_TEXT_ERROR, BT_TEXT_ERROR_TOO_LARGE);
  g_assert_cmpint (g_get_monotonic_time () - start, <, G_TIME_SPAN_SECOND / 10);
}

static void
test_nfc (void)
{
  static const GNormalizeMode modes[] = { G_NORMALIZE_NFD, G_NORMALIZE_NFC,
                                          G_NORMALIZE_NFKD };

  g_assert_true (bt_text_is_nfc (letters));
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autofree char *other = g_utf8_normalize (letters, -1, modes[i]);
      g_autofree char *nfc = bt_text_nfc (other);

      g_assert_cmpstr (nfc, ==, letters);
      g_assert_cmpint (bt_text_is_nfc (other), ==, modes[i] == G_NORMALIZE_NFC);
    }
  /* A mark on what the quick way lets through, and a character NFC replaces. */
  g_assert_false (bt_text_is_nfc ("\xe1\xba\xa1\xcc\x82"));
  g_assert_false (bt_text_is_nfc ("\xe2\x84\xab"));
  g_assert_true (bt_text_is_nfc ("“Đẩy mạnh” – 2017… 你好 😀"));
  g_assert_true (bt_text_is_nfc (""));
}

static void
test_quick_nfc_agrees (void)
{
  /* Every character that the quick way trusts is one that NFC leaves alone, alone and
   * before and after a plain letter. */
  for (gunichar c = 1; c < 0x3000; c++)
    {
      g_autoptr (GString) text = g_string_new ("e");
      g_autofree char *normal = NULL;

      if (!g_unichar_validate (c))
        continue;
      g_string_append_unichar (text, c);
      g_string_append (text, "o");
      normal = g_utf8_normalize (text->str, -1, G_NORMALIZE_NFC);
      g_assert_cmpint (bt_text_is_nfc (text->str), ==, g_str_equal (normal, text->str));
    }
}

static void
test_fold (void)
{
  g_autofree char *nfd = g_utf8_normalize ("Đường", -1, G_NORMALIZE_NFD);
  g_autofree char *road = bt_text_fold ("Đường");
  g_autofree char *road_nfd = bt_text_fold (nfd);
  g_autofree char *eth = bt_text_fold ("ÐÀ NẴNG ðường");
  g_autofree char *all = bt_text_fold (letters);
  g_autofree char *d = bt_text_fold_d ("Đà Nẵng, đường Ðặng ð");

  g_assert_cmpstr (road, ==, "duong");
  g_assert_cmpstr (road_nfd, ==, "duong");
  g_assert_cmpstr (eth, ==, "da nang duong");
  g_assert_cmpstr (d, ==, "Dà Nẵng, dường Dặng d");
  for (const char *p = all; *p != '\0'; p++)
    g_assert_true (g_ascii_islower (*p));
  g_assert_cmpuint (strlen (all), ==, (gsize)g_utf8_strlen (letters, -1));
}

static gpointer
sort_words (gpointer data)
{
  static const char *const sorted[] = { "an", "ăn",  "ân", "ba",      "bà",  "bả",
                                        "bã", "bá",  "bạ", "Can Lộc", "Cẩn", "Cần Thơ",
                                        "da", "Dân", "đa", "Đà Nẵng", "u" };

  for (guint i = 0; i < G_N_ELEMENTS (sorted); i++)
    for (guint j = 0; j < G_N_ELEMENTS (sorted); j++)
      {
        int order = bt_text_collate (sorted[i], sorted[j]);

        g_assert_cmpint (CLAMP (order, -1, 1), ==, (i > j) - (i < j));
      }
  return NULL;
}

static void
test_collate (void)
{
  GThread *threads[4];

  sort_words (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("sort", sort_words, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (bt_text_collate ("Kết", "Ke\xcc\x82\xcc\x81t"), ==, 0);
}

static void
test_count_words (void)
{
  g_assert_cmpuint (bt_text_count_words ("công nghiệp hóa,"), ==, 3);
  g_assert_cmpuint (bt_text_count_words (""), ==, 0);
  g_assert_cmpuint (bt_text_count_words (" – … \n"), ==, 0);
  g_assert_cmpuint (bt_text_count_words ("tăng 25% – so\xc2\xa0với 07-KL/TW\nnăm"), ==,
                    6);
  g_assert_cmpuint (bt_text_count_words ("“Đẩy mạnh”"), ==, 2);
}

static void
assert_slug (const char *headline, gsize max_bytes, const char *expected)
{
  g_autofree char *slug = bt_text_slug (headline, max_bytes);

  g_assert_cmpstr (slug, ==, expected);
}

static void
test_count (void)
{
  BtTextCount count = { 0, 0, 0 };

  bt_text_count ("công nghiệp hóa,\n– 25%", &count);
  g_assert_cmpuint (count.words, ==, 4);
  g_assert_cmpuint (count.characters, ==, 21);
  g_assert_cmpuint (count.spaces, ==, 3);
  /* the same again in pieces: marks are no characters of their own */
  bt_text_count ("co\xcc\x82ng\xe2\x80\xa8 \xef\xbf\xbc", &count);
  g_assert_cmpuint (count.words, ==, 5);
  g_assert_cmpuint (count.characters, ==, 26);
  g_assert_cmpuint (count.spaces, ==, 4);

  g_assert_cmpuint (bt_text_reading_minutes (0), ==, 0);
  g_assert_cmpuint (bt_text_reading_minutes (1), ==, 1);
  g_assert_cmpuint (bt_text_reading_minutes (220), ==, 1);
  g_assert_cmpuint (bt_text_reading_minutes (221), ==, 2);
}

static void
test_slug (void)
{
  assert_slug ("Lũ lụt ở Đà Nẵng – ảnh số 1", 0, "lu-lut-o-da-nang-anh-so-1");
  assert_slug ("  “Đẩy mạnh thu hút đầu tư”…  ", 0, "day-manh-thu-hut-dau-tu");
  assert_slug ("Tăng 3,5% ở Ea H’leo & m²", 0, "tang-3-5-o-ea-hleo-m2");
  assert_slug ("Ke\xcc\x82\xcc\x81t quả", 0, "ket-qua");
  assert_slug ("Straße Łódź", 0, "strasse-lodz");
  assert_slug ("你好 …", 0, "");
  assert_slug ("", 0, "");
  assert_slug ("' '", 0, "");
  assert_slug ("Kết quả thực hiện", 7, "ket-qua");
  assert_slug ("Kết quả thực hiện", 11, "ket-qua");
  assert_slug ("Kết quả thực hiện", 12, "ket-qua-thuc");
  assert_slug ("Nghiêng", 3, "");
}

/* @offsets: where each byte of the folded text comes from, "." inside a letter */
static void
assert_folds (const char *text, BtFold what, const char *folded, const char *offsets)
{
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *result = bt_text_fold_mapped (text, what, starts);
  g_autoptr (GString) map = g_string_new (NULL);

  g_assert_cmpstr (result, ==, folded);
  g_assert_cmpuint (starts->len, ==, strlen (folded) + 1);
  for (guint i = 0; i < starts->len; i++)
    {
      guint start = g_array_index (starts, guint, i);

      g_string_append_c (map, start == G_MAXUINT ? '.' : (char)('0' + start));
    }
  g_assert_cmpstr (map->str, ==, offsets);
}

static void
test_fold_mapped (void)
{
  BtFold all = BT_FOLD_CASE | BT_FOLD_ACCENTS | BT_FOLD_SPACES;

  assert_folds ("", all, "", "0");
  assert_folds ("Đường", all, "duong", "012345");
  assert_folds ("Đường", BT_FOLD_ACCENTS, "Duong", "012345");
  assert_folds ("Đường", BT_FOLD_CASE, "đường", "0.1.2..345");
  /* the same in pieces: D is one letter, ư and ơ are three code points each */
  assert_folds ("u\xcc\x9bo\xcc\x9b\xcc\x80n", all, "uon", "0256");
  assert_folds ("u\xcc\x9bo\xcc\x9b\xcc\x80n", BT_FOLD_NONE, "ườn", "0.2..56");
  assert_folds ("Straße", all, "strasse", "01234.56");
  assert_folds ("a\u00a0b", all, "a b", "0123");
  assert_folds ("a\u00a0b", BT_FOLD_ACCENTS, "a\u00a0b", "01.23");
  /* a mark without a letter */
  assert_folds ("\xcc\x80"
                "a",
                all, "a", "12");
}

static void
test_fold_mapped_agrees (void)
{
  g_autofree char *folded = bt_text_fold (letters);
  g_autofree char *mapped =
      bt_text_fold_mapped (letters, BT_FOLD_CASE | BT_FOLD_ACCENTS, NULL);
  g_autofree char *apart = g_utf8_normalize (letters, -1, G_NORMALIZE_NFD);
  g_autofree char *mapped_apart =
      bt_text_fold_mapped (apart, BT_FOLD_CASE | BT_FOLD_ACCENTS, NULL);

  g_assert_cmpstr (mapped, ==, folded);
  g_assert_cmpstr (mapped_apart, ==, folded);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text/bytes/read", test_bytes_read);
  g_test_add_func ("/text/bytes/refused", test_bytes_refused);
  g_test_add_func ("/text/bytes/large", test_bytes_large);
  g_test_add_func ("/text/nfc", test_nfc);
  g_test_add_func ("/text/nfc/quick", test_quick_nfc_agrees);
  g_test_add_func ("/text/fold", test_fold);
  g_test_add_func ("/text/fold/mapped", test_fold_mapped);
  g_test_add_func ("/text/fold/mapped-agrees", test_fold_mapped_agrees);
  g_test_add_func ("/text/collate", test_collate);
  g_test_add_func ("/text/count-words", test_count_words);
  g_test_add_func ("/text/count", test_count);
  g_test_add_func ("/text/slug", test_slug);

  return g_test_run ();
}

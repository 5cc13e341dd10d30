/* Tests of what is pasted: as real programs put it on a clipboard, and as an enemy does.
 * paste/ holds what Chromium 156 and Firefox 153 had on their clipboards under X11, what
 * LibreOffice Writer 7.4.7 writes as HTML, and, after their real form, what Word 2016,
 * Google Docs and Safari offer. With BANTHAO_WRITE_EXPECTED set the expected results are
 * written anew, to be looked at before they are committed.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/bt-paste.h"

#include <string.h>

#include "test-articles.h"
#include "test-harmless.h"
#include "text/bt-text.h"

#define EMPTY_ARTICLE                                                                    \
  "{\"format\":\"banthao-article\",\"version\":1,"                                       \
  "\"uuid\":\"00000000-0000-4000-8000-000000000000\",\"status\":\"draft\","              \
  "\"fields\":{},\"tags\":[],\"blocks\":[],\"next_id\":1}"

static char *
corpus_path (const char *name, const char *extension)
{
  g_autofree char *file = g_strconcat (name, extension, NULL);

  return g_build_filename (g_getenv ("BANTHAO_SOURCE_DIR"), "tests", "formats", "paste",
                           file, NULL);
}

static GBytes *
load (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *data = NULL;
  gsize size = 0;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, size);
}

static BtPaste *
paste_bytes (const char *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  BtPaste *paste = bt_paste_html (bytes, &error);

  g_assert_no_error (error);
  return paste;
}

static BtPaste *
paste_html (const char *html)
{
  return paste_bytes (html, strlen (html));
}

static BtArticle *
as_article (const BtPaste *paste)
{
  BtArticle *article = bt_article_from_json (EMPTY_ARTICLE, -1, NULL);

  g_assert_nonnull (article);
  for (guint i = 0; i < paste->blocks->len; i++)
    bt_article_append_block (article,
                             bt_block_copy (g_ptr_array_index (paste->blocks, i)));
  return article;
}

#define assert_kept(html, expected)                                                      \
  G_STMT_START                                                                           \
  {                                                                                      \
    g_autoptr (BtPaste) assert_paste = paste_html (html);                                \
    g_autofree char *assert_kept = test_describe (assert_paste->blocks);                 \
    g_assert_cmpstr (assert_kept, ==, expected);                                         \
  }                                                                                      \
  G_STMT_END

/* ---- the corpus ---- */

static void
test_corpus (gconstpointer data)
{
  g_autofree char *path = corpus_path (data, ".html");
  g_autofree char *expected_path = corpus_path (data, ".json");
  g_autoptr (GBytes) html = load (path);
  g_autoptr (GBytes) expected = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPaste) paste = bt_paste_html (html, &error);
  g_autoptr (BtArticle) article = NULL;
  g_autofree char *json = NULL;
  g_autofree char *line = NULL;

  g_assert_no_error (error);
  article = as_article (paste);
  json = bt_article_to_json (article, TRUE);
  /* what stands before the blocks changes with the version of the form */
  line = g_strconcat ("{\n", strstr (json, "  \"blocks\""), "\n", NULL);
  if (g_getenv ("BANTHAO_WRITE_EXPECTED") != NULL)
    g_assert_true (g_file_set_contents (expected_path, line, -1, NULL));
  expected = load (expected_path);
  {
    g_autofree char *text =
        g_strndup (g_bytes_get_data (expected, NULL), g_bytes_get_size (expected));

    test_assert_lines_equal (line, text);
  }
  test_assert_harmless (paste);
}

/* The same bytes as UTF-16, which X11 may carry, with and without a mark. */
static void
test_utf16 (void)
{
  g_autofree char *path = corpus_path ("firefox", ".html");
  g_autoptr (GBytes) html = load (path);
  g_autoptr (BtPaste) expected = bt_paste_html (html, NULL);
  g_autofree char *described = test_describe (expected->blocks);
  static const char *const encodings[] = { "UTF-16", "UTF-16LE", "UTF-16BE" };

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      gsize size = 0;
      g_autofree char *wide =
          g_convert (g_bytes_get_data (html, NULL), (gssize)g_bytes_get_size (html),
                     encodings[i], "UTF-8", NULL, &size, NULL);
      g_autoptr (BtPaste) paste = paste_bytes (wide, size);
      g_autofree char *kept = test_describe (paste->blocks);

      g_assert_cmpstr (kept, ==, described);
    }
}

static void
test_encodings (void)
{
  /* half a surrogate pair, half a unit, zeros, bytes that are no UTF-8 */
  static const char halves[] = "\377\376<\0p\0>\0a\0\0\330b\0\0\334c\0x";
  static const char windows[] =
      "<meta content='text/html; charset=windows-1252'><p>\223gi\341\224 \226 \205";
  static const char head[] = "Version:0.9\r\nStartHTML:0000\r\n<html><p>a</html>";
  g_autoptr (BtPaste) first = paste_bytes (halves, sizeof (halves) - 1);
  g_autoptr (BtPaste) second = paste_bytes (windows, sizeof (windows) - 1);
  g_autoptr (BtPaste) third = paste_bytes ("<p>a\0b\303</p>", 12);
  g_autoptr (BtPaste) fourth = paste_bytes (head, sizeof (head) - 1);
  g_autofree char *kept[] = { test_describe (first->blocks),
                              test_describe (second->blocks),
                              test_describe (third->blocks),
                              test_describe (fourth->blocks) };

  g_assert_cmpstr (kept[0], ==, "p:a\357\277\275b\357\277\275c");
  g_assert_cmpstr (kept[1], ==, "p:“giá” – …");
  g_assert_cmpstr (kept[2], ==, "p:ab\357\277\275");
  g_assert_cmpstr (kept[3], ==, "p:a");
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    g_clear_pointer (&kept[i], g_free);
}

static void
test_shapes (void)
{
  assert_kept ("<li>một<li>hai", "li0:một / li0:hai");
  assert_kept ("<ul>một<li>hai</li>ba</ul>", "li0:một / li0:hai / li0:ba");
  assert_kept ("<ul><li>a<ol><li>b</ol></ul>", "li0:a / ol1:b");
  assert_kept ("<table>lạc<tr><td>a<td>b</table>", "p:lạc / table2:a|b");
  assert_kept ("<table><tr><td rowspan=2>a<td>b<tr><td>c<tr><td colspan=2>d</table>",
               "table2:a|b||c|d|");
  assert_kept ("<table><tr><td><p>a</p><p>b</p></td><td>c</td></tr></table>",
               "table2:a⏎b|c");
  assert_kept ("<h1>một</h1><h5><b>năm</b></h5>", "h2:một / h4:năm");
  assert_kept ("a<br><br>b<br>c", "p:a / p:b⏎c");
  assert_kept ("<pre>một\nhai</pre>", "p:một⏎hai");
  assert_kept ("Ông nói <q>có</q>.", "p:Ông nói “có”.");
  assert_kept ("<p><b>đậm <span style='font-weight:normal'>nhạt</span></b></p>",
               "p:<b>đậm </b>nhạt");
  assert_kept ("<a href='https://a.vn'><u>liên kết</u></a>",
               "p:[liên kết](https://a.vn)");
  /* not in NFC, and a no-break space */
  assert_kept ("<p>Tie\314\202\314\201ng&nbsp;Vie\314\243\314\202t</p>", "p:Tiếng Việt");
  assert_kept ("<a href=' https://a.vn/b c '>d</a>", "p:[d](https://a.vn/b%20c)");
  assert_kept ("<p style='display:none'>ẩn</p><p hidden>ẩn</p>thấy", "p:thấy");
}

static void
test_pictures (void)
{
  g_autoptr (BtPaste) paste = paste_html (
      "<img src='data:image/png;base64,iVBORw0KGgo=' alt=một>"
      "<img src='data:image/png;base64,iVBORw0KGgo='>"
      "<img src='data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=' alt=hai>"
      "<img src='file:///etc/passwd' alt=ba><img src='https://a.vn/b.jpg'>"
      "<img src='https://a.vn/c.gif' width=1 height=1><img width=16 alt='😀' src=x>");
  g_autofree char *kept = test_describe (paste->blocks);
  g_autofree char *hash =
      g_compute_checksum_for_string (G_CHECKSUM_SHA256, "\211PNG\r\n\032\n", 8);

  g_assert_cmpstr (kept, ==,
                   "figure+:một / figure+: / figure:hai / figure:ba / figure: / p:😀");
  g_assert_cmpuint (g_hash_table_size (paste->pictures), ==, 1);
  g_assert_true (g_hash_table_contains (paste->pictures, hash));
  g_assert_cmpuint (paste->n_missing, ==, 3);
  test_assert_harmless (paste);
}

/* ---- limits ---- */

static void
assert_fails (const char *data, gsize size, int code)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;

  g_assert_null (bt_paste_html (bytes, &error));
  g_assert_error (error, BT_TEXT_ERROR, code);
}

static char *
repeat (const char *text, gsize times, gsize *size)
{
  GString *out = g_string_sized_new (strlen (text) * times);

  for (gsize i = 0; i < times; i++)
    g_string_append (out, text);
  *size = out->len;
  return g_string_free (out, FALSE);
}

static void
test_limits (void)
{
  static const char *const pieces[] = { "<p a ",
                                        "<!--",
                                        "<i>\314\200\314\226",
                                        "\314\200\314\226",
                                        "<![if",
                                        "&#x300;&#x316;",
                                        "<table><tr>",
                                        "<li>",
                                        "<a href=",
                                        "x y=1 ",
                                        "<svg><",
                                        "<p style=\"a:b;" };
  gsize size = 0;
  g_autofree char *bytes = repeat ("a", BT_PASTE_MAX_BYTES + 1, &size);

  assert_fails (bytes, size, BT_TEXT_ERROR_TOO_LARGE);
  assert_fails (bytes, BT_PASTE_MAX_BYTES, BT_TEXT_ERROR_TOO_LARGE);
  assert_fails ("", 0, BT_TEXT_ERROR_EMPTY);
  assert_fails ("<script>a</script>", 18, BT_TEXT_ERROR_EMPTY);
  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      gsize times = 4 * 1024 * 1024 / TEST_SHARE / strlen (pieces[i]);
      g_autofree char *many = repeat (pieces[i], times, &size);
      g_autofree char *tag = g_strconcat ("<p ", many, ">a", NULL);
      g_autoptr (GBytes) text = g_bytes_new (many, size);
      g_autoptr (GBytes) attributes = g_bytes_new (tag, strlen (tag));
      gint64 start = g_get_monotonic_time ();
      g_autoptr (BtPaste) first G_GNUC_UNUSED = bt_paste_html (text, NULL);
      g_autoptr (BtPaste) second G_GNUC_UNUSED = bt_paste_html (attributes, NULL);
      g_autoptr (BtPaste) third G_GNUC_UNUSED = bt_paste_text (text, NULL);
      double seconds = (double)(g_get_monotonic_time () - start) / G_USEC_PER_SEC;

      g_test_message ("%s: %.2f s", pieces[i], seconds);
      g_assert_cmpfloat (seconds, <, 30);
    }
}

/* ---- enemies ---- */

static void
test_hostile (void)
{
  g_autofree char *path = corpus_path ("hostile", ".json");
  guint n = test_each_hostile (path);

  g_assert_cmpuint (n, >=, 200);
}

/* ---- plain text, our own form, and out ---- */

static void
assert_text (const char *text, const char *expected)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (BtPaste) paste = bt_paste_text (bytes, NULL);
  g_autofree char *kept = NULL;

  g_assert_nonnull (paste);
  kept = test_describe (paste->blocks);
  g_assert_cmpstr (kept, ==, expected);
}

static void
test_text (void)
{
  assert_text ("một ", "p:một ");
  assert_text ("một\r\n\r\n\n  hai\nba\n", "p:một / p:hai / p:ba");
  assert_text ("<b>một</b>\302\240hai\n", "p:<b>một</b> hai");
}

static void
test_own_form (void)
{
  g_autoptr (BtArticle) article = test_full_article ();
  g_autofree char *json = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (BtPaste) trusted = NULL;
  g_autoptr (BtPaste) foreign = NULL;
  BtBlock *bad = test_add_text (article, BT_BLOCK_PARAGRAPH, "bấm vào đây");

  bt_rich_text_apply (bad->text, BT_SPAN_LINK, 0, 3, "javascript:alert(1)");
  bt_rich_text_apply (bad->text, BT_SPAN_LINK, 4, 7, "https://a.vn/");
  json = bt_article_to_json (article, FALSE);
  bytes = g_bytes_new (json, strlen (json));
  trusted = bt_paste_json (bytes, TRUE, NULL);
  g_assert_cmpuint (trusted->blocks->len, ==, bt_article_get_n_blocks (article));
  for (guint i = 0; i < trusted->blocks->len; i++)
    g_assert_true (bt_block_equal (g_ptr_array_index (trusted->blocks, i),
                                   bt_article_get_block (article, i)));

  foreign = bt_paste_json (bytes, FALSE, NULL);
  g_assert_cmpuint (foreign->blocks->len, <, trusted->blocks->len);
  bad = g_ptr_array_index (foreign->blocks, foreign->blocks->len - 1);
  {
    guint n = 0;
    const BtSpan *spans = bt_rich_text_get_spans (bad->text, &n);

    g_assert_cmpuint (n, ==, 1);
    g_assert_cmpstr (spans[0].href, ==, "https://a.vn/");
  }
}

/* What goes out comes back in: other programs see the same structure. */
static void
test_out (void)
{
  g_autofree char *path = corpus_path ("chromium", ".html");
  g_autoptr (GBytes) bytes = load (path);
  g_autoptr (BtPaste) paste = bt_paste_html (bytes, NULL);
  g_autoptr (BtArticle) article = as_article (paste);
  g_autofree char *html = bt_paste_write_html (article);
  g_autofree char *text = bt_paste_write_text (article);
  g_autoptr (BtPaste) again = paste_html (html);
  g_autofree char *before = test_describe (paste->blocks);
  g_autofree char *after = test_describe (again->blocks);
  /* the picture itself stays here */
  g_auto (GStrv) parts = g_strsplit (before, "figure+", -1);
  g_autofree char *expected = g_strjoinv ("figure", parts);

  g_assert_cmpstr (after, ==, expected);
  g_assert_true (g_str_has_prefix (text, "Chợ nổi Cái Răng vào mùa\nSáng 28/12, hơn"));
}

static void
test_one_paragraph (void)
{
  g_autoptr (BtPaste) paste = paste_html ("<h2>Tít</h2><p>một <b>hai</b><br>ba</p>"
                                          "<ul><li>bốn</ul><img alt=x src=y>");
  g_autoptr (BtRichText) text = bt_paste_one_paragraph (paste);
  guint n = 0;
  const BtSpan *spans = bt_rich_text_get_spans (text, &n);

  g_assert_cmpstr (bt_rich_text_get_text (text), ==, "Tít một hai ba bốn");
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (spans[0].start, ==, 8);
  g_assert_cmpuint (spans[0].end, ==, 11);
}

int
main (int argc, char *argv[])
{
  static const char *const corpus[] = { "word",     "libreoffice", "google-docs",
                                        "chromium", "firefox",     "safari" };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (corpus); i++)
    {
      g_autofree char *name = g_strconcat ("/paste/corpus/", corpus[i], NULL);

      g_test_add_data_func (name, corpus[i], test_corpus);
    }
  g_test_add_func ("/paste/utf-16", test_utf16);
  g_test_add_func ("/paste/encodings", test_encodings);
  g_test_add_func ("/paste/shapes", test_shapes);
  g_test_add_func ("/paste/pictures", test_pictures);
  g_test_add_func ("/paste/limits", test_limits);
  g_test_add_func ("/paste/hostile", test_hostile);
  g_test_add_func ("/paste/text", test_text);
  g_test_add_func ("/paste/own-form", test_own_form);
  g_test_add_func ("/paste/out", test_out);
  g_test_add_func ("/paste/one-paragraph", test_one_paragraph);
  return g_test_run ();
}

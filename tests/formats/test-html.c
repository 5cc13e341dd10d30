/* Tests of HTML out and in.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/bt-html.h"

#include <string.h>

#include "test-articles.h"
#include "text/bt-portal-time.h"
#include "text/bt-text.h"

static BtImport *
read_html (const char *html)
{
  g_autoptr (GTimeZone) zone = bt_portal_time_zone (NULL);
  g_autoptr (GError) error = NULL;
  BtImport *import = bt_html_read (html, zone, &error);

  g_assert_no_error (error);
  return import;
}

static void
assert_text (const BtArticle *article, guint index, BtBlockKind kind, const char *text)
{
  const BtBlock *block = bt_article_get_block (article, index);

  g_assert_nonnull (block);
  g_assert_cmpstr (bt_block_kind_to_string (block->kind), ==,
                   bt_block_kind_to_string (kind));
  g_assert_cmpstr (bt_rich_text_get_text (block->text), ==, text);
}

static gboolean
has_note (const BtImport *import, BtImportNoteKind kind, const char *text)
{
  for (guint i = 0; i < import->notes->len; i++)
    {
      const BtImportNote *note = g_ptr_array_index (import->notes, i);

      if (note->kind == kind && (text == NULL || strstr (note->text, text) != NULL))
        return TRUE;
    }
  return FALSE;
}

static char *
photo_url (const BtFigureItem *item, gpointer data)
{
  return item->photo != NULL ? g_strdup_printf ("photos/%s.jpg?a=1&b=\"2\"", item->photo)
                             : NULL;
}

/* What a page cannot hold: where photos are, how a gallery stands, an empty paragraph, and
 * of an opaque block all but its text. */
static BtArticle *
without_what_is_lost (const BtArticle *article)
{
  BtArticle *copy = bt_article_copy (article);

  for (guint i = bt_article_get_n_blocks (copy); i > 0; i--)
    {
      BtBlock *block = bt_article_get_block (copy, i - 1);

      if (block->kind == BT_BLOCK_OPAQUE)
        {
          bt_article_remove_block (copy, i - 1);
          bt_article_insert_block (copy, i - 1,
                                   bt_block_new_text (BT_BLOCK_PARAGRAPH, "Hộp"));
          continue;
        }
      if (block->kind == BT_BLOCK_PARAGRAPH && bt_rich_text_is_empty (block->text))
        {
          bt_article_remove_block (copy, i - 1);
          continue;
        }
      if (block->kind != BT_BLOCK_FIGURE)
        continue;
      block->figure->align = BT_ALIGN_NONE;
      for (guint j = 0; j < block->figure->items->len; j++)
        g_clear_pointer (&bt_figure_item (block->figure, j)->photo, g_free);
    }
  return copy;
}

static void
test_roundtrip (void)
{
  g_autoptr (BtArticle) article = test_full_article ();
  g_autoptr (BtArticle) expected = NULL;
  g_autofree char *page = NULL;
  g_autoptr (BtImport) import = NULL;
  BtBlock *block;

  /* A browser shows two spaces as one, and so they are read. */
  for (guint i = 0; i < bt_article_get_n_blocks (article); i++)
    {
      block = bt_article_get_block (article, i);
      if (block->kind == BT_BLOCK_PARAGRAPH
          && g_str_has_suffix (bt_rich_text_get_text (block->text), "a  b"))
        bt_rich_text_set_text (block->text, "Theo đó,\nxuống dòng. a b");
    }
  page = bt_html_write (article, photo_url, NULL);
  import = read_html (page);
  expected = without_what_is_lost (article);
  test_assert_articles_equal (import->article, expected);
  g_assert_true (g_date_time_equal (bt_article_get_portal_time (import->article),
                                    bt_article_get_portal_time (article)));
}

static void
test_page (void)
{
  g_autoptr (BtArticle) article = test_full_article ();
  g_autofree char *page = bt_html_write (article, photo_url, NULL);
  g_autofree char *photo = test_photo_hash (1);
  g_autofree char *src =
      g_strdup_printf ("<img src=\"photos/%s.jpg?a=1&amp;b=&quot;2&quot;\"", photo);

  g_assert_true (g_str_has_prefix (page, "<!DOCTYPE html>\n<html lang=\"vi\">"));
  g_assert_nonnull (strstr (page, "name=\"viewport\""));
  g_assert_nonnull (strstr (page, "prefers-color-scheme:dark"));
  g_assert_nonnull (strstr (page, "default-src 'none'"));
  g_assert_nonnull (strstr (page, src));
  g_assert_nonnull (
      strstr (page, "Kết quả “thực hiện” &amp; &lt;chủ đề&gt; năm 2017</h1>"));
  g_assert_nonnull (strstr (page, "datetime=\"2017-12-28T11:09:00+07\""));
  g_assert_nonnull (strstr (page, "<em class=\"bt-credit\">Ảnh: Vĩnh Khang</em>"));
  /* An opaque block shows what it says; its source stays out. */
  g_assert_nonnull (strstr (page, "<p>Hộp</p>"));
  g_assert_null (strstr (page, "class='x'"));
}

static void
test_opaque_is_harmless (void)
{
  g_autoptr (BtArticle) article = bt_article_new ();
  BtBlock *block = bt_block_new (BT_BLOCK_OPAQUE);
  g_autofree char *page = NULL;

  bt_article_set (article, BT_FIELD_HEADLINE, "</title><script>alert(0)</script>");
  g_free (block->source);
  block->source =
      g_strdup ("<p onclick=\"alert(1)\">Chữ <a href=\"javascript:alert(2)\">x</a>"
                "<script>alert(3)</script></p><iframe src=\"https://a.vn\">"
                "</iframe></article></body><img src=x onerror=alert(4)>");
  bt_article_append_block (article, block);
  block = test_add_text (article, BT_BLOCK_PARAGRAPH, "liên kết");
  bt_rich_text_apply (block->text, BT_SPAN_LINK, 0, 4, "javascript:alert(5)");
  page = bt_html_write (article, NULL, NULL);
  g_assert_null (strstr (page, "<script"));
  g_assert_null (strstr (page, "javascript:"));
  g_assert_null (strstr (page, "onclick"));
  g_assert_null (strstr (page, "onerror"));
  g_assert_null (strstr (page, "<iframe"));
  g_assert_nonnull (strstr (page, "<p>liên kết</p>"));
  g_assert_nonnull (strstr (page, "<p>Chữ x</p>"));
}

static void
test_portal_page (void)
{
  g_autoptr (BtImport) import = read_html (
      "<html><head><title>Tít - Cổng</title><style>p{}</style></head><body>"
      "<nav><a href=/>Trang chủ</a></nav><main><h1>Tít\n  của bài</h1>"
      "<div class=date>Thứ năm, 28/12/2017 | 11:09 GMT+7</div>"
      "<p class=\"detail-sapo\">(TGCT)&nbsp;- Năm 2017, xác định.</p>"
      "<table><tr><td><img src=\"/a.jpg\" alt=\"Họp\"></td></tr>"
      "<tr><td class=\"pCaption\">Hội nghị. Ảnh: Vĩnh Khang</td></tr></table>"
      "<div>Đoạn <b>một</b>.<br><br>Đoạn <i>hai</i>.<br>cùng đoạn</div>"
      "<h2>Tít xen</h2><ul><li>a<ul><li>b</li></ul></li><li>c</ul>"
      "<p align=right><strong>Tin, ảnh: Hoàng Vĩnh Khang</strong></p><p>111</p></main>"
      "<footer>Bản quyền</footer></body></html>");
  const BtArticle *article = import->article;
  const BtFigureItem *item =
      bt_figure_item (bt_article_get_block (article, 0)->figure, 0);
  guint n_spans = 0;

  g_assert_cmpstr (bt_article_get (article, BT_FIELD_HEADLINE), ==, "Tít của bài");
  g_assert_cmpstr (bt_article_get (article, BT_FIELD_SOURCE_NAME), ==, "TGCT");
  g_assert_cmpstr (bt_article_get (article, BT_FIELD_LEAD), ==, "Năm 2017, xác định.");
  g_assert_cmpstr (bt_article_get (article, BT_FIELD_BYLINE), ==, "Hoàng Vĩnh Khang");
  g_assert_cmpstr (bt_article_get (article, BT_FIELD_PHOTO_CREDIT), ==,
                   "Hoàng Vĩnh Khang");
  g_assert_cmpint (g_date_time_get_hour (bt_article_get_portal_time (article)), ==, 11);
  g_assert_cmpstr (item->alt, ==, "Họp");
  g_assert_cmpstr (bt_rich_text_get_text (item->caption), ==, "Hội nghị.");
  g_assert_cmpstr (item->credit, ==, "Vĩnh Khang");
  g_assert_null (item->photo);
  g_assert_null (item->remote_url);
  assert_text (article, 1, BT_BLOCK_PARAGRAPH, "Đoạn một.");
  assert_text (article, 2, BT_BLOCK_PARAGRAPH, "Đoạn hai.\ncùng đoạn");
  bt_rich_text_get_spans (bt_article_get_block (article, 2)->text, &n_spans);
  g_assert_cmpuint (n_spans, ==, 1);
  assert_text (article, 3, BT_BLOCK_HEADING, "Tít xen");
  assert_text (article, 4, BT_BLOCK_LIST_ITEM, "a");
  assert_text (article, 5, BT_BLOCK_LIST_ITEM, "b");
  g_assert_cmpuint (bt_article_get_block (article, 5)->level, ==, 1);
  assert_text (article, 6, BT_BLOCK_LIST_ITEM, "c");
  g_assert_cmpuint (bt_article_get_n_blocks (article), ==, 7);
  g_assert_true (has_note (import, BT_IMPORT_NOTE_LEFT_OUT, "111"));
  g_assert_true (has_note (import, BT_IMPORT_NOTE_FIGURE_WITHOUT_PHOTO, "/a.jpg"));
}

static void
test_site (void)
{
  g_autoptr (BtImport) import = read_html (
      "<html><body><header><p>Cổng thông tin</p></header><h1>Tít</h1>"
      "<p><b>Sapo đậm của bài, một câu.</b></p><p>Đoạn <iframe "
      "src=\"https://www.youtube.com/embed/a_b-1?rel=0\"></iframe></p>"
      "<iframe src=\"https://quang.cao/x\"></iframe>"
      "<figure><img src=\"data:image/png;base64,AAAA\"><figcaption>Có chú thích. "
      "Ảnh: A</figcaption></figure><img src=\"data:image/png;base64,BBBB\">"
      "<p>Đoạn cuối.</p><a href=\"/tag/x\">thẻ</a><footer>Bản "
      "quyền</footer></body></html>");
  const BtArticle *article = import->article;

  assert_text (article, 0, BT_BLOCK_PARAGRAPH, "Đoạn");
  g_assert_cmpstr (bt_article_get_block (article, 1)->url, ==,
                   "https://www.youtube.com/watch?v=a_b-1");
  g_assert_cmpint (bt_article_get_block (article, 2)->kind, ==, BT_BLOCK_FIGURE);
  assert_text (article, 3, BT_BLOCK_PARAGRAPH, "Đoạn cuối.");
  assert_text (article, 4, BT_BLOCK_PARAGRAPH, "thẻ");
  g_assert_cmpuint (bt_article_get_n_blocks (article), ==, 5);
  g_assert_cmpstr (bt_article_get (article, BT_FIELD_LEAD), ==,
                   "Sapo đậm của bài, một câu.");
  g_assert_true (has_note (import, BT_IMPORT_NOTE_DOUBTFUL_LEAD, "Sapo đậm"));
  g_assert_true (has_note (import, BT_IMPORT_NOTE_DROPPED_MARKUP, "https://quang.cao/x"));
  g_assert_true (has_note (import, BT_IMPORT_NOTE_DROPPED_MARKUP, "base64,BBBB"));
  g_assert_true (has_note (import, BT_IMPORT_NOTE_DROPPED_MARKUP, "/tag/x"));
  g_assert_true (has_note (import, BT_IMPORT_NOTE_DROPPED_MARKUP, "footer"));
  g_assert_true (has_note (import, BT_IMPORT_NOTE_NO_TIME, NULL));
  g_assert_true (has_note (import, BT_IMPORT_NOTE_NO_BYLINE, NULL));
}

static void
test_word_fragment (void)
{
  g_autoptr (BtImport) import = read_html (
      "<!--[if gte mso 9]><xml>x</xml><![endif]--><meta charset=utf-8>"
      "<p class=MsoNormal><b style='mso-bidi-font-weight:normal'><span lang=VI>Tít từ "
      "Word"
      "<o:p></o:p></span></b></p>"
      "<p class=MsoNormal><span style='font-size:14.0pt'>Đoạn\nmột &ldquo;có&rdquo; "
      "<span style='font-style:italic'>nghiêng</span> và "
      "<span style=\"font-weight: 700\">đậm</span>.<o:p>&nbsp;</o:p></span></p>"
      "<p class=MsoNormal>&nbsp;</p><p class=MsoNormal>Đoạn hai.</p>"
      "<p class=MsoListParagraphCxSpFirst style='text-indent:-.25in;mso-list:l0 level1 "
      "lfo1'>"
      "<![if !supportLists]><span style='font-family:Symbol;mso-list:Ignore'>·"
      "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span><![endif]>"
      "Mục <b>một</b><o:p></o:p></p>"
      "<p class=MsoListParagraphCxSpLast style='mso-list:l0 level2 lfo1'><![if "
      "!supportLists]><span "
      "style='mso-list:Ignore'>1.<span>&nbsp;</span></span><![endif]>"
      "Mục một một</p>");
  BtBlock *block = bt_article_get_block (import->article, 0);
  guint n_spans = 0;
  const BtSpan *spans;

  g_assert_cmpstr (bt_article_get (import->article, BT_FIELD_HEADLINE), ==,
                   "Tít từ Word");
  assert_text (import->article, 0, BT_BLOCK_PARAGRAPH, "Đoạn một “có” nghiêng và đậm.");
  spans = bt_rich_text_get_spans (block->text, &n_spans);
  g_assert_cmpuint (n_spans, ==, 2);
  g_assert_cmpuint (spans[0].kind, ==, BT_SPAN_ITALIC);
  g_assert_cmpuint (spans[1].kind, ==, BT_SPAN_BOLD);
  assert_text (import->article, 1, BT_BLOCK_PARAGRAPH, "Đoạn hai.");
  assert_text (import->article, 2, BT_BLOCK_LIST_ITEM, "Mục một");
  g_assert_false (bt_article_get_block (import->article, 2)->ordered);
  assert_text (import->article, 3, BT_BLOCK_LIST_ITEM, "Mục một một");
  g_assert_true (bt_article_get_block (import->article, 3)->ordered);
  g_assert_cmpuint (bt_article_get_block (import->article, 3)->level, ==, 1);
  g_assert_cmpuint (bt_article_get_n_blocks (import->article), ==, 4);
}

static void
test_hostile (void)
{
  g_autoptr (BtImport) import = read_html (
      "<!DOCTYPE html [<!ENTITY a \"bom\"><!ENTITY b \"&a;&a;&a;\">"
      "<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
      "<h1 onmouseover=alert(1)>Tít</h1><p>Chữ &b; &x; "
      "<a href=\"javascript:alert(1)\">một</a> <a href=\" JaVaScRiPt:alert(1)\">hai</a> "
      "<a href=\"data:text/html,x\">ba</a> <a href=\"https://a.vn\" onclick=x>bốn</a></p>"
      "<script>document.write('<p>năm</p>')</script>"
      "<img src=\"data:image/png;base64,AAAA\" onerror=alert(1)>"
      "<img src=\"https://theo.doi/1.gif\" width=1 height=1>"
      "<img src=\"https://xa.vn/anh.jpg\"><object data=x>sáu</object>"
      "<form><input name=a>bảy</form><svg onload=alert(1)><text>tám</text></svg>"
      "<p style=\"background:url(javascript:x)\">Hết</p>");
  const BtArticle *article = import->article;
  g_autofree char *plain = bt_article_plain_text (article);
  g_autofree char *json = bt_article_to_json (article, FALSE);
  BtBlock *block = bt_article_get_block (article, 0);
  guint n_spans = 0;
  const BtSpan *spans = bt_rich_text_get_spans (block->text, &n_spans);

  assert_text (article, 0, BT_BLOCK_PARAGRAPH, "Chữ &b; &x; một hai ba bốn");
  g_assert_cmpuint (n_spans, ==, 1);
  g_assert_cmpstr (spans[0].href, ==, "https://a.vn");
  g_assert_null (strstr (plain, "năm"));
  g_assert_null (strstr (plain, "bảy"));
  g_assert_null (strstr (json, "alert"));
  g_assert_null (strstr (json, "base64"));
  g_assert_null (strstr (json, "root:"));
  g_assert_true (has_note (import, BT_IMPORT_NOTE_DROPPED_MARKUP, "data:image/png"));
  g_assert_true (has_note (import, BT_IMPORT_NOTE_DROPPED_MARKUP, "javascript:"));
  g_assert_true (has_note (import, BT_IMPORT_NOTE_DROPPED_MARKUP, "form"));
  g_assert_true (
      has_note (import, BT_IMPORT_NOTE_FIGURE_WITHOUT_PHOTO, "https://xa.vn/anh.jpg"));
  g_assert_false (has_note (import, BT_IMPORT_NOTE_FIGURE_WITHOUT_PHOTO, "theo.doi"));
}

/* Each takes moments, however deep or wide. */
static void
test_bombs (void)
{
  static const char *const parts[] = {
    "<div>",   "<b>",          "<p>",      "<ul><li>",   "<table><tr><td>",
    "</x><i>", "<blockquote>", "<figure>", "<a href=x>", "<!-- ",
    "<",       "&lt;",         "<svg><",   "<h2>"
  };
  g_autoptr (GTimeZone) zone = bt_portal_time_zone (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GString) html = g_string_new ("<h1>Tít</h1><p>Chữ.</p>");
      g_autoptr (BtImport) import = NULL;
      g_autoptr (GError) error = NULL;
      gint64 start = g_get_monotonic_time ();

      while (html->len < 2000000 / TEST_SHARE)
        g_string_append (html, parts[i]);
      import = bt_html_read (html->str, zone, &error);
      if (import == NULL)
        g_assert_error (error, BT_TEXT_ERROR, BT_TEXT_ERROR_TOO_LARGE);
      g_test_message ("%s: %s, %.2f s", parts[i], import != NULL ? "read" : "refused",
                      (double)(g_get_monotonic_time () - start) / G_TIME_SPAN_SECOND);
    }
}

static void
test_no_article (void)
{
  static const char *const pages[] = { "<p></p>", "<h1>Chỉ có tít</h1>",
                                       "<html><head><title>x</title></head></html>",
                                       "<!DOCTYPE html>", "<script>x</script>" };
  g_autoptr (GTimeZone) zone = bt_portal_time_zone (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (bt_html_read (pages[i], zone, &error));
      g_assert_error (error, BT_FORMATS_ERROR, BT_FORMATS_ERROR_NO_ARTICLE);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/formats/html/roundtrip", test_roundtrip);
  g_test_add_func ("/formats/html/page", test_page);
  g_test_add_func ("/formats/html/opaque", test_opaque_is_harmless);
  g_test_add_func ("/formats/html/portal-page", test_portal_page);
  g_test_add_func ("/formats/html/site", test_site);
  g_test_add_func ("/formats/html/word", test_word_fragment);
  g_test_add_func ("/formats/html/hostile", test_hostile);
  g_test_add_func ("/formats/html/bombs", test_bombs);
  g_test_add_func ("/formats/html/no-article", test_no_article);

  return g_test_run ();
}

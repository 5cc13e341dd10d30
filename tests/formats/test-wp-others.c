/* Tests of posts that others wrote: what can be held is, all else is kept byte for byte.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/bt-wp-blocks.h"

#include <string.h>

#include "test-articles.h"

#define PARAGRAPH(text) "<!-- wp:paragraph -->\n<p>" text "</p>\n<!-- /wp:paragraph -->"
#define IMAGE(json, classes, img, caption)                                               \
  "<!-- wp:image " json "-->\n<figure class=\"wp-block-image" classes "\"><img " img     \
  "/>" caption "</figure>\n<!-- /wp:image -->"
#define CAPTION(text) "<figcaption class=\"wp-element-caption\">" text "</figcaption>"
#define FOREIGN                                                                          \
  "src=\"https://cong.vn/a-1024x683.jpg\" alt=\"Họp\" class=\"wp-image-900\""
#define LARGE "{\"id\":900,\"sizeSlug\":\"large\",\"linkDestination\":\"none\"} "

static const BtBlock *
only_block (const BtArticle *article)
{
  g_assert_cmpuint (bt_article_get_n_blocks (article), ==, 1);
  return bt_article_get_block (article, 0);
}

/* What nobody here could write. */
static const char *const kept[] = {
  "<!-- wp:more -->\n<!--more-->\n<!-- /wp:more -->",
  "<!-- wp:acme/box {\"a\":{\"b\":[1,2]}} -->\n<div>x</div>\n<!-- /wp:acme/box -->",
  "<!-- wp:acme/empty /-->",
  "<!-- wp:latest-posts {\"postsToShow\":3} /-->",
  "<!-- wp:html -->\n<iframe src=\"https://a.vn\"></iframe>\n<!-- /wp:html -->",
  "<!-- wp:group -->\n<div class=\"wp-block-group\">" PARAGRAPH (
      "Trong nhóm") "</div>\n<!-- /wp:group -->",
  "<!-- wp:paragraph {\"align\":\"center\"} -->\n<p class=\"has-text-align-center\">"
  "Giữa</p>\n<!-- /wp:paragraph -->",
  "<!-- wp:paragraph {\"dropCap\":true} -->\n<p class=\"has-drop-cap\">Chữ</p>\n"
  "<!-- /wp:paragraph -->",
  PARAGRAPH ("Một <span style=\"color:red\">đỏ</span>"),
  PARAGRAPH ("Một <a href=\"https://a.vn\" target=\"_blank\" rel=\"noopener\">liên</a>"),
  PARAGRAPH ("Một <a href=\"javascript:alert(1)\">liên</a>"),
  PARAGRAPH ("Một <img src=\"https://a.vn/x.png\" alt=\"\"/>"),
  PARAGRAPH ("Một<script>alert(1)</script>"),
  PARAGRAPH ("Một<!-- lời nhắn -->"),
  PARAGRAPH ("Một</p><p>Hai"),
  PARAGRAPH ("Một <b>hở"),
  PARAGRAPH ("Một <code>mã</code> <mark>dấu</mark>"),
  "<!-- wp:paragraph -->\n<p id=\"neo\">Một</p>\n<!-- /wp:paragraph -->",
  "<!-- wp:paragraph -->\n<p>Một</p>\n<!-- /wp:heading -->",
  "<!-- wp:heading {\"level\":1} -->\n<h1>Một</h1>\n<!-- /wp:heading -->",
  "<!-- wp:heading {\"level\":3} -->\n<h2>Lệch</h2>\n<!-- /wp:heading -->",
  "<!-- wp:heading {\"anchor\":\"a\"} -->\n<h2 id=\"a\">Neo</h2>\n<!-- /wp:heading -->",
  "<!-- wp:list -->\n<ul><li>Kiểu cũ</li></ul>\n<!-- /wp:list -->",
  "<!-- wp:list {\"ordered\":true,\"start\":5} -->\n<ol start=\"5\"><!-- wp:list-item "
  "-->\n"
  "<li>năm</li>\n<!-- /wp:list-item --></ol>\n<!-- /wp:list -->",
  "<!-- wp:quote -->\n<blockquote class=\"wp-block-quote\"><p>Kiểu cũ</p></blockquote>\n"
  "<!-- /wp:quote -->",
  "<!-- wp:table -->\n<figure class=\"wp-block-table\"><table><tbody><tr>"
  "<td colspan=\"2\">a</td></tr></tbody></table></figure>\n<!-- /wp:table -->",
  "<!-- wp:separator {\"className\":\"is-style-dots\"} -->\n"
  "<hr class=\"wp-block-separator is-style-dots\"/>\n<!-- /wp:separator -->",
  IMAGE ("{\"id\":900,\"width\":300} ", " is-resized", FOREIGN " width=\"300\"", ""),
  IMAGE ("{\"id\":900,\"linkDestination\":\"media\"} ", "", FOREIGN, ""),
  "<!-- wp:embed {\"url\":\"https://a.vn\",\"align\":\"wide\"} -->\n<figure class=\"x\">"
  "</figure>\n<!-- /wp:embed -->",
  "<!-- wp:paragraph {\"className\":\"bt-sapo\"} -->\n<p class=\"bt-sapo\">Sapo "
  "<em>nghiêng</em></p>\n<!-- /wp:paragraph -->",
  "<!-- wp:paragraph {\"className\":\"bt-waiting-photo\"} -->\n"
  "<p class=\"bt-waiting-photo\">không ngoặc</p>\n<!-- /wp:paragraph -->",
  "<!-- wp:paragraph {\"a\":1,\"a\":2} -->\n<p>Một</p>\n<!-- /wp:paragraph -->",
  "<!-- wp:paragraph {hỏng} -->\n<p>Một</p>\n<!-- /wp:paragraph -->",
  "<p>Bài soạn bằng trình cũ.</p>\n<p>Hai đoạn &nbsp; [gallery]</p>",
  "<!-- wp:paragraph -->\n<p>Không đóng</p>",
  "<!-- /wp:paragraph -->",
  "<!--more-->",
  "Chữ trần < không thẻ & thế",
};

static void
test_kept (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      g_autoptr (BtArticle) article = test_read_content (kept[i]);
      g_autofree char *written = test_write_content (article);
      const BtBlock *block = only_block (article);

      g_test_message ("%s", kept[i]);
      g_assert_cmpint (block->kind, ==, BT_BLOCK_OPAQUE);
      g_assert_cmpstr (block->source, ==, kept[i]);
      g_assert_cmpstr (written, ==, kept[i]);
      g_assert_cmpstr (bt_article_get (article, BT_FIELD_LEAD), ==, "");
    }
}

/* Between blocks that are known, each stays where it was. */
static void
test_kept_among_others (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      g_autofree char *content = g_strconcat (PARAGRAPH ("Trước"), "\n\n", kept[i], NULL);
      g_autofree char *both = g_strconcat (content, "\n\n" PARAGRAPH ("Sau"), NULL);
      g_autoptr (BtArticle) article = test_read_content (content);
      g_autoptr (BtArticle) longer = test_read_content (both);
      g_autofree char *written = test_write_content (article);
      g_autofree char *longer_written = test_write_content (longer);

      g_assert_cmpstr (written, ==, content);
      g_assert_cmpstr (longer_written, ==, both);
      g_assert_cmpint (bt_article_get_block (article, 0)->kind, ==, BT_BLOCK_PARAGRAPH);
    }
}

/* What is said in other words than ours, and is ours all the same. */
static void
test_held (void)
{
  static const struct
  {
    const char *content;
    const char *ours;
  } cases[] = {
    { "<!-- wp:core/paragraph --><p>Một &amp; hai&#8230; &nbsp;</p><!-- /wp:paragraph "
      "-->",
      PARAGRAPH ("Một &amp; hai… \xc2\xa0") },
    { "<!-- wp:paragraph -->\n<P>Một <B>đậm</B> <i>nghiêng</i> <strike>bỏ</strike></P>\n"
      "<!-- /wp:paragraph -->",
      PARAGRAPH ("Một <strong>đậm</strong> <em>nghiêng</em> <s>bỏ</s>") },
    { PARAGRAPH ("<em><strong>cả hai</strong></em><strong></strong>"),
      PARAGRAPH ("<strong><em>cả hai</em></strong>") },
    { PARAGRAPH ("<span style=\"text-decoration: underline;\">gạch</span>"),
      PARAGRAPH ("<u>gạch</u>") },
    { PARAGRAPH ("Ke\xcc\x82\xcc\x81t quả"), PARAGRAPH ("Kết quả") },
    { PARAGRAPH ("Dòng một\n    dòng hai"), PARAGRAPH ("Dòng một dòng hai") },
    { "<!-- wp:heading {\"level\":2} -->\n<h2>Tít</h2>\n<!-- /wp:heading -->",
      "<!-- wp:heading -->\n<h2 class=\"wp-block-heading\">Tít</h2>\n<!-- /wp:heading "
      "-->" },
    { "<!-- wp:list -->\n<ul><!-- wp:list-item -->\n<li>một</li>\n<!-- /wp:list-item -->"
      "</ul>\n<!-- /wp:list -->",
      "<!-- wp:list -->\n<ul class=\"wp-block-list\"><!-- wp:list-item "
      "-->\n<li>một</li>\n"
      "<!-- /wp:list-item --></ul>\n<!-- /wp:list -->" },
    { "<!-- wp:table -->\n<figure class='wp-block-table'>\n<table "
      "class='has-fixed-layout'>\n"
      "<tbody>\n<tr>\n<td>a</td>\n<td>b</td></tr></tbody></table></figure>\n"
      "<!-- /wp:table -->",
      "<!-- wp:table {\"hasFixedLayout\":true} -->\n<figure "
      "class=\"wp-block-table\"><table "
      "class=\"has-fixed-layout\"><tbody><tr><td>a</td><td>b</td></tr></tbody></table>"
      "</figure>\n<!-- /wp:table -->" },
    { "<!-- wp:separator -->\n<hr class=\"wp-block-separator has-alpha-channel-opacity\" "
      "/>\n"
      "<!-- /wp:separator -->",
      "<!-- wp:separator -->\n<hr class=\"wp-block-separator "
      "has-alpha-channel-opacity\"/>\n"
      "<!-- /wp:separator -->" },
    { IMAGE (LARGE, " size-large", FOREIGN, ""),
      IMAGE (LARGE, " size-large", FOREIGN, "") },
    { IMAGE ("{\"id\":900,\"sizeSlug\":\"large\"} ", " size-large", FOREIGN, ""),
      IMAGE (LARGE, " size-large", FOREIGN, "") },
    { IMAGE ("", "", "alt=\"\" src=\"https://a.vn/x.jpg?a=1&amp;b=2\"", CAPTION ("Ảnh")),
      IMAGE ("", "", "src=\"https://a.vn/x.jpg?a=1&amp;b=2\" alt=\"\"",
             CAPTION ("Ảnh")) },
    { PARAGRAPH ("Một") "\n<!-- banthao:0c2d -->\n\n\n" PARAGRAPH ("Hai"),
      PARAGRAPH ("Một") "\n\n" PARAGRAPH ("Hai") },
    { "<!-- banthao:0c2d -->", "" },
    { " \n ", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BtArticle) article = test_read_content (cases[i].content);
      g_autofree char *written = test_write_content (article);

      g_assert_cmpstr (written, ==, cases[i].ours);
    }
}

static void
test_pictures (void)
{
  g_autoptr (BtArticle) foreign =
      test_read_content (IMAGE (LARGE, " size-large", FOREIGN, ""));
  g_autoptr (BtArticle) known = test_read_content (IMAGE (
      "{\"align\":\"wide\",\"id\":101,\"sizeSlug\":\"full\"} ", " alignwide size-full",
      "src=\"https://cong.vn/anh-1.jpg\" alt=\"\" class=\"wp-image-101\"", ""));
  g_autoptr (BtArticle) sized = test_read_content (IMAGE (
      "{\"id\":101,\"sizeSlug\":\"large\"} ", " size-large",
      "src=\"https://cong.vn/anh-1-9x9.jpg\" alt=\"\" class=\"wp-image-101\"", ""));
  g_autofree char *hash = test_photo_hash (1);
  g_autofree char *other = test_photo_hash (2);
  g_autofree char *sized_written = test_write_content (sized);
  g_autofree char *replaced_written = NULL;
  BtFigureItem *item = bt_figure_item (only_block (foreign)->figure, 0);

  g_assert_null (item->photo);
  g_assert_cmpstr (item->remote_url, ==,
                   "https://cong.vn/a-1024x683.jpg#wp-image-900.size-large");
  g_assert_cmpstr (item->alt, ==, "Họp");

  item = bt_figure_item (only_block (known)->figure, 0);
  g_assert_cmpstr (item->photo, ==, hash);
  g_assert_null (item->remote_url);
  g_assert_cmpint (only_block (known)->figure->align, ==, BT_ALIGN_WIDE);

  /* A size that a colleague chose stays, until there is another photo. */
  item = bt_figure_item (only_block (sized)->figure, 0);
  g_assert_cmpstr (item->photo, ==, hash);
  g_assert_nonnull (strstr (sized_written, "anh-1-9x9.jpg"));
  g_assert_nonnull (strstr (sized_written, "\"sizeSlug\":\"large\""));
  g_free (item->photo);
  item->photo = g_steal_pointer (&other);
  replaced_written = test_write_content (sized);
  g_assert_null (strstr (replaced_written, "anh-1-9x9.jpg"));
  g_assert_nonnull (strstr (replaced_written, "\"id\":102,\"sizeSlug\":\"full\""));
}

static void
test_credits (void)
{
  static const struct
  {
    const char *caption;
    const char *text;
    const char *credit;
  } cases[] = {
    { "Hội nghị. <em class=\"bt-credit\">Ảnh: Vĩnh Khang</em>", "Hội nghị.",
      "Vĩnh Khang" },
    { "Hội nghị. Ảnh: Vĩnh Khang", "Hội nghị.", "Vĩnh Khang" },
    { "Hội nghị. <em>Ảnh: Vĩnh Khang.</em>", "Hội nghị.", "Vĩnh Khang" },
    { "Hội nghị (Ảnh: T. Hùng)", "Hội nghị", "T. Hùng" },
    { "Hội nghị. (Nguồn ảnh: TTXVN).", "Hội nghị.", "TTXVN" },
    { "Hội nghị<br>Ảnh: báo Cần Thơ", "Hội nghị", "báo Cần Thơ" },
    { "Hội nghị Ảnh: Lê Văn B", "Hội nghị", "Lê Văn B" },
    { "Hội nghị - Ảnh: CTV", "Hội nghị", "CTV" },
    { "Trong ảnh: Ông Nguyễn Văn A", "Trong ảnh: Ông Nguyễn Văn A", "" },
    { "Hội nghị Ảnh: quang cảnh hội trường", "Hội nghị Ảnh: quang cảnh hội trường", "" },
    { "Ảnh: A. Ảnh: B", "Ảnh: A. Ảnh: B", "" },
    { "Họp. Ảnh: Toàn cảnh buổi họp. Từ trái sang: A, B",
      "Họp. Ảnh: Toàn cảnh buổi họp. Từ trái sang: A, B", "" },
    { "Quang cảnh", "Quang cảnh", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *content = g_strconcat (
          "<!-- wp:image -->\n<figure class=\"wp-block-image\">"
          "<img src=\"https://a.vn/x.jpg\" alt=\"\"/><figcaption "
          "class=\"wp-element-caption\">",
          cases[i].caption, "</figcaption></figure>\n<!-- /wp:image -->", NULL);
      g_autoptr (BtArticle) article = test_read_content (content);
      const BtFigureItem *item = bt_figure_item (only_block (article)->figure, 0);

      g_assert_cmpstr (bt_rich_text_get_text (item->caption), ==, cases[i].text);
      g_assert_cmpstr (item->credit, ==, cases[i].credit);
    }
}

static void
test_bylines (void)
{
  static const char *const lines[] = { "Tin, ảnh: Hoàng Vĩnh Khang", "Bài: A - Ảnh: B",
                                       "Theo TTXVN", "Ảnh: Lê Văn B",
                                       "ai đó, viết thường; v.v." };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *content =
          g_strconcat (PARAGRAPH ("Một"),
                       "\n\n<!-- wp:paragraph {\"className\":\"bt-byline\"} -->\n"
                       "<p class=\"bt-byline\">",
                       lines[i], "</p>\n<!-- /wp:paragraph -->", NULL);
      g_autoptr (BtArticle) article = test_read_content (content);
      g_autofree char *line = bt_article_byline_line (article);
      g_autofree char *written = test_write_content (article);

      only_block (article);
      g_assert_cmpstr (line, ==, lines[i]);
      g_assert_cmpstr (written, ==, content);
    }
}

/* A lead or a byline that was moved is a block like others, and stays where it is. */
static void
test_moved (void)
{
  const char *content = PARAGRAPH (
      "Một") "\n\n<!-- wp:paragraph {\"className\":\"bt-sapo\"} -->\n"
             "<p class=\"bt-sapo\">Sapo</p>\n<!-- /wp:paragraph -->\n\n"
             "<!-- wp:paragraph {\"className\":\"bt-byline\"} -->\n"
             "<p class=\"bt-byline\">Tin: A</p>\n<!-- /wp:paragraph -->\n\n" PARAGRAPH (
                 "Hai");
  g_autoptr (BtArticle) article = test_read_content (content);
  g_autofree char *written = test_write_content (article);

  g_assert_cmpstr (bt_article_get (article, BT_FIELD_LEAD), ==, "");
  g_assert_cmpstr (bt_article_get (article, BT_FIELD_BYLINE), ==, "");
  g_assert_cmpuint (bt_article_get_n_blocks (article), ==, 4);
  g_assert_cmpstr (written, ==, content);
}

static void
test_replaces (void)
{
  g_autoptr (BtArticle) article = test_full_article ();

  bt_wp_blocks_read (PARAGRAPH ("Một"), article, NULL, NULL);
  only_block (article);
  g_assert_cmpstr (bt_article_get (article, BT_FIELD_LEAD), ==, "");
  g_assert_cmpstr (bt_article_get (article, BT_FIELD_SOURCE_NAME), ==, "");
  g_assert_cmpstr (bt_article_get (article, BT_FIELD_BYLINE), ==, "");
  g_assert_cmpstr (bt_article_get (article, BT_FIELD_SECTION), ==, "Kinh tế");
}

static void
test_waiting (void)
{
  g_autoptr (BtArticle) article = bt_article_new ();
  g_autofree char *photo = test_photo_hash (1);
  g_autofree char *content = NULL;
  g_autofree char *there = NULL;
  BtBlock *block = test_add_figure (article, photo, "Hội nghị.", "Lê Văn B");

  content = bt_wp_blocks_write (article, NULL, NULL);
  g_assert_cmpstr (
      content, ==,
      "<!-- wp:paragraph {\"className\":\"bt-waiting-photo\"} -->\n"
      "<p class=\"bt-waiting-photo\">&#91;Hội nghị. "
      "<em class=\"bt-credit\">Ảnh: Lê Văn B</em>]</p>\n<!-- /wp:paragraph -->");

  /* Of a gallery, what is there is shown as one. */
  for (guint i = 2; i <= 4; i++)
    {
      BtFigureItem *item = bt_figure_item_new ();

      item->photo = test_photo_hash (i);
      g_ptr_array_add (block->figure->items, item);
    }
  there = test_write_content (article);
  g_assert_nonnull (strstr (there, "wp:gallery"));
  g_assert_nonnull (strstr (there, "wp-image-103"));
  g_assert_nonnull (strstr (there, "</figure>\n<!-- /wp:gallery -->\n\n<!-- wp:paragraph "
                                   "{\"className\":\"bt-waiting-photo\"} -->"));
}

static void
test_same (void)
{
  static const struct
  {
    const char *a;
    const char *b;
    gboolean same;
  } cases[] = {
    { "<p>a &amp; b</p>", "<p>a &#38; b</p>", TRUE },
    { "<hr/>", "<hr />", TRUE },
    { "<img src='a' alt=b>", "<img alt=\"b\" src=\"a\" />", TRUE },
    { "<p style=\"width: 50%;\">", "<p style=\"width:50%\">", TRUE },
    { PARAGRAPH ("a") "\n\n" PARAGRAPH ("b"), PARAGRAPH ("a") PARAGRAPH ("b") "\n",
      TRUE },
    { "<!-- wp:a {\"x\":1,\"y\":\"\\u003cb\"} /-->",
      "<!-- wp:core/a {\"y\":\"<b\",\"x\":1} /-->", TRUE },
    { "<!-- wp:a {\"u\":\"a?b=1\\u0026c=2\"} /-->",
      "<!-- wp:a {\"u\":\"a?b=1&amp;c=2\"} /-->", TRUE },
    { "<!-- wp:a {\"x\":{}} /-->", "<!-- wp:a {\"x\":[]} /-->", TRUE },
    { "<p>Kết</p>", "<p>Ke\xcc\x82\xcc\x81t</p>", TRUE },
    { "", "", TRUE },
    { "<p>a</p>", "<p>a </p>", FALSE },
    { "<p>a</p>", "<p>b</p>", FALSE },
    { "<p>a</p>", "<p class=\"x\">a</p>", FALSE },
    { "<p>a <strong>b</strong></p>", "<p>a b</p>", FALSE },
    { "<p>&lt;b&gt;</p>", "<p><b></p>", FALSE },
    { "<p>a\n\n</p>", "<p>a</p>", FALSE },
    { "<!-- wp:a {\"x\":1} /-->", "<!-- wp:a {\"x\":2} /-->", FALSE },
    { "<!-- wp:a /-->", "<!-- wp:b /-->", FALSE },
    { "<!-- wp:a --><!-- /wp:a -->", "<!-- wp:a /-->", FALSE },
    { "<a href=\"https://a.vn\">x</a>", "<a href=\"https://b.vn\">x</a>", FALSE },
    { PARAGRAPH ("a"), PARAGRAPH ("a") PARAGRAPH ("a"), FALSE },
    { PARAGRAPH ("a"), "", FALSE },
    { "<p>x\n{}\"y\"</p>", "<p>x</p>\n{}\"y\"", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s | %s", cases[i].a, cases[i].b);
      g_assert_cmpint (bt_wp_blocks_same (cases[i].a, cases[i].b), ==, cases[i].same);
      g_assert_cmpint (bt_wp_blocks_same (cases[i].b, cases[i].a), ==, cases[i].same);
      g_assert_true (bt_wp_blocks_same (cases[i].a, cases[i].a));
    }
}

static void
test_text_same (void)
{
  g_assert_true (bt_wp_text_same ("R&D <b>", "R&amp;D &lt;b&gt;"));
  g_assert_true (bt_wp_text_same ("R&amp;D", "R&amp;D"));
  g_assert_true (bt_wp_text_same ("Kết quả ", "Ke\xcc\x82\xcc\x81t quả"));
  g_assert_true (bt_wp_text_same ("", ""));
  g_assert_true (bt_wp_text_same ("“Đẩy mạnh”", "&#8220;Đẩy mạnh&#8221;"));
  g_assert_false (bt_wp_text_same ("Kết quả", "Ket qua"));
  g_assert_false (bt_wp_text_same ("a", ""));
}

/* Each takes moments; nothing is lost. */
static void
test_bombs (void)
{
  static const char *const parts[] = {
    "<!-- wp:a -->",
    "<!-- wp:a {",
    "<!-- wp:a {\"a\":1} /-->",
    "<!-- /wp:a -->",
    "<!-- wp:list --><ul><!-- wp:list-item --><li>",
    "<!--",
    "} ",
    "<!-- wp:paragraph --><p>a</p><!-- /wp:paragraph -->",
    "&amp;",
    "<b>",
    "[["
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GString) content = g_string_new (NULL);
      g_autoptr (BtArticle) article = NULL;
      g_autofree char *written = NULL;
      gint64 start = g_get_monotonic_time ();

      while (content->len < 1000000 / TEST_SHARE)
        g_string_append (content, parts[i]);
      article = test_read_content (content->str);
      written = test_write_content (article);
      g_test_message ("%s: %u blocks, %.2f s", parts[i],
                      bt_article_get_n_blocks (article),
                      (double)(g_get_monotonic_time () - start) / G_TIME_SPAN_SECOND);
      g_assert_true (bt_wp_blocks_same (content->str, written));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/formats/wp-others/kept", test_kept);
  g_test_add_func ("/formats/wp-others/kept-among-others", test_kept_among_others);
  g_test_add_func ("/formats/wp-others/held", test_held);
  g_test_add_func ("/formats/wp-others/pictures", test_pictures);
  g_test_add_func ("/formats/wp-others/credits", test_credits);
  g_test_add_func ("/formats/wp-others/bylines", test_bylines);
  g_test_add_func ("/formats/wp-others/moved", test_moved);
  g_test_add_func ("/formats/wp-others/replaces", test_replaces);
  g_test_add_func ("/formats/wp-others/waiting", test_waiting);
  g_test_add_func ("/formats/wp-others/same", test_same);
  g_test_add_func ("/formats/wp-others/text-same", test_text_same);
  g_test_add_func ("/formats/wp-others/bombs", test_bombs);

  return g_test_run ();
}

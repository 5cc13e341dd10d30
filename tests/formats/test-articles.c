/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "test-articles.h"

#include <gio/gio.h>

#include "formats/bt-wp-blocks.h"

BtBlock *
test_add_text (BtArticle *article, BtBlockKind kind, const char *text)
{
  bt_article_append_block (article, bt_block_new_text (kind, text));
  return bt_article_get_block (article, bt_article_get_n_blocks (article) - 1);
}

BtBlock *
test_add_item (BtArticle *article, guint level, gboolean ordered, const char *text)
{
  BtBlock *block = test_add_text (article, BT_BLOCK_LIST_ITEM, text);

  block->level = level;
  block->ordered = ordered;
  return block;
}

char *
test_photo_hash (guint number)
{
  g_autofree char *text = g_strdup_printf ("%u", number);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

static void
set_item (BtFigureItem *item, const char *photo, const char *caption, const char *credit)
{
  g_free (item->photo);
  item->photo = g_strdup (photo);
  bt_rich_text_set_text (item->caption, caption);
  g_free (item->credit);
  item->credit = g_strdup (credit);
}

BtBlock *
test_add_figure (BtArticle *article,
                 const char *photo,
                 const char *caption,
                 const char *credit)
{
  BtBlock *block;

  bt_article_append_block (article, bt_block_new (BT_BLOCK_FIGURE));
  block = bt_article_get_block (article, bt_article_get_n_blocks (article) - 1);
  set_item (bt_figure_item (block->figure, 0), photo, caption, credit);
  return block;
}

static void
add_gallery (BtArticle *article)
{
  g_autofree char *first = test_photo_hash (2);
  g_autofree char *second = test_photo_hash (3);
  BtBlock *block = test_add_figure (article, first, "Gian hàng thứ nhất.", "");
  BtFigureItem *item = bt_figure_item_new ();

  set_item (item, second, "", "Lê Văn B");
  g_ptr_array_add (block->figure->items, item);
  bt_rich_text_set_text (block->figure->caption, "Chùm ảnh hội chợ");
  block->figure->align = BT_ALIGN_WIDE;
}

static void
add_marked (BtArticle *article)
{
  BtBlock *block = test_add_text (
      article, BT_BLOCK_PARAGRAPH,
      "Đậm nghiêng gạch chân bỏ m2 và H2O, liên kết – “hết” [gallery] <b>");

  bt_rich_text_apply (block->text, BT_SPAN_BOLD, 0, 8, NULL);
  bt_rich_text_apply (block->text, BT_SPAN_ITALIC, 4, 17, NULL);
  bt_rich_text_apply (block->text, BT_SPAN_UNDERLINE, 10, 20, NULL);
  bt_rich_text_apply (block->text, BT_SPAN_STRIKE, 21, 24, NULL);
  bt_rich_text_apply (block->text, BT_SPAN_SUPERSCRIPT, 25, 26, NULL);
  bt_rich_text_apply (block->text, BT_SPAN_SUBSCRIPT, 31, 32, NULL);
  bt_rich_text_apply (block->text, BT_SPAN_LINK, 2, 30,
                      "https://cantho.gov.vn/?a=1&b=\"2\"--x#y");
}

static void
add_lists (BtArticle *article)
{
  test_add_item (article, 0, FALSE, "một");
  test_add_item (article, 1, FALSE, "một một");
  test_add_item (article, 2, TRUE, "một một một");
  test_add_item (article, 1, TRUE, "một hai");
  test_add_item (article, 1, TRUE, "một ba")->starts_group = TRUE;
  test_add_item (article, 0, FALSE, "hai");
  test_add_item (article, 0, FALSE, "danh sách khác")->starts_group = TRUE;
  test_add_item (article, 0, TRUE, "thứ nhất");
}

static void
add_quotes (BtArticle *article)
{
  BtBlock *block;

  test_add_text (article, BT_BLOCK_QUOTE, "Câu thứ nhất.");
  block = test_add_text (article, BT_BLOCK_QUOTE, "Câu thứ hai.");
  bt_rich_text_set_text (block->cite, "Ông A, Bí thư");
  test_add_text (article, BT_BLOCK_QUOTE, "Lời khác.");
  test_add_text (article, BT_BLOCK_QUOTE, "Lời khác nữa.")->starts_group = TRUE;
  block = test_add_text (article, BT_BLOCK_PULL_QUOTE, "Nổi bật,\nhai dòng");
  bt_rich_text_set_text (block->cite, "Bà B");
}

static void
add_table (BtArticle *article)
{
  static const char *const cells[] = {
    "Năm", "Đoàn", "2016", "320", "2017", "400 & hơn"
  };
  BtBlock *block = bt_block_new (BT_BLOCK_TABLE);

  bt_table_resize (block->table, 3, 2);
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    bt_rich_text_set_text (bt_table_cell (block->table, i / 2, i % 2), cells[i]);
  block->table->has_header = TRUE;
  bt_rich_text_set_text (block->table->caption, "Số đoàn khách");
  bt_article_append_block (article, block);
}

static void
add_embed (BtArticle *article, const char *url, const char *provider)
{
  BtBlock *block = bt_block_new (BT_BLOCK_EMBED);

  g_free (block->url);
  block->url = g_strdup (url);
  g_free (block->provider);
  block->provider = g_strdup (provider);
  bt_rich_text_set_text (block->caption, "Đoạn phim");
  bt_article_append_block (article, block);
}

BtArticle *
test_full_article (void)
{
  BtArticle *article = bt_article_new ();
  g_autofree char *photo = test_photo_hash (1);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("+07:00");
  g_autoptr (GDateTime) time = g_date_time_new (zone, 2017, 12, 28, 11, 9, 0);
  BtBlock *block;

  bt_article_set (article, BT_FIELD_HEADLINE, "Kết quả “thực hiện” & <chủ đề> năm 2017");
  bt_article_set (article, BT_FIELD_SOURCE_NAME, "TGCT");
  bt_article_set (article, BT_FIELD_LEAD, "Năm 2017, Thành ủy Cần Thơ\nxác định chủ đề.");
  bt_article_set (article, BT_FIELD_SECTION, "Kinh tế");
  bt_article_set_byline_line (article, "Tin: Hoàng Vĩnh Khang - Ảnh: Lê Văn B");
  bt_article_set_portal_time (article, time);

  block = test_add_figure (article, photo, "Hội nghị (mở rộng) năm 2017.", "Vĩnh Khang");
  g_free (bt_figure_item (block->figure, 0)->alt);
  bt_figure_item (block->figure, 0)->alt = g_strdup ("Phòng họp \"lớn\" & <đông>");
  test_add_text (article, BT_BLOCK_PARAGRAPH, "Theo đó,\nxuống dòng. a  b");
  add_marked (article);
  test_add_text (article, BT_BLOCK_HEADING, "Tít xen");
  test_add_text (article, BT_BLOCK_HEADING, "Tít xen nhỏ")->level = 3;
  add_lists (article);
  test_add_text (article, BT_BLOCK_PARAGRAPH, "");
  add_quotes (article);
  add_gallery (article);
  add_table (article);
  bt_article_append_block (article, bt_block_new (BT_BLOCK_DIVIDER));
  add_embed (article, "https://www.youtube.com/watch?v=a--b&t=1", "youtube");
  add_embed (article, "https://vnexpress.net/bai", NULL);
  block = bt_block_new (BT_BLOCK_OPAQUE);
  g_free (block->source);
  block->source =
      g_strdup ("<!-- wp:acme/box {\"a\":1} -->\n<div class='x'>Hộp<br></div>\n"
                "<!-- /wp:acme/box -->");
  bt_article_append_block (article, block);
  test_add_figure (article, NULL, "Chờ ảnh", "Phan C")->figure->align = BT_ALIGN_NONE;
  return article;
}

static char *
block_json (const BtBlock *block)
{
  g_autoptr (BtArticle) article = bt_article_new ();

  bt_article_append_block (article, bt_block_copy (block));
  return bt_article_to_json (article, FALSE);
}

void
test_assert_articles_equal (const BtArticle *a, const BtArticle *b)
{
  for (BtField field = 0; field < BT_N_FIELDS; field++)
    g_assert_cmpstr (bt_article_get (a, field), ==, bt_article_get (b, field));
  for (guint i = 0; i < MIN (bt_article_get_n_blocks (a), bt_article_get_n_blocks (b));
       i++)
    {
      const BtBlock *first = bt_article_get_block (a, i);
      const BtBlock *second = bt_article_get_block (b, i);

      if (!bt_block_equal (first, second))
        {
          g_autofree char *json_a = block_json (first);
          g_autofree char *json_b = block_json (second);

          g_error ("block %u (%s, %s) differs:\n%s\n%s", i,
                   bt_block_kind_to_string (first->kind),
                   bt_block_kind_to_string (second->kind), json_a, json_b);
        }
    }
  g_assert_cmpuint (bt_article_get_n_blocks (a), ==, bt_article_get_n_blocks (b));
}

void
test_assert_lines_equal (const char *text, const char *expected)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_auto (GStrv) wanted = g_strsplit (expected, "\n", -1);

  for (guint i = 0; lines[i] != NULL && wanted[i] != NULL; i++)
    if (!g_str_equal (lines[i], wanted[i]))
      g_error ("line %u is\n%s\nbut should be\n%s", i + 1, lines[i], wanted[i]);
  g_assert_cmpstr (text, ==, expected);
}

char *
test_run (const char *const *argv, const char *input)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv (
      argv, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  char *output = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, input, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
  return output;
}

/* The portal of these tests has the photos 1 to 3 as media items 101 to 103. */
static gboolean
find_media (const BtFigureItem *item, BtWpMedia *media, gpointer data)
{
  GPtrArray *urls = data;

  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *hash = test_photo_hash (i);

      if (g_strcmp0 (item->photo, hash) != 0)
        continue;
      media->id = 100 + i;
      media->url = g_strdup_printf (TEST_PHOTO_URL, i);
      g_ptr_array_add (urls, media->url);
      return TRUE;
    }
  return FALSE;
}

static char *
find_photo (gint64 id, const char *url, gpointer data)
{
  return id >= 101 && id <= 103 ? test_photo_hash ((guint)id - 100) : NULL;
}

char *
test_write_content (const BtArticle *article)
{
  g_autoptr (GPtrArray) urls = g_ptr_array_new_with_free_func (g_free);

  return bt_wp_blocks_write (article, find_media, urls);
}

BtArticle *
test_read_content (const char *content)
{
  BtArticle *article = bt_article_new ();

  bt_wp_blocks_read (content, article, find_photo, NULL);
  return article;
}

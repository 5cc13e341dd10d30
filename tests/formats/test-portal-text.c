/* Tests of portal text in and out.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/bt-portal-text.h"

#include <string.h>

#include "test-articles.h"
#include "text/bt-portal-time.h"
#include "text/bt-text.h"

#define LONG_1                                                                                                    \
  "Theo đó, trong hoạt động thu hút đầu tư đã tập trung tháo gỡ các vướng mắc về cơ " \
  "chế, chính sách; kịp thời xử lý những rào cản, kiến nghị, tạo thuận lợi tối đa, " \
  "tiết giảm chi phí cho người dân, doanh nghiệp; thúc đẩy thực hiện và giải ngân các "   \
  "nguồn vốn đầu tư công trên địa bàn thành phố trong năm qua."
#define LONG_2                                                                                                        \
  "Trong năm qua, thành phố đẩy mạnh hoạt động hội nhập quốc tế, triển khai thực hiện "   \
  "các hoạt động xúc tiến đầu tư bằng nhiều hình thức như hội nghị xúc tiến đầu tư, " \
  "tọa đàm đối thoại giữa chính quyền và doanh nghiệp, hội thảo, sách giới thiệu tiềm "   \
  "năng và cơ hội đầu tư của thành phố với bạn bè trong và ngoài nước."
#define LEAD "Năm 2017, Thành ủy Cần Thơ xác định chủ đề và đạt được nhiều kết quả."

static BtImport *
read_text (const char *text)
{
  g_autoptr (GTimeZone) zone = bt_portal_time_zone (NULL);
  g_autoptr (GError) error = NULL;
  BtImport *import = bt_portal_text_read (text, zone, &error);

  g_assert_no_error (error);
  return import;
}

static const BtImportNote *
find_note (const BtImport *import, BtImportNoteKind kind)
{
  for (guint i = 0; i < import->notes->len; i++)
    {
      const BtImportNote *note = g_ptr_array_index (import->notes, i);

      if (note->kind == kind)
        return note;
    }
  return NULL;
}

static void
assert_note (const BtImport *import, BtImportNoteKind kind, guint line, const char *text)
{
  for (guint i = 0; i < import->notes->len; i++)
    {
      const BtImportNote *note = g_ptr_array_index (import->notes, i);

      if (note->kind == kind && note->line == line && g_str_equal (note->text, text))
        return;
    }
  g_error ("no note %d about line %u: %s", (int)kind, line, text);
}

static void
assert_field (const BtImport *import, BtField field, const char *text)
{
  g_assert_cmpstr (bt_article_get (import->article, field), ==, text);
}

static const BtBlock *
assert_block (const BtImport *import, guint index, BtBlockKind kind, const char *text)
{
  const BtBlock *block = bt_article_get_block (import->article, index);

  g_assert_nonnull (block);
  g_assert_cmpstr (bt_block_kind_to_string (block->kind), ==,
                   bt_block_kind_to_string (kind));
  if (kind == BT_BLOCK_FIGURE)
    g_assert_cmpstr (bt_rich_text_get_text (bt_figure_item (block->figure, 0)->caption),
                     ==, text);
  else
    g_assert_cmpstr (bt_rich_text_get_text (block->text), ==, text);
  return block;
}

static void
assert_n_blocks (const BtImport *import, guint n)
{
  g_assert_cmpuint (bt_article_get_n_blocks (import->article), ==, n);
}

/* ---- the page that must come in whole ---- */

static char *
sample_path (void)
{
  return g_build_filename (g_getenv ("BANTHAO_SAMPLES"), "trang-cong-thong-tin.txt",
                           NULL);
}

static void
test_sample (void)
{
  g_autofree char *path = sample_path ();
  g_autofree char *data = NULL;
  g_auto (GStrv) lines = NULL;
  g_autofree char *caption = NULL;
  g_autofree char *time = NULL;
  g_autoptr (BtImport) import = NULL;
  BtFigureItem *item;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  lines = g_strsplit (data, "\n", -1);
  import = read_text (data);

  assert_field (import, BT_FIELD_HEADLINE, lines[0]);
  time = g_date_time_format_iso8601 (bt_article_get_portal_time (import->article));
  g_assert_cmpstr (time, ==, "2017-12-28T11:09:00+07");
  assert_field (import, BT_FIELD_SOURCE_NAME, "TGCT");
  g_assert_true (g_str_has_prefix (lines[3], "(TGCT)\xc2\xa0"));
  assert_field (import, BT_FIELD_LEAD, lines[3] + strlen ("(TGCT)\xc2\xa0"));

  assert_n_blocks (import, 4);
  caption = g_strconcat (lines[6], " ", lines[7], NULL);
  assert_block (import, 0, BT_BLOCK_FIGURE, caption);
  item = bt_figure_item (bt_article_get_block (import->article, 0)->figure, 0);
  g_assert_null (item->photo);
  g_assert_cmpstr (item->credit, ==, "");
  assert_block (import, 1, BT_BLOCK_PARAGRAPH, lines[9]);
  assert_block (import, 2, BT_BLOCK_PARAGRAPH, lines[11]);
  assert_block (import, 3, BT_BLOCK_PARAGRAPH, lines[13]);

  assert_field (import, BT_FIELD_BYLINE_LABEL, "Tin");
  assert_field (import, BT_FIELD_BYLINE, "Hoàng Vĩnh Khang");
  assert_field (import, BT_FIELD_PHOTO_CREDIT, "Hoàng Vĩnh Khang");
  assert_note (import, BT_IMPORT_NOTE_LEFT_OUT, 18, "111");
  assert_note (import, BT_IMPORT_NOTE_FIGURE_WITHOUT_PHOTO, 7, caption);
  g_assert_cmpuint (import->notes->len, ==, 2);
}

/* Out it goes as it came, but for what a page save left behind. */
static void
test_sample_out (void)
{
  g_autofree char *path = sample_path ();
  g_autofree char *data = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (BtImport) import = NULL;
  g_autofree char *expected = NULL;

  g_assert_true (g_file_get_contents (path, &data, NULL, NULL));
  import = read_text (data);
  text = bt_portal_text_write (import->article);
  lines = g_strsplit (data, "\n", -1);
  expected = g_strconcat (lines[0], "\n", lines[1], "\n\n(TGCT) ",
                          lines[3] + strlen ("(TGCT)\xc2\xa0"), "\n\n\n", lines[6], " ",
                          lines[7], "\n\n", lines[9], "\n\n", lines[11], "\n\n",
                          lines[13], "\n\n", lines[15], "\n", NULL);
  test_assert_lines_equal (text, expected);
}

/* ---- other pages ---- */

static void
test_headline_over_two_lines (void)
{
  g_autoptr (BtImport) lower =
      read_text ("Kết quả thực hiện chủ đề năm 2017\nnâng cao năng lực\n11:09 - "
                 "28/12/2017\n\n(TGCT) " LEAD "\n\n" LONG_1 "\n\nTin: Lê Văn A\n");
  g_autoptr (BtImport) upper = read_text (
      "Kết quả thực hiện chủ đề\nHội nhập quốc tế\n28/12/2017 11:09\n\n(TGCT) " LEAD
      "\n\n" LONG_1 "\n\nTin: Lê Văn A\n");

  assert_field (lower, BT_FIELD_HEADLINE,
                "Kết quả thực hiện chủ đề năm 2017 nâng cao năng lực");
  g_assert_cmpuint (lower->notes->len, ==, 0);
  assert_field (upper, BT_FIELD_HEADLINE, "Kết quả thực hiện chủ đề Hội nhập quốc tế");
  assert_note (upper, BT_IMPORT_NOTE_DOUBTFUL_HEADLINE, 1,
               "Kết quả thực hiện chủ đề Hội nhập quốc tế");
  g_assert_cmpuint (upper->notes->len, ==, 1);
}

static void
test_no_time_no_lead (void)
{
  g_autoptr (BtImport) import =
      read_text ("Tít của bài\n\n" LONG_1 "\n\n" LONG_2 "\n\nBài, ảnh: Lê Văn A");

  assert_field (import, BT_FIELD_LEAD, "");
  assert_n_blocks (import, 2);
  assert_block (import, 0, BT_BLOCK_PARAGRAPH, LONG_1);
  assert_field (import, BT_FIELD_BYLINE_LABEL, "Bài");
  assert_note (import, BT_IMPORT_NOTE_NO_TIME, 0, "");
  assert_note (import, BT_IMPORT_NOTE_NO_LEAD, 0, "");
  g_assert_null (bt_article_get_portal_time (import->article));
}

static void
test_lead_without_source (void)
{
  g_autoptr (BtImport) import = read_text ("Tít\n11:09 - 28/12/2017\n\n" LEAD
                                           "\n\n" LONG_1 "\n\n" LONG_2 "\n\nTin: A B");

  assert_field (import, BT_FIELD_LEAD, LEAD);
  assert_field (import, BT_FIELD_SOURCE_NAME, "");
  assert_note (import, BT_IMPORT_NOTE_DOUBTFUL_LEAD, 4, LEAD);
  assert_n_blocks (import, 2);
}

static void
test_bad_time (void)
{
  g_autoptr (BtImport) import =
      read_text ("Tít\n11:09 - 31/02/2017\n\n(TGCT) " LEAD "\n\n" LONG_1 "\n\nTin: A B");

  assert_note (import, BT_IMPORT_NOTE_BAD_TIME, 2, "11:09 - 31/02/2017");
  g_assert_null (bt_article_get_portal_time (import->article));
  assert_n_blocks (import, 1);
}

static void
test_captions (void)
{
  g_autoptr (BtImport) import =
      read_text ("Tít\n11:09 - 28/12/2017\n\n(TGCT) " LEAD "\n\n"
                 "Quang cảnh hội nghị. Ảnh: Vĩnh Khang\n\n" LONG_1 "\n\n"
                 "Gian hàng nông sản tại hội chợ (Ảnh: Lê Văn B)\n\n" LONG_2 "\n\n\n"
                 "Đại biểu tham quan\ncác gian hàng.\nẢnh: T. Hùng\n\n" LONG_1 "\n\n"
                 "Lãnh đạo thành phố trao giấy chứng nhận.\n\nẢnh: CTV\n\n" LONG_2
                 "\n\nBài: Lê Văn A - Ảnh: Vĩnh Khang\n");
  static const struct
  {
    guint index;
    const char *caption;
    const char *credit;
  } figures[] = {
    { 0, "Quang cảnh hội nghị.", "Vĩnh Khang" },
    { 2, "Gian hàng nông sản tại hội chợ", "Lê Văn B" },
    { 4, "Đại biểu tham quan các gian hàng.", "T. Hùng" },
    { 6, "Lãnh đạo thành phố trao giấy chứng nhận.", "CTV" },
  };

  assert_n_blocks (import, 8);
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      const BtBlock *block =
          assert_block (import, figures[i].index, BT_BLOCK_FIGURE, figures[i].caption);

      g_assert_cmpstr (bt_figure_item (block->figure, 0)->credit, ==, figures[i].credit);
      assert_block (import, figures[i].index + 1, BT_BLOCK_PARAGRAPH,
                    i % 2 == 0 ? LONG_1 : LONG_2);
    }
  assert_field (import, BT_FIELD_BYLINE, "Lê Văn A");
  assert_field (import, BT_FIELD_PHOTO_CREDIT, "Vĩnh Khang");
  g_assert_null (find_note (import, BT_IMPORT_NOTE_DOUBTFUL_CAPTION));
}

static void
test_doubtful_caption (void)
{
  g_autoptr (BtImport) import = read_text (
      "Tít\n11:09 - 28/12/2017\n\n(TGCT) " LEAD "\n\n" LONG_1 "\n\n\n"
      "Các đại biểu chụp ảnh lưu niệm.\n\n" LONG_2 "\n\n" LONG_1 "\n\nTin: Lê Văn A\n");

  assert_block (import, 1, BT_BLOCK_FIGURE, "Các đại biểu chụp ảnh lưu niệm.");
  assert_note (import, BT_IMPORT_NOTE_DOUBTFUL_CAPTION, 9,
               "Các đại biểu chụp ảnh lưu niệm.");
}

static void
test_headings_and_lists (void)
{
  g_autoptr (BtImport) import =
      read_text ("Tít\n11:09 - 28/12/2017\n\n(TGCT) " LEAD "\n\n" LONG_1 "\n\n"
                 "HỘI NHẬP QUỐC TẾ\n\n" LONG_2 "\n\nTháo gỡ vướng mắc\n\n" LONG_1 "\n\n"
                 "- Đón 400 đoàn khách;\n- Tổ chức 90 hội nghị.\n\n"
                 "1. Xúc tiến đầu tư.\n2. Hội nhập quốc tế.\n\n"
                 "- Thưa ông, kết quả ra sao?\n\n" LONG_2 "\n\n* * *\n\n" LONG_1
                 "\n\nTin: Lê Văn A\n");
  const BtBlock *block;

  assert_block (import, 1, BT_BLOCK_HEADING, "HỘI NHẬP QUỐC TẾ");
  assert_block (import, 3, BT_BLOCK_HEADING, "Tháo gỡ vướng mắc");
  assert_note (import, BT_IMPORT_NOTE_DOUBTFUL_HEADING, 12, "Tháo gỡ vướng mắc");
  block = assert_block (import, 5, BT_BLOCK_LIST_ITEM, "Đón 400 đoàn khách;");
  g_assert_false (block->ordered);
  assert_block (import, 6, BT_BLOCK_LIST_ITEM, "Tổ chức 90 hội nghị.");
  block = assert_block (import, 7, BT_BLOCK_LIST_ITEM, "Xúc tiến đầu tư.");
  g_assert_true (block->ordered);
  assert_block (import, 8, BT_BLOCK_LIST_ITEM, "Hội nhập quốc tế.");
  /* A dash alone opens what somebody says. */
  assert_block (import, 9, BT_BLOCK_PARAGRAPH, "- Thưa ông, kết quả ra sao?");
  g_assert_cmpint (bt_article_get_block (import->article, 11)->kind, ==,
                   BT_BLOCK_DIVIDER);
}

static void
test_interview (void)
{
  g_autoptr (BtImport) import = read_text (
      "Tít\n11:09 - 28/12/2017\n\n(TGCT) " LEAD "\n\n* Thưa ông, kết quả ra sao?\n\n"
      "- " LONG_1 "\n\n* Còn hạn chế thì sao?\n\n- " LONG_2 "\n\nXin cảm ơn ông!\n\n"
      "NGỌC HÂN (thực hiện)\n");

  assert_block (import, 0, BT_BLOCK_PARAGRAPH, "* Thưa ông, kết quả ra sao?");
  assert_block (import, 1, BT_BLOCK_PARAGRAPH, "- " LONG_1);
  assert_block (import, 2, BT_BLOCK_PARAGRAPH, "* Còn hạn chế thì sao?");
  assert_block (import, 3, BT_BLOCK_PARAGRAPH, "- " LONG_2);
  assert_block (import, 4, BT_BLOCK_PARAGRAPH, "Xin cảm ơn ông!");
  assert_field (import, BT_FIELD_BYLINE, "NGỌC HÂN (thực hiện)");
}

static void
test_list_in_list (void)
{
  g_autoptr (BtImport) import = read_text (
      "Tít\n11:09 - 28/12/2017\n\n(TGCT) " LEAD "\n\n" LONG_1 "\n\n"
      "- Một.\n\n+ Một một.\n\n+ Một hai.\n\n- Hai.\n\n" LONG_2 "\n\nTin: Lê Văn A\n");
  static const guint levels[] = { 0, 1, 1, 0 };

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      const BtBlock *block = bt_article_get_block (import->article, i + 1);

      g_assert_cmpint (block->kind, ==, BT_BLOCK_LIST_ITEM);
      g_assert_cmpuint (block->level, ==, levels[i]);
    }
  assert_block (import, 5, BT_BLOCK_PARAGRAPH, LONG_2);
}

/* A line is a paragraph, and no line is empty. */
static void
test_no_empty_lines (void)
{
  g_autoptr (BtImport) import = read_text ("Tít của bài\n11:09 - 28/12/2017\n(TGCT) " LEAD
                                           "\n" LONG_1 "\n" LONG_2 "\nTin: Lê Văn A\n3");

  assert_field (import, BT_FIELD_LEAD, LEAD);
  assert_n_blocks (import, 2);
  assert_block (import, 0, BT_BLOCK_PARAGRAPH, LONG_1);
  assert_block (import, 1, BT_BLOCK_PARAGRAPH, LONG_2);
  assert_note (import, BT_IMPORT_NOTE_LEFT_OUT, 7, "3");
}

static void
test_time_first (void)
{
  g_autoptr (BtImport) import =
      read_text ("Thứ năm, 28/12/2017, 11:09 (GMT+7)\n\nTít của bài\n\n" LEAD
                 "\n\n" LONG_1 "\n\n" LONG_2 "\n\nTin: Lê Văn A\n");

  assert_field (import, BT_FIELD_HEADLINE, "Tít của bài");
  assert_field (import, BT_FIELD_LEAD, LEAD);
  g_assert_nonnull (bt_article_get_portal_time (import->article));
  assert_n_blocks (import, 2);
}

static void
test_page_furniture (void)
{
  g_autoptr (BtImport) import =
      read_text ("Trang chủ > Tin tức > Kinh tế\n\nTít của bài\nThứ năm, 28/12/2017 | "
                 "11:09 GMT+7\n\n"
                 "(Dân trí) - " LEAD "\n\n" LONG_1 "\n\nTheo TTXVN\n\n15\n");
  g_autoptr (BtImport) behind =
      read_text ("Tít của bài\n11:09 - 28/12/2017\n\n(TGCT) " LEAD "\n\n" LONG_1
                 "\n\nTin, ảnh: A B\n\nChia sẻ bài viết\nTừ khóa: Cần Thơ, đầu tư\n"
                 "Các tin khác\nTin cũ hơn một\n1 2 3\n");

  assert_field (import, BT_FIELD_HEADLINE, "Tít của bài");
  assert_field (import, BT_FIELD_SOURCE_NAME, "Dân trí");
  assert_field (import, BT_FIELD_LEAD, LEAD);
  assert_field (import, BT_FIELD_BYLINE, "Theo TTXVN");
  assert_note (import, BT_IMPORT_NOTE_LEFT_OUT, 1, "Trang chủ > Tin tức > Kinh tế");
  assert_note (import, BT_IMPORT_NOTE_LEFT_OUT, 12, "15");
  assert_note (import, BT_IMPORT_NOTE_DOUBTFUL_BYLINE, 10, "Theo TTXVN");
  assert_n_blocks (import, 1);

  assert_n_blocks (behind, 1);
  assert_note (behind, BT_IMPORT_NOTE_LEFT_OUT, 10, "Chia sẻ bài viết");
  assert_note (behind, BT_IMPORT_NOTE_LEFT_OUT, 12, "Các tin khác");
  assert_note (behind, BT_IMPORT_NOTE_LEFT_OUT, 13, "Tin cũ hơn một");
  assert_note (behind, BT_IMPORT_NOTE_LEFT_OUT, 14, "1 2 3");
  g_assert_cmpstr (bt_article_get_tags (behind->article)[0], ==, "Cần Thơ");
  g_assert_cmpstr (bt_article_get_tags (behind->article)[1], ==, "đầu tư");
}

static void
test_bylines (void)
{
  static const struct
  {
    const char *lines;
    const char *byline;
    const char *credit;
    gboolean doubtful;
  } cases[] = {
    { "Tin: Lê Văn A\nẢnh: Trần B", "Lê Văn A", "Trần B", FALSE },
    { "Bài và ảnh: Lê Văn A", "Lê Văn A", "Lê Văn A", FALSE },
    { "HOÀNG KHANG", "HOÀNG KHANG", "", TRUE },
    { "Lê Văn An", "Lê Văn An", "", TRUE },
    { "PV", "PV", "", TRUE },
    { "Nguồn: Chinhphu.vn", "Nguồn: Chinhphu.vn", "", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text =
          g_strconcat ("Tít\n11:09 - 28/12/2017\n\n(TGCT) " LEAD "\n\n" LONG_1 "\n\n",
                       cases[i].lines, "\n\n7\n", NULL);
      g_autoptr (BtImport) import = read_text (text);

      assert_field (import, BT_FIELD_BYLINE, cases[i].byline);
      assert_field (import, BT_FIELD_PHOTO_CREDIT, cases[i].credit);
      g_assert_cmpint (find_note (import, BT_IMPORT_NOTE_DOUBTFUL_BYLINE) != NULL, ==,
                       cases[i].doubtful);
      assert_n_blocks (import, 1);
    }
}

static void
test_wrapped (void)
{
  g_autoptr (BtImport) import =
      read_text ("Tít của bài\n11:09 - 28/12/2017\n\n"
                 "Đoạn thứ nhất được ngắt dòng theo bề rộng bảy mươi ký tự như\n"
                 "trong thư điện tử, nên một đoạn gồm nhiều dòng liền nhau và không\n"
                 "có dòng nào dài hơn mức ấy.\n\n"
                 "Đoạn thứ hai cũng vậy, được ngắt dòng theo bề rộng bảy mươi ký tự\n"
                 "Và dòng này bắt đầu bằng chữ hoa mà vẫn thuộc về đoạn, vì dòng ở\n"
                 "trên đã đầy.\n\n"
                 "Đoạn thứ ba kết thúc bài và cũng gồm mấy dòng như hai đoạn ở trên\n"
                 "đây, để thấy rằng cả trang được ngắt dòng chứ không phải chỉ có\n"
                 "một chú thích.\n\nTin: Lê Văn A\n");

  g_assert_cmpuint (bt_article_get_n_blocks (import->article)
                        + (*bt_article_get (import->article, BT_FIELD_LEAD) != '\0'),
                    ==, 3);
  for (guint i = 0; i < bt_article_get_n_blocks (import->article); i++)
    g_assert_cmpint (bt_article_get_block (import->article, i)->kind, ==,
                     BT_BLOCK_PARAGRAPH);
}

static void
test_no_article (void)
{
  static const char *const texts[] = { "Chỉ có một dòng", LONG_1 LONG_1,
                                       "11:09 - 28/12/2017", "111\n\n222", "[tít]" };
  g_autoptr (GTimeZone) zone = bt_portal_time_zone (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (bt_portal_text_read (texts[i], zone, &error));
      g_assert_error (error, BT_FORMATS_ERROR, BT_FORMATS_ERROR_NO_ARTICLE);
    }
}

/* ---- out and in again ---- */

static void
assert_roundtrip (const BtArticle *article)
{
  g_autofree char *text = bt_portal_text_write (article);
  g_autoptr (BtImport) import = (g_test_message ("%s", text), read_text (text));
  g_autofree char *again = bt_portal_text_write (import->article);

  test_assert_lines_equal (again, text);
  g_assert_cmpuint (bt_article_get_n_blocks (import->article), ==,
                    bt_article_get_n_blocks (article));
  for (BtField field = 0; field < BT_N_FIELDS; field++)
    if (field < BT_FIELD_SLUG)
      assert_field (import, field, bt_article_get (article, field));
  for (guint i = 0; i < bt_article_get_n_blocks (article); i++)
    {
      const BtBlock *wanted = bt_article_get_block (article, i);
      const BtBlock *found = bt_article_get_block (import->article, i);
      g_autofree char *wanted_text = bt_block_plain_text (wanted);
      g_autofree char *found_text = bt_block_plain_text (found);

      g_assert_cmpint (found->kind, ==, wanted->kind);
      g_assert_cmpint (found->level, ==, wanted->level);
      g_assert_cmpint (found->ordered, ==, wanted->ordered);
      g_assert_cmpint (found->starts_group, ==, wanted->starts_group);
      g_assert_cmpstr (found_text, ==, wanted_text);
    }
}

static BtArticle *
new_article (void)
{
  BtArticle *article = bt_article_new ();

  bt_article_set (article, BT_FIELD_HEADLINE, "Tít của bài");
  return article;
}

static void
test_roundtrip_full (void)
{
  g_autoptr (BtArticle) article = test_full_article ();

  /* An empty paragraph and an opaque block leave no trace in text. */
  for (guint i = bt_article_get_n_blocks (article); i > 0; i--)
    {
      const BtBlock *block = bt_article_get_block (article, i - 1);

      if (block->kind == BT_BLOCK_OPAQUE
          || (block->kind == BT_BLOCK_PARAGRAPH && bt_rich_text_is_empty (block->text)))
        bt_article_remove_block (article, i - 1);
    }
  assert_roundtrip (article);
}

/* Text that looks like something else. */
static void
test_roundtrip_odd (void)
{
  static const char *const odd[] = { "- một gạch",
                                     "1. một số",
                                     "## thăng",
                                     "> lớn hơn",
                                     "[ảnh] không phải",
                                     "\\gạch chéo",
                                     "cuối dòng\\",
                                     "* * *",
                                     "Tin, ảnh: Ai Đó",
                                     "11:09 - 28/12/2017",
                                     "111",
                                     "Ảnh: Ai Đó",
                                     "• chấm",
                                     "(TGCT) mở đầu",
                                     "Hai\ndòng",
                                     "chữ thường",
                                     "Chuyên mục: X",
                                     "Từ khóa: a, b",
                                     "Lê Văn An",
                                     "[ngắt]",
                                     "Ngắn",
                                     "#. số",
                                     "dòng\\\nhai\\",
                                     "Trang chủ > Tin" };

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autoptr (BtArticle) alone = new_article ();
      g_autoptr (BtArticle) among = new_article ();
      g_autoptr (BtArticle) caption = new_article ();
      g_autoptr (BtArticle) item = new_article ();
      g_autoptr (BtArticle) lead = new_article ();

      test_add_text (alone, BT_BLOCK_PARAGRAPH, odd[i]);
      assert_roundtrip (alone);
      test_add_text (among, BT_BLOCK_PARAGRAPH, LONG_1);
      test_add_text (among, BT_BLOCK_PARAGRAPH, odd[i]);
      test_add_text (among, BT_BLOCK_PARAGRAPH, odd[i]);
      test_add_text (among, BT_BLOCK_PARAGRAPH, LONG_2);
      test_add_text (among, BT_BLOCK_PARAGRAPH, odd[i]);
      assert_roundtrip (among);
      test_add_figure (caption, NULL, odd[i], "");
      test_add_figure (caption, NULL, odd[i], "Lê Văn B");
      test_add_text (caption, BT_BLOCK_PARAGRAPH, LONG_2);
      assert_roundtrip (caption);
      test_add_item (item, 0, i % 2 == 0, odd[i]);
      test_add_text (item, BT_BLOCK_QUOTE, odd[i]);
      test_add_text (item, BT_BLOCK_HEADING, odd[i]);
      assert_roundtrip (item);
      bt_article_set (lead, BT_FIELD_LEAD, odd[i]);
      bt_article_set (lead, BT_FIELD_BYLINE, "ai đó");
      test_add_text (lead, BT_BLOCK_PARAGRAPH, LONG_2);
      assert_roundtrip (lead);
    }
}

/* An ordinary article comes out as a page shows it, without a mark. */
static void
test_natural (void)
{
  g_autoptr (BtArticle) article = new_article ();
  g_autofree char *text = NULL;

  bt_article_set (article, BT_FIELD_SOURCE_NAME, "TGCT");
  bt_article_set (article, BT_FIELD_LEAD, LEAD);
  bt_article_set (article, BT_FIELD_SECTION, "Kinh tế");
  bt_article_set_byline_line (article, "Tin, ảnh: Lê Văn A");
  test_add_figure (article, NULL, "Hội nghị.", "Lê Văn A");
  test_add_text (article, BT_BLOCK_PARAGRAPH, LONG_1);
  test_add_text (article, BT_BLOCK_HEADING, "Hội nhập");
  test_add_text (article, BT_BLOCK_PARAGRAPH, LONG_2);
  assert_roundtrip (article);
  text = bt_portal_text_write (article);
  test_assert_lines_equal (text, "Chuyên mục: Kinh tế\nTít của bài\n\n(TGCT) " LEAD
                                 "\n\n\nHội nghị. Ảnh: Lê Văn A\n\n" LONG_1
                                 "\n\nHội nhập\n\n" LONG_2 "\n\nTin, ảnh: Lê Văn A\n");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  if (g_getenv ("BANTHAO_SAMPLES") != NULL)
    {
      g_test_add_func ("/formats/portal-text/sample", test_sample);
      g_test_add_func ("/formats/portal-text/sample-out", test_sample_out);
    }
  g_test_add_func ("/formats/portal-text/headline", test_headline_over_two_lines);
  g_test_add_func ("/formats/portal-text/no-time-no-lead", test_no_time_no_lead);
  g_test_add_func ("/formats/portal-text/lead", test_lead_without_source);
  g_test_add_func ("/formats/portal-text/bad-time", test_bad_time);
  g_test_add_func ("/formats/portal-text/captions", test_captions);
  g_test_add_func ("/formats/portal-text/doubtful-caption", test_doubtful_caption);
  g_test_add_func ("/formats/portal-text/headings-lists", test_headings_and_lists);
  g_test_add_func ("/formats/portal-text/interview", test_interview);
  g_test_add_func ("/formats/portal-text/list-in-list", test_list_in_list);
  g_test_add_func ("/formats/portal-text/no-empty-lines", test_no_empty_lines);
  g_test_add_func ("/formats/portal-text/time-first", test_time_first);
  g_test_add_func ("/formats/portal-text/furniture", test_page_furniture);
  g_test_add_func ("/formats/portal-text/bylines", test_bylines);
  g_test_add_func ("/formats/portal-text/wrapped", test_wrapped);
  g_test_add_func ("/formats/portal-text/no-article", test_no_article);
  g_test_add_func ("/formats/portal-text/roundtrip", test_roundtrip_full);
  g_test_add_func ("/formats/portal-text/roundtrip-odd", test_roundtrip_odd);
  g_test_add_func ("/formats/portal-text/natural", test_natural);

  return g_test_run ();
}

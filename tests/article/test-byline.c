/* Bylines as newspapers write them, in and out.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-article.h"

typedef struct
{
  const char *line;
  const char *label; /* NULL: not a byline */
  const char *name;
  const char *credit;
  const char *again; /* as it is written, NULL: the same */
} Case;

static const Case cases[] = {
  { "Tin, ảnh: Hoàng Vĩnh Khang", "Tin", "Hoàng Vĩnh Khang", "Hoàng Vĩnh Khang", NULL },
  { "Tin: Minh Tú - Ảnh: Lê Đoàn", "Tin", "Minh Tú", "Lê Đoàn", NULL },
  { "Ảnh: Quốc Bình", "", "", "Quốc Bình", NULL },
  { "Bài: Thu Hà", "Bài", "Thu Hà", "", NULL },
  { "Thu Hà", "", "Thu Hà", "", NULL },
  { "Thu Hà - Ảnh: Quốc Bình", "", "Thu Hà", "Quốc Bình", NULL },
  { "H.V.K. Phương", "", "H.V.K. Phương", "", NULL },
  /* other hands */
  { "Bài và ảnh: Thu Hà", "Bài", "Thu Hà", "Thu Hà", "Bài, ảnh: Thu Hà" },
  { "  Tin\u00a0- ảnh :  Thu  Hà\u00a0", "Tin", "Thu Hà", "Thu Hà", "Tin, ảnh: Thu Hà" },
  { "TIN, ẢNH: THU HÀ", "TIN", "THU HÀ", "THU HÀ", "TIN, ảnh: THU HÀ" },
  { "Tin, a\u0309nh: Thu Ha\u0300", "Tin", "Thu Hà", "Thu Hà", "Tin, ảnh: Thu Hà" },
  { "Tin, bài, ảnh: Thu Hà", "Tin, bài", "Thu Hà", "Thu Hà", NULL },
  { "Bài & ảnh: Thu Hà", "Bài", "Thu Hà", "Thu Hà", "Bài, ảnh: Thu Hà" },
  { "Bài, hình ảnh: Thu Hà", "Bài", "Thu Hà", "Thu Hà", "Bài, ảnh: Thu Hà" },
  { "Bài: Thu Hà; ảnh: Quốc Bình", "Bài", "Thu Hà", "Quốc Bình",
    "Bài: Thu Hà - Ảnh: Quốc Bình" },
  { "Bài: Thu Hà – Ảnh: Quốc Bình, TTXVN", "Bài", "Thu Hà", "Quốc Bình, TTXVN",
    "Bài: Thu Hà - Ảnh: Quốc Bình, TTXVN" },
  { "Bài: Thu Hà. Ảnh: Quốc Bình", "Bài", "Thu Hà", "Quốc Bình",
    "Bài: Thu Hà - Ảnh: Quốc Bình" },
  { "Tin: Thu Hà - Minh Tú - Ảnh: Quốc Bình", "Tin", "Thu Hà - Minh Tú", "Quốc Bình",
    NULL },
  { "Nguồn ảnh: Quốc Bình", "", "", "Quốc Bình", "Ảnh: Quốc Bình" },
  { "Phóng sự, ảnh: Thu Hà", "Phóng sự", "Thu Hà", "Thu Hà", NULL },
  { "TIN BÀI, ẢNH: THU HÀ", "TIN BÀI", "THU HÀ", "THU HÀ", "TIN BÀI, ảnh: THU HÀ" },
  { "Chùm thơ, ảnh: Thu Hà", "Chùm thơ", "Thu Hà", "Thu Hà", NULL },
  { "Thu Hà, ảnh: Quốc Bình", "", "Thu Hà", "Quốc Bình", "Thu Hà - Ảnh: Quốc Bình" },
  { "Khang - Ảnh: Quốc Bình", "", "Khang", "Quốc Bình", NULL },
  /* sentences */
  { "", NULL, NULL, NULL, NULL },
  { "Ảnh:", NULL, NULL, NULL, NULL },
  { "Tin: ", NULL, NULL, NULL, NULL },
  { "Kết luận: Hà Nội", NULL, NULL, NULL, NULL },
  { "Bài: học rút ra từ cơn lũ", NULL, NULL, NULL, NULL },
  { "Ảnh: Ai đã chụp tấm này?", NULL, NULL, NULL, NULL },
  { "Lũ lụt ở miền Trung.", NULL, NULL, NULL, NULL },
  { "Khang", NULL, NULL, NULL, NULL },
  { "Thu Hà kể", NULL, NULL, NULL, NULL },
  { "Giờ thi: 11:09, ảnh: Thu Hà", NULL, NULL, NULL, NULL },
  { "111", NULL, NULL, NULL, NULL },
};

static void
test_cases (void)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *c = &cases[i];
      g_autoptr (BtArticle) article = bt_article_new ();
      g_autofree char *again = NULL;

      g_test_message ("%s", c->line);
      bt_article_set (article, BT_FIELD_BYLINE, "Người Cũ");
      bt_article_set (article, BT_FIELD_BYLINE_LABEL, "Cũ");
      bt_article_set (article, BT_FIELD_PHOTO_CREDIT, "Ảnh Cũ");
      g_assert_cmpint (bt_article_set_byline_line (article, c->line), ==,
                       c->label != NULL);
      if (c->label == NULL)
        {
          g_assert_cmpstr (bt_article_get (article, BT_FIELD_BYLINE), ==, "Người Cũ");
          g_assert_cmpstr (bt_article_get (article, BT_FIELD_BYLINE_LABEL), ==, "Cũ");
          g_assert_cmpstr (bt_article_get (article, BT_FIELD_PHOTO_CREDIT), ==, "Ảnh Cũ");
          continue;
        }
      g_assert_cmpstr (bt_article_get (article, BT_FIELD_BYLINE_LABEL), ==, c->label);
      g_assert_cmpstr (bt_article_get (article, BT_FIELD_BYLINE), ==, c->name);
      g_assert_cmpstr (bt_article_get (article, BT_FIELD_PHOTO_CREDIT), ==, c->credit);
      again = bt_article_byline_line (article);
      g_assert_cmpstr (again, ==, c->again != NULL ? c->again : c->line);
    }
}

static void
test_out (void)
{
  g_autoptr (BtArticle) article = bt_article_new ();
  g_autofree char *none = bt_article_byline_line (article);
  g_autofree char *same = NULL;

  g_assert_cmpstr (none, ==, "");
  bt_article_set (article, BT_FIELD_BYLINE, "Thu Hà");
  bt_article_set (article, BT_FIELD_PHOTO_CREDIT, "Thu Hà");
  same = bt_article_byline_line (article);
  g_assert_cmpstr (same, ==, "Bài, ảnh: Thu Hà");
}

/* Long and crooked lines are refused at once. */
static void
test_hostile (void)
{
  g_autoptr (BtArticle) article = bt_article_new ();
  g_autoptr (GString) line = g_string_new (NULL);
  gint64 start = g_get_monotonic_time ();
  guint i;

  for (i = 0; i < 100; i++)
    g_string_append (line, "- ");
  g_string_append (line, "ảnh");
  g_assert_false (bt_article_set_byline_line (article, line->str));
  g_string_append (line, ": - ảnh: - ảnh: - ảnh");
  g_assert_false (bt_article_set_byline_line (article, line->str));
  for (i = 0; i < 100000; i++)
    g_string_append (line, "Tin, ảnh: ");
  g_assert_false (bt_article_set_byline_line (article, line->str));
  g_assert_false (bt_article_set_byline_line (article, "Tin, ảnh: \xff\xfe"));
  g_assert_cmpint (g_get_monotonic_time () - start, <, G_USEC_PER_SEC);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/article/byline/cases", test_cases);
  g_test_add_func ("/article/byline/out", test_out);
  g_test_add_func ("/article/byline/hostile", test_hostile);
  return g_test_run ();
}

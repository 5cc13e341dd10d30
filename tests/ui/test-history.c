/* What the window of the history shows, without a window: rows, folds, words, days.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/history/bt-diff-row.h"
#include "ui/history/bt-diff-words.h"
#include "ui/history/bt-version-item.h"

/* A paragraph for each number. */
static BtArticle *
article_of (guint n)
{
  BtArticle *article = bt_article_new ();

  bt_article_set (article, BT_FIELD_HEADLINE, "Lũ về");
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = g_strdup_printf ("Đoạn số %u của bài có năm bảy chữ.", i);

      bt_article_append_block (article, bt_block_new_text (BT_BLOCK_PARAGRAPH, text));
    }
  return article;
}

static void
change (BtArticle *article, guint index)
{
  bt_rich_text_append_plain (bt_article_get_block (article, index)->text, " Thêm.");
}

/* "H" the headline, "=" the same, "~" changed, "+", "-", and the number of folded ones */
static char *
show (GListStore *rows)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (rows)); i++)
    {
      g_autoptr (BtDiffRow) row = g_list_model_get_item (G_LIST_MODEL (rows), i);

      switch (bt_diff_row_get_kind (row))
        {
        case BT_DIFF_ROW_FOLD:
          g_string_append_printf (out, "%u", bt_diff_row_get_n_folded (row));
          break;
        case BT_DIFF_ROW_FIELD:
          g_string_append_c (out, bt_diff_row_get_field (row) == BT_FIELD_HEADLINE ? 'H'
                                                                                   : 'F');
          break;
        case BT_DIFF_ROW_TAGS:
          g_string_append_c (out, 'T');
          break;
        case BT_DIFF_ROW_FEATURED:
          g_string_append_c (out, '*');
          break;
        case BT_DIFF_ROW_BLOCK:
        default:
          g_string_append_c (out, "=-+~"[bt_diff_row_get_change (row)]);
        }
    }
  return g_string_free (out, FALSE);
}

#define assert_rows(rows, expected)                                                      \
  G_STMT_START                                                                           \
  {                                                                                      \
    g_autofree char *is_ = show (rows);                                                  \
    g_assert_cmpstr (is_, ==, expected);                                                 \
  }                                                                                      \
  G_STMT_END

static void
test_folds (void)
{
  static const struct
  {
    guint n;
    int first;
    int second;
    const char *rows;
  } cases[] = {
    { 12, 5, -1, "H=3=~=5" }, /* one stays on each side of what is different */
    { 12, 0, -1, "H~=10" },      { 12, 11, -1, "H=9=~" },
    { 12, 3, 9, "H===~=3=~==" }, /* a fold for two would be worth nothing at an edge */
    { 4, 1, -1, "H=~==" },       { 12, -1, -1, "H=11" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BtArticle) older = article_of (cases[i].n);
      g_autoptr (BtArticle) newer = bt_article_copy (older);
      g_autoptr (BtDiff) diff = NULL;
      g_autoptr (GListStore) rows = NULL;

      if (cases[i].first >= 0)
        change (newer, (guint)cases[i].first);
      if (cases[i].second >= 0)
        change (newer, (guint)cases[i].second);
      diff = bt_diff_new (older, newer);
      rows = bt_diff_rows_new (diff);
      assert_rows (rows, cases[i].rows);
    }
}

static void
test_unfold (void)
{
  g_autoptr (BtArticle) older = article_of (12);
  g_autoptr (BtArticle) newer = bt_article_copy (older);
  g_autoptr (BtDiff) diff = NULL;
  g_autoptr (GListStore) rows = NULL;

  change (newer, 5);
  diff = bt_diff_new (older, newer);
  rows = bt_diff_rows_new (diff);
  assert_rows (rows, "H=3=~=5");
  bt_diff_rows_unfold (rows, 1); /* no fold */
  assert_rows (rows, "H=3=~=5");
  bt_diff_rows_unfold (rows, 2);
  assert_rows (rows, "H=====~=5");
  bt_diff_rows_unfold (rows, 8);
  assert_rows (rows, "H=====~======");
}

static void
test_words (void)
{
  static const char *const tags[] = { "lũ", NULL };
  g_autoptr (BtArticle) older = article_of (2);
  g_autoptr (BtArticle) newer = bt_article_copy (older);
  g_autoptr (BtDiff) diff = NULL;
  g_autoptr (GListStore) rows = NULL;
  static const char *const expected[] = {
    "Headline: Lũ về [added: sớm]",
    "Paragraph: Đoạn số [removed: 0] [added: không] của bài có năm bảy chữ.",
    "Paragraph: Đoạn số 1 của bài có [other formatting: năm] bảy chữ.",
    "Tags: [added: lũ]",
  };

  bt_article_set (newer, BT_FIELD_HEADLINE, "Lũ về sớm");
  bt_article_set_tags (newer, tags);
  bt_rich_text_set_text (bt_article_get_block (newer, 0)->text,
                         "Đoạn số không của bài có năm bảy chữ.");
  bt_rich_text_apply (bt_article_get_block (newer, 1)->text, BT_SPAN_BOLD, 21, 24, NULL);
  diff = bt_diff_new (older, newer);
  rows = bt_diff_rows_new (diff);
  assert_rows (rows, "H~~T");
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (BtDiffRow) row = g_list_model_get_item (G_LIST_MODEL (rows), i);
      g_autofree char *words = bt_diff_row_words (row);

      g_assert_cmpstr (words, ==, expected[i]);
    }
}

static gint64
local (int year, int month, int day, int hour, int minute)
{
  g_autoptr (GDateTime) time = g_date_time_new_local (year, month, day, hour, minute, 0);

  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

static void
test_days (void)
{
  const gint64 now = local (2026, 1, 1, 0, 5);
  static const struct
  {
    int date[5];
    const char *day;
    const char *clock;
  } cases[] = {
    { { 2026, 1, 1, 0, 0 }, "Today", "00:00" },
    { { 2025, 12, 31, 23, 59 }, "Yesterday", "23:59" },
    { { 2025, 12, 31, 0, 0 }, "Yesterday", "00:00" },
    { { 2025, 12, 30, 23, 59 }, "30/12/2025", "23:59" },
    { { 2017, 12, 28, 11, 9 }, "28/12/2017", "11:09" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const int *d = cases[i].date;
      gint64 time = local (d[0], d[1], d[2], d[3], d[4]);
      g_autofree char *day = bt_version_day (time, now);
      g_autofree char *clock = bt_version_clock (time);

      g_assert_cmpstr (day, ==, cases[i].day);
      g_assert_cmpstr (clock, ==, cases[i].clock);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/history/folds", test_folds);
  g_test_add_func ("/ui/history/unfold", test_unfold);
  g_test_add_func ("/ui/history/words", test_words);
  g_test_add_func ("/ui/history/days", test_days);
  return g_test_run ();
}

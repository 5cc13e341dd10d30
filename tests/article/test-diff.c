/* The difference of two articles: words, blocks, figures, tables, fields.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-diff.h"

/* ---- differences as text ---- */

static char *
slice (const BtRichText *text, guint start, guint end)
{
  return text != NULL ? g_utf8_substring (bt_rich_text_get_text (text), start, end)
                      : g_strdup ("");
}

/* "same [-removed-]{+added+}(~other marks~)" */
static char *
show_runs (const BtRichText *older, const BtRichText *newer, GArray *runs)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < runs->len; i++)
    {
      const BtDiffRun *run = &g_array_index (runs, BtDiffRun, i);
      g_autofree char *old_text = slice (older, run->old_start, run->old_end);
      g_autofree char *new_text = slice (newer, run->new_start, run->new_end);

      if (run->kind == BT_DIFF_REMOVED)
        g_string_append_printf (out, "[-%s-]", old_text);
      else if (run->kind == BT_DIFF_ADDED)
        g_string_append_printf (out, "{+%s+}", new_text);
      else if (run->kind == BT_DIFF_CHANGED)
        g_string_append_printf (out, "(~%s~)", new_text);
      else
        g_string_append (out, new_text);
    }
  return g_string_free (out, FALSE);
}

static char *
show_part (const BtDiffPart *part)
{
  return show_runs (part->older, part->newer, part->runs);
}

/* "=0:0 ~1:1 -2 +2": same, changed, removed, added */
static char *
show_blocks (const BtDiff *diff)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < diff->blocks->len; i++)
    {
      const BtDiffBlock *block = g_ptr_array_index (diff->blocks, i);

      g_string_append (out, i > 0 ? " " : "");
      if (block->kind == BT_DIFF_REMOVED)
        g_string_append_printf (out, "-%d", block->old_index);
      else if (block->kind == BT_DIFF_ADDED)
        g_string_append_printf (out, "+%d", block->new_index);
      else
        g_string_append_printf (out, "%c%d:%d", block->kind == BT_DIFF_SAME ? '=' : '~',
                                block->old_index, block->new_index);
    }
  return g_string_free (out, FALSE);
}

#define assert_string(value, expected)                                                   \
  G_STMT_START                                                                           \
  {                                                                                      \
    g_autofree char *is_ = value;                                                        \
    g_assert_cmpstr (is_, ==, expected);                                                 \
  }                                                                                      \
  G_STMT_END

/* ---- words ---- */

static void
test_words (void)
{
  static const struct
  {
    const char *older;
    const char *newer;
    const char *shown;
  } cases[] = {
    { "", "", "" },
    { "Lũ lụt", "Lũ lụt", "Lũ lụt" },
    { "", "Lũ lụt", "{+Lũ lụt+}" },
    { "Lũ lụt", "", "[-Lũ lụt-]" },
    { "Sáng 28 tháng 12", "Sáng 29 tháng 12", "Sáng [-28-]{+29+} tháng 12" },
    /* a syllable stays whole, whatever its letters have in common */
    { "đường hoa", "đướng hoa", "[-đường-]{+đướng+} hoa" },
    { "Ông Nam nói", "Ông Hoàng Nam nói", "Ông {+Hoàng +}Nam nói" },
    { "một, hai", "một; hai", "một[-,-]{+;+} hai" },
    /* every word is another: one change, though the spaces are the same */
    { "chợ nổi Cái Răng", "bến xe Ngã Bảy", "[-chợ nổi Cái Răng-]{+bến xe Ngã Bảy+}" },
    { "trước mưa lớn sau", "trước nắng gắt sau", "trước [-mưa lớn-]{+nắng gắt+} sau" },
    /* a number is one word */
    { "giá 150.000 đồng.", "giá 120.000 đồng.", "giá [-150.000-]{+120.000+} đồng." },
    { "ngày 28-12,", "ngày 28-12.", "ngày 28-12[-,-]{+.+}" },
    /* a word counts more than the spaces around it */
    { "ghe đã về chợ", "ghe về đầy chợ", "ghe [-đã -]về{+ đầy+} chợ" },
    { "a\nb", "a\nc", "a\n[-b-]{+c+}" },
    { "hai  dấu cách", "hai dấu cách", "hai[-  -]{+ +}dấu cách" },
    { "😀 vui", "😢 vui", "[-😀-]{+😢+} vui" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BtRichText *older = bt_rich_text_new (cases[i].older);
      BtRichText *newer = bt_rich_text_new (cases[i].newer);
      g_autoptr (GArray) runs = bt_diff_words (older, newer);

      assert_string (show_runs (older, newer, runs), cases[i].shown);
      bt_rich_text_free (older);
      bt_rich_text_free (newer);
    }
}

static void
test_offsets (void)
{
  BtRichText *older = bt_rich_text_new ("Lũ về");
  BtRichText *newer = bt_rich_text_new ("Lũ đã về 😀");
  g_autoptr (GArray) runs = bt_diff_words (older, newer);
  const BtDiffRun expected[] = {
    { BT_DIFF_SAME, 0, 3, 0, 3 },
    { BT_DIFF_ADDED, 3, 3, 3, 6 },
    { BT_DIFF_SAME, 3, 5, 6, 8 },
    { BT_DIFF_ADDED, 5, 5, 8, 10 },
  };

  g_assert_cmpuint (runs->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < runs->len; i++)
    g_assert_cmpmem (&g_array_index (runs, BtDiffRun, i), sizeof (BtDiffRun),
                     &expected[i], sizeof (BtDiffRun));
  bt_rich_text_free (older);
  bt_rich_text_free (newer);
}

static void
test_marks (void)
{
  BtRichText *older = bt_rich_text_new ("Ông Nam nói gọn");
  BtRichText *newer = bt_rich_text_new ("Ông Nam nói rất gọn");
  g_autoptr (GArray) bold = NULL;
  g_autoptr (GArray) link = NULL;
  g_autoptr (GArray) same = NULL;

  bt_rich_text_apply (newer, BT_SPAN_BOLD, 4, 7, NULL);
  bold = bt_diff_words (older, newer);
  assert_string (show_runs (older, newer, bold), "Ông (~Nam~) nói {+rất +}gọn");
  bt_rich_text_set_text (newer, "Ông Nam nói gọn");
  bt_rich_text_apply (older, BT_SPAN_LINK, 0, 3, "https://a.vn");
  bt_rich_text_apply (newer, BT_SPAN_LINK, 0, 3, "https://b.vn");
  link = bt_diff_words (older, newer);
  assert_string (show_runs (older, newer, link), "(~Ông~) Nam nói gọn");
  bt_rich_text_apply (newer, BT_SPAN_LINK, 0, 3, "https://a.vn");
  same = bt_diff_words (older, newer);
  assert_string (show_runs (older, newer, same), "Ông Nam nói gọn");
  bt_rich_text_free (older);
  bt_rich_text_free (newer);
}

/* ---- blocks ---- */

/* A paragraph for each line; "# " before it makes a heading, "---" a divider. */
static BtArticle *
article_of (const char *lines)
{
  BtArticle *article = bt_article_new ();
  g_auto (GStrv) all = g_strsplit (lines, "\n", -1);

  for (guint i = 0; all[i] != NULL; i++)
    if (g_str_equal (all[i], "---"))
      bt_article_append_block (article, bt_block_new (BT_BLOCK_DIVIDER));
    else if (g_str_has_prefix (all[i], "# "))
      bt_article_append_block (article, bt_block_new_text (BT_BLOCK_HEADING, all[i] + 2));
    else
      bt_article_append_block (article, bt_block_new_text (BT_BLOCK_PARAGRAPH, all[i]));
  return article;
}

#define ONE "Nước lũ đầu mùa đã về đến các cánh đồng ở huyện An Phú."
#define TWO "Người dân tranh thủ đặt dớn, giăng lưới từ lúc trời chưa sáng."
#define THREE "Giá cá linh đầu mùa ở chợ Châu Đốc đang là ba trăm nghìn đồng."
#define FOUR "Chính quyền nhắc bà con mặc áo phao khi đi lại trên đồng nước."

static void
assert_blocks (const char *older, const char *newer, const char *expected)
{
  g_autoptr (BtArticle) a = article_of (older);
  g_autoptr (BtArticle) b = article_of (newer);
  g_autoptr (BtDiff) diff = bt_diff_new (a, b);

  assert_string (show_blocks (diff), expected);
}

static void
test_blocks (void)
{
  assert_blocks (ONE "\n" TWO, ONE "\n" TWO, "=0:0 =1:1");
  assert_blocks (ONE "\n" THREE, ONE "\n" TWO "\n" THREE, "=0:0 +1 =1:2");
  assert_blocks (ONE "\n" TWO "\n" THREE, ONE "\n" THREE, "=0:0 -1 =2:1");
  /* a changed paragraph finds its old self behind one that is new */
  assert_blocks (ONE "\n" TWO "\n" THREE,
                 FOUR
                 "\n" ONE "\n"
                 "Người dân tranh thủ đặt dớn và giăng lưới khi trời chưa sáng.\n" THREE,
                 "+0 =0:1 ~1:2 =2:3");
  assert_blocks (ONE "\n" TWO,
                 FOUR "\nNước lũ cuối mùa đã về đến các cánh đồng ở huyện An Phú.\n"
                      "Người dân tranh thủ đặt dớn, giăng câu từ lúc trời chưa sáng.",
                 "+0 ~0:1 ~1:2");
  /* nothing in common: removed and added, not changed */
  assert_blocks (ONE, FOUR, "-0 +0");
  /* moved */
  assert_blocks (ONE "\n" TWO "\n" THREE "\n" FOUR, TWO "\n" THREE "\n" FOUR "\n" ONE,
                 "-0 =1:0 =2:1 =3:2 +3");
  /* what is short and often there leads nobody astray */
  assert_blocks (ONE "\n---\n" TWO "\n---\n" THREE, TWO "\n---\n" THREE,
                 "-0 -1 =2:0 =3:1 =4:2");
  /* typed on */
  assert_blocks ("Nước lũ đầu mùa", ONE, "~0:0");
}

static void
test_kind_changes (void)
{
  g_autoptr (BtArticle) older = article_of (ONE "\nNước về\n" TWO);
  g_autoptr (BtArticle) newer = article_of (ONE "\n# Nước về\n" TWO);
  g_autoptr (BtDiff) diff = bt_diff_new (older, newer);
  const BtDiffBlock *block;

  assert_string (show_blocks (diff), "=0:0 ~1:1 =2:2");
  block = g_ptr_array_index (diff->blocks, 1);
  g_assert_cmpuint (block->facts, ==, BT_DIFF_FACT_KIND);
  assert_string (show_part (block->parts->pdata[0]), "Nước về");
  g_assert_false (bt_diff_is_empty (diff));
  bt_article_get_block (newer, 1)->level = 3;
  bt_article_get_block (older, 1)->kind = BT_BLOCK_HEADING;
  bt_article_get_block (older, 1)->level = 2;
  g_clear_pointer (&diff, bt_diff_free);
  diff = bt_diff_new (older, newer);
  block = g_ptr_array_index (diff->blocks, 1);
  g_assert_cmpuint (block->facts, ==, BT_DIFF_FACT_LEVEL);
}

static BtArticle *
with_figure (const char *photo, const char *caption, const char *credit)
{
  BtArticle *article = article_of (ONE "\n" TWO);
  BtBlock *block = bt_block_new (BT_BLOCK_FIGURE);
  BtFigureItem *item = bt_figure_item (block->figure, 0);

  item->photo = g_strdup (photo);
  bt_rich_text_set_text (item->caption, caption);
  g_free (item->credit);
  item->credit = g_strdup (credit);
  bt_article_insert_block (article, 1, block);
  return article;
}

static const BtDiffPart *
find_part (const BtDiffBlock *block, BtDiffWhat what, guint nth)
{
  for (guint i = 0; i < block->parts->len; i++)
    {
      const BtDiffPart *part = g_ptr_array_index (block->parts, i);

      if (part->what == what && nth-- == 0)
        return part;
    }
  return NULL;
}

static void
test_figures (void)
{
  g_autoptr (BtArticle) older = with_figure ("aa", "Ghe chở cá linh", "Nam");
  g_autoptr (BtArticle) newer = with_figure ("aa", "Ghe chở cá linh về chợ", "");
  g_autoptr (BtArticle) replaced = with_figure ("bb", "Ghe chở cá linh", "Nam");
  g_autoptr (BtArticle) other = with_figure ("bb", "Chợ chiều", "Hà");
  g_autoptr (BtDiff) caption = bt_diff_new (older, newer);
  g_autoptr (BtDiff) photo = bt_diff_new (older, replaced);
  g_autoptr (BtDiff) all = bt_diff_new (older, other);
  const BtDiffBlock *block;

  assert_string (show_blocks (caption), "=0:0 ~1:1 =2:2");
  block = g_ptr_array_index (caption->blocks, 1);
  g_assert_cmpint (find_part (block, BT_DIFF_PHOTO, 0)->kind, ==, BT_DIFF_SAME);
  assert_string (show_part (find_part (block, BT_DIFF_PHOTO_CAPTION, 0)),
                 "Ghe chở cá linh{+ về chợ+}");
  assert_string (show_part (find_part (block, BT_DIFF_PHOTO_CREDIT, 0)), "[-Nam-]");
  g_assert_null (find_part (block, BT_DIFF_PHOTO_ALT, 0));

  assert_string (show_blocks (photo), "=0:0 ~1:1 =2:2");
  block = g_ptr_array_index (photo->blocks, 1);
  g_assert_cmpint (find_part (block, BT_DIFF_PHOTO, 0)->kind, ==, BT_DIFF_CHANGED);
  g_assert_cmpint (find_part (block, BT_DIFF_PHOTO_CAPTION, 0)->kind, ==, BT_DIFF_SAME);

  assert_string (show_blocks (all), "=0:0 -1 +1 =2:2");
}

static void
add_photo (BtArticle *article, const char *photo)
{
  BtFigureItem *item = bt_figure_item_new ();

  item->photo = g_strdup (photo);
  g_ptr_array_add (bt_article_get_block (article, 1)->figure->items, item);
}

static void
test_galleries (void)
{
  g_autoptr (BtArticle) older = with_figure ("aa", "Một", "");
  g_autoptr (BtArticle) newer = with_figure ("aa", "Một", "");
  g_autoptr (BtDiff) diff = NULL;
  static const struct
  {
    BtDiffKind kind;
    int old_index;
    int new_index;
  } expected[] = {
    { BT_DIFF_SAME, 0, 0 },
    { BT_DIFF_CHANGED, 1, 1 },
    { BT_DIFF_SAME, 2, 2 },
    { BT_DIFF_ADDED, -1, 3 },
  };
  const BtDiffBlock *block;

  add_photo (older, "bb");
  add_photo (older, "cc");
  add_photo (newer, "xx");
  add_photo (newer, "cc");
  add_photo (newer, "dd");
  diff = bt_diff_new (older, newer);
  assert_string (show_blocks (diff), "=0:0 ~1:1 =2:2");
  block = g_ptr_array_index (diff->blocks, 1);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const BtDiffPart *part = find_part (block, BT_DIFF_PHOTO, i);

      g_assert_cmpint (part->kind, ==, expected[i].kind);
      g_assert_cmpint (part->old_index, ==, expected[i].old_index);
      g_assert_cmpint (part->new_index, ==, expected[i].new_index);
    }
  g_assert_null (find_part (block, BT_DIFF_PHOTO, 4));
}

/* Rows with ";" between, cells with "," between. */
static BtArticle *
with_table (const char *cells)
{
  BtArticle *article = article_of (ONE);
  BtBlock *block = bt_block_new (BT_BLOCK_TABLE);
  g_auto (GStrv) rows = g_strsplit (cells, ";", -1);

  for (guint r = 0; rows[r] != NULL; r++)
    {
      g_auto (GStrv) row = g_strsplit (rows[r], ",", -1);

      bt_table_resize (block->table, g_strv_length (rows), g_strv_length (row));
      for (guint c = 0; row[c] != NULL; c++)
        bt_rich_text_set_text (bt_table_cell (block->table, r, c), row[c]);
    }
  bt_article_append_block (article, block);
  return article;
}

static void
assert_table (const char *older, const char *newer, const char *expected)
{
  g_autoptr (BtArticle) a = with_table (older);
  g_autoptr (BtArticle) b = with_table (newer);
  g_autoptr (BtDiff) diff = bt_diff_new (a, b);
  const BtDiffBlock *block = g_ptr_array_index (diff->blocks, 1);
  GString *shown = g_string_new (NULL);

  for (guint i = 0; i < block->parts->len; i++)
    {
      const BtDiffPart *part = g_ptr_array_index (block->parts, i);
      g_autofree char *text = show_part (part);

      g_assert_cmpint (part->what, ==, BT_DIFF_CELL);
      g_string_append_printf (shown, "%s%s", i > 0 ? "|" : "", text);
    }
  g_assert_cmpstr (shown->str, ==, expected);
  g_string_free (shown, TRUE);
}

static void
test_tables (void)
{
  assert_table ("Loại,Giá;Cá linh,300", "Loại,Giá;Cá linh,280",
                "Loại|Giá|Cá linh|[-300-]{+280+}");
  assert_table ("Loại,Giá;Cá linh,300", "Loại,Giá;Cá rô,90;Cá linh,300",
                "Loại|Giá|{+Cá rô+}|{+90+}|Cá linh|300");
  assert_table ("Loại,Giá,Chợ;Cá linh,300,Châu Đốc", "Loại,Chợ;Cá linh,Châu Đốc",
                "Loại|[-Giá-]|Chợ|Cá linh|[-300-]|Châu Đốc");
}

static void
test_fields (void)
{
  static const char *const old_tags[] = { "lũ", "An Phú", "cá linh", NULL };
  static const char *const new_tags[] = { "lũ", "cá linh", "miền Tây", NULL };
  g_autoptr (BtArticle) older = with_figure ("aa", "Một", "");
  g_autoptr (BtArticle) newer = NULL;
  g_autoptr (BtDiff) same = NULL;
  g_autoptr (BtDiff) diff = NULL;
  static const char *const tags[] = { "=lũ", "-An Phú", "=cá linh", "+miền Tây" };

  bt_article_set (older, BT_FIELD_HEADLINE, "Lũ về sớm");
  bt_article_set_tags (older, old_tags);
  newer = bt_article_copy (older);
  same = bt_diff_new (older, newer);
  g_assert_true (bt_diff_is_empty (same));
  g_assert_false (same->featured);

  bt_article_set (newer, BT_FIELD_HEADLINE, "Lũ về muộn");
  bt_article_set_tags (newer, new_tags);
  bt_article_set_featured (newer, bt_article_get_block (newer, 1)->id);
  diff = bt_diff_new (older, newer);
  assert_string (show_part (diff->fields[BT_FIELD_HEADLINE]), "Lũ về [-sớm-]{+muộn+}");
  g_assert_cmpint (diff->fields[BT_FIELD_LEAD]->kind, ==, BT_DIFF_SAME);
  g_assert_true (diff->featured);
  g_assert_cmpuint (diff->tags->len, ==, G_N_ELEMENTS (tags));
  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      const BtDiffTag *tag = g_ptr_array_index (diff->tags, i);

      g_assert_cmpint ("=-+"[tag->kind], ==, tags[i][0]);
      g_assert_cmpstr (tag->name, ==, tags[i] + 1);
    }
  g_assert_false (bt_diff_is_empty (diff));
}

/* The same figure chosen, in another place, is no difference. */
static void
test_featured_moves_along (void)
{
  g_autoptr (BtArticle) older = with_figure ("aa", "Một", "");
  g_autoptr (BtArticle) newer = NULL;
  g_autoptr (BtDiff) diff = NULL;

  bt_article_set_featured (older, bt_article_get_block (older, 1)->id);
  newer = bt_article_copy (older);
  bt_article_insert_block (newer, 0, bt_block_new_text (BT_BLOCK_PARAGRAPH, FOUR));
  diff = bt_diff_new (older, newer);
  g_assert_false (diff->featured);
  g_assert_false (bt_diff_is_empty (diff));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/article/diff/words", test_words);
  g_test_add_func ("/article/diff/offsets", test_offsets);
  g_test_add_func ("/article/diff/marks", test_marks);
  g_test_add_func ("/article/diff/blocks", test_blocks);
  g_test_add_func ("/article/diff/kind-changes", test_kind_changes);
  g_test_add_func ("/article/diff/figures", test_figures);
  g_test_add_func ("/article/diff/galleries", test_galleries);
  g_test_add_func ("/article/diff/tables", test_tables);
  g_test_add_func ("/article/diff/fields", test_fields);
  g_test_add_func ("/article/diff/featured-moves-along", test_featured_moves_along);
  return g_test_run ();
}

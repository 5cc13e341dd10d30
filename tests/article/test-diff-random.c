/* What holds of every difference, tried on random articles; how long it takes.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-diff.h"

#define N_RANDOM 400

static char *
slice (const BtRichText *text, guint start, guint end)
{
  return text != NULL ? g_utf8_substring (bt_rich_text_get_text (text), start, end)
                      : g_strdup ("");
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

/* ---- random articles ---- */

static const char *const words[] = { "lũ",  "về",   "đồng", "nước", "cá",   "linh", "chợ",
                                     "nổi", "sáng", "mưa",  "gió",  "ghe",  "một",  "hai",
                                     "ba",  "bốn",  "ông",  "bà",   "nói,", "xã.",  "😀" };

static void
random_text (GRand *rand, BtRichText *text)
{
  GString *out = g_string_new (NULL);
  int n = g_rand_int_range (rand, 0, 25);

  for (int i = 0; i < n; i++)
    g_string_append_printf (
        out, "%s%s", i > 0 ? (g_rand_int_range (rand, 0, 20) == 0 ? "\n" : " ") : "",
        words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);
  bt_rich_text_set_text (text, out->str);
  if (n > 3 && g_rand_boolean (rand))
    bt_rich_text_apply (text, (BtSpanKind)g_rand_int_range (rand, 0, BT_SPAN_LINK), 1, 4,
                        NULL);
  g_string_free (out, TRUE);
}

static BtBlock *
random_block (GRand *rand)
{
  static const BtBlockKind kinds[] = { BT_BLOCK_PARAGRAPH, BT_BLOCK_PARAGRAPH,
                                       BT_BLOCK_PARAGRAPH, BT_BLOCK_HEADING,
                                       BT_BLOCK_QUOTE,     BT_BLOCK_LIST_ITEM,
                                       BT_BLOCK_FIGURE,    BT_BLOCK_TABLE,
                                       BT_BLOCK_DIVIDER,   BT_BLOCK_EMBED };
  BtBlock *block = bt_block_new (kinds[g_rand_int_range (rand, 0, G_N_ELEMENTS (kinds))]);

  if (block->text != NULL)
    random_text (rand, block->text);
  if (block->cite != NULL)
    random_text (rand, block->cite);
  if (block->caption != NULL)
    random_text (rand, block->caption);
  if (block->figure != NULL)
    {
      BtFigureItem *item = bt_figure_item (block->figure, 0);

      item->photo = g_strdup_printf ("%d", g_rand_int_range (rand, 0, 5));
      random_text (rand, item->caption);
    }
  if (block->table != NULL)
    {
      bt_table_resize (block->table, (guint)g_rand_int_range (rand, 1, 4),
                       (guint)g_rand_int_range (rand, 1, 4));
      for (guint i = 0; i < block->table->cells->len; i++)
        random_text (rand, block->table->cells->pdata[i]);
    }
  return block;
}

static void
random_edit (GRand *rand, BtArticle *article)
{
  guint n = bt_article_get_n_blocks (article);
  guint at = n > 0 ? (guint)g_rand_int_range (rand, 0, (int)n) : 0;
  BtBlock *block = bt_article_get_block (article, at);

  switch (g_rand_int_range (rand, 0, 6))
    {
    case 0:
      bt_article_insert_block (article, at, random_block (rand));
      break;
    case 1:
      if (n > 0)
        bt_article_remove_block (article, at);
      break;
    case 2:
      if (n > 0)
        {
          BtBlock *moved = bt_block_copy (block);

          bt_article_remove_block (article, at);
          bt_article_insert_block (article, (guint)g_rand_int_range (rand, 0, (int)n),
                                   moved);
        }
      break;
    case 3:
      bt_article_set (article, (BtField)g_rand_int_range (rand, 0, BT_N_FIELDS),
                      words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);
      break;
    default:
      if (block != NULL && block->text != NULL)
        {
          guint length = bt_rich_text_get_length (block->text);

          bt_rich_text_insert (block->text,
                               (guint)g_rand_int_range (rand, 0, (int)length + 1),
                               words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);
          bt_rich_text_apply (block->text, BT_SPAN_BOLD, 0, length / 2, NULL);
        }
    }
}

/* Both texts come out of the runs, and what is the same is so. */
static void
assert_runs (const BtDiffPart *part)
{
  guint old_place = 0;
  guint new_place = 0;

  for (guint i = 0; i < part->runs->len; i++)
    {
      const BtDiffRun *run = &g_array_index (part->runs, BtDiffRun, i);
      g_autofree char *old_text = slice (part->older, run->old_start, run->old_end);
      g_autofree char *new_text = slice (part->newer, run->new_start, run->new_end);

      g_assert_cmpuint (run->old_start, ==, old_place);
      g_assert_cmpuint (run->new_start, ==, new_place);
      g_assert_true (run->old_end > run->old_start || run->new_end > run->new_start);
      old_place = run->old_end;
      new_place = run->new_end;
      if (run->kind == BT_DIFF_REMOVED)
        g_assert_cmpstr (new_text, ==, "");
      else if (run->kind == BT_DIFF_ADDED)
        g_assert_cmpstr (old_text, ==, "");
      else
        {
          BtRichText *a = bt_rich_text_slice (part->older, run->old_start, run->old_end);
          BtRichText *b = bt_rich_text_slice (part->newer, run->new_start, run->new_end);

          g_assert_cmpstr (old_text, ==, new_text);
          if (run->kind == BT_DIFF_SAME)
            g_assert_true (bt_rich_text_equal (a, b));
          bt_rich_text_free (a);
          bt_rich_text_free (b);
        }
    }
  g_assert_cmpuint (old_place, ==,
                    part->older != NULL ? bt_rich_text_get_length (part->older) : 0);
  g_assert_cmpuint (new_place, ==,
                    part->newer != NULL ? bt_rich_text_get_length (part->newer) : 0);
}

/* A changed text block, made of what the diff says: the old text's slices where it is the
 * same, the rest from the parts. */
static BtBlock *
patch (const BtBlock *older, const BtBlock *newer, const BtDiffBlock *block)
{
  BtBlock *result = bt_block_copy (newer);
  const BtDiffPart *part = find_part (block, BT_DIFF_TEXT, 0);

  if (result->text == NULL || part == NULL)
    return result;
  bt_rich_text_free (result->text);
  result->text = bt_rich_text_new (NULL);
  for (guint i = 0; i < part->runs->len; i++)
    {
      const BtDiffRun *run = &g_array_index (part->runs, BtDiffRun, i);
      BtRichText *piece =
          run->kind == BT_DIFF_SAME
              ? bt_rich_text_slice (older->text, run->old_start, run->old_end)
              : bt_rich_text_slice (part->newer, run->new_start, run->new_end);

      if (run->kind != BT_DIFF_REMOVED)
        bt_rich_text_append (result->text, piece);
      bt_rich_text_free (piece);
    }
  return result;
}

/* The older article with the difference applied. */
static void
assert_applies (const BtDiff *diff, const BtArticle *older, const BtArticle *newer)
{
  g_autoptr (BtArticle) made = bt_article_copy (newer);
  int old_index = 0;

  bt_article_clear_blocks (made);
  for (guint i = 0; i < diff->blocks->len; i++)
    {
      const BtDiffBlock *block = g_ptr_array_index (diff->blocks, i);
      const BtBlock *a = block->old_index >= 0
                             ? bt_article_get_block (older, (guint)block->old_index)
                             : NULL;
      const BtBlock *b = block->new_index >= 0
                             ? bt_article_get_block (newer, (guint)block->new_index)
                             : NULL;

      if (a != NULL)
        g_assert_cmpint (block->old_index, ==, old_index++);
      for (guint k = 0; k < block->parts->len; k++)
        assert_runs (block->parts->pdata[k]);
      if (block->kind == BT_DIFF_SAME)
        bt_article_append_block (made, bt_block_copy (a));
      else if (b != NULL)
        bt_article_append_block (made,
                                 a != NULL ? patch (a, b, block) : bt_block_copy (b));
      else
        g_assert_cmpint (block->kind, ==, BT_DIFF_REMOVED);
    }
  g_assert_cmpint (old_index, ==, bt_article_get_n_blocks (older));
  bt_article_set_featured (made, bt_article_get_featured (newer));
  g_assert_cmpuint (bt_article_get_n_blocks (made), ==, bt_article_get_n_blocks (newer));
  for (guint i = 0; i < bt_article_get_n_blocks (made); i++)
    g_assert_true (
        bt_block_equal (bt_article_get_block (made, i), bt_article_get_block (newer, i)));
}

static void
assert_mirrored (const BtDiff *diff, const BtDiff *back)
{
  guint pairs = 0;
  guint pairs_back = 0;

  g_assert_cmpint (bt_diff_is_empty (diff), ==, bt_diff_is_empty (back));
  g_assert_cmpuint (diff->blocks->len, ==, back->blocks->len);
  for (guint i = 0; i < diff->blocks->len; i++)
    {
      const BtDiffBlock *block = g_ptr_array_index (diff->blocks, i);
      const BtDiffBlock *other = NULL;

      if (block->old_index < 0 || block->new_index < 0)
        continue;
      pairs++;
      for (guint k = 0; k < back->blocks->len && other == NULL; k++)
        if (((BtDiffBlock *)back->blocks->pdata[k])->new_index == block->old_index)
          other = g_ptr_array_index (back->blocks, k);
      g_assert_cmpint (other->old_index, ==, block->new_index);
      g_assert_cmpint (other->kind, ==, block->kind);
      g_assert_cmpuint (other->facts, ==, block->facts);
    }
  for (guint k = 0; k < back->blocks->len; k++)
    pairs_back += ((BtDiffBlock *)back->blocks->pdata[k])->old_index >= 0
                  && ((BtDiffBlock *)back->blocks->pdata[k])->new_index >= 0;
  g_assert_cmpuint (pairs, ==, pairs_back);
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20171228);

  for (int round = 0; round < N_RANDOM; round++)
    {
      g_autoptr (BtArticle) older = bt_article_new ();
      g_autoptr (BtArticle) newer = NULL;
      g_autoptr (BtDiff) none = NULL;
      g_autoptr (BtDiff) diff = NULL;
      g_autoptr (BtDiff) back = NULL;

      for (int i = g_rand_int_range (rand, 0, 30); i > 0; i--)
        bt_article_append_block (older, random_block (rand));
      newer = bt_article_copy (older);
      none = bt_diff_new (older, newer);
      g_assert_true (bt_diff_is_empty (none));
      for (int i = g_rand_int_range (rand, 0, 20); i > 0; i--)
        random_edit (rand, newer);
      diff = bt_diff_new (older, newer);
      back = bt_diff_new (newer, older);
      g_assert_cmpint (bt_diff_is_empty (diff), ==, bt_article_equal (older, newer));
      assert_applies (diff, older, newer);
      assert_applies (back, newer, older);
      assert_mirrored (diff, back);
    }
}

/* ---- how long it takes ---- */

static BtArticle *
long_article (GRand *rand, guint n, guint n_words, guint n_kinds)
{
  BtArticle *article = bt_article_new ();

  for (guint i = 0; i < n; i++)
    {
      GString *text = g_string_new (NULL);

      for (guint k = 0; k < n_words; k++)
        g_string_append_printf (text, "chữ%d ", g_rand_int_range (rand, 0, (int)n_kinds));
      bt_article_append_block (article,
                               bt_block_new_text (BT_BLOCK_PARAGRAPH, text->str));
      g_string_free (text, TRUE);
    }
  return article;
}

/* Every paragraph with two other words, and a new one in front. */
static BtArticle *
touch_all (const BtArticle *article)
{
  BtArticle *touched = bt_article_copy (article);

  for (guint i = 0; i < bt_article_get_n_blocks (touched); i++)
    {
      BtRichText *text = bt_article_get_block (touched, i)->text;

      bt_rich_text_insert (text, 0, "mới ");
      bt_rich_text_append_plain (text, "xong");
    }
  bt_article_insert_block (touched, 0,
                           bt_block_new_text (BT_BLOCK_PARAGRAPH, "Nước lũ đã về."));
  return touched;
}

static double
seconds_for (const BtArticle *a, const BtArticle *b, guint *n_changed)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (BtDiff) diff = bt_diff_new (a, b);
  double seconds = (double)(g_get_monotonic_time () - start) / G_USEC_PER_SEC;

  *n_changed = 0;
  for (guint i = 0; i < diff->blocks->len; i++)
    *n_changed += ((BtDiffBlock *)diff->blocks->pdata[i])->kind == BT_DIFF_CHANGED;
  return seconds;
}

static void
test_time (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  /* ordinary, no word twice alike, all words alike */
  g_autoptr (BtArticle) book = long_article (rand, 2000, 60, 3000);
  g_autoptr (BtArticle) touched = touch_all (book);
  g_autoptr (BtArticle) other = long_article (rand, 2000, 60, 3000);
  g_autoptr (BtArticle) dull = long_article (rand, 2000, 60, 2);
  g_autoptr (BtArticle) duller = long_article (rand, 2000, 60, 2);
  g_autoptr (BtArticle) one = long_article (rand, 1, 100000, 3);
  g_autoptr (BtArticle) one_more = long_article (rand, 1, 100000, 3);
  guint n;
  double most = seconds_for (book, touched, &n);

  g_assert_cmpuint (n, ==, 2000);
  g_test_message ("2,000 paragraphs, all changed: %.3f s", most);
#define TRY(what, a, b)                                                                  \
  G_STMT_START                                                                           \
  {                                                                                      \
    double took = seconds_for (a, b, &n);                                                \
                                                                                         \
    g_test_message (what ": %.3f s", took);                                              \
    most = MAX (most, took);                                                             \
  }                                                                                      \
  G_STMT_END
  TRY ("2,000 others", book, other);
  TRY ("2,000 of two words", dull, duller);
  TRY ("one of 100,000 words", one, one_more);
  TRY ("much against little", book, one);
  /* A second by itself; a machine that does other things takes its time. */
  g_assert_cmpfloat (most, <, 20.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/article/diff/random", test_random);
  g_test_add_func ("/article/diff/time", test_time);
  return g_test_run ();
}

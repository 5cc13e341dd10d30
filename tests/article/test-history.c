/* Undo and redo of whole articles, step by step.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-history.h"

static void
assert_same (const BtArticle *a, const BtArticle *b)
{
  g_autofree char *json_a = NULL;
  g_autofree char *json_b = NULL;
  g_autoptr (BtArticle) copy_a = bt_article_copy (a);
  g_autoptr (BtArticle) copy_b = bt_article_copy (b);
  BtBlock *top = bt_block_new (BT_BLOCK_DIVIDER);

  /* the counter of ids only ever grows: the same in both for the comparison */
  top->id = 1000000;
  bt_article_append_block (copy_a, bt_block_copy (top));
  bt_article_append_block (copy_b, top);
  json_a = bt_article_to_json (copy_a, FALSE);
  json_b = bt_article_to_json (copy_b, FALSE);
  g_assert_cmpstr (json_a, ==, json_b);
}

static const BtArticle *
with_headline (BtArticle *article, const char *headline)
{
  bt_article_set (article, BT_FIELD_HEADLINE, headline);
  return article;
}

static void
assert_headline (const BtArticle *article, const char *headline)
{
  g_assert_nonnull (article);
  g_assert_cmpstr (bt_article_get (article, BT_FIELD_HEADLINE), ==, headline);
}

static void
test_back_and_forth (void)
{
  g_autoptr (BtArticle) a = bt_article_new ();
  g_autoptr (BtHistory) history = bt_history_new (a);

  g_assert_false (bt_history_can_undo (history, NULL));
  g_assert_false (bt_history_record (history, a));
  g_assert_null (bt_history_undo (history));
  g_assert_true (bt_history_record (history, with_headline (a, "b")));
  g_assert_true (bt_history_record (history, with_headline (a, "c")));
  assert_headline (bt_history_undo (history), "b");
  assert_headline (bt_history_undo (history), "");
  g_assert_null (bt_history_undo (history));
  assert_headline (bt_history_redo (history), "b");
  g_assert_true (bt_history_record (history, with_headline (a, "d")));
  g_assert_false (bt_history_can_redo (history, NULL));
  assert_headline (bt_history_undo (history), "b");

  /* sending is not undone, and the article's status is no step */
  bt_article_set_status (a, BT_STATUS_PUBLISHED);
  bt_history_set_status (history, a);
  g_assert_cmpint (bt_article_get_status (bt_history_undo (history)), ==,
                   BT_STATUS_PUBLISHED);
  g_assert_cmpint (bt_article_get_status (bt_history_redo (history)), ==,
                   BT_STATUS_PUBLISHED);
}

static BtStepKind
next_kind (BtHistory *history, const BtArticle *now)
{
  BtStepKind kind;

  g_assert_true (bt_history_record (history, now));
  g_assert_true (bt_history_can_undo (history, &kind));
  return kind;
}

static void
test_kinds (void)
{
  g_autoptr (BtArticle) a = bt_article_new ();
  g_autoptr (BtHistory) history = bt_history_new (a);
  const char *tags[] = { "lũ", NULL };
  BtBlock *block = bt_block_new_text (BT_BLOCK_PARAGRAPH, "Nước lên");
  guint figure;

  bt_article_append_block (a, block);
  g_assert_cmpint (next_kind (history, a), ==, BT_STEP_TEXT);
  bt_rich_text_apply (block->text, BT_SPAN_BOLD, 0, 4, NULL);
  g_assert_cmpint (next_kind (history, a), ==, BT_STEP_FORMAT);
  block->kind = BT_BLOCK_PULL_QUOTE;
  g_assert_cmpint (next_kind (history, a), ==, BT_STEP_FORMAT);
  figure = bt_article_append_block (a, bt_block_new (BT_BLOCK_FIGURE));
  g_assert_cmpint (next_kind (history, a), ==, BT_STEP_FIGURE);
  bt_article_set_featured (a, figure);
  g_assert_cmpint (next_kind (history, a), ==, BT_STEP_FIGURE);
  bt_article_append_block (a, bt_block_new (BT_BLOCK_TABLE));
  g_assert_cmpint (next_kind (history, a), ==, BT_STEP_TABLE);
  bt_article_append_block (a, bt_block_new (BT_BLOCK_DIVIDER));
  g_assert_cmpint (next_kind (history, a), ==, BT_STEP_BLOCK);
  bt_article_set_tags (a, tags);
  g_assert_cmpint (next_kind (history, a), ==, BT_STEP_FIELD);

  while (bt_history_undo (history) != NULL)
    ;
  g_assert_cmpuint (bt_article_get_n_blocks (bt_history_get_article (history)), ==, 0);
  g_assert_null (bt_article_get_tags (bt_history_get_article (history))[0]);
  while (bt_history_redo (history) != NULL)
    ;
  assert_same (bt_history_get_article (history), a);
  g_assert_cmpuint (bt_article_get_featured (bt_history_get_article (history)), ==,
                    figure);
}

static void
test_featured_comes_back (void)
{
  g_autoptr (BtArticle) a = bt_article_new ();
  guint id = bt_article_append_block (a, bt_block_new (BT_BLOCK_FIGURE));
  g_autoptr (BtHistory) history = NULL;

  bt_article_set_featured (a, id);
  history = bt_history_new (a);
  bt_article_remove_block (a, 0);
  bt_article_set_featured (a, 0);
  g_assert_true (bt_history_record (history, a));
  g_assert_cmpuint (bt_article_get_featured (bt_history_undo (history)), ==, id);
  g_assert_cmpuint (bt_article_get_featured (bt_history_redo (history)), ==, 0);
}

/* ---- at random ---- */

static void
change (GRand *rand, BtArticle *article)
{
  guint n = bt_article_get_n_blocks (article);
  guint at = n > 0 ? (guint)g_rand_int_range (rand, 0, (int)n) : 0;
  BtBlock *block = bt_article_get_block (article, at);
  BtBlockKind kind = (BtBlockKind)g_rand_int_range (rand, 0, BT_N_BLOCK_KINDS);

  switch (g_rand_int_range (rand, 0, 8))
    {
    case 0:
      bt_article_insert_block (article, at, bt_block_new (kind));
      break;
    case 1:
      if (n > 0)
        bt_article_remove_block (article, at);
      break;
    case 2:
      if (n > 0 && block->text != NULL)
        bt_rich_text_insert (block->text, 0, "lũ ");
      break;
    case 3:
      if (n > 0 && block->text != NULL)
        bt_rich_text_apply (block->text, BT_SPAN_BOLD, 0, 3, NULL);
      break;
    case 4:
      bt_article_set_featured (article, n > 0 ? block->id : 0);
      break;
    case 5:
      bt_article_set (article, (BtField)g_rand_int_range (rand, 0, BT_N_FIELDS),
                      g_rand_boolean (rand) ? "Đường ngập" : "");
      break;
    case 6:
      if (n > 1)
        {
          /* a block moves and keeps its id */
          BtBlock *moved = bt_block_copy (block);

          bt_article_remove_block (article, at);
          bt_article_insert_block (article, (guint)g_rand_int_range (rand, 0, (int)n),
                                   moved);
        }
      break;
    default:
      if (n > 0 && block->figure != NULL)
        bt_rich_text_insert (bt_figure_item (block->figure, 0)->caption, 0, "Ảnh ");
    }
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20171228);

  for (int round = 0; round < 40; round++)
    {
      g_autoptr (BtArticle) article = bt_article_new ();
      g_autoptr (BtHistory) history = bt_history_new (article);
      g_autoptr (GPtrArray) states =
          g_ptr_array_new_with_free_func ((GDestroyNotify)bt_article_free);
      guint here = 0;

      g_ptr_array_add (states, bt_article_copy (article));
      for (int i = 0; i < 400; i++)
        {
          int what = g_rand_int_range (rand, 0, 10);
          const BtArticle *went = NULL;

          if (what == 0 && (went = bt_history_undo (history)) != NULL)
            here--;
          else if (what == 1 && (went = bt_history_redo (history)) != NULL)
            here++;
          if (went != NULL)
            {
              assert_same (went, states->pdata[here]);
              bt_article_free (article);
              article = bt_article_copy (went);
              continue;
            }
          for (int n = g_rand_int_range (rand, 1, 4); n > 0; n--)
            change (rand, article);
          if (!bt_history_record (history, article))
            continue;
          g_ptr_array_set_size (states, (int)here + 1);
          g_ptr_array_add (states, bt_article_copy (article));
          here++;
          assert_same (bt_history_get_article (history), article);
        }
      while (here > 0)
        assert_same (bt_history_undo (history), states->pdata[--here]);
      g_assert_null (bt_history_undo (history));
      while (here + 1 < states->len)
        assert_same (bt_history_redo (history), states->pdata[++here]);
    }
}

static void
test_bounded (void)
{
  g_autoptr (BtArticle) a = bt_article_new ();
  g_autoptr (BtHistory) history = bt_history_new (a);
  g_autofree char *long_text = g_strnfill (1024 * 1024, 'x');
  guint undone = 0;

  for (int i = 0; i < 150; i++)
    {
      g_autofree char *text = g_strdup_printf ("%d %s", i, long_text);

      bt_article_set (a, BT_FIELD_NOTES, text);
      bt_history_record (history, a);
      g_assert_cmpuint (bt_history_get_size (history), <=,
                        BT_HISTORY_MAX_BYTES + 2 * 1024 * 1024);
    }
  while (bt_history_undo (history) != NULL)
    undone++;
  g_assert_cmpuint (undone, >, 50);
  g_assert_cmpuint (undone, <, 70);
}

/* A long day at one article: more than a thousand words typed, all of them come back. */
static void
test_a_long_day (void)
{
  g_autoptr (BtArticle) a = bt_article_new ();
  g_autoptr (BtHistory) history = bt_history_new (a);
  BtBlock *block = NULL;
  guint undone = 0;

  for (int i = 0; i < 10000; i++)
    {
      if (i % 80 == 0)
        {
          block = bt_block_new (BT_BLOCK_PARAGRAPH);
          bt_article_append_block (a, block);
        }
      bt_rich_text_append_plain (block->text, "tiếng ");
      g_assert_true (bt_history_record (history, a));
    }
  /* a step keeps its own paragraph as it was, not the article */
  g_assert_cmpuint (bt_history_get_size (history), <, 12 * 1024 * 1024);
  while (bt_history_undo (history) != NULL)
    undone++;
  g_assert_cmpuint (undone, ==, 10000);
  g_assert_cmpuint (bt_article_get_n_blocks (bt_history_get_article (history)), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/history/back-and-forth", test_back_and_forth);
  g_test_add_func ("/history/kinds", test_kinds);
  g_test_add_func ("/history/featured", test_featured_comes_back);
  g_test_add_func ("/history/random", test_random);
  g_test_add_func ("/history/bounded", test_bounded);
  g_test_add_func ("/history/a-long-day", test_a_long_day);
  return g_test_run ();
}

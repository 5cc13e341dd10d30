/* Tests of replacing a part of the body by blocks.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-splice.h"

/* A body in one line: "p một|h hai|f|l ba" is a paragraph, a heading, a figure, an item. */
static void
add_blocks (GPtrArray *blocks, const char *body)
{
  g_auto (GStrv) parts = g_strsplit (body, "|", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *text = parts[i][0] != '\0' && parts[i][1] == ' ' ? parts[i] + 2 : "";

      switch (parts[i][0])
        {
        case 'p':
          g_ptr_array_add (blocks, bt_block_new_text (BT_BLOCK_PARAGRAPH, text));
          break;
        case 'h':
          g_ptr_array_add (blocks, bt_block_new_text (BT_BLOCK_HEADING, text));
          break;
        case 'l':
          g_ptr_array_add (blocks, bt_block_new_text (BT_BLOCK_LIST_ITEM, text));
          break;
        case 'q':
          g_ptr_array_add (blocks, bt_block_new_text (BT_BLOCK_QUOTE, text));
          break;
        case 'f':
          g_ptr_array_add (blocks, bt_block_new (BT_BLOCK_FIGURE));
          break;
        default:
          break;
        }
    }
}

static GPtrArray *
make_blocks (const char *body)
{
  GPtrArray *blocks = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_block_free);

  add_blocks (blocks, body);
  return blocks;
}

static char *
describe (const BtArticle *article)
{
  static const char letters[] = "phq_lf____";
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < bt_article_get_n_blocks (article); i++)
    {
      const BtBlock *block = bt_article_get_block (article, i);

      g_string_append_printf (out, "%s%c", i > 0 ? "|" : "", letters[block->kind]);
      if (block->text != NULL)
        g_string_append_printf (out, " %s", bt_rich_text_get_text (block->text));
    }
  return g_string_free (out, FALSE);
}

static void
check (const char *body,
       BtPlace from,
       BtPlace to,
       const char *put_in,
       const char *expected,
       BtPlace caret)
{
  g_autoptr (BtArticle) article = bt_article_new ();
  g_autoptr (GPtrArray) before = make_blocks (body);
  g_autoptr (GPtrArray) blocks = make_blocks (put_in);
  g_autofree char *after = NULL;
  BtPlace place;

  for (guint i = 0; i < before->len; i++)
    bt_article_append_block (article, bt_block_copy (g_ptr_array_index (before, i)));
  place = bt_article_splice (article, from, to, blocks);
  after = describe (article);
  g_assert_cmpstr (after, ==, expected);
  g_assert_cmpuint (place.block, ==, caret.block);
  g_assert_cmpuint (place.offset, ==, caret.offset);
}

#define AT(block, offset) ((BtPlace){ block, offset })

static void
test_one_piece (void)
{
  check ("p một hai", AT (0, 4), AT (0, 4), "p X", "p một Xhai", AT (0, 5));
  check ("p một hai", AT (0, 0), AT (0, 3), "h X", "p X hai", AT (0, 1));
  check ("h một", AT (0, 3), AT (0, 3), "l X", "h mộtX", AT (0, 4));
  check ("p ", AT (0, 0), AT (0, 0), "h X", "h X", AT (0, 1));
  check ("h ", AT (0, 0), AT (0, 0), "p X", "h X", AT (0, 1));
  check ("", AT (0, 0), AT (0, 0), "h X", "h X", AT (0, 1));
  check ("p một|h hai", AT (0, 1), AT (1, 2), "p X", "p mXi", AT (0, 2));
  check ("p một|h hai", AT (0, 0), AT (1, 2), "p X", "h Xi", AT (0, 1));
}

static void
test_several (void)
{
  check ("p một hai", AT (0, 4), AT (0, 4), "p X|p Y", "p một X|p Yhai", AT (1, 1));
  check ("p một hai", AT (0, 4), AT (0, 4), "h X|p Y|h Z", "p một |h X|p Y|h Z|p hai",
         AT (3, 1));
  check ("p một", AT (0, 3), AT (0, 3), "h X|p Y", "p một|h X|p Y", AT (2, 1));
  check ("p một", AT (0, 0), AT (0, 0), "p X|p Y", "p X|p Ymột", AT (1, 1));
  check ("l một", AT (0, 0), AT (0, 0), "h X|p Y", "h X|l Ymột", AT (1, 1));
  check ("p ", AT (0, 0), AT (0, 0), "l X|p Y", "l X|p Y", AT (1, 1));
  check ("p một|p hai|p ba", AT (0, 1), AT (2, 1), "p X|h Y", "p mX|h Y|p a", AT (1, 1));
  /* a line and its end */
  check ("p một", AT (0, 0), AT (0, 0), "p X|h ", "p X|p một", AT (1, 0));
}

static void
test_figures (void)
{
  check ("p một hai", AT (0, 4), AT (0, 4), "f", "p một |f|p hai", AT (1, 1));
  check ("p ", AT (0, 0), AT (0, 0), "f", "f", AT (0, 1));
  check ("f|p một", AT (0, 0), AT (0, 0), "p X", "p X|f|p một", AT (0, 1));
  check ("f|p một", AT (0, 1), AT (0, 1), "p X", "f|p X|p một", AT (1, 1));
  check ("p a|f|p b", AT (1, 0), AT (1, 1), "p X", "p a|p X|p b", AT (1, 1));
  check ("p a|f|p b", AT (1, 1), AT (2, 1), "p X", "p a|f|p X", AT (2, 1));
  check ("p một|f|p hai", AT (0, 2), AT (2, 1), "p t|f|p h",
         "p mộ"
         "t|f|p hai",
         AT (2, 1));
  check ("p a|f", AT (0, 1), AT (1, 1), "p X|p Y", "p aX|p Y", AT (1, 1));
}

static void
test_nothing (void)
{
  check ("p một|f|p hai", AT (0, 2), AT (2, 1), "", "p mộai", AT (0, 2));
  check ("f", AT (0, 0), AT (0, 1), "", "", AT (0, 0));
}

/* What stays keeps its id: undo changes it in place, and the featured figure stays so. */
static void
test_ids (void)
{
  g_autoptr (BtArticle) article = bt_article_new ();
  g_autoptr (GPtrArray) blocks = make_blocks ("p X|p Y");
  guint text = bt_article_append_block (
      article, bt_block_new_text (BT_BLOCK_PARAGRAPH, "một hai"));
  guint figure = bt_article_append_block (article, bt_block_new (BT_BLOCK_FIGURE));

  bt_article_set_featured (article, figure);
  bt_article_splice (article, AT (0, 3), AT (0, 3), blocks);
  g_assert_cmpuint (bt_article_get_block (article, 0)->id, ==, text);
  g_assert_cmpuint (bt_article_get_block (article, 1)->id, !=, text);
  g_assert_cmpuint (bt_article_get_block (article, 2)->id, ==, figure);
  g_assert_cmpuint (bt_article_get_featured (article), ==, figure);
  bt_article_splice (article, AT (2, 1), AT (2, 1), blocks);
  g_assert_cmpuint (bt_article_get_featured (article), ==, figure);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/splice/one-piece", test_one_piece);
  g_test_add_func ("/splice/several", test_several);
  g_test_add_func ("/splice/figures", test_figures);
  g_test_add_func ("/splice/nothing", test_nothing);
  g_test_add_func ("/splice/ids", test_ids);
  return g_test_run ();
}

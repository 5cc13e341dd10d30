/* Blocks, figures and tables.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-block.h"

static void
test_new (void)
{
  BtBlockKind kind;

  for (kind = 0; kind < BT_N_BLOCK_KINDS; kind++)
    {
      g_autoptr (BtBlock) block = bt_block_new (kind);
      g_autoptr (BtBlock) copy = bt_block_copy (block);
      g_autofree char *text = bt_block_plain_text (block);
      BtBlockKind again;

      g_assert_cmpint (block->kind, ==, kind);
      g_assert_cmpuint (block->id, ==, 0);
      g_assert_true ((block->text != NULL) == bt_block_kind_has_text (kind));
      g_assert_true ((block->figure != NULL) == (kind == BT_BLOCK_FIGURE));
      g_assert_true ((block->table != NULL) == (kind == BT_BLOCK_TABLE));
      g_assert_true ((block->url != NULL) == (kind == BT_BLOCK_EMBED));
      g_assert_true ((block->source != NULL) == (kind == BT_BLOCK_OPAQUE));
      g_assert_true ((block->cite != NULL)
                     == (kind == BT_BLOCK_QUOTE || kind == BT_BLOCK_PULL_QUOTE));
      g_assert_cmpstr (text, ==, "");
      g_assert_true (bt_block_equal (block, copy));
      g_assert_true (bt_block_kind_from_string (bt_block_kind_to_string (kind), &again));
      g_assert_cmpint (again, ==, kind);
    }
}

static BtBlock *
make_figure (void)
{
  BtBlock *block = bt_block_new (BT_BLOCK_FIGURE);
  BtFigureItem *item = bt_figure_item (block->figure, 0);

  item->photo = g_strnfill (64, 'a');
  bt_rich_text_set_text (item->caption, "Nước lên");
  g_free (item->credit);
  item->credit = g_strdup ("Thu Hà");
  g_free (item->alt);
  item->alt = g_strdup ("Một con đường ngập");
  g_ptr_array_add (block->figure->items, bt_figure_item_new ());
  bt_rich_text_set_text (bt_figure_item (block->figure, 1)->caption, "Nước rút");
  bt_rich_text_set_text (block->figure->caption, "Hai ngày lũ");
  return block;
}

static void
test_figure (void)
{
  g_autoptr (BtBlock) block = make_figure ();
  g_autoptr (BtBlock) copy = bt_block_copy (block);
  g_autofree char *text = bt_block_plain_text (copy);

  g_assert_cmpstr (text, ==, "Nước lên\nẢnh: Thu Hà\nNước rút\nHai ngày lũ");
  g_assert_null (bt_figure_item (block->figure, 2));
  g_assert_true (bt_block_equal (block, copy));

  copy->id = 7;
  g_assert_true (bt_block_equal (block, copy));
  copy->figure->align = BT_ALIGN_WIDE;
  g_assert_false (bt_block_equal (block, copy));
  copy->figure->align = block->figure->align;
  bt_figure_item (copy->figure, 1)->remote_url = g_strdup ("https://a.vn/x.jpg");
  g_assert_false (bt_block_equal (block, copy));
  g_ptr_array_set_size (copy->figure->items, 1);
  g_assert_false (bt_block_equal (block, copy));
}

static void
test_table (void)
{
  g_autoptr (BtBlock) block = bt_block_new (BT_BLOCK_TABLE);
  g_autoptr (BtBlock) copy = NULL;
  g_autofree char *text = NULL;
  BtTable *table = block->table;
  guint row;
  guint column;

  bt_table_resize (table, 2, 3);
  for (row = 0; row < 2; row++)
    for (column = 0; column < 3; column++)
      {
        g_autofree char *name = g_strdup_printf ("%u%u", row, column);

        bt_rich_text_set_text (bt_table_cell (table, row, column), name);
      }
  copy = bt_block_copy (block);
  bt_table_resize (table, 3, 2);
  g_assert_cmpuint (table->cells->len, ==, 6);
  bt_rich_text_set_text (table->caption, "Bảng");
  text = bt_block_plain_text (block);
  g_assert_cmpstr (text, ==, "00\n01\n10\n11\nBảng");
  g_assert_true (bt_rich_text_is_empty (bt_table_cell (table, 2, 1)));
  g_assert_false (bt_block_equal (block, copy));
  bt_table_resize (table, 1, 1);
  bt_table_resize (copy->table, 1, 1);
  bt_rich_text_set_text (table->caption, "");
  g_assert_true (bt_block_equal (block, copy));
}

static void
test_equal (void)
{
  g_autoptr (BtBlock) a = bt_block_new_text (BT_BLOCK_LIST_ITEM, "một");
  g_autoptr (BtBlock) b = bt_block_new_text (BT_BLOCK_LIST_ITEM, "một");
  g_autoptr (BtBlock) paragraph = bt_block_new_text (BT_BLOCK_PARAGRAPH, "một");
  g_autoptr (BtBlock) levelled = bt_block_copy (paragraph);

  g_assert_true (bt_block_equal (a, b));
  g_assert_false (bt_block_equal (a, paragraph));
  b->ordered = TRUE;
  g_assert_false (bt_block_equal (a, b));
  b->ordered = FALSE;
  b->starts_group = TRUE;
  g_assert_false (bt_block_equal (a, b));
  b->starts_group = FALSE;
  b->level = 1;
  g_assert_false (bt_block_equal (a, b));
  /* A paragraph has no level. */
  levelled->level = 3;
  g_assert_true (bt_block_equal (paragraph, levelled));
  bt_rich_text_apply (levelled->text, BT_SPAN_BOLD, 0, 1, NULL);
  g_assert_false (bt_block_equal (paragraph, levelled));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/article/block/new", test_new);
  g_test_add_func ("/article/block/figure", test_figure);
  g_test_add_func ("/article/block/table", test_table);
  g_test_add_func ("/article/block/equal", test_equal);
  return g_test_run ();
}

/* Rows and columns of a table come, go and move.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-block.h"

/* "a b/c d" for two rows of two; a cell without text is "-". */
static char *
to_string (const BtTable *table)
{
  GString *out = g_string_new (NULL);

  g_assert_cmpuint (table->cells->len, ==, table->n_rows * table->n_columns);
  for (guint row = 0; row < table->n_rows; row++)
    for (guint column = 0; column < table->n_columns; column++)
      {
        const char *text = bt_rich_text_get_text (bt_table_cell (table, row, column));

        if (column > 0)
          g_string_append_c (out, ' ');
        else if (row > 0)
          g_string_append_c (out, '/');
        g_string_append (out, *text != '\0' ? text : "-");
      }
  return g_string_free (out, FALSE);
}

static void
assert_table (const BtTable *table, const char *expected)
{
  g_autofree char *is = to_string (table);

  g_assert_cmpstr (is, ==, expected);
}

/* a b/c d/e f */
static BtBlock *
make_table (void)
{
  BtBlock *block = bt_block_new (BT_BLOCK_TABLE);
  char letter[2] = "a";

  bt_table_resize (block->table, 3, 2);
  block->table->has_header = TRUE;
  for (guint row = 0; row < 3; row++)
    for (guint column = 0; column < 2; column++, letter[0]++)
      bt_table_set_cell (block->table, row, column, bt_rich_text_new (letter));
  return block;
}

static void
test_rows (void)
{
  g_autoptr (BtBlock) block = make_table ();
  BtTable *table = block->table;

  assert_table (table, "a b/c d/e f");
  bt_table_insert_row (table, 1);
  assert_table (table, "a b/- -/c d/e f");
  bt_table_insert_row (table, 4);
  assert_table (table, "a b/- -/c d/e f/- -");
  bt_table_insert_row (table, 0);
  assert_table (table, "- -/a b/- -/c d/e f/- -");
  g_assert_true (table->has_header);

  g_assert_true (bt_table_remove_row (table, 5));
  g_assert_true (bt_table_remove_row (table, 2));
  assert_table (table, "- -/a b/c d/e f");
  g_assert_true (table->has_header);
  g_assert_true (bt_table_remove_row (table, 0));
  g_assert_false (table->has_header);
  assert_table (table, "a b/c d/e f");
}

static void
test_columns (void)
{
  g_autoptr (BtBlock) block = make_table ();
  BtTable *table = block->table;

  bt_table_insert_column (table, 1);
  assert_table (table, "a - b/c - d/e - f");
  bt_table_insert_column (table, 3);
  assert_table (table, "a - b -/c - d -/e - f -");
  bt_table_insert_column (table, 0);
  assert_table (table, "- a - b -/- c - d -/- e - f -");
  g_assert_true (bt_table_remove_column (table, 4));
  g_assert_true (bt_table_remove_column (table, 0));
  g_assert_true (bt_table_remove_column (table, 1));
  assert_table (table, "a b/c d/e f");
  g_assert_true (table->has_header);
}

static void
test_one_cell_stays (void)
{
  g_autoptr (BtBlock) block = bt_block_new (BT_BLOCK_TABLE);
  BtTable *table = block->table;

  table->has_header = TRUE;
  bt_table_set_cell (table, 0, 0, bt_rich_text_new ("x"));
  g_assert_false (bt_table_remove_row (table, 0));
  g_assert_false (bt_table_remove_column (table, 0));
  assert_table (table, "x");
  g_assert_true (table->has_header);
}

static void
test_move (void)
{
  g_autoptr (BtBlock) block = make_table ();
  BtTable *table = block->table;

  bt_table_move_row (table, 0, 2);
  assert_table (table, "c d/e f/a b");
  bt_table_move_row (table, 2, 0);
  assert_table (table, "a b/c d/e f");
  bt_table_move_row (table, 2, 1);
  assert_table (table, "a b/e f/c d");
  bt_table_move_row (table, 1, 1);
  assert_table (table, "a b/e f/c d");
  g_assert_true (table->has_header);
}

/* Whatever is done, what was put in by itself can be taken out by itself. */
static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20171228);
  g_autoptr (BtBlock) block = make_table ();
  BtTable *table = block->table;

  for (int i = 0; i < 20000; i++)
    {
      g_autoptr (BtBlock) before = bt_block_copy (block);
      guint row = (guint)g_rand_int_range (rand, 0, (int)table->n_rows + 1);
      guint column = (guint)g_rand_int_range (rand, 0, (int)table->n_columns + 1);
      guint from = (guint)g_rand_int_range (rand, 0, (int)table->n_rows);
      guint to = (guint)g_rand_int_range (rand, 0, (int)table->n_rows);

      bt_table_insert_row (table, row);
      bt_table_insert_column (table, column);
      bt_table_remove_column (table, column);
      bt_table_remove_row (table, row);
      table->has_header = before->table->has_header;
      bt_table_move_row (table, from, to);
      bt_table_move_row (table, to, from);
      g_assert_true (bt_block_equal (block, before));

      if (g_rand_boolean (rand) && table->n_rows < 9)
        bt_table_insert_row (table, row);
      else if (g_rand_boolean (rand) && table->n_columns < 9)
        bt_table_insert_column (table, column);
      else if (g_rand_boolean (rand))
        bt_table_remove_row (table, from);
      else
        bt_table_remove_column (table, MIN (column, table->n_columns - 1));
      bt_table_set_cell (table, 0, 0, bt_rich_text_new ("ô"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/article/table/rows", test_rows);
  g_test_add_func ("/article/table/columns", test_columns);
  g_test_add_func ("/article/table/one-cell-stays", test_one_cell_stays);
  g_test_add_func ("/article/table/move", test_move);
  g_test_add_func ("/article/table/random", test_random);
  return g_test_run ();
}

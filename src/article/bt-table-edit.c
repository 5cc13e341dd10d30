/* Changes to a table: rows and columns come, go and move.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-block.h"

static guint
index_of (const BtTable *table, guint row, guint column)
{
  return row * table->n_columns + column;
}

void
bt_table_insert_row (BtTable *table, guint row)
{
  g_return_if_fail (table != NULL);
  g_return_if_fail (row <= table->n_rows);

  for (guint column = 0; column < table->n_columns; column++)
    g_ptr_array_insert (table->cells, (int)index_of (table, row, column),
                        bt_rich_text_new (NULL));
  table->n_rows++;
}

gboolean
bt_table_remove_row (BtTable *table, guint row)
{
  g_return_val_if_fail (table != NULL, FALSE);
  g_return_val_if_fail (row < table->n_rows, FALSE);

  if (table->n_rows == 1)
    return FALSE;
  g_ptr_array_remove_range (table->cells, index_of (table, row, 0), table->n_columns);
  table->n_rows--;
  /* the row that moves up holds figures, not their names */
  if (row == 0)
    table->has_header = FALSE;
  return TRUE;
}

void
bt_table_insert_column (BtTable *table, guint column)
{
  g_return_if_fail (table != NULL);
  g_return_if_fail (column <= table->n_columns);

  for (guint row = table->n_rows; row-- > 0;)
    g_ptr_array_insert (table->cells, (int)index_of (table, row, column),
                        bt_rich_text_new (NULL));
  table->n_columns++;
}

gboolean
bt_table_remove_column (BtTable *table, guint column)
{
  g_return_val_if_fail (table != NULL, FALSE);
  g_return_val_if_fail (column < table->n_columns, FALSE);

  if (table->n_columns == 1)
    return FALSE;
  for (guint row = table->n_rows; row-- > 0;)
    g_ptr_array_remove_index (table->cells, index_of (table, row, column));
  table->n_columns--;
  return TRUE;
}

void
bt_table_move_row (BtTable *table, guint from, guint to)
{
  g_return_if_fail (table != NULL);
  g_return_if_fail (from < table->n_rows && to < table->n_rows);

  for (guint column = 0; column < table->n_columns; column++)
    {
      gpointer *cells = table->cells->pdata;
      guint row;

      /* one step at a time: rows in between close up */
      for (row = from; row != to; row = row < to ? row + 1 : row - 1)
        {
          guint here = index_of (table, row, column);
          guint there = index_of (table, row < to ? row + 1 : row - 1, column);
          gpointer cell = cells[here];

          cells[here] = cells[there];
          cells[there] = cell;
        }
    }
}

void
bt_table_set_cell (BtTable *table, guint row, guint column, BtRichText *text)
{
  gpointer *place;

  g_return_if_fail (table != NULL && text != NULL);
  g_return_if_fail (row < table->n_rows && column < table->n_columns);

  place = &g_ptr_array_index (table->cells, index_of (table, row, column));
  bt_rich_text_free (*place);
  *place = text;
}

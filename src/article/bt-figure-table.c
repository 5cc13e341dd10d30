/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-block-private.h"

BtFigureItem *
bt_figure_item_new (void)
{
  BtFigureItem *self = g_new0 (BtFigureItem, 1);

  self->alt = g_strdup ("");
  self->caption = bt_rich_text_new (NULL);
  self->credit = g_strdup ("");
  return self;
}

BtFigureItem *
bt_figure_item_copy (const BtFigureItem *self)
{
  BtFigureItem *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (BtFigureItem, 1);
  copy->photo = g_strdup (self->photo);
  copy->remote_url = g_strdup (self->remote_url);
  copy->alt = g_strdup (self->alt);
  copy->caption = bt_rich_text_copy (self->caption);
  copy->credit = g_strdup (self->credit);
  return copy;
}

void
bt_figure_item_free (BtFigureItem *self)
{
  if (self == NULL)
    return;
  g_free (self->photo);
  g_free (self->remote_url);
  g_free (self->alt);
  bt_rich_text_free (self->caption);
  g_free (self->credit);
  g_free (self);
}

static gboolean
item_equal (const BtFigureItem *a, const BtFigureItem *b)
{
  return g_strcmp0 (a->photo, b->photo) == 0
         && g_strcmp0 (a->remote_url, b->remote_url) == 0
         && g_strcmp0 (a->alt, b->alt) == 0 && g_strcmp0 (a->credit, b->credit) == 0
         && bt_rich_text_equal (a->caption, b->caption);
}

BtFigureItem *
bt_figure_item (const BtFigure *figure, guint index)
{
  g_return_val_if_fail (figure != NULL, NULL);
  return index < figure->items->len ? g_ptr_array_index (figure->items, index) : NULL;
}

BtFigure *
bt_figure_new (void)
{
  BtFigure *self = g_new0 (BtFigure, 1);

  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_figure_item_free);
  g_ptr_array_add (self->items, bt_figure_item_new ());
  self->caption = bt_rich_text_new (NULL);
  return self;
}

BtFigure *
bt_figure_copy (const BtFigure *self)
{
  BtFigure *copy = g_new0 (BtFigure, 1);
  guint i;

  copy->items = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_figure_item_free);
  for (i = 0; i < self->items->len; i++)
    g_ptr_array_add (copy->items, bt_figure_item_copy (bt_figure_item (self, i)));
  copy->caption = bt_rich_text_copy (self->caption);
  copy->align = self->align;
  return copy;
}

void
bt_figure_free (BtFigure *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->items);
  bt_rich_text_free (self->caption);
  g_free (self);
}

gboolean
bt_figure_equal (const BtFigure *a, const BtFigure *b)
{
  guint i;

  if (a->items->len != b->items->len || a->align != b->align
      || !bt_rich_text_equal (a->caption, b->caption))
    return FALSE;
  for (i = 0; i < a->items->len; i++)
    if (!item_equal (bt_figure_item (a, i), bt_figure_item (b, i)))
      return FALSE;
  return TRUE;
}

BtTable *
bt_table_new (void)
{
  BtTable *self = g_new0 (BtTable, 1);

  self->cells = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_rich_text_free);
  g_ptr_array_add (self->cells, bt_rich_text_new (NULL));
  self->n_rows = 1;
  self->n_columns = 1;
  self->caption = bt_rich_text_new (NULL);
  return self;
}

BtTable *
bt_table_copy (const BtTable *self)
{
  BtTable *copy = g_new0 (BtTable, 1);
  guint i;

  copy->n_rows = self->n_rows;
  copy->n_columns = self->n_columns;
  copy->has_header = self->has_header;
  copy->caption = bt_rich_text_copy (self->caption);
  copy->cells = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_rich_text_free);
  for (i = 0; i < self->cells->len; i++)
    g_ptr_array_add (copy->cells, bt_rich_text_copy (g_ptr_array_index (self->cells, i)));
  return copy;
}

void
bt_table_free (BtTable *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->cells);
  bt_rich_text_free (self->caption);
  g_free (self);
}

gboolean
bt_table_equal (const BtTable *a, const BtTable *b)
{
  guint i;

  if (a->n_rows != b->n_rows || a->n_columns != b->n_columns
      || a->has_header != b->has_header || !bt_rich_text_equal (a->caption, b->caption))
    return FALSE;
  for (i = 0; i < a->cells->len; i++)
    if (!bt_rich_text_equal (g_ptr_array_index (a->cells, i),
                             g_ptr_array_index (b->cells, i)))
      return FALSE;
  return TRUE;
}

BtRichText *
bt_table_cell (const BtTable *table, guint row, guint column)
{
  g_return_val_if_fail (table != NULL, NULL);
  g_return_val_if_fail (row < table->n_rows && column < table->n_columns, NULL);
  return g_ptr_array_index (table->cells, row * table->n_columns + column);
}

void
bt_table_resize (BtTable *table, guint n_rows, guint n_columns)
{
  GPtrArray *cells;
  guint row;
  guint column;

  g_return_if_fail (table != NULL);
  g_return_if_fail (n_rows > 0 && n_columns > 0);

  cells = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_rich_text_free);
  for (row = 0; row < n_rows; row++)
    for (column = 0; column < n_columns; column++)
      {
        BtRichText *cell;

        if (row < table->n_rows && column < table->n_columns)
          {
            gpointer *place =
                &g_ptr_array_index (table->cells, row * table->n_columns + column);

            cell = g_steal_pointer (place);
          }
        else
          cell = bt_rich_text_new (NULL);
        g_ptr_array_add (cells, cell);
      }
  g_ptr_array_unref (table->cells);
  table->cells = cells;
  table->n_rows = n_rows;
  table->n_columns = n_columns;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/bt-list-walk.h"

typedef struct
{
  const BtBlock *block;
  guint level;
} Item;

static const Item *
item_at (GArray *items, guint index)
{
  return &g_array_index (items, Item, index);
}

static GArray *
collect_items (GPtrArray *blocks, guint index)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (Item));

  for (; index < blocks->len; index++)
    {
      Item item = { g_ptr_array_index (blocks, index), 0 };

      if (item.block->kind != BT_BLOCK_LIST_ITEM)
        break;
      if (items->len > 0)
        item.level = MIN (item.block->level, item_at (items, items->len - 1)->level + 1);
      g_array_append_val (items, item);
    }
  return items;
}

/* The lists of @level that fill [@start, @end). */
static void
walk (GArray *items,
      guint start,
      guint end,
      guint level,
      const BtListVisitor *visitor,
      GString *out)
{
  while (start < end)
    {
      gboolean ordered = item_at (items, start)->block->ordered;
      gboolean first = TRUE;

      visitor->open_list (out, ordered);
      while (start < end
             && (first
                 || (item_at (items, start)->block->ordered == ordered
                     && !item_at (items, start)->block->starts_group)))
        {
          guint children = start + 1;

          visitor->open_item (out, item_at (items, start)->block);
          for (start++; start < end && item_at (items, start)->level > level;)
            start++;
          walk (items, children, start, level + 1, visitor, out);
          visitor->close_item (out);
          first = FALSE;
        }
      visitor->close_list (out, ordered);
    }
}

guint
bt_list_walk (GPtrArray *blocks, guint index, const BtListVisitor *visitor, GString *out)
{
  g_autoptr (GArray) items = collect_items (blocks, index);

  walk (items, 0, items->len, 0, visitor, out);
  return index + items->len;
}

gboolean
bt_list_would_melt (GPtrArray *blocks, gboolean ordered)
{
  for (guint i = blocks->len; i > 0; i--)
    {
      const BtBlock *block = g_ptr_array_index (blocks, i - 1);

      if (block->kind != BT_BLOCK_LIST_ITEM)
        return FALSE;
      if (block->level == 0)
        return block->ordered == ordered;
    }
  return FALSE;
}

gboolean
bt_quote_would_melt (GPtrArray *blocks)
{
  const BtBlock *last =
      blocks->len > 0 ? g_ptr_array_index (blocks, blocks->len - 1) : NULL;

  return last != NULL && last->kind == BT_BLOCK_QUOTE
         && (last->cite == NULL || bt_rich_text_is_empty (last->cite));
}

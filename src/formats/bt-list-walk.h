/* Lists as the formats nest them, out of items that stand in a row. Private to the room.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "article/bt-block.h"

G_BEGIN_DECLS

/** Of the innermost list that an article can hold. */
#define BT_LIST_MAX_LEVEL 8

/** BtListVisitor: what is done where a list or an item begins and ends. */
typedef struct
{
  void (*open_list) (GString *out, gboolean ordered);
  void (*open_item) (GString *out, const BtBlock *item);
  void (*close_item) (GString *out);
  void (*close_list) (GString *out, gboolean ordered);
} BtListVisitor;

/**
 * bt_list_walk:
 * @blocks: (element-type BtBlock)
 * @index: of the first item
 *
 * Visits the lists that the items from @index on make. An item is never more than one
 * level below the one before it.
 *
 * Returns: the index behind the last item
 */
guint
bt_list_walk (GPtrArray *blocks, guint index, const BtListVisitor *visitor, GString *out);

/** bt_list_would_melt: whether a list of this kind behind @blocks would be one with the
 * list that ends there, unless its first item starts a group. */
gboolean bt_list_would_melt (GPtrArray *blocks, gboolean ordered);
/** bt_quote_would_melt: the same for a quotation; one whose source is named is over. */
gboolean bt_quote_would_melt (GPtrArray *blocks);

G_END_DECLS

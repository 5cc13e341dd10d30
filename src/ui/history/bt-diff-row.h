/* A row of a comparison: a field, a block, or a run of equal blocks that is folded.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "article/bt-diff.h"

G_BEGIN_DECLS

/**
 * BtDiffRowKind:
 * @BT_DIFF_ROW_FIELD: a field of the article
 * @BT_DIFF_ROW_TAGS: its tags
 * @BT_DIFF_ROW_FEATURED: another figure stands for it
 * @BT_DIFF_ROW_BLOCK: a block
 * @BT_DIFF_ROW_FOLD: equal rows that are not shown
 */
typedef enum
{
  BT_DIFF_ROW_FIELD,
  BT_DIFF_ROW_TAGS,
  BT_DIFF_ROW_FEATURED,
  BT_DIFF_ROW_BLOCK,
  BT_DIFF_ROW_FOLD,
} BtDiffRowKind;

/** BtDiffRow: holds the difference by its number in it; the difference must live longer. */
#define BT_TYPE_DIFF_ROW (bt_diff_row_get_type ())
G_DECLARE_FINAL_TYPE (BtDiffRow, bt_diff_row, BT, DIFF_ROW, GObject)

/** bt_diff_rows_new: Returns: (transfer full) (element-type BtDiffRow): what there is to
 * see of @diff; equal blocks far from what is different are folded */
GListStore *bt_diff_rows_new (const BtDiff *diff);

/** bt_diff_rows_unfold: puts what the fold at @place holds in its place. */
void bt_diff_rows_unfold (GListStore *rows, guint place);

BtDiffRowKind bt_diff_row_get_kind (BtDiffRow *self);
/** bt_diff_row_get_change: %BT_DIFF_SAME for a fold. */
BtDiffKind bt_diff_row_get_change (BtDiffRow *self);
const BtDiff *bt_diff_row_get_diff (BtDiffRow *self);
/** bt_diff_row_get_field: of a row that is a field. */
BtField bt_diff_row_get_field (BtDiffRow *self);
/** bt_diff_row_get_block: Returns: (transfer none): of a row that is a block */
const BtDiffBlock *bt_diff_row_get_block (BtDiffRow *self);
/** bt_diff_row_get_n_folded: how many rows a fold stands for. */
guint bt_diff_row_get_n_folded (BtDiffRow *self);

G_END_DECLS

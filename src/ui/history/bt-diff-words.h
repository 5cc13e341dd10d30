/* The words around a comparison: what a block is, what a field is called, what a screen
 * reader says of a row.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/history/bt-diff-row.h"

G_BEGIN_DECLS

/** bt_diff_field_name: Returns: "Headline" */
const char *bt_diff_field_name (BtField field);

/** bt_diff_block_name: Returns: (transfer full): "Heading, level 3", "Table, 3 × 2" */
char *bt_diff_block_name (const BtBlock *block);

/** bt_diff_part_name: Returns: (nullable): "Caption" and the like; %NULL for what needs no
 * name */
const char *bt_diff_part_name (BtDiffWhat what);

/** bt_diff_row_words: Returns: (transfer full): the row in words, with what was removed
 * and added in it */
char *bt_diff_row_words (BtDiffRow *row);

G_END_DECLS

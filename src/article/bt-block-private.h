/* Parts of blocks, for the article room alone.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "article/bt-block.h"

G_BEGIN_DECLS

BtFigure *bt_figure_new (void);
BtFigure *bt_figure_copy (const BtFigure *self);
void bt_figure_free (BtFigure *self);
gboolean bt_figure_equal (const BtFigure *a, const BtFigure *b);

BtTable *bt_table_new (void);
BtTable *bt_table_copy (const BtTable *self);
void bt_table_free (BtTable *self);
gboolean bt_table_equal (const BtTable *a, const BtTable *b);

/** bt_block_get_size: Returns: about how much memory a block takes, in bytes */
gsize bt_block_get_size (const BtBlock *self);

/** bt_align_to_string: the name in the JSON form: "none", "left", … */
const char *bt_align_to_string (BtAlign align);
gboolean bt_align_from_string (const char *name, BtAlign *align);

G_END_DECLS

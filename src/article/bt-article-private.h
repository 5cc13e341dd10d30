/* For the reader and writer of the JSON form, and for the history, alone.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "article/bt-article.h"

G_BEGIN_DECLS

/** The largest id that a block gets: what every program's JSON can hold. */
#define BT_MAX_BLOCK_ID ((guint)G_MAXINT32 - 1)

/** bt_article_set_uuid: @uuid: checked by the caller. */
void bt_article_set_uuid (BtArticle *self, const char *uuid);
/** bt_article_get_next_id: the id that the next new block gets; ids of blocks that are
 * gone do not come back. */
guint bt_article_get_next_id (const BtArticle *self);
void bt_article_set_next_id (BtArticle *self, guint id);
/** bt_article_get_block_array: Returns: (transfer none): the blocks themselves; ids stay
 * as they are in whatever is done with it */
GPtrArray *bt_article_get_block_array (BtArticle *self);
/** bt_article_get_chosen: Returns: the id that was chosen as featured, also while there is
 * no such figure */
guint bt_article_get_chosen (const BtArticle *self);

G_END_DECLS

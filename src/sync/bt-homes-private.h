/* Shared by the files of the homes only.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/bt-homes.h"

G_BEGIN_DECLS

/** bt_home_says_still: whether both say the same to the letter. */
gboolean bt_home_says_still (const BtHome *shown, const BtHome *now);
/** bt_home_say_item: what an article says of a photo. */
void bt_home_say_item (BtHome *self, const BtFigureItem *item);

/** bt_home_find_item: @block, @item: (inout): where to go on looking; 0 and 0 at first.
 * Returns: (transfer none) (nullable): the next item that shows the photo */
BtFigureItem *
bt_home_find_item (const BtArticle *article, const char *hash, guint *block, guint *item);

/** bt_homes_read_libraries: adds one for each portal that has the photo. */
gboolean bt_homes_read_libraries (BtContext *context,
                                  const char *hash,
                                  GPtrArray *homes,
                                  GCancellable *cancellable,
                                  GError **error);

G_END_DECLS

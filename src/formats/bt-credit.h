/* A figure's credit that stands in its caption. Private to the room.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "article/bt-block.h"
#include "text/bt-caption.h"

G_BEGIN_DECLS

/** bt_credit_take: moves a credit at the end of the item's caption into its own place.
 * Returns: whether there was one */
gboolean bt_credit_take (BtFigureItem *item);

G_END_DECLS

/* Blocks that are shown but not edited here: tables, embeds, rules, opaque blocks.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "article/bt-article.h"

G_BEGIN_DECLS

/** bt_card_new: a widget that shows @block, which it does not keep. Returns: (transfer
 * floating) */
GtkWidget *bt_card_new (const BtBlock *block);

G_END_DECLS

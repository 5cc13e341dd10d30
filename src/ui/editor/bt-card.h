/* Blocks that are not written like text: embeds, rules, and blocks that only the portal
 * understands.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "article/bt-article.h"

G_BEGIN_DECLS

/**
 * BtCard:
 *
 * An embed shows its address, which can be opened, and its caption, which is edited in
 * place. An opaque block, and a table that is too large to be edited, are locked; what an
 * opaque block consists of is shown on demand.
 *
 * BtCard::edited: the caption was changed
 * BtCard::leave (gboolean forward): the keyboard goes on in the text around it
 */
#define BT_TYPE_CARD (bt_card_get_type ())
G_DECLARE_FINAL_TYPE (BtCard, bt_card, BT, CARD, GtkBox)

/** bt_card_new: @block: edited in place; must live as long as the card. Returns: (transfer
 * floating) */
GtkWidget *bt_card_new (BtBlock *block);

/** bt_card_name_block: Returns: (transfer full): what the source of an opaque block says
 * that it is, such as "gallery"; %NULL when it says nothing */
char *bt_card_name_block (const char *source);

G_END_DECLS

/* One home of a caption: what it says, and what of that is different.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sync/bt-homes.h"

G_BEGIN_DECLS

/**
 * BtHomeCard:
 *
 * BtHomeCard::use: its words are wanted everywhere
 * BtHomeCard::again: it is to be read again
 */
#define BT_TYPE_HOME_CARD (bt_home_card_get_type ())
G_DECLARE_FINAL_TYPE (BtHomeCard, bt_home_card, BT, HOME_CARD, GtkWidget)

/** bt_home_card_new: @home: copied; @desk: the photo's words on the desk, against which it is
 * held; @useful: whether anything says something else than it. Returns: (transfer floating) */
GtkWidget *bt_home_card_new (const BtHome *home, const BtHome *desk, gboolean useful);
const BtHome *bt_home_card_get_home (BtHomeCard *self);

/** bt_home_card_name: Returns: (transfer full): "Article “…”", translated */
char *bt_home_card_name (const BtHome *home);

G_END_DECLS

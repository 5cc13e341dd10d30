/* Cards and cameras that are plugged in.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * BtCards:
 *
 * What is mounted and has the folder DCIM, in which every camera writes (JEITA CP-3461,
 * "Design rule for Camera File system").
 *
 * BtCards::changed: a card came or went
 */
#define BT_TYPE_CARDS (bt_cards_get_type ())
G_DECLARE_FINAL_TYPE (BtCards, bt_cards, BT, CARDS, GObject)

/** bt_cards_new: Returns: (transfer full) */
BtCards *bt_cards_new (void);

/** bt_cards_list: Returns: (transfer full) (element-type GFile): their DCIM folders */
GPtrArray *bt_cards_list (BtCards *self);
/** bt_card_name: Returns: (transfer full): what the card is called, for people. @folder: as
 * bt_cards_list() gives it */
char *bt_card_name (GFile *folder);

G_END_DECLS

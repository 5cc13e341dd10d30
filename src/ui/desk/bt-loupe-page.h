/* One photo in the desk's window, with what was decided about it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/desk/bt-loupe.h"
#include "ui/desk/bt-photo-item.h"

G_BEGIN_DECLS

/**
 * BtLoupePage:
 *
 * A loupe under a line of stars, marks and words, and a word where the picture should be when
 * there is none.
 */
#define BT_TYPE_LOUPE_PAGE (bt_loupe_page_get_type ())
G_DECLARE_FINAL_TYPE (BtLoupePage, bt_loupe_page, BT, LOUPE_PAGE, GtkWidget)

/** bt_loupe_page_new: Returns: (transfer floating) */
GtkWidget *bt_loupe_page_new (BtContext *context);

/** bt_loupe_page_set_item: @item: (nullable); what changes of it later is followed.
 * @position, @n: which of how many it is, 0 and 0 to leave that out */
void
bt_loupe_page_set_item (BtLoupePage *self, BtPhotoItem *item, guint position, guint n);
BtPhotoItem *bt_loupe_page_get_item (BtLoupePage *self);

/** bt_loupe_page_get_loupe: Returns: (transfer none) */
BtLoupe *bt_loupe_page_get_loupe (BtLoupePage *self);

/** bt_loupe_page_set_info_shown: whether there is the line over the photo. */
void bt_loupe_page_set_info_shown (BtLoupePage *self, gboolean shown);
/** bt_loupe_page_set_active: of two pages side by side, the one that keys work on. */
void bt_loupe_page_set_active (BtLoupePage *self, gboolean active);

G_END_DECLS

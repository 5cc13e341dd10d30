/* Asks for an address at a place in the text.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * BtLinkPopoverUse:
 * @BT_LINK_POPOVER_NEW: text gets a link
 * @BT_LINK_POPOVER_EDIT: there is a link: it can be changed, opened, removed
 * @BT_LINK_POPOVER_EMBED: something from elsewhere is put into the article
 */
typedef enum
{
  BT_LINK_POPOVER_NEW,
  BT_LINK_POPOVER_EDIT,
  BT_LINK_POPOVER_EMBED,
} BtLinkPopoverUse;

/**
 * BtLinkPopover:
 *
 * Closes itself when it is done. What may not be an address is told below the entry. A
 * new one is taken from the clipboard when there is one.
 *
 * BtLinkPopover::apply (char *address): a whole address that is allowed
 * BtLinkPopover::remove: the link is to go
 */
#define BT_TYPE_LINK_POPOVER (bt_link_popover_get_type ())
G_DECLARE_FINAL_TYPE (BtLinkPopover, bt_link_popover, BT, LINK_POPOVER, GtkPopover)

/** bt_link_popover_new: @address: (nullable): the one that there is. Returns: (transfer
 * floating) */
GtkPopover *bt_link_popover_new (BtLinkPopoverUse use, const char *address);

G_END_DECLS

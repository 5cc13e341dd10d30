/* Addresses that links may have: what a person types is completed, checked and opened.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * bt_link_address_complete:
 * @typed: as it was typed or pasted: "toasoan.vn/bai", "ban@toasoan.vn"
 * @embed: for something that the portal shows inside the page: https alone
 * @address: (out) (optional): the whole of it, with https:// or mailto: put before it
 *   where nothing was
 *
 * Allowed are http, https, mailto and tel. Names before "@" in an address of the web, and
 * characters that cannot be seen, hide where a link leads: they are refused.
 *
 * Returns: (nullable): what is wrong with it, for a person to read; %NULL when nothing is
 */
const char *bt_link_address_complete (const char *typed, gboolean embed, char **address);

/** bt_link_address_looks_like_one: whether text from the clipboard is meant as the address
 * of a link: it says https://, http:// or www. itself, and passes. */
gboolean bt_link_address_looks_like_one (const char *text);

/** bt_link_address_get_provider: Returns: (nullable): WordPress' word for the service
 * behind an address that can be embedded, such as "youtube" */
const char *bt_link_address_get_provider (const char *address);

/** bt_link_address_open: in the browser, or what else this computer has for it. An address
 * that may not be a link's is not opened; what goes wrong is told in a dialog. */
void bt_link_address_open (GtkWidget *widget, const char *address);

G_END_DECLS

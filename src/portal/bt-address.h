/* Addresses of portals: which may be spoken to, and which belong together.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * bt_address_parse:
 * @text: as a person types or pastes it: with or without scheme, in any script, with a
 *   page's rest behind it (/wp-admin/…, ?p=1, #top), which is taken off
 * @bare: (out): whether it came without a scheme; then https was put before it
 *
 * Returns: (transfer full): the address, its path ending in "/", or %NULL with
 *   %BT_PORTAL_ERROR_ADDRESS
 */
GUri *bt_address_parse (const char *text, gboolean *bare, GError **error);

/** bt_address_check: https, or http to this machine's own loopback; no user in it. */
gboolean bt_address_check (GUri *uri, GError **error);

/** bt_address_is_loopback: 127.0.0.0/8, ::1, localhost and what ends in ".localhost". */
gboolean bt_address_is_loopback (GUri *uri);

/** bt_address_same_origin: same scheme, host and port (RFC 6454). */
gboolean bt_address_same_origin (GUri *a, GUri *b);

/** bt_address_same_site: same registrable domain ("www.toasoan.vn", "toasoan.vn"), and
 * not from https to http; for loopback and numbers, the same host. */
gboolean bt_address_same_site (GUri *a, GUri *b);

/** bt_address_with_scheme: Returns: (transfer full): @uri under @scheme */
GUri *bt_address_with_scheme (GUri *uri, const char *scheme);

G_END_DECLS

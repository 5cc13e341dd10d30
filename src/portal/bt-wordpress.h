/* Portals that run WordPress 5.6 or later, or speak as it does.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "portal/bt-portal.h"

G_BEGIN_DECLS

/**
 * BtWordpress:
 *
 * Properties, for networks that are unlike others and for tests:
 * BtWordpress:tls-database (GTlsDatabase): authorities to trust instead of the system's
 * BtWordpress:patience (double): multiplies every time-out; 1.0 is 30 s to connect and
 *   without a byte moving, 90 s for the answer to a change, 120 s for a whole question
 */
#define BT_TYPE_WORDPRESS (bt_wordpress_get_type ())
G_DECLARE_FINAL_TYPE (BtWordpress, bt_wordpress, BT, WORDPRESS, GObject)

/** bt_wordpress_new: see bt_portal_new(). */
BtPortal *bt_wordpress_new (const char *url,
                            const char *api,
                            const char *user,
                            const char *password,
                            GError **error);

G_END_DECLS

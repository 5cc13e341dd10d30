/* The portals that this program sends to: listed, added, removed.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sync/bt-context.h"

G_BEGIN_DECLS

#define BT_TYPE_ACCOUNTS_WINDOW (bt_accounts_window_get_type ())
G_DECLARE_FINAL_TYPE (BtAccountsWindow,
                      bt_accounts_window,
                      BT,
                      ACCOUNTS_WINDOW,
                      AdwWindow)

/** bt_accounts_window_new: Returns: (transfer none): owned by GTK */
GtkWidget *bt_accounts_window_new (GtkWindow *parent, BtContext *context);

G_END_DECLS

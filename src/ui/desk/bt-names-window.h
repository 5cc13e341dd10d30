/* The newsroom's lists of names.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/bt-store-words.h"

G_BEGIN_DECLS

/** BtNamesWindow: people, places, credits and keywords, a name a line; kept as they are
 * typed. */
#define BT_TYPE_NAMES_WINDOW (bt_names_window_get_type ())
G_DECLARE_FINAL_TYPE (BtNamesWindow, bt_names_window, BT, NAMES_WINDOW, AdwWindow)

/** bt_names_window_new: Returns: (transfer none) */
GtkWidget *bt_names_window_new (GtkWindow *parent, BtStore *store);

G_END_DECLS

/* The tables of codes that a newsroom has.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/bt-store-words.h"

G_BEGIN_DECLS

/** BtCodesWindow: takes tables in from files, shows what is in them, gives them away again. */
#define BT_TYPE_CODES_WINDOW (bt_codes_window_get_type ())
G_DECLARE_FINAL_TYPE (BtCodesWindow, bt_codes_window, BT, CODES_WINDOW, AdwWindow)

/** bt_codes_window_new: Returns: (transfer none) */
GtkWidget *bt_codes_window_new (GtkWindow *parent, BtStore *store);

G_END_DECLS

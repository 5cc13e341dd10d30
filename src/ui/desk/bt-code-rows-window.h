/* What is in a table of codes.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/bt-store-words.h"

G_BEGIN_DECLS

/** BtCodeRowsWindow: the rows of one table, found without accents. */
#define BT_TYPE_CODE_ROWS_WINDOW (bt_code_rows_window_get_type ())
G_DECLARE_FINAL_TYPE (BtCodeRowsWindow,
                      bt_code_rows_window,
                      BT,
                      CODE_ROWS_WINDOW,
                      AdwWindow)

/** bt_code_rows_window_new: Returns: (transfer none) */
GtkWidget *bt_code_rows_window_new (GtkWindow *parent, const BtCodeFile *file);

G_END_DECLS

/* The window: list of articles, editor, what is being sent.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sync/bt-sender.h"

G_BEGIN_DECLS

#define BT_TYPE_WINDOW (bt_window_get_type ())
G_DECLARE_FINAL_TYPE (BtWindow, bt_window, BT, WINDOW, AdwApplicationWindow)

/** bt_window_new: @settings: (nullable). Returns: (transfer none): owned by GTK */
BtWindow *bt_window_new (GtkApplication *app,
                         BtContext *context,
                         BtSender *sender,
                         GSettings *settings);

/** bt_window_import: @files: (element-type GFile): read as articles; what is doubtful in
 * them is shown, and the last one is opened. */
void bt_window_import (BtWindow *self, GListModel *files);

G_END_DECLS

/* The photo desk: a window of its own beside the editor.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sync/bt-context.h"

G_BEGIN_DECLS

/**
 * BtDeskWindow:
 *
 * BtDeskWindow::attach (GPtrArray *infos, gboolean gallery): #BtPhotoInfo of kept photos,
 * with the desk's words, are to come into the article that is open, in this order
 * BtDeskWindow::attach-to (const char *uuid, GPtrArray *infos, gboolean gallery): the
 * same for this article, %NULL for a new one
 * BtDeskWindow::bring (const char *hash, BtHome *home, BtHome *source, GTask *task) →
 * gboolean: see #BtHomesPanel
 */
#define BT_TYPE_DESK_WINDOW (bt_desk_window_get_type ())
G_DECLARE_FINAL_TYPE (BtDeskWindow, bt_desk_window, BT, DESK_WINDOW, AdwApplicationWindow)

/** bt_desk_window_new: @settings: (nullable). Returns: (transfer none): owned by GTK */
BtDeskWindow *
bt_desk_window_new (GtkApplication *app, BtContext *context, GSettings *settings);

/** bt_desk_window_toast: says something in a line. */
void bt_desk_window_toast (BtDeskWindow *self, const char *text);

/** bt_desk_window_tell_added: @n photos came into the article @headline. */
void bt_desk_window_tell_added (BtDeskWindow *self, guint n, const char *headline);
/** bt_desk_window_ask_article: lets a person choose one; BtDeskWindow::attach-to follows.
 */
void bt_desk_window_ask_article (BtDeskWindow *self, GPtrArray *infos, gboolean gallery);

G_END_DECLS

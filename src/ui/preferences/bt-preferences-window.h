/* Preferences: language, style, what photos are sent as. AdwPreferencesWindow is
 * deprecated later: it is used nowhere else.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sync/bt-context.h"

G_BEGIN_DECLS

#define BT_TYPE_PREFERENCES_WINDOW (bt_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (BtPreferencesWindow,
                      bt_preferences_window,
                      BT,
                      PREFERENCES_WINDOW,
                      AdwPreferencesWindow)

/** bt_preferences_window_new: @settings: (nullable): without them language and style
 * cannot be chosen. Returns: (transfer none): owned by GTK */
GtkWidget *
bt_preferences_window_new (GtkWindow *parent, BtContext *context, GSettings *settings);

G_END_DECLS

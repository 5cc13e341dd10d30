/* What the window remembers between runs.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** bt_settings_new: from the build folder when the program runs there. Returns: (transfer
 * full) (nullable): %NULL when the schema is not installed: all is at its default then */
GSettings *bt_settings_new (void);

/** bt_settings_get_language: @settings: (nullable). Returns: (nullable): "vi", "en", or
 * %NULL for the system's */
const char *bt_settings_get_language (GSettings *settings);

G_END_DECLS

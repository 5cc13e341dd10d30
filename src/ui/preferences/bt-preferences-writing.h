/* How the text looks while it is written, and how long articles should be.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** bt_preferences_writing_new: a page that changes @settings as it is used. Returns:
 * (transfer floating) */
AdwPreferencesPage *bt_preferences_writing_new (GSettings *settings);

G_END_DECLS

/* The keys of the program, all of them. GTK's own window for this speaks English where its
 * Vietnamese catalogue has gaps, and is deprecated later.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** bt_shortcuts_window_new: what the application has set for its actions is shown.
 * Returns: (transfer none): owned by GTK */
GtkWidget *bt_shortcuts_window_new (GtkWindow *parent);

G_END_DECLS

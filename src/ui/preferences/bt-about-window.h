/* What the program is. libadwaita's own window for this has no Vietnamese, and is
 * deprecated later.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** bt_about_window_new: Returns: (transfer none): owned by GTK */
GtkWidget *bt_about_window_new (GtkWindow *parent);

G_END_DECLS

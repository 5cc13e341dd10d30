/* Names for assistive technology where GTK gives wrong ones.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** bt_accessible_name_buttons: GTK 4.8 calls a button with a mnemonic "_Open Open":
 * names every such button in @root, itself included, as it is read. */
void bt_accessible_name_buttons (GtkWidget *root);

G_END_DECLS

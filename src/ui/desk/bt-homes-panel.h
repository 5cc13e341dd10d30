/* The panel of a caption's four homes: where they say something else, and one press that
 * brings them together.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/desk/bt-desk.h"

G_BEGIN_DECLS

/**
 * BtHomesPanel:
 *
 * While it is seen it reads the homes of the desk's current photo. They are held against the
 * photo's words on the desk: the file's own, until somebody changes them here.
 *
 * BtHomesPanel::bring (const char *hash, BtHome *home, BtHome *source, GTask *task) →
 * gboolean: an article gets words. %TRUE when it is open somewhere and @task will be
 * answered: %TRUE when it is done, %FALSE without an error when it is not open any more.
 * Else it is written on the disk.
 */
#define BT_TYPE_HOMES_PANEL (bt_homes_panel_get_type ())
G_DECLARE_FINAL_TYPE (BtHomesPanel, bt_homes_panel, BT, HOMES_PANEL, AdwBin)

/** bt_homes_panel_new: Returns: (transfer floating) */
GtkWidget *bt_homes_panel_new (BtDesk *desk);

/** bt_homes_panel_refresh: reads again, when it is seen: somebody may have been elsewhere. */
void bt_homes_panel_refresh (BtHomesPanel *self);

G_END_DECLS

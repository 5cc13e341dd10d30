/* What the caption checker says of the photos on the desk.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/desk/bt-desk.h"

G_BEGIN_DECLS

/**
 * BtCheckPanel:
 *
 * The findings of all photos that are shown, or only of the selected ones, by the newsroom's
 * rules; looked for while the panel is seen, a few photos at a time.
 *
 * BtCheckPanel::go (BtPhotoItem *item, int field): somebody wants to write in this
 * #BtPhotoField of the photo
 */
#define BT_TYPE_CHECK_PANEL (bt_check_panel_get_type ())
G_DECLARE_FINAL_TYPE (BtCheckPanel, bt_check_panel, BT, CHECK_PANEL, AdwBin)

/** bt_check_panel_new: Returns: (transfer floating) */
GtkWidget *bt_check_panel_new (BtDesk *desk);

G_END_DECLS

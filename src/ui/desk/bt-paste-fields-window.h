/* Which of the copied fields are pasted.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "photo/bt-photo.h"

G_BEGIN_DECLS

/**
 * BtPasteFieldsWindow:
 *
 * Shows the fields that were copied, each with a box to tick; what was ticked last is ticked
 * again the next time.
 *
 * BtPasteFieldsWindow::chosen (guint fields): bits of 1 << #BtPhotoField
 */
#define BT_TYPE_PASTE_FIELDS_WINDOW (bt_paste_fields_window_get_type ())
G_DECLARE_FINAL_TYPE (BtPasteFieldsWindow,
                      bt_paste_fields_window,
                      BT,
                      PASTE_FIELDS_WINDOW,
                      AdwWindow)

/** bt_paste_fields_window_new: @settings: (nullable): where it is remembered; @copied: what
 * was copied; @photos: how many photos get it. Returns: (transfer none) */
GtkWidget *bt_paste_fields_window_new (GtkWindow *parent,
                                       GSettings *settings,
                                       const BtPhotoInfo *copied,
                                       guint photos);

G_END_DECLS

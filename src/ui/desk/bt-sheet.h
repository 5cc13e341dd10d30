/* The contact sheet: all shown photos, small.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/desk/bt-desk.h"
#include "ui/desk/bt-thumbnails.h"

G_BEGIN_DECLS

/** BtSheet::opened: a photo was pressed twice: it is the current one */
#define BT_TYPE_SHEET (bt_sheet_get_type ())
G_DECLARE_FINAL_TYPE (BtSheet, bt_sheet, BT, SHEET, GtkWidget)

/** bt_sheet_new: Returns: (transfer floating) */
GtkWidget *bt_sheet_new (BtDesk *desk, BtThumbnails *thumbnails);

/** bt_sheet_set_size: how wide a photo is, in pixels. */
void bt_sheet_set_size (BtSheet *self, int size);
/** bt_sheet_get_grid: the list itself: for keys and for what is dragged. */
GtkWidget *bt_sheet_get_grid (BtSheet *self);

G_END_DECLS

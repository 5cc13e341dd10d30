/* The photo under the crop tool and the controls: side by side, or one below the other.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/desk/bt-crop-controls.h"

G_BEGIN_DECLS

#define BT_TYPE_CROP_PAGE (bt_crop_page_get_type ())
G_DECLARE_FINAL_TYPE (BtCropPage, bt_crop_page, BT, CROP_PAGE, GtkWidget)

/** bt_crop_page_new: Returns: (transfer floating): the keyboard goes to its photo */
GtkWidget *bt_crop_page_new (BtContext *context);

/** bt_crop_page_get_view, bt_crop_page_get_controls: Returns: (transfer none) */
BtCropView *bt_crop_page_get_view (BtCropPage *self);
BtCropControls *bt_crop_page_get_controls (BtCropPage *self);

/** bt_crop_page_set_problem: @text: (nullable): why nothing can be corrected */
void bt_crop_page_set_problem (BtCropPage *self, const char *text);

G_END_DECLS

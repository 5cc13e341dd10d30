/* The photo under the crop tool.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sync/bt-context.h"
#include "ui/desk/bt-crop-model.h"

G_BEGIN_DECLS

/** What hands and keys work on. */
typedef enum
{
  BT_CROP_TOOL_CROP,
  BT_CROP_TOOL_FOCUS,
  BT_CROP_TOOL_AREAS,
} BtCropTool;

/**
 * BtCropView:
 *
 * Shows the whole photo, turned, levelled and toned, and dims what the crop leaves out. The
 * pointer pulls edges, corners or all of it; arrow keys move what the tool works on, with
 * Shift they make it larger and smaller, with Ctrl pixel by pixel.
 *
 * BtCropView::edited (gboolean finished): by pointer or key; @finished: a drag came to its
 *   end, or something was removed; else more may follow
 * BtCropView::tool: another tool, or another area is chosen
 * BtCropView::failed (GError): the photo cannot be shown
 */
#define BT_TYPE_CROP_VIEW (bt_crop_view_get_type ())
G_DECLARE_FINAL_TYPE (BtCropView, bt_crop_view, BT, CROP_VIEW, GtkWidget)

/** bt_crop_view_new: Returns: (transfer floating) */
GtkWidget *bt_crop_view_new (BtContext *context);

/** bt_crop_view_set_photo: @hash: (nullable): none; @width, @height: of the upright
 * original; @edit: copied */
void bt_crop_view_set_photo (BtCropView *self,
                             const char *hash,
                             guint width,
                             guint height,
                             const BtPhotoEdit *edit);
/** bt_crop_view_set_edit: copied; nothing is emitted. What is being dragged is let go. */
void bt_crop_view_set_edit (BtCropView *self, const BtPhotoEdit *edit);
/** bt_crop_view_get_edit: Returns: (transfer none): as it is seen */
const BtPhotoEdit *bt_crop_view_get_edit (BtCropView *self);
/** bt_crop_view_is_dragging: whether a drag has not come to its end. */
gboolean bt_crop_view_is_dragging (BtCropView *self);

/** bt_crop_view_set_shape: what "featured" is; copied. */
void bt_crop_view_set_shape (BtCropView *self, const BtCropShape *shape);

void bt_crop_view_set_tool (BtCropView *self, BtCropTool tool);
BtCropTool bt_crop_view_get_tool (BtCropView *self);
/** bt_crop_view_set_area: @area: index of the chosen one, -1 for none */
void bt_crop_view_set_area (BtCropView *self, int area);
int bt_crop_view_get_area (BtCropView *self);

/** bt_crop_view_show_grid: for a moment, while somebody levels. */
void bt_crop_view_show_grid (BtCropView *self);

/** bt_crop_view_add_area: hides something in the middle of the crop and chooses it. */
void bt_crop_view_add_area (BtCropView *self);
/** bt_crop_view_remove: the chosen area, or the point of interest. */
void bt_crop_view_remove (BtCropView *self);

G_END_DECLS

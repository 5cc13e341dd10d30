/* Shared by the files of the crop tool's photo only.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/desk/bt-crop-preview.h"
#include "ui/desk/bt-crop-view.h"

G_BEGIN_DECLS

/** From so near an edge can be taken, in the widget's pixels. */
#define BT_CROP_REACH_PX 12.0

struct _BtCropView
{
  GtkWidget parent_instance;

  BtContext *context;
  char *hash; /* NULL without a photo */
  guint width;
  guint height;
  BtPhotoEdit *edit;
  BtCropShape shape;
  BtCropTool tool;
  int area; /* the chosen one, -1 for none */

  BtCropPreview *preview;
  GCancellable *loading;
  guint grid_source; /* while the grid is shown */

  /* a drag */
  BtPhotoEdit *start; /* @edit when it began, else NULL */
  BtCropPart part;
  double start_x; /* in the widget */
  double start_y;
  gboolean drawing; /* a new area */
};

/** bt_crop_view_get_frame: @frame: (out): where the frame is in the widget. Returns: whether
 * there is a photo and room for it */
gboolean bt_crop_view_get_frame (BtCropView *self, BtPhotoRect *frame);
/** bt_crop_view_get_box: @box: (out): where the crop is in the widget */
gboolean bt_crop_view_get_box (BtCropView *self, BtPhotoRect *box);
/** bt_crop_view_get_scale: Returns: the widget's pixels to one of the photo's, 0 without */
double bt_crop_view_get_scale (BtCropView *self);

/** bt_crop_view_tell: the edit is another. */
void bt_crop_view_tell (BtCropView *self, gboolean finished);

/** bt_crop_view_draw: photo, crop, grid, areas and point of interest. */
void bt_crop_view_draw (BtCropView *self, cairo_t *cr);

/** bt_crop_view_init_input: pointer and keys. */
void bt_crop_view_init_input (BtCropView *self);

G_END_DECLS

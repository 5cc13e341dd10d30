/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/desk/bt-crop-view-private.h"

#include <glib/gi18n.h>

#include "ui/desk/bt-loupe-picture.h"

#include <math.h>

/* What is loaded: enough for a screen. The contact sheet's picture comes first. */
#define SCREEN_SIDE 2560
#define MARGIN 22
#define MAX_SCALE 4.0
#define GRID_MS 900
/* An area that is made by key, in parts of the crop's shorter side. */
#define NEW_AREA 0.2

enum
{
  EDITED,
  TOOL,
  FAILED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtCropView, bt_crop_view, GTK_TYPE_WIDGET)

/* ---- where things are ---- */

double
bt_crop_view_get_scale (BtCropView *self)
{
  double room_x = gtk_widget_get_width (GTK_WIDGET (self)) - 2 * MARGIN;
  double room_y = gtk_widget_get_height (GTK_WIDGET (self)) - 2 * MARGIN;
  guint width, height;

  if (self->hash == NULL || self->width == 0 || self->height == 0)
    return 0;
  bt_photo_edit_frame_size (self->edit, self->width, self->height, &width, &height);
  return CLAMP (MIN (room_x / width, room_y / height), 0, MAX_SCALE);
}

gboolean
bt_crop_view_get_frame (BtCropView *self, BtPhotoRect *frame)
{
  double device = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  double scale = bt_crop_view_get_scale (self);
  guint width, height;

  if (scale <= 0)
    return FALSE;
  bt_photo_edit_frame_size (self->edit, self->width, self->height, &width, &height);
  /* on whole pixels of the screen, so that painting is copying */
  frame->width = MAX (rint (width * scale * device), 1) / device;
  frame->height = MAX (rint (height * scale * device), 1) / device;
  frame->x = rint ((gtk_widget_get_width (GTK_WIDGET (self)) - frame->width) / 2 * device)
             / device;
  frame->y =
      rint ((gtk_widget_get_height (GTK_WIDGET (self)) - frame->height) / 2 * device)
      / device;
  return TRUE;
}

gboolean
bt_crop_view_get_box (BtCropView *self, BtPhotoRect *box)
{
  BtPhotoRect frame, crop;

  if (!bt_crop_view_get_frame (self, &frame))
    return FALSE;
  bt_photo_edit_get_crop (self->edit, self->width, self->height, &crop);
  *box = (BtPhotoRect){ .x = frame.x + crop.x * frame.width,
                        .y = frame.y + crop.y * frame.height,
                        .width = crop.width * frame.width,
                        .height = crop.height * frame.height };
  return TRUE;
}

/* ---- what assistive technology says ---- */

static char *
describe_crop (BtCropView *self)
{
  guint width, height;
  BtPhotoRect crop;
  guint frame_width, frame_height;

  bt_photo_edit_output_size (self->edit, self->width, self->height, &width, &height);
  bt_photo_edit_frame_size (self->edit, self->width, self->height, &frame_width,
                            &frame_height);
  bt_photo_edit_get_crop (self->edit, self->width, self->height, &crop);
  /* TRANSLATORS: size in pixels, then how far from the left and from the top */
  return g_strdup_printf (C_ ("crop", "Crop: %u × %u pixels, %d from the left, %d from "
                                      "the top"),
                          width, height, (int)rint (crop.x * frame_width),
                          (int)rint (crop.y * frame_height));
}

static char *
describe_focus (BtCropView *self)
{
  if (!self->edit->has_focus)
    return g_strdup (C_ ("crop", "No point of interest"));
  return g_strdup_printf (
      C_ ("crop", "Point of interest: %d%% from the left, %d%% from the top"),
      (int)rint (self->edit->focus_x * 100), (int)rint (self->edit->focus_y * 100));
}

static char *
describe_area (BtCropView *self)
{
  const BtPhotoArea *area;

  if (self->area < 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u hidden area",
                                         "%u hidden areas", self->edit->areas->len),
                            self->edit->areas->len);
  area = &g_array_index (self->edit->areas, BtPhotoArea, self->area);
  /* TRANSLATORS: number of the area, then its size and place in percent of the photo */
  return g_strdup_printf (
      C_ ("crop", "Hidden area %d: %d × %d%%, %d%% from the left, %d%% from the top"),
      self->area + 1, (int)rint (area->width * 100), (int)rint (area->height * 100),
      (int)rint (area->x * 100), (int)rint (area->y * 100));
}

static void
show_label (BtCropView *self)
{
  g_autofree char *text = NULL;

  if (self->hash == NULL)
    text = g_strdup (C_ ("crop", "No photo"));
  else if (self->tool == BT_CROP_TOOL_FOCUS)
    text = describe_focus (self);
  else if (self->tool == BT_CROP_TOOL_AREAS)
    text = describe_area (self);
  else
    text = describe_crop (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
}

static void
update (BtCropView *self)
{
  self->area = MIN (self->area, (int)self->edit->areas->len - 1);
  show_label (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
bt_crop_view_tell (BtCropView *self, gboolean finished)
{
  update (self);
  g_signal_emit (self, signals[EDITED], 0, finished);
}

/* ---- the picture ---- */

static void load (BtCropView *self, guint side);

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtCropView) self = data;
  g_autoptr (GError) error = NULL;
  cairo_surface_t *picture = bt_loupe_picture_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->loading);
  if (picture == NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, error);
      return;
    }
  if (cairo_image_surface_get_width (picture) <= BT_PHOTO_THUMBNAIL_SIDE
      && cairo_image_surface_get_height (picture) <= BT_PHOTO_THUMBNAIL_SIDE
      && MAX (self->width, self->height) > BT_PHOTO_THUMBNAIL_SIDE)
    load (self, MIN (MAX (self->width, self->height), SCREEN_SIDE));
  bt_crop_preview_set_picture (self->preview, picture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
load (BtCropView *self, guint side)
{
  self->loading = g_cancellable_new ();
  bt_loupe_picture_original_async (self->context, self->hash, side, self->loading,
                                   loaded_cb, g_object_ref (self));
}

void
bt_crop_view_set_photo (BtCropView *self,
                        const char *hash,
                        guint width,
                        guint height,
                        const BtPhotoEdit *edit)
{
  g_return_if_fail (BT_IS_CROP_VIEW (self));
  g_return_if_fail (edit != NULL);

  if (g_strcmp0 (hash, self->hash) != 0)
    {
      g_cancellable_cancel (self->loading);
      g_clear_object (&self->loading);
      bt_crop_preview_set_picture (self->preview, NULL);
      g_free (self->hash);
      self->hash = g_strdup (hash);
      self->area = -1;
      if (hash != NULL)
        load (self, BT_PHOTO_THUMBNAIL_SIDE);
    }
  self->width = width;
  self->height = height;
  bt_crop_view_set_edit (self, edit);
}

/* ---- public ---- */

void
bt_crop_view_set_edit (BtCropView *self, const BtPhotoEdit *edit)
{
  g_return_if_fail (BT_IS_CROP_VIEW (self));
  g_return_if_fail (edit != NULL);

  g_clear_pointer (&self->start, bt_photo_edit_free);
  bt_photo_edit_free (self->edit);
  self->edit = bt_photo_edit_copy (edit);
  update (self);
}

const BtPhotoEdit *
bt_crop_view_get_edit (BtCropView *self)
{
  g_return_val_if_fail (BT_IS_CROP_VIEW (self), NULL);

  return self->edit;
}

gboolean
bt_crop_view_is_dragging (BtCropView *self)
{
  g_return_val_if_fail (BT_IS_CROP_VIEW (self), FALSE);

  return self->start != NULL;
}

void
bt_crop_view_set_shape (BtCropView *self, const BtCropShape *shape)
{
  g_return_if_fail (BT_IS_CROP_VIEW (self));

  self->shape = *shape;
}

void
bt_crop_view_set_tool (BtCropView *self, BtCropTool tool)
{
  g_return_if_fail (BT_IS_CROP_VIEW (self));

  if (self->tool == tool)
    return;
  self->tool = tool;
  update (self);
  g_signal_emit (self, signals[TOOL], 0);
}

BtCropTool
bt_crop_view_get_tool (BtCropView *self)
{
  g_return_val_if_fail (BT_IS_CROP_VIEW (self), BT_CROP_TOOL_CROP);

  return self->tool;
}

void
bt_crop_view_set_area (BtCropView *self, int area)
{
  g_return_if_fail (BT_IS_CROP_VIEW (self));

  area = CLAMP (area, -1, (int)self->edit->areas->len - 1);
  if (self->area == area)
    return;
  self->area = area;
  update (self);
  g_signal_emit (self, signals[TOOL], 0);
}

int
bt_crop_view_get_area (BtCropView *self)
{
  g_return_val_if_fail (BT_IS_CROP_VIEW (self), -1);

  return self->area;
}

static gboolean
grid_cb (gpointer data)
{
  BtCropView *self = data;

  self->grid_source = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

void
bt_crop_view_show_grid (BtCropView *self)
{
  g_return_if_fail (BT_IS_CROP_VIEW (self));

  g_clear_handle_id (&self->grid_source, g_source_remove);
  self->grid_source = g_timeout_add (GRID_MS, grid_cb, self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
bt_crop_view_add_area (BtCropView *self)
{
  BtPhotoArea area;
  guint width, height;
  double x, y, side;

  g_return_if_fail (BT_IS_CROP_VIEW (self));

  if (self->hash == NULL || self->width == 0 || self->height == 0)
    return;
  bt_photo_edit_output_size (self->edit, self->width, self->height, &width, &height);
  bt_photo_edit_unmap_point (self->edit, self->width, self->height, 0.5, 0.5, &x, &y);
  side = MIN (width, height) * NEW_AREA / 2;
  area = bt_crop_between (x - side / self->width, y - side / self->height,
                          x + side / self->width, y + side / self->height, 0, 0);
  if (!bt_photo_edit_add_area (self->edit, &area))
    return;
  self->tool = BT_CROP_TOOL_AREAS;
  self->area = (int)self->edit->areas->len - 1;
  bt_crop_view_tell (self, TRUE);
  g_signal_emit (self, signals[TOOL], 0);
}

void
bt_crop_view_remove (BtCropView *self)
{
  g_return_if_fail (BT_IS_CROP_VIEW (self));

  if (self->tool == BT_CROP_TOOL_FOCUS && self->edit->has_focus)
    self->edit->has_focus = FALSE;
  else if (self->tool == BT_CROP_TOOL_AREAS && self->area >= 0)
    g_array_remove_index (self->edit->areas, (guint)self->area);
  else
    return;
  bt_crop_view_tell (self, TRUE);
}

/* ---- widget ---- */

static void
bt_crop_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BtCropView *self = BT_CROP_VIEW (widget);
  float width = (float)gtk_widget_get_width (widget);
  float height = (float)gtk_widget_get_height (widget);
  cairo_t *cr;

  if (self->hash == NULL || width < 1 || height < 1)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  bt_crop_view_draw (self, cr);
  cairo_destroy (cr);
}

static void
bt_crop_view_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  *minimum = 160;
  *natural = 480;
}

static void
bt_crop_view_dispose (GObject *object)
{
  BtCropView *self = BT_CROP_VIEW (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_handle_id (&self->grid_source, g_source_remove);

  G_OBJECT_CLASS (bt_crop_view_parent_class)->dispose (object);
}

static void
bt_crop_view_finalize (GObject *object)
{
  BtCropView *self = BT_CROP_VIEW (object);

  bt_crop_preview_free (self->preview);
  bt_photo_edit_free (self->edit);
  bt_photo_edit_free (self->start);
  g_free (self->hash);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (bt_crop_view_parent_class)->finalize (object);
}

static void
bt_crop_view_class_init (BtCropViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_crop_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = bt_crop_view_finalize;
  widget_class->snapshot = bt_crop_view_snapshot;
  widget_class->measure = bt_crop_view_measure;
  gtk_widget_class_set_css_name (widget_class, "cropview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);

  signals[EDITED] = g_signal_new ("edited", BT_TYPE_CROP_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[TOOL] = g_signal_new ("tool", BT_TYPE_CROP_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", BT_TYPE_CROP_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
bt_crop_view_init (BtCropView *self)
{
  self->edit = bt_photo_edit_new ();
  self->preview = bt_crop_preview_new ();
  self->area = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  bt_crop_view_init_input (self);
  show_label (self);
}

GtkWidget *
bt_crop_view_new (BtContext *context)
{
  BtCropView *self;

  g_return_val_if_fail (BT_IS_CONTEXT (context), NULL);

  self = g_object_new (BT_TYPE_CROP_VIEW, NULL);
  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}

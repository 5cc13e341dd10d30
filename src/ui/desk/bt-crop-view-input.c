/* Pointer and keys of the crop tool.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/desk/bt-crop-view-private.h"

#include <math.h>

/* How far a key goes, in parts of the photo's longer side. */
#define KEY_STEP 0.01
/* No hidden area is smaller, in the widget's pixels and in the photo's. */
#define MIN_AREA_PX 10.0
#define MIN_AREA 8.0
/* From so many pixels on, drawing an area is meant. */
#define MIN_DRAWN 4.0

/* ---- the pointer ---- */

static gboolean
to_frame (BtCropView *self, double *x, double *y)
{
  BtPhotoRect frame;

  if (!bt_crop_view_get_frame (self, &frame))
    return FALSE;
  *x = (*x - frame.x) / frame.width;
  *y = (*y - frame.y) / frame.height;
  return TRUE;
}

static gboolean
to_original (BtCropView *self, double *x, double *y)
{
  if (!to_frame (self, x, y))
    return FALSE;
  bt_photo_edit_from_frame (self->edit, self->width, self->height, *x, *y, x, y);
  return TRUE;
}

/* In the widget's pixels along the original's sides: areas are seen at a slant when the photo
 * is levelled. */
static BtCropPart
hit_area (BtCropView *self, guint i, double x, double y)
{
  const BtPhotoArea *area = &g_array_index (self->edit->areas, BtPhotoArea, i);
  double across = self->width * bt_crop_view_get_scale (self);
  double down = self->height * bt_crop_view_get_scale (self);
  BtPhotoRect box = { area->x * across, area->y * down, area->width * across,
                      area->height * down };

  if (!to_original (self, &x, &y))
    return BT_CROP_OUTSIDE;
  return bt_crop_hit (&box, x * across, y * down, BT_CROP_REACH_PX);
}

/* The chosen one first, then those on top. Returns: the index, or -1 */
static int
find_area (BtCropView *self, double x, double y, BtCropPart *part)
{
  *part = BT_CROP_OUTSIDE;
  if (self->area >= 0)
    *part = hit_area (self, (guint)self->area, x, y);
  if (*part != BT_CROP_OUTSIDE)
    return self->area;
  for (guint i = self->edit->areas->len; i > 0; i--)
    {
      *part = hit_area (self, i - 1, x, y);
      if (*part != BT_CROP_OUTSIDE)
        return (int)i - 1;
    }
  return -1;
}

static BtCropPart
hit_crop (BtCropView *self, double x, double y)
{
  BtPhotoRect box;

  if (!bt_crop_view_get_box (self, &box))
    return BT_CROP_OUTSIDE;
  return bt_crop_hit (&box, x, y, BT_CROP_REACH_PX);
}

static void
min_area (BtCropView *self, double *width, double *height)
{
  double side = MAX (MIN_AREA, MIN_AREA_PX / bt_crop_view_get_scale (self));

  *width = MIN (side / self->width, 1);
  *height = MIN (side / self->height, 1);
}

static void
drag_crop (BtCropView *self, double dx, double dy)
{
  double scale = bt_crop_view_get_scale (self);

  bt_crop_drag (self->edit, self->width, self->height, self->part, dx / scale, dy / scale,
                bt_crop_get_ratio (self->edit, self->width, self->height, &self->shape));
}

static void
drag_focus (BtCropView *self, double dx, double dy)
{
  double x = self->start_x + dx, y = self->start_y + dy;

  if (to_frame (self, &x, &y))
    bt_crop_set_focus (self->edit, self->width, self->height, x, y);
}

static void
draw_area (BtCropView *self, double dx, double dy)
{
  double x1 = self->start_x, y1 = self->start_y, x2 = x1 + dx, y2 = y1 + dy;
  double min_width, min_height;
  BtPhotoArea area;

  if (hypot (dx, dy) < MIN_DRAWN || !to_original (self, &x1, &y1)
      || !to_original (self, &x2, &y2))
    return;
  min_area (self, &min_width, &min_height);
  area = bt_crop_between (x1, y1, x2, y2, min_width, min_height);
  if (bt_photo_edit_add_area (self->edit, &area))
    bt_crop_view_set_area (self, (int)self->edit->areas->len - 1);
}

static void
drag_area (BtCropView *self, double dx, double dy)
{
  double scale = bt_crop_view_get_scale (self);
  double x, y, min_width, min_height;

  min_area (self, &min_width, &min_height);
  bt_crop_direct (self->edit, self->width, self->height, dx / scale, dy / scale, &x, &y);
  bt_crop_drag_area (&g_array_index (self->edit->areas, BtPhotoArea, self->area),
                     self->part, x, y, min_width, min_height);
}

static void
drag (BtCropView *self, double dx, double dy)
{
  bt_photo_edit_free (self->edit);
  self->edit = bt_photo_edit_copy (self->start);
  if (self->tool == BT_CROP_TOOL_CROP)
    drag_crop (self, dx, dy);
  else if (self->tool == BT_CROP_TOOL_FOCUS)
    drag_focus (self, dx, dy);
  else if (self->drawing)
    draw_area (self, dx, dy);
  else if (self->area >= 0)
    drag_area (self, dx, dy);
}

static void
begin_cb (GtkGestureDrag *gesture, double x, double y, BtCropView *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (bt_crop_view_get_scale (self) <= 0)
    return;
  g_clear_pointer (&self->start, bt_photo_edit_free);
  self->start_x = x;
  self->start_y = y;
  self->drawing = FALSE;
  if (self->tool == BT_CROP_TOOL_CROP)
    self->part = hit_crop (self, x, y);
  else if (self->tool == BT_CROP_TOOL_AREAS)
    {
      int area = find_area (self, x, y, &self->part);

      bt_crop_view_set_area (self, area);
      self->drawing = area < 0;
    }
  self->start = bt_photo_edit_copy (self->edit);
  /* a press that pulls nothing changes nothing */
  if (self->tool == BT_CROP_TOOL_FOCUS)
    drag (self, 0, 0);
  bt_crop_view_tell (self, FALSE);
}

static void
update_cb (GtkGestureDrag *gesture, double dx, double dy, BtCropView *self)
{
  if (self->start == NULL)
    return;
  drag (self, dx, dy);
  bt_crop_view_tell (self, FALSE);
}

static void
end_cb (GtkGestureDrag *gesture, double dx, double dy, BtCropView *self)
{
  if (self->start == NULL)
    return;
  g_clear_pointer (&self->start, bt_photo_edit_free);
  bt_crop_view_tell (self, TRUE);
}

/* Something else took the pointer: what was dragged so far stays as it is. */
static void
cancel_cb (GtkGesture *gesture, GdkEventSequence *sequence, BtCropView *self)
{
  end_cb (NULL, 0, 0, self);
}

static const char *
cursor_for (BtCropPart part)
{
  switch ((guint)part)
    {
    case BT_CROP_INSIDE:
      return "move";
    case BT_CROP_LEFT:
    case BT_CROP_RIGHT:
      return "ew-resize";
    case BT_CROP_TOP:
    case BT_CROP_BOTTOM:
      return "ns-resize";
    case BT_CROP_LEFT | BT_CROP_TOP:
    case BT_CROP_RIGHT | BT_CROP_BOTTOM:
      return "nwse-resize";
    case BT_CROP_RIGHT | BT_CROP_TOP:
    case BT_CROP_LEFT | BT_CROP_BOTTOM:
      return "nesw-resize";
    default:
      return "default";
    }
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, BtCropView *self)
{
  const char *name = "crosshair";
  BtCropPart part;

  if (self->start != NULL)
    return;
  if (self->tool == BT_CROP_TOOL_CROP)
    name = cursor_for (hit_crop (self, x, y));
  else if (self->tool == BT_CROP_TOOL_AREAS && find_area (self, x, y, &part) >= 0)
    name = part == BT_CROP_INSIDE ? "move" : "crosshair";
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), name);
}

/* ---- keys ---- */

/* @dx, @dy: a step in the frame, in the photo's pixels */
static void
key_area (BtCropView *self, double dx, double dy, gboolean resize)
{
  BtCropPart part = BT_CROP_INSIDE;
  double x, y, min_width, min_height;

  if (self->area < 0)
    return;
  if (resize)
    part =
        bt_crop_part_in_original (self->edit, dx != 0 ? BT_CROP_RIGHT : BT_CROP_BOTTOM);
  min_area (self, &min_width, &min_height);
  bt_crop_direct (self->edit, self->width, self->height, dx, dy, &x, &y);
  bt_crop_drag_area (&g_array_index (self->edit->areas, BtPhotoArea, self->area), part, x,
                     y, min_width, min_height);
}

static void
key_focus (BtCropView *self, double dx, double dy)
{
  double x = self->edit->has_focus ? self->edit->focus_x : 0.5;
  double y = self->edit->has_focus ? self->edit->focus_y : 0.5;
  double by_x, by_y;

  bt_crop_direct (self->edit, self->width, self->height, dx, dy, &by_x, &by_y);
  self->edit->focus_x = CLAMP (x + by_x, 0, 1);
  self->edit->focus_y = CLAMP (y + by_y, 0, 1);
  self->edit->has_focus = TRUE;
}

static void
arrow (BtCropView *self, int across, int down, GdkModifierType state)
{
  gboolean resize = (state & GDK_SHIFT_MASK) != 0;
  double step = state & GDK_CONTROL_MASK
                    ? 1
                    : MAX (1, rint (MAX (self->width, self->height) * KEY_STEP));
  double dx = across * step, dy = down * step;

  if (self->tool == BT_CROP_TOOL_FOCUS)
    key_focus (self, dx, dy);
  else if (self->tool == BT_CROP_TOOL_AREAS)
    key_area (self, dx, dy, resize);
  else
    bt_crop_drag (
        self->edit, self->width, self->height,
        !resize       ? BT_CROP_INSIDE
        : across != 0 ? BT_CROP_RIGHT
                      : BT_CROP_BOTTOM,
        dx, dy, bt_crop_get_ratio (self->edit, self->width, self->height, &self->shape));
  bt_crop_view_tell (self, FALSE);
}

static void
choose_next (BtCropView *self)
{
  int n = (int)self->edit->areas->len;

  bt_crop_view_set_tool (self, BT_CROP_TOOL_AREAS);
  if (n > 0)
    bt_crop_view_set_area (self, (self->area + 1) % n);
}

/* Returns: whether @key is one of those without a modifier */
static gboolean
plain_key (BtCropView *self, guint key)
{
  switch (key)
    {
    case GDK_KEY_c:
      bt_crop_view_set_tool (self, BT_CROP_TOOL_CROP);
      return TRUE;
    case GDK_KEY_f:
      bt_crop_view_set_tool (self, BT_CROP_TOOL_FOCUS);
      return TRUE;
    case GDK_KEY_a:
      bt_crop_view_set_tool (self, BT_CROP_TOOL_AREAS);
      return TRUE;
    case GDK_KEY_n:
      choose_next (self);
      return TRUE;
    case GDK_KEY_Insert:
    case GDK_KEY_KP_Insert:
      bt_crop_view_add_area (self);
      return TRUE;
    /* never goes on to what discards photos */
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
    case GDK_KEY_BackSpace:
      bt_crop_view_remove (self);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType state,
        BtCropView *self)
{
  if ((state & (GDK_ALT_MASK | GDK_SUPER_MASK)) != 0 || self->start != NULL
      || bt_crop_view_get_scale (self) <= 0)
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      arrow (self, -1, 0, state);
      return TRUE;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      arrow (self, 1, 0, state);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      arrow (self, 0, -1, state);
      return TRUE;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      arrow (self, 0, 1, state);
      return TRUE;
    default:
      return (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) == 0 && plain_key (self, key);
    }
}

void
bt_crop_view_init_input (BtCropView *self)
{
  GtkGesture *gesture = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (gesture, "drag-begin", G_CALLBACK (begin_cb), self);
  g_signal_connect (gesture, "drag-update", G_CALLBACK (update_cb), self);
  g_signal_connect (gesture, "drag-end", G_CALLBACK (end_cb), self);
  g_signal_connect (gesture, "cancel", G_CALLBACK (cancel_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (gesture));
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

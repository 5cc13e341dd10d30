/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/desk/bt-loupe.h"

#include "photo/bt-photo-geometry.h"
#include "ui/desk/bt-loupe-picture.h"

#include <math.h>

/* The pictures that are made: what the contact sheet has, a screen, and all there is. */
#define SCREEN_SIDE 2560
#define WHEEL_FACTOR 1.25
#define MIN_ZOOM 0.02

struct _BtLoupe
{
  GtkWidget parent_instance;

  BtContext *context;
  char *hash;
  char *edit;
  guint width; /* of the corrected photo, in its own pixels */
  guint height;

  double zoom;
  double center_x;
  double center_y;

  cairo_surface_t *picture; /* the finest so far */
  guint picture_side;
  guint wanted_side; /* what is being made, 0 when nothing is */
  GCancellable *loading;
  GCancellable *preparing;

  /* gestures */
  double drag_x;
  double drag_y;
  double pinch_scale;
};

enum
{
  PROP_0,
  PROP_ZOOM,
  PROP_CENTER_X,
  PROP_CENTER_Y,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

enum
{
  FAILED,
  SHOWN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtLoupe, bt_loupe, GTK_TYPE_WIDGET)

/* ---- where things are ---- */

static int
device_scale (BtLoupe *self)
{
  return gtk_widget_get_scale_factor (GTK_WIDGET (self));
}

/* Screen pixels to one of the photo's when the whole is seen; never enlarged. */
static double
fit_scale (BtLoupe *self)
{
  double w = gtk_widget_get_width (GTK_WIDGET (self)) * device_scale (self);
  double h = gtk_widget_get_height (GTK_WIDGET (self)) * device_scale (self);

  if (self->width == 0 || self->height == 0 || w < 1 || h < 1)
    return 0;
  return MIN (1.0, MIN (w / self->width, h / self->height));
}

static double
scale_now (BtLoupe *self)
{
  return self->zoom > 0 ? self->zoom : fit_scale (self);
}

/* How much of the photo is seen along one side, as a fraction; 1 and more is all of it. */
static double
seen_part (BtLoupe *self, gboolean along_x)
{
  double scale = scale_now (self);
  int room = along_x ? gtk_widget_get_width (GTK_WIDGET (self))
                     : gtk_widget_get_height (GTK_WIDGET (self));
  guint length = along_x ? self->width : self->height;

  if (scale <= 0 || length == 0)
    return 1;
  return room * device_scale (self) / (length * scale);
}

/* What may stand in the middle without showing what is beside the photo. */
static double
keep_inside (double center, double part)
{
  return part >= 1 ? 0.5 : CLAMP (center, part / 2, 1 - part / 2);
}

static void
set_center (BtLoupe *self, double x, double y)
{
  x = CLAMP (x, 0.0, 1.0);
  y = CLAMP (y, 0.0, 1.0);
  if (x != self->center_x)
    {
      self->center_x = x;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CENTER_X]);
    }
  if (y != self->center_y)
    {
      self->center_y = y;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CENTER_Y]);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* ---- pictures ---- */

static void load_wanted (BtLoupe *self);

/* The longest side in pixels that the present zoom can show. */
static guint
side_for_zoom (BtLoupe *self)
{
  guint full = MAX (self->width, self->height);
  double wanted = full * scale_now (self);

  if (wanted <= SCREEN_SIDE && full > SCREEN_SIDE)
    return SCREEN_SIDE;
  return full;
}

static void
stop_loading (BtLoupe *self)
{
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->wanted_side = 0;
}

static void
take_picture (BtLoupe *self, cairo_surface_t *picture, guint side)
{
  g_clear_pointer (&self->picture, cairo_surface_destroy);
  self->picture = picture;
  self->picture_side = side;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SHOWN], 0, bt_loupe_is_final (self));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtLoupe) self = data;
  g_autoptr (GError) error = NULL;
  cairo_surface_t *picture = bt_loupe_picture_finish (result, &error);
  guint side = self->wanted_side;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->loading);
  self->wanted_side = 0;
  if (picture == NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, error);
      return;
    }
  take_picture (self, picture, side);
  load_wanted (self);
}

/* The contact sheet's picture comes first: it is made already, and shows something. */
static void
load_wanted (BtLoupe *self)
{
  guint side = side_for_zoom (self);

  if (self->hash == NULL || self->width == 0
      || gtk_widget_get_width (GTK_WIDGET (self)) == 0)
    return;
  if (self->picture == NULL)
    side = MIN (side, BT_PHOTO_THUMBNAIL_SIDE);
  if (self->picture_side >= side || self->wanted_side >= side)
    return;
  stop_loading (self);
  self->loading = g_cancellable_new ();
  self->wanted_side = side;
  bt_loupe_picture_async (self->context, self->hash, side, self->loading, loaded_cb,
                          g_object_ref (self));
}

/* ---- drawing ---- */

static void
bt_loupe_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BtLoupe *self = BT_LOUPE (widget);
  float w = (float)gtk_widget_get_width (widget);
  float h = (float)gtk_widget_get_height (widget);
  double scale = scale_now (self) / device_scale (self);
  double x = keep_inside (self->center_x, seen_part (self, TRUE));
  double y = keep_inside (self->center_y, seen_part (self, FALSE));
  double picture_scale;
  cairo_t *cr;

  if (self->picture == NULL || scale <= 0 || w < 1 || h < 1)
    return;
  picture_scale = scale * self->width / cairo_image_surface_get_width (self->picture);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, w, h));
  cairo_translate (cr, round ((double)w / 2 - x * self->width * scale),
                   round ((double)h / 2 - y * self->height * scale));
  cairo_scale (cr, picture_scale, picture_scale);
  cairo_set_source_surface (cr, self->picture, 0, 0);
  /* Grains are judged at 200 % and more: there each pixel stays what it is. */
  cairo_pattern_set_filter (cairo_get_source (cr),
                            picture_scale * device_scale (self) >= 2
                                ? CAIRO_FILTER_NEAREST
                                : CAIRO_FILTER_BILINEAR);
  cairo_rectangle (cr, 0, 0, cairo_image_surface_get_width (self->picture),
                   cairo_image_surface_get_height (self->picture));
  cairo_fill (cr);
  cairo_destroy (cr);
}

static void
bt_loupe_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  load_wanted (BT_LOUPE (widget));
}

static void
bt_loupe_measure (GtkWidget *widget,
                  GtkOrientation orientation,
                  int for_size,
                  int *minimum,
                  int *natural,
                  int *minimum_baseline,
                  int *natural_baseline)
{
  *minimum = 120;
  *natural = 480;
}

/* ---- gestures ---- */

/* @x, @y: a place on the widget; Returns: in @at_x, @at_y: what of the photo is there */
static void
photo_at (BtLoupe *self, double x, double y, double *at_x, double *at_y)
{
  double part_x = seen_part (self, TRUE);
  double part_y = seen_part (self, FALSE);
  double w = MAX (1, gtk_widget_get_width (GTK_WIDGET (self)));
  double h = MAX (1, gtk_widget_get_height (GTK_WIDGET (self)));

  *at_x = keep_inside (self->center_x, part_x) + (x / w - 0.5) * part_x;
  *at_y = keep_inside (self->center_y, part_y) + (y / h - 0.5) * part_y;
}

/* The point under the pointer stays where it is. */
static void
zoom_about (BtLoupe *self, double x, double y, double zoom)
{
  double w = MAX (1, gtk_widget_get_width (GTK_WIDGET (self)));
  double h = MAX (1, gtk_widget_get_height (GTK_WIDGET (self)));
  double at_x, at_y;

  photo_at (self, x, y, &at_x, &at_y);
  bt_loupe_set_zoom (self, zoom);
  set_center (
      self,
      keep_inside (at_x - (x / w - 0.5) * seen_part (self, TRUE), seen_part (self, TRUE)),
      keep_inside (at_y - (y / h - 0.5) * seen_part (self, FALSE),
                   seen_part (self, FALSE)));
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, BtLoupe *self)
{
  if (n_press == 2)
    zoom_about (self, x, y, self->zoom > 0 ? BT_LOUPE_FIT : 1.0);
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, BtLoupe *self)
{
  self->drag_x = keep_inside (self->center_x, seen_part (self, TRUE));
  self->drag_y = keep_inside (self->center_y, seen_part (self, FALSE));
}

static void
drag_update_cb (GtkGestureDrag *gesture, double x, double y, BtLoupe *self)
{
  double part_x = seen_part (self, TRUE);
  double part_y = seen_part (self, FALSE);
  double w = MAX (1, gtk_widget_get_width (GTK_WIDGET (self)));
  double h = MAX (1, gtk_widget_get_height (GTK_WIDGET (self)));

  set_center (self, keep_inside (self->drag_x - x / w * part_x, part_x),
              keep_inside (self->drag_y - y / h * part_y, part_y));
}

static gboolean
scroll_cb (GtkEventControllerScroll *scroll, double dx, double dy, BtLoupe *self)
{
  GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (scroll));

  if ((state & GDK_CONTROL_MASK) == 0)
    return bt_loupe_move (self, dx * 0.1, dy * 0.1);
  bt_loupe_zoom_by (self, pow (WHEEL_FACTOR, -dy));
  return TRUE;
}

static void
pinch_begin_cb (GtkGesture *gesture, GdkEventSequence *sequence, BtLoupe *self)
{
  self->pinch_scale = scale_now (self);
}

static void
pinch_cb (GtkGestureZoom *gesture, double factor, BtLoupe *self)
{
  double x, y;

  if (gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y))
    zoom_about (self, x, y, self->pinch_scale * factor);
}

static void
add_gestures (BtLoupe *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkEventController *scroll =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);

  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (pinch_cb), self);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pinch));
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
}

/* ---- object ---- */

static void
bt_loupe_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BtLoupe *self = BT_LOUPE (object);

  switch (id)
    {
    case PROP_ZOOM:
      g_value_set_double (value, self->zoom);
      break;
    case PROP_CENTER_X:
      g_value_set_double (value, self->center_x);
      break;
    case PROP_CENTER_Y:
      g_value_set_double (value, self->center_y);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bt_loupe_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BtLoupe *self = BT_LOUPE (object);

  switch (id)
    {
    case PROP_ZOOM:
      bt_loupe_set_zoom (self, g_value_get_double (value));
      break;
    case PROP_CENTER_X:
      set_center (self, g_value_get_double (value), self->center_y);
      break;
    case PROP_CENTER_Y:
      set_center (self, self->center_x, g_value_get_double (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bt_loupe_dispose (GObject *object)
{
  BtLoupe *self = BT_LOUPE (object);

  stop_loading (self);
  if (self->preparing != NULL)
    g_cancellable_cancel (self->preparing);
  g_clear_object (&self->preparing);
  g_clear_pointer (&self->picture, cairo_surface_destroy);

  G_OBJECT_CLASS (bt_loupe_parent_class)->dispose (object);
}

static void
bt_loupe_finalize (GObject *object)
{
  BtLoupe *self = BT_LOUPE (object);

  g_free (self->hash);
  g_free (self->edit);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (bt_loupe_parent_class)->finalize (object);
}

static void
bt_loupe_class_init (BtLoupeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags =
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = bt_loupe_get_property;
  object_class->set_property = bt_loupe_set_property;
  object_class->dispose = bt_loupe_dispose;
  object_class->finalize = bt_loupe_finalize;
  widget_class->measure = bt_loupe_measure;
  widget_class->size_allocate = bt_loupe_size_allocate;
  widget_class->snapshot = bt_loupe_snapshot;
  gtk_widget_class_set_css_name (widget_class, "loupe");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);

  props[PROP_ZOOM] =
      g_param_spec_double ("zoom", NULL, NULL, 0, BT_LOUPE_MAX_ZOOM, BT_LOUPE_FIT, flags);
  props[PROP_CENTER_X] = g_param_spec_double ("center-x", NULL, NULL, 0, 1, 0.5, flags);
  props[PROP_CENTER_Y] = g_param_spec_double ("center-y", NULL, NULL, 0, 1, 0.5, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[FAILED] = g_signal_new ("failed", BT_TYPE_LOUPE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[SHOWN] = g_signal_new ("shown", BT_TYPE_LOUPE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
bt_loupe_init (BtLoupe *self)
{
  self->center_x = self->center_y = 0.5;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  add_gestures (self);
}

GtkWidget *
bt_loupe_new (BtContext *context)
{
  BtLoupe *self;

  g_return_val_if_fail (BT_IS_CONTEXT (context), NULL);

  self = g_object_new (BT_TYPE_LOUPE, NULL);
  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}

/* The size that the corrected photo has. */
static void
measure_photo (const BtStoredPhoto *photo, guint *width, guint *height)
{
  g_autoptr (BtPhotoEdit) edit = bt_photo_edit_from_json (photo->edit, NULL);

  *width = photo->width;
  *height = photo->height;
  if (edit != NULL && photo->width > 0 && photo->height > 0)
    bt_photo_edit_output_size (edit, photo->width, photo->height, width, height);
}

void
bt_loupe_set_photo (BtLoupe *self, const BtStoredPhoto *photo)
{
  g_return_if_fail (BT_IS_LOUPE (self));

  if (photo != NULL && g_strcmp0 (photo->hash, self->hash) == 0
      && g_strcmp0 (photo->edit, self->edit) == 0)
    return;
  stop_loading (self);
  g_clear_pointer (&self->picture, cairo_surface_destroy);
  self->picture_side = 0;
  g_free (self->hash);
  g_free (self->edit);
  self->hash = g_strdup (photo != NULL ? photo->hash : NULL);
  self->edit = g_strdup (photo != NULL ? photo->edit : NULL);
  self->width = self->height = 0;
  if (photo != NULL)
    measure_photo (photo, &self->width, &self->height);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  load_wanted (self);
}

void
bt_loupe_prepare (BtLoupe *self, const BtStoredPhoto *photo)
{
  guint width, height;

  g_return_if_fail (BT_IS_LOUPE (self));

  if (self->preparing != NULL)
    g_cancellable_cancel (self->preparing);
  g_clear_object (&self->preparing);
  if (photo == NULL)
    return;
  measure_photo (photo, &width, &height);
  if (width == 0 || height == 0)
    return;
  self->preparing = g_cancellable_new ();
  bt_loupe_picture_prepare (self->context, photo->hash,
                            MIN (SCREEN_SIDE, MAX (width, height)), self->preparing);
}

void
bt_loupe_set_zoom (BtLoupe *self, double zoom)
{
  g_return_if_fail (BT_IS_LOUPE (self));

  zoom = zoom <= 0 ? BT_LOUPE_FIT : CLAMP (zoom, MIN_ZOOM, BT_LOUPE_MAX_ZOOM);
  if (zoom == self->zoom)
    return;
  self->zoom = zoom;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ZOOM]);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  load_wanted (self);
}

double
bt_loupe_get_zoom (BtLoupe *self)
{
  g_return_val_if_fail (BT_IS_LOUPE (self), 0);

  return self->zoom;
}

void
bt_loupe_zoom_by (BtLoupe *self, double factor)
{
  double now, zoom, fit;

  g_return_if_fail (BT_IS_LOUPE (self));
  g_return_if_fail (factor > 0);

  now = scale_now (self);
  fit = fit_scale (self);
  if (now <= 0)
    return;
  zoom = now * factor;
  /* Nothing is gained by a photo smaller than its room. */
  bt_loupe_set_zoom (self, zoom <= fit ? BT_LOUPE_FIT : zoom);
}

double
bt_loupe_get_scale (BtLoupe *self)
{
  g_return_val_if_fail (BT_IS_LOUPE (self), 0);

  return scale_now (self);
}

gboolean
bt_loupe_move (BtLoupe *self, double x, double y)
{
  double part_x, part_y, from_x, from_y, to_x, to_y;

  g_return_val_if_fail (BT_IS_LOUPE (self), FALSE);

  part_x = seen_part (self, TRUE);
  part_y = seen_part (self, FALSE);
  from_x = keep_inside (self->center_x, part_x);
  from_y = keep_inside (self->center_y, part_y);
  to_x = keep_inside (from_x + x * part_x, part_x);
  to_y = keep_inside (from_y + y * part_y, part_y);
  if (to_x == from_x && to_y == from_y)
    return FALSE;
  set_center (self, to_x, to_y);
  return TRUE;
}

gboolean
bt_loupe_is_final (BtLoupe *self)
{
  g_return_val_if_fail (BT_IS_LOUPE (self), FALSE);

  return self->picture != NULL && self->picture_side >= side_for_zoom (self);
}

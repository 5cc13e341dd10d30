/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/photos/bt-photo-view.h"

/* A portrait photo does not fill more than a screen. */
#define MAX_HEIGHT 620
#define ASSUMED_WIDTH 3
#define ASSUMED_HEIGHT 2
#define ICON_SIDE 150

struct _BtPhotoView
{
  GtkWidget parent_instance;

  BtPhotoLoader *loader;
  char *hash;
  guint width;
  guint height;
  gboolean near;
  gboolean cropped;
  double interest_x, interest_y;
  GdkTexture *texture;
  GCancellable *loading;

  /* for painting without a graphics card: the photo at the size at which it is shown */
  GskRenderNode *node;
  graphene_rect_t node_bounds;
  int node_scale;
};

enum
{
  FAILED,
  SHOWN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtPhotoView, bt_photo_view, GTK_TYPE_WIDGET)

/* A rendition's sides are rounded: the same shape to a hundredth is no new shape. */
static gboolean
same_shape (BtPhotoView *self, guint width, guint height)
{
  double now = (double)self->width / self->height;
  double then = (double)width / height;

  return ABS (now - then) < 0.01 * now;
}

static void
take_texture (BtPhotoView *self, GdkTexture *texture)
{
  g_set_object (&self->texture, texture);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  if (texture != NULL)
    {
      bt_photo_view_set_sides (self, (guint)gdk_texture_get_width (texture),
                               (guint)gdk_texture_get_height (texture));
      g_signal_emit (self, signals[SHOWN], 0);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
stop_loading (BtPhotoView *self)
{
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtPhotoView) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture =
      bt_photo_loader_load_finish (BT_PHOTO_LOADER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->loading);
  if (texture == NULL)
    g_signal_emit (self, signals[FAILED], 0, error);
  else if (self->near)
    take_texture (self, texture);
}

static void
start_loading (BtPhotoView *self)
{
  self->loading = g_cancellable_new ();
  bt_photo_loader_load_async (self->loader, self->hash, self->loading, loaded_cb,
                              g_object_ref (self));
}

/* The old picture stays until the new one is here. */
static void
changed_cb (BtPhotoView *self, const char *hash)
{
  if (self->hash == NULL || !self->near
      || (hash != NULL && !g_str_equal (hash, self->hash)))
    return;
  stop_loading (self);
  start_loading (self);
}

static void
update (BtPhotoView *self)
{
  GdkTexture *here;

  if (self->hash == NULL || !self->near)
    {
      stop_loading (self);
      take_texture (self, NULL);
      return;
    }
  if (self->texture != NULL || self->loading != NULL)
    return;
  here = bt_photo_loader_peek (self->loader, self->hash);
  if (here != NULL)
    {
      take_texture (self, here);
      return;
    }
  start_loading (self);
}

static int
height_for_width (BtPhotoView *self, int width)
{
  double height = self->cropped ? (double)width * ASSUMED_HEIGHT / ASSUMED_WIDTH
                                : (double)width * self->height / self->width;

  return (int)CLAMP (height, 1.0, (double)MAX_HEIGHT);
}

static void
bt_photo_view_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  BtPhotoView *self = BT_PHOTO_VIEW (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 1;
      *natural = 320;
    }
  else
    *minimum = *natural = height_for_width (self, for_size > 0 ? for_size : 320);
}

static GtkSizeRequestMode
bt_photo_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
round_up (float length)
{
  int whole = (int)length;

  return whole + ((float)whole < length);
}

/* Returns: (transfer full): the texture's pixels, scaled to a size */
static cairo_surface_t *
make_surface (GdkTexture *texture, const graphene_rect_t *bounds, int scale)
{
  int width = gdk_texture_get_width (texture);
  int height = gdk_texture_get_height (texture);
  cairo_surface_t *whole =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_surface_t *shown = cairo_image_surface_create (
      CAIRO_FORMAT_ARGB32, round_up (bounds->size.width * (float)scale),
      round_up (bounds->size.height * (float)scale));
  cairo_t *cr = cairo_create (shown);

  gdk_texture_download (texture, cairo_image_surface_get_data (whole),
                        (gsize)cairo_image_surface_get_stride (whole));
  cairo_surface_mark_dirty (whole);
  cairo_scale (cr, (double)bounds->size.width * scale / width,
               (double)bounds->size.height * scale / height);
  cairo_set_source_surface (cr, whole, 0, 0);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (whole);
  cairo_surface_set_device_scale (shown, scale, scale);
  return shown;
}

/* GTK 4.8 without a graphics card converts and scales every texture in the window for every
 * frame, wherever in the window the frame has changed: a letter typed beside a photo took thirty
 * times as long as elsewhere. What is drawn once and kept costs nothing where nothing changed. */
static GskRenderNode *
get_node (BtPhotoView *self, const graphene_rect_t *bounds)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  cairo_surface_t *surface;
  cairo_t *cr;

  if (self->node != NULL && scale == self->node_scale
      && graphene_rect_equal (bounds, &self->node_bounds))
    return self->node;

  g_clear_pointer (&self->node, gsk_render_node_unref);
  surface = make_surface (self->texture, bounds, scale);
  self->node = gsk_cairo_node_new (bounds);
  self->node_bounds = *bounds;
  self->node_scale = scale;
  cr = gsk_cairo_node_get_draw_context (self->node);
  cairo_set_source_surface (cr, surface, (double)bounds->origin.x,
                            (double)bounds->origin.y);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return self->node;
}

/* Where a picture of length @shown begins in @room: in the middle where there is room, else
 * with its point of interest as near to the middle as its ends allow. */
static double
place (double room, double shown, double interest)
{
  if (shown <= room)
    return (room - shown) / 2;
  return CLAMP (room / 2 - interest * shown, room - shown, 0);
}

static void
bt_photo_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BtPhotoView *self = BT_PHOTO_VIEW (widget);
  double w = gtk_widget_get_width (widget);
  double h = gtk_widget_get_height (widget);
  double scale = self->cropped ? MAX (w / self->width, h / self->height)
                               : MIN (w / self->width, h / self->height);
  double shown_w = self->width * scale;
  double shown_h = self->height * scale;
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (widget));
  graphene_rect_t bounds;

  if (self->texture == NULL)
    return;
  graphene_rect_init (&bounds, (float)place (w, shown_w, self->interest_x),
                      (float)place (h, shown_h, self->interest_y), (float)shown_w,
                      (float)shown_h);
  if (shown_w >= 1 && shown_h >= 1 && GSK_IS_CAIRO_RENDERER (renderer))
    gtk_snapshot_append_node (snapshot, get_node (self, &bounds));
  else
    gtk_snapshot_append_texture (snapshot, self->texture, &bounds);
}

static void
bt_photo_view_dispose (GObject *object)
{
  BtPhotoView *self = BT_PHOTO_VIEW (object);

  stop_loading (self);
  g_clear_object (&self->texture);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_object (&self->loader);

  G_OBJECT_CLASS (bt_photo_view_parent_class)->dispose (object);
}

static void
bt_photo_view_finalize (GObject *object)
{
  g_free (BT_PHOTO_VIEW (object)->hash);

  G_OBJECT_CLASS (bt_photo_view_parent_class)->finalize (object);
}

static void
bt_photo_view_class_init (BtPhotoViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bt_photo_view_dispose;
  object_class->finalize = bt_photo_view_finalize;
  widget_class->measure = bt_photo_view_measure;
  widget_class->get_request_mode = bt_photo_view_get_request_mode;
  widget_class->snapshot = bt_photo_view_snapshot;
  gtk_widget_class_set_css_name (widget_class, "photoview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);

  signals[FAILED] = g_signal_new ("failed", BT_TYPE_PHOTO_VIEW, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[SHOWN] = g_signal_new ("shown", BT_TYPE_PHOTO_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
bt_photo_view_init (BtPhotoView *self)
{
  self->width = ASSUMED_WIDTH;
  self->height = ASSUMED_HEIGHT;
  self->interest_x = self->interest_y = 0.5;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

GtkWidget *
bt_photo_view_new (BtPhotoLoader *loader)
{
  BtPhotoView *self;

  g_return_val_if_fail (BT_IS_PHOTO_LOADER (loader), NULL);

  self = g_object_new (BT_TYPE_PHOTO_VIEW, NULL);
  self->loader = g_object_ref (loader);
  g_signal_connect_object (loader, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

gboolean
bt_photo_view_set_photo (BtPhotoView *self, const char *hash)
{
  g_return_val_if_fail (BT_IS_PHOTO_VIEW (self), FALSE);

  if (g_strcmp0 (self->hash, hash) == 0)
    return FALSE;
  stop_loading (self);
  take_texture (self, NULL);
  g_free (self->hash);
  self->hash = g_strdup (hash);
  update (self);
  return TRUE;
}

const char *
bt_photo_view_get_photo (BtPhotoView *self)
{
  g_return_val_if_fail (BT_IS_PHOTO_VIEW (self), NULL);
  return self->hash;
}

void
bt_photo_view_set_sides (BtPhotoView *self, guint width, guint height)
{
  g_return_if_fail (BT_IS_PHOTO_VIEW (self));

  if (width == 0 || height == 0 || same_shape (self, width, height))
    return;
  self->width = width;
  self->height = height;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
bt_photo_view_set_interest (BtPhotoView *self, double x, double y)
{
  g_return_if_fail (BT_IS_PHOTO_VIEW (self));

  self->interest_x = x;
  self->interest_y = y;
  if (self->cropped)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
bt_photo_view_set_cropped (BtPhotoView *self, gboolean cropped)
{
  g_return_if_fail (BT_IS_PHOTO_VIEW (self));

  if (self->cropped == cropped)
    return;
  self->cropped = cropped;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
bt_photo_view_reload (BtPhotoView *self)
{
  g_return_if_fail (BT_IS_PHOTO_VIEW (self));
  update (self);
}

GdkPaintable *
bt_photo_view_make_icon (BtPhotoView *self)
{
  g_autoptr (GtkSnapshot) snapshot = NULL;
  double scale;

  g_return_val_if_fail (BT_IS_PHOTO_VIEW (self), NULL);

  if (self->texture == NULL)
    return NULL;
  scale = (double)ICON_SIDE / MAX (self->width, self->height);
  snapshot = gtk_snapshot_new ();
  gtk_snapshot_append_texture (snapshot, self->texture,
                               &GRAPHENE_RECT_INIT (0, 0, (float)(self->width * scale),
                                                    (float)(self->height * scale)));
  return gtk_snapshot_to_paintable (snapshot, NULL);
}

void
bt_photo_view_set_near (BtPhotoView *self, gboolean near)
{
  g_return_if_fail (BT_IS_PHOTO_VIEW (self));

  if (self->near == near)
    return;
  self->near = near;
  update (self);
}

void
bt_photo_view_set_label (BtPhotoView *self, const char *label)
{
  g_return_if_fail (BT_IS_PHOTO_VIEW (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

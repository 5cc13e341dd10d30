/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-column-child.h"

struct _BtColumnChild
{
  GtkWidget parent_instance;

  GtkWidget *child;
  int width;
  gboolean far; /* from what is seen */
};

G_DEFINE_FINAL_TYPE (BtColumnChild, bt_column_child, GTK_TYPE_WIDGET)

static gboolean
event_cb (GtkEventControllerLegacy *controller, GdkEvent *event, gpointer data)
{
  switch ((int)gdk_event_get_event_type (event))
    {
    case GDK_BUTTON_PRESS:
    case GDK_BUTTON_RELEASE:
    case GDK_KEY_PRESS:
    case GDK_KEY_RELEASE:
    case GDK_TOUCH_BEGIN:
    case GDK_TOUCH_END:
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
bt_column_child_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  BtColumnChild *self = BT_COLUMN_CHILD (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = self->width;
  else
    {
      /* a text view that was never given a width measures every word as a line */
      gtk_widget_measure (self->child, orientation, self->width, minimum, natural, NULL,
                          NULL);
      *minimum = *natural;
    }
}

static void
bt_column_child_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (BT_COLUMN_CHILD (widget)->child, width, height, baseline, NULL);
}

static GtkSizeRequestMode
bt_column_child_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* A text view paints all its children in each frame, seen or not. */
static void
bt_column_child_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  if (!BT_COLUMN_CHILD (widget)->far)
    GTK_WIDGET_CLASS (bt_column_child_parent_class)->snapshot (widget, snapshot);
}

static void
bt_column_child_dispose (GObject *object)
{
  g_clear_pointer (&BT_COLUMN_CHILD (object)->child, gtk_widget_unparent);

  G_OBJECT_CLASS (bt_column_child_parent_class)->dispose (object);
}

static void
bt_column_child_class_init (BtColumnChildClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_column_child_dispose;
  widget_class->measure = bt_column_child_measure;
  widget_class->size_allocate = bt_column_child_size_allocate;
  widget_class->get_request_mode = bt_column_child_get_request_mode;
  widget_class->snapshot = bt_column_child_snapshot;
  gtk_widget_class_set_css_name (widget_class, "columnchild");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
bt_column_child_init (BtColumnChild *self)
{
  GtkEventController *legacy = gtk_event_controller_legacy_new ();

  self->width = 320;
  gtk_event_controller_set_propagation_phase (legacy, GTK_PHASE_BUBBLE);
  g_signal_connect (legacy, "event", G_CALLBACK (event_cb), NULL);
  gtk_widget_add_controller (GTK_WIDGET (self), legacy);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "default");
}

GtkWidget *
bt_column_child_new (GtkWidget *child)
{
  BtColumnChild *self = g_object_new (BT_TYPE_COLUMN_CHILD, NULL);

  g_return_val_if_fail (GTK_IS_WIDGET (child), NULL);

  self->child = child;
  gtk_widget_set_parent (child, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

GtkWidget *
bt_column_child_get_child (BtColumnChild *self)
{
  g_return_val_if_fail (BT_IS_COLUMN_CHILD (self), NULL);
  return self->child;
}

void
bt_column_child_set_child (BtColumnChild *self, GtkWidget *child)
{
  g_return_if_fail (BT_IS_COLUMN_CHILD (self));
  g_return_if_fail (GTK_IS_WIDGET (child));

  gtk_widget_unparent (self->child);
  self->child = child;
  gtk_widget_set_parent (child, GTK_WIDGET (self));
}

void
bt_column_child_set_width (BtColumnChild *self, int width)
{
  g_return_if_fail (BT_IS_COLUMN_CHILD (self));

  if (self->width == width || width < 1)
    return;
  self->width = width;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
bt_column_child_set_far (BtColumnChild *self, gboolean far)
{
  g_return_if_fail (BT_IS_COLUMN_CHILD (self));

  if (self->far == far)
    return;
  self->far = far;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
bt_column_child_set_selected (BtColumnChild *self, gboolean selected)
{
  g_return_if_fail (BT_IS_COLUMN_CHILD (self));

  if (selected)
    gtk_widget_add_css_class (GTK_WIDGET (self), "selected");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "selected");
}

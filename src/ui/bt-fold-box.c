/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/bt-fold-box.h"

#define SPACING 6

struct _BtFoldBox
{
  GtkWidget parent_instance;
};

static void bt_fold_box_buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BtFoldBox,
                               bt_fold_box,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                      bt_fold_box_buildable_init))

static GtkBuildableIface *parent_buildable;

static GtkWidget *
next_shown (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static GtkWidget *
first_shown (BtFoldBox *self)
{
  return next_shown (gtk_widget_get_first_child (GTK_WIDGET (self)));
}

/* The width of all children in one line. */
static int
line_width (BtFoldBox *self)
{
  int width = 0;

  for (GtkWidget *child = first_shown (self); child != NULL;
       child = next_shown (gtk_widget_get_next_sibling (child)))
    {
      int natural;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL,
                          NULL);
      width += natural + (width > 0 ? SPACING : 0);
    }
  return width;
}

static void
measure_width (BtFoldBox *self, int *minimum, int *natural)
{
  *minimum = 0;
  for (GtkWidget *child = first_shown (self); child != NULL;
       child = next_shown (gtk_widget_get_next_sibling (child)))
    {
      int least;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL,
                          NULL);
      *minimum = MAX (*minimum, least);
    }
  *natural = MAX (*minimum, line_width (self));
}

static int
child_height (GtkWidget *child, int width)
{
  int height;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  return height;
}

static int
height_for (BtFoldBox *self, int width)
{
  gboolean folded = width >= 0 && width < line_width (self);
  int height = 0;

  for (GtkWidget *child = first_shown (self); child != NULL;
       child = next_shown (gtk_widget_get_next_sibling (child)))
    {
      int one = child_height (child, folded ? width : -1);

      height = folded ? height + one + (height > 0 ? SPACING : 0) : MAX (height, one);
    }
  return height;
}

static void
bt_fold_box_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  BtFoldBox *self = BT_FOLD_BOX (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (self, minimum, natural);
  else
    *minimum = *natural = height_for (self, for_size);
}

static void
allocate_line (BtFoldBox *self, int left, int height)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int x = 0;

  for (GtkWidget *child = first_shown (self); child != NULL;
       child = next_shown (gtk_widget_get_next_sibling (child)))
    {
      GtkAllocation place = { x, 0, 0, height };

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &place.width, NULL,
                          NULL);
      if (gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL))
        {
          place.width += left;
          left = 0;
        }
      x += place.width + SPACING;
      if (rtl)
        place.x = gtk_widget_get_width (GTK_WIDGET (self)) - place.x - place.width;
      gtk_widget_size_allocate (child, &place, -1);
    }
}

static void
bt_fold_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  BtFoldBox *self = BT_FOLD_BOX (widget);
  int line = line_width (self);
  int y = 0;

  if (line <= width)
    {
      allocate_line (self, width - line, height);
      return;
    }
  for (GtkWidget *child = first_shown (self); child != NULL;
       child = next_shown (gtk_widget_get_next_sibling (child)))
    {
      GtkAllocation place = { 0, y, width, child_height (child, width) };

      gtk_widget_size_allocate (child, &place, -1);
      y += place.height + SPACING;
    }
}

static GtkSizeRequestMode
bt_fold_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
bt_fold_box_compute_expand (GtkWidget *widget, gboolean *hexpand, gboolean *vexpand)
{
  *hexpand = *vexpand = FALSE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    *hexpand |= gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL);
}

static void
bt_fold_box_add_child (GtkBuildable *buildable,
                       GtkBuilder *builder,
                       GObject *child,
                       const char *type)
{
  if (GTK_IS_WIDGET (child))
    gtk_widget_set_parent (GTK_WIDGET (child), GTK_WIDGET (buildable));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
bt_fold_box_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = bt_fold_box_add_child;
}

static void
bt_fold_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (bt_fold_box_parent_class)->dispose (object);
}

static void
bt_fold_box_class_init (BtFoldBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_fold_box_dispose;
  widget_class->measure = bt_fold_box_measure;
  widget_class->size_allocate = bt_fold_box_size_allocate;
  widget_class->get_request_mode = bt_fold_box_get_request_mode;
  widget_class->compute_expand = bt_fold_box_compute_expand;
  gtk_widget_class_set_css_name (widget_class, "foldbox");
}

static void
bt_fold_box_init (BtFoldBox *self)
{
}

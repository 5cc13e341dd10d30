/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/photos/bt-figure-layout.h"

#define COLUMN_GAP 12
#define ROW_GAP 15
/* A caption is hard to read in less. */
#define NARROWEST_ITEM 165
#define MAX_COLUMNS 3
#define ASSUMED_WIDTH 320

/* Shares of the column, in percent. */
#define SIDE_SHARE 56
#define CENTER_SHARE 80
#define NARROWEST_SIDE 240

struct _BtFigureLayout
{
  GtkLayoutManager parent_instance;

  guint n_items;
  BtAlign align;
};

G_DEFINE_FINAL_TYPE (BtFigureLayout, bt_figure_layout, GTK_TYPE_LAYOUT_MANAGER)

/* What the alignment leaves of the column, and where that begins. */
static int
aligned_width (BtFigureLayout *self, int width, int *x)
{
  int share = width;

  if (self->align == BT_ALIGN_CENTER)
    share = width * CENTER_SHARE / 100;
  else if (self->align == BT_ALIGN_LEFT || self->align == BT_ALIGN_RIGHT)
    share = width * SIDE_SHARE / 100;
  share = MIN (MAX (share, NARROWEST_SIDE), width);

  *x = 0;
  if (self->align == BT_ALIGN_CENTER)
    *x = (width - share) / 2;
  else if (self->align == BT_ALIGN_RIGHT)
    *x = width - share;
  return share;
}

guint
bt_figure_layout_columns (guint n_items, int width)
{
  guint room = (guint)MAX ((width + COLUMN_GAP) / (NARROWEST_ITEM + COLUMN_GAP), 1);
  guint wanted = n_items == 2 || n_items == 4 ? 2 : MIN (n_items, MAX_COLUMNS);

  return CLAMP (wanted, 1, room);
}

static int
height_of (GtkWidget *child, int width)
{
  int height;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  return height;
}

/* Measures, and with @allocate places, all children. Returns: the height of all */
static int
lay_out (BtFigureLayout *self, GtkWidget *widget, int width, gboolean allocate)
{
  int x0, share = aligned_width (self, width, &x0);
  guint columns = bt_figure_layout_columns (self->n_items, share);
  int item_width = (share - COLUMN_GAP * (int)(columns - 1)) / (int)columns;
  int y = 0, row_height = 0;
  guint index = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child), index++)
    {
      guint column = index < self->n_items ? index % columns : 0;
      int child_width = index < self->n_items ? item_width : share;
      int height = height_of (child, child_width);
      GtkAllocation place;

      if (column == 0 && index > 0)
        {
          y += row_height + ROW_GAP;
          row_height = 0;
        }
      place.x = x0 + (item_width + COLUMN_GAP) * (int)column;
      place.y = y;
      place.width = child_width;
      place.height = height;
      row_height = MAX (row_height, height);
      if (allocate)
        gtk_widget_size_allocate (child, &place, -1);
    }
  return y + row_height;
}

static void
bt_figure_layout_measure (GtkLayoutManager *manager,
                          GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 1;
      *natural = ASSUMED_WIDTH;
    }
  else
    *minimum = *natural = lay_out (BT_FIGURE_LAYOUT (manager), widget,
                                   for_size > 0 ? for_size : ASSUMED_WIDTH, FALSE);
}

static void
bt_figure_layout_allocate (GtkLayoutManager *manager,
                           GtkWidget *widget,
                           int width,
                           int height,
                           int baseline)
{
  lay_out (BT_FIGURE_LAYOUT (manager), widget, width, TRUE);
}

static GtkSizeRequestMode
bt_figure_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
bt_figure_layout_class_init (BtFigureLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->measure = bt_figure_layout_measure;
  manager_class->allocate = bt_figure_layout_allocate;
  manager_class->get_request_mode = bt_figure_layout_get_request_mode;
}

static void
bt_figure_layout_init (BtFigureLayout *self)
{
  self->n_items = 1;
}

GtkLayoutManager *
bt_figure_layout_new (void)
{
  return g_object_new (BT_TYPE_FIGURE_LAYOUT, NULL);
}

void
bt_figure_layout_set (BtFigureLayout *self, guint n_items, BtAlign align)
{
  g_return_if_fail (BT_IS_FIGURE_LAYOUT (self));

  if (self->n_items == n_items && self->align == align)
    return;
  self->n_items = n_items;
  self->align = align;
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/desk/bt-sheet.h"

#include <glib/gi18n.h>

#include "ui/desk/bt-photo-cell.h"

/* Around each photo, by the style sheet. */
#define CELL_PADDING 16

struct _BtSheet
{
  GtkWidget parent_instance;

  BtDesk *desk;
  BtThumbnails *thumbnails;
  GtkWidget *scrolled;
  GtkGridView *grid;
  GHashTable *cells; /* BtPhotoCell that were made, alive */
  int size;
  guint tick; /* until the current photo has its widget */
  guint tick_patience;
  gulong focus_handler;
  GtkRoot *root;
};

enum
{
  OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtSheet, bt_sheet, GTK_TYPE_WIDGET)

/* ---- the current photo has the keyboard ---- */

static GtkWidget *
find_row (BtSheet *self, BtPhotoItem *item)
{
  GHashTableIter iter;
  gpointer cell;

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &cell, NULL))
    if (bt_photo_cell_get_item (cell) == item && gtk_widget_get_parent (cell) != NULL
        && gtk_widget_get_mapped (cell))
      return gtk_widget_get_parent (cell);
  return NULL;
}

static gboolean
has_focus (BtSheet *self)
{
  GtkWidget *focus =
      self->root != NULL ? gtk_root_get_focus (GTK_ROOT (self->root)) : NULL;

  return focus != NULL
         && (focus == GTK_WIDGET (self->grid)
             || gtk_widget_is_ancestor (focus, GTK_WIDGET (self->grid)));
}

static gboolean
focus_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  BtSheet *self = BT_SHEET (widget);
  BtPhotoItem *current = bt_desk_get_current (self->desk);
  GtkWidget *row = current != NULL ? find_row (self, current) : NULL;

  if (row == NULL && current != NULL && self->tick_patience-- > 0)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  if (row != NULL)
    gtk_widget_grab_focus (row);
  return G_SOURCE_REMOVE;
}

/* Where the photo has no widget yet, it gets one by scrolling there. */
static void
focus_current (BtSheet *self)
{
  guint position = bt_desk_get_position (self->desk);
  GtkWidget *row;

  if (position == GTK_INVALID_LIST_POSITION)
    return;
  gtk_widget_activate_action (GTK_WIDGET (self->grid), "list.scroll-to-item", "u",
                              position);
  row = find_row (self, bt_desk_get_current (self->desk));
  if (row != NULL && gtk_widget_grab_focus (row))
    return;
  self->tick_patience = 10;
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), focus_cb, NULL, NULL);
}

static void
current_cb (BtSheet *self)
{
  GtkWidget *focus =
      self->root != NULL ? gtk_root_get_focus (GTK_ROOT (self->root)) : NULL;
  BtPhotoItem *current = bt_desk_get_current (self->desk);
  GtkWidget *cell = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;

  if (current == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (BT_IS_PHOTO_CELL (cell) && bt_photo_cell_get_item (BT_PHOTO_CELL (cell)) == current)
    return;
  if (has_focus (self))
    focus_current (self);
}

static void
focus_moved_cb (BtSheet *self)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self->root));
  GtkWidget *cell = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;
  BtPhotoItem *item;
  GListModel *model = G_LIST_MODEL (bt_desk_get_selection (self->desk));
  guint n = g_list_model_get_n_items (model);

  if (!BT_IS_PHOTO_CELL (cell) || !g_hash_table_contains (self->cells, cell))
    return;
  item = bt_photo_cell_get_item (BT_PHOTO_CELL (cell));
  if (item == NULL || item == bt_desk_get_current (self->desk))
    return;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BtPhotoItem) other = g_list_model_get_item (model, i);

      if (other == item)
        {
          bt_desk_set_current (self->desk, i);
          return;
        }
    }
}

/* ---- cells ---- */

static void
cell_gone_cb (gpointer data, GObject *cell)
{
  g_hash_table_remove (data, cell);
  g_hash_table_unref (data);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  BtSheet *self = data;
  GtkWidget *cell = bt_photo_cell_new (self->thumbnails);

  bt_photo_cell_set_size (BT_PHOTO_CELL (cell), self->size);
  gtk_list_item_set_child (item, cell);
  g_hash_table_add (self->cells, cell);
  g_object_weak_ref (G_OBJECT (cell), cell_gone_cb, g_hash_table_ref (self->cells));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  BtSheet *self = data;
  GtkWidget *cell = gtk_list_item_get_child (item);

  bt_photo_cell_set_size (BT_PHOTO_CELL (cell), self->size);
  bt_photo_cell_set_item (BT_PHOTO_CELL (cell), gtk_list_item_get_item (item));
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  bt_photo_cell_set_item (BT_PHOTO_CELL (gtk_list_item_get_child (item)), NULL);
}

static void
activated_cb (GtkGridView *grid, guint position, BtSheet *self)
{
  bt_desk_set_current (self->desk, position);
  g_signal_emit (self, signals[OPENED], 0);
}

/* ---- type ---- */

static void
bt_sheet_measure (GtkWidget *widget,
                  GtkOrientation orientation,
                  int for_size,
                  int *minimum,
                  int *natural,
                  int *minimum_baseline,
                  int *natural_baseline)
{
  gtk_widget_measure (BT_SHEET (widget)->scrolled, orientation, for_size, minimum,
                      natural, minimum_baseline, natural_baseline);
}

/* The list makes widgets for thirty rows of the most columns that it may have: no more
 * than there are. */
static void
bt_sheet_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  BtSheet *self = BT_SHEET (widget);
  guint columns = (guint)MAX (1, (width - 2) / (self->size + CELL_PADDING));

  if (gtk_grid_view_get_max_columns (self->grid) != columns)
    {
      gtk_grid_view_set_min_columns (self->grid, 1);
      gtk_grid_view_set_max_columns (self->grid, columns);
    }
  gtk_widget_allocate (self->scrolled, width, height, baseline, NULL);
}

static gboolean
bt_sheet_grab_focus (GtkWidget *widget)
{
  BtSheet *self = BT_SHEET (widget);

  if (bt_desk_get_current (self->desk) == NULL)
    return gtk_widget_grab_focus (GTK_WIDGET (self->grid));
  focus_current (self);
  return TRUE;
}

static void
bt_sheet_root (GtkWidget *widget)
{
  BtSheet *self = BT_SHEET (widget);

  GTK_WIDGET_CLASS (bt_sheet_parent_class)->root (widget);
  self->root = gtk_widget_get_root (widget);
  self->focus_handler = g_signal_connect_swapped (self->root, "notify::focus-widget",
                                                  G_CALLBACK (focus_moved_cb), self);
}

static void
bt_sheet_unroot (GtkWidget *widget)
{
  BtSheet *self = BT_SHEET (widget);

  g_clear_signal_handler (&self->focus_handler, self->root);
  self->root = NULL;
  GTK_WIDGET_CLASS (bt_sheet_parent_class)->unroot (widget);
}

static void
bt_sheet_dispose (GObject *object)
{
  BtSheet *self = BT_SHEET (object);

  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_object (&self->desk);
  g_clear_object (&self->thumbnails);

  G_OBJECT_CLASS (bt_sheet_parent_class)->dispose (object);
}

static void
bt_sheet_finalize (GObject *object)
{
  g_hash_table_unref (BT_SHEET (object)->cells);

  G_OBJECT_CLASS (bt_sheet_parent_class)->finalize (object);
}

static void
bt_sheet_class_init (BtSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_sheet_dispose;
  G_OBJECT_CLASS (klass)->finalize = bt_sheet_finalize;
  widget_class->measure = bt_sheet_measure;
  widget_class->size_allocate = bt_sheet_size_allocate;
  widget_class->grab_focus = bt_sheet_grab_focus;
  widget_class->root = bt_sheet_root;
  widget_class->unroot = bt_sheet_unroot;

  signals[OPENED] = g_signal_new ("opened", BT_TYPE_SHEET, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
bt_sheet_init (BtSheet *self)
{
  self->size = 192;
  self->cells = g_hash_table_new (NULL, NULL);
}

static void
make_grid (BtSheet *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  self->grid = GTK_GRID_VIEW (gtk_grid_view_new (
      GTK_SELECTION_MODEL (g_object_ref (bt_desk_get_selection (self->desk))), factory));
  gtk_grid_view_set_enable_rubberband (self->grid, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->grid), "bt-sheet");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->grid),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, C_ ("desk", "Photos"),
                                  -1);
  g_signal_connect (self->grid, "activate", G_CALLBACK (activated_cb), self);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled),
                                 GTK_WIDGET (self->grid));
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

GtkWidget *
bt_sheet_new (BtDesk *desk, BtThumbnails *thumbnails)
{
  BtSheet *self;

  g_return_val_if_fail (BT_IS_DESK (desk), NULL);
  g_return_val_if_fail (BT_IS_THUMBNAILS (thumbnails), NULL);

  self = g_object_new (BT_TYPE_SHEET, NULL);
  self->desk = g_object_ref (desk);
  self->thumbnails = g_object_ref (thumbnails);
  make_grid (self);
  g_signal_connect_swapped (desk, "current", G_CALLBACK (current_cb), self);
  return GTK_WIDGET (self);
}

static void
set_cell_size_cb (gpointer cell, gpointer value, gpointer data)
{
  bt_photo_cell_set_size (cell, GPOINTER_TO_INT (data));
}

void
bt_sheet_set_size (BtSheet *self, int size)
{
  g_return_if_fail (BT_IS_SHEET (self));

  if (self->size == size)
    return;
  self->size = size;
  g_hash_table_foreach (self->cells, set_cell_size_cb, GINT_TO_POINTER (size));
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

GtkWidget *
bt_sheet_get_grid (BtSheet *self)
{
  g_return_val_if_fail (BT_IS_SHEET (self), NULL);

  return GTK_WIDGET (self->grid);
}

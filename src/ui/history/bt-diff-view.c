/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/history/bt-diff-view.h"

#include <glib/gi18n.h>

#include "ui/history/bt-diff-cell.h"
#include "ui/history/bt-diff-words.h"

struct _BtDiffView
{
  AdwBin parent_instance;

  BtPhotoLoader *loader;
  BtDiff *diff;
  GListStore *rows; /* hold @diff */
  GtkSingleSelection *selection;
  GtkListView *list;
  gboolean stacked;
  guint current;
};

enum
{
  MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtDiffView, bt_diff_view, ADW_TYPE_BIN)

/* ---- rows ---- */

static void
unfold (BtDiffView *self, guint place)
{
  bt_diff_rows_unfold (self->rows, place);
}

static void
unfold_cb (GtkButton *button, BtDiffView *self)
{
  guint place;

  if (g_list_store_find (self->rows, g_object_get_data (G_OBJECT (button), "row"),
                         &place))
    unfold (self, place);
}

static GtkWidget *
make_fold (BtDiffView *self, BtDiffRow *row)
{
  g_autofree char *words = bt_diff_row_words (row);
  GtkWidget *button = gtk_button_new_with_label (words);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "bt-diff-fold");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, C_ ("compare", "Show Them"));
  g_object_set_data (G_OBJECT (button), "row", row);
  g_signal_connect (button, "clicked", G_CALLBACK (unfold_cb), self);
  return button;
}

static void
add_side (GtkBox *box, GtkWidget *cell, gboolean stacked)
{
  if (cell == NULL && stacked)
    return;
  gtk_box_append (box, cell != NULL ? cell : gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
}

static GtkWidget *
make_sides (BtDiffView *self, BtDiffRow *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  const BtDiffLook look = {
    .dark = adw_style_manager_get_dark (adw_style_manager_get_default ()),
    .loader = self->loader,
  };

  if (self->stacked)
    gtk_orientable_set_orientation (GTK_ORIENTABLE (box), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_homogeneous (GTK_BOX (box), !self->stacked);
  gtk_box_set_spacing (GTK_BOX (box), self->stacked ? 3 : 12);
  /* where they are under each other, what is the same is there once */
  if (!self->stacked || bt_diff_row_get_change (row) != BT_DIFF_SAME)
    add_side (GTK_BOX (box), bt_diff_cell_new (row, FALSE, &look), self->stacked);
  add_side (GTK_BOX (box), bt_diff_cell_new (row, TRUE, &look), self->stacked);
  return box;
}

static void
name_for_readers (GtkWidget *child, BtDiffRow *row)
{
  g_autofree char *words = bt_diff_row_words (row);

  /* the focus is on the list's own widget around it: that one is read out */
  for (GtkWidget *named = child; named != NULL && !GTK_IS_LIST_VIEW (named);
       named = gtk_widget_get_parent (named))
    gtk_accessible_update_property (GTK_ACCESSIBLE (named), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    words, -1);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, BtDiffView *self)
{
  GtkWidget *bin = g_object_new (ADW_TYPE_BIN, "accessible-role",
                                 GTK_ACCESSIBLE_ROLE_GROUP, "css-name", "diffrow", NULL);

  gtk_list_item_set_child (item, bin);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, BtDiffView *self)
{
  BtDiffRow *row = gtk_list_item_get_item (item);
  GtkWidget *bin = gtk_list_item_get_child (item);

  adw_bin_set_child (ADW_BIN (bin), bt_diff_row_get_kind (row) == BT_DIFF_ROW_FOLD
                                        ? make_fold (self, row)
                                        : make_sides (self, row));
  name_for_readers (bin, row);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, BtDiffView *self)
{
  adw_bin_set_child (ADW_BIN (gtk_list_item_get_child (item)), NULL);
}

static void
make_factory (BtDiffView *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  /* a new one makes every row anew */
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
}

/* Enter on a fold opens it. */
static void
activated_cb (GtkListView *list, guint place, BtDiffView *self)
{
  unfold (self, place);
}

/* ---- differences ---- */

static gboolean
is_difference (BtDiffView *self, guint place)
{
  g_autoptr (BtDiffRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), place);

  return row != NULL && bt_diff_row_get_change (row) != BT_DIFF_SAME;
}

/* Returns: the place of the nth difference, from 1 on */
static guint
find_difference (BtDiffView *self, guint nth)
{
  guint n = self->rows != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->rows)) : 0;

  for (guint i = 0; i < n; i++)
    if (is_difference (self, i) && --nth == 0)
      return i;
  return GTK_INVALID_LIST_POSITION;
}

guint
bt_diff_view_get_n_differences (BtDiffView *self)
{
  guint n = 0;

  g_return_val_if_fail (BT_IS_DIFF_VIEW (self), 0);

  if (self->rows == NULL)
    return 0;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->rows)); i++)
    n += is_difference (self, i);
  return n;
}

guint
bt_diff_view_get_current (BtDiffView *self)
{
  g_return_val_if_fail (BT_IS_DIFF_VIEW (self), 0);
  return self->current;
}

void
bt_diff_view_go (BtDiffView *self, int step)
{
  guint n;
  guint place;

  g_return_if_fail (BT_IS_DIFF_VIEW (self));

  n = bt_diff_view_get_n_differences (self);
  if (n == 0)
    return;
  self->current = (guint)CLAMP ((int)self->current + step, 1, (int)n);
  place = find_difference (self, self->current);
  gtk_single_selection_set_selected (self->selection, place);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", place);
  g_signal_emit (self, signals[MOVED], 0);
}

/* A row that was clicked is where one goes on from. */
static void
selected_cb (BtDiffView *self)
{
  guint place = gtk_single_selection_get_selected (self->selection);
  guint before = 0;

  if (self->rows == NULL || place == GTK_INVALID_LIST_POSITION)
    return;
  for (guint i = 0; i <= place; i++)
    before += is_difference (self, i);
  if (before == self->current)
    return;
  self->current = before;
  g_signal_emit (self, signals[MOVED], 0);
}

/* ---- type ---- */

static void
drop_diff (BtDiffView *self)
{
  gtk_single_selection_set_model (self->selection, NULL);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->diff, bt_diff_free);
  self->current = 0;
}

static void
bt_diff_view_dispose (GObject *object)
{
  BtDiffView *self = BT_DIFF_VIEW (object);

  if (self->selection != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->selection, self);
      drop_diff (self);
    }
  g_clear_object (&self->selection);
  g_clear_object (&self->loader);

  G_OBJECT_CLASS (bt_diff_view_parent_class)->dispose (object);
}

static void
bt_diff_view_class_init (BtDiffViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bt_diff_view_dispose;
  signals[MOVED] = g_signal_new ("moved", BT_TYPE_DIFF_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
bt_diff_view_init (BtDiffView *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *list;

  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_swapped (self->selection, "notify::selected", G_CALLBACK (selected_cb),
                            self);
  list = gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), NULL);
  self->list = GTK_LIST_VIEW (list);
  make_factory (self);
  g_signal_connect (list, "activate", G_CALLBACK (activated_cb), self);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (make_factory), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (list, "bt-diff");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_ ("compare", "Comparison"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}

GtkWidget *
bt_diff_view_new (BtPhotoLoader *loader)
{
  BtDiffView *self;

  g_return_val_if_fail (BT_IS_PHOTO_LOADER (loader), NULL);

  self = g_object_new (BT_TYPE_DIFF_VIEW, NULL);
  self->loader = g_object_ref (loader);
  return GTK_WIDGET (self);
}

void
bt_diff_view_set_diff (BtDiffView *self, BtDiff *diff)
{
  g_return_if_fail (BT_IS_DIFF_VIEW (self));

  drop_diff (self);
  if (diff != NULL)
    {
      self->diff = diff;
      self->rows = bt_diff_rows_new (diff);
      gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->rows));
    }
  g_signal_emit (self, signals[MOVED], 0);
}

void
bt_diff_view_set_stacked (BtDiffView *self, gboolean stacked)
{
  g_return_if_fail (BT_IS_DIFF_VIEW (self));

  if (self->stacked == stacked)
    return;
  self->stacked = stacked;
  make_factory (self);
}

void
bt_diff_view_focus (BtDiffView *self)
{
  g_return_if_fail (BT_IS_DIFF_VIEW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

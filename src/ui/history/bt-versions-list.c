/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/history/bt-versions-list.h"

#include <glib/gi18n.h>

#include "ui/history/bt-version-row.h"

struct _BtVersionsList
{
  AdwBin parent_instance;

  BtStore *store;
  char *uuid;
  GListStore *model;
  GtkSingleSelection *selection;
  GtkListView *list;
  GtkStack *stack;
};

enum
{
  CHOSEN,
  OPENED,
  LOADED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtVersionsList, bt_versions_list, ADW_TYPE_BIN)

static void reload (BtVersionsList *self);

/* ---- reading ---- */

static BtVersionItem *
find_item (BtVersionsList *self, gint64 id)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->model)); i++)
    {
      g_autoptr (BtVersionItem) item =
          g_list_model_get_item (G_LIST_MODEL (self->model), i);

      if (bt_version_item_get_version (item)->id == id)
        return g_steal_pointer (&item);
    }
  return NULL;
}

/* Rows that were there stay the same objects: selection and place stay. */
static GPtrArray *
make_items (BtVersionsList *self, GPtrArray *rows)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *day_before = NULL;
  gint64 now = g_get_real_time ();

  for (guint i = 0; i < rows->len; i++)
    {
      const BtStoredVersion *row = g_ptr_array_index (rows, i);
      BtVersionItem *item = find_item (self, row->id);
      char *day = bt_version_day (row->created, now);

      if (item != NULL)
        bt_version_item_update (item, row);
      else
        item = bt_version_item_new (row);
      bt_version_item_set_day (item, g_strcmp0 (day, day_before) != 0 ? day : NULL);
      g_free (day_before);
      day_before = day;
      g_ptr_array_add (items, item);
    }
  return items;
}

static gboolean
same_items (BtVersionsList *self, GPtrArray *items)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));

  if (n != items->len)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BtVersionItem) item =
          g_list_model_get_item (G_LIST_MODEL (self->model), i);

      if (item != items->pdata[i])
        return FALSE;
    }
  return TRUE;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtVersionsList) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows =
      bt_store_list_versions_finish (BT_STORE (source), result, &error);
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (BtVersionItem) chosen = NULL;
  guint place;

  if (self->store == NULL)
    return;
  /* an article that was never saved has no history */
  if (rows == NULL && !g_error_matches (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND))
    {
      g_signal_emit (self, signals[FAILED], 0, error);
      return;
    }
  if (rows == NULL)
    rows = g_ptr_array_new ();
  items = make_items (self, rows);
  if (!same_items (self, items))
    {
      chosen = bt_versions_list_get_chosen (self);
      if (chosen != NULL)
        g_object_ref (chosen);
      g_list_store_splice (self->model, 0,
                           g_list_model_get_n_items (G_LIST_MODEL (self->model)),
                           items->pdata, items->len);
      if (chosen != NULL && g_list_store_find (self->model, chosen, &place))
        gtk_single_selection_set_selected (self->selection, place);
    }
  gtk_stack_set_visible_child_name (self->stack, items->len > 0 ? "list" : "empty");
  g_signal_emit (self, signals[LOADED], 0);
}

static void
reload (BtVersionsList *self)
{
  bt_store_list_versions_async (self->store, self->uuid, NULL, listed_cb,
                                g_object_ref (self));
}

static void
changed_cb (BtVersionsList *self, const char *uuid)
{
  if (uuid == NULL || g_strcmp0 (uuid, self->uuid) == 0)
    reload (self);
}

/* ---- names ---- */

static void
named_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtVersionsList) self = data;
  g_autoptr (GError) error = NULL;

  if (!bt_store_name_version_finish (BT_STORE (source), result, &error)
      && self->store != NULL)
    g_signal_emit (self, signals[FAILED], 0, error);
  if (self->store != NULL)
    reload (self);
}

static void
named_cb (BtVersionRow *row, const char *name, BtVersionsList *self)
{
  BtVersionItem *item = bt_version_row_get_item (row);

  if (item != NULL)
    bt_store_name_version_async (self->store, bt_version_item_get_version (item)->id,
                                 name, NULL, named_done_cb, g_object_ref (self));
}

/* ---- rows ---- */

static void
clicked_cb (BtVersionsList *self)
{
  g_signal_emit (self, signals[OPENED], 0);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, BtVersionsList *self)
{
  GtkWidget *row = bt_version_row_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  /* the list's own single click would choose what the pointer is above, too */
  g_signal_connect_object (click, "released", G_CALLBACK (clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (row, "named", G_CALLBACK (named_cb), self, 0);
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, BtVersionsList *self)
{
  bt_version_row_bind (BT_VERSION_ROW (gtk_list_item_get_child (item)),
                       gtk_list_item_get_item (item));
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, BtVersionsList *self)
{
  bt_version_row_bind (BT_VERSION_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
selected_cb (BtVersionsList *self)
{
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
activated_cb (BtVersionsList *self)
{
  g_signal_emit (self, signals[OPENED], 0);
}

/* ---- type ---- */

static void
bt_versions_list_dispose (GObject *object)
{
  BtVersionsList *self = BT_VERSIONS_LIST (object);

  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->store);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_pointer (&self->uuid, g_free);

  G_OBJECT_CLASS (bt_versions_list_parent_class)->dispose (object);
}

static void
bt_versions_list_class_init (BtVersionsListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bt_versions_list_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", BT_TYPE_VERSIONS_LIST, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[OPENED] = g_signal_new ("opened", BT_TYPE_VERSIONS_LIST, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LOADED] = g_signal_new ("loaded", BT_TYPE_VERSIONS_LIST, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", BT_TYPE_VERSIONS_LIST, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static GtkWidget *
make_list (BtVersionsList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *list =
      gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory);

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  self->list = GTK_LIST_VIEW (list);
  g_signal_connect_swapped (list, "activate", G_CALLBACK (activated_cb), self);
  gtk_widget_add_css_class (list, "bt-versions");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_ ("versions", "Versions"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  return scrolled;
}

static GtkWidget *
make_empty (void)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "document-open-recent-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), C_ ("versions", "No Versions Yet"));
  adw_status_page_set_description (
      ADW_STATUS_PAGE (page),
      C_ ("versions", "They are kept by themselves while you write, when an article is "
                      "sent, and before other text takes its place."));
  gtk_widget_add_css_class (page, "compact");
  return page;
}

static void
bt_versions_list_init (BtVersionsList *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  self->model = g_list_store_new (BT_TYPE_VERSION_ITEM);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->model)));
  g_signal_connect_swapped (self->selection, "notify::selected-item",
                            G_CALLBACK (selected_cb), self);
  gtk_stack_add_named (self->stack, gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), "loading");
  gtk_stack_add_named (self->stack, make_list (self), "list");
  gtk_stack_add_named (self->stack, make_empty (), "empty");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}

GtkWidget *
bt_versions_list_new (BtStore *store, const char *uuid)
{
  BtVersionsList *self;

  g_return_val_if_fail (BT_IS_STORE (store), NULL);
  g_return_val_if_fail (uuid != NULL, NULL);

  self = g_object_new (BT_TYPE_VERSIONS_LIST, NULL);
  self->store = g_object_ref (store);
  self->uuid = g_strdup (uuid);
  g_signal_connect_swapped (store, "changed", G_CALLBACK (changed_cb), self);
  reload (self);
  return GTK_WIDGET (self);
}

GListModel *
bt_versions_list_get_model (BtVersionsList *self)
{
  g_return_val_if_fail (BT_IS_VERSIONS_LIST (self), NULL);
  return G_LIST_MODEL (self->model);
}

BtVersionItem *
bt_versions_list_get_chosen (BtVersionsList *self)
{
  g_return_val_if_fail (BT_IS_VERSIONS_LIST (self), NULL);
  return gtk_single_selection_get_selected_item (self->selection);
}

void
bt_versions_list_rename (BtVersionsList *self)
{
  BtVersionItem *item;

  g_return_if_fail (BT_IS_VERSIONS_LIST (self));

  item = bt_versions_list_get_chosen (self);
  if (item == NULL)
    return;
  /* a row far away has no widget yet */
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u",
                              gtk_single_selection_get_selected (self->selection));
  bt_version_item_rename (item);
}

void
bt_versions_list_focus (BtVersionsList *self)
{
  g_return_if_fail (BT_IS_VERSIONS_LIST (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

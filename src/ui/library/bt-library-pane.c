/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/library/bt-library-pane.h"

#include <glib/gi18n.h>

#include "messages/bt-messages.h"
#include "ui/editor/bt-input-method.h"
#include "ui/library/bt-article-row.h"

/* The choices of the filter: all, each status, the trash. */
#define FILTER_ALL 0
#define FILTER_FIRST_STATUS 1
#define FILTER_TRASH (FILTER_FIRST_STATUS + BT_N_STATUSES)

struct _BtLibraryPane
{
  AdwBin parent_instance;

  BtLibraryModel *model;
  GtkSingleSelection *selection;
  char *selected; /* uuid of what is open */
  gboolean selecting;

  GtkEditable *search;
  GtkDropDown *filter;
  GtkStack *stack;
  GtkListView *list;
  AdwStatusPage *empty;
  GtkWidget *empty_new;
  GtkWidget *empty_import;
};

enum
{
  CHOSEN,
  FAILED,
  LOADED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtLibraryPane, bt_library_pane, ADW_TYPE_BIN)

/* ---- what is open ---- */

static void
show_selected (BtLibraryPane *self)
{
  guint position = self->selected != NULL
                       ? bt_library_model_find (self->model, self->selected)
                       : GTK_INVALID_LIST_POSITION;

  self->selecting = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->selecting = FALSE;
}

static void
selected_cb (BtLibraryPane *self)
{
  BtArticleItem *item = gtk_single_selection_get_selected_item (self->selection);
  const char *uuid;

  if (self->selecting || item == NULL)
    return;
  uuid = bt_article_item_get_article (item)->uuid;
  if (g_strcmp0 (uuid, self->selected) == 0)
    return;
  g_free (self->selected);
  self->selected = g_strdup (uuid);
  g_signal_emit (self, signals[CHOSEN], 0, self->selected);
}

/* A click or Enter on what is open already: a narrow window shows it again. */
static void
activated_cb (GtkListView *list, guint position, BtLibraryPane *self)
{
  g_autoptr (BtArticleItem) item =
      g_list_model_get_item (G_LIST_MODEL (self->model), position);

  if (item != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, bt_article_item_get_article (item)->uuid);
}

/* ---- what is asked for ---- */

static void
query_changed_cb (BtLibraryPane *self)
{
  guint choice = gtk_drop_down_get_selected (self->filter);
  int status = -1;

  if (self->model == NULL)
    return;
  if (choice >= FILTER_FIRST_STATUS && choice < FILTER_TRASH)
    status = (int)(choice - FILTER_FIRST_STATUS);
  bt_library_model_set_query (self->model, gtk_editable_get_text (self->search), status,
                              choice == FILTER_TRASH);
}

static void
stop_search_cb (BtLibraryPane *self)
{
  gtk_editable_set_text (self->search, "");
}

static void
show_empty (BtLibraryPane *self)
{
  gboolean searching = *gtk_editable_get_text (self->search) != '\0';
  gboolean all = gtk_drop_down_get_selected (self->filter) == FILTER_ALL;
  gboolean first = all && !searching;
  const char *icon = "system-search-symbolic";
  const char *title = C_ ("library", "Nothing Found");
  const char *description = C_ ("library", "Accents need not be typed: “duong” finds "
                                           "“đường”.");

  if (first)
    {
      icon = "accessories-text-editor-symbolic";
      title = C_ ("library", "No Articles Yet");
      description =
          C_ ("library", "Write the first one, or import a page that was saved.");
    }
  else if (!searching)
    {
      icon = bt_library_pane_is_trash (self) ? "user-trash-symbolic"
                                             : "accessories-text-editor-symbolic";
      title = bt_library_pane_is_trash (self) ? C_ ("library", "The Trash Is Empty")
                                              : C_ ("library", "None of This Kind");
      description = NULL;
    }
  adw_status_page_set_icon_name (self->empty, icon);
  adw_status_page_set_title (self->empty, title);
  adw_status_page_set_description (self->empty, description);
  gtk_widget_set_visible (self->empty_new, first);
  gtk_widget_set_visible (self->empty_import, first);
}

static void
loaded_cb (BtLibraryPane *self)
{
  gboolean empty = g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0;

  if (empty)
    show_empty (self);
  gtk_stack_set_visible_child_name (self->stack, empty ? "empty" : "list");
  show_selected (self);
  g_signal_emit (self, signals[LOADED], 0);
}

static void
failed_cb (BtLibraryPane *self, const GError *error)
{
  g_autofree char *message = bt_message_for_error (error);
  g_autofree char *escaped = g_markup_escape_text (message, -1);

  /* an empty list would say that there is nothing */
  adw_status_page_set_icon_name (self->empty, "dialog-warning-symbolic");
  adw_status_page_set_title (self->empty, C_ ("library", "The Articles Cannot Be Read"));
  adw_status_page_set_description (self->empty, escaped);
  gtk_widget_set_visible (self->empty_new, FALSE);
  gtk_widget_set_visible (self->empty_import, FALSE);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0)
    gtk_stack_set_visible_child_name (self->stack, "empty");
  g_signal_emit (self, signals[FAILED], 0, error);
}

/* ---- rows ---- */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  gtk_list_item_set_child (item, bt_article_row_new ());
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  bt_article_row_bind (BT_ARTICLE_ROW (gtk_list_item_get_child (item)),
                       gtk_list_item_get_item (item));
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  bt_article_row_bind (BT_ARTICLE_ROW (gtk_list_item_get_child (item)), NULL);
}

/* ---- type ---- */

static void
bt_library_pane_dispose (GObject *object)
{
  BtLibraryPane *self = BT_LIBRARY_PANE (object);

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_pointer (&self->selected, g_free);

  G_OBJECT_CLASS (bt_library_pane_parent_class)->dispose (object);
}

static void
bt_library_pane_class_init (BtLibraryPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_library_pane_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/vn/banthao/BanThao/ui/bt-library-pane.ui");
#define CHILD(name)                                                                      \
  gtk_widget_class_bind_template_child (widget_class, BtLibraryPane, name)
  CHILD (search);
  CHILD (filter);
  CHILD (stack);
  CHILD (list);
  CHILD (empty);
  CHILD (empty_new);
  CHILD (empty_import);
#undef CHILD

  signals[CHOSEN] = g_signal_new ("chosen", BT_TYPE_LIBRARY_PANE, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[FAILED] = g_signal_new ("failed", BT_TYPE_LIBRARY_PANE, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[LOADED] = g_signal_new ("loaded", BT_TYPE_LIBRARY_PANE, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
fill_filter (BtLibraryPane *self)
{
  g_autoptr (GtkStringList) choices = gtk_string_list_new (NULL);

  gtk_string_list_append (choices, C_ ("library", "All articles"));
  for (int status = 0; status < BT_N_STATUSES; status++)
    gtk_string_list_append (choices, bt_message_for_status ((BtStatus)status));
  gtk_string_list_append (choices, C_ ("library", "Trash"));
  gtk_drop_down_set_model (self->filter, G_LIST_MODEL (choices));
  /* the button inside has the focus: it is read out, not the drop-down */
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->filter))),
      GTK_ACCESSIBLE_PROPERTY_LABEL, C_ ("library", "Which articles"), -1);
}

static void
bt_library_pane_init (BtLibraryPane *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  fill_filter (self);
  bt_input_watch (GTK_WIDGET (self->search));
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (query_changed_cb),
                            self);
  g_signal_connect_swapped (self->search, "stop-search", G_CALLBACK (stop_search_cb),
                            self);
  g_signal_connect_swapped (self->filter, "notify::selected",
                            G_CALLBACK (query_changed_cb), self);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
  g_signal_connect (self->list, "activate", G_CALLBACK (activated_cb), self);
}

/* ---- public ---- */

void
bt_library_pane_set_store (BtLibraryPane *self, BtStore *store)
{
  g_return_if_fail (BT_IS_LIBRARY_PANE (self));
  g_return_if_fail (self->model == NULL);

  self->model = bt_library_model_new (store);
  g_signal_connect_swapped (self->model, "loaded", G_CALLBACK (loaded_cb), self);
  g_signal_connect_swapped (self->model, "failed", G_CALLBACK (failed_cb), self);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->model)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  g_signal_connect_swapped (self->selection, "notify::selected-item",
                            G_CALLBACK (selected_cb), self);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
}

BtLibraryModel *
bt_library_pane_get_model (BtLibraryPane *self)
{
  g_return_val_if_fail (BT_IS_LIBRARY_PANE (self), NULL);
  return self->model;
}

void
bt_library_pane_select (BtLibraryPane *self, const char *uuid)
{
  g_return_if_fail (BT_IS_LIBRARY_PANE (self));

  if (g_strcmp0 (self->selected, uuid) != 0)
    {
      g_free (self->selected);
      self->selected = g_strdup (uuid);
    }
  show_selected (self);
}

void
bt_library_pane_focus_search (BtLibraryPane *self)
{
  g_return_if_fail (BT_IS_LIBRARY_PANE (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

void
bt_library_pane_clear_search (BtLibraryPane *self)
{
  g_return_if_fail (BT_IS_LIBRARY_PANE (self));

  gtk_editable_set_text (self->search, "");
  gtk_drop_down_set_selected (self->filter, FILTER_ALL);
}

gboolean
bt_library_pane_is_trash (BtLibraryPane *self)
{
  g_return_val_if_fail (BT_IS_LIBRARY_PANE (self), FALSE);
  return gtk_drop_down_get_selected (self->filter) == FILTER_TRASH;
}

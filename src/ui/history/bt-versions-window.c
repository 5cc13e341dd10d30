/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/history/bt-versions-window.h"

#include <glib/gi18n.h>

#include "messages/bt-messages.h"
#include "ui/bt-accessible.h"
#include "ui/history/bt-diff-view.h"
#include "ui/history/bt-version-compare.h"
#include "ui/history/bt-versions-list.h"

struct _BtVersionsWindow
{
  AdwWindow parent_instance;

  BtContext *context;
  BtPresentFunc present;
  gpointer present_data;
  GCancellable *comparing;
  gboolean filling;  /* the choice of the other side is made anew */
  gint64 other_id;   /* the version on the other side, 0 for the present text */
  gboolean swapped;  /* the chosen version is the newer one */
  BtArticle *chosen; /* once it is loaded */
  gboolean differs;

  BtVersionsList *list;
  BtDiffView *view;
  GtkStack *stack;

  /* template */
  AdwToastOverlay *toasts;
  AdwLeaflet *leaflet;
  GtkBox *list_box;
  AdwHeaderBar *list_bar;
  GtkBox *compare_box;
  AdwHeaderBar *compare_bar;
  AdwWindowTitle *title;
  GtkWidget *back;
  GtkBox *sides;
  GtkLabel *older_title;
  GtkDropDown *other;
};

enum
{
  RESTORE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtVersionsWindow, bt_versions_window, ADW_TYPE_WINDOW)

static void compare (BtVersionsWindow *self);

static void
failed (BtVersionsWindow *self, const GError *error)
{
  g_autofree char *message = bt_message_for_error (error);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (message));
}

/* ---- what is said ---- */

static void
update_actions (BtVersionsWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean chosen = bt_versions_list_get_chosen (self->list) != NULL;
  guint n = bt_diff_view_get_n_differences (self->view);

  gtk_widget_action_set_enabled (widget, "versions.rename", chosen);
  gtk_widget_action_set_enabled (widget, "versions.restore",
                                 self->chosen != NULL
                                     && (self->other_id != 0 || self->differs));
  gtk_widget_action_set_enabled (widget, "versions.next", n > 0);
  gtk_widget_action_set_enabled (widget, "versions.previous", n > 0);
}

static void
update_title (BtVersionsWindow *self)
{
  BtVersionItem *item = bt_versions_list_get_chosen (self->list);
  guint n = bt_diff_view_get_n_differences (self->view);
  guint current = bt_diff_view_get_current (self->view);
  g_autofree char *title =
      item != NULL ? bt_version_title (bt_version_item_get_version (item)) : NULL;
  g_autofree char *subtitle = NULL;

  if (item == NULL)
    subtitle = g_strdup ("");
  else if (self->chosen == NULL)
    subtitle = g_strdup (C_ ("versions", "Comparing…"));
  else if (n == 0)
    subtitle = g_strdup (C_ ("versions", "No differences"));
  else if (current > 0)
    subtitle =
        g_strdup_printf (C_ ("versions", "Difference %u of %u"), MAX (current, 1), n);
  else
    subtitle = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%u difference", "%u differences", n), n);
  adw_window_title_set_title (self->title, C_ ("versions", "Comparison"));
  adw_window_title_set_subtitle (self->title, subtitle);
  gtk_label_set_label (self->older_title, title != NULL ? title : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->older_title), title);
  update_actions (self);
}

/* The version that is chosen stands on the left, or above, when it is the older one. */
static void
place_sides (BtVersionsWindow *self)
{
  GtkWidget *title = GTK_WIDGET (self->older_title);
  GtkWidget *other = gtk_widget_get_parent (GTK_WIDGET (self->other));

  gtk_box_reorder_child_after (self->sides, self->swapped ? title : other,
                               self->swapped ? other : title);
}

/* ---- comparing ---- */

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtVersionsWindow) self = data;
  g_autoptr (GError) error = NULL;
  BtDiff *diff = bt_version_compare_finish (BT_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->context == NULL)
    {
      bt_diff_free (diff);
      return;
    }
  g_clear_object (&self->comparing);
  if (diff == NULL)
    {
      failed (self, error);
      return;
    }
  bt_article_free (self->chosen);
  self->chosen = bt_article_copy (self->swapped ? diff->newer : diff->older);
  self->differs = !bt_diff_is_empty (diff);
  bt_diff_view_set_diff (self->view, diff);
  gtk_stack_set_visible_child_name (self->stack, self->differs ? "view" : "same");
  update_title (self);
}

static void
stop_comparing (BtVersionsWindow *self)
{
  if (self->comparing != NULL)
    g_cancellable_cancel (self->comparing);
  g_clear_object (&self->comparing);
}

static const BtStoredVersion *
find_version (BtVersionsWindow *self, gint64 id)
{
  GListModel *model = bt_versions_list_get_model (self->list);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (BtVersionItem) item = g_list_model_get_item (model, i);

      if (bt_version_item_get_version (item)->id == id)
        return bt_version_item_get_version (item);
    }
  return NULL;
}

static void
compare (BtVersionsWindow *self)
{
  BtVersionItem *item = bt_versions_list_get_chosen (self->list);
  const BtStoredVersion *other =
      self->other_id != 0 ? find_version (self, self->other_id) : NULL;
  g_autoptr (BtArticle) present = NULL;
  BtVersionSide sides[2] = { { 0 }, { 0 } };

  stop_comparing (self);
  /* until it is here, nothing can be restored: what is to be seen is still the one before */
  g_clear_pointer (&self->chosen, bt_article_free);
  if (item == NULL)
    {
      bt_diff_view_set_diff (self->view, NULL);
      gtk_stack_set_visible_child_name (self->stack, "none");
      update_title (self);
      return;
    }
  sides[0].id = bt_version_item_get_version (item)->id;
  self->swapped = FALSE;
  if (other != NULL)
    {
      sides[1].id = other->id;
      self->swapped = other->created < bt_version_item_get_version (item)->created;
    }
  else
    {
      present = self->present (self->present_data);
      sides[1].article = present;
    }
  place_sides (self);
  self->comparing = g_cancellable_new ();
  bt_version_compare_async (bt_context_get_store (self->context), &sides[self->swapped],
                            &sides[!self->swapped], self->comparing, compared_cb,
                            g_object_ref (self));
  update_title (self);
}

/* ---- the other side ---- */

static gboolean
same_titles (GListModel *a, GListModel *b)
{
  guint n = a != NULL ? g_list_model_get_n_items (a) : 0;

  if (n != g_list_model_get_n_items (b))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (a), i),
                      gtk_string_list_get_string (GTK_STRING_LIST (b), i)))
      return FALSE;
  return TRUE;
}

static void
fill_other (BtVersionsWindow *self)
{
  GListModel *model = bt_versions_list_get_model (self->list);
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (titles, C_ ("versions", "The text as it is now"));
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (BtVersionItem) item = g_list_model_get_item (model, i);
      g_autofree char *title = bt_version_title (bt_version_item_get_version (item));

      gtk_string_list_append (titles, title);
      if (bt_version_item_get_version (item)->id == self->other_id)
        selected = i + 1;
    }
  /* it may be open just now */
  if (same_titles (gtk_drop_down_get_model (self->other), G_LIST_MODEL (titles)))
    return;
  self->filling = TRUE;
  gtk_drop_down_set_model (self->other, G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (self->other, selected);
  self->filling = FALSE;
}

static void
title_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer ellipsize)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (ellipsize != NULL)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
title_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *label = gtk_list_item_get_child (item);
  const char *title = gtk_string_object_get_string (gtk_list_item_get_item (item));

  gtk_label_set_label (GTK_LABEL (label), title);
  /* the list's own widget around it has the focus: that one is read out */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (label)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static GtkListItemFactory *
title_factory (gboolean ellipsize)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (title_setup_cb),
                    GINT_TO_POINTER (ellipsize));
  g_signal_connect (factory, "bind", G_CALLBACK (title_bind_cb), NULL);
  return factory;
}

/* The button inside has the focus: it is read out, not the drop-down. */
static void
name_other (BtVersionsWindow *self)
{
  GtkWidget *const named[] = { GTK_WIDGET (self->other),
                               gtk_widget_get_first_child (GTK_WIDGET (self->other)) };

  for (guint i = 0; i < G_N_ELEMENTS (named); i++)
    gtk_accessible_update_property (GTK_ACCESSIBLE (named[i]),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    C_ ("versions", "Compared with"), -1);
}

/* A long name must not keep the window from being narrow. */
static void
make_other (BtVersionsWindow *self)
{
  g_autoptr (GtkListItemFactory) button = title_factory (TRUE);
  g_autoptr (GtkListItemFactory) list = title_factory (FALSE);

  gtk_drop_down_set_factory (self->other, button);
  gtk_drop_down_set_list_factory (self->other, list);
}

static void
other_cb (BtVersionsWindow *self)
{
  guint selected = gtk_drop_down_get_selected (self->other);
  g_autoptr (BtVersionItem) item = NULL;

  if (self->filling || selected == GTK_INVALID_LIST_POSITION)
    return;
  if (selected > 0)
    item = g_list_model_get_item (bt_versions_list_get_model (self->list), selected - 1);
  self->other_id = item != NULL ? bt_version_item_get_version (item)->id : 0;
  compare (self);
}

/* ---- callbacks ---- */

static void
loaded_cb (BtVersionsWindow *self)
{
  fill_other (self);
  update_title (self);
}

static void
opened_cb (BtVersionsWindow *self)
{
  adw_leaflet_set_visible_child_name (self->leaflet, "compare");
  if (adw_leaflet_get_folded (self->leaflet))
    bt_diff_view_focus (self->view);
}

static void
list_failed_cb (BtVersionsWindow *self, const GError *error)
{
  failed (self, error);
}

static void
folded_cb (BtVersionsWindow *self)
{
  gboolean folded = adw_leaflet_get_folded (self->leaflet);

  gtk_widget_set_visible (self->back, folded);
  adw_header_bar_set_show_end_title_buttons (self->list_bar, folded);
  adw_header_bar_set_show_start_title_buttons (self->compare_bar, folded);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->sides),
                                  folded ? GTK_ORIENTATION_VERTICAL
                                         : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (self->sides, folded ? 6 : 12);
  bt_diff_view_set_stacked (self->view, folded);
}

/* Something may have been written meanwhile. */
static void
active_cb (BtVersionsWindow *self)
{
  if (gtk_window_is_active (GTK_WINDOW (self)) && self->other_id == 0
      && self->comparing == NULL)
    compare (self);
}

/* ---- actions ---- */

static void
restore_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtVersionsWindow *self = BT_VERSIONS_WINDOW (widget);
  g_autoptr (BtArticle) chosen = bt_article_copy (self->chosen);

  g_signal_emit (self, signals[RESTORE], 0, chosen);
}

static void
rename_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtVersionsWindow *self = BT_VERSIONS_WINDOW (widget);

  adw_leaflet_set_visible_child_name (self->leaflet, "list");
  bt_versions_list_rename (self->list);
}

static void
go_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bt_diff_view_go (BT_VERSIONS_WINDOW (widget)->view,
                   g_str_equal (name, "versions.next") ? 1 : -1);
}

static void
back_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_leaflet_set_visible_child_name (BT_VERSIONS_WINDOW (widget)->leaflet, "list");
}

/* ---- type ---- */

static void
bt_versions_window_dispose (GObject *object)
{
  BtVersionsWindow *self = BT_VERSIONS_WINDOW (object);

  stop_comparing (self);
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  if (self->view != NULL)
    g_signal_handlers_disconnect_by_data (self->view, self);
  g_clear_object (&self->context);
  g_clear_pointer (&self->chosen, bt_article_free);

  G_OBJECT_CLASS (bt_versions_window_parent_class)->dispose (object);
}

static void
bt_versions_window_class_init (BtVersionsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_versions_window_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/vn/banthao/BanThao/ui/bt-versions-window.ui");
#define CHILD(name)                                                                      \
  gtk_widget_class_bind_template_child (widget_class, BtVersionsWindow, name)
  CHILD (toasts);
  CHILD (leaflet);
  CHILD (list_box);
  CHILD (list_bar);
  CHILD (compare_box);
  CHILD (compare_bar);
  CHILD (title);
  CHILD (back);
  CHILD (sides);
  CHILD (older_title);
  CHILD (other);
#undef CHILD
  gtk_widget_class_install_action (widget_class, "versions.restore", NULL, restore_cb);
  gtk_widget_class_install_action (widget_class, "versions.rename", NULL, rename_cb);
  gtk_widget_class_install_action (widget_class, "versions.next", NULL, go_cb);
  gtk_widget_class_install_action (widget_class, "versions.previous", NULL, go_cb);
  gtk_widget_class_install_action (widget_class, "versions.back", NULL, back_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "versions.rename",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F7, 0, "versions.next",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F7, GDK_SHIFT_MASK,
                                       "versions.previous", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK,
                                       "versions.back", NULL);

  signals[RESTORE] = g_signal_new ("restore", BT_TYPE_VERSIONS_WINDOW, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 1, BT_TYPE_ARTICLE);
}

static void
bt_versions_window_init (BtVersionsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GtkWidget *
make_page (const char *icon, const char *title)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  return page;
}

static void
make_parts (BtVersionsWindow *self, const char *uuid)
{
  g_autoptr (BtPhotoLoader) loader = bt_photo_loader_new (self->context);

  self->list = BT_VERSIONS_LIST (
      bt_versions_list_new (bt_context_get_store (self->context), uuid));
  gtk_widget_set_vexpand (GTK_WIDGET (self->list), TRUE);
  gtk_box_append (self->list_box, GTK_WIDGET (self->list));
  self->view = BT_DIFF_VIEW (bt_diff_view_new (loader));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_add_named (self->stack,
                       make_page ("document-open-recent-symbolic",
                                  C_ ("versions", "Choose a Version from the List")),
                       "none");
  gtk_stack_add_named (
      self->stack, make_page ("emblem-ok-symbolic", C_ ("versions", "Both Are the Same")),
      "same");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->view), "view");
  gtk_box_append (self->compare_box, GTK_WIDGET (self->stack));
}

GtkWidget *
bt_versions_window_new (GtkWindow *parent,
                        BtContext *context,
                        BtPresentFunc present,
                        gpointer data)
{
  BtVersionsWindow *self;
  g_autoptr (BtArticle) article = NULL;

  g_return_val_if_fail (BT_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (present != NULL, NULL);

  self = g_object_new (BT_TYPE_VERSIONS_WINDOW, "transient-for", parent, NULL);
  self->context = g_object_ref (context);
  self->present = present;
  self->present_data = data;
  article = present (data);
  make_parts (self, bt_article_get_uuid (article));

  g_signal_connect_swapped (self->list, "chosen", G_CALLBACK (compare), self);
  g_signal_connect_swapped (self->list, "opened", G_CALLBACK (opened_cb), self);
  g_signal_connect_swapped (self->list, "loaded", G_CALLBACK (loaded_cb), self);
  g_signal_connect_swapped (self->list, "failed", G_CALLBACK (list_failed_cb), self);
  g_signal_connect_swapped (self->view, "moved", G_CALLBACK (update_title), self);
  g_signal_connect_swapped (self->leaflet, "notify::folded", G_CALLBACK (folded_cb),
                            self);
  g_signal_connect_swapped (self->other, "notify::selected", G_CALLBACK (other_cb), self);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (active_cb), NULL);
  make_other (self);
  fill_other (self);
  folded_cb (self);
  update_title (self);
  bt_accessible_name_buttons (GTK_WIDGET (self));
  name_other (self);
  bt_versions_list_focus (self->list);
  return GTK_WIDGET (self);
}

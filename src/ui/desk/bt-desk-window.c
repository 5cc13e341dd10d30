/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/desk/bt-desk-window-private.h"

#include <glib/gi18n.h>

#include "messages/bt-messages.h"
#include "sync/bt-homes.h"
#include "ui/bt-accessible.h"
#include "ui/bt-toast.h"
#include "ui/desk/bt-desk-sidebar.h"
#include "ui/editor/bt-input-method.h"

G_DEFINE_FINAL_TYPE (BtDeskWindow, bt_desk_window, ADW_TYPE_APPLICATION_WINDOW)

/* ---- toasts ---- */

void
bt_desk_window_toast (BtDeskWindow *self, const char *text)
{
  g_return_if_fail (BT_IS_DESK_WINDOW (self));

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (text));
}

void
bt_desk_window_toast_error (BtDeskWindow *self, const GError *error)
{
  bt_toast_error (self->toasts, error);
}

/* ---- pages ---- */

const char *
bt_desk_window_get_page (BtDeskWindow *self)
{
  return gtk_stack_get_visible_child_name (self->pages);
}

/* With the whole screen for one photo nothing else is shown. */
static void
update_bars (BtDeskWindow *self)
{
  gboolean alone = gtk_window_is_fullscreen (GTK_WINDOW (self))
                   && !g_str_equal (bt_desk_window_get_page (self), "sheet");

  gtk_widget_set_visible (self->header, !alone);
  gtk_widget_set_visible (self->tools, !alone);
  gtk_widget_set_visible (self->bottom, !alone);
  if (alone)
    {
      adw_flap_set_reveal_flap (self->sidebar_flap, FALSE);
      adw_flap_set_reveal_flap (self->panel_flap, FALSE);
    }
}

void
bt_desk_window_show_page (BtDeskWindow *self, const char *name)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->pages, name);

  g_return_if_fail (page != NULL);

  gtk_stack_set_visible_child (self->pages, page);
  bt_desk_window_set_state (self, "page", g_variant_new_string (name));
  gtk_widget_set_visible (GTK_WIDGET (self->zoom), g_str_equal (name, "sheet"));
  update_bars (self);
  gtk_widget_grab_focus (page);
  bt_desk_window_update (self);
}

void
bt_desk_window_add_page (BtDeskWindow *self,
                         const char *name,
                         const char *icon,
                         const char *title,
                         GtkWidget *page)
{
  GtkWidget *toggle;

  gtk_stack_add_named (self->pages, page, name);
  if (icon == NULL)
    return;
  toggle = gtk_toggle_button_new ();
  gtk_button_set_icon_name (GTK_BUTTON (toggle), icon);
  gtk_widget_set_tooltip_text (toggle, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (toggle), "desk.page");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (toggle), "s", name);
  gtk_box_append (self->pages_box, toggle);
}

/* ---- panels ---- */

static gboolean
has_panel (BtDeskWindow *self)
{
  return gtk_widget_get_first_child (GTK_WIDGET (self->panel)) != NULL;
}

void
bt_desk_window_add_panel (BtDeskWindow *self,
                          const char *name,
                          const char *title,
                          GtkWidget *panel)
{
  gboolean more = has_panel (self);

  gtk_stack_add_titled (self->panel, panel, name, title);
  gtk_widget_set_visible (self->panel_switcher, more);
  gtk_widget_set_visible (self->panel_button, TRUE);
}

static void
show_flap (AdwFlap *flap, gboolean shown)
{
  if (adw_flap_get_reveal_flap (flap) != shown)
    adw_flap_set_reveal_flap (flap, shown);
}

void
bt_desk_window_show_panel (BtDeskWindow *self, const char *name)
{
  GtkWidget *panel = gtk_stack_get_child_by_name (self->panel, name);

  g_return_if_fail (panel != NULL);

  gtk_stack_set_visible_child (self->panel, panel);
  show_flap (self->panel_flap, TRUE);
}

static void
revealed_cb (BtDeskWindow *self)
{
  bt_desk_window_set_state (
      self, "sidebar",
      g_variant_new_boolean (adw_flap_get_reveal_flap (self->sidebar_flap)));
  bt_desk_window_set_state (
      self, "panel", g_variant_new_boolean (adw_flap_get_reveal_flap (self->panel_flap)));
}

/* What lies over the photos is not to come up by itself. */
static void
show_wanted_panel (BtDeskWindow *self)
{
  gboolean wanted = has_panel (self)
                    && (self->settings == NULL
                        || g_settings_get_boolean (self->settings, "desk-panel"));

  show_flap (self->panel_flap, wanted && !adw_flap_get_folded (self->panel_flap));
}

static gboolean
fold_cb (gpointer data)
{
  BtDeskWindow *self = data;

  self->fold_source = 0;
  show_wanted_panel (self);
  return G_SOURCE_REMOVE;
}

/* It is said while sizes are given out: what changes them comes after. */
static void
folded_cb (BtDeskWindow *self)
{
  if (self->fold_source == 0)
    self->fold_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fold_cb, self, NULL);
}

static void
panel_settled_cb (gpointer data)
{
  g_autoptr (BtDeskWindow) self = data;
  gboolean shown = !adw_flap_get_reveal_flap (self->panel_flap);

  if (self->context == NULL || !has_panel (self))
    return;
  show_flap (self->panel_flap, shown);
  if (self->settings != NULL && !adw_flap_get_folded (self->panel_flap))
    g_settings_set_boolean (self->settings, "desk-panel", shown);
  if (!shown)
    gtk_widget_grab_focus (gtk_stack_get_visible_child (self->pages));
}

/* ---- the sidebar ---- */

static void
scope_cb (BtDeskWindow *self, const BtPhotoQuery *query)
{
  bt_desk_window_set_scope (self, query);
  if (adw_flap_get_folded (self->sidebar_flap))
    adw_flap_set_reveal_flap (self->sidebar_flap, FALSE);
}

static void
sidebar_failed_cb (BtDeskWindow *self, const GError *error)
{
  bt_desk_window_toast_error (self, error);
}

static void
init_sidebar (BtDeskWindow *self)
{
  self->sidebar = bt_desk_sidebar_new (self->store);
  gtk_box_append (self->sidebar_box, self->sidebar);
  g_signal_connect_swapped (self->sidebar, "scope", G_CALLBACK (scope_cb), self);
  g_signal_connect_swapped (self->sidebar, "failed", G_CALLBACK (sidebar_failed_cb),
                            self);
}

/* ---- actions of the frame ---- */

typedef struct
{
  BtDeskWindow *window;
  char *page;
} Turn;

static void
page_settled_cb (gpointer data)
{
  g_autofree Turn *turn = data;
  g_autoptr (BtDeskWindow) self = turn->window;
  g_autofree char *page = turn->page;

  if (self->context != NULL && gtk_stack_get_child_by_name (self->pages, page) != NULL)
    bt_desk_window_show_page (self, page);
}

static void
page_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Turn *turn = g_new0 (Turn, 1);

  turn->window = g_object_ref (data);
  turn->page = g_variant_dup_string (parameter, NULL);
  bt_input_settle (data, page_settled_cb, turn);
}

static void
panel_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  /* a word may be under composition in what goes out of sight */
  bt_input_settle (data, panel_settled_cb, g_object_ref (data));
}

static void
sidebar_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BtDeskWindow *self = data;

  show_flap (self->sidebar_flap, !adw_flap_get_reveal_flap (self->sidebar_flap));
}

static void
fullscreen_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *window = data;

  if (gtk_window_is_fullscreen (window))
    gtk_window_unfullscreen (window);
  else
    gtk_window_fullscreen (window);
}

static void
fullscreened_cb (BtDeskWindow *self)
{
  update_bars (self);
  bt_desk_window_set_state (
      self, "fullscreen",
      g_variant_new_boolean (gtk_window_is_fullscreen (GTK_WINDOW (self))));
  if (!gtk_window_is_fullscreen (GTK_WINDOW (self)))
    {
      show_flap (self->sidebar_flap, !adw_flap_get_folded (self->sidebar_flap));
      show_wanted_panel (self);
    }
}

/* One step back: from the whole screen, then from a photo to all of them. */
static void
back_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BtDeskWindow *self = data;

  if (gtk_window_is_fullscreen (GTK_WINDOW (self)))
    gtk_window_unfullscreen (GTK_WINDOW (self));
  else
    bt_desk_window_show_page (self, "sheet");
}

void
bt_desk_window_add_actions (BtDeskWindow *self, const GActionEntry *entries, guint n)
{
  g_return_if_fail (BT_IS_DESK_WINDOW (self));

  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, (int)n, self);
}

void
bt_desk_window_enable (BtDeskWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_return_if_fail (G_IS_SIMPLE_ACTION (action));
  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

void
bt_desk_window_set_state (BtDeskWindow *self, const char *name, GVariant *state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_return_if_fail (G_IS_SIMPLE_ACTION (action));
  g_simple_action_set_state (G_SIMPLE_ACTION (action), state);
}

static void
init_frame (BtDeskWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "page", .activate = page_cb, .parameter_type = "s", .state = "'sheet'" },
    { .name = "panel", .activate = panel_cb, .state = "false" },
    { .name = "sidebar", .activate = sidebar_cb, .state = "true" },
    { .name = "fullscreen", .activate = fullscreen_cb, .state = "false" },
    { .name = "back", .activate = back_cb },
  };

  bt_desk_window_add_actions (self, entries, G_N_ELEMENTS (entries));
  g_signal_connect_swapped (self->sidebar_flap, "notify::reveal-flap",
                            G_CALLBACK (revealed_cb), self);
  g_signal_connect_swapped (self->panel_flap, "notify::reveal-flap",
                            G_CALLBACK (revealed_cb), self);
  g_signal_connect_swapped (self->panel_flap, "notify::folded", G_CALLBACK (folded_cb),
                            self);
  g_signal_connect (self, "notify::fullscreened", G_CALLBACK (fullscreened_cb), NULL);
}

/* ---- closing ---- */

static void
settled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtDeskWindow) self = data;

  /* what could not be written was told and is shown as it is kept */
  (void)bt_desk_settle_finish (BT_DESK (source), result, NULL);
  self->may_close = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
closing_cb (gpointer data)
{
  BtDeskWindow *self = data;

  bt_desk_settle_async (self->desk, settled_cb, self);
}

static gboolean
bt_desk_window_close_request (GtkWindow *window)
{
  BtDeskWindow *self = BT_DESK_WINDOW (window);

  if (!self->may_close)
    {
      /* a word under composition, and the disk, come first */
      if (!self->closing && !bt_desk_window_keeps_open (self))
        {
          self->closing = TRUE;
          bt_caption_panel_settle (self->captions, closing_cb, g_object_ref (self));
        }
      return TRUE;
    }
  if (self->settings != NULL)
    {
      int width, height;

      gtk_window_get_default_size (window, &width, &height);
      g_settings_set_int (self->settings, "desk-width", width);
      g_settings_set_int (self->settings, "desk-height", height);
      g_settings_set_boolean (self->settings, "desk-maximized",
                              gtk_window_is_maximized (window));
    }
  return GTK_WINDOW_CLASS (bt_desk_window_parent_class)->close_request (window);
}

/* ---- type ---- */

static void
bt_desk_window_dispose (GObject *object)
{
  BtDeskWindow *self = BT_DESK_WINDOW (object);

  if (self->desk != NULL)
    {
      bt_desk_close (self->desk);
      g_signal_handlers_disconnect_by_data (self->desk, self);
      g_signal_handlers_disconnect_by_data (bt_desk_get_selection (self->desk), self);
    }
  g_clear_handle_id (&self->fold_source, g_source_remove);
  if (self->ingest != NULL)
    g_signal_handlers_disconnect_by_data (self->ingest, self);
  g_clear_object (&self->ingest);
  g_clear_object (&self->context);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (bt_desk_window_parent_class)->dispose (object);
  g_clear_object (&self->desk);
}

static void
bt_desk_window_finalize (GObject *object)
{
  BtDeskWindow *self = BT_DESK_WINDOW (object);

  g_free ((char *)self->scope.article);
  g_free ((char *)self->scope.since);
  g_free ((char *)self->scope.until);
  g_clear_object (&self->actions);
  bt_photo_edit_free (self->copied);

  G_OBJECT_CLASS (bt_desk_window_parent_class)->finalize (object);
}

static void
bt_desk_window_class_init (BtDeskWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_desk_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = bt_desk_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = bt_desk_window_close_request;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/vn/banthao/BanThao/ui/bt-desk-window.ui");
#define CHILD(name)                                                                      \
  gtk_widget_class_bind_template_child (widget_class, BtDeskWindow, name)
  CHILD (toasts);
  CHILD (header);
  CHILD (pages_box);
  CHILD (sidebar_button);
  CHILD (ingest_button);
  CHILD (add_button);
  CHILD (panel_button);
  CHILD (sidebar_flap);
  CHILD (panel_flap);
  CHILD (sidebar_box);
  CHILD (panel_switcher);
  CHILD (panel);
  CHILD (pages);
  CHILD (tools);
  CHILD (undo_button);
  CHILD (redo_button);
  CHILD (search);
  CHILD (filter_button);
  CHILD (bottom);
  CHILD (count);
  CHILD (progress_box);
  CHILD (progress_label);
  CHILD (progress_bar);
  CHILD (zoom);
#undef CHILD

  g_signal_new ("attach", BT_TYPE_DESK_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 2, G_TYPE_PTR_ARRAY, G_TYPE_BOOLEAN);
  g_signal_new ("attach-to", BT_TYPE_DESK_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_PTR_ARRAY, G_TYPE_BOOLEAN);
  g_signal_new ("bring", BT_TYPE_DESK_WINDOW, G_SIGNAL_RUN_LAST, 0,
                g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 4,
                G_TYPE_STRING, BT_TYPE_HOME, BT_TYPE_HOME, G_TYPE_TASK);
}

static void
bt_desk_window_init (BtDeskWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->actions = g_simple_action_group_new ();
  gtk_widget_insert_action_group (GTK_WIDGET (self), "desk",
                                  G_ACTION_GROUP (self->actions));
  init_frame (self);
}

static void
restore_window (BtDeskWindow *self)
{
  if (self->settings == NULL)
    return;
  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "desk-width"),
                               g_settings_get_int (self->settings, "desk-height"));
  if (g_settings_get_boolean (self->settings, "desk-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

BtDeskWindow *
bt_desk_window_new (GtkApplication *app, BtContext *context, GSettings *settings)
{
  BtDeskWindow *self;
  const BtPhotoQuery all = { 0 };

  g_return_val_if_fail (BT_IS_CONTEXT (context), NULL);

  self = g_object_new (BT_TYPE_DESK_WINDOW, "application", app, NULL);
  self->context = g_object_ref (context);
  self->store = bt_context_get_store (context);
  g_set_object (&self->settings, settings);
  self->desk = bt_desk_new (context);
  restore_window (self);
  bt_desk_window_init_actions (self);
  bt_desk_window_init_choices (self);
  bt_desk_window_init_view (self);
  bt_desk_window_init_sheet (self);
  bt_desk_window_init_captions (self);
  bt_desk_window_init_check (self);
  bt_desk_window_init_homes (self);
  bt_desk_window_init_loupe (self);
  bt_desk_window_init_corrections (self);
  bt_desk_window_init_crop (self);
  init_sidebar (self);
  bt_desk_window_init_ingest (self);
  bt_desk_window_init_discard (self);
  bt_desk_window_init_export (self);
  folded_cb (self);
  bt_accessible_name_buttons (GTK_WIDGET (self));
  /* else their names are read twice */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->ingest_button),
                                 GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->add_button),
                                 GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  bt_input_guard_shortcuts (GTK_WIDGET (self));
  bt_desk_window_show_page (self, "sheet");
  bt_desk_window_set_scope (self, &all);
  return self;
}

/* Which photos are shown, in which order, and how many they are.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "ui/desk/bt-desk-filter.h"
#include "ui/desk/bt-desk-window-private.h"

static const struct
{
  const char *name;
  BtDeskSort sort;
} sorts[] = {
  { "taken", BT_DESK_SORT_TAKEN },   { "name", BT_DESK_SORT_NAME },
  { "rating", BT_DESK_SORT_RATING }, { "imported", BT_DESK_SORT_IMPORTED },
  { "scope", BT_DESK_SORT_SCOPE },
};

/* ---- scope and search ---- */

static void
show_scope (BtDeskWindow *self)
{
  BtPhotoQuery query = self->scope;
  g_autofree char *words = g_strdup (gtk_editable_get_text (self->search));

  g_strstrip (words);
  query.words = *words != '\0' ? words : NULL;
  bt_desk_set_scope (self->desk, &query);
}

void
bt_desk_window_set_scope (BtDeskWindow *self, const BtPhotoQuery *query)
{
  BtPhotoQuery copy = *query;

  copy.words = NULL;
  copy.article = g_strdup (query->article);
  copy.since = g_strdup (query->since);
  copy.until = g_strdup (query->until);
  g_free ((char *)self->scope.article);
  g_free ((char *)self->scope.since);
  g_free ((char *)self->scope.until);
  self->scope = copy;
  show_scope (self);
}

static void
stop_search_cb (BtDeskWindow *self)
{
  gtk_editable_set_text (self->search, "");
  gtk_widget_grab_focus (gtk_stack_get_visible_child (self->pages));
}

/* Enter may come before what was typed is looked for. */
static void
search_activated_cb (BtDeskWindow *self)
{
  self->go_first = TRUE;
  show_scope (self);
}

static void
loaded_cb (BtDeskWindow *self)
{
  if (self->go_first)
    {
      self->go_first = FALSE;
      bt_desk_go (self->desk, 0);
      gtk_widget_grab_focus (gtk_stack_get_visible_child (self->pages));
    }
  bt_desk_window_update (self);
}

/* ---- order ---- */

static void
sort (BtDeskWindow *self)
{
  GActionGroup *actions = G_ACTION_GROUP (self->actions);
  g_autoptr (GVariant) name = g_action_group_get_action_state (actions, "sort");
  g_autoptr (GVariant) descending =
      g_action_group_get_action_state (actions, "descending");

  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    if (g_str_equal (sorts[i].name, g_variant_get_string (name, NULL)))
      bt_desk_set_sort (self->desk, sorts[i].sort, g_variant_get_boolean (descending));
}

static void
sort_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  g_simple_action_set_state (action, state);
  sort (data);
}

/* ---- counts ---- */

static char *
count_text (BtDeskWindow *self, guint n_selected)
{
  guint shown =
      g_list_model_get_n_items (G_LIST_MODEL (bt_desk_get_selection (self->desk)));
  guint all = bt_desk_get_n_all (self->desk);
  g_autofree char *photos =
      shown == all ? g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "%u photo", "%u photos", all), all)
                   : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u of %u photo",
                                                   "%u of %u photos", all),
                                      shown, all);
  g_autofree char *selected = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u selected", "%u selected", n_selected),
      n_selected);

  return n_selected > 0 ? g_strdup_printf ("%s · %s", photos, selected)
                        : g_steal_pointer (&photos);
}

void
bt_desk_window_update (BtDeskWindow *self)
{
  g_autoptr (GtkBitset) chosen = gtk_selection_model_get_selection (
      GTK_SELECTION_MODEL (bt_desk_get_selection (self->desk)));
  guint n_selected = (guint)gtk_bitset_get_size (chosen);
  g_autofree char *text = count_text (self, n_selected);
  gboolean any = bt_desk_get_current (self->desk) != NULL;

  gtk_label_set_label (self->count, text);
  bt_desk_window_enable (self, "add-to-article", any);
  bt_desk_window_enable (self, "add-gallery", any);
}

/* ---- filter ---- */

static void
filter_cb (BtDeskFilterPopover *popover, BtDeskWindow *self)
{
  BtDeskFilter filter;

  bt_desk_filter_popover_get (popover, &filter);
  bt_desk_set_filter (self->desk, &filter);
  if (bt_desk_filter_popover_is_set (popover))
    gtk_widget_add_css_class (GTK_WIDGET (self->filter_button), "accent");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->filter_button), "accent");
  bt_desk_window_update (self);
}

void
bt_desk_window_init_view (BtDeskWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "sort",
      .parameter_type = "s",
      .state = "'taken'",
      .change_state = sort_cb },
    { .name = "descending", .state = "false", .change_state = sort_cb },
  };
  GtkMultiSelection *selection = bt_desk_get_selection (self->desk);
  GtkWidget *popover = bt_desk_filter_popover_new ();

  bt_desk_window_add_actions (self, entries, G_N_ELEMENTS (entries));
  gtk_menu_button_set_popover (self->filter_button, popover);
  g_signal_connect (popover, "changed", G_CALLBACK (filter_cb), self);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (show_scope),
                            self);
  g_signal_connect_swapped (self->search, "stop-search", G_CALLBACK (stop_search_cb),
                            self);
  g_signal_connect_swapped (self->search, "activate", G_CALLBACK (search_activated_cb),
                            self);
  g_signal_connect_swapped (selection, "selection-changed",
                            G_CALLBACK (bt_desk_window_update), self);
  g_signal_connect_swapped (selection, "items-changed",
                            G_CALLBACK (bt_desk_window_update), self);
  g_signal_connect_swapped (self->desk, "loaded", G_CALLBACK (loaded_cb), self);
  g_signal_connect_swapped (self->desk, "current", G_CALLBACK (bt_desk_window_update),
                            self);
}

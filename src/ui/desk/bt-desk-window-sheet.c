/* The contact sheet in the window: empty pages, zoom, keys.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "ui/desk/bt-desk-window-private.h"
#include "ui/desk/bt-sheet.h"

static void
zoom_cb (BtDeskWindow *self)
{
  int size = (int)gtk_range_get_value (self->zoom);

  /* in steps, so that pictures of few sizes are made */
  size -= size % 16;
  bt_sheet_set_size (BT_SHEET (self->sheet), size);
  if (self->settings != NULL)
    g_settings_set_int (self->settings, "desk-cell-size", size);
}

static void
opened_cb (BtDeskWindow *self)
{
  if (gtk_stack_get_child_by_name (self->pages, "loupe") != NULL)
    bt_desk_window_show_page (self, "loupe");
}

/* Space opens a photo, where a list would only select it. */
static gboolean
space_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  opened_cb (data);
  return TRUE;
}

static GtkEventController *
space_new (BtDeskWindow *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_space, 0),
                        gtk_callback_action_new (space_cb, self, NULL)));
  return controller;
}

void
bt_desk_window_init_sheet (BtDeskWindow *self)
{
  g_autoptr (BtThumbnails) thumbnails =
      bt_thumbnails_new (bt_context_get_photos (self->context));
  GtkWidget *grid;

  self->sheet = bt_sheet_new (self->desk, thumbnails);
  grid = bt_sheet_get_grid (BT_SHEET (self->sheet));
  gtk_widget_add_controller (grid, bt_desk_keys_new ());
  gtk_widget_add_controller (grid, space_new (self));
  bt_desk_window_add_page (self, "sheet", "view-grid-symbolic",
                           C_ ("desk", "Contact Sheet"), self->sheet);
  g_signal_connect_swapped (self->sheet, "opened", G_CALLBACK (opened_cb), self);
  if (self->settings != NULL)
    gtk_range_set_value (self->zoom,
                         g_settings_get_int (self->settings, "desk-cell-size"));
  g_signal_connect_swapped (self->zoom, "value-changed", G_CALLBACK (zoom_cb), self);
  zoom_cb (self);
}

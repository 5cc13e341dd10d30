/* The two sides of the window, one of which is shown when it is narrow. AdwLeaflet is
 * deprecated later: it is used here and in history/bt-versions-window.c alone.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/bt-window-private.h"

static void
folded_cb (BtWindow *self)
{
  gboolean folded = adw_leaflet_get_folded (self->leaflet);

  gtk_widget_set_visible (self->back, folded);
  adw_header_bar_set_show_end_title_buttons (self->library_bar, folded);
  adw_header_bar_set_show_start_title_buttons (self->editor_bar, folded);
  if (!folded && self->document != NULL)
    bt_library_pane_select (
        self->library, bt_article_get_uuid (bt_document_get_article (self->document)));
}

/* Nothing but the text: the way back is on its last line, and Escape. */
static void
focus_mode_cb (BtWindow *self, gboolean on)
{
  /* as in a narrow window */
  adw_leaflet_set_visible_child_name (self->leaflet, "editor");
  adw_leaflet_set_can_unfold (self->leaflet, !on);
  gtk_widget_set_visible (GTK_WIDGET (self->editor_bar), !on);
}

void
bt_window_init_panes (BtWindow *self)
{
  g_signal_connect_swapped (self->editor, "focus-mode", G_CALLBACK (focus_mode_cb), self);
  g_signal_connect_swapped (self->leaflet, "notify::folded", G_CALLBACK (folded_cb),
                            self);
  folded_cb (self);
}

void
bt_window_show_editor (BtWindow *self)
{
  adw_leaflet_set_visible_child_name (self->leaflet, "editor");
  bt_editor_pane_settle_focus (self->editor);
}

void
bt_window_show_library (BtWindow *self)
{
  adw_leaflet_set_visible_child_name (self->leaflet, "library");
  /* a click on the article that is open shows it again */
  if (adw_leaflet_get_folded (self->leaflet))
    bt_library_pane_select (self->library, NULL);
}

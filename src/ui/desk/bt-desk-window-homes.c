/* The panel of the four homes in the photo desk's window.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "sync/bt-homes.h"
#include "ui/desk/bt-desk-window-private.h"
#include "ui/desk/bt-homes-panel.h"

static void
homes_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  bt_desk_window_show_panel (data, "homes");
}

/* An article that is open elsewhere is changed there, where it can be undone. */
static gboolean
bring_cb (BtDeskWindow *self,
          const char *hash,
          BtHome *home,
          BtHome *source,
          GTask *task,
          BtHomesPanel *panel)
{
  gboolean taken = FALSE;

  g_signal_emit_by_name (self, "bring", hash, home, source, task, &taken);
  return taken;
}

/* Whoever comes back from the article, or from the portal's own pages, sees what is so now. */
static void
active_cb (BtDeskWindow *self, GParamSpec *pspec, BtHomesPanel *panel)
{
  if (gtk_window_is_active (GTK_WINDOW (self)))
    bt_homes_panel_refresh (panel);
}

void
bt_desk_window_init_homes (BtDeskWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "homes", .activate = homes_cb },
  };
  GtkWidget *panel = bt_homes_panel_new (self->desk);

  bt_desk_window_add_panel (self, "homes", C_ ("desk", "Four Homes"), panel);
  bt_desk_window_add_actions (self, entries, G_N_ELEMENTS (entries));
  g_signal_connect_object (panel, "bring", G_CALLBACK (bring_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "notify::is-active", G_CALLBACK (active_cb), panel, 0);
}

/* The panel of findings in the photo desk's window.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "ui/desk/bt-check-panel.h"
#include "ui/desk/bt-desk-window-private.h"

static void
go_cb (BtDeskWindow *self, BtPhotoItem *item, int field)
{
  guint position = bt_desk_position_of (self->desk, item);

  if (position == GTK_INVALID_LIST_POSITION)
    return;
  bt_desk_go (self->desk, position);
  bt_desk_window_show_panel (self, "captions");
  bt_caption_panel_focus (self->captions, (BtPhotoField)field);
}

static void
check_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  bt_desk_window_show_panel (data, "check");
}

void
bt_desk_window_init_check (BtDeskWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "check", .activate = check_cb },
  };
  GtkWidget *panel = bt_check_panel_new (self->desk);

  bt_desk_window_add_panel (self, "check", C_ ("desk", "Check"), panel);
  bt_desk_window_add_actions (self, entries, G_N_ELEMENTS (entries));
  g_signal_connect_object (panel, "go", G_CALLBACK (go_cb), self, G_CONNECT_SWAPPED);
}

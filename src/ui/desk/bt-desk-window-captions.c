/* The panel of captions in the photo desk's window.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "ui/desk/bt-desk-window-private.h"

static void
caption_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BtDeskWindow *self = data;

  bt_desk_window_show_panel (self, "captions");
  bt_caption_panel_focus (self->captions, BT_PHOTO_CAPTION);
}

void
bt_desk_window_init_captions (BtDeskWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "caption", .activate = caption_cb },
  };
  GtkWidget *panel = bt_caption_panel_new (self->desk);

  self->captions = BT_CAPTION_PANEL (panel);
  bt_desk_window_add_panel (self, "captions", C_ ("desk", "Captions"), panel);
  bt_desk_window_add_actions (self, entries, G_N_ELEMENTS (entries));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bt-config.h"
#include "messages/bt-messages.h"
#include "ui/bt-application.h"
#include "ui/bt-settings.h"

int
main (int argc, char *argv[])
{
  g_autoptr (GSettings) settings = bt_settings_new ();
  g_autoptr (BtApplication) app = NULL;

  bt_messages_init (bt_settings_get_language (settings));
  g_set_prgname (BT_APP_ID); /* what the desktop entry is called */
  app = bt_application_new (settings);
  g_set_application_name ("Bản Thảo");
  return g_application_run (G_APPLICATION (app), argc, argv);
}

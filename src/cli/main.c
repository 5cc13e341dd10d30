/* banthao-cli: the same work without a window.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdio.h>

#include "cli/bt-cli.h"
#include "messages/bt-messages.h"
#include "text/bt-portal-time.h"

int
main (int argc, char **argv)
{
  BtCli cli = { 0 };
  int code;

  bt_messages_init (NULL);
  cli.zone = bt_portal_time_zone (NULL);
  code = bt_cli_main (&cli, argc, argv);

  if (cli.context != NULL)
    bt_store_close_sync (bt_context_get_store (cli.context));
  g_clear_object (&cli.context);
  g_time_zone_unref (cli.zone);
  g_free (cli.data_dir);
  /* A full disk or a closed pipe shows only now. */
  if (fflush (stdout) != 0 || ferror (stdout))
    {
      perror ("banthao-cli");
      return BT_CLI_FAILED;
    }
  return code;
}

/* export: an article as a file.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "cli/bt-cli-render.h"

static char *export_format;

static const GOptionEntry export_options[] = {
  { "format", 0, 0, G_OPTION_ARG_STRING, &export_format,
    N_ ("how: text (as portals show it), html (one page with its pictures inside)"),
    N_ ("FORMAT") },
  { NULL }
};

/* Whole or not at all. */
static gboolean
write_file (const char *name, const char *text, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (name);

  return g_file_replace_contents (file, text, strlen (text), NULL, FALSE,
                                  G_FILE_CREATE_NONE, NULL, NULL, error);
}

static int
run_export (BtCli *cli, char **args)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtArticle) article = NULL;
  g_autofree char *text = NULL;
  BtCliFormat format;

  if (export_format == NULL)
    return bt_cli_wrong_use (_ ("Say how: --format text or --format html."), NULL);
  if (!bt_cli_format_from_string (export_format, &format)
      || (format != BT_CLI_FORMAT_TEXT && format != BT_CLI_FORMAT_HTML))
    return bt_cli_wrong_use (_ ("This is none of the formats text, html."),
                             export_format);

  article = bt_cli_load (cli, args[0], NULL, &error);
  if (article == NULL)
    return bt_cli_fail (cli, args[0], error);
  text = bt_cli_render (cli, article, format, BT_CLI_PICTURES_INSIDE, &error);
  if (text == NULL)
    return bt_cli_fail (cli, args[0], error);
  if (!write_file (args[1], text, &error))
    return bt_cli_fail (cli, args[1], error);

  if (cli->json)
    {
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "uuid", bt_article_get_uuid (article));
      json_object_set_string_member (object, "format", export_format);
      json_object_set_string_member (object, "file", args[1]);
      bt_cli_print_json (bt_cli_node (object));
    }
  return BT_CLI_DONE;
}

const BtCliCommand bt_cli_export_commands[] = {
  { "export", N_ ("UUID FILE"), N_ ("Write an article into a file"), 2, 2, export_options,
    run_export },
  { NULL },
};

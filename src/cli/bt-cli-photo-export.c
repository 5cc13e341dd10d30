/* photo export.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <unistd.h>

#include "cli/bt-cli.h"
#include "messages/bt-messages.h"
#include "sync/bt-context-export.h"

static char *export_to;
static char *export_pattern;
static int export_side;
static int export_quality;
static gboolean export_ascii;
static gboolean export_clean;

static const GOptionEntry export_options[] = {
  { "to", 0, 0, G_OPTION_ARG_FILENAME, &export_to, N_ ("the folder; made if need be"),
    N_ ("FOLDER") },
  { "pattern", 0, 0, G_OPTION_ARG_STRING, &export_pattern,
    N_ ("names of the files, with variables: {date:yyyymmdd}-{number:3}-{file name}"),
    N_ ("PATTERN") },
  { "ascii", 0, 0, G_OPTION_ARG_NONE, &export_ascii,
    N_ ("names without accents and spaces, for servers"), NULL },
  { "side", 0, 0, G_OPTION_ARG_INT, &export_side,
    N_ ("JPEGs whose longest side has so many pixels, corrected and with the watermark; "
        "else copies of the originals"),
    N_ ("PIXELS") },
  { "quality", 0, 0, G_OPTION_ARG_INT, &export_quality, N_ ("of such JPEGs, 1 to 100"),
    N_ ("N") },
  { "clean", 0, 0, G_OPTION_ARG_NONE, &export_clean,
    N_ ("leave out where a photo was taken, the camera’s number and the like"), NULL },
  { NULL }
};

static JsonObject *
exported_to_json (gconstpointer row)
{
  const BtExported *exported = row;
  JsonObject *object = json_object_new ();
  g_autofree char *file =
      exported->file != NULL ? g_file_get_parse_name (exported->file) : NULL;

  json_object_set_string_member (object, "hash", exported->hash);
  bt_cli_set_string (object, "name", exported->name);
  bt_cli_set_string (object, "file", file);
  if (exported->error != NULL)
    json_object_set_object_member (object, "error",
                                   bt_cli_error_object (exported->error));
  return object;
}

static void
print_exported (BtCli *cli, gconstpointer row)
{
  const BtExported *exported = row;
  g_autofree char *file =
      exported->file != NULL ? g_file_get_parse_name (exported->file) : NULL;

  if (file != NULL)
    bt_cli_print ("%s\n", file);
}

static gboolean
say_failures (BtCli *cli, GPtrArray *results)
{
  gboolean all = TRUE;

  for (guint i = 0; i < results->len; i++)
    {
      const BtExported *exported = g_ptr_array_index (results, i);
      g_autofree char *name = bt_message_shorten (
          exported->name != NULL ? exported->name : exported->hash, 300);

      if (exported->error == NULL)
        continue;
      bt_cli_say_error (cli, name, exported->error);
      all = FALSE;
    }
  return all;
}

static int
check_options (void)
{
  if (export_to == NULL)
    return bt_cli_wrong_use (_ ("Say where: --to FOLDER."), NULL);
  if (export_side < 0 || export_side > (int)BT_PHOTO_MAX_SIDE)
    return bt_cli_wrong_use (_ ("The value of this option is missing or wrong."),
                             "--side");
  if (export_quality < 0 || export_quality > 100)
    return bt_cli_wrong_use (_ ("The value of this option is missing or wrong."),
                             "--quality");
  return BT_CLI_DONE;
}

static gboolean
interrupt_cb (gpointer data)
{
  if (g_cancellable_is_cancelled (data))
    _exit (BT_CLI_FAILED);
  g_cancellable_cancel (data);
  return G_SOURCE_CONTINUE;
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **)data = g_object_ref (result);
}

static GPtrArray *export(BtCli *cli,
                         char **args,
                         const BtExportOptions *options,
                         GError **error)
{
  g_autoptr (GFile) folder = g_file_new_for_commandline_arg (export_to);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  guint interrupt = g_unix_signal_add (SIGINT, interrupt_cb, cancellable);
  guint terminate = g_unix_signal_add (SIGTERM, interrupt_cb, cancellable);

  bt_context_export_photos_async (cli->context, (const char *const *)args, folder,
                                  options, NULL, NULL, cancellable, done_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (interrupt);
  g_source_remove (terminate);
  return bt_context_export_photos_finish (cli->context, result, error);
}

static int
run_photo_export (BtCli *cli, char **args)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results = NULL;
  BtExportOptions options = {
    .pattern = export_pattern,
    .ascii = export_ascii,
    .max_side = (guint)MAX (export_side, 0),
    .quality = export_quality,
    .privacy = export_clean ? BT_EXPORT_CLEAN : BT_EXPORT_KEEP,
  };
  int code = check_options ();

  if (code != BT_CLI_DONE)
    return code;
  results = export(cli, args, &options, &error);
  if (results == NULL)
    return bt_cli_fail (cli, export_to, error);
  bt_cli_print_rows (cli, results, exported_to_json, print_exported);
  return say_failures (cli, results) ? BT_CLI_DONE : BT_CLI_FAILED;
}

const BtCliCommand bt_cli_photo_export_commands[] = {
  { "photo export", N_ ("HASH…"), N_ ("Write photos with their words into a folder"), 1,
    BT_CLI_MANY, export_options, run_photo_export },
  { NULL },
};

/* Finding the command, its options, and --help.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/bt-cli.h"

#include <glib/gi18n.h>

#include "bt-config.h"

static const BtCliCommand *const groups[] = {
  bt_cli_article_commands, bt_cli_check_commands,        bt_cli_photo_commands,
  bt_cli_desk_commands,    bt_cli_photo_export_commands, bt_cli_account_commands,
  bt_cli_publish_commands, bt_cli_export_commands,
};

/* GLib's own help and its words for wrong options are translated only where GLib's
 * catalogue is installed, so both are made here. */

/* The empty string has a meaning of its own for gettext. */
static const char *
translated (const char *text)
{
  return *text != '\0' ? _ (text) : "";
}

static char *
option_as_written (const GOptionEntry *option)
{
  GString *out = g_string_new (NULL);

  if (option->short_name != 0)
    g_string_append_printf (out, "-%c, ", option->short_name);
  g_string_append_printf (out, "--%s", option->long_name);
  if (option->arg_description != NULL)
    g_string_append_printf (out, "=%s", _ (option->arg_description));
  return g_string_free (out, FALSE);
}

static void
print_two_columns (const char *left, const char *right)
{
  glong width = g_utf8_strlen (left, -1);

  if (width > 28)
    bt_cli_print ("  %s\n%30s  %s\n", left, "", right);
  else
    bt_cli_print ("  %s%*s  %s\n", left, (int)(28 - width), "", right);
}

static void
print_options (const GOptionEntry *options)
{
  guint i;

  for (i = 0; options != NULL && options[i].long_name != NULL; i++)
    {
      g_autofree char *left = option_as_written (&options[i]);

      print_two_columns (left, _ (options[i].description));
    }
}

static void
print_command_help (const BtCliCommand *command, const GOptionEntry *global)
{
  bt_cli_print ("%s\n", _ ("Usage:"));
  bt_cli_print ("  banthao-cli %s%s%s%s\n\n", command->name, *command->args ? " " : "",
                translated (command->args),
                command->options != NULL ? _ (" [OPTION…]") : "");
  bt_cli_print ("%s\n\n%s\n", _ (command->summary), _ ("Options:"));
  print_options (command->options);
  print_options (global);
}

static void
print_help (const GOptionEntry *global)
{
  guint i;

  bt_cli_print ("%s\n  banthao-cli %s\n\n", _ ("Usage:"), _ ("[OPTION…] COMMAND …"));
  bt_cli_print ("%s\n\n%s\n",
                _ ("Writes, keeps and publishes articles without a window."),
                _ ("Commands:"));
  for (i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      const BtCliCommand *command;

      for (command = groups[i]; command->name != NULL; command++)
        {
          g_autofree char *left = g_strconcat (command->name, *command->args ? " " : "",
                                               translated (command->args), NULL);

          print_two_columns (left, _ (command->summary));
        }
    }
  bt_cli_print ("\n%s\n", _ ("Options:"));
  print_options (global);
  bt_cli_print ("\n%s\n", _ ("“banthao-cli COMMAND --help” says more of a command."));
}

static const BtCliCommand *
find_command (const char *name)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      const BtCliCommand *command;

      for (command = groups[i]; command->name != NULL; command++)
        if (g_str_equal (command->name, name))
          return command;
    }
  return NULL;
}

/* One word, or two; @n is how many. */
static const BtCliCommand *
command_at (char **args, guint *n)
{
  const BtCliCommand *command = NULL;

  *n = 1;
  if (args[1] != NULL)
    {
      g_autofree char *two = g_strjoin (" ", args[0], args[1], NULL);

      command = find_command (two);
    }
  if (command != NULL)
    *n = 2;
  else
    command = find_command (args[0]);
  return command;
}

/* The option that a message of GLib's is about stands last in it, in every language. */
static int
wrong_option (const GError *error)
{
  const char *last = strrchr (error->message, ' ');

  last = last != NULL && last[1] == '-' ? last + 1 : NULL;
  if (g_error_matches (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION))
    return bt_cli_wrong_use (_ ("There is no such option here."), last);
  return bt_cli_wrong_use (_ ("The value of this option is missing or wrong."), last);
}

/* Takes the options out of @args. */
static gboolean
take_options (char ***args,
              const GOptionEntry *global,
              const BtCliCommand *command,
              GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, global, NULL);
  if (command == NULL)
    g_option_context_set_strict_posix (context, TRUE);
  else if (command->options != NULL)
    g_option_context_add_main_entries (context, command->options, NULL);
  return g_option_context_parse_strv (context, args, error);
}

static int
run_command (BtCli *cli, const BtCliCommand *command, char **args)
{
  guint n = g_strv_length (args);

  if (n < command->min_args)
    return bt_cli_wrong_use (_ ("Something is missing after this command."),
                             command->name);
  if (n > command->max_args)
    return bt_cli_wrong_use (_ ("Nothing more is expected after this command."),
                             command->name);
  for (n = 0; args[n] != NULL; n++)
    if (!g_utf8_validate (args[n], -1, NULL))
      return bt_cli_wrong_use (_ ("This is not UTF-8."), command->name);

  cli->context = bt_context_new (cli->data_dir);
  return command->run (cli, args);
}

int
bt_cli_main (BtCli *cli, int argc, char **argv)
{
  gboolean want_help = FALSE;
  gboolean want_version = FALSE;
  const GOptionEntry global[] = {
    { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, &cli->data_dir,
      N_ ("keep articles and photos in this folder"), N_ ("DIR") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &cli->json,
      N_ ("print one JSON value, for other programs"), NULL },
    { "details", 0, 0, G_OPTION_ARG_NONE, &cli->details,
      N_ ("show technical details of errors"), NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &want_help, N_ ("show this help"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &want_version, N_ ("show the version"), NULL },
    { NULL }
  };
  g_auto (GStrv) args = g_strdupv (argv);
  g_autoptr (GError) error = NULL;
  const BtCliCommand *command;
  guint n;

  if (!take_options (&args, global, NULL, &error))
    return wrong_option (error);
  if (want_version)
    {
      bt_cli_print ("banthao-cli %s\n", BT_VERSION);
      return BT_CLI_DONE;
    }
  if (args[1] == NULL)
    {
      if (!want_help)
        return bt_cli_wrong_use (_ ("A command is missing."), NULL);
      print_help (global);
      return BT_CLI_DONE;
    }

  command = command_at (args + 1, &n);
  if (command == NULL)
    return bt_cli_wrong_use (_ ("There is no such command."), args[1]);
  if (!take_options (&args, global, command, &error))
    return wrong_option (error);
  if (want_help)
    {
      print_command_help (command, global);
      return BT_CLI_DONE;
    }
  return run_command (cli, command, args + 1 + n);
}

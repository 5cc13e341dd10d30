/* account add, account list, account remove.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>
#include <signal.h>
#include <stdio.h>
#include <termios.h>
#include <unistd.h>

#include "cli/bt-cli.h"
#include "portal/bt-secret.h"

#define MAX_PASSWORD 1024

static char *add_kind;
static char *add_url;
static char *add_user;

static const GOptionEntry add_options[] = {
  { "kind", 0, 0, G_OPTION_ARG_STRING, &add_kind, N_ ("what the portal runs: wordpress"),
    N_ ("KIND") },
  { "url", 0, 0, G_OPTION_ARG_STRING, &add_url, N_ ("address of the portal"),
    N_ ("ADDRESS") },
  { "user", 0, 0, G_OPTION_ARG_STRING, &add_user, N_ ("user name on the portal"),
    N_ ("NAME") },
  { NULL }
};

static struct termios terminal_before;

/* Ctrl+C at the prompt must not leave a terminal that shows nothing. */
static void
interrupted (int signal_number)
{
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &terminal_before);
  signal (signal_number, SIG_DFL);
  raise (signal_number);
}

static void
hide_typing (void)
{
  struct termios silent = terminal_before;

  silent.c_lflag &= ~(tcflag_t)ECHO;
  signal (SIGINT, interrupted);
  signal (SIGTERM, interrupted);
  fprintf (stderr, "%s ", _ ("Application password:"));
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &silent);
}

static void
show_typing (void)
{
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &terminal_before);
  signal (SIGINT, SIG_DFL);
  signal (SIGTERM, SIG_DFL);
  fputc ('\n', stderr);
}

/* The first line, without echo where a person types it. */
static char *
read_password (void)
{
  char line[MAX_PASSWORD];
  gboolean terminal =
      isatty (STDIN_FILENO) && tcgetattr (STDIN_FILENO, &terminal_before) == 0;
  char *password = NULL;

  if (terminal)
    hide_typing ();
  if (fgets (line, sizeof line, stdin) != NULL)
    {
      line[strcspn (line, "\r\n")] = '\0';
      if (*line != '\0')
        password = g_strdup (line);
    }
  if (terminal)
    show_typing ();
  explicit_bzero (line, sizeof line);
  return password;
}

static JsonObject *
account_to_json (gconstpointer data)
{
  const BtAccount *account = data;
  JsonObject *object = json_object_new ();
  g_autoptr (BtPortalUser) user =
      account->can != NULL ? bt_portal_user_from_json (account->can, NULL) : NULL;
  JsonArray *roles;
  guint i;

  json_object_set_string_member (object, "name", account->name);
  json_object_set_string_member (object, "kind", account->kind);
  json_object_set_string_member (object, "url", account->url);
  json_object_set_string_member (object, "user", account->user);
  if (user == NULL)
    return object;
  roles = json_array_new ();
  for (i = 0; user->roles != NULL && user->roles[i] != NULL; i++)
    json_array_add_string_element (roles, user->roles[i]);
  json_object_set_array_member (object, "roles", roles);
  json_object_set_boolean_member (object, "may_publish", user->may_publish);
  json_object_set_boolean_member (object, "may_upload", user->may_upload);
  return object;
}

static const char *
may_in_words (const BtPortalUser *user)
{
  if (user->may_publish && user->may_upload)
    return _ ("may publish and upload photos");
  if (user->may_publish)
    return _ ("may publish, but not upload photos");
  if (user->may_upload)
    return _ ("may submit for approval and upload photos");
  return _ ("may submit for approval, but not upload photos");
}

static void
print_account (BtCli *cli, gconstpointer data)
{
  const BtAccount *account = data;
  g_autoptr (BtPortalUser) user =
      account->can != NULL ? bt_portal_user_from_json (account->can, NULL) : NULL;
  g_autofree char *roles =
      user != NULL && user->roles != NULL ? g_strjoinv (", ", user->roles) : NULL;

  bt_cli_print ("%s  %s  %s", account->name, account->url, account->user);
  if (user != NULL)
    bt_cli_print ("  (%s: %s)", roles != NULL ? roles : "", may_in_words (user));
  bt_cli_print ("\n");
}

static int
add_account (BtCli *cli, const char *name, const char *password)
{
  const char *kind = add_kind != NULL ? add_kind : "wordpress";
  g_autoptr (GError) error = NULL;
  g_autoptr (BtAccount) account = bt_context_add_account (
      cli->context, name, kind, add_url, add_user, password, NULL, &error);

  if (account == NULL)
    return bt_cli_fail (cli, name, error);
  if (cli->json)
    bt_cli_print_json (bt_cli_node (account_to_json (account)));
  else
    print_account (cli, account);
  return BT_CLI_DONE;
}

static int
run_account_add (BtCli *cli, char **args)
{
  const char *from_environment = g_getenv ("BANTHAO_PASSWORD");
  char *password;
  int code;

  if (add_url == NULL || add_user == NULL)
    return bt_cli_wrong_use (_ ("Say --url and --user."), args[0]);
  if (add_kind != NULL && !g_strv_contains (bt_portal_kinds (), add_kind))
    return bt_cli_wrong_use (_ ("This kind of portal is not known."), add_kind);

  if (from_environment != NULL && *from_environment != '\0')
    password = g_strdup (from_environment);
  else
    password = read_password ();
  if (password == NULL)
    return bt_cli_wrong_use (_ ("Give the application password on standard input or in "
                                "BANTHAO_PASSWORD."),
                             args[0]);
  code = add_account (cli, args[0], password);
  bt_secret_free (password);
  return code;
}

static int
run_account_list (BtCli *cli, char **args)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts =
      bt_store_list_accounts_sync (bt_context_get_store (cli->context), &error);

  if (accounts == NULL)
    return bt_cli_fail (cli, NULL, error);
  return bt_cli_print_rows (cli, accounts, account_to_json, print_account);
}

static int
run_account_remove (BtCli *cli, char **args)
{
  g_autoptr (GError) error = NULL;

  if (!bt_context_remove_account (cli->context, args[0], NULL, &error))
    return bt_cli_fail (cli, args[0], error);
  if (cli->json)
    {
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "removed", args[0]);
      bt_cli_print_json (bt_cli_node (object));
    }
  return BT_CLI_DONE;
}

const BtCliCommand bt_cli_account_commands[] = {
  { "account add", N_ ("NAME"),
    N_ ("Add a portal; the password comes on standard input or in BANTHAO_PASSWORD"), 1,
    1, add_options, run_account_add },
  { "account list", "", N_ ("List the portals"), 0, 0, NULL, run_account_list },
  { "account remove", N_ ("NAME"), N_ ("Forget a portal and its password"), 1, 1, NULL,
    run_account_remove },
  { NULL },
};

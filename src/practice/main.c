/* banthao-portal: a small WordPress-shaped portal for training, on this machine alone.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "bt-config.h"
#include "practice/bt-practice-server.h"
#include "practice/bt-practice-users.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct
{
  char *data_dir;
  char *name;
  char **faults;
  int port;
  int silence;
  gboolean print_url;
  gboolean json;
  gboolean show_users;
  gboolean control;
  gboolean version;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->data_dir);
  g_free (self->name);
  g_strfreev (self->faults);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse_options (Options *self, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, &self->data_dir,
      N_ ("Keep the articles, photos and users in DIR"), N_ ("DIR") },
    { "port", 0, 0, G_OPTION_ARG_INT, &self->port,
      N_ ("Listen on port N of this machine (8017; 0 for any that is free)"), N_ ("N") },
    { "name", 0, 0, G_OPTION_ARG_STRING, &self->name, N_ ("The newspaper's name"),
      N_ ("NAME") },
    { "print-url", 0, 0, G_OPTION_ARG_NONE, &self->print_url,
      N_ ("Print nothing but the address"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &self->json,
      N_ ("Print address and users as one line of JSON"), NULL },
    { "show-users", 0, 0, G_OPTION_ARG_NONE, &self->show_users,
      N_ ("Print the training users with their passwords, and stop"), NULL },
    { "silence", 0, 0, G_OPTION_ARG_INT, &self->silence,
      N_ ("Close a connection on which nothing comes for N seconds (30)"), N_ ("N") },
    { "fault", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->faults,
      N_ ("Answer with a fault: KIND[=SECONDS][,METHOD[,ROUTE[,TIMES]]], KIND being "
          "drop-request, drop-reply, error, junk, busy or slow; may be given repeatedly"),
      N_ ("FAULT") },
    { "allow-fault-control", 0, 0, G_OPTION_ARG_NONE, &self->control,
      N_ ("Let clients set faults by POST to /banthao-practice/fault"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &self->version, N_ ("Print the version"),
      NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context =
      g_option_context_new (N_ ("- a portal for training, on this machine alone"));

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  return g_option_context_parse (context, argc, argv, error);
}

/* As other programs want them: without the spaces that are there for people. */
static JsonObject *
describe_users (JsonObject *users)
{
  JsonObject *plain = json_object_new ();
  g_autoptr (GList) roles = json_object_get_members (users);

  for (GList *l = roles; l != NULL; l = l->next)
    {
      JsonObject *from = json_object_get_object_member (users, l->data);
      JsonObject *user = json_object_new ();
      g_auto (GStrv) groups =
          g_strsplit (json_object_get_string_member (from, "app_password"), " ", -1);
      g_autofree char *password = g_strjoinv (NULL, groups);

      json_object_set_int_member (user, "id", json_object_get_int_member (from, "id"));
      json_object_set_string_member (user, "login",
                                     json_object_get_string_member (from, "login"));
      json_object_set_string_member (user, "app_password", password);
      json_object_set_object_member (plain, l->data, user);
    }
  return plain;
}

static void
print_json (const BtPracticeSite *site, JsonObject *users)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  g_autofree char *json = NULL;

  if (site != NULL)
    {
      g_autofree char *api = g_strconcat (site->url, "/wp-json/", NULL);

      json_object_set_string_member (object, "url", site->url);
      json_object_set_string_member (object, "api", api);
      json_object_set_string_member (object, "name", site->name);
      json_object_set_string_member (object, "data_dir", site->dir);
    }
  json_object_set_object_member (object, "users", describe_users (users));
  json_node_take_object (node, object);
  json = json_to_string (node, FALSE);
  g_print ("%s\n", json);
}

static void
print_users (JsonObject *users)
{
  g_autoptr (GList) roles = json_object_get_members (users);

  g_print ("%s\n", _ ("Training users (user, role, application password):"));
  for (GList *l = roles; l != NULL; l = l->next)
    {
      JsonObject *user = json_object_get_object_member (users, l->data);

      g_print ("  %-11s %-14s %s\n", json_object_get_string_member (user, "login"),
               (const char *)l->data,
               json_object_get_string_member (user, "app_password"));
    }
}

/* @site: NULL when nothing is served */
static void
print_site (const BtPracticeSite *site, JsonObject *users, const Options *options)
{
  if (options->json)
    print_json (site, users);
  else if (site == NULL)
    print_users (users);
  else if (options->print_url)
    g_print ("%s\n", site->url);
  else
    {
      g_print (_ ("%s is at %s\n"), site->name, site->url);
      print_users (users);
      g_print ("%s\n", _ ("Stop it with Ctrl+C."));
    }
  fflush (stdout);
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_CONTINUE;
}

static gboolean
add_faults (BtPracticeServer *server, char **faults)
{
  for (gsize i = 0; faults != NULL && faults[i] != NULL; i++)
    {
      BtPracticeFault *fault = bt_practice_fault_parse (faults[i]);

      if (fault == NULL)
        {
          g_printerr (_ ("Not a fault: %s\n"), faults[i]);
          return FALSE;
        }
      bt_practice_server_add_fault (server, fault);
    }
  return TRUE;
}

static void
explain (const GError *error)
{
  if (g_error_matches (error, BT_PRACTICE_ERROR, BT_PRACTICE_ERROR_IN_USE))
    g_printerr ("%s\n", _ ("Another practice portal is using this folder."));
  else if (g_error_matches (error, BT_PRACTICE_ERROR, BT_PRACTICE_ERROR_NEWER))
    g_printerr ("%s\n",
                _ ("This folder was written by a newer version of this program."));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
    g_printerr ("%s\n", _ ("The port is in use. Choose another with --port, or 0 for any "
                           "that is free."));
  else
    g_printerr (_ ("The practice portal cannot start: %s\n"), error->message);
}

/* Serves until it is told to stop. Returns the exit code. */
static int
run (const Options *options)
{
  g_autofree char *dir =
      options->data_dir != NULL
          ? g_strdup (options->data_dir)
          : g_build_filename (g_get_user_data_dir (), "banthao", "practice", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPracticeSite) site = NULL;
  g_autoptr (JsonObject) users = NULL;
  g_autoptr (BtPracticeServer) server = NULL;
  g_autoptr (GMainLoop) loop = NULL;

  if (options->show_users)
    {
      users = bt_practice_users_list (dir, &error);
      if (users == NULL)
        {
          g_printerr ("%s\n", _ ("This folder has no training users yet; start the "
                                 "portal first."));
          return EXIT_FAILURE;
        }
      print_site (NULL, users, options);
      return EXIT_SUCCESS;
    }
  site = bt_practice_site_open (dir, options->name, &error);
  if (site != NULL)
    users = bt_practice_users_list (dir, &error);
  if (users != NULL)
    server = bt_practice_server_start (g_steal_pointer (&site), (guint16)options->port,
                                       &error);
  if (server == NULL)
    {
      explain (error);
      return EXIT_FAILURE;
    }
  if (!add_faults (server, options->faults))
    return 2;
  bt_practice_server_set_silence (server, (guint)options->silence);
  if (options->control)
    bt_practice_server_allow_control (server);
  loop = g_main_loop_new (NULL, FALSE);
  g_unix_signal_add (SIGTERM, quit_cb, loop);
  g_unix_signal_add (SIGINT, quit_cb, loop);
  print_site (bt_practice_server_get_site (server), users, options);
  g_main_loop_run (loop);
  return EXIT_SUCCESS;
}

int
main (int argc, char *argv[])
{
  g_auto (Options) options = { .port = 8017, .silence = 30 };
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, BT_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  if (!parse_options (&options, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  if (argc > 1 || options.port < 0 || options.port > 65535 || options.silence < 1)
    {
      g_printerr ("%s\n", _ ("Wrong usage; see --help."));
      return 2;
    }
  if (options.version)
    {
      g_print ("banthao-portal %s\n", BT_VERSION);
      return EXIT_SUCCESS;
    }
  return run (&options);
}

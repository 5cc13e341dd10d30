/* Text to people, JSON to programs.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

#include "cli/bt-cli.h"
#include "messages/bt-messages.h"
#include "text/bt-portal-time.h"

/* What comes from a portal or a file must not steer the terminal. */
static void
disarm (char *text)
{
  guchar *p;

  for (p = (guchar *)text; *p != '\0'; p++)
    if ((*p < 0x20 && *p != '\n' && *p != '\t') || *p == 0x7f)
      *p = '?';
    else if (*p == 0xc2 && p[1] >= 0x80 && p[1] < 0xa0)
      {
        p[0] = ' ';
        p[1] = '?';
      }
}

void
bt_cli_print (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  if (isatty (STDOUT_FILENO))
    disarm (text);
  fputs (text, stdout);
}

void
bt_cli_note (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  disarm (text);
  /* What was printed before stands before what is said of it. */
  fflush (stdout);
  fprintf (stderr, "%s\n", text);
}

void
bt_cli_print_json (JsonNode *node)
{
  g_autofree char *text = json_to_string (node, TRUE);

  bt_cli_print ("%s\n", text);
  json_node_unref (node);
}

int
bt_cli_wrong_use (const char *message, const char *about)
{
  if (about != NULL)
    bt_cli_note ("banthao-cli: %s: %s", about, message);
  else
    bt_cli_note ("banthao-cli: %s", message);
  bt_cli_note ("%s", _ ("“banthao-cli --help” says what there is."));
  return BT_CLI_WRONG_USE;
}

void
bt_cli_say_error (BtCli *cli, const char *about, const GError *error)
{
  g_autofree char *message = bt_message_for_error (error);

  if (about != NULL)
    bt_cli_note ("banthao-cli: %s: %s", about, message);
  else
    bt_cli_note ("banthao-cli: %s", message);
  if (cli->details)
    {
      g_autofree char *details = bt_message_details (error);

      bt_cli_note ("(%s)", details);
    }
}

int
bt_cli_fail (BtCli *cli, const char *about, const GError *error)
{
  if (cli->json)
    {
      JsonObject *object = json_object_new ();

      json_object_set_object_member (object, "error", bt_cli_error_object (error));
      bt_cli_print_json (bt_cli_node (object));
    }
  bt_cli_say_error (cli, about, error);
  return BT_CLI_FAILED;
}

int
bt_cli_fail_with (BtCli *cli, const char *about, const char *code, const char *message)
{
  if (cli->json)
    {
      JsonObject *object = json_object_new ();
      JsonObject *error = json_object_new ();

      json_object_set_string_member (error, "code", code);
      json_object_set_string_member (error, "message", message);
      json_object_set_object_member (object, "error", error);
      bt_cli_print_json (bt_cli_node (object));
    }
  if (about != NULL)
    bt_cli_note ("banthao-cli: %s: %s", about, message);
  else
    bt_cli_note ("banthao-cli: %s", message);
  return BT_CLI_FAILED;
}

void
bt_cli_set_string (JsonObject *object, const char *name, const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, name, value);
}

void
bt_cli_set_time (JsonObject *object, const char *name, gint64 time)
{
  g_autoptr (GDateTime) seconds = NULL;
  g_autofree char *iso = NULL;

  if (time == 0)
    return;
  seconds = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  if (seconds == NULL)
    return;
  iso = g_date_time_format_iso8601 (seconds);
  json_object_set_string_member (object, name, iso);
}

JsonObject *
bt_cli_error_object (const GError *error)
{
  JsonObject *object = json_object_new ();
  g_autofree char *name = bt_message_name (error);
  g_autofree char *message = bt_message_for_error (error);
  g_autofree char *details = bt_message_details (error);

  json_object_set_string_member (object, "code", name);
  json_object_set_string_member (object, "message", message);
  json_object_set_string_member (object, "details", details);
  return object;
}

JsonNode *
bt_cli_node (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return node;
}

JsonNode *
bt_cli_array_node (JsonArray *array)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, array);
  return node;
}

int
bt_cli_print_rows (BtCli *cli,
                   GPtrArray *rows,
                   JsonObject *(*to_json) (gconstpointer row),
                   void (*print) (BtCli *cli, gconstpointer row))
{
  JsonArray *array;
  guint i;

  if (!cli->json)
    {
      for (i = 0; i < rows->len; i++)
        print (cli, g_ptr_array_index (rows, i));
      return BT_CLI_DONE;
    }
  array = json_array_sized_new (rows->len);
  for (i = 0; i < rows->len; i++)
    json_array_add_object_element (array, to_json (g_ptr_array_index (rows, i)));
  bt_cli_print_json (bt_cli_array_node (array));
  return BT_CLI_DONE;
}

char *
bt_cli_time (BtCli *cli, gint64 time)
{
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) local = NULL;

  if (time != 0)
    utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  if (utc == NULL)
    return g_strdup ("");
  local = g_date_time_to_timezone (utc, cli->zone);
  return bt_portal_time_format (local);
}

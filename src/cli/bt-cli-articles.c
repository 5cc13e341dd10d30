/* import, list, search, show.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "cli/bt-cli.h"
#include "cli/bt-cli-render.h"
#include "messages/bt-messages.h"

/* ---- import ---- */

static JsonArray *
notes_to_json (GPtrArray *notes)
{
  JsonArray *array = json_array_new ();
  guint i;

  for (i = 0; notes != NULL && i < notes->len; i++)
    {
      const BtImportNote *note = g_ptr_array_index (notes, i);
      JsonObject *object = json_object_new ();
      g_autofree char *message = bt_message_for_note (note);

      json_object_set_string_member (object, "kind",
                                     bt_message_name_for_note (note->kind));
      if (note->line > 0)
        json_object_set_int_member (object, "line", note->line);
      json_object_set_string_member (object, "text", note->text);
      json_object_set_string_member (object, "message", message);
      json_array_add_object_element (array, object);
    }
  return array;
}

static gboolean
import_file (BtCli *cli, const char *name, JsonObject *answer)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (name);
  g_autoptr (GPtrArray) notes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BtArticle) article =
      bt_context_import_article (cli->context, file, &notes, NULL, &error);
  guint i;

  json_object_set_string_member (answer, "file", name);
  if (article == NULL)
    {
      json_object_set_object_member (answer, "error", bt_cli_error_object (error));
      bt_cli_say_error (cli, name, error);
      return FALSE;
    }

  json_object_set_string_member (answer, "uuid", bt_article_get_uuid (article));
  json_object_set_string_member (answer, "headline",
                                 bt_article_get (article, BT_FIELD_HEADLINE));
  json_object_set_array_member (answer, "notes", notes_to_json (notes));
  if (!cli->json)
    bt_cli_print ("%s\n", bt_article_get_uuid (article));
  for (i = 0; notes != NULL && i < notes->len; i++)
    {
      g_autofree char *message = bt_message_for_note (g_ptr_array_index (notes, i));

      bt_cli_note ("%s: %s", name, message);
    }
  return TRUE;
}

static int
run_import (BtCli *cli, char **args)
{
  JsonArray *answers = json_array_new ();
  gboolean all = TRUE;
  guint i;

  for (i = 0; args[i] != NULL; i++)
    {
      JsonObject *answer = json_object_new ();

      if (!import_file (cli, args[i], answer))
        all = FALSE;
      json_array_add_object_element (answers, answer);
    }
  if (cli->json)
    bt_cli_print_json (bt_cli_array_node (answers));
  else
    json_array_unref (answers);
  return all ? BT_CLI_DONE : BT_CLI_FAILED;
}

/* ---- list and search ---- */

static char *list_status;

static const GOptionEntry list_options[] = {
  { "status", 0, 0, G_OPTION_ARG_STRING, &list_status,
    N_ ("only these: draft, pending, scheduled, published, taken-down"), N_ ("STATUS") },
  { NULL }
};

static JsonObject *
stored_to_json (gconstpointer data)
{
  const BtStoredArticle *stored = data;
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "uuid", stored->uuid);
  json_object_set_string_member (object, "headline", stored->headline);
  bt_cli_set_string (object, "lead", stored->lead);
  bt_cli_set_string (object, "section", stored->section);
  json_object_set_string_member (object, "status", bt_status_to_string (stored->status));
  json_object_set_int_member (object, "words", stored->words);
  json_object_set_int_member (object, "photos", stored->photos);
  bt_cli_set_time (object, "created", stored->created);
  bt_cli_set_time (object, "modified", stored->modified);
  return object;
}

static void
print_stored (BtCli *cli, gconstpointer data)
{
  const BtStoredArticle *stored = data;
  g_autofree char *time = bt_cli_time (cli, stored->modified);
  g_autofree char *headline = bt_message_shorten (stored->headline, 200);

  bt_cli_print ("%s  %s  [%s]  %s\n", stored->uuid, time,
                bt_message_for_status (stored->status),
                *headline != '\0' ? headline : _ ("Untitled"));
}

static int
list (BtCli *cli, const BtStoreQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found =
      bt_store_list_articles_sync (bt_context_get_store (cli->context), query, &error);

  if (found == NULL)
    return bt_cli_fail (cli, NULL, error);
  return bt_cli_print_rows (cli, found, stored_to_json, print_stored);
}

static int
run_list (BtCli *cli, char **args)
{
  BtStoreQuery query = BT_STORE_QUERY_ALL;
  BtStatus status;

  if (list_status != NULL)
    {
      if (!bt_status_from_string (list_status, &status))
        return bt_cli_wrong_use (_ ("This is none of the statuses draft, pending, "
                                    "scheduled, published, taken-down."),
                                 list_status);
      query.status = (int)status;
    }
  return list (cli, &query);
}

static int
run_search (BtCli *cli, char **args)
{
  g_autofree char *words = g_strjoinv (" ", args);
  BtStoreQuery query = BT_STORE_QUERY_ALL;

  query.words = words;
  return list (cli, &query);
}

/* ---- show ---- */

static char *show_format;

static const GOptionEntry show_options[] = {
  { "format", 0, 0, G_OPTION_ARG_STRING, &show_format,
    N_ ("how: text (as portals show it), html, blocks (of WordPress), json"),
    N_ ("FORMAT") },
  { NULL }
};

static int
run_show (BtCli *cli, char **args)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtArticle) article = NULL;
  g_autofree char *text = NULL;
  BtCliFormat format = cli->json ? BT_CLI_FORMAT_JSON : BT_CLI_FORMAT_TEXT;

  if (show_format != NULL && !bt_cli_format_from_string (show_format, &format))
    return bt_cli_wrong_use (_ ("This is none of the formats text, html, blocks, json."),
                             show_format);
  article = bt_cli_load (cli, args[0], NULL, &error);
  if (article == NULL)
    return bt_cli_fail (cli, args[0], error);
  text = bt_cli_render (cli, article, format, BT_CLI_PICTURES_LINKED, &error);
  if (text == NULL)
    return bt_cli_fail (cli, args[0], error);

  if (cli->json && format != BT_CLI_FORMAT_JSON)
    {
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "uuid", bt_article_get_uuid (article));
      json_object_set_string_member (object, "format", show_format);
      json_object_set_string_member (object, "text", text);
      bt_cli_print_json (bt_cli_node (object));
    }
  else
    bt_cli_print ("%s%s", text, g_str_has_suffix (text, "\n") ? "" : "\n");
  return BT_CLI_DONE;
}

const BtCliCommand bt_cli_article_commands[] = {
  { "import", N_ ("FILE…"), N_ ("Make an article from each file (portal text, HTML)"), 1,
    BT_CLI_MANY, NULL, run_import },
  { "list", "", N_ ("List the articles, newest change first"), 0, 0, list_options,
    run_list },
  { "search", N_ ("WORDS"), N_ ("Find articles, with or without accents"), 1, BT_CLI_MANY,
    NULL, run_search },
  { "show", N_ ("UUID"), N_ ("Show an article"), 1, 1, show_options, run_show },
  { NULL },
};

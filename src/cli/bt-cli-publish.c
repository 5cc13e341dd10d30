/* publish, outbox, outbox send, outbox cancel.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "cli/bt-cli-render.h"
#include "messages/bt-messages.h"
#include "sync/bt-caption-check.h"
#include "text/bt-portal-time.h"

/* ---- publish ---- */

static char *publish_account;
static char *publish_as;
static char *publish_at;
static gboolean publish_no_wait;
static gboolean publish_replace;

static const GOptionEntry publish_options[] = {
  { "account", 0, 0, G_OPTION_ARG_STRING, &publish_account,
    N_ ("the portal; may be left out when there is only one"), N_ ("NAME") },
  { "as", 0, 0, G_OPTION_ARG_STRING, &publish_as,
    N_ ("draft, pending (submit for approval) or publish"), N_ ("STATUS") },
  { "at", 0, 0, G_OPTION_ARG_STRING, &publish_at,
    N_ ("publish at this time: “11:09 - 28/12/2017” or 2017-12-28T11:09:00+07:00"),
    N_ ("TIME") },
  { "no-wait", 0, 0, G_OPTION_ARG_NONE, &publish_no_wait,
    N_ ("put it into the outbox only"), NULL },
  { "replace-theirs", 0, 0, G_OPTION_ARG_NONE, &publish_replace,
    N_ ("overwrite what was changed on the portal (it is kept in the history)"), NULL },
  { NULL }
};

/* ISO 8601 as people write it: a space for the T, no seconds. */
static GDateTime *
parse_iso (const char *text, GTimeZone *zone)
{
  g_autofree char *iso = g_strdup (text);
  gsize length = strlen (iso);

  if (length < 16 || iso[4] != '-' || iso[7] != '-' || iso[13] != ':')
    return g_date_time_new_from_iso8601 (text, zone);
  if (iso[10] == ' ')
    iso[10] = 'T';
  if (iso[16] != ':')
    {
      g_autofree char *minutes = g_strndup (iso, 16);
      char *whole = g_strconcat (minutes, ":00", iso + 16, NULL);

      g_free (iso);
      iso = whole;
    }
  return g_date_time_new_from_iso8601 (iso, zone);
}

static gint64
parse_time (BtCli *cli, const char *text, GError **error)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  g_autoptr (GDateTime) time = parse_iso (trimmed, cli->zone);

  if (time == NULL)
    time = bt_portal_time_parse (trimmed, cli->zone, error);
  return time != NULL ? g_date_time_to_unix (time) * G_USEC_PER_SEC : 0;
}

/* Returns an exit code, or -1 to go on. */
static int
read_intent (BtCli *cli, BtIntent *intent, gint64 *at)
{
  g_autoptr (GError) error = NULL;

  *intent = BT_INTENT_PUBLISH;
  *at = 0;
  if (publish_as != NULL
      && (!bt_intent_from_string (publish_as, intent) || *intent == BT_INTENT_SCHEDULE))
    return bt_cli_wrong_use (_ ("This is none of draft, pending, publish."), publish_as);
  if (publish_at == NULL)
    return -1;
  if (*intent != BT_INTENT_PUBLISH)
    return bt_cli_wrong_use (_ ("A time is only for publishing."), publish_at);
  *intent = BT_INTENT_SCHEDULE;
  *at = parse_time (cli, publish_at, &error);
  if (error != NULL)
    {
      g_autofree char *message = bt_message_for_error (error);

      return bt_cli_wrong_use (message, publish_at);
    }
  return -1;
}

static BtAccount *
find_account (BtCli *cli, int *code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts =
      bt_store_list_accounts_sync (bt_context_get_store (cli->context), &error);
  guint i;

  if (accounts == NULL)
    {
      *code = bt_cli_fail (cli, NULL, error);
      return NULL;
    }
  for (i = 0; i < accounts->len; i++)
    {
      const BtAccount *account = g_ptr_array_index (accounts, i);

      if (publish_account != NULL ? g_str_equal (account->name, publish_account)
                                  : accounts->len == 1)
        return bt_account_copy (account);
    }
  if (accounts->len == 0)
    *code = bt_cli_fail_with (cli, publish_account, "account/none",
                              _ ("There is no account yet. Add one with “banthao-cli "
                                 "account add”."));
  else if (publish_account != NULL)
    *code = bt_cli_fail_with (cli, publish_account, "account/unknown",
                              _ ("There is no account of this name. “banthao-cli account "
                                 "list” shows them."));
  else
    *code = bt_cli_wrong_use (_ ("There are several accounts. Say which one with "
                                 "--account."),
                              NULL);
  return NULL;
}

/* The role as it was known last may be out of date; the portal knows. */
static gboolean
check_role_again (BtCli *cli, BtAccount *account)
{
  g_autoptr (BtPortal) portal =
      bt_context_open_portal (cli->context, account, NULL, NULL);
  g_autoptr (BtPortalUser) user =
      portal != NULL ? bt_portal_whoami (portal, NULL, NULL) : NULL;

  if (user == NULL || !user->may_publish)
    return FALSE;
  g_free (account->can);
  account->can = bt_portal_user_to_json (user);
  return bt_store_put_account_sync (bt_context_get_store (cli->context), account, NULL)
         != 0;
}

static gboolean
check (BtCli *cli,
       const BtArticle *article,
       BtAccount *account,
       BtIntent intent,
       gint64 at,
       GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (bt_publish_check (article, account, intent, at, &local_error))
    return bt_caption_gate_pass (cli->context, article, intent, error);
  if (g_error_matches (local_error, BT_SYNC_ERROR, BT_SYNC_ERROR_MAY_NOT_PUBLISH)
      && check_role_again (cli, account))
    return bt_publish_check (article, account, intent, at, error)
           && bt_caption_gate_pass (cli->context, article, intent, error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* The same members as after a send. */
static void
print_not_sent (const char *uuid,
                const BtAccount *account,
                gint64 row,
                const GError *error)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "uuid", uuid);
  if (row != 0)
    json_object_set_int_member (object, "row", row);
  json_object_set_string_member (object, "account", account->name);
  json_object_set_string_member (object, "state",
                                 row != 0 ? bt_outbox_state_to_string (BT_OUTBOX_WAITING)
                                          : "refused");
  json_object_set_boolean_member (object, "verified", FALSE);
  json_object_set_array_member (object, "problems", json_array_new ());
  if (error != NULL)
    json_object_set_object_member (object, "error", bt_cli_error_object (error));
  bt_cli_print_json (bt_cli_node (object));
}

static int
refuse (BtCli *cli, const char *uuid, const BtAccount *account, const GError *error)
{
  if (cli->json)
    print_not_sent (uuid, account, 0, error);
  bt_cli_say_error (cli, uuid, error);
  bt_cli_say_way_out (cli, error, uuid, account->name);
  return BT_CLI_FAILED;
}

static int
run_publish (BtCli *cli, char **args)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtArticle) article = NULL;
  g_autoptr (BtAccount) account = NULL;
  const char *uuid;
  BtIntent intent;
  gint64 at;
  gint64 row;
  int code = read_intent (cli, &intent, &at);

  if (code >= 0)
    return code;
  article = bt_cli_load (cli, args[0], NULL, &error);
  if (article == NULL)
    return bt_cli_fail (cli, args[0], error);
  account = find_account (cli, &code);
  if (account == NULL)
    return code;

  uuid = bt_article_get_uuid (article);
  if (!check (cli, article, account, intent, at, &error))
    return refuse (cli, uuid, account, error);
  row = bt_store_enqueue_sync (bt_context_get_store (cli->context), uuid, account->id,
                               intent, at, publish_replace, &error);
  if (row == 0)
    return refuse (cli, uuid, account, error);
  if (!publish_no_wait)
    return bt_cli_send_row (cli, row);

  if (cli->json)
    print_not_sent (uuid, account, row, NULL);
  else
    bt_cli_print ("%" G_GINT64_FORMAT "\n", row);
  return BT_CLI_DONE;
}

/* ---- outbox ---- */

static gboolean outbox_all;

static const GOptionEntry outbox_options[] = {
  { "all", 0, 0, G_OPTION_ARG_NONE, &outbox_all, N_ ("also what is sent or cancelled"),
    NULL },
  { NULL }
};

static JsonObject *
row_to_json (gconstpointer data)
{
  const BtOutboxRow *row = data;
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "row", row->id);
  json_object_set_string_member (object, "uuid", row->uuid);
  bt_cli_set_string (object, "headline", row->headline);
  bt_cli_set_string (object, "account", row->account_name);
  json_object_set_string_member (object, "as", bt_intent_to_string (row->intent));
  bt_cli_set_time (object, "at", row->at);
  json_object_set_string_member (object, "state", bt_outbox_state_to_string (row->state));
  json_object_set_int_member (object, "attempts", row->attempts);
  bt_cli_set_time (object, "created", row->created);
  bt_cli_set_time (object, "changed", row->changed);
  bt_cli_set_time (object, "next_try", row->next_try);
  if (row->error_code != NULL)
    {
      JsonObject *error = json_object_new ();
      g_autofree char *name = bt_message_name_for_code (row->error_code);
      g_autofree char *message = bt_message_for_code (row->error_code, row->error);

      json_object_set_string_member (error, "code", name);
      json_object_set_string_member (error, "message", message);
      bt_cli_set_string (error, "details", row->error);
      json_object_set_object_member (object, "error", error);
    }
  return object;
}

static void
print_row (BtCli *cli, gconstpointer data)
{
  const BtOutboxRow *row = data;
  g_autofree char *headline = bt_message_shorten (row->headline, 80);
  g_autofree char *at = bt_cli_time (cli, row->at);

  bt_cli_print ("%" G_GINT64_FORMAT "  [%s]  %s%s%s  %s  %s\n", row->id,
                bt_message_for_outbox_state (row->state),
                bt_message_for_intent (row->intent), *at != '\0' ? " " : "", at,
                row->account_name, headline);
  if (row->error_code != NULL)
    {
      g_autofree char *message = bt_message_for_code (row->error_code, row->error);

      bt_cli_print ("    %s\n", message);
      if (cli->details && row->error != NULL)
        bt_cli_print ("    (%s)\n", row->error);
    }
}

static int
run_outbox (BtCli *cli, char **args)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows =
      bt_store_list_outbox_sync (bt_context_get_store (cli->context), outbox_all, &error);

  if (rows == NULL)
    return bt_cli_fail (cli, NULL, error);
  return bt_cli_print_rows (cli, rows, row_to_json, print_row);
}

/* The row that @text names, if it can still be sent or cancelled. */
static BtOutboxRow *
find_open_row (BtCli *cli, const char *text, int *code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtOutboxRow) row = NULL;
  gint64 id;

  if (!g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, &id, NULL))
    {
      *code = bt_cli_wrong_use (_ ("This is not a number of the outbox."), text);
      return NULL;
    }
  row = bt_store_get_outbox_sync (bt_context_get_store (cli->context), id, &error);
  if (row == NULL)
    *code = bt_cli_fail (cli, text, error);
  else if (row->state == BT_OUTBOX_DONE)
    *code = bt_cli_fail_with (cli, text, "outbox/sent",
                              _ ("It was sent already. Publish the article again to send "
                                 "what was changed since."));
  else if (row->state == BT_OUTBOX_CANCELLED)
    *code =
        bt_cli_fail_with (cli, text, "outbox/cancelled",
                          _ ("It was cancelled. Publish the article again to send it."));
  else
    return g_steal_pointer (&row);
  return NULL;
}

static int
run_outbox_send (BtCli *cli, char **args)
{
  int code = BT_CLI_FAILED;
  g_autoptr (BtOutboxRow) row = find_open_row (cli, args[0], &code);

  return row != NULL ? bt_cli_send_row (cli, row->id) : code;
}

static int
run_outbox_cancel (BtCli *cli, char **args)
{
  BtStore *store = bt_context_get_store (cli->context);
  g_autoptr (GError) error = NULL;
  int code = BT_CLI_FAILED;
  g_autoptr (BtOutboxRow) row = find_open_row (cli, args[0], &code);

  if (row == NULL)
    return code;
  /* A row that a living program is sending stays its own: the store refuses. */
  row->state = BT_OUTBOX_CANCELLED;
  if (!bt_store_claim_outbox_sync (store, row->id, bt_context_get_owner (cli->context),
                                   &error)
      || !bt_store_update_outbox_sync (store, row, &error))
    return bt_cli_fail (cli, args[0], error);
  if (cli->json)
    bt_cli_print_json (bt_cli_node (row_to_json (row)));
  return BT_CLI_DONE;
}

const BtCliCommand bt_cli_publish_commands[] = {
  { "publish", N_ ("UUID"), N_ ("Send an article to a portal and check it there"), 1, 1,
    publish_options, run_publish },
  { "outbox", "", N_ ("List what waits to be sent"), 0, 0, outbox_options, run_outbox },
  { "outbox send", N_ ("NUMBER"), N_ ("Send what waits, now"), 1, 1, NULL,
    run_outbox_send },
  { "outbox cancel", N_ ("NUMBER"),
    N_ ("Take it out of the outbox; what is on the portal stays"), 1, 1, NULL,
    run_outbox_cancel },
  { NULL },
};

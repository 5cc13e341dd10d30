/* Sending one row of the outbox and saying how it ended.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

#include "cli/bt-cli.h"
#include "messages/bt-messages.h"

/* So long is a portal waited for that cannot be reached or is busy; then the row stays in
 * the outbox. */
#define PATIENCE (15 * 60 * G_USEC_PER_SEC)
/* How often to look whether another program is done with the row. */
#define LOOK_AGAIN (2 * G_USEC_PER_SEC)

typedef struct
{
  BtCli *cli;
  BtStore *store;
  gint64 row;
  GCancellable *cancellable;
  GMainLoop *loop;
  gboolean terminal;
  BtPublished *published;
  GError *error;
} SendJob;

static void
show_progress (BtStep step, guint index, guint count, double fraction, gpointer data)
{
  SendJob *job = data;
  g_autofree char *words = NULL;

  if (!job->terminal)
    return;
  words = bt_message_for_step (step, index, count);
  fprintf (stderr, "\r\033[K%3.0f %%  %s", fraction * 100, words);
}

static void
end_progress (SendJob *job)
{
  if (job->terminal)
    fputs ("\r\033[K", stderr);
}

/* FALSE when it was interrupted. */
static gboolean
pause_for (SendJob *job, gint64 microseconds)
{
  GPollFD fd;

  if (!g_cancellable_make_pollfd (job->cancellable, &fd))
    return FALSE;
  g_poll (&fd, 1, (int)MIN (microseconds / 1000, G_MAXINT));
  g_cancellable_release_fd (job->cancellable);
  return !g_cancellable_is_cancelled (job->cancellable);
}

static void
say_pause (SendJob *job, gint64 microseconds)
{
  g_autofree char *why = bt_message_for_error (job->error);
  guint seconds = (guint)((microseconds + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);

  end_progress (job);
  bt_cli_note (
      ngettext ("%s Next try in %u second.", "%s Next try in %u seconds.", seconds), why,
      seconds);
}

/* Whether to try again, after waiting as long as the row says. */
static gboolean
wait_for_next_try (SendJob *job, gint64 give_up_at)
{
  g_autoptr (BtOutboxRow) row = bt_store_get_outbox_sync (job->store, job->row, NULL);
  gboolean held = g_error_matches (job->error, BT_STORE_ERROR, BT_STORE_ERROR_BUSY);
  gint64 pause;

  if (row == NULL || g_cancellable_is_cancelled (job->cancellable))
    return FALSE;
  if (held && row->state == BT_OUTBOX_SENDING)
    pause = LOOK_AGAIN;
  else if (row->state == BT_OUTBOX_WAITING)
    pause = MAX (row->next_try - g_get_real_time (), G_USEC_PER_SEC / 5);
  else
    return FALSE;
  if (g_get_monotonic_time () + pause > give_up_at)
    return FALSE;
  if (!held)
    say_pause (job, pause);
  return pause_for (job, pause);
}

static gpointer
send_thread (gpointer data)
{
  SendJob *job = data;
  gint64 give_up_at = g_get_monotonic_time () + PATIENCE;

  do
    {
      g_clear_error (&job->error);
      job->published = bt_publish_row (job->cli->context, job->row, show_progress, job,
                                       job->cancellable, &job->error);
    }
  while (job->published == NULL && wait_for_next_try (job, give_up_at));
  end_progress (job);
  g_main_loop_quit (job->loop);
  return NULL;
}

/* The first Ctrl+C cuts the send in good order, a second one the program. */
static gboolean
interrupt_cb (gpointer data)
{
  SendJob *job = data;

  if (g_cancellable_is_cancelled (job->cancellable))
    _exit (BT_CLI_FAILED);
  g_cancellable_cancel (job->cancellable);
  return G_SOURCE_CONTINUE;
}

static void
run_job (SendJob *job)
{
  guint interrupt = g_unix_signal_add (SIGINT, interrupt_cb, job);
  guint terminate = g_unix_signal_add (SIGTERM, interrupt_cb, job);
  GThread *thread = g_thread_new ("send", send_thread, job);

  g_main_loop_run (job->loop);
  g_thread_join (thread);
  g_source_remove (interrupt);
  g_source_remove (terminate);
}

/* ---- how it ended ---- */

static JsonArray *
problems_to_json (GPtrArray *problems)
{
  JsonArray *array = json_array_new ();
  guint i;

  for (i = 0; problems != NULL && i < problems->len; i++)
    {
      const BtProblem *problem = g_ptr_array_index (problems, i);
      JsonObject *object = json_object_new ();
      g_autofree char *message = bt_message_for_problem (problem);

      json_object_set_string_member (object, "kind",
                                     bt_problem_kind_to_string (problem->kind));
      bt_cli_set_string (object, "sent", problem->sent);
      bt_cli_set_string (object, "found", problem->found);
      json_object_set_string_member (object, "message", message);
      json_array_add_object_element (array, object);
    }
  return array;
}

/* What is known of the post when the send did not end well. */
static void
add_remote (SendJob *job, const BtOutboxRow *row, JsonObject *object)
{
  g_autoptr (BtRemoteArticle) remote =
      bt_store_get_remote_sync (job->store, row->uuid, row->account, NULL);

  if (remote == NULL || remote->post == 0)
    return;
  json_object_set_int_member (object, "remote_id", remote->post);
  bt_cli_set_string (object, "url", remote->link);
}

static void
print_answer (SendJob *job, const BtOutboxRow *row)
{
  JsonObject *object = json_object_new ();
  const BtPublished *published = job->published;

  json_object_set_string_member (object, "uuid", row->uuid);
  json_object_set_int_member (object, "row", row->id);
  json_object_set_string_member (object, "account", row->account_name);
  json_object_set_string_member (object, "state", bt_outbox_state_to_string (row->state));
  if (published != NULL)
    {
      json_object_set_int_member (object, "remote_id", published->post);
      bt_cli_set_string (object, "url", published->url);
      bt_cli_set_string (object, "status", published->status);
    }
  else
    add_remote (job, row, object);
  json_object_set_boolean_member (object, "verified",
                                  published != NULL && published->verified);
  json_object_set_array_member (
      object, "problems",
      problems_to_json (published != NULL ? published->problems : NULL));
  if (job->error != NULL)
    json_object_set_object_member (object, "error", bt_cli_error_object (job->error));
  bt_cli_print_json (bt_cli_node (object));
}

static void
say_published (SendJob *job)
{
  const BtPublished *published = job->published;
  guint i;

  if (!job->cli->json && published->url != NULL)
    bt_cli_print ("%s\n", published->url);
  if (published->verified && published->problems->len == 0)
    bt_cli_note ("%s",
                 _ ("Sent and verified: the portal has every part as it was sent."));
  else if (published->verified)
    bt_cli_note ("%s", _ ("Sent and verified, except for this:"));
  else
    bt_cli_note ("%s",
                 _ ("Sent, but the portal does not have every part as it was sent:"));
  for (i = 0; i < published->problems->len; i++)
    {
      g_autofree char *words =
          bt_message_for_problem (g_ptr_array_index (published->problems, i));

      bt_cli_note ("- %s", words);
    }
}

static char *
own_command (BtCli *cli, const char *rest)
{
  g_autofree char *dir = cli->data_dir != NULL ? g_shell_quote (cli->data_dir) : NULL;

  return g_strconcat ("banthao-cli ", dir != NULL ? "--data-dir " : "",
                      dir != NULL ? dir : "", dir != NULL ? " " : "", rest, NULL);
}

void
bt_cli_say_way_out (BtCli *cli,
                    const GError *error,
                    const char *uuid,
                    const char *account)
{
  g_autofree char *name = g_shell_quote (account);
  g_autofree char *rest = NULL;
  g_autofree char *command = NULL;

  if (g_error_matches (error, BT_SYNC_ERROR, BT_SYNC_ERROR_MAY_NOT_PUBLISH))
    rest = g_strdup_printf ("publish %s --account %s --as pending", uuid, name);
  else if (g_error_matches (error, BT_SYNC_ERROR, BT_SYNC_ERROR_CHANGED_THERE))
    rest = g_strdup_printf ("publish %s --account %s --replace-theirs", uuid, name);
  else
    return;

  command = own_command (cli, rest);
  /* Translators: a command line follows. */
  bt_cli_note (_ ("Use instead: %s"), command);
}

static void
say_stopped (SendJob *job, const BtOutboxRow *row)
{
  bt_cli_say_error (job->cli, row->headline, job->error);
  if (row->state == BT_OUTBOX_WAITING)
    {
      g_autofree char *rest = g_strdup_printf ("outbox send %" G_GINT64_FORMAT, row->id);
      g_autofree char *command = own_command (job->cli, rest);

      bt_cli_note (_ ("It stays in the outbox. To go on: %s"), command);
    }
  else
    bt_cli_say_way_out (job->cli, job->error, row->uuid, row->account_name);
}

int
bt_cli_send_row (BtCli *cli, gint64 row_id)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (BtOutboxRow) row = NULL;
  g_autoptr (BtPublished) published = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) row_error = NULL;
  SendJob job = {
    .cli = cli,
    .store = bt_context_get_store (cli->context),
    .row = row_id,
    .cancellable = cancellable,
    .loop = loop,
    .terminal = isatty (STDERR_FILENO),
  };

  run_job (&job);
  published = job.published;
  error = job.error;
  row = bt_store_get_outbox_sync (job.store, row_id, &row_error);
  if (row == NULL)
    return bt_cli_fail (cli, NULL, error != NULL ? error : row_error);

  if (cli->json)
    print_answer (&job, row);
  if (published != NULL)
    say_published (&job);
  else
    say_stopped (&job, row);
  return published != NULL && published->verified ? BT_CLI_DONE : BT_CLI_FAILED;
}

/* The outbox: what is queued, replaced, claimed, and never sent by two at once.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <signal.h>

#include "store-kit.h"

typedef struct
{
  Kit kit;
  BtStore *store;
  gint64 account;
  char *uuid;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  kit_init (&f->kit);
  f->store = bt_store_new (f->kit.path);
  f->account = kit_add_account (f->store, "Cổng", "https://example.vn");
  f->uuid = kit_save (f->store, "Một", "a");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  bt_store_close_sync (f->store);
  g_clear_object (&f->store);
  g_clear_pointer (&f->uuid, g_free);
  kit_clear (&f->kit);
}

static gint64
enqueue (Fixture *f, BtIntent intent)
{
  g_autoptr (GError) error = NULL;
  gint64 id =
      bt_store_enqueue_sync (f->store, f->uuid, f->account, intent, 0, FALSE, &error);

  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  return id;
}

static BtOutboxRow *
get (Fixture *f, gint64 id)
{
  g_autoptr (GError) error = NULL;
  BtOutboxRow *row = bt_store_get_outbox_sync (f->store, id, &error);

  g_assert_no_error (error);
  return row;
}

static void
claim (Fixture *f, gint64 id)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (bt_store_claim_outbox_sync (f->store, id, "test", &error));
  g_assert_no_error (error);
}

static void
assert_claim_fails (Fixture *f, gint64 id, BtStoreError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (bt_store_claim_outbox_sync (f->store, id, "test", &error));
  g_assert_error (error, BT_STORE_ERROR, (int)code);
}

static void
set_state (Fixture *f, gint64 id, BtOutboxState state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtOutboxRow) row = get (f, id);

  row->state = state;
  g_assert_true (bt_store_update_outbox_sync (f->store, row, &error));
  g_assert_no_error (error);
}

static guint
count (Fixture *f, gboolean all)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = bt_store_list_outbox_sync (f->store, all, &error);

  g_assert_no_error (error);
  return rows->len;
}

static void
test_enqueue (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = bt_store_enqueue_sync (f->store, f->uuid, f->account, BT_INTENT_SCHEDULE,
                                     1514434140000000, TRUE, &error);
  g_autoptr (BtOutboxRow) row = get (f, id);
  g_autoptr (BtArticle) version = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (GPtrArray) listed = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_cmpstr (row->uuid, ==, f->uuid);
  g_assert_cmpint (row->account, ==, f->account);
  g_assert_cmpstr (row->account_name, ==, "Cổng");
  g_assert_cmpstr (row->headline, ==, "Một");
  g_assert_cmpint (row->intent, ==, BT_INTENT_SCHEDULE);
  g_assert_cmpint (row->at, ==, 1514434140000000);
  g_assert_true (row->replace_theirs);
  g_assert_cmpint (row->state, ==, BT_OUTBOX_WAITING);
  g_assert_cmpuint (row->attempts, ==, 0);
  g_assert_cmpint (row->next_try, ==, 0);
  g_assert_null (row->step);
  g_assert_null (row->progress);
  g_assert_null (row->error);
  g_assert_null (row->error_code);

  version = bt_store_load_version_sync (f->store, row->version, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (bt_article_get (version, BT_FIELD_HEADLINE), ==, "Một");
  versions = bt_store_list_versions_sync (f->store, f->uuid, &error);
  g_assert_cmpuint (versions->len, ==, 1);
  g_assert_cmpint (((BtStoredVersion *)versions->pdata[0])->cause, ==, BT_CAUSE_SEND);

  bt_store_list_outbox_async (f->store, FALSE, NULL, kit_result_cb, &result);
  kit_wait_result (&result);
  listed = bt_store_list_outbox_finish (f->store, result, &error);
  g_assert_cmpuint (listed->len, ==, 1);

  g_assert_cmpint (bt_store_enqueue_sync (f->store, "nobody", f->account, BT_INTENT_DRAFT,
                                          0, FALSE, &error),
                   ==, 0);
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpint (
      bt_store_enqueue_sync (f->store, f->uuid, 4711, BT_INTENT_DRAFT, 0, FALSE, &error),
      ==, 0);
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND);
}

static void
test_replace (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtArticle) article = NULL;
  g_autoptr (BtOutboxRow) row = NULL;
  g_autoptr (BtOutboxRow) again = NULL;
  gint64 id = enqueue (f, BT_INTENT_DRAFT);
  gint64 version, boss;

  claim (f, id);
  row = get (f, id);
  version = row->version;
  row->state = BT_OUTBOX_NEEDS_PERSON;
  row->step = g_strdup ("photos");
  row->progress = g_strdup ("{\"post\":17}");
  row->error = g_strdup ("no");
  row->error_code = g_strdup ("bt-portal-error:4");
  row->next_try = 5;
  g_assert_true (bt_store_update_outbox_sync (f->store, row, &error));

  article = bt_store_load_article_sync (f->store, f->uuid, NULL, &error);
  bt_article_set (article, BT_FIELD_HEADLINE, "Hai");
  g_assert_cmpint (bt_store_save_article_sync (f->store, article, 1, &error), ==, 2);
  g_assert_cmpint (enqueue (f, BT_INTENT_PUBLISH), ==, id);
  again = get (f, id);
  g_assert_cmpint (again->intent, ==, BT_INTENT_PUBLISH);
  g_assert_cmpint (again->state, ==, BT_OUTBOX_WAITING);
  g_assert_cmpint (again->version, >, version);
  g_assert_cmpstr (again->headline, ==, "Hai");
  g_assert_cmpstr (again->step, ==, "photos");
  g_assert_cmpstr (again->progress, ==, "{\"post\":17}");
  g_assert_cmpuint (again->attempts, ==, 0);
  g_assert_cmpint (again->next_try, ==, 0);
  g_assert_null (again->error);
  g_assert_null (again->error_code);
  g_assert_cmpuint (count (f, TRUE), ==, 1);

  /* A colleague's account on the same site takes the row over: there is but one. */
  boss = kit_add_account (f->store, "Sếp", "https://example.vn/");
  g_assert_cmpint (bt_store_enqueue_sync (f->store, f->uuid, boss, BT_INTENT_PUBLISH, 0,
                                          FALSE, &error),
                   ==, id);
  g_clear_pointer (&again, bt_outbox_row_free);
  again = get (f, id);
  g_assert_cmpint (again->account, ==, boss);

  /* After it is done, the next sending is a row of its own. */
  claim (f, id);
  set_state (f, id, BT_OUTBOX_DONE);
  g_assert_cmpint (enqueue (f, BT_INTENT_PUBLISH), >, id);
  g_assert_cmpuint (count (f, TRUE), ==, 2);
  g_assert_cmpuint (count (f, FALSE), ==, 1);
}

/* A cancelled send may have left a request on its way; the next one must know of it. */
static void
test_progress_goes_on (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtOutboxRow) row = NULL;
  g_autoptr (BtOutboxRow) next = NULL;
  gint64 id = enqueue (f, BT_INTENT_DRAFT);

  claim (f, id);
  row = get (f, id);
  row->state = BT_OUTBOX_CANCELLED;
  row->progress = g_strdup ("{\"began\":{\"create\":1}}");
  g_assert_true (bt_store_update_outbox_sync (f->store, row, &error));
  g_assert_no_error (error);

  next = get (f, enqueue (f, BT_INTENT_DRAFT));
  g_assert_cmpint (next->id, >, id);
  g_assert_cmpint (next->state, ==, BT_OUTBOX_WAITING);
  g_assert_cmpstr (next->progress, ==, "{\"began\":{\"create\":1}}");
}

/* A worker of this program that was silent for long comes back after its row was given a new
 * intent: it must not mark that as done. */
static void
test_replaced_under_the_worker (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtArticle) article = NULL;
  g_autoptr (BtOutboxRow) old = NULL;
  g_autoptr (BtOutboxRow) now = NULL;
  gint64 id = enqueue (f, BT_INTENT_DRAFT);

  claim (f, id);
  old = get (f, id);
  g_free (kit_sqlite (f->kit.path, "UPDATE outbox SET beat = beat - 61000000"));
  article = bt_store_load_article_sync (f->store, f->uuid, NULL, &error);
  bt_article_set (article, BT_FIELD_HEADLINE, "Hai");
  g_assert_cmpint (bt_store_save_article_sync (f->store, article, 1, &error), ==, 2);
  g_assert_cmpint (enqueue (f, BT_INTENT_DRAFT), ==, id);

  old->state = BT_OUTBOX_DONE;
  g_assert_false (bt_store_update_outbox_sync (f->store, old, &error));
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_STALE);
  now = get (f, id);
  g_assert_cmpint (now->state, ==, BT_OUTBOX_WAITING);
  g_assert_cmpint (now->version, >, old->version);
}

static void
test_states (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtOutboxRow) row = NULL;
  gint64 id = enqueue (f, BT_INTENT_DRAFT);

  claim (f, id);
  row = get (f, id);
  g_assert_cmpint (row->state, ==, BT_OUTBOX_SENDING);
  g_assert_cmpuint (row->attempts, ==, 1);

  /* While it is being sent, nobody else begins, and the intent stays. */
  assert_claim_fails (f, id, BT_STORE_ERROR_BUSY);
  g_assert_cmpint (bt_store_enqueue_sync (f->store, f->uuid, f->account,
                                          BT_INTENT_PUBLISH, 0, FALSE, &error),
                   ==, 0);
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_BUSY);
  g_clear_error (&error);

  set_state (f, id, BT_OUTBOX_WAITING);
  claim (f, id);
  set_state (f, id, BT_OUTBOX_NEEDS_PERSON);
  claim (f, id);
  g_clear_pointer (&row, bt_outbox_row_free);
  row = get (f, id);
  g_assert_cmpuint (row->attempts, ==, 3);

  /* Done is done. */
  set_state (f, id, BT_OUTBOX_DONE);
  assert_claim_fails (f, id, BT_STORE_ERROR_STALE);
  row->state = BT_OUTBOX_WAITING;
  g_assert_false (bt_store_update_outbox_sync (f->store, row, &error));
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_STALE);
  g_clear_error (&error);
  assert_claim_fails (f, 4711, BT_STORE_ERROR_NOT_FOUND);

  id = enqueue (f, BT_INTENT_DRAFT);
  set_state (f, id, BT_OUTBOX_CANCELLED);
  assert_claim_fails (f, id, BT_STORE_ERROR_STALE);
}

static void
test_account_in_use (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtAccount) account = NULL;
  g_autoptr (BtOutboxRow) row = NULL;
  gint64 id = enqueue (f, BT_INTENT_DRAFT);

  g_assert_false (bt_store_remove_account_sync (f->store, "Cổng", &error));
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_BUSY);
  g_clear_error (&error);

  /* Nor does what waits move to another site unseen. */
  account = bt_store_find_account_sync (f->store, "Cổng", &error);
  g_free (account->url);
  account->url = g_strdup ("https://elsewhere.vn");
  g_assert_cmpint (bt_store_put_account_sync (f->store, account, &error), ==, 0);
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_BUSY);
  g_clear_error (&error);

  set_state (f, id, BT_OUTBOX_CANCELLED);
  g_assert_true (bt_store_remove_account_sync (f->store, "Cổng", &error));
  row = get (f, id);
  g_assert_cmpint (row->account, ==, 0);
  g_assert_cmpstr (row->account_name, ==, "Cổng");
}

/* ---- other programs ---- */

static GSubprocess *
start_helper (Fixture *f, const char *command, gint64 number)
{
  g_autofree char *helper =
      g_test_build_filename (G_TEST_BUILT, "store", "store-helper", NULL);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  g_autoptr (GError) error = NULL;
  GSubprocess *program =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                        &error, helper, command, f->kit.path, text, NULL);

  g_assert_no_error (error);
  return program;
}

static void
kill_and_wait (GSubprocess *program)
{
  g_subprocess_send_signal (program, SIGKILL);
  g_assert_true (g_subprocess_wait (program, NULL, NULL));
}

static void
test_other_program (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = enqueue (f, BT_INTENT_PUBLISH);
  g_autoptr (GSubprocess) program = start_helper (f, "claim", id);
  g_autoptr (GDataInputStream) output =
      g_data_input_stream_new (g_subprocess_get_stdout_pipe (program));
  g_autofree char *said = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_autoptr (BtOutboxRow) row = get (f, id);

  g_assert_cmpstr (said, ==, "claimed");
  assert_claim_fails (f, id, BT_STORE_ERROR_BUSY);
  row->state = BT_OUTBOX_CANCELLED;
  g_assert_false (bt_store_update_outbox_sync (f->store, row, &error));
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_cmpint (bt_store_enqueue_sync (f->store, f->uuid, f->account, BT_INTENT_DRAFT,
                                          0, FALSE, &error),
                   ==, 0);
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_BUSY);

  /* However long it takes: only its end counts. */
  g_free (kit_sqlite (f->kit.path, "UPDATE outbox SET beat = 0"));
  assert_claim_fails (f, id, BT_STORE_ERROR_BUSY);
  kill_and_wait (program);
  claim (f, id);
}

static void
test_crash_of_own (Fixture *f, gconstpointer data)
{
  gint64 id = enqueue (f, BT_INTENT_PUBLISH);

  /* The program itself comes back after a crash, and takes the row up at once. */
  claim (f, id);
  bt_store_close_sync (f->store);
  g_object_unref (f->store);
  f->store = bt_store_new (f->kit.path);
  claim (f, id);

  /* A worker of this program that ended without a word: its beats stop. */
  assert_claim_fails (f, id, BT_STORE_ERROR_BUSY);
  g_free (kit_sqlite (f->kit.path, "UPDATE outbox SET beat = beat - 61000000"));
  claim (f, id);

  /* Where no lock tells of another program, its beats do. */
  g_free (kit_sqlite (f->kit.path, "UPDATE outbox SET owner_mark = 0"));
  assert_claim_fails (f, id, BT_STORE_ERROR_BUSY);
  g_free (kit_sqlite (f->kit.path, "UPDATE outbox SET beat = beat - 61000000"));
  claim (f, id);
}

static void
read_rows (GDataInputStream *output, GHashTable *got)
{
  for (;;)
    {
      char *line = g_data_input_stream_read_line (output, NULL, NULL, NULL);

      g_assert_nonnull (line);
      if (g_str_equal (line, "tried"))
        {
          g_free (line);
          return;
        }
      /* Nobody had it before. */
      g_assert_true (g_hash_table_add (got, line));
    }
}

static void
test_race (Fixture *f, gconstpointer data)
{
  enum
  {
    N_ROWS = 60,
    N_PROGRAMS = 3
  };
  g_autoptr (GHashTable) got =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GSubprocess *programs[N_PROGRAMS];
  GDataInputStream *outputs[N_PROGRAMS];

  for (guint i = 0; i < N_ROWS; i++)
    {
      g_free (f->uuid);
      f->uuid = kit_save (f->store, "Một", "a");
      enqueue (f, BT_INTENT_PUBLISH);
    }
  for (guint i = 0; i < N_PROGRAMS; i++)
    {
      g_autofree char *ready = NULL;

      programs[i] = start_helper (f, "race", N_ROWS);
      outputs[i] = g_data_input_stream_new (g_subprocess_get_stdout_pipe (programs[i]));
      ready = g_data_input_stream_read_line (outputs[i], NULL, NULL, NULL);
      g_assert_cmpstr (ready, ==, "ready");
    }
  for (guint i = 0; i < N_PROGRAMS; i++)
    g_output_stream_close (g_subprocess_get_stdin_pipe (programs[i]), NULL, NULL);
  for (guint i = 0; i < N_PROGRAMS; i++)
    read_rows (outputs[i], got);
  for (guint i = 0; i < N_PROGRAMS; i++)
    {
      kill_and_wait (programs[i]);
      g_object_unref (outputs[i]);
      g_object_unref (programs[i]);
    }
  g_assert_cmpuint (g_hash_table_size (got), ==, N_ROWS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/store/outbox/enqueue", test_enqueue);
  ADD ("/store/outbox/replace", test_replace);
  ADD ("/store/outbox/progress-goes-on", test_progress_goes_on);
  ADD ("/store/outbox/replaced-under-the-worker", test_replaced_under_the_worker);
  ADD ("/store/outbox/states", test_states);
  ADD ("/store/outbox/account-in-use", test_account_in_use);
  ADD ("/store/outbox/other-program", test_other_program);
  ADD ("/store/outbox/crash-of-own", test_crash_of_own);
  ADD ("/store/outbox/race", test_race);

  return g_test_run ();
}

/* The worker of a window, against the practice portal: sends, waits, retries, cancels, takes up.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <json-glib/json-glib.h>
#include <glib/gstdio.h>

#include "sync/bt-sender.h"
#include "portal-process.h"

typedef struct
{
  char *folder;
  PortalProcess *portal;
  BtContext *context;
  BtSender *sender;
  char *uuid;

  gint64 row;
  BtPublished *published;
  GError *stopped;
  gboolean needs_person;
  gint64 past; /* rows up to this one are of no interest any more */
  double fraction;
} Fixture;

static void
progress_cb (BtSender *sender,
             gint64 row,
             int step,
             guint index,
             guint count,
             double fraction,
             Fixture *fixture)
{
  if (row <= fixture->past)
    return;
  g_assert_cmpfloat (fraction, >=, fixture->fraction);
  g_assert_cmpfloat (fraction, <=, 1.0);
  fixture->fraction = fraction;
}

static void
finished_cb (BtSender *sender, gint64 row, BtPublished *published, Fixture *fixture)
{
  g_assert_null (fixture->published);
  fixture->published = bt_published_copy (published);
}

static void
stopped_cb (BtSender *sender,
            gint64 row,
            GError *error,
            gboolean needs_person,
            Fixture *fixture)
{
  /* A row that was cancelled just as it was taken up is told of twice. */
  if (row <= fixture->past)
    return;
  g_clear_error (&fixture->stopped);
  fixture->stopped = g_error_copy (error);
  fixture->needs_person = needs_person;
}

static void
make_sender (Fixture *fixture)
{
  fixture->fraction = 0;
  fixture->sender = bt_sender_new (fixture->context);
  g_signal_connect (fixture->sender, "progress", G_CALLBACK (progress_cb), fixture);
  g_signal_connect (fixture->sender, "finished", G_CALLBACK (finished_cb), fixture);
  g_signal_connect (fixture->sender, "stopped", G_CALLBACK (stopped_cb), fixture);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BtArticle) article = bt_article_new ();
  g_autoptr (BtAccount) account = NULL;
  g_autofree char *news = NULL;
  g_autofree char *practice = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("banthao-sender.XXXXXX", &error);
  g_assert_no_error (error);
  news = g_build_filename (fixture->folder, "news", NULL);
  practice = g_build_filename (fixture->folder, "practice", NULL);

  g_setenv ("BANTHAO_PASSWORD", "none", TRUE);
  fixture->portal = portal_process_start (practice, 0);
  fixture->context = bt_context_new (news);
  account = bt_context_add_account (fixture->context, "portal", "wordpress",
                                    fixture->portal->url, fixture->portal->user,
                                    fixture->portal->password, NULL, &error);
  g_assert_no_error (error);
  bt_context_set_password (fixture->context, "portal", fixture->portal->password);

  bt_article_set (article, BT_FIELD_HEADLINE, "Nước lên chợ nổi");
  bt_article_set (article, BT_FIELD_LEAD, "Mùa nước nổi năm nay về sớm.");
  bt_article_append_block (
      article, bt_block_new_text (BT_BLOCK_PARAGRAPH, "Ghe xuồng tấp nập từ mờ sáng."));
  g_assert_cmpint (bt_store_save_article_sync (bt_context_get_store (fixture->context),
                                               article, 0, &error),
                   >, 0);
  g_assert_no_error (error);
  fixture->uuid = g_strdup (bt_article_get_uuid (article));

  make_sender (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *command = NULL;

  bt_sender_stop (fixture->sender);
  /* A send that is being cut may still report, to whoever listens then. */
  g_signal_handlers_disconnect_by_data (fixture->sender, fixture);
  g_clear_object (&fixture->sender);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  bt_store_close_sync (bt_context_get_store (fixture->context));
  g_clear_object (&fixture->context);
  g_clear_pointer (&fixture->portal, portal_process_stop);
  g_clear_pointer (&fixture->published, bt_published_free);
  g_clear_error (&fixture->stopped);
  g_clear_pointer (&fixture->uuid, g_free);

  command = g_strdup_printf ("rm -rf %s", fixture->folder);
  g_assert_cmpint (system (command), ==, 0);
  g_clear_pointer (&fixture->folder, g_free);
}

static void
published_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (GError) error = NULL;

  fixture->row = bt_sender_publish_finish (BT_SENDER (source), result, &error);
  if (error != NULL)
    fixture->stopped = g_steal_pointer (&error);
}

static gboolean
timed_out_cb (gpointer data)
{
  g_error ("nothing happened in time");

  return G_SOURCE_REMOVE;
}

/* Turns the main loop until @condition holds; 20 s at most. */
#define WAIT_FOR(condition)                                                              \
  G_STMT_START                                                                           \
  {                                                                                      \
    guint timeout_ = g_timeout_add_seconds (20, timed_out_cb, NULL);                     \
    while (!(condition))                                                                 \
      g_main_context_iteration (NULL, TRUE);                                             \
    g_source_remove (timeout_);                                                          \
  }                                                                                      \
  G_STMT_END

static void
publish (Fixture *fixture, BtIntent intent)
{
  bt_sender_publish_async (fixture->sender, fixture->uuid, "portal", intent, 0, FALSE,
                           published_cb, fixture);
}

static BtOutboxState
row_state (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtOutboxRow) row = bt_store_get_outbox_sync (
      bt_context_get_store (fixture->context), fixture->row, &error);

  g_assert_no_error (error);

  return row->state;
}

static void
test_sends (Fixture *fixture, gconstpointer data)
{
  bt_sender_start (fixture->sender);
  publish (fixture, BT_INTENT_PUBLISH);
  WAIT_FOR (fixture->published != NULL || fixture->stopped != NULL);
  g_assert_no_error (fixture->stopped);
  g_assert_true (fixture->published->verified);
  g_assert_cmpuint (fixture->published->problems->len, ==, 0);
  g_assert_cmpint (fixture->published->row, ==, fixture->row);
  g_assert_cmpstr (fixture->published->status, ==, "publish");
  g_assert_cmpfloat (fixture->fraction, >, 0.9);
  g_assert_cmpint (row_state (fixture), ==, BT_OUTBOX_DONE);
}

static void
test_refuses_at_once (Fixture *fixture, gconstpointer data)
{
  bt_sender_start (fixture->sender);
  bt_sender_publish_async (fixture->sender, fixture->uuid, "portal", BT_INTENT_SCHEDULE,
                           g_get_real_time (), FALSE, published_cb, fixture);
  WAIT_FOR (fixture->stopped != NULL);
  g_assert_error (fixture->stopped, BT_SYNC_ERROR, BT_SYNC_ERROR_TIME_PAST);
  g_assert_cmpint (fixture->row, ==, 0);
}

/* The portal is away, the row waits; it is back, and "try again" sends it. */
static void
test_waits_and_retries (Fixture *fixture, gconstpointer data)
{
  g_autofree char *practice = g_build_filename (fixture->folder, "practice", NULL);
  guint port = fixture->portal->port;

  g_clear_pointer (&fixture->portal, portal_process_stop);
  bt_sender_start (fixture->sender);
  publish (fixture, BT_INTENT_DRAFT);
  WAIT_FOR (fixture->stopped != NULL);
  g_assert_error (fixture->stopped, BT_PORTAL_ERROR, BT_PORTAL_ERROR_OFFLINE);
  g_assert_false (fixture->needs_person);
  g_assert_cmpint (row_state (fixture), ==, BT_OUTBOX_WAITING);

  fixture->portal = portal_process_start (practice, port);
  g_clear_error (&fixture->stopped);
  fixture->fraction = 0;
  bt_sender_retry (fixture->sender, fixture->row);
  WAIT_FOR (fixture->published != NULL || fixture->stopped != NULL);
  g_assert_no_error (fixture->stopped);
  g_assert_true (fixture->published->verified);
}

static void
test_cancels_what_waits (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->portal, portal_process_stop);
  bt_sender_start (fixture->sender);
  publish (fixture, BT_INTENT_DRAFT);
  WAIT_FOR (fixture->stopped != NULL);
  g_clear_error (&fixture->stopped);

  bt_sender_cancel (fixture->sender, fixture->row);
  WAIT_FOR (fixture->stopped != NULL);
  g_assert_error (fixture->stopped, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (row_state (fixture), ==, BT_OUTBOX_CANCELLED);
}

/* A wrong password wants a person, and the worker does not knock again and again. */
static void
test_needs_person (Fixture *fixture, gconstpointer data)
{
  gint64 until;

  bt_context_set_password (fixture->context, "portal", "wrong");
  bt_sender_start (fixture->sender);
  publish (fixture, BT_INTENT_DRAFT);
  WAIT_FOR (fixture->stopped != NULL);
  g_assert_error (fixture->stopped, BT_PORTAL_ERROR, BT_PORTAL_ERROR_SIGN_IN);
  g_assert_true (fixture->needs_person);
  g_assert_cmpint (row_state (fixture), ==, BT_OUTBOX_NEEDS_PERSON);

  g_clear_error (&fixture->stopped);
  until = g_get_monotonic_time () + G_USEC_PER_SEC;
  while (g_get_monotonic_time () < until)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (10000);
    }
  g_assert_null (fixture->stopped);
}

/* Once the password is right, "try again" is enough. */
static void
test_mended_by_person (Fixture *fixture, gconstpointer data)
{
  bt_context_set_password (fixture->context, "portal", "wrong");
  bt_sender_start (fixture->sender);
  publish (fixture, BT_INTENT_DRAFT);
  WAIT_FOR (fixture->stopped != NULL);
  g_assert_true (fixture->needs_person);

  g_clear_error (&fixture->stopped);
  fixture->fraction = 0;
  bt_context_set_password (fixture->context, "portal", fixture->portal->password);
  bt_sender_retry (fixture->sender, fixture->row);
  WAIT_FOR (fixture->published != NULL || fixture->stopped != NULL);
  g_assert_no_error (fixture->stopped);
  g_assert_true (fixture->published->verified);
}

/* A row that has been sent cannot be cancelled, and nobody is told that it was. */
static void
test_cancels_too_late (Fixture *fixture, gconstpointer data)
{
  bt_sender_start (fixture->sender);
  publish (fixture, BT_INTENT_DRAFT);
  WAIT_FOR (fixture->published != NULL || fixture->stopped != NULL);
  g_assert_no_error (fixture->stopped);

  bt_sender_cancel (fixture->sender, fixture->row);
  WAIT_FOR (fixture->stopped != NULL);
  g_assert_error (fixture->stopped, BT_STORE_ERROR, BT_STORE_ERROR_STALE);
  g_assert_cmpint (row_state (fixture), ==, BT_OUTBOX_DONE);
}

/* Cancelled at any moment of a send: cancelled or done in the end, and never sent later. */
static void
test_cancels_what_runs (Fixture *fixture, gconstpointer data)
{
  for (guint delay = 0; delay < 60; delay += 6)
    {
      gint64 until;
      BtOutboxState state;

      g_clear_error (&fixture->stopped);
      g_clear_pointer (&fixture->published, bt_published_free);
      fixture->fraction = 0;
      fixture->past = fixture->row;
      fixture->row = 0;
      bt_sender_start (fixture->sender);
      publish (fixture, delay % 12 == 0 ? BT_INTENT_DRAFT : BT_INTENT_PENDING);
      WAIT_FOR (fixture->row != 0 || fixture->stopped != NULL);
      g_assert_no_error (fixture->stopped);
      until = g_get_monotonic_time () + delay * 1000;
      while (g_get_monotonic_time () < until)
        g_main_context_iteration (NULL, FALSE);
      bt_sender_cancel (fixture->sender, fixture->row);
      WAIT_FOR (fixture->published != NULL || fixture->stopped != NULL);

      state = row_state (fixture);
      if (fixture->published != NULL)
        g_assert_cmpint (state, ==, BT_OUTBOX_DONE);
      else if (g_error_matches (fixture->stopped, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_assert_cmpint (state, ==, BT_OUTBOX_CANCELLED);
      else
        g_assert_cmpint (state, ==, BT_OUTBOX_DONE);
    }
}

/* Two articles are queued while no worker runs; a later start sends both. */
static void
test_takes_up (Fixture *fixture, gconstpointer data)
{
  BtStore *store = bt_context_get_store (fixture->context);
  g_autoptr (GError) error = NULL;
  g_autoptr (BtAccount) account = bt_store_find_account_sync (store, NULL, &error);

  g_assert_no_error (error);
  fixture->row = bt_store_enqueue_sync (store, fixture->uuid, account->id,
                                        BT_INTENT_PENDING, 0, FALSE, &error);
  g_assert_no_error (error);

  bt_sender_start (fixture->sender);
  WAIT_FOR (fixture->published != NULL || fixture->stopped != NULL);
  g_assert_no_error (fixture->stopped);
  g_assert_cmpstr (fixture->published->status, ==, "pending");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                              \
  g_test_add ("/sender/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("sends", test_sends);
  ADD ("refuses-at-once", test_refuses_at_once);
  ADD ("waits-and-retries", test_waits_and_retries);
  ADD ("cancels-what-waits", test_cancels_what_waits);
  ADD ("needs-person", test_needs_person);
  ADD ("mended-by-person", test_mended_by_person);
  ADD ("cancels-too-late", test_cancels_too_late);
  ADD ("cancels-what-runs", test_cancels_what_runs);
  ADD ("takes-up", test_takes_up);
#undef ADD

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/bt-sender.h"

#include "sync/bt-caption-check.h"

/* How often the outbox is looked at when nothing wakes us. */
#define LONGEST_SLEEP_SECONDS 60
/* A row that ended badly is left alone for at least so long, whatever it says of itself: it may
 * belong to another program, or its state could not be written. */
#define REST (5 * G_USEC_PER_SEC)
/* Stands for every row among those to try now. */
#define EVERY_ROW 0
/* Of a job that sends nothing. */
#define NO_ACCOUNT -1

/**
 * Job: one row on its way, in a thread of its own; at most one per account.
 */
typedef struct
{
  gint ref_count;
  BtSender *sender;
  BtContext *context;
  GMainContext *main_context;
  GCancellable *cancellable;
  gint64 row;
  gint64 account;
  gint by_user; /* cancelled by the user; atomic */
} Job;

struct _BtSender
{
  GObject parent_instance;

  BtContext *context;
  GMainContext *main_context;
  GNetworkMonitor *network;
  GHashTable *jobs;      /* account → Job */
  GHashTable *impatient; /* rows to try now, whatever their next_try */
  GHashTable *resting;   /* row → not before this time */
  GSource *timer;
  gboolean running;
  gboolean scanning;
  gboolean scan_again;
};

enum
{
  SIGNAL_PROGRESS,
  SIGNAL_FINISHED,
  SIGNAL_STOPPED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtSender, bt_sender, G_TYPE_OBJECT)

static void scan (BtSender *self);

/* ---- jobs ---- */

static Job *
job_new (BtSender *sender, gint64 row, gint64 account)
{
  Job *job = g_new0 (Job, 1);

  job->ref_count = 1;
  job->sender = g_object_ref (sender);
  job->context = g_object_ref (sender->context);
  job->main_context = g_main_context_ref (sender->main_context);
  job->cancellable = g_cancellable_new ();
  job->row = row;
  job->account = account;

  return job;
}

static Job *
job_ref (Job *job)
{
  g_atomic_int_inc (&job->ref_count);

  return job;
}

static void
job_unref (Job *job)
{
  if (!g_atomic_int_dec_and_test (&job->ref_count))
    return;

  g_object_unref (job->sender);
  g_object_unref (job->context);
  g_main_context_unref (job->main_context);
  g_object_unref (job->cancellable);
  g_free (job);
}

typedef struct
{
  Job *job;
  BtStep step;
  guint index;
  guint count;
  double fraction;
  BtPublished *published;
  GError *error;
} Report;

static gint64 *
number_new (gint64 number)
{
  return g_memdup2 (&number, sizeof number);
}

static void
report_free (Report *report)
{
  job_unref (report->job);
  g_clear_pointer (&report->published, bt_published_free);
  g_clear_error (&report->error);
  g_free (report);
}

/* Never g_main_context_invoke(): while nobody turns the context it would call @func here, in the
 * job's thread. */
static void
post_report (Report *report, GSourceFunc func)
{
  GMainContext *context = report->job->main_context;
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, report, (GDestroyNotify)report_free);
  g_source_attach (source, context);
}

static gboolean
progress_cb (gpointer data)
{
  Report *report = data;

  g_signal_emit (report->job->sender, signals[SIGNAL_PROGRESS], 0, report->job->row,
                 (int)report->step, report->index, report->count, report->fraction);

  return G_SOURCE_REMOVE;
}

/* In the job's thread. */
static void
job_progress (BtStep step, guint index, guint count, double fraction, gpointer data)
{
  Report *report = g_new0 (Report, 1);

  report->job = job_ref (data);
  report->step = step;
  report->index = index;
  report->count = count;
  report->fraction = fraction;
  post_report (report, progress_cb);
}

/* Another program has the row, or has sent it, or it has a new intent: no end of a send, but of
 * interest to whoever wanted it cancelled. */
static gboolean
is_elsewhere (const GError *error)
{
  return g_error_matches (error, BT_STORE_ERROR, BT_STORE_ERROR_BUSY)
         || g_error_matches (error, BT_STORE_ERROR, BT_STORE_ERROR_STALE);
}

static gboolean
ended_cb (gpointer data)
{
  Report *report = data;
  BtSender *self = report->job->sender;

  g_hash_table_remove (self->jobs, &report->job->account);
  if (report->error != NULL)
    g_hash_table_insert (self->resting, number_new (report->job->row),
                         number_new (g_get_real_time () + REST));

  if (report->published != NULL)
    {
      g_signal_emit (self, signals[SIGNAL_FINISHED], 0, report->job->row,
                     report->published);
    }
  else if (g_atomic_int_get (&report->job->by_user) || !is_elsewhere (report->error))
    {
      /* The row itself says whether it waits; it was written before this report. */
      gboolean needs_person = report->count != 0;

      g_signal_emit (self, signals[SIGNAL_STOPPED], 0, report->job->row, report->error,
                     needs_person);
    }
  scan (self);

  return G_SOURCE_REMOVE;
}

static GError *
cancelled_error (void)
{
  return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled by the user");
}

/* Cancelled by the user is an end; cut off because the program stops is not. Returns: (transfer
 * full): "cancelled", or why it could not be. */
static GError *
mark_cancelled (BtStore *store, gint64 id)
{
  GError *error = NULL;
  g_autoptr (BtOutboxRow) row = bt_store_get_outbox_sync (store, id, &error);

  if (row == NULL)
    return error;
  if (row->state != BT_OUTBOX_CANCELLED)
    {
      row->state = BT_OUTBOX_CANCELLED;
      if (!bt_store_update_outbox_sync (store, row, &error))
        return error;
    }

  return cancelled_error ();
}

static gpointer
job_thread (gpointer data)
{
  Job *job = data;
  BtStore *store = bt_context_get_store (job->context);
  Report *report = g_new0 (Report, 1);

  /* The report takes over the thread's hold on the job: the last one, and with it the sender,
   * must go where the main loop is. */
  report->job = job;
  report->published = bt_publish_row (job->context, job->row, job_progress, job,
                                      job->cancellable, &report->error);
  if (report->published == NULL)
    {
      g_autoptr (BtOutboxRow) row = NULL;

      /* Whatever it stumbled over on the way out. */
      if (g_atomic_int_get (&job->by_user))
        {
          g_clear_error (&report->error);
          report->error = mark_cancelled (store, job->row);
        }

      row = bt_store_get_outbox_sync (store, job->row, NULL);
      if (row != NULL && row->state == BT_OUTBOX_CANCELLED)
        {
          g_clear_error (&report->error);
          report->error = cancelled_error ();
        }
      report->count = row != NULL && row->state == BT_OUTBOX_NEEDS_PERSON;
    }
  post_report (report, ended_cb);

  return NULL;
}

static void
start_job (BtSender *self, const BtOutboxRow *row)
{
  Job *job = job_new (self, row->id, row->account);

  g_hash_table_remove (self->impatient, &row->id);
  g_hash_table_insert (self->jobs, &job->account, job_ref (job));
  g_thread_unref (g_thread_new ("bt-send", job_thread, job));
}

/* ---- looking for work ---- */

static gboolean
timer_cb (gpointer data)
{
  BtSender *self = data;

  g_clear_pointer (&self->timer, g_source_unref);
  scan (self);

  return G_SOURCE_REMOVE;
}

static void
clear_timer (BtSender *self)
{
  if (self->timer == NULL)
    return;

  g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
}

static void
sleep_until (BtSender *self, gint64 when)
{
  gint64 left = (when - g_get_real_time ()) / 1000;

  clear_timer (self);
  self->timer =
      g_timeout_source_new ((guint)CLAMP (left, 100, LONGEST_SLEEP_SECONDS * 1000));
  g_source_set_callback (self->timer, timer_cb, self, NULL);
  g_source_attach (self->timer, self->main_context);
}

/* A row that another program is sending may be dead: claiming it tells. */
static gboolean
is_due (BtSender *self, const BtOutboxRow *row, gint64 now)
{
  const gint64 *rest = g_hash_table_lookup (self->resting, &row->id);

  /* Whoever asks for it has mended what wanted a person: a password, a section. */
  if (g_hash_table_contains (self->impatient, &row->id))
    return TRUE;
  if (row->state == BT_OUTBOX_NEEDS_PERSON || (rest != NULL && *rest > now))
    return FALSE;

  /* A clock that was set back must not make us wait for its old future. */
  return row->state == BT_OUTBOX_SENDING || row->next_try <= now || row->changed > now;
}

/* "Try everything now" counts for each row that waits, also for those whose turn comes later
 * because their account is at work. */
static void
expect_every_row (BtSender *self, GPtrArray *rows)
{
  gint64 every = EVERY_ROW;

  if (!g_hash_table_remove (self->impatient, &every))
    return;

  for (guint i = 0; i < rows->len; i++)
    {
      const BtOutboxRow *row = g_ptr_array_index (rows, i);

      if (row->state == BT_OUTBOX_WAITING)
        g_hash_table_add (self->impatient, number_new (row->id));
    }
}

static void
take_rows (BtSender *self, GPtrArray *rows)
{
  gint64 now = g_get_real_time ();
  gint64 next = now + (gint64)LONGEST_SLEEP_SECONDS * G_USEC_PER_SEC;

  expect_every_row (self, rows);
  for (guint i = 0; i < rows->len; i++)
    {
      const BtOutboxRow *row = g_ptr_array_index (rows, i);

      if (g_hash_table_contains (self->jobs, &row->account))
        continue;
      if (is_due (self, row, now))
        start_job (self, row);
      else if (row->state == BT_OUTBOX_WAITING || row->state == BT_OUTBOX_SENDING)
        next = MIN (next, MAX (row->next_try, now + REST));
    }

  sleep_until (self, next);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtSender) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows =
      bt_store_list_outbox_finish (BT_STORE (source), result, &error);

  self->scanning = FALSE;
  if (!self->running)
    return;

  if (rows != NULL)
    take_rows (self, rows);
  else
    sleep_until (self, g_get_real_time () + REST);
  if (self->scan_again)
    {
      self->scan_again = FALSE;
      scan (self);
    }
}

static void
scan (BtSender *self)
{
  if (!self->running)
    return;
  if (self->scanning)
    {
      self->scan_again = TRUE;
      return;
    }

  self->scanning = TRUE;
  bt_store_list_outbox_async (bt_context_get_store (self->context), FALSE, NULL,
                              listed_cb, g_object_ref (self));
}

/* What waited for the network is tried at once when it changes. */
static void
network_changed_cb (GNetworkMonitor *network, gboolean available, BtSender *self)
{
  if (available)
    bt_sender_retry (self, EVERY_ROW);
}

/* ---- overrides ---- */

static void
bt_sender_dispose (GObject *object)
{
  BtSender *self = BT_SENDER (object);

  self->running = FALSE;
  clear_timer (self);
  g_clear_object (&self->context);
  g_clear_pointer (&self->jobs, g_hash_table_unref);
  g_clear_pointer (&self->impatient, g_hash_table_unref);
  g_clear_pointer (&self->resting, g_hash_table_unref);
  g_clear_pointer (&self->main_context, g_main_context_unref);

  G_OBJECT_CLASS (bt_sender_parent_class)->dispose (object);
}

static void
bt_sender_class_init (BtSenderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bt_sender_dispose;

  signals[SIGNAL_PROGRESS] = g_signal_new (
      "progress", BT_TYPE_SENDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 5,
      G_TYPE_INT64, G_TYPE_INT, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_DOUBLE);
  signals[SIGNAL_FINISHED] =
      g_signal_new ("finished", BT_TYPE_SENDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_INT64, BT_TYPE_PUBLISHED);
  signals[SIGNAL_STOPPED] =
      g_signal_new ("stopped", BT_TYPE_SENDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 3, G_TYPE_INT64, G_TYPE_ERROR, G_TYPE_BOOLEAN);
}

static void
bt_sender_init (BtSender *self)
{
  self->main_context = g_main_context_ref_thread_default ();
  self->jobs = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL,
                                      (GDestroyNotify)job_unref);
  self->impatient = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->resting = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
}

/* ---- public ---- */

BtSender *
bt_sender_new (BtContext *context)
{
  BtSender *self = g_object_new (BT_TYPE_SENDER, NULL);

  self->context = g_object_ref (context);
  self->network = g_network_monitor_get_default ();
  g_signal_connect_object (self->network, "network-changed",
                           G_CALLBACK (network_changed_cb), self, 0);

  return self;
}

void
bt_sender_start (BtSender *self)
{
  g_return_if_fail (BT_IS_SENDER (self));

  self->running = TRUE;
  scan (self);
}

void
bt_sender_stop (BtSender *self)
{
  GHashTableIter iter;
  gpointer job;

  g_return_if_fail (BT_IS_SENDER (self));

  self->running = FALSE;
  clear_timer (self);
  g_hash_table_iter_init (&iter, self->jobs);
  while (g_hash_table_iter_next (&iter, NULL, &job))
    g_cancellable_cancel (((Job *)job)->cancellable);
}

typedef struct
{
  char *uuid;
  char *account;
  BtIntent intent;
  gint64 at;
  gboolean replace_theirs;
} Order;

static void
order_free (Order *order)
{
  g_free (order->uuid);
  g_free (order->account);
  g_free (order);
}

static gint64
enqueue (BtContext *context, const Order *order, GError **error)
{
  BtStore *store = bt_context_get_store (context);
  g_autoptr (BtArticle) article =
      bt_store_load_article_sync (store, order->uuid, NULL, error);
  g_autoptr (BtAccount) account = NULL;

  if (article == NULL)
    return 0;
  account = bt_store_find_account_sync (store, order->account, error);
  if (account == NULL
      || !bt_publish_check (article, account, order->intent, order->at, error)
      || !bt_caption_gate_pass (context, article, order->intent, error))
    return 0;

  return bt_store_enqueue_sync (store, order->uuid, account->id, order->intent, order->at,
                                order->replace_theirs, error);
}

static void
publish_thread (GTask *task,
                gpointer source,
                gpointer task_data,
                GCancellable *cancellable)
{
  BtSender *self = source;
  GError *error = NULL;
  gint64 row = enqueue (self->context, task_data, &error);

  if (row == 0)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, number_new (row), g_free);
}

void
bt_sender_publish_async (BtSender *self,
                         const char *uuid,
                         const char *account,
                         BtIntent intent,
                         gint64 at,
                         gboolean replace_theirs,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  Order *order = g_new0 (Order, 1);

  order->uuid = g_strdup (uuid);
  order->account = g_strdup (account);
  order->intent = intent;
  order->at = at;
  order->replace_theirs = replace_theirs;

  g_task_set_source_tag (task, bt_sender_publish_async);
  g_task_set_task_data (task, order, (GDestroyNotify)order_free);
  g_task_run_in_thread (task, publish_thread);
}

gint64
bt_sender_publish_finish (BtSender *self, GAsyncResult *result, GError **error)
{
  g_autofree gint64 *row = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), 0);

  row = g_task_propagate_pointer (G_TASK (result), error);
  if (row == NULL)
    return 0;

  scan (self);

  return *row;
}

static gpointer
cancel_thread (gpointer data)
{
  Job *job = data;
  Report *report = g_new0 (Report, 1);

  report->job = job;
  report->error = mark_cancelled (bt_context_get_store (job->context), job->row);
  post_report (report, ended_cb);

  return NULL;
}

void
bt_sender_cancel (BtSender *self, gint64 row)
{
  GHashTableIter iter;
  gpointer value;
  Job *job;

  g_return_if_fail (BT_IS_SENDER (self));

  g_hash_table_iter_init (&iter, self->jobs);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      job = value;
      if (job->row == row)
        {
          g_atomic_int_set (&job->by_user, TRUE);
          g_cancellable_cancel (job->cancellable);
          return;
        }
    }

  /* It waits: there is nothing to cut, only the row to mark. */
  job = job_new (self, row, NO_ACCOUNT);
  job->by_user = TRUE;
  g_thread_unref (g_thread_new ("bt-cancel", cancel_thread, job));
}

void
bt_sender_retry (BtSender *self, gint64 row)
{
  g_return_if_fail (BT_IS_SENDER (self));

  g_hash_table_add (self->impatient, number_new (row));
  scan (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/bt-store-thread.h"

#include "store/bt-store-schema.h"

/* How often it looks whether another program changed something. */
#define LOOK_INTERVAL (2 * G_TIME_SPAN_SECOND)

struct _BtStoreThread
{
  gatomicrefcount refs;
  char *path;
  BtStoreChangesFunc changed;
  gpointer data;
  GDestroyNotify free_data;
  GAsyncQueue *queue;
  GThread *thread;

  GMutex mutex;
  GCond done;
  gboolean closed; /* under mutex: nothing is queued after it */

  /* of the thread alone */
  BtStoreDb *db;
  GError *damage;
  gint64 data_version; /* of the last look; 0 before the first */
  gint64 next_look;
};

typedef struct
{
  BtStoreAccess access;
  BtStoreWork work;
  gpointer request;
  GDestroyNotify free_request;
  GTask *task;

  /* without a task: somebody waits */
  gboolean finished;
  gboolean ok;
  GError *error;
} Job;

/* Put into the queue to end the thread. */
static Job quit_job;

static gboolean
ensure_open (BtStoreThread *self, BtStoreAccess access, GError **error)
{
  g_autoptr (GError) local = NULL;

  /* What is damaged may still be read as far as it goes, but is not written to. */
  if (self->damage && (!self->db || access == BT_STORE_WRITE))
    {
      g_propagate_error (error, g_error_copy (self->damage));
      return FALSE;
    }
  if (self->db)
    return TRUE;
  self->db = bt_store_schema_open (self->path, &local);
  if (self->db)
    return TRUE;
  /* A folder can be repaired, a disk be emptied and a lock be let go, so the next request
   * tries again; damage and a later version stay. */
  if (g_error_matches (local, BT_STORE_ERROR, BT_STORE_ERROR_DAMAGED)
      || g_error_matches (local, BT_STORE_ERROR, BT_STORE_ERROR_NEWER))
    self->damage = g_error_copy (local);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static void
interrupt_cb (GCancellable *cancellable, sqlite3 *handle)
{
  sqlite3_interrupt (handle);
}

static gboolean
do_in_transaction (BtStoreDb *db,
                   BtStoreAccess access,
                   BtStoreWork work,
                   gpointer request,
                   GError **error)
{
  if (access == BT_STORE_UPKEEP)
    return work (db, request, error);
  if (!bt_store_db_begin (db, access == BT_STORE_WRITE, error))
    return FALSE;
  if (work (db, request, error))
    return bt_store_db_commit (db, error);
  bt_store_db_rollback (db);
  return FALSE;
}

/* The articles are whole, and the index is made from them. */
static gboolean
rebuild_index_work (BtStoreDb *db, gpointer request, GError **error)
{
  return bt_store_db_exec (db,
                           "INSERT INTO search_folded (search_folded) VALUES ('rebuild');"
                           "INSERT INTO search_exact (search_exact) VALUES ('rebuild');"
                           "INSERT INTO photo_search_folded (photo_search_folded)"
                           " VALUES ('rebuild');"
                           "INSERT INTO photo_search_exact (photo_search_exact)"
                           " VALUES ('rebuild')",
                           error);
}

static gboolean
do_work (BtStoreThread *self, Job *job, GError **error)
{
  g_autoptr (GError) local = NULL;

  bt_store_db_index_failed (self->db);
  if (do_in_transaction (self->db, job->access, job->work, job->request, &local))
    return TRUE;
  g_assert (local);
  /* An index that is out of order must keep nobody from saving. */
  if (bt_store_db_index_failed (self->db))
    {
      g_clear_error (&local);
      if (do_in_transaction (self->db, BT_STORE_WRITE, rebuild_index_work, NULL, &local)
          && do_in_transaction (self->db, job->access, job->work, job->request, &local))
        return TRUE;
    }
  if (g_error_matches (local, BT_STORE_ERROR, BT_STORE_ERROR_DAMAGED) && !self->damage)
    {
      self->damage = g_error_copy (local);
      bt_store_db_set_checkpoint_on_close (self->db, FALSE);
    }
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
do_job (BtStoreThread *self, Job *job, GError **error)
{
  GCancellable *cancellable = job->task ? g_task_get_cancellable (job->task) : NULL;
  gulong handler = 0;
  gboolean ok;

  if (g_cancellable_set_error_if_cancelled (cancellable, error)
      || !ensure_open (self, job->access, error))
    return FALSE;
  if (cancellable)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (interrupt_cb),
                                     bt_store_db_get_handle (self->db), NULL);
  ok = do_work (self, job, error);
  /* It waits for a running handler, so that the next job is not interrupted instead. */
  if (cancellable)
    g_cancellable_disconnect (cancellable, handler);
  return ok;
}

static void
job_free (Job *job)
{
  if (job->free_request)
    job->free_request (job->request);
  g_clear_object (&job->task);
  g_free (job);
}

static void
complete (BtStoreThread *self, Job *job, gboolean ok, GError *error)
{
  if (job->task)
    {
      if (ok)
        g_task_return_pointer (job->task, g_steal_pointer (&job->request),
                               g_steal_pointer (&job->free_request));
      else
        g_task_return_error (job->task, error);
      job_free (job);
      return;
    }
  g_mutex_lock (&self->mutex);
  job->ok = ok;
  job->error = error;
  job->finished = TRUE;
  g_cond_broadcast (&self->done);
  g_mutex_unlock (&self->mutex);
}

/* SQLite counts what others commit, and not what this connection commits. */
static void
look_for_changes (BtStoreThread *self)
{
  gint64 now = g_get_monotonic_time ();
  gint64 before = self->data_version;

  if (!self->db || now < self->next_look)
    return;
  self->next_look = now + LOOK_INTERVAL;
  if (!bt_store_db_pragma_int (self->db, "data_version", &self->data_version, NULL)
      || before == 0 || before == self->data_version)
    return;
  bt_store_db_note_change (self->db, NULL);
  bt_store_db_note_photo (self->db, NULL);
  bt_store_db_note_words (self->db);
  self->changed (bt_store_db_take_changes (self->db), self->data);
}

static void
handle (BtStoreThread *self, Job *job)
{
  GError *error = NULL;
  gboolean tell_first = job->task == NULL;
  gboolean ok = do_job (self, job, &error);
  BtStoreChanges *changes = self->db ? bt_store_db_take_changes (self->db) : NULL;

  /* Who waits finds the signal queued already; a callback hears of its own change before
   * the signal. */
  if (changes && tell_first)
    self->changed (g_steal_pointer (&changes), self->data);
  complete (self, job, ok, error);
  if (changes)
    self->changed (changes, self->data);
}

static gpointer
thread_main (gpointer data)
{
  BtStoreThread *self = data;
  g_autoptr (GError) ignored = NULL;
  Job *job;

  /* Opened before it is asked for, so that the first list comes at once; an error comes
   * again with the first request. */
  ensure_open (self, BT_STORE_READ, &ignored);
  for (;;)
    {
      look_for_changes (self);
      job = g_async_queue_timeout_pop (self->queue, LOOK_INTERVAL);
      if (job == &quit_job)
        break;
      if (job)
        handle (self, job);
    }
  g_clear_pointer (&self->db, bt_store_db_close);
  bt_store_thread_unref (self);
  return NULL;
}

BtStoreThread *
bt_store_thread_new (const char *path,
                     BtStoreChangesFunc changed,
                     gpointer data,
                     GDestroyNotify free_data)
{
  BtStoreThread *self = g_new0 (BtStoreThread, 1);

  g_assert (path);
  g_assert (changed);

  g_atomic_ref_count_init (&self->refs);
  self->path = g_strdup (path);
  self->changed = changed;
  self->data = data;
  self->free_data = free_data;
  self->queue = g_async_queue_new ();
  g_mutex_init (&self->mutex);
  g_cond_init (&self->done);
  g_atomic_ref_count_inc (&self->refs);
  self->thread = g_thread_new ("store", thread_main, self);
  return self;
}

void
bt_store_thread_stop (BtStoreThread *self)
{
  gboolean was_closed;

  g_mutex_lock (&self->mutex);
  was_closed = self->closed;
  self->closed = TRUE;
  if (!was_closed)
    g_async_queue_push (self->queue, &quit_job);
  g_mutex_unlock (&self->mutex);
  if (was_closed)
    return;
  /* The last reference to a store can go with the last task, in the thread itself. */
  if (self->thread == g_thread_self ())
    g_thread_unref (self->thread);
  else
    g_thread_join (self->thread);
}

void
bt_store_thread_unref (BtStoreThread *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_async_queue_unref (self->queue);
  if (self->free_data)
    self->free_data (self->data);
  g_clear_error (&self->damage);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->done);
  g_free (self->path);
  g_free (self);
}

/* Returns: whether it could still be queued */
static gboolean
push (BtStoreThread *self, Job *job, GError **error)
{
  gboolean closed;

  g_mutex_lock (&self->mutex);
  closed = self->closed;
  if (!closed)
    g_async_queue_push (self->queue, job);
  g_mutex_unlock (&self->mutex);
  if (closed)
    g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_OPEN, "the store was closed");
  return !closed;
}

gboolean
bt_store_thread_run (BtStoreThread *self,
                     BtStoreAccess access,
                     BtStoreWork work,
                     gpointer request,
                     GError **error)
{
  Job job = { .access = access, .work = work, .request = request };

  g_assert (self->thread != g_thread_self ());

  if (!push (self, &job, error))
    return FALSE;
  g_mutex_lock (&self->mutex);
  while (!job.finished)
    g_cond_wait (&self->done, &self->mutex);
  g_mutex_unlock (&self->mutex);
  if (job.error)
    g_propagate_error (error, job.error);
  return job.ok;
}

void
bt_store_thread_queue (BtStoreThread *self,
                       BtStoreAccess access,
                       BtStoreWork work,
                       gpointer request,
                       GDestroyNotify free_request,
                       GTask *task)
{
  Job *job = g_new0 (Job, 1);
  GError *error = NULL;

  job->access = access;
  job->work = work;
  job->request = request;
  job->free_request = free_request;
  job->task = task;
  if (push (self, job, &error))
    return;
  g_task_return_error (task, error);
  job_free (job);
}

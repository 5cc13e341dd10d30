/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/bt-ingest.h"

#include "sync/bt-ingest-private.h"
#include "sync/bt-publish.h"

#define BETWEEN_PROGRESS (G_USEC_PER_SEC / 10)
/* Earlier nothing can be said of the time that it will take. */
#define BEFORE_ESTIMATE G_USEC_PER_SEC

struct _BtIngest
{
  GObject parent_instance;

  BtContext *context;
  GFile *source;
  BtIngestOptions options;
  GCancellable *cancellable;
  GMainContext *main_context;

  GMutex lock;
  GCond more;
  /* All that follows is guarded by lock. */
  BtIngestState state;
  BtIngestState early;
  GError *error;
  BtIngestCount count;
  GQueue items;
  GPtrArray *failures;
  GPtrArray *others;
  GPtrArray *code_notes;
  GHashTable *known;
  gint64 batch;
  gint64 started;
  gint64 told;
  gboolean telling;
};

enum
{
  SIGNAL_PHOTO,
  SIGNAL_PROGRESS,
  SIGNAL_FINISHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtIngest, bt_ingest, G_TYPE_OBJECT)

/* ---- telling the main context ---- */

typedef struct
{
  BtIngest *ingest;
  char *hash;
} Report;

static void
report_free (gpointer data)
{
  Report *report = data;

  g_object_unref (report->ingest);
  g_free (report->hash);
  g_free (report);
}

/* Never g_main_context_invoke(), which may call at once, in this thread. After what a person
 * does and what is drawn. */
static void
post (BtIngest *self, GSourceFunc func, const char *hash, guint delay_ms)
{
  g_autoptr (GSource) source =
      delay_ms > 0 ? g_timeout_source_new (delay_ms) : g_idle_source_new ();
  Report *report = g_new0 (Report, 1);

  report->ingest = g_object_ref (self);
  report->hash = g_strdup (hash);
  g_source_set_priority (source, G_PRIORITY_DEFAULT_IDLE);
  g_source_set_callback (source, func, report, report_free);
  g_source_attach (source, self->main_context);
}

static gboolean
photo_cb (gpointer data)
{
  Report *report = data;

  g_signal_emit (report->ingest, signals[SIGNAL_PHOTO], 0, report->hash);

  return G_SOURCE_REMOVE;
}

static gboolean
progress_cb (gpointer data)
{
  Report *report = data;
  BtIngest *self = report->ingest;
  gboolean running;

  g_mutex_lock (&self->lock);
  self->telling = FALSE;
  self->told = g_get_monotonic_time ();
  running = self->state == BT_INGEST_RUNNING;
  g_mutex_unlock (&self->lock);
  if (running)
    g_signal_emit (self, signals[SIGNAL_PROGRESS], 0);

  return G_SOURCE_REMOVE;
}

static gboolean
finished_cb (gpointer data)
{
  Report *report = data;

  g_signal_emit (report->ingest, signals[SIGNAL_PROGRESS], 0);
  g_signal_emit (report->ingest, signals[SIGNAL_FINISHED], 0);

  return G_SOURCE_REMOVE;
}

/* With the lock. */
static void
tell_progress (BtIngest *self)
{
  gint64 wait = self->told + BETWEEN_PROGRESS - g_get_monotonic_time ();

  if (self->telling)
    return;
  self->telling = TRUE;
  post (self, progress_cb, NULL, wait > 0 ? (guint)(wait / 1000) + 1 : 0);
}

/* ---- what the threads report ---- */

void
bt_ingest_add_item (BtIngest *self, BtIngestItem *item)
{
  g_mutex_lock (&self->lock);
  self->count.found++;
  self->count.left++;
  self->count.bytes += item->size;
  g_queue_push_tail (&self->items, item);
  g_cond_signal (&self->more);
  tell_progress (self);
  g_mutex_unlock (&self->lock);
}

void
bt_ingest_add_other (BtIngest *self, GFile *file, const char *name)
{
  g_mutex_lock (&self->lock);
  self->count.others++;
  g_ptr_array_add (self->others, bt_ingest_file_new (file, name, NULL));
  g_mutex_unlock (&self->lock);
}

void
bt_ingest_add_failed (BtIngest *self, GFile *file, const char *name, const GError *error)
{
  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->failures, bt_ingest_file_new (file, name, error));
  g_mutex_unlock (&self->lock);
}

void
bt_ingest_listed (BtIngest *self)
{
  g_mutex_lock (&self->lock);
  self->count.listed = TRUE;
  g_cond_broadcast (&self->more);
  tell_progress (self);
  g_mutex_unlock (&self->lock);
}

/* With the lock. */
static gboolean
is_ending (BtIngest *self)
{
  return self->early != BT_INGEST_RUNNING
         || g_cancellable_is_cancelled (self->cancellable);
}

gboolean
bt_ingest_is_ending (BtIngest *self)
{
  gboolean ending;

  g_mutex_lock (&self->lock);
  ending = is_ending (self);
  g_mutex_unlock (&self->lock);

  return ending;
}

BtIngestItem *
bt_ingest_take (BtIngest *self)
{
  BtIngestItem *item = NULL;

  g_mutex_lock (&self->lock);
  while (!is_ending (self) && g_queue_is_empty (&self->items) && !self->count.listed)
    g_cond_wait (&self->more, &self->lock);
  if (!is_ending (self))
    item = g_queue_pop_head (&self->items);
  g_mutex_unlock (&self->lock);

  return item;
}

/* With the lock: one that was taken has its end. */
static void
settle (BtIngest *self, const BtIngestItem *item)
{
  self->count.left--;
  self->count.bytes_done += item->size;
  tell_progress (self);
}

void
bt_ingest_was_kept (BtIngest *self, const BtIngestItem *item, const char *hash)
{
  g_mutex_lock (&self->lock);
  settle (self, item);
  self->count.kept++;
  post (self, photo_cb, hash, 0);
  g_mutex_unlock (&self->lock);
}

void
bt_ingest_was_known (BtIngest *self, const BtIngestItem *item, const char *hash)
{
  g_mutex_lock (&self->lock);
  settle (self, item);
  self->count.known++;
  g_hash_table_add (self->known, g_strdup (hash));
  g_mutex_unlock (&self->lock);
}

void
bt_ingest_was_other (BtIngest *self, const BtIngestItem *item)
{
  g_mutex_lock (&self->lock);
  self->count.found--;
  self->count.left--;
  self->count.bytes -= item->size;
  self->count.others++;
  g_ptr_array_add (self->others, bt_ingest_file_new (item->file, item->name, NULL));
  tell_progress (self);
  g_mutex_unlock (&self->lock);
}

void
bt_ingest_was_failed (BtIngest *self, const BtIngestItem *item, const GError *error)
{
  g_mutex_lock (&self->lock);
  settle (self, item);
  self->count.failed++;
  g_ptr_array_add (self->failures, bt_ingest_file_new (item->file, item->name, error));
  g_mutex_unlock (&self->lock);
}

void
bt_ingest_was_left (BtIngest *self, BtIngestItem *item)
{
  g_mutex_lock (&self->lock);
  g_queue_push_head (&self->items, item);
  g_mutex_unlock (&self->lock);
}

void
bt_ingest_take_notes (BtIngest *self, GPtrArray *notes)
{
  g_mutex_lock (&self->lock);
  g_ptr_array_unref (self->code_notes);
  self->code_notes = notes;
  g_mutex_unlock (&self->lock);
}

void
bt_ingest_set_batch (BtIngest *self, gint64 batch)
{
  g_mutex_lock (&self->lock);
  self->batch = batch;
  g_mutex_unlock (&self->lock);
}

void
bt_ingest_end_early (BtIngest *self, BtIngestState state, const GError *error)
{
  g_mutex_lock (&self->lock);
  if (self->early == BT_INGEST_RUNNING)
    {
      self->early = state;
      self->error = error != NULL ? g_error_copy (error) : NULL;
    }
  g_cond_broadcast (&self->more);
  g_mutex_unlock (&self->lock);
}

/* ---- the end ---- */

static gint
compare_files (gconstpointer a, gconstpointer b)
{
  const BtIngestFile *left = *(BtIngestFile *const *)a;
  const BtIngestFile *right = *(BtIngestFile *const *)b;
  g_autofree char *left_key = g_utf8_collate_key_for_filename (left->name, -1);
  g_autofree char *right_key = g_utf8_collate_key_for_filename (right->name, -1);

  return strcmp (left_key, right_key);
}

/* With the lock: those that were not tried are named, unless it was somebody's will. */
static void
name_the_rest (BtIngest *self)
{
  BtIngestItem *item;

  if (self->error == NULL)
    return;
  while ((item = g_queue_pop_head (&self->items)) != NULL)
    {
      g_ptr_array_add (self->failures,
                       bt_ingest_file_new (item->file, item->name, self->error));
      bt_ingest_item_free (item);
    }
}

void
bt_ingest_end (BtIngest *self)
{
  g_mutex_lock (&self->lock);
  if (self->early != BT_INGEST_RUNNING)
    self->state = self->early;
  else if (self->count.left > 0 || !self->count.listed)
    self->state = BT_INGEST_CANCELLED;
  else
    self->state = BT_INGEST_FINISHED;
  name_the_rest (self);
  g_ptr_array_sort (self->failures, compare_files);
  g_ptr_array_sort (self->others, compare_files);
  post (self, finished_cb, NULL, 0);
  g_mutex_unlock (&self->lock);
}

/* ---- the object ---- */

static void
bt_ingest_finalize (GObject *object)
{
  BtIngest *self = BT_INGEST (object);

  g_clear_object (&self->context);
  g_clear_object (&self->source);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->main_context, g_main_context_unref);
  g_clear_pointer (&self->options.files, g_ptr_array_unref);
  g_free ((char *)self->options.fields);
  g_free ((char *)self->options.batch);
  g_queue_clear_full (&self->items, (GDestroyNotify)bt_ingest_item_free);
  g_clear_pointer (&self->failures, g_ptr_array_unref);
  g_clear_pointer (&self->others, g_ptr_array_unref);
  g_clear_pointer (&self->code_notes, g_ptr_array_unref);
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_error (&self->error);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->more);

  G_OBJECT_CLASS (bt_ingest_parent_class)->finalize (object);
}

static void
bt_ingest_class_init (BtIngestClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bt_ingest_finalize;

  signals[SIGNAL_PHOTO] = g_signal_new ("photo", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_PROGRESS] = g_signal_new ("progress", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FINISHED] = g_signal_new ("finished", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 0);
}

static void
bt_ingest_init (BtIngest *self)
{
  g_mutex_init (&self->lock);
  g_cond_init (&self->more);
  g_queue_init (&self->items);
  self->early = BT_INGEST_RUNNING;
  self->cancellable = g_cancellable_new ();
  self->failures = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_ingest_file_free);
  self->others = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_ingest_file_free);
  self->code_notes = g_ptr_array_new ();
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

BtIngest *
bt_ingest_new (BtContext *context, GFile *source, const BtIngestOptions *options)
{
  BtIngest *self;

  g_return_val_if_fail (BT_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (G_IS_FILE (source), NULL);

  self = g_object_new (BT_TYPE_INGEST, NULL);
  self->context = g_object_ref (context);
  self->source = g_object_ref (source);
  if (options != NULL)
    {
      self->options = *options;
      self->options.fields = g_strdup (options->fields);
      self->options.batch = g_strdup (options->batch);
      if (options->files != NULL)
        self->options.files =
            g_ptr_array_copy (options->files, (GCopyFunc)g_object_ref, NULL);
    }

  return self;
}

static gpointer
run_thread (gpointer data)
{
  g_autoptr (BtIngest) self = data;

  bt_ingest_run (self, self->context, self->source, &self->options, self->cancellable);
  bt_ingest_end (self);

  return NULL;
}

void
bt_ingest_start (BtIngest *self)
{
  g_return_if_fail (BT_IS_INGEST (self));
  g_return_if_fail (self->state == BT_INGEST_WAITING);

  self->main_context = g_main_context_ref_thread_default ();
  self->state = BT_INGEST_RUNNING;
  self->started = g_get_monotonic_time ();
  g_thread_unref (g_thread_new ("ingest", run_thread, g_object_ref (self)));
}

void
bt_ingest_cancel (BtIngest *self)
{
  g_return_if_fail (BT_IS_INGEST (self));

  g_cancellable_cancel (self->cancellable);
  g_mutex_lock (&self->lock);
  g_cond_broadcast (&self->more);
  g_mutex_unlock (&self->lock);
}

GFile *
bt_ingest_get_source (BtIngest *self)
{
  g_return_val_if_fail (BT_IS_INGEST (self), NULL);

  return self->source;
}

BtIngestState
bt_ingest_get_state (BtIngest *self)
{
  BtIngestState state;

  g_return_val_if_fail (BT_IS_INGEST (self), BT_INGEST_WAITING);

  g_mutex_lock (&self->lock);
  state = self->state;
  g_mutex_unlock (&self->lock);

  return state;
}

/* With the lock. */
static gint64
estimate (BtIngest *self)
{
  gint64 spent = g_get_monotonic_time () - self->started;

  if (self->state != BT_INGEST_RUNNING || !self->count.listed || spent < BEFORE_ESTIMATE
      || self->count.bytes_done == 0)
    return -1;

  return (gint64)((double)spent * (double)(self->count.bytes - self->count.bytes_done)
                  / (double)self->count.bytes_done / G_USEC_PER_SEC);
}

void
bt_ingest_get_count (BtIngest *self, BtIngestCount *count)
{
  g_return_if_fail (BT_IS_INGEST (self));
  g_return_if_fail (count != NULL);

  g_mutex_lock (&self->lock);
  *count = self->count;
  count->seconds = estimate (self);
  g_mutex_unlock (&self->lock);
}

gint64
bt_ingest_get_batch (BtIngest *self)
{
  gint64 batch;

  g_return_val_if_fail (BT_IS_INGEST (self), 0);

  g_mutex_lock (&self->lock);
  batch = self->batch;
  g_mutex_unlock (&self->lock);

  return batch;
}

static GPtrArray *
copy_files (BtIngest *self, GPtrArray *files)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_ingest_file_free);

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < files->len; i++)
    g_ptr_array_add (copy, bt_ingest_file_copy (g_ptr_array_index (files, i)));
  g_mutex_unlock (&self->lock);

  return copy;
}

GPtrArray *
bt_ingest_get_failures (BtIngest *self)
{
  g_return_val_if_fail (BT_IS_INGEST (self), NULL);

  return copy_files (self, self->failures);
}

GPtrArray *
bt_ingest_get_others (BtIngest *self)
{
  g_return_val_if_fail (BT_IS_INGEST (self), NULL);

  return copy_files (self, self->others);
}

GPtrArray *
bt_ingest_get_code_notes (BtIngest *self)
{
  GPtrArray *notes;

  g_return_val_if_fail (BT_IS_INGEST (self), NULL);

  g_mutex_lock (&self->lock);
  notes = g_ptr_array_ref (self->code_notes);
  g_mutex_unlock (&self->lock);

  return notes;
}

char **
bt_ingest_get_known (BtIngest *self)
{
  g_autoptr (GPtrArray) hashes = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer hash;

  g_return_val_if_fail (BT_IS_INGEST (self), NULL);

  g_mutex_lock (&self->lock);
  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, &hash, NULL))
    g_ptr_array_add (hashes, g_strdup (hash));
  g_mutex_unlock (&self->lock);
  g_ptr_array_add (hashes, NULL);

  return (char **)g_ptr_array_free (g_steal_pointer (&hashes), FALSE);
}

GError *
bt_ingest_get_error (BtIngest *self)
{
  GError *error;

  g_return_val_if_fail (BT_IS_INGEST (self), NULL);

  g_mutex_lock (&self->lock);
  error = self->error != NULL ? g_error_copy (self->error) : NULL;
  g_mutex_unlock (&self->lock);

  return error;
}

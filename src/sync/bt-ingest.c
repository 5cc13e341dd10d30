/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/bt-ingest.h"

#include "sync/bt-ingest-private.h"

/* Earlier nothing can be said of the time that it will take. */
#define BEFORE_ESTIMATE G_USEC_PER_SEC

enum
{
  SIGNAL_PHOTO,
  SIGNAL_PROGRESS,
  SIGNAL_FINISHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtIngest, bt_ingest, G_TYPE_OBJECT)

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

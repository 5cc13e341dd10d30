/* What the threads of an ingest say, and how the main context hears it.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/bt-ingest-private.h"

#include <string.h>

#define BETWEEN_PROGRESS (G_USEC_PER_SEC / 10)

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

  g_signal_emit_by_name (report->ingest, "photo", report->hash);

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
    g_signal_emit_by_name (self, "progress");

  return G_SOURCE_REMOVE;
}

static gboolean
finished_cb (gpointer data)
{
  Report *report = data;

  g_signal_emit_by_name (report->ingest, "progress");
  g_signal_emit_by_name (report->ingest, "finished");

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

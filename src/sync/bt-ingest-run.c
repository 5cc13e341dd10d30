/* The threads of an ingest: one lists, several take photos in.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/bt-ingest-private.h"
#include "sync/bt-publish.h"

typedef struct
{
  BtIngest *ingest;
  BtIngestKeeper *keeper;
  GFile *source;
  GFile *own;
  char *identity;
  GCancellable *cancellable;
} Run;

/* ---- what went wrong ---- */

static gboolean
is_full (const GError *error)
{
  return g_error_matches (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_NO_SPACE)
         || g_error_matches (error, BT_STORE_ERROR, BT_STORE_ERROR_FULL);
}

static gboolean
is_gone (Run *run)
{
  g_autofree char *now = bt_ingest_source_identify (run->source);

  return run->identity == NULL || g_strcmp0 (now, run->identity) != 0;
}

static void
end_gone (Run *run)
{
  g_autofree char *name = g_file_get_parse_name (run->source);
  g_autoptr (GError) error =
      g_error_new (BT_SYNC_ERROR, BT_SYNC_ERROR_SOURCE_GONE, "%s", name);

  bt_ingest_end_early (run->ingest, BT_INGEST_SOURCE_GONE, error);
}

/* What had not been listed cannot be named; the folder is. */
static void
end_gone_in (Run *run, GFile *folder, const char *name)
{
  g_autoptr (GError) error =
      g_error_new (BT_SYNC_ERROR, BT_SYNC_ERROR_SOURCE_GONE, "%s", name);

  bt_ingest_add_failed (run->ingest, folder, name, error);
  bt_ingest_end_early (run->ingest, BT_INGEST_SOURCE_GONE, error);
}

/* The store's own error of a full disk speaks of articles. */
static void
end_full (Run *run, const GError *cause)
{
  g_autoptr (GError) error =
      g_error_new (BT_PHOTO_ERROR, BT_PHOTO_ERROR_NO_SPACE, "%s", cause->message);

  bt_ingest_end_early (run->ingest, BT_INGEST_DISK_FULL, error);
}

/* ---- taking in ---- */

/* Whether it ends everything, so that the photo has not been tried as far as people are
 * concerned. */
static gboolean
ends_all (Run *run, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return TRUE;
  if (is_full (error))
    {
      end_full (run, error);
      return TRUE;
    }
  if (is_gone (run))
    {
      end_gone (run);
      return TRUE;
    }
  return FALSE;
}

/* What does not call itself a photo need not be one. */
static gboolean
is_other (const BtIngestItem *item, const GError *error)
{
  return !item->named_as_photo
         && (g_error_matches (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_KIND)
             || g_error_matches (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_TOO_LARGE));
}

/* @item: (transfer full) */
static void
handle_failure (Run *run, BtIngestItem *item, const GError *error)
{
  if (ends_all (run, error))
    {
      bt_ingest_was_left (run->ingest, item);
      return;
    }
  if (is_other (item, error))
    bt_ingest_was_other (run->ingest, item);
  else
    bt_ingest_was_failed (run->ingest, item, error);
  bt_ingest_item_free (item);
}

static gpointer
take_in_thread (gpointer data)
{
  Run *run = data;
  BtIngestItem *item;

  while ((item = bt_ingest_take (run->ingest)) != NULL)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *hash = NULL;
      gboolean known = FALSE;

      if (!bt_ingest_keeper_keep (run->keeper, item, &hash, &known, run->cancellable,
                                  &error))
        {
          handle_failure (run, item, error);
          continue;
        }
      bt_ingest_set_batch (run->ingest, bt_ingest_keeper_batch (run->keeper));
      if (known)
        bt_ingest_was_known (run->ingest, item, hash);
      else
        bt_ingest_was_kept (run->ingest, item, hash);
      bt_ingest_item_free (item);
    }

  return NULL;
}

static gpointer
look_thread (gpointer data)
{
  Run *run = data;

  bt_ingest_keeper_look (run->keeper);

  return NULL;
}

/* ---- listing ---- */

static void
found_item (BtIngestItem *item, gpointer data)
{
  Run *run = data;

  bt_ingest_add_item (run->ingest, item);
}

static void
found_other (GFile *file, const char *name, gpointer data)
{
  Run *run = data;

  bt_ingest_add_other (run->ingest, file, name);
}

static gboolean
found_failed (GFile *file, const char *name, const GError *error, gpointer data)
{
  Run *run = data;

  if (is_gone (run))
    {
      end_gone_in (run, file, name);
      return FALSE;
    }
  bt_ingest_add_failed (run->ingest, file, name, error);
  return TRUE;
}

static void
list (Run *run, const BtIngestOptions *options)
{
  static const BtIngestSourceFuncs funcs = { found_item, found_other, found_failed };

  bt_ingest_source_list (run->source, options->files, options->recursive, run->own,
                         &funcs, run, run->cancellable);
  if (!g_cancellable_is_cancelled (run->cancellable))
    bt_ingest_listed (run->ingest);
}

/* One more thread than cores: one of them is often waiting for the disk. */
static void
list_and_take_in (Run *run, const BtIngestOptions *options)
{
  guint n = g_get_num_processors () + 1;
  g_autofree GThread **threads = g_new0 (GThread *, n + 1);

  for (guint i = 0; i < n; i++)
    threads[i] = g_thread_new ("ingest-photos", take_in_thread, run);
  threads[n] = g_thread_new ("ingest-look", look_thread, run);
  list (run, options);
  for (guint i = 0; i <= n; i++)
    g_thread_join (threads[i]);
}

void
bt_ingest_run (BtIngest *self,
               BtContext *context,
               GFile *source,
               const BtIngestOptions *options,
               GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  Run run = { .ingest = self, .source = source, .cancellable = cancellable };

  run.own = g_file_new_for_path (bt_context_get_data_dir (context));
  run.identity = bt_ingest_source_identify (source);
  run.keeper = bt_ingest_keeper_new (context, source, options, &error);
  if (run.keeper != NULL)
    {
      list_and_take_in (&run, options);
      bt_ingest_take_notes (self, bt_ingest_keeper_steal_notes (run.keeper));
    }
  else
    {
      bt_ingest_end_early (self, BT_INGEST_FINISHED, error);
      list (&run, options);
    }
  g_clear_pointer (&run.keeper, bt_ingest_keeper_free);
  g_object_unref (run.own);
  g_free (run.identity);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/bt-context-export.h"

#include <string.h>

#include "sync/bt-context-render.h"
#include "sync/bt-photo-words.h"

#define DEFAULT_QUALITY 90
#define DEFAULT_PATTERN "{tên tệp}"
/* So many files of one name are no accident. */
#define MOST_NUMBERS 10000u

typedef struct
{
  BtContext *context;
  GFile *folder;
  const BtExportOptions *options;
  GCancellable *cancellable;
  GFileProgressCallback progress;
  gpointer progress_data;

  GMutex lock;
  /* All that follows is guarded by lock. */
  GHashTable *taken; /* names, as systems without capitals compare them */
  GError *full;
  guint done;
  guint all;
} Export;

/* One photo on its way out. */
typedef struct
{
  BtExported *result;
  BtPhotoInfo *info;
  char *name;
  char *next; /* taken already, so that numbers follow the order of photos */
  guint number;
  BtExportOptions options; /* as the export's, but for what is hidden in the photo */
} Parcel;

void
bt_exported_free (BtExported *self)
{
  if (self == NULL)
    return;

  g_free (self->hash);
  g_free (self->name);
  g_clear_object (&self->file);
  g_clear_error (&self->error);
  g_free (self);
}

static void
parcel_free (gpointer data)
{
  Parcel *parcel = data;

  bt_photo_info_free (parcel->info);
  g_free (parcel->name);
  g_free (parcel->next);
  g_free (parcel);
}

/* ---- names ---- */

/* By what is in it, not by what its name said. */
static const char *
ending (const BtPhotoInfo *info, const BtExportOptions *options)
{
  static const struct
  {
    const char *mime;
    const char *ending;
  } endings[] = {
    { "image/png", "png" },
    { "image/webp", "webp" },
    { "image/heic", "heic" },
    { "image/avif", "avif" },
  };

  for (guint i = 0; options->max_side == 0 && i < G_N_ELEMENTS (endings); i++)
    if (g_strcmp0 (info->mime, endings[i].mime) == 0)
      return endings[i].ending;

  return "jpg";
}

char *
bt_export_name (const BtPhotoInfo *info, const BtExportOptions *options, guint64 number)
{
  g_autoptr (BtVariables) variables = NULL;
  gboolean own;

  g_return_val_if_fail (info != NULL, NULL);
  g_return_val_if_fail (options != NULL, NULL);

  variables = bt_photo_variables (info);
  if (options->article != NULL)
    bt_photo_variables_set_article (variables, options->article);
  bt_variables_set_number (variables, number);
  own = options->pattern == NULL || *options->pattern == '\0';

  return bt_variables_file_name (variables, own ? DEFAULT_PATTERN : options->pattern,
                                 ending (info, options), options->ascii, NULL);
}

/* Takes the next name that no other photo of this export has. Returns: (transfer full)
 * (nullable) */
static char *
take_name (Export *self, Parcel *parcel)
{
  char *name = NULL;

  g_mutex_lock (&self->lock);
  while (name == NULL && ++parcel->number < MOST_NUMBERS)
    {
      g_autofree char *candidate =
          parcel->number == 1 ? g_strdup (parcel->name)
                              : bt_file_name_with_number (parcel->name, parcel->number);

      if (g_hash_table_add (self->taken, g_utf8_casefold (candidate, -1)))
        name = g_steal_pointer (&candidate);
    }
  g_mutex_unlock (&self->lock);

  return name;
}

/* ---- one photo ---- */

static gboolean
write_photo (Export *self, const Parcel *parcel, GFile *file, GError **error)
{
  g_auto (BtPhotoCorrections) corrections = { 0 };
  BtPhotoFolder *folder = bt_context_get_photos (self->context);
  const BtExportOptions *options = &parcel->options;
  BtRendition rendition = { 0 };

  if (options->max_side > 0
      && !bt_photo_corrections_load (&corrections, self->context, parcel->info->hash,
                                     BT_PHOTO_LOOK_SENT, error))
    return FALSE;
  rendition.max_side = options->max_side;
  rendition.quality = options->quality > 0 ? options->quality : DEFAULT_QUALITY;
  rendition.edit = corrections.edit;
  rendition.watermark = corrections.watermark;

  return bt_photo_folder_export (folder, parcel->info->hash, parcel->info,
                                 options->max_side > 0 ? &rendition : NULL,
                                 options->privacy, file, FALSE, self->cancellable, error);
}

/* Tries names until one is free. Returns: (transfer full) (nullable) */
static GFile *
export_photo (Export *self, Parcel *parcel, GError **error)
{
  for (;;)
    {
      g_autoptr (GError) cause = NULL;
      g_autofree char *name = parcel->next != NULL ? g_steal_pointer (&parcel->next)
                                                   : take_name (self, parcel);
      g_autoptr (GFile) file = NULL;

      if (name == NULL)
        {
          g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_EXISTS, "%s", parcel->name);
          return NULL;
        }
      file = g_file_get_child (self->folder, name);
      /* Asked first, so that nothing is decoded in vain; asked again when it is made. */
      if (g_file_query_exists (file, NULL))
        continue;
      if (write_photo (self, parcel, file, &cause))
        return g_steal_pointer (&file);
      if (!g_error_matches (cause, BT_PHOTO_ERROR, BT_PHOTO_ERROR_EXISTS))
        {
          g_propagate_error (error, g_steal_pointer (&cause));
          return NULL;
        }
    }
}

/* What ended it for all. */
static gboolean
check_end (Export *self, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return TRUE;
  g_mutex_lock (&self->lock);
  if (self->full != NULL)
    *error = g_error_copy (self->full);
  g_mutex_unlock (&self->lock);

  return *error != NULL;
}

static void
had_its_turn (Export *self, const GError *error)
{
  guint done;

  g_mutex_lock (&self->lock);
  done = ++self->done;
  if (self->full == NULL
      && g_error_matches (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_NO_SPACE))
    self->full = g_error_copy (error);
  g_mutex_unlock (&self->lock);
  if (self->progress != NULL)
    self->progress (done, self->all, self->progress_data);
}

static void
export_cb (gpointer data, gpointer user_data)
{
  Parcel *parcel = data;
  Export *self = user_data;
  BtExported *result = parcel->result;

  if (result->error == NULL && !check_end (self, &result->error))
    result->file = export_photo (self, parcel, &result->error);
  had_its_turn (self, result->error);
}

/* ---- all of them ---- */

/* Whether a copy of the original shows nothing that was hidden on the desk; also %FALSE, with
 * @error, when that cannot be known. */
static gboolean
hides_nothing (const BtStoredPhoto *stored, GError **error)
{
  g_autoptr (BtPhotoEdit) edit = bt_photo_edit_from_json (stored->edit, error);

  return edit != NULL && edit->areas->len == 0;
}

static Parcel *
parcel_new (Export *self, BtExported *result, guint64 number)
{
  Parcel *parcel = g_new0 (Parcel, 1);
  g_autoptr (BtStoredPhoto) stored = bt_store_get_photo_sync (
      bt_context_get_store (self->context), result->hash, &result->error);

  parcel->result = result;
  if (stored == NULL)
    return parcel;
  result->name = g_strdup (stored->name);
  parcel->info = bt_stored_photo_get_info (stored, &result->error);
  if (parcel->info == NULL)
    return parcel;
  parcel->options = *self->options;
  if (!hides_nothing (stored, &result->error))
    {
      if (result->error != NULL)
        return parcel;
      if (parcel->options.max_side == 0)
        parcel->options.max_side = BT_PHOTO_MAX_SIDE;
    }
  parcel->name = bt_export_name (parcel->info, &parcel->options, number);
  parcel->next = take_name (self, parcel);

  return parcel;
}

static void
run_export (Export *self, GPtrArray *results)
{
  g_autoptr (GPtrArray) parcels = g_ptr_array_new_with_free_func (parcel_free);
  GThreadPool *pool =
      g_thread_pool_new (export_cb, self, (int)g_get_num_processors () + 1, FALSE, NULL);

  for (guint i = 0; i < results->len; i++)
    g_ptr_array_add (parcels, parcel_new (self, g_ptr_array_index (results, i),
                                          MAX (self->options->first, 1) + i));
  for (guint i = 0; i < parcels->len; i++)
    g_thread_pool_push (pool, g_ptr_array_index (parcels, i), NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
}

static gboolean
make_folder (GFile *folder, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (g_file_make_directory_with_parents (folder, cancellable, &cause)
      || (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_EXISTS)
          && g_file_query_file_type (folder, G_FILE_QUERY_INFO_NONE, cancellable)
                 == G_FILE_TYPE_DIRECTORY))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));

  return FALSE;
}

static GPtrArray *
export_photos (BtContext *context,
               const char *const *hashes,
               GFile *folder,
               const BtExportOptions *options,
               GFileProgressCallback progress,
               gpointer progress_data,
               GCancellable *cancellable,
               GError **error)
{
  GPtrArray *results;
  Export self = {
    .context = context,
    .folder = folder,
    .options = options,
    .cancellable = cancellable,
    .progress = progress,
    .progress_data = progress_data,
    .all = g_strv_length ((char **)hashes),
  };

  if (!make_folder (folder, cancellable, error))
    return NULL;
  results = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_exported_free);
  for (; *hashes != NULL; hashes++)
    {
      BtExported *result = g_new0 (BtExported, 1);

      result->hash = g_strdup (*hashes);
      g_ptr_array_add (results, result);
    }
  g_mutex_init (&self.lock);
  self.taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  run_export (&self, results);
  g_hash_table_unref (self.taken);
  g_clear_error (&self.full);
  g_mutex_clear (&self.lock);

  return results;
}

GPtrArray *
bt_context_export_photos (BtContext *self,
                          const char *const *hashes,
                          GFile *folder,
                          const BtExportOptions *options,
                          GCancellable *cancellable,
                          GError **error)
{
  static const BtExportOptions plain = { 0 };

  g_return_val_if_fail (BT_IS_CONTEXT (self), NULL);
  g_return_val_if_fail (hashes != NULL, NULL);
  g_return_val_if_fail (G_IS_FILE (folder), NULL);

  return export_photos (self, hashes, folder, options != NULL ? options : &plain, NULL,
                        NULL, cancellable, error);
}

/* ---- for the main thread ---- */

typedef struct
{
  gint ref_count;
  char **hashes;
  GFile *folder;
  BtExportOptions options;
  GMainContext *main_context;
  GFileProgressCallback progress;
  gpointer progress_data;
} Job;

static void
job_unref (gpointer data)
{
  Job *job = data;

  if (!g_atomic_int_dec_and_test (&job->ref_count))
    return;
  g_strfreev (job->hashes);
  g_clear_object (&job->folder);
  g_free ((char *)job->options.pattern);
  bt_article_free ((BtArticle *)job->options.article);
  g_main_context_unref (job->main_context);
  g_free (job);
}

typedef struct
{
  Job *job;
  goffset done;
  goffset all;
} Report;

static void
report_free (gpointer data)
{
  Report *report = data;

  job_unref (report->job);
  g_free (report);
}

static gboolean
report_cb (gpointer data)
{
  Report *report = data;

  report->job->progress (report->done, report->all, report->job->progress_data);

  return G_SOURCE_REMOVE;
}

/* At the priority of the task's own end, so that it comes before it. */
static void
report_progress (goffset done, goffset all, gpointer data)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  Report *report = g_new0 (Report, 1);

  report->job = data;
  g_atomic_int_inc (&report->job->ref_count);
  report->done = done;
  report->all = all;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, report_cb, report, report_free);
  g_source_attach (source, report->job->main_context);
}

static void
export_thread (GTask *task,
               gpointer source,
               gpointer task_data,
               GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  GPtrArray *results = export_photos (
      source, (const char *const *)job->hashes, job->folder, &job->options,
      job->progress != NULL ? report_progress : NULL, job, cancellable, &error);

  if (results != NULL)
    g_task_return_pointer (task, results, (GDestroyNotify)g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
bt_context_export_photos_async (BtContext *self,
                                const char *const *hashes,
                                GFile *folder,
                                const BtExportOptions *options,
                                GFileProgressCallback progress,
                                gpointer progress_data,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->ref_count = 1;
  job->hashes = g_strdupv ((char **)hashes);
  job->folder = g_object_ref (folder);
  if (options != NULL)
    {
      job->options = *options;
      job->options.pattern = g_strdup (options->pattern);
      job->options.article =
          options->article != NULL ? bt_article_copy (options->article) : NULL;
    }
  job->main_context = g_main_context_ref_thread_default ();
  job->progress = progress;
  job->progress_data = progress_data;
  g_task_set_source_tag (task, bt_context_export_photos_async);
  g_task_set_task_data (task, job, job_unref);
  /* What was done before it was cancelled is told. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, export_thread);
}

GPtrArray *
bt_context_export_photos_finish (BtContext *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/bt-photo-folder.h"

#include "photo/bt-photo-files.h"
#include "photo/bt-photo-hash.h"
#include "photo/bt-photo-import.h"
#include "photo/bt-photo-remove.h"
#include "photo/bt-photo-render.h"

struct _BtPhotoFolder
{
  GObject parent_instance;

  char *path;
  char *cache_path;
  /* Whether what killed programs left behind has been looked for. */
  gsize swept;
};

typedef struct _Job Job;
typedef gpointer (*JobFunc) (BtPhotoFolder *self,
                             const Job *job,
                             GCancellable *cancellable,
                             GError **error);

/* What a task carries to the thread that does it. */
struct _Job
{
  JobFunc run;
  GDestroyNotify free_result;
  GFile *file;
  char *hash;
  BtRendition rendition;
  BtPhotoInfo *metadata;
  BtPhotoEdit *edit;
  BtWatermark *watermark;
};

G_DEFINE_FINAL_TYPE (BtPhotoFolder, bt_photo_folder, G_TYPE_OBJECT)

/* On first use and not when made: main() makes the folder, and a disk is slow. */
static void
sweep (BtPhotoFolder *self)
{
  if (!g_once_init_enter (&self->swept))
    return;
  bt_photo_temp_sweep (self->path);
  bt_photo_temp_sweep (self->cache_path);
  g_once_init_leave (&self->swept, 1);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->file);
  g_free (job->hash);
  bt_photo_info_free (job->metadata);
  bt_photo_edit_free (job->edit);
  bt_watermark_free (job->watermark);
  g_free (job);
}

static gpointer
run_import (BtPhotoFolder *self,
            const Job *job,
            GCancellable *cancellable,
            GError **error)
{
  return bt_photo_folder_import (self, job->file, cancellable, error);
}

static gpointer
run_render (BtPhotoFolder *self,
            const Job *job,
            GCancellable *cancellable,
            GError **error)
{
  return bt_photo_folder_render (self, job->hash, &job->rendition, cancellable, error);
}

static void
do_task_cb (gpointer data, gpointer user_data)
{
  g_autoptr (GTask) task = data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer result;

  if (g_task_return_error_if_cancelled (task))
    return;
  result = job->run (g_task_get_source_object (task), job, g_task_get_cancellable (task),
                     &error);
  if (result != NULL)
    g_task_return_pointer (task, result, job->free_result);
  else
    g_task_return_error (task, error);
}

/* A pool of its own: a hundred thumbnails must not keep GLib's shared one from the rest
 * of the program. */
static void
push_task (GTask *task, Job *job)
{
  static GThreadPool *pool;

  g_task_set_task_data (task, job, job_free);
  /* The job looks itself: a photo that is kept is not to be reported as cancelled. */
  g_task_set_check_cancellable (task, FALSE);

  if (g_once_init_enter (&pool))
    g_once_init_leave (&pool,
                       g_thread_pool_new (do_task_cb, NULL,
                                          (int)g_get_num_processors () + 1, FALSE, NULL));
  g_thread_pool_push (pool, g_object_ref (task), NULL);
}

static void
bt_photo_folder_finalize (GObject *object)
{
  BtPhotoFolder *self = BT_PHOTO_FOLDER (object);

  g_free (self->path);
  g_free (self->cache_path);
  G_OBJECT_CLASS (bt_photo_folder_parent_class)->finalize (object);
}

static void
bt_photo_folder_class_init (BtPhotoFolderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bt_photo_folder_finalize;
}

static void
bt_photo_folder_init (BtPhotoFolder *self)
{
}

BtPhotoFolder *
bt_photo_folder_new (const char *path, const char *cache_path)
{
  BtPhotoFolder *self;

  g_return_val_if_fail (path != NULL && cache_path != NULL, NULL);

  self = g_object_new (BT_TYPE_PHOTO_FOLDER, NULL);
  self->path = g_canonicalize_filename (path, NULL);
  self->cache_path = g_canonicalize_filename (cache_path, NULL);
  return self;
}

BtPhotoInfo *
bt_photo_folder_import (BtPhotoFolder *self,
                        GFile *file,
                        GCancellable *cancellable,
                        GError **error)
{
  g_return_val_if_fail (BT_IS_PHOTO_FOLDER (self), NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  sweep (self);
  return bt_photo_import (self->path, self->cache_path, file, 0, NULL, cancellable,
                          error);
}

BtPhotoInfo *
bt_photo_folder_ingest (BtPhotoFolder *self,
                        GFile *file,
                        guint thumbnail_side,
                        gboolean *known,
                        GCancellable *cancellable,
                        GError **error)
{
  g_return_val_if_fail (BT_IS_PHOTO_FOLDER (self), NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);
  g_return_val_if_fail (thumbnail_side > 0, NULL);

  sweep (self);
  return bt_photo_import (self->path, self->cache_path, file, thumbnail_side, known,
                          cancellable, error);
}

void
bt_photo_folder_import_async (BtPhotoFolder *self,
                              GFile *file,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (BT_IS_PHOTO_FOLDER (self));
  g_return_if_fail (G_IS_FILE (file));

  job = g_new0 (Job, 1);
  job->run = run_import;
  job->free_result = (GDestroyNotify)bt_photo_info_free;
  job->file = g_object_ref (file);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, bt_photo_folder_import_async);
  push_task (task, job);
}

BtPhotoInfo *
bt_photo_folder_import_finish (BtPhotoFolder *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (BT_IS_PHOTO_FOLDER (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

char *
bt_photo_folder_get_path (BtPhotoFolder *self, const char *hash)
{
  g_return_val_if_fail (BT_IS_PHOTO_FOLDER (self), NULL);
  g_return_val_if_fail (hash != NULL, NULL);

  return bt_photo_original_path (self->path, hash);
}

char *
bt_photo_folder_render (BtPhotoFolder *self,
                        const char *hash,
                        const BtRendition *rendition,
                        GCancellable *cancellable,
                        GError **error)
{
  g_return_val_if_fail (BT_IS_PHOTO_FOLDER (self), NULL);
  g_return_val_if_fail (hash != NULL && rendition != NULL, NULL);

  sweep (self);
  return bt_photo_render (self->path, self->cache_path, hash, rendition, cancellable,
                          error);
}

void
bt_photo_folder_render_async (BtPhotoFolder *self,
                              const char *hash,
                              const BtRendition *rendition,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (BT_IS_PHOTO_FOLDER (self));
  g_return_if_fail (hash != NULL && rendition != NULL);

  job = g_new0 (Job, 1);
  job->run = run_render;
  job->free_result = g_free;
  job->hash = g_strdup (hash);
  job->rendition = *rendition;
  if (rendition->metadata != NULL)
    job->metadata = bt_photo_info_copy (rendition->metadata);
  if (rendition->edit != NULL)
    job->edit = bt_photo_edit_copy (rendition->edit);
  if (rendition->watermark != NULL)
    job->watermark = bt_watermark_copy (rendition->watermark);
  job->rendition.metadata = job->metadata;
  job->rendition.edit = job->edit;
  job->rendition.watermark = job->watermark;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, bt_photo_folder_render_async);
  push_task (task, job);
}

char *
bt_photo_folder_render_finish (BtPhotoFolder *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (BT_IS_PHOTO_FOLDER (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

char *
bt_photo_folder_thumbnail (BtPhotoFolder *self,
                           const char *hash,
                           GCancellable *cancellable,
                           GError **error)
{
  BtRendition rendition = { .max_side = BT_PHOTO_THUMBNAIL_SIDE,
                            .quality = BT_PHOTO_THUMBNAIL_QUALITY };

  return bt_photo_folder_render (self, hash, &rendition, cancellable, error);
}

gboolean
bt_photo_folder_remove (BtPhotoFolder *self, const char *hash, GError **error)
{
  g_return_val_if_fail (BT_IS_PHOTO_FOLDER (self), FALSE);
  g_return_val_if_fail (hash != NULL, FALSE);

  return bt_photo_remove (self->path, self->cache_path, hash, error);
}

gboolean
bt_photo_folder_verify (BtPhotoFolder *self,
                        const char *hash,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autofree char *path = NULL;
  g_autofree char *now = NULL;

  g_return_val_if_fail (BT_IS_PHOTO_FOLDER (self), FALSE);
  g_return_val_if_fail (hash != NULL, FALSE);

  path = bt_photo_original_path (self->path, hash);
  now = bt_photo_hash_file (path, cancellable, error);
  if (now == NULL)
    return FALSE;
  if (g_str_equal (now, hash))
    return TRUE;
  g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_CHANGED, "%s", hash);
  return FALSE;
}

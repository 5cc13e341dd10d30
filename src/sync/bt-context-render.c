/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/bt-context-render.h"

#include "sync/bt-photo-settings.h"

typedef struct
{
  char *hash;
  BtRendition rendition;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->hash);
  g_free (job);
}

/* @stored: (nullable), @error: (inout): how the store answered. A photo that it does not know
 * has no corrections. */
static BtPhotoEdit *
read_edit (const BtStoredPhoto *stored, GError **error)
{
  if (stored != NULL)
    return bt_photo_edit_from_json (stored->edit, error);
  if (!g_error_matches (*error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND))
    return NULL;
  g_clear_error (error);
  return bt_photo_edit_new ();
}

gboolean
bt_photo_corrections_load (BtPhotoCorrections *self,
                           BtContext *context,
                           const char *hash,
                           BtPhotoLook look,
                           GError **error)
{
  g_autoptr (BtStoredPhoto) stored = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (BT_IS_CONTEXT (context), FALSE);
  g_return_val_if_fail (hash != NULL, FALSE);

  stored = bt_store_get_photo_sync (bt_context_get_store (context), hash, &local);
  self->edit = read_edit (stored, &local);
  if (self->edit == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return look != BT_PHOTO_LOOK_SENT
         || bt_context_get_watermark (context, &self->watermark, error);
}

void
bt_photo_corrections_clear (BtPhotoCorrections *self)
{
  g_clear_pointer (&self->edit, bt_photo_edit_free);
  g_clear_pointer (&self->watermark, bt_watermark_free);
}

char *
bt_context_render_photo (BtContext *self,
                         const char *hash,
                         BtPhotoLook look,
                         const BtRendition *rendition,
                         GCancellable *cancellable,
                         GError **error)
{
  g_auto (BtPhotoCorrections) corrections = { NULL };
  BtRendition corrected;

  g_return_val_if_fail (BT_IS_CONTEXT (self), NULL);
  g_return_val_if_fail (rendition != NULL, NULL);

  if (!bt_photo_corrections_load (&corrections, self, hash, look, error))
    return NULL;
  corrected = *rendition;
  corrected.edit = corrections.edit;
  corrected.watermark = corrections.watermark;
  return bt_photo_folder_render (bt_context_get_photos (self), hash, &corrected,
                                 cancellable, error);
}

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  char *path = bt_photo_folder_render_finish (BT_PHOTO_FOLDER (source), result, &error);

  if (path == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, path, g_free);
}

static void
got_photo_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  const Job *job = g_task_get_task_data (task);
  g_autoptr (BtStoredPhoto) stored = NULL;
  g_autoptr (BtPhotoEdit) edit = NULL;
  BtRendition rendition = job->rendition;
  GError *error = NULL;

  stored = bt_store_get_photo_finish (BT_STORE (source), result, &error);
  edit = read_edit (stored, &error);
  if (edit == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  rendition.edit = edit;
  bt_photo_folder_render_async (bt_context_get_photos (g_task_get_source_object (task)),
                                job->hash, &rendition, g_task_get_cancellable (task),
                                rendered_cb, g_object_ref (task));
}

void
bt_context_render_photo_async (BtContext *self,
                               const char *hash,
                               guint max_side,
                               int quality,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task;
  Job *job;

  g_return_if_fail (BT_IS_CONTEXT (self));
  g_return_if_fail (hash != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, bt_context_render_photo_async);
  job = g_new0 (Job, 1);
  job->hash = g_strdup (hash);
  job->rendition.max_side = max_side;
  job->rendition.quality = quality;
  g_task_set_task_data (task, job, job_free);
  bt_store_get_photo_async (bt_context_get_store (self), hash, cancellable, got_photo_cb,
                            task);
}

char *
bt_context_render_photo_finish (BtContext *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

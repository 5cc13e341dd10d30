/* Reading the homes through the worker.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/bt-photo-homes.h"

#include "photo/bt-photo-files.h"
#include "photo/bt-photo-worker-client.h"

static BtPhotoHomes *
read_path (const char *path, GCancellable *cancellable, GError **error)
{
  const char *args[] = { "homes", path, NULL };
  g_autofree char *answer =
      bt_photo_worker_run (args, NULL, BT_PHOTO_WALL_MS, cancellable, error);

  return answer != NULL ? bt_photo_homes_from_json (answer, error) : NULL;
}

BtPhotoHomes *
bt_photo_folder_read_homes (BtPhotoFolder *self,
                            const char *hash,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (BT_IS_PHOTO_FOLDER (self), NULL);
  g_return_val_if_fail (hash != NULL, NULL);

  path = bt_photo_folder_get_path (self, hash);
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_MISSING, "%s", hash);
      return NULL;
    }
  return read_path (path, cancellable, error);
}

/* A file that is not on this machine's disks is copied to where the worker can open it. */
static BtPhotoHomes *
read_remote (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (GFileIOStream) stream = NULL;
  g_autoptr (GFile) copy = g_file_new_tmp ("banthao-XXXXXX", &stream, &cause);
  BtPhotoHomes *homes = NULL;

  if (copy != NULL
      && g_file_copy (file, copy, G_FILE_COPY_OVERWRITE, cancellable, NULL, NULL, &cause))
    homes = read_path (g_file_peek_path (copy), cancellable, error);
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&cause));
  else
    g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_READ, "%s", cause->message);
  if (copy != NULL)
    g_file_delete (copy, NULL, NULL);
  return homes;
}

BtPhotoHomes *
bt_photo_read_homes (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  path = g_file_get_path (file);
  /* Opening a pipe would wait for ever. */
  if (path != NULL && !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_READ, "%s: Not a file", path);
      return NULL;
    }
  return path != NULL ? read_path (path, cancellable, error)
                      : read_remote (file, cancellable, error);
}

static void
folder_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  BtPhotoHomes *homes = bt_photo_folder_read_homes (source, data, cancellable, &error);

  if (homes != NULL)
    g_task_return_pointer (task, homes, (GDestroyNotify)bt_photo_homes_free);
  else
    g_task_return_error (task, error);
}

void
bt_photo_folder_read_homes_async (BtPhotoFolder *self,
                                  const char *hash,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (BT_IS_PHOTO_FOLDER (self));
  g_return_if_fail (hash != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, bt_photo_folder_read_homes_async);
  g_task_set_task_data (task, g_strdup (hash), g_free);
  g_task_run_in_thread (task, folder_thread);
}

BtPhotoHomes *
bt_photo_folder_read_homes_finish (BtPhotoFolder *self,
                                   GAsyncResult *result,
                                   GError **error)
{
  g_return_val_if_fail (BT_IS_PHOTO_FOLDER (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
file_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  BtPhotoHomes *homes = bt_photo_read_homes (source, cancellable, &error);

  if (homes != NULL)
    g_task_return_pointer (task, homes, (GDestroyNotify)bt_photo_homes_free);
  else
    g_task_return_error (task, error);
}

void
bt_photo_read_homes_async (GFile *file,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (file, cancellable, callback, user_data);
  g_task_set_source_tag (task, bt_photo_read_homes_async);
  g_task_run_in_thread (task, file_thread);
}

BtPhotoHomes *
bt_photo_read_homes_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

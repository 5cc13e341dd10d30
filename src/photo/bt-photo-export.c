/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/bt-photo-export.h"

#include "photo/bt-photo-files.h"
#include "photo/bt-photo-worker-client.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK (256 * 1024)

typedef struct
{
  char *hash;
  BtPhotoInfo *fields;
  gboolean has_rendition;
  BtRendition rendition;
  BtPhotoEdit *edit;
  BtWatermark *watermark;
  BtExportPrivacy privacy;
  GFile *destination;
  gboolean replace;
} Job;

static gboolean
set_exists (GError **error, const char *path)
{
  g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_EXISTS, "%s", path);
  return FALSE;
}

/* Only the fields: hash and name of the photo are nobody else's business. */
static BtPhotoInfo *
only_fields (const BtPhotoInfo *info)
{
  BtPhotoInfo *fields = bt_photo_info_new ();

  for (guint i = 0; i < BT_N_PHOTO_FIELDS; i++)
    bt_photo_info_set (fields, i, info->fields[i]);
  return fields;
}

/* The worker writes a copy of the original with new metadata into @temp. */
static gboolean
embed (BtPhotoFolder *self,
       const char *hash,
       const BtPhotoInfo *fields,
       BtExportPrivacy privacy,
       BtPhotoTemp *temp,
       GCancellable *cancellable,
       GError **error)
{
  g_autofree char *original = bt_photo_folder_get_path (self, hash);
  g_autoptr (BtPhotoInfo) only = only_fields (fields);
  g_autofree char *input = bt_photo_info_to_json (only);
  const char *args[] = { "embed", original, temp->path,
                         privacy == BT_EXPORT_CLEAN ? "clean" : "keep", NULL };
  g_autofree char *answer = NULL;
  struct stat st;

  if (!g_file_test (original, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_MISSING, "%s", hash);
      return FALSE;
    }
  answer = bt_photo_worker_run (args, input, BT_PHOTO_WALL_MS, cancellable, error);
  if (answer == NULL)
    return FALSE;
  if (fstat (temp->fd, &st) == 0 && st.st_size > 0)
    return TRUE;
  g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_WORKER,
               "The decoding process wrote no picture");
  return FALSE;
}

static gboolean
copy_into (const char *path, BtPhotoTemp *temp, GCancellable *cancellable, GError **error)
{
  g_autofree char *buffer = g_malloc (CHUNK);
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  gboolean ok = fd >= 0;
  gssize n = 0;

  while (ok && (n = read (fd, buffer, CHUNK)) > 0)
    ok = !g_cancellable_set_error_if_cancelled (cancellable, error)
         && bt_photo_temp_write (temp, buffer, (gsize)n, error);
  if (fd < 0 || n < 0)
    {
      g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_READ, "%s: %s", path,
                   g_strerror (errno));
      ok = FALSE;
    }
  if (fd >= 0)
    close (fd);
  return ok;
}

/* What is to be exported, in @temp. */
static gboolean
make (BtPhotoFolder *self,
      const char *hash,
      const BtPhotoInfo *fields,
      const BtRendition *rendition,
      BtExportPrivacy privacy,
      BtPhotoTemp *temp,
      GCancellable *cancellable,
      GError **error)
{
  g_autoptr (BtPhotoInfo) only = NULL;
  g_autofree char *path = NULL;
  BtRendition with_fields;

  if (rendition == NULL)
    return embed (self, hash, fields, privacy, temp, cancellable, error);
  only = only_fields (fields);
  with_fields = *rendition;
  with_fields.metadata = only;
  path = bt_photo_folder_render (self, hash, &with_fields, cancellable, error);
  return path != NULL && copy_into (path, temp, cancellable, error);
}

/* Where files may not be renamed without replacing (some network folders, FAT by FUSE), a
 * new empty file takes the name first, so that nobody else can have it. */
static gboolean
reserve_name (const char *path, GError **error)
{
  int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);

  if (fd < 0)
    {
      if (errno == EEXIST)
        return set_exists (error, path);
      bt_photo_set_write_error (error, errno, path);
      return FALSE;
    }
  close (fd);
  return TRUE;
}

/* umask() tells only by changing it, for all threads. */
static mode_t
read_umask (void)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 077;
  line = strstr (status, "\nUmask:");
  return line != NULL
             ? (mode_t)g_ascii_strtoull (line + strlen ("\nUmask:"), NULL, 8) & 0777
             : 077;
}

/* On the disk, then under its name, then the name on the disk. */
static gboolean
give_name (BtPhotoTemp *temp, const char *path, gboolean replace, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (!bt_photo_temp_sync (temp, error))
    return FALSE;
  /* As any program would have made it. */
  fchmod (temp->fd, 0666 & ~read_umask ());
  if (!replace)
    {
      if (renameat2 (AT_FDCWD, temp->path, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
        {
          g_clear_pointer (&temp->path, g_free);
          return bt_photo_sync_folder (folder, error);
        }
      if (errno == EEXIST)
        return set_exists (error, path);
      if (errno != EINVAL && errno != ENOSYS && errno != ENOTSUP)
        {
          bt_photo_set_write_error (error, errno, path);
          return FALSE;
        }
      if (!reserve_name (path, error))
        return FALSE;
    }
  if (!bt_photo_temp_keep (temp, path, error))
    {
      if (!replace)
        unlink (path);
      return FALSE;
    }
  return TRUE;
}

/* Returns: (nullable): a message when the export cannot work, before any work is done */
static gboolean
check_destination (GFile *destination, gboolean replace, GError **error)
{
  const char *path = g_file_peek_path (destination);
  g_autofree char *folder = path != NULL ? g_path_get_dirname (path) : NULL;

  if (path == NULL)
    {
      g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_WRITE,
                   "Not a folder of this machine");
      return FALSE;
    }
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      bt_photo_set_write_error (error, ENOENT, folder);
      return FALSE;
    }
  if (!replace && g_file_test (path, G_FILE_TEST_EXISTS))
    return set_exists (error, path);
  return TRUE;
}

gboolean
bt_photo_folder_export (BtPhotoFolder *self,
                        const char *hash,
                        const BtPhotoInfo *fields,
                        const BtRendition *rendition,
                        BtExportPrivacy privacy,
                        GFile *destination,
                        gboolean replace,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (BtPhotoTemp) temp = NULL;
  g_autofree char *folder = NULL;

  g_return_val_if_fail (BT_IS_PHOTO_FOLDER (self), FALSE);
  g_return_val_if_fail (hash != NULL && fields != NULL, FALSE);
  g_return_val_if_fail (G_IS_FILE (destination), FALSE);

  if (!check_destination (destination, replace, error))
    return FALSE;
  folder = g_path_get_dirname (g_file_peek_path (destination));
  /* Beside the destination, so that it can be renamed. */
  bt_photo_temp_sweep_foreign (folder);
  temp = bt_photo_temp_new_foreign (folder, error);
  return temp != NULL
         && make (self, hash, fields, rendition, privacy, temp, cancellable, error)
         && !g_cancellable_set_error_if_cancelled (cancellable, error)
         && give_name (temp, g_file_peek_path (destination), replace, error);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->hash);
  bt_photo_info_free (job->fields);
  bt_photo_edit_free (job->edit);
  bt_watermark_free (job->watermark);
  g_object_unref (job->destination);
  g_free (job);
}

static void
export_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;

  if (bt_photo_folder_export (source, job->hash, job->fields,
                              job->has_rendition ? &job->rendition : NULL, job->privacy,
                              job->destination, job->replace, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
bt_photo_folder_export_async (BtPhotoFolder *self,
                              const char *hash,
                              const BtPhotoInfo *fields,
                              const BtRendition *rendition,
                              BtExportPrivacy privacy,
                              GFile *destination,
                              gboolean replace,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (BT_IS_PHOTO_FOLDER (self));
  g_return_if_fail (hash != NULL && fields != NULL);
  g_return_if_fail (G_IS_FILE (destination));

  job = g_new0 (Job, 1);
  job->hash = g_strdup (hash);
  job->fields = bt_photo_info_copy (fields);
  job->has_rendition = rendition != NULL;
  if (rendition != NULL)
    job->rendition = *rendition;
  if (rendition != NULL && rendition->edit != NULL)
    job->rendition.edit = job->edit = bt_photo_edit_copy (rendition->edit);
  if (rendition != NULL && rendition->watermark != NULL)
    job->rendition.watermark = job->watermark = bt_watermark_copy (rendition->watermark);
  job->privacy = privacy;
  job->destination = g_object_ref (destination);
  job->replace = replace;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, bt_photo_folder_export_async);
  /* A file that is there is not to be reported as cancelled. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, export_thread);
}

gboolean
bt_photo_folder_export_finish (BtPhotoFolder *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (BT_IS_PHOTO_FOLDER (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

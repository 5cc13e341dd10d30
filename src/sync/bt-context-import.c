/* Files that come in: articles through formats, photos through photo, both into the store.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/bt-context.h"

#include <glib/gstdio.h>

#include "formats/bt-import.h"
#include "sync/bt-photo-hold.h"
#include "sync/bt-photo-words.h"
#include "text/bt-portal-time.h"
#include "text/bt-text.h"

/* Reads a file, but never more than an article may have. */
static GBytes *
read_bounded (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (GByteArray) bytes = NULL;
  g_autofree guint8 *buffer = NULL;
  const gsize buffer_size = 64 * 1024;
  gssize n;

  if (stream == NULL)
    return NULL;

  bytes = g_byte_array_new ();
  buffer = g_malloc (buffer_size);
  while ((n = g_input_stream_read (G_INPUT_STREAM (stream), buffer, buffer_size,
                                   cancellable, error))
         > 0)
    {
      g_byte_array_append (bytes, buffer, (guint)n);
      if (bytes->len > BT_FORMATS_MAX_BYTES)
        {
          g_set_error (error, BT_TEXT_ERROR, BT_TEXT_ERROR_TOO_LARGE,
                       "more than %u bytes", BT_FORMATS_MAX_BYTES);
          return NULL;
        }
    }
  if (n < 0)
    return NULL;

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

BtArticle *
bt_context_import_article (BtContext *self,
                           GFile *file,
                           GPtrArray **notes,
                           GCancellable *cancellable,
                           GError **error)
{
  BtStore *store = bt_context_get_store (self);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GTimeZone) zone = bt_portal_time_zone (NULL);
  g_autoptr (BtImport) import = NULL;
  g_autofree char *name = NULL;

  bytes = read_bounded (file, cancellable, error);
  if (bytes == NULL)
    return NULL;

  name = g_file_get_basename (file);
  import = bt_import_bytes (bytes, name, zone, error);
  if (import == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  if (bt_store_save_article_sync (store, import->article, 0, error) == 0
      || bt_store_add_version_sync (store, import->article, BT_CAUSE_IMPORT, error) == 0)
    return NULL;

  if (notes != NULL)
    *notes = g_ptr_array_ref (import->notes);

  return bt_import_steal_article (import);
}

static void
notes_free (gpointer notes)
{
  g_clear_pointer ((GPtrArray **)notes, g_ptr_array_unref);
  g_free (notes);
}

static void
import_article_thread (GTask *task,
                       gpointer source,
                       gpointer task_data,
                       GCancellable *cancellable)
{
  GPtrArray **notes = g_object_get_data (G_OBJECT (task), "notes");
  GError *error = NULL;
  BtArticle *article =
      bt_context_import_article (source, task_data, notes, cancellable, &error);

  if (article != NULL)
    g_task_return_pointer (task, article, (GDestroyNotify)bt_article_free);
  else
    g_task_return_error (task, error);
}

void
bt_context_import_article_async (BtContext *self,
                                 GFile *file,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, bt_context_import_article_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_object_set_data_full (G_OBJECT (task), "notes", g_new0 (GPtrArray *, 1), notes_free);
  g_task_run_in_thread (task, import_article_thread);
}

BtArticle *
bt_context_import_article_finish (BtContext *self,
                                  GAsyncResult *result,
                                  GPtrArray **notes,
                                  GError **error)
{
  GPtrArray **kept;
  BtArticle *article;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  kept = g_object_get_data (G_OBJECT (result), "notes");
  article = g_task_propagate_pointer (G_TASK (result), error);
  if (article != NULL && notes != NULL)
    *notes = g_steal_pointer (kept);

  return article;
}

BtPhotoInfo *
bt_context_import_photo (BtContext *self,
                         GFile *file,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (BtPhotoHold) hold = bt_photo_hold_new (self, FALSE, error);
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autoptr (BtStoredPhoto) stored = bt_stored_photo_new ();

  if (hold == NULL)
    return NULL;
  info = bt_photo_folder_import (bt_context_get_photos (self), file, cancellable, error);
  if (info == NULL)
    return NULL;

  bt_stored_photo_set_info (stored, info);
  if (!bt_store_put_photo_sync (bt_context_get_store (self), stored, error))
    return NULL;

  return g_steal_pointer (&info);
}

static void
import_photo_thread (GTask *task,
                     gpointer source,
                     gpointer task_data,
                     GCancellable *cancellable)
{
  GError *error = NULL;
  BtPhotoInfo *info = bt_context_import_photo (source, task_data, cancellable, &error);

  if (info != NULL)
    g_task_return_pointer (task, info, (GDestroyNotify)bt_photo_info_free);
  else
    g_task_return_error (task, error);
}

void
bt_context_import_photo_async (BtContext *self,
                               GFile *file,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, bt_context_import_photo_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, import_photo_thread);
}

BtPhotoInfo *
bt_context_import_photo_finish (BtContext *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- pictures without a file ---- */

/* The worker that looks at photos takes files. */
BtPhotoInfo *
bt_context_import_picture (BtContext *self,
                           GBytes *bytes,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("banthao-XXXXXX", error);
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  BtPhotoInfo *info = NULL;

  if (folder == NULL)
    return NULL;
  path = g_build_filename (folder, "pasted", NULL);
  file = g_file_new_for_path (path);
  if (g_file_set_contents (path, g_bytes_get_data (bytes, NULL),
                           (gssize)g_bytes_get_size (bytes), error))
    info = bt_context_import_photo (self, file, cancellable, error);
  g_unlink (path);
  g_rmdir (folder);
  return info;
}

static void
import_picture_thread (GTask *task,
                       gpointer source,
                       gpointer task_data,
                       GCancellable *cancellable)
{
  GError *error = NULL;
  BtPhotoInfo *info = bt_context_import_picture (source, task_data, cancellable, &error);

  if (info != NULL)
    g_task_return_pointer (task, info, (GDestroyNotify)bt_photo_info_free);
  else
    g_task_return_error (task, error);
}

void
bt_context_import_picture_async (BtContext *self,
                                 GBytes *bytes,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, bt_context_import_picture_async);
  g_task_set_task_data (task, g_bytes_ref (bytes), (GDestroyNotify)g_bytes_unref);
  g_task_run_in_thread (task, import_picture_thread);
}

BtPhotoInfo *
bt_context_import_picture_finish (BtContext *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

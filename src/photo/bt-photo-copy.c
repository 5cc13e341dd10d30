/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/bt-photo-copy.h"

#include "photo/bt-photo-hash.h"
#include "photo/bt-photo-private.h"

#define CHUNK (256 * 1024)
#define WATCHED                                                                          \
  G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_TIME_MODIFIED                      \
                                 "," G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC

/* Turns GIO's error into this room's, but leaves a cancellation as it is. */
static void
take_read_error (GError **error, GError *cause)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, cause);
      return;
    }
  g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_READ, "%s", cause->message);
  g_error_free (cause);
}

static gboolean
set_too_large (GError **error)
{
  g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_TOO_LARGE, "More than %u bytes",
               BT_PHOTO_MAX_BYTES);
  return FALSE;
}

static gboolean
set_changing (GError **error)
{
  g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_READ,
               "The file changed while it was read");
  return FALSE;
}

GFileInfo *
bt_photo_look_at (GFile *file, GCancellable *cancellable, GError **error)
{
  GError *cause = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info (
      file,
      G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME
                                     "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
      G_FILE_QUERY_INFO_NONE, cancellable, &cause);

  if (info == NULL)
    {
      take_read_error (error, cause);
      return NULL;
    }
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_READ, "Not a file");
      return NULL;
    }
  if (g_file_info_get_size (info) > BT_PHOTO_MAX_BYTES)
    {
      set_too_large (error);
      return NULL;
    }
  return g_steal_pointer (&info);
}

static gboolean
same_state (GFileInfo *before, GFileInfo *after, guint64 read)
{
  if (before == NULL || after == NULL)
    return TRUE;
  return (guint64)g_file_info_get_size (after) == read
         && g_file_info_get_attribute_uint64 (before, G_FILE_ATTRIBUTE_TIME_MODIFIED)
                == g_file_info_get_attribute_uint64 (after,
                                                     G_FILE_ATTRIBUTE_TIME_MODIFIED)
         && g_file_info_get_attribute_uint32 (before, G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC)
                == g_file_info_get_attribute_uint32 (after,
                                                     G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC);
}

/* Returns: FALSE with an error when the first bytes are of no kind that is let in */
static gboolean
check_kind (const guint8 *data, gsize length, GError **error)
{
  if (bt_photo_kind_sniff (data, length) != BT_PHOTO_KIND_NONE)
    return TRUE;
  g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_KIND,
               "Not JPEG, PNG, WebP, HEIC or AVIF");
  return FALSE;
}

/* Copies the stream into @temp. Returns: (transfer full): the hash of what was copied */
static char *
copy_stream (GInputStream *stream,
             BtPhotoTemp *temp,
             guint64 *size,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (BtPhotoHash) hash = bt_photo_hash_new ();
  g_autofree guint8 *buffer = g_malloc (CHUNK);
  gsize n;

  *size = 0;
  do
    {
      GError *cause = NULL;

      if (!g_input_stream_read_all (stream, buffer, CHUNK, &n, cancellable, &cause))
        {
          take_read_error (error, cause);
          return NULL;
        }
      if (*size == 0 && !check_kind (buffer, n, error))
        return NULL;
      *size += n;
      if (*size > BT_PHOTO_MAX_BYTES)
        {
          set_too_large (error);
          return NULL;
        }
      bt_photo_hash_update (hash, buffer, n);
      if (!bt_photo_temp_write (temp, buffer, n, error))
        return NULL;
    }
  while (n == CHUNK);
  return bt_photo_hash_end (hash);
}

char *
bt_photo_copy (GFile *file,
               BtPhotoTemp *temp,
               guint64 *size,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (GFileInfo) before = NULL;
  g_autoptr (GFileInfo) after = NULL;
  g_autofree char *hash = NULL;
  GError *cause = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, &cause);

  if (stream == NULL)
    {
      take_read_error (error, cause);
      return NULL;
    }
  /* Not every place can say when a file changed; then only a wrong picture shows it. */
  before = g_file_input_stream_query_info (stream, WATCHED, cancellable, NULL);
  hash = copy_stream (G_INPUT_STREAM (stream), temp, size, cancellable, error);
  if (hash == NULL)
    return NULL;
  after = g_file_input_stream_query_info (stream, WATCHED, cancellable, NULL);
  if (!same_state (before, after, *size))
    {
      set_changing (error);
      return NULL;
    }
  return g_steal_pointer (&hash);
}

gboolean
bt_photo_copy_verify (BtPhotoTemp *temp,
                      const char *hash,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autofree char *now = NULL;

  g_return_val_if_fail (temp != NULL && hash != NULL, FALSE);

  if (!bt_photo_temp_sync (temp, error))
    return FALSE;
  now = bt_photo_hash_disk (temp->path, cancellable, error);
  if (now == NULL)
    return FALSE;
  if (g_str_equal (now, hash))
    return TRUE;
  g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_WRITE,
               "%s: the disk gives back other bytes than were written", temp->path);
  return FALSE;
}

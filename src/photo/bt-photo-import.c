/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/bt-photo-import.h"

#include "photo/bt-photo-busy.h"
#include "photo/bt-photo-copy.h"
#include "photo/bt-photo-hash.h"
#include "photo/bt-photo-private.h"
#include "photo/bt-photo-render.h"
#include "photo/bt-photo-worker-client.h"
#include "text/bt-text.h"

/* One photo on its way in. */
typedef struct
{
  const char *dir;
  const char *cache;
  guint side;
  GCancellable *cancellable;
  BtPhotoTemp *temp;
  char *hash;
  char *path;
  char *thumbnail;
  gboolean known;
  gboolean mended;
  GError *verify_error;
} Arrival;

static void
arrival_clear (Arrival *self)
{
  g_clear_pointer (&self->temp, bt_photo_temp_free);
  g_free (self->hash);
  g_free (self->path);
  g_free (self->thumbnail);
  g_clear_error (&self->verify_error);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Arrival, arrival_clear)

static BtPhotoInfo *
read_answer (const char *answer, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (BtPhotoInfo) info = bt_photo_info_from_json (answer, &cause);

  if (info == NULL || info->mime == NULL
      || !bt_photo_check_size (info->width, info->height, NULL))
    {
      g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_WORKER,
                   "The decoding process gave no description");
      return NULL;
    }
  return g_steal_pointer (&info);
}

/* @thumbnail: (nullable): a file to be filled */
static BtPhotoInfo *
describe (Arrival *self, BtPhotoTemp *thumbnail, GError **error)
{
  const char *path = self->temp != NULL ? self->temp->path : self->path;
  g_autofree char *side_text = g_strdup_printf ("%u", self->side);
  g_autofree char *quality = g_strdup_printf ("%d", BT_PHOTO_THUMBNAIL_QUALITY);
  const char *look[] = { self->known ? "describe" : "inspect", path, NULL };
  const char *ingest[] = { "ingest",  path,    thumbnail != NULL ? thumbnail->path : NULL,
                           side_text, quality, NULL };
  g_autofree char *answer =
      bt_photo_worker_run (thumbnail != NULL ? ingest : look, NULL, BT_PHOTO_WALL_MS,
                           self->cancellable, error);

  if (answer == NULL)
    return NULL;
  if (thumbnail != NULL && !bt_photo_render_is_whole (thumbnail->fd))
    {
      g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_WORKER,
                   "The decoding process wrote no picture");
      return NULL;
    }
  return read_answer (answer, error);
}

/* Takes the bytes over into the temporary file. Returns: (transfer full): the name */
static char *
fetch (Arrival *self, GFile *file, guint64 *size, GError **error)
{
  g_autoptr (GFileInfo) source = bt_photo_look_at (file, self->cancellable, error);

  if (source == NULL)
    return NULL;
  self->temp = bt_photo_temp_new (self->dir, error);
  if (self->temp == NULL)
    return NULL;
  self->hash = bt_photo_copy (file, self->temp, size, self->cancellable, error);
  if (self->hash == NULL)
    return NULL;
  self->path = bt_photo_original_path (self->dir, self->hash);
  if (self->side > 0)
    {
      BtRendition rendition = { .max_side = self->side,
                                .quality = BT_PHOTO_THUMBNAIL_QUALITY };

      self->thumbnail = bt_photo_render_path (self->cache, self->hash, &rendition, NULL);
    }
  return bt_text_nfc (g_file_info_get_display_name (source));
}

/* A kept file of that name is left as it is, unless it no longer has its hash: then the
 * same photo coming in again mends it. */
static gboolean
find_kept (Arrival *self, GError **error)
{
  g_autofree char *kept = bt_photo_hash_file (self->path, self->cancellable, NULL);

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  self->known = g_strcmp0 (kept, self->hash) == 0;
  self->mended = kept != NULL && !self->known;
  if (self->known)
    g_clear_pointer (&self->temp, bt_photo_temp_free);
  return TRUE;
}

static gpointer
verify_cb (gpointer data)
{
  Arrival *self = data;

  return GINT_TO_POINTER (bt_photo_copy_verify (self->temp, self->hash, self->cancellable,
                                                &self->verify_error));
}

/* The disk writes and is read again while the worker looks at the photo. */
static BtPhotoInfo *
describe_and_verify (Arrival *self, BtPhotoTemp *thumbnail, GError **error)
{
  GThread *thread =
      self->temp != NULL ? g_thread_new ("photo-verify", verify_cb, self) : NULL;
  g_autoptr (BtPhotoInfo) info = describe (self, thumbnail, error);

  if (thread == NULL || g_thread_join (thread) != NULL)
    return g_steal_pointer (&info);
  g_clear_error (error);
  g_propagate_error (error, g_steal_pointer (&self->verify_error));
  return NULL;
}

static BtPhotoInfo *
settle (Arrival *self, GError **error)
{
  g_autoptr (BtPhotoTemp) thumbnail = NULL;
  g_autoptr (BtPhotoInfo) info = NULL;

  if (!find_kept (self, error))
    return NULL;
  if (self->thumbnail != NULL
      && !(self->known && bt_photo_render_is_cached (self->thumbnail))
      && (thumbnail = bt_photo_temp_new (self->cache, error)) == NULL)
    return NULL;
  info = describe_and_verify (self, thumbnail, error);
  if (info == NULL)
    return NULL;
  /* The original first: nobody would find the thumbnail of nothing. */
  if (self->temp != NULL && !bt_photo_temp_keep (self->temp, self->path, error))
    return NULL;
  if (thumbnail == NULL || bt_photo_temp_keep_lightly (thumbnail, self->thumbnail, error))
    return g_steal_pointer (&info);
  if (self->temp != NULL && !self->mended)
    bt_photo_unlink (self->path, NULL);
  return NULL;
}

BtPhotoInfo *
bt_photo_import (const char *dir,
                 const char *cache,
                 GFile *file,
                 guint thumbnail_side,
                 gboolean *known,
                 GCancellable *cancellable,
                 GError **error)
{
  g_auto (Arrival) arrival = {
    .dir = dir, .cache = cache, .side = thumbnail_side, .cancellable = cancellable
  };
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autofree char *name = NULL;
  guint64 size;

  g_return_val_if_fail (dir != NULL && cache != NULL && G_IS_FILE (file), NULL);

  name = fetch (&arrival, file, &size, error);
  if (name == NULL || !bt_photo_busy_begin (arrival.path, cancellable, error))
    return NULL;
  info = settle (&arrival, error);
  bt_photo_busy_end (arrival.path);
  if (info == NULL)
    return NULL;

  g_free (info->hash);
  info->hash = g_steal_pointer (&arrival.hash);
  g_free (info->name);
  info->name = g_steal_pointer (&name);
  info->size = size;
  if (known != NULL)
    *known = arrival.known;
  return g_steal_pointer (&info);
}

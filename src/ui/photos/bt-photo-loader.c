/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/photos/bt-photo-loader.h"

/* 1440 × 960 pixels are 5.5 MB each. */
#define MAX_CACHED 16
#define SCREEN_QUALITY 88

struct _BtPhotoLoader
{
  GObject parent_instance;

  BtPhotoFolder *folder;
  GHashTable *textures; /* hash → GdkTexture */
  GQueue order;         /* hashes, the newest first; owned by @textures */
};

G_DEFINE_FINAL_TYPE (BtPhotoLoader, bt_photo_loader, G_TYPE_OBJECT)

typedef struct
{
  char *hash;
  char *path;
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_free (load->hash);
  g_free (load->path);
  g_free (load);
}

static void
remember (BtPhotoLoader *self, const char *hash, GdkTexture *texture)
{
  char *key;

  if (g_hash_table_contains (self->textures, hash))
    return;
  key = g_strdup (hash);
  g_hash_table_insert (self->textures, key, g_object_ref (texture));
  g_queue_push_head (&self->order, key);
  while (g_queue_get_length (&self->order) > MAX_CACHED)
    g_hash_table_remove (self->textures, g_queue_pop_tail (&self->order));
}

static void
decode_thread (GTask *task,
               gpointer source,
               gpointer task_data,
               GCancellable *cancellable)
{
  const Load *load = task_data;
  GError *error = NULL;
  GdkTexture *texture = gdk_texture_new_from_filename (load->path, &error);

  if (texture == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, texture, g_object_unref);
}

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;

  load->path = bt_photo_folder_render_finish (BT_PHOTO_FOLDER (source), result, &error);
  if (load->path == NULL)
    g_task_return_error (task, error);
  else
    g_task_run_in_thread (task, decode_thread);
}

static void
bt_photo_loader_finalize (GObject *object)
{
  BtPhotoLoader *self = BT_PHOTO_LOADER (object);

  g_queue_clear (&self->order);
  g_hash_table_unref (self->textures);
  g_object_unref (self->folder);

  G_OBJECT_CLASS (bt_photo_loader_parent_class)->finalize (object);
}

static void
bt_photo_loader_class_init (BtPhotoLoaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bt_photo_loader_finalize;
}

static void
bt_photo_loader_init (BtPhotoLoader *self)
{
  self->textures =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_queue_init (&self->order);
}

BtPhotoLoader *
bt_photo_loader_new (BtPhotoFolder *folder)
{
  BtPhotoLoader *self;

  g_return_val_if_fail (BT_IS_PHOTO_FOLDER (folder), NULL);

  self = g_object_new (BT_TYPE_PHOTO_LOADER, NULL);
  self->folder = g_object_ref (folder);
  return self;
}

GdkTexture *
bt_photo_loader_peek (BtPhotoLoader *self, const char *hash)
{
  g_return_val_if_fail (BT_IS_PHOTO_LOADER (self), NULL);
  g_return_val_if_fail (hash != NULL, NULL);

  return g_hash_table_lookup (self->textures, hash);
}

void
bt_photo_loader_load_async (BtPhotoLoader *self,
                            const char *hash,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  BtRendition rendition = { .max_side = BT_SCREEN_SIDE, .quality = SCREEN_QUALITY };
  GTask *task;
  Load *load;

  g_return_if_fail (BT_IS_PHOTO_LOADER (self));
  g_return_if_fail (hash != NULL);

  load = g_new0 (Load, 1);
  load->hash = g_strdup (hash);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, bt_photo_loader_load_async);
  g_task_set_task_data (task, load, load_free);
  bt_photo_folder_render_async (self->folder, hash, &rendition, cancellable, rendered_cb,
                                task);
}

GdkTexture *
bt_photo_loader_load_finish (BtPhotoLoader *self, GAsyncResult *result, GError **error)
{
  const Load *load;
  GdkTexture *texture;

  g_return_val_if_fail (BT_IS_PHOTO_LOADER (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  load = g_task_get_task_data (G_TASK (result));
  texture = g_task_propagate_pointer (G_TASK (result), error);
  if (texture != NULL)
    remember (self, load->hash, texture);
  return texture;
}

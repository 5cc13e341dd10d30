/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/photos/bt-photo-loader.h"

#include "sync/bt-context-render.h"

/* 1440 × 960 pixels are 5.5 MB each. */
#define MAX_CACHED 16
#define SCREEN_QUALITY 88

struct _BtPhotoLoader
{
  GObject parent_instance;

  BtContext *context;
  GHashTable *textures; /* hash → GdkTexture */
  GQueue order;         /* hashes, the newest first; owned by @textures */
  guint64 serial;       /* how often photos were changed */
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtPhotoLoader, bt_photo_loader, G_TYPE_OBJECT)

typedef struct
{
  char *hash;
  char *path;
  guint64 serial;
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
forget (BtPhotoLoader *self, const char *hash)
{
  GList *link = g_queue_find_custom (&self->order, hash, (GCompareFunc)g_strcmp0);

  if (link != NULL)
    g_queue_delete_link (&self->order, link);
  g_hash_table_remove (self->textures, hash);
}

static void
photos_changed_cb (BtPhotoLoader *self, char **hashes)
{
  self->serial++;
  if (hashes == NULL)
    {
      g_queue_clear (&self->order);
      g_hash_table_remove_all (self->textures);
      g_signal_emit (self, signals[CHANGED], 0, NULL);
      return;
    }
  for (guint i = 0; hashes[i] != NULL; i++)
    {
      forget (self, hashes[i]);
      g_signal_emit (self, signals[CHANGED], 0, hashes[i]);
    }
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

  load->path = bt_context_render_photo_finish (BT_CONTEXT (source), result, &error);
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
  g_object_unref (self->context);

  G_OBJECT_CLASS (bt_photo_loader_parent_class)->finalize (object);
}

static void
bt_photo_loader_class_init (BtPhotoLoaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bt_photo_loader_finalize;

  signals[CHANGED] =
      g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
bt_photo_loader_init (BtPhotoLoader *self)
{
  self->textures =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_queue_init (&self->order);
}

BtPhotoLoader *
bt_photo_loader_new (BtContext *context)
{
  BtPhotoLoader *self;

  g_return_val_if_fail (BT_IS_CONTEXT (context), NULL);

  self = g_object_new (BT_TYPE_PHOTO_LOADER, NULL);
  self->context = g_object_ref (context);
  g_signal_connect_object (bt_context_get_store (context), "photos-changed",
                           G_CALLBACK (photos_changed_cb), self, G_CONNECT_SWAPPED);
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
  GTask *task;
  Load *load;

  g_return_if_fail (BT_IS_PHOTO_LOADER (self));
  g_return_if_fail (hash != NULL);

  load = g_new0 (Load, 1);
  load->hash = g_strdup (hash);
  load->serial = self->serial;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, bt_photo_loader_load_async);
  g_task_set_task_data (task, load, load_free);
  bt_context_render_photo_async (self->context, hash, BT_SCREEN_SIDE, SCREEN_QUALITY,
                                 cancellable, rendered_cb, task);
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
  /* One that was asked for before a change may show what is hidden since. */
  if (texture != NULL && load->serial == self->serial)
    remember (self, load->hash, texture);
  return texture;
}

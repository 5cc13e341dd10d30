/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/desk/bt-thumbnails.h"

/* Above the size that every photo has, one of this side is made when it is wanted. */
#define LARGE_SIDE 640

/* What is kept: a picture, or why there is none. */
typedef struct
{
  char *key;
  GdkTexture *texture;
  GError *error;
  gsize bytes;
  GList link; /* in the queue of all, the one used last first */
} Entry;

typedef struct
{
  guint id;
  BtThumbnailFunc func;
  gpointer data;
} Waiter;

typedef struct
{
  char *key;
  char *hash;
  char *edit;
  guint width;
  guint height;
  GArray *waiters;
  gboolean running;
  GList link; /* in the queue, until it runs */
  GdkTexture *texture;
  GError *error;
} Job;

struct _BtThumbnails
{
  GObject parent_instance;

  BtPhotoFolder *folder;
  guint running;
  guint max_running;
  guint last_id;

  GHashTable *entries; /* key → Entry */
  GQueue used;
  gsize bytes;

  GHashTable *jobs;  /* key → Job */
  GHashTable *by_id; /* id → Job */
  GQueue queue;      /* Job, the newest first */
};

G_DEFINE_FINAL_TYPE (BtThumbnails, bt_thumbnails, G_TYPE_OBJECT)

static char *
make_key (const char *hash, const char *edit, guint width, guint height)
{
  return g_strdup_printf ("%s %u %u %s", hash, width, height, edit != NULL ? edit : "");
}

/* ---- what is kept ---- */

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_clear_object (&entry->texture);
  g_clear_error (&entry->error);
  g_free (entry->key);
  g_free (entry);
}

static void
drop_oldest (BtThumbnails *self)
{
  while (self->bytes > BT_THUMBNAILS_MAX_BYTES && self->used.tail != NULL)
    {
      Entry *entry = self->used.tail->data;

      g_queue_unlink (&self->used, &entry->link);
      self->bytes -= entry->bytes;
      g_hash_table_remove (self->entries, entry->key);
    }
}

static void
keep (BtThumbnails *self, const char *key, GdkTexture *texture, const GError *error)
{
  Entry *entry;

  if (g_hash_table_contains (self->entries, key))
    return;
  entry = g_new0 (Entry, 1);
  entry->key = g_strdup (key);
  entry->link.data = entry;
  if (texture != NULL)
    {
      entry->texture = g_object_ref (texture);
      entry->bytes = (gsize)gdk_texture_get_width (texture)
                     * (gsize)gdk_texture_get_height (texture) * 4;
    }
  else
    entry->error = g_error_copy (error);
  entry->bytes += sizeof *entry + strlen (key);
  self->bytes += entry->bytes;
  g_hash_table_insert (self->entries, entry->key, entry);
  g_queue_push_head_link (&self->used, &entry->link);
  drop_oldest (self);
}

static Entry *
look_up (BtThumbnails *self, const char *key)
{
  Entry *entry = g_hash_table_lookup (self->entries, key);

  if (entry == NULL)
    return NULL;
  g_queue_unlink (&self->used, &entry->link);
  g_queue_push_head_link (&self->used, &entry->link);
  return entry;
}

/* ---- in other threads ---- */

/* In the order of bytes that cairo and GL take as they are. */
static GdkTexture *
make_texture (GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf);
  int height = gdk_pixbuf_get_height (pixbuf);
  int channels = gdk_pixbuf_get_n_channels (pixbuf);
  gsize stride = (gsize)width * 4;
  guint8 *out = g_malloc (stride * (gsize)height);
  g_autoptr (GBytes) bytes = NULL;

  for (int y = 0; y < height; y++)
    {
      const guint8 *from = gdk_pixbuf_read_pixels (pixbuf)
                           + (gsize)y * (gsize)gdk_pixbuf_get_rowstride (pixbuf);
      guint32 *to = (guint32 *)(gpointer)(out + (gsize)y * stride);

      for (int x = 0; x < width; x++, from += channels)
        to[x] = 0xffu << 24 | (guint32)from[0] << 16 | (guint32)from[1] << 8 | from[2];
    }
  bytes = g_bytes_new_take (out, stride * (gsize)height);
  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
}

static GdkTexture *
decode (const char *path, guint width, guint height, GError **error)
{
  g_autoptr (GdkPixbuf) whole = gdk_pixbuf_new_from_file (path, error);
  g_autoptr (GdkPixbuf) scaled = NULL;
  double scale;

  if (whole == NULL)
    return NULL;
  scale = MIN ((double)width / gdk_pixbuf_get_width (whole),
               (double)height / gdk_pixbuf_get_height (whole));
  if (scale >= 1)
    return make_texture (whole);
  scaled = gdk_pixbuf_scale_simple (
      whole, MAX (1, (int)(gdk_pixbuf_get_width (whole) * scale + 0.5)),
      MAX (1, (int)(gdk_pixbuf_get_height (whole) * scale + 0.5)), GDK_INTERP_BILINEAR);
  return make_texture (scaled);
}

static void
load_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  BtPhotoFolder *folder = BT_THUMBNAILS (source)->folder;
  Job *job = data;
  BtRendition rendition = { .max_side = BT_PHOTO_THUMBNAIL_SIDE,
                            .quality = BT_PHOTO_THUMBNAIL_QUALITY };
  g_autoptr (BtPhotoEdit) edit = NULL;
  g_autofree char *path = NULL;

  if (MAX (job->width, job->height) > BT_PHOTO_THUMBNAIL_SIDE)
    rendition.max_side = LARGE_SIDE;
  if (job->edit != NULL)
    edit = bt_photo_edit_from_json (job->edit, &job->error);
  rendition.edit = edit;
  /* a face that is to be hidden is never shown because its edit cannot be read */
  if (job->error == NULL)
    path = bt_photo_folder_render (folder, job->hash, &rendition, NULL, &job->error);
  if (path != NULL)
    job->texture = decode (path, job->width, job->height, &job->error);
  g_task_return_boolean (task, TRUE);
}

/* ---- jobs ---- */

static void
job_free (Job *job)
{
  g_clear_object (&job->texture);
  g_clear_error (&job->error);
  g_array_unref (job->waiters);
  g_free (job->key);
  g_free (job->hash);
  g_free (job->edit);
  g_free (job);
}

static void loaded_cb (GObject *source, GAsyncResult *result, gpointer data);

static void
start_jobs (BtThumbnails *self)
{
  while (self->running < self->max_running && self->queue.head != NULL)
    {
      Job *job = self->queue.head->data;
      g_autoptr (GTask) task = NULL;

      g_queue_unlink (&self->queue, &job->link);
      job->running = TRUE;
      self->running++;
      task = g_task_new (self, NULL, loaded_cb, NULL);
      g_task_set_source_tag (task, start_jobs);
      g_task_set_task_data (task, job, NULL);
      g_task_run_in_thread (task, load_thread);
    }
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  BtThumbnails *self = BT_THUMBNAILS (source);
  Job *job = g_task_get_task_data (G_TASK (result));

  self->running--;
  keep (self, job->key, job->texture, job->error);
  g_hash_table_remove (self->jobs, job->key);
  for (guint i = 0; i < job->waiters->len; i++)
    g_hash_table_remove (self->by_id,
                         GUINT_TO_POINTER (g_array_index (job->waiters, Waiter, i).id));
  start_jobs (self);
  while (job->waiters->len > 0)
    {
      Waiter waiter = g_array_index (job->waiters, Waiter, 0);

      g_array_remove_index (job->waiters, 0);
      waiter.func (job->texture, job->error, waiter.data);
    }
  job_free (job);
}

/* ---- object ---- */

static void
bt_thumbnails_finalize (GObject *object)
{
  BtThumbnails *self = BT_THUMBNAILS (object);
  GList *link;

  while ((link = self->queue.head) != NULL)
    {
      Job *job = link->data;

      g_queue_unlink (&self->queue, link);
      job_free (job);
    }
  g_hash_table_unref (self->jobs);
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->entries);
  g_object_unref (self->folder);

  G_OBJECT_CLASS (bt_thumbnails_parent_class)->finalize (object);
}

static void
bt_thumbnails_class_init (BtThumbnailsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bt_thumbnails_finalize;
}

static void
bt_thumbnails_init (BtThumbnails *self)
{
  self->max_running = g_get_num_processors ();
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, entry_free);
  self->jobs = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_id = g_hash_table_new (NULL, NULL);
  g_queue_init (&self->used);
  g_queue_init (&self->queue);
}

BtThumbnails *
bt_thumbnails_new (BtPhotoFolder *folder)
{
  BtThumbnails *self;

  g_return_val_if_fail (BT_IS_PHOTO_FOLDER (folder), NULL);

  self = g_object_new (BT_TYPE_THUMBNAILS, NULL);
  self->folder = g_object_ref (folder);
  return self;
}

/* Returns: (transfer none): the one that is on its way, or a new one */
static Job *
find_job (BtThumbnails *self,
          const char *key,
          const char *hash,
          const char *edit,
          guint width,
          guint height)
{
  Job *job = g_hash_table_lookup (self->jobs, key);

  if (job != NULL)
    {
      if (!job->running)
        {
          g_queue_unlink (&self->queue, &job->link);
          g_queue_push_head_link (&self->queue, &job->link);
        }
      return job;
    }
  job = g_new0 (Job, 1);
  job->key = g_strdup (key);
  job->hash = g_strdup (hash);
  job->edit = g_strdup (edit);
  job->width = width;
  job->height = height;
  job->waiters = g_array_new (FALSE, FALSE, sizeof (Waiter));
  job->link.data = job;
  g_hash_table_insert (self->jobs, job->key, job);
  g_queue_push_head_link (&self->queue, &job->link);
  return job;
}

guint
bt_thumbnails_load (BtThumbnails *self,
                    const char *hash,
                    const char *edit,
                    guint width,
                    guint height,
                    GdkTexture **texture,
                    BtThumbnailFunc func,
                    gpointer data)
{
  g_autofree char *key = NULL;
  Waiter waiter = { 0, func, data };
  Entry *entry;
  Job *job;

  g_return_val_if_fail (BT_IS_THUMBNAILS (self), 0);
  g_return_val_if_fail (hash != NULL && texture != NULL && func != NULL, 0);

  *texture = NULL;
  key = make_key (hash, edit, width, height);
  entry = look_up (self, key);
  if (entry != NULL && entry->texture != NULL)
    *texture = g_object_ref (entry->texture);
  else if (entry != NULL)
    func (NULL, entry->error, data);
  if (entry != NULL)
    return 0;
  job = find_job (self, key, hash, edit, width, height);
  waiter.id = ++self->last_id;
  g_array_append_val (job->waiters, waiter);
  g_hash_table_insert (self->by_id, GUINT_TO_POINTER (waiter.id), job);
  start_jobs (self);
  return waiter.id;
}

void
bt_thumbnails_cancel (BtThumbnails *self, guint id)
{
  Job *job;

  g_return_if_fail (BT_IS_THUMBNAILS (self));

  job = g_hash_table_lookup (self->by_id, GUINT_TO_POINTER (id));
  if (job == NULL)
    return;
  g_hash_table_remove (self->by_id, GUINT_TO_POINTER (id));
  for (guint i = 0; i < job->waiters->len; i++)
    if (g_array_index (job->waiters, Waiter, i).id == id)
      {
        g_array_remove_index (job->waiters, i);
        break;
      }
  /* it has begun: somebody may come back to it */
  if (job->running || job->waiters->len > 0)
    return;
  g_queue_unlink (&self->queue, &job->link);
  g_hash_table_remove (self->jobs, job->key);
  job_free (job);
}

void
bt_thumbnails_add (BtThumbnails *self,
                   const char *hash,
                   const char *edit,
                   guint width,
                   guint height,
                   GdkTexture *texture)
{
  g_autofree char *key = NULL;

  g_return_if_fail (BT_IS_THUMBNAILS (self));
  g_return_if_fail (GDK_IS_TEXTURE (texture));

  key = make_key (hash, edit, width, height);
  keep (self, key, texture, NULL);
}

gsize
bt_thumbnails_get_bytes (BtThumbnails *self)
{
  g_return_val_if_fail (BT_IS_THUMBNAILS (self), 0);

  return self->bytes;
}

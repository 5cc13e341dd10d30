/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/desk/bt-loupe-picture.h"

#include "sync/bt-context-render.h"

#define QUALITY 90

/* The contact sheet's pictures are made with its own quality, and are then there already. */
static int
quality_for (guint max_side)
{
  return max_side == BT_PHOTO_THUMBNAIL_SIDE ? BT_PHOTO_THUMBNAIL_QUALITY : QUALITY;
}

static cairo_surface_t *
unpack (GdkTexture *texture)
{
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, gdk_texture_get_width (texture),
                                  gdk_texture_get_height (texture));

  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    {
      cairo_surface_destroy (surface);
      return NULL;
    }
  cairo_surface_flush (surface);
  gdk_texture_download (texture, cairo_image_surface_get_data (surface),
                        (gsize)cairo_image_surface_get_stride (surface));
  cairo_surface_mark_dirty (surface);
  return surface;
}

static void
decode_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (GdkTexture) texture = gdk_texture_new_from_filename (data, &error);
  cairo_surface_t *surface = texture != NULL ? unpack (texture) : NULL;

  if (texture == NULL)
    g_task_return_error (task, error);
  else if (surface == NULL)
    g_task_return_new_error (task, BT_PHOTO_ERROR, BT_PHOTO_ERROR_LIMIT,
                             "No memory for the picture");
  else
    g_task_return_pointer (task, surface, (GDestroyNotify)cairo_surface_destroy);
}

/* @path, @error: (transfer full) */
static void
take_file (GTask *task, char *path, GError *error)
{
  if (path == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, path, g_free);
  g_task_run_in_thread (task, decode_thread);
}

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  char *path = bt_context_render_photo_finish (BT_CONTEXT (source), result, &error);

  take_file (task, path, error);
}

static void
original_rendered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  char *path = bt_photo_folder_render_finish (BT_PHOTO_FOLDER (source), result, &error);

  take_file (task, path, error);
}

void
bt_loupe_picture_async (BtContext *context,
                        const char *hash,
                        guint max_side,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task;

  g_return_if_fail (BT_IS_CONTEXT (context));
  g_return_if_fail (hash != NULL);

  task = g_task_new (context, cancellable, callback, user_data);
  g_task_set_source_tag (task, bt_loupe_picture_async);
  bt_context_render_photo_async (context, hash, max_side, quality_for (max_side),
                                 cancellable, rendered_cb, task);
}

void
bt_loupe_picture_original_async (BtContext *context,
                                 const char *hash,
                                 guint max_side,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  BtRendition rendition = { .max_side = max_side, .quality = quality_for (max_side) };
  GTask *task;

  g_return_if_fail (BT_IS_CONTEXT (context));
  g_return_if_fail (hash != NULL);

  task = g_task_new (context, cancellable, callback, user_data);
  g_task_set_source_tag (task, bt_loupe_picture_original_async);
  bt_photo_folder_render_async (bt_context_get_photos (context), hash, &rendition,
                                cancellable, original_rendered_cb, task);
}

cairo_surface_t *
bt_loupe_picture_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  /* Whoever shows the photo is told what is wrong with it. */
  g_free (bt_context_render_photo_finish (BT_CONTEXT (source), result, NULL));
}

void
bt_loupe_picture_prepare (BtContext *context,
                          const char *hash,
                          guint max_side,
                          GCancellable *cancellable)
{
  g_return_if_fail (BT_IS_CONTEXT (context));
  g_return_if_fail (hash != NULL);

  bt_context_render_photo_async (context, hash, max_side, quality_for (max_side),
                                 cancellable, prepared_cb, NULL);
}

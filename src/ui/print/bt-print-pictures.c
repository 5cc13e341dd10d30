/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/print/bt-print-pictures.h"

#include "sync/bt-context-render.h"

/* On paper a photo is about 9 cm wide: 1000 pixels are 280 to the inch. */
#define SIDE 1000
#define QUALITY 85
/* With more than so many, each is smaller; beyond the second number they are left out. */
#define MANY 30
#define SIDE_OF_MANY 560
#define MOST 300

static void
free_bytes (void *data)
{
  g_bytes_unref (data);
}

/* A printer that takes JPEG gets the file's own bytes. */
static cairo_surface_t *
make_surface (GdkPixbuf *pixbuf, GBytes *jpeg)
{
  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_RGB24, gdk_pixbuf_get_width (pixbuf), gdk_pixbuf_get_height (pixbuf));
  cairo_t *cr = cairo_create (surface);

  gdk_cairo_set_source_pixbuf (cr, pixbuf, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_JPEG,
                               g_bytes_get_data (jpeg, NULL), g_bytes_get_size (jpeg),
                               free_bytes, g_bytes_ref (jpeg));
  return surface;
}

/* @jpeg: a rendition of our own, so no more than JPEG. Returns: (transfer full) (nullable)
 */
static cairo_surface_t *
decode (GBytes *jpeg)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (jpeg);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new_from_stream (stream, NULL, NULL);

  return pixbuf != NULL ? make_surface (pixbuf, jpeg) : NULL;
}

static void
pictures_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) photos = bt_article_photos (data);
  const BtRendition rendition = { .max_side = photos->len > MANY ? SIDE_OF_MANY : SIDE,
                                  .quality = QUALITY };
  g_autoptr (GHashTable) pictures = g_hash_table_new_full (
      g_str_hash, g_str_equal, g_free, (GDestroyNotify)cairo_surface_destroy);

  for (guint i = 0; i < MIN (photos->len, MOST); i++)
    {
      g_autofree char *path = NULL;
      g_autoptr (GBytes) jpeg = NULL;
      cairo_surface_t *surface;
      char *bytes;
      gsize length;

      if (g_task_return_error_if_cancelled (task))
        return;
      path = bt_context_render_photo (source, photos->pdata[i], BT_PHOTO_LOOK_CORRECTED,
                                      &rendition, cancellable, NULL);
      if (path == NULL || !g_file_get_contents (path, &bytes, &length, NULL))
        continue;
      jpeg = g_bytes_new_take (bytes, length);
      surface = decode (jpeg);
      if (surface != NULL)
        g_hash_table_insert (pictures, g_strdup (photos->pdata[i]), surface);
    }
  g_task_return_pointer (task, g_steal_pointer (&pictures),
                         (GDestroyNotify)g_hash_table_unref);
}

void
bt_print_pictures_async (BtContext *context,
                         const BtArticle *article,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (BT_IS_CONTEXT (context));
  g_return_if_fail (article != NULL);

  task = g_task_new (context, cancellable, callback, user_data);
  g_task_set_source_tag (task, bt_print_pictures_async);
  g_task_set_task_data (task, bt_article_copy (article), (GDestroyNotify)bt_article_free);
  g_task_run_in_thread (task, pictures_thread);
}

GHashTable *
bt_print_pictures_finish (BtContext *context, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, context), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

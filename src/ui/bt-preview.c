/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/bt-preview.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "formats/bt-html.h"
#include "sync/bt-context-render.h"

#define PREVIEW_SIDE 1600
#define PREVIEW_QUALITY 85

/* Where a picture is for the page: a rendition on this disk, or its place on the portal.
 * A photo that cannot be rendered leaves its place empty; the editor says why. */
static char *
photo_url (const BtFigureItem *item, gpointer data)
{
  GHashTable *renditions = data;

  if (item->photo == NULL)
    return g_strdup (item->remote_url);
  return g_strdup (g_hash_table_lookup (renditions, item->photo));
}

static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const BtRendition rendition = { .max_side = PREVIEW_SIDE, .quality = PREVIEW_QUALITY };
  const BtArticle *article = data;
  g_autoptr (GPtrArray) photos = bt_article_photos (article);
  g_autoptr (GHashTable) renditions =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autofree char *dir =
      g_build_filename (g_get_user_runtime_dir (), "banthao-preview", NULL);
  g_autofree char *name = g_strconcat (bt_article_get_uuid (article), ".html", NULL);
  g_autofree char *path = g_build_filename (dir, name, NULL);
  g_autofree char *html = NULL;
  GError *error = NULL;
  char *uri;

  for (guint i = 0; i < photos->len; i++)
    {
      g_autofree char *file = bt_context_render_photo (
          source, photos->pdata[i], BT_PHOTO_LOOK_SENT, &rendition, cancellable, NULL);

      if (file != NULL)
        g_hash_table_insert (renditions, photos->pdata[i],
                             g_filename_to_uri (file, NULL, NULL));
    }
  html = bt_html_write (article, photo_url, renditions);

  if (g_mkdir_with_parents (dir, 0700) != 0)
    {
      int code = errno;

      g_task_return_new_error (task, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s",
                               dir, g_strerror (code));
      return;
    }
  if (!g_file_set_contents_full (path, html, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                 &error)
      || (uri = g_filename_to_uri (path, NULL, &error)) == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, uri, g_free);
}

void
bt_preview_write_async (BtContext *context,
                        const BtArticle *article,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (BT_IS_CONTEXT (context));
  g_return_if_fail (article != NULL);

  task = g_task_new (context, NULL, callback, user_data);
  g_task_set_source_tag (task, bt_preview_write_async);
  g_task_set_task_data (task, bt_article_copy (article), (GDestroyNotify)bt_article_free);
  g_task_run_in_thread (task, write_thread);
}

char *
bt_preview_write_finish (BtContext *context, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, context), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

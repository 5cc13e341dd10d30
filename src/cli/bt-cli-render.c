/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/bt-cli-render.h"

#include "formats/bt-html.h"
#include "formats/bt-portal-text.h"
#include "formats/bt-wp-blocks.h"
#include "sync/bt-context-render.h"

/* Good on any screen, and a page of ten photos can still be sent by mail. */
#define INSIDE_MAX_SIDE 1600
#define INSIDE_QUALITY 82

typedef struct
{
  BtCli *cli;
  BtCliPictures pictures;
  GStringChunk *urls;
  GError *error;
} PictureJob;

gboolean
bt_cli_format_from_string (const char *name, BtCliFormat *format)
{
  static const char *const names[] = { "text", "html", "blocks", "json" };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (name, names[i]))
      {
        *format = (BtCliFormat)i;
        return TRUE;
      }
  return FALSE;
}

BtArticle *
bt_cli_load (BtCli *cli, const char *uuid, gint64 *revision, GError **error)
{
  g_autofree char *lower = g_ascii_strdown (uuid, -1);
  gint64 unused;

  return bt_store_load_article_sync (bt_context_get_store (cli->context), lower,
                                     revision != NULL ? revision : &unused, error);
}

static char *
picture_inside (PictureJob *job, const char *hash)
{
  const BtRendition rendition = { .max_side = INSIDE_MAX_SIDE,
                                  .quality = INSIDE_QUALITY };
  g_autofree char *path = NULL;
  g_autofree char *bytes = NULL;
  g_autofree char *base64 = NULL;
  gsize length;

  if (job->error != NULL)
    return NULL;
  path = bt_context_render_photo (job->cli->context, hash, BT_PHOTO_LOOK_SENT, &rendition,
                                  NULL, &job->error);
  if (path == NULL || !g_file_get_contents (path, &bytes, &length, &job->error))
    return NULL;
  base64 = g_base64_encode ((const guchar *)bytes, length);
  return g_strconcat ("data:image/jpeg;base64,", base64, NULL);
}

static char *
picture_url (const BtFigureItem *item, gpointer data)
{
  PictureJob *job = data;
  g_autofree char *path = NULL;

  if (item->photo == NULL)
    return g_strdup (item->remote_url);
  if (job->pictures == BT_CLI_PICTURES_INSIDE)
    return picture_inside (job, item->photo);
  path =
      bt_photo_folder_get_path (bt_context_get_photos (job->cli->context), item->photo);
  return g_filename_to_uri (path, NULL, NULL);
}

/* A photo that is kept here stands for itself until a portal has it. */
static gboolean
kept_media (const BtFigureItem *item, BtWpMedia *media, gpointer data)
{
  PictureJob *job = data;
  g_autofree char *url = item->photo != NULL ? picture_url (item, job) : NULL;
  g_autoptr (BtStoredPhoto) stored = NULL;

  if (url == NULL)
    return FALSE;
  stored = bt_store_get_photo_sync (bt_context_get_store (job->cli->context), item->photo,
                                    NULL);
  *media = (BtWpMedia){ 0 };
  media->url = g_string_chunk_insert (job->urls, url);
  media->width = stored != NULL ? stored->width : 0;
  media->height = stored != NULL ? stored->height : 0;
  return TRUE;
}

static char *
render_blocks (BtCli *cli, const BtArticle *article)
{
  PictureJob job = { cli, BT_CLI_PICTURES_LINKED, g_string_chunk_new (256), NULL };
  char *blocks = bt_wp_blocks_write (article, kept_media, &job);

  g_string_chunk_free (job.urls);
  return blocks;
}

static char *
render_html (BtCli *cli, const BtArticle *article, BtCliPictures pictures, GError **error)
{
  PictureJob job = { cli, pictures, NULL, NULL };
  g_autofree char *html = bt_html_write (article, picture_url, &job);

  if (job.error != NULL)
    {
      g_propagate_error (error, job.error);
      return NULL;
    }
  return g_steal_pointer (&html);
}

char *
bt_cli_render (BtCli *cli,
               const BtArticle *article,
               BtCliFormat format,
               BtCliPictures pictures,
               GError **error)
{
  switch (format)
    {
    case BT_CLI_FORMAT_TEXT:
      return bt_portal_text_write (article);
    case BT_CLI_FORMAT_HTML:
      return render_html (cli, article, pictures, error);
    case BT_CLI_FORMAT_BLOCKS:
      return render_blocks (cli, article);
    case BT_CLI_FORMAT_JSON:
      return bt_article_to_json (article, TRUE);
    default:
      g_return_val_if_reached (NULL);
    }
}

/* Step: each photo is on the portal once, with its caption, alternative text and title.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/bt-send-photos-private.h"

#include "text/bt-caption.h"
#include "sync/bt-context-render.h"
#include "text/bt-text.h"

#define TITLE_MAX_CHARS 100
#define MAX_TRIES 3

typedef struct
{
  BtSend *send;
  guint index;
  guint count;
  const BtFigureItem *item;
  BtPhotoInfo *info;
  BtPhotoCorrections corrections; /* as they were when the name was made */
  BtRendition rendition;
  char *title;
  char *caption;
  BtRemoteMedia *known;
  BtPortalMedia *there;
  gboolean foreign; /* it was there before we ever tried to send it */
} PhotoJob;

static void
photo_job_clear (PhotoJob *job)
{
  g_clear_pointer (&job->info, bt_photo_info_free);
  bt_photo_corrections_clear (&job->corrections);
  g_clear_pointer (&job->title, g_free);
  g_clear_pointer (&job->caption, g_free);
  g_clear_pointer (&job->known, bt_remote_media_free);
  g_clear_pointer (&job->there, bt_portal_media_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PhotoJob, photo_job_clear)

static char *
library_caption (const BtFigureItem *item)
{
  return bt_caption_house_form (bt_rich_text_get_text (item->caption), item->credit);
}

/* What the media library lists a photo by: its headline, or the caption's first words. */
static char *
library_title (const BtFigureItem *item, const BtPhotoInfo *info)
{
  const char *text = bt_photo_info_get (info, BT_PHOTO_HEADLINE);
  g_autofree char *cut = NULL;
  char *space;

  if (*text == '\0')
    text = bt_rich_text_get_text (item->caption);
  if (*text == '\0')
    text = info->name != NULL ? info->name : "";
  if (g_utf8_strlen (text, -1) <= TITLE_MAX_CHARS)
    return g_strdup (text);

  cut = g_utf8_substring (text, 0, TITLE_MAX_CHARS);
  space = strrchr (cut, ' ');
  if (space != NULL && space != cut)
    *space = '\0';

  return g_strconcat (cut, "…", NULL);
}

/* What the sent file says of itself: the photo's own facts, and the article's words. */
static BtPhotoInfo *
sent_metadata (const BtFigureItem *item, const BtPhotoInfo *info)
{
  BtPhotoInfo *metadata = bt_photo_info_copy (info);
  const char *caption = bt_rich_text_get_text (item->caption);

  if (*caption != '\0')
    bt_photo_info_set (metadata, BT_PHOTO_CAPTION, caption);
  if (*item->alt != '\0')
    bt_photo_info_set (metadata, BT_PHOTO_ALT, item->alt);
  if (*item->credit != '\0')
    {
      bt_photo_info_set (metadata, BT_PHOTO_CREDIT, item->credit);
      if (*bt_photo_info_get (info, BT_PHOTO_CREATOR) == '\0')
        bt_photo_info_set (metadata, BT_PHOTO_CREATOR, item->credit);
    }

  return metadata;
}

static gboolean
look_for_media (BtSend *self, gpointer data, gboolean *found, GError **error)
{
  PhotoJob *job = data;
  g_autoptr (GError) local_error = NULL;

  g_clear_pointer (&job->there, bt_portal_media_free);
  job->there = bt_portal_find_media (self->portal, job->known->name, self->cancellable,
                                     &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  *found = job->there != NULL;

  return TRUE;
}

/* A photo that we know there may have been deleted since; then it is sent again. */
static gboolean
check_known_media (BtSend *self, PhotoJob *job, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (job->known->media == 0)
    return TRUE;

  job->there = bt_portal_get_media (self->portal, job->known->media, self->cancellable,
                                    &local_error);
  if (job->there != NULL)
    return TRUE;
  if (!g_error_matches (local_error, BT_PORTAL_ERROR, BT_PORTAL_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  job->known->media = 0;
  g_clear_pointer (&job->known->fields, g_free);

  return TRUE;
}

static void
upload_progress (guint64 sent, guint64 total, gpointer data)
{
  PhotoJob *job = data;
  BtSend *send = job->send;
  double part = total > 0 ? (double)sent / (double)total : 0;
  double start = 0.10;
  double whole = 0.60;
  double fraction = start + whole * (job->index - 1 + part) / job->count;

  send->fraction = MAX (send->fraction, fraction);
  if (send->progress != NULL)
    send->progress (BT_STEP_PHOTOS, job->index, job->count, send->fraction,
                    send->progress_data);
}

static BtPortalUpload
describe_upload (PhotoJob *job, const char *path)
{
  return (BtPortalUpload){
    .path = path,
    .name = job->known->name,
    .mime = "image/jpeg",
    .title = job->title,
    .caption = job->caption,
    .alt = job->item->alt,
  };
}

static char *
render (BtSend *self, PhotoJob *job, GError **error)
{
  g_autoptr (BtPhotoInfo) metadata = sent_metadata (job->item, job->info);
  BtRendition rendition = job->rendition;

  rendition.metadata = metadata;

  return bt_photo_folder_render (bt_context_get_photos (self->context), job->item->photo,
                                 &rendition, self->cancellable, error);
}

/* One try. TRUE also when the outcome is unknown and has to be looked for. */
static gboolean
try_upload (BtSend *self,
            PhotoJob *job,
            const char *path,
            const char *key,
            GError **error)
{
  g_autoptr (GError) local_error = NULL;
  BtPortalUpload upload = describe_upload (job, path);
  gint64 media;

  if (!bt_send_begin (self, key, error))
    return FALSE;

  job->there = bt_portal_upload (self->portal, &upload, upload_progress, job,
                                 self->cancellable, &local_error);
  if (job->there != NULL)
    return TRUE;

  /* The item can exist although the portal stumbled afterwards, while making small sizes. */
  media = bt_portal_error_get_media (local_error);
  if (media != 0)
    {
      job->there = bt_portal_get_media (self->portal, media, self->cancellable, error);
      return job->there != NULL;
    }
  /* The portal may have been at it until now, however long the bytes took to get there. */
  if (g_error_matches (local_error, BT_PORTAL_ERROR, BT_PORTAL_ERROR_UNKNOWN_OUTCOME))
    return bt_send_begin (self, key, error);

  /* Cancelled in mid-flight is an unknown outcome too: the mark stays for the next try. */
  if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
          ? !bt_send_begin (self, key, error)
          : !bt_send_end (self, key, error))
    return FALSE;
  if (g_error_matches (local_error, BT_PORTAL_ERROR, BT_PORTAL_ERROR_CHECKSUM))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static gboolean
upload_or_find (BtSend *self, PhotoJob *job, GError **error)
{
  g_autofree char *key = g_strconcat ("photo:", job->known->name, NULL);
  g_autofree char *path = NULL;

  for (guint i = 0; i < MAX_TRIES; i++)
    {
      gboolean found;

      if (!bt_send_look_until_settled (self, key, look_for_media, job, &found, error))
        return FALSE;
      if (found)
        return bt_send_end (self, key, error);

      job->foreign = FALSE;
      if (path == NULL)
        path = render (self, job, error);
      if (path == NULL || !try_upload (self, job, path, key, error))
        return FALSE;
      if (job->there != NULL)
        return bt_send_end (self, key, error);
    }

  g_set_error (error, BT_PORTAL_ERROR, BT_PORTAL_ERROR_UNKNOWN_OUTCOME,
               "photo %s could not be sent in %d tries", job->known->name, MAX_TRIES);

  return FALSE;
}

static gboolean
keep_media (BtSend *self, PhotoJob *job, GError **error)
{
  BtRemoteMedia *known = job->known;

  known->media = job->there->id;
  known->width = job->there->width;
  known->height = job->there->height;
  g_free (known->url);
  known->url = g_strdup (job->there->url);

  return bt_store_put_media_sync (self->store, known, error);
}

/* One photo cropped in two ways is two files there, under two names; the same crop is never
 * sent twice. Returns: (transfer full): what tells this rendition from the photo's others */
static char *
choose_rendition (BtSend *self, PhotoJob *job, GError **error)
{
  BtRendition *rendition = &job->rendition;
  g_autofree char *key = NULL;

  if (!bt_context_get_rendition (self->context, &rendition->max_side, &rendition->quality,
                                 error)
      || !bt_photo_corrections_load (&job->corrections, self->context, job->item->photo,
                                     BT_PHOTO_LOOK_SENT, error))
    return NULL;
  rendition->edit = job->corrections.edit;
  rendition->watermark = job->corrections.watermark;
  key = bt_rendition_key (rendition, error);
  if (key == NULL)
    return NULL;

  return g_strdup_printf (*key != '\0' ? "%u-%d-%s" : "%u-%d", rendition->max_side,
                          rendition->quality, key);
}

/* Finds what is known of the photo there, or gives it the name under which it will go. */
static gboolean
prepare (BtSend *self, PhotoJob *job, GError **error)
{
  const char *hash = job->item->photo;
  g_autoptr (BtStoredPhoto) stored = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *variant = NULL;

  stored = bt_store_get_photo_sync (self->store, hash, error);
  if (stored == NULL)
    return FALSE;
  job->info = bt_photo_info_from_json (stored->info, error);
  if (job->info == NULL)
    return FALSE;
  variant = choose_rendition (self, job, error);
  if (variant == NULL)
    return FALSE;

  job->title = library_title (job->item, job->info);
  job->caption = library_caption (job->item);

  job->known = bt_store_get_media_sync (self->store, hash, self->account->id, variant,
                                        &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (job->known != NULL)
    return check_known_media (self, job, error);

  job->foreign = TRUE;
  job->known = bt_remote_media_new ();
  job->known->hash = g_strdup (hash);
  job->known->account = self->account->id;
  job->known->name = g_strdup_printf ("bt-%.20s-%s.jpg", hash, variant);
  job->known->variant = g_steal_pointer (&variant);

  return bt_store_put_media_sync (self->store, job->known, error);
}

static gboolean
send_photo (BtSend *self,
            const BtFigureItem *item,
            guint index,
            guint count,
            GError **error)
{
  g_auto (PhotoJob) job = { .send = self, .index = index, .count = count, .item = item };
  g_auto (BtPhotoLock) lock = BT_PHOTO_LOCK_INIT;
  BtPhotoWords words;

  bt_send_report (self, BT_STEP_PHOTOS, index, count);
  if (!bt_photo_lock_take (&lock, self, item->photo, error)
      || !prepare (self, &job, error))
    return FALSE;
  if (job.there == NULL && !upload_or_find (self, &job, error))
    return FALSE;

  words = (BtPhotoWords){ job.title, job.caption, job.item->alt };
  if (!keep_media (self, &job, error)
      || !bt_send_photo_words (self, &words, job.known, &job.there, job.foreign, error))
    return FALSE;

  g_hash_table_insert (self->media, g_strdup (item->photo), g_steal_pointer (&job.known));

  return TRUE;
}

/* The first item of each photo, in order. */
static GPtrArray *
list_items (const BtArticle *article)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *items = g_ptr_array_new ();

  for (guint i = 0; i < bt_article_get_n_blocks (article); i++)
    {
      const BtBlock *block = bt_article_get_block (article, i);

      if (block->kind != BT_BLOCK_FIGURE)
        continue;
      for (guint j = 0; j < block->figure->items->len; j++)
        {
          BtFigureItem *item = bt_figure_item (block->figure, j);

          if (item->photo != NULL && g_hash_table_add (seen, item->photo))
            g_ptr_array_add (items, item);
        }
    }

  return items;
}

gboolean
bt_send_photos (BtSend *self, GError **error)
{
  g_autoptr (GPtrArray) items = list_items (self->article);

  for (guint i = 0; i < items->len; i++)
    {
      const BtFigureItem *item = g_ptr_array_index (items, i);

      if (self->user->may_upload)
        {
          if (!send_photo (self, item, i + 1, items->len, error))
            return FALSE;
        }
      else
        {
          g_autofree char *caption = library_caption (item);

          bt_send_add_problem (self, BT_PROBLEM_PHOTO_NOT_SENT, caption, NULL);
        }
    }

  return TRUE;
}

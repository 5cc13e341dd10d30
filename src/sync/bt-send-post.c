/* Steps: the post is made once, compared with what we knew, and brought to what is wanted.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/bt-send-private.h"

#include "formats/bt-wp-blocks.h"
#include "text/bt-text.h"

#define STEP_CREATE "create"
#define MAX_TRIES 3
#define SLUG_MAX_BYTES 180

/* ---- what is wanted ---- */

static gboolean
find_media (const BtFigureItem *item, BtWpMedia *media, gpointer data)
{
  BtSend *self = data;
  const BtRemoteMedia *known =
      item->photo != NULL ? g_hash_table_lookup (self->media, item->photo) : NULL;

  if (known != NULL)
    {
      *media = (BtWpMedia){ known->media, known->url, known->width, known->height };
      return TRUE;
    }
  if (item->photo == NULL && item->remote_url != NULL)
    {
      *media = (BtWpMedia){ 0, item->remote_url, 0, 0 };
      return TRUE;
    }

  return FALSE;
}

void
bt_send_render (BtSend *self)
{
  BtBase *wanted = self->wanted;
  const char *featured = bt_article_featured_photo (self->article);
  const char *slug = bt_article_get (self->article, BT_FIELD_SLUG);
  const BtRemoteMedia *media =
      featured != NULL ? g_hash_table_lookup (self->media, featured) : NULL;

  wanted->title = g_strdup (bt_article_get (self->article, BT_FIELD_HEADLINE));
  wanted->content = bt_wp_blocks_write (self->article, find_media, self);
  wanted->excerpt = bt_wp_blocks_excerpt (self->article);
  wanted->slug = *slug != '\0' ? g_strdup (slug) : NULL;

  /* Where the role may not upload, a picture that an editor has set stays. */
  if (media != NULL)
    wanted->featured = media->media;
  else if (featured == NULL && self->user->may_upload)
    wanted->featured = 0;
}

/* ---- create ---- */

static char *
key_content (BtSend *self)
{
  return g_strdup_printf ("<!-- banthao:%s -->", self->row->uuid);
}

/* Keeps what the post holds as the base of the next comparison. */
static gboolean
keep_remote (BtSend *self,
             const BtPortalPost *post,
             const BtBase *attempt,
             GError **error)
{
  g_autoptr (BtBase) held = bt_base_new_from_post (post);

  self->remote->post = post->id;
  g_free (self->remote->link);
  self->remote->link = g_strdup (post->link);
  g_free (self->remote->token);
  self->remote->token = g_strdup (post->token);
  g_free (self->remote->base);
  self->remote->base = bt_base_to_json (held, attempt);

  return bt_store_put_remote_sync (self->store, self->remote, error);
}

/* Finds the post that carries our key. More than one is for a person to sort out. */
static gboolean
look_for_post (BtSend *self, gpointer data, gboolean *found, GError **error)
{
  BtPortalPost **post = data;
  g_autoptr (GPtrArray) posts =
      bt_portal_find_posts (self->portal, self->row->uuid, self->cancellable, error);

  if (posts == NULL)
    return FALSE;
  if (posts->len > 1)
    {
      g_set_error (error, BT_SYNC_ERROR, BT_SYNC_ERROR_TWINS, "%u posts carry the key %s",
                   posts->len, self->row->uuid);
      return FALSE;
    }

  *found = posts->len == 1;
  if (*found)
    *post = bt_portal_post_copy (g_ptr_array_index (posts, 0));

  return TRUE;
}

/* One try. TRUE without a post when the outcome has to be looked for. */
static gboolean
try_create (BtSend *self, BtPortalPost **post, GError **error)
{
  g_autofree char *content = key_content (self);
  g_autofree char *slug = NULL;
  g_autoptr (GError) local_error = NULL;
  BtPortalChange change = BT_PORTAL_CHANGE_INIT;

  if (self->wanted->slug == NULL)
    slug = bt_text_slug (self->wanted->title, SLUG_MAX_BYTES);
  change.title = self->wanted->title;
  change.content = content;
  change.slug = self->wanted->slug != NULL ? self->wanted->slug : slug;
  change.status = "draft";

  if (!bt_send_begin (self, STEP_CREATE, error))
    return FALSE;

  *post = bt_portal_create_post (self->portal, &change, self->cancellable, &local_error);
  if (*post != NULL
      || g_error_matches (local_error, BT_PORTAL_ERROR, BT_PORTAL_ERROR_UNKNOWN_OUTCOME))
    return TRUE;

  if (!g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      && !bt_send_end (self, STEP_CREATE, error))
    return FALSE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/* A post that we find by our key is ours from an interrupted try; when more than the key is in
 * it, somebody has worked on it and there is no base to compare with. */
static gboolean
adopt_post (BtSend *self, const BtPortalPost *post, GError **error)
{
  g_autofree char *content = key_content (self);
  g_autofree char *found = g_strstrip (g_strdup (post->content));

  if (!keep_remote (self, post, NULL, error))
    return FALSE;
  if (g_str_equal (content, found) && bt_wp_text_same (self->wanted->title, post->title))
    return TRUE;

  g_clear_pointer (&self->remote->base, g_free);

  return bt_store_put_remote_sync (self->store, self->remote, error);
}

gboolean
bt_send_create (BtSend *self, GError **error)
{
  g_autoptr (BtPortalPost) post = NULL;

  bt_send_report (self, BT_STEP_CREATE, 0, 0);
  if (self->remote->post != 0)
    return TRUE;

  for (guint i = 0; i < MAX_TRIES && post == NULL; i++)
    {
      gboolean found;

      if (!bt_send_look_until_settled (self, STEP_CREATE, look_for_post, &post, &found,
                                       error))
        return FALSE;
      if (!found && !try_create (self, &post, error))
        return FALSE;
    }
  if (post == NULL)
    {
      g_set_error (error, BT_PORTAL_ERROR, BT_PORTAL_ERROR_UNKNOWN_OUTCOME,
                   "the post could not be created in %d tries", MAX_TRIES);
      return FALSE;
    }

  return adopt_post (self, post, error) && bt_send_end (self, STEP_CREATE, error);
}

/* ---- compare ---- */

/* What stands there is kept in the history before it is written over. */
static gboolean
keep_theirs (BtSend *self, GError **error)
{
  g_autoptr (BtArticle) copy = bt_article_copy (self->article);

  bt_article_set (copy, BT_FIELD_HEADLINE, self->theirs->title);
  bt_wp_blocks_read (self->theirs->content, copy, NULL, NULL);

  return bt_store_add_version_sync (self->store, copy, BT_CAUSE_FROM_PORTAL, error) != 0;
}

typedef enum
{
  FIELD_OURS,
  FIELD_THEIRS,
  FIELD_CONFLICT,
} FieldChoice;

/* A short field: what only one side changed is that side's. */
static FieldChoice
choose (gboolean theirs_is_ours, gboolean theirs_is_base, gboolean ours_is_base)
{
  if (theirs_is_ours || theirs_is_base)
    return FIELD_OURS;

  return ours_is_base ? FIELD_THEIRS : FIELD_CONFLICT;
}

/* Leaves to the post what somebody set there and we did not touch. FALSE: both changed it. */
static gboolean
merge_short_fields (BtSend *self, const BtBase *held, const BtBase *attempt)
{
  BtBase *wanted = self->wanted;
  g_autoptr (BtBase) theirs = bt_base_new_from_post (self->theirs);
  FieldChoice featured = FIELD_OURS;
  FieldChoice sections = FIELD_OURS;
  FieldChoice tags;

#define IN_ATTEMPT(test) (attempt != NULL && (test))
  if (wanted->featured >= 0)
    featured = choose (theirs->featured == wanted->featured,
                       theirs->featured == held->featured
                           || IN_ATTEMPT (theirs->featured == attempt->featured),
                       wanted->featured == held->featured);
  if (wanted->sections != NULL)
    sections =
        choose (bt_ids_equal (theirs->sections, wanted->sections),
                bt_ids_equal (theirs->sections, held->sections)
                    || IN_ATTEMPT (bt_ids_equal (theirs->sections, attempt->sections)),
                bt_ids_equal (wanted->sections, held->sections));
  tags = choose (bt_ids_equal (theirs->tags, wanted->tags),
                 bt_ids_equal (theirs->tags, held->tags)
                     || IN_ATTEMPT (bt_ids_equal (theirs->tags, attempt->tags)),
                 bt_ids_equal (wanted->tags, held->tags));
#undef IN_ATTEMPT

  if (featured == FIELD_CONFLICT || sections == FIELD_CONFLICT || tags == FIELD_CONFLICT)
    return FALSE;

  if (featured == FIELD_THEIRS)
    wanted->featured = -1;
  if (sections == FIELD_THEIRS)
    g_clear_pointer (&wanted->sections, g_array_unref);
  if (tags == FIELD_THEIRS)
    g_clear_pointer (&wanted->tags, g_array_unref);

  return TRUE;
}

static gboolean
is_public (const char *status)
{
  return g_strcmp0 (status, "publish") == 0 || g_strcmp0 (status, "future") == 0
         || g_strcmp0 (status, "private") == 0;
}

/* Whether what stands there is something that we have seen or written. */
static gboolean
theirs_is_known (BtSend *self)
{
  g_autoptr (BtBase) attempt = NULL;
  g_autoptr (BtBase) held = bt_base_from_json (self->remote->base, &attempt);
  g_autoptr (BtBase) theirs = bt_base_new_from_post (self->theirs);
  gboolean lowers =
      self->row->intent == BT_INTENT_DRAFT || self->row->intent == BT_INTENT_PENDING;

  if (held == NULL)
    return bt_base_same_texts (theirs, self->wanted);
  if (!bt_base_same_texts (theirs, held) && !bt_base_same_texts (theirs, self->wanted)
      && (attempt == NULL || !bt_base_same_texts (theirs, attempt)))
    return FALSE;
  /* A colleague has published it meanwhile: our "submit" must not take it down. */
  if (lowers && is_public (theirs->status)
      && g_strcmp0 (theirs->status, held->status) != 0)
    return FALSE;

  return merge_short_fields (self, held, attempt);
}

gboolean
bt_send_compare (BtSend *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  bt_send_report (self, BT_STEP_COMPARE, 0, 0);
  self->theirs = bt_portal_get_post (self->portal, self->remote->post, self->cancellable,
                                     &local_error);
  if (self->theirs == NULL)
    {
      if (g_error_matches (local_error, BT_PORTAL_ERROR, BT_PORTAL_ERROR_NOT_FOUND))
        g_set_error (error, BT_SYNC_ERROR, BT_SYNC_ERROR_DELETED_THERE,
                     "post %" G_GINT64_FORMAT " is gone", self->remote->post);
      else
        g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (g_strcmp0 (self->theirs->status, "trash") == 0)
    {
      g_set_error (error, BT_SYNC_ERROR, BT_SYNC_ERROR_TRASHED_THERE,
                   "post %" G_GINT64_FORMAT " is in the trash", self->remote->post);
      return FALSE;
    }

  if (theirs_is_known (self))
    return TRUE;
  if (self->row->replace_theirs)
    return keep_theirs (self, error);

  g_set_error (error, BT_SYNC_ERROR, BT_SYNC_ERROR_CHANGED_THERE,
               "post %" G_GINT64_FORMAT " was changed on the portal at %s",
               self->remote->post,
               self->theirs->modified_gmt != NULL ? self->theirs->modified_gmt : "?");

  return FALSE;
}

/* ---- update ---- */

static void
map_forbidden (BtSend *self, GError **error)
{
  if (error == NULL
      || !g_error_matches (*error, BT_PORTAL_ERROR, BT_PORTAL_ERROR_FORBIDDEN))
    return;

  g_clear_error (error);
  g_set_error (error, BT_SYNC_ERROR, BT_SYNC_ERROR_MAY_NOT_EDIT,
               "post %" G_GINT64_FORMAT " may not be changed by this user",
               self->remote->post);
}

static gboolean
post_holds (const BtPortalPost *post, const BtPortalChange *change)
{
  if (change->content != NULL && !bt_wp_blocks_same (change->content, post->content))
    return FALSE;
  if (change->title != NULL && !bt_wp_text_same (change->title, post->title))
    return FALSE;
  if (change->status != NULL && g_strcmp0 (change->status, post->status) != 0)
    return FALSE;

  return TRUE;
}

/* An update can be repeated: after an unknown outcome we look, and send again unless it is
 * there; but never over something that came from elsewhere in between. */
static BtPortalPost *
update_surely (BtSend *self, const BtPortalChange *change, GError **error)
{
  for (guint i = 0;; i++)
    {
      g_autoptr (GError) local_error = NULL;
      g_autoptr (BtPortalPost) now = NULL;
      BtPortalPost *post = bt_portal_update_post (
          self->portal, self->remote->post, change, self->cancellable, &local_error);

      if (post != NULL)
        return post;
      if (!g_error_matches (local_error, BT_PORTAL_ERROR, BT_PORTAL_ERROR_UNKNOWN_OUTCOME)
          || i + 1 == MAX_TRIES)
        {
          map_forbidden (self, &local_error);
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }

      if (!bt_send_wait (self, (i + 1) * G_USEC_PER_SEC, error))
        return NULL;
      now =
          bt_portal_get_post (self->portal, self->remote->post, self->cancellable, error);
      if (now == NULL)
        return NULL;
      if (post_holds (now, change))
        return g_steal_pointer (&now);
      if (change->content != NULL
          && !bt_wp_blocks_same (now->content, self->theirs->content))
        {
          g_set_error (error, BT_SYNC_ERROR, BT_SYNC_ERROR_CHANGED_THERE,
                       "post %" G_GINT64_FORMAT " was changed while it was sent",
                       self->remote->post);
          return NULL;
        }
    }
}

static gboolean
needs_update (BtSend *self)
{
  const BtBase *wanted = self->wanted;
  g_autoptr (BtBase) theirs = bt_base_new_from_post (self->theirs);

  return !bt_base_same_texts (theirs, wanted)
         || (wanted->slug != NULL && g_strcmp0 (wanted->slug, theirs->slug) != 0)
         || (wanted->featured >= 0 && wanted->featured != theirs->featured)
         || (wanted->sections != NULL
             && !bt_ids_equal (wanted->sections, theirs->sections))
         || (wanted->tags != NULL && !bt_ids_equal (wanted->tags, theirs->tags));
}

gboolean
bt_send_update (BtSend *self, GError **error)
{
  const BtBase *wanted = self->wanted;
  g_autoptr (BtPortalPost) post = NULL;
  BtPortalChange change = BT_PORTAL_CHANGE_INIT;

  bt_send_report (self, BT_STEP_UPDATE, 0, 0);
  if (!needs_update (self))
    return TRUE;

  change.title = wanted->title;
  change.content = wanted->content;
  change.excerpt = wanted->excerpt;
  change.slug = wanted->slug;
  change.featured_media = wanted->featured;
  change.sections = wanted->sections;
  change.tags = wanted->tags;

  /* What we are about to write is kept first: after a crash it is known for our own. */
  if (!keep_remote (self, self->theirs, wanted, error)
      || !bt_send_begin (self, "update", error))
    return FALSE;

  post = update_surely (self, &change, error);
  if (post == NULL || !keep_remote (self, post, NULL, error)
      || !bt_send_end (self, "update", error))
    return FALSE;

  g_clear_pointer (&self->theirs, bt_portal_post_free);
  self->theirs = g_steal_pointer (&post);

  return TRUE;
}

/* ---- status ---- */

static const char *
wanted_status (BtIntent intent)
{
  switch (intent)
    {
    case BT_INTENT_DRAFT:
      return "draft";
    case BT_INTENT_PENDING:
      return "pending";
    case BT_INTENT_SCHEDULE:
      return "future";
    case BT_INTENT_PUBLISH:
    default:
      return "publish";
    }
}

static char *
format_gmt (gint64 microseconds)
{
  g_autoptr (GDateTime) time =
      g_date_time_new_from_unix_utc (microseconds / G_USEC_PER_SEC);

  return g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");
}

/* A draft that was scheduled once keeps its future date; "publish" would schedule it again. */
static gboolean
take_date_off (BtSend *self, GError **error)
{
  g_autoptr (BtPortalPost) post = NULL;
  BtPortalChange change = BT_PORTAL_CHANGE_INIT;
  g_autofree char *now = format_gmt (g_get_real_time ());

  if (self->theirs->date_gmt == NULL || g_strcmp0 (self->theirs->status, "publish") == 0
      || strcmp (self->theirs->date_gmt, now) <= 0)
    return TRUE;

  change.date_gmt = "";
  if (g_strcmp0 (self->theirs->status, "future") == 0)
    change.status = "draft";
  post = update_surely (self, &change, error);

  return post != NULL;
}

gboolean
bt_send_status (BtSend *self, GError **error)
{
  g_autoptr (BtPortalPost) post = NULL;
  BtPortalChange change = BT_PORTAL_CHANGE_INIT;

  bt_send_report (self, BT_STEP_STATUS, 0, 0);
  self->wanted->status = g_strdup (wanted_status (self->row->intent));
  if (self->row->intent == BT_INTENT_SCHEDULE)
    self->wanted->date_gmt = format_gmt (self->row->at);

  if (g_strcmp0 (self->theirs->status, self->wanted->status) == 0
      && (self->wanted->date_gmt == NULL
          || g_strcmp0 (self->theirs->date_gmt, self->wanted->date_gmt) == 0))
    return TRUE;

  if (self->row->intent == BT_INTENT_PUBLISH && !take_date_off (self, error))
    return FALSE;

  change.status = self->wanted->status;
  change.date_gmt = self->wanted->date_gmt;
  if (!bt_send_begin (self, "status", error))
    return FALSE;
  post = update_surely (self, &change, error);
  if (post == NULL)
    return FALSE;

  return keep_remote (self, post, NULL, error) && bt_send_end (self, "status", error);
}

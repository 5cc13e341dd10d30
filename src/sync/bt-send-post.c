/* Steps: the post is made once, and its fields are brought to what is wanted.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/bt-send-private.h"

#include "formats/bt-wp-blocks.h"
#include "text/bt-text.h"

#define STEP_CREATE "create"
#define NOTE_TITLE "title"
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

/* The portal would make the same of it; then what comes back is what was sent. */
static char *
plain_slug (const char *slug)
{
  gboolean plain = strlen (slug) <= SLUG_MAX_BYTES && *slug != '-'
                   && !g_str_has_suffix (slug, "-") && strstr (slug, "--") == NULL;

  if (*slug == '\0')
    return NULL;
  for (const char *p = slug; plain && *p != '\0'; p++)
    plain = g_ascii_islower (*p) || g_ascii_isdigit (*p) || strchr ("-_%", *p) != NULL;

  return plain ? g_strdup (slug) : bt_text_slug (slug, SLUG_MAX_BYTES);
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
  wanted->slug = plain_slug (slug);

  /* Where the role may not upload, a picture that an editor has set stays. */
  if (media != NULL)
    wanted->featured = media->media;
  else if (featured == NULL && self->user->may_upload)
    wanted->featured = 0;

  bt_base_take_sets (self->said, wanted);
  if (self->said_before != NULL && wanted->sections == NULL
      && self->said_before->sections != NULL)
    self->said->sections = bt_ids_copy (self->said_before->sections);
  if (self->said_before != NULL && wanted->featured < 0)
    self->said->featured = self->said_before->featured;
}

/* ---- create ---- */

static char *
key_content (BtSend *self)
{
  return g_strdup_printf ("<!-- banthao:%s -->", self->row->uuid);
}

gboolean
bt_send_keep_remote (BtSend *self,
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
  self->remote->base = bt_base_to_json (held, attempt, self->said_before);

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

  bt_send_note (self, NOTE_TITLE, change.title);
  if (!bt_send_begin (self, STEP_CREATE, error))
    return FALSE;

  *post = bt_portal_create_post (self->portal, &change, self->cancellable, &local_error);
  if (*post != NULL)
    return TRUE;
  /* The portal may have been at it until now, and for a while yet. */
  if (g_error_matches (local_error, BT_PORTAL_ERROR, BT_PORTAL_ERROR_UNKNOWN_OUTCOME))
    return bt_send_begin (self, STEP_CREATE, error);

  if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
          ? !bt_send_begin (self, STEP_CREATE, error)
          : !bt_send_end (self, STEP_CREATE, error))
    return FALSE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/* A post that we find by our key is ours from an interrupted try; when more than the key is in
 * it, somebody has worked on it and there is no base to compare with. */
static gboolean
is_untouched (BtSend *self, const BtPortalPost *post)
{
  g_autofree char *content = key_content (self);
  g_autofree char *found = g_strstrip (g_strdup (post->content));
  g_autofree char *title = bt_send_noted (self, NOTE_TITLE);

  return g_str_equal (content, found)
         && (bt_wp_text_same (self->wanted->title, post->title)
             || (title != NULL && bt_wp_text_same (title, post->title)));
}

static gboolean
adopt_post (BtSend *self, const BtPortalPost *post, GError **error)
{
  if (is_untouched (self, post))
    {
      g_autoptr (BtBase) made = bt_base_new_from_post (post);

      /* The section that the portal chose by itself counts as said by us. */
      self->said_before = bt_base_new ();
      bt_base_take_sets (self->said_before, made);

      return bt_send_keep_remote (self, post, NULL, error);
    }

  self->remote->post = post->id;
  g_free (self->remote->link);
  self->remote->link = g_strdup (post->link);
  g_clear_pointer (&self->remote->base, g_free);
  g_clear_pointer (&self->remote->token, g_free);

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

/* ---- update ---- */

/* Whether all of @change is there. What the portal rewrites, a slug above all, only makes us send
 * it once more. */
static gboolean
post_holds (const BtPortalPost *post, const BtPortalChange *change)
{
  const struct
  {
    const char *wanted;
    const char *found;
  } words[] = { { change->slug, post->slug }, { change->status, post->status } };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (words[i].wanted != NULL && g_strcmp0 (words[i].wanted, words[i].found) != 0)
      return FALSE;
  if (change->date_gmt != NULL && *change->date_gmt != '\0'
      && g_strcmp0 (change->date_gmt, post->date_gmt) != 0)
    return FALSE;

  return (change->content == NULL || bt_wp_blocks_same (change->content, post->content))
         && (change->title == NULL || bt_wp_text_same (change->title, post->title))
         && (change->excerpt == NULL || bt_wp_text_same (change->excerpt, post->excerpt))
         && (change->featured_media < 0 || change->featured_media == post->featured_media)
         && (change->sections == NULL || bt_ids_equal (change->sections, post->sections))
         && (change->tags == NULL || bt_ids_equal (change->tags, post->tags));
}

/* After an unknown outcome. @done: (out) (transfer full): the post when the change is there;
 * %NULL to send it again. */
static gboolean
look_after_update (BtSend *self,
                   BtPortalChange *change,
                   BtPortalPost **done,
                   GError **error)
{
  g_autoptr (BtPortalPost) now =
      bt_portal_get_post (self->portal, self->remote->post, self->cancellable, error);
  g_autoptr (BtBase) here = NULL;
  g_autoptr (BtBase) before = NULL;

  *done = NULL;
  if (now == NULL)
    {
      bt_send_map_error (self, error);
      return FALSE;
    }
  if (post_holds (now, change))
    {
      *done = g_steal_pointer (&now);
      return TRUE;
    }

  here = bt_base_new_from_post (now);
  before = bt_base_new_from_post (self->theirs);
  if (!bt_base_same_texts (here, before) || g_strcmp0 (here->status, before->status) != 0)
    {
      g_set_error (error, BT_SYNC_ERROR, BT_SYNC_ERROR_CHANGED_THERE,
                   "post %" G_GINT64_FORMAT " was changed while it was sent",
                   self->remote->post);
      return FALSE;
    }
  g_clear_pointer (&self->theirs, bt_portal_post_free);
  self->theirs = g_steal_pointer (&now);

  return TRUE;
}

BtPortalPost *
bt_send_update_surely (BtSend *self, const BtPortalChange *wanted, GError **error)
{
  BtPortalChange change = *wanted;

  for (guint i = 0;; i++)
    {
      g_autoptr (GError) local_error = NULL;
      BtPortalPost *post;

      change.unmodified_since = self->theirs->modified_gmt;
      post = bt_portal_update_post (self->portal, self->remote->post, &change,
                                    self->cancellable, &local_error);
      if (post != NULL)
        return post;
      if (!g_error_matches (local_error, BT_PORTAL_ERROR, BT_PORTAL_ERROR_UNKNOWN_OUTCOME)
          || i + 1 == MAX_TRIES)
        {
          bt_send_map_error (self, &local_error);
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }

      if (!bt_send_wait (self, (i + 1) * G_USEC_PER_SEC, error)
          || !look_after_update (self, &change, &post, error))
        return NULL;
      if (post != NULL)
        return post;
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
  if (!bt_send_keep_remote (self, self->theirs, wanted, error)
      || !bt_send_begin (self, "update", error))
    return FALSE;

  post = bt_send_update_surely (self, &change, error);
  if (post == NULL || !bt_send_keep_remote (self, post, NULL, error)
      || !bt_send_end (self, "update", error))
    return FALSE;

  g_clear_pointer (&self->theirs, bt_portal_post_free);
  self->theirs = g_steal_pointer (&post);

  return TRUE;
}

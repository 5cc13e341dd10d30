/* The words of a photo in the portal's media library: given once, changed only over our own.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/bt-send-photos-private.h"

#include <json-glib/json-glib.h>

#include "formats/bt-wp-blocks.h"

/* Where an article's UUID stands: no article may change these words. */
#define NOBODY ""

/* What the library was given last: { "article": UUID, "title", "caption", "alt" }. */
static JsonObject *
parse_given (const BtRemoteMedia *known)
{
  g_autoptr (JsonNode) root = NULL;

  if (known->fields != NULL)
    root = json_from_string (known->fields, NULL);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return NULL;

  return json_object_ref (json_node_get_object (root));
}

static const char *
get (JsonObject *given, const char *name)
{
  return json_object_get_string_member_with_default (given, name, "");
}

static BtPhotoWords
words_of (JsonObject *given)
{
  return (BtPhotoWords){ get (given, "title"), get (given, "caption"),
                         get (given, "alt") };
}

static BtPhotoWords
words_there (const BtPortalMedia *there)
{
  return (BtPhotoWords){ there->title, there->caption, there->alt };
}

static gboolean
same_text (const char *a, const char *b)
{
  return bt_wp_text_same (a != NULL ? a : "", b != NULL ? b : "");
}

static gboolean
same_words (BtPhotoWords a, BtPhotoWords b)
{
  return same_text (a.title, b.title) && same_text (a.caption, b.caption)
         && same_text (a.alt, b.alt);
}

static gboolean
keep_given (BtSend *self,
            const char *article,
            const BtPhotoWords *words,
            BtRemoteMedia *known,
            GError **error)
{
  g_autoptr (JsonObject) given = json_object_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *fields = NULL;

  json_object_set_string_member (given, "article", article);
  json_object_set_string_member (given, "title", words->title);
  json_object_set_string_member (given, "caption", words->caption);
  json_object_set_string_member (given, "alt", words->alt);
  json_node_set_object (root, given);
  fields = json_to_string (root, FALSE);
  if (g_strcmp0 (fields, known->fields) == 0)
    return TRUE;

  g_free (known->fields);
  known->fields = g_steal_pointer (&fields);

  return bt_store_put_media_sync (self->store, known, error);
}

static gboolean
tell (BtSend *self, const BtPhotoWords *words, const BtPortalMedia *there)
{
  bt_send_add_problem (self, BT_PROBLEM_PHOTO_TEXTS, words->caption, there->caption);

  return TRUE;
}

static gboolean
write_words (BtSend *self,
             const BtPhotoWords *words,
             BtRemoteMedia *known,
             BtPortalMedia **there,
             GError **error)
{
  BtPortalUpload upload = { .name = known->name,
                            .mime = "image/jpeg",
                            .title = words->title,
                            .caption = words->caption,
                            .alt = words->alt };
  g_autoptr (GError) local_error = NULL;
  BtPortalMedia *updated = bt_portal_update_media (self->portal, (*there)->id, &upload,
                                                   self->cancellable, &local_error);

  if (updated == NULL
      && g_error_matches (local_error, BT_PORTAL_ERROR, BT_PORTAL_ERROR_FORBIDDEN))
    return tell (self, words, *there);
  if (updated == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  bt_portal_media_free (*there);
  *there = updated;
  if (!same_words (*words, words_there (updated)))
    tell (self, words, updated);

  return keep_given (self, self->row->uuid, words, known, error);
}

gboolean
bt_send_photo_words (BtSend *self,
                     const BtPhotoWords *wanted,
                     BtRemoteMedia *known,
                     BtPortalMedia **there,
                     gboolean foreign,
                     GError **error)
{
  g_autoptr (JsonObject) given = parse_given (known);
  BtPhotoWords ours = *wanted;
  const BtPhotoWords *words = &ours;

  /* The title is how the library lists it: a colleague's stays, and is no difference. */
  if (given != NULL && !same_text (get (given, "title"), (*there)->title))
    ours.title = (*there)->title;
  if (given != NULL && g_strcmp0 (get (given, "article"), self->row->uuid) != 0)
    return TRUE;
  /* Somebody else's from the start: the words are theirs, now and later. */
  if (foreign)
    return keep_given (self, NOBODY, words, known, error);
  if (same_words (*words, words_there (*there)))
    return keep_given (self, self->row->uuid, words, known, error);
  if (given == NULL)
    return write_words (self, words, known, there, error);

  if (same_words (words_of (given), words_there (*there)))
    return write_words (self, words, known, there, error);
  /* Somebody has changed them in the library. */
  if (same_words (words_of (given), *words))
    return TRUE;

  return tell (self, words, *there);
}

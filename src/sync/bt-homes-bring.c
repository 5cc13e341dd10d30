/* Homes of a caption that are written: portals' libraries and articles.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <json-glib/json-glib.h>

#include "formats/bt-wp-blocks.h"
#include "sync/bt-homes-private.h"
#include "sync/bt-publish.h"
#include "text/bt-caption.h"

/* ---- libraries ---- */

/* The library has one text for caption and credit. */
static void
say_media (BtHome *home, const BtPortalMedia *media)
{
  const char *text = media->caption != NULL ? media->caption : "";
  g_autofree char *credit = NULL;
  g_autofree char *caption = NULL;
  guint length;

  bt_home_say (home, BT_HOME_ALT, media->alt);
  if (!bt_credit_split (text, &length, &credit))
    {
      bt_home_say (home, BT_HOME_CAPTION, text);
      return;
    }
  caption = g_utf8_substring (text, 0, length);
  bt_home_say (home, BT_HOME_CAPTION, caption);
  bt_home_say (home, BT_HOME_CREDIT, credit);
}

static BtAccount *
find_account (GPtrArray *accounts, gint64 id)
{
  for (guint i = 0; i < accounts->len; i++)
    if (((BtAccount *)accounts->pdata[i])->id == id)
      return accounts->pdata[i];
  return NULL;
}

static BtHome *
read_library (BtContext *context,
              const BtAccount *account,
              const BtRemoteMedia *known,
              GCancellable *cancellable)
{
  BtHome *home = bt_home_new (BT_HOME_LIBRARY, account->name);
  g_autoptr (BtPortal) portal = NULL;
  g_autoptr (BtPortalMedia) media = NULL;

  home->account = account->id;
  home->variant = g_strdup (known->variant);
  portal = bt_context_open_portal (context, account, cancellable, &home->error);
  if (portal == NULL)
    return home;
  media = bt_portal_get_media (portal, known->media, cancellable, &home->error);
  if (media != NULL)
    say_media (home, media);
  return home;
}

gboolean
bt_homes_read_libraries (BtContext *context,
                         const char *hash,
                         GPtrArray *homes,
                         GCancellable *cancellable,
                         GError **error)
{
  BtStore *store = bt_context_get_store (context);
  g_autoptr (GPtrArray) accounts = bt_store_list_accounts_sync (store, error);
  g_autoptr (GPtrArray) sent = NULL;

  if (accounts == NULL)
    return FALSE;
  sent = bt_store_list_media_sync (store, hash, error);
  if (sent == NULL)
    return FALSE;
  for (guint i = 0; i < sent->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const BtRemoteMedia *known = sent->pdata[i];
      const BtAccount *account = find_account (accounts, known->account);

      if (account != NULL)
        g_ptr_array_add (homes, read_library (context, account, known, cancellable));
    }
  return TRUE;
}

/* What the sender remembers of what it gave: the words are ours from now on, whoever's they
 * were, and the article that may change them stays the same. */
static char *
remember (const char *given, const char *title, const char *caption, const char *alt)
{
  g_autoptr (JsonNode) root = given != NULL ? json_from_string (given, NULL) : NULL;
  g_autoptr (JsonObject) object = NULL;

  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    object = json_object_ref (json_node_get_object (root));
  else
    {
      object = json_object_new ();
      json_object_set_string_member (object, "article", "");
    }
  json_object_set_string_member (object, "title", title);
  json_object_set_string_member (object, "caption", caption);
  json_object_set_string_member (object, "alt", alt);
  g_clear_pointer (&root, json_node_unref);
  root = json_node_init_object (json_node_alloc (), object);
  return json_to_string (root, FALSE);
}

static gboolean
set_changed_there (GError **error)
{
  g_set_error_literal (error, BT_SYNC_ERROR, BT_SYNC_ERROR_CHANGED_THERE,
                       "the words are no longer what was shown");
  return FALSE;
}

/* What @source has no place for stays. */
static const char *
new_words (const BtHome *now, const BtHome *source, BtHomeField field)
{
  return (source->holds[field] ? source : now)->words[field];
}

static gboolean
write_library (BtContext *context,
               BtPortal *portal,
               BtRemoteMedia *known,
               const BtPortalMedia *there,
               const BtHome *now,
               const BtHome *source,
               GCancellable *cancellable,
               GError **error)
{
  g_autofree char *caption = bt_caption_house_form (
      new_words (now, source, BT_HOME_CAPTION), new_words (now, source, BT_HOME_CREDIT));
  const char *alt = source->holds[BT_HOME_ALT] ? source->words[BT_HOME_ALT] : there->alt;
  const char *title = there->title != NULL ? there->title : "";
  const BtPortalUpload words = { .name = known->name,
                                 .mime = "image/jpeg",
                                 .title = title,
                                 .caption = caption,
                                 .alt = alt != NULL ? alt : "" };
  g_autoptr (BtPortalMedia) updated =
      bt_portal_update_media (portal, known->media, &words, cancellable, error);
  char *fields;

  if (updated == NULL)
    return FALSE;
  if (!bt_wp_text_same (caption, updated->caption != NULL ? updated->caption : ""))
    return set_changed_there (error);
  fields = remember (known->fields, title, caption, words.alt);
  g_free (known->fields);
  known->fields = fields;
  return bt_store_put_media_sync (bt_context_get_store (context), known, error);
}

static gboolean
bring_library (BtContext *context,
               const char *hash,
               const BtHome *home,
               const BtHome *source,
               GCancellable *cancellable,
               GError **error)
{
  BtStore *store = bt_context_get_store (context);
  g_autoptr (BtHome) now = bt_home_new (BT_HOME_LIBRARY, NULL);
  g_autoptr (GPtrArray) accounts = bt_store_list_accounts_sync (store, error);
  g_autoptr (BtRemoteMedia) known = NULL;
  g_autoptr (BtPortal) portal = NULL;
  g_autoptr (BtPortalMedia) there = NULL;
  const BtAccount *account;

  if (accounts == NULL)
    return FALSE;
  account = find_account (accounts, home->account);
  if (account == NULL)
    {
      g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND, "%s", home->name);
      return FALSE;
    }
  known = bt_store_get_media_sync (store, hash, home->account, home->variant, error);
  if (known == NULL)
    {
      if (error != NULL && *error == NULL)
        set_changed_there (error);
      return FALSE;
    }
  portal = bt_context_open_portal (context, account, cancellable, error);
  if (portal == NULL)
    return FALSE;
  there = bt_portal_get_media (portal, known->media, cancellable, error);
  if (there == NULL)
    return FALSE;
  say_media (now, there);
  if (!bt_home_says_still (home, now))
    return set_changed_there (error);
  return write_library (context, portal, known, there, now, source, cancellable, error);
}

/* ---- articles ---- */

static gboolean
bring_article (BtContext *context,
               const char *hash,
               const BtHome *home,
               const BtHome *source,
               GError **error)
{
  BtStore *store = bt_context_get_store (context);
  gint64 revision = 0;
  g_autoptr (BtArticle) article =
      bt_store_load_article_sync (store, home->uuid, &revision, error);
  g_autoptr (BtHome) now = bt_home_new (BT_HOME_ARTICLE, NULL);
  BtFigureItem *item;
  guint block = 0, index = 0;
  gboolean changed = FALSE;

  if (article == NULL)
    return FALSE;
  item = bt_home_find_item (article, hash, &block, &index);
  if (item == NULL)
    return set_changed_there (error);
  bt_home_say_item (now, item);
  if (!bt_home_says_still (home, now))
    return set_changed_there (error);
  if (bt_store_add_version_sync (store, article, BT_CAUSE_BEFORE_OVERWRITE, error) == 0)
    return FALSE;
  for (; item != NULL; item = bt_home_find_item (article, hash, &block, &index))
    changed |= bt_home_take_item (source, item);
  return !changed || bt_store_save_article_sync (store, article, revision, error) != 0;
}

/* ---- either ---- */

gboolean
bt_home_bring (BtContext *context,
               const char *hash,
               const BtHome *home,
               const BtHome *source,
               GCancellable *cancellable,
               GError **error)
{
  g_return_val_if_fail (BT_IS_CONTEXT (context), FALSE);
  g_return_val_if_fail (hash != NULL && home != NULL && source != NULL, FALSE);
  g_return_val_if_fail (source->error == NULL, FALSE);

  switch (home->kind)
    {
    case BT_HOME_LIBRARY:
      return bring_library (context, hash, home, source, cancellable, error);
    case BT_HOME_ARTICLE:
      return bring_article (context, hash, home, source, error);
    case BT_HOME_IIM:
    case BT_HOME_XMP:
      break;
    }
  /* the file's words are the desk's, see bt_home_take_info() */
  g_return_val_if_reached (FALSE);
}

typedef struct
{
  char *hash;
  BtHome *home;
  BtHome *source;
} Bring;

static void
bring_free (gpointer data)
{
  Bring *bring = data;

  g_free (bring->hash);
  bt_home_free (bring->home);
  bt_home_free (bring->source);
  g_free (bring);
}

static void
bring_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Bring *bring = data;
  GError *error = NULL;

  if (bt_home_bring (source, bring->hash, bring->home, bring->source, cancellable,
                     &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
bt_home_bring_async (BtContext *context,
                     const char *hash,
                     const BtHome *home,
                     const BtHome *source,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Bring *bring;

  g_return_if_fail (BT_IS_CONTEXT (context));
  g_return_if_fail (hash != NULL && home != NULL && source != NULL);

  task = g_task_new (context, cancellable, callback, user_data);
  g_task_set_source_tag (task, bt_home_bring_async);
  bring = g_new0 (Bring, 1);
  bring->hash = g_strdup (hash);
  bring->home = bt_home_copy (home);
  bring->source = bt_home_copy (source);
  g_task_set_task_data (task, bring, bring_free);
  g_task_run_in_thread (task, bring_thread);
}

gboolean
bt_home_bring_finish (BtContext *context, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, context), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

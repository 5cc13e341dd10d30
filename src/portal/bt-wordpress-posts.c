/* Posts: written whole or in parts, read back raw.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "portal/bt-portal-private.h"
#include "portal/bt-wordpress-private.h"

#define POSTS "/wp/v2/posts"
#define NEWEST "10"
/* Without the rendered texts, which would double the answer and run every plugin's code. */
#define FIELDS                                                                           \
  "id,author,title.raw,content.raw,excerpt.raw,slug,status,date_gmt,modified_gmt,link,"  \
  "featured_media,categories,tags,_links"

static gint64
predecessor_of (JsonObject *links)
{
  JsonArray *list = bt_json_array (links, "predecessor-version");
  JsonObject *link =
      list && json_array_get_length (list) ? bt_json_element (list, 0) : NULL;

  return bt_json_int (link, "id");
}

static void
add_ids (GChecksum *sum, const GArray *ids)
{
  for (guint i = 0; ids && i < ids->len; i++)
    g_checksum_update (sum, (const guchar *)&g_array_index (ids, gint64, i),
                       sizeof (gint64));
}

/* modified_gmt counts seconds, and the number of the revision knows nothing of terms and
 * pictures: what was read is part of the mark, so that two edits in one second differ. */
static char *
make_token (const BtPortalPost *post, gint64 predecessor)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  const char *texts[] = { post->title, post->content, post->excerpt };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_checksum_update (sum, (const guchar *)texts[i], (gssize)strlen (texts[i]) + 1);
  g_checksum_update (sum, (const guchar *)&post->featured_media, sizeof (gint64));
  add_ids (sum, post->sections);
  add_ids (sum, post->tags);
  return g_strdup_printf ("%s/%" G_GINT64_FORMAT "/%.16s",
                          post->modified_gmt ? post->modified_gmt : "", predecessor,
                          g_checksum_get_string (sum));
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *)a, other = *(const gint64 *)b;

  return (one > other) - (one < other);
}

static BtPortalPost *
read_post (JsonObject *object)
{
  g_autoptr (BtPortalPost) post = NULL;
  JsonObject *links = bt_json_object (object, "_links");
  const char *content = bt_wordpress_raw (object, "content");

  /* Without a raw text the portal took us for somebody else. */
  if (bt_json_int (object, "id") <= 0 || !content || !bt_json_string (object, "status"))
    return NULL;
  post = g_new0 (BtPortalPost, 1);
  post->id = bt_json_int (object, "id");
  post->author = bt_json_int (object, "author");
  post->title = g_strdup (bt_wordpress_raw (object, "title") ?: "");
  post->content = g_strdup (content);
  post->excerpt = g_strdup (bt_wordpress_raw (object, "excerpt") ?: "");
  post->slug = g_strdup (bt_json_string (object, "slug") ?: "");
  post->status = g_strdup (bt_json_string (object, "status"));
  post->date_gmt = g_strdup (bt_json_string (object, "date_gmt"));
  post->modified_gmt = g_strdup (bt_json_string (object, "modified_gmt"));
  post->link = g_strdup (bt_json_string (object, "link"));
  post->featured_media = bt_json_int (object, "featured_media");
  post->sections = bt_json_ids (object, "categories");
  post->tags = bt_json_ids (object, "tags");
  g_array_sort (post->sections, compare_ids);
  g_array_sort (post->tags, compare_ids);
  post->may_publish = bt_json_array (links, "wp:action-publish") != NULL;
  post->token = make_token (post, predecessor_of (links));
  return g_steal_pointer (&post);
}

static BtPortalPost *
read_answer (JsonNode *node, gint64 id, gboolean changes, GError **error)
{
  g_autoptr (BtPortalPost) post = NULL;

  if (!node)
    return NULL;
  post = JSON_NODE_HOLDS_OBJECT (node) ? read_post (json_node_get_object (node)) : NULL;
  if (!post || (id && post->id != id))
    {
      bt_wordpress_unusable (changes, "not the post with its raw text", error);
      return NULL;
    }
  return g_steal_pointer (&post);
}

static void
set_ids (JsonObject *object, const char *member, const GArray *ids)
{
  JsonArray *array;

  if (!ids)
    return;
  array = json_array_sized_new (ids->len);
  for (guint i = 0; i < ids->len; i++)
    json_array_add_int_element (array, g_array_index (ids, gint64, i));
  json_object_set_array_member (object, member, array);
}

static JsonObject *
make_body (const BtPortalChange *change)
{
  JsonObject *object = json_object_new ();
  const struct
  {
    const char *member;
    const char *value;
  } texts[] = { { "title", change->title },
                { "content", change->content },
                { "excerpt", change->excerpt },
                { "slug", change->slug },
                { "status", change->status } };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i].value)
      json_object_set_string_member (object, texts[i].member, texts[i].value);
  if (change->date_gmt && *change->date_gmt)
    json_object_set_string_member (object, "date_gmt", change->date_gmt);
  else if (change->date_gmt)
    json_object_set_null_member (object, "date");
  if (change->featured_media >= 0)
    json_object_set_int_member (object, "featured_media", change->featured_media);
  set_ids (object, "categories", change->sections);
  set_ids (object, "tags", change->tags);
  return object;
}

static GUri *
post_uri (BtWordpress *self, gint64 id)
{
  g_autofree char *route = g_strdup_printf (POSTS "/%" G_GINT64_FORMAT, id);

  return bt_wordpress_uri (self, route, "context", "edit", "_fields", FIELDS, NULL);
}

BtPortalPost *
bt_wordpress_create_post (BtPortal *portal,
                          const BtPortalChange *change,
                          GCancellable *cancellable,
                          GError **error)
{
  BtWordpress *self = BT_WORDPRESS (portal);
  g_autoptr (JsonObject) body = make_body (change);
  g_autoptr (GUri) uri = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (!bt_wordpress_ensure_api (self, cancellable, error))
    return NULL;
  uri = bt_wordpress_uri (self, POSTS, "context", "edit", "_fields", FIELDS, NULL);
  node = bt_wordpress_post (self, uri, body, NULL, cancellable, error);
  return read_answer (node, 0, TRUE, error);
}

BtPortalPost *
bt_wordpress_update_post (BtPortal *portal,
                          gint64 id,
                          const BtPortalChange *change,
                          GCancellable *cancellable,
                          GError **error)
{
  BtWordpress *self = BT_WORDPRESS (portal);
  g_autoptr (JsonObject) body = make_body (change);
  g_autoptr (GUri) uri = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (!bt_wordpress_ensure_api (self, cancellable, error))
    return NULL;
  uri = post_uri (self, id);
  node =
      bt_wordpress_post (self, uri, body, change->unmodified_since, cancellable, error);
  return read_answer (node, id, TRUE, error);
}

BtPortalPost *
bt_wordpress_get_post (BtPortal *portal,
                       gint64 id,
                       GCancellable *cancellable,
                       GError **error)
{
  BtWordpress *self = BT_WORDPRESS (portal);
  g_autoptr (GUri) uri = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (!bt_wordpress_ensure_api (self, cancellable, error))
    return NULL;
  uri = post_uri (self, id);
  node = bt_wordpress_get (self, uri, NULL, cancellable, error);
  return read_answer (node, id, FALSE, error);
}

typedef struct
{
  const char *key;
  const char *status;
  GPtrArray *posts;
} Search;

static GUri *
search_uri (BtWordpress *self, guint page, gpointer data)
{
  Search *search = data;
  g_autofree char *number = g_strdup_printf ("%u", page);

  return bt_wordpress_uri (self, POSTS, "context", "edit", "_fields", FIELDS, "status",
                           search->status, "search", search->key, "orderby", "id",
                           "order", "asc", "per_page", "50", "page", number, NULL);
}

/* The search is a word search over titles and excerpts too. */
static gboolean
add_post_cb (JsonObject *object, gpointer data, GError **error)
{
  Search *search = data;
  g_autoptr (BtPortalPost) post = read_post (object);

  if (!post)
    return bt_wordpress_unusable (FALSE, "a post without its raw text", error);
  if (strstr (post->content, search->key))
    g_ptr_array_add (search->posts, g_steal_pointer (&post));
  return TRUE;
}

static int
compare_posts (gconstpointer a, gconstpointer b)
{
  const BtPortalPost *one = *(BtPortalPost *const *)a;
  const BtPortalPost *other = *(BtPortalPost *const *)b;

  return (one->id > other->id) - (one->id < other->id);
}

/* Whoever is not signed in may not ask for drafts, and is told "invalid parameter" where
 * the password is what is wrong. */
static void
explain_refusal (BtPortal *portal,
                 GError *refusal,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GError) own = refusal;

  if (g_error_matches (own, BT_PORTAL_ERROR, BT_PORTAL_ERROR_REFUSED))
    {
      g_autoptr (BtPortalUser) user = bt_wordpress_whoami (portal, cancellable, error);

      if (!user)
        return;
    }
  g_propagate_error (error, g_steal_pointer (&own));
}

/* Plugins that search in an index of their own do not know of comments in the text, nor of
 * what was saved a moment ago. The newest posts of the signed-in user are looked through
 * besides, because a second post in place of one that is there is the worst that can
 * happen. */
static gboolean
look_through_newest (BtPortal *portal,
                     Search *search,
                     GCancellable *cancellable,
                     GError **error)
{
  BtWordpress *self = BT_WORDPRESS (portal);
  g_autoptr (BtPortalUser) user = NULL;
  g_autofree char *author = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autoptr (JsonNode) node = NULL;
  gint64 id;

  g_mutex_lock (&self->lock);
  id = self->user_id;
  g_mutex_unlock (&self->lock);
  if (!id)
    {
      user = bt_wordpress_whoami (portal, cancellable, error);
      if (!user)
        return FALSE;
      id = user->id;
    }
  author = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  uri = bt_wordpress_uri (self, POSTS, "context", "edit", "_fields", FIELDS, "status",
                          "any", "author", author, "orderby", "id", "order", "desc",
                          "per_page", NEWEST, NULL);
  node = bt_wordpress_get (self, uri, NULL, cancellable, error);
  return node && bt_wordpress_walk (node, add_post_cb, search, error);
}

GPtrArray *
bt_wordpress_find_posts (BtPortal *portal,
                         const char *key,
                         GCancellable *cancellable,
                         GError **error)
{
  /* "any" leaves the trash out. */
  static const char *const statuses[] = { "any", "trash" };
  BtWordpress *self = BT_WORDPRESS (portal);
  g_autoptr (GPtrArray) posts =
      g_ptr_array_new_with_free_func ((GDestroyNotify)bt_portal_post_free);

  if (!bt_wordpress_ensure_api (self, cancellable, error))
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      Search search = { .key = key, .status = statuses[i], .posts = posts };
      GError *local = NULL;

      if (!bt_wordpress_each (self, search_uri, add_post_cb, &search, cancellable,
                              &local))
        {
          explain_refusal (portal, local, cancellable, error);
          return NULL;
        }
    }
  if (posts->len == 0)
    {
      Search search = { .key = key, .posts = posts };

      if (!look_through_newest (portal, &search, cancellable, error))
        return NULL;
    }
  g_ptr_array_sort (posts, compare_posts);
  return g_steal_pointer (&posts);
}

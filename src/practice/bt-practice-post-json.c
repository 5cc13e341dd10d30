/* A post as the REST interface shows it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "practice/bt-practice-kses.h"
#include "practice/bt-practice-rest.h"
#include "practice/bt-practice-text.h"

#include <string.h>

#define EXCERPT_WORDS 55

void
bt_practice_add_time (JsonObject *object, const char *name, const char *time)
{
  g_autofree char *iso = g_strdelimit (g_strdup (time), " ", 'T');

  json_object_set_string_member (object, name, iso);
}

JsonObject *
bt_practice_add_text_object (JsonObject *object,
                             const char *name,
                             const char *raw,
                             const char *rendered,
                             gboolean edit)
{
  JsonObject *text = json_object_new ();

  if (edit)
    json_object_set_string_member (text, "raw", raw);
  json_object_set_string_member (text, "rendered", rendered);
  json_object_set_object_member (object, name, text);
  return text;
}

char *
bt_practice_render_content (const char *content)
{
  g_autofree char *filtered = bt_practice_kses (content, BT_PRACTICE_KSES_PAGE);

  return g_strstrip (g_steal_pointer (&filtered));
}

char *
bt_practice_render_paragraphs (const char *text)
{
  g_autofree char *filtered = bt_practice_kses (text, BT_PRACTICE_KSES_PAGE);

  return *g_strstrip (filtered) != '\0' ? g_strdup_printf ("<p>%s</p>\n", filtered)
                                        : g_strdup ("");
}

static char *
render_excerpt (const BtPracticePost *post)
{
  g_autofree char *words = NULL;

  if (*post->excerpt != '\0')
    return bt_practice_render_paragraphs (post->excerpt);
  words = bt_practice_words (post->content, EXCERPT_WORDS);
  return bt_practice_render_paragraphs (words);
}

static void
add_texts (JsonObject *object, const BtPracticePost *post, gboolean edit)
{
  g_autofree char *title = bt_practice_kses (post->title, BT_PRACTICE_KSES_TITLE);
  g_autofree char *content = bt_practice_render_content (post->content);
  g_autofree char *excerpt = render_excerpt (post);
  JsonObject *text;

  bt_practice_add_text_object (object, "title", post->title, title, edit);
  text = bt_practice_add_text_object (object, "content", post->content, content, edit);
  json_object_set_boolean_member (text, "protected", FALSE);
  if (edit)
    json_object_set_int_member (text, "block_version",
                                strstr (post->content, "<!-- wp:") != NULL);
  text = bt_practice_add_text_object (object, "excerpt", post->excerpt, excerpt, edit);
  json_object_set_boolean_member (text, "protected", FALSE);
}

static void
add_dates (BtPracticeRequest *request, JsonObject *object, const BtPracticePost *post)
{
  g_autofree char *gmt = *post->date_gmt != '\0'
                             ? g_strdup (post->date_gmt)
                             : bt_practice_to_gmt (request->site, post->date);

  bt_practice_add_time (object, "date", post->date);
  bt_practice_add_time (object, "date_gmt", gmt);
  bt_practice_add_time (object, "modified", post->modified);
  bt_practice_add_time (object, "modified_gmt", post->modified_gmt);
}

static void
add_terms (BtPracticeRequest *request,
           JsonObject *object,
           const BtPracticePost *post,
           const char *name,
           const char *taxonomy)
{
  JsonArray *array = json_array_new ();
  g_autoptr (sqlite3_stmt) stmt = bt_practice_db_query (
      request->site->db,
      "SELECT t.id FROM post_terms JOIN terms t ON t.id=term WHERE post=? AND taxonomy=? "
      "ORDER BY t.name",
      "is", post->id, taxonomy);

  while (bt_practice_db_step (request->site->db, stmt))
    json_array_add_int_element (array, sqlite3_column_int64 (stmt, 0));
  json_object_set_array_member (object, name, array);
}

static void
add_history_links (BtPracticeRequest *request,
                   JsonObject *object,
                   const BtPracticePost *post)
{
  BtPracticeSite *site = request->site;
  gint64 count = bt_practice_db_int (
      site->db, "SELECT count(*) FROM posts WHERE parent=? AND type='revision'", "i",
      post->id);
  gint64 latest = bt_practice_db_int (
      site->db, "SELECT max(id) FROM posts WHERE parent=? AND type='revision'", "i",
      post->id);
  JsonObject *link = bt_practice_add_link (
      object, "version-history",
      bt_practice_rest_url (site, "/wp/v2/posts/%" G_GINT64_FORMAT "/revisions",
                            post->id));

  json_object_set_int_member (link, "count", count);
  if (count == 0)
    return;
  link = bt_practice_add_link (object, "predecessor-version",
                               bt_practice_rest_url (site,
                                                     "/wp/v2/posts/%" G_GINT64_FORMAT
                                                     "/revisions/%" G_GINT64_FORMAT,
                                                     post->id, latest));
  json_object_set_int_member (link, "id", latest);
}

/* "wp:action-publish" and its like tell an editor which buttons to show. */
static void
add_action_links (BtPracticeRequest *request, JsonObject *object, const char *self)
{
  static const struct
  {
    const char *rel;
    const char *capability;
  } actions[] = {
    { "wp:action-publish", "publish_posts" },
    { "wp:action-unfiltered-html", "unfiltered_html" },
    { "wp:action-sticky", "edit_others_posts" },
    { "wp:action-assign-author", "edit_others_posts" },
    { "wp:action-create-categories", "manage_categories" },
    { "wp:action-assign-categories", "edit_posts" },
    { "wp:action-create-tags", "edit_posts" },
    { "wp:action-assign-tags", "edit_posts" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    if (bt_practice_request_can (request, actions[i].capability))
      bt_practice_add_link (object, actions[i].rel, g_strdup (self));
}

static void
add_links (BtPracticeRequest *request,
           JsonObject *object,
           const BtPracticePost *post,
           gboolean edit)
{
  BtPracticeSite *site = request->site;
  g_autofree char *self =
      bt_practice_rest_url (site, "/wp/v2/posts/%" G_GINT64_FORMAT, post->id);
  JsonObject *link;

  bt_practice_add_link (object, "self", g_strdup (self));
  bt_practice_add_link (object, "collection",
                        bt_practice_rest_url (site, "/wp/v2/posts"));
  link = bt_practice_add_link (
      object, "author",
      bt_practice_rest_url (site, "/wp/v2/users/%" G_GINT64_FORMAT, post->author));
  json_object_set_boolean_member (link, "embeddable", TRUE);
  add_history_links (request, object, post);
  if (post->featured != 0)
    {
      link = bt_practice_add_link (
          object, "wp:featuredmedia",
          bt_practice_rest_url (site, "/wp/v2/media/%" G_GINT64_FORMAT, post->featured));
      json_object_set_boolean_member (link, "embeddable", TRUE);
    }
  if (edit)
    add_action_links (request, object, self);
}

/* The slug that the title would give. */
static char *
generated_slug (BtPracticeRequest *request, const BtPracticePost *post)
{
  g_autofree char *slug = bt_practice_slug (post->title);

  if (*slug == '\0')
    return g_strdup_printf ("%" G_GINT64_FORMAT, post->id);
  return bt_practice_post_unique_slug (request->site, post, slug);
}

JsonObject *
bt_practice_post_to_json (BtPracticeRequest *request,
                          const BtPracticePost *post,
                          gboolean edit)
{
  JsonObject *object = json_object_new ();
  g_autofree char *guid =
      g_strdup_printf ("%s/?p=%" G_GINT64_FORMAT, request->site->url, post->id);
  g_autofree char *link = bt_practice_post_permalink (request->site, post);

  json_object_set_int_member (object, "id", post->id);
  add_dates (request, object, post);
  bt_practice_add_text_object (object, "guid", guid, guid, edit);
  json_object_set_string_member (object, "slug", post->slug);
  json_object_set_string_member (object, "status", post->status);
  json_object_set_string_member (object, "type", post->type);
  json_object_set_string_member (object, "link", link);
  add_texts (object, post, edit);
  json_object_set_int_member (object, "author", post->author);
  json_object_set_int_member (object, "featured_media", post->featured);
  json_object_set_string_member (object, "comment_status", "closed");
  json_object_set_string_member (object, "ping_status", "closed");
  json_object_set_boolean_member (object, "sticky", FALSE);
  json_object_set_string_member (object, "template", "");
  json_object_set_string_member (object, "format", "standard");
  json_object_set_array_member (object, "meta", json_array_new ());
  add_terms (request, object, post, "categories", "category");
  add_terms (request, object, post, "tags", "post_tag");
  if (edit)
    {
      g_autofree char *unique = generated_slug (request, post);

      json_object_set_string_member (object, "password", "");
      json_object_set_string_member (object, "generated_slug", unique);
      json_object_set_string_member (object, "permalink_template", link);
    }
  add_links (request, object, post, edit);
  return object;
}

/* The routes of posts: create, read, update, trash, delete, revisions.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "practice/bt-practice-rest.h"
#include "practice/bt-practice-text.h"

#define STATUSES "publish, future, draft, pending, private"

static const BtPracticeArg post_args[] = {
  { .name = "context", .type = BT_PRACTICE_ARG_STRING, .values = "view, embed, edit" },
  { .name = "date", .type = BT_PRACTICE_ARG_TIME },
  { .name = "date_gmt", .type = BT_PRACTICE_ARG_TIME },
  { .name = "slug", .type = BT_PRACTICE_ARG_STRING },
  { .name = "status", .type = BT_PRACTICE_ARG_STRING, .values = STATUSES },
  { .name = "author", .type = BT_PRACTICE_ARG_INT },
  { .name = "featured_media", .type = BT_PRACTICE_ARG_INT },
  { .name = "comment_status", .type = BT_PRACTICE_ARG_STRING, .values = "open, closed" },
  { .name = "sticky", .type = BT_PRACTICE_ARG_BOOL },
  { .name = "categories", .type = BT_PRACTICE_ARG_INTS },
  { .name = "tags", .type = BT_PRACTICE_ARG_INTS },
  { .name = "force", .type = BT_PRACTICE_ARG_BOOL },
};

static BtPracticePost *
find_post (BtPracticeRequest *self)
{
  BtPracticePost *post = bt_practice_post_load (self->site, self->id, "post");

  if (post == NULL)
    bt_practice_fail (self, 404, "rest_post_invalid_id", "Invalid post ID.");
  return post;
}

static JsonNode *
show_post (BtPracticeRequest *self, gint64 id, gboolean edit)
{
  g_autoptr (BtPracticePost) post = bt_practice_post_load (self->site, id, "post");

  if (post == NULL) /* the database failed; the caller's transaction tells */
    return NULL;
  return bt_practice_take_object (bt_practice_post_to_json (self, post, edit));
}

static gboolean
check_author (BtPracticeRequest *self, const char *message)
{
  gint64 author = bt_practice_request_int (self, "author", 0);

  if (author == 0 || (self->user != NULL && author == self->user->id)
      || bt_practice_request_can (self, "edit_others_posts"))
    return TRUE;
  bt_practice_fail_role (self, "rest_cannot_edit_others", message);
  return FALSE;
}

static gboolean
take_status (BtPracticeRequest *self, BtPracticePost *post)
{
  const char *status = bt_practice_request_text (self, "status");

  if (status == NULL || (post->id != 0 && g_str_equal (status, post->status)))
    return TRUE;
  if (!g_str_equal (status, "draft") && !g_str_equal (status, "pending")
      && !bt_practice_request_can (self, "publish_posts"))
    {
      bt_practice_fail_role (
          self, "rest_cannot_publish",
          g_str_equal (status, "private")
              ? "Sorry, you are not allowed to create private posts in this post type."
              : "Sorry, you are not allowed to publish posts in this post type.");
      return FALSE;
    }
  bt_practice_set_text (&post->status, status);
  return TRUE;
}

/* Returns whether the request sets a date. A date that is the post's own changes nothing;
 * null takes a date off. */
static gboolean
take_date (BtPracticeRequest *self, BtPracticePost *post)
{
  const char *date = bt_practice_request_text (self, "date");
  const char *date_gmt = bt_practice_request_text (self, "date_gmt");
  gboolean is_gmt = date == NULL || *date == '\0';
  const char *text = is_gmt ? date_gmt : date;
  g_autofree char *local = NULL;
  g_autofree char *gmt = NULL;
  gboolean dated = FALSE;

  if (text != NULL && *text != '\0'
      && bt_practice_parse_time (self->site, text, is_gmt, &local, &gmt)
      && !g_str_equal (is_gmt ? gmt : local, is_gmt ? post->date_gmt : post->date))
    {
      bt_practice_set_text (&post->date, local);
      bt_practice_set_text (&post->date_gmt, gmt);
      dated = TRUE;
    }
  if (bt_practice_request_has_null (self, "date")
      || bt_practice_request_has_null (self, "date_gmt"))
    {
      bt_practice_set_text (&post->date, "");
      bt_practice_set_text (&post->date_gmt, "");
    }
  return dated;
}

static gboolean
take_author (BtPracticeRequest *self, BtPracticePost *post)
{
  gint64 author = bt_practice_request_int (self, "author", 0);
  g_autoptr (BtPracticeUser) user = NULL;

  if (author == 0)
    return TRUE;
  user = bt_practice_user_load (self->site, author);
  if (user == NULL)
    {
      bt_practice_fail (self, 400, "rest_invalid_author", "Invalid author ID.");
      return FALSE;
    }
  post->author = author;
  return TRUE;
}

static void
take_texts (BtPracticeRequest *self, BtPracticePost *post)
{
  const char *title = bt_practice_request_text (self, "title");
  const char *content = bt_practice_request_text (self, "content");
  const char *excerpt = bt_practice_request_text (self, "excerpt");
  const char *slug = bt_practice_request_text (self, "slug");
  JsonNode *title_node = bt_practice_request_param (self, "title");

  /* WordPress ignores an empty title that comes as an object. */
  if (title != NULL && (*title != '\0' || !JSON_NODE_HOLDS_OBJECT (title_node)))
    bt_practice_set_text (&post->title, title);
  if (content != NULL)
    bt_practice_set_text (&post->content, content);
  if (excerpt != NULL)
    bt_practice_set_text (&post->excerpt, excerpt);
  if (slug != NULL)
    {
      g_autofree char *clean = bt_practice_slug (slug);

      bt_practice_set_text (&post->slug, clean);
    }
}

/* A photo that does not exist is left out without a word, as WordPress does it. */
static void
take_featured (BtPracticeRequest *self, BtPracticePost *post)
{
  gint64 id = bt_practice_request_int (self, "featured_media", -1);
  gint64 known = 0;

  if (id > 0)
    known = bt_practice_db_int (self->site->db, "SELECT count(*) FROM posts WHERE id=?",
                                "i", id);
  if (id == 0 || known > 0)
    {
      g_autoptr (BtPracticePost) media =
          bt_practice_post_load (self->site, id, "attachment");

      post->featured = media != NULL ? id : 0;
    }
}

static void
take_terms (BtPracticeRequest *self, const BtPracticePost *post, gboolean creating)
{
  g_autoptr (GArray) sections = bt_practice_request_ids (self, "categories");
  g_autoptr (GArray) tags = bt_practice_request_ids (self, "tags");
  const gint64 first = 1;

  if (sections == NULL && creating)
    {
      sections = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_array_append_val (sections, first);
    }
  if (sections != NULL)
    bt_practice_post_set_terms (self->site, post->id, "category", sections);
  if (tags != NULL)
    bt_practice_post_set_terms (self->site, post->id, "post_tag", tags);
}

/* The common end of create and update. Returns FALSE with the answer made. */
static gboolean
write_post (BtPracticeRequest *self, BtPracticePost *post, const BtPracticePost *before)
{
  gboolean dated;

  take_texts (self, post);
  if (!take_status (self, post))
    return FALSE;
  dated = take_date (self, post);
  if (!take_author (self, post))
    return FALSE;
  if (*post->title == '\0' && *post->content == '\0' && *post->excerpt == '\0')
    {
      bt_practice_fail (self, 400, "empty_content",
                        "Content, title, and excerpt are empty.");
      return FALSE;
    }
  take_featured (self, post);
  bt_practice_post_store (self->site, self->user, post, before, dated);
  take_terms (self, post, before == NULL);
  return TRUE;
}

JsonNode *
bt_practice_create_post (BtPracticeRequest *self)
{
  g_autoptr (BtPracticePost) post = NULL;
  g_autofree char *location = NULL;

  if (!bt_practice_check_args (self, post_args, G_N_ELEMENTS (post_args)))
    return NULL;
  if (bt_practice_request_int (self, "id", 0) != 0)
    return bt_practice_fail (self, 400, "rest_post_exists",
                             "Cannot create existing post.");
  if (!check_author (self, "Sorry, you are not allowed to create posts as this user."))
    return NULL;
  if (!bt_practice_request_can (self, "edit_posts"))
    return bt_practice_fail_role (
        self, "rest_cannot_create",
        "Sorry, you are not allowed to create posts as this user.");
  post = bt_practice_post_new (self->user);
  if (!write_post (self, post, NULL))
    return NULL;
  location =
      bt_practice_rest_url (self->site, "/wp/v2/posts/%" G_GINT64_FORMAT, post->id);
  soup_message_headers_replace (self->out, "Location", location);
  self->status = 201;
  return show_post (self, post->id, TRUE);
}

JsonNode *
bt_practice_update_post (BtPracticeRequest *self)
{
  g_autoptr (BtPracticePost) before = NULL;
  g_autoptr (BtPracticePost) post = NULL;

  if (!bt_practice_check_args (self, post_args, G_N_ELEMENTS (post_args)))
    return NULL;
  before = find_post (self);
  if (before == NULL)
    return NULL;
  if (!bt_practice_may_edit (self->user, before))
    return bt_practice_fail_role (self, "rest_cannot_edit",
                                  "Sorry, you are not allowed to edit this post.");
  if (!check_author (self, "Sorry, you are not allowed to update posts as this user."))
    return NULL;
  post = bt_practice_post_load (self->site, self->id, "post");
  if (post == NULL || !write_post (self, post, before))
    return NULL;
  return show_post (self, post->id, TRUE);
}

JsonNode *
bt_practice_get_post (BtPracticeRequest *self)
{
  g_autoptr (BtPracticePost) post = NULL;
  gboolean edit;

  if (!bt_practice_check_args (self, post_args, 1))
    return NULL;
  edit = bt_practice_request_is_edit (self);
  post = find_post (self);
  if (post == NULL)
    return NULL;
  if (edit && !bt_practice_may_edit (self->user, post))
    return bt_practice_fail_role (self, "rest_forbidden_context",
                                  "Sorry, you are not allowed to edit this post.");
  if (!bt_practice_may_read (self->user, post))
    return bt_practice_fail_role (self, "rest_forbidden",
                                  "Sorry, you are not allowed to do that.");
  return bt_practice_take_object (bt_practice_post_to_json (self, post, edit));
}

JsonNode *
bt_practice_remove_post (BtPracticeRequest *self)
{
  g_autoptr (BtPracticePost) before = NULL;
  g_autoptr (BtPracticePost) post = NULL;

  if (!bt_practice_check_args (self, post_args, G_N_ELEMENTS (post_args)))
    return NULL;
  before = find_post (self);
  if (before == NULL)
    return NULL;
  if (!bt_practice_may_delete (self->user, before))
    return bt_practice_fail_role (self, "rest_cannot_delete",
                                  "Sorry, you are not allowed to delete this post.");
  if (bt_practice_request_bool (self, "force"))
    {
      JsonObject *object = json_object_new ();

      json_object_set_boolean_member (object, "deleted", TRUE);
      json_object_set_object_member (object, "previous",
                                     bt_practice_post_to_json (self, before, TRUE));
      bt_practice_post_delete (self->site, before);
      return bt_practice_take_object (object);
    }
  if (g_str_equal (before->status, "trash"))
    return bt_practice_fail (self, 410, "rest_already_trashed",
                             "The post has already been deleted.");
  post = bt_practice_post_load (self->site, self->id, "post");
  if (post == NULL)
    return NULL;
  bt_practice_set_text (&post->status, "trash");
  bt_practice_post_store (self->site, self->user, post, before, FALSE);
  return show_post (self, post->id, TRUE);
}

static JsonObject *
revision_to_json (BtPracticeRequest *self, const BtPracticePost *revision, gboolean edit)
{
  JsonObject *object = json_object_new ();
  g_autofree char *content = bt_practice_render_content (revision->content);

  json_object_set_int_member (object, "id", revision->id);
  json_object_set_int_member (object, "author", revision->author);
  json_object_set_int_member (object, "parent", revision->parent);
  json_object_set_string_member (object, "slug", revision->slug);
  bt_practice_add_time (object, "date", revision->date);
  bt_practice_add_time (object, "date_gmt", revision->date_gmt);
  bt_practice_add_time (object, "modified", revision->modified);
  bt_practice_add_time (object, "modified_gmt", revision->modified_gmt);
  bt_practice_add_text_object (object, "title", revision->title, revision->title, edit);
  bt_practice_add_text_object (object, "content", revision->content, content, edit);
  bt_practice_add_text_object (object, "excerpt", revision->excerpt, revision->excerpt,
                               edit);
  bt_practice_add_link (object, "parent",
                        bt_practice_rest_url (self->site,
                                              "/wp/v2/posts/%" G_GINT64_FORMAT,
                                              revision->parent));
  return object;
}

JsonNode *
bt_practice_list_revisions (BtPracticeRequest *self)
{
  g_autoptr (BtPracticePost) post = bt_practice_post_load (self->site, self->id, "post");
  g_autoptr (sqlite3_stmt) stmt = NULL;
  BtPracticePost *revision;
  JsonArray *array;
  gint64 n;

  if (post == NULL)
    return bt_practice_fail (self, 404, "rest_post_invalid_parent",
                             "Invalid post parent ID.");
  if (!bt_practice_may_edit (self->user, post))
    return bt_practice_fail_role (
        self, "rest_cannot_read",
        "Sorry, you are not allowed to view revisions of this post.");
  array = json_array_new ();
  stmt = bt_practice_db_query (self->site->db,
                               "SELECT " BT_PRACTICE_POST_COLUMNS
                               " FROM posts p WHERE p.parent=? AND "
                               "p.type='revision' ORDER BY p.id DESC",
                               "i", self->id);
  while ((revision = bt_practice_post_take (self->site, stmt)) != NULL)
    {
      json_array_add_object_element (
          array, revision_to_json (self, revision, bt_practice_request_is_edit (self)));
      bt_practice_post_free (revision);
    }
  n = json_array_get_length (array);
  bt_practice_set_paging (self, self->route, n, MAX (n, 1), 1);
  return bt_practice_take_array (array);
}

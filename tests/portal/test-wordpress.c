/* Signing in, sections and tags, posts: on a real WordPress, in each role.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "portal-test.h"

#define TAGS 101 /* one more than a page of the list */
#define THREADS 4

static void
test_discover (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *admin = g_strconcat (test_site_url (), "/wp-admin/edit.php?x=1", NULL);
  g_autofree char *api = g_strconcat (test_site_url (), "/wp-json/", NULL);
  g_autoptr (BtPortal) portal =
      bt_portal_new ("wordpress", admin, NULL, NULL, NULL, &error);
  g_autoptr (BtPortalSite) found = NULL;

  g_assert_no_error (error);
  found = bt_portal_discover (portal, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found->name, ==, "Toà soạn");
  g_assert_cmpstr (found->api, ==, api);
  g_assert_cmpstr (found->time_zone, ==, "Asia/Ho_Chi_Minh");
  g_assert_true (found->app_passwords);
  g_assert_true (g_str_has_suffix (found->authorize_url, "/authorize-application.php"));
}

static void
test_whoami (void)
{
  static const struct
  {
    const char *who;
    gboolean publish;
    gboolean others;
    gboolean upload;
    gboolean sections;
  } roles[] = { { "administrator", TRUE, TRUE, TRUE, TRUE },
                { "editor", TRUE, TRUE, TRUE, TRUE },
                { "author", TRUE, FALSE, TRUE, FALSE },
                { "contributor", FALSE, FALSE, FALSE, FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BtPortal) portal = test_portal (roles[i].who, NULL);
      g_autoptr (BtPortalUser) user = bt_portal_whoami (portal, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpint (user->id, >, 0);
      g_assert_cmpstr (user->login, ==, test_site_login (roles[i].who));
      g_assert_cmpstr (user->roles[0], ==, roles[i].who);
      g_assert_cmpint (user->may_publish, ==, roles[i].publish);
      g_assert_cmpint (user->may_edit_others, ==, roles[i].others);
      g_assert_cmpint (user->may_upload, ==, roles[i].upload);
      g_assert_cmpint (user->may_manage_sections, ==, roles[i].sections);
    }
}

static void
test_wrong_password (void)
{
  const struct
  {
    const char *user;
    const char *password;
  } cases[] = { { test_site_login ("editor"), "sai mat khau" },
                { "khong-co-ai", test_site_password ("editor") },
                { test_site_login ("editor"), "" },
                { test_site_login ("editor"), "mật khẩu \"đặc biệt\" ☕" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BtPortal) portal = bt_portal_new (
          "wordpress", test_site_url (), NULL, cases[i].user, cases[i].password, &error);
      BtPortalChange change = BT_PORTAL_CHANGE_INIT;

      g_assert_null (bt_portal_whoami (portal, NULL, &error));
      assert_portal_error (error, SIGN_IN);
      g_clear_error (&error);
      change.title = "T";
      g_assert_null (bt_portal_create_post (portal, &change, NULL, &error));
      assert_portal_error (error, SIGN_IN);
      g_clear_error (&error);
      g_assert_null (bt_portal_find_posts (portal, "x", NULL, &error));
      assert_portal_error (error, SIGN_IN);
    }
}

static void
test_sections (gconstpointer start)
{
  g_autofree char *name = test_key (start);
  g_autofree char *nfd = g_utf8_normalize (name, -1, G_NORMALIZE_NFD);
  g_autofree char *loud = g_strdup_printf ("  %s\n ", name);
  g_autofree char *upper = g_utf8_strup (name, -1);
  const char *names[] = { name, nfd, loud, upper };
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPortal) editor = test_portal ("editor", NULL);
  g_autoptr (BtPortal) author = test_portal ("author", NULL);
  g_autoptr (GPtrArray) found = NULL;
  gint64 id = 0;

  g_assert_null (bt_portal_create_term (author, BT_TERM_SECTION, name, NULL, &error));
  assert_portal_error (error, FORBIDDEN);
  g_clear_error (&error);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (BtPortalTerm) term = bt_portal_create_term (
          i ? author : editor, BT_TERM_SECTION, names[i], NULL, &error);

      g_test_message ("%s", names[i]);
      g_assert_no_error (error);
      g_assert_cmpstr (term->name, ==, name);
      if (!id)
        id = term->id;
      g_assert_cmpint (term->id, ==, id);
    }

  found = bt_portal_list_terms (author, BT_TERM_SECTION, nfd, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (((BtPortalTerm *)g_ptr_array_index (found, 0))->name, ==, name);
}

/* A section that stands under another is found and not made again at the top; and one that
 * somebody made in NFD is taken for what it is. */
static void
test_section_is_there (void)
{
  g_autofree char *name = test_key ("Xã hội ");
  g_autofree char *nfd = g_utf8_normalize (name, -1, G_NORMALIZE_NFD);
  g_autofree char *body = g_strdup_printf ("{\"name\":\"%s\",\"parent\":1}", nfd);
  g_autoptr (JsonNode) made = test_rest ("editor", "POST", "/wp/v2/categories", body);
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPortal) editor = test_portal ("editor", NULL);
  g_autoptr (BtPortalTerm) term =
      bt_portal_create_term (editor, BT_TERM_SECTION, name, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (term->id, ==,
                   json_object_get_int_member (json_node_get_object (made), "id"));
  g_assert_cmpint (term->parent, ==, 1);
  g_assert_cmpstr (term->name, ==, name);
}

typedef struct
{
  BtPortal *portal;
  const char *key;
  int next; /* atomic */
} Maker;

static gpointer
make_tags (gpointer data)
{
  Maker *maker = data;
  int i;

  while ((i = g_atomic_int_add (&maker->next, 1)) < TAGS)
    {
      g_autofree char *name = g_strdup_printf ("%s %d", maker->key, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (BtPortalTerm) term =
          bt_portal_create_term (maker->portal, BT_TERM_TAG, name, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (term->name, ==, name);
    }
  return NULL;
}

/* More than a page of them, made from several threads by one portal object. */
static void
test_tags (void)
{
  g_autofree char *key = test_key ("Bão ");
  g_autoptr (BtPortal) portal = test_portal ("author", NULL);
  Maker maker = { .portal = portal, .key = key };
  GThread *threads[THREADS];
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GHashTable) ids = g_hash_table_new (g_direct_hash, g_direct_equal);

  for (guint i = 0; i < THREADS; i++)
    threads[i] = g_thread_new ("tags", make_tags, &maker);
  for (guint i = 0; i < THREADS; i++)
    g_thread_join (threads[i]);

  found = bt_portal_list_terms (portal, BT_TERM_TAG, key, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, TAGS);
  for (guint i = 0; i < found->len; i++)
    {
      BtPortalTerm *term = g_ptr_array_index (found, i);

      g_assert_true (g_hash_table_add (ids, GINT_TO_POINTER ((int)term->id)));
    }
}

static BtPortalPost *
create (BtPortal *portal, const char *key, const char *status, GError **error)
{
  g_autofree char *content = g_strdup_printf (
      "<!-- banthao:%s -->\n<!-- wp:paragraph -->\n<p>“Lũ” \\ ở Đà Nẵng 😀</p>\n"
      "<!-- /wp:paragraph -->",
      key);
  BtPortalChange change = BT_PORTAL_CHANGE_INIT;

  change.title = "Lũ lụt ở Đà Nẵng";
  change.content = content;
  change.status = status;
  return bt_portal_create_post (portal, &change, NULL, error);
}

static GArray *
ids_of (gint64 id)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (ids, id);
  return ids;
}

/* Draft, then whole, then published: and it stands on the page. */
static void
test_publish (void)
{
  g_autoptr (BtPortal) portal = test_portal ("author", NULL);
  g_autofree char *key = test_key ("");
  g_autofree char *slug = g_strconcat ("lu-lut-", key, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPortalPost) draft = create (portal, key, "draft", &error);
  g_autoptr (BtPortalTerm) tag = NULL;
  g_autoptr (GArray) tags = NULL;
  g_autoptr (GArray) sections = ids_of (1);
  g_autoptr (BtPortalPost) done = NULL;
  g_autoptr (BtPortalPost) read = NULL;
  g_autofree char *page = NULL;
  BtPortalChange change = BT_PORTAL_CHANGE_INIT;

  g_assert_no_error (error);
  g_assert_cmpstr (draft->status, ==, "draft");
  g_assert_cmpstr (draft->title, ==, "Lũ lụt ở Đà Nẵng");
  g_assert_nonnull (strstr (draft->content, "“Lũ” \\ ở Đà Nẵng 😀"));
  g_assert_true (draft->may_publish);

  tag = bt_portal_create_term (portal, BT_TERM_TAG, "bão lụt", NULL, &error);
  g_assert_no_error (error);
  tags = ids_of (tag->id);
  change.title = "Lũ “lớn” ở Đà Nẵng";
  change.content = "<!-- wp:paragraph -->\n<p>Một đoạn.</p>\n<!-- /wp:paragraph -->";
  change.excerpt = "Sa-pô";
  change.slug = slug;
  change.status = "publish";
  change.sections = sections;
  change.tags = tags;
  change.unmodified_since = draft->modified_gmt;
  done = bt_portal_update_post (portal, draft->id, &change, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (done->id, ==, draft->id);
  g_assert_cmpstr (done->content, ==, change.content);
  g_assert_cmpstr (done->excerpt, ==, "Sa-pô");
  g_assert_cmpstr (done->slug, ==, slug);
  g_assert_cmpstr (done->status, ==, "publish");
  g_assert_cmpint (g_array_index (done->tags, gint64, 0), ==, tag->id);
  g_assert_cmpint (g_array_index (done->sections, gint64, 0), ==, 1);
  g_assert_cmpstr (done->token, !=, draft->token);

  read = bt_portal_get_post (portal, draft->id, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (read->token, ==, done->token);
  g_assert_cmpstr (read->link, ==, done->link);
  page = test_get (read->link);
  g_assert_nonnull (strstr (page, ">Lũ “lớn” ở Đà Nẵng</h1>"));
  g_assert_nonnull (strstr (page, "<p>Một đoạn.</p>"));
}

/* What is not set is left; an empty list empties; two edits in one second are two. */
static void
test_partial (void)
{
  g_autoptr (BtPortal) portal = test_portal ("editor", NULL);
  g_autofree char *key = test_key ("");
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPortalPost) first = create (portal, key, "draft", &error);
  g_autoptr (BtPortalTerm) tag =
      bt_portal_create_term (portal, BT_TERM_TAG, "một phần", NULL, &error);
  g_autoptr (GArray) one = ids_of (tag->id);
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) kept =
      g_ptr_array_new_with_free_func ((GDestroyNotify)bt_portal_post_free);

  for (guint i = 0; i < 4; i++)
    {
      BtPortalChange change = BT_PORTAL_CHANGE_INIT;
      g_autofree char *title = g_strdup_printf ("Lần %u", i);
      BtPortalPost *post;

      change.tags = i % 2 ? none : one;
      if (i == 3)
        change.title = title;
      post = bt_portal_update_post (portal, first->id, &change, NULL, &error);
      g_assert_no_error (error);
      g_ptr_array_add (kept, post);
      g_assert_cmpstr (post->content, ==, first->content);
      g_assert_cmpstr (post->title, ==, i == 3 ? title : first->title);
      g_assert_cmpuint (post->tags->len, ==, i % 2 ? 0 : 1);
      if (i)
        g_assert_cmpstr (post->token, !=,
                         ((BtPortalPost *)g_ptr_array_index (kept, i - 1))->token);
    }
}

static void
test_schedule (void)
{
  g_autoptr (BtPortal) portal = test_portal ("editor", NULL);
  g_autofree char *key = test_key ("");
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPortalPost) post = create (portal, key, "draft", &error);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) later = g_date_time_add_days (now, 2);
  g_autofree char *date = g_date_time_format (later, "%Y-%m-%dT%H:%M:%S");
  g_autoptr (BtPortalPost) planned = NULL;
  g_autoptr (BtPortalPost) draft = NULL;
  g_autoptr (BtPortalPost) out = NULL;
  BtPortalChange change = BT_PORTAL_CHANGE_INIT;

  change.status = "publish";
  change.date_gmt = date;
  planned = bt_portal_update_post (portal, post->id, &change, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (planned->status, ==, "future");
  g_assert_cmpstr (planned->date_gmt, ==, date);

  change.status = "draft";
  change.date_gmt = "";
  draft = bt_portal_update_post (portal, post->id, &change, NULL, &error);
  g_assert_no_error (error);
  change.status = "publish";
  change.date_gmt = NULL;
  out = bt_portal_update_post (portal, post->id, &change, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (out->status, ==, "publish");
  g_assert_cmpstr (out->date_gmt, <, date);
}

static void
test_contributor (void)
{
  g_autoptr (BtPortal) contributor = test_portal ("contributor", NULL);
  g_autoptr (BtPortal) author = test_portal ("author", NULL);
  g_autofree char *key = test_key ("");
  g_autofree char *other_key = test_key ("");
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPortalPost) post = NULL;
  g_autoptr (BtPortalPost) pending = NULL;
  g_autoptr (BtPortalPost) other = create (author, other_key, "draft", &error);
  g_autoptr (GPtrArray) found = NULL;
  BtPortalChange change = BT_PORTAL_CHANGE_INIT;

  g_assert_null (create (contributor, key, "publish", &error));
  assert_portal_error (error, FORBIDDEN);
  g_assert_cmpstr (bt_portal_error_get_code (error), ==, "rest_cannot_publish");
  g_assert_cmpuint (bt_portal_error_get_status (error), ==, 403);
  g_clear_error (&error);

  post = create (contributor, key, "draft", &error);
  g_assert_no_error (error);
  g_assert_false (post->may_publish);
  change.status = "pending";
  pending = bt_portal_update_post (contributor, post->id, &change, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (pending->status, ==, "pending");
  found = bt_portal_find_posts (contributor, key, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);

  g_assert_null (bt_portal_update_post (contributor, other->id, &change, NULL, &error));
  assert_portal_error (error, FORBIDDEN);
  g_clear_error (&error);
  g_assert_null (bt_portal_get_post (contributor, other->id, NULL, &error));
  assert_portal_error (error, FORBIDDEN);
}

/* By the key in the text alone, whatever became of the post; not by words in titles. */
static void
test_find (void)
{
  static const char *const statuses[] = { "draft", "pending", "private", "publish" };
  g_autoptr (BtPortal) author = test_portal ("author", NULL);
  g_autoptr (BtPortal) editor = test_portal ("editor", NULL);
  g_autofree char *key = test_key ("");
  g_autofree char *none = test_key ("");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) nothing = NULL;
  g_autoptr (BtPortalPost) decoy = NULL;
  BtPortalChange change = BT_PORTAL_CHANGE_INIT;

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (BtPortalPost) post = create (author, key, "draft", &error);
      g_autofree char *route =
          g_strdup_printf ("/wp/v2/posts/%" G_GINT64_FORMAT, post->id);
      g_autofree char *body = g_strdup_printf ("{\"status\":\"%s\"}", statuses[i]);

      json_node_unref (test_rest ("editor", "POST", route, body));

      if (i == 0)
        {
          g_autoptr (BtPortalPost) trashed = NULL;

          json_node_unref (test_rest ("editor", "DELETE", route, NULL));
          trashed = bt_portal_get_post (author, post->id, NULL, &error);

          g_assert_no_error (error);
          g_assert_cmpstr (trashed->status, ==, "trash");
        }
    }
  change.title = key;
  change.excerpt = key;
  change.content = "khác";
  decoy = bt_portal_create_post (editor, &change, NULL, &error);
  g_assert_no_error (error);

  found = bt_portal_find_posts (editor, key, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 4);
  for (guint i = 0; i < found->len; i++)
    {
      BtPortalPost *post = g_ptr_array_index (found, i);

      g_assert_cmpstr (post->status, ==, i ? statuses[i] : "trash");
    }
  nothing = bt_portal_find_posts (editor, none, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (nothing->len, ==, 0);
}

static void
test_deleted (void)
{
  g_autoptr (BtPortal) editor = test_portal ("editor", NULL);
  g_autofree char *key = test_key ("");
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPortalPost) post = create (editor, key, "draft", &error);
  g_autofree char *route =
      g_strdup_printf ("/wp/v2/posts/%" G_GINT64_FORMAT "?force=true", post->id);
  BtPortalChange change = BT_PORTAL_CHANGE_INIT;

  json_node_unref (test_rest ("editor", "DELETE", route, NULL));
  g_assert_null (bt_portal_get_post (editor, post->id, NULL, &error));
  assert_portal_error (error, NOT_FOUND);
  g_clear_error (&error);
  change.title = "T";
  g_assert_null (bt_portal_update_post (editor, post->id, &change, NULL, &error));
  assert_portal_error (error, NOT_FOUND);
}

static void
test_refused (void)
{
  g_autoptr (BtPortal) editor = test_portal ("editor", NULL);
  g_autoptr (GError) error = NULL;
  BtPortalChange empty = BT_PORTAL_CHANGE_INIT;
  BtPortalChange odd = BT_PORTAL_CHANGE_INIT;

  g_assert_null (bt_portal_create_post (editor, &empty, NULL, &error));
  assert_portal_error (error, REFUSED);
  g_clear_error (&error);
  odd.title = "T";
  odd.status = "khong-co";
  g_assert_null (bt_portal_create_post (editor, &odd, NULL, &error));
  assert_portal_error (error, REFUSED);
  g_assert_cmpstr (bt_portal_error_get_code (error), ==, "rest_invalid_param");
}

/* A long article with everything that might be changed on the way. */
static void
test_long (void)
{
  g_autoptr (BtPortal) editor = test_portal ("editor", NULL);
  g_autoptr (GString) content = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPortalPost) post = NULL;
  BtPortalChange change = BT_PORTAL_CHANGE_INIT;

  for (guint i = 0; content->len < 2 * 1024 * 1024; i++)
    g_string_append_printf (content,
                            "<!-- wp:paragraph -->\n<p>%u \\n \\\\ “Thời sự” 😀 &amp; "
                            "C:\\Users %%20 &#8211;</p>\n<!-- /wp:paragraph -->\n\n",
                            i);
  change.title = "Dài";
  change.content = content->str;
  post = bt_portal_create_post (editor, &change, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (strlen (post->content), ==, content->len);
  g_assert_true (g_str_equal (post->content, content->str));
}

/* A draft is looked at by who is signed in; what is published, where readers find it. */
static void
test_preview (void)
{
  g_autoptr (BtPortal) portal = test_portal ("editor", NULL);
  g_autofree char *key = test_key ("");
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPortalPost) post = create (portal, key, "draft", &error);
  g_autoptr (BtPortalPost) published = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *draft_link = NULL;
  g_autofree char *draft_status = NULL;
  g_autofree char *link = NULL;
  g_autofree char *status = NULL;
  g_autofree char *page = NULL;
  g_autofree char *route = NULL;
  BtPortalChange change = BT_PORTAL_CHANGE_INIT;

  g_assert_no_error (error);
  expected = g_strdup_printf ("%s/?p=%" G_GINT64_FORMAT "&preview=true", test_site_url (),
                              post->id);
  draft_link = bt_portal_preview_link (portal, post->id, &draft_status, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (draft_link, ==, expected);
  g_assert_cmpstr (draft_status, ==, "draft");

  change.title = "Xem trước";
  change.status = "publish";
  published = bt_portal_update_post (portal, post->id, &change, NULL, &error);
  g_assert_no_error (error);
  link = bt_portal_preview_link (portal, post->id, &status, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (link, ==, published->link);
  g_assert_cmpstr (status, ==, "publish");
  page = test_get (link);
  g_assert_nonnull (strstr (page, "Xem trước"));

  route = g_strdup_printf ("/wp/v2/posts/%" G_GINT64_FORMAT, post->id);
  json_node_unref (test_rest ("editor", "DELETE", route, NULL));
  g_assert_null (bt_portal_preview_link (portal, post->id, NULL, NULL, &error));
  g_assert_error (error, BT_PORTAL_ERROR, BT_PORTAL_ERROR_TRASHED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wordpress/discover", test_discover);
  g_test_add_func ("/wordpress/whoami", test_whoami);
  g_test_add_func ("/wordpress/wrong-password", test_wrong_password);
  g_test_add_data_func ("/wordpress/sections", "Thời sự & R ", test_sections);
  if (test_site_is_real ())
    g_test_add_data_func ("/wordpress/sections-less-than", "Giá < 5 & R<D ",
                          test_sections);
  g_test_add_func ("/wordpress/section-is-there", test_section_is_there);
  g_test_add_func ("/wordpress/tags", test_tags);
  g_test_add_func ("/wordpress/publish", test_publish);
  g_test_add_func ("/wordpress/partial", test_partial);
  g_test_add_func ("/wordpress/schedule", test_schedule);
  g_test_add_func ("/wordpress/contributor", test_contributor);
  g_test_add_func ("/wordpress/preview", test_preview);
  g_test_add_func ("/wordpress/find", test_find);
  g_test_add_func ("/wordpress/deleted", test_deleted);
  g_test_add_func ("/wordpress/refused", test_refused);
  g_test_add_func ("/wordpress/long", test_long);
  return g_test_run ();
}

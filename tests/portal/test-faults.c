/* A real WordPress that stumbles: what is told, and what is there.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "portal-test.h"

typedef struct
{
  const char *fault;
  BtPortalError kind;
  guint posts; /* how many are there afterwards */
} Case;

static const Case stumbles[] = {
  { "die-after", BT_PORTAL_ERROR_UNKNOWN_OUTCOME, 1 },
  { "fatal-after", BT_PORTAL_ERROR_UNKNOWN_OUTCOME, 1 },
  { "html-after", BT_PORTAL_ERROR_UNKNOWN_OUTCOME, 1 },
  { "warnings", BT_PORTAL_ERROR_UNKNOWN_OUTCOME, 1 },
  { "bom", BT_PORTAL_ERROR_UNKNOWN_OUTCOME, 1 },
  { "slow-after=3", BT_PORTAL_ERROR_UNKNOWN_OUTCOME, 1 },
  { "maintenance=7", BT_PORTAL_ERROR_BUSY, 0 },
  { "too-many=7", BT_PORTAL_ERROR_BUSY, 0 },
  { "strip-auth", BT_PORTAL_ERROR_SIGN_IN, 0 },
  { "rest-off", BT_PORTAL_ERROR_SIGN_IN, 0 },
};

static void
test_stumble (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (BtPortal) portal = test_portal ("author", NULL);
  g_autofree char *key = test_key ("");
  g_autofree char *line = g_strconcat (c->fault, " 1 POST ^/wp-json/wp/v2/posts", NULL);
  g_autoptr (GError) error = NULL;

  /* 1.8 s for an answer to a change */
  g_object_set (portal, "patience", 0.02, NULL);
  test_site_fault (line);
  g_assert_null (test_create_post (portal, key, &error));
  test_site_fault (NULL);
  g_assert_error (error, BT_PORTAL_ERROR, (int)c->kind);
  if (c->kind == BT_PORTAL_ERROR_BUSY)
    g_assert_cmpuint (bt_portal_error_get_retry_after (error), ==, 7);
  g_assert_cmpuint (test_count_posts (key), ==, c->posts);
}

/* What the portal made of the text is what comes back. */
static void
test_altered (void)
{
  g_autoptr (BtPortal) portal = test_portal ("author", NULL);
  g_autofree char *key = test_key ("");
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPortalPost) post = NULL;

  test_site_fault ("alter-content 1 POST ^/wp-json/wp/v2/posts");
  post = test_create_post (portal, key, &error);
  test_site_fault (NULL);
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (post->content, "<p>Quảng cáo</p>"));
}

/* A post that the portal's search does not know is found all the same. */
static void
test_blind_search (void)
{
  g_autoptr (BtPortal) portal = test_portal ("author", NULL);
  g_autofree char *key = test_key ("");
  g_autofree char *other = test_key ("");
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPortalPost) post = test_create_post (portal, key, &error);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) none = NULL;

  g_assert_no_error (error);
  test_site_fault ("blind-search 9 GET search=");
  found = bt_portal_find_posts (portal, key, NULL, &error);
  g_assert_no_error (error);
  none = bt_portal_find_posts (portal, other, NULL, &error);
  g_assert_no_error (error);
  test_site_fault (NULL);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpint (((BtPortalPost *)g_ptr_array_index (found, 0))->id, ==, post->id);
  g_assert_cmpuint (none->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (stumbles); i++)
    {
      g_autofree char *path = g_strconcat ("/stumble/", stumbles[i].fault, NULL);

      g_test_add_data_func (path, &stumbles[i], test_stumble);
    }
  g_test_add_func ("/altered", test_altered);
  g_test_add_func ("/blind-search", test_blind_search);
  return g_test_run ();
}

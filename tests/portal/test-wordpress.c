/* Every function against a real WordPress, in each role.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "portal-test.h"

static void
test_discover (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *admin = g_strconcat (test_site_url (), "/wp-admin/edit.php?x=1", NULL);
  g_autoptr (BtPortal) portal =
      bt_portal_new ("wordpress", admin, NULL, NULL, NULL, &error);
  g_autoptr (BtPortalSite) found = NULL;
  g_autofree char *api = g_strconcat (test_site_url (), "/wp-json/", NULL);

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
test_post (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPortal) portal = test_portal ("editor", NULL);
  g_autofree char *key = test_key ("");
  g_autofree char *content =
      g_strdup_printf ("<!-- wp:paragraph -->\n<p>Lũ lụt \\ ở “Đà Nẵng” &amp; 😀 "
                       "%s</p>\n<!-- /wp:paragraph -->",
                       key);
  BtPortalChange change = BT_PORTAL_CHANGE_INIT;
  g_autoptr (BtPortalPost) post = NULL;
  g_autoptr (GPtrArray) found = NULL;

  change.title = "Lũ lụt ở Đà Nẵng";
  change.content = content;
  change.status = "draft";
  post = bt_portal_create_post (portal, &change, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (post->content, ==, content);
  found = bt_portal_find_posts (portal, key, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wordpress/discover", test_discover);
  g_test_add_func ("/wordpress/post", test_post);
  return g_test_run ();
}

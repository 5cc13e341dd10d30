/* Finding the interface on sites of every kind.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "portal-test.h"
#include "script-server.h"

#define HTML "text/html; charset=UTF-8"
#define INDEX                                                                            \
  "{\"name\":\"B\xc3\xa1o R&amp;D\",\"timezone_string\":\"Asia/Ho_Chi_Minh\","           \
  "\"gmt_offset\":7,\"namespaces\":[\"oembed/1.0\",\"wp/v2\"],\"authentication\":"       \
  "{\"application-passwords\":{\"endpoints\":{\"authorization\":"                        \
  "\"%swp-admin/authorize-application.php\"}}}}"

static void
answer (ScriptServer *server, const char *start, char *reply)
{
  script_server_answer (server, start, reply);
  g_free (reply);
}

static char *
index_of (ScriptServer *server)
{
  g_autofree char *body = g_strdup_printf (INDEX, script_server_url (server));

  return script_json (200, "", body);
}

static BtPortalSite *
discover (const char *url, GError **error)
{
  g_autoptr (BtPortal) portal =
      bt_portal_new ("wordpress", url, NULL, "ai", "bi mat", error);

  g_assert_nonnull (portal);
  g_object_set (portal, "patience", 0.05, NULL);
  return bt_portal_discover (portal, NULL, error);
}

static void
check_found (ScriptServer *server, const char *url, const char *api)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPortalSite) site = discover (url, &error);
  g_autofree char *whole = g_strconcat (script_server_url (server), api, NULL);
  g_autofree char *authorize = g_strconcat (script_server_url (server),
                                            "wp-admin/authorize-application.php", NULL);

  g_assert_no_error (error);
  g_assert_cmpstr (site->api, ==, whole);
  g_assert_cmpstr (site->name, ==, "Báo R&D");
  g_assert_cmpstr (site->authorize_url, ==, authorize);
  g_assert_true (site->app_passwords);
  g_assert_null (strstr (script_server_request (server, "")->head, "Authorization"));
}

static void
test_link_header (void)
{
  g_autoptr (ScriptServer) server = script_server_new (NULL);

  answer (server, "HEAD /",
          script_reply (200, HTML,
                        "Link: </feed>; rel=alternate, </api/>; "
                        "rel=\"https://api.w.org/\", </x>; rel=shortlink\r\n",
                        ""));
  answer (server, "GET /api/", index_of (server));
  check_found (server, script_server_url (server), "api/");
}

/* HEAD is refused, the page says where. */
static void
test_link_element (void)
{
  g_autoptr (ScriptServer) server = script_server_new (NULL);

  answer (server, "HEAD /", script_reply (405, HTML, "", ""));
  answer (server, "GET /",
          script_reply (200, HTML, "",
                        "<html><head><link rel='stylesheet' href='/x.css'>"
                        "<LINK REL='https://api.w.org/' HREF='?rest_route=/' /></head>"));
  answer (server, "GET /?rest_route=/", index_of (server));
  check_found (server, script_server_url (server), "?rest_route=/");
}

/* What a reader wrote into a comment is not the site's word. */
static void
test_link_in_body (void)
{
  g_autoptr (ScriptServer) server = script_server_new (NULL);

  answer (server, "HEAD /", script_reply (200, HTML, "", ""));
  answer (server, "GET /",
          script_reply (200, HTML, "",
                        "<html><head></head><body><link rel='https://api.w.org/' "
                        "href='/ke-gian/'></body>"));
  answer (server, "GET /wp-json/", index_of (server));
  check_found (server, script_server_url (server), "wp-json/");
  g_assert_cmpuint (script_server_count (server, "GET /ke-gian/"), ==, 0);
}

static void
test_guess_plain (void)
{
  g_autoptr (ScriptServer) server = script_server_new (NULL);

  answer (server, "GET /?rest_route=/", index_of (server));
  check_found (server, script_server_url (server), "?rest_route=/");
}

static void
test_redirected (void)
{
  g_autoptr (ScriptServer) server = script_server_new (NULL);
  g_autofree char *start = g_strconcat (script_server_url (server), "cu", NULL);

  answer (server, "HEAD /cu/", script_reply (301, HTML, "Location: /bao/\r\n", ""));
  answer (
      server, "HEAD /bao/",
      script_reply (200, HTML, "Link: <wp-json/>; rel=\"https://api.w.org/\"\r\n", ""));
  answer (server, "GET /bao/wp-json/", index_of (server));
  check_found (server, start, "bao/wp-json/");
}

/* A bare loopback address is tried with https, then with http. */
static void
test_bare_loopback (void)
{
  g_autoptr (ScriptServer) server = script_server_new (NULL);

  answer (server, "GET /wp-json/", index_of (server));
  check_found (server, script_server_url (server) + strlen ("http://"), "wp-json/");
}

static void
check_not_found (ScriptServer *server, BtPortalError kind)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (discover (script_server_url (server), &error));
  g_assert_error (error, BT_PORTAL_ERROR, (int)kind);
}

static void
test_no_wordpress (void)
{
  g_autoptr (ScriptServer) server = script_server_new (NULL);

  answer (server, "GET /wp-json/",
          script_json (200, "", "{\"namespaces\":[\"khac/v1\"]}"));
  check_not_found (server, BT_PORTAL_ERROR_NO_INTERFACE);
}

static void
test_maintenance (void)
{
  g_autoptr (ScriptServer) server = script_server_new (NULL);

  answer (server, "HEAD /", script_reply (503, HTML, "Retry-After: 600\r\n", ""));
  check_not_found (server, BT_PORTAL_ERROR_BUSY);
}

static void
test_database_down (void)
{
  g_autoptr (ScriptServer) server = script_server_new (NULL);

  for (guint i = 0; i < 4; i++)
    answer (server, i ? "GET /" : "HEAD /", script_reply (500, HTML, "", "<html>"));
  check_not_found (server, BT_PORTAL_ERROR_UNREADABLE);
}

static void
test_redirects_without_end (void)
{
  g_autoptr (ScriptServer) server = script_server_new (NULL);

  for (guint i = 0; i < 9; i++)
    answer (server, "HEAD /", script_reply (302, HTML, "Location: /\r\n", ""));
  check_not_found (server, BT_PORTAL_ERROR_ADDRESS);
}

static void
test_elsewhere (void)
{
  static const char *const headers[] = {
    "Location: https://khac.vn/\r\n",
    "Location: http://khac.vn/\r\n",
    "Location: http://127.0.0.2/\r\n",
    "Location: ftp://127.0.0.1/\r\n",
    "Location: http://ai:matkhau@127.0.0.1/\r\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autoptr (ScriptServer) server = script_server_new (NULL);

      g_test_message ("%s", headers[i]);
      answer (server, "HEAD /", script_reply (302, HTML, headers[i], ""));
      check_not_found (server, BT_PORTAL_ERROR_ADDRESS);
    }
}

static void
test_link_elsewhere (void)
{
  g_autoptr (ScriptServer) server = script_server_new (NULL);

  answer (server, "HEAD /",
          script_reply (
              200, HTML,
              "Link: <https://khac.vn/wp-json/>; rel=\"https://api.w.org/\"\r\n", ""));
  check_not_found (server, BT_PORTAL_ERROR_ADDRESS);
}

/* Closed to all who are not signed in: the address is known all the same, and signing in
 * is tried. */
static void
test_closed (void)
{
  g_autoptr (ScriptServer) server = script_server_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPortal) portal =
      bt_portal_new ("wordpress", script_server_url (server), NULL, "ai", "x", &error);
  g_autoptr (BtPortalUser) user = NULL;

  answer (server, "GET /wp-json/",
          script_json (401, "", "{\"code\":\"rest_login_required\"}"));
  answer (server, "GET /wp-json/wp/v2/users/me",
          script_json (200, "", "{\"id\":3,\"capabilities\":{\"publish_posts\":true}}"));
  user = bt_portal_whoami (portal, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (user->may_publish);
  g_assert_nonnull (strstr (script_server_request (server, "GET /wp-json/wp/v2/")->head,
                            "Authorization: Basic"));
}

static void
test_no_password (void)
{
  g_autoptr (ScriptServer) server = script_server_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPortal) portal =
      bt_portal_new ("wordpress", script_server_url (server), NULL, NULL, NULL, &error);
  g_autoptr (BtPortalSite) site = NULL;

  answer (server, "GET /wp-json/", index_of (server));
  site = bt_portal_discover (portal, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (bt_portal_whoami (portal, NULL, &error));
  assert_portal_error (error, SIGN_IN);
  g_assert_cmpuint (script_server_count (server, "GET /wp-json/wp/v2/"), ==, 0);
}

static void
test_time_zones (void)
{
  static const struct
  {
    const char *json;
    const char *zone;
  } cases[] = {
    { "\"timezone_string\":\"Asia/Bangkok\",\"gmt_offset\":7", "Asia/Bangkok" },
    { "\"timezone_string\":\"\",\"gmt_offset\":7", "+07:00" },
    { "\"timezone_string\":\"\",\"gmt_offset\":\"5.5\"", "+05:30" },
    { "\"gmt_offset\":-9.5", "-09:30" },
    { "\"gmt_offset\":12.75", "+12:45" },
    { "\"gmt_offset\":\"nan\"", "+00:00" },
    { "\"gmt_offset\":9999", "+00:00" },
    { "\"gmt_offset\":null", "+00:00" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ScriptServer) server = script_server_new (NULL);
      g_autofree char *body = g_strdup_printf (
          "{\"namespaces\":[\"wp/v2\"],\"authentication\":[],%s}", cases[i].json);
      g_autoptr (GError) error = NULL;
      g_autoptr (BtPortalSite) site = NULL;

      answer (server, "GET /wp-json/", script_json (200, "", body));
      site = discover (script_server_url (server), &error);
      g_assert_no_error (error);
      g_assert_cmpstr (site->time_zone, ==, cases[i].zone);
      g_assert_false (site->app_passwords);
      g_assert_null (site->authorize_url);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/discover/link-header", test_link_header);
  g_test_add_func ("/discover/link-element", test_link_element);
  g_test_add_func ("/discover/link-in-body", test_link_in_body);
  g_test_add_func ("/discover/guess-plain", test_guess_plain);
  g_test_add_func ("/discover/redirected", test_redirected);
  g_test_add_func ("/discover/bare-loopback", test_bare_loopback);
  g_test_add_func ("/discover/no-wordpress", test_no_wordpress);
  g_test_add_func ("/discover/maintenance", test_maintenance);
  g_test_add_func ("/discover/database-down", test_database_down);
  g_test_add_func ("/discover/redirects-without-end", test_redirects_without_end);
  g_test_add_func ("/discover/elsewhere", test_elsewhere);
  g_test_add_func ("/discover/link-elsewhere", test_link_elsewhere);
  g_test_add_func ("/discover/closed", test_closed);
  g_test_add_func ("/discover/no-password", test_no_password);
  g_test_add_func ("/discover/time-zones", test_time_zones);
  return g_test_run ();
}

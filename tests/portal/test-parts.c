/* Addresses, JSON, texts and what is kept of a user.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "portal-test.h"
#include "portal/bt-address.h"
#include "portal/bt-http.h"
#include "portal/bt-json.h"
#include "portal/bt-wordpress-private.h"

static void
test_address_accepted (void)
{
  static const struct
  {
    const char *typed;
    const char *address;
    gboolean bare;
  } cases[] = {
    { "toasoan.vn", "https://toasoan.vn/", TRUE },
    { "  HTTPS://ToaSoan.vn/tin-tuc?x=1#top\n", "https://toasoan.vn/tin-tuc/", FALSE },
    { "https://toasoan.vn:8443/wp-admin/post.php?post=3&action=edit",
      "https://toasoan.vn:8443/", FALSE },
    { "https://toasoan.vn/bao/wp-login.php", "https://toasoan.vn/bao/", FALSE },
    { "https://toasoan.vn/index.php/wp-json/", "https://toasoan.vn/", FALSE },
    { "https://toasoan.vn/wp-administration", "https://toasoan.vn/wp-administration/",
      FALSE },
    { "toàsoạn.vn", "https://xn--toson-sqa5344c.vn/", TRUE },
    { "http://127.0.0.1:8080", "http://127.0.0.1:8080/", FALSE },
    { "http://127.9.9.9", "http://127.9.9.9/", FALSE },
    { "http://[::1]:81/x", "http://[::1]:81/x/", FALSE },
    { "http://localhost/", "http://localhost/", FALSE },
    { "localhost:8080", "https://localhost:8080/", TRUE },
    { "http://thu.localhost", "http://thu.localhost/", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean bare;
      g_autoptr (GUri) uri = bt_address_parse (cases[i].typed, &bare, &error);
      g_autofree char *text = NULL;

      g_test_message ("%s", cases[i].typed);
      g_assert_no_error (error);
      text = g_uri_to_string (uri);
      g_assert_cmpstr (text, ==, cases[i].address);
      g_assert_cmpint (bare, ==, cases[i].bare);
    }
}

static void
test_address_refused (void)
{
  static const char *const cases[] = {
    "",
    "   ",
    "http://toasoan.vn",
    "http://10.0.0.1",
    "http://127.0.0.1.toasoan.vn",
    "http://localhost.toasoan.vn",
    "http://xlocalhost",
    "http://[::2]/",
    "ftp://toasoan.vn",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "https://",
    "https:///duong-dan",
    "https://ai:matkhau@toasoan.vn",
    "ai@toasoan.vn",
    "https://toa soan.vn",
    "https://toasoan.vn:99999",
    "https://toa%2fsoan.vn",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean bare;
      g_autoptr (GUri) uri = bt_address_parse (cases[i], &bare, &error);

      g_test_message ("%s", cases[i]);
      g_assert_null (uri);
      assert_portal_error (error, ADDRESS);
    }
}

static void
test_address_together (void)
{
  static const struct
  {
    const char *a;
    const char *b;
    gboolean origin;
    gboolean site;
  } cases[] = {
    { "https://toasoan.vn/", "https://TOASOAN.vn:443/wp-json/", TRUE, TRUE },
    { "https://toasoan.vn/", "https://www.toasoan.vn/", FALSE, TRUE },
    { "https://bao.toasoan.com.vn/", "https://api.toasoan.com.vn/", FALSE, TRUE },
    { "https://bao.com.vn/", "https://khac.com.vn/", FALSE, FALSE },
    { "https://baocantho.gov.vn/", "https://khac.gov.vn/", FALSE, FALSE },
    { "https://toasoan.vn/", "http://toasoan.vn/", FALSE, FALSE },
    { "https://toasoan.vn/", "https://toasoan.vn.example/", FALSE, FALSE },
    { "http://127.0.0.1:1/", "http://127.0.0.1:2/", FALSE, TRUE },
    { "http://127.0.0.1/", "http://127.0.0.2/", FALSE, FALSE },
    { "http://127.0.0.1/", "http://localhost/", FALSE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GUri) a = g_uri_parse (cases[i].a, SOUP_HTTP_URI_FLAGS, NULL);
      g_autoptr (GUri) b = g_uri_parse (cases[i].b, SOUP_HTTP_URI_FLAGS, NULL);

      g_test_message ("%s %s", cases[i].a, cases[i].b);
      g_assert_cmpint (bt_address_same_origin (a, b), ==, cases[i].origin);
      g_assert_cmpint (bt_address_same_site (a, b), ==, cases[i].site);
    }
}

static void
test_new_refused (void)
{
  static const struct
  {
    const char *kind;
    const char *url;
    const char *api;
    const char *user;
  } cases[] = {
    { "joomla", "https://toasoan.vn", NULL, "ai" },
    { "wordpress", "http://toasoan.vn", NULL, "ai" },
    { "wordpress", "https://toasoan.vn", "https://ke-gian.vn/wp-json/", "ai" },
    { "wordpress", "https://toasoan.vn", "http://127.0.0.1/wp-json/", "ai" },
    { "wordpress", "https://toasoan.vn", "http://toasoan.vn/wp-json/", "ai" },
    { "wordpress", "https://toasoan.vn", "/wp-json/", "ai" },
    { "wordpress", "https://toasoan.vn", NULL, "ai:khac" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      BtPortal *portal = bt_portal_new (cases[i].kind, cases[i].url, cases[i].api,
                                        cases[i].user, "mật khẩu", &error);

      g_test_message ("%s %s", cases[i].url, cases[i].api);
      g_assert_null (portal);
      assert_portal_error (error, ADDRESS);
    }
}

static JsonNode *
parse (const char *text, gsize length, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);

  return bt_json_parse (bytes, error);
}

static void
test_json_refused (void)
{
  g_autofree char *deep = g_strnfill (200000, '[');
  g_autofree char *many = g_strnfill (2000000, ',');
  const struct
  {
    const char *text;
    gsize length;
  } cases[] = {
    { "", 0 },
    { " \n", 2 },
    { "null", 4 },
    { "\"a\"", 3 },
    { "12", 2 },
    { "\xEF\xBB\xBF{}", 5 },
    { "<br />\n<b>Warning</b>: x{}", 26 },
    { "{}<br />", 8 },
    { "{\"id\":1}\n{\"id\":2}", 17 },
    { "{\"id\":1", 7 },
    { "{\"a\":\"b}", 8 },
    { "[}", 2 },
    { "]", 1 },
    { "{\"a\":\"\xC3\x28\"}", 10 },
    { "{\"a\":\"\xED\xA0\x80\"}", 11 },
    { "{\"a\":\0}", 7 },
    { deep, 200000 },
    { many, 2000000 },
  };

  many[0] = '[';
  many[1999999] = ']';
  for (gsize i = 1; i < 1999999; i += 2)
    many[i] = '0';
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = parse (cases[i].text, cases[i].length, &error);

      g_test_message ("%" G_GSIZE_FORMAT, i);
      g_assert_null (node);
      assert_portal_error (error, UNREADABLE);
    }
}

static void
test_json_members (void)
{
  static const char text[] =
      " {\"id\":7,\"dot\":8.0,\"huge\":1e300,\"text\":\"a]}\\\"{\",\"null\":null,"
      "\"list\":[1,\"2\",-3,4,null,{}],\"names\":[\"a\",1,\"b\"],\"on\":true} \n";
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = parse (text, strlen (text), &error);
  JsonObject *object;
  g_autoptr (GArray) ids = NULL;
  g_auto (GStrv) names = NULL;

  g_assert_no_error (error);
  object = json_node_get_object (node);
  g_assert_cmpint (bt_json_int (object, "id"), ==, 7);
  g_assert_cmpint (bt_json_int (object, "dot"), ==, 8);
  g_assert_cmpint (bt_json_int (object, "huge"), ==, 0);
  g_assert_cmpint (bt_json_int (object, "text"), ==, 0);
  g_assert_cmpint (bt_json_int (object, "none"), ==, 0);
  g_assert_cmpstr (bt_json_string (object, "text"), ==, "a]}\"{");
  g_assert_null (bt_json_string (object, "null"));
  g_assert_null (bt_json_string (object, "id"));
  g_assert_null (bt_json_object (object, "list"));
  g_assert_null (bt_json_array (NULL, "list"));
  g_assert_true (bt_json_boolean (object, "on"));
  g_assert_false (bt_json_boolean (object, "id"));
  ids = bt_json_ids (object, "list");
  g_assert_cmpuint (ids->len, ==, 2);
  g_assert_cmpint (g_array_index (ids, gint64, 1), ==, 4);
  names = bt_json_strings (object, "names");
  g_assert_cmpuint (g_strv_length (names), ==, 2);
  g_assert_cmpstr (names[1], ==, "b");
}

static void
test_plain (void)
{
  static const struct
  {
    const char *text;
    const char *plain;
  } cases[] = {
    { NULL, "" },
    { "R&amp;D x", "R&D x" },
    { " &lt;b&gt; &quot;&#039;&#8211;&#x1EA3;&apos; ", "<b> \"'–ả'" },
    { "&amp;amp;", "&amp;" },
    { "Tho\xCC\x9B\xCC\x80i", "Thời" },
    { "A & B &; &# &#; &#x; &#0; &#x110000; &#xD800; &unknown;",
      "A & B &; &# &#; &#x; &#0; &#x110000; &#xD800; &unknown;" },
    { "&#99999999999999999999;", "&#99999999999999999999;" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *plain = bt_wordpress_plain (cases[i].text);

      g_assert_cmpstr (plain, ==, cases[i].plain);
    }
}

static void
test_user_kept (void)
{
  static const char *const bad[] = { "", "[]", "{", "x" };
  char *roles[] = { (char *)"editor", (char *)"biên tập", NULL };
  BtPortalUser user = { .id = 12,
                        .login = (char *)"bientap",
                        .name = (char *)"Hoàng Vĩnh \"Khang\"",
                        .roles = roles,
                        .may_publish = TRUE,
                        .may_upload = TRUE };
  g_autofree char *json = bt_portal_user_to_json (&user);
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPortalUser) back = bt_portal_user_from_json (json, &error);

  g_assert_no_error (error);
  g_assert_cmpint (back->id, ==, 12);
  g_assert_cmpstr (back->login, ==, "bientap");
  g_assert_cmpstr (back->name, ==, user.name);
  g_assert_cmpstr (back->roles[1], ==, "biên tập");
  g_assert_null (back->roles[2]);
  g_assert_true (back->may_publish && back->may_upload);
  g_assert_false (back->may_edit_others || back->may_manage_sections);

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) refused = NULL;

      g_assert_null (bt_portal_user_from_json (bad[i], &refused));
      assert_portal_error (refused, UNREADABLE);
    }
}

static gboolean
note_thread_cb (gpointer data)
{
  *(GThread **)data = g_thread_self ();
  return G_SOURCE_REMOVE;
}

/* What the window has to do is done in the window's thread, whoever ends meanwhile. */
static void
test_threads_apart (void)
{
  GThread *where = NULL;
  BtHttp *http = bt_http_new ();

  g_idle_add (note_thread_cb, &where);
  g_object_unref (http);
  g_assert_null (where);
  while (where == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (where == g_thread_self ());
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/address/accepted", test_address_accepted);
  g_test_add_func ("/address/refused", test_address_refused);
  g_test_add_func ("/address/together", test_address_together);
  g_test_add_func ("/portal/new-refused", test_new_refused);
  g_test_add_func ("/json/refused", test_json_refused);
  g_test_add_func ("/json/members", test_json_members);
  g_test_add_func ("/text/plain", test_plain);
  g_test_add_func ("/user/kept", test_user_kept);
  g_test_add_func ("/http/threads-apart", test_threads_apart);
  return g_test_run ();
}

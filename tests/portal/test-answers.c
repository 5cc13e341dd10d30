/* What comes back when things go wrong: byte for byte from a server that follows a script.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <string.h>

#include "portal-test.h"
#include "script-server.h"

#define USER "phongvien"
#define PASSWORD "mat khau bi mat"
/* base64 of USER:PASSWORD */
#define COOKED "cGhvbmd2aWVuOm1hdCBraGF1IGJpIG1hdA=="

#define POST_JSON                                                                        \
  "{\"id\":5,\"status\":\"draft\",\"content\":{\"raw\":\"<p>x</p>\"},"                   \
  "\"title\":{\"raw\":\"T\"},\"modified_gmt\":\"2026-01-02T03:04:05\"}"

static BtPortal *
portal_at (const char *base, const char *api_path)
{
  g_autofree char *api = g_strconcat (base, api_path ? api_path : "wp-json/", NULL);
  g_autoptr (GError) error = NULL;
  BtPortal *portal = bt_portal_new ("wordpress", base, api, USER, PASSWORD, &error);

  g_assert_no_error (error);
  return portal;
}

static BtPortalPost *
create (BtPortal *portal, GError **error)
{
  BtPortalChange change = BT_PORTAL_CHANGE_INIT;

  change.title = "T";
  change.content = "<p>x</p>";
  change.status = "draft";
  return bt_portal_create_post (portal, &change, NULL, error);
}

typedef struct
{
  const char *name;
  guint status;
  const char *type;
  const char *headers;
  const char *body;
  BtPortalError change;
  BtPortalError question;
  const char *code;
  guint retry_after;
} Case;

#define JSON "application/json"
#define HTML "text/html; charset=UTF-8"
#define PAGE "<!DOCTYPE html><html><body>Lỗi</body></html>"
#define BOTH(error) BT_PORTAL_ERROR_##error, BT_PORTAL_ERROR_##error
#define LOST BT_PORTAL_ERROR_UNKNOWN_OUTCOME, BT_PORTAL_ERROR_UNREADABLE

static const Case cases[] = {
  { "html-200", 200, HTML, "", PAGE, LOST },
  { "empty-200", 200, JSON, "", "", LOST },
  { "bom", 200, JSON, "", "\xEF\xBB\xBF" POST_JSON, LOST },
  { "warnings", 200, JSON, "", "<br />\n<b>Warning</b>: x" POST_JSON, LOST },
  { "cut-json", 200, JSON, "", "{\"id\":5,\"status\":\"dr", LOST },
  { "other-json", 200, JSON, "", "{\"hello\":1}", LOST },
  { "array", 200, JSON, "", "[" POST_JSON "]", LOST },
  { "another-post", 200, JSON, "",
    "{\"id\":0,\"content\":{\"raw\":\"\"},\"status\":\"x\"}", LOST },
  { "rendered-only", 200, JSON, "",
    "{\"id\":5,\"status\":\"publish\",\"content\":{\"rendered\":\"<p>x</p>\"}}", LOST },
  { "moved", 301, HTML, "Location: /wp-json/wp/v2/x\r\n", PAGE,
    BT_PORTAL_ERROR_UNKNOWN_OUTCOME, BT_PORTAL_ERROR_ADDRESS },
  { "bad-parameter", 400, JSON, "", "{\"code\":\"rest_invalid_param\",\"message\":\"x\"}",
    BOTH (REFUSED), "rest_invalid_param" },
  { "wrong-password", 401, JSON, "", "{\"code\":\"rest_cannot_create\"}", BOTH (SIGN_IN),
    "rest_cannot_create" },
  { "htpasswd", 401, HTML, "WWW-Authenticate: Basic realm=\"x\"\r\n", PAGE,
    BOTH (SIGN_IN) },
  { "role", 403, JSON, "", "{\"code\":\"rest_cannot_publish\"}", BOTH (FORBIDDEN),
    "rest_cannot_publish" },
  { "app-passwords-off", 403, JSON, "", "{\"code\":\"application_passwords_disabled\"}",
    BOTH (SIGN_IN), "application_passwords_disabled" },
  { "firewall", 403, HTML, "", PAGE, BOTH (REFUSED) },
  { "gone", 404, JSON, "", "{\"code\":\"rest_post_invalid_id\"}", BOTH (NOT_FOUND),
    "rest_post_invalid_id" },
  { "rest-off", 404, JSON, "", "{\"code\":\"rest_no_route\"}", BOTH (NO_INTERFACE),
    "rest_no_route" },
  { "no-rewriting", 404, HTML, "", PAGE, BOTH (NO_INTERFACE) },
  { "method", 405, HTML, "", PAGE, BOTH (REFUSED) },
  { "slow-request", 408, HTML, "", PAGE, LOST },
  { "trashed", 410, JSON, "", "{\"code\":\"rest_already_trashed\"}", BOTH (TRASHED),
    "rest_already_trashed" },
  { "checksum", 412, JSON, "", "{\"code\":\"rest_upload_hash_mismatch\"}",
    BOTH (CHECKSUM), "rest_upload_hash_mismatch" },
  { "changed", 412, JSON, "", "{\"code\":\"rest_precondition_failed\"}", BOTH (CHANGED),
    "rest_precondition_failed" },
  { "too-large", 413, HTML, "", PAGE, BOTH (TOO_LARGE) },
  { "too-many", 429, HTML, "Retry-After: 60\r\n", PAGE, BOTH (BUSY), NULL, 60 },
  { "too-many-no-time", 429, HTML, "", PAGE, BOTH (BUSY) },
  { "for-ever", 429, HTML, "Retry-After: 99999999999999999999\r\n", PAGE, BOTH (BUSY),
    NULL, 0 },
  { "a-year", 429, HTML, "Retry-After: 31536000\r\n", PAGE, BOTH (BUSY), NULL, 86400 },
  { "past-date", 429, HTML, "Retry-After: Wed, 21 Oct 2015 07:28:00 GMT\r\n", PAGE,
    BOTH (BUSY), NULL, 1 },
  { "nonsense-time", 429, HTML, "Retry-After: mai\r\n", PAGE, BOTH (BUSY) },
  { "fatal-json", 500, JSON, "", "{\"code\":\"internal_server_error\"}", LOST,
    "internal_server_error" },
  { "fatal-html", 500, HTML, "", PAGE, LOST },
  { "not-a-picture", 500, JSON, "", "{\"code\":\"rest_upload_sideload_error\"}",
    BOTH (REFUSED), "rest_upload_sideload_error" },
  { "no-trash", 501, JSON, "", "{\"code\":\"rest_trash_not_supported\"}", BOTH (REFUSED),
    "rest_trash_not_supported" },
  { "bad-gateway", 502, HTML, "", PAGE, LOST },
  { "maintenance", 503, HTML, "Retry-After: 600\r\n", PAGE, BOTH (BUSY), NULL, 600 },
  { "overloaded", 503, HTML, "", PAGE, LOST },
  { "cloudflare", 524, HTML, "", PAGE, LOST },
  { "unheard-of", 799, HTML, "", PAGE, LOST },
};

static void
check_error (const GError *error, BtPortalError kind, const Case *c)
{
  g_assert_error (error, BT_PORTAL_ERROR, (int)kind);
  g_assert_cmpstr (bt_portal_error_get_code (error), ==, c->code);
  g_assert_cmpuint (bt_portal_error_get_retry_after (error), ==, c->retry_after);
  if (c->status >= 300)
    g_assert_cmpuint (bt_portal_error_get_status (error), ==, c->status);
  g_assert_null (strstr (error->message, PASSWORD));
  g_assert_null (strstr (error->message, COOKED));
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (ScriptServer) server = script_server_new (NULL);
  g_autoptr (BtPortal) portal = portal_at (script_server_url (server), NULL);
  g_autofree char *reply = script_reply (c->status, c->type, c->headers, c->body);
  g_autoptr (GError) error = NULL;

  script_server_answer (server, "POST /wp-json/wp/v2/posts", reply);
  g_assert_null (create (portal, &error));
  check_error (error, c->change, c);
  g_clear_error (&error);

  script_server_answer (server, "GET /wp-json/wp/v2/posts/5", reply);
  g_assert_null (bt_portal_get_post (portal, 5, NULL, &error));
  check_error (error, c->question, c);

  /* Nothing that changes something is ever sent again. */
  g_assert_cmpuint (script_server_count (server, "POST "), ==, 1);
}

/* What the reply's end does. */
static void
test_transport (void)
{
  static const char *const replies[] = {
    SCRIPT_CLOSE,
    SCRIPT_STALL,
    SCRIPT_TRICKLE,
    SCRIPT_FLOOD,
    "HTTP/1.1 201 Created\r\nContent-Length: 9999\r\nContent-Type: "
    "application/json\r\n\r\n"
    "{\"id\":5,",
    "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"id\"\r\n",
    "HTTP/1.1 201 Cre",
    "SSH-2.0-OpenSSH\r\n",
    "HTTP/1.1 201 Created\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nabcde",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      g_autoptr (ScriptServer) server = script_server_new (NULL);
      g_autoptr (BtPortal) portal = portal_at (script_server_url (server), NULL);
      g_autoptr (GError) error = NULL;
      gint64 start = g_get_monotonic_time ();

      /* 0.6 s to connect and idle, 1.8 s for a reply, 2.4 s for a question */
      g_object_set (portal, "patience", 0.02, NULL);
      g_test_message ("%.20s", replies[i]);
      script_server_answer (server, "POST ", replies[i]);
      script_server_answer (server, "GET ", replies[i]);
      g_assert_null (bt_portal_get_post (portal, 5, NULL, &error));
      assert_portal_error (error, UNREADABLE);
      g_clear_error (&error);
      g_assert_null (create (portal, &error));
      assert_portal_error (error, UNKNOWN_OUTCOME);
      g_assert_cmpuint (script_server_count (server, "POST "), ==, 1);
      g_assert_cmpint (g_get_monotonic_time () - start, <, 8 * G_USEC_PER_SEC);
    }
}

static void
test_offline (void)
{
  g_autoptr (ScriptServer) server = script_server_new (NULL);
  g_autofree char *url = g_strdup (script_server_url (server));
  g_autoptr (BtPortal) closed = portal_at (url, NULL);
  g_autoptr (BtPortal) nameless = portal_at ("https://khong-co.invalid/", NULL);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&server, script_server_free);
  g_assert_null (create (closed, &error));
  assert_portal_error (error, OFFLINE);
  g_clear_error (&error);
  g_assert_null (bt_portal_get_post (closed, 5, NULL, &error));
  assert_portal_error (error, OFFLINE);
  g_clear_error (&error);
  g_assert_null (create (nameless, &error));
  assert_portal_error (error, OFFLINE);
}

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (300 * 1000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
test_cancel (void)
{
  g_autoptr (ScriptServer) server = script_server_new (NULL);
  g_autoptr (BtPortal) portal = portal_at (script_server_url (server), NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  GThread *thread;

  script_server_answer (server, "GET ", SCRIPT_STALL);
  thread = g_thread_new ("cancel", cancel_soon, cancellable);
  g_assert_null (bt_portal_get_post (portal, 5, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 2 * G_USEC_PER_SEC);
  g_thread_join (thread);

  /* One that is cancelled before it starts does not start. */
  g_clear_error (&error);
  g_assert_null (bt_portal_whoami (portal, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (script_server_count (server, ""), ==, 1);
}

static void
test_request (void)
{
  g_autoptr (ScriptServer) server = script_server_new (NULL);
  g_autoptr (BtPortal) portal = portal_at (script_server_url (server), NULL);
  g_autofree char *reply = script_json (201, "", POST_JSON);
  BtPortalChange change = BT_PORTAL_CHANGE_INIT;
  const gint64 tags[] = { 3, 9007199254740993 };
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPortalPost) post = NULL;
  const ScriptRequest *request;
  g_autofree char *body = NULL;

  g_array_append_vals (ids, tags, 2);
  change.title = "Lũ \"lụt\"";
  change.slug = "";
  change.date_gmt = "";
  change.featured_media = 0;
  change.tags = ids;
  change.sections = none;
  change.unmodified_since = "2026-01-02T03:04:05";
  script_server_answer (server, "POST /wp-json/wp/v2/posts/5?context=edit", reply);
  post = bt_portal_update_post (portal, 5, &change, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (post->token, "2026-01-02T03:04:05/0/"));

  request = script_server_request (server, "POST ");
  g_assert_nonnull (strstr (request->head, "\r\nAuthorization: Basic " COOKED "\r\n"));
  g_assert_nonnull (strstr (request->head, "\r\nAccept: application/json\r\n"));
  g_assert_nonnull (strstr (request->head, "\r\nContent-Type: application/json\r\n"));
  g_assert_nonnull (strstr (request->head, "\r\nUser-Agent: BanThao/"));
  g_assert_nonnull (strstr (
      request->head, "\r\nIf-Unmodified-Since: Fri, 02 Jan 2026 03:04:05 GMT\r\n"));
  g_assert_null (strstr (request->head, "Expect"));
  g_assert_null (strstr (request->head, "Cookie"));
  body = g_strndup ((const char *)request->body->data, request->body->len);
  g_assert_cmpstr (body, ==,
                   "{\"title\":\"Lũ \\\"lụt\\\"\",\"slug\":\"\",\"date\":null,"
                   "\"featured_media\":0,\"categories\":[],"
                   "\"tags\":[3,9007199254740993]}");
}

/* ?rest_route=/ where addresses are not rewritten. */
static void
test_plain_addresses (void)
{
  g_autoptr (ScriptServer) server = script_server_new (NULL);
  g_autoptr (BtPortal) portal =
      portal_at (script_server_url (server), "index.php?rest_route=/");
  g_autofree char *reply = script_json (200, "", POST_JSON);
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPortalPost) post = NULL;

  script_server_answer (
      server, "GET /index.php?rest_route=%2Fwp%2Fv2%2Fposts%2F5&context=edit", reply);
  post = bt_portal_get_post (portal, 5, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (post->content, ==, "<p>x</p>");
}

/* The password stays with the portal, wherever its answers point. */
static void
test_no_leak (void)
{
  g_autoptr (ScriptServer) server = script_server_new (NULL);
  g_autoptr (ScriptServer) thief = script_server_new (NULL);
  g_autofree char *to =
      g_strconcat ("Location: ", script_server_url (thief), "wp-json/\r\n", NULL);
  g_autofree char *moved = script_reply (302, HTML, to, PAGE);
  g_autofree char *kept = script_reply (308, HTML, to, PAGE);
  g_autoptr (BtPortal) portal = portal_at (script_server_url (server), NULL);
  g_autoptr (GError) error = NULL;

  script_server_answer (server, "GET ", moved);
  g_assert_null (bt_portal_whoami (portal, NULL, &error));
  assert_portal_error (error, ADDRESS);
  g_clear_error (&error);
  script_server_answer (server, "POST ", kept);
  g_assert_null (create (portal, &error));
  assert_portal_error (error, UNKNOWN_OUTCOME);
  g_assert_cmpuint (script_server_count (thief, ""), ==, 0);
}

/* What opens in somebody's browser is the portal's own page, whatever the portal says. */
static void
test_preview_link (void)
{
  static const struct
  {
    const char *link;
    const char *status;
    const char *shown; /* behind the site's address */
  } links[] = {
    { "@?p=5", "draft", "?p=5&preview=true" },
    { "@2026/01/tin/", "publish", "2026/01/tin/" },
    { "@2026/01/tin/", "future", "2026/01/tin/?preview=true" },
    { "javascript:alert(1)", "publish", "?p=5" },
    { "file:///etc/passwd", "publish", "?p=5" },
    { "https://ke-xau.example/?p=5", "draft", "?p=5&preview=true" },
    { "http://a:b@127.0.0.1/", "publish", "?p=5" },
    { "", "pending", "?p=5&preview=true" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (links); i++)
    {
      g_autoptr (ScriptServer) server = script_server_new (NULL);
      const char *url = script_server_url (server);
      g_autoptr (BtPortal) portal = portal_at (url, NULL);
      g_auto (GStrv) parts = g_strsplit (links[i].link, "@", 2);
      g_autofree char *own = g_strconcat (url, parts[0] ? parts[1] : NULL, NULL);
      const char *link = *links[i].link == '@' ? own : links[i].link;
      g_autofree char *json =
          g_strdup_printf ("{\"id\":5,\"status\":\"%s\",\"content\":{\"raw\":\"x\"},"
                           "\"link\":\"%s\"}",
                           links[i].status, link);
      g_autofree char *reply = script_json (200, "", json);
      g_autofree char *expected = g_strconcat (url, links[i].shown, NULL);
      g_autofree char *status = NULL;
      g_autofree char *found = NULL;
      g_autoptr (GError) error = NULL;

      script_server_answer (server, "GET ", reply);
      found = bt_portal_preview_link (portal, 5, &status, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (found, ==, expected);
      g_assert_cmpstr (status, ==, links[i].status);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/answer/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/transport/replies", test_transport);
  g_test_add_func ("/transport/offline", test_offline);
  g_test_add_func ("/transport/cancel", test_cancel);
  g_test_add_func ("/request/post", test_request);
  g_test_add_func ("/request/plain-addresses", test_plain_addresses);
  g_test_add_func ("/request/no-leak", test_no_leak);
  g_test_add_func ("/request/preview-link", test_preview_link);
  return g_test_run ();
}

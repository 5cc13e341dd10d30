/* The practice portal's HTTP server, on loopback only.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "practice/bt-practice-server.h"

#include "practice/bt-practice-exchange.h"
#include "practice/bt-practice-pages.h"
#include "practice/bt-practice-rest.h"

#include <glib/gstdio.h>
#include <string.h>

#define MAX_CONNECTIONS 200
#define SILENCE_SECONDS 30
#define BACKLOG 256

struct _BtPracticeServer
{
  BtPracticeSite *site;
  char *url; /* where it listens; the site's own follows each request */
  SoupServer *soup;
  GPtrArray *faults;
  GHashTable *exchanges; /* SoupServerMessage → BtPracticeExchange, while it is open */
  guint sweeper;
  guint silence;
  gboolean control;
};

static const char *
header (SoupServerMessage *message, const char *name)
{
  return soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                       name);
}

/* "/wp-json/…" or "?rest_route=/…"; NULL for the pages. */
static char *
rest_route (SoupServerMessage *message, const char *path)
{
  const char *query = g_uri_get_query (soup_server_message_get_uri (message));
  g_autoptr (JsonObject) params = NULL;
  const char *route = NULL;

  if (g_str_equal (path, "/wp-json"))
    return g_strdup ("/");
  if (g_str_has_prefix (path, "/wp-json/"))
    route = path + strlen ("/wp-json");
  else if (query != NULL && strstr (query, "rest_route=") != NULL)
    {
      params = bt_practice_parse_query (query);
      route = json_object_get_string_member_with_default (params, "rest_route", NULL);
    }
  if (route == NULL)
    return NULL;
  if (strlen (route) > 1 && g_str_has_suffix (route, "/"))
    return g_strndup (route, strlen (route) - 1);
  return g_strdup (route);
}

/* A page of another site must not talk to this one through the user's browser. */
static gboolean
host_is_loopback (SoupServerMessage *message)
{
  const char *host = header (message, "Host");

  return host == NULL
         || g_regex_match_simple ("^(127\\.0\\.0\\.1|localhost)(:\\d{1,5})?$", host,
                                  G_REGEX_CASELESS, G_REGEX_MATCH_DEFAULT);
}

/* Addresses in the answers are those that the client knows the portal by: a proxy may
 * stand before it. */
static void
adopt_address (BtPracticeServer *self, SoupServerMessage *message)
{
  const char *host = header (message, "Host");

  g_free (self->site->url);
  self->site->url =
      host != NULL ? g_strconcat ("http://", host, NULL) : g_strdup (self->url);
}

static void
respond (SoupServerMessage *message, guint status, const char *type, const char *text)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, text, strlen (text));
}

static void
respond_json (SoupServerMessage *message,
              guint status,
              JsonNode *node,
              const char *before)
{
  g_autofree char *json = json_to_string (node, FALSE);
  g_autofree char *text = g_strconcat (before, json, NULL);

  respond (message, status, "application/json; charset=UTF-8", text);
}

static void
set_rest_headers (BtPracticeServer *self, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autofree char *link =
      g_strdup_printf ("<%s/wp-json/>; rel=\"https://api.w.org/\"", self->site->url);

  soup_message_headers_append (headers, "Link", link);
  soup_message_headers_replace (headers, "X-Robots-Tag", "noindex");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  soup_message_headers_replace (headers, "Cache-Control",
                                "no-cache, must-revalidate, max-age=0");
  soup_message_headers_replace (headers, "Access-Control-Expose-Headers",
                                "X-WP-Total, X-WP-TotalPages, Link");
}

/* The body of a request that is no upload: JSON or a form. */
static void
read_body (BtPracticeRequest *request, SoupServerMessage *message)
{
  const char *type = header (message, "Content-Type");
  g_autoptr (GBytes) body =
      soup_message_body_flatten (soup_server_message_get_request_body (message));
  const char *data = g_bytes_get_data (body, NULL);
  gsize length = g_bytes_get_size (body);
  g_autoptr (JsonNode) node = NULL;

  if (length == 0 || type == NULL)
    return;
  if (g_str_has_prefix (type, "application/x-www-form-urlencoded"))
    {
      g_autofree char *text = g_strndup (data, length);

      request->body = bt_practice_parse_query (text);
      return;
    }
  if (!g_str_has_prefix (type, "application/json"))
    return;
  node = bt_practice_parse_json (data, length);
  if (node == NULL)
    bt_practice_fail (request, 400, "rest_invalid_json", "Invalid JSON body passed.");
  else if (JSON_NODE_HOLDS_OBJECT (node))
    request->body = json_node_dup_object (node);
}

static void
prepare_request (BtPracticeServer *self,
                 SoupServerMessage *message,
                 BtPracticeExchange *exchange,
                 BtPracticeRequest *request)
{
  const char *override = header (message, "X-HTTP-Method-Override");
  const char *method;

  request->site = self->site;
  request->status = 200;
  request->headers = soup_server_message_get_request_headers (message);
  request->out = soup_server_message_get_response_headers (message);
  request->query =
      bt_practice_parse_query (g_uri_get_query (soup_server_message_get_uri (message)));
  request->user =
      bt_practice_user_sign_in (self->site, header (message, "Authorization"));
  method = soup_server_message_get_method (message);
  if (g_str_equal (method, "POST"))
    {
      const char *word =
          json_object_get_string_member_with_default (request->query, "_method", NULL);

      method = word != NULL ? word : override != NULL ? override : method;
    }
  request->method = g_ascii_strup (method, -1);
  bt_practice_exchange_get_upload (exchange, &request->upload, &request->upload_size,
                                   &request->upload_md5);
  if (request->upload == NULL)
    read_body (request, message);
}

/* In one transaction: what was answered is stored, what failed left nothing behind. */
static JsonNode *
answer_request (BtPracticeServer *self, BtPracticeRequest *request)
{
  g_autoptr (JsonNode) answer = bt_practice_rest_answer (request);
  g_autoptr (GError) error = NULL;
  gboolean keep = request->status < 400;

  if (!bt_practice_db_end (self->site->db, keep, &error))
    {
      g_printerr ("banthao-portal: %s\n", error->message);
      bt_practice_fail (request, 500, "db_error", "The database failed.");
      g_clear_pointer (&answer, json_node_unref);
      answer = json_node_ref (request->failure);
      keep = FALSE;
    }
  if (!keep && request->new_file != NULL)
    g_unlink (request->new_file);
  if (keep && request->dead_file != NULL)
    g_unlink (request->dead_file);
  return g_steal_pointer (&answer);
}

static void
respond_with_fault (BtPracticeServer *self,
                    SoupServerMessage *message,
                    BtPracticeExchange *exchange,
                    BtPracticeRequest *request,
                    JsonNode *answer,
                    BtPracticeFaultKind fault,
                    guint seconds)
{
  const char *before = "";

  if (fault == BT_PRACTICE_FAULT_DROP_REPLY)
    {
      bt_practice_exchange_cut (exchange);
      return;
    }
  if (fault == BT_PRACTICE_FAULT_ERROR)
    {
      respond (
          message, 500, "text/html; charset=UTF-8",
          "<!DOCTYPE html><p>Đã có một lỗi nghiêm trọng trên trang web của bạn.</p>");
      return;
    }
  if (fault == BT_PRACTICE_FAULT_JUNK)
    before = "<br />\n<b>Warning</b>:  Undefined variable $x in <b>x.php</b><br />\n";
  respond_json (message, request->status, answer, before);
  if (fault == BT_PRACTICE_FAULT_SLOW)
    bt_practice_exchange_delay (exchange, seconds);
}

static void
handle_rest (BtPracticeServer *self,
             SoupServerMessage *message,
             BtPracticeExchange *exchange,
             char *route)
{
  g_auto (BtPracticeRequest) request = { 0 };
  g_autoptr (JsonNode) answer = NULL;
  BtPracticeFaultKind fault;
  guint seconds = 0;

  request.route = route;
  fault = bt_practice_fault_take (self->faults, soup_server_message_get_method (message),
                                  route, &seconds);
  set_rest_headers (self, message);
  if (fault == BT_PRACTICE_FAULT_DROP_REQUEST)
    {
      bt_practice_exchange_cut (exchange);
      return;
    }
  if (fault == BT_PRACTICE_FAULT_BUSY)
    {
      g_autofree char *after = g_strdup_printf ("%u", seconds);

      soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                    "Retry-After", after);
      respond (message, 503, "text/html; charset=UTF-8",
               "<!DOCTYPE html><p>Tạm dừng để bảo trì. Xin quay lại sau ít phút.</p>");
      return;
    }
  bt_practice_db_begin (self->site->db);
  bt_practice_publish_due (self->site);
  prepare_request (self, message, exchange, &request);
  answer = answer_request (self, &request);
  bt_practice_exchange_drop_upload (exchange);
  respond_with_fault (self, message, exchange, &request, answer, fault, seconds);
}

static void
handle_page (BtPracticeServer *self, SoupServerMessage *message, const char *path)
{
  g_auto (BtPracticePage) page = { 0 };
  g_autoptr (GError) error = NULL;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  bt_practice_db_begin (self->site->db);
  bt_practice_publish_due (self->site);
  bt_practice_page_make (self->site, path,
                         g_uri_get_query (soup_server_message_get_uri (message)), &page);
  if (!bt_practice_db_end (self->site->db, TRUE, &error))
    {
      g_printerr ("banthao-portal: %s\n", error->message);
      respond (message, 500, "text/plain; charset=UTF-8", "Cơ sở dữ liệu có lỗi.");
      return;
    }
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  soup_message_headers_replace (headers, "Referrer-Policy", "same-origin");
  soup_message_headers_replace (headers, "Content-Security-Policy",
                                "default-src 'none'; style-src 'self'; img-src 'self'; "
                                "media-src 'self'; base-uri 'none'; form-action 'none'; "
                                "frame-ancestors 'none'");
  if (page.location != NULL)
    soup_message_headers_replace (headers, "Location", page.location);
  if (page.is_html)
    {
      g_autofree char *link =
          g_strdup_printf ("<%s/wp-json/>; rel=\"https://api.w.org/\"", self->site->url);

      soup_message_headers_append (headers, "Link", link);
    }
  soup_server_message_set_status (message, page.status, NULL);
  soup_message_headers_replace (headers, "Content-Type", page.mime);
  if (g_bytes_get_size (page.body) > 0)
    soup_message_body_append_bytes (soup_server_message_get_response_body (message),
                                    page.body);
}

/* POST {"fault": "drop-reply,POST,/wp/v2/posts,1"}; an empty one takes all away. */
static void
handle_control (BtPracticeServer *self, SoupServerMessage *message)
{
  g_autoptr (GBytes) body =
      soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autoptr (JsonNode) node =
      bt_practice_parse_json (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  BtPracticeFault *fault;
  const char *text;

  if (!g_str_equal (soup_server_message_get_method (message), "POST") || node == NULL
      || !JSON_NODE_HOLDS_OBJECT (node))
    {
      respond (message, 400, "application/json", "{\"fault\":false}");
      return;
    }
  text = json_object_get_string_member_with_default (json_node_get_object (node), "fault",
                                                     "");
  fault = bt_practice_fault_parse (text);
  if (*text == '\0')
    g_ptr_array_set_size (self->faults, 0);
  else if (fault != NULL)
    g_ptr_array_add (self->faults, fault);
  respond (message, *text == '\0' || fault != NULL ? 200 : 400, "application/json",
           *text == '\0' || fault != NULL ? "{\"fault\":true}" : "{\"fault\":false}");
}

static void
handle_cb (SoupServer *soup,
           SoupServerMessage *message,
           const char *path,
           GHashTable *query,
           gpointer data)
{
  BtPracticeServer *self = data;
  BtPracticeExchange *exchange = g_hash_table_lookup (self->exchanges, message);
  const char *method = soup_server_message_get_method (message);
  char *route;

  g_assert (exchange != NULL);
  if (!host_is_loopback (message))
    {
      respond (message, 421, "text/plain", "This portal is for this machine only.");
      return;
    }
  adopt_address (self, message);
  if ((route = rest_route (message, path)) != NULL)
    handle_rest (self, message, exchange, route);
  else if (self->control && g_str_equal (path, "/banthao-practice/fault"))
    handle_control (self, message);
  else if (!g_str_equal (method, "GET") && !g_str_equal (method, "HEAD"))
    respond (message, 405, "text/plain", "Only GET and HEAD.");
  else
    handle_page (self, message, path);
}

/* After the headers and before the body: an upload goes to a file, and only from who may
 * sign in; anything too large is refused before it is read. */
static void
early_cb (SoupServer *soup,
          SoupServerMessage *message,
          const char *path,
          GHashTable *query,
          gpointer data)
{
  BtPracticeServer *self = data;
  BtPracticeExchange *exchange = g_hash_table_lookup (self->exchanges, message);
  g_autofree char *route = rest_route (message, path);
  g_autoptr (BtPracticeUser) user = NULL;
  gboolean upload = g_strcmp0 (route, "/wp/v2/media") == 0
                    && g_str_equal (soup_server_message_get_method (message), "POST");

  g_assert (exchange != NULL);
  if (upload)
    {
      bt_practice_db_begin (self->site->db);
      user = bt_practice_user_sign_in (self->site, header (message, "Authorization"));
      bt_practice_db_end (self->site->db, FALSE, NULL);
    }
  if (!bt_practice_exchange_expect_body (exchange, self->site, upload,
                                         bt_practice_user_can (user, "upload_files")))
    respond (message, 413, "text/html; charset=UTF-8",
             "<html><head><title>413 Request Entity Too Large</title></head></html>");
}

static void
ended_cb (SoupServerMessage *message, gpointer data)
{
  BtPracticeServer *self = data;

  g_hash_table_remove (self->exchanges, message);
}

static void
started_cb (SoupServer *soup, SoupServerMessage *message, gpointer data)
{
  BtPracticeServer *self = data;
  BtPracticeExchange *exchange = bt_practice_exchange_new (message);

  /* One request for each connection: libsoup tells of no second one until it has come, so
   * that silence before it would not be seen. */
  soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                "Connection", "close");
  g_hash_table_replace (self->exchanges, message, exchange);
  g_signal_connect (message, "disconnected", G_CALLBACK (ended_cb), self);
  if (g_hash_table_size (self->exchanges) > MAX_CONNECTIONS)
    bt_practice_exchange_cut (exchange);
}

static gboolean
sweep_cb (gpointer data)
{
  BtPracticeServer *self = data;
  GHashTableIter iter;
  gpointer exchange;

  g_hash_table_iter_init (&iter, self->exchanges);
  while (g_hash_table_iter_next (&iter, NULL, &exchange))
    if (bt_practice_exchange_is_stale (exchange, self->silence))
      bt_practice_exchange_cut (exchange);
  return G_SOURCE_CONTINUE;
}

/* libsoup's own way of listening takes ten waiting connections, fewer than a browser opens
 * for a page; the eleventh would wait a second. */
static GSocket *
listen_on_loopback (guint16 port, GError **error)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, port);
  g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM,
                                             G_SOCKET_PROTOCOL_TCP, error);

  if (socket == NULL || !g_socket_bind (socket, address, TRUE, error))
    return NULL;
  g_socket_set_listen_backlog (socket, BACKLOG);
  return g_socket_listen (socket, error) ? g_steal_pointer (&socket) : NULL;
}

BtPracticeServer *
bt_practice_server_start (BtPracticeSite *site, guint16 port, GError **error)
{
  g_autoptr (BtPracticeServer) self = g_new0 (BtPracticeServer, 1);
  g_autoptr (GSocket) socket = listen_on_loopback (port, error);
  g_autoslist (GUri) uris = NULL;

  self->site = site;
  self->faults = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_practice_fault_free);
  self->exchanges =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)bt_practice_exchange_free);
  self->soup = soup_server_new ("server-header", "banthao-portal ", NULL);
  g_signal_connect (self->soup, "request-started", G_CALLBACK (started_cb), self);
  soup_server_add_early_handler (self->soup, NULL, early_cb, self, NULL);
  soup_server_add_handler (self->soup, NULL, handle_cb, self, NULL);
  if (socket == NULL || !soup_server_listen_socket (self->soup, socket, 0, error))
    return NULL;
  uris = soup_server_get_uris (self->soup);
  self->url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  site->url = g_strdup (self->url);
  self->silence = SILENCE_SECONDS;
  self->sweeper = g_timeout_add_seconds (1, sweep_cb, self);
  return g_steal_pointer (&self);
}

void
bt_practice_server_free (BtPracticeServer *self)
{
  GHashTableIter iter;
  gpointer message;

  if (self == NULL)
    return;
  g_clear_handle_id (&self->sweeper, g_source_remove);
  g_hash_table_iter_init (&iter, self->exchanges);
  while (g_hash_table_iter_next (&iter, &message, NULL))
    g_signal_handlers_disconnect_by_data (message, self);
  if (self->soup != NULL)
    soup_server_disconnect (self->soup);
  g_clear_object (&self->soup);
  g_clear_pointer (&self->exchanges, g_hash_table_unref);
  g_clear_pointer (&self->faults, g_ptr_array_unref);
  bt_practice_site_free (self->site);
  g_free (self->url);
  g_free (self);
}

BtPracticeSite *
bt_practice_server_get_site (BtPracticeServer *self)
{
  return self->site;
}

void
bt_practice_server_add_fault (BtPracticeServer *self, BtPracticeFault *fault)
{
  g_ptr_array_add (self->faults, fault);
}

void
bt_practice_server_set_silence (BtPracticeServer *self, guint seconds)
{
  self->silence = seconds;
}

void
bt_practice_server_allow_control (BtPracticeServer *self)
{
  self->control = TRUE;
}

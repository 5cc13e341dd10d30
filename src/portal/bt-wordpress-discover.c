/* Finding the interface, and who is signed in.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "portal/bt-address.h"
#include "portal/bt-portal-private.h"
#include "portal/bt-wordpress-private.h"

#define API_RELATION "https://api.w.org/"
#define MAX_REDIRECTS 5

/* Asks without a password and follows redirects as long as they stay on the site. */
static BtHttpReply *
ask (BtWordpress *self,
     const char *method,
     GUri **uri,
     GCancellable *cancellable,
     GError **error)
{
  static const char *const headers[] = { "Accept", "text/html, application/json", NULL };

  for (guint i = 0; i <= MAX_REDIRECTS; i++)
    {
      BtHttpRequest request = { .method = method, .uri = *uri, .headers = headers };
      g_autoptr (BtHttpReply) reply =
          bt_http_send (self->http, &request, cancellable, error);

      if (!reply)
        return NULL;
      if (reply->status == 429 || reply->status >= 500)
        {
          bt_wordpress_answer (&request, reply, error);
          return NULL;
        }
      if (!reply->redirect)
        return g_steal_pointer (&reply);
      if (!bt_address_check (reply->redirect, error))
        return NULL;
      if (!bt_address_same_site (*uri, reply->redirect))
        {
          bt_portal_set_error (error, BT_PORTAL_ERROR_ADDRESS, NULL,
                               "leads to another site: %s",
                               g_uri_get_host (reply->redirect));
          return NULL;
        }
      g_uri_unref (*uri);
      *uri = g_steal_pointer (&reply->redirect);
    }
  bt_portal_set_error (error, BT_PORTAL_ERROR_ADDRESS, NULL, "redirects without end");
  return NULL;
}

/* Whether another way of finding is worth a try: not without a connection. What went
 * wrong is kept for the case that none works. */
static gboolean
may_go_on (GError **error, GError **trouble)
{
  if (!*error)
    return TRUE;
  if (!g_error_matches (*error, BT_PORTAL_ERROR, BT_PORTAL_ERROR_UNREADABLE))
    return FALSE;
  g_clear_error (trouble);
  *trouble = g_steal_pointer (error);
  return TRUE;
}

/* Link: <https://toasoan.vn/wp-json/>; rel="https://api.w.org/" (RFC 8288). */
static char *
link_of_header (SoupMessageHeaders *headers)
{
  const char *list = soup_message_headers_get_list (headers, "Link");
  const char *relation = list ? strstr (list, API_RELATION) : NULL;
  const char *open, *close;

  if (!relation)
    return NULL;
  close = g_strrstr_len (list, relation - list, ">");
  open = close ? g_strrstr_len (list, close - list, "<") : NULL;
  return open ? g_strndup (open + 1, (gsize)(close - open - 1)) : NULL;
}

/* <link rel="https://api.w.org/" href="…"> in a page's head, where readers' comments and
 * articles do not reach. */
static char *
link_of_page (GBytes *body)
{
  g_autofree char *page = g_utf8_make_valid (g_bytes_get_data (body, NULL) ?: "",
                                             (gssize)g_bytes_get_size (body));
  g_autoptr (GRegex) head =
      g_regex_new ("</head|<body", G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
  g_autoptr (GRegex) link =
      g_regex_new ("<link\\b[^>]*?\\bhref\\s*=\\s*[\"']([^\"'>]*)[\"'][^>]*>",
                   G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) end = NULL;
  g_autoptr (GMatchInfo) match = NULL;
  int start = 0;

  if (g_regex_match (head, page, 0, &end)
      && g_match_info_fetch_pos (end, 0, &start, NULL))
    page[start] = '\0';
  for (g_regex_match (link, page, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *element = g_match_info_fetch (match, 0);

      if (strstr (element, API_RELATION))
        {
          g_autofree char *address = g_match_info_fetch (match, 1);

          return bt_wordpress_plain (address);
        }
    }
  return NULL;
}

/* The answer of the interface's own root, if that is what stands at @uri.
 * FALSE without an error means: something else does. */
static gboolean
read_index (BtWordpress *self,
            GUri **uri,
            gboolean *closed,
            JsonNode **index,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (BtHttpReply) reply = ask (self, "GET", uri, cancellable, error);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;
  JsonArray *namespaces;

  if (!reply)
    return FALSE;
  node = bt_json_parse (reply->body, NULL);
  if (!node || !JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;
  object = json_node_get_object (node);
  /* Some plugins close the interface to all who are not signed in. */
  *closed = (reply->status == 401 || reply->status == 403)
            && bt_json_string (object, "code") != NULL;
  if (*closed)
    return TRUE;
  namespaces = bt_json_array (object, "namespaces");
  for (guint i = 0; namespaces && i < json_array_get_length (namespaces); i++)
    {
      JsonNode *name = json_array_get_element (namespaces, i);

      if (JSON_NODE_HOLDS_VALUE (name) && json_node_get_value_type (name) == G_TYPE_STRING
          && g_str_equal (json_node_get_string (name), "wp/v2"))
        {
          *index = g_steal_pointer (&node);
          return TRUE;
        }
    }
  return FALSE;
}

static char *
time_zone_of (JsonObject *index)
{
  const char *name = bt_json_string (index, "timezone_string");
  JsonNode *offset = json_object_get_member (index, "gmt_offset");
  double hours = 0;
  guint minutes;

  if (name && *name)
    return g_strdup (name);
  /* A number in new versions, a string in old ones: "5.5". */
  if (offset && JSON_NODE_HOLDS_VALUE (offset))
    hours = json_node_get_value_type (offset) == G_TYPE_STRING
                ? g_ascii_strtod (json_node_get_string (offset), NULL)
                : json_node_get_double (offset);
  if (!isfinite (hours) || ABS (hours) > 14)
    hours = 0;
  minutes = (guint)(ABS (hours) * 60 + 0.5);
  return g_strdup_printf ("%c%02u:%02u", hours < 0 ? '-' : '+', minutes / 60,
                          minutes % 60);
}

static char *
authorize_url_of (JsonObject *application_passwords, GUri *api)
{
  JsonObject *endpoints = bt_json_object (application_passwords, "endpoints");
  const char *url = bt_json_string (endpoints, "authorization");
  g_autoptr (GUri) uri = url ? g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL) : NULL;

  if (!uri || !bt_address_check (uri, NULL) || !bt_address_same_site (api, uri))
    return NULL;
  return g_strdup (url);
}

static BtPortalSite *
make_site (BtWordpress *self, GUri *page, GUri *api, JsonNode *index)
{
  BtPortalSite *site = g_new0 (BtPortalSite, 1);
  JsonObject *object = index ? json_node_get_object (index) : NULL;
  JsonObject *authentication = bt_json_object (object, "authentication");
  JsonObject *application = bt_json_object (authentication, "application-passwords");

  site->url = g_uri_to_string_partial (page, G_URI_HIDE_QUERY | G_URI_HIDE_FRAGMENT);
  site->api = g_uri_to_string (api);
  site->name = bt_wordpress_plain (bt_json_string (object, "name"));
  site->time_zone = object ? time_zone_of (object) : g_strdup ("Asia/Ho_Chi_Minh");
  site->authorize_url = authorize_url_of (application, api);
  /* Where the index is closed nobody knows until it is tried. */
  site->app_passwords = !object || application != NULL;
  bt_wordpress_set_api (self, api);
  return site;
}

/* Tries @link, relative to @page. FALSE without an error: not there. */
static gboolean
try_link (BtWordpress *self,
          GUri *page,
          const char *link,
          BtPortalSite **site,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse_relative (page, link, SOUP_HTTP_URI_FLAGS, NULL);
  g_autoptr (JsonNode) index = NULL;
  gboolean closed = FALSE;

  if (!uri)
    return FALSE;
  if (!bt_address_check (uri, error))
    return FALSE;
  if (!bt_address_same_site (page, uri))
    {
      bt_portal_set_error (error, BT_PORTAL_ERROR_ADDRESS, NULL,
                           "the interface is on another site: %s", g_uri_get_host (uri));
      return FALSE;
    }
  if (!read_index (self, &uri, &closed, &index, cancellable, error))
    return FALSE;
  *site = make_site (self, page, uri, index);
  return TRUE;
}

/* The four ways of finding it, from the surest to guessing. */
static BtPortalSite *
discover_at (BtWordpress *self, GUri *start, GCancellable *cancellable, GError **error)
{
  static const char *const methods[] = { "HEAD", "GET" };
  static const char *const guesses[] = { "wp-json/", "?rest_route=/" };
  g_autoptr (GUri) page = g_uri_ref (start);
  g_autoptr (GError) local = NULL;
  g_autoptr (GError) trouble = NULL;
  BtPortalSite *site = NULL;
  gboolean go_on = TRUE;

  for (gsize i = 0; go_on && i < G_N_ELEMENTS (methods); i++)
    {
      g_autoptr (BtHttpReply) reply = ask (self, methods[i], &page, cancellable, &local);
      g_autofree char *link = reply ? link_of_header (reply->headers) : NULL;

      if (reply && !link)
        link = link_of_page (reply->body);
      if (link && try_link (self, page, link, &site, cancellable, &local))
        return site;
      go_on = may_go_on (&local, &trouble);
    }
  for (gsize i = 0; go_on && i < G_N_ELEMENTS (guesses); i++)
    {
      if (try_link (self, page, guesses[i], &site, cancellable, &local))
        return site;
      go_on = may_go_on (&local, &trouble);
    }

  if (local || trouble)
    g_propagate_error (error,
                       local ? g_steal_pointer (&local) : g_steal_pointer (&trouble));
  else
    bt_portal_set_error (error, BT_PORTAL_ERROR_NO_INTERFACE, NULL,
                         "a web site, but no WordPress interface was found");
  return NULL;
}

BtPortalSite *
bt_wordpress_discover (BtPortal *portal, GCancellable *cancellable, GError **error)
{
  BtWordpress *self = BT_WORDPRESS (portal);
  g_autoptr (GError) local = NULL;
  g_autoptr (GUri) plain = NULL;
  BtPortalSite *site;

  site = discover_at (self, self->site, cancellable, &local);
  if (site)
    return site;
  if (self->bare && bt_address_is_loopback (self->site)
      && !g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      plain = bt_address_with_scheme (self->site, "http");
      return discover_at (self, plain, cancellable, error);
    }
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

BtPortalUser *
bt_wordpress_whoami (BtPortal *portal, GCancellable *cancellable, GError **error)
{
  BtWordpress *self = BT_WORDPRESS (portal);
  g_autoptr (BtPortalUser) user = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object, *may;

  if (!bt_wordpress_ensure_api (self, cancellable, error))
    return NULL;
  uri = bt_wordpress_uri (self, "/wp/v2/users/me", "context", "edit", "_fields",
                          "id,username,name,roles,capabilities", NULL);
  node = bt_wordpress_get (self, uri, NULL, cancellable, error);
  if (!node)
    return NULL;
  object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  if (bt_json_int (object, "id") <= 0)
    {
      bt_wordpress_unusable (FALSE, "no user", error);
      return NULL;
    }

  g_mutex_lock (&self->lock);
  self->user_id = bt_json_int (object, "id");
  g_mutex_unlock (&self->lock);
  may = bt_json_object (object, "capabilities");
  user = g_new0 (BtPortalUser, 1);
  user->id = bt_json_int (object, "id");
  user->login = g_strdup (bt_json_string (object, "username"));
  user->name = bt_wordpress_plain (bt_json_string (object, "name"));
  user->roles = bt_json_strings (object, "roles");
  user->may_publish = bt_json_boolean (may, "publish_posts");
  user->may_edit_others = bt_json_boolean (may, "edit_others_posts");
  user->may_upload = bt_json_boolean (may, "upload_files");
  user->may_manage_sections = bt_json_boolean (may, "manage_categories");
  return g_steal_pointer (&user);
}

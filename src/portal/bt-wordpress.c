/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "portal/bt-wordpress.h"

#include <string.h>

#include "portal/bt-address.h"
#include "portal/bt-portal-private.h"
#include "portal/bt-wordpress-private.h"

/* More than any list that is asked for; a portal that promises more is not believed. */
#define MAX_PAGES 500

enum
{
  PROP_TLS_DATABASE = 1,
  PROP_PATIENCE,
};

static void bt_wordpress_portal_init (BtPortalInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BtWordpress,
                               bt_wordpress,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (BT_TYPE_PORTAL,
                                                      bt_wordpress_portal_init))

static void
set_patience (BtWordpress *self, double patience)
{
  BtHttpLimits limits = { .connect = 30 * patience,
                          .idle = 30 * patience,
                          .reply = 90 * patience,
                          .question = 120 * patience };

  self->patience = patience;
  bt_http_set_limits (self->http, &limits);
}

static void
bt_wordpress_set_property (GObject *object,
                           guint id,
                           const GValue *value,
                           GParamSpec *pspec)
{
  BtWordpress *self = BT_WORDPRESS (object);

  switch (id)
    {
    case PROP_TLS_DATABASE:
      bt_http_set_tls_database (self->http, g_value_get_object (value));
      break;
    case PROP_PATIENCE:
      set_patience (self, g_value_get_double (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bt_wordpress_finalize (GObject *object)
{
  BtWordpress *self = BT_WORDPRESS (object);

  g_clear_object (&self->http);
  g_clear_pointer (&self->site, g_uri_unref);
  g_clear_pointer (&self->api, g_uri_unref);
  g_free (self->user);
  if (self->password)
    explicit_bzero (self->password, strlen (self->password));
  g_free (self->password);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (bt_wordpress_parent_class)->finalize (object);
}

static void
bt_wordpress_class_init (BtWordpressClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->set_property = bt_wordpress_set_property;
  object_class->finalize = bt_wordpress_finalize;
  g_object_class_install_property (
      object_class, PROP_TLS_DATABASE,
      g_param_spec_object ("tls-database", NULL, NULL, G_TYPE_TLS_DATABASE, flags));
  g_object_class_install_property (
      object_class, PROP_PATIENCE,
      g_param_spec_double ("patience", NULL, NULL, 0.001, 100.0, 1.0, flags));
}

static void
bt_wordpress_init (BtWordpress *self)
{
  g_mutex_init (&self->lock);
  self->http = bt_http_new ();
  self->patience = 1.0;
}

static void
bt_wordpress_portal_init (BtPortalInterface *iface)
{
  iface->discover = bt_wordpress_discover;
  iface->whoami = bt_wordpress_whoami;
  iface->list_terms = bt_wordpress_list_terms;
  iface->create_term = bt_wordpress_create_term;
  iface->upload = bt_wordpress_upload;
  iface->find_media = bt_wordpress_find_media;
  iface->get_media = bt_wordpress_get_media;
  iface->update_media = bt_wordpress_update_media;
  iface->create_post = bt_wordpress_create_post;
  iface->update_post = bt_wordpress_update_post;
  iface->get_post = bt_wordpress_get_post;
  iface->find_posts = bt_wordpress_find_posts;
  iface->preview_link = bt_wordpress_preview_link;
}

/* An interface's address from an earlier run: kept whole, "?rest_route=/" too. */
static GUri *
parse_api (const char *api, GUri *site, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (api, SOUP_HTTP_URI_FLAGS, NULL);

  if (!uri || !g_uri_get_host (uri))
    {
      bt_portal_set_error (error, BT_PORTAL_ERROR_ADDRESS, NULL, "not an address");
      return NULL;
    }
  if (!bt_address_check (uri, error))
    return NULL;
  if (!bt_address_same_site (site, uri))
    {
      bt_portal_set_error (error, BT_PORTAL_ERROR_ADDRESS, NULL,
                           "the interface is on another site: %s", g_uri_get_host (uri));
      return NULL;
    }
  return g_steal_pointer (&uri);
}

BtPortal *
bt_wordpress_new (const char *url,
                  const char *api,
                  const char *user,
                  const char *password,
                  GError **error)
{
  g_autoptr (BtWordpress) self = NULL;
  g_autoptr (GUri) site = NULL;
  g_autoptr (GUri) api_uri = NULL;
  gboolean bare;

  g_return_val_if_fail (url, NULL);

  site = bt_address_parse (url, &bare, error);
  if (!site)
    return NULL;
  if (user && strchr (user, ':'))
    {
      bt_portal_set_error (error, BT_PORTAL_ERROR_ADDRESS, NULL, "a colon in the user");
      return NULL;
    }
  if (api)
    {
      g_autoptr (GUri) plain = NULL;

      /* A bare loopback address may have turned out to be plain http. */
      if (bare && bt_address_is_loopback (site))
        plain = bt_address_with_scheme (site, "http");
      api_uri = parse_api (api, plain ? plain : site, error);
      if (!api_uri)
        return NULL;
    }

  self = g_object_new (BT_TYPE_WORDPRESS, NULL);
  self->site = g_steal_pointer (&site);
  self->bare = bare;
  self->user = g_strdup (user);
  self->password = g_strdup (password);
  if (api_uri)
    bt_wordpress_set_api (self, api_uri);
  return BT_PORTAL (g_steal_pointer (&self));
}

void
bt_wordpress_set_api (BtWordpress *self, GUri *api)
{
  g_return_if_fail (BT_IS_WORDPRESS (self));
  g_return_if_fail (api);

  g_mutex_lock (&self->lock);
  g_uri_ref (api);
  g_clear_pointer (&self->api, g_uri_unref);
  self->api = api;
  g_mutex_unlock (&self->lock);
  if (self->user && self->password)
    bt_http_set_credentials (self->http, api, self->user, self->password);
}

gboolean
bt_wordpress_ensure_api (BtWordpress *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (BtPortalSite) site = NULL;
  gboolean known;

  g_return_val_if_fail (BT_IS_WORDPRESS (self), FALSE);

  g_mutex_lock (&self->lock);
  known = self->api != NULL;
  g_mutex_unlock (&self->lock);
  if (known)
    return TRUE;
  site = bt_wordpress_discover (BT_PORTAL (self), cancellable, error);
  return site != NULL;
}

static void
append_parameter (GString *text, const char *name, const char *value)
{
  g_string_append_c (text, strchr (text->str, '?') ? '&' : '?');
  g_string_append (text, name);
  g_string_append_c (text, '=');
  g_string_append_uri_escaped (text, value, NULL, FALSE);
}

GUri *
bt_wordpress_uri (BtWordpress *self, const char *route, ...)
{
  g_autoptr (GString) text = NULL;
  g_autoptr (GUri) api = NULL;
  const char *query, *name;
  char *base;
  va_list args;

  g_mutex_lock (&self->lock);
  g_assert (self->api);
  api = g_uri_ref (self->api);
  g_mutex_unlock (&self->lock);

  base = g_uri_to_string_partial (api, G_URI_HIDE_QUERY | G_URI_HIDE_FRAGMENT);
  text = g_string_new (base);
  g_free (base);
  query = g_uri_get_query (api);
  if (query && strstr (query, "rest_route="))
    append_parameter (text, "rest_route", route);
  else
    {
      if (text->len && text->str[text->len - 1] == '/')
        g_string_truncate (text, text->len - 1);
      g_string_append (text, route);
    }

  va_start (args, route);
  while ((name = va_arg (args, const char *)))
    {
      const char *value = va_arg (args, const char *);

      if (value)
        append_parameter (text, name, value);
    }
  va_end (args);
  return g_uri_parse (text->str, SOUP_HTTP_URI_FLAGS, NULL);
}

JsonNode *
bt_wordpress_send (BtWordpress *self,
                   const BtHttpRequest *request,
                   SoupMessageHeaders **headers,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (BtHttpReply) reply = NULL;
  g_autoptr (JsonNode) node = NULL;

  reply = bt_http_send (self->http, request, cancellable, error);
  if (!reply)
    return NULL;
  node = bt_wordpress_answer (request, reply, error);
  if (node && headers)
    *headers = soup_message_headers_ref (reply->headers);
  return g_steal_pointer (&node);
}

JsonNode *
bt_wordpress_get (BtWordpress *self,
                  GUri *uri,
                  SoupMessageHeaders **headers,
                  GCancellable *cancellable,
                  GError **error)
{
  const BtHttpRequest request = { .method = "GET", .uri = uri, .authorize = TRUE };

  return bt_wordpress_send (self, &request, headers, cancellable, error);
}

/* The HTTP form of an ISO 8601 time in UTC. */
static char *
http_date (const char *iso)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = iso ? g_date_time_new_from_iso8601 (iso, utc) : NULL;

  return time ? soup_date_time_to_string (time, SOUP_DATE_HTTP) : NULL;
}

JsonNode *
bt_wordpress_post (BtWordpress *self,
                   GUri *uri,
                   JsonObject *object,
                   const char *unmodified_since,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *since = http_date (unmodified_since);
  char *text = json_to_string (node, FALSE);
  g_autoptr (GBytes) body = g_bytes_new_take (text, strlen (text));
  const char *const headers[] = { since ? "If-Unmodified-Since" : NULL, since, NULL };
  const BtHttpRequest request = { .method = "POST",
                                  .uri = uri,
                                  .changes = TRUE,
                                  .authorize = TRUE,
                                  .headers = headers,
                                  .content_type = "application/json",
                                  .body = body };

  return bt_wordpress_send (self, &request, NULL, cancellable, error);
}

gboolean
bt_wordpress_walk (JsonNode *node, BtWordpressEach each, gpointer data, GError **error)
{
  JsonArray *items;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return bt_wordpress_unusable (FALSE, "not a list", error);
  items = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonObject *item = bt_json_element (items, i);

      if (!item)
        return bt_wordpress_unusable (FALSE, "not a list of objects", error);
      if (!each (item, data, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
bt_wordpress_each (BtWordpress *self,
                   GUri *(*make_uri) (BtWordpress *, guint page, gpointer),
                   BtWordpressEach each,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  guint64 pages = 1;

  for (guint page = 1; page <= pages; page++)
    {
      g_autoptr (GUri) uri = make_uri (self, page, data);
      g_autoptr (SoupMessageHeaders) headers = NULL;
      g_autoptr (GError) local = NULL;
      g_autoptr (JsonNode) node = NULL;
      const char *total;

      node = bt_wordpress_get (self, uri, &headers, cancellable, &local);
      /* The list grew shorter while it was read. */
      if (!node && page > 1
          && !g_strcmp0 (bt_portal_error_get_code (local),
                         "rest_post_invalid_page_number"))
        return TRUE;
      if (!node)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (!bt_wordpress_walk (node, each, data, error))
        return FALSE;
      total = soup_message_headers_get_one (headers, "X-WP-TotalPages");
      if (total && !g_ascii_string_to_unsigned (total, 10, 0, MAX_PAGES, &pages, NULL))
        return bt_wordpress_unusable (FALSE, "too many pages", error);
    }
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <libsoup/soup.h>
#include <string.h>

#include "portal/bt-address.h"
#include "portal/bt-portal-private.h"

static int
port_of (GUri *uri)
{
  int port = g_uri_get_port (uri);

  if (port > 0)
    return port;
  return g_str_equal (g_uri_get_scheme (uri), "https") ? 443 : 80;
}

/* Takes off what belongs to a page and not to the site. */
static char *
site_path (const char *path)
{
  static const char *const pages[] = { "/wp-admin", "/wp-login.php", "/wp-json",
                                       "/index.php", "/xmlrpc.php" };
  g_autofree char *clean = g_strdup (path && *path ? path : "/");

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      char *at = strstr (clean, pages[i]);
      gsize end = strlen (pages[i]);

      if (at && (at[end] == '\0' || at[end] == '/'))
        *at = '\0';
    }
  if (g_str_has_suffix (clean, "/"))
    return g_steal_pointer (&clean);
  return g_strconcat (clean, "/", NULL);
}

GUri *
bt_address_parse (const char *text, gboolean *bare, GError **error)
{
  g_autofree char *trimmed = NULL;
  g_autofree char *full = NULL;
  g_autofree char *host = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GUri) clean = NULL;

  g_return_val_if_fail (text, NULL);

  trimmed = g_strstrip (g_strdup (text));
  *bare = strstr (trimmed, "://") == NULL;
  full = *bare ? g_strconcat ("https://", trimmed, NULL) : g_strdup (trimmed);
  uri = g_uri_parse (full, SOUP_HTTP_URI_FLAGS, NULL);
  if (!uri || !g_uri_get_host (uri) || !*g_uri_get_host (uri))
    {
      bt_portal_set_error (error, BT_PORTAL_ERROR_ADDRESS, NULL, "not an address");
      return NULL;
    }
  if (!bt_address_check (uri, error))
    return NULL;

  host = g_hostname_to_ascii (g_uri_get_host (uri));
  if (!host || strpbrk (host, " /\\?#@%<>\""))
    {
      bt_portal_set_error (error, BT_PORTAL_ERROR_ADDRESS, NULL, "not a host name");
      return NULL;
    }
  path = site_path (g_uri_get_path (uri));
  clean = g_uri_build (SOUP_HTTP_URI_FLAGS, g_uri_get_scheme (uri), NULL, host,
                       g_uri_get_port (uri), path, NULL, NULL);
  return g_steal_pointer (&clean);
}

gboolean
bt_address_check (GUri *uri, GError **error)
{
  const char *scheme = g_uri_get_scheme (uri);

  if (g_uri_get_userinfo (uri))
    bt_portal_set_error (error, BT_PORTAL_ERROR_ADDRESS, NULL, "a user in the address");
  else if (g_str_equal (scheme, "http") && !bt_address_is_loopback (uri))
    bt_portal_set_error (error, BT_PORTAL_ERROR_ADDRESS, NULL,
                         "plain http to another machine");
  else if (!g_str_equal (scheme, "http") && !g_str_equal (scheme, "https"))
    bt_portal_set_error (error, BT_PORTAL_ERROR_ADDRESS, NULL, "not a web address");
  else
    return TRUE;
  return FALSE;
}

gboolean
bt_address_is_loopback (GUri *uri)
{
  const char *host = g_uri_get_host (uri);
  g_autoptr (GInetAddress) address = host ? g_inet_address_new_from_string (host) : NULL;

  if (address)
    return g_inet_address_get_is_loopback (address);
  /* GLib resolves these names to the loopback itself (RFC 6761, 6.3). */
  return host
         && (!g_ascii_strcasecmp (host, "localhost")
             || g_str_has_suffix (host, ".localhost"));
}

static gboolean
same_host (GUri *a, GUri *b)
{
  const char *one = g_uri_get_host (a), *other = g_uri_get_host (b);

  return one && other && !g_ascii_strcasecmp (one, other);
}

gboolean
bt_address_same_origin (GUri *a, GUri *b)
{
  return g_str_equal (g_uri_get_scheme (a), g_uri_get_scheme (b)) && same_host (a, b)
         && port_of (a) == port_of (b);
}

gboolean
bt_address_same_site (GUri *a, GUri *b)
{
  const char *one, *other;

  if (g_str_equal (g_uri_get_scheme (a), "https")
      && !g_str_equal (g_uri_get_scheme (b), "https"))
    return FALSE;
  if (same_host (a, b))
    return TRUE;
  /* NULL for numbers and for "localhost", which have no registrable domain. */
  one = soup_tld_get_base_domain (g_uri_get_host (a), NULL);
  other = soup_tld_get_base_domain (g_uri_get_host (b), NULL);
  return one && other && !g_ascii_strcasecmp (one, other);
}

GUri *
bt_address_with_scheme (GUri *uri, const char *scheme)
{
  return g_uri_build (g_uri_get_flags (uri), scheme, g_uri_get_userinfo (uri),
                      g_uri_get_host (uri), g_uri_get_port (uri), g_uri_get_path (uri),
                      g_uri_get_query (uri), g_uri_get_fragment (uri));
}

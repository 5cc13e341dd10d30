/* Where a post can be looked at in the portal's own theme.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "portal/bt-portal-private.h"
#include "portal/bt-wordpress-private.h"

/* What a portal says opens in the browser of whoever asked: only the portal's own pages. */
static gboolean
is_of_site (BtWordpress *self, const char *link)
{
  g_autoptr (GUri) uri = link ? g_uri_parse (link, SOUP_HTTP_URI_FLAGS, NULL) : NULL;

  return uri && g_uri_get_host (uri) && !g_uri_get_userinfo (uri)
         && (g_str_equal (g_uri_get_scheme (uri), "https")
             || g_str_equal (g_uri_get_scheme (uri), g_uri_get_scheme (self->site)))
         && g_ascii_strcasecmp (g_uri_get_host (uri), g_uri_get_host (self->site)) == 0;
}

static char *
link_of (BtWordpress *self, const BtPortalPost *post)
{
  g_autofree char *site = NULL;

  if (is_of_site (self, post->link))
    return g_strdup (post->link);
  site = g_uri_to_string (self->site);
  return g_strdup_printf ("%s%s?p=%" G_GINT64_FORMAT, site,
                          g_str_has_suffix (site, "/") ? "" : "/", post->id);
}

char *
bt_wordpress_preview_link (BtPortal *portal,
                           gint64 id,
                           char **status,
                           GCancellable *cancellable,
                           GError **error)
{
  BtWordpress *self = BT_WORDPRESS (portal);
  g_autoptr (BtPortalPost) post = bt_wordpress_get_post (portal, id, cancellable, error);
  g_autofree char *link = NULL;

  if (!post)
    return NULL;
  if (g_str_equal (post->status, "trash"))
    {
      bt_portal_set_error (error, BT_PORTAL_ERROR_TRASHED, NULL,
                           "post %" G_GINT64_FORMAT " is in the trash", id);
      return NULL;
    }
  link = link_of (self, post);
  if (status)
    *status = g_strdup (post->status);
  if (g_str_equal (post->status, "publish"))
    return g_steal_pointer (&link);
  /* as get_preview_post_link() makes it; WordPress shows it to who is signed in there */
  return g_strconcat (link, strchr (link, '?') ? "&" : "?", "preview=true", NULL);
}

/* The interface, and which kinds there are.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "portal/bt-portal-private.h"
#include "portal/bt-wordpress.h"

G_DEFINE_INTERFACE (BtPortal, bt_portal, G_TYPE_OBJECT)

static void
bt_portal_default_init (BtPortalInterface *iface)
{
}

BtPortalSite *
bt_portal_discover (BtPortal *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (BT_IS_PORTAL (self), NULL);

  return BT_PORTAL_GET_IFACE (self)->discover (self, cancellable, error);
}

BtPortalUser *
bt_portal_whoami (BtPortal *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (BT_IS_PORTAL (self), NULL);

  return BT_PORTAL_GET_IFACE (self)->whoami (self, cancellable, error);
}

GPtrArray *
bt_portal_list_terms (BtPortal *self,
                      BtTermKind kind,
                      const char *search,
                      GCancellable *cancellable,
                      GError **error)
{
  g_return_val_if_fail (BT_IS_PORTAL (self), NULL);

  return BT_PORTAL_GET_IFACE (self)->list_terms (self, kind, search, cancellable, error);
}

BtPortalTerm *
bt_portal_create_term (BtPortal *self,
                       BtTermKind kind,
                       const char *name,
                       GCancellable *cancellable,
                       GError **error)
{
  g_return_val_if_fail (BT_IS_PORTAL (self), NULL);
  g_return_val_if_fail (name, NULL);

  return BT_PORTAL_GET_IFACE (self)->create_term (self, kind, name, cancellable, error);
}

BtPortalMedia *
bt_portal_upload (BtPortal *self,
                  const BtPortalUpload *upload,
                  BtPortalProgress progress,
                  gpointer progress_data,
                  GCancellable *cancellable,
                  GError **error)
{
  g_return_val_if_fail (BT_IS_PORTAL (self), NULL);
  g_return_val_if_fail (upload && upload->path && upload->name && upload->mime, NULL);

  return BT_PORTAL_GET_IFACE (self)->upload (self, upload, progress, progress_data,
                                             cancellable, error);
}

BtPortalMedia *
bt_portal_find_media (BtPortal *self,
                      const char *name,
                      GCancellable *cancellable,
                      GError **error)
{
  g_return_val_if_fail (BT_IS_PORTAL (self), NULL);
  g_return_val_if_fail (name && *name, NULL);

  return BT_PORTAL_GET_IFACE (self)->find_media (self, name, cancellable, error);
}

BtPortalMedia *
bt_portal_get_media (BtPortal *self, gint64 id, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (BT_IS_PORTAL (self), NULL);
  g_return_val_if_fail (id > 0, NULL);

  return BT_PORTAL_GET_IFACE (self)->get_media (self, id, cancellable, error);
}

BtPortalMedia *
bt_portal_update_media (BtPortal *self,
                        gint64 id,
                        const BtPortalUpload *upload,
                        GCancellable *cancellable,
                        GError **error)
{
  g_return_val_if_fail (BT_IS_PORTAL (self), NULL);
  g_return_val_if_fail (id > 0 && upload, NULL);

  return BT_PORTAL_GET_IFACE (self)->update_media (self, id, upload, cancellable, error);
}

BtPortalPost *
bt_portal_create_post (BtPortal *self,
                       const BtPortalChange *change,
                       GCancellable *cancellable,
                       GError **error)
{
  g_return_val_if_fail (BT_IS_PORTAL (self), NULL);
  g_return_val_if_fail (change, NULL);

  return BT_PORTAL_GET_IFACE (self)->create_post (self, change, cancellable, error);
}

BtPortalPost *
bt_portal_update_post (BtPortal *self,
                       gint64 id,
                       const BtPortalChange *change,
                       GCancellable *cancellable,
                       GError **error)
{
  g_return_val_if_fail (BT_IS_PORTAL (self), NULL);
  g_return_val_if_fail (id > 0 && change, NULL);

  return BT_PORTAL_GET_IFACE (self)->update_post (self, id, change, cancellable, error);
}

BtPortalPost *
bt_portal_get_post (BtPortal *self, gint64 id, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (BT_IS_PORTAL (self), NULL);
  g_return_val_if_fail (id > 0, NULL);

  return BT_PORTAL_GET_IFACE (self)->get_post (self, id, cancellable, error);
}

GPtrArray *
bt_portal_find_posts (BtPortal *self,
                      const char *key,
                      GCancellable *cancellable,
                      GError **error)
{
  g_return_val_if_fail (BT_IS_PORTAL (self), NULL);
  g_return_val_if_fail (key && *key, NULL);

  return BT_PORTAL_GET_IFACE (self)->find_posts (self, key, cancellable, error);
}

char *
bt_portal_preview_link (BtPortal *self,
                        gint64 id,
                        char **status,
                        GCancellable *cancellable,
                        GError **error)
{
  g_return_val_if_fail (BT_IS_PORTAL (self), NULL);
  g_return_val_if_fail (id > 0, NULL);

  return BT_PORTAL_GET_IFACE (self)->preview_link (self, id, status, cancellable, error);
}

BtPortal *
bt_portal_new (const char *kind,
               const char *url,
               const char *api,
               const char *user,
               const char *password,
               GError **error)
{
  g_return_val_if_fail (kind, NULL);
  g_return_val_if_fail (url, NULL);

  if (g_str_equal (kind, "wordpress"))
    return bt_wordpress_new (url, api, user, password, error);
  bt_portal_set_error (error, BT_PORTAL_ERROR_ADDRESS, NULL, "no such kind: %s", kind);
  return NULL;
}

const char *const *
bt_portal_kinds (void)
{
  static const char *const kinds[] = { "wordpress", NULL };

  return kinds;
}

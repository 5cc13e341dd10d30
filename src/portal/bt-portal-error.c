/* What went wrong, with the portal's own facts.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "portal/bt-portal-private.h"

typedef struct
{
  guint status;
  char *code;
  guint retry_after;
  gint64 media;
  gint64 term;
} BtPortalErrorPrivate;

static void
bt_portal_error_private_init (BtPortalErrorPrivate *priv)
{
}

static void
bt_portal_error_private_copy (const BtPortalErrorPrivate *src, BtPortalErrorPrivate *dest)
{
  *dest = *src;
  dest->code = g_strdup (src->code);
}

static void
bt_portal_error_private_clear (BtPortalErrorPrivate *priv)
{
  g_free (priv->code);
}

/* GLib's macro counts in bytes. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wcast-align"
G_DEFINE_EXTENDED_ERROR (BtPortalError, bt_portal_error)
#pragma GCC diagnostic pop

static const BtPortalErrorPrivate *
private_of (const GError *error)
{
  static const BtPortalErrorPrivate none = { 0 };

  if (!error || error->domain != BT_PORTAL_ERROR)
    return &none;
  return bt_portal_error_get_private (error);
}

void
bt_portal_set_error (GError **error,
                     BtPortalError kind,
                     const BtPortalFailure *failure,
                     const char *format,
                     ...)
{
  GError *made;
  va_list args;

  va_start (args, format);
  made = g_error_new_valist (BT_PORTAL_ERROR, (int)kind, format, args);
  va_end (args);
  if (failure)
    {
      BtPortalErrorPrivate *priv = bt_portal_error_get_private (made);

      priv->status = failure->status;
      priv->code = g_strdup (failure->code);
      priv->retry_after = failure->retry_after;
      priv->media = failure->media;
      priv->term = failure->term;
    }
  g_propagate_error (error, made);
}

void
bt_portal_error_set_media (GError *error, gint64 media)
{
  if (error && error->domain == BT_PORTAL_ERROR)
    ((BtPortalErrorPrivate *)bt_portal_error_get_private (error))->media = media;
}

guint
bt_portal_error_get_status (const GError *error)
{
  return private_of (error)->status;
}

const char *
bt_portal_error_get_code (const GError *error)
{
  return private_of (error)->code;
}

guint
bt_portal_error_get_retry_after (const GError *error)
{
  return private_of (error)->retry_after;
}

gint64
bt_portal_error_get_media (const GError *error)
{
  return private_of (error)->media;
}

gint64
bt_portal_error_get_term (const GError *error)
{
  return private_of (error)->term;
}

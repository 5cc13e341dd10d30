/* The one place where requests leave.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "portal/bt-portal.h"

G_BEGIN_DECLS

/**
 * BtHttpRequest:
 * @uri: must pass bt_address_check()
 * @changes: whether the portal may change something on it; decides what a lost answer
 *   means
 * @authorize: whether the user and password go with it; only to the origin that
 *   bt_http_set_credentials() named
 * @headers: (nullable): names and values in turn, %NULL-terminated
 * @content_type: (nullable): without it there is no body
 * @body: (nullable): or @stream with @length
 * @progress: (nullable): called from another thread while bt_http_send() blocks
 */
typedef struct
{
  const char *method;
  GUri *uri;
  gboolean changes;
  gboolean authorize;
  const char *const *headers;
  const char *content_type;
  GBytes *body;
  GInputStream *stream;
  goffset length;
  BtPortalProgress progress;
  gpointer progress_data;
} BtHttpRequest;

/**
 * BtHttpReply:
 * @redirect: (nullable): where a 3xx points to, absolute; never followed by itself
 */
typedef struct
{
  guint status;
  SoupMessageHeaders *headers;
  GBytes *body;
  GUri *redirect;
} BtHttpReply;

void bt_http_reply_free (BtHttpReply *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtHttpReply, bt_http_reply_free)

/**
 * BtHttpLimits: seconds after which a request is given up: to connect; without a byte
 * moving; for the answer to a change to begin (portals work on pictures for a while); for
 * a question as a whole.
 */
typedef struct
{
  double connect;
  double idle;
  double reply;
  double question;
} BtHttpLimits;

/**
 * BtHttp:
 *
 * Requests are carried by a thread of their own (libsoup then sees one thread only), and
 * bt_http_send() blocks in the caller's; any number of threads may call it.
 */
#define BT_TYPE_HTTP (bt_http_get_type ())
G_DECLARE_FINAL_TYPE (BtHttp, bt_http, BT, HTTP, GObject)

BtHttp *bt_http_new (void);
void bt_http_set_limits (BtHttp *self, const BtHttpLimits *limits);
/** bt_http_set_tls_database: (nullable): which authorities are trusted; the system's
 * without it. */
void bt_http_set_tls_database (BtHttp *self, GTlsDatabase *database);
/** bt_http_set_credentials: @origin: to which alone they are ever sent. */
void bt_http_set_credentials (BtHttp *self,
                              GUri *origin,
                              const char *user,
                              const char *password);

/**
 * bt_http_send:
 *
 * Returns: (transfer full): the reply, whatever its status, or %NULL with a
 *   #BtPortalError of the transport (%BT_PORTAL_ERROR_OFFLINE, _TLS, _UNKNOWN_OUTCOME,
 *   _UNREADABLE, _ADDRESS) or %G_IO_ERROR_CANCELLED
 */
BtHttpReply *bt_http_send (BtHttp *self,
                           const BtHttpRequest *request,
                           GCancellable *cancellable,
                           GError **error);

G_END_DECLS

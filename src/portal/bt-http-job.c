/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "portal/bt-http-job.h"

#include <linux/sockios.h>
#include <sys/ioctl.h>

#include "portal/bt-portal-private.h"

#define MAX_ANSWER (32 * 1024 * 1024)
#define READ_SIZE (64 * 1024)
#define TICK_MS 200
#define PROGRESS_USEC (100 * 1000)

static void
touch (BtHttpJob *self)
{
  self->moved = g_get_monotonic_time ();
}

static void
enter (BtHttpJob *self, BtHttpPhase phase)
{
  self->phase = phase;
  touch (self);
}

/* Bytes that the kernel still holds: on a slow line they are what moves. */
static int
count_unsent (BtHttpJob *self)
{
  int unsent = 0;

  if (!self->socket || g_socket_is_closed (self->socket)
      || ioctl (g_socket_get_fd (self->socket), SIOCOUTQ, &unsent) != 0)
    return 0;
  return unsent;
}

static void
tell_progress (BtHttpJob *self, gboolean last)
{
  guint64 total = (guint64)self->request->length;
  guint64 held = (guint64)count_unsent (self);
  gint64 now = g_get_monotonic_time ();

  if (!self->request->progress || (!last && now - self->told < PROGRESS_USEC))
    return;
  self->told = now;
  self->request->progress (last                    ? total
                           : held >= self->written ? 0
                                                   : MIN (self->written - held, total),
                           total, self->request->progress_data);
}

static void
finish (BtHttpJob *self)
{
  g_source_destroy (self->watchdog);
  g_clear_object (&self->stream);
  g_clear_object (&self->socket);
  g_signal_handlers_disconnect_by_data (self->message, self);
  g_clear_object (&self->message);

  g_mutex_lock (&self->lock);
  self->done = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->lock);
}

static void
fail (BtHttpJob *self, const GError *cause)
{
  BtPortalError kind;
  const char *what = self->timed_out ? "timed out" : cause->message;

  if (self->phase != BT_HTTP_CONNECTING)
    kind = self->request->changes ? BT_PORTAL_ERROR_UNKNOWN_OUTCOME
                                  : BT_PORTAL_ERROR_UNREADABLE;
  else if (cause->domain == G_TLS_ERROR && !self->timed_out)
    kind = BT_PORTAL_ERROR_TLS;
  else
    kind = BT_PORTAL_ERROR_OFFLINE;
  bt_portal_set_error (&self->error, kind, NULL, "%s", what);
  finish (self);
}

static double
limit_of (BtHttpJob *self)
{
  if (self->phase == BT_HTTP_CONNECTING)
    return self->limits.connect;
  if (self->phase == BT_HTTP_WAITING && self->request->changes)
    return self->limits.reply;
  return self->limits.idle;
}

/* However slowly bytes trickle. Only what we send ourselves may take its time. */
static double
limit_of_all (BtHttpJob *self)
{
  if (!self->request->changes)
    return self->limits.question;
  return self->phase < BT_HTTP_WAITING ? G_MAXDOUBLE
                                       : self->limits.reply + self->limits.question;
}

static gboolean
watch_cb (gpointer data)
{
  BtHttpJob *self = data;
  gint64 now = g_get_monotonic_time ();
  int unsent = count_unsent (self);

  if (unsent != self->unsent)
    touch (self);
  self->unsent = unsent;
  if (self->phase == BT_HTTP_SENDING || unsent > 0)
    tell_progress (self, FALSE);

  if ((double)(now - self->moved) > limit_of (self) * G_USEC_PER_SEC
      || (double)(now - self->began) > limit_of_all (self) * G_USEC_PER_SEC)
    {
      self->timed_out = TRUE;
      g_cancellable_cancel (self->cancellable);
    }
  return G_SOURCE_CONTINUE;
}

static void
network_event_cb (SoupMessage *message,
                  GSocketClientEvent event,
                  GIOStream *connection,
                  gpointer data)
{
  static const char *const protocols[] = { "http/1.1", NULL };
  BtHttpJob *self = data;

  if (event == G_SOCKET_CLIENT_CONNECTED && G_IS_SOCKET_CONNECTION (connection))
    g_set_object (&self->socket,
                  g_socket_connection_get_socket (G_SOCKET_CONNECTION (connection)));
  /* One request a connection and in plain order: then it is certain what a cut means. */
  if (event == G_SOCKET_CLIENT_TLS_HANDSHAKING && G_IS_TLS_CONNECTION (connection))
    g_tls_connection_set_advertised_protocols (G_TLS_CONNECTION (connection), protocols);
}

static void
starting_cb (SoupMessage *message, gpointer data)
{
  enter (data, BT_HTTP_SENDING);
}

/* A question whose kept connection turned out to be dead is asked again on a new one. */
static void
restarted_cb (SoupMessage *message, gpointer data)
{
  enter (data, BT_HTTP_CONNECTING);
}

static void
wrote_body_data_cb (SoupMessage *message, guint size, gpointer data)
{
  BtHttpJob *self = data;

  touch (self);
  self->written += size;
  tell_progress (self, FALSE);
}

static void
wrote_body_cb (SoupMessage *message, gpointer data)
{
  BtHttpJob *self = data;

  enter (self, BT_HTTP_WAITING);
  if (self->request->changes)
    self->began = self->moved;
}

static void
got_headers_cb (SoupMessage *message, gpointer data)
{
  enter (data, BT_HTTP_READING);
}

static GUri *
redirect_of (SoupMessage *message)
{
  const char *to = soup_message_headers_get_one (
      soup_message_get_response_headers (message), "Location");

  if (!to || !SOUP_STATUS_IS_REDIRECTION (soup_message_get_status (message)))
    return NULL;
  return g_uri_parse_relative (soup_message_get_uri (message), to, SOUP_HTTP_URI_FLAGS,
                               NULL);
}

static void
succeed (BtHttpJob *self)
{
  if (SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (self->message)))
    tell_progress (self, TRUE);
  self->reply = g_new0 (BtHttpReply, 1);
  self->reply->status = soup_message_get_status (self->message);
  self->reply->headers =
      soup_message_headers_ref (soup_message_get_response_headers (self->message));
  self->reply->body = g_byte_array_free_to_bytes (g_steal_pointer (&self->body));
  self->reply->redirect = redirect_of (self->message);
  finish (self);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  BtHttpJob *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  if (!bytes)
    {
      fail (self, error);
      return;
    }
  if (g_bytes_get_size (bytes) == 0)
    {
      succeed (self);
      return;
    }
  touch (self);
  if (self->body->len + g_bytes_get_size (bytes) > MAX_ANSWER)
    {
      error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE,
                                   "the answer is too large");
      fail (self, error);
      return;
    }
  g_byte_array_append (self->body, g_bytes_get_data (bytes, NULL),
                       (guint)g_bytes_get_size (bytes));
  g_input_stream_read_bytes_async (self->stream, READ_SIZE, G_PRIORITY_DEFAULT,
                                   self->cancellable, read_cb, self);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  BtHttpJob *self = data;
  g_autoptr (GError) error = NULL;

  self->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (!self->stream)
    {
      fail (self, error);
      return;
    }
  self->body = g_byte_array_new ();
  g_input_stream_read_bytes_async (self->stream, READ_SIZE, G_PRIORITY_DEFAULT,
                                   self->cancellable, read_cb, self);
}

static SoupMessage *
make_message (const BtHttpRequest *request)
{
  SoupMessage *message = soup_message_new_from_uri (request->method, request->uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  /* A connection that was kept may be dead already, and then nobody knows whether the
   * portal saw the request. */
  if (request->changes)
    soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
  soup_message_headers_replace (headers, "Accept", "application/json");
  /* Caches before the portal are to ask it. */
  if (!request->changes)
    soup_message_headers_replace (headers, "Cache-Control", "no-cache");
  for (gsize i = 0; request->headers && request->headers[i]; i += 2)
    soup_message_headers_replace (headers, request->headers[i], request->headers[i + 1]);
  if (request->body)
    soup_message_set_request_body_from_bytes (message, request->content_type,
                                              request->body);
  else if (request->stream)
    soup_message_set_request_body (message, request->content_type, request->stream,
                                   (gssize)request->length);
  return message;
}

BtHttpJob *
bt_http_job_new (BtHttp *owner, const BtHttpRequest *request, const BtHttpLimits *limits)
{
  BtHttpJob *self = g_new0 (BtHttpJob, 1);

  self->owner = owner;
  self->request = request;
  self->limits = *limits;
  self->cancellable = g_cancellable_new ();
  self->message = make_message (request);
  g_mutex_init (&self->lock);
  g_cond_init (&self->cond);
  return self;
}

void
bt_http_job_start (BtHttpJob *self, SoupSession *session)
{
  self->began = g_get_monotonic_time ();
  enter (self, BT_HTTP_CONNECTING);
  self->watchdog = g_timeout_source_new (TICK_MS);
  g_source_set_callback (self->watchdog, watch_cb, self, NULL);
  g_source_attach (self->watchdog, g_main_context_get_thread_default ());

  g_signal_connect (self->message, "network-event", G_CALLBACK (network_event_cb), self);
  g_signal_connect (self->message, "starting", G_CALLBACK (starting_cb), self);
  g_signal_connect (self->message, "restarted", G_CALLBACK (restarted_cb), self);
  g_signal_connect (self->message, "wrote-body-data", G_CALLBACK (wrote_body_data_cb),
                    self);
  g_signal_connect (self->message, "wrote-body", G_CALLBACK (wrote_body_cb), self);
  g_signal_connect (self->message, "got-headers", G_CALLBACK (got_headers_cb), self);
  soup_session_send_async (session, self->message, G_PRIORITY_DEFAULT, self->cancellable,
                           sent_cb, self);
}

void
bt_http_job_wait (BtHttpJob *self)
{
  g_mutex_lock (&self->lock);
  while (!self->done)
    g_cond_wait (&self->cond, &self->lock);
  g_mutex_unlock (&self->lock);
}

void
bt_http_job_free (BtHttpJob *self)
{
  g_clear_object (&self->message);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->watchdog, g_source_unref);
  g_clear_pointer (&self->body, g_byte_array_unref);
  g_clear_pointer (&self->reply, bt_http_reply_free);
  g_clear_error (&self->error);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->cond);
  g_free (self);
}

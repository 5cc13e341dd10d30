/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "portal/bt-http.h"

#include <string.h>

#include "bt-config.h"
#include "portal/bt-address.h"
#include "portal/bt-http-job.h"
#include "portal/bt-portal-private.h"

/* One that stalls does not keep the others waiting. */
#define MAX_CONNECTIONS 8

struct _BtHttp
{
  GObject parent;

  GMutex lock; /* guards what follows */
  BtHttpLimits limits;
  GUri *origin;
  char *authorization;

  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;
  /* Both belong to the thread. Loopback never goes by way of a proxy. */
  SoupSession *session;
  SoupSession *loopback;
};

G_DEFINE_FINAL_TYPE (BtHttp, bt_http, G_TYPE_OBJECT)

static SoupSession *
make_session (void)
{
  SoupSession *session = soup_session_new_with_options (
      "user-agent", "BanThao/" BT_VERSION, "timeout", 0, "idle-timeout", 20, "max-conns",
      MAX_CONNECTIONS, "max-conns-per-host", MAX_CONNECTIONS, NULL);

  /* The password is ours to give, on each request and to one origin. */
  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  return session;
}

static gpointer
run_thread (gpointer data)
{
  BtHttp *self = data;

  g_main_context_push_thread_default (self->context);
  self->session = make_session ();
  self->loopback = make_session ();
  soup_session_set_proxy_resolver (self->loopback, NULL);
  g_main_loop_run (self->loop);
  g_clear_object (&self->session);
  g_clear_object (&self->loopback);
  /* Closed connections leave their last callbacks behind. */
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

static void
forget_credentials (BtHttp *self)
{
  g_clear_pointer (&self->origin, g_uri_unref);
  if (self->authorization)
    explicit_bzero (self->authorization, strlen (self->authorization));
  g_clear_pointer (&self->authorization, g_free);
}

static void
bt_http_finalize (GObject *object)
{
  BtHttp *self = BT_HTTP (object);

  g_assert (g_thread_self () != self->thread);
  g_main_context_invoke (self->context, quit_cb, self->loop);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  forget_credentials (self);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (bt_http_parent_class)->finalize (object);
}

static void
bt_http_class_init (BtHttpClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bt_http_finalize;
}

static void
bt_http_init (BtHttp *self)
{
  g_mutex_init (&self->lock);
  self->limits =
      (BtHttpLimits){ .connect = 30, .idle = 30, .reply = 90, .question = 120 };
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("portal", run_thread, self);
}

BtHttp *
bt_http_new (void)
{
  return g_object_new (BT_TYPE_HTTP, NULL);
}

void
bt_http_set_limits (BtHttp *self, const BtHttpLimits *limits)
{
  g_return_if_fail (BT_IS_HTTP (self));

  g_mutex_lock (&self->lock);
  self->limits = *limits;
  g_mutex_unlock (&self->lock);
}

typedef struct
{
  BtHttp *http;
  GTlsDatabase *database;
} DatabaseChange;

static gboolean
set_database_cb (gpointer data)
{
  DatabaseChange *change = data;

  soup_session_set_tls_database (change->http->session, change->database);
  soup_session_set_tls_database (change->http->loopback, change->database);
  return G_SOURCE_REMOVE;
}

static void
database_change_free (gpointer data)
{
  DatabaseChange *change = data;

  g_clear_object (&change->database);
  g_free (change);
}

void
bt_http_set_tls_database (BtHttp *self, GTlsDatabase *database)
{
  DatabaseChange *change;

  g_return_if_fail (BT_IS_HTTP (self));

  /* Runs before any request that is sent later, and the thread outlives it. */
  change = g_new0 (DatabaseChange, 1);
  change->http = self;
  change->database = database ? g_object_ref (database) : NULL;
  g_main_context_invoke_full (self->context, G_PRIORITY_DEFAULT, set_database_cb, change,
                              database_change_free);
}

void
bt_http_set_credentials (BtHttp *self,
                         GUri *origin,
                         const char *user,
                         const char *password)
{
  g_autofree char *pair = NULL;
  g_autofree char *coded = NULL;

  g_return_if_fail (BT_IS_HTTP (self));
  g_return_if_fail (origin && user && password);

  pair = g_strconcat (user, ":", password, NULL);
  coded = g_base64_encode ((const guchar *)pair, strlen (pair));
  g_mutex_lock (&self->lock);
  forget_credentials (self);
  self->origin = g_uri_ref (origin);
  self->authorization = g_strconcat ("Basic ", coded, NULL);
  g_mutex_unlock (&self->lock);
  explicit_bzero (pair, strlen (pair));
  explicit_bzero (coded, strlen (coded));
}

static gboolean
authorize (BtHttp *self, BtHttpJob *job, GError **error)
{
  gboolean ours;

  g_mutex_lock (&self->lock);
  ours = self->origin && bt_address_same_origin (self->origin, job->request->uri);
  if (ours)
    soup_message_headers_replace (soup_message_get_request_headers (job->message),
                                  "Authorization", self->authorization);
  g_mutex_unlock (&self->lock);
  if (!ours)
    bt_portal_set_error (error, BT_PORTAL_ERROR_SIGN_IN, NULL,
                         "no password for this address");
  return ours;
}

static gboolean
start_cb (gpointer data)
{
  BtHttpJob *job = data;
  BtHttp *self = job->owner;

  bt_http_job_start (job, bt_address_is_loopback (job->request->uri) ? self->loopback
                                                                     : self->session);
  return G_SOURCE_REMOVE;
}

static void
caller_cancelled_cb (GCancellable *cancellable, gpointer data)
{
  g_cancellable_cancel (data);
}

BtHttpReply *
bt_http_send (BtHttp *self,
              const BtHttpRequest *request,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (BtHttpJob) job = NULL;
  BtHttpLimits limits;
  gulong handler = 0;

  g_return_val_if_fail (BT_IS_HTTP (self), NULL);
  g_return_val_if_fail (request && request->method && request->uri, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (!bt_address_check (request->uri, error))
    return NULL;

  g_mutex_lock (&self->lock);
  limits = self->limits;
  g_mutex_unlock (&self->lock);
  job = bt_http_job_new (self, request, &limits);
  if (request->authorize && !authorize (self, job, error))
    return NULL;

  if (cancellable)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (caller_cancelled_cb),
                                     g_object_ref (job->cancellable), g_object_unref);
  g_main_context_invoke_full (self->context, G_PRIORITY_DEFAULT, start_cb, job, NULL);
  bt_http_job_wait (job);
  g_cancellable_disconnect (cancellable, handler);

  if (cancellable && job->error && g_cancellable_is_cancelled (cancellable))
    {
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return NULL;
    }
  if (job->error)
    g_propagate_error (error, g_steal_pointer (&job->error));
  return g_steal_pointer (&job->reply);
}

void
bt_http_reply_free (BtHttpReply *self)
{
  if (!self)
    return;
  g_clear_pointer (&self->headers, soup_message_headers_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->redirect, g_uri_unref);
  g_free (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "script-server.h"

#include <string.h>

typedef struct
{
  char *start;
  char *reply;
} Rule;

struct _ScriptServer
{
  GSocketListener *listener;
  GTlsCertificate *certificate;
  GCancellable *stop;
  char *url;
  GThread *thread;
  GMutex lock; /* guards what follows */
  GPtrArray *carriers;
  GPtrArray *rules;
  GPtrArray *requests;
};

typedef struct
{
  ScriptServer *server;
  GSocketConnection *connection;
} Carrier;

static void
rule_free (gpointer data)
{
  Rule *rule = data;

  g_free (rule->start);
  g_free (rule->reply);
  g_free (rule);
}

static void
request_free (gpointer data)
{
  ScriptRequest *request = data;

  g_free (request->method);
  g_free (request->path);
  g_free (request->head);
  g_clear_pointer (&request->body, g_byte_array_unref);
  g_free (request);
}

static gboolean
fits (const ScriptRequest *request, const char *start)
{
  g_autofree char *line = g_strconcat (request->method, " ", request->path, NULL);

  return g_str_has_prefix (line, start);
}

static char *
take_reply (ScriptServer *self, const ScriptRequest *request)
{
  char *reply = NULL;

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->rules->len && !reply; i++)
    {
      Rule *rule = g_ptr_array_index (self->rules, i);

      if (fits (request, rule->start))
        {
          reply = g_steal_pointer (&rule->reply);
          g_ptr_array_remove_index (self->rules, i);
        }
    }
  g_mutex_unlock (&self->lock);
  return reply ? reply : script_reply (404, "text/html", "", "<html>404</html>");
}

/* Reads one request whole; NULL when the other side went away. */
static ScriptRequest *
read_request (GInputStream *in, GCancellable *stop)
{
  ScriptRequest *request = g_new0 (ScriptRequest, 1);
  g_autoptr (GString) head = g_string_new (NULL);
  g_auto (GStrv) words = NULL;
  const char *length;
  char c;

  request->body = g_byte_array_new ();
  while (!g_str_has_suffix (head->str, "\r\n\r\n"))
    {
      if (g_input_stream_read (in, &c, 1, stop, NULL) != 1)
        {
          request_free (request);
          return NULL;
        }
      g_string_append_c (head, c);
    }
  words = g_strsplit (head->str, " ", 3);
  request->method = g_strdup (words[0]);
  request->path = g_strdup (words[1]);
  length = strstr (head->str, "Content-Length: ");
  if (length)
    {
      gsize wanted = (gsize)g_ascii_strtoull (length + 16, NULL, 10), got = 0;

      g_byte_array_set_size (request->body, (guint)wanted);
      g_input_stream_read_all (in, request->body->data, wanted, &got, stop, NULL);
      g_byte_array_set_size (request->body, (guint)got);
    }
  request->head = g_string_free (g_steal_pointer (&head), FALSE);
  return request;
}

static void
send_text (ScriptServer *self, GOutputStream *out, const char *text)
{
  g_output_stream_write_all (out, text, strlen (text), NULL, self->stop, NULL);
}

static void
perform (ScriptServer *self, GOutputStream *out, const char *reply)
{
  if (g_str_equal (reply, SCRIPT_STALL))
    {
      while (!g_cancellable_is_cancelled (self->stop))
        g_usleep (20 * 1000);
    }
  else if (g_str_equal (reply, SCRIPT_TRICKLE))
    {
      send_text (self, out, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[");
      while (g_output_stream_write_all (out, " ", 1, NULL, self->stop, NULL))
        g_usleep (50 * 1000);
    }
  else if (g_str_equal (reply, SCRIPT_FLOOD))
    {
      g_autofree char *blank = g_strnfill (1024 * 1024, ' ');

      send_text (self, out, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[");
      for (guint i = 0; i < 40; i++)
        send_text (self, out, blank);
      send_text (self, out, "]");
    }
  else if (!g_str_equal (reply, SCRIPT_CLOSE))
    send_text (self, out, reply);
}

static gpointer
carry (gpointer data)
{
  Carrier *carrier = data;
  ScriptServer *self = carrier->server;
  g_autoptr (GIOStream) stream = G_IO_STREAM (g_object_ref (carrier->connection));
  ScriptRequest *request;
  g_autofree char *reply = NULL;

  if (self->certificate)
    {
      static const char *const protocols[] = { "h2", "http/1.1", NULL };
      GIOStream *secure = g_tls_server_connection_new (stream, self->certificate, NULL);

      g_tls_connection_set_advertised_protocols (G_TLS_CONNECTION (secure), protocols);

      g_object_unref (stream);
      stream = secure;
    }
  request = read_request (g_io_stream_get_input_stream (stream), self->stop);
  if (request)
    {
      g_mutex_lock (&self->lock);
      g_ptr_array_add (self->requests, request);
      g_mutex_unlock (&self->lock);
      reply = take_reply (self, request);
      perform (self, g_io_stream_get_output_stream (stream), reply);
    }
  g_io_stream_close (stream, NULL, NULL);
  g_object_unref (carrier->connection);
  g_free (carrier);
  return NULL;
}

static gpointer
accept_all (gpointer data)
{
  ScriptServer *self = data;
  GSocketConnection *connection;

  while ((connection = g_socket_listener_accept (self->listener, NULL, self->stop, NULL)))
    {
      Carrier *carrier = g_new0 (Carrier, 1);

      carrier->server = self;
      carrier->connection = connection;
      g_ptr_array_add (self->carriers, g_thread_new ("carrier", carry, carrier));
    }
  return NULL;
}

ScriptServer *
script_server_new (GTlsCertificate *certificate)
{
  ScriptServer *self = g_new0 (ScriptServer, 1);
  g_autoptr (GInetAddress) host = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (host, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;

  self->listener = g_socket_listener_new ();
  self->certificate = certificate ? g_object_ref (certificate) : NULL;
  self->stop = g_cancellable_new ();
  self->carriers = g_ptr_array_new ();
  self->rules = g_ptr_array_new_with_free_func (rule_free);
  self->requests = g_ptr_array_new_with_free_func (request_free);
  g_mutex_init (&self->lock);
  g_socket_listener_add_address (self->listener, any, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &bound, &error);
  g_assert_no_error (error);
  self->url =
      g_strdup_printf ("%s://127.0.0.1:%u/", certificate ? "https" : "http",
                       g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  self->thread = g_thread_new ("script-server", accept_all, self);
  return self;
}

void
script_server_free (ScriptServer *self)
{
  g_cancellable_cancel (self->stop);
  g_thread_join (self->thread);
  for (guint i = 0; i < self->carriers->len; i++)
    g_thread_join (g_ptr_array_index (self->carriers, i));
  g_ptr_array_unref (self->carriers);
  g_ptr_array_unref (self->rules);
  g_ptr_array_unref (self->requests);
  g_clear_object (&self->listener);
  g_clear_object (&self->certificate);
  g_clear_object (&self->stop);
  g_mutex_clear (&self->lock);
  g_free (self->url);
  g_free (self);
}

const char *
script_server_url (ScriptServer *self)
{
  return self->url;
}

void
script_server_answer (ScriptServer *self, const char *start, const char *reply)
{
  Rule *rule = g_new0 (Rule, 1);

  rule->start = g_strdup (start);
  rule->reply = g_strdup (reply);
  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->rules, rule);
  g_mutex_unlock (&self->lock);
}

guint
script_server_count (ScriptServer *self, const char *start)
{
  guint count = 0;

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->requests->len; i++)
    count += fits (g_ptr_array_index (self->requests, i), start) ? 1 : 0;
  g_mutex_unlock (&self->lock);
  return count;
}

const ScriptRequest *
script_server_request (ScriptServer *self, const char *start)
{
  const ScriptRequest *found = NULL;

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->requests->len; i++)
    if (fits (g_ptr_array_index (self->requests, i), start))
      found = g_ptr_array_index (self->requests, i);
  g_mutex_unlock (&self->lock);
  g_assert_nonnull (found);
  return found;
}

char *
script_reply (guint status, const char *type, const char *headers, const char *body)
{
  return g_strdup_printf ("HTTP/1.1 %u Said\r\nContent-Type: %s\r\n%s"
                          "Connection: close\r\nContent-Length: %" G_GSIZE_FORMAT
                          "\r\n\r\n%s",
                          status, type, headers, strlen (body), body);
}

char *
script_json (guint status, const char *headers, const char *body)
{
  return script_reply (status, "application/json; charset=UTF-8", headers, body);
}

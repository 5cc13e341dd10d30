/* One request on the wire: where its body goes, how long it may take, how it is cut.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "practice/bt-practice-exchange.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/socket.h>
#include <unistd.h>

struct _BtPracticeExchange
{
  SoupServerMessage *message;
  gint64 started;
  gint64 last;
  gint64 received;
  gint64 limit;
  char *path;
  int fd;
  GChecksum *md5;
  guint timer;
  gulong chunk_handler;
  gboolean upload;
  gboolean failed;
};

BtPracticeExchange *
bt_practice_exchange_new (SoupServerMessage *message)
{
  BtPracticeExchange *self = g_new0 (BtPracticeExchange, 1);

  self->message = g_object_ref (message);
  self->started = g_get_monotonic_time ();
  self->last = self->started;
  self->limit = BT_PRACTICE_MAX_JSON;
  self->fd = -1;
  return self;
}

static void
close_file (BtPracticeExchange *self)
{
  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
}

void
bt_practice_exchange_drop_upload (BtPracticeExchange *self)
{
  close_file (self);
  if (self->path != NULL && *self->path != '\0')
    g_unlink (self->path);
  g_clear_pointer (&self->path, g_free);
}

void
bt_practice_exchange_free (BtPracticeExchange *self)
{
  if (self->timer != 0)
    g_source_remove (self->timer);
  if (self->chunk_handler != 0)
    g_signal_handler_disconnect (self->message, self->chunk_handler);
  bt_practice_exchange_drop_upload (self);
  g_clear_pointer (&self->md5, g_checksum_free);
  g_object_unref (self->message);
  g_free (self);
}

void
bt_practice_exchange_cut (BtPracticeExchange *self)
{
  GSocket *socket = soup_server_message_get_socket (self->message);
  const struct linger at_once = { .l_onoff = 1, .l_linger = 0 };

  if (socket == NULL)
    return;
  /* A client that is still sending is told by a reset, or it would wait for long. */
  setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  /* Reading and writing then fail, and libsoup lets go of the connection. */
  g_socket_shutdown (socket, TRUE, TRUE, NULL);
}

static gboolean
write_all (int fd, const guint8 *data, gsize length)
{
  while (length > 0)
    {
      gssize n = write (fd, data, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      data += n;
      length -= (gsize)n;
    }
  return TRUE;
}

static void
got_chunk_cb (SoupServerMessage *message, GBytes *chunk, gpointer data)
{
  BtPracticeExchange *self = data;
  gsize length;
  const guint8 *bytes = g_bytes_get_data (chunk, &length);

  self->last = g_get_monotonic_time ();
  self->received += (gint64)length;
  if (self->received > self->limit)
    {
      bt_practice_exchange_cut (self);
      return;
    }
  if (self->fd < 0)
    return;
  g_checksum_update (self->md5, bytes, (gssize)length);
  if (!write_all (self->fd, bytes, length))
    {
      g_printerr ("banthao-portal: %s: %s\n", self->path, g_strerror (errno));
      self->failed = TRUE;
      close_file (self);
    }
}

static void
open_file (BtPracticeExchange *self, BtPracticeSite *site)
{
  self->path = g_build_filename (site->uploads, ".incoming-XXXXXX", NULL);
  self->md5 = g_checksum_new (G_CHECKSUM_MD5);
  self->fd = g_mkstemp_full (self->path, O_RDWR | O_CLOEXEC, 0600);
  if (self->fd < 0)
    {
      g_printerr ("banthao-portal: %s: %s\n", self->path, g_strerror (errno));
      self->failed = TRUE;
      *self->path = '\0';
    }
}

gboolean
bt_practice_exchange_expect_body (BtPracticeExchange *self,
                                  BtPracticeSite *site,
                                  gboolean upload,
                                  gboolean wanted)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (self->message);
  SoupMessageBody *body = soup_server_message_get_request_body (self->message);
  goffset length = soup_message_headers_get_content_length (headers);

  self->last = g_get_monotonic_time ();
  self->upload = upload;
  self->limit = upload ? BT_PRACTICE_MAX_UPLOAD : BT_PRACTICE_MAX_JSON;
  self->chunk_handler =
      g_signal_connect (self->message, "got-chunk", G_CALLBACK (got_chunk_cb), self);
  if (length > self->limit)
    {
      soup_message_body_set_accumulate (body, FALSE);
      self->limit = length; /* read and dropped, so that the answer arrives */
      return FALSE;
    }
  if (upload)
    soup_message_body_set_accumulate (body, FALSE);
  if (upload && wanted)
    open_file (self, site);
  else if (upload)
    self->path = g_strdup ("");
  return TRUE;
}

void
bt_practice_exchange_get_upload (BtPracticeExchange *self,
                                 const char **path,
                                 gint64 *size,
                                 const char **md5)
{
  *path = self->upload ? self->path : NULL;
  *size = self->failed ? -1 : 0;
  *md5 = NULL;
  if (self->fd < 0)
    return;
  if (fsync (self->fd) != 0)
    self->failed = TRUE;
  close_file (self);
  *size = self->failed ? -1 : self->received;
  *md5 = g_checksum_get_string (self->md5);
}

gboolean
bt_practice_exchange_is_stale (BtPracticeExchange *self, guint silence)
{
  gint64 now = g_get_monotonic_time ();
  gint64 limit = (gint64)silence * G_USEC_PER_SEC;

  return self->timer == 0
         && (now - self->last > limit || now - self->started > 20 * limit);
}

static gboolean
delayed_cb (gpointer data)
{
  BtPracticeExchange *self = data;

  self->timer = 0;
  self->last = g_get_monotonic_time ();
  soup_server_message_unpause (self->message);
  return G_SOURCE_REMOVE;
}

void
bt_practice_exchange_delay (BtPracticeExchange *self, guint seconds)
{
  g_return_if_fail (self->timer == 0);

  soup_server_message_pause (self->message);
  self->timer = g_timeout_add_seconds (seconds, delayed_cb, self);
}

/* One request on its way, in the thread that carries it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "portal/bt-http.h"

G_BEGIN_DECLS

typedef enum
{
  BT_HTTP_CONNECTING, /* nothing of the request has left */
  BT_HTTP_SENDING,
  BT_HTTP_WAITING,
  BT_HTTP_READING,
} BtHttpPhase;

/**
 * BtHttpJob: made and freed by the caller, who waits; between, all but @cancellable
 * belongs to the thread.
 */
typedef struct
{
  BtHttp *owner;
  const BtHttpRequest *request;
  BtHttpLimits limits;
  SoupMessage *message;
  GCancellable *cancellable;

  BtHttpPhase phase;
  gint64 began;
  gint64 moved;
  gboolean timed_out;
  GSource *watchdog;
  GSocket *socket;
  int unsent;
  guint64 written;
  gint64 told;
  GInputStream *stream;
  GByteArray *body;

  GMutex lock;
  GCond cond;
  gboolean done;
  BtHttpReply *reply;
  GError *error;
} BtHttpJob;

/** bt_http_job_new: in the caller's thread. @request must live as long as the job. */
BtHttpJob *
bt_http_job_new (BtHttp *owner, const BtHttpRequest *request, const BtHttpLimits *limits);
/** bt_http_job_start: in the thread that carries requests. */
void bt_http_job_start (BtHttpJob *self, SoupSession *session);
/** bt_http_job_wait: blocks until @reply or @error is set. */
void bt_http_job_wait (BtHttpJob *self);
void bt_http_job_free (BtHttpJob *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtHttpJob, bt_http_job_free)

G_END_DECLS

/* The worker that sends what waits in the outbox while a window is open.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/bt-publish.h"

G_BEGIN_DECLS

/**
 * BtSender:
 *
 * One thread per account takes rows that are due; waits for the network (GNetworkMonitor)
 * and for the time of the next try. All signals are emitted in the main context that made
 * it.
 *
 * BtSender::progress (gint64 row, int step, guint index, guint count, double fraction)
 * BtSender::finished (gint64 row, BtPublished *published): done and read back
 * BtSender::stopped (gint64 row, GError *error, gboolean needs_person): waits for the
 * next try, or for a person; %G_IO_ERROR_CANCELLED when it was cancelled, and another error
when it could not be, because another program is sending it or it has been sent
 */
#define BT_TYPE_SENDER (bt_sender_get_type ())
G_DECLARE_FINAL_TYPE (BtSender, bt_sender, BT, SENDER, GObject)

BtSender *bt_sender_new (BtContext *context);
/** bt_sender_start: takes up what an earlier run left behind, then what comes. */
void bt_sender_start (BtSender *self);
/** bt_sender_stop: lets the requests that run be cut; the rows stay for the next start.
 */
void bt_sender_stop (BtSender *self);

/** bt_sender_publish_async: checks, writes the row (finishes with its id), and wakes the
 * worker. */
void bt_sender_publish_async (BtSender *self,
                              const char *uuid,
                              const char *account,
                              BtIntent intent,
                              gint64 at,
                              gboolean replace_theirs,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gint64 bt_sender_publish_finish (BtSender *self, GAsyncResult *result, GError **error);
/** bt_sender_cancel: stops the row; what is on the portal by then stays there as it is.
 */
void bt_sender_cancel (BtSender *self, gint64 row);
/** bt_sender_retry: tries a row now that waits, or whose trouble a person has mended. */
void bt_sender_retry (BtSender *self, gint64 row);

G_END_DECLS

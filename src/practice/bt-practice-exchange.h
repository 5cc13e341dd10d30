/* One request on the wire: where its body goes, how long it may take, how it is cut.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "practice/bt-practice-site.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/** The largest body of a JSON request and of an upload. */
#define BT_PRACTICE_MAX_JSON (32 * 1024 * 1024)
#define BT_PRACTICE_MAX_UPLOAD (128 * 1024 * 1024)

typedef struct _BtPracticeExchange BtPracticeExchange;

BtPracticeExchange *bt_practice_exchange_new (SoupServerMessage *message);
/** bt_practice_exchange_free: also drops an upload. */
void bt_practice_exchange_free (BtPracticeExchange *self);

/**
 * bt_practice_exchange_expect_body:
 * @upload: the body is a file, not to be kept in memory
 * @wanted: who sends it may upload; else it is read and dropped
 *
 * Returns: %FALSE when it is announced as too large; the body is then not read into
 * memory
 */
gboolean bt_practice_exchange_expect_body (BtPracticeExchange *self,
                                           BtPracticeSite *site,
                                           gboolean upload,
                                           gboolean wanted);
/** bt_practice_exchange_get_upload: @path is %NULL when this is no upload; an upload whose
 * body was dropped has the path "". @size is -1 when it could not be written. */
void bt_practice_exchange_get_upload (BtPracticeExchange *self,
                                      const char **path,
                                      gint64 *size,
                                      const char **md5);
/** bt_practice_exchange_drop_upload: removes the file of an upload; what was linked from
 * it stays. */
void bt_practice_exchange_drop_upload (BtPracticeExchange *self);
/** bt_practice_exchange_is_stale: whether nothing has come for @silence seconds, or the
 * whole takes twenty times as long. */
gboolean bt_practice_exchange_is_stale (BtPracticeExchange *self, guint silence);
/** bt_practice_exchange_cut: closes the connection without an answer. */
void bt_practice_exchange_cut (BtPracticeExchange *self);
/** bt_practice_exchange_delay: sends the answer that is set @seconds later. */
void bt_practice_exchange_delay (BtPracticeExchange *self, guint seconds);

G_END_DECLS

/* The practice portal's HTTP server, on loopback only.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "practice/bt-practice-fault.h"
#include "practice/bt-practice-site.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * BtPracticeServer:
 *
 * Runs in the main context that starts it. A request is stored whole, in one transaction,
 * before its answer leaves.
 */
typedef struct _BtPracticeServer BtPracticeServer;

/**
 * bt_practice_server_start:
 * @site: (transfer full): its url is set to where the server listens
 * @port: 0 for any that is free
 *
 * Returns: (transfer full): the server, listening, or %NULL with a #GIOError
 */
BtPracticeServer *
bt_practice_server_start (BtPracticeSite *site, guint16 port, GError **error);
/** bt_practice_server_free: lets no more in, closes the connections and the database. */
void bt_practice_server_free (BtPracticeServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtPracticeServer, bt_practice_server_free)

BtPracticeSite *bt_practice_server_get_site (BtPracticeServer *self);
/** bt_practice_server_add_fault: @fault: (transfer full) */
void bt_practice_server_add_fault (BtPracticeServer *self, BtPracticeFault *fault);
/** bt_practice_server_set_silence: connections on which nothing comes for so many seconds
 * are closed; 30 at first. */
void bt_practice_server_set_silence (BtPracticeServer *self, guint seconds);
/** bt_practice_server_allow_control: lets clients set faults by POST to
 * /banthao-practice/fault. */
void bt_practice_server_allow_control (BtPracticeServer *self);

G_END_DECLS

/* What is known of sending an article: waiting, under way, stopped, arrived.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sync/bt-sender.h"

G_BEGIN_DECLS

/** BtSendProgress: how far a send has come; see #BtPublishProgress. */
typedef struct
{
  BtStep step;
  guint index;
  guint count;
  double fraction;
} BtSendProgress;

/**
 * BtSendBar:
 *
 * BtSendBar::act (char *action): "cancel", "retry", "open", "copy", "dismiss", "submit"
 * (for approval instead), "overwrite" (what was changed on the portal)
 */
#define BT_TYPE_SEND_BAR (bt_send_bar_get_type ())
G_DECLARE_FINAL_TYPE (BtSendBar, bt_send_bar, BT, SEND_BAR, AdwBin)

/** bt_send_bar_hide: nothing is to be said. */
void bt_send_bar_hide (BtSendBar *self);

/** bt_send_bar_show_row: @progress: (nullable): while it is being sent */
void bt_send_bar_show_row (BtSendBar *self,
                           const BtOutboxRow *row,
                           const BtSendProgress *progress);

/** bt_send_bar_show_published: it arrived; whether it was verified, and what differs. */
void bt_send_bar_show_published (BtSendBar *self, const BtPublished *published);

/** bt_send_bar_row_is: whether a row stopped for this reason. */
gboolean bt_send_bar_row_is (const BtOutboxRow *row, BtSyncError code);

G_END_DECLS

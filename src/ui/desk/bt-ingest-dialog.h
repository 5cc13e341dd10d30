/* What is taken in, and how.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sync/bt-ingest.h"

G_BEGIN_DECLS

/** BtIngestDialog::start (BtIngest *ingest): made, not started; the dialog closes by
 * itself */
#define BT_TYPE_INGEST_DIALOG (bt_ingest_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BtIngestDialog, bt_ingest_dialog, BT, INGEST_DIALOG, AdwWindow)

/** bt_ingest_dialog_new: @source: (nullable): a card or folder that is proposed. Returns:
 * (transfer none): owned by GTK */
GtkWidget *bt_ingest_dialog_new (GtkWindow *parent, BtContext *context, GFile *source);

G_END_DECLS

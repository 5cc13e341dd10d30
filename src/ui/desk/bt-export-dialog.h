/* Where photos are exported to, and how.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sync/bt-context-export.h"

G_BEGIN_DECLS

/** BtExportDialog::start (GFile *folder, const BtExportOptions *options): valid during the
 * signal; the dialog closes by itself */
#define BT_TYPE_EXPORT_DIALOG (bt_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BtExportDialog, bt_export_dialog, BT, EXPORT_DIALOG, AdwWindow)

/** bt_export_dialog_new: @n: how many photos; @first: the words of the first one, from
 * which a name is shown. Returns: (transfer none): owned by GTK */
GtkWidget *bt_export_dialog_new (GtkWindow *parent, guint n, const BtPhotoInfo *first);

G_END_DECLS

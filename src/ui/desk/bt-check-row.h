/* One thing that the caption checker found.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "text/proof/bt-caption-rules.h"
#include "ui/desk/bt-photo-item.h"

G_BEGIN_DECLS

/** BtCheckFinding: a finding and its photo, for a list. */
#define BT_TYPE_CHECK_FINDING (bt_check_finding_get_type ())
G_DECLARE_FINAL_TYPE (BtCheckFinding, bt_check_finding, BT, CHECK_FINDING, GObject)

/** bt_check_finding_new: @finding: (transfer full). @blocks: the newsroom does not publish
 * with it. Returns: (transfer full) */
BtCheckFinding *
bt_check_finding_new (BtPhotoItem *item, BtCaptionFinding *finding, gboolean blocks);
/** bt_check_finding_get_item, and what else it was made of. */
BtPhotoItem *bt_check_finding_get_item (BtCheckFinding *self);
const BtCaptionFinding *bt_check_finding_get_finding (BtCheckFinding *self);
gboolean bt_check_finding_get_blocks (BtCheckFinding *self);
/** bt_check_finding_set_alike: @n_alike: how many of this rule can be put right by one press
 * each, this one included */
void bt_check_finding_set_alike (BtCheckFinding *self, guint n_alike);
/** bt_check_finding_same: whether a list need not show it anew. */
gboolean bt_check_finding_same (BtCheckFinding *self, BtCheckFinding *other);

/**
 * BtCheckRow: shows one, with what can be done about it.
 *
 * BtCheckRow::fix: one press was wanted
 * BtCheckRow::fix-all: and for all of this rule
 */
#define BT_TYPE_CHECK_ROW (bt_check_row_get_type ())
G_DECLARE_FINAL_TYPE (BtCheckRow, bt_check_row, BT, CHECK_ROW, GtkWidget)

/** bt_check_row_new: Returns: (transfer floating) */
GtkWidget *bt_check_row_new (void);
/** bt_check_row_set_finding: @finding: (nullable) */
void bt_check_row_set_finding (BtCheckRow *self, BtCheckFinding *finding);
BtCheckFinding *bt_check_row_get_finding (BtCheckRow *self);

G_END_DECLS

/* The line below the text: how long it is, and how long it should be.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "text/bt-text.h"

G_BEGIN_DECLS

/**
 * BtStatusLine:
 *
 * Shows what it is told. Characters with and without spaces are told in its popover.
 */
#define BT_TYPE_STATUS_LINE (bt_status_line_get_type ())
G_DECLARE_FINAL_TYPE (BtStatusLine, bt_status_line, BT, STATUS_LINE, AdwBin)

/** bt_status_line_new: Returns: (transfer floating) */
GtkWidget *bt_status_line_new (void);

/** bt_status_line_set_counts: @selection: (nullable): shown in place of @article */
void bt_status_line_set_counts (BtStatusLine *self,
                                const BtTextCount *article,
                                const BtTextCount *selection);

/** bt_status_line_set_target: @words: how many the article should have, 0 for no gauge */
void bt_status_line_set_target (BtStatusLine *self, guint words);

/** bt_status_line_set_zoom: @percent: shown unless it is 100 */
void bt_status_line_set_zoom (BtStatusLine *self, guint percent);

/** bt_status_line_set_focus_mode: offers the way out of it. */
void bt_status_line_set_focus_mode (BtStatusLine *self, gboolean on);

G_END_DECLS

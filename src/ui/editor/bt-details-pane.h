/* Fields beside the text: section, source, tags, byline, address, notes.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "article/bt-article.h"

G_BEGIN_DECLS

/**
 * BtDetailsPane:
 *
 * BtDetailsPane::edited
 */
#define BT_TYPE_DETAILS_PANE (bt_details_pane_get_type ())
G_DECLARE_FINAL_TYPE (BtDetailsPane, bt_details_pane, BT, DETAILS_PANE, AdwBin)

/** bt_details_pane_load: shows an article's fields; fields that are equal stay. */
void bt_details_pane_load (BtDetailsPane *self, const BtArticle *article);

/** bt_details_pane_store: the way back. */
void
bt_details_pane_store (BtDetailsPane *self, BtArticle *article, gboolean with_preedit);

/** bt_details_pane_set_sections: the names that are offered. */
void bt_details_pane_set_sections (BtDetailsPane *self, const char *const *sections);

/** bt_details_pane_focus_field: the keyboard into one of its fields. Returns: whether it
 * has that field */
gboolean bt_details_pane_focus_field (BtDetailsPane *self, BtField field);

G_END_DECLS

/* The left side of the window: search, filter, list of articles.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/library/bt-library-model.h"

G_BEGIN_DECLS

/**
 * BtLibraryPane:
 *
 * BtLibraryPane::chosen (char *uuid): a person chose this article
 * BtLibraryPane::failed (GError): the list cannot be read
 * BtLibraryPane::loaded: the list is up to date
 */
#define BT_TYPE_LIBRARY_PANE (bt_library_pane_get_type ())
G_DECLARE_FINAL_TYPE (BtLibraryPane, bt_library_pane, BT, LIBRARY_PANE, AdwBin)

/** bt_library_pane_set_store: whose articles are listed. */
void bt_library_pane_set_store (BtLibraryPane *self, BtStore *store);

/** bt_library_pane_get_model: Returns: (transfer none): what is listed */
BtLibraryModel *bt_library_pane_get_model (BtLibraryPane *self);

/** bt_library_pane_select: @uuid: (nullable): marks an article as the one that is open,
 * now or when it comes to be listed; not a choice. */
void bt_library_pane_select (BtLibraryPane *self, const char *uuid);

/** bt_library_pane_focus_search: the keyboard into the search entry. */
void bt_library_pane_focus_search (BtLibraryPane *self);

/** bt_library_pane_clear_search: nothing is searched for, all are listed. */
void bt_library_pane_clear_search (BtLibraryPane *self);

/** bt_library_pane_is_trash: whether the trash is listed. */
gboolean bt_library_pane_is_trash (BtLibraryPane *self);

G_END_DECLS

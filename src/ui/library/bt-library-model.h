/* The list of articles, as the store has it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/library/bt-article-item.h"

G_BEGIN_DECLS

/**
 * BtLibraryModel:
 *
 * A GListModel of #BtArticleItem that follows the store: what is searched for, what
 * changes, what waits to be sent. Asks the store in the background, at most one question
 * at a time.
 *
 * BtLibraryModel::loaded: the answer to the last question is shown
 * BtLibraryModel::failed (GError): the store cannot be read
 */
#define BT_TYPE_LIBRARY_MODEL (bt_library_model_get_type ())
G_DECLARE_FINAL_TYPE (BtLibraryModel, bt_library_model, BT, LIBRARY_MODEL, GObject)

/** bt_library_model_new: Returns: (transfer full) */
BtLibraryModel *bt_library_model_new (BtStore *store);

/** bt_library_model_set_query: @words: (nullable): as typed; @status: a #BtStatus or -1 */
void bt_library_model_set_query (BtLibraryModel *self,
                                 const char *words,
                                 int status,
                                 gboolean trashed);

/** bt_library_model_refresh: asks again soon. */
void bt_library_model_refresh (BtLibraryModel *self);

/** bt_library_model_find: Returns: the position of an article, %GTK_INVALID_LIST_POSITION
 * (all ones) when it is not listed */
guint bt_library_model_find (BtLibraryModel *self, const char *uuid);

/** bt_library_model_get_sections: Returns: (transfer full): the names of sections that
 * were seen so far, sorted */
char **bt_library_model_get_sections (BtLibraryModel *self);

/** bt_library_model_get_outbox: Returns: (transfer none) (nullable): the row of an article
 * that waits, is sent or needs a person */
const BtOutboxRow *bt_library_model_get_outbox (BtLibraryModel *self, const char *uuid);

G_END_DECLS

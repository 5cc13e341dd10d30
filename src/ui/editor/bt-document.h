/* An article that is open: what is on disk of it, and how it gets there.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/bt-store.h"

G_BEGIN_DECLS

/**
 * BtSaveState:
 * @BT_SAVE_NONE: a new article in which nothing was typed: there is nothing to save
 * @BT_SAVE_SAVED: all of it is on the disk
 * @BT_SAVE_PENDING: something was typed less than a second ago
 * @BT_SAVE_FAILED: the last try failed; it is tried again by itself
 */
typedef enum
{
  BT_SAVE_NONE,
  BT_SAVE_SAVED,
  BT_SAVE_PENDING,
  BT_SAVE_FAILED,
} BtSaveState;

/**
 * BtDocument:
 *
 * Keeps the promise that what was typed is on the disk within a second: each change
 * counts a generation; one timer, which typing does not put off, collects the article and
 * has the store write it; a write that fails is repeated and said. Nothing that somebody
 * else wrote in the meantime is overwritten unseen: it is kept as a version.
 *
 * BtDocument::state-changed
 * BtDocument::replaced: the article was changed outside while nothing was typed here:
 * show bt_document_get_article() again
 * BtDocument::status-changed: its status or portal time, by sending; the rest as it was
 * BtDocument::kept-other: somebody else had changed it too; that text is in the history
 */
#define BT_TYPE_DOCUMENT (bt_document_get_type ())
G_DECLARE_FINAL_TYPE (BtDocument, bt_document, BT, DOCUMENT, GObject)

/** bt_document_new: @article: (transfer full); @revision: as it was loaded, 0 for a new
 * one. Returns: (transfer full) */
BtDocument *bt_document_new (BtStore *store, BtArticle *article, gint64 revision);

/** BtCollectFunc: Returns: (transfer full): the article as it stands in the window, with
 * what an input method composes */
typedef BtArticle *(*BtCollectFunc) (gpointer data);

/** bt_document_attach: a window shows it and is asked for what to save. */
void bt_document_attach (BtDocument *self, BtCollectFunc collect, gpointer data);

/** BtSettleFunc: calls @then once no word is under composition in the window; at once when
 * none was */
typedef void (*BtSettleFunc) (gpointer data, GSourceOnceFunc then, gpointer then_data);

/** bt_document_set_settle: asked before what is shown is replaced; with the data that
 * bt_document_attach() was given. */
void bt_document_set_settle (BtDocument *self, BtSettleFunc settle);

/** bt_document_detach: the window shows it no longer; what it had is collected first. */
void bt_document_detach (BtDocument *self);

/** bt_document_touch: something was changed in the window. */
void bt_document_touch (BtDocument *self);

/** bt_document_get_article: Returns: (transfer none): as it was collected last */
const BtArticle *bt_document_get_article (BtDocument *self);

/** bt_document_get_state: how much of it is on the disk. */
BtSaveState bt_document_get_state (BtDocument *self);

/** bt_document_get_error: Returns: (transfer none) (nullable): why the last try failed */
const GError *bt_document_get_error (BtDocument *self);

/** bt_document_save_async: tries now; finishes when all that was typed by then is on the
 * disk, or with the error. */
void bt_document_save_async (BtDocument *self,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean bt_document_save_finish (BtDocument *self, GAsyncResult *result, GError **error);

G_END_DECLS

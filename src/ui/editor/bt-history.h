/* Undo and redo: whole articles, one for each thing a person did.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "article/bt-article.h"

G_BEGIN_DECLS

/**
 * BtHistory:
 *
 * States of one article. Text, figures, captions and fields are all undone alike, because
 * each state is the whole article. What is kept is bounded: the oldest states go first.
 */
typedef struct _BtHistory BtHistory;

/** bt_history_new: @article: the state to come back to. Returns: (transfer full) */
BtHistory *bt_history_new (const BtArticle *article);
void bt_history_free (BtHistory *self);

/** bt_history_record: @article: how it is now. Returns: whether this is a new state; what
 * was undone can then not be done again */
gboolean bt_history_record (BtHistory *self, const BtArticle *article);

/** bt_history_can_undo: whether there is a state before, or after, the present one. */
gboolean bt_history_can_undo (const BtHistory *self);
gboolean bt_history_can_redo (const BtHistory *self);

/** bt_history_undo: goes one state back, or forward. Returns: (transfer none)
 * (nullable): it; record what is there before */
const BtArticle *bt_history_undo (BtHistory *self);
const BtArticle *bt_history_redo (BtHistory *self);

/** bt_history_rebase: the article was changed from outside (its status after it was
 * published): states differ from @article in that from now on, too. */
void bt_history_rebase (BtHistory *self, const BtArticle *article);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtHistory, bt_history_free)

G_END_DECLS

/* Undo and redo: every step of an article, from its first state on.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "article/bt-article.h"

G_BEGIN_DECLS

/** So many steps are kept, and so much memory is spent on them; at least one step stays,
 * however large. */
#define BT_HISTORY_MAX_STEPS 10000
#define BT_HISTORY_MAX_BYTES (64u * 1024 * 1024)

/**
 * BtStepKind: what a step did.
 * @BT_STEP_TEXT: words in the body came, went or were replaced
 * @BT_STEP_FORMAT: the words are the same, how they look is not
 * @BT_STEP_FIGURE: a figure, its caption, credit or order
 * @BT_STEP_TABLE: a table or what stands in it
 * @BT_STEP_BLOCK: another block that is no text: a divider, an embed
 * @BT_STEP_FIELD: headline, lead, section, tags: what stands beside the body
 */
typedef enum
{
  BT_STEP_TEXT,
  BT_STEP_FORMAT,
  BT_STEP_FIGURE,
  BT_STEP_TABLE,
  BT_STEP_BLOCK,
  BT_STEP_FIELD,
} BtStepKind;

/**
 * BtHistory:
 *
 * The article as it is, and what each step has to put back: the blocks and fields that it
 * changed, no more. Text, formatting, figures, captions and fields are all undone alike.
 * What is kept is bounded, the oldest steps go first. Status and portal time belong to
 * sending and are never undone.
 */
typedef struct _BtHistory BtHistory;

/** bt_history_new: @article: the state to come back to. Returns: (transfer full) */
BtHistory *bt_history_new (const BtArticle *article);
void bt_history_free (BtHistory *self);

/** bt_history_get_article: Returns: (transfer none): the present state */
const BtArticle *bt_history_get_article (const BtHistory *self);

/** bt_history_record: @now: the same article after one more step. Returns: whether
 * anything differs; what was undone can then not be done again */
gboolean bt_history_record (BtHistory *self, const BtArticle *now);

/** bt_history_can_undo: @kind: (optional) (out): what would be taken back, or done again.
 * Returns: whether there is such a step */
gboolean bt_history_can_undo (const BtHistory *self, BtStepKind *kind);
gboolean bt_history_can_redo (const BtHistory *self, BtStepKind *kind);

/** bt_history_undo: takes one step back, or does it again; record what is there before.
 * Returns: (transfer none) (nullable): the article after it, %NULL when there is none */
const BtArticle *bt_history_undo (BtHistory *self);
const BtArticle *bt_history_redo (BtHistory *self);

/** bt_history_set_status: takes status and portal time from @article, which are never
 * undone. */
void bt_history_set_status (BtHistory *self, const BtArticle *article);

/** bt_history_get_size: Returns: the memory that steps take, estimated, in bytes */
gsize bt_history_get_size (const BtHistory *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtHistory, bt_history_free)

G_END_DECLS

/* A part of the body replaced by other blocks: what pasting is.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "article/bt-article.h"

G_BEGIN_DECLS

/**
 * BtPlace: a place in the body.
 * @block: the index of a block; the number of blocks or more: behind them all
 * @offset: in its text, in code points; of a block without text of its own 0 is before it
 * and 1 behind it
 */
typedef struct
{
  guint block;
  guint offset;
} BtPlace;

/**
 * bt_article_splice:
 * @from: at or before @to
 * @blocks: (element-type BtBlock): copied; their ids do not count
 *
 * Replaces what is between two places. One block of text goes into the line that is
 * there; several part it, and ordinary paragraphs at their ends join what is left of it.
 * In place of an empty line blocks come as they are, but for a single paragraph, which
 * takes on what the line is.
 *
 * Returns: the place behind what was put in
 */
BtPlace
bt_article_splice (BtArticle *self, BtPlace from, BtPlace to, const GPtrArray *blocks);

G_END_DECLS

/* Parts of the difference of articles, for the article room alone.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "article/bt-diff.h"

G_BEGIN_DECLS

/** BtDiffBudget: how many pairs of words may still be compared; when it is used up, texts
 * are told apart roughly. */
typedef gint64 BtDiffBudget;
#define BT_DIFF_BUDGET ((BtDiffBudget)40 * 1000 * 1000)

#define BT_DIFF_MOST_WEIGHT 4

/**
 * bt_diff_align_equal:
 * @a: numbers that stand for what is compared, each below @n_ids
 * @weights: (nullable): by number, how much it matters that such a thing pairs, up to
 * %BT_DIFF_MOST_WEIGHT; 1 for all when %NULL
 * @map: of @n_a: set to the place in @b of what each pairs with, -1 for none; grows
 *
 * A common subsequence: the longest where the ranges are small, else around what occurs
 * once on both sides.
 */
void bt_diff_align_equal (const guint *a,
                          guint n_a,
                          const guint *b,
                          guint n_b,
                          guint n_ids,
                          const guint8 *weights,
                          int *map,
                          BtDiffBudget *budget);

#define BT_DIFF_SKETCH_SIZE 64

/**
 * BtDiffSketch: what is looked at to find a block again that was changed.
 * @same: equal numbers for equal things
 * @group: only things of one group can pair
 * @id: the block's, 0 for none
 * @n: how many of @marks are used: the smallest hashes of its words and pairs of words
 * @total: how many of these there are
 * @words: how many words
 */
typedef struct
{
  guint same;
  guint group;
  guint id;
  guint words;
  guint total;
  guint n;
  guint32 marks[BT_DIFF_SKETCH_SIZE];
} BtDiffSketch;

/** bt_diff_sketch_fill: from all that is to be read in the thing. @key: (nullable): a
 * mark that counts for several words, as a photo's hash does */
void bt_diff_sketch_fill (BtDiffSketch *self, const char *text, const char *key);

/** bt_diff_align_similar: like bt_diff_align_equal(), of things that may be changed. */
void bt_diff_align_similar (const BtDiffSketch *a,
                            guint n_a,
                            const BtDiffSketch *b,
                            guint n_b,
                            int *map);

/** bt_diff_align_blocks: of two articles. Returns: (transfer full): the pair of each of
 * the older one's blocks, -1 for none */
int *bt_diff_align_blocks (const BtArticle *older, const BtArticle *newer);

/** bt_diff_part_new: @older, @newer: (nullable): copied. Returns: (transfer full) */
BtDiffPart *bt_diff_part_new (BtDiffWhat what,
                              const BtRichText *older,
                              const BtRichText *newer,
                              BtDiffBudget *budget);
void bt_diff_part_free (BtDiffPart *self);

/** bt_diff_block_new: @older, @newer: (nullable): at least one. Returns: (transfer full):
 * without the indices */
BtDiffBlock *
bt_diff_block_new (const BtBlock *older, const BtBlock *newer, BtDiffBudget *budget);
void bt_diff_block_free (BtDiffBlock *self);

/** bt_diff_words_within: bt_diff_words() with what is left of a budget. */
GArray *bt_diff_words_within (const BtRichText *older,
                              const BtRichText *newer,
                              BtDiffBudget *budget);

G_END_DECLS

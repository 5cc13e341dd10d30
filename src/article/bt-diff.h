/* What is different between two articles: two versions of one, as a rule.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "article/bt-article.h"

G_BEGIN_DECLS

/**
 * BtDiffKind:
 * @BT_DIFF_SAME: on both sides and equal
 * @BT_DIFF_REMOVED: on the older side alone
 * @BT_DIFF_ADDED: on the newer side alone
 * @BT_DIFF_CHANGED: on both sides and not equal; of a run: the same characters with other
 *   marks (bold, a link's target…)
 */
typedef enum
{
  BT_DIFF_SAME,
  BT_DIFF_REMOVED,
  BT_DIFF_ADDED,
  BT_DIFF_CHANGED,
} BtDiffKind;

/**
 * BtDiffRun: a run of a text. Offsets are code points; a removed run is empty on the newer
 * side and stands where it would be, an added one is empty on the older.
 */
typedef struct
{
  BtDiffKind kind;
  guint old_start;
  guint old_end;
  guint new_start;
  guint new_end;
} BtDiffRun;

/**
 * BtDiffWhat: what a part of a block is.
 * @BT_DIFF_TEXT: the text of a paragraph, heading, quote or list item
 * @BT_DIFF_CITE: who said it
 * @BT_DIFF_CAPTION: of a gallery, a table or an embed
 * @BT_DIFF_PHOTO: a photo of a figure, without text; changed: another photo in its place
 * @BT_DIFF_PHOTO_CAPTION: and the others: of that photo
 * @BT_DIFF_CELL: of a table
 * @BT_DIFF_ADDRESS: of an embed
 * @BT_DIFF_SOURCE: the bytes of a block that is not understood
 * @BT_DIFF_FIELD: a field of the article
 */
typedef enum
{
  BT_DIFF_TEXT,
  BT_DIFF_CITE,
  BT_DIFF_CAPTION,
  BT_DIFF_PHOTO,
  BT_DIFF_PHOTO_CAPTION,
  BT_DIFF_PHOTO_CREDIT,
  BT_DIFF_PHOTO_ALT,
  BT_DIFF_CELL,
  BT_DIFF_ADDRESS,
  BT_DIFF_SOURCE,
  BT_DIFF_FIELD,
} BtDiffWhat;

/**
 * BtDiffPart:
 * @old_index: of the photo in its figure, the cell's row, the #BtField; -1 on a side that
 *   has no such
 * @old_column: of a cell
 * @older: (nullable): the text; %NULL where there is none on this side
 * @runs: (element-type BtDiffRun): both texts from the first character to the last
 */
typedef struct
{
  BtDiffWhat what;
  BtDiffKind kind;
  int old_index;
  int new_index;
  int old_column;
  int new_column;
  BtRichText *older;
  BtRichText *newer;
  GArray *runs;
} BtDiffPart;

/**
 * BtDiffFacts: what else a changed block is different in.
 * @BT_DIFF_FACT_KIND: a paragraph is a heading now, say
 * @BT_DIFF_FACT_LEVEL: of a heading or a list item
 * @BT_DIFF_FACT_ORDERED: bullets are numbers now
 * @BT_DIFF_FACT_GROUP: where a list or a quotation begins
 * @BT_DIFF_FACT_ALIGN: of a figure
 * @BT_DIFF_FACT_HEADER: whether a table's first row is a header
 * @BT_DIFF_FACT_PROVIDER: of an embed
 */
typedef enum
{
  BT_DIFF_FACT_KIND = 1 << 0,
  BT_DIFF_FACT_LEVEL = 1 << 1,
  BT_DIFF_FACT_ORDERED = 1 << 2,
  BT_DIFF_FACT_GROUP = 1 << 3,
  BT_DIFF_FACT_ALIGN = 1 << 4,
  BT_DIFF_FACT_HEADER = 1 << 5,
  BT_DIFF_FACT_PROVIDER = 1 << 6,
} BtDiffFacts;

/**
 * BtDiffBlock:
 * @old_index: the block's place on each side, -1 on a side that has no such block
 * @facts: of #BtDiffFacts
 * @parts: (element-type BtDiffPart): in reading order; empty texts are left out
 */
typedef struct
{
  BtDiffKind kind;
  int old_index;
  int new_index;
  guint facts;
  GPtrArray *parts;
} BtDiffBlock;

/** BtDiffTag: one tag, on one side or on both. */
typedef struct
{
  BtDiffKind kind;
  char *name;
} BtDiffTag;

/**
 * BtDiff:
 * @older: copies of what was compared
 * @fields: a part for each #BtField
 * @tags: (element-type BtDiffTag): removed, kept and added; one that was moved is both
 * @featured: whether another figure stands for the article
 * @blocks: (element-type BtDiffBlock): all blocks of both sides, in an order in which both
 *   sides can be read
 *
 * Status, portal time and identity are no part of what is compared.
 */
typedef struct
{
  BtArticle *older;
  BtArticle *newer;
  BtDiffPart *fields[BT_N_FIELDS];
  GPtrArray *tags;
  gboolean featured;
  GPtrArray *blocks;
} BtDiff;

/**
 * bt_diff_new:
 *
 * Equal blocks pair with each other, and a changed one with what it was before, as far as
 * it can be known by its words; a block that was moved is removed in one place and added
 * in another. Swapping the sides gives the same pairs. The time is bounded: where texts
 * are large and different all over, what cannot be followed is removed and added as a
 * whole.
 *
 * Returns: (transfer full): the difference, readable from any thread
 */
BtDiff *bt_diff_new (const BtArticle *older, const BtArticle *newer);
void bt_diff_free (BtDiff *self);

/** bt_diff_is_empty: whether nothing is different. */
gboolean bt_diff_is_empty (const BtDiff *self);

/** bt_diff_words: @older, @newer: (nullable). Returns: (transfer full)
 * (element-type BtDiffRun): by words: letters and digits that stand together (and
 * "150.000", "28-12"), a run of white space, and every other character for itself */
GArray *bt_diff_words (const BtRichText *older, const BtRichText *newer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtDiff, bt_diff_free)

G_END_DECLS

/* Finding in the article that the editor shows: hits, which of them is meant, colours.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "article/bt-find.h"
#include "ui/editor/bt-body-view-texts.h"

G_BEGIN_DECLS

/**
 * BtFinder:
 *
 * Looks through all that the body view shows, its header and figures included, and
 * colours what it finds, by tags that no model knows. A regular expression, and a long
 * article, are searched in a thread, one search at a time.
 *
 * BtFinder::updated: hits, their number, the error or which is meant
 */
#define BT_TYPE_FINDER (bt_finder_get_type ())
G_DECLARE_FINAL_TYPE (BtFinder, bt_finder, BT, FINDER, GObject)

/** How long a search may take. */
#define BT_FINDER_SECONDS 2

/** bt_finder_new: @body: outlives it. Returns: (transfer full) */
BtFinder *bt_finder_new (BtBodyView *body);

/** bt_finder_set_find: @find: (nullable) (transfer none): what to look for from now on;
 * %NULL takes the colours away */
void bt_finder_set_find (BtFinder *self, BtFind *find);
/** bt_finder_get_find: Returns: (nullable) (transfer none) */
BtFind *bt_finder_get_find (BtFinder *self);

/** bt_finder_start_at_caret: what is found next is the first hit from where the caret
 * or the selection is. */
void bt_finder_start_at_caret (BtFinder *self);
/** bt_finder_start_at: the same from another place. */
void bt_finder_start_at (BtFinder *self, GtkTextView *view, int offset);

/** bt_finder_queue: the text was changed: search again in a moment. */
void bt_finder_queue (BtFinder *self);

/** bt_finder_step: @step: 1 to the next hit, -1 to the one before, round the end; 0 shows
 * the present one. Waits for a search that is due. */
void bt_finder_step (BtFinder *self, int step);

/** bt_finder_get_n_hits: and which one is meant, from 1; 0 while there is none. */
guint bt_finder_get_n_hits (BtFinder *self);
guint bt_finder_get_position (BtFinder *self);
/** bt_finder_is_searching: whether the numbers are about to change. */
gboolean bt_finder_is_searching (BtFinder *self);
/** bt_finder_get_error: Returns: (nullable) (transfer none): why there are no hits */
const GError *bt_finder_get_error (BtFinder *self);

/** bt_finder_get_hit: the hit that is meant, when the search is up to date.
 * Returns: (nullable) (transfer none): its text, and @hit in it */
const BtViewText *bt_finder_get_hit (BtFinder *self, BtHit *hit);

/** bt_finder_select: selects the hit that is meant and gives it the keyboard.
 * Returns: whether there is one */
gboolean bt_finder_select (BtFinder *self);

G_END_DECLS

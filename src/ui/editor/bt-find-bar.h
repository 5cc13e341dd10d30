/* The bar above the text in which a person says what to find and to replace.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "article/bt-find.h"

G_BEGIN_DECLS

/**
 * BtFindBar:
 *
 * Only the bar: what it asks for is done by whoever listens.
 *
 * BtFindBar::query-changed: words or options
 * BtFindBar::step (int): to the next hit (1), or the one before (-1)
 * BtFindBar::replace (gboolean all)
 * BtFindBar::closed: by its button or by Escape
 */
#define BT_TYPE_FIND_BAR (bt_find_bar_get_type ())
G_DECLARE_FINAL_TYPE (BtFindBar, bt_find_bar, BT, FIND_BAR, GtkBox)

/** bt_find_bar_new: hidden. Returns: (transfer floating) */
GtkWidget *bt_find_bar_new (void);

/** bt_find_bar_open: shows it with the keyboard in it. @words: (nullable): to find;
 * @replacing: with the row for replacing; what was shown stays shown */
void bt_find_bar_open (BtFindBar *self, const char *words, gboolean replacing);

/** bt_find_bar_get_words: Returns: (transfer full): with what is under composition */
char *bt_find_bar_get_words (BtFindBar *self);
BtFindFlags bt_find_bar_get_flags (BtFindBar *self);
/** bt_find_bar_get_replacement: Returns: (transfer none) */
const char *bt_find_bar_get_replacement (BtFindBar *self);
gboolean bt_find_bar_get_keep_case (BtFindBar *self);

/** bt_find_bar_set_result: @position: which hit is meant, from 1; @searching: the numbers
 * are not known yet */
void bt_find_bar_set_result (BtFindBar *self,
                             guint position,
                             guint n_hits,
                             gboolean searching);
/** bt_find_bar_set_problem: @error: (nullable): a #BtFindError */
void bt_find_bar_set_problem (BtFindBar *self, const GError *error);

G_END_DECLS

/* Shared by the files of the speller only.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/editor/bt-speller.h"

G_BEGIN_DECLS

typedef struct _BtSpellerJob BtSpellerJob;

struct _BtSpeller
{
  GObject parent_instance;

  BtSpellService *service;
  GtkTextView *view;     /* which owns this; NULL once it is gone */
  GtkTextBuffer *buffer; /* borrowed, like all that belongs to it */
  GtkTextTag *tag;
  GHashTable *known; /* text of a finding that is shown → BtFinding */

  /* what is to be looked through */
  gboolean dirty;
  GtkTextMark *dirty_start;
  GtkTextMark *dirty_end;
  gboolean seen_done; /* what is seen was looked through already */
  guint source;
  BtSpellerJob *job;
  int edit_start; /* between before and after an insertion */

  /* the finding that is not shown because the caret is in it */
  gboolean holding;
  GtkTextMark *held_start;
  GtkTextMark *held_end;

  /* the menu, and what it is about */
  GSimpleActionGroup *actions;
  GtkTextMark *target_start;
  GtkTextMark *target_end;
};

/** bt_speller_find_at: Returns: whether there is a finding at @iter: @start and @end are
 * its edges then */
gboolean bt_speller_find_at (BtSpeller *self,
                             const GtkTextIter *iter,
                             GtkTextIter *start,
                             GtkTextIter *end);

/** bt_speller_find_run: the same for what is underlined alone. */
gboolean bt_speller_find_run (BtSpeller *self,
                              const GtkTextIter *iter,
                              GtkTextIter *start,
                              GtkTextIter *end);

/** bt_speller_caret_moved: the word with the caret is not underlined, others are. */
void bt_speller_caret_moved (BtSpeller *self);

/** bt_speller_show: @findings: (element-type BtFinding): all that was found in [@from,
 * @to), in order; those that are shown already are taken out of it */
void bt_speller_show (BtSpeller *self,
                      const GtkTextIter *from,
                      const GtkTextIter *to,
                      GPtrArray *findings);
/** bt_speller_show_nothing: takes all underlines off. */
void bt_speller_show_nothing (BtSpeller *self);

/** bt_speller_init_menu: and its actions. */
void bt_speller_init_menu (BtSpeller *self);

G_END_DECLS

/* What proofreading has found, shown in one text view.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/editor/bt-spell-service.h"

G_BEGIN_DECLS

/**
 * BtSpeller:
 *
 * Looks through what was changed in a text view, a moment after the last change, in a
 * thread, first what is seen and then the rest, and underlines what it finds. The word in
 * which the caret stands is left alone until the caret leaves it.
 *
 * The underline is a tag that stands for no span: it never gets into an article, its
 * history or "edited". In the view's context menu stands what may be done about it.
 */
#define BT_TYPE_SPELLER (bt_speller_get_type ())
G_DECLARE_FINAL_TYPE (BtSpeller, bt_speller, BT, SPELLER, GObject)

/** bt_speller_attach: from now on, for as long as there is @view. Does nothing when it has
 * one already. */
void bt_speller_attach (BtSpellService *service, GtkTextView *view);

/** bt_speller_get: Returns: (transfer none) (nullable): the one of @view */
BtSpeller *bt_speller_get (GtkTextView *view);

/** BtSpellerPlace: a finding in the text, by offsets. */
typedef struct
{
  int start;
  int end;
} BtSpellerPlace;

/** bt_speller_collect: Returns: (transfer full) (element-type BtSpellerPlace): all
 * findings, in order; also the one that is not shown because the caret is in it */
GArray *bt_speller_collect (BtSpeller *self);

G_END_DECLS

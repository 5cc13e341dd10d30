/* Typography while typing, in the text views of an article.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "text/bt-typing.h"

G_BEGIN_DECLS

/**
 * BtTypography:
 *
 * Puts “ ” … – where they are meant (bt_typing_change()), as a step of undo of its own. A
 * Backspace right after brings back what was typed; whatever else is done ends that.
 *
 * BtTypography::step: what was done so far is one step of undo; before and after a change
 */
#define BT_TYPE_TYPOGRAPHY (bt_typography_get_type ())
G_DECLARE_FINAL_TYPE (BtTypography, bt_typography, BT, TYPOGRAPHY, GObject)

/** bt_typography_new: Returns: (transfer full) */
BtTypography *bt_typography_new (void);

/** bt_typography_set_flags: what is done from now on; all but single quotes at first. */
void bt_typography_set_flags (BtTypography *self, BtTypingFlags flags);

/** bt_typography_attach: from now on in @view, too; once for each view. */
void bt_typography_attach (BtTypography *self, GtkTextView *view);

G_END_DECLS

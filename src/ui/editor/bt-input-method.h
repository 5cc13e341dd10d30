/* What an input method holds that is not in the text yet, and how not to lose it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * bt_input_watch:
 * @text: a #GtkTextView, or anything that is a #GtkEditable
 *
 * Vietnamese engines compose each word outside the buffer. A click that moves the caret
 * throws the word away in every engine that was tried (vietnamese.md, e). From here on
 * the word under composition is known, and a click in @text lets it be committed first.
 */
void bt_input_watch (GtkWidget *text);

/** bt_input_get_preedit: Returns: what is being composed in @text now, "" when nothing
 * is */
const char *bt_input_get_preedit (GtkWidget *text);

/** bt_input_get_text: Returns: (transfer full): the text of an entry; @with_preedit: and
 * what is being composed at its caret, as if it had been typed */
char *bt_input_get_text (GtkEditable *entry, gboolean with_preedit);

/**
 * bt_input_settle:
 * @root: a widget of the window
 * @then: called once nothing is under composition any more; at once when nothing was
 *
 * Before the text is replaced, the window closed or a dialog shown: takes the focus away,
 * which makes every engine commit (some of them a moment later), waits for the word, and
 * gives the focus back. It also waits for a word that an engine took off the screen before,
 * because the focus went or another window came, and that is not in the text yet.
 */
void bt_input_settle (GtkWidget *root, GSourceOnceFunc then, gpointer data);

/** bt_input_guard_shortcuts: keeps engines from taking a shortcut with Shift for Shift
 * alone, by which Fcitx switches Vietnamese off; for a @window that has such shortcuts. */
void bt_input_guard_shortcuts (GtkWidget *window);

G_END_DECLS

/* What a person types, as it arrives in a text view.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * BtTypedFunc:
 * @text: what was typed: a character, or a word that an input method had composed
 *
 * @text is in the buffer, the caret stands behind it, nothing is selected or under
 * composition.
 *
 * Returns: whether it changed the text; those that watch after it are not called then
 */
typedef gboolean (*BtTypedFunc) (GtkTextView *view, const char *text, gpointer data);

/**
 * bt_typed_watch:
 * @data: outlives @view
 *
 * Calls @func once after each insertion that comes from the keyboard, directly or through
 * an input method: not for what is pasted, dropped, undone, loaded or inserted by code.
 * Those who watch are called in the order in which they came. This is where typing turns
 * into something else: “ ” for ", a list for "- ".
 */
void bt_typed_watch (GtkTextView *view, BtTypedFunc func, gpointer data);

/** bt_typed_dup_before: Returns: (transfer full): the text of the caret's paragraph up to
 * the caret, with a U+FFFC for each object */
char *bt_typed_dup_before (GtkTextView *view);
/** bt_typed_dup_after: the same from the caret on. */
char *bt_typed_dup_after (GtkTextView *view);

G_END_DECLS

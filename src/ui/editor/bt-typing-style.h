/* What the next typed letter looks like.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "article/bt-rich-text.h"

G_BEGIN_DECLS

/*
 * Typed text goes on as the letter before it does. Two things change that, both until the
 * caret goes elsewhere: a style that was switched on or off where nothing is selected, and
 * what has just been deleted here: Vietnamese engines replace a word by deleting it and
 * committing it anew, and the new word looks like the old one (gtk.md).
 */

/** bt_typing_style_attach: from here on the buffer knows. */
void bt_typing_style_attach (GtkTextBuffer *buffer);
/** bt_typing_style_attach_field: and what is inserted gets its marks by itself; for
 * buffers that have no hand in inserting. */
void bt_typing_style_attach_field (GtkTextBuffer *buffer);

/** bt_typing_style_get: Returns: whether a letter typed at the caret gets the mark */
gboolean bt_typing_style_get (GtkTextBuffer *buffer, BtSpanKind kind);
/** bt_typing_style_set: switches a mark on or off for what is typed at the caret. */
void bt_typing_style_set (GtkTextBuffer *buffer, BtSpanKind kind, gboolean on);

/** bt_typing_style_deleted: text that began at @start is about to be deleted. */
void bt_typing_style_deleted (GtkTextBuffer *buffer, const GtkTextIter *start);
/** bt_typing_style_peek: Returns: (transfer container) (element-type GtkTextTag): the tags
 * for text inserted at @at */
GSList *bt_typing_style_peek (GtkTextBuffer *buffer, const GtkTextIter *at);
/** bt_typing_style_take: the same, and what was switched or deleted is used up. */
GSList *bt_typing_style_take (GtkTextBuffer *buffer, const GtkTextIter *at);
/** bt_typing_style_carry: what is typed at @offset goes on with @tags, but for links: a
 * new line in bold text is bold. */
void bt_typing_style_carry (GtkTextBuffer *buffer, int offset, GSList *tags);

G_END_DECLS

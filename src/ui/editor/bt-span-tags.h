/* Spans as text tags: how rich text stands in a text buffer, and the way back.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "article/bt-rich-text.h"

G_BEGIN_DECLS

/** A line break inside a block: GtkTextBuffer would take "\n" as the next block. */
#define BT_LINE_SEPARATOR "\342\200\250" /* U+2028 */

/** bt_span_tags_install: adds the tags of all kinds but links, which are made when
 * needed. */
void bt_span_tags_install (GtkTextTagTable *table);

/** bt_span_tags_insert: inserts @text with its spans; @iter then stands behind it. */
void
bt_span_tags_insert (GtkTextBuffer *buffer, GtkTextIter *iter, const BtRichText *text);

/** bt_span_tags_clear: takes all spans off [@start, @end): text that was put between two
 * marked pieces has their marks. */
void bt_span_tags_clear (GtkTextBuffer *buffer,
                         const GtkTextIter *start,
                         const GtkTextIter *end);

/**
 * bt_span_tags_collect:
 * @preedit: (nullable): text under an input method at @caret that is not in the buffer
 * yet; it is put in as if it had been typed
 *
 * Returns: (transfer full): [@start, @end) with its spans; what anchors stand for is left
 * out
 */
BtRichText *bt_span_tags_collect (const GtkTextIter *start,
                                  const GtkTextIter *end,
                                  const GtkTextIter *caret,
                                  const char *preedit);

/** bt_span_tags_at: Returns: (transfer container) (element-type GtkTextTag): the span
 * tags that text typed at @iter takes on: those of the character before it, links only
 * where @iter is inside one */
GSList *bt_span_tags_at (const GtkTextIter *iter);
/** bt_span_tags_of_char: the span tags of the character behind @iter. */
GSList *bt_span_tags_of_char (const GtkTextIter *iter);

/** bt_span_tag_is_span: whether @tag stands for a span, and of which kind. */
gboolean bt_span_tag_is_span (GtkTextTag *tag, BtSpanKind *kind);
/** bt_span_tag_get_href: Returns: (nullable): the target of a link's tag */
const char *bt_span_tag_get_href (GtkTextTag *tag);

G_END_DECLS

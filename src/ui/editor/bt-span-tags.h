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

/**
 * bt_span_tags_apply:
 * @href: (nullable): the target for %BT_SPAN_LINK, else %NULL
 *
 * Marks the text of [@start, @end) as bt_rich_text_apply() does: line ends and anchors
 * stay without marks, a link replaces links, superscript and subscript exclude each other.
 */
void bt_span_tags_apply (GtkTextBuffer *buffer,
                         BtSpanKind kind,
                         const char *href,
                         const GtkTextIter *start,
                         const GtkTextIter *end);
/** bt_span_tags_remove: takes a mark off; of a link, whatever its target. */
void bt_span_tags_remove (GtkTextBuffer *buffer,
                          BtSpanKind kind,
                          const GtkTextIter *start,
                          const GtkTextIter *end);
/** bt_span_tags_cover: Returns: whether there is text in [@start, @end), and all of it
 * has the mark */
gboolean
bt_span_tags_cover (BtSpanKind kind, const GtkTextIter *start, const GtkTextIter *end);
/** bt_span_tags_link_at: @start: (out): and @end: where the link reaches. Returns:
 * (nullable): the target of the link that @iter is in, at its first character, or right
 * behind */
const char *
bt_span_tags_link_at (const GtkTextIter *iter, GtkTextIter *start, GtkTextIter *end);
/** bt_span_tags_set: the spans of @text, which stands at @start already, and no others. */
void bt_span_tags_set (GtkTextBuffer *buffer,
                       const GtkTextIter *start,
                       const BtRichText *text);
/** bt_span_tags_get: Returns: (transfer none): the tag of a kind, made when there was
 * none yet */
GtkTextTag *bt_span_tags_get (GtkTextBuffer *buffer, BtSpanKind kind, const char *href);
/** bt_span_tags_next_toggle: Returns: where the marks change next, at most @end */
GtkTextIter bt_span_tags_next_toggle (const GtkTextIter *from, const GtkTextIter *end);
/** bt_span_tags_to_buffer: Returns: (transfer full): @text as the buffer holds it: breaks
 * inside a block are U+2028, one character stays one */
char *bt_span_tags_to_buffer (const char *text);

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

/* The list of spans of a text, for the article room alone.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "article/bt-rich-text.h"

G_BEGIN_DECLS

/**
 * BtSpans:
 * @last_end: where the last span of each kind ends: text is mostly built from front to
 *   back, and a span past all others is pushed without looking at them
 */
typedef struct
{
  GArray *array;
  guint last_end[BT_N_SPAN_KINDS];
} BtSpans;

void bt_spans_init (BtSpans *self);
void bt_spans_finish (BtSpans *self);
void bt_spans_clear (BtSpans *self);
/** bt_spans_add_copies: into an empty list. */
void bt_spans_add_copies (BtSpans *self, const BtSpans *other);
gboolean bt_spans_equal (const BtSpans *a, const BtSpans *b);

/** bt_spans_push: adds a span at the end of the list, or lengthens the one that it
 * continues. Returns: %FALSE when the form is no longer canonical */
gboolean
bt_spans_push (BtSpans *self, BtSpanKind kind, guint start, guint end, const char *href);
/** bt_spans_canonicalise: takes what any edit left and brings it into canonical form. */
void bt_spans_canonicalise (BtSpans *self);
/** bt_spans_make_room: text of @added characters comes in at @offset; what stands at an
 * edge stays outside. */
void bt_spans_make_room (BtSpans *self, guint offset, guint added);
/** bt_spans_close_gap: the text from @start to @end is gone. */
void bt_spans_close_gap (BtSpans *self, guint start, guint end);
/** bt_spans_remap: offset @start + i is now @start + @map[i]; the rest moves along. */
void bt_spans_remap (BtSpans *self, guint start, guint end, const guint *map);
/** bt_spans_remove: takes the mark off. */
void bt_spans_remove (BtSpans *self, BtSpanKind kind, guint start, guint end);

const char *bt_span_kind_to_string (BtSpanKind kind);
gboolean bt_span_kind_from_string (const char *name, BtSpanKind *kind);

G_END_DECLS

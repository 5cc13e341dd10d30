/* A run of text with spans: what a paragraph, a caption or a table cell holds.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * BtSpanKind:
 *
 * Marks that text can carry. The first seven are on or off; a link has a target.
 */
typedef enum
{
  BT_SPAN_BOLD,
  BT_SPAN_ITALIC,
  BT_SPAN_UNDERLINE,
  BT_SPAN_STRIKE,
  BT_SPAN_SUPERSCRIPT,
  BT_SPAN_SUBSCRIPT,
  BT_SPAN_LINK,
} BtSpanKind;
#define BT_N_SPAN_KINDS (BT_SPAN_LINK + 1)

/**
 * BtSpan:
 * @start: first character, counted in Unicode code points
 * @end: one past the last; always greater than @start
 * @href: (nullable): the target of a link, %NULL for the other kinds
 */
typedef struct
{
  BtSpanKind kind;
  guint start;
  guint end;
  char *href;
} BtSpan;

/**
 * BtRichText:
 *
 * Text in NFC (a "\n" is a line break inside the block) and its spans. Everything that
 * comes in goes through bt_clean_text(), and a tone that meets its letter joins it: ask
 * for the length, do not count along. The spans are
 * always in canonical form: sorted by start, then kind; spans of one kind never touch or
 * overlap (two links touch only when their targets differ), superscript and subscript
 * exclude each other. So two equal texts have equal spans.
 */
typedef struct _BtRichText BtRichText;

#define BT_TYPE_RICH_TEXT (bt_rich_text_get_type ())
GType bt_rich_text_get_type (void);

/** bt_rich_text_new: @text: (nullable): plain text, put into NFC. Returns: (transfer
 * full) */
BtRichText *bt_rich_text_new (const char *text);
BtRichText *bt_rich_text_copy (const BtRichText *self);
void bt_rich_text_free (BtRichText *self);
gboolean bt_rich_text_equal (const BtRichText *a, const BtRichText *b);

/** bt_rich_text_get_text: Returns: the plain text, never %NULL, owned by @self */
const char *bt_rich_text_get_text (const BtRichText *self);
/** bt_rich_text_get_length: Returns: the length in code points */
guint bt_rich_text_get_length (const BtRichText *self);
gboolean bt_rich_text_is_empty (const BtRichText *self);

/** bt_rich_text_set_text: replaces all with plain text, without spans. */
void bt_rich_text_set_text (BtRichText *self, const char *text);

/**
 * bt_rich_text_insert:
 * @offset: in code points, at most the length
 *
 * Inserts plain text, put into NFC first. Spans that hold @offset strictly inside grow;
 * text inserted at a span's edge is outside it: mark it with bt_rich_text_apply() when it
 * is not.
 */
void bt_rich_text_insert (BtRichText *self, guint offset, const char *text);

/** bt_rich_text_append: puts a copy of @other, with its spans, at the end. */
void bt_rich_text_append (BtRichText *self, const BtRichText *other);

/** bt_rich_text_append_plain: puts plain text at the end, outside every span. */
void bt_rich_text_append_plain (BtRichText *self, const char *text);

/** bt_rich_text_delete: removes [@start, @end); spans shrink, empty ones go. */
void bt_rich_text_delete (BtRichText *self, guint start, guint end);

/** bt_rich_text_change: the text becomes @text; only what differs is put in anew, so that bold
 * names and links stay. */
void bt_rich_text_change (BtRichText *self, const char *text);

/** bt_rich_text_slice: Returns: (transfer full): [@start, @end) with its spans */
BtRichText *bt_rich_text_slice (const BtRichText *self, guint start, guint end);

/** bt_rich_text_trim: removes white space at both ends, U+00A0 and U+200B included. */
void bt_rich_text_trim (BtRichText *self);

/**
 * bt_rich_text_apply:
 * @href: (nullable): the target for %BT_SPAN_LINK, else %NULL
 *
 * Marks [@start, @end), clamped to the text; a link replaces links that it covers.
 */
void bt_rich_text_apply (BtRichText *self,
                         BtSpanKind kind,
                         guint start,
                         guint end,
                         const char *href);

/** bt_rich_text_remove: takes the mark @kind off [@start, @end). */
void bt_rich_text_remove (BtRichText *self, BtSpanKind kind, guint start, guint end);

/** bt_rich_text_get_spans: Returns: (nullable): the first of @n spans, owned by @self */
const BtSpan *bt_rich_text_get_spans (const BtRichText *self, guint *n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtRichText, bt_rich_text_free)

G_END_DECLS

/* What the reader and the writer of portal text share. Private to the room.
 *
 * The text is a page as people read it. Where a page's own shape would leave a doubt, the
 * writer puts a mark in front of a line, and the reader believes it:
 *   [tít] [giờ] [nguồn] [sapo] [nhãn] [tác giả] [người chụp] [chuyên mục] [thẻ]  the fields
 *   [ảnh] [nguồn ảnh] [chùm ảnh]  a figure's caption, its credit, a gallery's own caption
 *   [bảng] [nhúng] [ngắt]         a table, an embed, the end of a list or quotation
 *   ## ### ####                   sub-headings        > >>   quotation, pull quote
 *   • #.                          list items          \      a paragraph, whatever it looks like
 * A backslash at the end of a line is a line break inside the paragraph.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/bt-import.h"

G_BEGIN_DECLS

typedef enum
{
  BT_MARK_NONE,
  BT_MARK_PARAGRAPH,
  BT_MARK_HEADLINE,
  BT_MARK_TIME,
  BT_MARK_SOURCE,
  BT_MARK_LEAD,
  BT_MARK_BYLINE_LABEL,
  BT_MARK_BYLINE,
  BT_MARK_PHOTO_CREDIT,
  BT_MARK_SECTION,
  BT_MARK_TAG,
  BT_MARK_FIGURE,
  BT_MARK_FIGURE_CREDIT,
  BT_MARK_GALLERY,
  BT_MARK_TABLE,
  BT_MARK_EMBED,
  BT_MARK_BREAK,
  BT_MARK_HEADING_2,
  BT_MARK_HEADING_3,
  BT_MARK_HEADING_4,
  BT_MARK_QUOTE,
  BT_MARK_PULL_QUOTE,
  BT_MARK_BULLET,
  BT_MARK_ORDERED,
  /* Found by the reader; the writer has no mark of its own for them. */
  BT_MARK_DASH,
  BT_MARK_NUMBER,
  BT_MARK_DIVIDER,
  BT_MARK_ROW,
} BtMark;

/** Opens the line in a quotation that names its source; behind a backslash it is text. */
#define BT_MARK_CITE "— "
#define BT_MARK_DIVIDER_LINE "* * *"
#define BT_MARK_HEADER_RULE "---"
/** Between the cells of a row, and at its two ends. */
#define BT_MARK_CELL "|"

/** bt_mark_prefix: Returns: what the writer puts in front; a space follows */
const char *bt_mark_prefix (BtMark mark);

/**
 * bt_mark_find:
 * @line: without white space at its ends
 * @rest: (out): what stands behind the mark
 */
BtMark bt_mark_find (const char *line, const char **rest);

/**
 * BtUnit: a line, or several that belong together: a paragraph, a caption, a headline.
 * @text: without its mark; "\n" where a line break was meant
 * @line: 1-based number of its first line
 * @n_lines: of how many lines it was joined
 * @gap: empty lines before it; 0 when it stands right below the unit before
 * @indent: spaces before its first line
 * @number: of a %BT_MARK_NUMBER
 * @broken: several lines were joined though the second did not go on in lower case
 * @taken: it is in a field already, or noted as left out
 */
typedef struct
{
  char *text;
  BtMark mark;
  guint line;
  guint n_lines;
  guint gap;
  guint indent;
  guint number;
  guint words;
  gboolean broken;
  gboolean taken;
} BtUnit;

/**
 * bt_units_new:
 *
 * Parts the text into units. @wrapped: (out): whether its paragraphs are wrapped to a
 * width, so that a unit of several lines says nothing.
 *
 * Returns: (transfer full) (element-type BtUnit)
 */
GPtrArray *bt_units_new (const char *text, gboolean *wrapped);

/**
 * BtPortalReader: a page being read.
 * @marked: marks say what everything is; nothing is to be found out
 * @next: the first unit that is not the page's head
 * @end: behind the last unit of the body
 * @typical: words of a typical long paragraph, 0 when there is none
 * @usual_gap: empty lines between two paragraphs
 */
typedef struct
{
  BtImport *import;
  BtArticle *article;
  GTimeZone *zone;
  GPtrArray *units;
  gboolean wrapped;
  gboolean marked;
  guint next;
  guint end;
  guint typical;
  guint usual_gap;
} BtPortalReader;

static inline BtUnit *
bt_unit (const BtPortalReader *reader, guint index)
{
  return g_ptr_array_index (reader->units, index);
}

/** bt_portal_read_head: headline, time, section, lead: what stands before the body.
 * Returns: whether there is a headline */
gboolean bt_portal_read_head (BtPortalReader *reader);
/** bt_portal_read_lead: after the headline and the time. */
void bt_portal_read_lead (BtPortalReader *reader);
/** bt_portal_read_tail: byline, tags, and what a page save left behind them. */
void bt_portal_read_tail (BtPortalReader *reader);
/** bt_portal_read_body: makes blocks of what lies between. */
void bt_portal_read_body (BtPortalReader *reader);

/** bt_portal_caption_score: how much speaks for a caption. From %BT_CAPTION_DOUBTFUL on it is
 * taken for one, from %BT_CAPTION_SURE on without a doubt. */
int bt_portal_caption_score (const BtPortalReader *reader, guint index);
#define BT_CAPTION_DOUBTFUL 3
#define BT_CAPTION_SURE 4

void bt_portal_note (BtPortalReader *reader, BtImportNoteKind kind, const BtUnit *unit);
/** bt_portal_leave_out: takes it, and notes that it is in no field. */
void bt_portal_leave_out (BtPortalReader *reader, BtUnit *unit);
/** bt_portal_after_label: Returns: (nullable): what follows @label, which is given folded;
 * %NULL when @text does not begin with it */
const char *bt_portal_after_label (const char *text, const char *label);
/** bt_portal_trim: Returns: (transfer full): without white space at the ends, of which
 * there are kinds that nobody sees */
char *bt_portal_trim (const char *text);
/** bt_portal_is_blank: whether nobody sees anything of @text. */
gboolean bt_portal_is_blank (const char *text);
/** bt_portal_shows: whether the block leaves a trace on a page in text; empty paragraphs and
 * opaque blocks do not. */
gboolean bt_portal_shows (const BtBlock *block);
/** bt_portal_is_same: whether two articles are the same as far as such a page shows. */
gboolean bt_portal_is_same (const BtArticle *a, const BtArticle *b);
/** bt_portal_ends_sentence: whether @text ends with a mark that ends one. */
gboolean bt_portal_ends_sentence (const char *text);
/** bt_portal_is_stray: whether there is no letter in it, as in a page's counter. */
gboolean bt_portal_is_stray (const char *text);

/** bt_portal_is_byline: whether @line is a byline that says so, "Tin, ảnh: A". */
gboolean bt_portal_is_byline (const char *line);

/** bt_portal_take_source: Returns: (transfer full) (nullable): the source's name in
 * brackets at the start of @lead; @rest: (out): what follows */
char *bt_portal_take_source (const char *lead, const char **rest);

G_END_DECLS

/* Finding and replacing in rich text and in whole articles.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "article/bt-article.h"

G_BEGIN_DECLS

/**
 * BtFindError:
 * @BT_FIND_ERROR_EMPTY: nothing to find
 * @BT_FIND_ERROR_TOO_LONG: more than %BT_FIND_MAX_BYTES
 * @BT_FIND_ERROR_BRACKET: a bracket or parenthesis is open, or closed too often
 * @BT_FIND_ERROR_REPEAT: *, + or ? has nothing to repeat
 * @BT_FIND_ERROR_ESCAPE: a backslash with nothing, or something unknown, behind it
 * @BT_FIND_ERROR_GROUP: a group that the expression does not have
 * @BT_FIND_ERROR_PATTERN: no regular expression for another reason
 * @BT_FIND_ERROR_TOO_COMPLEX: matching takes too many steps, too much memory or too long
 */
typedef enum
{
  BT_FIND_ERROR_EMPTY,
  BT_FIND_ERROR_TOO_LONG,
  BT_FIND_ERROR_BRACKET,
  BT_FIND_ERROR_REPEAT,
  BT_FIND_ERROR_ESCAPE,
  BT_FIND_ERROR_GROUP,
  BT_FIND_ERROR_PATTERN,
  BT_FIND_ERROR_TOO_COMPLEX,
} BtFindError;

#define BT_FIND_ERROR (bt_find_error_quark ())
GQuark bt_find_error_quark (void);

/** What is looked for is no longer than this. */
#define BT_FIND_MAX_BYTES 2000

/**
 * BtFindFlags:
 * @BT_FIND_CASE: small and capital letters differ
 * @BT_FIND_ACCENTS: letters differ by their marks: "đương" is not "duong" nor "đường"
 * @BT_FIND_WHOLE_WORDS: no letter or digit stands on either side: a Vietnamese syllable
 * @BT_FIND_REGEX: Perl's regular expressions
 */
typedef enum
{
  BT_FIND_PLAIN = 0,
  BT_FIND_CASE = 1 << 0,
  BT_FIND_ACCENTS = 1 << 1,
  BT_FIND_WHOLE_WORDS = 1 << 2,
  BT_FIND_REGEX = 1 << 3,
} BtFindFlags;

/**
 * BtFind:
 *
 * What is looked for, made ready once. It never changes: threads may share it.
 */
typedef struct _BtFind BtFind;

/**
 * bt_find_new:
 * @words: valid UTF-8
 *
 * Returns: (transfer full): the query, or %NULL with a #BtFindError
 */
BtFind *bt_find_new (const char *words, BtFindFlags flags, GError **error);
BtFind *bt_find_ref (BtFind *self);
void bt_find_unref (BtFind *self);
/** bt_find_is_regex: whether finding may take long. */
gboolean bt_find_is_regex (const BtFind *self);

/**
 * BtHit:
 * @start: first character, counted in code points of the text that was searched
 * @end: one past the last; always greater than @start
 */
typedef struct
{
  guint start;
  guint end;
} BtHit;

/**
 * bt_find_all:
 * @text: valid UTF-8, any normal form
 * @deadline: g_get_monotonic_time() at which to give up, 0 for never
 *
 * A letter is found whole, with all its marks, or not at all; empty matches of a regular
 * expression do not count. Words take time in proportion to the text. A regular
 * expression may take as many steps for each character as PCRE is allowed
 * (some 200,000): keep it off the main thread, and give it a @deadline, which is looked
 * at between two hits.
 *
 * Returns: (transfer full) (element-type BtHit): in order, none over another; %NULL with
 *   a #BtFindError when a regular expression is too complex
 */
GArray *
bt_find_all (const BtFind *self, const char *text, gint64 deadline, GError **error);

/**
 * bt_find_expand:
 * @hit: one that bt_find_all() found in @text
 * @replacement: with BT_FIND_REGEX, $1 to $99 stand for groups, $0 for all and $$ for $
 * @keep_case: a hit in capitals gives capitals, one with a capital first letter a capital
 *
 * Line breaks in @replacement become spaces: a block stays one block.
 *
 * Returns: (transfer full): what to put in its place, in NFC; %NULL with a #BtFindError
 */
char *bt_find_expand (const BtFind *self,
                      const char *text,
                      const BtHit *hit,
                      const char *replacement,
                      gboolean keep_case,
                      GError **error);

/**
 * bt_find_replace:
 *
 * Replaces every hit in @text. What is put in has the marks (bold, a link) of the first
 * character that it replaces.
 *
 * Returns: the number of hits, or -1 with a #BtFindError and @text as it was
 */
int bt_find_replace (const BtFind *self,
                     BtRichText *text,
                     const char *replacement,
                     gboolean keep_case,
                     gint64 deadline,
                     GError **error);

/**
 * BtFindPart: the kinds of places in an article where words are looked for.
 * @BT_FIND_PART_FIELD: headline and lead: what stands above the body; @index: the
 *   #BtField
 * @BT_FIND_PART_TEXT: the text of a block
 * @BT_FIND_PART_CITE: who said a quotation
 * @BT_FIND_PART_CAPTION: of a photo; @index: which of the figure's
 * @BT_FIND_PART_CREDIT: of a photo
 * @BT_FIND_PART_ALT: of a photo
 * @BT_FIND_PART_WHOLE_CAPTION: of a gallery, a table, an embed
 * @BT_FIND_PART_CELL: of a table; @index: row × columns + column
 */
typedef enum
{
  BT_FIND_PART_FIELD,
  BT_FIND_PART_TEXT,
  BT_FIND_PART_CITE,
  BT_FIND_PART_CAPTION,
  BT_FIND_PART_CREDIT,
  BT_FIND_PART_ALT,
  BT_FIND_PART_WHOLE_CAPTION,
  BT_FIND_PART_CELL,
} BtFindPart;

/**
 * BtFindPlace:
 * @block: index of the block, 0 for a field
 */
typedef struct
{
  BtFindPart part;
  guint block;
  guint index;
  BtHit hit;
} BtFindPlace;

/**
 * bt_find_in_article:
 *
 * Headline and lead, then block by block as readers meet them. What is chosen beside the
 * text (section, tags, slug, byline) and opaque blocks are left out.
 *
 * Returns: (transfer full) (element-type BtFindPlace): in order; %NULL with a
 *   #BtFindError
 */
GArray *bt_find_in_article (const BtFind *self,
                            const BtArticle *article,
                            gint64 deadline,
                            GError **error);

/**
 * bt_find_replace_all:
 *
 * Replaces what bt_find_in_article() finds.
 *
 * Returns: the number of hits, or -1 with a #BtFindError; @article may then be changed in
 *   part: give it a copy
 */
int bt_find_replace_all (const BtFind *self,
                         BtArticle *article,
                         const char *replacement,
                         gboolean keep_case,
                         gint64 deadline,
                         GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtFind, bt_find_unref)

G_END_DECLS

/* Vietnamese text as text: the door for bytes, NFC, folding, words.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BtTextError:
 * @BT_TEXT_ERROR_EMPTY: nothing but white space
 * @BT_TEXT_ERROR_BINARY: not text at all (NUL bytes, control characters)
 * @BT_TEXT_ERROR_ENCODING: text, but neither UTF-8 nor UTF-16 with a mark
 * @BT_TEXT_ERROR_TOO_LARGE: more bytes than the caller allows
 * @BT_TEXT_ERROR_TIME: not a time of the form that was asked for
 * @BT_TEXT_ERROR_TABLE_EMPTY: a table without a single row
 * @BT_TEXT_ERROR_TABLE_BINARY: a table with NUL bytes or control characters
 * @BT_TEXT_ERROR_TABLE_ENCODING: a table in no encoding that is known
 * @BT_TEXT_ERROR_TABLE_TOO_LARGE: too many bytes, rows or columns, or too long a line
 * @BT_TEXT_ERROR_TABLE_COLUMNS: a line without a tab, or without a text
 * @BT_TEXT_ERROR_TABLE_CODE: a code with other characters than codes have
 * @BT_TEXT_ERROR_TABLE_DATE: no date where one belongs, or an end before its beginning
 *
 * Codes of %BT_TEXT_ERROR. The message is technical English; what a person reads is made
 * in the messages room. That of a table begins with the line: bt_text_error_line().
 */
typedef enum
{
  BT_TEXT_ERROR_EMPTY,
  BT_TEXT_ERROR_BINARY,
  BT_TEXT_ERROR_ENCODING,
  BT_TEXT_ERROR_TOO_LARGE,
  BT_TEXT_ERROR_TIME,
  BT_TEXT_ERROR_TABLE_EMPTY,
  BT_TEXT_ERROR_TABLE_BINARY,
  BT_TEXT_ERROR_TABLE_ENCODING,
  BT_TEXT_ERROR_TABLE_TOO_LARGE,
  BT_TEXT_ERROR_TABLE_COLUMNS,
  BT_TEXT_ERROR_TABLE_CODE,
  BT_TEXT_ERROR_TABLE_DATE,
} BtTextError;

#define BT_TEXT_ERROR (bt_text_error_quark ())
GQuark bt_text_error_quark (void);

/** bt_text_error_line: Returns: the line of a table that @error is about, 1 and up; 0 when
 * it is about none */
guint bt_text_error_line (const GError *error);

/**
 * bt_text_from_bytes:
 * @bytes: what a file, a clipboard or a portal gave
 * @max_bytes: more than this is refused
 *
 * The one door for bytes: UTF-8 with or without a mark, UTF-16 with a mark; every kind of
 * line end (CR LF, CR, form feed, U+2028 and the like) becomes "\n"; the text comes out
 * in NFC. Nothing else is changed.
 *
 * Returns: (transfer full): text, or %NULL with a #BtTextError
 */
char *bt_text_from_bytes (GBytes *bytes, gsize max_bytes, GError **error);

/**
 * bt_text_nfc:
 * @text: valid UTF-8
 *
 * Returns: (transfer full): @text in Unicode NFC
 */
char *bt_text_nfc (const char *text);

/** bt_text_is_nfc: whether @text is already in NFC. */
gboolean bt_text_is_nfc (const char *text);

/**
 * bt_text_fold:
 * @text: valid UTF-8, any normal form
 *
 * For searching: lower case, no tone or vowel marks, đ Đ ð Ð as d. "Đường" and "duong"
 * give the same. SQLite's own folding misses đ: see vietnamese.md, b.
 *
 * Returns: (transfer full): the folded text
 */
char *bt_text_fold (const char *text);

/**
 * bt_text_fold_d:
 * @text: valid UTF-8
 *
 * For the search index alone: đ Đ ð Ð become d D, all else stays, because FTS5's
 * "remove_diacritics 2" does the rest.
 *
 * Returns: (transfer full): the text
 */
char *bt_text_fold_d (const char *text);

/**
 * BtFold: what is taken as the same.
 * @BT_FOLD_CASE: small and capital letters; ß is "ss"
 * @BT_FOLD_ACCENTS: letters with and without tone and vowel marks; đ Đ ð Ð as d D
 * @BT_FOLD_SPACES: spaces that do not break a line, and the others
 */
typedef enum
{
  BT_FOLD_NONE = 0,
  BT_FOLD_CASE = 1 << 0,
  BT_FOLD_ACCENTS = 1 << 1,
  BT_FOLD_SPACES = 1 << 2,
} BtFold;

/**
 * bt_text_fold_mapped:
 * @text: valid UTF-8, any normal form
 * @starts: (nullable) (element-type guint): gets a number for each byte of what is
 *   returned and one for its end: the offset into @text, in code points, of the letter
 *   that begins at this byte; %G_MAXUINT for the other bytes. A letter and the marks that
 *   follow it are one.
 *
 * Folding for finding inside a text: what is found can be shown where it stands.
 *
 * Returns: (transfer full): the folded text; composed where accents are kept
 */
char *bt_text_fold_mapped (const char *text, BtFold what, GArray *starts);

/**
 * bt_text_collate:
 *
 * Compares two strings in Vietnamese dictionary order (ICU, locale "vi"); safe from any
 * thread.
 *
 * Returns: less than, equal to or greater than 0
 */
int bt_text_collate (const char *a, const char *b);

/**
 * bt_text_count_words:
 *
 * Words as Vietnamese newsrooms count them: runs between white space that hold a letter
 * or a digit, so "công nghiệp hóa," are three.
 */
guint bt_text_count_words (const char *text);

/**
 * BtTextCount:
 * @words: as bt_text_count_words() counts
 * @characters: letters with their marks, digits, signs and spaces; no line breaks
 * @spaces: how many of them are spaces
 */
typedef struct
{
  guint words;
  guint characters;
  guint spaces;
} BtTextCount;

/** bt_text_count: adds what is in @text to @count. */
void bt_text_count (const char *text, BtTextCount *count);

/**
 * bt_text_reading_minutes:
 * @words: Vietnamese words as counted here: syllables
 *
 * At 220 a minute, for silent reading by adults: the middle of the 200 to 240 that
 * Vietnamese sources give; no measurement for Vietnamese was found (it is not among the 17
 * languages of IReST, Trauzettel-Klosinski and Dietz 2012).
 *
 * Returns: minutes, rounded up; 0 for nothing
 */
guint bt_text_reading_minutes (guint words);

/**
 * bt_text_slug:
 * @headline: valid UTF-8
 * @max_bytes: 0 for no limit; a word is never cut
 *
 * Returns: (transfer full): small ASCII letters, digits and single hyphens:
 *   "Lũ lụt ở Đà Nẵng" gives "lu-lut-o-da-nang"; may be empty
 */
char *bt_text_slug (const char *headline, gsize max_bytes);

G_END_DECLS

/* Codes that become names with their titles: "\bt1\" becomes "Bí thư Thành ủy Cần Thơ
 * Nguyễn Văn A", and who held the title on the day of the photo decides which name.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** The most bytes of a file, rows, columns of a row, and bytes of a cell and a code. */
#define BT_CODES_MAX_BYTES (16u * 1024 * 1024)
#define BT_CODES_MAX_ROWS 200000u
#define BT_CODES_MAX_COLUMNS 32u
#define BT_CODES_MAX_CELL 4000u
#define BT_CODES_MAX_CODE 64u

/**
 * BtCodeRow: one line of a list.
 * @code: as it was written: letters, digits, "-", "_" and "."; never empty
 * @columns: (array zero-terminated=1): the texts, at least one; the first is what "\code\"
 *   gives, "\code#2\" gives the second
 * @from, @to: (nullable): ISO dates, the first and the last day on which the row is right
 */
typedef struct
{
  char *code;
  char **columns;
  char *from;
  char *to;
} BtCodeRow;

/** bt_code_row_new: Returns: (transfer full): a copy of all that is given */
BtCodeRow *bt_code_row_new (const char *code,
                            const char *const *columns,
                            const char *from,
                            const char *to);
BtCodeRow *bt_code_row_copy (const BtCodeRow *self);
gboolean bt_code_row_equal (const BtCodeRow *a, const BtCodeRow *b);
void bt_code_row_free (BtCodeRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtCodeRow, bt_code_row_free)

/** bt_code_row_columns_to_text: Returns: (transfer full): the columns as one text, for
 * keeping in one place: cells parted by tabs, as bt_code_rows_to_text() writes them */
char *bt_code_row_columns_to_text (const BtCodeRow *self);
/** bt_code_columns_from_text: Returns: (transfer full): the columns again */
char **bt_code_columns_from_text (const char *text);

/**
 * bt_code_rows_from_bytes:
 * @bytes: untrusted: a tab-separated file
 *
 * A line is a code and its columns, parted by tabs. Empty lines and lines that begin with
 * "#" are passed over. The first line may name the columns, in Vietnamese or English and
 * without regard to accents and case: "mã" or "code"; "từ", "from"; "đến", "to"; "nội
 * dung", "text"; "chức danh", "title"; "tên", "name"; others are texts like any other.
 * Where there are a title and a name but no text, the text is put together from them and
 * comes first. Without such a line the first column is the code, and columns that hold
 * nothing but full dates are from and to.
 *
 * Dates are 2024-05-01, 1/5/2024, 5/2024 or 2024 (the first day where a title begins, the
 * last where it ends).
 *
 * UTF-8, UTF-16 with a mark ("Unicode text" of Excel), and text in TCVN3 or VNI come out
 * in NFC; cells may be quoted as spreadsheets do. Whatever is wrong refuses the whole
 * file, so that a list is never taken in by half: a %BT_TEXT_ERROR_TABLE_ROWS and the like,
 * whose message begins with the line's number; bt_text_error_line() reads it.
 *
 * Returns: (transfer full) (nullable) (element-type BtCodeRow): the rows, freed by the
 *   array
 */
GPtrArray *bt_code_rows_from_bytes (GBytes *bytes, GError **error);

/**
 * bt_code_rows_to_text:
 * @rows: (element-type BtCodeRow)
 *
 * Returns: (transfer full): a file to share, with a line that names the columns; in UTF-8
 *   with a mark, without which Excel takes it for something else.
 *   bt_code_rows_from_bytes() gives equal rows.
 */
char *bt_code_rows_to_text (GPtrArray *rows);

/** BtCodes: all lists that are in use, ready to be asked: by any thread once all rows are
 * there, but for bt_codes_find(), which is for one. */
typedef struct _BtCodes BtCodes;

BtCodes *bt_codes_new (void);
BtCodes *bt_codes_ref (BtCodes *self);
void bt_codes_unref (BtCodes *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtCodes, bt_codes_unref)

/** bt_codes_add: copies @row into the list. */
void bt_codes_add (BtCodes *self, const BtCodeRow *row);
/** bt_codes_add_bytes: bt_code_rows_from_bytes(), and all of them added, or none. */
gboolean bt_codes_add_bytes (BtCodes *self, GBytes *bytes, GError **error);
/** bt_codes_count: Returns: how many rows there are */
guint bt_codes_count (const BtCodes *self);

/**
 * BtCodeOutcome:
 * @BT_CODE_FOUND: the row that is right on the date, or one that is always right
 * @BT_CODE_NONE: no such code; no text
 * @BT_CODE_OUT_OF_DATE: rows, but none is right on the date: the text of the nearest, with
 *   its dates
 * @BT_CODE_NO_DATE: the date is not known, or not to the day where that matters: the row
 *   of today, or of the end of what is known
 * @BT_CODE_NO_COLUMN: the code is there, but has no such column; no text
 */
typedef enum
{
  BT_CODE_FOUND,
  BT_CODE_NONE,
  BT_CODE_OUT_OF_DATE,
  BT_CODE_NO_DATE,
  BT_CODE_NO_COLUMN,
} BtCodeOutcome;
#define BT_N_CODE_OUTCOMES (BT_CODE_NO_COLUMN + 1)

/**
 * BtCodeNote: what became of one code.
 * @code: as the list writes it, or as it was asked for when there is none
 * @column: 1 and up
 * @text: (nullable): what it stands for
 * @date: (nullable): the ISO date that was asked for
 * @from, @to: (nullable): of the row that was taken
 * @start, @end: where it stands, in characters of the text that was given to
 *   bt_codes_expand()
 */
typedef struct
{
  BtCodeOutcome outcome;
  char *code;
  guint column;
  char *text;
  char *date;
  char *from;
  char *to;
  guint start;
  guint end;
} BtCodeNote;

void bt_code_note_free (BtCodeNote *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtCodeNote, bt_code_note_free)

/**
 * bt_codes_lookup:
 * @code: any case, with or without accents
 * @column: 1 and up; 0 is 1
 * @iso_date: (nullable): of the photo; a time behind it is passed over; "2017-12" and
 *   "2017" are known as far as they go
 *
 * Of several rows that are right on the date, the one that begins latest is taken, then
 * the one that was added last. Rows without dates come after all others.
 *
 * Returns: (transfer full): what was found
 */
BtCodeNote *bt_codes_lookup (const BtCodes *self,
                             const char *code,
                             guint column,
                             const char *iso_date);

/**
 * bt_codes_expand:
 * @text: valid UTF-8
 * @notes: (nullable) (element-type BtCodeNote): gets one for each code that was found in
 *   the text, in its order, those with %BT_CODE_FOUND too
 *
 * "\bt1\" and "\bt1#2\" are replaced; what is no code of the list stays, backslashes and
 * all. What a code stands for is not looked through again.
 *
 * Returns: (transfer full): the text
 */
char *bt_codes_expand (const BtCodes *self,
                       const char *text,
                       const char *iso_date,
                       GPtrArray *notes);

/**
 * bt_codes_expand_before:
 * @caret: in characters: just behind the backslash that was typed
 * @note: (out) (transfer full) (nullable) (optional): what became of the code, also of
 *   one that is not known; %NULL when no code ends there
 *
 * For expansion as somebody types: whether what ends at @caret is a code whose text is
 * known. Then note->text goes where [note->start, note->end) stands, as one step of undo.
 */
gboolean bt_codes_expand_before (const BtCodes *self,
                                 const char *text,
                                 guint caret,
                                 const char *iso_date,
                                 BtCodeNote **note);

/**
 * bt_codes_prefix_before:
 * @caret: in characters
 * @start: (out): of the backslash, in characters
 *
 * For a list of suggestions as somebody types: "Ông \bt" with the caret at its end gives
 * "bt". Taking a suggestion replaces [@start, @caret).
 *
 * Returns: (transfer full) (nullable): what was typed of a code, maybe nothing yet; %NULL
 *   when no code has been begun there
 */
char *bt_codes_prefix_before (const char *text, guint caret, guint *start);

/**
 * bt_codes_find:
 * @words: the beginning of a code, or of words of its text
 * @limit: at most so many
 *
 * Codes first that begin with @words, in alphabetical order, then those with a word of
 * their first column that begins with it. No accents needed.
 *
 * Returns: (transfer full) (element-type BtCodeNote): a lookup of each on @iso_date
 */
GPtrArray *
bt_codes_find (const BtCodes *self, const char *words, const char *iso_date, guint limit);

/** bt_codes_find_written: whether @text has what is written like a code from byte @from
 * on, whether or not a list knows it. @start, @end: (out): in bytes */
gboolean bt_codes_find_written (const char *text, gsize from, gsize *start, gsize *end);

G_END_DECLS

/* Snippets as a table that newsrooms share: text in lines and tabs.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "article/bt-piece.h"

G_BEGIN_DECLS

/** BT_PIECE_TABLE_MAX_BYTES: more than any newsroom has. */
#define BT_PIECE_TABLE_MAX_BYTES ((gsize)8 * 1024 * 1024)

/**
 * bt_piece_table_write:
 * @pieces: (element-type BtPiece): snippets
 *
 * A line for each: code, title and text, with tabs between; a field that holds a tab, a
 * line break or a quotation mark at its start stands in quotation marks (RFC 4180), as
 * spreadsheets read and write it. Where the text alone would lose marks or headings, a
 * fourth field has the blocks as JSON (doc/article-format.md).
 *
 * Returns: (transfer full): UTF-8
 */
char *bt_piece_table_write (GPtrArray *pieces);

/**
 * bt_piece_table_read:
 * @bytes: of a file: untrusted
 * @n_skipped: (out): lines without a code or a text, and codes that come again
 *
 * The fourth field counts only as long as it says the same as the text: who changed the
 * text in a spreadsheet means it.
 *
 * Returns: (transfer full) (element-type BtPiece): the snippets, or %NULL with a
 * #BtTextError
 */
GPtrArray *bt_piece_table_read (GBytes *bytes, guint *n_skipped, GError **error);

G_END_DECLS

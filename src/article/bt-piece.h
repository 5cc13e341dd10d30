/* What a newsroom keeps to use again: templates and snippets.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "article/bt-article.h"

G_BEGIN_DECLS

/**
 * BtPieceKind:
 * @BT_PIECE_TEMPLATE: mẫu bài: a whole article that others begin from
 * @BT_PIECE_SNIPPET: đoạn mẫu: blocks that are put in at the caret
 */
typedef enum
{
  BT_PIECE_TEMPLATE,
  BT_PIECE_SNIPPET,
} BtPieceKind;
#define BT_N_PIECE_KINDS (BT_PIECE_SNIPPET + 1)

/**
 * BtPiece:
 * @id: of the store, 0 before it is there
 * @key: by which it is asked for, unique among its kind: a template's name, a snippet's
 * short code; never empty, on one line
 * @title: a snippet's title; empty for a template
 * @content: never %NULL; of a snippet, only its blocks count
 */
typedef struct
{
  gint64 id;
  BtPieceKind kind;
  char *key;
  char *title;
  BtArticle *content;
} BtPiece;

/** bt_piece_new: @content: (transfer full). @key and @title are put on one line, in NFC.
 * Returns: (transfer full) */
BtPiece *
bt_piece_new (BtPieceKind kind, const char *key, const char *title, BtArticle *content);
BtPiece *bt_piece_copy (const BtPiece *self);
void bt_piece_free (BtPiece *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtPiece, bt_piece_free)

/** bt_piece_same_content: whether what two of them put in is equal. */
gboolean bt_piece_same_content (const BtPiece *a, const BtPiece *b);

/** bt_piece_text: Returns: (transfer full): the blocks as plain text, a line each */
char *bt_piece_text (const BtPiece *self);

/** bt_piece_content_from_text: Returns: (transfer full): an article whose paragraphs are
 * the lines of @text; empty ones are left out */
BtArticle *bt_piece_content_from_text (const char *text);

G_END_DECLS

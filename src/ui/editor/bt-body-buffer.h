/* The body of an article as a text buffer: one line, one block.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/editor/bt-paragraph.h"

G_BEGIN_DECLS

/**
 * BtBodyBuffer:
 *
 * Every line is one block; what a line is hangs on its #BtParagraph. Blocks without text
 * of their own (figures, tables, embeds…) are a line with one child anchor and nothing
 * else: whatever is typed, pasted, committed by an input method or deleted, the buffer
 * keeps them so, in the two places through which every edit goes.
 *
 * GtkTextBuffer's own undo is off: it forgets tags and anchors (gtk.md).
 *
 * BtBodyBuffer::object-added (BtParagraph): hang a widget at its anchor
 * BtBodyBuffer::object-removed (BtParagraph): its anchor goes now
 * BtBodyBuffer::object-changed (BtParagraph): its block is another one now; the one
 * before is freed after this
 * BtBodyBuffer::edited: what bt_body_buffer_store() gives has changed
 */
#define BT_TYPE_BODY_BUFFER (bt_body_buffer_get_type ())
G_DECLARE_FINAL_TYPE (BtBodyBuffer, bt_body_buffer, BT, BODY_BUFFER, GtkTextBuffer)

/** bt_body_buffer_new: one empty line. Returns: (transfer full) */
BtBodyBuffer *bt_body_buffer_new (void);

/**
 * bt_body_buffer_load:
 * @afresh: another article: forget all that is there, equal or not
 *
 * Shows the blocks of @article. Lines that are equal already stay as they are, so that
 * the caret, figures and the place on screen survive an undo.
 *
 * Returns: the offset behind the last change, -1 when nothing changed
 */
int bt_body_buffer_load (BtBodyBuffer *self, const BtArticle *article, gboolean afresh);

/**
 * bt_body_buffer_store:
 * @preedit: (nullable): text under an input method at the caret, taken as if typed
 *
 * Replaces the blocks and the featured figure of @article by what is here. Blocks that
 * are new get their ids here, so that they stay the same from then on.
 */
void bt_body_buffer_store (BtBodyBuffer *self, BtArticle *article, const char *preedit);

/** bt_body_buffer_get_paragraph: Returns: (transfer none): the paragraph of a line */
BtParagraph *bt_body_buffer_get_paragraph (BtBodyBuffer *self, int line);
/** bt_body_buffer_find_paragraph: Returns: (transfer none) (nullable): by its block's id
 */
BtParagraph *bt_body_buffer_find_paragraph (BtBodyBuffer *self, guint id);
/** bt_body_buffer_get_line: Returns: the line of a paragraph of this buffer */
int bt_body_buffer_get_line (BtBodyBuffer *self, BtParagraph *paragraph);

/**
 * bt_body_buffer_insert_block:
 * @line: the block comes before this line; the number of lines or more: at the end
 * @block: (transfer full): gets an id of its own when it has none, or one that is here
 *
 * An empty article's one empty line gives way.
 *
 * Returns: (transfer none): its paragraph
 */
BtParagraph *bt_body_buffer_insert_block (BtBodyBuffer *self, int line, BtBlock *block);
/** bt_body_buffer_remove: takes the whole line of a paragraph away. */
void bt_body_buffer_remove (BtBodyBuffer *self, BtParagraph *paragraph);
/** bt_body_buffer_touch: the content of an object's block was changed in place. */
void bt_body_buffer_touch (BtBodyBuffer *self, BtParagraph *paragraph);
/** bt_body_buffer_set_object: @block: (transfer full): takes the place of the one that the
 * paragraph of an object holds, of the same kind; keeps its id. */
void
bt_body_buffer_set_object (BtBodyBuffer *self, BtParagraph *paragraph, BtBlock *block);
/** bt_body_buffer_make_plain: a list item or heading becomes an ordinary paragraph. */
void bt_body_buffer_make_plain (BtBodyBuffer *self, BtParagraph *paragraph);

/** bt_body_buffer_get_featured: the id of the figure that stands for the article, 0 for
 * none. */
guint bt_body_buffer_get_featured (BtBodyBuffer *self);
void bt_body_buffer_set_featured (BtBodyBuffer *self, BtParagraph *paragraph);

G_END_DECLS

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
 * BtBodyBuffer::object-changed (BtParagraph): its block is another one, with the same id
 * and kind; the one before lives until the signal has been handled
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
 * Shows the blocks of @article. What is equal already stays as it is, and lines whose
 * block is still there change in place, so that the caret, figures and the place on
 * screen survive an undo.
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

/**
 * bt_body_buffer_store_edits:
 * @article: as bt_body_buffer_load() showed it, or as this function left it last
 *
 * The same, without what is under composition, for lines that were edited since then: the
 * work of a key press, not of an article. Returns: whether any line was edited
 */
gboolean bt_body_buffer_store_edits (BtBodyBuffer *self, BtArticle *article);
/** bt_body_buffer_add_preedit: puts what is under composition at the caret into @article,
 * which is what bt_body_buffer_store_edits() gave. */
void
bt_body_buffer_add_preedit (BtBodyBuffer *self, BtArticle *article, const char *preedit);

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

/**
 * bt_body_buffer_set_kind:
 * @kind: of text
 * @level: of a heading 2 to 4; a list item keeps the level that it has
 * @ordered: for list items
 *
 * Lines @first to @last become such blocks; lines that hold objects stay.
 */
void bt_body_buffer_set_kind (BtBodyBuffer *self,
                              int first,
                              int last,
                              BtBlockKind kind,
                              guint level,
                              gboolean ordered);
/** bt_body_buffer_indent: moves list items of lines @first to @last one level in, or out
 * (@step -1); an item of the outermost level becomes a paragraph. Returns: whether any
 * changed */
gboolean bt_body_buffer_indent (BtBodyBuffer *self, int first, int last, int step);
/** bt_body_buffer_set_starts_group: whether a list item begins a list of its own, or a
 * quote a quotation, though the line above is one of the same kind. */
void bt_body_buffer_set_starts_group (BtBodyBuffer *self,
                                      BtParagraph *paragraph,
                                      gboolean starts);
/** bt_body_buffer_set_cite: @cite: (nullable): who said what a quote says. */
void bt_body_buffer_set_cite (BtBodyBuffer *self,
                              BtParagraph *paragraph,
                              const BtRichText *cite);

/** bt_body_buffer_get_featured: the id of the figure that stands for the article, 0 for
 * none. */
guint bt_body_buffer_get_featured (BtBodyBuffer *self);
void bt_body_buffer_set_featured (BtBodyBuffer *self, BtParagraph *paragraph);

G_END_DECLS

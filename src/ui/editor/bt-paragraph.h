/* A paragraph of the body: the mark at the start of its line, which knows its block.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "article/bt-article.h"

G_BEGIN_DECLS

/**
 * BtParagraph:
 *
 * Every line of the body buffer is one block. What a block is besides its text hangs on a
 * mark at the line's start: tags cannot carry it, because an empty line has nothing to
 * tag.
 */
#define BT_TYPE_PARAGRAPH (bt_paragraph_get_type ())
G_DECLARE_FINAL_TYPE (BtParagraph, bt_paragraph, BT, PARAGRAPH, GtkTextMark)

struct _BtParagraph
{
  GtkTextMark parent_instance;

  guint id; /* 0 until it was stored once */
  BtBlockKind kind;
  guint level;
  gboolean ordered;
  gboolean starts_group;
  BtRichText *cite; /* quotes; may be %NULL */

  /* a block without text of its own: the whole of it, and where it hangs */
  BtBlock *object;
  GtkTextChildAnchor *anchor;
};

/** bt_paragraph_new: a text block of this kind. Returns: (transfer full) */
BtParagraph *bt_paragraph_new (BtBlockKind kind);
/** bt_paragraph_new_for_block: everything but the text. Returns: (transfer full) */
BtParagraph *bt_paragraph_new_for_block (const BtBlock *block);
/** bt_paragraph_new_after: what a new line below @previous becomes: a list goes on, a
 * heading does not. Returns: (transfer full) */
BtParagraph *bt_paragraph_new_after (const BtParagraph *previous);

/** bt_paragraph_is_object: whether the line holds an anchored widget, not text. */
gboolean bt_paragraph_is_object (const BtParagraph *self);
/** bt_paragraph_make_plain: turns a text block into an ordinary paragraph. */
void bt_paragraph_make_plain (BtParagraph *self);
/** bt_paragraph_to_block: @text: (nullable) (transfer full): for text kinds. Returns:
 * (transfer full): the block, with its id */
BtBlock *bt_paragraph_to_block (const BtParagraph *self, BtRichText *text);
/** bt_paragraph_can_become: whether the line can show @block by changing in place: both
 * are text, or objects of one kind. */
gboolean bt_paragraph_can_become (const BtParagraph *self, const BtBlock *block);
/** bt_paragraph_take_looks: takes over what a text block is besides its text. */
void bt_paragraph_take_looks (BtParagraph *self, const BtBlock *block);
/** bt_paragraph_matches: whether @block is this paragraph in all but its text. */
gboolean bt_paragraph_matches (const BtParagraph *self, const BtBlock *block);

G_END_DECLS

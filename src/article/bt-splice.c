/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-splice.h"

/**
 * Splice: one replacement in the making.
 * @first: (nullable): the text block that the part begins in, and @head what stays of it
 * @last: (nullable): the text block that it ends in, and @tail what stays of it
 * @out: (element-type BtBlock): what will be there instead
 * @caret: its block counts in @out
 */
typedef struct
{
  const BtBlock *first;
  const BtBlock *last;
  BtRichText *head;
  BtRichText *tail;
  GPtrArray *out;
  BtPlace caret;
} Splice;

static gboolean
is_text (const BtBlock *block)
{
  return block != NULL && block->text != NULL;
}

/* A paragraph of no kind of its own: so is an empty line at the edge of what was copied. */
static gboolean
is_plain (const BtBlock *block)
{
  return block->kind == BT_BLOCK_PARAGRAPH
         || (is_text (block) && bt_rich_text_is_empty (block->text));
}

static BtBlock *
with_text (const BtBlock *block, const BtRichText *text)
{
  BtBlock *copy = bt_block_copy (block);

  bt_rich_text_free (copy->text);
  copy->text = bt_rich_text_copy (text);
  return copy;
}

static BtBlock *
last_out (Splice *self)
{
  return g_ptr_array_index (self->out, self->out->len - 1);
}

static void
put_caret (Splice *self)
{
  BtBlock *block = last_out (self);

  self->caret.block = self->out->len - 1;
  self->caret.offset = is_text (block) ? bt_rich_text_get_length (block->text) : 1;
}

static void
clear_cite (BtBlock *block)
{
  if (block->cite != NULL)
    bt_rich_text_set_text (block->cite, "");
}

/* The line goes on as what it was. */
static void
put_inline (Splice *self, const BtBlock *piece)
{
  gboolean from_first = self->first != NULL
                        && (self->first == self->last || self->last == NULL
                            || !bt_rich_text_is_empty (self->head));
  BtBlock *line = with_text (from_first ? self->first : self->last, self->head);

  if (piece != NULL)
    bt_rich_text_append (line->text, piece->text);
  g_ptr_array_add (self->out, line);
  put_caret (self);
  bt_rich_text_append (line->text, self->tail);
}

/* What is left of the line behind the part. */
static void
put_tail (Splice *self, const BtBlock *last_piece)
{
  gboolean same = self->first == self->last && !bt_rich_text_is_empty (self->head);
  BtBlock *tail;

  if (bt_rich_text_is_empty (self->tail))
    return;
  tail = with_text (self->last, self->tail);
  if (same)
    {
      tail->id = 0;
      tail->starts_group = FALSE;
    }
  if (is_plain (last_piece))
    {
      /* it joins the end of the line, which stays what it was */
      bt_rich_text_free (tail->text);
      tail->text = bt_rich_text_copy (last_out (self)->text);
      bt_rich_text_append (tail->text, self->tail);
      bt_block_free (g_ptr_array_steal_index (self->out, self->out->len - 1));
    }
  g_ptr_array_add (self->out, tail);
}

static void
put_blocks (Splice *self, const GPtrArray *blocks)
{
  gboolean has_head = self->first != NULL && !bt_rich_text_is_empty (self->head);

  if (has_head)
    {
      BtBlock *head = with_text (self->first, self->head);

      if (self->first == self->last)
        clear_cite (head);
      g_ptr_array_add (self->out, head);
    }
  for (guint i = 0; i < blocks->len; i++)
    {
      BtBlock *copy = bt_block_copy (g_ptr_array_index (blocks, i));

      copy->id = 0;
      if (i == 0 && has_head && is_plain (copy))
        {
          bt_rich_text_append (last_out (self)->text, copy->text);
          bt_block_free (copy);
          continue;
        }
      g_ptr_array_add (self->out, copy);
    }
  put_caret (self);
  if (self->last != NULL)
    put_tail (self, g_ptr_array_index (blocks, blocks->len - 1));
}

static gboolean
goes_inline (const Splice *self, const GPtrArray *blocks)
{
  const BtBlock *only = blocks->len == 1 ? g_ptr_array_index (blocks, 0) : NULL;

  if ((self->first == NULL && self->last == NULL) || (blocks->len > 0 && !is_text (only)))
    return FALSE;
  return only == NULL || is_plain (only)
         || (self->first != NULL && !bt_rich_text_is_empty (self->head))
         || (self->last != NULL && !bt_rich_text_is_empty (self->tail));
}

static BtRichText *
slice (const BtBlock *block, guint start, guint end)
{
  return block != NULL ? bt_rich_text_slice (block->text, start, end)
                       : bt_rich_text_new (NULL);
}

BtPlace
bt_article_splice (BtArticle *self, BtPlace from, BtPlace to, const GPtrArray *blocks)
{
  g_autoptr (GPtrArray) out = g_ptr_array_new ();
  g_autoptr (BtRichText) head = NULL;
  g_autoptr (BtRichText) tail = NULL;
  Splice splice = { .out = out };
  const BtBlock *first, *last;
  guint begin, end;

  g_return_val_if_fail (self != NULL, from);
  g_return_val_if_fail (blocks != NULL, from);
  g_return_val_if_fail (from.block <= to.block, from);

  first = bt_article_get_block (self, from.block);
  last = bt_article_get_block (self, to.block);
  begin = MIN (from.block, bt_article_get_n_blocks (self));
  if (first != NULL && !is_text (first) && from.offset > 0)
    begin++;
  end = last == NULL ? bt_article_get_n_blocks (self) : to.block + 1;
  if (last != NULL && !is_text (last) && to.offset == 0)
    end--;

  splice.first = is_text (first) ? first : NULL;
  splice.last = is_text (last) ? last : NULL;
  splice.head = head = slice (splice.first, 0, from.offset);
  splice.tail = tail = slice (splice.last, to.offset, G_MAXUINT);
  if (goes_inline (&splice, blocks))
    put_inline (&splice, blocks->len > 0 ? g_ptr_array_index (blocks, 0) : NULL);
  else if (blocks->len > 0)
    put_blocks (&splice, blocks);

  for (guint i = begin; i < end; i++)
    bt_article_remove_block (self, begin);
  for (guint i = 0; i < out->len; i++)
    bt_article_insert_block (self, begin + i, g_ptr_array_index (out, i));
  return (BtPlace){ begin + splice.caret.block, splice.caret.offset };
}

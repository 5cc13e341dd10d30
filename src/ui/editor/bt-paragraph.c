/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-paragraph.h"

G_DEFINE_FINAL_TYPE (BtParagraph, bt_paragraph, GTK_TYPE_TEXT_MARK)

static void
bt_paragraph_finalize (GObject *object)
{
  BtParagraph *self = BT_PARAGRAPH (object);

  g_clear_pointer (&self->cite, bt_rich_text_free);
  g_clear_pointer (&self->object, bt_block_free);
  g_clear_object (&self->anchor);

  G_OBJECT_CLASS (bt_paragraph_parent_class)->finalize (object);
}

static void
bt_paragraph_class_init (BtParagraphClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bt_paragraph_finalize;
}

static void
bt_paragraph_init (BtParagraph *self)
{
  self->kind = BT_BLOCK_PARAGRAPH;
}

BtParagraph *
bt_paragraph_new (BtBlockKind kind)
{
  BtParagraph *self = g_object_new (BT_TYPE_PARAGRAPH, "left-gravity", TRUE, NULL);

  self->kind = kind;
  return self;
}

BtParagraph *
bt_paragraph_new_for_block (const BtBlock *block)
{
  BtParagraph *self;

  g_return_val_if_fail (block != NULL, NULL);

  self = bt_paragraph_new (block->kind);
  self->id = block->id;
  bt_paragraph_take_looks (self, block);
  if (!bt_block_kind_has_text (block->kind))
    self->object = bt_block_copy (block);
  return self;
}

BtParagraph *
bt_paragraph_new_after (const BtParagraph *previous)
{
  BtParagraph *self = bt_paragraph_new (BT_BLOCK_PARAGRAPH);

  if (previous == NULL)
    return self;
  if (previous->kind == BT_BLOCK_LIST_ITEM || previous->kind == BT_BLOCK_QUOTE)
    {
      self->kind = previous->kind;
      self->level = previous->level;
      self->ordered = previous->ordered;
    }
  return self;
}

void
bt_paragraph_take_looks (BtParagraph *self, const BtBlock *block)
{
  self->kind = block->kind;
  self->level = block->level;
  self->ordered = block->ordered;
  self->starts_group = block->starts_group;
  g_clear_pointer (&self->cite, bt_rich_text_free);
  if (block->cite != NULL)
    self->cite = bt_rich_text_copy (block->cite);
}

gboolean
bt_paragraph_can_become (const BtParagraph *self, const BtBlock *block)
{
  if (self == NULL)
    return FALSE;
  if (self->object != NULL)
    return self->kind == block->kind;
  return bt_block_kind_has_text (block->kind);
}

gboolean
bt_paragraph_is_object (const BtParagraph *self)
{
  return self != NULL && self->object != NULL;
}

void
bt_paragraph_make_plain (BtParagraph *self)
{
  g_return_if_fail (BT_IS_PARAGRAPH (self));
  g_return_if_fail (self->object == NULL);

  self->kind = BT_BLOCK_PARAGRAPH;
  self->level = 0;
  self->ordered = FALSE;
  self->starts_group = FALSE;
  g_clear_pointer (&self->cite, bt_rich_text_free);
}

BtBlock *
bt_paragraph_to_block (const BtParagraph *self, BtRichText *text)
{
  BtBlock *block;

  if (self->object != NULL)
    {
      block = bt_block_copy (self->object);
      block->id = self->id;
      return block;
    }

  block = bt_block_new (self->kind);
  block->id = self->id;
  block->level = self->level;
  block->ordered = self->ordered;
  block->starts_group = self->starts_group;
  if (text != NULL)
    {
      bt_rich_text_free (block->text);
      block->text = text;
    }
  if (block->cite != NULL && self->cite != NULL)
    {
      bt_rich_text_free (block->cite);
      block->cite = bt_rich_text_copy (self->cite);
    }
  return block;
}

gboolean
bt_paragraph_matches (const BtParagraph *self, const BtBlock *block)
{
  if (self->id != block->id || self->kind != block->kind)
    return FALSE;
  if (self->object != NULL)
    return bt_block_equal (self->object, block);
  if (self->level != block->level || self->ordered != block->ordered
      || self->starts_group != block->starts_group)
    return FALSE;
  if (block->cite == NULL || self->cite == NULL)
    return block->cite == NULL || bt_rich_text_is_empty (block->cite);
  return bt_rich_text_equal (self->cite, block->cite);
}

/* Blocks without text of their own change in place: the widgets that show them stay.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-body-buffer-private.h"

static void
change_object (BtBodyBuffer *self, BtParagraph *paragraph, BtBlock *block)
{
  g_autoptr (BtBlock) before G_GNUC_UNUSED = paragraph->object;

  paragraph->object = block;
  block->id = paragraph->id;
  /* whoever shows it holds on to the block before until it has heard of this one */
  bt_body_buffer_emit_object_changed (self, paragraph);
}

int
bt_body_buffer_change_objects (BtBodyBuffer *self, const BtArticle *article)
{
  int n_lines = gtk_text_buffer_get_line_count (GTK_TEXT_BUFFER (self));
  int changed = -1;

  for (int line = 0; line < n_lines; line++)
    {
      BtParagraph *paragraph = bt_body_buffer_get_paragraph (self, line);
      const BtBlock *block;
      int index;

      if (!bt_paragraph_is_object (paragraph) || paragraph->id == 0)
        continue;
      index = bt_article_find_block (article, paragraph->id);
      if (index < 0)
        continue;
      block = bt_article_get_block (article, (guint)index);
      if (block->kind != paragraph->kind || bt_block_equal (block, paragraph->object))
        continue;
      change_object (self, paragraph, bt_block_copy (block));
      changed = line;
    }
  return changed;
}

void
bt_body_buffer_set_object (BtBodyBuffer *self, BtParagraph *paragraph, BtBlock *block)
{
  g_return_if_fail (BT_IS_BODY_BUFFER (self));
  g_return_if_fail (bt_paragraph_is_object (paragraph));
  g_return_if_fail (block != NULL && block->kind == paragraph->kind);

  change_object (self, paragraph, block);
  bt_body_buffer_emit_edited (self);
}

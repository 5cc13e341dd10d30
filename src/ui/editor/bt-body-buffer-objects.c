/* Blocks without text of their own change in place: the widgets that show them stay.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-body-buffer-private.h"

void
bt_body_buffer_change_object (BtBodyBuffer *self, BtParagraph *paragraph, BtBlock *block)
{
  g_autoptr (BtBlock) before G_GNUC_UNUSED = paragraph->object;

  paragraph->object = block;
  block->id = paragraph->id;
  /* whoever shows it holds on to the block before until it has heard of this one */
  bt_body_buffer_emit_object_changed (self, paragraph);
}

void
bt_body_buffer_set_object (BtBodyBuffer *self, BtParagraph *paragraph, BtBlock *block)
{
  int line;

  g_return_if_fail (BT_IS_BODY_BUFFER (self));
  g_return_if_fail (bt_paragraph_is_object (paragraph));
  g_return_if_fail (block != NULL && block->kind == paragraph->kind);

  bt_body_buffer_change_object (self, paragraph, block);
  line = bt_body_buffer_get_line (self, paragraph);
  bt_body_buffer_edited (self, line, line);
}

/* The words of photos in the text, changed from outside of it: by a check before publishing, by
 * the photo desk.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-editor-pane-private.h"

/* Returns: how many items of a figure @edit changed */
static guint
edit_figure (BtEditorPane *self, BtParagraph *paragraph, BtEditItem edit, gpointer data)
{
  BtBlock *block = bt_paragraph_to_block (paragraph, NULL);
  guint changed = 0;

  for (guint i = 0; i < block->figure->items->len; i++)
    changed += edit (paragraph->id, i, bt_figure_item (block->figure, i), data) ? 1 : 0;
  if (changed > 0)
    bt_body_buffer_set_object (bt_body_view_get_buffer (self->body), paragraph, block);
  else
    bt_block_free (block);
  return changed;
}

guint
bt_editor_pane_edit_items (BtEditorPane *self, BtEditItem edit, gpointer data)
{
  GtkTextBuffer *buffer;
  guint changed = 0;

  g_return_val_if_fail (BT_IS_EDITOR_PANE (self), 0);
  g_return_val_if_fail (edit != NULL, 0);

  if (self->document == NULL)
    return 0;
  bt_editor_pane_record (self);
  buffer = GTK_TEXT_BUFFER (bt_body_view_get_buffer (self->body));
  for (int line = 0; line < gtk_text_buffer_get_line_count (buffer); line++)
    {
      BtParagraph *paragraph =
          bt_body_buffer_get_paragraph (BT_BODY_BUFFER (buffer), line);

      if (paragraph != NULL && paragraph->kind == BT_BLOCK_FIGURE)
        changed += edit_figure (self, paragraph, edit, data);
    }
  bt_editor_pane_record (self);
  return changed;
}

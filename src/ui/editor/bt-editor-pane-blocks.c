/* Blocks come into the body: pasted, dropped, or as a snippet.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-splice.h"
#include "ui/editor/bt-editor-pane-private.h"

static BtPlace
place_of (const GtkTextIter *iter)
{
  return (BtPlace){ (guint)gtk_text_iter_get_line (iter),
                    (guint)gtk_text_iter_get_line_offset (iter) };
}

static void
put_caret (BtEditorPane *self, BtPlace place)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (bt_body_view_get_buffer (self->body));
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_line (buffer, &iter, (int)place.block);
  if (place.offset < (guint)gtk_text_iter_get_chars_in_line (&iter))
    gtk_text_iter_set_line_offset (&iter, (int)place.offset);
  else if (!gtk_text_iter_ends_line (&iter))
    gtk_text_iter_forward_to_line_end (&iter);
  gtk_text_buffer_place_cursor (buffer, &iter);
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self->body),
                                      gtk_text_buffer_get_insert (buffer));
}

/* The line is the block: what the article becomes is known before the view shows it. */
void
bt_editor_pane_replace (BtEditorPane *self,
                        const GtkTextIter *start,
                        const GtkTextIter *end,
                        const GPtrArray *blocks)
{
  g_autoptr (BtArticle) article = bt_article_copy (bt_editor_pane_get_article (self));
  BtPlace place = bt_article_splice (article, place_of (start), place_of (end), blocks);

  bt_editor_pane_show (self, article, FALSE);
  put_caret (self, place);
  bt_editor_pane_edited (self);
}

/* Whole blocks from below the caret's paragraph on, or in its place when it is empty. */
static void
put_below (BtEditorPane *self, const BtArticle *content)
{
  BtBodyBuffer *buffer = bt_body_view_get_buffer (self->body);
  int line;

  gtk_text_buffer_delete_selection (GTK_TEXT_BUFFER (buffer), TRUE, TRUE);
  line = bt_body_view_get_line_for_insert (self->body);
  for (guint i = 0; i < bt_article_get_n_blocks (content); i++)
    {
      BtBlock *block = bt_block_copy (bt_article_get_block (content, i));
      BtParagraph *put = bt_body_buffer_insert_block (buffer, line, block);

      line = bt_body_buffer_get_line (buffer, put) + 1;
    }
  put_caret (self, (BtPlace){ (guint)MAX (line - 1, 0), G_MAXUINT });
}

void
bt_editor_pane_insert (BtEditorPane *self, const BtArticle *content)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (bt_body_view_get_buffer (self->body));
  g_autoptr (GPtrArray) blocks = g_ptr_array_new ();
  BtBlock *first = bt_article_get_block (content, 0);
  GtkTextIter start, end;

  if (bt_article_get_n_blocks (content) != 1 || !bt_block_kind_has_text (first->kind))
    {
      put_below (self, content);
      return;
    }
  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  g_ptr_array_add (blocks, first);
  bt_editor_pane_replace (self, &start, &end, blocks);
}

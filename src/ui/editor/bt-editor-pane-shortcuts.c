/* "## ", "- ", "1. " and "> " at the start of a paragraph say what it is.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-editor-pane-private.h"
#include "ui/editor/bt-typed.h"

static const struct
{
  const char *typed;
  BtBlockKind kind;
  guint level;
  gboolean ordered;
} shortcuts[] = {
  { "## ", BT_BLOCK_HEADING, 2, FALSE },   { "### ", BT_BLOCK_HEADING, 3, FALSE },
  { "#### ", BT_BLOCK_HEADING, 4, FALSE }, { "- ", BT_BLOCK_LIST_ITEM, 0, FALSE },
  { "* ", BT_BLOCK_LIST_ITEM, 0, FALSE },  { "1. ", BT_BLOCK_LIST_ITEM, 0, TRUE },
  { "1) ", BT_BLOCK_LIST_ITEM, 0, TRUE },  { "> ", BT_BLOCK_QUOTE, 0, FALSE },
};

/* What was typed is a step of its own: one undo brings it back as it was typed. */
static void
turn_into (BtEditorPane *self, guint which)
{
  BtBodyBuffer *body = bt_body_view_get_buffer (self->body);
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (body);
  GtkTextIter start, caret;
  int line;

  bt_editor_pane_record (self);
  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  line = gtk_text_iter_get_line (&caret);
  gtk_text_buffer_get_iter_at_line (buffer, &start, line);
  gtk_text_buffer_delete (buffer, &start, &caret);
  bt_body_buffer_set_kind (body, line, line, shortcuts[which].kind,
                           shortcuts[which].level, shortcuts[which].ordered);
  bt_editor_pane_record (self);
  bt_editor_pane_update_format (self);
}

static gboolean
typed_cb (GtkTextView *view, const char *text, gpointer data)
{
  BtEditorPane *self = data;
  BtBodyBuffer *body = bt_body_view_get_buffer (self->body);
  g_autofree char *before = NULL;
  GtkTextIter caret;

  if (!g_str_has_suffix (text, " "))
    return FALSE;
  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (body), &caret,
                                    gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (body)));
  if (bt_body_buffer_get_paragraph (body, gtk_text_iter_get_line (&caret))->kind
      != BT_BLOCK_PARAGRAPH)
    return FALSE;
  before = bt_typed_dup_before (view);
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    if (g_str_equal (before, shortcuts[i].typed))
      {
        turn_into (self, i);
        return TRUE;
      }
  return FALSE;
}

void
bt_editor_pane_init_shortcuts (BtEditorPane *self)
{
  bt_typed_watch (GTK_TEXT_VIEW (self->body), typed_cb, self);
}

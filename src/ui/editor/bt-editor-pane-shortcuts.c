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
turn_into (BtEditorPane *self, BtBlockKind kind, guint level, gboolean ordered)
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
  bt_body_buffer_set_kind (body, line, line, kind, level, ordered);
  bt_editor_pane_record (self);
  bt_editor_pane_update_format (self);
}

/* In a list the next item is there already: who types its sign as well gets it once. */
static gboolean
is_sign_of (const BtParagraph *item, const char *before)
{
  const char *p = before;

  if (!item->ordered)
    return g_str_equal (before, "- ") || g_str_equal (before, "* ");
  while (g_ascii_isdigit (*p))
    p++;
  return p > before && (g_str_equal (p, ". ") || g_str_equal (p, ") "));
}

static gboolean
typed_cb (GtkTextView *view, const char *text, gpointer data)
{
  BtEditorPane *self = data;
  BtBodyBuffer *body = bt_body_view_get_buffer (self->body);
  const BtParagraph *here;
  g_autofree char *before = NULL;
  GtkTextIter caret;

  if (!g_str_has_suffix (text, " "))
    return FALSE;
  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (body), &caret,
                                    gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (body)));
  here = bt_body_buffer_get_paragraph (body, gtk_text_iter_get_line (&caret));
  before = bt_typed_dup_before (view);
  if (here->kind == BT_BLOCK_LIST_ITEM && is_sign_of (here, before))
    {
      turn_into (self, BT_BLOCK_LIST_ITEM, 0, here->ordered);
      return TRUE;
    }
  if (here->kind != BT_BLOCK_PARAGRAPH)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    if (g_str_equal (before, shortcuts[i].typed))
      {
        turn_into (self, shortcuts[i].kind, shortcuts[i].level, shortcuts[i].ordered);
        return TRUE;
      }
  return FALSE;
}

void
bt_editor_pane_init_shortcuts (BtEditorPane *self)
{
  bt_typed_watch (GTK_TEXT_VIEW (self->body), typed_cb, self);
}

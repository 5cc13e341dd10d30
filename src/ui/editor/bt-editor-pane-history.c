/* Undo and redo in the editor pane: what counts as one step, and showing one.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "ui/editor/bt-editor-pane-private.h"
#include "ui/editor/bt-input-method.h"

/* A step is a word with the space behind it; a pause in typing ends it, too, and so does
 * typing on for long. */
#define PAUSE_MS 900
#define LONGEST_US (8 * G_USEC_PER_SEC)

void
bt_editor_pane_record (BtEditorPane *self)
{
  if (self->document == NULL || self->history == NULL)
    return;
  g_clear_handle_id (&self->pause_source, g_source_remove);
  self->group_start = 0;
  bt_history_record (self->history, bt_editor_pane_get_article (self));
  bt_editor_pane_emit_history_changed (self);
}

/* Half a word is no step. */
static gboolean
is_composing (BtEditorPane *self)
{
  GtkWidget *focus = self->root != NULL ? gtk_root_get_focus (self->root) : NULL;

  return focus != NULL && *bt_input_get_preedit (focus) != '\0';
}

static gboolean
pause_cb (gpointer data)
{
  BtEditorPane *self = data;

  if (is_composing (self))
    return G_SOURCE_CONTINUE;
  self->pause_source = 0;
  bt_editor_pane_record (self);
  return G_SOURCE_REMOVE;
}

/* Whether the caret is behind white space, wherever the keyboard is. */
static gboolean
behind_space (BtEditorPane *self)
{
  GtkWidget *focus = self->root != NULL ? gtk_root_get_focus (self->root) : NULL;
  GtkTextBuffer *buffer;
  GtkTextIter caret;

  if (!GTK_IS_TEXT_VIEW (focus) || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    return FALSE;
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus));
  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  return gtk_text_iter_backward_char (&caret)
         && g_unichar_isspace (gtk_text_iter_get_char (&caret));
}

static void
edited_cb (BtEditorPane *self)
{
  gint64 now = g_get_monotonic_time ();
  gboolean composing = is_composing (self);

  gboolean space = behind_space (self);

  if (self->group_start == 0)
    {
      self->group_start = now;
      self->group_has_word = FALSE;
      bt_editor_pane_emit_history_changed (self);
    }
  g_clear_handle_id (&self->pause_source, g_source_remove);
  if (!composing
      && (now - self->group_start > LONGEST_US || (space && self->group_has_word)))
    bt_editor_pane_record (self);
  else
    self->pause_source = g_timeout_add (PAUSE_MS, pause_cb, self);
  self->group_has_word |= !space;
}

void
bt_editor_pane_start_history (BtEditorPane *self)
{
  g_clear_pointer (&self->history, bt_history_free);
  self->history = bt_history_new (bt_document_get_article (self->document));
  g_signal_handlers_disconnect_by_func (self, edited_cb, NULL);
  g_signal_connect (self, "edited", G_CALLBACK (edited_cb), NULL);
  bt_editor_pane_emit_history_changed (self);
}

gboolean
bt_editor_pane_can_undo (BtEditorPane *self)
{
  g_return_val_if_fail (BT_IS_EDITOR_PANE (self), FALSE);
  return self->document != NULL
         && (self->group_start != 0 || bt_history_can_undo (self->history, NULL));
}

gboolean
bt_editor_pane_can_redo (BtEditorPane *self)
{
  g_return_val_if_fail (BT_IS_EDITOR_PANE (self), FALSE);
  return self->document != NULL && self->group_start == 0
         && bt_history_can_redo (self->history, NULL);
}

static const char *const undo_names[] = {
  [BT_STEP_TEXT] = NC_ ("undo", "Undo Typing"),
  [BT_STEP_FORMAT] = NC_ ("undo", "Undo Formatting"),
  [BT_STEP_FIGURE] = NC_ ("undo", "Undo Change of Photos"),
  [BT_STEP_TABLE] = NC_ ("undo", "Undo Change of a Table"),
  [BT_STEP_BLOCK] = NC_ ("undo", "Undo Change of a Block"),
  [BT_STEP_FIELD] = NC_ ("undo", "Undo Change of a Field"),
};
static const char *const redo_names[] = {
  [BT_STEP_TEXT] = NC_ ("undo", "Redo Typing"),
  [BT_STEP_FORMAT] = NC_ ("undo", "Redo Formatting"),
  [BT_STEP_FIGURE] = NC_ ("undo", "Redo Change of Photos"),
  [BT_STEP_TABLE] = NC_ ("undo", "Redo Change of a Table"),
  [BT_STEP_BLOCK] = NC_ ("undo", "Redo Change of a Block"),
  [BT_STEP_FIELD] = NC_ ("undo", "Redo Change of a Field"),
};

const char *
bt_editor_pane_describe_undo (BtEditorPane *self)
{
  BtStepKind kind;

  g_return_val_if_fail (BT_IS_EDITOR_PANE (self), NULL);

  /* what is being done has no name before it is done */
  if (self->group_start != 0 || !bt_history_can_undo (self->history, &kind))
    return C_ ("header", "Undo");
  return g_dpgettext2 (NULL, "undo", undo_names[kind]);
}

const char *
bt_editor_pane_describe_redo (BtEditorPane *self)
{
  BtStepKind kind;

  g_return_val_if_fail (BT_IS_EDITOR_PANE (self), NULL);

  if (self->group_start != 0 || !bt_history_can_redo (self->history, &kind))
    return C_ ("header", "Redo");
  return g_dpgettext2 (NULL, "undo", redo_names[kind]);
}

/* The keyboard goes to where something changed. */
static void
focus_change (BtEditorPane *self,
              const BtArticle *before,
              const BtArticle *after,
              int body_offset)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (bt_body_view_get_buffer (self->body));
  GtkTextIter iter;

  for (int field = 0; field < BT_N_FIELDS; field++)
    if (g_strcmp0 (bt_article_get (before, (BtField)field),
                   bt_article_get (after, (BtField)field))
        != 0)
      {
        if (field == BT_FIELD_HEADLINE || field == BT_FIELD_LEAD)
          bt_editor_header_focus (self->header, field == BT_FIELD_LEAD);
        else
          bt_details_pane_focus_field (self->details, (BtField)field);
        return;
      }
  if (body_offset < 0)
    return;
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, body_offset);
  gtk_text_buffer_place_cursor (buffer, &iter);
  if (bt_body_view_focus_changed (self->body, gtk_text_iter_get_line (&iter)))
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self->body));
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self->body),
                                      gtk_text_buffer_get_insert (buffer));
  bt_body_view_enter_changed (self->body);
}

static void
go (BtEditorPane *self, gboolean back)
{
  g_autoptr (BtArticle) before = NULL;
  const BtArticle *after;
  int changed;

  if (self->document == NULL)
    return;
  bt_editor_pane_record (self);
  before = bt_article_copy (self->article);
  after = back ? bt_history_undo (self->history) : bt_history_redo (self->history);
  if (after == NULL)
    return;
  changed = bt_editor_pane_show (self, after, FALSE);
  focus_change (self, before, after, changed);
  bt_document_touch (self->document);
  bt_editor_pane_emit_history_changed (self);
}

static void
undo_cb (gpointer data)
{
  go (data, TRUE);
}

static void
redo_cb (gpointer data)
{
  go (data, FALSE);
}

void
bt_editor_pane_undo (BtEditorPane *self)
{
  g_return_if_fail (BT_IS_EDITOR_PANE (self));
  bt_input_settle (GTK_WIDGET (self), undo_cb, self);
}

void
bt_editor_pane_redo (BtEditorPane *self)
{
  g_return_if_fail (BT_IS_EDITOR_PANE (self));
  bt_input_settle (GTK_WIDGET (self), redo_cb, self);
}

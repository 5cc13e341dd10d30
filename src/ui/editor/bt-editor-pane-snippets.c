/* Snippets and templates in the editor pane: put in, and made from what is written.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "article/bt-template.h"
#include "store/bt-store-pieces.h"
#include "ui/editor/bt-editor-pane-private.h"
#include "ui/editor/bt-input-method.h"
#include "ui/editor/bt-pane-popover.h"
#include "ui/templates/bt-piece-dialog.h"
#include "ui/templates/bt-pieces-window.h"
#include "ui/templates/bt-snippet-popover.h"

/* Where one letter is enough, every letter is a trap. */
#define SHORTEST_CODE 2

/* ---- what there is ---- */

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtEditorPane) self = data;
  g_autoptr (GPtrArray) pieces =
      bt_store_list_pieces_finish (BT_STORE (source), result, NULL);

  /* what cannot be read is said where it is asked for */
  if (pieces == NULL || self->context == NULL)
    return;
  g_clear_pointer (&self->snippets, g_ptr_array_unref);
  self->snippets = g_steal_pointer (&pieces);
}

static void
changed_cb (BtStore *store, const char *uuid, BtEditorPane *self)
{
  if (uuid == NULL)
    bt_store_list_pieces_async (store, BT_PIECE_SNIPPET, NULL, listed_cb,
                                g_object_ref (self));
}

void
bt_editor_pane_start_snippets (BtEditorPane *self)
{
  BtStore *store = bt_context_get_store (self->context);

  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, 0);
  changed_cb (store, NULL, self);
}

/* ---- putting one in ---- */

static GtkTextView *
text_with_focus (BtEditorPane *self)
{
  GtkWidget *focus = self->root != NULL ? gtk_root_get_focus (self->root) : NULL;

  if (focus == NULL || !GTK_IS_TEXT_VIEW (focus))
    return NULL;
  if (focus == GTK_WIDGET (self->body)
      || gtk_widget_is_ancestor (focus, GTK_WIDGET (self->body)))
    return GTK_TEXT_VIEW (focus);
  return NULL;
}

/* A field holds one paragraph: lines become one. */
static void
insert_into_field (GtkTextView *view, const BtPiece *piece)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  g_autofree char *text = bt_piece_text (piece);

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_insert_interactive_at_cursor (buffer, g_strdelimit (text, "\n", ' '),
                                                -1, TRUE);
  gtk_text_buffer_end_user_action (buffer);
}

static void
insert_piece (BtEditorPane *self, GtkTextView *view, const BtPiece *piece)
{
  bt_editor_pane_record (self);
  if (view == GTK_TEXT_VIEW (self->body))
    bt_editor_pane_insert (self, piece->content);
  else
    insert_into_field (view, piece);
  bt_editor_pane_record (self);
}

/* The text that a popover was opened from. */
typedef struct
{
  BtEditorPane *pane;
  GtkTextView *view;
} Target;

static void
target_free (gpointer data)
{
  Target *target = data;

  g_object_unref (target->view);
  g_object_unref (target->pane);
  g_free (target);
}

static void
chosen_cb (BtSnippetPopover *popover, const BtPiece *piece, Target *target)
{
  if (target->pane->document == NULL
      || gtk_widget_get_root (GTK_WIDGET (target->view)) == NULL)
    return;
  gtk_widget_grab_focus (GTK_WIDGET (target->view));
  insert_piece (target->pane, target->view, piece);
}

static void
act_cb (BtSnippetPopover *popover, const char *action, Target *target)
{
  g_action_group_activate_action (G_ACTION_GROUP (target->pane->actions), action, NULL);
}

static void
closed_cb (BtSnippetPopover *popover, Target *target)
{
  if (gtk_widget_get_root (GTK_WIDGET (target->view)) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (target->view));
}

static graphene_rect_t
place_of_caret (GtkTextView *view)
{
  GdkRectangle place;
  int x, y;

  gtk_text_view_get_cursor_locations (view, NULL, &place, NULL);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, place.x, place.y,
                                         &x, &y);
  return GRAPHENE_RECT_INIT ((float)x, (float)y, 1, (float)place.height);
}

static void
snippets_cb (BtEditorPane *self, GVariant *parameter)
{
  GtkTextView *view = text_with_focus (self);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (BtArticle) selection = bt_body_view_get_selection (self->body);
  GtkWidget *popover;
  graphene_rect_t place;
  Target *target;

  if (view == NULL)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->body));
      view = GTK_TEXT_VIEW (self->body);
    }
  target = g_new0 (Target, 1);
  target->pane = g_object_ref (self);
  target->view = g_object_ref (view);
  popover =
      bt_snippet_popover_new (self->snippets != NULL ? self->snippets : none,
                              view == GTK_TEXT_VIEW (self->body) && selection != NULL);
  g_object_set_data_full (G_OBJECT (popover), "target", target, target_free);
  g_signal_connect (popover, "chosen", G_CALLBACK (chosen_cb), target);
  g_signal_connect (popover, "act", G_CALLBACK (act_cb), target);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), target);
  place = place_of_caret (view);
  bt_pane_popover_show (GTK_POPOVER (popover), GTK_WIDGET (view), &place);
}

/* ---- a code, then Tab ---- */

/* The word before the caret, with what is being composed. Returns: (transfer full): and
 * where it begins in @start */
static char *
word_before_caret (BtEditorPane *self, GtkTextIter *start, GtkTextIter *end)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (bt_body_view_get_buffer (self->body));
  g_autofree char *typed = NULL;

  gtk_text_buffer_get_iter_at_mark (buffer, end, gtk_text_buffer_get_insert (buffer));
  *start = *end;
  while (!gtk_text_iter_starts_line (start))
    {
      GtkTextIter before = *start;

      gtk_text_iter_backward_char (&before);
      if (g_unichar_isspace (gtk_text_iter_get_char (&before))
          || gtk_text_iter_get_child_anchor (&before) != NULL)
        break;
      *start = before;
    }
  typed = gtk_text_iter_get_text (start, end);
  return g_strconcat (typed, bt_input_get_preedit (GTK_WIDGET (self->body)), NULL);
}

/* Only the very code, accents and all, alone: anything looser would eat somebody's word. */
static const BtPiece *
find_code (BtEditorPane *self, GtkTextIter *start, GtkTextIter *end)
{
  g_autofree char *word = word_before_caret (self, start, end);

  if (self->snippets == NULL || g_utf8_strlen (word, -1) < SHORTEST_CODE)
    return NULL;
  for (guint i = 0; i < self->snippets->len; i++)
    {
      const BtPiece *piece = self->snippets->pdata[i];

      if (g_str_equal (piece->key, word))
        return piece;
    }
  return NULL;
}

static void
expand_cb (gpointer data)
{
  g_autoptr (BtEditorPane) self = data;
  GtkTextIter start, end;
  const BtPiece *piece;

  if (self->document == NULL)
    return;
  piece = find_code (self, &start, &end);
  if (piece == NULL)
    return;
  bt_editor_pane_record (self);
  gtk_text_buffer_delete (GTK_TEXT_BUFFER (bt_body_view_get_buffer (self->body)), &start,
                          &end);
  bt_editor_pane_insert (self, piece->content);
  bt_editor_pane_record (self);
}

static gboolean
key_cb (GtkEventControllerKey *keys,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        BtEditorPane *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (bt_body_view_get_buffer (self->body));
  GtkTextIter start, end;

  if (keyval != GDK_KEY_Tab
      || (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0
      || self->document == NULL || text_with_focus (self) != GTK_TEXT_VIEW (self->body)
      || gtk_text_buffer_get_has_selection (buffer)
      || find_code (self, &start, &end) == NULL)
    return GDK_EVENT_PROPAGATE;
  bt_input_settle (GTK_WIDGET (self->body), expand_cb, g_object_ref (self));
  return GDK_EVENT_STOP;
}

/* ---- made from what is written ---- */

static void
kept_cb (BtEditorPane *self)
{
  bt_editor_pane_emit_toast (self, C_ ("toast", "Kept"), FALSE);
}

static void
ask (BtEditorPane *self, const BtPiece *piece)
{
  GtkWidget *dialog = bt_piece_dialog_new (GTK_WINDOW (self->root),
                                           bt_context_get_store (self->context), piece);

  g_signal_connect_object (dialog, "kept", G_CALLBACK (kept_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
save_snippet_cb (BtEditorPane *self, GVariant *parameter)
{
  BtArticle *content = bt_body_view_get_selection (self->body);
  g_autoptr (BtPiece) piece = NULL;

  if (content == NULL)
    {
      bt_editor_pane_emit_toast (
          self, C_ ("toast", "Select the text of the snippet first"), FALSE);
      return;
    }
  piece = bt_piece_new (BT_PIECE_SNIPPET, "", "", content);
  ask (self, piece);
}

static void
manage_snippets_cb (BtEditorPane *self, GVariant *parameter)
{
  gtk_window_present (GTK_WINDOW (bt_pieces_window_new (
      GTK_WINDOW (self->root), bt_context_get_store (self->context), BT_PIECE_SNIPPET)));
}

static void
save_template_cb (BtEditorPane *self, GVariant *parameter)
{
  g_autoptr (BtArticle) article = bt_editor_pane_collect (self, TRUE);
  g_autoptr (BtPiece) piece =
      bt_piece_new (BT_PIECE_TEMPLATE, "", "", bt_article_to_template (article));

  ask (self, piece);
}

void
bt_editor_pane_init_snippets (BtEditorPane *self)
{
  static const BtEditAction actions[] = {
    { "snippets", snippets_cb, NULL },
    { "save-snippet", save_snippet_cb, NULL },
    { "manage-snippets", manage_snippets_cb, NULL },
    { "save-template", save_template_cb, NULL },
  };
  GtkEventController *keys = gtk_event_controller_key_new ();

  bt_editor_pane_add_actions (self, actions, G_N_ELEMENTS (actions));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->body), keys);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/templates/bt-piece-dialog.h"

#include <glib/gi18n.h>

#include "messages/bt-messages.h"
#include "ui/bt-accessible.h"
#include "ui/editor/bt-input-method.h"
#include "ui/editor/bt-text-field.h"

struct _BtPieceDialog
{
  AdwWindow parent_instance;

  BtStore *store;
  BtPiece *piece;
  char *text; /* as it was shown first */

  GtkEditable *key;
  GtkEditable *title; /* snippets only, like the next */
  BtTextField *content;
  GtkLabel *error;
  GtkWidget *save;
};

enum
{
  KEPT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtPieceDialog, bt_piece_dialog, ADW_TYPE_WINDOW)

/* ---- what was typed ---- */

/* Lines that stay as many keep what their blocks are; a line that stays the same keeps its
 * marks, too. */
static BtArticle *
change_text (const BtArticle *content, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (BtArticle) changed = bt_article_copy (content);
  guint n = bt_article_get_n_blocks (content);

  if (g_strv_length (lines) != n)
    return bt_piece_content_from_text (text);
  for (guint i = 0; i < n; i++)
    {
      BtBlock *block = bt_article_get_block (changed, i);
      g_autofree char *plain = bt_block_plain_text (block);

      if (g_str_equal (plain, lines[i]))
        continue;
      if (block->text == NULL)
        return bt_piece_content_from_text (text);
      bt_rich_text_set_text (block->text, lines[i]);
    }
  return g_steal_pointer (&changed);
}

static BtPiece *
collect (BtPieceDialog *self)
{
  const char *title = self->title != NULL ? gtk_editable_get_text (self->title) : "";
  BtArticle *content = NULL;
  BtPiece *piece;

  if (self->content != NULL)
    {
      g_autofree char *text = bt_text_field_get_plain (self->content, TRUE);

      if (!g_str_equal (text, self->text))
        content = change_text (self->piece->content, text);
    }
  if (content == NULL)
    content = bt_article_copy (self->piece->content);
  piece =
      bt_piece_new (self->piece->kind, gtk_editable_get_text (self->key), title, content);
  piece->id = self->piece->id;
  return piece;
}

static gboolean
is_complete (const BtPiece *piece)
{
  if (*piece->key == '\0')
    return FALSE;
  return piece->kind == BT_PIECE_TEMPLATE
         || (strchr (piece->key, ' ') == NULL
             && bt_article_get_n_blocks (piece->content) > 0);
}

static void
say (BtPieceDialog *self, const char *message)
{
  gtk_label_set_label (self->error, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), message != NULL);
}

/* ---- callbacks ---- */

static void
edited_cb (BtPieceDialog *self)
{
  g_autoptr (BtPiece) piece = collect (self);

  say (self, piece->kind == BT_PIECE_SNIPPET && strchr (piece->key, ' ') != NULL
                 ? C_ ("snippets", "A code has no spaces.")
                 : NULL);
  gtk_widget_set_sensitive (self->save, is_complete (piece));
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtPieceDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;

  if (bt_store_put_pieces_finish (BT_STORE (source), result, &error))
    {
      g_signal_emit (self, signals[KEPT], 0);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  gtk_widget_set_sensitive (self->save, TRUE);
  if (!g_error_matches (error, BT_STORE_ERROR, BT_STORE_ERROR_EXISTS))
    {
      message = bt_message_for_error (error);
      say (self, message);
    }
  else if (self->piece->kind == BT_PIECE_SNIPPET)
    say (self, C_ ("snippets", "Another snippet has this code already."));
  else
    say (self, C_ ("templates", "Another template has this name already."));
}

static void
settled_cb (gpointer data)
{
  g_autoptr (BtPieceDialog) self = data;
  g_autoptr (GPtrArray) pieces =
      g_ptr_array_new_with_free_func ((GDestroyNotify)bt_piece_free);
  BtPiece *piece;

  if (self->store == NULL)
    return;
  piece = collect (self);
  g_ptr_array_add (pieces, piece);
  if (!is_complete (piece))
    return;
  gtk_widget_set_sensitive (self->save, FALSE);
  bt_store_put_pieces_async (self->store, pieces, NULL, kept_cb, g_object_ref (self));
}

static void
save_cb (BtPieceDialog *self)
{
  bt_input_settle (GTK_WIDGET (self), settled_cb, g_object_ref (self));
}

/* ---- type ---- */

static void
bt_piece_dialog_dispose (GObject *object)
{
  BtPieceDialog *self = BT_PIECE_DIALOG (object);

  g_clear_object (&self->store);

  G_OBJECT_CLASS (bt_piece_dialog_parent_class)->dispose (object);
}

static void
bt_piece_dialog_finalize (GObject *object)
{
  BtPieceDialog *self = BT_PIECE_DIALOG (object);

  bt_piece_free (self->piece);
  g_free (self->text);

  G_OBJECT_CLASS (bt_piece_dialog_parent_class)->finalize (object);
}

static void
bt_piece_dialog_class_init (BtPieceDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bt_piece_dialog_dispose;
  object_class->finalize = bt_piece_dialog_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0,
                                       "window.close", NULL);
  signals[KEPT] = g_signal_new ("kept", BT_TYPE_PIECE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
}

static void
bt_piece_dialog_init (BtPieceDialog *self)
{
}

/* ---- what is in it ---- */

static GtkEditable *
add_entry (BtPieceDialog *self, GtkWidget *list, const char *title, const char *text)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  bt_input_watch (row);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (edited_cb), self);
  g_signal_connect_swapped (row, "entry-activated", G_CALLBACK (save_cb), self);
  return GTK_EDITABLE (row);
}

static void
add_content (BtPieceDialog *self, GtkWidget *box)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *field = bt_text_field_new (C_ ("snippets", "Text"), TRUE);

  self->text = bt_piece_text (self->piece);
  self->content = BT_TEXT_FIELD (field);
  bt_text_field_set_plain (self->content, self->text);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (field), 12);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (field), 12);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (field), 12);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (field), 12);
  g_signal_connect_swapped (field, "edited", G_CALLBACK (edited_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), field);
  gtk_widget_add_css_class (scrolled, "card");
  gtk_widget_set_size_request (scrolled, -1, 140);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), scrolled);
}

static GtkWidget *
make_bar (BtPieceDialog *self)
{
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (C_ ("snippets", "_Cancel"));

  self->save = gtk_button_new_with_mnemonic (C_ ("snippets", "_Save"));
  gtk_widget_add_css_class (self->save, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (save_cb), self);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), self->save);
  return bar;
}

static void
build (BtPieceDialog *self)
{
  gboolean snippet = self->piece->kind == BT_PIECE_SNIPPET;
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *list = gtk_list_box_new ();

  gtk_box_append (GTK_BOX (all), make_bar (self));
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_widget_set_vexpand (box, TRUE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_box_append (GTK_BOX (box), list);
  self->key = add_entry (self, list,
                         snippet ? C_ ("snippets", "Code, such as “tgct”")
                                 : C_ ("templates", "Name of the template"),
                         self->piece->key);
  if (snippet)
    {
      self->title = add_entry (self, list, C_ ("snippets", "Title"), self->piece->title);
      add_content (self, box);
    }
  self->error = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->error, TRUE);
  gtk_label_set_xalign (self->error, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->error), "error");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->error));
  gtk_box_append (GTK_BOX (all), box);
  adw_window_set_content (ADW_WINDOW (self), all);
  bt_accessible_name_buttons (GTK_WIDGET (self));
  edited_cb (self);
}

static const char *
title_of (const BtPiece *piece)
{
  if (piece->kind == BT_PIECE_SNIPPET)
    return piece->id == 0 ? C_ ("snippets", "New Snippet") : C_ ("snippets", "Snippet");
  return piece->id == 0 ? C_ ("templates", "Save as Template")
                        : C_ ("templates", "Rename the Template");
}

GtkWidget *
bt_piece_dialog_new (GtkWindow *parent, BtStore *store, const BtPiece *piece)
{
  BtPieceDialog *self;
  gboolean snippet;

  g_return_val_if_fail (BT_IS_STORE (store), NULL);
  g_return_val_if_fail (piece != NULL, NULL);

  snippet = piece->kind == BT_PIECE_SNIPPET;
  self =
      g_object_new (BT_TYPE_PIECE_DIALOG, "transient-for", parent, "modal", TRUE,
                    "destroy-with-parent", TRUE, "default-width", 420, "default-height",
                    snippet ? 420 : -1, "title", title_of (piece), NULL);
  self->store = g_object_ref (store);
  self->piece = bt_piece_copy (piece);
  build (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->key));
  return GTK_WIDGET (self);
}

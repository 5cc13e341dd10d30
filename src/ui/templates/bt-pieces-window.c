/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "messages/bt-messages.h"
#include "ui/bt-accessible.h"
#include "ui/bt-ask.h"
#include "ui/templates/bt-piece-dialog.h"
#include "ui/templates/bt-pieces-private.h"

#define PREVIEW_CHARS 90

G_DEFINE_FINAL_TYPE (BtPiecesWindow, bt_pieces_window, ADW_TYPE_WINDOW)

/* ---- one of them ---- */

static const BtPiece *
find_piece (BtPiecesWindow *self, GtkWidget *button)
{
  gint64 *id = g_object_get_data (G_OBJECT (button), "id");

  for (guint i = 0; i < self->pieces->len; i++)
    if (((BtPiece *)self->pieces->pdata[i])->id == *id)
      return self->pieces->pdata[i];
  return NULL;
}

static void
edit_cb (GtkWidget *button, BtPiecesWindow *self)
{
  const BtPiece *piece = find_piece (self, button);

  if (piece != NULL)
    gtk_window_present (
        GTK_WINDOW (bt_piece_dialog_new (GTK_WINDOW (self), self->store, piece)));
}

typedef struct
{
  BtPiecesWindow *window;
  gint64 id;
} Removal;

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtPiecesWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (!bt_store_remove_piece_finish (BT_STORE (source), result, &error)
      && !g_error_matches (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND))
    bt_tell_error (GTK_WIDGET (self), C_ ("templates", "Not Deleted"), error);
}

static void
remove_answer_cb (const char *answer, gpointer data)
{
  g_autofree Removal *removal = data;
  g_autoptr (BtPiecesWindow) self = removal->window;

  if (g_str_equal (answer, "delete") && self->store != NULL)
    bt_store_remove_piece_async (self->store, removal->id, NULL, removed_cb,
                                 g_object_ref (self));
}

static void
remove_cb (GtkWidget *button, BtPiecesWindow *self)
{
  const BtAnswer answers[] = {
    { "cancel", C_ ("templates", "_Cancel"), ADW_RESPONSE_DEFAULT },
    { "delete", C_ ("templates", "_Delete"), ADW_RESPONSE_DESTRUCTIVE },
  };
  const BtPiece *piece = find_piece (self, button);
  g_autofree char *heading = NULL;
  Removal *removal;

  if (piece == NULL)
    return;
  removal = g_new0 (Removal, 1);
  removal->window = g_object_ref (self);
  removal->id = piece->id;
  heading = g_strdup_printf (C_ ("templates", "Delete “%s”?"), piece->key);
  bt_ask (GTK_WIDGET (self), heading,
          self->kind == BT_PIECE_TEMPLATE
              ? C_ ("templates", "Articles that began from it stay as they are.")
              : C_ ("snippets", "Where it was put in, its text stays."),
          NULL, answers, G_N_ELEMENTS (answers), remove_answer_cb, removal);
}

static void
add_button (BtPiecesWindow *self,
            AdwActionRow *row,
            const BtPiece *piece,
            const char *icon,
            const char *format,
            GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  g_autofree char *label = NULL;
  gint64 *id = g_new (gint64, 1);
  g_auto (GStrv) parts = g_strsplit (format, "%s", 2);

  *id = piece->id;
  label = g_strjoinv (piece->key, parts);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  g_object_set_data_full (G_OBJECT (button), "id", id, g_free);
  g_signal_connect (button, "clicked", clicked, self);
  adw_action_row_add_suffix (row, button);
}

static void
add_row (BtPiecesWindow *self, const BtPiece *piece)
{
  GtkWidget *row = adw_action_row_new ();
  gboolean snippet = piece->kind == BT_PIECE_SNIPPET;
  g_autofree char *text = snippet ? bt_piece_text (piece) : NULL;
  g_autofree char *shown = bt_message_shorten (
      snippet ? text : bt_article_get (piece->content, BT_FIELD_HEADLINE), PREVIEW_CHARS);
  g_autofree char *name = *piece->title != '\0'
                              ? g_strdup_printf ("%s – %s", piece->key, piece->title)
                              : g_strdup (piece->key);
  g_autofree char *title = g_markup_escape_text (name, -1);
  g_autofree char *subtitle = g_markup_escape_text (shown, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  add_button (self, ADW_ACTION_ROW (row), piece, "document-edit-symbolic",
              snippet ? C_ ("snippets", "Edit “%s”") : C_ ("templates", "Rename “%s”"),
              G_CALLBACK (edit_cb));
  add_button (self, ADW_ACTION_ROW (row), piece, "user-trash-symbolic",
              C_ ("templates", "Delete “%s”"), G_CALLBACK (remove_cb));
  gtk_list_box_append (self->list, row);
}

/* ---- all of them ---- */

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtPiecesWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pieces =
      bt_store_list_pieces_finish (BT_STORE (source), result, &error);
  GtkListBoxRow *row;

  if (self->store == NULL)
    return;
  if (pieces == NULL)
    {
      g_autofree char *message = bt_message_for_error (error);

      bt_pieces_window_toast (self, message);
      return;
    }
  g_clear_pointer (&self->pieces, g_ptr_array_unref);
  self->pieces = g_steal_pointer (&pieces);
  /* a button that goes with the keyboard on it complains */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < self->pieces->len; i++)
    add_row (self, self->pieces->pdata[i]);
  gtk_stack_set_visible_child_name (self->stack,
                                    self->pieces->len > 0 ? "list" : "nothing");
  if (self->export != NULL)
    gtk_widget_set_sensitive (self->export, self->pieces->len > 0);
}

static void
list (BtPiecesWindow *self)
{
  bt_store_list_pieces_async (self->store, self->kind, NULL, listed_cb,
                              g_object_ref (self));
}

static void
changed_cb (BtStore *store, const char *uuid, BtPiecesWindow *self)
{
  if (uuid == NULL && self->store != NULL)
    list (self);
}

static void
add_cb (BtPiecesWindow *self)
{
  g_autoptr (BtPiece) piece =
      bt_piece_new (BT_PIECE_SNIPPET, "", "", bt_piece_content_from_text (""));

  gtk_window_present (
      GTK_WINDOW (bt_piece_dialog_new (GTK_WINDOW (self), self->store, piece)));
}

void
bt_pieces_window_toast (BtPiecesWindow *self, const char *text)
{
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (text));
}

/* ---- type ---- */

static void
bt_pieces_window_dispose (GObject *object)
{
  BtPiecesWindow *self = BT_PIECES_WINDOW (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->pieces, g_ptr_array_unref);

  G_OBJECT_CLASS (bt_pieces_window_parent_class)->dispose (object);
}

static void
bt_pieces_window_class_init (BtPiecesWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bt_pieces_window_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0,
                                       "window.close", NULL);
}

static void
bt_pieces_window_init (BtPiecesWindow *self)
{
}

/* ---- what is in it ---- */

static GtkWidget *
make_bar (BtPiecesWindow *self)
{
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *add, *import;

  if (self->kind != BT_PIECE_SNIPPET)
    return bar;
  add = gtk_button_new_from_icon_name ("list-add-symbolic");
  gtk_widget_set_tooltip_text (add, C_ ("snippets", "New Snippet"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (add), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_ ("snippets", "New Snippet"), -1);
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (add_cb), self);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), add);
  self->export = gtk_button_new_with_mnemonic (C_ ("snippets", "_Export…"));
  g_signal_connect_swapped (self->export, "clicked", G_CALLBACK (bt_pieces_window_export),
                            self);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), self->export);
  import = gtk_button_new_with_mnemonic (C_ ("snippets", "_Import…"));
  g_signal_connect_swapped (import, "clicked", G_CALLBACK (bt_pieces_window_import),
                            self);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), import);
  return bar;
}

static GtkWidget *
make_nothing (BtPiecesWindow *self)
{
  GtkWidget *page = adw_status_page_new ();
  gboolean snippets = self->kind == BT_PIECE_SNIPPET;

  adw_status_page_set_title (ADW_STATUS_PAGE (page),
                             snippets ? C_ ("snippets", "No Snippets Yet")
                                      : C_ ("templates", "No Templates of Your Own Yet"));
  adw_status_page_set_description (
      ADW_STATUS_PAGE (page),
      snippets
          ? C_ ("snippets", "Select a piece of text and save it as a snippet, or "
                            "import a table that colleagues exported.")
          : C_ ("templates", "Open an article that others can begin from, and choose "
                             "Save as Template in its menu."));
  return page;
}

static void
build (BtPiecesWindow *self)
{
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  self->stack = GTK_STACK (gtk_stack_new ());
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_set_valign (GTK_WIDGET (self->list), GTK_ALIGN_START);
  gtk_widget_set_margin_top (clamp, 18);
  gtk_widget_set_margin_bottom (clamp, 18);
  gtk_widget_set_margin_start (clamp, 12);
  gtk_widget_set_margin_end (clamp, 12);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_add_named (self->stack, make_nothing (self), "nothing");
  gtk_stack_add_named (self->stack, scrolled, "list");
  gtk_box_append (GTK_BOX (all), make_bar (self));
  gtk_box_append (GTK_BOX (all), GTK_WIDGET (self->stack));
  adw_toast_overlay_set_child (self->toasts, all);
  adw_window_set_content (ADW_WINDOW (self), GTK_WIDGET (self->toasts));
  bt_accessible_name_buttons (GTK_WIDGET (self));
}

GtkWidget *
bt_pieces_window_new (GtkWindow *parent, BtStore *store, BtPieceKind kind)
{
  BtPiecesWindow *self;

  g_return_val_if_fail (BT_IS_STORE (store), NULL);

  self = g_object_new (BT_TYPE_PIECES_WINDOW, "transient-for", parent, "modal", TRUE,
                       "destroy-with-parent", TRUE, "default-width", 560,
                       "default-height", 520, "title",
                       kind == BT_PIECE_SNIPPET ? C_ ("snippets", "Snippets")
                                                : C_ ("templates", "Templates"),
                       NULL);
  self->store = g_object_ref (store);
  self->kind = kind;
  build (self);
  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, 0);
  list (self);
  return GTK_WIDGET (self);
}

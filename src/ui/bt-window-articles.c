/* Articles come into the window and leave it: opened, new, imported, put into the trash.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "messages/bt-messages.h"
#include "ui/bt-ask.h"
#include "ui/bt-window-private.h"
#include "ui/editor/bt-input-method.h"

/* More notes of an import than these are scrolled. */
#define MAX_UNSCROLLED_NOTES 5

/* ---- leaving one ---- */

static void
left_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (bt_document_save_finish (BT_DOCUMENT (source), result, &error))
    g_ptr_array_remove (self->leaving, source);
  else if (error != NULL && self->context != NULL)
    /* the document tries on by itself; closing the window asks again */
    bt_window_toast_error (self, error);
}

static void
leave_document (BtWindow *self)
{
  g_autoptr (BtDocument) document = g_steal_pointer (&self->document);

  if (document == NULL)
    return;
  g_signal_handlers_disconnect_by_data (document, self);
  bt_editor_pane_set_document (self->editor, NULL);
  g_ptr_array_add (self->leaving, g_object_ref (document));
  bt_document_save_async (document, left_saved_cb, g_object_ref (self));
}

/* ---- showing one ---- */

static void
kept_other_cb (BtWindow *self)
{
  bt_window_toast (self,
                   C_ ("toast", "This article was changed elsewhere too; that text is "
                                "kept in its history"),
                   FALSE);
}

static void
show_document (BtWindow *self, BtDocument *document)
{
  leave_document (self);
  g_clear_pointer (&self->trashed, g_free);
  self->document = g_object_ref (document);
  g_signal_connect_object (document, "state-changed", G_CALLBACK (bt_window_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "status-changed", G_CALLBACK (bt_window_update),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "replaced", G_CALLBACK (bt_window_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "kept-other", G_CALLBACK (kept_other_cb), self,
                           G_CONNECT_SWAPPED);
  bt_editor_pane_set_document (self->editor, document);
  bt_editor_pane_settle_focus (self->editor);
  bt_library_pane_select (self->library,
                          bt_article_get_uuid (bt_document_get_article (document)));
  bt_window_update (self);
  bt_window_take_waiting_photos (self);
}

static gboolean
is_open (BtWindow *self, const char *uuid)
{
  return self->document != NULL
         && g_strcmp0 (bt_article_get_uuid (bt_document_get_article (self->document)),
                       uuid)
                == 0;
}

static void
show_trashed (BtWindow *self, const BtArticle *article)
{
  /* a status page takes its description for markup */
  g_autofree char *headline =
      g_markup_escape_text (bt_article_get (article, BT_FIELD_HEADLINE), -1);

  leave_document (self);
  g_free (self->trashed);
  self->trashed = g_strdup (bt_article_get_uuid (article));
  adw_status_page_set_description (self->trashed_page, headline);
  bt_window_update (self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BtDocument) document = NULL;
  gint64 revision = 0;
  BtArticle *article =
      bt_store_load_article_finish (BT_STORE (source), result, &revision, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (article == NULL)
    {
      bt_window_toast_error (self, error);
      return;
    }
  if (bt_library_pane_is_trash (self->library))
    {
      show_trashed (self, article);
      bt_article_free (article);
      return;
    }
  document = bt_document_new (self->store, article, revision);
  show_document (self, document);
}

/* An article that was left a moment ago may not be on the disk yet: it is still here. */
static BtDocument *
find_leaving (BtWindow *self, const char *uuid)
{
  for (guint i = 0; i < self->leaving->len; i++)
    if (g_strcmp0 (
            bt_article_get_uuid (bt_document_get_article (self->leaving->pdata[i])), uuid)
        == 0)
      return self->leaving->pdata[i];
  return NULL;
}

/* What is on its way must not take the place of what was asked for later. */
static void
stop_opening (BtWindow *self)
{
  if (self->opening != NULL)
    g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
}

static void
open_settled_cb (gpointer data)
{
  g_autoptr (BtWindow) self = data;
  g_autofree char *uuid = g_steal_pointer (&self->wanted);
  BtDocument *leaving;

  if (self->context == NULL)
    return;
  stop_opening (self);
  if (uuid == NULL || is_open (self, uuid))
    return;
  leaving = find_leaving (self, uuid);
  if (leaving != NULL)
    {
      g_autoptr (BtDocument) document = g_object_ref (leaving);

      show_document (self, document);
      return;
    }
  self->opening = g_cancellable_new ();
  bt_store_load_article_async (self->store, uuid, self->opening, loaded_cb,
                               g_object_ref (self));
}

void
bt_window_open (BtWindow *self, const char *uuid)
{
  g_free (self->wanted);
  self->wanted = g_strdup (uuid);
  bt_input_settle (GTK_WIDGET (self), open_settled_cb, g_object_ref (self));
}

void
bt_window_show_new (BtWindow *self, BtArticle *article)
{
  g_autoptr (BtDocument) document = NULL;

  stop_opening (self);
  document = bt_document_new (self->store, article, 0);
  show_document (self, document);
  bt_window_show_editor (self);
  bt_editor_pane_focus_headline (self->editor);
}

static void
new_settled_cb (gpointer data)
{
  g_autoptr (BtWindow) self = data;

  if (self->context != NULL)
    bt_window_show_new (self, bt_article_new ());
}

void
bt_window_new_article (BtWindow *self)
{
  bt_input_settle (GTK_WIDGET (self), new_settled_cb, g_object_ref (self));
}

/* ---- saving all ---- */

typedef struct
{
  guint waiting;
  GError *error;
} SaveAll;

static void
save_all_free (gpointer data)
{
  SaveAll *all = data;

  g_clear_error (&all->error);
  g_free (all);
}

static void
one_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  SaveAll *all = g_task_get_task_data (task);
  GError *error = NULL;

  if (!bt_document_save_finish (BT_DOCUMENT (source), result, &error))
    {
      if (all->error == NULL)
        all->error = error;
      else
        g_error_free (error);
    }
  if (--all->waiting > 0)
    return;
  if (all->error != NULL)
    g_task_return_error (task, g_steal_pointer (&all->error));
  else
    g_task_return_boolean (task, TRUE);
}

void
bt_window_save_all_async (BtWindow *self,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  g_autoptr (GPtrArray) documents = g_ptr_array_new_with_free_func (g_object_unref);
  SaveAll *all = g_new0 (SaveAll, 1);

  g_task_set_task_data (task, all, save_all_free);
  if (self->document != NULL)
    g_ptr_array_add (documents, g_object_ref (self->document));
  for (guint i = 0; i < self->leaving->len; i++)
    g_ptr_array_add (documents, g_object_ref (self->leaving->pdata[i]));
  all->waiting = documents->len;
  if (documents->len == 0)
    g_task_return_boolean (task, TRUE);
  for (guint i = 0; i < documents->len; i++)
    bt_document_save_async (documents->pdata[i], one_saved_cb, g_object_ref (task));
}

gboolean
bt_window_save_all_finish (BtWindow *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- the trash ---- */

typedef struct
{
  BtWindow *window;
  char *uuid;
  gboolean trash;
} Trash;

static void start_trash (BtWindow *self, const char *uuid, gboolean trash);

static void
undo_trash_cb (AdwToast *toast, gpointer data)
{
  BtWindow *self = data;

  start_trash (self, g_object_get_data (G_OBJECT (toast), "uuid"), FALSE);
}

static void
offer_undo (BtWindow *self, const char *uuid)
{
  AdwToast *toast = adw_toast_new (C_ ("toast", "Moved to the trash"));

  adw_toast_set_button_label (toast, C_ ("toast", "_Undo"));
  g_object_set_data_full (G_OBJECT (toast), "uuid", g_strdup (uuid), g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_trash_cb), self, 0);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
trashed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Trash *trash = data;
  g_autoptr (BtWindow) self = trash->window;
  g_autofree char *uuid = trash->uuid;
  g_autoptr (GError) error = NULL;

  if (!bt_store_trash_article_finish (BT_STORE (source), result, &error))
    {
      bt_window_toast_error (self, error);
      return;
    }
  if (trash->trash)
    {
      if (is_open (self, uuid))
        {
          leave_document (self);
          bt_library_pane_select (self->library, NULL);
          bt_window_show_library (self);
        }
      offer_undo (self, uuid);
    }
  else
    {
      g_clear_pointer (&self->trashed, g_free);
      bt_library_pane_clear_search (self->library);
      bt_window_open (self, uuid);
    }
  bt_window_update (self);
}

static void
start_trash (BtWindow *self, const char *uuid, gboolean trash)
{
  Trash *data = g_new0 (Trash, 1);

  data->window = g_object_ref (self);
  data->uuid = g_strdup (uuid);
  data->trash = trash;
  bt_store_trash_article_async (self->store, uuid, trash, NULL, trashed_cb, data);
}

static void
saved_for_trash_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  BtWindow *self = BT_WINDOW (source);
  g_autoptr (GError) error = NULL;

  if (!bt_window_save_all_finish (self, result, &error))
    bt_window_toast_error (self, error);
  else if (self->document != NULL)
    start_trash (self, bt_article_get_uuid (bt_document_get_article (self->document)),
                 TRUE);
}

static void
trash_settled_cb (gpointer data)
{
  g_autoptr (BtWindow) self = data;

  if (self->context != NULL)
    bt_window_save_all_async (self, saved_for_trash_cb, NULL);
}

void
bt_window_trash (BtWindow *self)
{
  bt_input_settle (GTK_WIDGET (self), trash_settled_cb, g_object_ref (self));
}

void
bt_window_restore (BtWindow *self)
{
  if (self->trashed != NULL)
    start_trash (self, self->trashed, FALSE);
}

/* ---- importing ---- */

static GtkWidget *
make_notes (GPtrArray *notes)
{
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *scrolled;

  for (guint i = 0; i < notes->len; i++)
    {
      g_autofree char *text = bt_message_for_note (notes->pdata[i]);
      GtkWidget *label = gtk_label_new (text);

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_selectable (GTK_LABEL (label), TRUE);
      gtk_label_set_width_chars (GTK_LABEL (label), 44);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
      gtk_box_append (GTK_BOX (list), label);
    }
  if (notes->len <= MAX_UNSCROLLED_NOTES)
    return list;
  scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 320);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  return scrolled;
}

static void
show_notes (BtWindow *self, GFile *file, GPtrArray *notes)
{
  const BtAnswer close = { "close", C_ ("dialog", "_Close"), ADW_RESPONSE_DEFAULT };
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *body =
      g_strdup_printf (C_ ("import", "“%s” was taken in. Please look at this:"), shown);

  if (notes != NULL && notes->len > 0)
    bt_ask (GTK_WIDGET (self), C_ ("import", "Imported"), body, make_notes (notes),
            &close, 1, NULL, NULL);
}

typedef struct
{
  BtWindow *window;
  GFile *file;
} Import;

static void
tell_not_imported (BtWindow *self, GFile *file, const GError *error)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *heading =
      g_strdup_printf (C_ ("import", "“%s” Was Not Imported"), shown);

  bt_tell_error (GTK_WIDGET (self), heading, error);
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Import *import = data;
  g_autoptr (BtWindow) self = import->window;
  g_autoptr (GFile) file = import->file;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) notes = NULL;
  g_autoptr (BtArticle) article =
      bt_context_import_article_finish (BT_CONTEXT (source), result, &notes, &error);

  if (self->context == NULL)
    return;
  if (article == NULL)
    {
      tell_not_imported (self, file, error);
      return;
    }
  bt_library_pane_clear_search (self->library);
  bt_window_open (self, bt_article_get_uuid (article));
  bt_window_show_editor (self);
  show_notes (self, file, notes);
}

void
bt_window_import (BtWindow *self, GListModel *files)
{
  g_return_if_fail (BT_IS_WINDOW (self));
  g_return_if_fail (G_IS_LIST_MODEL (files));

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      Import *import = g_new0 (Import, 1);

      import->window = g_object_ref (self);
      import->file = g_list_model_get_item (files, i);
      bt_context_import_article_async (self->context, import->file, NULL, imported_cb,
                                       import);
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/desk/bt-codes-window.h"

#include <glib/gi18n.h>
#include <string.h>

#include "messages/bt-messages.h"
#include "text/bt-codes.h"
#include "ui/bt-accessible.h"
#include "ui/bt-ask.h"
#include "ui/bt-file-chooser.h"
#include "ui/desk/bt-code-rows-window.h"
#include "ui/desk/bt-list-parts.h"

struct _BtCodesWindow
{
  AdwWindow parent_instance;

  BtStore *store;
  GPtrArray *files; /* BtCodeFile, as they were read last */

  AdwToastOverlay *toasts;
  GtkStack *stack;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (BtCodesWindow, bt_codes_window, ADW_TYPE_WINDOW)

static const BtCodeFile *
find (BtCodesWindow *self, gint64 id)
{
  for (guint i = 0; i < self->files->len; i++)
    if (((BtCodeFile *)self->files->pdata[i])->id == id)
      return self->files->pdata[i];
  return NULL;
}

static void
toast (BtCodesWindow *self, const char *text)
{
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (text));
}

/* ---- in: one file after the other; a wrong one stops none of the others ---- */

typedef struct
{
  BtCodesWindow *window;
  GListModel *files;
  guint next;
  guint rows; /* of all that came in */
  BtCodeFile *file;
  guint file_rows;
  GString *refused; /* a line for each that did not */
} Import;

static void import_next (Import *import);

static void
import_free (Import *import)
{
  g_object_unref (import->window);
  g_object_unref (import->files);
  bt_code_file_free (import->file);
  g_string_free (import->refused, TRUE);
  g_free (import);
}

static void
refuse (Import *import, const GError *error)
{
  g_autoptr (GFile) file = g_list_model_get_item (import->files, import->next - 1);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *message = bt_message_for_error (error);

  g_string_append_printf (import->refused, "%s%s: %s",
                          import->refused->len > 0 ? "\n\n" : "", shown, message);
}

static void
finish (Import *import)
{
  if (import->rows > 0 && import->window->store != NULL)
    {
      g_autofree char *text =
          g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u code imported",
                                        "%u codes imported", import->rows),
                           import->rows);

      toast (import->window, text);
    }
  if (import->refused->len > 0 && import->window->store != NULL)
    bt_tell (GTK_WIDGET (import->window), C_ ("codes", "Not Imported"),
             import->refused->str, NULL);
  import_free (import);
}

static void
put_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Import *import = data;
  g_autoptr (GError) error = NULL;

  if (bt_store_put_code_file_finish (BT_STORE (source), result, &error))
    import->rows += import->file_rows;
  else
    refuse (import, error);
  import_next (import);
}

/* A big table takes a moment to be looked through. */
static void
check_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *rows = bt_code_rows_from_bytes (data, &error);
  g_autofree char *text = NULL;

  if (rows == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  text = bt_code_rows_to_text (rows);
  g_object_set_data (G_OBJECT (task), "rows", GUINT_TO_POINTER (rows->len));
  g_ptr_array_unref (rows);
  g_task_return_pointer (task, g_steal_pointer (&text), g_free);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Import *import = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (GFile) file = g_list_model_get_item (import->files, import->next - 1);
  g_autofree char *path = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (path);
  char *end = strrchr (name, '.');

  if (import->window->store == NULL)
    {
      import_free (import);
      return;
    }
  if (text == NULL)
    {
      refuse (import, error);
      import_next (import);
      return;
    }
  if (end != NULL && end != name)
    *end = '\0';
  bt_code_file_free (import->file);
  import->file = bt_code_file_new (name, text);
  import->file_rows = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (result), "rows"));
  bt_store_put_code_file_async (import->window->store, import->file, NULL, put_cb,
                                import);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Import *import = data;
  g_autoptr (GError) error = NULL;
  GBytes *bytes = g_file_load_bytes_finish (G_FILE (source), result, NULL, &error);
  g_autoptr (GTask) task = NULL;

  if (bytes == NULL)
    {
      refuse (import, error);
      import_next (import);
      return;
    }
  task = g_task_new (import->window, NULL, checked_cb, import);
  g_task_set_task_data (task, bytes, (GDestroyNotify)g_bytes_unref);
  g_task_run_in_thread (task, check_thread);
}

static void
import_next (Import *import)
{
  g_autoptr (GFile) file = g_list_model_get_item (import->files, import->next);

  if (file == NULL || import->window->store == NULL)
    {
      finish (import);
      return;
    }
  import->next++;
  g_file_load_bytes_async (file, NULL, read_cb, import);
}

static void
import_chosen_cb (GListModel *files, gpointer data)
{
  BtCodesWindow *self = data;
  Import *import;

  if (self->store == NULL)
    return;
  import = g_new0 (Import, 1);
  import->window = g_object_ref (self);
  import->files = g_object_ref (files);
  import->refused = g_string_new (NULL);
  import_next (import);
}

static void
import_cb (BtCodesWindow *self)
{
  bt_choose_files (GTK_WINDOW (self), BT_FILES_CODES, TRUE, import_chosen_cb, self);
}

/* ---- out ---- */

typedef struct
{
  BtCodesWindow *window;
  gint64 id;
} Chosen;

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtCodesWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (self->store == NULL)
    return;
  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    toast (self, C_ ("codes", "The table was exported"));
  else
    bt_tell_error (GTK_WIDGET (self), C_ ("codes", "Not Exported"), error);
}

static void
export_chosen_cb (GListModel *files, gpointer data)
{
  BtCodesWindow *self = data;
  gint64 *id = g_object_get_data (G_OBJECT (self), "export");
  const BtCodeFile *file = self->store != NULL ? find (self, *id) : NULL;
  g_autoptr (GFile) target = g_list_model_get_item (files, 0);
  g_autoptr (GBytes) bytes = NULL;

  if (file == NULL)
    return;
  bytes = g_bytes_new (file->text, strlen (file->text));
  g_file_replace_contents_bytes_async (target, bytes, NULL, FALSE,
                                       G_FILE_CREATE_REPLACE_DESTINATION, NULL,
                                       written_cb, g_object_ref (self));
}

static void
export_cb (GtkWidget *button, BtCodesWindow *self)
{
  const BtCodeFile *file = find (self, bt_list_parts_get_id (button));
  g_autofree char *name = NULL;
  gint64 *id;

  if (file == NULL)
    return;
  id = g_new (gint64, 1);
  *id = file->id;
  g_object_set_data_full (G_OBJECT (self), "export", id, g_free);
  name = g_strconcat (file->name, ".tsv", NULL);
  g_strdelimit (name, "/", '-');
  bt_choose_save (GTK_WINDOW (self), BT_SAVE_CODES, name, export_chosen_cb, self);
}

/* ---- away ---- */

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtCodesWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (!bt_store_remove_code_file_finish (BT_STORE (source), result, &error)
      && !g_error_matches (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND)
      && self->store != NULL)
    bt_tell_error (GTK_WIDGET (self), C_ ("codes", "Not Removed"), error);
}

static void
remove_answer_cb (const char *answer, gpointer data)
{
  g_autofree Chosen *chosen = data;
  g_autoptr (BtCodesWindow) self = chosen->window;

  if (g_str_equal (answer, "remove") && self->store != NULL)
    bt_store_remove_code_file_async (self->store, chosen->id, NULL, removed_cb,
                                     g_object_ref (self));
}

static void
remove_cb (GtkWidget *button, BtCodesWindow *self)
{
  const BtAnswer answers[] = {
    { "cancel", C_ ("codes", "_Cancel"), ADW_RESPONSE_DEFAULT },
    { "remove", C_ ("codes", "_Remove"), ADW_RESPONSE_DESTRUCTIVE },
  };
  const BtCodeFile *file = find (self, bt_list_parts_get_id (button));
  g_autofree char *heading = NULL;
  Chosen *chosen;

  if (file == NULL)
    return;
  chosen = g_new0 (Chosen, 1);
  chosen->window = g_object_ref (self);
  chosen->id = file->id;
  heading = bt_list_parts_fill (C_ ("codes", "Remove “%s”?"), file->name);
  bt_ask (GTK_WIDGET (self), heading,
          C_ ("codes", "Its codes are no longer understood. What was written with them "
                       "stays."),
          NULL, answers, G_N_ELEMENTS (answers), remove_answer_cb, chosen);
}

/* ---- all of them ---- */

static void
look_cb (GtkWidget *button, BtCodesWindow *self)
{
  const BtCodeFile *file = find (self, bt_list_parts_get_id (button));

  if (file != NULL)
    gtk_window_present (GTK_WINDOW (bt_code_rows_window_new (GTK_WINDOW (self), file)));
}

static void
add_row (BtCodesWindow *self, const BtCodeFile *file)
{
  g_autoptr (GDateTime) time =
      g_date_time_new_from_unix_local (file->modified / G_USEC_PER_SEC);
  g_autofree char *when =
      time != NULL ? g_date_time_format (time, "%d/%m/%Y %H:%M") : g_strdup ("");
  g_autofree char *about = g_strdup_printf (C_ ("codes", "Imported %s"), when);
  g_autofree char *look = bt_list_parts_fill (C_ ("codes", "Show “%s”"), file->name);
  g_autofree char *export = bt_list_parts_fill (C_ ("codes", "Export “%s”"), file->name);
  g_autofree char *remove = bt_list_parts_fill (C_ ("codes", "Remove “%s”"), file->name);
  GtkWidget *row = bt_list_parts_make_row (file->name, about);

  bt_list_parts_add_button (row, file->id, "view-list-symbolic", look,
                            G_CALLBACK (look_cb), self);
  bt_list_parts_add_button (row, file->id, "document-save-symbolic", export,
                            G_CALLBACK (export_cb), self);
  bt_list_parts_add_button (row, file->id, "user-trash-symbolic", remove,
                            G_CALLBACK (remove_cb), self);
  gtk_list_box_append (self->list, row);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtCodesWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files =
      bt_store_list_code_files_finish (BT_STORE (source), result, &error);

  if (self->store == NULL)
    return;
  if (files == NULL)
    {
      bt_tell_error (GTK_WIDGET (self), C_ ("codes", "Not Read"), error);
      return;
    }
  g_clear_pointer (&self->files, g_ptr_array_unref);
  self->files = g_steal_pointer (&files);
  bt_list_parts_clear (self->list);
  for (guint i = 0; i < self->files->len; i++)
    add_row (self, self->files->pdata[i]);
  gtk_stack_set_visible_child_name (self->stack,
                                    self->files->len > 0 ? "list" : "nothing");
}

static void
list (BtCodesWindow *self)
{
  if (self->store != NULL)
    bt_store_list_code_files_async (self->store, NULL, listed_cb, g_object_ref (self));
}

/* ---- type ---- */

static void
bt_codes_window_dispose (GObject *object)
{
  BtCodesWindow *self = BT_CODES_WINDOW (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->files, g_ptr_array_unref);

  G_OBJECT_CLASS (bt_codes_window_parent_class)->dispose (object);
}

static void
bt_codes_window_class_init (BtCodesWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bt_codes_window_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0,
                                       "window.close", NULL);
}

static void
bt_codes_window_init (BtCodesWindow *self)
{
  self->files = g_ptr_array_new ();
}

static GtkWidget *
make_bar (BtCodesWindow *self)
{
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *import = gtk_button_new_with_mnemonic (C_ ("codes", "_Import…"));

  g_signal_connect_swapped (import, "clicked", G_CALLBACK (import_cb), self);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), import);
  return bar;
}

GtkWidget *
bt_codes_window_new (GtkWindow *parent, BtStore *store)
{
  BtCodesWindow *self;
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *nothing = adw_status_page_new ();

  g_return_val_if_fail (BT_IS_STORE (store), NULL);

  self = g_object_new (BT_TYPE_CODES_WINDOW, "transient-for", parent, "modal", TRUE,
                       "destroy-with-parent", TRUE, "default-width", 560,
                       "default-height", 520, "title", C_ ("codes", "Codes"), NULL);
  self->store = g_object_ref (store);
  self->stack = GTK_STACK (gtk_stack_new ());
  self->list = bt_list_parts_make_list ();
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_status_page_set_title (ADW_STATUS_PAGE (nothing), C_ ("codes", "No Codes Yet"));
  adw_status_page_set_description (
      ADW_STATUS_PAGE (nothing),
      C_ ("codes",
          "A code between backslashes, such as \\bt1\\, becomes a name with its title. "
          "Import a table from a spreadsheet: the code, the title, the name, from when "
          "and "
          "until when the title was held; saved as tab-separated or Unicode text."));
  gtk_stack_add_named (self->stack, nothing, "nothing");
  gtk_stack_add_named (self->stack, bt_list_parts_scroll (self->list), "list");
  gtk_box_append (GTK_BOX (all), make_bar (self));
  gtk_box_append (GTK_BOX (all), GTK_WIDGET (self->stack));
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  adw_toast_overlay_set_child (self->toasts, all);
  adw_window_set_content (ADW_WINDOW (self), GTK_WIDGET (self->toasts));
  bt_accessible_name_buttons (GTK_WIDGET (self));
  g_signal_connect_object (store, "words-changed", G_CALLBACK (list), self,
                           G_CONNECT_SWAPPED);
  list (self);
  return GTK_WIDGET (self);
}

/* Snippets from a table and into one.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "formats/bt-piece-table.h"
#include "ui/bt-ask.h"
#include "ui/bt-file-chooser.h"
#include "ui/templates/bt-pieces-private.h"

/* ---- in ---- */

/* What a table brought, beside what is here. */
typedef struct
{
  BtPiecesWindow *window;
  GPtrArray *added;
  GPtrArray *changed; /* with the ids of those here */
} Import;

static void
import_free (Import *import)
{
  g_object_unref (import->window);
  g_ptr_array_unref (import->added);
  g_ptr_array_unref (import->changed);
  g_free (import);
}

static void
put_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Import *import = data;
  guint n = import->added->len;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!bt_store_put_pieces_finish (BT_STORE (source), result, &error))
    bt_tell_error (GTK_WIDGET (import->window), C_ ("snippets", "Not Imported"), error);
  else
    {
      text = g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "%u snippet imported", "%u snippets imported", n),
          n);
      bt_pieces_window_toast (import->window, text);
    }
  import_free (import);
}

static void
put (Import *import)
{
  if (import->window->store == NULL)
    {
      import_free (import);
      return;
    }
  bt_store_put_pieces_async (import->window->store, import->added, NULL, put_cb, import);
}

static void
replace_cb (const char *id, gpointer data)
{
  Import *import = data;

  if (g_str_equal (id, "cancel"))
    {
      import_free (import);
      return;
    }
  if (g_str_equal (id, "replace"))
    g_ptr_array_extend_and_steal (import->added, g_steal_pointer (&import->changed));
  if (import->changed == NULL)
    import->changed = g_ptr_array_new ();
  put (import);
}

static void
ask_to_replace (Import *import)
{
  const BtAnswer answers[] = {
    { "cancel", C_ ("snippets", "_Cancel"), ADW_RESPONSE_DEFAULT },
    { "replace", C_ ("snippets", "_Replace"), ADW_RESPONSE_DESTRUCTIVE },
    { "keep", C_ ("snippets", "_Keep Mine"), ADW_RESPONSE_SUGGESTED },
  };
  g_autoptr (GString) codes = g_string_new (NULL);
  g_autofree char *body = NULL;

  for (guint i = 0; i < import->changed->len; i++)
    g_string_append_printf (codes, "%s%s", i > 0 ? ", " : "",
                            ((BtPiece *)import->changed->pdata[i])->key);
  body = g_strdup_printf (
      C_ ("snippets", "These codes have another text here than in the file: %s"),
      codes->str);
  bt_ask (GTK_WIDGET (import->window), C_ ("snippets", "Replace Snippets?"), body, NULL,
          answers, G_N_ELEMENTS (answers), replace_cb, import);
}

static const BtPiece *
find_key (GPtrArray *pieces, const char *key)
{
  for (guint i = 0; i < pieces->len; i++)
    if (g_str_equal (((BtPiece *)pieces->pdata[i])->key, key))
      return pieces->pdata[i];
  return NULL;
}

static void
take (BtPiecesWindow *self, GPtrArray *pieces)
{
  Import *import = g_new0 (Import, 1);

  import->window = g_object_ref (self);
  import->added = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_piece_free);
  import->changed = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_piece_free);
  for (guint i = 0; i < pieces->len; i++)
    {
      BtPiece *piece = pieces->pdata[i];
      const BtPiece *here = find_key (self->pieces, piece->key);

      if (here == NULL)
        g_ptr_array_add (import->added, bt_piece_copy (piece));
      else if (!bt_piece_same_content (piece, here))
        {
          BtPiece *changed = bt_piece_copy (piece);

          changed->id = here->id;
          g_ptr_array_add (import->changed, changed);
        }
    }
  if (import->changed->len > 0)
    ask_to_replace (import);
  else
    put (import);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GBytes) bytes = NULL;
  GError *error = NULL;
  GPtrArray *pieces = NULL;
  char *content;
  gsize length;
  guint skipped;

  if (g_file_load_contents (data, cancellable, &content, &length, NULL, &error))
    {
      bytes = g_bytes_new_take (content, length);
      pieces = bt_piece_table_read (bytes, &skipped, &error);
    }
  if (pieces == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_object_set_data (G_OBJECT (task), "skipped", GUINT_TO_POINTER (skipped));
  g_task_return_pointer (task, pieces, (GDestroyNotify)g_ptr_array_unref);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  BtPiecesWindow *self = BT_PIECES_WINDOW (source);
  guint skipped = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (result), "skipped"));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pieces = g_task_propagate_pointer (G_TASK (result), &error);

  if (self->store == NULL)
    return;
  if (pieces == NULL)
    bt_tell_error (GTK_WIDGET (self), C_ ("snippets", "Not Imported"), error);
  else if (pieces->len == 0)
    bt_tell (GTK_WIDGET (self), C_ ("snippets", "Not Imported"),
             C_ ("snippets", "The file has no line with a code, a title and a text, with "
                             "tabs between them."),
             NULL);
  else
    {
      if (skipped > 0)
        {
          g_autofree char *text = g_strdup_printf (
              g_dngettext (GETTEXT_PACKAGE,
                           "%u line was left out: it has no code or text",
                           "%u lines were left out: they have no code or text", skipped),
              skipped);

          bt_pieces_window_toast (self, text);
        }
      take (self, pieces);
    }
}

static void
import_chosen_cb (GListModel *files, gpointer data)
{
  BtPiecesWindow *self = data;
  g_autoptr (GTask) task = g_task_new (self, NULL, read_cb, NULL);

  g_task_set_task_data (task, g_list_model_get_item (files, 0), g_object_unref);
  g_task_run_in_thread (task, read_thread);
}

void
bt_pieces_window_import (BtPiecesWindow *self)
{
  bt_choose_files (GTK_WINDOW (self), BT_FILES_TABLES, FALSE, import_chosen_cb, self);
}

/* ---- out ---- */

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtPiecesWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    bt_pieces_window_toast (self, C_ ("snippets", "Snippets exported"));
  else
    bt_tell_error (GTK_WIDGET (self), C_ ("snippets", "Not Exported"), error);
}

static void
export_chosen_cb (GListModel *files, gpointer data)
{
  BtPiecesWindow *self = data;
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  char *table;
  g_autoptr (GBytes) bytes = NULL;

  if (self->pieces == NULL)
    return;
  table = bt_piece_table_write (self->pieces);
  bytes = g_bytes_new_take (table, strlen (table));
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE,
                                       G_FILE_CREATE_REPLACE_DESTINATION, NULL,
                                       written_cb, g_object_ref (self));
}

void
bt_pieces_window_export (BtPiecesWindow *self)
{
  bt_choose_save (GTK_WINDOW (self), BT_SAVE_TABLE, C_ ("snippets", "snippets.tsv"),
                  export_chosen_cb, self);
}

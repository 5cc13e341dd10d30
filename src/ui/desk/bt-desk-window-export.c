/* Photos go out to a folder.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "messages/bt-messages.h"
#include "ui/desk/bt-desk-window-private.h"
#include "ui/desk/bt-export-dialog.h"

typedef struct
{
  BtDeskWindow *window;
  GPtrArray *items;
  GFile *folder;
  BtExportOptions options; /* @pattern is owned */
} Export;

static void
export_free (Export *export)
{
  g_object_unref (export->window);
  g_ptr_array_unref (export->items);
  g_clear_object (&export->folder);
  g_free ((char *)export->options.pattern);
  g_free (export);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static void
tell (BtDeskWindow *self, GPtrArray *results)
{
  g_autoptr (GString) failed = g_string_new (NULL);
  g_autofree char *text = NULL;
  guint n = 0;

  for (guint i = 0; i < results->len; i++)
    {
      const BtExported *result = results->pdata[i];
      g_autofree char *why = NULL;

      n += result->error == NULL;
      if (result->error == NULL)
        continue;
      why = bt_message_for_error (result->error);
      g_string_append_printf (failed, "%s%s: %s", failed->len > 0 ? "\n" : "",
                              result->name != NULL ? result->name : result->hash, why);
    }
  text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u photo exported", "%u photos exported", n), n);
  if (failed->len > 0)
    bt_desk_window_show_failures (self, C_ ("export", "Not Everything Was Exported"),
                                  text, failed->str);
  else
    bt_desk_window_toast (self, text);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtDeskWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results =
      bt_context_export_photos_finish (BT_CONTEXT (source), result, &error);

  g_clear_object (&self->exporting);
  if (self->context == NULL)
    return;
  bt_desk_window_enable (self, "export", TRUE);
  if (results == NULL)
    bt_desk_window_toast_error (self, error);
  else if (!self->stopped)
    tell (self, results);
}

static void
progress_cb (goffset done, goffset all, gpointer data)
{
  BtDeskWindow *self = data;
  g_autofree char *text = NULL;

  /* an ingest has the line when both run */
  if (self->context == NULL || self->ingest != NULL)
    return;
  text = g_strdup_printf (C_ ("export", "%u of %u exported"), (guint)done, (guint)all);
  gtk_label_set_label (self->count, text);
}

/* What was written a moment ago goes along. */
static void
settled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Export) export = data;
  BtDeskWindow *self = export->window;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) hashes = NULL;

  (void)bt_desk_settle_finish (BT_DESK (source), result, NULL);
  if (self->context == NULL || self->exporting != NULL)
    return;
  for (guint i = 0; i < export->items->len; i++)
    g_strv_builder_add (builder, bt_photo_item_get_hash (export->items->pdata[i]));
  hashes = g_strv_builder_end (builder);
  self->exporting = g_cancellable_new ();
  bt_desk_window_enable (self, "export", FALSE);
  bt_context_export_photos_async (self->context, (const char *const *)hashes,
                                  export->folder, &export->options, progress_cb, self,
                                  self->exporting, exported_cb, g_object_ref (self));
}

static void
start_cb (GtkWindow *dialog, GFile *folder, const BtExportOptions *options, gpointer data)
{
  const Export *asked = data;
  Export *export = g_new0 (Export, 1);

  export->window = g_object_ref (asked->window);
  export->items = g_ptr_array_ref (asked->items);
  export->folder = g_object_ref (folder);
  export->options = *options;
  export->options.pattern = g_strdup (options->pattern);
  bt_desk_settle_async (asked->window->desk, settled_cb, export);
}

static void
asked_free (gpointer data, GClosure *closure)
{
  export_free (data);
}

static void
export_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BtDeskWindow *self = data;
  g_autoptr (GPtrArray) items = bt_desk_window_get_targets (self);
  GtkWidget *dialog;
  Export *asked;

  if (items->len == 0)
    {
      bt_desk_window_toast (self, C_ ("export", "Select photos first"));
      return;
    }
  dialog = bt_export_dialog_new (GTK_WINDOW (self), items->len,
                                 bt_photo_item_get_info (items->pdata[0]));
  asked = g_new0 (Export, 1);
  asked->window = g_object_ref (self);
  asked->items = g_steal_pointer (&items);
  g_signal_connect_data (dialog, "start", G_CALLBACK (start_cb), asked, asked_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
bt_desk_window_init_export (BtDeskWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "export", .activate = export_cb },
  };

  bt_desk_window_add_actions (self, entries, G_N_ELEMENTS (entries));
}

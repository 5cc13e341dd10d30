/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/bt-file-chooser.h"

#include <glib/gi18n.h>

typedef struct
{
  BtFilesChosen chosen;
  gpointer data;
} Choice;

static void
response_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  g_autofree Choice *choice = data;
  g_autoptr (GListModel) files = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
  if (files != NULL && g_list_model_get_n_items (files) > 0)
    choice->chosen (files, choice->data);
  g_object_unref (dialog);
}

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *const *mime_types)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  if (mime_types == NULL)
    gtk_file_filter_add_pattern (filter, "*");
  for (int i = 0; mime_types != NULL && mime_types[i] != NULL; i++)
    gtk_file_filter_add_mime_type (filter, mime_types[i]);
  gtk_file_chooser_add_filter (chooser, filter);
}

void
bt_choose_files (GtkWindow *parent,
                 BtFileKind kind,
                 gboolean several,
                 BtFilesChosen chosen,
                 gpointer data)
{
  static const struct
  {
    const char *title;
    const char *accept;
    const char *filter;
    const char *mime_types[8];
  } kinds[] = {
    [BT_FILES_PHOTOS] = { NC_ ("chooser", "Choose Photos"),
                          NC_ ("chooser", "_Add"),
                          NC_ ("chooser", "Photos"),
                          { "image/jpeg", "image/png", "image/webp", "image/heic",
                            "image/heif", "image/avif", NULL } },
    [BT_FILES_ARTICLES] = { NC_ ("chooser", "Import Articles"),
                            NC_ ("chooser", "_Import"),
                            NC_ ("chooser", "Saved pages and text"),
                            { "text/plain", "text/html", NULL } },
    [BT_FILES_TABLES] = { NC_ ("chooser", "Import Snippets"),
                          NC_ ("chooser", "_Import"),
                          NC_ ("chooser", "Tables of snippets"),
                          { "text/tab-separated-values", "text/plain", NULL } },
    [BT_FILES_CODES] = { NC_ ("chooser", "Import Codes"),
                         NC_ ("chooser", "_Import"),
                         NC_ ("chooser", "Tables of codes"),
                         { "text/tab-separated-values", "text/plain", NULL } },
    [BT_FILES_NAMES] = { NC_ ("chooser", "Import Names"),
                         NC_ ("chooser", "_Import"),
                         NC_ ("chooser", "Text, one name a line"),
                         { "text/plain", NULL } },
    [BT_FILES_MARKS] = { NC_ ("chooser", "Choose a Watermark"),
                         NC_ ("chooser", "C_hoose"),
                         NC_ ("chooser", "PNG pictures"),
                         { "image/png", NULL } },
  };
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      g_dpgettext2 (GETTEXT_PACKAGE, "chooser", kinds[kind].title), parent,
      GTK_FILE_CHOOSER_ACTION_OPEN,
      g_dpgettext2 (GETTEXT_PACKAGE, "chooser", kinds[kind].accept),
      C_ ("chooser", "_Cancel"));
  Choice *choice = g_new0 (Choice, 1);

  choice->chosen = chosen;
  choice->data = data;
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), several);
  add_filter (GTK_FILE_CHOOSER (dialog),
              g_dpgettext2 (GETTEXT_PACKAGE, "chooser", kinds[kind].filter),
              kinds[kind].mime_types);
  add_filter (GTK_FILE_CHOOSER (dialog), C_ ("chooser", "All files"), NULL);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), choice);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
bt_choose_save (GtkWindow *parent,
                BtSaveKind kind,
                const char *name,
                BtFilesChosen chosen,
                gpointer data)
{
  static const struct
  {
    const char *title;
    const char *filter;
    const char *mime_types[2];
  } kinds[] = {
    [BT_SAVE_PDF] = { NC_ ("chooser", "Save as PDF"),
                      NC_ ("chooser", "PDF"),
                      { "application/pdf", NULL } },
    [BT_SAVE_TABLE] = { NC_ ("chooser", "Export Snippets"),
                        NC_ ("chooser", "Tables of snippets"),
                        { "text/tab-separated-values", NULL } },
    [BT_SAVE_CODES] = { NC_ ("chooser", "Export Codes"),
                        NC_ ("chooser", "Tables of codes"),
                        { "text/tab-separated-values", NULL } },
    [BT_SAVE_NAMES] = { NC_ ("chooser", "Export Names"),
                        NC_ ("chooser", "Text, one name a line"),
                        { "text/plain", NULL } },
  };
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      g_dpgettext2 (GETTEXT_PACKAGE, "chooser", kinds[kind].title), parent,
      GTK_FILE_CHOOSER_ACTION_SAVE, C_ ("chooser", "_Save"), C_ ("chooser", "_Cancel"));
  Choice *choice = g_new0 (Choice, 1);

  choice->chosen = chosen;
  choice->data = data;
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  add_filter (GTK_FILE_CHOOSER (dialog),
              g_dpgettext2 (GETTEXT_PACKAGE, "chooser", kinds[kind].filter),
              kinds[kind].mime_types);
  add_filter (GTK_FILE_CHOOSER (dialog), C_ ("chooser", "All files"), NULL);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), choice);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
bt_choose_folder (GtkWindow *parent,
                  const char *title,
                  const char *accept,
                  BtFilesChosen chosen,
                  gpointer data)
{
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                                   accept, C_ ("chooser", "_Cancel"));
  Choice *choice = g_new0 (Choice, 1);

  choice->chosen = chosen;
  choice->data = data;
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), choice);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/desk/bt-ingest-dialog.h"

#include <glib/gi18n.h>

#include "messages/bt-messages.h"
#include "store/bt-store-words.h"
#include "ui/bt-accessible.h"
#include "ui/bt-file-chooser.h"
#include "ui/desk/bt-cards.h"
#include "ui/editor/bt-input-method.h"

struct _BtIngestDialog
{
  AdwWindow parent_instance;

  BtContext *context;
  BtCards *cards;
  GFile *source;
  GPtrArray *templates; /* BtPhotoTemplate, as the combo has them below "none" */
  GCancellable *cancellable;

  AdwActionRow *source_row;
  GtkWidget *choose;
  GtkWidget *folders;
  GtkEditable *batch;
  AdwComboRow *photo_template;
  GtkWidget *overwrite_row;
  GtkWidget *overwrite;
  GtkLabel *error;
  GtkWidget *start;
};

enum
{
  START,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtIngestDialog, bt_ingest_dialog, ADW_TYPE_WINDOW)

/* ---- the source ---- */

static void
set_source (BtIngestDialog *self, GFile *source)
{
  g_autofree char *name = source != NULL ? g_file_get_parse_name (source) : NULL;
  g_autofree char *shown = NULL;

  g_set_object (&self->source, source);
  shown = g_markup_escape_text (name != NULL ? name : C_ ("ingest", "Nothing chosen yet"),
                                -1);
  adw_action_row_set_subtitle (self->source_row, shown);
  gtk_widget_set_sensitive (self->start, source != NULL);
}

static void
folder_chosen_cb (GListModel *files, gpointer data)
{
  BtIngestDialog *self = data;
  g_autoptr (GFile) folder = g_list_model_get_item (files, 0);

  if (self->context != NULL)
    set_source (self, folder);
}

static void
choose_cb (BtIngestDialog *self)
{
  bt_choose_folder (GTK_WINDOW (self),
                    C_ ("chooser", "Choose the Folder with the Photos"),
                    C_ ("chooser", "_Choose"), folder_chosen_cb, self);
}

/* A card that is plugged in is what most people want. */
static void
cards_cb (BtIngestDialog *self)
{
  g_autoptr (GPtrArray) cards = bt_cards_list (self->cards);

  if (self->source == NULL && cards->len > 0)
    set_source (self, cards->pdata[0]);
}

/* ---- templates ---- */

static void
template_cb (BtIngestDialog *self)
{
  gtk_widget_set_sensitive (self->overwrite_row,
                            adw_combo_row_get_selected (self->photo_template) > 0);
}

static void
templates_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtIngestDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) templates =
      bt_store_list_photo_templates_finish (BT_STORE (source), result, &error);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->context == NULL)
    return;
  if (templates == NULL)
    {
      g_autofree char *message = bt_message_for_error (error);

      gtk_label_set_label (self->error, message);
      gtk_widget_set_visible (GTK_WIDGET (self->error), TRUE);
      return;
    }
  gtk_string_list_append (names, C_ ("ingest", "None"));
  for (guint i = 0; i < templates->len; i++)
    gtk_string_list_append (names, ((BtPhotoTemplate *)templates->pdata[i])->name);
  self->templates = g_steal_pointer (&templates);
  adw_combo_row_set_model (self->photo_template, G_LIST_MODEL (names));
  gtk_widget_set_visible (GTK_WIDGET (self->photo_template), self->templates->len > 0);
  gtk_widget_set_visible (self->overwrite_row, self->templates->len > 0);
}

/* ---- starting ---- */

static void
settled_cb (gpointer data)
{
  g_autoptr (BtIngestDialog) self = data;
  g_autoptr (BtIngest) ingest = NULL;
  g_autofree char *batch = NULL;
  BtIngestOptions options = { 0 };
  guint chosen;

  if (self->context == NULL || self->source == NULL)
    return;
  batch = g_strdup (gtk_editable_get_text (self->batch));
  g_strstrip (batch);
  chosen = adw_combo_row_get_selected (self->photo_template);
  options.recursive = gtk_switch_get_active (GTK_SWITCH (self->folders));
  options.batch = *batch != '\0' ? batch : NULL;
  if (self->templates != NULL && chosen > 0 && chosen <= self->templates->len)
    {
      options.fields = ((BtPhotoTemplate *)self->templates->pdata[chosen - 1])->fields;
      options.overwrite = gtk_switch_get_active (GTK_SWITCH (self->overwrite));
    }
  ingest = bt_ingest_new (self->context, self->source, &options);
  g_signal_emit (self, signals[START], 0, ingest);
  gtk_window_close (GTK_WINDOW (self));
}

static void
start_cb (BtIngestDialog *self)
{
  if (self->source != NULL)
    bt_input_settle (GTK_WIDGET (self), settled_cb, g_object_ref (self));
}

/* ---- type ---- */

static void
bt_ingest_dialog_dispose (GObject *object)
{
  BtIngestDialog *self = BT_INGEST_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->context);
  g_clear_object (&self->cards);
  g_clear_object (&self->source);

  G_OBJECT_CLASS (bt_ingest_dialog_parent_class)->dispose (object);
}

static void
bt_ingest_dialog_finalize (GObject *object)
{
  BtIngestDialog *self = BT_INGEST_DIALOG (object);

  g_clear_pointer (&self->templates, g_ptr_array_unref);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (bt_ingest_dialog_parent_class)->finalize (object);
}

static void
bt_ingest_dialog_class_init (BtIngestDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bt_ingest_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = bt_ingest_dialog_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0,
                                       "window.close", NULL);

  signals[START] = g_signal_new ("start", BT_TYPE_INGEST_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 1, BT_TYPE_INGEST);
}

/* ---- what is in it ---- */

static GtkWidget *
add_switch (AdwPreferencesGroup *group,
            const char *title,
            const char *subtitle,
            gboolean on,
            GtkWidget **widget)
{
  GtkWidget *row = adw_action_row_new ();

  *widget = gtk_switch_new ();
  gtk_switch_set_active (GTK_SWITCH (*widget), on);
  gtk_widget_set_valign (*widget, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (*widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), *widget);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), *widget);
  adw_preferences_group_add (group, row);
  return row;
}

static void
add_source (BtIngestDialog *self, AdwPreferencesGroup *group)
{
  self->choose = gtk_button_new_with_mnemonic (C_ ("ingest", "C_hoose…"));
  self->source_row = ADW_ACTION_ROW (adw_action_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->source_row),
                                 C_ ("ingest", "Folder or card"));
  adw_action_row_set_subtitle_lines (self->source_row, 2);
  gtk_widget_set_valign (self->choose, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (self->source_row, self->choose);
  adw_action_row_set_activatable_widget (self->source_row, self->choose);
  adw_preferences_group_add (group, GTK_WIDGET (self->source_row));
  g_signal_connect_swapped (self->choose, "clicked", G_CALLBACK (choose_cb), self);
  add_switch (group, C_ ("ingest", "Folders inside it, too"), NULL, TRUE, &self->folders);
}

static void
add_words (BtIngestDialog *self, AdwPreferencesGroup *group)
{
  GtkWidget *batch = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (batch),
                                 C_ ("ingest", "Name of the batch (or folder and date)"));
  bt_input_watch (batch);
  self->batch = GTK_EDITABLE (batch);
  adw_preferences_group_add (group, batch);
  g_signal_connect_swapped (batch, "entry-activated", G_CALLBACK (start_cb), self);

  self->photo_template = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->photo_template),
                                 C_ ("ingest", "Fill in from template"));
  gtk_widget_set_visible (GTK_WIDGET (self->photo_template), FALSE);
  adw_preferences_group_add (group, GTK_WIDGET (self->photo_template));
  self->overwrite_row = add_switch (
      group, C_ ("ingest", "In place of what the photos say"),
      C_ ("ingest", "Else only empty fields are filled."), FALSE, &self->overwrite);
  gtk_widget_set_visible (self->overwrite_row, FALSE);
  gtk_widget_set_sensitive (self->overwrite_row, FALSE);
  g_signal_connect_swapped (self->photo_template, "notify::selected",
                            G_CALLBACK (template_cb), self);
}

static GtkWidget *
make_header (BtIngestDialog *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (C_ ("ingest", "_Cancel"));

  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  self->start = gtk_button_new_with_mnemonic (C_ ("ingest", "_Ingest"));
  gtk_widget_add_css_class (self->start, "suggested-action");
  gtk_widget_set_sensitive (self->start, FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->start);
  g_signal_connect_swapped (self->start, "clicked", G_CALLBACK (start_cb), self);
  return header;
}

static void
bt_ingest_dialog_init (BtIngestDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = adw_preferences_page_new ();
  AdwPreferencesGroup *from = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  AdwPreferencesGroup *words = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  self->cancellable = g_cancellable_new ();
  self->cards = bt_cards_new ();
  gtk_box_append (GTK_BOX (box), make_header (self));
  add_source (self, from);
  add_words (self, words);
  adw_preferences_group_set_description (
      from, C_ ("ingest", "Photos are copied and compared with the card; the card is "
                          "never changed. What is here already is not taken twice."));
  self->error = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->error, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->error), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->error), FALSE);
  adw_preferences_group_add (words, GTK_WIDGET (self->error));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), from);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), words);
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), page);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->start);
  g_signal_connect_object (self->cards, "changed", G_CALLBACK (cards_cb), self,
                           G_CONNECT_SWAPPED);
  bt_accessible_name_buttons (GTK_WIDGET (self));
}

GtkWidget *
bt_ingest_dialog_new (GtkWindow *parent, BtContext *context, GFile *source)
{
  BtIngestDialog *self;

  g_return_val_if_fail (BT_IS_CONTEXT (context), NULL);

  self =
      g_object_new (BT_TYPE_INGEST_DIALOG, "transient-for", parent, "modal", TRUE,
                    "destroy-with-parent", TRUE, "default-width", 500, "default-height",
                    520, "title", C_ ("ingest", "Ingest Photos"), NULL);
  self->context = g_object_ref (context);
  set_source (self, source);
  cards_cb (self);
  gtk_widget_grab_focus (self->source != NULL ? self->start : self->choose);
  bt_store_list_photo_templates_async (bt_context_get_store (context), self->cancellable,
                                       templates_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}

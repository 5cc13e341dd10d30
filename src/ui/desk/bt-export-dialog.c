/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/desk/bt-export-dialog.h"

#include <glib/gi18n.h>

#include "ui/bt-accessible.h"
#include "ui/bt-file-chooser.h"
#include "ui/editor/bt-input-method.h"

/* Names of files as the cameras gave them. */
#define OWN_NAME "{tên tệp}"

struct _BtExportDialog
{
  AdwWindow parent_instance;

  BtPhotoInfo *first;
  GFile *folder;

  AdwActionRow *folder_row;
  GtkWidget *choose;
  AdwComboRow *kind;
  AdwComboRow *privacy;
  GtkEditable *pattern;
  GtkWidget *ascii;
  GtkLabel *preview;
  GtkWidget *start;
};

enum
{
  START,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtExportDialog, bt_export_dialog, ADW_TYPE_WINDOW)

static const struct
{
  const char *label;
  guint max_side; /* 0 for copies */
} kinds[] = {
  { NC_ ("export", "Copies of the originals"), 0 },
  { NC_ ("export", "Corrected, up to 2560 pixels"), 2560 },
  { NC_ ("export", "Corrected, up to 1920 pixels"), 1920 },
  { NC_ ("export", "Corrected, up to 1280 pixels"), 1280 },
};

static const struct
{
  const char *label;
  BtExportPrivacy privacy;
} privacies[] = {
  { NC_ ("export", "What the camera wrote, too"), BT_EXPORT_KEEP },
  { NC_ ("export", "Only captions and credits"), BT_EXPORT_CLEAN },
};

/* @pattern: filled in, for the options' */
static BtExportOptions
collect (BtExportDialog *self, char **pattern)
{
  BtExportOptions options = { 0 };
  guint kind = adw_combo_row_get_selected (self->kind);
  guint privacy = adw_combo_row_get_selected (self->privacy);

  *pattern = g_strdup (gtk_editable_get_text (self->pattern));
  g_strstrip (*pattern);
  options.pattern = **pattern != '\0' ? *pattern : NULL;
  options.ascii = gtk_switch_get_active (GTK_SWITCH (self->ascii));
  options.max_side = kind < G_N_ELEMENTS (kinds) ? kinds[kind].max_side : 0;
  if (privacy < G_N_ELEMENTS (privacies))
    options.privacy = privacies[privacy].privacy;
  return options;
}

static void
changed_cb (BtExportDialog *self)
{
  g_autofree char *pattern = NULL;
  BtExportOptions options = collect (self, &pattern);
  g_autofree char *name = bt_export_name (self->first, &options, 1);
  g_autofree char *text = g_strdup_printf (C_ ("export", "The first one: %s"), name);

  gtk_label_set_label (self->preview, text);
  gtk_widget_set_visible (GTK_WIDGET (self->privacy), options.max_side == 0);
}

/* ---- the folder ---- */

static void
folder_chosen_cb (GListModel *files, gpointer data)
{
  BtExportDialog *self = data;
  g_autofree char *name = NULL;
  g_autofree char *shown = NULL;

  g_clear_object (&self->folder);
  self->folder = g_list_model_get_item (files, 0);
  name = g_file_get_parse_name (self->folder);
  shown = g_markup_escape_text (name, -1);
  adw_action_row_set_subtitle (self->folder_row, shown);
  gtk_widget_set_sensitive (self->start, TRUE);
}

static void
choose_cb (BtExportDialog *self)
{
  bt_choose_folder (GTK_WINDOW (self), C_ ("chooser", "Choose the Folder to Export To"),
                    C_ ("chooser", "_Choose"), folder_chosen_cb, self);
}

static void
settled_cb (gpointer data)
{
  g_autoptr (BtExportDialog) self = data;
  g_autofree char *pattern = NULL;
  BtExportOptions options;

  if (self->folder == NULL)
    return;
  options = collect (self, &pattern);
  g_signal_emit (self, signals[START], 0, self->folder, &options);
  gtk_window_close (GTK_WINDOW (self));
}

static void
start_cb (BtExportDialog *self)
{
  bt_input_settle (GTK_WIDGET (self), settled_cb, g_object_ref (self));
}

/* ---- type ---- */

static void
bt_export_dialog_dispose (GObject *object)
{
  g_clear_object (&BT_EXPORT_DIALOG (object)->folder);

  G_OBJECT_CLASS (bt_export_dialog_parent_class)->dispose (object);
}

static void
bt_export_dialog_finalize (GObject *object)
{
  bt_photo_info_free (BT_EXPORT_DIALOG (object)->first);

  G_OBJECT_CLASS (bt_export_dialog_parent_class)->finalize (object);
}

static void
bt_export_dialog_class_init (BtExportDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bt_export_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = bt_export_dialog_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0,
                                       "window.close", NULL);

  signals[START] =
      g_signal_new ("start", BT_TYPE_EXPORT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, G_TYPE_FILE, G_TYPE_POINTER);
}

static void
bt_export_dialog_init (BtExportDialog *self)
{
}

/* ---- what is in it ---- */

static AdwComboRow *
add_combo (BtExportDialog *self, AdwPreferencesGroup *group, const char *title)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (group, row);
  g_signal_connect_swapped (row, "notify::selected", G_CALLBACK (changed_cb), self);
  return ADW_COMBO_ROW (row);
}

static void
add_line (GtkStringList *lines, const char *label)
{
  gtk_string_list_append (lines, g_dpgettext2 (GETTEXT_PACKAGE, "export", label));
}

static void
add_what (BtExportDialog *self, AdwPreferencesGroup *group)
{
  g_autoptr (GtkStringList) kind = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) privacy = gtk_string_list_new (NULL);

  self->choose = gtk_button_new_with_mnemonic (C_ ("ingest", "C_hoose…"));
  self->folder_row = ADW_ACTION_ROW (adw_action_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->folder_row),
                                 C_ ("export", "Folder"));
  adw_action_row_set_subtitle (self->folder_row, C_ ("ingest", "Nothing chosen yet"));
  adw_action_row_set_subtitle_lines (self->folder_row, 2);
  gtk_widget_set_valign (self->choose, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (self->folder_row, self->choose);
  adw_action_row_set_activatable_widget (self->folder_row, self->choose);
  adw_preferences_group_add (group, GTK_WIDGET (self->folder_row));
  g_signal_connect_swapped (self->choose, "clicked", G_CALLBACK (choose_cb), self);

  self->kind = add_combo (self, group, C_ ("export", "Photos"));
  self->privacy = add_combo (self, group, C_ ("export", "In the files"));
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    add_line (kind, kinds[i].label);
  for (guint i = 0; i < G_N_ELEMENTS (privacies); i++)
    add_line (privacy, privacies[i].label);
  adw_combo_row_set_model (self->kind, G_LIST_MODEL (kind));
  adw_combo_row_set_model (self->privacy, G_LIST_MODEL (privacy));
}

static void
add_names (BtExportDialog *self, AdwPreferencesGroup *group)
{
  GtkWidget *pattern = adw_entry_row_new ();
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (pattern),
                                 C_ ("export", "Names of the files"));
  gtk_editable_set_text (GTK_EDITABLE (pattern), OWN_NAME);
  bt_input_watch (pattern);
  self->pattern = GTK_EDITABLE (pattern);
  adw_preferences_group_add (group, pattern);

  self->ascii = gtk_switch_new ();
  gtk_widget_set_valign (self->ascii, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->ascii),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_ ("export", "Without accents"), -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 C_ ("export", "Without accents"));
  adw_action_row_set_subtitle (
      ADW_ACTION_ROW (row), C_ ("export", "Small letters, digits, hyphens: for servers"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->ascii);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), self->ascii);
  adw_preferences_group_add (group, row);

  self->preview = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->preview, 0);
  gtk_label_set_ellipsize (self->preview, PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_add_css_class (GTK_WIDGET (self->preview), "dim-label");
  gtk_widget_set_margin_top (GTK_WIDGET (self->preview), 9);
  adw_preferences_group_add (group, GTK_WIDGET (self->preview));
  adw_preferences_group_set_description (
      group,
      C_ ("export", "Variables stand in braces: {ngày:yyyymmdd}-{số:3}-{tên tệp}"));
  g_signal_connect_swapped (pattern, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->ascii, "notify::active", G_CALLBACK (changed_cb), self);
}

static GtkWidget *
make_header (BtExportDialog *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (C_ ("ingest", "_Cancel"));

  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  self->start = gtk_button_new_with_mnemonic (C_ ("export", "_Export"));
  gtk_widget_add_css_class (self->start, "suggested-action");
  gtk_widget_set_sensitive (self->start, FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->start);
  g_signal_connect_swapped (self->start, "clicked", G_CALLBACK (start_cb), self);
  return header;
}

GtkWidget *
bt_export_dialog_new (GtkWindow *parent, guint n, const BtPhotoInfo *first)
{
  BtExportDialog *self;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = adw_preferences_page_new ();
  AdwPreferencesGroup *what = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  AdwPreferencesGroup *names = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autofree char *title = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "Export %u Photo", "Export %u Photos", n), n);

  g_return_val_if_fail (first != NULL, NULL);

  self = g_object_new (BT_TYPE_EXPORT_DIALOG, "transient-for", parent, "modal", TRUE,
                       "destroy-with-parent", TRUE, "default-width", 520,
                       "default-height", 560, "title", title, NULL);
  self->first = bt_photo_info_copy (first);
  gtk_box_append (GTK_BOX (box), make_header (self));
  add_names (self, names);
  add_what (self, what);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), what);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), names);
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), page);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->start);
  changed_cb (self);
  bt_accessible_name_buttons (GTK_WIDGET (self));
  gtk_widget_grab_focus (self->choose);
  return GTK_WIDGET (self);
}

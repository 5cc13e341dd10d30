/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/desk/bt-paste-fields-window.h"

#include <glib/gi18n.h>

#include "messages/bt-messages.h"
#include "ui/bt-accessible.h"
#include "ui/desk/bt-caption-words.h"

#define PREVIEW_CHARS 80
#define KEY "paste-fields"

struct _BtPasteFieldsWindow
{
  AdwWindow parent_instance;

  GSettings *settings; /* (nullable) */
  GtkCheckButton *boxes[BT_N_PHOTO_FIELDS];
  GtkWidget *paste;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtPasteFieldsWindow, bt_paste_fields_window, ADW_TYPE_WINDOW)

static guint
get_ticked (BtPasteFieldsWindow *self)
{
  guint fields = 0;

  for (guint field = 0; field < BT_N_PHOTO_FIELDS; field++)
    if (self->boxes[field] != NULL && gtk_check_button_get_active (self->boxes[field]))
      fields |= 1u << field;
  return fields;
}

/* Until somebody has chosen: what is the same for all photos of an afternoon. */
static gboolean
was_ticked (BtPasteFieldsWindow *self, BtPhotoField field)
{
  g_auto (GStrv) names =
      self->settings != NULL ? g_settings_get_strv (self->settings, KEY) : NULL;

  if (names != NULL && names[0] != NULL)
    return g_strv_contains ((const char *const *)names, bt_photo_field_to_string (field));
  return field != BT_PHOTO_CAPTION && field != BT_PHOTO_HEADLINE && field != BT_PHOTO_ALT
         && field != BT_PHOTO_DATE_CREATED;
}

/* What was not to be ticked this time stays as it was. */
static void
remember (BtPasteFieldsWindow *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  guint ticked = get_ticked (self);

  if (self->settings == NULL)
    return;
  for (guint field = 0; field < BT_N_PHOTO_FIELDS; field++)
    if (self->boxes[field] != NULL ? (ticked & 1u << field) != 0
                                   : was_ticked (self, (BtPhotoField)field))
      g_ptr_array_add (names, (gpointer)bt_photo_field_to_string ((BtPhotoField)field));
  g_ptr_array_add (names, NULL);
  g_settings_set_strv (self->settings, KEY, (const char *const *)names->pdata);
}

static void
toggled_cb (BtPasteFieldsWindow *self)
{
  gtk_widget_set_sensitive (self->paste, get_ticked (self) != 0);
}

static void
paste_cb (BtPasteFieldsWindow *self)
{
  guint fields = get_ticked (self);

  if (fields == 0)
    return;
  remember (self);
  g_signal_emit (self, signals[CHOSEN], 0, fields);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
bt_paste_fields_window_dispose (GObject *object)
{
  g_clear_object (&BT_PASTE_FIELDS_WINDOW (object)->settings);

  G_OBJECT_CLASS (bt_paste_fields_window_parent_class)->dispose (object);
}

static void
bt_paste_fields_window_class_init (BtPasteFieldsWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bt_paste_fields_window_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0,
                                       "window.close", NULL);
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
bt_paste_fields_window_init (BtPasteFieldsWindow *self)
{
}

/* ---- what is in it ---- */

static void
add_row (BtPasteFieldsWindow *self,
         GtkListBox *list,
         BtPhotoField field,
         const char *value)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *box = gtk_check_button_new ();
  const char *name = bt_message_for_photo_field (field);
  g_autofree char *shown = field == BT_PHOTO_DATE_CREATED ? bt_caption_show_date (value)
                           : field == BT_PHOTO_DIGITAL_SOURCE_TYPE
                               ? g_strdup (bt_message_for_source_type (value))
                               : bt_message_shorten (value, PREVIEW_CHARS);
  g_autofree char *escaped = g_markup_escape_text (shown, -1);

  self->boxes[field] = GTK_CHECK_BUTTON (box);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (box), was_ticked (self, field));
  g_signal_connect_swapped (box, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), box);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), box);
  gtk_list_box_append (list, row);
}

static GtkWidget *
make_bar (BtPasteFieldsWindow *self)
{
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (C_ ("caption", "_Cancel"));

  self->paste = gtk_button_new_with_mnemonic (C_ ("caption", "_Paste"));
  gtk_widget_add_css_class (self->paste, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  g_signal_connect_swapped (self->paste, "clicked", G_CALLBACK (paste_cb), self);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), self->paste);
  return bar;
}

static void
build (BtPasteFieldsWindow *self, const BtPhotoInfo *copied, guint photos)
{
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkListBox *list = GTK_LIST_BOX (gtk_list_box_new ());
  g_autofree char *text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "What is ticked takes the place of what %u photo says.",
                   "What is ticked takes the place of what %u photos say.", photos),
      photos);
  GtkWidget *label = gtk_label_new (text);

  gtk_box_append (GTK_BOX (all), make_bar (self));
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_box_set_selection_mode (list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (list), "boxed-list");
  gtk_widget_set_valign (GTK_WIDGET (list), GTK_ALIGN_START);
  for (guint field = 0; field < BT_N_PHOTO_FIELDS; field++)
    if (*bt_photo_info_get (copied, (BtPhotoField)field) != '\0')
      add_row (self, list, (BtPhotoField)field,
               bt_photo_info_get (copied, (BtPhotoField)field));
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (list));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (all), scrolled);
  adw_window_set_content (ADW_WINDOW (self), all);
  bt_accessible_name_buttons (GTK_WIDGET (self));
  toggled_cb (self);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->paste);
}

GtkWidget *
bt_paste_fields_window_new (GtkWindow *parent,
                            GSettings *settings,
                            const BtPhotoInfo *copied,
                            guint photos)
{
  BtPasteFieldsWindow *self;

  g_return_val_if_fail (copied != NULL, NULL);

  self =
      g_object_new (BT_TYPE_PASTE_FIELDS_WINDOW, "transient-for", parent, "modal", TRUE,
                    "destroy-with-parent", TRUE, "default-width", 440, "default-height",
                    540, "title", C_ ("caption", "Paste Fields"), NULL);
  if (settings != NULL)
    self->settings = g_object_ref (settings);
  build (self, copied, photos);
  gtk_window_set_focus (GTK_WINDOW (self), self->paste);
  return GTK_WIDGET (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/desk/bt-photo-template-window.h"

#include <glib/gi18n.h>

#include "messages/bt-messages.h"
#include "sync/bt-photo-words.h"
#include "ui/bt-accessible.h"
#include "ui/desk/bt-caption-field.h"
#include "ui/editor/bt-input-method.h"

struct _BtPhotoTemplateWindow
{
  AdwWindow parent_instance;

  BtStore *store;
  BtPhotoTemplate *photo_template;

  GtkEditable *name;
  BtCaptionField *rows[BT_N_PHOTO_FIELDS]; /* %NULL where a template says nothing */
  char *source_type;                       /* (nullable): kept as it came */
  GtkLabel *error;
  GtkWidget *save;
};

G_DEFINE_FINAL_TYPE (BtPhotoTemplateWindow, bt_photo_template_window, ADW_TYPE_WINDOW)

/* ---- what was typed ---- */

static BtPhotoTemplate *
collect (BtPhotoTemplateWindow *self)
{
  g_autoptr (BtPhotoWords) words = bt_photo_words_new (NULL, FALSE, NULL);
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));
  g_autofree char *fields = NULL;
  BtPhotoTemplate *photo_template;

  for (guint field = 0; field < BT_N_PHOTO_FIELDS; field++)
    {
      g_autofree char *text = self->rows[field] != NULL
                                  ? bt_caption_field_get_text (self->rows[field], TRUE)
                                  : NULL;

      if (text != NULL && *g_strstrip (text) != '\0')
        bt_photo_words_set (words, (BtPhotoField)field, text);
    }
  bt_photo_words_set (words, BT_PHOTO_DIGITAL_SOURCE_TYPE, self->source_type);
  fields = bt_photo_words_to_json (words);
  photo_template = bt_photo_template_new (name, fields);
  photo_template->id = self->photo_template->id;
  return photo_template;
}

static void
say (BtPhotoTemplateWindow *self, const char *message)
{
  gtk_label_set_label (self->error, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), message != NULL);
}

/* ---- callbacks ---- */

static void
edited_cb (BtPhotoTemplateWindow *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));

  say (self, NULL);
  gtk_widget_set_sensitive (self->save, *name != '\0');
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtPhotoTemplateWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;

  if (bt_store_put_photo_template_finish (BT_STORE (source), result, &error))
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  gtk_widget_set_sensitive (self->save, TRUE);
  if (g_error_matches (error, BT_STORE_ERROR, BT_STORE_ERROR_EXISTS))
    {
      say (self, C_ ("photo templates", "Another template has this name already."));
      return;
    }
  message = bt_message_for_error (error);
  say (self, message);
}

static void
settled_cb (gpointer data)
{
  g_autoptr (BtPhotoTemplateWindow) self = data;
  g_autoptr (BtPhotoTemplate) photo_template = NULL;

  if (self->store == NULL)
    return;
  photo_template = collect (self);
  if (*photo_template->name == '\0')
    return;
  gtk_widget_set_sensitive (self->save, FALSE);
  bt_store_put_photo_template_async (self->store, photo_template, NULL, kept_cb,
                                     g_object_ref (self));
}

static void
save_cb (BtPhotoTemplateWindow *self)
{
  bt_input_settle (GTK_WIDGET (self), settled_cb, g_object_ref (self));
}

/* ---- type ---- */

static void
bt_photo_template_window_dispose (GObject *object)
{
  g_clear_object (&BT_PHOTO_TEMPLATE_WINDOW (object)->store);

  G_OBJECT_CLASS (bt_photo_template_window_parent_class)->dispose (object);
}

static void
bt_photo_template_window_finalize (GObject *object)
{
  BtPhotoTemplateWindow *self = BT_PHOTO_TEMPLATE_WINDOW (object);

  bt_photo_template_free (self->photo_template);
  g_free (self->source_type);

  G_OBJECT_CLASS (bt_photo_template_window_parent_class)->finalize (object);
}

static void
bt_photo_template_window_class_init (BtPhotoTemplateWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bt_photo_template_window_dispose;
  object_class->finalize = bt_photo_template_window_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0,
                                       "window.close", NULL);
}

static void
bt_photo_template_window_init (BtPhotoTemplateWindow *self)
{
}

/* ---- what is in it ---- */

static GtkWidget *
make_bar (BtPhotoTemplateWindow *self)
{
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (C_ ("photo templates", "_Cancel"));

  self->save = gtk_button_new_with_mnemonic (C_ ("photo templates", "_Save"));
  gtk_widget_add_css_class (self->save, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (save_cb), self);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), self->save);
  return bar;
}

static GtkWidget *
make_name (BtPhotoTemplateWindow *self)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *row = adw_entry_row_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 C_ ("photo templates", "Name of the template"));
  gtk_editable_set_text (GTK_EDITABLE (row), self->photo_template->name);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  bt_input_watch (row);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (edited_cb), self);
  g_signal_connect_swapped (row, "entry-activated", G_CALLBACK (save_cb), self);
  self->name = GTK_EDITABLE (row);
  return list;
}

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_fields (BtPhotoTemplateWindow *self, GtkWidget *box)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPhotoWords) words =
      bt_photo_words_new (self->photo_template->fields, FALSE, &error);

  for (guint i = 0; i < BT_N_PHOTO_FIELDS; i++)
    {
      BtPhotoField field = (BtPhotoField)i;
      const char *text = words != NULL ? bt_photo_words_get (words, field) : NULL;
      GtkWidget *row;

      if (field == BT_PHOTO_DIGITAL_SOURCE_TYPE)
        self->source_type = g_strdup (text);
      if (field == BT_PHOTO_DIGITAL_SOURCE_TYPE || field == BT_PHOTO_DATE_CREATED)
        continue;
      row = bt_caption_field_new (
          field, bt_message_for_photo_field (field),
          field == BT_PHOTO_CAPTION || field == BT_PHOTO_INSTRUCTIONS, NULL);
      bt_caption_field_show (BT_CAPTION_FIELD (row), text != NULL ? text : "", FALSE,
                             FALSE);
      self->rows[field] = BT_CAPTION_FIELD (row);
      g_signal_connect_swapped (row, "edited", G_CALLBACK (edited_cb), self);
      gtk_box_append (GTK_BOX (box), row);
    }
}

static void
build (BtPhotoTemplateWindow *self)
{
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_box_append (GTK_BOX (all), make_bar (self));
  gtk_box_append (GTK_BOX (box), make_name (self));
  self->error = GTK_LABEL (make_label (NULL, "error"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->error));
  gtk_box_append (
      GTK_BOX (box),
      make_label (C_ ("photo templates",
                      "Empty fields are left alone. Codes such as \\bt1\\ and variables "
                      "such as {date}, {place}, {creator} are put in for each photo."),
                  "dim-label"));
  add_fields (self, box);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (all), scrolled);
  adw_window_set_content (ADW_WINDOW (self), all);
  bt_accessible_name_buttons (GTK_WIDGET (self));
  edited_cb (self);
}

GtkWidget *
bt_photo_template_window_new (GtkWindow *parent,
                              BtStore *store,
                              const BtPhotoTemplate *photo_template)
{
  BtPhotoTemplateWindow *self;

  g_return_val_if_fail (BT_IS_STORE (store), NULL);
  g_return_val_if_fail (photo_template != NULL, NULL);

  self = g_object_new (
      BT_TYPE_PHOTO_TEMPLATE_WINDOW, "transient-for", parent, "modal", TRUE,
      "destroy-with-parent", TRUE, "default-width", 460, "default-height", 640, "title",
      photo_template->id == 0 ? C_ ("photo templates", "New Photo Template")
                              : C_ ("photo templates", "Photo Template"),
      NULL);
  self->store = g_object_ref (store);
  self->photo_template = bt_photo_template_copy (photo_template);
  build (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->name));
  return GTK_WIDGET (self);
}

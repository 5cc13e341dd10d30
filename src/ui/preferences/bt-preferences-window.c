/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/preferences/bt-preferences-window.h"

#include <glib/gi18n.h>

#include "messages/bt-messages.h"
#include "text/bt-spell.h"
#include "ui/preferences/bt-preferences-photos.h"
#include "ui/preferences/bt-preferences-writing.h"

#define WRITE_AFTER_MS 400

struct _BtPreferencesWindow
{
  AdwPreferencesWindow parent_instance;

  BtContext *context;
  GSettings *settings;
  guint write_source;

  AdwComboRow *language;
  AdwComboRow *style;
  GtkWidget *writing;
  AdwActionRow *check_spelling_row;
  GtkSwitch *check_spelling;
  GtkSwitch *smart_quotes;
  GtkSwitch *smart_single_quotes;
  GtkSwitch *smart_ellipsis;
  GtkSwitch *smart_dash;
  GtkWidget *photos;
  GtkSpinButton *max_side;
  GtkSpinButton *quality;
  GtkSpinButton *spacing;
};

G_DEFINE_FINAL_TYPE (BtPreferencesWindow,
                     bt_preferences_window,
                     ADW_TYPE_PREFERENCES_WINDOW)

/* ---- the rendition: one setting, kept in the store ---- */

typedef struct
{
  guint max_side;
  int quality;
} Rendition;

static void
tell (BtPreferencesWindow *self, const GError *error)
{
  g_autofree char *message = bt_message_for_error (error);

  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self),
                                    adw_toast_new (message));
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  BtPreferencesWindow *self = source;
  Rendition *rendition = data;
  GError *error = NULL;

  if (bt_context_get_rendition (self->context, &rendition->max_side, &rendition->quality,
                                &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  BtPreferencesWindow *self = source;
  const Rendition *rendition = data;
  GError *error = NULL;

  if (bt_context_set_rendition (self->context, rendition->max_side, rendition->quality,
                                &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    tell (BT_PREFERENCES_WINDOW (source), error);
}

static gboolean
write_cb (gpointer data)
{
  BtPreferencesWindow *self = data;
  g_autoptr (GTask) task = g_task_new (self, NULL, written_cb, NULL);
  Rendition *rendition = g_new0 (Rendition, 1);

  self->write_source = 0;
  rendition->max_side = (guint)gtk_spin_button_get_value_as_int (self->max_side);
  rendition->quality = gtk_spin_button_get_value_as_int (self->quality);
  g_task_set_task_data (task, rendition, g_free);
  g_task_run_in_thread (task, write_thread);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (BtPreferencesWindow *self)
{
  g_clear_handle_id (&self->write_source, g_source_remove);
  self->write_source = g_timeout_add (WRITE_AFTER_MS, write_cb, self);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  BtPreferencesWindow *self = BT_PREFERENCES_WINDOW (source);
  const Rendition *rendition = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      tell (self, error);
      return;
    }
  gtk_spin_button_set_value (self->max_side, rendition->max_side);
  gtk_spin_button_set_value (self->quality, rendition->quality);
  gtk_widget_set_sensitive (self->photos, TRUE);
  g_signal_connect_swapped (self->max_side, "value-changed", G_CALLBACK (changed_cb),
                            self);
  g_signal_connect_swapped (self->quality, "value-changed", G_CALLBACK (changed_cb),
                            self);
}

/* ---- writing ---- */

static void
dictionary_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (BtSpell) spell = bt_spell_new (NULL);

  g_task_return_boolean (task, bt_spell_has_dictionary (spell));
}

static void
dictionary_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  BtPreferencesWindow *self = BT_PREFERENCES_WINDOW (source);

  if (!g_task_propagate_boolean (G_TASK (result), NULL))
    adw_action_row_set_subtitle (
        self->check_spelling_row,
        C_ ("preferences", "No Vietnamese dictionary is installed (hunspell-vi)."));
}

static void
init_writing (BtPreferencesWindow *self)
{
  const struct
  {
    const char *key;
    GtkSwitch *toggle;
  } toggles[] = {
    { "check-spelling", self->check_spelling },
    { "smart-quotes", self->smart_quotes },
    { "smart-single-quotes", self->smart_single_quotes },
    { "smart-ellipsis", self->smart_ellipsis },
    { "smart-dash", self->smart_dash },
  };
  g_autoptr (GTask) task = g_task_new (self, NULL, dictionary_cb, NULL);

  g_task_run_in_thread (task, dictionary_thread);
  gtk_widget_set_sensitive (self->writing, self->settings != NULL);
  for (guint i = 0; self->settings != NULL && i < G_N_ELEMENTS (toggles); i++)
    g_settings_bind (self->settings, toggles[i].key, toggles[i].toggle, "active",
                     G_SETTINGS_BIND_DEFAULT);
}

/* ---- type ---- */

static void
language_cb (BtPreferencesWindow *self)
{
  g_settings_set_enum (self->settings, "language",
                       (int)adw_combo_row_get_selected (self->language));
}

static void
style_cb (BtPreferencesWindow *self)
{
  g_settings_set_enum (self->settings, "style",
                       (int)adw_combo_row_get_selected (self->style));
}

static void
bt_preferences_window_dispose (GObject *object)
{
  BtPreferencesWindow *self = BT_PREFERENCES_WINDOW (object);

  if (self->write_source != 0)
    {
      /* closed right after a change */
      g_source_remove (self->write_source);
      write_cb (self);
    }

  G_OBJECT_CLASS (bt_preferences_window_parent_class)->dispose (object);
}

static void
bt_preferences_window_finalize (GObject *object)
{
  BtPreferencesWindow *self = BT_PREFERENCES_WINDOW (object);

  g_clear_object (&self->context);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (bt_preferences_window_parent_class)->finalize (object);
}

static void
bt_preferences_window_class_init (BtPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_preferences_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = bt_preferences_window_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/vn/banthao/BanThao/ui/bt-preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, BtPreferencesWindow, language);
  gtk_widget_class_bind_template_child (widget_class, BtPreferencesWindow, style);
  gtk_widget_class_bind_template_child (widget_class, BtPreferencesWindow, writing);
  gtk_widget_class_bind_template_child (widget_class, BtPreferencesWindow,
                                        check_spelling_row);
  gtk_widget_class_bind_template_child (widget_class, BtPreferencesWindow,
                                        check_spelling);
  gtk_widget_class_bind_template_child (widget_class, BtPreferencesWindow, smart_quotes);
  gtk_widget_class_bind_template_child (widget_class, BtPreferencesWindow,
                                        smart_single_quotes);
  gtk_widget_class_bind_template_child (widget_class, BtPreferencesWindow,
                                        smart_ellipsis);
  gtk_widget_class_bind_template_child (widget_class, BtPreferencesWindow, smart_dash);
  gtk_widget_class_bind_template_child (widget_class, BtPreferencesWindow, photos);
  gtk_widget_class_bind_template_child (widget_class, BtPreferencesWindow, max_side);
  gtk_widget_class_bind_template_child (widget_class, BtPreferencesWindow, quality);
  gtk_widget_class_bind_template_child (widget_class, BtPreferencesWindow, spacing);
}

static void
bt_preferences_window_init (BtPreferencesWindow *self)
{
  g_autoptr (GtkStringList) languages = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  /* languages are called by their own names */
  gtk_string_list_append (languages, C_ ("preferences", "Like the system"));
  gtk_string_list_append (languages, "Tiếng Việt");
  gtk_string_list_append (languages, "English");
  adw_combo_row_set_model (self->language, G_LIST_MODEL (languages));
  gtk_widget_set_sensitive (self->photos, FALSE);
}

GtkWidget *
bt_preferences_window_new (GtkWindow *parent, BtContext *context, GSettings *settings)
{
  BtPreferencesWindow *self;
  GtkWidget *photos;
  g_autoptr (GTask) task = NULL;

  g_return_val_if_fail (BT_IS_CONTEXT (context), NULL);

  self = g_object_new (BT_TYPE_PREFERENCES_WINDOW, "transient-for", parent, NULL);
  self->context = g_object_ref (context);
  g_set_object (&self->settings, settings);
  gtk_widget_set_sensitive (GTK_WIDGET (self->language), settings != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->style), settings != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->spacing), settings != NULL);
  if (settings != NULL)
    {
      adw_combo_row_set_selected (self->language,
                                  (guint)g_settings_get_enum (settings, "language"));
      adw_combo_row_set_selected (self->style,
                                  (guint)g_settings_get_enum (settings, "style"));
      g_signal_connect_swapped (self->language, "notify::selected",
                                G_CALLBACK (language_cb), self);
      g_signal_connect_swapped (self->style, "notify::selected", G_CALLBACK (style_cb),
                                self);
      g_settings_bind (settings, "print-line-spacing", self->spacing, "value",
                       G_SETTINGS_BIND_DEFAULT);
      adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self),
                                  bt_preferences_writing_new (settings));
    }
  photos = bt_preferences_photos_new (context);
  g_signal_connect_object (photos, "failed", G_CALLBACK (tell), self, G_CONNECT_SWAPPED);
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self),
                              ADW_PREFERENCES_PAGE (photos));
  init_writing (self);
  task = g_task_new (self, NULL, read_cb, NULL);
  g_task_set_task_data (task, g_new0 (Rendition, 1), g_free);
  g_task_run_in_thread (task, read_thread);
  return GTK_WIDGET (self);
}

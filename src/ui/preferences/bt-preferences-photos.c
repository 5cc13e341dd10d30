/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/preferences/bt-preferences-photos.h"

#include <glib/gi18n.h>

#include "messages/bt-messages.h"
#include "sync/bt-caption-check.h"
#include "sync/bt-photo-settings.h"
#include "ui/bt-file-chooser.h"

/* So that somebody who turns a number up is written once. */
#define WRITE_AFTER_MS 400

/* Which settings; each is one row of the store's table. */
typedef enum
{
  CAPTIONS = 1 << 0,
  FEATURED = 1 << 1,
  WATERMARK = 1 << 2,
  ALL = CAPTIONS | FEATURED | WATERMARK
} What;

typedef struct
{
  BtContext *context;
  What what;
  BtCaptionGate gate;
  guint width;
  guint height;
  BtWatermark *watermark;
  GError *watermark_error; /* a mark that cannot be read can still be chosen anew */
} Values;

struct _BtPreferencesPhotos
{
  AdwPreferencesPage parent_instance;

  BtContext *context;
  guint write_source;
  What changed;
  gboolean filling;
  gboolean writing; /* one after the other: the last one holds */
  gboolean closed;
  char *mark; /* (nullable): path of the watermark */

  AdwComboRow *rules[BT_N_CAPTION_RULES];
  GtkSpinButton *old_days;
  GtkSpinButton *min_words;
  GtkSpinButton *width;
  GtkSpinButton *height;
  AdwActionRow *mark_row;
  GtkWidget *mark_none;
  AdwComboRow *position;
  GtkSpinButton *opacity;
  GtkSpinButton *mark_width;
};

enum
{
  FAILED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtPreferencesPhotos,
                     bt_preferences_photos,
                     ADW_TYPE_PREFERENCES_PAGE)

/* ---- the store ---- */

static void
values_free (gpointer data)
{
  Values *values = data;

  g_object_unref (values->context);
  g_clear_pointer (&values->watermark, bt_watermark_free);
  g_clear_error (&values->watermark_error);
  g_free (values);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Values *values = data;
  GError *error = NULL;

  if (!bt_context_get_caption_gate (values->context, &values->gate, &error)
      || !bt_context_get_featured_size (values->context, &values->width, &values->height,
                                        &error))
    {
      g_task_return_error (task, error);
      return;
    }
  bt_context_get_watermark (values->context, &values->watermark,
                            &values->watermark_error);
  g_task_return_boolean (task, TRUE);
}

static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Values *values = data;
  GError *error = NULL;

  if ((values->what & CAPTIONS)
      && !bt_context_set_caption_gate (values->context, &values->gate, &error))
    g_task_return_error (task, error);
  else if ((values->what & FEATURED)
           && !bt_context_set_featured_size (values->context, values->width,
                                             values->height, &error))
    g_task_return_error (task, error);
  else if ((values->what & WATERMARK)
           && !bt_context_set_watermark (values->context, values->watermark, &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static Values *
values_new (BtPreferencesPhotos *self, What what)
{
  Values *values = g_new0 (Values, 1);

  values->context = g_object_ref (self->context);
  values->what = what;
  return values;
}

/* ---- writing ---- */

static guint
number (GtkSpinButton *spin)
{
  return (guint)gtk_spin_button_get_value_as_int (spin);
}

static void
collect (BtPreferencesPhotos *self, Values *values)
{
  bt_caption_gate_from_string (&values->gate, NULL);
  for (guint i = 0; i < BT_N_CAPTION_RULES; i++)
    values->gate.strengths[i] =
        (BtGateStrength)adw_combo_row_get_selected (self->rules[i]);
  values->gate.options.old_days = number (self->old_days);
  values->gate.options.min_words = number (self->min_words);
  values->width = number (self->width);
  values->height = number (self->height);
  if (self->mark == NULL)
    return;
  values->watermark = bt_watermark_new (self->mark);
  values->watermark->position =
      (BtWatermarkPosition)adw_combo_row_get_selected (self->position);
  values->watermark->opacity = number (self->opacity) / 100.0;
  values->watermark->width_fraction = number (self->mark_width) / 100.0;
}

static void read_all (BtPreferencesPhotos *self);
static gboolean write_cb (gpointer data);

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  BtPreferencesPhotos *self = BT_PREFERENCES_PHOTOS (source);
  g_autoptr (GError) error = NULL;

  self->writing = FALSE;
  if (self->closed)
    return;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_signal_emit (self, signals[FAILED], 0, error);
  if (self->changed != 0)
    write_cb (self);
  else if (error != NULL)
    read_all (self); /* what is shown is what holds */
}

static gboolean
write_cb (gpointer data)
{
  BtPreferencesPhotos *self = data;
  g_autoptr (GTask) task = NULL;
  Values *values;

  g_clear_handle_id (&self->write_source, g_source_remove);
  if (self->writing && !self->closed)
    return G_SOURCE_REMOVE;
  values = values_new (self, self->changed);
  collect (self, values);
  self->changed = 0;
  self->writing = TRUE;
  task = g_task_new (self, NULL, written_cb, NULL);
  g_task_set_task_data (task, values, values_free);
  g_task_run_in_thread (task, write_thread);
  return G_SOURCE_REMOVE;
}

static void
note_change (BtPreferencesPhotos *self, What what)
{
  if (self->filling)
    return;
  self->changed |= what;
  g_clear_handle_id (&self->write_source, g_source_remove);
  self->write_source = g_timeout_add (WRITE_AFTER_MS, write_cb, self);
}

static void
captions_cb (BtPreferencesPhotos *self)
{
  note_change (self, CAPTIONS);
}

static void
featured_cb (BtPreferencesPhotos *self)
{
  note_change (self, FEATURED);
}

static void
watermark_cb (BtPreferencesPhotos *self)
{
  if (self->mark != NULL)
    note_change (self, WATERMARK);
}

/* ---- the watermark ---- */

static void
show_mark (BtPreferencesPhotos *self)
{
  gboolean any = self->mark != NULL;

  adw_action_row_set_subtitle (self->mark_row,
                               any ? C_ ("preferences", "Put on photos that are sent or "
                                                        "exported; the originals stay.")
                                   : C_ ("preferences", "None"));
  gtk_widget_set_visible (self->mark_none, any);
  gtk_widget_set_sensitive (GTK_WIDGET (self->position), any);
  gtk_widget_set_sensitive (GTK_WIDGET (self->opacity), any);
  gtk_widget_set_sensitive (GTK_WIDGET (self->mark_width), any);
}

static void
mark_chosen_cb (GListModel *files, gpointer data)
{
  BtPreferencesPhotos *self = data;
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  char *path = g_file_get_path (file);

  if (path == NULL || self->context == NULL)
    {
      g_free (path);
      return;
    }
  g_free (self->mark);
  self->mark = path;
  show_mark (self);
  note_change (self, WATERMARK);
}

static void
choose_cb (BtPreferencesPhotos *self)
{
  bt_choose_files (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), BT_FILES_MARKS,
                   FALSE, mark_chosen_cb, self);
}

static void
none_cb (BtPreferencesPhotos *self)
{
  g_clear_pointer (&self->mark, g_free);
  show_mark (self);
  note_change (self, WATERMARK);
}

/* ---- reading ---- */

static void
fill (BtPreferencesPhotos *self, const Values *values)
{
  const BtWatermark *mark = values->watermark;

  self->filling = TRUE;
  for (guint i = 0; i < BT_N_CAPTION_RULES; i++)
    adw_combo_row_set_selected (self->rules[i], values->gate.strengths[i]);
  gtk_spin_button_set_value (self->old_days, values->gate.options.old_days);
  gtk_spin_button_set_value (self->min_words, values->gate.options.min_words);
  gtk_spin_button_set_value (self->width, values->width);
  gtk_spin_button_set_value (self->height, values->height);
  g_clear_pointer (&self->mark, g_free);
  if (mark != NULL)
    {
      self->mark = g_strdup (mark->path);
      adw_combo_row_set_selected (self->position, mark->position);
      gtk_spin_button_set_value (self->opacity, mark->opacity * 100);
      gtk_spin_button_set_value (self->mark_width, mark->width_fraction * 100);
    }
  show_mark (self);
  self->filling = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  BtPreferencesPhotos *self = BT_PREFERENCES_PHOTOS (source);
  const Values *values = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (self->closed)
    return;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_signal_emit (self, signals[FAILED], 0, error);
      return;
    }
  fill (self, values);
  if (values->watermark_error != NULL)
    g_signal_emit (self, signals[FAILED], 0, values->watermark_error);
}

static void
read_all (BtPreferencesPhotos *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, read_cb, NULL);

  g_task_set_task_data (task, values_new (self, ALL), values_free);
  g_task_run_in_thread (task, read_thread);
}

/* ---- rows ---- */

static AdwPreferencesGroup *
add_group (BtPreferencesPhotos *self, const char *title, const char *description)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  adw_preferences_group_set_description (group, description);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), group);
  return group;
}

static GtkSpinButton *
add_number (BtPreferencesPhotos *self,
            AdwPreferencesGroup *group,
            const char *title,
            double min,
            double max,
            GCallback changed)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *spin = gtk_spin_button_new_with_range (min, max, 1);

  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  /* which also gives it the row's title as its name */
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), spin);
  adw_preferences_group_add (group, row);
  g_signal_connect_object (spin, "value-changed", changed, self, G_CONNECT_SWAPPED);
  return GTK_SPIN_BUTTON (spin);
}

static AdwComboRow *
add_choice (BtPreferencesPhotos *self,
            AdwPreferencesGroup *group,
            const char *title,
            const char *const *choices,
            GCallback changed)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (choices);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  adw_preferences_group_add (group, row);
  g_signal_connect_object (row, "notify::selected", changed, self, G_CONNECT_SWAPPED);
  return ADW_COMBO_ROW (row);
}

static void
add_captions (BtPreferencesPhotos *self)
{
  const char *strengths[] = { bt_message_for_gate_strength (BT_GATE_OFF),
                              bt_message_for_gate_strength (BT_GATE_WARN),
                              bt_message_for_gate_strength (BT_GATE_BLOCK), NULL };
  AdwPreferencesGroup *group =
      add_group (self, C_ ("preferences", "Captions before Publishing"),
                 C_ ("preferences", "What a finding in a photo’s words means. Drafts are "
                                    "never held up."));

  for (guint i = 0; i < BT_N_CAPTION_RULES; i++)
    {
      const char *rule = bt_caption_rule_ids ()[i];
      const char *sentence = bt_message_for_caption_rule (rule);

      self->rules[i] = add_choice (self, group, bt_message_name_of_caption_rule (rule),
                                   strengths, G_CALLBACK (captions_cb));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (self->rules[i]), sentence);
    }
  self->old_days =
      add_number (self, group, C_ ("preferences", "A photo is old after so many days"), 1,
                  3650, G_CALLBACK (captions_cb));
  self->min_words =
      add_number (self, group, C_ ("preferences", "Fewest words of a caption"), 1, 30,
                  G_CALLBACK (captions_cb));
}

static void
add_featured (BtPreferencesPhotos *self)
{
  AdwPreferencesGroup *group =
      add_group (self, C_ ("preferences", "Featured Photo"),
                 C_ ("preferences", "The shape in which the portal shows the photo that "
                                    "stands for an article."));

  self->width = add_number (self, group, C_ ("preferences", "Width, in pixels"), 100,
                            6000, G_CALLBACK (featured_cb));
  self->height = add_number (self, group, C_ ("preferences", "Height, in pixels"), 100,
                             6000, G_CALLBACK (featured_cb));
}

static GtkWidget *
add_mark_button (BtPreferencesPhotos *self, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (self->mark_row, button);
  return button;
}

static void
add_watermark (BtPreferencesPhotos *self)
{
  /* in the order of BtWatermarkPosition */
  const char *positions[BT_N_WATERMARK_POSITIONS + 1] = {
    C_ ("watermark", "Bottom right"), C_ ("watermark", "Bottom left"),
    C_ ("watermark", "Top right"), C_ ("watermark", "Top left"),
    C_ ("watermark", "In the middle")
  };
  AdwPreferencesGroup *group = add_group (self, C_ ("preferences", "Watermark"), NULL);

  self->mark_row = ADW_ACTION_ROW (adw_action_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->mark_row),
                                 C_ ("preferences", "Picture (PNG)"));
  add_mark_button (self, C_ ("preferences", "_Choose…"), G_CALLBACK (choose_cb));
  self->mark_none =
      add_mark_button (self, C_ ("preferences", "_No Watermark"), G_CALLBACK (none_cb));
  adw_preferences_group_add (group, GTK_WIDGET (self->mark_row));
  self->position = add_choice (self, group, C_ ("preferences", "Place of the watermark"),
                               positions, G_CALLBACK (watermark_cb));
  self->opacity = add_number (self, group, C_ ("preferences", "Opacity, in percent"), 5,
                              100, G_CALLBACK (watermark_cb));
  self->mark_width =
      add_number (self, group, C_ ("preferences", "Width, in percent of the photo’s"), 1,
                  100, G_CALLBACK (watermark_cb));
  gtk_spin_button_set_value (self->opacity, 60);
  gtk_spin_button_set_value (self->mark_width, 20);
}

/* ---- object ---- */

static void
bt_preferences_photos_dispose (GObject *object)
{
  BtPreferencesPhotos *self = BT_PREFERENCES_PHOTOS (object);

  /* closed right after a change */
  self->closed = TRUE;
  if (self->changed != 0)
    write_cb (self);

  G_OBJECT_CLASS (bt_preferences_photos_parent_class)->dispose (object);
}

static void
bt_preferences_photos_finalize (GObject *object)
{
  BtPreferencesPhotos *self = BT_PREFERENCES_PHOTOS (object);

  g_clear_object (&self->context);
  g_free (self->mark);

  G_OBJECT_CLASS (bt_preferences_photos_parent_class)->finalize (object);
}

static void
bt_preferences_photos_class_init (BtPreferencesPhotosClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bt_preferences_photos_dispose;
  G_OBJECT_CLASS (klass)->finalize = bt_preferences_photos_finalize;

  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
bt_preferences_photos_init (BtPreferencesPhotos *self)
{
  adw_preferences_page_set_name (ADW_PREFERENCES_PAGE (self), "photos");
  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (self),
                                  C_ ("preferences", "Photos"));
  adw_preferences_page_set_icon_name (ADW_PREFERENCES_PAGE (self),
                                      "image-x-generic-symbolic");
  self->filling = TRUE;
  add_captions (self);
  add_featured (self);
  add_watermark (self);
  self->filling = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
}

GtkWidget *
bt_preferences_photos_new (BtContext *context)
{
  BtPreferencesPhotos *self;

  g_return_val_if_fail (BT_IS_CONTEXT (context), NULL);

  self = g_object_new (BT_TYPE_PREFERENCES_PHOTOS, NULL);
  self->context = g_object_ref (context);
  show_mark (self);
  read_all (self);
  return GTK_WIDGET (self);
}

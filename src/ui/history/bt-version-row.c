/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/history/bt-version-row.h"

#include <glib/gi18n.h>

#include "messages/bt-messages.h"
#include "ui/editor/bt-input-method.h"

struct _BtVersionRow
{
  GtkBox parent_instance;

  BtVersionItem *item;
  gboolean naming;

  GtkLabel *day;
  GtkLabel *time;
  GtkLabel *words;
  GtkLabel *cause;
  GtkLabel *name;
  GtkEditable *entry;
};

enum
{
  NAMED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtVersionRow, bt_version_row, GTK_TYPE_BOX)

/* The focus is on the list's own widget around it: that one is read out. */
static void
name_for_readers (BtVersionRow *self, const char *name)
{
  for (GtkWidget *named = GTK_WIDGET (self); named != NULL && !GTK_IS_LIST_VIEW (named);
       named = gtk_widget_get_parent (named))
    gtk_accessible_update_property (GTK_ACCESSIBLE (named), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    name, -1);
}

static void
show (BtVersionRow *self)
{
  const BtStoredVersion *version = bt_version_item_get_version (self->item);
  const char *day = bt_version_item_get_day (self->item);
  const char *cause = bt_message_for_cause (version->cause);
  g_autofree char *clock = bt_version_clock (version->created);
  g_autofree char *full_day = bt_version_day (version->created, g_get_real_time ());
  g_autofree char *words = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u word", "%u words", version->words),
      version->words);
  g_autofree char *all = g_strdup_printf (
      "%s %s, %s%s%s, %s", full_day, clock, cause, version->name != NULL ? ", " : "",
      version->name != NULL ? version->name : "", words);

  gtk_label_set_label (self->day, day != NULL ? day : "");
  gtk_widget_set_visible (GTK_WIDGET (self->day), day != NULL);
  gtk_label_set_label (self->time, clock);
  gtk_label_set_label (self->words, words);
  gtk_label_set_label (self->cause, cause);
  gtk_label_set_label (self->name, version->name != NULL ? version->name : "");
  gtk_widget_set_visible (GTK_WIDGET (self->name),
                          version->name != NULL && !self->naming);
  gtk_widget_set_visible (GTK_WIDGET (self->entry), self->naming);
  name_for_readers (self, all);
}

/* ---- a name ---- */

static void
stop_naming (BtVersionRow *self, gboolean keep)
{
  g_autofree char *name = NULL;
  gboolean had_focus =
      gtk_widget_get_state_flags (GTK_WIDGET (self->entry)) & GTK_STATE_FLAG_FOCUS_WITHIN;

  if (!self->naming)
    return;
  self->naming = FALSE;
  name = bt_input_get_text (self->entry, TRUE);
  /* an entry that is hidden with the focus in it complains */
  if (had_focus)
    gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (self)));
  show (self);
  if (keep)
    g_signal_emit (self, signals[NAMED], 0, name);
}

static void
rename_cb (BtVersionRow *self)
{
  const BtStoredVersion *version = bt_version_item_get_version (self->item);

  if (self->naming)
    return;
  self->naming = TRUE;
  gtk_editable_set_text (self->entry, version->name != NULL ? version->name : "");
  show (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
activate_cb (BtVersionRow *self)
{
  stop_naming (self, TRUE);
}

static void
leave_cb (BtVersionRow *self)
{
  stop_naming (self, TRUE);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        BtVersionRow *self)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  stop_naming (self, FALSE);
  return GDK_EVENT_STOP;
}

/* ---- type ---- */

static void
bt_version_row_dispose (GObject *object)
{
  bt_version_row_bind (BT_VERSION_ROW (object), NULL);

  G_OBJECT_CLASS (bt_version_row_parent_class)->dispose (object);
}

static void
bt_version_row_class_init (BtVersionRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_version_row_dispose;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[NAMED] = g_signal_new ("named", BT_TYPE_VERSION_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkLabel *
make_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return GTK_LABEL (label);
}

static void
make_entry (BtVersionRow *self)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = GTK_EDITABLE (entry);
  gtk_entry_set_max_length (GTK_ENTRY (entry), BT_MAX_VERSION_NAME);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry),
                                  C_ ("versions", "Name of the version"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_ ("versions", "Name of the version"), -1);
  bt_input_watch (entry);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (entry, focus);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (entry, keys);
}

static void
bt_version_row_init (BtVersionRow *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->day = make_label ("bt-version-day");
  self->time = make_label ("heading");
  self->words = make_label ("dim-label");
  self->cause = make_label (NULL);
  self->name = make_label ("bt-version-name");
  make_entry (self);
  gtk_widget_add_css_class (GTK_WIDGET (self->words), "caption");
  gtk_widget_set_hexpand (GTK_WIDGET (self->words), TRUE);
  gtk_label_set_xalign (self->words, 1);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->time));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->words));
  gtk_widget_add_css_class (card, "bt-version");
  gtk_box_append (GTK_BOX (card), line);
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (self->name));
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (self->cause));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->day));
  gtk_box_append (GTK_BOX (self), card);
}

GtkWidget *
bt_version_row_new (void)
{
  return g_object_new (BT_TYPE_VERSION_ROW, NULL);
}

void
bt_version_row_bind (BtVersionRow *self, BtVersionItem *item)
{
  g_return_if_fail (BT_IS_VERSION_ROW (self));

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_set_object (&self->item, item);
  self->naming = FALSE;
  if (item == NULL)
    return;
  g_signal_connect_swapped (item, "changed", G_CALLBACK (show), self);
  g_signal_connect_swapped (item, "rename", G_CALLBACK (rename_cb), self);
  show (self);
}

BtVersionItem *
bt_version_row_get_item (BtVersionRow *self)
{
  g_return_val_if_fail (BT_IS_VERSION_ROW (self), NULL);
  return self->item;
}

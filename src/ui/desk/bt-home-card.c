/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/desk/bt-home-card.h"

#include <glib/gi18n.h>

#include "messages/bt-messages.h"

struct _BtHomeCard
{
  GtkWidget parent_instance;

  BtHome *home;
  GtkWidget *box;
};

enum
{
  USE,
  AGAIN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtHomeCard, bt_home_card, GTK_TYPE_WIDGET)

static const BtCaptionPart parts[BT_N_HOME_FIELDS] = {
  [BT_HOME_CAPTION] = BT_CAPTION_CAPTION,
  [BT_HOME_CREDIT] = BT_CAPTION_CREDIT,
  [BT_HOME_ALT] = BT_CAPTION_ALT,
};

char *
bt_home_card_name (const BtHome *home)
{
  const char *name =
      home->name != NULL && *home->name != '\0' ? home->name : C_ ("home", "Untitled");

  g_return_val_if_fail (home != NULL, NULL);

  switch (home->kind)
    {
    case BT_HOME_IIM:
      return g_strdup (C_ ("home", "In the file: IIM"));
    case BT_HOME_XMP:
      return g_strdup (C_ ("home", "In the file: XMP"));
    case BT_HOME_LIBRARY:
      return g_strdup_printf (C_ ("home", "Media library of “%s”"), name);
    case BT_HOME_ARTICLE:
      return g_strdup_printf (C_ ("home", "Article “%s”"), name);
    }
  g_return_val_if_reached (NULL);
}

/* ---- what it says ---- */

static GtkWidget *
add_label (GtkWidget *box, const char *text, const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
add_field (BtHomeCard *self, BtHomeField field, gboolean differs)
{
  const char *name = bt_message_for_caption_part (parts[field]);
  const char *words = self->home->words[field];
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  /* Translators: of a field: "Credit: different" */
  g_autofree char *title =
      differs ? g_strdup_printf (C_ ("home", "%s: different"), name) : g_strdup (name);
  GtkWidget *label;

  gtk_widget_add_css_class (box, "bt-home-field");
  label = add_label (box, title, "caption-heading");
  if (!differs)
    gtk_widget_add_css_class (label, "dim-label");
  else
    gtk_widget_add_css_class (box, "different");
  if (*words != '\0')
    {
      label = add_label (box, words, NULL);
      gtk_label_set_selectable (GTK_LABEL (label), TRUE);
    }
  else
    add_label (box, C_ ("home", "says nothing"), "dim-label");
  gtk_box_append (GTK_BOX (self->box), box);
}

static void
use_cb (BtHomeCard *self)
{
  g_signal_emit (self, signals[USE], 0);
}

static void
again_cb (BtHomeCard *self)
{
  g_signal_emit (self, signals[AGAIN], 0);
}

static void
add_button (BtHomeCard *self, const char *text, const char *described, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label (text);

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "bt-home-button");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, described, -1);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  gtk_box_append (GTK_BOX (self->box), button);
}

static gboolean
says_anything (const BtHome *home)
{
  for (guint i = 0; i < BT_N_HOME_FIELDS; i++)
    if (home->holds[i] && *home->words[i] != '\0')
      return TRUE;
  return FALSE;
}

static void
fill (BtHomeCard *self, const BtHome *desk, gboolean useful)
{
  g_autofree char *name = bt_home_card_name (self->home);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  add_label (self->box, name, "heading");
  if (self->home->error != NULL)
    {
      g_autofree char *why = bt_message_for_error (self->home->error);

      add_label (self->box, C_ ("home", "It could not be read."), "warning");
      add_label (self->box, why, NULL);
      add_button (self, C_ ("home", "Try again"), name, G_CALLBACK (again_cb));
      return;
    }
  for (guint i = 0; i < BT_N_HOME_FIELDS; i++)
    if (self->home->holds[i])
      add_field (self, i, bt_home_differs (self->home, desk, i));
  if (useful && says_anything (self->home))
    add_button (self, C_ ("home", "Use these everywhere"), name, G_CALLBACK (use_cb));
}

/* ---- object ---- */

static void
bt_home_card_dispose (GObject *object)
{
  BtHomeCard *self = BT_HOME_CARD (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (bt_home_card_parent_class)->dispose (object);
}

static void
bt_home_card_finalize (GObject *object)
{
  BtHomeCard *self = BT_HOME_CARD (object);

  g_clear_pointer (&self->home, bt_home_free);

  G_OBJECT_CLASS (bt_home_card_parent_class)->finalize (object);
}

static void
bt_home_card_class_init (BtHomeCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_home_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = bt_home_card_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[USE] =
      g_signal_new ("use", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[AGAIN] = g_signal_new ("again", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
bt_home_card_init (BtHomeCard *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->box, "bt-home");
  gtk_widget_add_css_class (self->box, "card");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
bt_home_card_new (const BtHome *home, const BtHome *desk, gboolean useful)
{
  BtHomeCard *self;

  g_return_val_if_fail (home != NULL && desk != NULL, NULL);

  self = g_object_new (BT_TYPE_HOME_CARD, NULL);
  self->home = bt_home_copy (home);
  fill (self, desk, useful);
  return GTK_WIDGET (self);
}

const BtHome *
bt_home_card_get_home (BtHomeCard *self)
{
  g_return_val_if_fail (BT_IS_HOME_CARD (self), NULL);

  return self->home;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/desk/bt-name-popover.h"

#include <glib/gi18n.h>

struct _BtNamePopover
{
  GtkPopover parent_instance;

  GtkListBox *list;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtNamePopover, bt_name_popover, GTK_TYPE_POPOVER)

static void
choose (BtNamePopover *self, GtkListBoxRow *row)
{
  g_autofree char *name = NULL;

  if (row == NULL)
    return;
  name = g_strdup (g_object_get_data (G_OBJECT (row), "name"));
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, name);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, BtNamePopover *self)
{
  choose (self, row);
}

static void
bt_name_popover_class_init (BtNamePopoverClass *klass)
{
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
bt_name_popover_init (BtNamePopover *self)
{
  GtkPopover *popover = GTK_POPOVER (self);

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "bt-choices");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_ ("caption", "Suggestions"), -1);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  gtk_popover_set_child (popover, GTK_WIDGET (self->list));
  /* neither its coming nor a click takes the keyboard from the text */
  gtk_popover_set_autohide (popover, FALSE);
  gtk_popover_set_has_arrow (popover, FALSE);
  gtk_popover_set_position (popover, GTK_POS_BOTTOM);
  gtk_widget_set_can_focus (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "bt-names");
}

BtNamePopover *
bt_name_popover_new (GtkWidget *parent)
{
  BtNamePopover *self;

  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);

  self = g_object_new (BT_TYPE_NAME_POPOVER, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self), parent);
  return self;
}

static GtkWidget *
make_row (const char *name, const char *detail)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *label = gtk_label_new (name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 46);
  gtk_box_append (GTK_BOX (box), label);
  if (detail != NULL)
    {
      label = gtk_label_new (detail);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 46);
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  g_object_set_data_full (G_OBJECT (row), "name", g_strdup (name), g_free);
  return row;
}

void
bt_name_popover_offer (BtNamePopover *self,
                       const char *const *names,
                       const char *const *details,
                       const GdkRectangle *place)
{
  GtkListBoxRow *row;

  g_return_if_fail (BT_IS_NAME_POPOVER (self));
  g_return_if_fail (names != NULL && names[0] != NULL);

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; names[i] != NULL; i++)
    gtk_list_box_append (self->list,
                         make_row (names[i], details != NULL ? details[i] : NULL));
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  gtk_popover_set_pointing_to (GTK_POPOVER (self), place);
  gtk_popover_popup (GTK_POPOVER (self));
}

gboolean
bt_name_popover_key (BtNamePopover *self, guint keyval, GdkModifierType state)
{
  GtkListBoxRow *row;
  int step = 0;

  g_return_val_if_fail (BT_IS_NAME_POPOVER (self), FALSE);

  if (!gtk_widget_get_visible (GTK_WIDGET (self))
      || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return FALSE;
  row = gtk_list_box_get_selected_row (self->list);
  switch (keyval)
    {
    case GDK_KEY_Escape:
      gtk_popover_popdown (GTK_POPOVER (self));
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_Tab:
      choose (self, row);
      return TRUE;
    case GDK_KEY_Down:
      step = 1;
      break;
    case GDK_KEY_Up:
      step = -1;
      break;
    default:
      return FALSE;
    }
  row = row != NULL ? gtk_list_box_get_row_at_index (
            self->list, gtk_list_box_row_get_index (row) + step)
                    : NULL;
  if (row != NULL)
    gtk_list_box_select_row (self->list, row);
  return TRUE;
}

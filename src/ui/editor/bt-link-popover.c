/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-link-popover.h"

#include <glib/gi18n.h>

#include "ui/bt-accessible.h"
#include "ui/editor/bt-input-method.h"
#include "ui/editor/bt-link-address.h"

struct _BtLinkPopover
{
  GtkPopover parent_instance;

  BtLinkPopoverUse use;
  char *before; /* the address that there was, "" for none */
  GtkWidget *entry;
  GtkWidget *fault;
  GCancellable *cancellable;
};

enum
{
  APPLY,
  REMOVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtLinkPopover, bt_link_popover, GTK_TYPE_POPOVER)

/* ---- callbacks ---- */

static void
show_fault (BtLinkPopover *self, const char *fault)
{
  gtk_label_set_label (GTK_LABEL (self->fault), fault != NULL ? fault : "");
  gtk_widget_set_visible (self->fault, fault != NULL);
  if (fault != NULL)
    gtk_widget_add_css_class (self->entry, "error");
  else
    gtk_widget_remove_css_class (self->entry, "error");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
      fault != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
apply_cb (BtLinkPopover *self)
{
  g_autofree char *address = NULL;
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  const char *fault;

  if (*self->before != '\0' && g_str_equal (typed, self->before))
    {
      gtk_popover_popdown (GTK_POPOVER (self));
      return;
    }
  fault = bt_link_address_complete (typed, self->use == BT_LINK_POPOVER_EMBED, &address);
  show_fault (self, fault);
  if (fault != NULL)
    {
      gtk_widget_grab_focus (self->entry);
      return;
    }
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[APPLY], 0, address);
}

static void
remove_cb (BtLinkPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[REMOVE], 0);
}

static void
open_cb (BtLinkPopover *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  gtk_popover_popdown (GTK_POPOVER (self));
  bt_link_address_open (parent, self->before);
}

static void
changed_cb (BtLinkPopover *self)
{
  show_fault (self, NULL);
}

static void
clipboard_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtLinkPopover) self = data;
  g_autofree char *text =
      gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  g_autofree char *address = NULL;

  if (text == NULL || self->entry == NULL
      || *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0'
      || *bt_input_get_preedit (self->entry) != '\0'
      || !bt_link_address_looks_like_one (text)
      || bt_link_address_complete (text, self->use == BT_LINK_POPOVER_EMBED, &address)
             != NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), address);
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

static void
bt_link_popover_map (GtkWidget *widget)
{
  BtLinkPopover *self = BT_LINK_POPOVER (widget);

  GTK_WIDGET_CLASS (bt_link_popover_parent_class)->map (widget);
  gtk_widget_grab_focus (self->entry);
  if (*self->before == '\0')
    gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), self->cancellable,
                                   clipboard_cb, g_object_ref (self));
}

/* ---- type ---- */

static void
bt_link_popover_dispose (GObject *object)
{
  BtLinkPopover *self = BT_LINK_POPOVER (object);

  g_cancellable_cancel (self->cancellable);
  self->entry = NULL;

  G_OBJECT_CLASS (bt_link_popover_parent_class)->dispose (object);
}

static void
bt_link_popover_finalize (GObject *object)
{
  BtLinkPopover *self = BT_LINK_POPOVER (object);

  g_object_unref (self->cancellable);
  g_free (self->before);

  G_OBJECT_CLASS (bt_link_popover_parent_class)->finalize (object);
}

static void
bt_link_popover_class_init (BtLinkPopoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bt_link_popover_dispose;
  object_class->finalize = bt_link_popover_finalize;
  GTK_WIDGET_CLASS (klass)->map = bt_link_popover_map;

  signals[APPLY] = g_signal_new ("apply", BT_TYPE_LINK_POPOVER, G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[REMOVE] = g_signal_new ("remove", BT_TYPE_LINK_POPOVER, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bt_link_popover_init (BtLinkPopover *self)
{
  self->cancellable = g_cancellable_new ();
}

static GtkWidget *
add_button (BtLinkPopover *self, GtkWidget *row, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_signal_connect_swapped (button, "clicked", clicked, self);
  gtk_box_append (GTK_BOX (row), button);
  return button;
}

static GtkWidget *
make_buttons (BtLinkPopover *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *apply;

  if (self->use == BT_LINK_POPOVER_EDIT)
    {
      add_button (self, row, C_ ("link", "_Remove"), G_CALLBACK (remove_cb));
      add_button (self, row, C_ ("link", "_Open"), G_CALLBACK (open_cb));
    }
  apply = add_button (self, row,
                      self->use == BT_LINK_POPOVER_EMBED  ? C_ ("link", "_Embed")
                      : self->use == BT_LINK_POPOVER_EDIT ? C_ ("link", "_Change")
                                                          : C_ ("link", "_Link"),
                      G_CALLBACK (apply_cb));
  gtk_widget_add_css_class (apply, "suggested-action");
  gtk_widget_set_hexpand (apply, TRUE);
  gtk_widget_set_halign (apply, GTK_ALIGN_END);
  return row;
}

static void
fill (BtLinkPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  const char *title = self->use == BT_LINK_POPOVER_EMBED
                          ? C_ ("link", "Address of the video or post")
                          : C_ ("link", "Address of the link");
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_box_append (GTK_BOX (box), label);

  self->entry = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 34);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), self->before);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), "https://");
  gtk_entry_set_input_purpose (GTK_ENTRY (self->entry), GTK_INPUT_PURPOSE_URL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  bt_input_watch (self->entry);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (apply_cb), self);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
  gtk_box_append (GTK_BOX (box), self->entry);

  self->fault = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->fault), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->fault), 38);
  gtk_label_set_xalign (GTK_LABEL (self->fault), 0);
  gtk_widget_add_css_class (self->fault, "error");
  gtk_widget_set_visible (self->fault, FALSE);
  gtk_box_append (GTK_BOX (box), self->fault);

  gtk_box_append (GTK_BOX (box), make_buttons (self));
  gtk_popover_set_child (GTK_POPOVER (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "bt-link-popover");
  bt_accessible_name_buttons (GTK_WIDGET (self));
}

GtkPopover *
bt_link_popover_new (BtLinkPopoverUse use, const char *address)
{
  BtLinkPopover *self = g_object_new (BT_TYPE_LINK_POPOVER, NULL);

  self->use = use;
  self->before = g_strdup (address != NULL ? address : "");
  fill (self);
  return GTK_POPOVER (self);
}

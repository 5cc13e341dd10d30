/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/desk/bt-loupe-page.h"

#include <glib/gi18n.h>

#include "messages/bt-messages.h"
#include "ui/desk/bt-mark.h"

#define STARS 5

struct _BtLoupePage
{
  GtkWidget parent_instance;

  BtPhotoItem *item;
  guint position;
  guint n;

  GtkWidget *overlay;
  GtkWidget *loupe;
  GtkWidget *info; /* the line */
  GtkWidget *mark;
  GtkWidget *rating;
  GtkWidget *choice;
  GtkWidget *caption;
  GtkWidget *place;   /* "12 of 400" and the zoom */
  GtkWidget *problem; /* instead of a picture, or above one that is not whole */
};

G_DEFINE_FINAL_TYPE (BtLoupePage, bt_loupe_page, GTK_TYPE_WIDGET)

/* ---- what is said ---- */

static char *
stars (guint rating)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < STARS; i++)
    g_string_append (text, i < rating ? "★" : "☆");
  return g_string_free (text, FALSE);
}

static void
show_text (GtkWidget *label, const char *text)
{
  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_widget_set_visible (label, *text != '\0');
}

static const char *
choice_text (BtChoice choice)
{
  switch (choice)
    {
    case BT_CHOICE_PICK:
      return C_ ("photo", "Picked");
    case BT_CHOICE_REJECT:
      return C_ ("photo", "Rejected");
    case BT_CHOICE_NONE:
      break;
    }
  return "";
}

static void
show_mark (BtLoupePage *self, guint mark)
{
  const GdkRGBA *colour;
  PangoAttrList *attributes;

  gtk_widget_set_visible (self->mark, mark > 0);
  if (mark == 0)
    return;
  colour = bt_mark_colour (mark);
  attributes = pango_attr_list_new ();
  pango_attr_list_insert (attributes,
                          pango_attr_foreground_new ((guint16)(colour->red * 65535),
                                                     (guint16)(colour->green * 65535),
                                                     (guint16)(colour->blue * 65535)));
  gtk_label_set_attributes (GTK_LABEL (self->mark), attributes);
  pango_attr_list_unref (attributes);
}

static void
show_place (BtLoupePage *self)
{
  double scale = bt_loupe_get_scale (BT_LOUPE (self->loupe));
  g_autofree char *where = self->n > 0 ? g_strdup_printf (C_ ("photo", "%u of %u"),
                                                          self->position + 1, self->n)
                                       : g_strdup ("");
  g_autofree char *zoom = g_strdup_printf ("%.0f%%", 100 * scale);
  g_autofree char *text = scale > 0
                              ? g_strjoin (*where != '\0' ? " · " : "", where, zoom, NULL)
                              : g_strdup (where);

  show_text (self->place, text);
}

static void
show_problem (BtLoupePage *self, const char *text)
{
  show_text (self->problem, text);
}

/* What assistive technology says: the photo's words, and what was decided. */
static void
show_label (BtLoupePage *self, const char *caption)
{
  const BtStoredPhoto *photo = bt_photo_item_get_stored (self->item);
  g_autofree char *rating = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u star", "%u stars", photo->rating), photo->rating);
  const char *choice = choice_text (photo->choice);
  const char *mark = photo->mark > 0 ? bt_mark_name (photo->mark) : NULL;
  g_autofree char *text =
      g_strjoin (", ", *caption != '\0' ? caption : photo->name, rating,
                 *choice != '\0' ? choice : mark, *choice != '\0' ? mark : NULL, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->loupe),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
show_item (BtLoupePage *self)
{
  const BtStoredPhoto *photo;
  const char *caption;
  g_autofree char *rating = NULL;

  gtk_widget_set_visible (self->info, self->item != NULL);
  show_problem (self, "");
  if (self->item == NULL)
    {
      bt_loupe_set_photo (BT_LOUPE (self->loupe), NULL);
      return;
    }
  photo = bt_photo_item_get_stored (self->item);
  caption = bt_photo_item_get_field (self->item, BT_PHOTO_CAPTION);
  rating = stars (photo->rating);
  bt_loupe_set_photo (BT_LOUPE (self->loupe), photo);
  show_text (self->rating, rating);
  show_text (self->choice, choice_text (photo->choice));
  show_text (self->caption, *caption != '\0' ? caption : photo->name);
  show_mark (self, photo->mark);
  if (bt_photo_item_get_info (self->item)->truncated)
    show_problem (self, C_ ("photo", "The file ends early: a part of the picture is "
                                     "missing. Copy it from the card again if you can."));
  show_place (self);
  show_label (self, caption);
}

/* ---- callbacks ---- */

static void
failed_cb (BtLoupePage *self, const GError *error)
{
  g_autofree char *message = bt_message_for_error (error);

  show_problem (self, message);
}

/* ---- object ---- */

static void
bt_loupe_page_dispose (GObject *object)
{
  BtLoupePage *self = BT_LOUPE_PAGE (object);

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, show_item, self);
  g_clear_object (&self->item);
  g_clear_pointer (&self->overlay, gtk_widget_unparent);

  G_OBJECT_CLASS (bt_loupe_page_parent_class)->dispose (object);
}

static gboolean
bt_loupe_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (BT_LOUPE_PAGE (widget)->loupe);
}

static void
bt_loupe_page_class_init (BtLoupePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_loupe_page_dispose;
  widget_class->grab_focus = bt_loupe_page_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "loupepage");
}

static GtkWidget *
add_label (GtkWidget *box, const char *class)
{
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
bt_loupe_page_init (BtLoupePage *self)
{
  self->overlay = gtk_overlay_new ();
  gtk_widget_set_parent (self->overlay, GTK_WIDGET (self));

  self->info = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_set_valign (self->info, GTK_ALIGN_END);
  gtk_widget_add_css_class (self->info, "bt-loupe-info");
  gtk_widget_set_can_target (self->info, FALSE);
  self->mark = add_label (self->info, "bt-mark");
  gtk_label_set_label (GTK_LABEL (self->mark), "●");
  self->rating = add_label (self->info, "bt-stars");
  self->choice = add_label (self->info, "heading");
  self->caption = add_label (self->info, "caption");
  gtk_widget_set_hexpand (self->caption, TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->caption), 0);
  gtk_label_set_lines (GTK_LABEL (self->caption), 2);
  gtk_label_set_wrap (GTK_LABEL (self->caption), TRUE);
  self->place = add_label (self->info, "numeric");
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->info);

  self->problem = gtk_label_new ("");
  gtk_label_set_wrap (GTK_LABEL (self->problem), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->problem), 50);
  gtk_widget_set_halign (self->problem, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->problem, GTK_ALIGN_START);
  gtk_widget_set_visible (self->problem, FALSE);
  gtk_widget_add_css_class (self->problem, "bt-loupe-problem");
  gtk_widget_set_can_target (self->problem, FALSE);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->problem);
}

GtkWidget *
bt_loupe_page_new (BtContext *context)
{
  BtLoupePage *self;

  g_return_val_if_fail (BT_IS_CONTEXT (context), NULL);

  self = g_object_new (BT_TYPE_LOUPE_PAGE, NULL);
  self->loupe = bt_loupe_new (context);
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), self->loupe);
  g_signal_connect_swapped (self->loupe, "failed", G_CALLBACK (failed_cb), self);
  g_signal_connect_swapped (self->loupe, "shown", G_CALLBACK (show_place), self);
  g_signal_connect_swapped (self->loupe, "notify::zoom", G_CALLBACK (show_place), self);
  show_item (self);
  return GTK_WIDGET (self);
}

void
bt_loupe_page_set_item (BtLoupePage *self, BtPhotoItem *item, guint position, guint n)
{
  g_return_if_fail (BT_IS_LOUPE_PAGE (self));

  self->position = position;
  self->n = n;
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, show_item, self);
  g_set_object (&self->item, item);
  if (item != NULL)
    g_signal_connect_object (item, "changed", G_CALLBACK (show_item), self,
                             G_CONNECT_SWAPPED);
  show_item (self);
}

BtPhotoItem *
bt_loupe_page_get_item (BtLoupePage *self)
{
  g_return_val_if_fail (BT_IS_LOUPE_PAGE (self), NULL);

  return self->item;
}

BtLoupe *
bt_loupe_page_get_loupe (BtLoupePage *self)
{
  g_return_val_if_fail (BT_IS_LOUPE_PAGE (self), NULL);

  return BT_LOUPE (self->loupe);
}

void
bt_loupe_page_set_info_shown (BtLoupePage *self, gboolean shown)
{
  g_return_if_fail (BT_IS_LOUPE_PAGE (self));

  gtk_widget_set_opacity (self->info, shown ? 1 : 0);
}

void
bt_loupe_page_set_active (BtLoupePage *self, gboolean active)
{
  g_return_if_fail (BT_IS_LOUPE_PAGE (self));

  if (active)
    gtk_widget_add_css_class (GTK_WIDGET (self), "active");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "active");
}

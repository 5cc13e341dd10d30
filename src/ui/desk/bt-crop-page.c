/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/desk/bt-crop-page.h"

/* Room for the photo that is worth having beside the controls. */
#define PHOTO_BESIDE 380

struct _BtCropPage
{
  GtkWidget parent_instance;

  GtkWidget *overlay;
  GtkWidget *view;
  GtkWidget *problem;
  GtkWidget *controls;
};

G_DEFINE_FINAL_TYPE (BtCropPage, bt_crop_page, GTK_TYPE_WIDGET)

static void
min_width (GtkWidget *widget, int *minimum, int *natural)
{
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, minimum, natural, NULL,
                      NULL);
}

static void
bt_crop_page_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  BtCropPage *self = BT_CROP_PAGE (widget);
  int photo, photo_natural, controls, controls_natural;

  gtk_widget_measure (self->overlay, orientation, -1, &photo, &photo_natural, NULL, NULL);
  gtk_widget_measure (self->controls, orientation, -1, &controls, &controls_natural, NULL,
                      NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (photo, controls);
      *natural = photo_natural + controls_natural;
    }
  else
    {
      *minimum = photo + controls;
      *natural = MAX (photo_natural, *minimum);
    }
}

/* Decided here, where the width is known, and by places alone. */
static void
bt_crop_page_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  BtCropPage *self = BT_CROP_PAGE (widget);
  int minimum, natural;
  GtkAllocation place = { 0, 0, width, height };

  min_width (self->controls, &minimum, &natural);
  if (width - natural >= PHOTO_BESIDE)
    {
      place.width = width - natural;
      gtk_widget_size_allocate (self->overlay, &place, -1);
      place.x = place.width;
      place.width = natural;
    }
  else
    {
      int controls;

      gtk_widget_measure (self->controls, GTK_ORIENTATION_VERTICAL, width, &controls,
                          NULL, NULL, NULL);
      place.height = MIN (height * 11 / 20, height - controls);
      gtk_widget_size_allocate (self->overlay, &place, -1);
      place.y = place.height;
      place.height = height - place.y;
    }
  gtk_widget_size_allocate (self->controls, &place, -1);
}

static void
bt_crop_page_dispose (GObject *object)
{
  BtCropPage *self = BT_CROP_PAGE (object);

  g_clear_pointer (&self->controls, gtk_widget_unparent);
  g_clear_pointer (&self->overlay, gtk_widget_unparent);

  G_OBJECT_CLASS (bt_crop_page_parent_class)->dispose (object);
}

static gboolean
bt_crop_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (BT_CROP_PAGE (widget)->view);
}

static void
bt_crop_page_class_init (BtCropPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_crop_page_dispose;
  widget_class->measure = bt_crop_page_measure;
  widget_class->size_allocate = bt_crop_page_size_allocate;
  widget_class->grab_focus = bt_crop_page_grab_focus;
  gtk_widget_class_set_css_name (widget_class, "croppage");
}

static void
bt_crop_page_init (BtCropPage *self)
{
}

GtkWidget *
bt_crop_page_new (BtContext *context)
{
  BtCropPage *self;

  g_return_val_if_fail (BT_IS_CONTEXT (context), NULL);

  self = g_object_new (BT_TYPE_CROP_PAGE, NULL);
  self->overlay = gtk_overlay_new ();
  self->view = bt_crop_view_new (context);
  self->problem = gtk_label_new ("");
  gtk_label_set_wrap (GTK_LABEL (self->problem), TRUE);
  gtk_label_set_justify (GTK_LABEL (self->problem), GTK_JUSTIFY_CENTER);
  gtk_widget_set_halign (self->problem, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->problem, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->problem, "bt-crop-problem");
  gtk_widget_set_visible (self->problem, FALSE);
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), self->view);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->problem);
  gtk_widget_set_parent (self->overlay, GTK_WIDGET (self));
  self->controls = bt_crop_controls_new (BT_CROP_VIEW (self->view));
  gtk_widget_set_parent (self->controls, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

BtCropView *
bt_crop_page_get_view (BtCropPage *self)
{
  g_return_val_if_fail (BT_IS_CROP_PAGE (self), NULL);

  return BT_CROP_VIEW (self->view);
}

BtCropControls *
bt_crop_page_get_controls (BtCropPage *self)
{
  g_return_val_if_fail (BT_IS_CROP_PAGE (self), NULL);

  return BT_CROP_CONTROLS (self->controls);
}

void
bt_crop_page_set_problem (BtCropPage *self, const char *text)
{
  g_return_if_fail (BT_IS_CROP_PAGE (self));

  gtk_label_set_label (GTK_LABEL (self->problem), text != NULL ? text : "");
  gtk_widget_set_visible (self->problem, text != NULL);
}

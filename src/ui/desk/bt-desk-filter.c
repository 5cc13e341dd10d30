/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/desk/bt-desk-filter.h"

#include <glib/gi18n.h>

#include "ui/bt-accessible.h"
#include "ui/desk/bt-mark.h"

struct _BtDeskFilterPopover
{
  GtkPopover parent_instance;

  GtkDropDown *rating;
  GtkWidget *choices[3]; /* by #BtChoice */
  GtkWidget *marks[BT_N_MARKS + 1];
  GtkDropDown *captioned;
  GtkDropDown *used;
  GtkWidget *reset;
  gboolean resetting;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtDeskFilterPopover, bt_desk_filter_popover, GTK_TYPE_POPOVER)

/* The lines of the first drop-down. */
static const struct
{
  const char *label;
  guint min;
  guint max;
} ratings[] = {
  { NC_ ("filter", "Any"), 0, 5 },          { NC_ ("filter", "★ or more"), 1, 5 },
  { NC_ ("filter", "★★ or more"), 2, 5 },   { NC_ ("filter", "★★★ or more"), 3, 5 },
  { NC_ ("filter", "★★★★ or more"), 4, 5 }, { NC_ ("filter", "★★★★★"), 5, 5 },
  { NC_ ("filter", "Not rated"), 0, 0 },
};

static void
changed (BtDeskFilterPopover *self)
{
  if (self->resetting)
    return;
  gtk_widget_set_sensitive (self->reset, bt_desk_filter_popover_is_set (self));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
reset_cb (BtDeskFilterPopover *self)
{
  self->resetting = TRUE;
  gtk_drop_down_set_selected (self->rating, 0);
  gtk_drop_down_set_selected (self->captioned, 0);
  gtk_drop_down_set_selected (self->used, 0);
  for (guint i = 0; i < G_N_ELEMENTS (self->choices); i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->choices[i]), FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (self->marks); i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->marks[i]), FALSE);
  self->resetting = FALSE;
  changed (self);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static guint
active_bits (GtkWidget *const *toggles, guint n)
{
  guint bits = 0;

  for (guint i = 0; i < n; i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (toggles[i])))
      bits |= 1u << i;
  return bits;
}

/* ---- making it ---- */

static void
name (GtkWidget *widget, const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

static void
add_row (GtkGrid *grid, int row, const char *label, GtkWidget *widget)
{
  GtkWidget *text = gtk_label_new (label);

  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_widget_add_css_class (text, "dim-label");
  gtk_grid_attach (grid, text, 0, row, 1, 1);
  gtk_grid_attach (grid, widget, 1, row, 1, 1);
}

static GtkDropDown *
add_drop_down (BtDeskFilterPopover *self,
               GtkGrid *grid,
               int row,
               const char *label,
               const char *const *lines)
{
  GtkWidget *down = gtk_drop_down_new_from_strings (lines);

  gtk_widget_set_hexpand (down, TRUE);
  name (down, label);
  /* the button inside has the focus: it is read out, not the drop-down */
  name (gtk_widget_get_first_child (down), label);
  add_row (grid, row, label, down);
  g_signal_connect_swapped (down, "notify::selected", G_CALLBACK (changed), self);
  return GTK_DROP_DOWN (down);
}

static GtkWidget *
add_toggle (BtDeskFilterPopover *self, GtkWidget *box, const char *label, GtkWidget *face)
{
  GtkWidget *toggle = gtk_toggle_button_new ();

  gtk_button_set_child (GTK_BUTTON (toggle), face);
  gtk_widget_set_tooltip_text (toggle, label);
  name (toggle, label);
  gtk_box_append (GTK_BOX (box), toggle);
  g_signal_connect_swapped (toggle, "toggled", G_CALLBACK (changed), self);
  return toggle;
}

static void
draw_mark_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  guint mark = GPOINTER_TO_UINT (data);
  GdkRGBA colour;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (area)), &colour);
  cairo_arc (cr, width / 2.0, height / 2.0, MIN (width, height) / 2.0 - 1, 0, 2 * G_PI);
  if (mark > 0)
    colour = *bt_mark_colour (mark);
  gdk_cairo_set_source_rgba (cr, &colour);
  if (mark > 0)
    cairo_fill (cr);
  else
    cairo_stroke (cr);
}

static GtkWidget *
mark_face (guint mark)
{
  GtkWidget *area = gtk_drawing_area_new ();

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), 14);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), 14);
  gtk_widget_set_valign (area, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (area, GTK_ALIGN_CENTER);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_mark_cb,
                                  GUINT_TO_POINTER (mark), NULL);
  return area;
}

static void
add_choices (BtDeskFilterPopover *self, GtkGrid *grid, int row)
{
  const char *const labels[] = { C_ ("filter", "Neither"), C_ ("filter", "Picked"),
                                 C_ ("filter", "Rejected") };
  static const int order[] = { BT_CHOICE_PICK, BT_CHOICE_NONE, BT_CHOICE_REJECT };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    self->choices[order[i]] =
        add_toggle (self, box, labels[order[i]], gtk_label_new (labels[order[i]]));
  add_row (grid, row, C_ ("filter", "Choice"), box);
}

static void
add_marks (BtDeskFilterPopover *self, GtkGrid *grid, int row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (self->marks); i++)
    {
      self->marks[i] = add_toggle (self, box, bt_mark_name (i), mark_face (i));
      gtk_widget_add_css_class (self->marks[i], "bt-mark-toggle");
    }
  add_row (grid, row, C_ ("filter", "Color mark"), box);
}

static void
bt_desk_filter_popover_class_init (BtDeskFilterPopoverClass *klass)
{
  signals[CHANGED] =
      g_signal_new ("changed", BT_TYPE_DESK_FILTER_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 0);
}

static void
bt_desk_filter_popover_init (BtDeskFilterPopover *self)
{
  const char *const captioned[] = { C_ ("filter", "Any"), C_ ("filter", "With a caption"),
                                    C_ ("filter", "Without a caption"), NULL };
  const char *const used[] = { C_ ("filter", "Any"), C_ ("filter", "In an article"),
                               C_ ("filter", "In no article"), NULL };
  const char *lines[G_N_ELEMENTS (ratings) + 1] = { NULL };
  GtkWidget *grid = gtk_grid_new ();

  for (guint i = 0; i < G_N_ELEMENTS (ratings); i++)
    lines[i] = g_dpgettext2 (GETTEXT_PACKAGE, "filter", ratings[i].label);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 9);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_widget_add_css_class (grid, "bt-desk-filter");
  self->rating = add_drop_down (self, GTK_GRID (grid), 0, C_ ("filter", "Rating"), lines);
  add_choices (self, GTK_GRID (grid), 1);
  add_marks (self, GTK_GRID (grid), 2);
  self->captioned =
      add_drop_down (self, GTK_GRID (grid), 3, C_ ("filter", "Caption"), captioned);
  self->used = add_drop_down (self, GTK_GRID (grid), 4, C_ ("filter", "Used"), used);
  self->reset = gtk_button_new_with_mnemonic (C_ ("filter", "_Show All Photos"));
  gtk_widget_set_sensitive (self->reset, FALSE);
  gtk_grid_attach (GTK_GRID (grid), self->reset, 0, 5, 2, 1);
  g_signal_connect_swapped (self->reset, "clicked", G_CALLBACK (reset_cb), self);
  gtk_popover_set_child (GTK_POPOVER (self), grid);
  bt_accessible_name_buttons (GTK_WIDGET (self));
}

/* ---- public ---- */

GtkWidget *
bt_desk_filter_popover_new (void)
{
  return g_object_new (BT_TYPE_DESK_FILTER_POPOVER, NULL);
}

static int
wanted (GtkDropDown *down)
{
  guint selected = gtk_drop_down_get_selected (down);

  return selected == 1 ? 1 : selected == 2 ? 0 : -1;
}

void
bt_desk_filter_popover_get (BtDeskFilterPopover *self, BtDeskFilter *filter)
{
  static const BtDeskFilter all = BT_DESK_FILTER_ALL;
  guint rating;

  g_return_if_fail (BT_IS_DESK_FILTER_POPOVER (self));
  g_return_if_fail (filter != NULL);

  *filter = all;
  rating = gtk_drop_down_get_selected (self->rating);
  if (rating < G_N_ELEMENTS (ratings))
    {
      filter->min_rating = ratings[rating].min;
      filter->max_rating = ratings[rating].max;
    }
  filter->marks = active_bits (self->marks, G_N_ELEMENTS (self->marks));
  filter->choices = active_bits (self->choices, G_N_ELEMENTS (self->choices));
  filter->captioned = wanted (self->captioned);
  filter->used = wanted (self->used);
}

gboolean
bt_desk_filter_popover_is_set (BtDeskFilterPopover *self)
{
  g_return_val_if_fail (BT_IS_DESK_FILTER_POPOVER (self), FALSE);

  return gtk_drop_down_get_selected (self->rating) != 0
         || gtk_drop_down_get_selected (self->captioned) != 0
         || gtk_drop_down_get_selected (self->used) != 0
         || active_bits (self->marks, G_N_ELEMENTS (self->marks)) != 0
         || active_bits (self->choices, G_N_ELEMENTS (self->choices)) != 0;
}

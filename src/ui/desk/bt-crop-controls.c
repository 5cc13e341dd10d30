/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/desk/bt-crop-controls.h"

#include <glib/gi18n.h>

#include <math.h>

#include "ui/desk/bt-crop-areas.h"

static const struct
{
  const char *word;
  const char *label; /* translated in the first row */
} ratios[] = {
  { "", NC_ ("ratio", "Free") },
  { "original", NC_ ("ratio", "Original") },
  { "featured", NC_ ("ratio", "Featured") },
  { "16:9", "16:9" },
  { "4:3", "4:3" },
  { "3:2", "3:2" },
  { "1:1", "1:1" },
};
#define FIRST_ROW 3

enum
{
  LEVEL,
  BRIGHTNESS,
  CONTRAST,
  N_SCALES
};

struct _BtCropControls
{
  GtkWidget parent_instance;

  BtCropView *view; /* not owned: its page holds both */
  guint width;
  guint height;
  BtCropShape shape;
  gboolean updating;

  GtkWidget *tools[3];
  GtkWidget *ratios[G_N_ELEMENTS (ratios)];
  GtkWidget *size;
  GtkAdjustment *scales[N_SCALES];
  GtkWidget *focus_button;
  GtkWidget *areas;
  GtkWidget *watermark;
};

enum
{
  EDITED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtCropControls, bt_crop_controls, GTK_TYPE_WIDGET)

/* ---- changing ---- */

/* Shows @edit, (transfer full), and tells. */
static void
take (BtCropControls *self, BtPhotoEdit *edit, gboolean finished)
{
  bt_crop_view_set_edit (self->view, edit);
  bt_photo_edit_free (edit);
  bt_crop_controls_update (self);
  g_signal_emit (self, signals[EDITED], 0, finished);
}

static void
tool_cb (GtkToggleButton *button, BtCropControls *self)
{
  if (self->updating)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (self->tools); i++)
    if (self->tools[i] == GTK_WIDGET (button))
      bt_crop_view_set_tool (self->view, i);
  bt_crop_controls_update (self);
}

static void
ratio_cb (GtkToggleButton *button, BtCropControls *self)
{
  BtPhotoEdit *edit;

  if (self->updating)
    return;
  edit = bt_photo_edit_copy (bt_crop_view_get_edit (self->view));
  for (guint i = 0; i < G_N_ELEMENTS (self->ratios); i++)
    if (self->ratios[i] == GTK_WIDGET (button))
      bt_crop_set_ratio (edit, self->width, self->height, ratios[i].word, &self->shape);
  bt_crop_view_set_tool (self->view, BT_CROP_TOOL_CROP);
  take (self, edit, TRUE);
}

static void
scale_cb (GtkAdjustment *adjustment, BtCropControls *self)
{
  double value = gtk_adjustment_get_value (adjustment);
  BtPhotoEdit *edit;

  if (self->updating)
    return;
  edit = bt_photo_edit_copy (bt_crop_view_get_edit (self->view));
  if (adjustment == self->scales[LEVEL])
    {
      edit->level = value;
      bt_crop_view_show_grid (self->view);
    }
  else if (adjustment == self->scales[BRIGHTNESS])
    edit->brightness = value / 100;
  else
    edit->contrast = value / 100;
  take (self, edit, FALSE);
}

static void
watermark_cb (GtkCheckButton *check, BtCropControls *self)
{
  BtPhotoEdit *edit;

  if (self->updating)
    return;
  edit = bt_photo_edit_copy (bt_crop_view_get_edit (self->view));
  edit->watermark = gtk_check_button_get_active (check);
  take (self, edit, TRUE);
}

static void
remove_focus_cb (GtkButton *button, BtCropControls *self)
{
  BtPhotoEdit *edit = bt_photo_edit_copy (bt_crop_view_get_edit (self->view));

  edit->has_focus = FALSE;
  take (self, edit, TRUE);
}

static void
areas_cb (BtCropControls *self, BtPhotoEdit *edit)
{
  take (self, bt_photo_edit_copy (edit), TRUE);
}

/* ---- following ---- */

/* Returns: whether @self keeps the ratio of button @i, lying or upright */
static gboolean
is_ratio (BtCropControls *self, const BtPhotoEdit *edit, guint i)
{
  double kept = bt_crop_get_ratio (edit, self->width, self->height, &self->shape);
  g_autoptr (BtPhotoEdit) other = NULL;
  double ratio;

  if (g_str_equal (edit->ratio, ratios[i].word))
    return TRUE;
  if (kept <= 0 || *ratios[i].word == '\0')
    return FALSE;
  other = bt_photo_edit_copy (edit);
  bt_photo_edit_set_ratio_word (other, ratios[i].word);
  ratio = bt_crop_get_ratio (other, self->width, self->height, &self->shape);
  return ratio > 0 && fabs (kept * ratio - 1) < 1e-6;
}

static void
update_ratios (BtCropControls *self, const BtPhotoEdit *edit)
{
  int active = -1;

  for (guint i = 0; i < G_N_ELEMENTS (ratios); i++)
    if (g_str_equal (edit->ratio, ratios[i].word))
      active = (int)i;
  for (guint i = 0; active < 0 && i < G_N_ELEMENTS (ratios); i++)
    if (is_ratio (self, edit, i))
      active = (int)i;
  for (guint i = 0; i < G_N_ELEMENTS (ratios); i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->ratios[i]), (int)i == active);
}

static void
update_size (BtCropControls *self, const BtPhotoEdit *edit)
{
  g_autofree char *text = NULL;
  guint width, height;

  if (self->width == 0 || self->height == 0)
    {
      gtk_label_set_label (GTK_LABEL (self->size), "");
      return;
    }
  bt_photo_edit_output_size (edit, self->width, self->height, &width, &height);
  text = g_strdup_printf (C_ ("crop", "%u × %u pixels"), width, height);
  gtk_label_set_label (GTK_LABEL (self->size), text);
}

void
bt_crop_controls_update (BtCropControls *self)
{
  const BtPhotoEdit *edit;

  g_return_if_fail (BT_IS_CROP_CONTROLS (self));

  edit = bt_crop_view_get_edit (self->view);
  self->updating = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (self->tools); i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->tools[i]),
                                  bt_crop_view_get_tool (self->view) == i);
  update_ratios (self, edit);
  update_size (self, edit);
  gtk_adjustment_set_value (self->scales[LEVEL], edit->level);
  gtk_adjustment_set_value (self->scales[BRIGHTNESS], edit->brightness * 100);
  gtk_adjustment_set_value (self->scales[CONTRAST], edit->contrast * 100);
  gtk_widget_set_sensitive (self->focus_button, edit->has_focus);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->watermark), edit->watermark);
  bt_crop_areas_update (BT_CROP_AREAS (self->areas));
  self->updating = FALSE;
}

void
bt_crop_controls_set_photo (BtCropControls *self,
                            guint width,
                            guint height,
                            const BtCropShape *shape)
{
  g_return_if_fail (BT_IS_CROP_CONTROLS (self));

  self->width = width;
  self->height = height;
  self->shape = *shape;
  gtk_widget_set_sensitive (self->ratios[2], shape->featured_width > 0);
  bt_crop_controls_update (self);
}

/* ---- parts ---- */

static void
add (GtkWidget *box, GtkWidget *child)
{
  gtk_box_append (GTK_BOX (box), child);
}

static GtkWidget *
row_new (gboolean linked)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, linked ? 0 : 6);

  if (linked)
    {
      gtk_widget_add_css_class (row, "linked");
      gtk_box_set_homogeneous (GTK_BOX (row), TRUE);
    }
  return row;
}

static GtkWidget *
heading_new (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "heading");
  gtk_widget_set_margin_top (label, 9);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  return label;
}

static void
name (GtkWidget *widget, const char *text, const char *tooltip)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
  if (tooltip != NULL)
    gtk_widget_set_tooltip_text (widget, tooltip);
}

static GtkWidget *
action_button (const char *icon, const char *label, const char *action, const char *tip)
{
  GtkWidget *button = icon != NULL ? gtk_button_new_from_icon_name (icon)
                                   : gtk_button_new_with_label (label);

  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  name (button, label, tip);
  return button;
}

static void
add_tools (BtCropControls *self, GtkWidget *box)
{
  const char *labels[] = { C_ ("crop", "Crop"), C_ ("crop", "Interest"),
                           C_ ("crop", "Hide") };
  const char *tips[] = {
    C_ ("crop", "Pull the edges of the crop, or move it (C)"),
    C_ ("crop", "Press on what matters most: every automatic crop keeps this point of "
                "interest (F)"),
    C_ ("crop", "Draw over a face or a number plate to make it unrecognizable (A)"),
  };
  GtkWidget *row = row_new (TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (self->tools); i++)
    {
      self->tools[i] = gtk_toggle_button_new_with_label (labels[i]);
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->tools[i]),
                                   i > 0 ? GTK_TOGGLE_BUTTON (self->tools[0]) : NULL);
      gtk_widget_set_tooltip_text (self->tools[i], tips[i]);
      g_signal_connect (self->tools[i], "toggled", G_CALLBACK (tool_cb), self);
      add (row, self->tools[i]);
    }
  add (box, row);
}

static void
add_shape (BtCropControls *self, GtkWidget *box)
{
  GtkWidget *row = NULL;

  add (box, heading_new (C_ ("crop", "Shape")));
  for (guint i = 0; i < G_N_ELEMENTS (ratios); i++)
    {
      const char *label =
          i < FIRST_ROW ? g_dpgettext2 (NULL, "ratio", ratios[i].label) : ratios[i].label;

      if (i == 0 || i == FIRST_ROW)
        {
          row = row_new (TRUE);
          add (box, row);
        }
      self->ratios[i] = gtk_toggle_button_new_with_label (label);
      g_signal_connect (self->ratios[i], "clicked", G_CALLBACK (ratio_cb), self);
      add (row, self->ratios[i]);
    }
  gtk_widget_set_tooltip_text (self->ratios[1], C_ ("crop", "As the whole photo is"));
  gtk_widget_set_tooltip_text (
      self->ratios[2], C_ ("crop", "As the portal shows the photo that stands for an "
                                   "article"));
  row = row_new (FALSE);
  self->size = gtk_label_new ("");
  gtk_widget_add_css_class (self->size, "numeric");
  gtk_widget_add_css_class (self->size, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (self->size), 0);
  gtk_widget_set_hexpand (self->size, TRUE);
  add (row, self->size);
  add (row,
       action_button ("object-flip-horizontal-symbolic", C_ ("crop", "Upright or Lying"),
                      "desk.swap-crop", C_ ("crop", "Upright or lying crop (S)")));
  add (box, row);
}

static void
add_scale (BtCropControls *self,
           GtkWidget *box,
           guint i,
           const char *label,
           double limit,
           double step,
           int digits)
{
  GtkWidget *row = row_new (FALSE), *text = gtk_label_new (label), *spin, *scale;

  self->scales[i] = gtk_adjustment_new (0, -limit, limit, step, step * 5, 0);
  g_signal_connect (self->scales[i], "value-changed", G_CALLBACK (scale_cb), self);
  spin = gtk_spin_button_new (self->scales[i], step, (guint)digits);
  scale = gtk_scale_new (GTK_ORIENTATION_HORIZONTAL, self->scales[i]);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 5);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (spin), 5);
  gtk_scale_set_draw_value (GTK_SCALE (scale), FALSE);
  gtk_scale_add_mark (GTK_SCALE (scale), 0, GTK_POS_BOTTOM, NULL);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_widget_set_hexpand (text, TRUE);
  name (spin, label, NULL);
  name (scale, label, NULL);
  add (row, text);
  add (row, spin);
  add (box, row);
  add (box, scale);
}

static void
add_straighten (BtCropControls *self, GtkWidget *box)
{
  GtkWidget *row = row_new (TRUE);

  add (box, heading_new (C_ ("crop", "Turn and Level")));
  add (row, action_button ("object-rotate-left-symbolic", C_ ("crop", "Turn Left"),
                           "desk.turn(-1)", C_ ("crop", "Turn left by 90° ([)")));
  add (row, action_button ("object-rotate-right-symbolic", C_ ("crop", "Turn Right"),
                           "desk.turn(1)", C_ ("crop", "Turn right by 90° (])")));
  add (box, row);
  add_scale (self, box, LEVEL, C_ ("crop", "Level (°)"), BT_PHOTO_MAX_LEVEL, 0.1, 1);
}

static void
add_rest (BtCropControls *self, GtkWidget *box)
{
  GtkWidget *row = row_new (FALSE), *text;

  add (box, heading_new (C_ ("crop", "Point of Interest")));
  text = gtk_label_new (C_ ("crop", "Every automatic crop keeps it."));
  gtk_widget_add_css_class (text, "dim-label");
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_widget_set_hexpand (text, TRUE);
  self->focus_button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  gtk_widget_add_css_class (self->focus_button, "flat");
  name (self->focus_button, C_ ("crop", "Remove the Point of Interest"),
        C_ ("crop", "Remove the point of interest"));
  g_signal_connect (self->focus_button, "clicked", G_CALLBACK (remove_focus_cb), self);
  add (row, text);
  add (row, self->focus_button);
  add (box, row);

  add (box, heading_new (C_ ("crop", "Hidden Areas")));
  self->areas = bt_crop_areas_new (self->view);
  g_signal_connect_swapped (self->areas, "edited", G_CALLBACK (areas_cb), self);
  add (box, self->areas);

  self->watermark =
      gtk_check_button_new_with_label (C_ ("crop", "The newsroom’s watermark"));
  gtk_widget_set_margin_top (self->watermark, 9);
  gtk_widget_set_tooltip_text (
      self->watermark, C_ ("crop", "Put on what is sent, if the newsroom has set one"));
  g_signal_connect (self->watermark, "toggled", G_CALLBACK (watermark_cb), self);
  add (box, self->watermark);
}

static void
add_commands (GtkWidget *box)
{
  GtkWidget *row = row_new (TRUE), *reset;

  gtk_widget_set_margin_top (row, 9);
  add (row, action_button (NULL, C_ ("crop", "Copy"), "desk.copy-corrections",
                           C_ ("crop", "Copy these corrections for other photos")));
  add (row, action_button (NULL, C_ ("crop", "Paste"), "desk.paste-corrections",
                           C_ ("crop", "Paste the corrections that were copied")));
  add (box, row);
  reset = action_button (NULL, C_ ("crop", "Reset"), "desk.reset-corrections",
                         C_ ("crop", "As it was taken: take all corrections off"));
  add (box, reset);
}

/* ---- widget ---- */

static void
bt_crop_controls_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (bt_crop_controls_parent_class)->dispose (object);
}

static void
bt_crop_controls_class_init (BtCropControlsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bt_crop_controls_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass),
                                            GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "cropcontrols");

  signals[EDITED] = g_signal_new ("edited", BT_TYPE_CROP_CONTROLS, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
bt_crop_controls_init (BtCropControls *self)
{
}

GtkWidget *
bt_crop_controls_new (BtCropView *view)
{
  BtCropControls *self;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  g_return_val_if_fail (BT_IS_CROP_VIEW (view), NULL);

  self = g_object_new (BT_TYPE_CROP_CONTROLS, NULL);
  self->view = view;
  gtk_widget_add_css_class (box, "bt-crop-controls");
  add_tools (self, box);
  add_shape (self, box);
  add_straighten (self, box);
  add (box, heading_new (C_ ("crop", "Light")));
  add_scale (self, box, BRIGHTNESS, C_ ("crop", "Brightness"), 100, 1, 0);
  add_scale (self, box, CONTRAST, C_ ("crop", "Contrast"), 100, 1, 0);
  add_rest (self, box);
  add_commands (box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_widget_set_parent (scrolled, GTK_WIDGET (self));
  bt_crop_controls_update (self);
  return GTK_WIDGET (self);
}

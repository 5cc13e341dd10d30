/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/desk/bt-crop-areas.h"

#include <glib/gi18n.h>

struct _BtCropAreas
{
  GtkWidget parent_instance;

  BtCropView *view; /* not owned */
  GtkWidget *rows;
  GtkWidget *hint;
  GPtrArray *lines; /* of Line */
  gboolean updating;
};

typedef struct
{
  BtCropAreas *list;
  GtkWidget *row;
  GtkWidget *choose;
  GtkWidget *kind;
} Line;

enum
{
  EDITED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtCropAreas, bt_crop_areas, GTK_TYPE_WIDGET)

static int
index_of (Line *line)
{
  guint index = 0;

  return g_ptr_array_find (line->list->lines, line, &index) ? (int)index : -1;
}

static void
tell (BtCropAreas *self, BtPhotoEdit *edit)
{
  g_signal_emit (self, signals[EDITED], 0, edit);
}

static void
choose_cb (GtkToggleButton *button, Line *line)
{
  if (line->list->updating)
    return;
  bt_crop_view_set_tool (line->list->view, BT_CROP_TOOL_AREAS);
  bt_crop_view_set_area (line->list->view, index_of (line));
  bt_crop_areas_update (line->list);
}

static void
kind_cb (GtkDropDown *drop_down, GParamSpec *pspec, Line *line)
{
  g_autoptr (BtPhotoEdit) edit = NULL;
  int index = index_of (line);

  if (line->list->updating || index < 0)
    return;
  edit = bt_photo_edit_copy (bt_crop_view_get_edit (line->list->view));
  g_array_index (edit->areas, BtPhotoArea, index).kind =
      gtk_drop_down_get_selected (drop_down) == 1 ? BT_AREA_PIXELATE : BT_AREA_BLUR;
  tell (line->list, edit);
}

static void
remove_cb (GtkButton *button, Line *line)
{
  g_autoptr (BtPhotoEdit) edit =
      bt_photo_edit_copy (bt_crop_view_get_edit (line->list->view));
  int index = index_of (line);

  if (index < 0)
    return;
  gtk_widget_grab_focus (GTK_WIDGET (line->list->view));
  g_array_remove_index (edit->areas, (guint)index);
  tell (line->list, edit);
}

static void
add_cb (GtkButton *button, BtCropAreas *self)
{
  bt_crop_view_add_area (self->view);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* ---- lines ---- */

/* @text: (transfer full) */
static void
name (GtkWidget *widget, char *text)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
  if (GTK_IS_TOGGLE_BUTTON (widget))
    gtk_button_set_label (GTK_BUTTON (widget), text);
  g_free (text);
}

static Line *
line_new (BtCropAreas *self)
{
  const char *const kinds[] = { C_ ("area", "Blurred"), C_ ("area", "In Squares"), NULL };
  guint number = self->lines->len + 1;
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  Line *line = g_new0 (Line, 1);

  line->list = self;
  line->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  line->choose = gtk_toggle_button_new_with_label ("");
  line->kind = gtk_drop_down_new_from_strings (kinds);
  gtk_widget_set_hexpand (line->kind, TRUE);
  gtk_widget_add_css_class (line->choose, "flat");
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_tooltip_text (remove, C_ ("area", "Show this part again"));
  name (line->choose, g_strdup_printf (C_ ("area", "Area %u"), number));
  name (line->kind, g_strdup_printf (C_ ("area", "How area %u is hidden"), number));
  name (remove, g_strdup_printf (C_ ("area", "Show Area %u Again"), number));
  gtk_box_append (GTK_BOX (line->row), line->choose);
  gtk_box_append (GTK_BOX (line->row), line->kind);
  gtk_box_append (GTK_BOX (line->row), remove);
  gtk_box_append (GTK_BOX (self->rows), line->row);
  g_signal_connect (line->choose, "clicked", G_CALLBACK (choose_cb), line);
  g_signal_connect (line->kind, "notify::selected", G_CALLBACK (kind_cb), line);
  g_signal_connect (remove, "clicked", G_CALLBACK (remove_cb), line);
  return line;
}

static void
line_remove (BtCropAreas *self, guint i)
{
  Line *line = self->lines->pdata[i];

  g_signal_handlers_disconnect_by_data (line->kind, line);
  gtk_box_remove (GTK_BOX (self->rows), line->row);
  g_ptr_array_remove_index (self->lines, i);
}

void
bt_crop_areas_update (BtCropAreas *self)
{
  const BtPhotoEdit *edit;

  g_return_if_fail (BT_IS_CROP_AREAS (self));

  edit = bt_crop_view_get_edit (self->view);
  self->updating = TRUE;
  while (self->lines->len < edit->areas->len)
    g_ptr_array_add (self->lines, line_new (self));
  while (self->lines->len > edit->areas->len)
    line_remove (self, self->lines->len - 1);
  for (guint i = 0; i < self->lines->len; i++)
    {
      Line *line = self->lines->pdata[i];

      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (line->choose),
                                    (int)i == bt_crop_view_get_area (self->view));
      gtk_drop_down_set_selected (
          GTK_DROP_DOWN (line->kind),
          g_array_index (edit->areas, BtPhotoArea, i).kind == BT_AREA_PIXELATE ? 1 : 0);
    }
  gtk_widget_set_visible (self->rows, self->lines->len > 0);
  gtk_widget_set_visible (self->hint, self->lines->len == 0);
  self->updating = FALSE;
}

/* ---- widget ---- */

static void
bt_crop_areas_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (bt_crop_areas_parent_class)->dispose (object);
}

static void
bt_crop_areas_finalize (GObject *object)
{
  g_ptr_array_unref (BT_CROP_AREAS (object)->lines);

  G_OBJECT_CLASS (bt_crop_areas_parent_class)->finalize (object);
}

static void
bt_crop_areas_class_init (BtCropAreasClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bt_crop_areas_dispose;
  G_OBJECT_CLASS (klass)->finalize = bt_crop_areas_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass),
                                            GTK_TYPE_BIN_LAYOUT);

  signals[EDITED] = g_signal_new ("edited", BT_TYPE_CROP_AREAS, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, BT_TYPE_PHOTO_EDIT);
}

static void
bt_crop_areas_init (BtCropAreas *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *button = gtk_button_new_with_label (C_ ("area", "Hide an Area"));

  self->lines = g_ptr_array_new_with_free_func (g_free);
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  self->hint = gtk_label_new (C_ ("area", "Faces of children, number plates: drawn over, "
                                          "they are nowhere in what is sent."));
  gtk_widget_add_css_class (self->hint, "dim-label");
  gtk_label_set_wrap (GTK_LABEL (self->hint), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->hint), 0);
  gtk_widget_set_tooltip_text (
      button, C_ ("area", "Hide something in the middle of the crop (Insert)"));
  g_signal_connect (button, "clicked", G_CALLBACK (add_cb), self);
  gtk_box_append (GTK_BOX (box), self->hint);
  gtk_box_append (GTK_BOX (box), self->rows);
  gtk_box_append (GTK_BOX (box), button);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
}

GtkWidget *
bt_crop_areas_new (BtCropView *view)
{
  BtCropAreas *self;

  g_return_val_if_fail (BT_IS_CROP_VIEW (view), NULL);

  self = g_object_new (BT_TYPE_CROP_AREAS, NULL);
  self->view = view;
  bt_crop_areas_update (self);
  return GTK_WIDGET (self);
}

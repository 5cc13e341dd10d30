/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/desk/bt-caption-field.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/editor/bt-input-method.h"
#include "ui/editor/bt-span-tags.h"

/* From this part of what IIM holds on, the room that is left is shown. */
#define NEARLY_FULL 0.75
/* Room for the two or three sentences that a caption has. */
#define CAPTION_HEIGHT 76

struct _BtCaptionField
{
  GtkBox parent_instance;

  BtPhotoField field;
  char *name;
  gboolean differs;
  gboolean focused;

  BtTextField *view;
  GtkMenuButton *joins;
  GSimpleAction *join;
  GtkWidget *keep; /* (nullable) */
  GtkLabel *note;
  GtkLabel *room; /* in IIM */
};

enum
{
  EDITED,
  JOINED,
  CLEAR,
  LEFT,
  KEEP,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtCaptionField, bt_caption_field, GTK_TYPE_BOX)

static const struct
{
  const char *id;
  const char *label;
} joins[] = {
  [BT_CAPTION_REPLACE] = { "replace", NC_ ("caption", "Replace") },
  [BT_CAPTION_APPEND] = { "append", NC_ ("caption", "Append") },
  [BT_CAPTION_PREPEND] = { "prepend", NC_ ("caption", "Prepend") },
};

/* ---- what is shown ---- */

static void
show_placeholder (BtCaptionField *self)
{
  BtCaptionJoin join = bt_caption_field_get_join (self);
  const char *text = join == BT_CAPTION_APPEND    ? C_ ("caption", "Behind what is there")
                     : join == BT_CAPTION_PREPEND ? C_ ("caption", "Before what is there")
                     : self->differs              ? C_ ("caption", "(several values)")
                                                  : "";

  g_object_set (self->view, "placeholder", text, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, self->name,
                                  GTK_ACCESSIBLE_PROPERTY_PLACEHOLDER, text, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self->view));
}

static void
show_room (BtCaptionField *self)
{
  g_autofree char *text = bt_caption_field_get_text (self, TRUE);
  g_autofree char *shown = NULL;
  g_autofree char *tip = NULL;
  guint bytes = 0;
  guint limit = bt_caption_measure_iim (self->field, text, &bytes);
  gboolean over = limit > 0 && bytes > limit;

  gtk_widget_set_visible (GTK_WIDGET (self->room),
                          limit > 0 && bytes > limit * NEARLY_FULL);
  shown = g_strdup_printf (C_ ("caption", "%u of %u bytes"), bytes, limit);
  gtk_label_set_label (self->room, shown);
  tip =
      g_strdup_printf (over ? C_ ("caption", "IIM, the older kind of metadata in photos, "
                                             "has room for %u bytes and will hold less "
                                             "than this. XMP holds all of it.")
                            : C_ ("caption", "IIM, the older kind of metadata in photos, "
                                             "has room for %u bytes."),
                       limit);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->room), tip);
  if (over)
    gtk_widget_add_css_class (GTK_WIDGET (self->room), "bt-over");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->room), "bt-over");
}

/* ---- callbacks ---- */

static void
edited_cb (BtCaptionField *self)
{
  show_room (self);
  g_signal_emit (self, signals[EDITED], 0);
}

static void
set_join (BtCaptionField *self, BtCaptionJoin join)
{
  g_simple_action_set_state (self->join, g_variant_new_string (joins[join].id));
  gtk_menu_button_set_label (
      self->joins, g_dpgettext2 (GETTEXT_PACKAGE, "caption", joins[join].label));
  show_placeholder (self);
}

static gboolean
focus_view_cb (gpointer data)
{
  g_autoptr (BtCaptionField) self = data;

  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  return G_SOURCE_REMOVE;
}

static void
join_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BtCaptionField *self = data;
  const char *id = g_variant_get_string (parameter, NULL);
  BtCaptionJoin before = bt_caption_field_get_join (self);

  for (guint i = 0; i < G_N_ELEMENTS (joins); i++)
    if (g_str_equal (joins[i].id, id))
      set_join (self, (BtCaptionJoin)i);
  if (before != bt_caption_field_get_join (self))
    g_signal_emit (self, signals[JOINED], 0);
  /* the menu gives the focus back to its button first */
  g_idle_add (focus_view_cb, g_object_ref (self));
}

static void
clear_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_signal_emit (data, signals[CLEAR], 0);
}

static void
leave_cb (BtCaptionField *self, gboolean forward)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root != NULL)
    gtk_widget_child_focus (GTK_WIDGET (root),
                            forward ? GTK_DIR_TAB_FORWARD : GTK_DIR_TAB_BACKWARD);
}

static void
focus_cb (GtkEventControllerFocus *controller, GParamSpec *pspec, BtCaptionField *self)
{
  gboolean focused = gtk_event_controller_focus_contains_focus (controller);

  if (focused == self->focused)
    return;
  self->focused = focused;
  if (!focused)
    g_signal_emit (self, signals[LEFT], 0);
}

static void
keep_cb (BtCaptionField *self)
{
  g_signal_emit (self, signals[KEEP], 0);
}

/* ---- type ---- */

static void
bt_caption_field_finalize (GObject *object)
{
  BtCaptionField *self = BT_CAPTION_FIELD (object);

  g_free (self->name);
  g_clear_object (&self->join);

  G_OBJECT_CLASS (bt_caption_field_parent_class)->finalize (object);
}

static void
bt_caption_field_class_init (BtCaptionFieldClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bt_caption_field_finalize;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "captionfield");
  signals[EDITED] = g_signal_new ("edited", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  signals[JOINED] = g_signal_new ("joined", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  signals[CLEAR] = g_signal_new ("clear", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  signals[LEFT] =
      g_signal_new ("left", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[KEEP] =
      g_signal_new ("keep", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bt_caption_field_init (BtCaptionField *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 3);
  g_signal_connect (focus, "notify::contains-focus", G_CALLBACK (focus_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

/* ---- what is in it ---- */

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
make_joins (BtCaptionField *self, GtkWidget *head)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) clearing = g_menu_new ();
  g_autoptr (GSimpleAction) clear = g_simple_action_new ("clear", NULL);
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autofree char *tip = NULL;

  self->join = g_simple_action_new_stateful (
      "join", G_VARIANT_TYPE_STRING, g_variant_new_string (joins[BT_CAPTION_REPLACE].id));
  g_signal_connect (self->join, "activate", G_CALLBACK (join_cb), self);
  g_signal_connect (clear, "activate", G_CALLBACK (clear_cb), self);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (self->join));
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (clear));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "field", G_ACTION_GROUP (group));
  for (guint i = 0; i < G_N_ELEMENTS (joins); i++)
    {
      g_autofree char *action = g_strconcat ("field.join::", joins[i].id, NULL);

      g_menu_append (menu, g_dpgettext2 (GETTEXT_PACKAGE, "caption", joins[i].label),
                     action);
    }
  g_menu_append (clearing, C_ ("caption", "Clear in All Photos"), "field.clear");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (clearing));
  self->joins = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_menu_model (self->joins, G_MENU_MODEL (menu));
  gtk_menu_button_set_has_frame (self->joins, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->joins), "bt-caption-join");
  gtk_widget_set_visible (GTK_WIDGET (self->joins), FALSE);
  tip =
      g_strdup_printf (C_ ("caption", "What becomes of “%s” in each photo"), self->name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->joins), tip);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->joins));
}

static void
make_keep (BtCaptionField *self, GtkWidget *head, const char *tip)
{
  g_autofree char *name = NULL;

  self->keep = gtk_button_new_from_icon_name ("list-add-symbolic");
  gtk_widget_add_css_class (self->keep, "flat");
  gtk_widget_add_css_class (self->keep, "bt-caption-keep");
  gtk_widget_set_visible (self->keep, FALSE);
  gtk_widget_set_tooltip_text (self->keep, tip);
  name = g_strdup_printf ("%s: %s", self->name, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->keep),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (self->keep, "clicked", G_CALLBACK (keep_cb), self);
  gtk_box_append (GTK_BOX (head), self->keep);
}

static void
make_view (BtCaptionField *self, gboolean lines)
{
  GtkTextView *view;

  self->view = BT_TEXT_FIELD (bt_text_field_new ("", lines));
  view = GTK_TEXT_VIEW (self->view);
  gtk_text_view_set_left_margin (view, 9);
  gtk_text_view_set_right_margin (view, 9);
  gtk_text_view_set_top_margin (view, 6);
  gtk_text_view_set_bottom_margin (view, 7);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "bt-words");
  if (self->field == BT_PHOTO_CAPTION)
    gtk_widget_set_size_request (GTK_WIDGET (self->view), -1, CAPTION_HEIGHT);
  g_signal_connect_swapped (self->view, "edited", G_CALLBACK (edited_cb), self);
  g_signal_connect_swapped (self->view, "leave", G_CALLBACK (leave_cb), self);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->view));
}

static void
make_foot (BtCaptionField *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->note = GTK_LABEL (make_label (NULL, "bt-caption-note"));
  gtk_label_set_wrap (self->note, TRUE);
  gtk_label_set_wrap_mode (self->note, PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (GTK_WIDGET (self->note), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->note), FALSE);
  self->room = GTK_LABEL (make_label (NULL, "bt-caption-room"));
  gtk_widget_set_valign (GTK_WIDGET (self->room), GTK_ALIGN_START);
  gtk_widget_set_halign (GTK_WIDGET (self->room), GTK_ALIGN_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->room), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->room), FALSE);
  gtk_box_append (GTK_BOX (foot), GTK_WIDGET (self->note));
  gtk_box_append (GTK_BOX (foot), GTK_WIDGET (self->room));
  gtk_box_append (GTK_BOX (self), foot);
}

GtkWidget *
bt_caption_field_new (BtPhotoField field,
                      const char *name,
                      gboolean lines,
                      const char *keep)
{
  BtCaptionField *self = g_object_new (BT_TYPE_CAPTION_FIELD, NULL);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  GtkWidget *label = make_label (name, "bt-caption-name");

  self->field = field;
  self->name = g_strdup (name);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (head), label);
  if (field != BT_PHOTO_DATE_CREATED)
    make_joins (self, head);
  if (keep != NULL)
    make_keep (self, head, keep);
  gtk_box_append (GTK_BOX (self), head);
  make_view (self, lines);
  make_foot (self);
  show_placeholder (self);
  return GTK_WIDGET (self);
}

/* ---- public ---- */

BtPhotoField
bt_caption_field_get_field (BtCaptionField *self)
{
  g_return_val_if_fail (BT_IS_CAPTION_FIELD (self), BT_PHOTO_CAPTION);

  return self->field;
}

const char *
bt_caption_field_get_name (BtCaptionField *self)
{
  g_return_val_if_fail (BT_IS_CAPTION_FIELD (self), NULL);

  return self->name;
}

BtTextField *
bt_caption_field_get_view (BtCaptionField *self)
{
  g_return_val_if_fail (BT_IS_CAPTION_FIELD (self), NULL);

  return self->view;
}

/* A line break inside the field is U+2028, in a photo's words "\n". */
static char *
swap (const char *text, const char *from, const char *to)
{
  g_auto (GStrv) lines = g_strsplit (text, from, -1);

  return g_strjoinv (to, lines);
}

void
bt_caption_field_show (BtCaptionField *self,
                       const char *text,
                       gboolean differs,
                       gboolean many)
{
  g_autofree char *shown = NULL;

  g_return_if_fail (BT_IS_CAPTION_FIELD (self));
  g_return_if_fail (text != NULL);

  shown = swap (text, "\n", BT_LINE_SEPARATOR);
  self->differs = differs;
  bt_text_field_set_plain (self->view, shown);
  if (self->joins != NULL)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->joins), many);
      set_join (self, BT_CAPTION_REPLACE);
    }
  else
    show_placeholder (self);
  bt_caption_field_say (self, NULL, FALSE);
  show_room (self);
}

char *
bt_caption_field_get_text (BtCaptionField *self, gboolean with_preedit)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (BT_IS_CAPTION_FIELD (self), NULL);

  text = bt_text_field_get_plain (self->view, with_preedit);
  return swap (text, BT_LINE_SEPARATOR, "\n");
}

BtCaptionJoin
bt_caption_field_get_join (BtCaptionField *self)
{
  g_autoptr (GVariant) state = NULL;

  g_return_val_if_fail (BT_IS_CAPTION_FIELD (self), BT_CAPTION_REPLACE);

  if (self->join == NULL)
    return BT_CAPTION_REPLACE;
  state = g_action_get_state (G_ACTION (self->join));
  for (guint i = 0; i < G_N_ELEMENTS (joins); i++)
    if (g_str_equal (joins[i].id, g_variant_get_string (state, NULL)))
      return (BtCaptionJoin)i;
  return BT_CAPTION_REPLACE;
}

gboolean
bt_caption_field_has_focus (BtCaptionField *self)
{
  g_return_val_if_fail (BT_IS_CAPTION_FIELD (self), FALSE);

  return self->focused;
}

void
bt_caption_field_say (BtCaptionField *self, const char *note, gboolean warning)
{
  g_return_if_fail (BT_IS_CAPTION_FIELD (self));

  gtk_label_set_label (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL);
  if (warning)
    gtk_widget_add_css_class (GTK_WIDGET (self->note), "bt-over");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->note), "bt-over");
}

void
bt_caption_field_set_keep (BtCaptionField *self, gboolean can_keep)
{
  g_return_if_fail (BT_IS_CAPTION_FIELD (self));

  if (self->keep != NULL)
    gtk_widget_set_visible (self->keep, can_keep);
}

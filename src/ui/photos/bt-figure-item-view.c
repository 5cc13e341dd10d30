/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/photos/bt-figure-item-private.h"

#include <glib/gi18n.h>

#include "messages/bt-messages.h"
#include "ui/bt-accessible.h"
#include "ui/editor/bt-text-field.h"
#include "ui/photos/bt-figure-menu.h"

enum
{
  EDITED,
  LEAVE,
  MENU,
  ACT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtFigureItemView, bt_figure_item_view, GTK_TYPE_BOX)

static const char *const align_names[] = { "none",  "left", "center",
                                           "right", "wide", "full" };

void
bt_figure_item_view_act (BtFigureItemView *self, const char *action)
{
  g_signal_emit (self, signals[ACT], 0, action);
}

void
bt_figure_item_view_emit_leave (BtFigureItemView *self, gboolean forward)
{
  g_signal_emit (self, signals[LEAVE], 0, forward);
}

/* ---- what is shown ---- */

static void
say_what_it_shows (BtFigureItemView *self)
{
  const char *caption = bt_rich_text_get_text (self->item->caption);
  const char *label = *self->item->alt != '\0' ? self->item->alt
                      : *caption != '\0'       ? caption
                                               : C_ ("figure", "Photo");
  gboolean missing = *self->item->alt == '\0'
                     && (self->item->photo != NULL || self->item->remote_url != NULL);

  bt_photo_view_set_label (BT_PHOTO_VIEW (self->photo), label);
  gtk_widget_set_visible (self->alt_missing, missing);
  if (missing)
    gtk_widget_add_css_class (self->alt_icon, "bt-missing");
  else
    gtk_widget_remove_css_class (self->alt_icon, "bt-missing");
}

static void
choose_page (BtFigureItemView *self)
{
  const char *page = self->busy                  ? "busy"
                     : self->item->photo == NULL ? "waiting"
                     : self->failed              ? "failed"
                                                 : "photo";

  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_label_set_label (self->waiting_label,
                       self->item->remote_url != NULL
                           ? C_ ("figure", "This photo is on the portal, not here yet")
                           : C_ ("figure", "This figure waits for its photo"));
}

static void
photo_failed_cb (BtPhotoView *photo, const GError *error, BtFigureItemView *self)
{
  g_autofree char *message = bt_message_for_error (error);

  gtk_label_set_label (self->failed_label, message);
  self->failed = TRUE;
  choose_page (self);
}

static void
photo_shown_cb (BtPhotoView *photo, BtFigureItemView *self)
{
  if (!self->failed)
    return;
  self->failed = FALSE;
  choose_page (self);
}

static void
again_cb (BtFigureItemView *self)
{
  bt_photo_view_reload (BT_PHOTO_VIEW (self->photo));
}

/* ---- fields ---- */

static void
caption_edited_cb (BtTextField *field, BtFigureItemView *self)
{
  bt_rich_text_free (self->item->caption);
  self->item->caption = bt_text_field_get (field, TRUE);
  say_what_it_shows (self);
  g_signal_emit (self, signals[EDITED], 0);
}

static void
credit_edited_cb (BtTextField *field, BtFigureItemView *self)
{
  g_free (self->item->credit);
  self->item->credit = bt_text_field_get_plain (field, TRUE);
  g_signal_emit (self, signals[EDITED], 0);
}

static void
alt_edited_cb (BtTextField *field, BtFigureItemView *self)
{
  g_free (self->item->alt);
  self->item->alt = bt_text_field_get_plain (field, TRUE);
  say_what_it_shows (self);
  g_signal_emit (self, signals[EDITED], 0);
}

static void
leave_cb (BtTextField *field, gboolean forward, BtFigureItemView *self)
{
  if (field == self->alt && forward)
    g_signal_emit (self, signals[LEAVE], 0, TRUE);
  else if (field == self->caption && !forward)
    bt_figure_item_view_focus (self, FALSE);
  else if (field == self->credit)
    gtk_widget_grab_focus (GTK_WIDGET (forward ? self->alt : self->caption));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->credit));
}

/* ---- the menu ---- */

void
bt_figure_item_view_show_menu (BtFigureItemView *self,
                               GtkWidget *at,
                               const GdkRectangle *place)
{
  g_signal_emit (self, signals[MENU], 0);
  bt_figure_menu_popup (at, place, self->figure_menu, G_ACTION_GROUP (self->actions));
}

GtkWidget *
bt_figure_item_view_photo_focus (BtFigureItemView *self)
{
  const char *page = gtk_stack_get_visible_child_name (self->stack);

  if (g_str_equal (page, "photo"))
    return self->photo;
  if (g_str_equal (page, "waiting"))
    return self->add_button;
  if (g_str_equal (page, "failed"))
    return self->again_button;
  return GTK_WIDGET (self->caption);
}

static void
menu_button_cb (BtFigureItemView *self)
{
  GtkWidget *owner = bt_figure_item_view_photo_focus (self);
  graphene_rect_t bounds;

  gtk_widget_grab_focus (owner);
  if (gtk_widget_compute_bounds (self->menu_button, owner, &bounds))
    bt_figure_item_view_show_menu (
        self, owner,
        &(GdkRectangle){ (int)bounds.origin.x, (int)bounds.origin.y,
                         (int)bounds.size.width, (int)bounds.size.height });
}

static void
action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  bt_figure_item_view_act (data, g_action_get_name (G_ACTION (action)));
}

static void
align_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autofree char *name =
      g_strconcat ("align-", g_variant_get_string (parameter, NULL), NULL);

  bt_figure_item_view_act (data, name);
}

/* ---- type ---- */

static void
bt_figure_item_view_dispose (GObject *object)
{
  BtFigureItemView *self = BT_FIGURE_ITEM_VIEW (object);

  g_clear_object (&self->actions);

  G_OBJECT_CLASS (bt_figure_item_view_parent_class)->dispose (object);
}

static void
bt_figure_item_view_class_init (BtFigureItemViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bt_figure_item_view_dispose;

  g_type_ensure (BT_TYPE_TEXT_FIELD);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/vn/banthao/BanThao/ui/bt-figure-item-view.ui");
#define CHILD(name)                                                                      \
  gtk_widget_class_bind_template_child (widget_class, BtFigureItemView, name)
  CHILD (frame);
  CHILD (stack);
  CHILD (photo_bin);
  CHILD (waiting_label);
  CHILD (add_button);
  CHILD (failed_label);
  CHILD (again_button);
  CHILD (figure_menu);
  CHILD (menu_button);
  CHILD (spinner);
  CHILD (featured_label);
  CHILD (wide_label);
  CHILD (full_label);
  CHILD (caption);
  CHILD (credit);
  CHILD (alt);
  CHILD (alt_icon);
  CHILD (alt_missing);
#undef CHILD

  signals[EDITED] = g_signal_new ("edited", BT_TYPE_FIGURE_ITEM_VIEW, G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LEAVE] = g_signal_new ("leave", BT_TYPE_FIGURE_ITEM_VIEW, G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[MENU] = g_signal_new ("menu", BT_TYPE_FIGURE_ITEM_VIEW, G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ACT] = g_signal_new ("act", BT_TYPE_FIGURE_ITEM_VIEW, G_SIGNAL_RUN_LAST, 0,
                               NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
init_actions (BtFigureItemView *self)
{
  static const GActionEntry entries[] = {
    { .name = "replace", .activate = action_cb },
    { .name = "add", .activate = action_cb },
    { .name = "featured", .activate = action_cb, .state = "false" },
    { .name = "align", .activate = align_cb, .parameter_type = "s", .state = "'none'" },
    { .name = "move-up", .activate = action_cb },
    { .name = "move-down", .activate = action_cb },
    { .name = "earlier", .activate = action_cb },
    { .name = "later", .activate = action_cb },
    { .name = "split", .activate = action_cb },
    { .name = "merge", .activate = action_cb },
    { .name = "remove", .activate = action_cb },
    { .name = "remove-line", .activate = action_cb },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries,
                                   G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "figure",
                                  G_ACTION_GROUP (self->actions));
}

static void
bt_figure_item_view_init (BtFigureItemView *self)
{
  BtTextField *fields[3];

  gtk_widget_init_template (GTK_WIDGET (self));
  bt_accessible_name_buttons (GTK_WIDGET (self));
  init_actions (self);
  bt_figure_item_view_init_input (self);
  self->place.n_items = 1;

  g_signal_connect_swapped (self->menu_button, "clicked", G_CALLBACK (menu_button_cb),
                            self);
  g_signal_connect_swapped (self->again_button, "clicked", G_CALLBACK (again_cb), self);
  fields[0] = self->caption;
  fields[1] = self->credit;
  fields[2] = self->alt;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    g_signal_connect (fields[i], "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect (self->caption, "edited", G_CALLBACK (caption_edited_cb), self);
  g_signal_connect (self->credit, "edited", G_CALLBACK (credit_edited_cb), self);
  g_signal_connect (self->alt, "edited", G_CALLBACK (alt_edited_cb), self);
}

/* ---- public ---- */

GtkWidget *
bt_figure_item_view_new (BtPhotoLoader *loader, BtFigureItem *item)
{
  BtFigureItemView *self;

  g_return_val_if_fail (BT_IS_PHOTO_LOADER (loader), NULL);
  g_return_val_if_fail (item != NULL, NULL);

  self = g_object_new (BT_TYPE_FIGURE_ITEM_VIEW, NULL);
  self->photo = bt_photo_view_new (loader);
  g_signal_connect_object (self->photo, "failed", G_CALLBACK (photo_failed_cb), self, 0);
  g_signal_connect_object (self->photo, "shown", G_CALLBACK (photo_shown_cb), self, 0);
  adw_bin_set_child (self->photo_bin, self->photo);

  bt_figure_item_view_init_drag (self);
  bt_figure_item_view_set_item (self, item);
  return GTK_WIDGET (self);
}

GtkWidget *
bt_figure_item_view_set_item (BtFigureItemView *self, BtFigureItem *item)
{
  GtkWidget *changed = NULL;

  g_return_val_if_fail (BT_IS_FIGURE_ITEM_VIEW (self), NULL);
  g_return_val_if_fail (item != NULL, NULL);

  self->item = item;
  if (bt_photo_view_set_photo (BT_PHOTO_VIEW (self->photo), item->photo))
    {
      self->failed = FALSE;
      changed = self->photo;
    }
  choose_page (self);
  if (bt_text_field_set_plain (self->alt, item->alt))
    changed = GTK_WIDGET (self->alt);
  if (bt_text_field_set_plain (self->credit, item->credit))
    changed = GTK_WIDGET (self->credit);
  if (bt_text_field_set (self->caption, item->caption))
    changed = GTK_WIDGET (self->caption);
  say_what_it_shows (self);
  return changed == self->photo ? bt_figure_item_view_photo_focus (self) : changed;
}

const char *
bt_figure_item_view_get_photo (BtFigureItemView *self)
{
  g_return_val_if_fail (BT_IS_FIGURE_ITEM_VIEW (self), NULL);
  return bt_photo_view_get_photo (BT_PHOTO_VIEW (self->photo));
}

static void
enable (BtFigureItemView *self, const char *action, gboolean enabled)
{
  g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), action)),
      enabled);
}

void
bt_figure_item_view_set_place (BtFigureItemView *self, const BtFigurePlace *place)
{
  GActionGroup *group;
  gboolean gallery, featured;

  g_return_if_fail (BT_IS_FIGURE_ITEM_VIEW (self));
  g_return_if_fail (place != NULL && place->index < place->n_items);

  self->place = *place;
  group = G_ACTION_GROUP (self->actions);
  gallery = place->n_items > 1;
  /* the first photo of a gallery stands for it */
  featured = place->featured && place->index == 0;
  gtk_widget_set_visible (self->featured_label, featured);
  gtk_widget_set_visible (self->wide_label,
                          place->align == BT_ALIGN_WIDE && place->index == 0);
  gtk_widget_set_visible (self->full_label,
                          place->align == BT_ALIGN_FULL && place->index == 0);
  bt_photo_view_set_cropped (BT_PHOTO_VIEW (self->photo), gallery);
  if (gallery)
    gtk_widget_add_css_class (GTK_WIDGET (self), "in-gallery");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "in-gallery");

  g_action_group_change_action_state (group, "featured",
                                      g_variant_new_boolean (featured));
  g_action_group_change_action_state (group, "align",
                                      g_variant_new_string (align_names[place->align]));
  enable (self, "featured", place->index == 0);
  enable (self, "move-up", place->can_move_up);
  enable (self, "move-down", place->can_move_down);
  enable (self, "earlier", place->index > 0);
  enable (self, "later", place->index + 1 < place->n_items);
  enable (self, "split", gallery);
  enable (self, "merge", place->can_merge);
  enable (self, "remove-line", gallery);
}

void
bt_figure_item_view_set_sides (BtFigureItemView *self, guint width, guint height)
{
  g_return_if_fail (BT_IS_FIGURE_ITEM_VIEW (self));
  bt_photo_view_set_sides (BT_PHOTO_VIEW (self->photo), width, height);
}

void
bt_figure_item_view_set_interest (BtFigureItemView *self, double x, double y)
{
  g_return_if_fail (BT_IS_FIGURE_ITEM_VIEW (self));
  bt_photo_view_set_interest (BT_PHOTO_VIEW (self->photo), x, y);
}

void
bt_figure_item_view_set_busy (BtFigureItemView *self, gboolean busy)
{
  g_return_if_fail (BT_IS_FIGURE_ITEM_VIEW (self));

  self->busy = busy;
  gtk_spinner_set_spinning (self->spinner, busy);
  choose_page (self);
}

void
bt_figure_item_view_set_near (BtFigureItemView *self, gboolean near)
{
  g_return_if_fail (BT_IS_FIGURE_ITEM_VIEW (self));
  bt_photo_view_set_near (BT_PHOTO_VIEW (self->photo), near);
}

void
bt_figure_item_view_focus (BtFigureItemView *self, gboolean last)
{
  g_return_if_fail (BT_IS_FIGURE_ITEM_VIEW (self));
  gtk_widget_grab_focus (last ? GTK_WIDGET (self->alt)
                              : bt_figure_item_view_photo_focus (self));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/photos/bt-figure-item-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ui/bt-accessible.h"
#include "ui/editor/bt-text-field.h"

struct _BtFigureItemView
{
  GtkBox parent_instance;

  BtFigureItem *item;
  GtkWidget *photo;
  gboolean busy;
  GSimpleActionGroup *actions;

  /* template */
  GtkStack *stack;
  AdwBin *photo_bin;
  GtkLabel *waiting_label;
  GMenuModel *figure_menu;
  GtkWidget *menu_button;
  GtkSpinner *spinner;
  GtkWidget *featured_label;
  BtTextField *caption;
  BtTextField *credit;
  BtTextField *alt;
};

enum
{
  EDITED,
  LEAVE,
  ACT,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtFigureItemView, bt_figure_item_view, GTK_TYPE_BOX)

static void
say_what_it_shows (BtFigureItemView *self)
{
  const char *caption = bt_rich_text_get_text (self->item->caption);
  const char *label = *self->item->alt != '\0' ? self->item->alt
                      : *caption != '\0'       ? caption
                                               : C_ ("figure", "Photo");

  bt_photo_view_set_label (BT_PHOTO_VIEW (self->photo), label);
}

/* ---- callbacks ---- */

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
  GtkWidget *next = NULL;

  if (field == self->caption)
    next = forward ? GTK_WIDGET (self->credit) : NULL;
  else if (field == self->credit)
    next = GTK_WIDGET (forward ? self->alt : self->caption);
  else
    next = forward ? NULL : GTK_WIDGET (self->credit);

  if (next != NULL)
    gtk_widget_grab_focus (next);
  else
    g_signal_emit (self, signals[LEAVE], 0, forward);
}

static void
photo_failed_cb (BtPhotoView *photo, const GError *error, BtFigureItemView *self)
{
  g_signal_emit (self, signals[FAILED], 0, error);
}

static void
action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_signal_emit (data, signals[ACT], 0, g_action_get_name (G_ACTION (action)));
}

/* ---- the menu ---- */

static gboolean
unparent_cb (gpointer popover)
{
  gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

static void
menu_closed_cb (GtkWidget *popover, gpointer data)
{
  /* what was chosen in it is done after it has closed */
  g_idle_add (unparent_cb, popover);
}

/* A popover inside a text view is shown at a wrong place for a moment, and complains,
 * whenever the text is laid out again: it hangs on the pane around the text. */
static void
menu_cb (BtFigureItemView *self)
{
  GtkWidget *pane = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_BIN);
  GtkWidget *popover;
  graphene_rect_t place;

  if (pane == NULL || !gtk_widget_compute_bounds (self->menu_button, pane, &place))
    return;
  popover = gtk_popover_menu_new_from_model (self->figure_menu);
  gtk_widget_insert_action_group (popover, "figure", G_ACTION_GROUP (self->actions));
  gtk_widget_set_parent (popover, pane);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover),
                               &(GdkRectangle){ (int)place.origin.x, (int)place.origin.y,
                                                (int)place.size.width,
                                                (int)place.size.height });
  g_signal_connect (popover, "closed", G_CALLBACK (menu_closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
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
  CHILD (stack);
  CHILD (photo_bin);
  CHILD (waiting_label);
  CHILD (figure_menu);
  CHILD (menu_button);
  CHILD (spinner);
  CHILD (featured_label);
  CHILD (caption);
  CHILD (credit);
  CHILD (alt);
#undef CHILD

  signals[EDITED] = g_signal_new ("edited", BT_TYPE_FIGURE_ITEM_VIEW, G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LEAVE] = g_signal_new ("leave", BT_TYPE_FIGURE_ITEM_VIEW, G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[ACT] = g_signal_new ("act", BT_TYPE_FIGURE_ITEM_VIEW, G_SIGNAL_RUN_LAST, 0,
                               NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[FAILED] = g_signal_new ("failed", BT_TYPE_FIGURE_ITEM_VIEW, G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
bt_figure_item_view_init (BtFigureItemView *self)
{
  static const GActionEntry entries[] = {
    { .name = "replace", .activate = action_cb },
    { .name = "remove", .activate = action_cb },
    { .name = "move-up", .activate = action_cb },
    { .name = "move-down", .activate = action_cb },
    { .name = "featured", .activate = action_cb, .state = "false" },
  };
  BtTextField *fields[3];

  gtk_widget_init_template (GTK_WIDGET (self));
  bt_accessible_name_buttons (GTK_WIDGET (self));

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries,
                                   G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "figure",
                                  G_ACTION_GROUP (self->actions));

  g_signal_connect_swapped (self->menu_button, "clicked", G_CALLBACK (menu_cb), self);
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
  self->item = item;
  self->photo = bt_photo_view_new (loader);
  g_signal_connect_object (self->photo, "failed", G_CALLBACK (photo_failed_cb), self, 0);
  adw_bin_set_child (self->photo_bin, self->photo);
  bt_figure_item_view_update (self);
  return GTK_WIDGET (self);
}

void
bt_figure_item_view_update (BtFigureItemView *self)
{
  const BtFigureItem *item;

  g_return_if_fail (BT_IS_FIGURE_ITEM_VIEW (self));

  item = self->item;
  bt_photo_view_set_photo (BT_PHOTO_VIEW (self->photo), item->photo);
  gtk_stack_set_visible_child_name (self->stack, self->busy            ? "busy"
                                                 : item->photo != NULL ? "photo"
                                                                       : "waiting");
  gtk_label_set_label (self->waiting_label,
                       item->remote_url != NULL
                           ? C_ ("figure", "This photo is on the portal, not here yet")
                           : C_ ("figure", "This figure waits for its photo"));
  bt_text_field_set (self->caption, item->caption);
  bt_text_field_set_plain (self->credit, item->credit);
  bt_text_field_set_plain (self->alt, item->alt);
  say_what_it_shows (self);
}

void
bt_figure_item_view_set_sides (BtFigureItemView *self, guint width, guint height)
{
  g_return_if_fail (BT_IS_FIGURE_ITEM_VIEW (self));
  bt_photo_view_set_sides (BT_PHOTO_VIEW (self->photo), width, height);
}

void
bt_figure_item_view_set_busy (BtFigureItemView *self, gboolean busy)
{
  g_return_if_fail (BT_IS_FIGURE_ITEM_VIEW (self));

  self->busy = busy;
  gtk_spinner_set_spinning (self->spinner, busy);
  bt_figure_item_view_update (self);
}

void
bt_figure_item_view_set_featured (BtFigureItemView *self, gboolean featured)
{
  g_return_if_fail (BT_IS_FIGURE_ITEM_VIEW (self));

  gtk_widget_set_visible (self->featured_label, featured);
  g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "featured",
                                      g_variant_new_boolean (featured));
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
  gtk_widget_grab_focus (GTK_WIDGET (last ? self->alt : self->caption));
}

/* Keys, pointer and drag on a figure's photo.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/photos/bt-figure-item-private.h"

#define PLAIN_MASK (GDK_SHIFT_MASK | GDK_CONTROL_MASK | GDK_ALT_MASK)

static const struct
{
  guint keyval;
  GdkModifierType modifiers;
  const char *action;
} keys[] = {
  { GDK_KEY_Delete, 0, "remove" },
  { GDK_KEY_BackSpace, 0, "remove" },
  { GDK_KEY_Up, GDK_ALT_MASK, "move-up" },
  { GDK_KEY_Down, GDK_ALT_MASK, "move-down" },
  { GDK_KEY_Left, GDK_CONTROL_MASK, "earlier" },
  { GDK_KEY_Right, GDK_CONTROL_MASK, "later" },
  { GDK_KEY_Left, 0, "focus-previous" },
  { GDK_KEY_Right, 0, "focus-next" },
  { GDK_KEY_c, GDK_CONTROL_MASK, "copy" },
  { GDK_KEY_x, GDK_CONTROL_MASK, "cut" },
};

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                BtFigureItemView *self)
{
  GdkModifierType modifiers = state & PLAIN_MASK;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i].keyval == keyval && keys[i].modifiers == modifiers)
      {
        bt_figure_item_view_act (self, keys[i].action);
        return GDK_EVENT_STOP;
      }

  switch (keyval)
    {
    case GDK_KEY_Menu:
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      break;
    case GDK_KEY_F10:
      if (modifiers != GDK_SHIFT_MASK)
        return GDK_EVENT_PROPAGATE;
      break;
    case GDK_KEY_Tab:
    case GDK_KEY_Down:
      if (modifiers != 0)
        return GDK_EVENT_PROPAGATE;
      gtk_widget_grab_focus (GTK_WIDGET (self->caption));
      return GDK_EVENT_STOP;
    case GDK_KEY_ISO_Left_Tab:
    case GDK_KEY_Up:
      if (keyval == GDK_KEY_Up && modifiers != 0)
        return GDK_EVENT_PROPAGATE;
      bt_figure_item_view_emit_leave (self, FALSE);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
  bt_figure_item_view_show_menu (self, bt_figure_item_view_photo_focus (self), NULL);
  return GDK_EVENT_STOP;
}

static void
pressed_cb (GtkGestureClick *gesture,
            int n_press,
            double x,
            double y,
            BtFigureItemView *self)
{
  GtkEventController *controller = GTK_EVENT_CONTROLLER (gesture);
  GtkWidget *frame = gtk_event_controller_get_widget (controller);
  GdkEvent *event = gtk_event_controller_get_current_event (controller);
  GtkWidget *owner = bt_figure_item_view_photo_focus (self);
  double menu_x, menu_y;

  if (event != NULL && gdk_event_triggers_context_menu (event))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      gtk_widget_grab_focus (owner);
      gtk_widget_translate_coordinates (frame, owner, x, y, &menu_x, &menu_y);
      bt_figure_item_view_show_menu (self, owner,
                                     &(GdkRectangle){ (int)menu_x, (int)menu_y, 1, 1 });
    }
  else if (owner == self->photo
           && gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture))
                  == GDK_BUTTON_PRIMARY)
    {
      if ((gtk_event_controller_get_current_event_state (controller) & GDK_SHIFT_MASK)
          != 0)
        bt_figure_item_view_act (self, "extend");
      else
        gtk_widget_grab_focus (owner);
    }
}

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source, double x, double y, BtFigureItemView *self)
{
  return gdk_content_provider_new_typed (BT_TYPE_FIGURE_ITEM_VIEW, self);
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, BtFigureItemView *self)
{
  g_autoptr (GdkPaintable) icon = bt_photo_view_make_icon (BT_PHOTO_VIEW (self->photo));

  if (icon != NULL)
    gtk_drag_source_set_icon (source, icon, 20, 20);
  /* where it is dropped it is taken out of its figure: GTK still speaks to it then */
  g_object_ref (self);
}

static gboolean
unref_cb (gpointer data)
{
  g_object_unref (data);
  return G_SOURCE_REMOVE;
}

static void
drag_end_cb (GtkDragSource *source,
             GdkDrag *drag,
             gboolean delete_data,
             BtFigureItemView *self)
{
  g_idle_add (unref_cb, self);
}

void
bt_figure_item_view_init_input (BtFigureItemView *self)
{
  GtkEventController *controller = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect (controller, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (self->frame, controller);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (self->frame, GTK_EVENT_CONTROLLER (click));
}

void
bt_figure_item_view_init_drag (BtFigureItemView *self)
{
  GtkDragSource *drag = gtk_drag_source_new ();

  gtk_drag_source_set_actions (drag, GDK_ACTION_MOVE);
  g_signal_connect (drag, "prepare", G_CALLBACK (drag_prepare_cb), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (self->photo, GTK_EVENT_CONTROLLER (drag));
}

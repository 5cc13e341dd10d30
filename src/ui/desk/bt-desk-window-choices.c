/* Ratings, colour marks, pick and reject, by commands and by single keys.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/desk/bt-desk-window-private.h"

static gboolean
has_keyboard (BtDeskWindow *self)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));

  return focus != NULL && gtk_widget_is_ancestor (focus, self->sheet);
}

GPtrArray *
bt_desk_window_get_targets (BtDeskWindow *self)
{
  gboolean on_sheet = g_str_equal (bt_desk_window_get_page (self), "sheet");
  BtPhotoItem *current;
  GPtrArray *items;

  g_return_val_if_fail (BT_IS_DESK_WINDOW (self), NULL);

  items = bt_desk_get_selected (self->desk);
  if (on_sheet && (items->len > 0 || !has_keyboard (self)))
    return items;
  g_ptr_array_set_size (items, 0);
  current = bt_desk_get_current (self->desk);
  if (current != NULL)
    g_ptr_array_add (items, g_object_ref (current));
  return items;
}

static gboolean
advances (BtDeskWindow *self)
{
  g_autoptr (GVariant) state =
      g_action_group_get_action_state (G_ACTION_GROUP (self->actions), "advance");

  return g_variant_get_boolean (state);
}

typedef enum
{
  RATE,
  MARK,
  CHOOSE,
} What;

static void
apply (BtDeskWindow *self, What what, guint value)
{
  g_autoptr (GPtrArray) items = bt_desk_window_get_targets (self);
  BtPhotoItem *before = bt_desk_get_current (self->desk);
  g_autoptr (BtPhotoItem) alone = NULL;

  if (items->len == 0)
    return;
  if (items->len == 1 && items->pdata[0] == before)
    alone = g_object_ref (before);
  if (what == RATE)
    bt_desk_set_rating (self->desk, items, MIN (value, 5));
  else if (what == MARK)
    bt_desk_set_mark (self->desk, items, MIN (value, 7));
  else
    bt_desk_set_choice (self->desk, items, MIN (value, (guint)BT_CHOICE_REJECT));
  /* one that no longer fits the filter has made room for the next already */
  if (alone != NULL && advances (self) && bt_desk_get_current (self->desk) == alone)
    bt_desk_go (self->desk, bt_desk_get_position (self->desk) + 1);
}

static void
rate_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  apply (data, RATE, (guint)CLAMP (g_variant_get_int32 (parameter), 0, 5));
}

static void
mark_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  apply (data, MARK, (guint)CLAMP (g_variant_get_int32 (parameter), 0, 7));
}

static void
choose_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *name = g_action_get_name (G_ACTION (action));

  apply (data, CHOOSE,
         g_str_equal (name, "pick")     ? BT_CHOICE_PICK
         : g_str_equal (name, "reject") ? BT_CHOICE_REJECT
                                        : BT_CHOICE_NONE);
}

static void
advance_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  BtDeskWindow *self = data;

  g_simple_action_set_state (action, state);
  if (self->settings != NULL)
    g_settings_set_boolean (self->settings, "desk-advance",
                            g_variant_get_boolean (state));
}

void
bt_desk_window_init_choices (BtDeskWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "rate", .activate = rate_cb, .parameter_type = "i" },
    { .name = "mark", .activate = mark_cb, .parameter_type = "i" },
    { .name = "pick", .activate = choose_cb },
    { .name = "reject", .activate = choose_cb },
    { .name = "unchoose", .activate = choose_cb },
    { .name = "advance", .state = "false", .change_state = advance_cb },
  };

  bt_desk_window_add_actions (self, entries, G_N_ELEMENTS (entries));
  if (self->settings != NULL)
    bt_desk_window_set_state (
        self, "advance",
        g_variant_new_boolean (g_settings_get_boolean (self->settings, "desk-advance")));
}

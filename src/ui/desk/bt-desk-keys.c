/* Single keys as commands, where photos are shown and nothing is typed.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/desk/bt-desk-window-private.h"

typedef struct
{
  guint key;
  guint keypad; /* 0 for none */
  const char *action;
} Key;

static const Key keys[] = {
  { GDK_KEY_0, GDK_KEY_KP_0, "desk.rate(0)" },
  { GDK_KEY_1, GDK_KEY_KP_1, "desk.rate(1)" },
  { GDK_KEY_2, GDK_KEY_KP_2, "desk.rate(2)" },
  { GDK_KEY_3, GDK_KEY_KP_3, "desk.rate(3)" },
  { GDK_KEY_4, GDK_KEY_KP_4, "desk.rate(4)" },
  { GDK_KEY_5, GDK_KEY_KP_5, "desk.rate(5)" },
  { GDK_KEY_6, GDK_KEY_KP_6, "desk.mark(1)" },
  { GDK_KEY_7, GDK_KEY_KP_7, "desk.mark(2)" },
  { GDK_KEY_8, GDK_KEY_KP_8, "desk.mark(3)" },
  { GDK_KEY_9, GDK_KEY_KP_9, "desk.mark(4)" },
  { GDK_KEY_p, 0, "desk.pick" },
  { GDK_KEY_x, 0, "desk.reject" },
  { GDK_KEY_u, 0, "desk.unchoose" },
  { GDK_KEY_Delete, GDK_KEY_KP_Delete, "desk.discard" },
  { GDK_KEY_Escape, 0, "desk.back" },
  { GDK_KEY_g, 0, "desk.page::sheet" },
  { GDK_KEY_o, 0, "desk.page::compare" },
  { GDK_KEY_z, 0, "desk.full-size" },
  { GDK_KEY_plus, GDK_KEY_KP_Add, "desk.zoom-in" },
  { GDK_KEY_equal, 0, "desk.zoom-in" },
  { GDK_KEY_minus, GDK_KEY_KP_Subtract, "desk.zoom-out" },
  { GDK_KEY_i, 0, "desk.photo-info" },
  { GDK_KEY_c, 0, "desk.page::crop" },
  { GDK_KEY_bracketleft, 0, "desk.turn(-1)" },
  { GDK_KEY_bracketright, 0, "desk.turn(1)" },
};

static void
add (GtkShortcutController *controller, guint key, const char *detailed)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;
  GtkShortcut *shortcut;

  if (!g_action_parse_detailed_name (detailed, &name, &target, NULL))
    g_return_if_reached ();
  shortcut =
      gtk_shortcut_new (gtk_keyval_trigger_new (key, 0), gtk_named_action_new (name));
  gtk_shortcut_set_arguments (shortcut, target);
  gtk_shortcut_controller_add_shortcut (controller, shortcut);
}

GtkEventController *
bt_desk_keys_new (void)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      add (GTK_SHORTCUT_CONTROLLER (controller), keys[i].key, keys[i].action);
      if (keys[i].keypad != 0)
        add (GTK_SHORTCUT_CONTROLLER (controller), keys[i].keypad, keys[i].action);
    }
  /* before a list takes letters and digits for its own */
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  return controller;
}

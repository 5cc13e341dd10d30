/* What may be done about a finding, in the context menu of its text view.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-speller-private.h"

#include <glib/gi18n.h>

#include "ui/editor/bt-input-method.h"
#include "ui/editor/bt-replace-text.h"

/* ---- the finding that the menu is about ---- */

/* Returns: (transfer full): its text, NULL when it is not there any more */
static char *
dup_target (BtSpeller *self, GtkTextIter *start, GtkTextIter *end)
{
  if (self->view == NULL)
    return NULL;
  gtk_text_buffer_get_iter_at_mark (self->buffer, start, self->target_start);
  gtk_text_buffer_get_iter_at_mark (self->buffer, end, self->target_end);
  if (gtk_text_iter_compare (start, end) >= 0)
    return NULL;
  return gtk_text_iter_get_slice (start, end);
}

static char *
in_style (const char *suggestion, BtToneStyle style)
{
  char *styled = bt_syllable_with_style (suggestion, style);

  return styled != NULL ? styled : g_strdup (suggestion);
}

/* In a menu an underline stands before the letter that chooses an item. */
static char *
as_label (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "_", -1);

  return g_strjoinv ("__", parts);
}

static void
append_suggestions (BtSpeller *self, GMenu *section, const BtFinding *finding)
{
  BtToneStyle style = bt_spell_service_get_style (self->service);
  guint n = finding->suggestions != NULL ? g_strv_length (finding->suggestions) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = in_style (finding->suggestions[i], style);
      g_autofree char *label = as_label (text);
      g_autoptr (GMenuItem) item =
          g_menu_item_new (*text != '\0' ? label : C_ ("spelling", "Remove"), NULL);

      g_menu_item_set_action_and_target (item, "spell.replace", "s", text);
      g_menu_append_item (section, item);
    }
  if (n == 0)
    g_menu_append (section, C_ ("spelling", "No suggestions"), "spell.nothing");
}

static void
fill_menu (BtSpeller *self, const char *text)
{
  const BtFinding *finding = g_hash_table_lookup (self->known, text);
  g_autoptr (GMenu) suggestions = g_menu_new ();
  g_autoptr (GMenu) others = g_menu_new ();

  if (finding == NULL)
    return;
  append_suggestions (self, suggestions, finding);
  g_menu_append (others, C_ ("spelling", "_Add to Dictionary"), "spell.add");
  g_menu_append (others, C_ ("spelling", "_Ignore"), "spell.ignore");
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (suggestions));
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (others));
}

/* Before the menu is shown: makes it about the finding at @iter, which is selected, or
 * about none. */
static void
aim (BtSpeller *self, const GtkTextIter *iter)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  g_menu_remove_all (self->menu);
  if (*bt_input_get_preedit (GTK_WIDGET (self->view)) != '\0'
      || !bt_speller_find_at (self, iter, &start, &end))
    return;
  gtk_text_buffer_move_mark (self->buffer, self->target_start, &start);
  gtk_text_buffer_move_mark (self->buffer, self->target_end, &end);
  gtk_text_buffer_select_range (self->buffer, &end, &start);
  text = gtk_text_iter_get_slice (&start, &end);
  fill_menu (self, text);
}

/* ---- actions ---- */

typedef struct
{
  BtSpeller *speller;
  char *text;
} Replacement;

static void
replace_cb (gpointer data)
{
  Replacement *replacement = data;
  BtSpeller *self = replacement->speller;
  GtkTextIter start, end;
  g_autofree char *target = dup_target (self, &start, &end);

  if (target != NULL && g_hash_table_contains (self->known, target))
    {
      bt_spell_service_step (self->service);
      bt_replace_text (self->buffer, &start, &end, replacement->text);
      bt_spell_service_step (self->service);
    }
  g_object_unref (replacement->speller);
  g_free (replacement->text);
  g_free (replacement);
}

static void
replace_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BtSpeller *self = data;
  Replacement *replacement;

  if (self->view == NULL)
    return;
  replacement = g_new0 (Replacement, 1);
  replacement->speller = g_object_ref (self);
  replacement->text = g_variant_dup_string (parameter, NULL);
  bt_input_settle (GTK_WIDGET (self->view), replace_cb, replacement);
}

static void
accept (BtSpeller *self, gboolean for_good)
{
  GtkTextIter start, end;
  g_autofree char *target = dup_target (self, &start, &end);

  if (target == NULL)
    return;
  g_hash_table_remove (self->known, target);
  gtk_text_buffer_place_cursor (self->buffer, &end);
  if (for_good)
    bt_spell_service_add (self->service, target);
  else
    bt_spell_service_ignore (self->service, target);
}

static void
add_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  accept (data, TRUE);
}

static void
ignore_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  accept (data, FALSE);
}

/* ---- where the menu comes from ---- */

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, BtSpeller *self)
{
  GtkWidget *widget = GTK_WIDGET (self->view);
  GtkWidget *under = gtk_widget_pick (widget, x, y, GTK_PICK_DEFAULT);
  GtkTextIter iter;
  int buffer_x, buffer_y;

  /* fields inside have menus of their own */
  while (under != NULL && under != widget && !gtk_widget_get_focusable (under))
    under = gtk_widget_get_parent (under);
  if (under != widget)
    return;
  gtk_text_view_window_to_buffer_coords (self->view, GTK_TEXT_WINDOW_WIDGET, (int)x,
                                         (int)y, &buffer_x, &buffer_y);
  if (gtk_text_view_get_iter_at_location (self->view, &iter, buffer_x, buffer_y))
    aim (self, &iter);
  else
    g_menu_remove_all (self->menu);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                BtSpeller *self)
{
  gboolean shift = (state & GDK_SHIFT_MASK) != 0;
  GtkTextIter caret, bound;

  if ((keyval != GDK_KEY_Menu && !(keyval == GDK_KEY_F10 && shift))
      || !gtk_widget_has_focus (GTK_WIDGET (self->view)))
    return GDK_EVENT_PROPAGATE;
  gtk_text_buffer_get_selection_bounds (self->buffer, &caret, &bound);
  aim (self, &caret);
  return GDK_EVENT_PROPAGATE;
}

static void
watch_view (BtSpeller *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click),
                                              GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (click));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
}

void
bt_speller_init_menu (BtSpeller *self)
{
  static const GActionEntry entries[] = {
    { .name = "replace", .activate = replace_action_cb, .parameter_type = "s" },
    { .name = "add", .activate = add_action_cb },
    { .name = "ignore", .activate = ignore_action_cb },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries,
                                   G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self->view), "spell",
                                  G_ACTION_GROUP (self->actions));
  self->menu = g_menu_new ();
  gtk_text_view_set_extra_menu (self->view, G_MENU_MODEL (self->menu));
  watch_view (self);
}

/* The context menu of a text, and what may be done there about a finding.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-speller-private.h"

#include <glib/gi18n.h>

#include "messages/bt-messages.h"
#include "ui/editor/bt-input-method.h"
#include "ui/editor/bt-pane-popover.h"
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
      g_autofree char *text = bt_syllable_restyle (finding->suggestions[i], style);
      g_autofree char *label = as_label (text);
      g_autoptr (GMenuItem) item =
          g_menu_item_new (*text != '\0' ? label : C_ ("spelling", "Remove"), NULL);

      g_menu_item_set_action_and_target (item, "text.replace", "s", text);
      g_menu_append_item (section, item);
    }
  if (n == 0)
    g_menu_append (section, C_ ("spelling", "No suggestions"), "text.nothing");
}

static void
append_finding (BtSpeller *self, GMenu *menu, const BtFinding *finding)
{
  g_autoptr (GMenu) suggestions = g_menu_new ();
  g_autoptr (GMenu) others = g_menu_new ();

  append_suggestions (self, suggestions, finding);
  if (bt_finding_is_spelling (finding))
    g_menu_append (others, C_ ("spelling", "_Add to Dictionary"), "text.add");
  g_menu_append (others, C_ ("spelling", "_Ignore"), "text.ignore");
  g_menu_append_section (menu, bt_message_for_rule (finding->rule),
                         G_MENU_MODEL (suggestions));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (others));
}

/* GTK's own menu is not wholly in Vietnamese, and its undo is not ours. */
static void
append_editing (GMenu *menu)
{
  g_autoptr (GMenu) clipboard = g_menu_new ();
  g_autoptr (GMenu) all = g_menu_new ();

  g_menu_append (clipboard, C_ ("text menu", "Cu_t"), "text.cut");
  g_menu_append (clipboard, C_ ("text menu", "_Copy"), "text.copy");
  g_menu_append (clipboard, C_ ("text menu", "_Paste"), "text.paste");
  g_menu_append (clipboard, C_ ("text menu", "Paste as Plain Te_xt"), "edit.paste-plain");
  g_menu_append (all, C_ ("text menu", "_Select All"), "text.select-all");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (clipboard));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (all));
}

/* Makes the menu about the finding at @iter, which is selected, or about none. */
static const BtFinding *
aim (BtSpeller *self, const GtkTextIter *iter)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  if (!bt_speller_find_at (self, iter, &start, &end))
    return NULL;
  gtk_text_buffer_move_mark (self->buffer, self->target_start, &start);
  gtk_text_buffer_move_mark (self->buffer, self->target_end, &end);
  gtk_text_buffer_select_range (self->buffer, &end, &start);
  text = gtk_text_iter_get_slice (&start, &end);
  return g_hash_table_lookup (self->known, text);
}

static void
enable (BtSpeller *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/* Where the menu points at, in the view's coordinates. */
typedef struct
{
  graphene_rect_t place;
  BtSpell *spell;
  char *word;
} Asking;

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  bt_spell_unref (asking->spell);
  g_free (asking->word);
  g_free (asking);
}

/* @finding: (nullable) */
static void
show_menu (BtSpeller *self, const BtFinding *finding, const graphene_rect_t *place)
{
  gboolean selection = gtk_text_buffer_get_has_selection (self->buffer);
  GMenuModel *extra = gtk_text_view_get_extra_menu (self->view);
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *popover;

  if (finding != NULL)
    append_finding (self, menu, finding);
  append_editing (menu);
  /* what the text is in has its say, too: a table */
  if (extra != NULL)
    g_menu_append_section (menu, NULL, extra);
  enable (self, "cut", selection);
  enable (self, "copy", selection);
  popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  gtk_popover_set_position (GTK_POPOVER (popover), GTK_POS_BOTTOM);
  gtk_widget_insert_action_group (popover, "text", G_ACTION_GROUP (self->actions));
  bt_pane_popover_show (GTK_POPOVER (popover), GTK_WIDGET (self->view), place);
}

static void
suggest_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Asking *asking = data;

  g_task_return_pointer (task,
                         bt_spell_suggest (asking->spell, asking->word, BT_TONE_OLD),
                         (GDestroyNotify)g_strfreev);
}

static void
suggested_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  BtSpeller *self = BT_SPELLER (source);
  const Asking *asking = g_task_get_task_data (G_TASK (result));
  g_auto (GStrv) suggestions = g_task_propagate_pointer (G_TASK (result), NULL);
  BtFinding *finding;

  if (self->view == NULL || gtk_widget_get_root (GTK_WIDGET (self->view)) == NULL)
    return;
  finding = g_hash_table_lookup (self->known, asking->word);
  if (finding != NULL && finding->suggestions == NULL)
    finding->suggestions = g_steal_pointer (&suggestions);
  show_menu (self, finding, &asking->place);
}

/* The dictionary is asked when somebody wants to know, and in a thread. */
static void
ask (BtSpeller *self, BtSpell *spell, const char *word, const graphene_rect_t *place)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, suggested_cb, NULL);
  Asking *asking = g_new0 (Asking, 1);

  asking->place = *place;
  asking->spell = bt_spell_ref (spell);
  asking->word = g_strdup (word);
  g_task_set_task_data (task, asking, asking_free);
  g_task_run_in_thread (task, suggest_thread);
}

/* @iter: (nullable): where a finding may be */
static void
popup (BtSpeller *self, const GtkTextIter *iter, float x, float y, float height)
{
  graphene_rect_t place = GRAPHENE_RECT_INIT (x, y, 1, height);
  const BtFinding *finding = iter != NULL ? aim (self, iter) : NULL;
  BtSpell *spell = bt_spell_service_get_spell (self->service);
  GtkTextIter start, end;
  g_autofree char *word = NULL;

  if (finding != NULL && finding->suggestions == NULL && spell != NULL)
    word = dup_target (self, &start, &end);
  if (word != NULL)
    ask (self, spell, word, &place);
  else
    show_menu (self, finding, &place);
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
  const BtFinding *finding =
      target != NULL ? g_hash_table_lookup (self->known, target) : NULL;
  const char *rule;
  gboolean word;

  if (finding == NULL)
    return;
  rule = finding->rule;
  word = bt_finding_is_spelling (finding);
  g_hash_table_remove (self->known, target);
  gtk_text_buffer_place_cursor (self->buffer, &end);
  if (!word)
    bt_spell_service_ignore_finding (self->service, rule, target);
  else if (for_good)
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

/* The view's own commands: "paste" is clipboard.paste. */
static void
clipboard_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BtSpeller *self = data;
  g_autofree char *name =
      g_strconcat ("clipboard.", g_action_get_name (G_ACTION (action)), NULL);

  if (self->view != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self->view), name, NULL);
}

static void
select_all_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BtSpeller *self = data;

  if (self->view != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self->view), "selection.select-all", NULL);
}

/* ---- where the menu comes from ---- */

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, BtSpeller *self)
{
  GtkWidget *widget = GTK_WIDGET (self->view);
  GtkWidget *under = gtk_widget_pick (widget, x, y, GTK_PICK_DEFAULT);
  GtkTextIter iter;
  int buffer_x, buffer_y;
  gboolean on_text;

  /* fields inside have menus of their own, and a word that is composed comes first */
  while (under != NULL && under != widget && !gtk_widget_get_focusable (under))
    under = gtk_widget_get_parent (under);
  if (under != widget || *bt_input_get_preedit (widget) != '\0')
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (widget);
  gtk_text_view_window_to_buffer_coords (self->view, GTK_TEXT_WINDOW_WIDGET, (int)x,
                                         (int)y, &buffer_x, &buffer_y);
  on_text = gtk_text_view_get_iter_at_location (self->view, &iter, buffer_x, buffer_y);
  popup (self, on_text ? &iter : NULL, (float)x, (float)y, 1);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                BtSpeller *self)
{
  gboolean shift = (state & GDK_SHIFT_MASK) != 0;
  GtkTextIter start, end;
  GdkRectangle place;
  int x, y;

  if ((keyval != GDK_KEY_Menu && !(keyval == GDK_KEY_F10 && shift))
      || !gtk_widget_has_focus (GTK_WIDGET (self->view))
      || *bt_input_get_preedit (GTK_WIDGET (self->view)) != '\0')
    return GDK_EVENT_PROPAGATE;
  gtk_text_buffer_get_selection_bounds (self->buffer, &start, &end);
  gtk_text_view_get_iter_location (self->view, &start, &place);
  gtk_text_view_buffer_to_window_coords (self->view, GTK_TEXT_WINDOW_WIDGET, place.x,
                                         place.y, &x, &y);
  popup (self, &start, (float)x, (float)y, (float)place.height);
  return GDK_EVENT_STOP;
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
    { .name = "cut", .activate = clipboard_cb },
    { .name = "copy", .activate = clipboard_cb },
    { .name = "paste", .activate = clipboard_cb },
    { .name = "select-all", .activate = select_all_cb },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries,
                                   G_N_ELEMENTS (entries), self);
  watch_view (self);
}

/* What stands for something else as it is typed: codes, variables, the beginnings of names.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>
#include <string.h>

#include "messages/bt-messages.h"
#include "sync/bt-photo-variables.h"
#include "ui/desk/bt-caption-panel-private.h"
#include "ui/editor/bt-input-method.h"
#include "ui/editor/bt-span-tags.h"
#include "ui/editor/bt-typed.h"

#define MAX_OFFERS 6

/* ---- one text for one photo ---- */

static const char *
date_of (BtPhotoItem *item)
{
  return bt_photo_item_get_field (item, BT_PHOTO_DATE_CREATED);
}

char *
bt_caption_panel_expand (BtCaptionPanel *self,
                         BtPhotoItem *item,
                         const char *text,
                         GPtrArray *notes)
{
  BtPhotoExpand with = { .codes = self->codes, .code_notes = notes };
  guint number;

  if (g_ptr_array_find (self->items, item, &number))
    with.number = number + 1;
  return bt_photo_expand (bt_photo_item_get_info (item), text, &with);
}

/* ---- what is said about codes ---- */

static void
add_line (GString *lines, const char *line)
{
  if (strstr (lines->str, line) == NULL)
    g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", line);
}

/* For many photos: each outcome of the codes, and for how many it is. */
static void
say_many (BtCaptionPanel *self, BtCaptionField *row, const char *typed)
{
  g_autoptr (GHashTable) counts =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  g_autoptr (GString) lines = g_string_new (NULL);
  guint out_of_date = 0;
  gboolean warning;

  for (guint i = 0; i < self->items->len; i++)
    {
      g_autoptr (GPtrArray) notes =
          g_ptr_array_new_with_free_func ((GDestroyNotify)bt_code_note_free);
      g_autofree char *text =
          bt_caption_panel_expand (self, self->items->pdata[i], typed, notes);
      char *key;

      for (guint j = 0; j < notes->len; j++)
        {
          const BtCodeNote *note = notes->pdata[j];
          g_autofree char *line = note->outcome != BT_CODE_OUT_OF_DATE
                                      ? bt_message_for_code_note (note)
                                      : NULL;

          if (note->outcome == BT_CODE_OUT_OF_DATE)
            out_of_date++;
          if (line != NULL)
            add_line (lines, line);
        }
      if (g_str_equal (text, typed))
        continue;
      if (!g_hash_table_contains (counts, text))
        {
          key = g_steal_pointer (&text);
          g_hash_table_insert (counts, key, GUINT_TO_POINTER (1));
          g_ptr_array_add (order, key);
        }
      else
        g_hash_table_insert (
            counts, g_strdup (text),
            GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, text)) + 1));
    }
  if (out_of_date > 0)
    {
      g_autofree char *line = g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE,
                       "For %u photo nobody had the title on its day: the nearest was "
                       "taken.",
                       "For %u photos nobody had the title on their day: the nearest was "
                       "taken.",
                       out_of_date),
          out_of_date);

      add_line (lines, line);
    }
  warning = lines->len > 0;
  for (guint i = 0; i < MIN (order->len, 3); i++)
    {
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, order->pdata[i]));

      g_string_append_printf (lines, "%s", lines->len > 0 ? "\n" : "");
      g_string_append_printf (
          lines, g_dngettext (GETTEXT_PACKAGE, "%u photo: %s", "%u photos: %s", n), n,
          (const char *)order->pdata[i]);
    }
  if (order->len > 3)
    g_string_append (lines, "\n…");
  bt_caption_field_say (row, lines->len > 0 ? lines->str : NULL, warning);
}

static gboolean
say_date (BtCaptionPanel *self, BtCaptionField *row, const char *typed)
{
  g_autofree char *iso = bt_caption_read_date (typed, "");
  const char *value;
  g_autoptr (GPtrArray) infos = bt_caption_panel_get_infos (self);

  if (iso != NULL
      || (bt_caption_merge (infos, BT_PHOTO_DATE_CREATED, &value)
          && (iso = bt_caption_read_date (typed, value)) != NULL))
    return FALSE;
  bt_caption_field_say (
      row,
      C_ ("caption",
          "This is no date. It is written 28/12/2017 11:09; the day, the month "
          "or the time may be missing."),
      TRUE);
  return TRUE;
}

void
bt_caption_panel_say (BtCaptionPanel *self, BtCaptionField *row)
{
  g_autofree char *typed = bt_caption_field_get_text (row, TRUE);

  if (self->items->len == 0)
    return;
  bt_caption_panel_update_keep (self, row, typed);
  if (bt_caption_field_get_field (row) == BT_PHOTO_DATE_CREATED)
    {
      if (!say_date (self, row, typed))
        bt_caption_field_say (row, NULL, FALSE);
    }
  else if (bt_caption_panel_many (self)
           && self->entries[bt_caption_field_get_field (row)].base != NULL)
    say_many (self, row, typed);
}

/* ---- as one types ---- */

static guint
get_caret (GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter caret;

  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  return (guint)gtk_text_iter_get_offset (&caret);
}

/* One step of its own, behind one that has it as it was typed. */
static void
replace (BtCaptionPanel *self,
         BtCaptionField *row,
         guint start,
         guint end,
         const char *text,
         const char *label)
{
  GtkTextBuffer *buffer =
      gtk_text_view_get_buffer (GTK_TEXT_VIEW (bt_caption_field_get_view (row)));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *shown = g_strjoinv (BT_LINE_SEPARATOR, lines);
  GtkTextIter from, to;

  bt_caption_panel_write (self, NULL);
  gtk_text_buffer_get_iter_at_offset (buffer, &from, (int)start);
  gtk_text_buffer_get_iter_at_offset (buffer, &to, (int)end);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &from, &to);
  gtk_text_buffer_insert (buffer, &from, shown, -1);
  gtk_text_buffer_place_cursor (buffer, &from);
  gtk_text_buffer_end_user_action (buffer);
  bt_caption_panel_write (self, label);
}

static gboolean
expand_code (BtCaptionPanel *self, BtCaptionField *row, const char *text, guint caret)
{
  g_autoptr (BtCodeNote) note = NULL;
  g_autofree char *warning = NULL;
  gboolean known = self->codes != NULL
                   && bt_codes_expand_before (self->codes, text, caret,
                                              date_of (self->items->pdata[0]), &note);

  if (note == NULL)
    return FALSE;
  warning = bt_message_for_code_note (note);
  if (known && !bt_caption_panel_many (self))
    replace (self, row, note->start, note->end, note->text, C_ ("step", "Code"));
  if (!bt_caption_panel_many (self))
    bt_caption_field_say (row, warning, TRUE);
  return known;
}

/* What was just closed with a brace. */
static gboolean
expand_variable (BtCaptionPanel *self, BtCaptionField *row, const char *text, guint caret)
{
  g_autofree char *before = g_utf8_substring (text, 0, caret);
  const char *open = strrchr (before, '{');
  g_autoptr (GPtrArray) notes =
      g_ptr_array_new_with_free_func ((GDestroyNotify)bt_variable_note_free);
  g_autoptr (BtVariables) variables = NULL;
  g_autofree char *value = NULL;

  if (open == NULL || bt_caption_panel_many (self))
    return FALSE;
  variables = bt_photo_variables (bt_photo_item_get_info (self->items->pdata[0]));
  value = bt_variables_expand (variables, open, notes);
  for (guint i = 0; i < notes->len; i++)
    {
      const BtVariableNote *note = notes->pdata[i];
      g_autofree char *line = NULL;

      if (note->kind == BT_VARIABLE_UNKNOWN)
        return FALSE;
      line = bt_message_for_variable_note (note);
      bt_caption_field_say (row, line, TRUE);
      if (note->kind == BT_VARIABLE_EMPTY)
        return FALSE;
    }
  if (g_str_equal (value, open))
    return FALSE;
  replace (self, row, (guint)g_utf8_pointer_to_offset (before, open), caret, value,
           C_ ("step", "Variable"));
  return TRUE;
}

static gboolean
typed_cb (GtkTextView *view, const char *typed, gpointer data)
{
  BtCaptionPanel *self = data;
  BtCaptionField *row = BT_CAPTION_FIELD (
      gtk_widget_get_ancestor (GTK_WIDGET (view), BT_TYPE_CAPTION_FIELD));
  g_autofree char *text = NULL;
  guint caret;
  gboolean changed = FALSE;

  if (self->items->len == 0 || row == NULL
      || bt_caption_field_get_field (row) == BT_PHOTO_DATE_CREATED)
    return FALSE;
  text = bt_caption_field_get_text (row, FALSE);
  caret = get_caret (view);
  if (g_str_has_suffix (typed, "\\"))
    changed = expand_code (self, row, text, caret);
  else if (g_str_has_suffix (typed, "}"))
    changed = expand_variable (self, row, text, caret);
  return changed;
}

void
bt_caption_panel_insert (BtCaptionPanel *self, BtCaptionField *row, const char *text)
{
  GtkTextView *view = GTK_TEXT_VIEW (bt_caption_field_get_view (row));
  g_autofree char *now = NULL;

  bt_caption_panel_write (self, NULL);
  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (view), text, -1);
  now = bt_caption_field_get_text (row, FALSE);
  expand_variable (self, row, now, get_caret (view));
  gtk_widget_grab_focus (GTK_WIDGET (view));
}

/* ---- names ---- */

/* Below the field, so that what is typed stays to be seen, and where the word begins. */
static void
get_place (BtCaptionPanel *self, GtkTextView *view, GdkRectangle *place)
{
  GtkTextIter at;
  double x, y;

  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (view), &at,
                                      (int)self->offer_start);
  gtk_text_view_get_iter_location (view, &at, place);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, place->x, place->y,
                                         &place->x, &place->y);
  gtk_widget_translate_coordinates (GTK_WIDGET (view), GTK_WIDGET (self), place->x, 0, &x,
                                    &y);
  place->x = (int)x;
  place->y = (int)y;
  place->width = 1;
  place->height = gtk_widget_get_height (GTK_WIDGET (view));
}

/* Codes that may be meant by what was begun with a backslash. Returns: whether one was begun */
static gboolean
offer_codes (BtCaptionPanel *self, GtkTextView *view, const char *text, guint caret)
{
  g_autofree char *words = self->codes != NULL
                               ? bt_codes_prefix_before (text, caret, &self->offer_start)
                               : NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) details = g_ptr_array_new ();
  GdkRectangle place;

  if (words == NULL)
    return FALSE;
  found = bt_codes_find (self->codes, words, date_of (self->items->pdata[0]), MAX_OFFERS);
  for (guint i = 0; i < found->len; i++)
    {
      const BtCodeNote *note = found->pdata[i];

      g_ptr_array_add (names, g_strconcat ("\\", note->code, "\\", NULL));
      g_ptr_array_add (details, note->text != NULL ? note->text : (gpointer) "");
    }
  if (names->len == 0)
    {
      gtk_popover_popdown (GTK_POPOVER (self->offers));
      return TRUE;
    }
  g_ptr_array_add (names, NULL);
  g_ptr_array_add (details, NULL);
  get_place (self, view, &place);
  bt_name_popover_offer (self->offers, (const char *const *)names->pdata,
                         (const char *const *)details->pdata, &place);
  return TRUE;
}

static void
offer_names (BtCaptionPanel *self, BtCaptionField *row, const char *text, guint caret)
{
  BtPhotoField field = bt_caption_field_get_field (row);
  GtkTextView *view = GTK_TEXT_VIEW (bt_caption_field_get_view (row));
  guint lists = bt_caption_panel_get_lists (field);
  BtNameWhere where = bt_caption_is_list (field) ? BT_NAME_MEMBERS
                      : lists == (1 << BT_NAMES_PEOPLE | 1 << BT_NAMES_PLACES)
                          ? BT_NAME_TEXT
                          : BT_NAME_WHOLE;
  g_autofree char *before = g_utf8_substring (text, 0, caret);
  g_auto (GStrv) names = NULL;
  const char *behind = g_utf8_offset_to_pointer (text, caret);
  GdkRectangle place;

  if (lists != 0 && !g_unichar_isalnum (g_utf8_get_char (behind)))
    names = bt_name_index_find (self->names, lists, before, where, MAX_OFFERS,
                                &self->offer_start);
  if (names == NULL || names[0] == NULL)
    {
      gtk_popover_popdown (GTK_POPOVER (self->offers));
      return;
    }
  get_place (self, view, &place);
  bt_name_popover_offer (self->offers, (const char *const *)names, NULL, &place);
}

void
bt_caption_panel_offer (BtCaptionPanel *self, BtCaptionField *row)
{
  GtkTextView *view = GTK_TEXT_VIEW (bt_caption_field_get_view (row));
  g_autofree char *text = NULL;
  guint caret;

  if (*bt_input_get_preedit (GTK_WIDGET (view)) != '\0'
      || !gtk_widget_has_focus (GTK_WIDGET (view))
      || gtk_text_buffer_get_has_selection (gtk_text_view_get_buffer (view)))
    {
      gtk_popover_popdown (GTK_POPOVER (self->offers));
      return;
    }
  text = bt_caption_field_get_text (row, FALSE);
  caret = get_caret (view);
  if (!offer_codes (self, view, text, caret))
    offer_names (self, row, text, caret);
}

static void
chosen_cb (BtNamePopover *offers, const char *name, BtCaptionPanel *self)
{
  BtCaptionField *row = self->entries[self->current].row;
  GtkTextView *view;
  g_autofree char *text = NULL;
  guint caret;

  if (row == NULL || self->items->len == 0)
    return;
  view = GTK_TEXT_VIEW (bt_caption_field_get_view (row));
  caret = get_caret (view);
  if (caret < self->offer_start)
    return;
  replace (self, row, self->offer_start, caret, name,
           bt_message_for_photo_field (self->current));
  gtk_popover_popdown (GTK_POPOVER (self->offers));
  if (!g_str_has_prefix (name, "\\"))
    return;
  text = bt_caption_field_get_text (row, FALSE);
  expand_code (self, row, text, get_caret (view));
  gtk_popover_popdown (GTK_POPOVER (self->offers));
}

static gboolean
key_cb (GtkEventControllerKey *keys,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        BtCaptionPanel *self)
{
  return bt_name_popover_key (self->offers, keyval, state);
}

static void
focus_cb (GtkEventControllerFocus *controller, BtCaptionPanel *self)
{
  GtkWidget *view = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  GtkWidget *row = gtk_widget_get_ancestor (view, BT_TYPE_CAPTION_FIELD);

  self->current = bt_caption_field_get_field (BT_CAPTION_FIELD (row));
}

void
bt_caption_panel_watch_words (BtCaptionPanel *self, BtCaptionField *row)
{
  GtkTextView *view = GTK_TEXT_VIEW (bt_caption_field_get_view (row));
  GtkEventController *focus = gtk_event_controller_focus_new ();

  bt_typed_watch (view, typed_cb, self);
  g_signal_connect (focus, "enter", G_CALLBACK (focus_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (view), focus);
  bt_caption_panel_watch_lists (self, row);
}

void
bt_caption_panel_init_words (BtCaptionPanel *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->offers = bt_name_popover_new (GTK_WIDGET (self));
  g_signal_connect (self->offers, "chosen", G_CALLBACK (chosen_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  bt_caption_panel_init_lists (self);
}

void
bt_caption_panel_clear_words (BtCaptionPanel *self)
{
  if (self->offers != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->offers));
  self->offers = NULL;
  bt_caption_panel_clear_lists (self);
}

/* Spelling and typography in the texts of the editor pane.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "ui/editor/bt-editor-pane-private.h"
#include "ui/editor/bt-speller.h"

/* A text view of the article, and where it stands: -1 above the body, or the offset in
 * the body at which it hangs. */
typedef struct
{
  GtkTextView *view;
  int base;
} ProofText;

/* ---- the texts, in the order in which they are read ---- */

static void
add_text (GArray *texts, GtkWidget *widget, int base)
{
  ProofText text = { GTK_TEXT_VIEW (widget), base };

  g_array_append_val (texts, text);
}

static void
add_texts_in (GArray *texts, GtkWidget *widget, int base)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_TEXT_VIEW (child))
      add_texts_in (texts, child, base);
    else if (gtk_text_view_get_editable (GTK_TEXT_VIEW (child))
             && gtk_text_view_get_input_purpose (GTK_TEXT_VIEW (child))
                    != GTK_INPUT_PURPOSE_NAME)
      add_text (texts, child, base);
}

static GArray *
collect_texts (BtEditorPane *self)
{
  GArray *texts = g_array_new (FALSE, FALSE, sizeof (ProofText));
  BtBodyBuffer *buffer = bt_body_view_get_buffer (self->body);
  int n_lines = gtk_text_buffer_get_line_count (GTK_TEXT_BUFFER (buffer));

  add_texts_in (texts, GTK_WIDGET (self->header), -1);
  add_text (texts, GTK_WIDGET (self->body), 0);
  for (int line = 0; line < n_lines; line++)
    {
      BtParagraph *paragraph = bt_body_buffer_get_paragraph (buffer, line);
      GtkWidget *child = bt_paragraph_is_object (paragraph)
                             ? bt_body_view_get_widget (self->body, paragraph)
                             : NULL;
      GtkTextIter iter;

      if (child == NULL)
        continue;
      gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (buffer), &iter, line);
      add_texts_in (texts, child, gtk_text_iter_get_offset (&iter));
    }
  return texts;
}

/* ---- every text is looked after, also those that come later ---- */

static gboolean
attach_cb (gpointer data)
{
  BtEditorPane *self = data;
  g_autoptr (GArray) texts = NULL;

  self->proof_source = 0;
  texts = collect_texts (self);
  for (guint i = 0; i < texts->len; i++)
    {
      GtkTextView *view = g_array_index (texts, ProofText, i).view;

      bt_speller_attach (self->spell, view);
      bt_typography_attach (self->typography, view);
    }
  return G_SOURCE_REMOVE;
}

void
bt_editor_pane_queue_proof (BtEditorPane *self)
{
  if (self->proof_source == 0 && self->spell != NULL)
    self->proof_source = g_idle_add (attach_cb, self);
}

/* ---- settings ---- */

static void
set_checking (BtEditorPane *self, gboolean check)
{
  bt_spell_service_set_enabled (self->spell, check);
  g_simple_action_set_state (bt_editor_pane_get_action (self, "spell"),
                             g_variant_new_boolean (check));
}

static void
update_settings (BtEditorPane *self)
{
  BtTypingFlags flags = 0;
  gboolean check = TRUE;

  if (self->settings != NULL)
    {
      check = g_settings_get_boolean (self->settings, "check-spelling");
      if (g_settings_get_boolean (self->settings, "smart-quotes"))
        flags |= BT_TYPING_QUOTES;
      if (g_settings_get_boolean (self->settings, "smart-single-quotes"))
        flags |= BT_TYPING_SINGLE_QUOTES;
      if (g_settings_get_boolean (self->settings, "smart-ellipsis"))
        flags |= BT_TYPING_ELLIPSIS;
      if (g_settings_get_boolean (self->settings, "smart-dash"))
        flags |= BT_TYPING_DASH;
      bt_typography_set_flags (self->typography, flags);
    }
  set_checking (self, check);
}

static void
toggle_spelling (BtEditorPane *self, GVariant *parameter)
{
  gboolean check = !bt_spell_service_get_enabled (self->spell);

  if (self->settings != NULL)
    g_settings_set_boolean (self->settings, "check-spelling", check);
  else
    set_checking (self, check);
}

/* ---- from one finding to the next ---- */

/* A finding, or where the keyboard is; compared as one reads. */
typedef struct
{
  GtkTextView *view;
  int base; /* where the view hangs in the body; of the body itself, the place in it */
  int text; /* the number of the view among all */
  int start;
  int end;
} Stop;

static Stop
make_stop (const GArray *texts, guint number, int start, int end)
{
  const ProofText *text = &g_array_index (texts, ProofText, number);
  gboolean in_body = BT_IS_BODY_VIEW (text->view);
  Stop stop = { text->view, in_body ? start : text->base, in_body ? 0 : (int)number,
                start, end };

  return stop;
}

static int
compare_stops (gconstpointer a, gconstpointer b)
{
  const Stop *first = a, *second = b;

  if (first->base != second->base)
    return first->base - second->base;
  if (first->text != second->text)
    return first->text - second->text;
  return first->start - second->start;
}

static GArray *
collect_stops (const GArray *texts)
{
  GArray *stops = g_array_new (FALSE, FALSE, sizeof (Stop));

  for (guint i = 0; i < texts->len; i++)
    {
      BtSpeller *speller = bt_speller_get (g_array_index (texts, ProofText, i).view);
      g_autoptr (GArray) places = speller != NULL ? bt_speller_collect (speller) : NULL;

      for (guint k = 0; places != NULL && k < places->len; k++)
        {
          const BtSpellerPlace *place = &g_array_index (places, BtSpellerPlace, k);
          Stop stop = make_stop (texts, i, place->start, place->end);

          g_array_append_val (stops, stop);
        }
    }
  g_array_sort (stops, compare_stops);
  return stops;
}

/* Returns: whether the keyboard is in one of the texts; @here is where then. What is
 * selected was gone to already. */
static gboolean
find_here (BtEditorPane *self, const GArray *texts, Stop *here, gboolean *selected)
{
  GtkWidget *focus = self->root != NULL ? gtk_root_get_focus (self->root) : NULL;

  for (guint i = 0; i < texts->len; i++)
    {
      GtkTextView *view = g_array_index (texts, ProofText, i).view;
      GtkTextIter start, end;

      if (GTK_WIDGET (view) != focus)
        continue;
      *selected = gtk_text_buffer_get_selection_bounds (gtk_text_view_get_buffer (view),
                                                        &start, &end);
      *here = make_stop (texts, i, gtk_text_iter_get_offset (&start),
                         gtk_text_iter_get_offset (&end));
      return TRUE;
    }
  return FALSE;
}

static void
go_to (BtEditorPane *self, const Stop *stop)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (stop->view);
  GtkTextIter start, end;

  if (!BT_IS_BODY_VIEW (stop->view) && stop->base >= 0)
    {
      GtkTextIter line;

      /* what hangs far below has no place until the text above it is laid out */
      gtk_text_buffer_get_iter_at_offset (
          gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->body)), &line, stop->base);
      gtk_text_view_scroll_to_iter (GTK_TEXT_VIEW (self->body), &line, 0, FALSE, 0, 0);
    }
  gtk_text_buffer_get_iter_at_offset (buffer, &start, stop->start);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, stop->end);
  gtk_widget_grab_focus (GTK_WIDGET (stop->view));
  gtk_text_buffer_select_range (buffer, &end, &start);
  gtk_text_view_scroll_mark_onscreen (stop->view, gtk_text_buffer_get_insert (buffer));
  bt_body_view_reveal_caret (self->body);
}

static const Stop *
next_stop (const GArray *stops, const Stop *here, gboolean selected)
{
  for (guint i = 0; i < stops->len; i++)
    {
      const Stop *stop = &g_array_index (stops, Stop, i);
      int order = compare_stops (stop, here);

      if (order > 0 || (order == 0 && !selected))
        return stop;
    }
  return &g_array_index (stops, Stop, 0);
}

static const Stop *
previous_stop (const GArray *stops, const Stop *here)
{
  for (guint i = stops->len; i > 0; i--)
    {
      const Stop *stop = &g_array_index (stops, Stop, i - 1);

      if (compare_stops (stop, here) < 0)
        return stop;
    }
  return &g_array_index (stops, Stop, stops->len - 1);
}

static void
say_there_is_none (BtEditorPane *self)
{
  const char *text = C_ ("toast", "Nothing was found to correct");
  BtSpell *spell = bt_spell_service_get_spell (self->spell);

  if (!bt_spell_service_get_enabled (self->spell))
    text = C_ ("toast", "Spelling is not being checked");
  else if (spell != NULL && !bt_spell_has_dictionary (spell))
    text = C_ ("toast", "No Vietnamese dictionary is installed");
  bt_editor_pane_emit_toast (self, text, FALSE);
}

static void
step (BtEditorPane *self, gboolean forward)
{
  g_autoptr (GArray) texts = collect_texts (self);
  g_autoptr (GArray) stops = collect_stops (texts);
  gboolean selected = FALSE;
  Stop here;

  if (stops->len == 0)
    say_there_is_none (self);
  else if (!find_here (self, texts, &here, &selected))
    go_to (self, &g_array_index (stops, Stop, forward ? 0 : stops->len - 1));
  else
    go_to (self,
           forward ? next_stop (stops, &here, selected) : previous_stop (stops, &here));
}

static void
next_finding (BtEditorPane *self, GVariant *parameter)
{
  step (self, TRUE);
}

static void
previous_finding (BtEditorPane *self, GVariant *parameter)
{
  step (self, FALSE);
}

/* ---- life ---- */

static BtToneStyle
style_cb (gpointer data)
{
  BtEditorPane *self = data;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->body));
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_iter_get_slice (&start, &end);
  return bt_syllable_text_style (text);
}

static void
failed_cb (BtEditorPane *self, const GError *error)
{
  bt_editor_pane_emit_failed (self, error);
}

void
bt_editor_pane_init_proof (BtEditorPane *self)
{
  static const BtEditAction actions[] = {
    { "spell", toggle_spelling, NULL, "true" },
    { "next-finding", next_finding, NULL, NULL },
    { "previous-finding", previous_finding, NULL, NULL },
  };

  bt_editor_pane_add_actions (self, actions, G_N_ELEMENTS (actions));
  self->typography = bt_typography_new ();
  g_signal_connect_object (self->typography, "step", G_CALLBACK (bt_editor_pane_record),
                           self, G_CONNECT_SWAPPED);
  /* behind the body view's own handler, which makes the widget */
  g_signal_connect_object (bt_body_view_get_buffer (self->body), "object-added",
                           G_CALLBACK (bt_editor_pane_queue_proof), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

void
bt_editor_pane_start_proof (BtEditorPane *self)
{
  g_autofree char *file = g_build_filename (bt_context_get_data_dir (self->context),
                                            BT_SPELL_OWN_WORDS, NULL);

  self->spell = bt_spell_service_new (file);
  bt_spell_service_set_style_func (self->spell, style_cb, self);
  g_signal_connect_object (self->spell, "step", G_CALLBACK (bt_editor_pane_record), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->spell, "failed", G_CALLBACK (failed_cb), self,
                           G_CONNECT_SWAPPED);
  if (self->settings != NULL)
    g_signal_connect_object (self->settings, "changed", G_CALLBACK (update_settings),
                             self, G_CONNECT_SWAPPED);
  update_settings (self);
  bt_editor_pane_queue_proof (self);
}

void
bt_editor_pane_stop_proof (BtEditorPane *self)
{
  g_clear_handle_id (&self->proof_source, g_source_remove);
  g_clear_object (&self->spell);
  g_clear_object (&self->typography);
}

/* How text looks: the commands of the bar above it.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "ui/bt-ask.h"
#include "ui/editor/bt-editor-pane-private.h"
#include "ui/editor/bt-input-method.h"
#include "ui/editor/bt-span-tags.h"
#include "ui/editor/bt-typing-style.h"

/* ---- what commands are about ---- */

GtkTextView *
bt_editor_pane_get_text (BtEditorPane *self)
{
  g_return_val_if_fail (BT_IS_EDITOR_PANE (self), NULL);
  return self->text != NULL ? self->text : GTK_TEXT_VIEW (self->body);
}

static gboolean
is_body (BtEditorPane *self)
{
  return bt_editor_pane_get_text (self) == GTK_TEXT_VIEW (self->body);
}

/* Whether what is marked in the text is kept. */
static gboolean
is_rich (BtEditorPane *self)
{
  GtkTextView *text = bt_editor_pane_get_text (self);

  return is_body (self)
         || (BT_IS_TEXT_FIELD (text) && bt_text_field_is_rich (BT_TEXT_FIELD (text)));
}

/* The lines of the body that the selection touches; one that ends at the start of a line
 * does not mean that line. */
static void
selected_lines (BtEditorPane *self, int *first, int *last)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (bt_body_view_get_buffer (self->body));
  GtkTextIter start, end;

  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  *first = gtk_text_iter_get_line (&start);
  *last = gtk_text_iter_get_line (&end);
  if (*last > *first && gtk_text_iter_starts_line (&end))
    (*last)--;
}

/* ---- marks ---- */

static const struct
{
  const char *action;
  BtSpanKind kind;
} marks[] = {
  { "bold", BT_SPAN_BOLD },
  { "italic", BT_SPAN_ITALIC },
  { "underline", BT_SPAN_UNDERLINE },
  { "strike", BT_SPAN_STRIKE },
  { "superscript", BT_SPAN_SUPERSCRIPT },
  { "subscript", BT_SPAN_SUBSCRIPT },
};

static gboolean
has_mark (GtkTextBuffer *buffer, BtSpanKind kind)
{
  GtkTextIter start, end;

  if (gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    return bt_span_tags_cover (kind, &start, &end);
  return bt_typing_style_get (buffer, kind);
}

/* A selection is marked, or unmarked when all of it is; where nothing is selected, what
 * is typed next. */
static void
toggle_mark (BtEditorPane *self, BtSpanKind kind)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (bt_editor_pane_get_text (self));
  gboolean on = !has_mark (buffer, kind);
  GtkTextIter start, end;

  if (!is_rich (self))
    return;
  if (gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    {
      bt_editor_pane_record (self);
      if (on)
        bt_span_tags_apply (buffer, kind, NULL, &start, &end);
      else
        bt_span_tags_remove (buffer, kind, &start, &end);
      bt_editor_pane_record (self);
    }
  else
    bt_typing_style_set (buffer, kind, on);
  bt_editor_pane_update_format (self);
}

#define MARK(name, kind)                                                                 \
  static void name##_act (BtEditorPane *self, GVariant *parameter)                       \
  {                                                                                      \
    toggle_mark (self, kind);                                                            \
  }
MARK (bold, BT_SPAN_BOLD)
MARK (italic, BT_SPAN_ITALIC)
MARK (underline, BT_SPAN_UNDERLINE)
MARK (strike, BT_SPAN_STRIKE)
MARK (superscript, BT_SPAN_SUPERSCRIPT)
MARK (subscript, BT_SPAN_SUBSCRIPT)
#undef MARK

/* Links say where something leads: they are no look, and stay. */
static void
clear_formatting_act (BtEditorPane *self, GVariant *parameter)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (bt_editor_pane_get_text (self));
  GtkTextIter start, end;

  if (!gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    {
      for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
        bt_typing_style_set (buffer, marks[i].kind, FALSE);
      gtk_text_iter_set_line_offset (&start, 0);
      if (!gtk_text_iter_ends_line (&end))
        gtk_text_iter_forward_to_line_end (&end);
    }
  bt_editor_pane_record (self);
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    bt_span_tags_remove (buffer, marks[i].kind, &start, &end);
  bt_editor_pane_record (self);
  bt_editor_pane_update_format (self);
}

/* ---- kinds of paragraphs ---- */

typedef struct
{
  const char *id;
  BtBlockKind kind;
  guint level;
  gboolean ordered;
  const char *name;
} BlockName;

static const BlockName blocks[] = {
  { "paragraph", BT_BLOCK_PARAGRAPH, 0, FALSE, NC_ ("block", "Paragraph") },
  { "heading-2", BT_BLOCK_HEADING, 2, FALSE, NC_ ("block", "Subheading") },
  { "heading-3", BT_BLOCK_HEADING, 3, FALSE, NC_ ("block", "Subheading, Second Level") },
  { "heading-4", BT_BLOCK_HEADING, 4, FALSE, NC_ ("block", "Subheading, Third Level") },
  { "quote", BT_BLOCK_QUOTE, 0, FALSE, NC_ ("block", "Quote") },
  { "pull-quote", BT_BLOCK_PULL_QUOTE, 0, FALSE, NC_ ("block", "Pull Quote") },
  { "bullet-list", BT_BLOCK_LIST_ITEM, 0, FALSE, NC_ ("block", "Bulleted List") },
  { "numbered-list", BT_BLOCK_LIST_ITEM, 0, TRUE, NC_ ("block", "Numbered List") },
};

static gboolean
is_such (const BtParagraph *paragraph, const BlockName *block)
{
  if (bt_paragraph_is_object (paragraph) || paragraph->kind != block->kind)
    return FALSE;
  if (block->kind == BT_BLOCK_HEADING)
    return CLAMP (paragraph->level, 2, 4) == block->level;
  return block->kind != BT_BLOCK_LIST_ITEM || paragraph->ordered == block->ordered;
}

/* Returns: (nullable): the kind that all lines of the selection have */
static const BlockName *
common_block (BtEditorPane *self)
{
  BtBodyBuffer *buffer = bt_body_view_get_buffer (self->body);
  int first, last;

  selected_lines (self, &first, &last);
  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    {
      int line = first;

      while (line <= last
             && is_such (bt_body_buffer_get_paragraph (buffer, line), &blocks[i]))
        line++;
      if (line > last)
        return &blocks[i];
    }
  return NULL;
}

static void
set_block (BtEditorPane *self, const BlockName *block)
{
  int first, last;

  selected_lines (self, &first, &last);
  bt_editor_pane_record (self);
  bt_body_buffer_set_kind (bt_body_view_get_buffer (self->body), first, last, block->kind,
                           block->level, block->ordered);
  bt_editor_pane_record (self);
  bt_editor_pane_update_format (self);
}

/* Chosen again, a kind goes back to an ordinary paragraph. */
static void
block_act (BtEditorPane *self, GVariant *parameter)
{
  const char *id = g_variant_get_string (parameter, NULL);
  const BlockName *now = common_block (self);

  if (!is_body (self))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    if (g_str_equal (blocks[i].id, id))
      set_block (self, now == &blocks[i] ? &blocks[0] : &blocks[i]);
}

static void
move_level (BtEditorPane *self, int step)
{
  int first, last;

  if (!is_body (self))
    return;
  selected_lines (self, &first, &last);
  bt_editor_pane_record (self);
  bt_body_buffer_indent (bt_body_view_get_buffer (self->body), first, last, step);
  bt_editor_pane_record (self);
  bt_editor_pane_update_format (self);
}

static void
indent_act (BtEditorPane *self, GVariant *parameter)
{
  move_level (self, 1);
}

static void
outdent_act (BtEditorPane *self, GVariant *parameter)
{
  move_level (self, -1);
}

static BtParagraph *
first_selected (BtEditorPane *self)
{
  int first, last;

  selected_lines (self, &first, &last);
  return bt_body_buffer_get_paragraph (bt_body_view_get_buffer (self->body), first);
}

static void
start_list_act (BtEditorPane *self, GVariant *parameter)
{
  BtParagraph *paragraph = first_selected (self);

  bt_editor_pane_record (self);
  bt_body_buffer_set_starts_group (bt_body_view_get_buffer (self->body), paragraph,
                                   !paragraph->starts_group);
  bt_editor_pane_record (self);
  gtk_widget_queue_draw (GTK_WIDGET (self->body));
}

/* ---- who said it ---- */

typedef struct
{
  BtEditorPane *pane;
  BtDocument *document;
  guint block;
  GtkEditable *entry;
} Citing;

static void
citing_free (Citing *citing)
{
  g_object_unref (citing->pane);
  g_object_unref (citing->document);
  g_object_unref (citing->entry);
  g_free (citing);
}

static void
cited_cb (const char *id, gpointer data)
{
  Citing *citing = data;
  BtEditorPane *self = citing->pane;
  BtBodyBuffer *buffer = bt_body_view_get_buffer (self->body);
  BtParagraph *paragraph = NULL;

  /* the article may be another one by now, and the quote gone */
  if (self->document == citing->document && g_str_equal (id, "set"))
    paragraph = bt_body_buffer_find_paragraph (buffer, citing->block);
  if (paragraph != NULL)
    {
      g_autofree char *text = bt_input_get_text (citing->entry, TRUE);
      g_autoptr (BtRichText) cite = bt_rich_text_new (text);

      bt_rich_text_trim (cite);
      bt_editor_pane_record (self);
      bt_body_buffer_set_cite (buffer, paragraph, cite);
      bt_editor_pane_record (self);
      gtk_widget_grab_focus (GTK_WIDGET (self->body));
    }
  citing_free (citing);
}

/* A quotation over several paragraphs is signed below the last one. */
static BtParagraph *
last_of_quotation (BtEditorPane *self)
{
  BtBodyBuffer *buffer = bt_body_view_get_buffer (self->body);
  int n_lines = gtk_text_buffer_get_line_count (GTK_TEXT_BUFFER (buffer));
  BtParagraph *last = first_selected (self);
  int line = bt_body_buffer_get_line (buffer, last);

  while (last->kind == BT_BLOCK_QUOTE && line + 1 < n_lines)
    {
      BtParagraph *next = bt_body_buffer_get_paragraph (buffer, ++line);

      if (next->kind != BT_BLOCK_QUOTE || next->starts_group)
        break;
      last = next;
    }
  return last;
}

static void
quote_source_act (BtEditorPane *self, GVariant *parameter)
{
  BtParagraph *paragraph = last_of_quotation (self);
  const BtAnswer answers[] = {
    { "cancel", C_ ("quote", "_Cancel"), ADW_RESPONSE_DEFAULT },
    { "set", C_ ("quote", "_Set"), ADW_RESPONSE_SUGGESTED },
  };
  Citing *citing;
  GtkWidget *entry;

  if (paragraph->kind != BT_BLOCK_QUOTE && paragraph->kind != BT_BLOCK_PULL_QUOTE)
    return;
  bt_editor_pane_record (self); /* gives the block its id */
  entry = gtk_entry_new ();
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_ ("quote", "Name, and what the person is"), -1);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry),
                                  C_ ("quote", "Name, and what the person is"));
  if (paragraph->cite != NULL)
    gtk_editable_set_text (GTK_EDITABLE (entry), bt_rich_text_get_text (paragraph->cite));
  bt_input_watch (entry);

  citing = g_new0 (Citing, 1);
  citing->pane = g_object_ref (self);
  citing->document = g_object_ref (self->document);
  citing->block = paragraph->id;
  citing->entry = g_object_ref (GTK_EDITABLE (entry));
  bt_ask (GTK_WIDGET (self), C_ ("quote", "Who Said It"),
          C_ ("quote", "Shown below the quotation."), entry, answers,
          G_N_ELEMENTS (answers), cited_cb, citing);
}

/* ---- the bar shows what is ---- */

static void
set_state (BtEditorPane *self, const char *name, GVariant *state, gboolean enabled)
{
  GSimpleAction *action = bt_editor_pane_get_action (self, name);

  g_simple_action_set_state (action, state);
  g_simple_action_set_enabled (action, self->document != NULL && enabled);
}

static void
enable (BtEditorPane *self, const char *name, gboolean enabled)
{
  g_simple_action_set_enabled (bt_editor_pane_get_action (self, name),
                               self->document != NULL && enabled);
}

static gboolean
show_format_cb (gpointer data)
{
  BtEditorPane *self = data;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (bt_editor_pane_get_text (self));
  gboolean rich = is_rich (self);
  gboolean body = is_body (self);
  const BlockName *block = body ? common_block (self) : NULL;
  BtBlockKind kind = body ? first_selected (self)->kind : BT_BLOCK_PARAGRAPH;

  self->format_source = 0;
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    set_state (self, marks[i].action,
               g_variant_new_boolean (rich && has_mark (buffer, marks[i].kind)), rich);
  set_state (self, "block", g_variant_new_string (block != NULL ? block->id : ""), body);
  enable (self, "clear-formatting", rich);
  enable (self, "indent", body && kind == BT_BLOCK_LIST_ITEM);
  enable (self, "outdent", body && kind == BT_BLOCK_LIST_ITEM);
  enable (self, "start-list", body && kind == BT_BLOCK_LIST_ITEM);
  enable (self, "quote-source",
          body && (kind == BT_BLOCK_QUOTE || kind == BT_BLOCK_PULL_QUOTE));
  bt_format_bar_set_block (self->format_bar,
                           block != NULL ? g_dpgettext2 (NULL, "block", block->name)
                                         : C_ ("format", "Kind of Paragraph"));
  return G_SOURCE_REMOVE;
}

void
bt_editor_pane_update_format (BtEditorPane *self)
{
  g_return_if_fail (BT_IS_EDITOR_PANE (self));

  if (self->format_source == 0 && self->format_bar != NULL)
    self->format_source = g_idle_add (show_format_cb, self);
}

static void
moved_cb (BtEditorPane *self)
{
  bt_editor_pane_update_format (self);
}

void
bt_editor_pane_follow_text (BtEditorPane *self)
{
  GtkWidget *focus = self->root != NULL ? gtk_root_get_focus (self->root) : NULL;

  if (!GTK_IS_TEXT_VIEW (focus) || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self))
      || (GtkTextView *)focus == self->text)
    return;
  if (self->text != NULL)
    g_signal_handlers_disconnect_by_func (gtk_text_view_get_buffer (self->text), moved_cb,
                                          self);
  g_set_weak_pointer (&self->text, GTK_TEXT_VIEW (focus));
  g_signal_connect_object (gtk_text_view_get_buffer (self->text),
                           "notify::cursor-position", G_CALLBACK (moved_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_text_view_get_buffer (self->text), "notify::has-selection",
                           G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  bt_editor_pane_update_format (self);
}

void
bt_editor_pane_init_format (BtEditorPane *self)
{
  static const BtEditAction actions[] = {
    { "bold", bold_act, NULL, "false" },
    { "italic", italic_act, NULL, "false" },
    { "underline", underline_act, NULL, "false" },
    { "strike", strike_act, NULL, "false" },
    { "superscript", superscript_act, NULL, "false" },
    { "subscript", subscript_act, NULL, "false" },
    { "clear-formatting", clear_formatting_act, NULL, NULL },
    { "block", block_act, "s", "''" },
    { "indent", indent_act, NULL, NULL },
    { "outdent", outdent_act, NULL, NULL },
    { "start-list", start_list_act, NULL, NULL },
    { "quote-source", quote_source_act, NULL, NULL },
  };

  bt_editor_pane_add_actions (self, actions, G_N_ELEMENTS (actions));
  self->format_bar = BT_FORMAT_BAR (bt_format_bar_new ());
  gtk_box_append (self->top_box, GTK_WIDGET (self->format_bar));
  g_signal_connect (self, "edited", G_CALLBACK (moved_cb), NULL);
  bt_editor_pane_update_format (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-body-style.h"

#define MAX_LIST_LEVEL 8
#define CITE_TAG "kind-cite"

static const char *const list_tags[MAX_LIST_LEVEL + 1] = {
  "kind-list-0", "kind-list-1", "kind-list-2", "kind-list-3", "kind-list-4",
  "kind-list-5", "kind-list-6", "kind-list-7", "kind-list-8"
};
static const char *const other_tags[] = { "kind-heading-2",  "kind-heading-3",
                                          "kind-heading-4",  "kind-quote",
                                          "kind-pull-quote", "kind-object",
                                          CITE_TAG };

static GtkTextTag *
add (GtkTextTagTable *table, const char *name)
{
  g_autoptr (GtkTextTag) tag = gtk_text_tag_new (name);

  gtk_text_tag_table_add (table, tag);
  return tag;
}

static void
add_heading (GtkTextTagTable *table, const char *name, double scale)
{
  g_object_set (add (table, name), "weight", PANGO_WEIGHT_BOLD, "scale", scale, NULL);
}

void
bt_body_style_install (GtkTextTagTable *table)
{
  add_heading (table, "kind-heading-2", 1.3);
  add_heading (table, "kind-heading-3", 1.15);
  add_heading (table, "kind-heading-4", 1.0);

  /* margins add to the view's own, which follow the width of the column */
  g_object_set (add (table, "kind-quote"), "accumulative-margin", TRUE, "style",
                PANGO_STYLE_ITALIC, NULL);
  g_object_set (add (table, "kind-pull-quote"), "accumulative-margin", TRUE, "scale",
                1.25, "justification", GTK_JUSTIFY_CENTER, NULL);
  add (table, "kind-object");
  for (int level = 0; level <= MAX_LIST_LEVEL; level++)
    g_object_set (add (table, list_tags[level]), "accumulative-margin", TRUE, NULL);
  add (table, CITE_TAG);
  bt_body_style_set_scale (table, 1.0);
}

static void
set_room (GtkTextTagTable *table, const char *name, int side, int above, int below)
{
  GtkTextTag *tag = gtk_text_tag_table_lookup (table, name);

  if (side >= 0)
    g_object_set (tag, "left-margin", side, NULL);
  if (above >= 0)
    g_object_set (tag, "pixels-above-lines", above, NULL);
  if (below >= 0)
    g_object_set (tag, "pixels-below-lines", below, NULL);
}

void
bt_body_style_set_scale (GtkTextTagTable *table, double scale)
{
#define PX(pixels) ((int)((pixels)*scale + 0.5))
  set_room (table, "kind-heading-2", -1, PX (14), PX (6));
  set_room (table, "kind-heading-3", -1, PX (14), PX (6));
  set_room (table, "kind-heading-4", -1, PX (14), PX (6));
  set_room (table, "kind-quote", PX (BT_QUOTE_INDENT), PX (6), -1);
  set_room (table, "kind-pull-quote", PX (2 * BT_QUOTE_INDENT), PX (14), -1);
  g_object_set (gtk_text_tag_table_lookup (table, "kind-quote"), "right-margin",
                PX (BT_QUOTE_INDENT), NULL);
  g_object_set (gtk_text_tag_table_lookup (table, "kind-pull-quote"), "right-margin",
                PX (2 * BT_QUOTE_INDENT), NULL);
  set_room (table, "kind-object", -1, PX (8), PX (16));
  for (int level = 0; level <= MAX_LIST_LEVEL; level++)
    set_room (table, list_tags[level], PX (BT_LIST_INDENT * (level + 1)), -1, PX (6));
  set_room (table, CITE_TAG, -1, -1, PX (BT_CITE_HEIGHT));
#undef PX
}

static const char *
tag_name (const BtParagraph *paragraph)
{
  if (bt_paragraph_is_object (paragraph))
    return "kind-object";
  switch (paragraph->kind)
    {
    case BT_BLOCK_HEADING:
      return paragraph->level >= 4   ? "kind-heading-4"
             : paragraph->level == 3 ? "kind-heading-3"
                                     : "kind-heading-2";
    case BT_BLOCK_QUOTE:
      return "kind-quote";
    case BT_BLOCK_PULL_QUOTE:
      return "kind-pull-quote";
    case BT_BLOCK_LIST_ITEM:
      return list_tags[MIN (paragraph->level, MAX_LIST_LEVEL)];
    default:
      return NULL;
    }
}

/* Applying a tag makes the view lay the line out again: only where something changes. */
static void
want_tag (GtkTextBuffer *buffer,
          const char *name,
          gboolean wanted,
          const GtkTextIter *start,
          const GtkTextIter *end)
{
  GtkTextTag *tag =
      gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), name);
  gboolean at_start = gtk_text_iter_has_tag (start, tag);
  GtkTextIter toggle = *start;
  gboolean uniform = !gtk_text_iter_forward_to_tag_toggle (&toggle, tag)
                     || gtk_text_iter_compare (&toggle, end) >= 0;

  if (uniform && at_start == wanted)
    return;
  if (wanted)
    gtk_text_buffer_apply_tag (buffer, tag, start, end);
  else
    gtk_text_buffer_remove_tag (buffer, tag, start, end);
}

static void
want_tags (GtkTextBuffer *buffer,
           const char *kind,
           gboolean cite,
           const GtkTextIter *start,
           const GtkTextIter *end)
{
  for (guint i = 0; i < G_N_ELEMENTS (list_tags); i++)
    want_tag (buffer, list_tags[i], g_strcmp0 (list_tags[i], kind) == 0, start, end);
  for (guint i = 0; i < G_N_ELEMENTS (other_tags); i++)
    want_tag (buffer, other_tags[i],
              g_strcmp0 (other_tags[i], kind) == 0
                  || (cite && g_strcmp0 (other_tags[i], CITE_TAG) == 0),
              start, end);
}

/* Takes the looks off the end of a line, one character. */
static void
clear_tags (GtkTextBuffer *buffer, const GtkTextIter *start, const GtkTextIter *end)
{
  g_autoptr (GSList) tags = gtk_text_iter_get_tags (start);

  for (GSList *l = tags; l != NULL; l = l->next)
    {
      g_autofree char *name = NULL;

      g_object_get (l->data, "name", &name, NULL);
      if (name != NULL && g_str_has_prefix (name, "kind-"))
        gtk_text_buffer_remove_tag (buffer, l->data, start, end);
    }
}

/* The tag ends before the line does. GTK 4.8 keeps a style from line to line until it
 * comes across a tag's edge, and does not look at lines that it has laid out already: of
 * lines under one tag the second could be shown with the looks of any line before. */
void
bt_body_style_apply (GtkTextBuffer *buffer, int line, const BtParagraph *paragraph)
{
  const char *kind = tag_name (paragraph);
  gboolean cite = paragraph->cite != NULL && !bt_rich_text_is_empty (paragraph->cite);
  GtkTextIter start, text_end, end;

  gtk_text_buffer_get_iter_at_line (buffer, &start, line);
  text_end = end = start;
  if (!gtk_text_iter_ends_line (&text_end))
    gtk_text_iter_forward_to_line_end (&text_end);
  if (!gtk_text_iter_forward_line (&end))
    gtk_text_buffer_get_end_iter (buffer, &end);

  if (gtk_text_iter_equal (&start, &text_end))
    text_end = end; /* an empty line has nothing else to bear its looks */
  if (!gtk_text_iter_equal (&start, &text_end))
    want_tags (buffer, kind, cite, &start, &text_end);
  if (!gtk_text_iter_equal (&text_end, &end))
    clear_tags (buffer, &text_end, &end);
}

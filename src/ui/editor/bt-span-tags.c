/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-span-tags.h"

#define ANCHOR "\357\277\274" /* U+FFFC */

static GQuark
kind_quark (void)
{
  return g_quark_from_static_string ("bt-span-kind");
}

static GQuark
href_quark (void)
{
  return g_quark_from_static_string ("bt-span-href");
}

static void
mark_as_span (GtkTextTag *tag, BtSpanKind kind)
{
  /* one more than the kind, so that 0 means "no span" */
  g_object_set_qdata (G_OBJECT (tag), kind_quark (), GINT_TO_POINTER (kind + 1));
}

static const char *const tag_names[BT_N_SPAN_KINDS] = {
  "span-bold",      "span-italic", "span-underline", "span-strike", "span-superscript",
  "span-subscript", NULL
};

void
bt_span_tags_install (GtkTextTagTable *table)
{
  for (int kind = 0; kind < BT_N_SPAN_KINDS; kind++)
    {
      g_autoptr (GtkTextTag) tag = NULL;

      if (tag_names[kind] == NULL)
        continue;
      tag = g_object_new (GTK_TYPE_TEXT_TAG, "name", tag_names[kind], NULL);
      mark_as_span (tag, kind);
      switch ((BtSpanKind)kind)
        {
        case BT_SPAN_BOLD:
          g_object_set (tag, "weight", PANGO_WEIGHT_BOLD, NULL);
          break;
        case BT_SPAN_ITALIC:
          g_object_set (tag, "style", PANGO_STYLE_ITALIC, NULL);
          break;
        case BT_SPAN_UNDERLINE:
          g_object_set (tag, "underline", PANGO_UNDERLINE_SINGLE, NULL);
          break;
        case BT_SPAN_STRIKE:
          g_object_set (tag, "strikethrough", TRUE, NULL);
          break;
        case BT_SPAN_SUPERSCRIPT:
          g_object_set (tag, "rise", 5 * PANGO_SCALE, "scale", PANGO_SCALE_SMALL, NULL);
          break;
        case BT_SPAN_SUBSCRIPT:
          g_object_set (tag, "rise", -4 * PANGO_SCALE, "scale", PANGO_SCALE_SMALL, NULL);
          break;
        case BT_SPAN_LINK:
          break;
        }
      gtk_text_tag_table_add (table, tag);
    }
}

gboolean
bt_span_tag_is_span (GtkTextTag *tag, BtSpanKind *kind)
{
  int value = GPOINTER_TO_INT (g_object_get_qdata (G_OBJECT (tag), kind_quark ()));

  if (value == 0)
    return FALSE;
  if (kind != NULL)
    *kind = (BtSpanKind)(value - 1);
  return TRUE;
}

const char *
bt_span_tag_get_href (GtkTextTag *tag)
{
  return g_object_get_qdata (G_OBJECT (tag), href_quark ());
}

typedef struct
{
  const char *href;
  GtkTextTag *found;
} FindLink;

static void
find_link_cb (GtkTextTag *tag, gpointer data)
{
  FindLink *find = data;

  if (find->found == NULL && g_strcmp0 (bt_span_tag_get_href (tag), find->href) == 0)
    find->found = tag;
}

/* One tag for each target: two links that touch stay apart only when they differ. */
static GtkTextTag *
link_tag (GtkTextBuffer *buffer, const char *href)
{
  GtkTextTagTable *table = gtk_text_buffer_get_tag_table (buffer);
  FindLink find = { href, NULL };
  g_autoptr (GtkTextTag) tag = NULL;

  gtk_text_tag_table_foreach (table, find_link_cb, &find);
  if (find.found != NULL)
    return find.found;

  /* accent blue of libadwaita's palette; readable on light and dark */
  tag = g_object_new (GTK_TYPE_TEXT_TAG, "foreground", "#3584e4", "underline",
                      PANGO_UNDERLINE_SINGLE, NULL);
  mark_as_span (tag, BT_SPAN_LINK);
  g_object_set_qdata_full (G_OBJECT (tag), href_quark (), g_strdup (href), g_free);
  gtk_text_tag_table_add (table, tag);
  return tag;
}

GtkTextTag *
bt_span_tags_get (GtkTextBuffer *buffer, BtSpanKind kind, const char *href)
{
  if (kind == BT_SPAN_LINK)
    return link_tag (buffer, href != NULL ? href : "");
  return gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer),
                                    tag_names[kind]);
}

/* Breaks inside a block become U+2028; so does every other character that the buffer
 * would take for the end of a line. One character stays one, or spans would shift. */
char *
bt_span_tags_to_buffer (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n' || c == '\r' || c == 0x2029)
        c = 0x2028;
      g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

typedef struct
{
  const GtkTextIter *from;
  GtkTextIter *nearest;
} FindToggle;

static void
find_toggle_cb (GtkTextTag *tag, gpointer data)
{
  FindToggle *find = data;
  GtkTextIter toggle = *find->from;

  if (bt_span_tag_is_span (tag, NULL)
      && gtk_text_iter_forward_to_tag_toggle (&toggle, tag)
      && gtk_text_iter_compare (&toggle, find->nearest) < 0)
    *find->nearest = toggle;
}

/* Asked for any tag, GTK would walk through all
 * the text that has none; each tag by itself it finds at once. */
GtkTextIter
bt_span_tags_next_toggle (const GtkTextIter *from, const GtkTextIter *end)
{
  GtkTextIter nearest = *end;
  FindToggle find = { from, &nearest };

  gtk_text_tag_table_foreach (
      gtk_text_buffer_get_tag_table (gtk_text_iter_get_buffer (from)), find_toggle_cb,
      &find);
  return nearest;
}

void
bt_span_tags_clear (GtkTextBuffer *buffer,
                    const GtkTextIter *start,
                    const GtkTextIter *end)
{
  GtkTextIter at = *start;

  while (gtk_text_iter_compare (&at, end) < 0)
    {
      g_autoptr (GSList) tags = bt_span_tags_of_char (&at);

      for (GSList *l = tags; l != NULL; l = l->next)
        gtk_text_buffer_remove_tag (buffer, l->data, start, end);
      at = bt_span_tags_next_toggle (&at, end);
    }
}

static void
apply_spans (GtkTextBuffer *buffer, int base, const BtRichText *text)
{
  guint n_spans = 0;
  const BtSpan *spans = bt_rich_text_get_spans (text, &n_spans);

  for (guint i = 0; i < n_spans; i++)
    {
      GtkTextIter start, end;

      gtk_text_buffer_get_iter_at_offset (buffer, &start, base + (int)spans[i].start);
      gtk_text_buffer_get_iter_at_offset (buffer, &end, base + (int)spans[i].end);
      gtk_text_buffer_apply_tag (
          buffer, bt_span_tags_get (buffer, spans[i].kind, spans[i].href), &start, &end);
    }
}

void
bt_span_tags_insert (GtkTextBuffer *buffer, GtkTextIter *iter, const BtRichText *text)
{
  g_autofree char *plain = NULL;
  GtkTextIter inserted;
  int base;

  g_return_if_fail (GTK_IS_TEXT_BUFFER (buffer));
  g_return_if_fail (text != NULL);

  base = gtk_text_iter_get_offset (iter);
  plain = bt_span_tags_to_buffer (bt_rich_text_get_text (text));
  gtk_text_buffer_insert (buffer, iter, plain, -1);
  gtk_text_buffer_get_iter_at_offset (buffer, &inserted, base);
  bt_span_tags_clear (buffer, &inserted, iter);
  apply_spans (buffer, base, text);
}

void
bt_span_tags_set (GtkTextBuffer *buffer, const GtkTextIter *start, const BtRichText *text)
{
  GtkTextIter end = *start;
  int base = gtk_text_iter_get_offset (start);

  gtk_text_iter_forward_chars (&end, (int)bt_rich_text_get_length (text));
  bt_span_tags_clear (buffer, start, &end);
  apply_spans (buffer, base, text);
}

/* Returns: (transfer full): the text of a run, as an article holds it: "\n" for a line
 * break, nothing for an anchor */
static char *
run_text (const GtkTextIter *start, const GtkTextIter *end)
{
  g_autofree char *slice = gtk_text_iter_get_slice (start, end);
  GString *out;
  GtkTextIter at = *start;

  if (strstr (slice, BT_LINE_SEPARATOR) == NULL && strstr (slice, ANCHOR) == NULL)
    return g_steal_pointer (&slice);

  out = g_string_new (NULL);
  for (const char *p = slice; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c != 0xFFFC || gtk_text_iter_get_child_anchor (&at) == NULL)
        g_string_append_unichar (out, c == 0x2028 ? '\n' : c);
      gtk_text_iter_forward_char (&at);
    }
  return g_string_free (out, FALSE);
}

static void
append_run (BtRichText *out, const char *text, GSList *tags)
{
  guint from = bt_rich_text_get_length (out);
  guint to;

  if (*text == '\0')
    return;
  bt_rich_text_append_plain (out, text);
  to = bt_rich_text_get_length (out);
  for (GSList *l = tags; l != NULL; l = l->next)
    {
      BtSpanKind kind;

      if (bt_span_tag_is_span (l->data, &kind) && from < to)
        bt_rich_text_apply (out, kind, from, to, bt_span_tag_get_href (l->data));
    }
}

BtRichText *
bt_span_tags_collect (const GtkTextIter *start,
                      const GtkTextIter *end,
                      const GtkTextIter *caret,
                      const char *preedit)
{
  BtRichText *out = bt_rich_text_new (NULL);
  gboolean splice = caret != NULL && preedit != NULL && *preedit != '\0';
  GtkTextIter at = *start;

  while (TRUE)
    {
      g_autofree char *text = NULL;
      g_autoptr (GSList) tags = NULL;
      GtkTextIter next;

      if (splice && gtk_text_iter_equal (&at, caret))
        {
          g_autoptr (GSList) typed = bt_span_tags_at (caret);

          append_run (out, preedit, typed);
          splice = FALSE;
        }
      if (gtk_text_iter_compare (&at, end) >= 0)
        break;

      next = bt_span_tags_next_toggle (&at, end);
      if (splice && gtk_text_iter_compare (&at, caret) < 0
          && gtk_text_iter_compare (caret, &next) < 0)
        next = *caret;

      text = run_text (&at, &next);
      tags = gtk_text_iter_get_tags (&at);
      append_run (out, text, tags);
      at = next;
    }
  return out;
}

GSList *
bt_span_tags_of_char (const GtkTextIter *iter)
{
  g_autoptr (GSList) all = gtk_text_iter_get_tags (iter);
  GSList *spans = NULL;

  for (GSList *l = all; l != NULL; l = l->next)
    if (bt_span_tag_is_span (l->data, NULL))
      spans = g_slist_prepend (spans, l->data);
  return spans;
}

GSList *
bt_span_tags_at (const GtkTextIter *iter)
{
  GtkTextIter before = *iter;
  g_autoptr (GSList) tags = NULL;
  GSList *taken = NULL;

  if (gtk_text_iter_starts_line (iter) || !gtk_text_iter_backward_char (&before))
    return NULL;
  tags = bt_span_tags_of_char (&before);
  for (GSList *l = tags; l != NULL; l = l->next)
    if (bt_span_tag_get_href (l->data) == NULL
        || (gtk_text_iter_has_tag (iter, l->data)
            && !gtk_text_iter_starts_tag (iter, l->data)))
      taken = g_slist_prepend (taken, l->data);
  return taken;
}

/* Marking what is selected, and asking what it is marked with.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-span-tags.h"

typedef void (*PieceFunc) (const GtkTextIter *start,
                           const GtkTextIter *end,
                           gpointer data);

/* What can carry marks: text between line ends and anchors, piece by piece. Marking moves
 * no text, so offsets stay. */
static void
each_piece (const GtkTextIter *start,
            const GtkTextIter *end,
            PieceFunc func,
            gpointer data)
{
  GtkTextBuffer *buffer = gtk_text_iter_get_buffer (start);
  g_autofree char *slice = gtk_text_iter_get_slice (start, end);
  int base = gtk_text_iter_get_offset (start);
  int from = base;
  int at = base;

  for (const char *p = slice;; p = g_utf8_next_char (p), at++)
    {
      gunichar c = g_utf8_get_char (p);
      GtkTextIter a, b;

      if (c != 0 && c != '\n' && c != '\r' && c != 0x2029 && c != 0xFFFC)
        continue;
      if (at > from)
        {
          gtk_text_buffer_get_iter_at_offset (buffer, &a, from);
          gtk_text_buffer_get_iter_at_offset (buffer, &b, at);
          func (&a, &b, data);
        }
      from = at + 1;
      if (c == 0)
        break;
    }
}

typedef struct
{
  GtkTextBuffer *buffer;
  BtSpanKind kind;
  const char *href;
  gboolean any;
  gboolean all;
} Marking;

static void
remove_piece_cb (const GtkTextIter *start, const GtkTextIter *end, gpointer data)
{
  Marking *marking = data;
  GtkTextIter at = *start;

  while (gtk_text_iter_compare (&at, end) < 0)
    {
      g_autoptr (GSList) tags = bt_span_tags_of_char (&at);

      for (GSList *l = tags; l != NULL; l = l->next)
        {
          BtSpanKind kind;

          if (bt_span_tag_is_span (l->data, &kind) && kind == marking->kind)
            gtk_text_buffer_remove_tag (marking->buffer, l->data, start, end);
        }
      at = bt_span_tags_next_toggle (&at, end);
    }
}

static void
apply_piece_cb (const GtkTextIter *start, const GtkTextIter *end, gpointer data)
{
  Marking *marking = data;
  Marking other = *marking;

  other.kind = marking->kind == BT_SPAN_SUPERSCRIPT ? BT_SPAN_SUBSCRIPT
               : marking->kind == BT_SPAN_SUBSCRIPT ? BT_SPAN_SUPERSCRIPT
                                                    : BT_SPAN_LINK;
  if (other.kind != BT_SPAN_LINK || marking->kind == BT_SPAN_LINK)
    remove_piece_cb (start, end, &other);
  gtk_text_buffer_apply_tag (
      marking->buffer, bt_span_tags_get (marking->buffer, marking->kind, marking->href),
      start, end);
}

void
bt_span_tags_apply (GtkTextBuffer *buffer,
                    BtSpanKind kind,
                    const char *href,
                    const GtkTextIter *start,
                    const GtkTextIter *end)
{
  Marking marking = { buffer, kind, href, FALSE, FALSE };

  g_return_if_fail (GTK_IS_TEXT_BUFFER (buffer));
  each_piece (start, end, apply_piece_cb, &marking);
}

void
bt_span_tags_remove (GtkTextBuffer *buffer,
                     BtSpanKind kind,
                     const GtkTextIter *start,
                     const GtkTextIter *end)
{
  Marking marking = { buffer, kind, NULL, FALSE, FALSE };

  g_return_if_fail (GTK_IS_TEXT_BUFFER (buffer));
  each_piece (start, end, remove_piece_cb, &marking);
}

static gboolean
char_has (const GtkTextIter *iter, BtSpanKind kind)
{
  g_autoptr (GSList) tags = bt_span_tags_of_char (iter);

  for (GSList *l = tags; l != NULL; l = l->next)
    {
      BtSpanKind found;

      if (bt_span_tag_is_span (l->data, &found) && found == kind)
        return TRUE;
    }
  return FALSE;
}

static void
cover_piece_cb (const GtkTextIter *start, const GtkTextIter *end, gpointer data)
{
  Marking *marking = data;
  GtkTextIter at = *start;

  marking->any = TRUE;
  while (marking->all && gtk_text_iter_compare (&at, end) < 0)
    {
      marking->all = char_has (&at, marking->kind);
      at = bt_span_tags_next_toggle (&at, end);
    }
}

gboolean
bt_span_tags_cover (BtSpanKind kind, const GtkTextIter *start, const GtkTextIter *end)
{
  Marking marking = { gtk_text_iter_get_buffer (start), kind, NULL, FALSE, TRUE };

  each_piece (start, end, cover_piece_cb, &marking);
  return marking.any && marking.all;
}

static GtkTextTag *
link_of_char (const GtkTextIter *iter)
{
  g_autoptr (GSList) tags = bt_span_tags_of_char (iter);

  for (GSList *l = tags; l != NULL; l = l->next)
    if (bt_span_tag_get_href (l->data) != NULL)
      return l->data;
  return NULL;
}

const char *
bt_span_tags_link_at (const GtkTextIter *iter, GtkTextIter *start, GtkTextIter *end)
{
  GtkTextTag *tag = link_of_char (iter);
  GtkTextIter at = *iter;

  if (tag == NULL && !gtk_text_iter_starts_line (iter)
      && gtk_text_iter_backward_char (&at))
    tag = link_of_char (&at);
  if (tag == NULL)
    return NULL;
  *start = *end = at;
  if (!gtk_text_iter_starts_tag (start, tag))
    gtk_text_iter_backward_to_tag_toggle (start, tag);
  gtk_text_iter_forward_to_tag_toggle (end, tag);
  return bt_span_tag_get_href (tag);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-typing-style.h"

#include "ui/editor/bt-span-tags.h"

/* Offsets are -1 where there is nothing to know. */
typedef struct
{
  int switched_at;
  guint on; /* bits by #BtSpanKind */
  guint off;
  int deleted_at;
  GSList *deleted;
  int inserting_at; /* a field: between before and after */
  GSList *inserting;
} Style;

#define BIT(kind) (1u << (guint)(kind))

static GQuark
style_quark (void)
{
  return g_quark_from_static_string ("bt-typing-style");
}

static void
style_free (gpointer data)
{
  Style *style = data;

  g_slist_free (style->deleted);
  g_slist_free (style->inserting);
  g_free (style);
}

static Style *
get_style (GtkTextBuffer *buffer)
{
  return g_object_get_qdata (G_OBJECT (buffer), style_quark ());
}

static void
forget (Style *style)
{
  style->switched_at = -1;
  style->on = style->off = 0;
  style->deleted_at = -1;
  g_clear_pointer (&style->deleted, g_slist_free);
}

static void
mark_set_cb (GtkTextBuffer *buffer,
             const GtkTextIter *at,
             GtkTextMark *mark,
             gpointer data)
{
  Style *style = get_style (buffer);
  int offset;

  if (mark != gtk_text_buffer_get_insert (buffer)
      || (style->switched_at < 0 && style->deleted_at < 0))
    return;
  offset = gtk_text_iter_get_offset (at);
  if (offset != style->switched_at && offset != style->deleted_at)
    forget (style);
}

void
bt_typing_style_attach (GtkTextBuffer *buffer)
{
  Style *style = g_new0 (Style, 1);

  g_return_if_fail (GTK_IS_TEXT_BUFFER (buffer));

  forget (style);
  g_object_set_qdata_full (G_OBJECT (buffer), style_quark (), style, style_free);
  g_signal_connect (buffer, "mark-set", G_CALLBACK (mark_set_cb), NULL);
}

/* ---- fields: by signals ---- */

static void
before_insert_cb (GtkTextBuffer *buffer,
                  GtkTextIter *at,
                  char *text,
                  int len,
                  gpointer data)
{
  Style *style = get_style (buffer);

  g_slist_free (style->inserting);
  style->inserting_at = gtk_text_iter_get_offset (at);
  style->inserting = bt_typing_style_take (buffer, at);
}

static void
after_insert_cb (GtkTextBuffer *buffer,
                 GtkTextIter *at,
                 char *text,
                 int len,
                 gpointer data)
{
  Style *style = get_style (buffer);
  g_autoptr (GSList) tags = g_steal_pointer (&style->inserting);
  GtkTextIter start;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, style->inserting_at);
  bt_span_tags_clear (buffer, &start, at);
  for (GSList *l = tags; l != NULL; l = l->next)
    gtk_text_buffer_apply_tag (buffer, l->data, &start, at);
}

static void
before_delete_cb (GtkTextBuffer *buffer,
                  GtkTextIter *start,
                  GtkTextIter *end,
                  gpointer data)
{
  bt_typing_style_deleted (buffer, start);
}

void
bt_typing_style_attach_field (GtkTextBuffer *buffer)
{
  bt_typing_style_attach (buffer);
  g_signal_connect (buffer, "insert-text", G_CALLBACK (before_insert_cb), NULL);
  g_signal_connect_after (buffer, "insert-text", G_CALLBACK (after_insert_cb), NULL);
  g_signal_connect (buffer, "delete-range", G_CALLBACK (before_delete_cb), NULL);
}

/* ---- what is typed next ---- */

static GSList *
find_kind (GSList *tags, BtSpanKind kind)
{
  for (GSList *l = tags; l != NULL; l = l->next)
    {
      BtSpanKind found;

      if (bt_span_tag_is_span (l->data, &found) && found == kind)
        return l;
    }
  return NULL;
}

GSList *
bt_typing_style_peek (GtkTextBuffer *buffer, const GtkTextIter *at)
{
  Style *style = get_style (buffer);
  int offset = gtk_text_iter_get_offset (at);
  GSList *tags =
      offset == style->deleted_at ? g_slist_copy (style->deleted) : bt_span_tags_at (at);

  if (offset != style->switched_at)
    return tags;
  for (int kind = 0; kind < BT_SPAN_LINK; kind++)
    {
      GSList *found = find_kind (tags, (BtSpanKind)kind);

      if ((style->off & BIT (kind)) != 0 && found != NULL)
        tags = g_slist_delete_link (tags, found);
      else if ((style->on & BIT (kind)) != 0 && found == NULL)
        tags = g_slist_prepend (tags, bt_span_tags_get (buffer, (BtSpanKind)kind, NULL));
    }
  return tags;
}

GSList *
bt_typing_style_take (GtkTextBuffer *buffer, const GtkTextIter *at)
{
  GSList *tags = bt_typing_style_peek (buffer, at);

  forget (get_style (buffer));
  return tags;
}

void
bt_typing_style_deleted (GtkTextBuffer *buffer, const GtkTextIter *start)
{
  Style *style = get_style (buffer);
  int offset = gtk_text_iter_get_offset (start);
  g_autoptr (GSList) tags = NULL;

  if (offset != style->switched_at)
    forget (style);
  g_clear_pointer (&style->deleted, g_slist_free);
  style->deleted_at = -1;
  /* the end of a line looks like nothing */
  if (gtk_text_iter_ends_line (start))
    return;
  tags = bt_span_tags_of_char (start);
  style->deleted_at = offset;
  for (GSList *l = tags; l != NULL; l = l->next)
    if (bt_span_tag_get_href (l->data) == NULL)
      style->deleted = g_slist_prepend (style->deleted, l->data);
}

void
bt_typing_style_carry (GtkTextBuffer *buffer, int offset, GSList *tags)
{
  Style *style = get_style (buffer);

  forget (style);
  for (GSList *l = tags; l != NULL; l = l->next)
    {
      BtSpanKind kind;

      if (bt_span_tag_is_span (l->data, &kind) && kind != BT_SPAN_LINK)
        {
          style->switched_at = offset;
          style->on |= BIT (kind);
        }
    }
}

static void
get_caret (GtkTextBuffer *buffer, GtkTextIter *caret)
{
  gtk_text_buffer_get_iter_at_mark (buffer, caret, gtk_text_buffer_get_insert (buffer));
}

gboolean
bt_typing_style_get (GtkTextBuffer *buffer, BtSpanKind kind)
{
  g_autoptr (GSList) tags = NULL;
  GtkTextIter caret;

  g_return_val_if_fail (GTK_IS_TEXT_BUFFER (buffer), FALSE);

  get_caret (buffer, &caret);
  tags = bt_typing_style_peek (buffer, &caret);
  return find_kind (tags, kind) != NULL;
}

void
bt_typing_style_set (GtkTextBuffer *buffer, BtSpanKind kind, gboolean on)
{
  Style *style;
  GtkTextIter caret;
  int offset;

  g_return_if_fail (GTK_IS_TEXT_BUFFER (buffer));
  g_return_if_fail (kind < BT_SPAN_LINK);

  style = get_style (buffer);
  get_caret (buffer, &caret);
  offset = gtk_text_iter_get_offset (&caret);
  if (offset != style->switched_at)
    style->on = style->off = 0;
  style->switched_at = offset;
  style->on &= ~BIT (kind);
  style->off &= ~BIT (kind);
  if (on)
    style->on |= BIT (kind);
  else
    style->off |= BIT (kind);
  /* one excludes the other */
  if (on && kind == BT_SPAN_SUPERSCRIPT)
    bt_typing_style_set (buffer, BT_SPAN_SUBSCRIPT, FALSE);
  else if (on && kind == BT_SPAN_SUBSCRIPT)
    bt_typing_style_set (buffer, BT_SPAN_SUPERSCRIPT, FALSE);
}

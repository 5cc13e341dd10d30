/* What stands beside and below the lines of the body: bullets, numbers, bars, sources.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-body-style.h"
#include "ui/editor/bt-body-view-private.h"

/* The number of an ordered item: how many stand before it in its list. */
static int
list_number (BtBodyView *self, int line, const BtParagraph *item)
{
  int number = 1;

  if (item->starts_group)
    return number;
  for (int above = line - 1; above >= 0; above--)
    {
      const BtParagraph *other = bt_body_buffer_get_paragraph (self->buffer, above);

      if (other == NULL || other->kind != BT_BLOCK_LIST_ITEM
          || other->level < item->level)
        break;
      if (other->level > item->level)
        continue;
      if (!other->ordered)
        break;
      number++;
      if (other->starts_group)
        break;
    }
  return number;
}

static void
draw_text (BtBodyView *self,
           GtkSnapshot *snapshot,
           const char *text,
           double x,
           double y,
           double align)
{
  g_autoptr (PangoLayout) layout =
      gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  GdkRGBA colour;
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &colour);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float)(x - width * align), (float)y));
  gtk_snapshot_append_layout (snapshot, layout, &colour);
  gtk_snapshot_restore (snapshot);
}

static void
draw_bullet (BtBodyView *self,
             GtkSnapshot *snapshot,
             int line,
             const BtParagraph *item,
             const GtkTextIter *start)
{
  GdkRectangle first;
  g_autofree char *number = NULL;

  if (item->ordered)
    number = g_strdup_printf ("%d.", list_number (self, line, item));
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self), start, &first);
  draw_text (self, snapshot,
             number != NULL         ? number
             : item->level % 2 == 0 ? "•"
                                    : "◦",
             first.x - (int)(9 * self->scale), first.y, 1.0);
}

static void
draw_quote_bar (BtBodyView *self, GtkSnapshot *snapshot, int y, int height)
{
  GdkRGBA colour;
  int x = gtk_text_view_get_left_margin (GTK_TEXT_VIEW (self));

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &colour);
  colour.alpha = 0.25f;
  gtk_snapshot_append_color (
      snapshot, &colour, &GRAPHENE_RECT_INIT ((float)x, (float)y, 3.0f, (float)height));
}

static void
draw_line (BtBodyView *self, GtkSnapshot *snapshot, const GtkTextIter *start)
{
  int line = gtk_text_iter_get_line (start);
  const BtParagraph *paragraph = bt_body_buffer_get_paragraph (self->buffer, line);
  int y, height;

  if (paragraph == NULL || bt_paragraph_is_object (paragraph))
    return;
  gtk_text_view_get_line_yrange (GTK_TEXT_VIEW (self), start, &y, &height);
  if (paragraph->kind == BT_BLOCK_LIST_ITEM)
    draw_bullet (self, snapshot, line, paragraph, start);
  if (paragraph->kind == BT_BLOCK_QUOTE)
    draw_quote_bar (self, snapshot, y, height);
  if (paragraph->cite != NULL && !bt_rich_text_is_empty (paragraph->cite))
    {
      g_autofree char *cite =
          g_strconcat ("— ", bt_rich_text_get_text (paragraph->cite), NULL);

      /* where the quotation begins, or in the middle when that stands there */
      draw_text (self, snapshot, cite,
                 gtk_text_view_get_left_margin (GTK_TEXT_VIEW (self))
                     + (paragraph->kind == BT_BLOCK_PULL_QUOTE
                            ? self->column / 2
                            : (int)(BT_QUOTE_INDENT * self->scale)),
                 y + height - (int)((BT_CITE_HEIGHT - 4) * self->scale),
                 paragraph->kind == BT_BLOCK_PULL_QUOTE ? 0.5 : 0.0);
    }
}

void
bt_body_view_draw_beside (BtBodyView *self, GtkSnapshot *snapshot)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GdkRectangle seen;
  GtkTextIter iter;
  int top;

  gtk_text_view_get_visible_rect (view, &seen);
  gtk_text_view_get_line_at_y (view, &iter, seen.y, &top);
  do
    {
      int y, height;

      gtk_text_view_get_line_yrange (view, &iter, &y, &height);
      if (y > seen.y + seen.height)
        break;
      draw_line (self, snapshot, &iter);
    }
  while (gtk_text_iter_forward_line (&iter));
}

/* Drawing a page of a manuscript.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "ui/print/bt-manuscript-private.h"

#define HEAD_SIZE 9.0
#define RULE 0.5

static void
draw_text (BtManuscript *self, cairo_t *cr, const BtPart *part, const BtPiecePlace *piece)
{
  double y = piece->y, top = piece->y;

  for (guint i = piece->first_line; i < piece->first_line + piece->n_lines; i++)
    {
      const BtPartLine *line = &part->lines[i];

      y += line->height;
      cairo_move_to (cr, line->x, y - line->descent);
      pango_cairo_show_layout_line (cr, line->line);
      if (i == 0 && part->marker_layout != NULL)
        {
          int width;

          pango_layout_get_size (part->marker_layout, &width, NULL);
          cairo_move_to (cr, MAX (part->indent[0] - (double)width / PANGO_SCALE - 5, 0),
                         y - line->descent);
          pango_cairo_show_layout_line (
              cr, pango_layout_get_line_readonly (part->marker_layout, 0));
        }
    }
  if (!part->barred)
    return;
  cairo_set_line_width (cr, 1.5);
  cairo_move_to (cr, part->indent[0] - 9, top + 4);
  cairo_line_to (cr, part->indent[0] - 9, y);
  cairo_stroke (cr);
}

static void
draw_frame (BtManuscript *self, cairo_t *cr, const BtPart *part)
{
  PangoLayout *layout = pango_layout_new (self->context);
  PangoFontDescription *font = bt_manuscript_font (part->size, FALSE, FALSE);
  int height;

  cairo_set_line_width (cr, RULE);
  cairo_rectangle (cr, 0, 0, part->picture_width, part->height);
  cairo_stroke (cr);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int)(part->picture_width * PANGO_SCALE));
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_set_text (layout, part->text, -1);
  pango_layout_get_size (layout, NULL, &height);
  cairo_move_to (cr, 0, (part->height - (double)height / PANGO_SCALE) / 2);
  pango_cairo_show_layout (cr, layout);
  pango_font_description_free (font);
  g_object_unref (layout);
}

static void
draw_picture (BtManuscript *self,
              cairo_t *cr,
              const BtPart *part,
              const BtPiecePlace *piece)
{
  double scale;

  cairo_save (cr);
  cairo_translate (cr, 0, piece->y);
  if (part->picture == NULL)
    draw_frame (self, cr, part);
  else
    {
      scale = part->picture_width / cairo_image_surface_get_width (part->picture);
      cairo_scale (cr, scale, scale);
      cairo_set_source_surface (cr, part->picture, 0, 0);
      cairo_paint (cr);
    }
  cairo_restore (cr);
}

static void
draw_row (BtManuscript *self, cairo_t *cr, const BtPart *part, const BtPiecePlace *piece)
{
  double width = self->width / part->cells->len;

  cairo_set_line_width (cr, RULE);
  for (guint i = 0; i < part->cells->len; i++)
    {
      cairo_rectangle (cr, i * width, piece->y, width, part->height);
      cairo_stroke (cr);
      cairo_move_to (cr, i * width + BT_CELL_PADDING, piece->y + BT_CELL_PADDING);
      pango_cairo_show_layout (cr, part->cells->pdata[i]);
    }
}

/* ---- the running head ---- */

static double
draw_head_text (BtManuscript *self, cairo_t *cr, const char *text, double room)
{
  PangoLayout *layout = pango_layout_new (self->context);
  PangoFontDescription *font = bt_manuscript_font (HEAD_SIZE, FALSE, FALSE);
  int width;

  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  if (room > 0)
    {
      pango_layout_set_width (layout, (int)(room * PANGO_SCALE));
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      cairo_move_to (cr, 0, 0);
    }
  pango_layout_get_size (layout, &width, NULL);
  if (room <= 0)
    cairo_move_to (cr, self->width - (double)width / PANGO_SCALE, 0);
  pango_cairo_show_layout (cr, layout);
  pango_font_description_free (font);
  g_object_unref (layout);
  return (double)width / PANGO_SCALE;
}

static void
draw_head (BtManuscript *self, guint page, cairo_t *cr)
{
  /* Translators: date, page and number of pages of a printed article */
  g_autofree char *where = g_strdup_printf (C_ ("print", "%s  ·  Page %u of %u"),
                                            self->date, page + 1, self->pages->len);
  double used = draw_head_text (self, cr, where, 0);

  draw_head_text (self, cr, bt_article_get (self->article, BT_FIELD_HEADLINE),
                  MAX (self->width - used - 18, 40));
  cairo_set_line_width (cr, RULE);
  cairo_move_to (cr, 0, BT_MANUSCRIPT_HEAD / 2);
  cairo_line_to (cr, self->width, BT_MANUSCRIPT_HEAD / 2);
  cairo_stroke (cr);
}

void
bt_manuscript_draw (BtManuscript *self, guint page, cairo_t *cr)
{
  const GArray *pieces;

  g_return_if_fail (self != NULL && self->pages != NULL);
  g_return_if_fail (page < self->pages->len);

  cairo_set_source_rgb (cr, 0, 0, 0);
  draw_head (self, page, cr);
  cairo_save (cr);
  cairo_translate (cr, 0, BT_MANUSCRIPT_HEAD);
  pieces = self->pages->pdata[page];
  for (guint i = 0; i < pieces->len; i++)
    {
      const BtPiecePlace *piece = &g_array_index (pieces, BtPiecePlace, i);
      const BtPart *part = self->parts->pdata[piece->part];

      if (part->kind == BT_PART_PICTURE)
        draw_picture (self, cr, part, piece);
      else if (part->kind == BT_PART_ROW)
        draw_row (self, cr, part, piece);
      else
        draw_text (self, cr, part, piece);
      cairo_set_source_rgb (cr, 0, 0, 0);
    }
  cairo_restore (cr);
}

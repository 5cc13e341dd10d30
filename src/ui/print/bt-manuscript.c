/* Laying the parts of a manuscript out, and placing them on pages.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/print/bt-manuscript-private.h"

/* How many lines of a paragraph stay together at the foot and at the head of a page. */
#define TOGETHER 2
/* A close line, as in print. */
#define CLOSE_SPACING 1.25

/* ---- one part ---- */

PangoFontDescription *
bt_manuscript_font (double size, gboolean bold, gboolean italic)
{
  PangoFontDescription *font = pango_font_description_new ();

  pango_font_description_set_family (font, "Noto Serif,Times New Roman,Serif");
  pango_font_description_set_size (font, (int)(size * PANGO_SCALE));
  pango_font_description_set_weight (font,
                                     bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_style (font,
                                    italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
  return font;
}

static void
set_up_layout (PangoLayout *layout, const BtPart *part, double width)
{
  PangoFontDescription *font =
      bt_manuscript_font (part->size, part->bold || part->header, part->italic);

  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int)(MAX (width, 20) * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  if (part->centred)
    pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_font_description_free (font);
}

/* Lines are placed one by one: the room for corrections is above each of them, and a page
 * may end between any two. */
static void
take_lines (BtPart *part, double spacing)
{
  PangoLayoutIter *iter = pango_layout_get_iter (part->layout);
  guint n = (guint)pango_layout_get_line_count (part->layout);

  part->lines = g_new0 (BtPartLine, n);
  do
    {
      BtPartLine *line = &part->lines[part->n_lines++];
      PangoRectangle box;

      pango_layout_iter_get_line_extents (iter, NULL, &box);
      line->line = pango_layout_line_ref (pango_layout_iter_get_line_readonly (iter));
      line->x = part->indent[0] + (double)box.x / PANGO_SCALE;
      line->height = spacing * box.height / PANGO_SCALE;
      line->descent = (double)(box.y + box.height - pango_layout_iter_get_baseline (iter))
                      / PANGO_SCALE;
      part->height += line->height;
    }
  while (part->n_lines < n && pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}

static void
lay_out_text (BtManuscript *self, BtPart *part)
{
  part->layout = pango_layout_new (self->context);
  pango_layout_set_text (part->layout, part->text, -1);
  pango_layout_set_attributes (part->layout, part->attributes);
  set_up_layout (part->layout, part, self->width - part->indent[0] - part->indent[1]);
  take_lines (part, part->close ? CLOSE_SPACING : self->style.line_spacing);
  if (part->marker != NULL)
    {
      part->marker_layout = pango_layout_new (self->context);
      pango_layout_set_text (part->marker_layout, part->marker, -1);
      set_up_layout (part->marker_layout, part, part->indent[0]);
    }
}

static void
lay_out_row (BtManuscript *self, BtPart *part)
{
  double width = self->width / part->cells->len;

  for (guint i = 0; i < part->cells->len; i++)
    {
      PangoLayout *layout = part->cells->pdata[i];
      int height;

      set_up_layout (layout, part, width - 2 * BT_CELL_PADDING);
      pango_layout_set_line_spacing (layout, (float)self->style.line_spacing);
      pango_layout_get_size (layout, NULL, &height);
      part->height =
          MAX (part->height, (double)height / PANGO_SCALE + 2 * BT_CELL_PADDING);
    }
}

/* ---- pages ---- */

static BtPart *
get_part (BtManuscript *self, guint index)
{
  return self->parts->pdata[index];
}

static double
height_of_lines (const BtPart *part, guint first, guint n)
{
  double height = 0;

  for (guint i = first; i < first + n; i++)
    height += part->lines[i].height;
  return height;
}

static double
room_on_page (BtManuscript *self)
{
  return self->height - BT_MANUSCRIPT_HEAD;
}

/* How much room a part, and what it must not be without, needs to begin on a page. */
static double
room_to_begin (BtManuscript *self, guint index)
{
  double room = 0;

  for (guint i = index; i < self->parts->len; i++)
    {
      const BtPart *part = get_part (self, i);

      if (i > index)
        room += part->space_before;
      if (part->kind == BT_PART_TEXT && !part->whole && part->n_lines > 2 * TOGETHER - 1)
        return room + height_of_lines (part, 0, TOGETHER);
      room += part->height;
      if (!part->keep_next || room > room_on_page (self))
        break;
    }
  return room;
}

typedef struct
{
  BtManuscript *self;
  GArray *page;
  double y; /* below the running head */
} Placer;

static void
new_page (Placer *placer)
{
  placer->page = g_array_new (FALSE, FALSE, sizeof (BtPiecePlace));
  placer->y = 0;
  g_ptr_array_add (placer->self->pages, placer->page);
}

static void
place (Placer *placer, guint part, guint first_line, guint n_lines, double height)
{
  BtPiecePlace piece = { part, first_line, n_lines, placer->y };

  g_array_append_val (placer->page, piece);
  placer->y += height;
}

/* Whether what must not be without the end of this part still fits below it. */
static gboolean
next_fits (Placer *placer, guint index, double room)
{
  const BtPart *part = get_part (placer->self, index);

  if (!part->keep_next || index + 1 >= placer->self->parts->len)
    return TRUE;
  return get_part (placer->self, index + 1)->space_before
             + room_to_begin (placer->self, index + 1)
         <= room + 0.01;
}

/* How many of the lines from @first on go onto this page: never one alone on either side.
 */
static guint
lines_that_fit (Placer *placer, guint index, guint first)
{
  const BtPart *part = get_part (placer->self, index);
  double room = room_on_page (placer->self) - placer->y;
  guint left = part->n_lines - first, n = 0;

  while (n < left && height_of_lines (part, first, n + 1) <= room + 0.01)
    n++;
  if (n == left && next_fits (placer, index, room - height_of_lines (part, first, n)))
    return n;
  if (left - n < TOGETHER)
    n = left > TOGETHER ? left - TOGETHER : 0;
  if (n < TOGETHER)
    n = 0;
  /* what fits on no page has to be parted all the same */
  if (n == 0 && placer->y == 0)
    {
      while (n < left && height_of_lines (part, first, n + 1) <= room)
        n++;
      n = MAX (n, 1);
    }
  return n;
}

static void
place_text (Placer *placer, guint index)
{
  const BtPart *part = get_part (placer->self, index);
  guint first = 0;

  while (first < part->n_lines)
    {
      guint n = lines_that_fit (placer, index, first);

      if (n > 0)
        place (placer, index, first, n, height_of_lines (part, first, n));
      first += n;
      if (first < part->n_lines)
        new_page (placer);
    }
}

/* A page that begins inside a table says the header again. */
static void
repeat_header (Placer *placer, const BtPart *part)
{
  const BtPart *header;

  if (part->table_header < 0 || placer->y > 0)
    return;
  header = get_part (placer->self, (guint)part->table_header);
  if (header->height + part->height <= room_on_page (placer->self))
    place (placer, (guint)part->table_header, 0, 0, header->height);
}

void
bt_manuscript_make_pages (BtManuscript *self)
{
  Placer placer = { self, NULL, 0 };

  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  new_page (&placer);
  for (guint i = 0; i < self->parts->len; i++)
    {
      const BtPart *part = get_part (self, i);
      double space = placer.y > 0 ? part->space_before : 0;

      if (placer.y > 0
          && placer.y + space + room_to_begin (self, i) > room_on_page (self) + 0.01)
        new_page (&placer);
      else
        placer.y += space;
      repeat_header (&placer, part);
      if (part->kind == BT_PART_TEXT)
        place_text (&placer, i);
      else
        place (&placer, i, 0, 0, part->height);
    }
}

/* ---- public ---- */

BtManuscript *
bt_manuscript_new (const BtArticle *article,
                   GHashTable *pictures,
                   const BtManuscriptStyle *style,
                   PangoContext *context,
                   double width,
                   double height)
{
  BtManuscript *self;

  g_return_val_if_fail (article != NULL, NULL);
  g_return_val_if_fail (pictures != NULL && style != NULL, NULL);
  g_return_val_if_fail (PANGO_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (width > 0 && height > 2 * BT_MANUSCRIPT_HEAD, NULL);

  self = g_new0 (BtManuscript, 1);
  self->article = bt_article_copy (article);
  self->pictures = g_hash_table_ref (pictures);
  self->style = *style;
  self->style.line_spacing = CLAMP (style->line_spacing, 1.0, 3.0);
  self->date = g_strdup (style->date);
  self->context = g_object_ref (context);
  self->width = width;
  self->height = height;
  self->links = g_ptr_array_new_with_free_func (g_free);
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_part_free);
  bt_manuscript_add_parts (self);
  return self;
}

void
bt_manuscript_free (BtManuscript *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->parts);
  g_clear_pointer (&self->pages, g_ptr_array_unref);
  g_ptr_array_unref (self->links);
  g_hash_table_unref (self->pictures);
  g_object_unref (self->context);
  bt_article_free (self->article);
  g_free (self->date);
  g_free (self);
}

gboolean
bt_manuscript_lay_out (BtManuscript *self, gint64 budget_us)
{
  gint64 end = g_get_monotonic_time () + budget_us;

  g_return_val_if_fail (self != NULL, TRUE);

  while (self->n_laid_out < self->parts->len)
    {
      BtPart *part = get_part (self, self->n_laid_out++);

      if (part->kind == BT_PART_ROW)
        lay_out_row (self, part);
      else if (part->kind == BT_PART_TEXT)
        lay_out_text (self, part);
      if (g_get_monotonic_time () > end && self->n_laid_out < self->parts->len)
        return FALSE;
    }
  if (self->pages == NULL)
    bt_manuscript_make_pages (self);
  return TRUE;
}

guint
bt_manuscript_get_n_pages (BtManuscript *self)
{
  g_return_val_if_fail (self != NULL && self->pages != NULL, 1);
  return self->pages->len;
}

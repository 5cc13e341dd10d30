/* From the article to the parts of its manuscript.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "messages/bt-messages.h"
#include "text/bt-portal-time.h"
#include "ui/print/bt-manuscript-private.h"

#define BODY_SIZE 12.0
#define SMALL_SIZE 9.5
#define LIST_INDENT 22.0
#define QUOTE_INDENT 20.0
/* A photo is there to be recognised, not to be looked at. */
#define PICTURE_PART 0.55
#define PICTURE_HEIGHT 170.0

void
bt_part_free (BtPart *self)
{
  g_free (self->text);
  g_free (self->marker);
  g_clear_pointer (&self->attributes, pango_attr_list_unref);
  for (guint i = 0; i < self->n_lines; i++)
    pango_layout_line_unref (self->lines[i].line);
  g_free (self->lines);
  g_clear_object (&self->layout);
  g_clear_object (&self->marker_layout);
  g_clear_pointer (&self->picture, cairo_surface_destroy);
  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_free (self);
}

/* ---- rich text ---- */

typedef struct
{
  guint *starts; /* byte where the n-th character of the source begins */
  guint *ends;   /* byte where what ends before it ends: links put a number between */
  GArray *marks; /* pairs of bytes: the numbers of links */
} Positions;

static void
note_links (BtManuscript *self,
            const BtSpan *spans,
            guint n,
            guint at,
            GString *out,
            Positions *positions)
{
  for (guint i = 0; i < n; i++)
    if (spans[i].kind == BT_SPAN_LINK && spans[i].end == at)
      {
        guint start = (guint)out->len, end;

        g_ptr_array_add (self->links, g_strdup (spans[i].href));
        g_string_append_printf (out, "[%u]", self->links->len);
        end = (guint)out->len;
        g_array_append_val (positions->marks, start);
        g_array_append_val (positions->marks, end);
      }
}

static void
add_attribute (PangoAttrList *list, PangoAttribute *attribute, guint start, guint end)
{
  attribute->start_index = start;
  attribute->end_index = end;
  pango_attr_list_insert (list, attribute);
}

static void
add_raised (PangoAttrList *list, gboolean up, guint start, guint end)
{
  add_attribute (list, pango_attr_rise_new ((up ? 4 : -2) * PANGO_SCALE), start, end);
  add_attribute (list, pango_attr_scale_new (0.7), start, end);
}

static void
add_span (PangoAttrList *list, BtSpanKind kind, guint start, guint end)
{
  switch (kind)
    {
    case BT_SPAN_BOLD:
      add_attribute (list, pango_attr_weight_new (PANGO_WEIGHT_BOLD), start, end);
      break;
    case BT_SPAN_ITALIC:
      add_attribute (list, pango_attr_style_new (PANGO_STYLE_ITALIC), start, end);
      break;
    case BT_SPAN_UNDERLINE:
    case BT_SPAN_LINK:
      add_attribute (list, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE), start, end);
      break;
    case BT_SPAN_STRIKE:
      add_attribute (list, pango_attr_strikethrough_new (TRUE), start, end);
      break;
    case BT_SPAN_SUPERSCRIPT:
    case BT_SPAN_SUBSCRIPT:
      add_raised (list, kind == BT_SPAN_SUPERSCRIPT, start, end);
      break;
    default:
      g_return_if_reached ();
    }
}

char *
bt_manuscript_text (BtManuscript *self,
                    const BtRichText *text,
                    PangoAttrList **attributes)
{
  GString *out = g_string_new (NULL);
  guint length = bt_rich_text_get_length (text), n, at = 0;
  const BtSpan *spans = bt_rich_text_get_spans (text, &n);
  g_autofree guint *starts = g_new (guint, length + 1);
  g_autofree guint *ends = g_new (guint, length + 1);
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (guint));
  Positions positions = { starts, ends, marks };

  for (const char *p = bt_rich_text_get_text (text);; p = g_utf8_next_char (p), at++)
    {
      ends[at] = (guint)out->len;
      note_links (self, spans, n, at, out, &positions);
      starts[at] = (guint)out->len;
      if (at == length)
        break;
      g_string_append_unichar (out, g_utf8_get_char (p));
    }

  *attributes = pango_attr_list_new ();
  for (guint i = 0; i < n; i++)
    add_span (*attributes, spans[i].kind, starts[spans[i].start], ends[spans[i].end]);
  for (guint i = 0; i + 1 < marks->len; i += 2)
    add_raised (*attributes, TRUE, g_array_index (marks, guint, i),
                g_array_index (marks, guint, i + 1));
  return g_string_free (out, FALSE);
}

/* ---- parts ---- */

/* @text: (transfer full) */
static BtPart *
add_text (BtManuscript *self, char *text, double size, double space_before)
{
  BtPart *part = g_new0 (BtPart, 1);

  part->kind = BT_PART_TEXT;
  part->text = text;
  part->size = size;
  part->space_before = space_before;
  part->table_header = -1;
  g_ptr_array_add (self->parts, part);
  return part;
}

static BtPart *
add_rich (BtManuscript *self, const BtRichText *text, double size, double space_before)
{
  PangoAttrList *attributes;
  char *plain = bt_manuscript_text (self, text, &attributes);
  BtPart *part = add_text (self, plain, size, space_before);

  part->attributes = attributes;
  return part;
}

static void
indent (BtPart *part, double left, double right)
{
  part->indent[0] = left;
  part->indent[1] = right;
}

/* What the article is, in a line: section, kind, time, length. */
static void
add_kicker (BtManuscript *self)
{
  const char *section = bt_article_get (self->article, BT_FIELD_SECTION);
  const char *genre = bt_article_get (self->article, BT_FIELD_GENRE);
  GDateTime *time = bt_article_get_portal_time (self->article);
  guint words = bt_article_count_words (self->article);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (*section != '\0')
    g_ptr_array_add (parts, g_strdup (section));
  if (*genre != '\0')
    g_ptr_array_add (parts, g_strdup (bt_message_for_genre (genre)));
  if (time != NULL)
    g_ptr_array_add (parts, bt_portal_time_format (time));
  g_ptr_array_add (
      parts, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u word", "%u words", words),
                              words));
  g_ptr_array_add (parts, NULL);
  add_text (self, g_strjoinv ("  ·  ", (char **)parts->pdata), SMALL_SIZE, 0)->keep_next =
      TRUE;
}

static void
add_front (BtManuscript *self)
{
  g_autofree char *lead = bt_article_lead_line (self->article);
  const char *headline = bt_article_get (self->article, BT_FIELD_HEADLINE);
  BtPart *part;

  add_kicker (self);
  if (*headline != '\0')
    {
      part = add_text (self, g_strdup (headline), 18, 6);
      part->bold = TRUE;
      part->keep_next = TRUE;
      part->close = TRUE;
    }
  if (*lead != '\0')
    {
      part = add_text (self, g_strdup (lead), BODY_SIZE, 10);
      part->bold = TRUE;
    }
}

static void
add_cite (BtManuscript *self, const BtRichText *cite, double left)
{
  g_autoptr (BtRichText) line = NULL;

  if (cite == NULL || bt_rich_text_is_empty (cite))
    return;
  line = bt_rich_text_new ("— ");
  bt_rich_text_append (line, cite);
  indent (add_rich (self, line, BODY_SIZE, 0), left, left);
}

static void
add_quote (BtManuscript *self, const BtBlock *block)
{
  BtPart *part = add_rich (self, block->text, BODY_SIZE, 8);

  indent (part, QUOTE_INDENT, QUOTE_INDENT);
  part->italic = TRUE;
  part->barred = TRUE;
  part->bold = block->kind == BT_BLOCK_PULL_QUOTE;
  part->keep_next = block->cite != NULL && !bt_rich_text_is_empty (block->cite);
  add_cite (self, block->cite, QUOTE_INDENT);
}

static void
add_heading (BtManuscript *self, const BtBlock *block)
{
  static const double sizes[] = { 15, 13.5, 12 };
  BtPart *part = add_rich (self, block->text, sizes[CLAMP (block->level, 2, 4) - 2], 14);

  part->bold = TRUE;
  part->whole = TRUE;
  part->keep_next = TRUE;
}

/* @counts: of ordered items, one number a level, kept from block to block */
static void
add_item (BtManuscript *self, const BtBlock *block, gboolean first, guint counts[9])
{
  guint level = MIN (block->level, 8);
  BtPart *part = add_rich (self, block->text, BODY_SIZE, first ? 8 : 2);

  if (first)
    memset (counts, 0, 9 * sizeof *counts);
  for (guint deeper = level + 1; deeper < 9; deeper++)
    counts[deeper] = 0;
  counts[level] = block->ordered ? counts[level] + 1 : 0;
  part->marker = block->ordered ? g_strdup_printf ("%u.", counts[level]) : g_strdup ("•");
  indent (part, LIST_INDENT * (level + 1), 0);
}

/* ---- figures ---- */

static BtPart *
add_picture (BtManuscript *self, const BtFigureItem *item)
{
  BtPart *part = add_text (self, NULL, SMALL_SIZE, 10);
  cairo_surface_t *picture =
      item->photo != NULL ? g_hash_table_lookup (self->pictures, item->photo) : NULL;
  double width = self->width * PICTURE_PART, height = PICTURE_HEIGHT;

  part->kind = BT_PART_PICTURE;
  part->whole = TRUE;
  if (picture != NULL)
    {
      double w = cairo_image_surface_get_width (picture);
      double h = cairo_image_surface_get_height (picture);
      double scale = MIN (width / MAX (w, 1), height / MAX (h, 1));

      part->picture = cairo_surface_reference (picture);
      part->picture_width = w * scale;
      part->height = h * scale;
      return part;
    }
  part->picture_width = width;
  part->height = 60;
  part->text = g_strdup (item->photo != NULL || item->remote_url != NULL
                             ? C_ ("print", "The photo is not on this computer")
                             : C_ ("print", "The photo is still to come"));
  return part;
}

static void
add_figure_item (BtManuscript *self, const BtFigureItem *item)
{
  BtPart *picture = add_picture (self, item), *caption;
  g_autoptr (BtRichText) line = bt_rich_text_copy (item->caption);

  if (item->credit != NULL && *item->credit != '\0')
    {
      g_autofree char *credit =
          g_strdup_printf (C_ ("print", "(Photo: %s)"), item->credit);

      if (!bt_rich_text_is_empty (line))
        bt_rich_text_append_plain (line, " ");
      bt_rich_text_append_plain (line, credit);
    }
  if (bt_rich_text_is_empty (line))
    return;
  picture->keep_next = TRUE;
  caption = add_rich (self, line, BODY_SIZE - 1, 3);
  caption->italic = TRUE;
}

static void
add_figure (BtManuscript *self, const BtFigure *figure)
{
  for (guint i = 0; i < figure->items->len; i++)
    add_figure_item (self, bt_figure_item (figure, i));
  if (!bt_rich_text_is_empty (figure->caption))
    add_rich (self, figure->caption, BODY_SIZE - 1, 3)->italic = TRUE;
}

/* ---- tables ---- */

static void
add_cell (BtManuscript *self, GPtrArray *cells, const BtRichText *text)
{
  PangoAttrList *attributes = NULL;
  g_autofree char *plain = bt_manuscript_text (self, text, &attributes);
  PangoLayout *layout = pango_layout_new (self->context);

  pango_layout_set_text (layout, plain, -1);
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  g_ptr_array_add (cells, layout);
}

static void
add_table (BtManuscript *self, const BtTable *table)
{
  int header = table->has_header && table->n_rows > 1 ? (int)self->parts->len : -1;

  for (guint row = 0; row < table->n_rows; row++)
    {
      BtPart *part = add_text (self, NULL, BODY_SIZE - 1, row == 0 ? 10 : 0);

      part->kind = BT_PART_ROW;
      part->whole = TRUE;
      part->cells = g_ptr_array_new_with_free_func (g_object_unref);
      for (guint column = 0; column < table->n_columns; column++)
        add_cell (self, part->cells, bt_table_cell (table, row, column));
      part->header = table->has_header && row == 0;
      part->keep_next = part->header;
      part->table_header = row > 0 ? header : -1;
    }
  if (!bt_rich_text_is_empty (table->caption))
    add_rich (self, table->caption, BODY_SIZE - 1, 3)->italic = TRUE;
}

/* ---- all of it ---- */

static void
add_note (BtManuscript *self, char *text)
{
  BtPart *part = add_text (self, text, SMALL_SIZE, 8);

  part->italic = TRUE;
}

static void
add_embed (BtManuscript *self, const BtBlock *block)
{
  add_note (self, g_strdup_printf (C_ ("print", "Embedded: %s"), block->url));
  if (!bt_rich_text_is_empty (block->caption))
    add_rich (self, block->caption, BODY_SIZE - 1, 3)->italic = TRUE;
}

static void
add_block (BtManuscript *self, const BtBlock *block, const BtBlock *before, guint *counts)
{
  switch (block->kind)
    {
    case BT_BLOCK_PARAGRAPH:
      add_rich (self, block->text, BODY_SIZE, 8);
      break;
    case BT_BLOCK_HEADING:
      add_heading (self, block);
      break;
    case BT_BLOCK_QUOTE:
    case BT_BLOCK_PULL_QUOTE:
      add_quote (self, block);
      break;
    case BT_BLOCK_LIST_ITEM:
      add_item (self, block,
                before == NULL || before->kind != BT_BLOCK_LIST_ITEM
                    || block->starts_group,
                counts);
      break;
    case BT_BLOCK_FIGURE:
      add_figure (self, block->figure);
      break;
    case BT_BLOCK_TABLE:
      add_table (self, block->table);
      break;
    case BT_BLOCK_DIVIDER:
      add_text (self, g_strdup ("*   *   *"), BODY_SIZE, 8)->centred = TRUE;
      break;
    case BT_BLOCK_EMBED:
      add_embed (self, block);
      break;
    case BT_BLOCK_OPAQUE:
      add_note (self,
                g_strdup (C_ ("print", "Here is a block of the portal that cannot be "
                                       "printed.")));
      break;
    default:
      g_return_if_reached ();
    }
}

static void
add_links (BtManuscript *self)
{
  BtPart *part;

  if (self->links->len == 0)
    return;
  part = add_text (self, g_strdup (C_ ("print", "Links")), SMALL_SIZE, 16);
  part->bold = TRUE;
  part->keep_next = TRUE;
  for (guint i = 0; i < self->links->len; i++)
    {
      part = add_text (
          self, g_strdup_printf ("[%u] %s", i + 1, (const char *)self->links->pdata[i]),
          SMALL_SIZE, 2);
      part->close = TRUE;
    }
}

void
bt_manuscript_add_parts (BtManuscript *self)
{
  g_autofree char *byline = bt_article_byline_line (self->article);
  guint counts[9] = { 0 };
  const BtBlock *before = NULL;

  add_front (self);
  for (guint i = 0; i < bt_article_get_n_blocks (self->article); i++)
    {
      const BtBlock *block = bt_article_get_block (self->article, i);

      add_block (self, block, before, counts);
      before = block;
    }
  if (*byline != '\0')
    {
      BtPart *last = self->parts->pdata[self->parts->len - 1];

      last->keep_next = TRUE;
      add_text (self, g_strdup (byline), BODY_SIZE, 12)->bold = TRUE;
    }
  add_links (self);
}

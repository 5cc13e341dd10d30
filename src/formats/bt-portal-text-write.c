/* An article as a portal page in text.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/bt-portal-text.h"

#include <string.h>

#include "formats/bt-credit.h"
#include "formats/bt-portal-text-private.h"
#include "text/bt-portal-time.h"

/* @marked: say with marks what everything is; otherwise write as a page shows it */
typedef struct
{
  GString *out;
  const BtArticle *article;
  gboolean marked;
} Writer;

/* ---- lines ---- */

static gboolean
is_blank (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && c != 0x200b && c != 0xfeff)
        return FALSE;
    }
  return TRUE;
}

/* Appends text of one unit; a line break in it is a backslash at the end of the line. */
static void
add_text (GString *out, const char *text)
{
  while (*text != '\0')
    {
      gsize length = strcspn (text, "\n");

      g_string_append_len (out, text, (gssize)length);
      /* The text's own backslashes there are doubled. */
      for (gsize n = length; n > 0 && text[n - 1] == '\\'; n--)
        g_string_append_c (out, '\\');
      text += length;
      if (*text == '\n')
        {
          g_string_append (out, "\\\n");
          text++;
        }
    }
}

/* A new paragraph, @gap empty lines below what stands above it. */
static void
begin (Writer *writer, guint gap)
{
  if (writer->out->len == 0)
    return;
  for (guint i = 0; i <= gap; i++)
    g_string_append_c (writer->out, '\n');
}

static void
add_marked (Writer *writer, BtMark mark, const char *text)
{
  g_string_append (writer->out, bt_mark_prefix (mark));
  if (*text != '\0')
    g_string_append_c (writer->out, ' ');
  add_text (writer->out, text);
}

static void
add_field (Writer *writer, BtMark mark, BtField field)
{
  const char *text = bt_article_get (writer->article, field);

  if (*text == '\0')
    return;
  begin (writer, 0);
  add_marked (writer, mark, text);
}

/* ---- head and tail ---- */

static void
write_head (Writer *writer)
{
  const char *section = bt_article_get (writer->article, BT_FIELD_SECTION);
  GDateTime *time = bt_article_get_portal_time (writer->article);

  if (writer->marked)
    {
      add_marked (writer, BT_MARK_HEADLINE,
                  bt_article_get (writer->article, BT_FIELD_HEADLINE));
      add_field (writer, BT_MARK_SECTION, BT_FIELD_SECTION);
    }
  else
    {
      if (*section != '\0')
        g_string_append_printf (writer->out, "Chuyên mục: %s\n", section);
      add_text (writer->out, bt_article_get (writer->article, BT_FIELD_HEADLINE));
    }
  if (time != NULL)
    {
      g_autofree char *line = bt_portal_time_format (time);

      begin (writer, 0);
      if (writer->marked)
        add_marked (writer, BT_MARK_TIME, line);
      else
        g_string_append (writer->out, line);
    }
}

static void
write_lead (Writer *writer)
{
  g_autofree char *line = NULL;

  if (writer->marked)
    {
      begin (writer, 0);
      add_field (writer, BT_MARK_SOURCE, BT_FIELD_SOURCE_NAME);
      add_field (writer, BT_MARK_LEAD, BT_FIELD_LEAD);
      return;
    }
  line = bt_article_lead_line (writer->article);
  if (is_blank (line))
    return;
  begin (writer, 1);
  add_text (writer->out, line);
}

static void
write_tail (Writer *writer)
{
  const char *const *tags = bt_article_get_tags (writer->article);
  g_autofree char *byline = NULL;
  g_autofree char *joined = NULL;

  if (writer->marked)
    {
      begin (writer, 0);
      add_field (writer, BT_MARK_BYLINE_LABEL, BT_FIELD_BYLINE_LABEL);
      add_field (writer, BT_MARK_BYLINE, BT_FIELD_BYLINE);
      add_field (writer, BT_MARK_PHOTO_CREDIT, BT_FIELD_PHOTO_CREDIT);
      for (guint i = 0; tags[i] != NULL; i++)
        {
          begin (writer, 0);
          add_marked (writer, BT_MARK_TAG, tags[i]);
        }
      return;
    }
  byline = bt_article_byline_line (writer->article);
  if (*byline != '\0')
    {
      begin (writer, 1);
      add_text (writer->out, byline);
    }
  if (tags[0] != NULL)
    {
      joined = g_strjoinv (", ", (char **)tags);
      begin (writer, 1);
      g_string_append_printf (writer->out, "Từ khóa: %s", joined);
    }
}

/* ---- blocks ---- */

static void
write_caption (Writer *writer, const BtFigureItem *item)
{
  const char *caption = bt_rich_text_get_text (item->caption);
  g_autofree char *line = NULL;

  if (*item->credit == '\0')
    {
      add_text (writer->out, caption);
      return;
    }
  line = g_strconcat (caption, *caption != '\0' ? " " : "", BT_CREDIT_LABEL, item->credit,
                      NULL);
  add_text (writer->out, line);
}

static void
write_figure (Writer *writer, const BtFigure *figure)
{
  const BtFigureItem *first = bt_figure_item (figure, 0);
  gboolean gallery = figure->items->len > 1 || !bt_rich_text_is_empty (figure->caption);

  if (!writer->marked && !gallery
      && (!bt_rich_text_is_empty (first->caption) || *first->credit != '\0'))
    {
      begin (writer, 2);
      write_caption (writer, first);
      return;
    }
  begin (writer, 1);
  if (gallery)
    {
      add_marked (writer, BT_MARK_GALLERY, bt_rich_text_get_text (figure->caption));
      begin (writer, 0);
    }
  for (guint i = 0; i < figure->items->len; i++)
    {
      const BtFigureItem *item = bt_figure_item (figure, i);

      if (i > 0)
        begin (writer, 0);
      add_marked (writer, BT_MARK_FIGURE, bt_rich_text_get_text (item->caption));
      if (*item->credit != '\0')
        {
          begin (writer, 0);
          add_marked (writer, BT_MARK_FIGURE_CREDIT, item->credit);
        }
    }
}

static void
write_cell (Writer *writer, const char *text)
{
  g_string_append_c (writer->out, ' ');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '|')
        g_string_append (writer->out, "\\|");
      else
        g_string_append_c (writer->out, *p == '\n' ? ' ' : *p);
    }
  g_string_append (writer->out, " " BT_MARK_CELL);
}

static void
write_table (Writer *writer, const BtTable *table)
{
  begin (writer, 1);
  add_marked (writer, BT_MARK_TABLE, bt_rich_text_get_text (table->caption));
  for (guint row = 0; row < table->n_rows; row++)
    {
      begin (writer, 0);
      g_string_append (writer->out, BT_MARK_CELL);
      for (guint column = 0; column < table->n_columns; column++)
        write_cell (writer, bt_rich_text_get_text (bt_table_cell (table, row, column)));
      if (row > 0 || !table->has_header)
        continue;
      begin (writer, 0);
      g_string_append (writer->out, BT_MARK_CELL);
      for (guint column = 0; column < table->n_columns; column++)
        write_cell (writer, BT_MARK_HEADER_RULE);
    }
}

static void
write_quote (Writer *writer, const BtBlock *block, const BtBlock *before)
{
  BtMark mark = block->kind == BT_BLOCK_QUOTE ? BT_MARK_QUOTE : BT_MARK_PULL_QUOTE;
  gboolean goes_on = before != NULL && before->kind == BT_BLOCK_QUOTE
                     && block->kind == BT_BLOCK_QUOTE && !block->starts_group;
  const char *text = bt_rich_text_get_text (block->text);
  gboolean like_cite = g_str_has_prefix (text + strspn (text, "\\"), BT_MARK_CITE);
  g_autofree char *quoted = g_strconcat (like_cite ? "\\" : "", text, NULL);

  begin (writer, goes_on ? 0 : 1);
  add_marked (writer, mark, quoted);
  if (block->cite != NULL && !bt_rich_text_is_empty (block->cite))
    {
      g_autofree char *cite =
          g_strconcat (BT_MARK_CITE, bt_rich_text_get_text (block->cite), NULL);

      begin (writer, 0);
      add_marked (writer, mark, cite);
    }
}

static void
write_item (Writer *writer, const BtBlock *block, const BtBlock *before)
{
  gboolean goes_on =
      before != NULL && before->kind == BT_BLOCK_LIST_ITEM && !block->starts_group;

  begin (writer, goes_on ? 0 : 1);
  for (guint i = 0; i < block->level * 2; i++)
    g_string_append_c (writer->out, ' ');
  add_marked (writer, block->ordered ? BT_MARK_ORDERED : BT_MARK_BULLET,
              bt_rich_text_get_text (block->text));
}

/* Text that carries a mark by chance is told from a mark by a backslash. */
static void
write_paragraph (Writer *writer, const char *text)
{
  const char *rest;

  begin (writer, 1);
  if (writer->marked || bt_mark_find (text, &rest) != BT_MARK_NONE)
    g_string_append (writer->out, "\\ ");
  add_text (writer->out, text);
}

static void
write_heading (Writer *writer, const BtBlock *block)
{
  const char *text = bt_rich_text_get_text (block->text);

  begin (writer, 1);
  if (writer->marked || block->level != 2)
    add_marked (writer, BT_MARK_HEADING_2 + block->level - 2, text);
  else
    add_text (writer->out, text);
}

static void
write_embed (Writer *writer, const BtBlock *block)
{
  const char *caption = bt_rich_text_get_text (block->caption);
  g_autofree char *line =
      g_strconcat (block->url, *caption != '\0' ? " " : "", caption, NULL);

  begin (writer, 1);
  add_marked (writer, BT_MARK_EMBED, line);
}

static void
write_block (Writer *writer, const BtBlock *block, const BtBlock *before)
{
  if (block->starts_group && before != NULL && before->kind == block->kind)
    {
      begin (writer, 1);
      add_marked (writer, BT_MARK_BREAK, "");
    }
  switch (block->kind)
    {
    case BT_BLOCK_PARAGRAPH:
      write_paragraph (writer, bt_rich_text_get_text (block->text));
      break;
    case BT_BLOCK_HEADING:
      write_heading (writer, block);
      break;
    case BT_BLOCK_QUOTE:
    case BT_BLOCK_PULL_QUOTE:
      write_quote (writer, block, before);
      break;
    case BT_BLOCK_LIST_ITEM:
      write_item (writer, block, before);
      break;
    case BT_BLOCK_FIGURE:
      write_figure (writer, block->figure);
      break;
    case BT_BLOCK_TABLE:
      write_table (writer, block->table);
      break;
    case BT_BLOCK_DIVIDER:
      begin (writer, 1);
      g_string_append (writer->out, BT_MARK_DIVIDER_LINE);
      break;
    case BT_BLOCK_EMBED:
      write_embed (writer, block);
      break;
    case BT_BLOCK_OPAQUE:
      break;
    default:
      g_assert_not_reached ();
    }
}

/* Empty paragraphs and opaque blocks leave no trace on a page in text. */
static gboolean
shows (const BtBlock *block)
{
  return block->kind != BT_BLOCK_OPAQUE
         && (block->kind != BT_BLOCK_PARAGRAPH
             || !is_blank (bt_rich_text_get_text (block->text)));
}

static char *
write_page (const BtArticle *article, gboolean marked)
{
  Writer writer = { g_string_new (NULL), article, marked };
  const BtBlock *before = NULL;

  write_head (&writer);
  write_lead (&writer);
  for (guint i = 0; i < bt_article_get_n_blocks (article); i++)
    {
      const BtBlock *block = bt_article_get_block (article, i);

      if (!shows (block))
        continue;
      write_block (&writer, block, before);
      before = block;
    }
  write_tail (&writer);
  g_string_append_c (writer.out, '\n');
  return g_string_free (writer.out, FALSE);
}

/* ---- the proof ---- */

static gboolean
is_same_text (const BtRichText *a, const BtRichText *b)
{
  g_autofree char *first = bt_portal_trim (a != NULL ? bt_rich_text_get_text (a) : "");
  g_autofree char *second = bt_portal_trim (b != NULL ? bt_rich_text_get_text (b) : "");

  return g_str_equal (first, second);
}

static gboolean
is_same_figure (const BtFigure *a, const BtFigure *b)
{
  if (a->items->len != b->items->len || !is_same_text (a->caption, b->caption))
    return FALSE;
  for (guint i = 0; i < a->items->len; i++)
    if (!is_same_text (bt_figure_item (a, i)->caption, bt_figure_item (b, i)->caption)
        || !g_str_equal (bt_figure_item (a, i)->credit, bt_figure_item (b, i)->credit))
      return FALSE;
  return TRUE;
}

static gboolean
is_same_block (const BtBlock *a, const BtBlock *b)
{
  if (a->kind != b->kind || a->level != b->level || a->ordered != b->ordered)
    return FALSE;
  if (a->kind == BT_BLOCK_FIGURE)
    return is_same_figure (a->figure, b->figure);
  return is_same_text (a->text, b->text) && is_same_text (a->cite, b->cite);
}

static GPtrArray *
blocks_that_show (const BtArticle *article)
{
  GPtrArray *blocks = g_ptr_array_new ();

  for (guint i = 0; i < bt_article_get_n_blocks (article); i++)
    if (shows (bt_article_get_block (article, i)))
      g_ptr_array_add (blocks, bt_article_get_block (article, i));
  return blocks;
}

static gboolean
have_same_blocks (const BtArticle *a, const BtArticle *b)
{
  g_autoptr (GPtrArray) first = blocks_that_show (a);
  g_autoptr (GPtrArray) second = blocks_that_show (b);

  if (first->len != second->len)
    return FALSE;
  for (guint i = 0; i < first->len; i++)
    {
      const BtBlock *block = g_ptr_array_index (first, i);
      const BtBlock *other = g_ptr_array_index (second, i);
      const BtBlock *before = i > 0 ? g_ptr_array_index (first, i - 1) : NULL;

      if (!is_same_block (block, other)
          || (before != NULL && before->kind == block->kind
              && block->starts_group != other->starts_group))
        return FALSE;
    }
  return TRUE;
}

static gboolean
have_same_fields (const BtArticle *a, const BtArticle *b)
{
  static const BtField fields[] = { BT_FIELD_HEADLINE,    BT_FIELD_LEAD,
                                    BT_FIELD_SOURCE_NAME, BT_FIELD_BYLINE_LABEL,
                                    BT_FIELD_BYLINE,      BT_FIELD_PHOTO_CREDIT,
                                    BT_FIELD_SECTION };
  GDateTime *time_a = bt_article_get_portal_time (a);
  GDateTime *time_b = bt_article_get_portal_time (b);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *first = bt_portal_trim (bt_article_get (a, fields[i]));
      g_autofree char *second = bt_portal_trim (bt_article_get (b, fields[i]));

      if (!g_str_equal (first, second))
        return FALSE;
    }
  if ((time_a == NULL) != (time_b == NULL))
    return FALSE;
  return g_strv_equal (bt_article_get_tags (a), bt_article_get_tags (b));
}

static gboolean
reads_back (const char *text, const BtArticle *article)
{
  g_autoptr (GTimeZone) zone = bt_portal_time_zone (NULL);
  g_autoptr (BtImport) import = bt_portal_text_read (text, zone, NULL);

  return import != NULL && have_same_fields (article, import->article)
         && have_same_blocks (article, import->article);
}

char *
bt_portal_text_write (const BtArticle *article)
{
  g_autofree char *page = NULL;

  g_return_val_if_fail (article != NULL, NULL);

  page = write_page (article, FALSE);
  return reads_back (page, article) ? g_steal_pointer (&page)
                                    : write_page (article, TRUE);
}

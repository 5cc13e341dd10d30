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
  if (bt_portal_is_blank (line))
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

      if (!bt_portal_shows (block))
        continue;
      write_block (&writer, block, before);
      before = block;
    }
  write_tail (&writer);
  g_string_append_c (writer.out, '\n');
  return g_string_free (writer.out, FALSE);
}

static gboolean
reads_back (const char *text, const BtArticle *article)
{
  g_autoptr (GTimeZone) zone = bt_portal_time_zone (NULL);
  g_autoptr (BtImport) import = bt_portal_text_read (text, zone, NULL);

  return import != NULL && bt_portal_is_same (article, import->article);
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

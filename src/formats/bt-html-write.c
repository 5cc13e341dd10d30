/* An article as an HTML page.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/bt-html.h"

#include <string.h>

#include "formats/bt-credit.h"
#include "formats/bt-html-private.h"
#include "formats/bt-html-style.h"
#include "formats/bt-inline-html.h"
#include "formats/bt-list-walk.h"
#include "text/bt-portal-time.h"

/* Nothing on the page may run or be fetched but its pictures. */
#define POLICY                                                                           \
  "default-src 'none'; img-src http: https: file: data:; style-src 'unsafe-inline'"

typedef struct
{
  GString *out;
  BtPhotoUrlFunc photo_url;
  gpointer data;
} Writer;

static void write_blocks (Writer *writer, GPtrArray *blocks);

static void
add_text (GString *out, const char *text)
{
  bt_inline_html_write_text (out, text, BT_INLINE_PLAIN);
}

static void
add_rich (GString *out, const BtRichText *text)
{
  bt_inline_html_write (out, text, BT_INLINE_PLAIN);
}

static void
add_element (GString *out, const char *start, const char *text, const char *end)
{
  if (*text == '\0')
    return;
  g_string_append (out, start);
  add_text (out, text);
  g_string_append (out, end);
}

static void
add_rich_element (GString *out,
                  const char *start,
                  const BtRichText *text,
                  const char *end)
{
  if (text == NULL || bt_rich_text_is_empty (text))
    return;
  g_string_append (out, start);
  add_rich (out, text);
  g_string_append (out, end);
}

/* ---- figures ---- */

/* A picture that only a portal has is shown from there. */
static char *
picture_url (Writer *writer, const BtFigureItem *item)
{
  char *url = NULL;

  if (writer->photo_url != NULL)
    url = writer->photo_url (item, writer->data);
  if (url == NULL && item->remote_url != NULL
      && (g_str_has_prefix (item->remote_url, "https://")
          || g_str_has_prefix (item->remote_url, "http://")))
    url = g_strndup (item->remote_url, strcspn (item->remote_url, "#"));
  return url;
}

static void
write_item (Writer *writer, const BtFigureItem *item)
{
  g_autofree char *url = picture_url (writer, item);
  GString *out = writer->out;

  g_string_append (out, "<figure>");
  if (url != NULL)
    {
      g_string_append (out, "<img src=\"");
      bt_inline_html_write_attribute (out, url);
      g_string_append (out, "\" alt=\"");
      bt_inline_html_write_attribute (out, item->alt);
      g_string_append (out, "\" loading=\"lazy\">");
    }
  else
    {
      g_string_append (out, "<div class=\"" BT_HTML_CLASS_NO_PHOTO
                            "\" role=\"img\" aria-label=\"");
      bt_inline_html_write_attribute (out, item->alt);
      g_string_append (out, "\"></div>");
    }
  if (!bt_rich_text_is_empty (item->caption) || *item->credit != '\0')
    {
      g_string_append (out, "<figcaption>");
      add_rich (out, item->caption);
      if (!bt_rich_text_is_empty (item->caption) && *item->credit != '\0')
        g_string_append_c (out, ' ');
      add_element (out, "<em class=\"" BT_HTML_CLASS_CREDIT "\">" BT_CREDIT_LABEL,
                   item->credit, "</em>");
      g_string_append (out, "</figcaption>");
    }
  g_string_append (out, "</figure>\n");
}

static void
write_figure (Writer *writer, const BtFigure *figure)
{
  if (figure->items->len == 1 && bt_rich_text_is_empty (figure->caption))
    {
      write_item (writer, bt_figure_item (figure, 0));
      return;
    }
  g_string_append (writer->out, "<figure class=\"" BT_HTML_CLASS_GALLERY
                                "\"><div class=\"bt-items\">\n");
  for (guint i = 0; i < figure->items->len; i++)
    write_item (writer, bt_figure_item (figure, i));
  g_string_append (writer->out, "</div>");
  add_rich_element (writer->out, "<figcaption>", figure->caption, "</figcaption>");
  g_string_append (writer->out, "</figure>\n");
}

/* ---- lists ---- */

static void
open_list (GString *out, gboolean ordered)
{
  g_string_append (out, ordered ? "<ol>\n" : "<ul>\n");
}

static void
open_item (GString *out, const BtBlock *item)
{
  g_string_append (out, "<li>");
  add_rich (out, item->text);
}

static void
close_item (GString *out)
{
  g_string_append (out, "</li>\n");
}

static void
close_list (GString *out, gboolean ordered)
{
  g_string_append (out, ordered ? "</ol>\n" : "</ul>\n");
}

static const BtListVisitor list_visitor = { open_list, open_item, close_item,
                                            close_list };

/* ---- other blocks ---- */

static guint
write_quote (GString *out, GPtrArray *blocks, guint index)
{
  const BtBlock *block;

  g_string_append (out, "<blockquote>");
  do
    {
      block = g_ptr_array_index (blocks, index++);
      g_string_append (out, "<p>");
      add_rich (out, block->text);
      g_string_append (out, "</p>");
      if (block->cite != NULL && !bt_rich_text_is_empty (block->cite))
        break;
    }
  while (index < blocks->len
         && ((BtBlock *)g_ptr_array_index (blocks, index))->kind == BT_BLOCK_QUOTE
         && !((BtBlock *)g_ptr_array_index (blocks, index))->starts_group);
  add_rich_element (out, "<cite>", block->cite, "</cite>");
  g_string_append (out, "</blockquote>\n");
  return index;
}

static void
write_pull_quote (GString *out, const BtBlock *block)
{
  g_string_append (out, "<blockquote class=\"" BT_HTML_CLASS_PULL_QUOTE "\"><p>");
  add_rich (out, block->text);
  g_string_append (out, "</p>");
  add_rich_element (out, "<cite>", block->cite, "</cite>");
  g_string_append (out, "</blockquote>\n");
}

static void
write_row (GString *out, const BtTable *table, guint row, const char *cell)
{
  g_string_append (out, "<tr>");
  for (guint column = 0; column < table->n_columns; column++)
    {
      g_string_append_printf (out, "<%s>", cell);
      add_rich (out, bt_table_cell (table, row, column));
      g_string_append_printf (out, "</%s>", cell);
    }
  g_string_append (out, "</tr>\n");
}

static void
write_table (GString *out, const BtTable *table)
{
  guint first = table->has_header ? 1 : 0;

  g_string_append (out, "<div class=\"bt-table\"><table>");
  add_rich_element (out, "<caption>", table->caption, "</caption>");
  if (table->has_header)
    {
      g_string_append (out, "<thead>");
      write_row (out, table, 0, "th");
      g_string_append (out, "</thead>");
    }
  g_string_append (out, "<tbody>");
  for (guint row = first; row < table->n_rows; row++)
    write_row (out, table, row, "td");
  g_string_append (out, "</tbody></table></div>\n");
}

static void
write_embed (GString *out, const BtBlock *block)
{
  g_string_append (out, "<figure class=\"" BT_HTML_CLASS_EMBED "\"");
  if (block->provider != NULL)
    {
      g_string_append (out, " data-provider=\"");
      bt_inline_html_write_attribute (out, block->provider);
      g_string_append_c (out, '"');
    }
  g_string_append_c (out, '>');
  if (bt_html_link_is_safe (block->url))
    {
      g_string_append (out, "<a href=\"");
      bt_inline_html_write_attribute (out, block->url);
      g_string_append (out, "\">");
      add_text (out, block->url);
      g_string_append (out, "</a>");
    }
  else
    add_text (out, block->url);
  add_rich_element (out, "<figcaption>", block->caption, "</figcaption>");
  g_string_append (out, "</figure>\n");
}

/* What a portal's own block shows, as far as an article could hold it: its source is
 * untrusted and never goes to the page. */
static void
write_opaque (Writer *writer, const BtBlock *block)
{
  g_auto (BtHtmlReader) reader = { 0 };
  g_autoptr (BtHtmlDocument) document =
      bt_html_parse (block->source, strlen (block->source));

  bt_html_reader_init (&reader, NULL);
  if (document != NULL)
    bt_html_reader_walk (&reader, xmlDocGetRootElement (document));
  bt_html_reader_flush (&reader);
  g_string_append (writer->out, "<div class=\"bt-opaque\">\n");
  write_blocks (writer, reader.blocks);
  g_string_append (writer->out, "</div>\n");
}

static void
write_text (GString *out, const char *element, const BtRichText *text)
{
  g_string_append_printf (out, "<%s>", element);
  add_rich (out, text);
  g_string_append_printf (out, "</%s>\n", element);
}

static void
write_heading (GString *out, const BtBlock *block)
{
  char element[] = "h2";

  element[1] = (char)('0' + CLAMP (block->level, 2, 4));
  write_text (out, element, block->text);
}

static void
write_blocks (Writer *writer, GPtrArray *blocks)
{
  GString *out = writer->out;

  for (guint i = 0; i < blocks->len;)
    {
      const BtBlock *block = g_ptr_array_index (blocks, i);

      switch (block->kind)
        {
        case BT_BLOCK_PARAGRAPH:
          write_text (out, "p", block->text);
          break;
        case BT_BLOCK_HEADING:
          write_heading (out, block);
          break;
        case BT_BLOCK_QUOTE:
          i = write_quote (out, blocks, i);
          continue;
        case BT_BLOCK_PULL_QUOTE:
          write_pull_quote (out, block);
          break;
        case BT_BLOCK_LIST_ITEM:
          i = bt_list_walk (blocks, i, &list_visitor, out);
          continue;
        case BT_BLOCK_FIGURE:
          write_figure (writer, block->figure);
          break;
        case BT_BLOCK_TABLE:
          write_table (out, block->table);
          break;
        case BT_BLOCK_DIVIDER:
          g_string_append (out, "<hr>\n");
          break;
        case BT_BLOCK_EMBED:
          write_embed (out, block);
          break;
        case BT_BLOCK_OPAQUE:
          write_opaque (writer, block);
          break;
        default:
          g_assert_not_reached ();
        }
      i++;
    }
}

/* ---- the page ---- */

static void
write_top (GString *out, const BtArticle *article)
{
  const char *headline = bt_article_get (article, BT_FIELD_HEADLINE);
  GDateTime *time = bt_article_get_portal_time (article);

  g_string_append (out, "<!DOCTYPE html>\n<html lang=\"vi\">\n<head>\n"
                        "<meta charset=\"utf-8\">\n"
                        "<meta name=\"viewport\" content=\"width=device-width, "
                        "initial-scale=1\">\n"
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"" POLICY
                        "\">\n<title>");
  add_text (out, headline);
  g_string_append (out, "</title>\n<style>" BT_HTML_STYLE "</style>\n</head>\n<body>\n"
                        "<article class=\"" BT_HTML_CLASS_ARTICLE "\">\n<header>\n");
  add_element (out, "<p class=\"" BT_HTML_CLASS_SECTION "\">",
               bt_article_get (article, BT_FIELD_SECTION), "</p>\n");
  add_element (out, "<h1 class=\"" BT_HTML_CLASS_HEADLINE "\">", headline, "</h1>\n");
  if (time != NULL)
    {
      g_autofree char *iso = g_date_time_format_iso8601 (time);
      g_autofree char *shown = bt_portal_time_format (time);

      g_string_append_printf (out,
                              "<p class=\"" BT_HTML_CLASS_TIME
                              "\"><time datetime=\"%s\">%s</time></p>\n",
                              iso, shown);
    }
  g_string_append (out, "</header>\n");
}

static void
write_lead (GString *out, const BtArticle *article)
{
  const char *source = bt_article_get (article, BT_FIELD_SOURCE_NAME);
  const char *lead = bt_article_get (article, BT_FIELD_LEAD);

  if (*source == '\0' && *lead == '\0')
    return;
  g_string_append (out, "<p class=\"" BT_HTML_CLASS_LEAD "\">");
  add_element (out, "<strong class=\"" BT_HTML_CLASS_SOURCE "\">(", source, ")</strong>");
  if (*source != '\0' && *lead != '\0')
    g_string_append_c (out, ' ');
  add_text (out, lead);
  g_string_append (out, "</p>\n");
}

void
bt_html_write_fragment (GString *out, const BtArticle *article)
{
  Writer writer = { out, NULL, NULL };
  g_autoptr (GPtrArray) blocks = g_ptr_array_new ();

  for (guint i = 0; i < bt_article_get_n_blocks (article); i++)
    g_ptr_array_add (blocks, bt_article_get_block (article, i));
  write_blocks (&writer, blocks);
}

char *
bt_html_write (const BtArticle *article, BtPhotoUrlFunc photo_url, gpointer data)
{
  Writer writer = { g_string_new (NULL), photo_url, data };
  g_autoptr (GPtrArray) blocks = g_ptr_array_new ();
  g_autofree char *byline = NULL;

  g_return_val_if_fail (article != NULL, g_string_free (writer.out, FALSE));

  for (guint i = 0; i < bt_article_get_n_blocks (article); i++)
    g_ptr_array_add (blocks, bt_article_get_block (article, i));
  byline = bt_article_byline_line (article);

  write_top (writer.out, article);
  write_lead (writer.out, article);
  write_blocks (&writer, blocks);
  add_element (writer.out, "<p class=\"" BT_HTML_CLASS_BYLINE "\">", byline, "</p>\n");
  g_string_append (writer.out, "</article>\n</body>\n</html>\n");
  return g_string_free (writer.out, FALSE);
}

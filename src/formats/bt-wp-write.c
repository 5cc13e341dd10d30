/* An article as WordPress block markup.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/bt-wp-private.h"

#include <string.h>

#include "formats/bt-inline-html.h"
#include "formats/bt-list-walk.h"

#define INLINE BT_INLINE_NO_SHORTCODES

static gboolean
ends_with (const GString *out, const char *end)
{
  gsize length = strlen (end);

  return out->len >= length && memcmp (out->str + out->len - length, end, length) == 0;
}

/* Parts blocks of the outermost level, whatever the one before ends with. */
static void
separate (GString *out)
{
  if (out->len > 0 && !ends_with (out, "\n\n"))
    g_string_append (out, "\n\n");
}

void
bt_wp_begin_block (GString *out, const char *name, const char *attributes)
{
  if (ends_with (out, "-->"))
    g_string_append (out, "\n\n");
  g_string_append_printf (out, "<!-- wp:%s %s%s-->\n", name,
                          attributes != NULL ? attributes : "",
                          attributes != NULL ? " " : "");
}

void
bt_wp_end_block (GString *out, const char *name)
{
  g_string_append_printf (out, "\n<!-- /wp:%s -->", name);
}

static void
begin_classed_paragraph (GString *out, const char *class_name)
{
  g_autofree char *attributes = g_strdup_printf ("{\"className\":\"%s\"}", class_name);

  separate (out);
  bt_wp_begin_block (out, "paragraph", attributes);
  g_string_append_printf (out, "<p class=\"%s\">", class_name);
}

static void
end_paragraph (GString *out)
{
  g_string_append (out, "</p>");
  bt_wp_end_block (out, "paragraph");
}

void
bt_wp_write_lead (GString *out, const char *source_name, const char *lead)
{
  if (*source_name == '\0' && *lead == '\0')
    return;
  begin_classed_paragraph (out, BT_WP_CLASS_LEAD);
  if (*source_name != '\0')
    {
      g_string_append (out, "<strong class=\"" BT_WP_CLASS_SOURCE "\">(");
      bt_inline_html_write_text (out, source_name, INLINE);
      g_string_append (out, ")</strong>");
      if (*lead != '\0')
        g_string_append_c (out, ' ');
    }
  bt_inline_html_write_text (out, lead, INLINE);
  end_paragraph (out);
}

void
bt_wp_write_byline (GString *out, const char *line)
{
  if (*line == '\0')
    return;
  begin_classed_paragraph (out, BT_WP_CLASS_BYLINE);
  bt_inline_html_write_text (out, line, INLINE);
  end_paragraph (out);
}

void
bt_wp_write_caption (GString *out,
                     const char *classes,
                     const BtRichText *caption,
                     const char *credit)
{
  gboolean has_credit = credit != NULL && *credit != '\0';

  if (bt_rich_text_is_empty (caption) && !has_credit)
    return;
  g_string_append_printf (out, "<figcaption class=\"%s\">", classes);
  bt_wp_write_caption_text (out, caption, credit);
  g_string_append (out, "</figcaption>");
}

static void
write_paragraph (GString *out, const BtRichText *text)
{
  bt_wp_begin_block (out, "paragraph", NULL);
  g_string_append (out, "<p>");
  bt_inline_html_write (out, text, INLINE);
  end_paragraph (out);
}

static void
write_heading (GString *out, const BtBlock *block)
{
  g_autofree char *attributes = NULL;

  if (block->level != 2)
    attributes = g_strdup_printf ("{\"level\":%u}", block->level);
  bt_wp_begin_block (out, "heading", attributes);
  g_string_append_printf (out, "<h%u class=\"wp-block-heading\">", block->level);
  bt_inline_html_write (out, block->text, INLINE);
  g_string_append_printf (out, "</h%u>", block->level);
  bt_wp_end_block (out, "heading");
}

static void
write_cite (GString *out, const BtRichText *cite)
{
  if (cite == NULL || bt_rich_text_is_empty (cite))
    return;
  g_string_append (out, "<cite>");
  bt_inline_html_write (out, cite, INLINE);
  g_string_append (out, "</cite>");
}

/* Writes the quotation that begins at @index. Returns the index behind it. */
static guint
write_quote (GString *out, GPtrArray *blocks, guint index)
{
  const BtBlock *block;

  bt_wp_begin_block (out, "quote", NULL);
  g_string_append (out, "<blockquote class=\"wp-block-quote\">");
  do
    {
      block = g_ptr_array_index (blocks, index++);
      write_paragraph (out, block->text);
      if (block->cite != NULL && !bt_rich_text_is_empty (block->cite))
        break;
    }
  while (index < blocks->len
         && ((BtBlock *)g_ptr_array_index (blocks, index))->kind == BT_BLOCK_QUOTE
         && !((BtBlock *)g_ptr_array_index (blocks, index))->starts_group);
  write_cite (out, block->cite);
  g_string_append (out, "</blockquote>");
  bt_wp_end_block (out, "quote");
  return index;
}

static void
write_pull_quote (GString *out, const BtBlock *block)
{
  bt_wp_begin_block (out, "pullquote", NULL);
  g_string_append (out, "<figure class=\"wp-block-pullquote\"><blockquote><p>");
  bt_inline_html_write (out, block->text, INLINE);
  g_string_append (out, "</p>");
  write_cite (out, block->cite);
  g_string_append (out, "</blockquote></figure>");
  bt_wp_end_block (out, "pullquote");
}

/* ---- lists ---- */

static void
open_list (GString *out, gboolean ordered)
{
  bt_wp_begin_block (out, "list", ordered ? "{\"ordered\":true}" : NULL);
  g_string_append_printf (out, "<%s class=\"wp-block-list\">", ordered ? "ol" : "ul");
}

static void
open_item (GString *out, const BtBlock *item)
{
  bt_wp_begin_block (out, "list-item", NULL);
  g_string_append (out, "<li>");
  bt_inline_html_write (out, item->text, INLINE);
}

static void
close_item (GString *out)
{
  g_string_append (out, "</li>");
  bt_wp_end_block (out, "list-item");
}

static void
close_list (GString *out, gboolean ordered)
{
  g_string_append_printf (out, "</%s>", ordered ? "ol" : "ul");
  bt_wp_end_block (out, "list");
}

static const BtListVisitor list_visitor = { open_list, open_item, close_item,
                                            close_list };

/* ---- the rest ---- */

static void
write_rows (GString *out,
            const BtTable *table,
            guint from,
            guint to,
            const char *section,
            const char *cell)
{
  if (from >= to)
    return;
  g_string_append_printf (out, "<%s>", section);
  for (guint row = from; row < to; row++)
    {
      g_string_append (out, "<tr>");
      for (guint column = 0; column < table->n_columns; column++)
        {
          g_string_append_printf (out, "<%s>", cell);
          bt_inline_html_write (out, bt_table_cell (table, row, column), INLINE);
          g_string_append_printf (out, "</%s>", cell);
        }
      g_string_append (out, "</tr>");
    }
  g_string_append_printf (out, "</%s>", section);
}

static void
write_table (GString *out, const BtTable *table)
{
  guint header = table->has_header ? 1 : 0;

  /* Said in full, because versions of the block editor differ in what they take for said. */
  bt_wp_begin_block (out, "table", "{\"hasFixedLayout\":true}");
  g_string_append (out,
                   "<figure class=\"wp-block-table\"><table class=\"has-fixed-layout\">");
  write_rows (out, table, 0, header, "thead", "th");
  write_rows (out, table, header, table->n_rows, "tbody", "td");
  g_string_append (out, "</table>");
  bt_wp_write_caption (out, "wp-element-caption", table->caption, NULL);
  g_string_append (out, "</figure>");
  bt_wp_end_block (out, "table");
}

gboolean
bt_wp_embed_is_video (const char *provider)
{
  static const char *const films[] = { "youtube", "vimeo", "dailymotion", NULL };

  return provider != NULL && g_strv_contains (films, provider);
}

/* One version of WordPress writes a backslash in JSON otherwise than the next. */
static char *
url_without_backslash (const char *url)
{
  g_auto (GStrv) parts = g_strsplit (url, "\\", -1);

  return g_strjoinv ("%5C", parts);
}

static gboolean
is_plain_word (const char *word)
{
  return word != NULL && *word != '\0'
         && strspn (word, "abcdefghijklmnopqrstuvwxyz0123456789-_") == strlen (word);
}

static void
write_embed (GString *out, const BtBlock *block)
{
  g_autoptr (GString) attributes = g_string_new ("{\"url\":");
  g_autoptr (GString) classes = g_string_new ("wp-block-embed");
  g_autofree char *url = url_without_backslash (block->url);
  const char *provider = is_plain_word (block->provider) ? block->provider : NULL;
  gboolean film = bt_wp_embed_is_video (provider);

  bt_wp_json_string (attributes, url);
  if (film)
    g_string_append (attributes, ",\"type\":\"video\"");
  if (provider != NULL)
    g_string_append_printf (attributes, ",\"providerNameSlug\":\"%s\"", provider);
  if (film)
    g_string_append (attributes, ",\"responsive\":true,\"className\":"
                                 "\"wp-embed-aspect-16-9 wp-has-aspect-ratio\"");
  g_string_append_c (attributes, '}');

  if (film)
    g_string_append (classes, " is-type-video");
  if (provider != NULL)
    g_string_append_printf (classes, " is-provider-%s wp-block-embed-%s", provider,
                            provider);
  if (film)
    g_string_append (classes, " wp-embed-aspect-16-9 wp-has-aspect-ratio");

  bt_wp_begin_block (out, "embed", attributes->str);
  g_string_append_printf (
      out, "<figure class=\"%s\"><div class=\"wp-block-embed__wrapper\">\n",
      classes->str);
  bt_inline_html_write_text (out, url, INLINE);
  g_string_append (out, "\n</div>");
  bt_wp_write_caption (out, "wp-element-caption", block->caption, NULL);
  g_string_append (out, "</figure>");
  bt_wp_end_block (out, "embed");
}

void
bt_wp_write_body (GString *out, GPtrArray *blocks, BtWpMediaFunc media, gpointer data)
{
  for (guint i = 0; i < blocks->len;)
    {
      const BtBlock *block = g_ptr_array_index (blocks, i);

      separate (out);
      switch (block->kind)
        {
        case BT_BLOCK_PARAGRAPH:
          write_paragraph (out, block->text);
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
          bt_wp_write_figure (out, block->figure, media, data);
          break;
        case BT_BLOCK_TABLE:
          write_table (out, block->table);
          break;
        case BT_BLOCK_DIVIDER:
          bt_wp_begin_block (out, "separator", NULL);
          g_string_append (
              out, "<hr class=\"wp-block-separator has-alpha-channel-opacity\"/>");
          bt_wp_end_block (out, "separator");
          break;
        case BT_BLOCK_EMBED:
          write_embed (out, block);
          break;
        case BT_BLOCK_OPAQUE:
          g_string_append (out, block->source);
          break;
        default:
          g_assert_not_reached ();
        }
      i++;
    }
}

char *
bt_wp_blocks_write (const BtArticle *article, BtWpMediaFunc media, gpointer data)
{
  GString *out = g_string_new (NULL);
  g_autoptr (GPtrArray) blocks = g_ptr_array_new ();
  g_autofree char *byline = NULL;

  g_return_val_if_fail (article != NULL, g_string_free (out, FALSE));

  for (guint i = 0; i < bt_article_get_n_blocks (article); i++)
    g_ptr_array_add (blocks, bt_article_get_block (article, i));
  byline = bt_article_byline_line (article);

  bt_wp_write_lead (out, bt_article_get (article, BT_FIELD_SOURCE_NAME),
                    bt_article_get (article, BT_FIELD_LEAD));
  bt_wp_write_body (out, blocks, media, data);
  bt_wp_write_byline (out, byline);
  return g_string_free (out, FALSE);
}

char *
bt_wp_blocks_excerpt (const BtArticle *article)
{
  char *line;

  g_return_val_if_fail (article != NULL, NULL);

  line = bt_article_lead_line (article);
  return g_strdelimit (line, "\n\t", ' ');
}

/* Readers of single WordPress blocks other than figures.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/bt-wp-private.h"

#include <string.h>

#include "formats/bt-inline-html.h"
#include "formats/bt-list-walk.h"

BtHtmlDocument *
bt_wp_parse_inner (const BtWpChunk *chunk, GPtrArray **children)
{
  g_autoptr (GPtrArray) parts = bt_wp_split (chunk->inner, chunk->inner_length);
  g_autoptr (GString) html = g_string_new (NULL);

  for (guint i = 0; i < parts->len;)
    {
      const BtWpChunk *part = g_ptr_array_index (parts, i);

      if (part->broken || (part->name != NULL && children == NULL))
        return NULL;
      if (part->name != NULL)
        {
          g_string_append (html, "<" BT_WP_CHILD "></" BT_WP_CHILD ">");
          i++;
          continue;
        }
      if (g_strstr_len (part->source, (gssize)part->source_length, BT_WP_CHILD) != NULL)
        return NULL;
      g_string_append_len (html, part->source, (gssize)part->source_length);
      g_ptr_array_remove_index (parts, i);
    }
  if (children != NULL)
    *children = g_steal_pointer (&parts);
  return bt_html_parse (html->str, html->len);
}

xmlNode *
bt_wp_only_element (BtHtmlDocument *document, const char *name)
{
  xmlNode *root = xmlDocGetRootElement (document);
  xmlNode *body = root != NULL ? bt_html_find (root, "body") : NULL;
  xmlNode *holder = body != NULL ? bt_html_only_child (body, "div") : NULL;

  return holder != NULL ? bt_html_only_child (holder, name) : NULL;
}

static BtBlock *
new_text_block (BtBlockKind kind, BtRichText *text)
{
  BtBlock *block = bt_block_new (kind);

  bt_rich_text_free (block->text);
  block->text = text;
  return block;
}

/* ---- lists ---- */

static gboolean
read_list (const BtWpChunk *chunk, guint level, gboolean starts_group, GPtrArray *blocks);

/* The block editor parts an item's text from the lists in it with empty lines. */
static BtRichText *
take_item_text (BtInlineReader *reader, const xmlNode *last)
{
  BtRichText *text = bt_inline_reader_take (reader);
  const char *plain = bt_rich_text_get_text (text);
  gsize length;

  if (last == NULL || !bt_html_is_text (last) || last->content == NULL)
    return text;
  length = strlen ((const char *)last->content);
  if (length > 0 && last->content[length - 1] == '\n' && g_str_has_suffix (plain, " "))
    bt_rich_text_delete (text, bt_rich_text_get_length (text) - 1,
                         bt_rich_text_get_length (text));
  return text;
}

/* The lists inside an item come last in it. */
static gboolean
read_list_item (const BtWpChunk *chunk,
                guint level,
                gboolean ordered,
                gboolean starts_group,
                GPtrArray *blocks)
{
  g_autoptr (GPtrArray) children = NULL;
  g_autoptr (BtHtmlDocument) document = bt_wp_parse_inner (chunk, &children);
  g_auto (BtInlineReader) reader = { 0 };
  xmlNode *li = document != NULL ? bt_wp_only_element (document, "li") : NULL;
  const xmlNode *last = NULL;
  xmlNode *n;
  BtBlock *block;

  if (li == NULL || !g_str_equal (chunk->name, "list-item"))
    return FALSE;
  bt_inline_reader_init (&reader, FALSE);
  n = li->children;
  for (; n != NULL && !bt_html_is (n, BT_WP_CHILD); n = n->next)
    {
      bt_inline_reader_add (&reader, n);
      last = n;
    }
  for (; n != NULL; n = n->next)
    if (!bt_html_is (n, BT_WP_CHILD) && !bt_html_is_blank (n))
      return FALSE;
  if (reader.failed)
    return FALSE;

  block = new_text_block (BT_BLOCK_LIST_ITEM,
                          take_item_text (&reader, children->len > 0 ? last : NULL));
  block->level = level;
  block->ordered = ordered;
  block->starts_group = starts_group;
  g_ptr_array_add (blocks, block);

  for (guint i = 0; i < children->len; i++)
    {
      const BtWpChunk *child = g_ptr_array_index (children, i);
      gboolean again =
          i > 0
          && bt_wp_attribute_bool (child, "ordered")
                 == bt_wp_attribute_bool (g_ptr_array_index (children, i - 1), "ordered");

      if (!g_str_equal (child->name, "list")
          || !read_list (child, level + 1, again, blocks))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_list (const BtWpChunk *chunk, guint level, gboolean starts_group, GPtrArray *blocks)
{
  g_autoptr (GPtrArray) children = NULL;
  g_autoptr (BtHtmlDocument) document = NULL;
  gboolean ordered = bt_wp_attribute_bool (chunk, "ordered");

  if (level > BT_LIST_MAX_LEVEL)
    return FALSE;
  document = bt_wp_parse_inner (chunk, &children);
  if (document == NULL || bt_wp_only_element (document, ordered ? "ol" : "ul") == NULL
      || children->len == 0)
    return FALSE;
  for (guint i = 0; i < children->len; i++)
    if (!read_list_item (g_ptr_array_index (children, i), level, ordered,
                         i == 0 && starts_group, blocks))
      return FALSE;
  return TRUE;
}

gboolean
bt_wp_read_list (const BtWpChunk *chunk, GPtrArray *blocks)
{
  gboolean ordered = bt_wp_attribute_bool (chunk, "ordered");

  return read_list (chunk, 0, bt_list_would_melt (blocks, ordered), blocks);
}

/* ---- quotations ---- */

static gboolean
read_cite (xmlNode *parent, BtBlock *block)
{
  xmlNode *cite = bt_html_child (parent, "cite");
  BtRichText *text;

  if (cite == NULL)
    return TRUE;
  text = bt_inline_html_read (cite);
  if (text == NULL)
    return FALSE;
  g_clear_pointer (&block->cite, bt_rich_text_free);
  block->cite = text;
  return TRUE;
}

static BtRichText *
read_paragraph_text (const BtWpChunk *chunk)
{
  g_autoptr (BtHtmlDocument) document = NULL;
  xmlNode *p;

  if (!g_str_equal (chunk->name, "paragraph"))
    return NULL;
  document = bt_wp_parse_inner (chunk, NULL);
  p = document != NULL ? bt_wp_only_element (document, "p") : NULL;
  return p != NULL ? bt_inline_html_read (p) : NULL;
}

gboolean
bt_wp_read_quote (const BtWpChunk *chunk, GPtrArray *blocks)
{
  g_autoptr (GPtrArray) children = NULL;
  g_autoptr (BtHtmlDocument) document = bt_wp_parse_inner (chunk, &children);
  gboolean melts = bt_quote_would_melt (blocks);
  xmlNode *quote = document != NULL ? bt_wp_only_element (document, "blockquote") : NULL;

  if (quote == NULL || children->len == 0)
    return FALSE;
  for (guint i = 0; i < children->len; i++)
    {
      BtRichText *text = read_paragraph_text (g_ptr_array_index (children, i));
      BtBlock *block;

      if (text == NULL)
        return FALSE;
      block = new_text_block (BT_BLOCK_QUOTE, text);
      block->starts_group = i == 0 && melts;
      g_ptr_array_add (blocks, block);
    }
  return read_cite (quote, g_ptr_array_index (blocks, blocks->len - 1));
}

gboolean
bt_wp_read_pull_quote (const BtWpChunk *chunk, GPtrArray *blocks)
{
  g_autoptr (BtHtmlDocument) document = bt_wp_parse_inner (chunk, NULL);
  xmlNode *figure = document != NULL ? bt_wp_only_element (document, "figure") : NULL;
  xmlNode *quote = figure != NULL ? bt_html_only_child (figure, "blockquote") : NULL;
  xmlNode *p = quote != NULL ? bt_html_child (quote, "p") : NULL;
  BtRichText *text = p != NULL ? bt_inline_html_read (p) : NULL;
  BtBlock *block;

  if (text == NULL)
    return FALSE;
  block = new_text_block (BT_BLOCK_PULL_QUOTE, text);
  g_ptr_array_add (blocks, block);
  return read_cite (quote, block);
}

/* ---- tables and embeds ---- */

static gboolean
read_caption_into (xmlNode *figure, BtRichText **place)
{
  xmlNode *figcaption = bt_html_child (figure, "figcaption");
  BtRichText *caption;

  if (figcaption == NULL)
    return TRUE;
  caption = bt_inline_html_read (figcaption);
  if (caption == NULL)
    return FALSE;
  bt_rich_text_free (*place);
  *place = caption;
  return TRUE;
}

/* Appends the cells of every row in @section; each row must be as long as the first. */
static gboolean
read_rows (xmlNode *section, const char *cell_name, BtTable *table)
{
  for (xmlNode *row = section->children; row != NULL; row = row->next)
    {
      guint n = 0;

      if (bt_html_is_blank (row))
        continue;
      if (!bt_html_is (row, "tr"))
        return FALSE;
      for (xmlNode *cell = row->children; cell != NULL; cell = cell->next)
        {
          BtRichText *text;

          if (bt_html_is_blank (cell))
            continue;
          text = bt_html_is (cell, cell_name) ? bt_inline_html_read (cell) : NULL;
          if (text == NULL)
            return FALSE;
          g_ptr_array_add (table->cells, text);
          n++;
        }
      if (n == 0 || (table->n_rows > 0 && n != table->n_columns))
        return FALSE;
      table->n_columns = n;
      table->n_rows++;
    }
  return TRUE;
}

gboolean
bt_wp_read_table (const BtWpChunk *chunk, GPtrArray *blocks)
{
  g_autoptr (BtHtmlDocument) document = bt_wp_parse_inner (chunk, NULL);
  g_autoptr (BtBlock) block = bt_block_new (BT_BLOCK_TABLE);
  xmlNode *figure = document != NULL ? bt_wp_only_element (document, "figure") : NULL;
  xmlNode *table = figure != NULL ? bt_html_child (figure, "table") : NULL;
  xmlNode *head = table != NULL ? bt_html_child (table, "thead") : NULL;
  xmlNode *body = table != NULL ? bt_html_child (table, "tbody") : NULL;

  if (table == NULL || (head == NULL && body == NULL))
    return FALSE;
  g_ptr_array_set_size (block->table->cells, 0);
  block->table->n_rows = 0;
  block->table->n_columns = 0;
  if (head != NULL)
    {
      if (!read_rows (head, "th", block->table) || block->table->n_rows != 1)
        return FALSE;
      block->table->has_header = TRUE;
    }
  if ((body != NULL && !read_rows (body, "td", block->table)) || block->table->n_rows == 0
      || !read_caption_into (figure, &block->table->caption))
    return FALSE;
  g_ptr_array_add (blocks, g_steal_pointer (&block));
  return TRUE;
}

gboolean
bt_wp_read_embed (const BtWpChunk *chunk, GPtrArray *blocks)
{
  g_autoptr (BtHtmlDocument) document = bt_wp_parse_inner (chunk, NULL);
  g_autoptr (BtBlock) block = bt_block_new (BT_BLOCK_EMBED);
  const char *url = bt_wp_attribute_string (chunk, "url");
  xmlNode *figure = document != NULL ? bt_wp_only_element (document, "figure") : NULL;

  if (figure == NULL || url == NULL || !bt_html_link_is_safe (url)
      || !read_caption_into (figure, &block->caption))
    return FALSE;
  g_free (block->url);
  block->url = g_strdup (url);
  g_free (block->provider);
  block->provider = g_strdup (bt_wp_attribute_string (chunk, "providerNameSlug"));
  g_ptr_array_add (blocks, g_steal_pointer (&block));
  return TRUE;
}

/* Figures, lists, quotations and tables of an HTML page.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/bt-html-private.h"

#include <string.h>

#include "formats/bt-credit.h"
#include "formats/bt-list-walk.h"

/* A picture no larger than this counts visits. */
#define TRACKER_PIXELS 2
/* Of an address in a note. */
#define MAX_NOTE_CHARS 120
#define MAX_COLUMNS 100

static gboolean
is_tracker (xmlNode *img)
{
  g_autofree char *width = bt_html_attribute (img, "width");
  g_autofree char *height = bt_html_attribute (img, "height");

  return width != NULL && height != NULL
         && g_ascii_strtoull (width, NULL, 10) <= TRACKER_PIXELS
         && g_ascii_strtoull (height, NULL, 10) <= TRACKER_PIXELS;
}

static void
set_text (char **place, char *text)
{
  g_free (*place);
  *place = text;
}

static void
read_caption (BtHtmlReader *self, xmlNode *node, BtFigureItem *item)
{
  bt_rich_text_free (item->caption);
  item->caption = bt_html_read_lenient (self, node);
  if (!self->own)
    bt_credit_take (item);
}

/* Our own pages mark the credit: then nothing has to be guessed. */
static gboolean
read_own_caption (BtHtmlReader *self, xmlNode *node, BtFigureItem *item)
{
  xmlNode *last = node->last;
  g_autoptr (BtRichText) credit = NULL;
  const char *line;

  if (last == NULL || !bt_html_is (last, "em")
      || !bt_html_has_class (last, BT_HTML_CLASS_CREDIT))
    return FALSE;
  credit = bt_html_read_lenient (self, last);
  line = bt_rich_text_get_text (credit);
  if (!g_str_has_prefix (line, BT_CREDIT_LABEL))
    return FALSE;
  set_text (&item->credit, g_strdup (line + strlen (BT_CREDIT_LABEL)));
  xmlUnlinkNode (last);
  xmlFreeNode (last);
  bt_rich_text_free (item->caption);
  item->caption = bt_html_read_lenient (self, node);
  return TRUE;
}

/* Nothing is fetched: the figure waits for its photo, and a note says where it was. */
static void
note_picture (BtHtmlReader *self, xmlNode *img)
{
  g_autofree char *lazy = bt_html_attribute (img, "data-src");
  g_autofree char *src = bt_html_attribute (img, "src");
  const char *url = lazy != NULL ? lazy : src;
  g_autofree char *shown = NULL;

  if (url == NULL || self->import == NULL)
    return;
  shown = g_utf8_substring (url, 0, MIN (g_utf8_strlen (url, -1), MAX_NOTE_CHARS));
  if (g_ascii_strncasecmp (url, "data:", 5) == 0)
    bt_html_reader_dropped (self, shown);
  else
    bt_import_add_note (self->import, BT_IMPORT_NOTE_FIGURE_WITHOUT_PHOTO, 0, shown);
}

/* @picture: (nullable): an <img>, or what our own pages show where one is missing */
static BtFigureItem *
read_item (BtHtmlReader *self, xmlNode *picture, xmlNode *caption)
{
  BtFigureItem *item = bt_figure_item_new ();
  char *alt = NULL;

  if (bt_html_is (picture, "img"))
    {
      alt = bt_html_attribute (picture, "alt");
      note_picture (self, picture);
    }
  else if (picture != NULL)
    alt = bt_html_attribute (picture, "aria-label");
  if (alt != NULL)
    set_text (&item->alt, g_strstrip (alt));
  if (caption != NULL && !read_own_caption (self, caption, item))
    read_caption (self, caption, item);
  return item;
}

static gboolean
is_picture (xmlNode *node)
{
  return bt_html_is (node, "img") || bt_html_has_class (node, BT_HTML_CLASS_NO_PHOTO);
}

static xmlNode *
find_picture (xmlNode *root)
{
  for (xmlNode *n = root; n != NULL; n = bt_html_next (n, root))
    if (is_picture (n))
      return n;
  return NULL;
}

static void
add_figure (BtHtmlReader *self, GPtrArray *items, xmlNode *caption)
{
  BtBlock *block = bt_block_new (BT_BLOCK_FIGURE);

  g_ptr_array_set_size (block->figure->items, 0);
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (block->figure->items,
                     bt_figure_item_copy (g_ptr_array_index (items, i)));
  if (caption != NULL)
    {
      bt_rich_text_free (block->figure->caption);
      block->figure->caption = bt_html_read_lenient (self, caption);
    }
  bt_html_reader_add (self, block);
}

/* The pictures below @node, each with the caption of the innermost figure around it. */
static void
collect_items (BtHtmlReader *self, xmlNode *node, GPtrArray *items)
{
  for (xmlNode *n = node->children; n != NULL; n = n->next)
    {
      if (bt_html_is (n, "figure"))
        g_ptr_array_add (
            items, read_item (self, find_picture (n), bt_html_find (n, "figcaption")));
      else if (is_picture (n) && !is_tracker (n))
        g_ptr_array_add (items, read_item (self, n, NULL));
      else if (n->type == XML_ELEMENT_NODE)
        collect_items (self, n, items);
    }
}

static void
read_own_embed (BtHtmlReader *self, xmlNode *figure)
{
  BtBlock *block = bt_block_new (BT_BLOCK_EMBED);
  xmlNode *caption = bt_html_child (figure, "figcaption");
  xmlNode *link = bt_html_child (figure, "a");
  char *url = link != NULL ? bt_html_attribute (link, "href") : NULL;

  if (url == NULL || !bt_html_link_is_safe (url))
    {
      g_free (url);
      bt_block_free (block);
      bt_html_reader_dropped (self, "figure");
      return;
    }
  set_text (&block->url, url);
  set_text (&block->provider, bt_html_attribute (figure, "data-provider"));
  if (caption != NULL)
    {
      bt_rich_text_free (block->caption);
      block->caption = bt_html_read_lenient (self, caption);
    }
  bt_html_reader_add (self, block);
}

static void
free_item (gpointer item)
{
  bt_figure_item_free (item);
}

void
bt_html_read_figure (BtHtmlReader *self, xmlNode *node)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (free_item);
  xmlNode *caption =
      bt_html_is (node, "figure") ? bt_html_child (node, "figcaption") : NULL;

  if (bt_html_is (node, "img"))
    {
      if (is_tracker (node))
        return;
      g_ptr_array_add (items, read_item (self, node, NULL));
    }
  else if (bt_html_has_class (node, BT_HTML_CLASS_EMBED))
    {
      read_own_embed (self, node);
      return;
    }
  else
    collect_items (self, node, items);

  if (items->len > 1 || bt_html_has_class (node, BT_HTML_CLASS_GALLERY))
    {
      if (items->len == 0)
        g_ptr_array_add (items, bt_figure_item_new ());
      add_figure (self, items, caption);
    }
  else if (items->len == 1 && caption != NULL)
    {
      BtFigureItem *item = g_ptr_array_index (items, 0);

      if (!read_own_caption (self, caption, item))
        read_caption (self, caption, item);
      add_figure (self, items, NULL);
    }
  else if (items->len == 1)
    add_figure (self, items, NULL);
  else if (caption != NULL && bt_html_find (node, "table") == NULL
           && bt_html_find (node, "blockquote") == NULL)
    {
      /* A caption whose picture is gone already. */
      g_ptr_array_add (items, read_item (self, NULL, caption));
      add_figure (self, items, NULL);
    }
  else
    for (xmlNode *n = node->children; n != NULL; n = n->next)
      bt_html_reader_walk (self, n);
}

/* ---- lists and quotations ---- */

/* What stands in an item itself, without the lists below it. */
static BtRichText *
read_item_text (BtHtmlReader *self, xmlNode *li)
{
  g_auto (BtInlineReader) reader = { 0 };
  BtRichText *text;

  bt_inline_reader_init (&reader, TRUE);
  for (xmlNode *n = li->children; n != NULL; n = n->next)
    if (!bt_html_is (n, "ul") && !bt_html_is (n, "ol"))
      {
        bt_inline_reader_add (&reader, n);
        if (bt_html_is (n, "p") || bt_html_is (n, "div"))
          bt_inline_reader_add_space (&reader);
      }
  for (guint i = 0; i < reader.dropped->len; i++)
    bt_html_reader_dropped (self, g_ptr_array_index (reader.dropped, i));
  text = bt_inline_reader_take (&reader);
  bt_rich_text_trim (text);
  return text;
}

static void
read_list (BtHtmlReader *self, xmlNode *list, guint level, gboolean starts_group)
{
  gboolean ordered = bt_html_is (list, "ol");

  for (xmlNode *li = list->children; li != NULL; li = li->next)
    {
      BtBlock *block;
      xmlNode *before = NULL;

      /* Some write a list inside a list without an item around it. */
      if (bt_html_is (li, "ul") || bt_html_is (li, "ol"))
        read_list (self, li, MIN (level + 1, BT_LIST_MAX_LEVEL), FALSE);
      if (!bt_html_is (li, "li"))
        continue;
      block = bt_block_new (BT_BLOCK_LIST_ITEM);
      bt_rich_text_free (block->text);
      block->text = read_item_text (self, li);
      block->level = level;
      block->ordered = ordered;
      block->starts_group = starts_group;
      starts_group = FALSE;
      bt_html_reader_add (self, block);
      for (xmlNode *n = li->children; n != NULL; n = n->next)
        if (bt_html_is (n, "ul") || bt_html_is (n, "ol"))
          {
            read_list (self, n, MIN (level + 1, BT_LIST_MAX_LEVEL),
                       before != NULL && g_str_equal (before->name, n->name));
            before = n;
          }
    }
}

void
bt_html_read_list (BtHtmlReader *self, xmlNode *node)
{
  read_list (self, node, 0, bt_list_would_melt (self->blocks, bt_html_is (node, "ol")));
}

void
bt_html_read_quote (BtHtmlReader *self, xmlNode *node)
{
  BtBlockKind kind_before = self->kind;
  gboolean pull = bt_html_has_class (node, BT_HTML_CLASS_PULL_QUOTE)
                  || bt_html_has_class (node->parent, "wp-block-pullquote");
  gboolean melts = !pull && bt_quote_would_melt (self->blocks);
  guint first = self->blocks->len;
  g_autoptr (BtRichText) source = NULL;

  self->kind = pull ? BT_BLOCK_PULL_QUOTE : BT_BLOCK_QUOTE;
  for (xmlNode *n = node->children; n != NULL; n = n->next)
    if (bt_html_is (n, "cite") || bt_html_is (n, "footer"))
      {
        g_clear_pointer (&source, bt_rich_text_free);
        source = bt_html_read_lenient (self, n);
      }
    else
      bt_html_reader_walk (self, n);
  bt_html_reader_flush (self);
  self->kind = kind_before;

  if (self->blocks->len == first)
    return;
  if (melts)
    ((BtBlock *)g_ptr_array_index (self->blocks, first))->starts_group = TRUE;
  if (source != NULL)
    {
      BtBlock *last = g_ptr_array_index (self->blocks, self->blocks->len - 1);

      if (last->cite != NULL)
        {
          bt_rich_text_free (last->cite);
          last->cite = g_steal_pointer (&source);
        }
    }
}

/* ---- tables ---- */

static gboolean
is_cell (const xmlNode *node)
{
  return bt_html_is (node, "td") || bt_html_is (node, "th");
}

/* Whether the table only lays out: one column, or pictures, or tables inside it. */
static gboolean
is_layout (xmlNode *table)
{
  guint most = 0;

  for (xmlNode *n = bt_html_next (table, table); n != NULL; n = bt_html_next (n, table))
    {
      guint cells = 0;

      if (bt_html_is (n, "img") || bt_html_is (n, "table") || bt_html_is (n, "figure"))
        return TRUE;
      if (!bt_html_is (n, "tr"))
        continue;
      for (xmlNode *cell = n->children; cell != NULL; cell = cell->next)
        cells += is_cell (cell) ? 1 : 0;
      most = MAX (most, cells);
    }
  return most < 2 || most > MAX_COLUMNS;
}

/* A picture and the text that is laid out below it. */
static gboolean
read_picture_table (BtHtmlReader *self, xmlNode *table)
{
  xmlNode *img = bt_html_find (table, "img");
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (free_item);
  xmlNode *caption = NULL;
  guint rows = 0;

  for (xmlNode *n = table; n != NULL; n = bt_html_next (n, table))
    {
      if (n != img && bt_html_is (n, "img"))
        return FALSE;
      if (!bt_html_is (n, "tr"))
        continue;
      rows++;
      if (bt_html_find (n, "img") == NULL)
        caption = caption == NULL ? n : table;
    }
  if (img == NULL || rows > 2 || caption == table)
    return FALSE;
  g_ptr_array_add (items, read_item (self, img, caption));
  add_figure (self, items, NULL);
  return TRUE;
}

static void
read_row (BtHtmlReader *self, xmlNode *tr, BtTable *table, guint row)
{
  guint column = 0;

  for (xmlNode *cell = tr->children; cell != NULL; cell = cell->next)
    {
      BtRichText *text;
      guint index;

      if (!is_cell (cell))
        continue;
      if (column >= table->n_columns)
        bt_table_resize (table, table->n_rows, column + 1);
      text = bt_html_read_lenient (self, cell);
      index = row * table->n_columns + column++;
      bt_rich_text_free (g_ptr_array_index (table->cells, index));
      g_ptr_array_index (table->cells, index) = text;
    }
}

static gboolean
is_header_row (xmlNode *tr)
{
  gboolean found = FALSE;

  for (xmlNode *cell = tr->children; cell != NULL; cell = cell->next)
    {
      if (bt_html_is (cell, "td"))
        return FALSE;
      found = found || bt_html_is (cell, "th");
    }
  return found;
}

void
bt_html_read_table (BtHtmlReader *self, xmlNode *node)
{
  BtBlock *block;
  xmlNode *caption = bt_html_child (node, "caption");
  guint row = 0;

  if (is_layout (node))
    {
      if (!read_picture_table (self, node))
        for (xmlNode *n = node->children; n != NULL; n = n->next)
          bt_html_reader_walk (self, n);
      return;
    }
  block = bt_block_new (BT_BLOCK_TABLE);
  for (xmlNode *n = bt_html_next (node, node); n != NULL; n = bt_html_next (n, node))
    {
      if (!bt_html_is (n, "tr"))
        continue;
      bt_table_resize (block->table, row + 1, block->table->n_columns);
      if (row == 0)
        block->table->has_header = is_header_row (n);
      read_row (self, n, block->table, row++);
    }
  if (caption != NULL)
    {
      bt_rich_text_free (block->table->caption);
      block->table->caption = bt_html_read_lenient (self, caption);
    }
  bt_html_reader_add (self, block);
}

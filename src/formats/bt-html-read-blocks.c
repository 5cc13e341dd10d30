/* Lists, quotations and tables of an HTML page.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/bt-html-private.h"

#include <string.h>

#include "formats/bt-list-walk.h"

#define MAX_COLUMNS 100
/* Of a table: more are a hostile page, or one that lays out. */
#define MAX_CELLS 50000

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

/* The span in which a word processor shows an item's sign or number. */
static xmlNode *
find_list_sign (xmlNode *p)
{
  for (xmlNode *n = bt_html_next (p, p); n != NULL; n = bt_html_next (n, p))
    {
      g_autofree char *style =
          bt_html_is (n, "span") ? bt_html_attribute (n, "style") : NULL;

      if (style != NULL && strstr (style, "mso-list:") != NULL
          && strstr (style, "gnore") != NULL)
        return n;
    }
  return NULL;
}

gboolean
bt_html_read_word_item (BtHtmlReader *self, xmlNode *p)
{
  g_autofree char *style = bt_html_attribute (p, "style");
  const char *place = style != NULL ? strstr (style, "mso-list:") : NULL;
  g_autoptr (BtRichText) sign = NULL;
  xmlNode *span = place != NULL ? find_list_sign (p) : NULL;
  g_autofree char *name = NULL;
  const char *level;
  BtBlock *block;

  if (span == NULL)
    return FALSE;
  sign = bt_html_read_lenient (self, span);
  xmlUnlinkNode (span);
  xmlFreeNode (span);

  bt_html_reader_flush (self);
  block = bt_block_new (BT_BLOCK_LIST_ITEM);
  bt_rich_text_free (block->text);
  block->text = bt_html_read_lenient (self, p);
  block->ordered = g_ascii_isalnum (*bt_rich_text_get_text (sign))
                   && bt_rich_text_get_length (sign) > 1;
  place += strspn (place + strlen ("mso-list:"), " ") + strlen ("mso-list:");
  name = g_strndup (place, strcspn (place, " ;"));
  level = strstr (place, "level");
  if (level != NULL && g_ascii_isdigit (level[5]))
    block->level = (guint)CLAMP (level[5] - '1', 0, BT_LIST_MAX_LEVEL);
  block->starts_group = block->level == 0 && g_strcmp0 (name, self->word_list) != 0
                        && bt_list_would_melt (self->blocks, block->ordered);
  g_free (self->word_list);
  self->word_list = g_steal_pointer (&name);
  bt_html_reader_add (self, block);
  return TRUE;
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
  guint rows = 0;

  for (xmlNode *n = bt_html_next (table, table); n != NULL; n = bt_html_next (n, table))
    {
      guint cells = 0;

      if (bt_html_is (n, "img") || bt_html_is (n, "table") || bt_html_is (n, "figure"))
        return TRUE;
      if (!bt_html_is (n, "tr"))
        continue;
      rows++;
      for (xmlNode *cell = n->children; cell != NULL; cell = cell->next)
        cells += is_cell (cell) ? 1 : 0;
      most = MAX (most, cells);
    }
  return most < 2 || most > MAX_COLUMNS || rows > MAX_CELLS / most;
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
      if (!bt_html_read_picture_table (self, node))
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

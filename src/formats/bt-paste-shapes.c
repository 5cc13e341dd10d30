/* Lists and tables of pasted HTML, mended where their parts stand in odd places.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/bt-paste-private.h"

/* A table with more columns lays something out; one cell does not reach further. */
#define MAX_COLUMNS 100

static const char *const lists[] = { "ul", "ol", NULL };
static const char *const cells[] = { "td", "th", NULL };
static const char *const table_parts[] = {
  "table", "thead", "tbody", "tfoot", "tr", NULL
};
static const char *const inside_tables[] = { "thead", "tbody", "tfoot",   "tr",
                                             "td",    "th",    "caption", NULL };
static const char *const lines[] = { "div", "p",  "li", "ul", "ol", "blockquote", "h1",
                                     "h2",  "h3", "h4", "h5", "h6", "tr",         NULL };
/* They hold one text; what were lines in them stay lines. */
static const char *const one_text[] = { "td",         "th",   "li", "caption",
                                        "figcaption", "cite", NULL };

static xmlNode *
new_node (const char *name)
{
  return xmlNewNode (NULL, (const xmlChar *)name);
}

static void
move_into (xmlNode *parent, xmlNode *node)
{
  xmlUnlinkNode (node);
  xmlAddChild (parent, node);
}

/* Puts @node and what follows it, as far as @belongs, into a new element. Returns: it */
static xmlNode *
gather (xmlNode *node, const char *name, gboolean (*belongs) (xmlNode *))
{
  xmlNode *group = new_node (name);
  xmlNode *next;

  xmlAddPrevSibling (node, group);
  for (; node != NULL && (bt_html_is_blank (node) || belongs (node)); node = next)
    {
      next = node->next;
      move_into (group, node);
    }
  return group;
}

/* ---- lists ---- */

static gboolean
is_item (xmlNode *node)
{
  return bt_html_is (node, "li");
}

static gboolean
is_no_item (xmlNode *node)
{
  return !bt_html_is (node, "li") && !bt_html_is_one_of (node, lists);
}

/* A selection that begins inside a list brings its items alone. */
static void
mend_list_parts (xmlNode *parent)
{
  gboolean list = bt_html_is_one_of (parent, lists);

  for (xmlNode *n = parent->children; n != NULL; n = n->next)
    if (!list && is_item (n))
      n = gather (n, "ul", is_item);
    else if (list && !bt_html_is_blank (n) && is_no_item (n))
      n = gather (n, "li", is_no_item);
}

/* ---- tables ---- */

/* As browsers do it: what stands between rows and cells goes before the table. */
static void
put_strays_out (xmlNode *part)
{
  xmlNode *table = part;
  xmlNode *next;

  while (table != NULL && !bt_html_is (table, "table"))
    table = table->parent;
  for (xmlNode *n = part->children; table != NULL && n != NULL; n = next)
    {
      next = n->next;
      if (bt_html_is_blank (n) || bt_html_is_one_of (n, inside_tables))
        continue;
      xmlUnlinkNode (n);
      xmlAddPrevSibling (table, n);
    }
}

static guint
take_number (xmlNode *cell, const char *name, guint most)
{
  g_autofree char *value = bt_html_attribute (cell, name);
  guint64 number = value != NULL ? g_ascii_strtoull (value, NULL, 10) : 1;

  return (guint)CLAMP (number, 1, most);
}

/* A cell that reaches over others leaves empty ones there, so that all below and beside
 * it stay in their columns. @reach: how many rows each column is still covered for */
static void
mend_row (xmlNode *tr, guint *reach)
{
  guint column = 0;

  for (xmlNode *n = tr->children; n != NULL; n = n->next)
    {
      guint rows, columns;

      if (!bt_html_is_one_of (n, cells))
        continue;
      for (; column < MAX_COLUMNS && reach[column] > 0; column++)
        {
          reach[column]--;
          xmlAddPrevSibling (n, new_node ((const char *)n->name));
        }
      rows = take_number (n, "rowspan", MAX_COLUMNS);
      columns = take_number (n, "colspan", MAX_COLUMNS);
      for (guint i = 0; i < columns; i++, column++)
        {
          if (i > 0 && column < MAX_COLUMNS)
            n = xmlAddNextSibling (n, new_node ((const char *)n->name));
          if (column < MAX_COLUMNS)
            reach[column] = rows - 1;
        }
    }
  for (; column < MAX_COLUMNS; column++)
    reach[column] -= reach[column] > 0 ? 1 : 0;
}

/* Word processors say of a row that it is the head, not of its cells. */
static void
name_head_cells (xmlNode *head)
{
  for (xmlNode *n = bt_html_next (head, head); n != NULL; n = bt_html_next (n, head))
    if (bt_html_is (n, "td"))
      xmlNodeSetName (n, (const xmlChar *)"th");
}

static void
mend_table (xmlNode *table)
{
  guint reach[MAX_COLUMNS] = { 0 };

  for (xmlNode *n = bt_html_next (table, table); n != NULL;)
    if (bt_html_is (n, "tr"))
      {
        mend_row (n, reach);
        n = bt_html_next_skipping (n, table);
      }
    else
      n = bt_html_next (n, table);
}

/* ---- lines ---- */

static gboolean
is_text_line (xmlNode *node)
{
  return bt_html_is_one_of (node, lines);
}

static xmlNode *
next_filled (xmlNode *node, gboolean back)
{
  do
    node = back ? node->prev : node->next;
  while (node != NULL && bt_html_is_blank (node));
  return node;
}

/* What would be parted by an element that is a line of its own is parted by a break. */
static void
break_lines (xmlNode *node, gboolean in_text)
{
  xmlNode *next;

  for (xmlNode *n = node->children; in_text && n != NULL; n = next)
    {
      xmlNode *before;

      next = n->next;
      if (!is_text_line (n))
        continue;
      before = next_filled (n, TRUE);
      if (before != NULL && !is_text_line (before) && !bt_html_is (before, "br"))
        xmlAddPrevSibling (n, new_node ("br"));
      if (next_filled (n, FALSE) != NULL)
        xmlAddNextSibling (n, new_node ("br"));
    }
}

/* ---- quotations ---- */

static gboolean
is_word_quote (xmlNode *node)
{
  return bt_html_is (node, "blockquote")
         && xmlHasProp (node, (const xmlChar *)BT_PASTE_WORD_QUOTE) != NULL;
}

static void
join_quotes (xmlNode *parent)
{
  for (xmlNode *n = parent->children; n != NULL; n = n->next)
    if (is_word_quote (n))
      {
        n = gather (n, "blockquote", is_word_quote);
        for (xmlNode *p = n->children; p != NULL; p = p->next)
          if (p->type == XML_ELEMENT_NODE)
            xmlNodeSetName (p, (const xmlChar *)"p");
      }
}

/* ---- all of it ---- */

static void
mend (xmlNode *node, gboolean in_text)
{
  in_text = in_text || bt_html_is_one_of (node, one_text);
  if (bt_html_is_one_of (node, table_parts))
    put_strays_out (node);
  mend_list_parts (node);
  join_quotes (node);
  for (xmlNode *n = node->children; n != NULL; n = n->next)
    if (n->type == XML_ELEMENT_NODE)
      mend (n, in_text);
  if (bt_html_is (node, "thead"))
    name_head_cells (node);
  if (bt_html_is (node, "table"))
    mend_table (node);
  break_lines (node, in_text);
}

void
bt_paste_clean_shapes (xmlNode *root)
{
  mend (root, FALSE);
}

/* Figures of an HTML page.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/bt-html-private.h"

#include <string.h>

#include "formats/bt-credit.h"
#include "formats/bt-paste-private.h"

/* A picture no larger than this counts visits. */
#define TRACKER_PIXELS 2
/* Of an address in a note. */
#define MAX_NOTE_CHARS 120

static gboolean
is_tracker (xmlNode *img)
{
  g_autofree char *width = bt_html_attribute (img, "width");
  g_autofree char *height = bt_html_attribute (img, "height");

  return width != NULL && height != NULL
         && g_ascii_strtoull (width, NULL, 10) <= TRACKER_PIXELS
         && g_ascii_strtoull (height, NULL, 10) <= TRACKER_PIXELS;
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

/* A picture in the page's own bytes, of which nothing is said: a mark in a note is all
 * that can be kept of it. */
static gboolean
is_dropped (BtHtmlReader *self, xmlNode *img)
{
  g_autofree char *src = bt_html_attribute (img, "src");
  g_autofree char *alt = bt_html_attribute (img, "alt");

  if (is_tracker (img))
    return TRUE;
  if (src == NULL || g_ascii_strncasecmp (src, "data:", 5) != 0
      || (alt != NULL && *alt != '\0'))
    return FALSE;
  note_picture (self, img);
  return TRUE;
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

/* @picture: (nullable): an <img>, or what our own pages show where one is missing */
static BtFigureItem *
read_item (BtHtmlReader *self, xmlNode *picture, xmlNode *caption)
{
  BtFigureItem *item = bt_figure_item_new ();
  char *alt = NULL;

  if (bt_html_is (picture, "img"))
    {
      alt = bt_html_attribute (picture, "alt");
      if (self->pasted)
        item->photo = bt_html_attribute (picture, BT_PASTE_PHOTO_ATTRIBUTE);
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
      else if (is_picture (n) && !is_dropped (self, n))
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
      if (is_dropped (self, node))
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

gboolean
bt_html_read_picture_table (BtHtmlReader *self, xmlNode *table)
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

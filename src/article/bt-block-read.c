/* Blocks and texts of the JSON form, in: doc/article-format.md.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-article-private.h"
#include "article/bt-block-private.h"
#include "article/bt-clean-text.h"
#include "article/bt-form.h"
#include "article/bt-rich-text-private.h"
#include "article/bt-spans-private.h"

/* @span's href belongs to the JSON. */
static gboolean
read_span (JsonObject *object, BtSpan *span, GError **error)
{
  static const char *const known[] = { "kind", "start", "end", "href", NULL };
  const char *kind;
  const char *href;

  if (!bt_form_only_members (object, known, error)
      || !bt_form_get_string (object, "kind", TRUE, &kind, error)
      || !bt_form_get_number (object, "start", 0, G_MAXINT32, &span->start, error)
      || !bt_form_get_number (object, "end", 0, G_MAXINT32, &span->end, error)
      || !bt_form_get_string (object, "href", FALSE, &href, error))
    return FALSE;
  if (!bt_span_kind_from_string (kind, &span->kind))
    return bt_form_fail (error, BT_ARTICLE_ERROR_VERSION, "unknown kind of span “%s”",
                         kind);
  if ((span->kind == BT_SPAN_LINK) != (href != NULL))
    return bt_form_fail (error, BT_ARTICLE_ERROR_INVALID,
                         "a link, and nothing else, has “href”");
  span->href = (char *)href;
  return TRUE;
}

static BtRichText *
read_text (JsonNode *node, GError **error)
{
  static const char *const known[] = { "text", "spans", NULL };
  g_autoptr (GArray) spans = NULL;
  JsonObject *object;
  JsonArray *array;
  const char *plain;
  BtRichText *text;
  guint i;

  if (bt_form_is_string (node))
    return bt_rich_text_new (json_node_get_string (node));
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      bt_form_fail (error, BT_ARTICLE_ERROR_INVALID, "a text is a string or an object");
      return NULL;
    }

  object = json_node_get_object (node);
  if (!bt_form_only_members (object, known, error)
      || !bt_form_get_string (object, "text", TRUE, &plain, error)
      || !bt_form_get_array (object, "spans", &array, error))
    return NULL;
  spans = g_array_new (FALSE, FALSE, sizeof (BtSpan));
  for (i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *o = bt_form_object_at (array, i, error);
      BtSpan span = { 0 };

      if (o == NULL || !read_span (o, &span, error))
        return NULL;
      g_array_append_val (spans, span);
    }
  text = bt_rich_text_new_with_spans (plain, (const BtSpan *)(void *)spans->data,
                                      spans->len);
  if (text == NULL)
    bt_form_fail (
        error, BT_ARTICLE_ERROR_INVALID,
        "spans are out of the text, out of order or overlap, or the text is not in NFC");
  return text;
}

/* Replaces the empty text that a new block has; a text that is not there stays empty. */
static gboolean
get_text (JsonObject *object,
          const char *name,
          gboolean due,
          BtRichText **text,
          GError **error)
{
  JsonNode *node = json_object_get_member (object, name);
  BtRichText *read;

  if (node == NULL)
    return !due || bt_form_fail (error, BT_ARTICLE_ERROR_INVALID, "no “%s”", name);
  read = read_text (node, error);
  if (read == NULL)
    return FALSE;
  bt_rich_text_free (*text);
  *text = read;
  return TRUE;
}

static gboolean
is_hash (const char *text)
{
  return strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}

static gboolean
read_item (JsonObject *object, BtFigureItem *item, GError **error)
{
  static const char *const known[] = { "photo",   "remote_url", "alt",
                                       "caption", "credit",     NULL };
  const char *photo;
  const char *url;
  const char *alt;
  const char *credit;

  if (!bt_form_only_members (object, known, error)
      || !bt_form_get_string (object, "photo", FALSE, &photo, error)
      || !bt_form_get_string (object, "remote_url", FALSE, &url, error)
      || !bt_form_get_string (object, "alt", FALSE, &alt, error)
      || !get_text (object, "caption", FALSE, &item->caption, error)
      || !bt_form_get_string (object, "credit", FALSE, &credit, error))
    return FALSE;
  if (photo != NULL && !is_hash (photo))
    return bt_form_fail (error, BT_ARTICLE_ERROR_INVALID,
                         "“photo” is not a SHA-256 in hex");

  item->photo = g_strdup (photo);
  item->remote_url = g_strdup (url);
  g_free (item->alt);
  item->alt = bt_clean_text (alt);
  g_free (item->credit);
  item->credit = bt_clean_text (credit);
  return TRUE;
}

static gboolean
read_figure (JsonObject *object, BtFigure *figure, GError **error)
{
  const char *align;
  JsonArray *items;
  guint i;

  if (!bt_form_get_string (object, "align", FALSE, &align, error)
      || !bt_form_get_array (object, "items", &items, error)
      || !get_text (object, "caption", FALSE, &figure->caption, error))
    return FALSE;
  if (align != NULL && !bt_align_from_string (align, &figure->align))
    return bt_form_fail (error, BT_ARTICLE_ERROR_VERSION, "unknown “align” “%s”", align);
  if (json_array_get_length (items) == 0)
    return bt_form_fail (error, BT_ARTICLE_ERROR_INVALID, "a figure without an item");

  g_ptr_array_set_size (figure->items, 0);
  for (i = 0; i < json_array_get_length (items); i++)
    {
      JsonObject *o = bt_form_object_at (items, i, error);
      BtFigureItem *item;

      if (o == NULL)
        return FALSE;
      item = bt_figure_item_new ();
      g_ptr_array_add (figure->items, item);
      if (!read_item (o, item, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_row (JsonNode *node, BtTable *table, GError **error)
{
  JsonArray *row;
  guint i;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return bt_form_fail (error, BT_ARTICLE_ERROR_INVALID, "a row is not an array");
  row = json_node_get_array (node);
  if (table->n_rows == 0)
    table->n_columns = json_array_get_length (row);
  if (json_array_get_length (row) == 0 || json_array_get_length (row) != table->n_columns)
    return bt_form_fail (error, BT_ARTICLE_ERROR_INVALID, "rows of different lengths");
  for (i = 0; i < table->n_columns; i++)
    {
      BtRichText *cell = read_text (json_array_get_element (row, i), error);

      if (cell == NULL)
        return FALSE;
      g_ptr_array_add (table->cells, cell);
    }
  table->n_rows++;
  return TRUE;
}

static gboolean
read_table (JsonObject *object, BtTable *table, GError **error)
{
  JsonArray *rows;
  guint i;

  if (!bt_form_get_boolean (object, "has_header", &table->has_header, error)
      || !bt_form_get_array (object, "rows", &rows, error)
      || !get_text (object, "caption", FALSE, &table->caption, error))
    return FALSE;
  if (json_array_get_length (rows) == 0)
    return bt_form_fail (error, BT_ARTICLE_ERROR_INVALID, "a table without a row");

  g_ptr_array_set_size (table->cells, 0);
  table->n_rows = 0;
  for (i = 0; i < json_array_get_length (rows); i++)
    if (!read_row (json_array_get_element (rows, i), table, error))
      return FALSE;
  return TRUE;
}

static gboolean
read_embed (JsonObject *object, BtBlock *block, GError **error)
{
  const char *url;
  const char *provider;

  if (!bt_form_get_string (object, "url", TRUE, &url, error)
      || !bt_form_get_string (object, "provider", FALSE, &provider, error)
      || !get_text (object, "caption", FALSE, &block->caption, error))
    return FALSE;
  g_free (block->url);
  block->url = g_strdup (url);
  block->provider = g_strdup (provider);
  return TRUE;
}

static const char *const *
members_of_kind (BtBlockKind kind)
{
  static const char *const members[BT_N_BLOCK_KINDS][8] = {
    [BT_BLOCK_PARAGRAPH] = { "id", "kind", "text" },
    [BT_BLOCK_HEADING] = { "id", "kind", "level", "text" },
    [BT_BLOCK_QUOTE] = { "id", "kind", "starts_group", "text", "cite" },
    [BT_BLOCK_PULL_QUOTE] = { "id", "kind", "text", "cite" },
    [BT_BLOCK_LIST_ITEM] = { "id", "kind", "level", "ordered", "starts_group", "text" },
    [BT_BLOCK_FIGURE] = { "id", "kind", "align", "items", "caption" },
    [BT_BLOCK_TABLE] = { "id", "kind", "has_header", "rows", "caption" },
    [BT_BLOCK_DIVIDER] = { "id", "kind" },
    [BT_BLOCK_EMBED] = { "id", "kind", "url", "provider", "caption" },
    [BT_BLOCK_OPAQUE] = { "id", "kind", "source" },
  };

  return members[kind];
}

static gboolean
read_kind (JsonObject *object, BtBlock *block, GError **error)
{
  const char *source;

  switch (block->kind)
    {
    case BT_BLOCK_HEADING:
      return bt_form_get_number (object, "level", 2, 4, &block->level, error);
    case BT_BLOCK_LIST_ITEM:
      return bt_form_get_number (object, "level", 0, 8, &block->level, error)
             && bt_form_get_boolean (object, "ordered", &block->ordered, error)
             && bt_form_get_boolean (object, "starts_group", &block->starts_group, error);
    case BT_BLOCK_QUOTE:
      return bt_form_get_boolean (object, "starts_group", &block->starts_group, error)
             && get_text (object, "cite", FALSE, &block->cite, error);
    case BT_BLOCK_PULL_QUOTE:
      return get_text (object, "cite", FALSE, &block->cite, error);
    case BT_BLOCK_FIGURE:
      return read_figure (object, block->figure, error);
    case BT_BLOCK_TABLE:
      return read_table (object, block->table, error);
    case BT_BLOCK_EMBED:
      return read_embed (object, block, error);
    case BT_BLOCK_OPAQUE:
      if (!bt_form_get_string (object, "source", TRUE, &source, error))
        return FALSE;
      g_free (block->source);
      block->source = g_strdup (source);
      return TRUE;
    case BT_BLOCK_PARAGRAPH:
    case BT_BLOCK_DIVIDER:
    default:
      return TRUE;
    }
}

BtBlock *
bt_block_from_json (JsonObject *object, GError **error)
{
  g_autoptr (BtBlock) block = NULL;
  BtBlockKind kind;
  const char *name;

  if (!bt_form_get_string (object, "kind", TRUE, &name, error))
    return NULL;
  if (!bt_block_kind_from_string (name, &kind))
    {
      bt_form_fail (error, BT_ARTICLE_ERROR_VERSION, "unknown kind “%s”", name);
      return NULL;
    }
  block = bt_block_new (kind);
  if (!bt_form_only_members (object, members_of_kind (kind), error)
      || !bt_form_get_number (object, "id", 1, BT_MAX_BLOCK_ID, &block->id, error)
      || (block->text != NULL && !get_text (object, "text", TRUE, &block->text, error))
      || !read_kind (object, block, error))
    return NULL;
  return g_steal_pointer (&block);
}

/* The JSON form, out: doc/article-format.md.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <json-glib/json-glib.h>

#include "article/bt-article-private.h"
#include "article/bt-block-private.h"
#include "article/bt-spans-private.h"

static void
set_string (JsonObject *object, const char *name, const char *value)
{
  if (value != NULL && *value != '\0')
    json_object_set_string_member (object, name, value);
}

static void
set_true (JsonObject *object, const char *name, gboolean value)
{
  if (value)
    json_object_set_boolean_member (object, name, TRUE);
}

static JsonNode *
node_of_object (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return node;
}

static JsonObject *
write_span (const BtSpan *span)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "kind", bt_span_kind_to_string (span->kind));
  json_object_set_int_member (object, "start", span->start);
  json_object_set_int_member (object, "end", span->end);
  if (span->href != NULL)
    json_object_set_string_member (object, "href", span->href);
  return object;
}

/* Text without spans is a plain string. */
static JsonNode *
write_text (const BtRichText *text)
{
  JsonNode *node;
  JsonObject *object;
  JsonArray *array;
  const BtSpan *spans;
  guint n;
  guint i;

  spans = bt_rich_text_get_spans (text, &n);
  if (n == 0)
    {
      node = json_node_new (JSON_NODE_VALUE);
      json_node_set_string (node, bt_rich_text_get_text (text));
      return node;
    }

  array = json_array_sized_new (n);
  for (i = 0; i < n; i++)
    json_array_add_object_element (array, write_span (&spans[i]));
  object = json_object_new ();
  json_object_set_string_member (object, "text", bt_rich_text_get_text (text));
  json_object_set_array_member (object, "spans", array);
  return node_of_object (object);
}

static void
set_text (JsonObject *object, const char *name, const BtRichText *text)
{
  if (text != NULL && !bt_rich_text_is_empty (text))
    json_object_set_member (object, name, write_text (text));
}

static void
write_figure (JsonObject *object, const BtFigure *figure)
{
  JsonArray *items = json_array_new ();
  guint i;

  if (figure->align != BT_ALIGN_NONE)
    json_object_set_string_member (object, "align", bt_align_to_string (figure->align));
  for (i = 0; i < figure->items->len; i++)
    {
      const BtFigureItem *item = bt_figure_item (figure, i);
      JsonObject *o = json_object_new ();

      set_string (o, "photo", item->photo);
      set_string (o, "remote_url", item->remote_url);
      set_string (o, "alt", item->alt);
      set_text (o, "caption", item->caption);
      set_string (o, "credit", item->credit);
      json_array_add_object_element (items, o);
    }
  json_object_set_array_member (object, "items", items);
  set_text (object, "caption", figure->caption);
}

static void
write_table (JsonObject *object, const BtTable *table)
{
  JsonArray *rows = json_array_new ();
  guint row;
  guint column;

  set_true (object, "has_header", table->has_header);
  for (row = 0; row < table->n_rows; row++)
    {
      JsonArray *cells = json_array_new ();

      for (column = 0; column < table->n_columns; column++)
        json_array_add_element (cells, write_text (bt_table_cell (table, row, column)));
      json_array_add_array_element (rows, cells);
    }
  json_object_set_array_member (object, "rows", rows);
  set_text (object, "caption", table->caption);
}

static JsonObject *
write_block (const BtBlock *block)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "id", block->id);
  json_object_set_string_member (object, "kind", bt_block_kind_to_string (block->kind));
  /* What is written can always be read again. */
  if (block->kind == BT_BLOCK_HEADING)
    json_object_set_int_member (object, "level", CLAMP (block->level, 2, 4));
  if (block->kind == BT_BLOCK_LIST_ITEM)
    json_object_set_int_member (object, "level", MIN (block->level, 8));
  if (block->kind == BT_BLOCK_LIST_ITEM)
    set_true (object, "ordered", block->ordered);
  if (block->kind == BT_BLOCK_LIST_ITEM || block->kind == BT_BLOCK_QUOTE)
    set_true (object, "starts_group", block->starts_group);
  if (block->text != NULL)
    json_object_set_member (object, "text", write_text (block->text));
  set_text (object, "cite", block->cite);
  if (block->figure != NULL)
    write_figure (object, block->figure);
  if (block->table != NULL)
    write_table (object, block->table);
  if (block->url != NULL)
    json_object_set_string_member (object, "url", block->url);
  set_string (object, "provider", block->provider);
  set_text (object, "caption", block->caption);
  if (block->source != NULL)
    json_object_set_string_member (object, "source", block->source);
  return object;
}

static JsonObject *
write_fields (const BtArticle *self)
{
  JsonObject *object = json_object_new ();
  BtField field;

  for (field = 0; field < BT_N_FIELDS; field++)
    set_string (object, bt_field_to_string (field), bt_article_get (self, field));
  return object;
}

static JsonObject *
write_article (const BtArticle *self)
{
  JsonObject *object = json_object_new ();
  JsonArray *tags = json_array_new ();
  JsonArray *blocks = json_array_new ();
  const char *const *tag;
  GDateTime *time = bt_article_get_portal_time (self);
  guint i;

  json_object_set_string_member (object, "format", BT_ARTICLE_FORMAT_NAME);
  json_object_set_int_member (object, "version", BT_ARTICLE_FORMAT_VERSION);
  json_object_set_string_member (object, "uuid", bt_article_get_uuid (self));
  json_object_set_string_member (object, "status",
                                 bt_status_to_string (bt_article_get_status (self)));
  if (time != NULL)
    {
      g_autofree char *iso = g_date_time_format_iso8601 (time);

      json_object_set_string_member (object, "portal_time", iso);
    }
  json_object_set_object_member (object, "fields", write_fields (self));
  for (tag = bt_article_get_tags (self); *tag != NULL; tag++)
    json_array_add_string_element (tags, *tag);
  json_object_set_array_member (object, "tags", tags);
  for (i = 0; i < bt_article_get_n_blocks (self); i++)
    json_array_add_object_element (blocks, write_block (bt_article_get_block (self, i)));
  json_object_set_array_member (object, "blocks", blocks);
  if (bt_article_get_featured (self) != 0)
    json_object_set_int_member (object, "featured", bt_article_get_featured (self));
  json_object_set_int_member (object, "next_id", bt_article_get_next_id (self));
  return object;
}

char *
bt_article_to_json (const BtArticle *self, gboolean pretty)
{
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  root = node_of_object (write_article (self));
  return json_to_string (root, pretty);
}

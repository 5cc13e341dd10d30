/* The JSON form, in: doc/article-format.md. Strict, because what is misread here is lost.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <json-glib/json-glib.h>

#include "article/bt-article-private.h"
#include "article/bt-block-private.h"
#include "article/bt-clean-text.h"
#include "article/bt-json-check.h"
#include "article/bt-rich-text-private.h"

/* Far beyond what a person writes, far below what hurts. */
#define MAX_BYTES ((gsize)64 * 1024 * 1024)

static gboolean G_GNUC_PRINTF (3, 4)
    fail (GError **error, BtArticleError code, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, BT_ARTICLE_ERROR, (int)code, message);
  return FALSE;
}

static gboolean
only_members (JsonObject *object, const char *const *known, GError **error)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &node))
    if (!g_strv_contains (known, name))
      return fail (error, BT_ARTICLE_ERROR_VERSION, "unknown member “%s”", name);
  return TRUE;
}

static gboolean
is_string (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

/* Gives NULL, without an error, for a member that is not there and need not be. */
static gboolean
get_string (JsonObject *object,
            const char *name,
            gboolean due,
            const char **value,
            GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  *value = NULL;
  if (node == NULL)
    return !due || fail (error, BT_ARTICLE_ERROR_INVALID, "no “%s”", name);
  if (!is_string (node))
    return fail (error, BT_ARTICLE_ERROR_INVALID, "“%s” is not a string", name);
  *value = json_node_get_string (node);
  return TRUE;
}

static gboolean
get_number (JsonObject *object,
            const char *name,
            guint min,
            guint max,
            guint *value,
            GError **error)
{
  JsonNode *node = json_object_get_member (object, name);
  gint64 number;

  if (node == NULL)
    return fail (error, BT_ARTICLE_ERROR_INVALID, "no “%s”", name);
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return fail (error, BT_ARTICLE_ERROR_INVALID, "“%s” is not a whole number", name);
  number = json_node_get_int (node);
  if (number < min || number > max)
    return fail (error, BT_ARTICLE_ERROR_INVALID, "“%s” is not from %u to %u", name, min,
                 max);
  *value = (guint)number;
  return TRUE;
}

static gboolean
get_boolean (JsonObject *object, const char *name, gboolean *value, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  *value = FALSE;
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return fail (error, BT_ARTICLE_ERROR_INVALID, "“%s” is not true or false", name);
  *value = json_node_get_boolean (node);
  return TRUE;
}

static gboolean
get_array (JsonObject *object, const char *name, JsonArray **array, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return fail (error, BT_ARTICLE_ERROR_INVALID, "“%s” is not an array", name);
  *array = json_node_get_array (node);
  return TRUE;
}

static JsonObject *
object_at (JsonArray *array, guint index, GError **error)
{
  JsonNode *node = json_array_get_element (array, index);

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      fail (error, BT_ARTICLE_ERROR_INVALID, "element %u is not an object", index);
      return NULL;
    }
  return json_node_get_object (node);
}

/* @span's href belongs to the JSON. */
static gboolean
read_span (JsonObject *object, BtSpan *span, GError **error)
{
  static const char *const known[] = { "kind", "start", "end", "href", NULL };
  const char *kind;
  const char *href;

  if (!only_members (object, known, error)
      || !get_string (object, "kind", TRUE, &kind, error)
      || !get_number (object, "start", 0, G_MAXINT32, &span->start, error)
      || !get_number (object, "end", 0, G_MAXINT32, &span->end, error)
      || !get_string (object, "href", FALSE, &href, error))
    return FALSE;
  if (!bt_span_kind_from_string (kind, &span->kind))
    return fail (error, BT_ARTICLE_ERROR_VERSION, "unknown kind of span “%s”", kind);
  if ((span->kind == BT_SPAN_LINK) != (href != NULL))
    return fail (error, BT_ARTICLE_ERROR_INVALID, "a link, and nothing else, has “href”");
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

  if (is_string (node))
    return bt_rich_text_new (json_node_get_string (node));
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      fail (error, BT_ARTICLE_ERROR_INVALID, "a text is a string or an object");
      return NULL;
    }

  object = json_node_get_object (node);
  if (!only_members (object, known, error)
      || !get_string (object, "text", TRUE, &plain, error)
      || !get_array (object, "spans", &array, error))
    return NULL;
  spans = g_array_new (FALSE, FALSE, sizeof (BtSpan));
  for (i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *o = object_at (array, i, error);
      BtSpan span = { 0 };

      if (o == NULL || !read_span (o, &span, error))
        return NULL;
      g_array_append_val (spans, span);
    }
  text = bt_rich_text_new_with_spans (plain, (const BtSpan *)(void *)spans->data,
                                      spans->len);
  if (text == NULL)
    fail (
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
    return !due || fail (error, BT_ARTICLE_ERROR_INVALID, "no “%s”", name);
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

  if (!only_members (object, known, error)
      || !get_string (object, "photo", FALSE, &photo, error)
      || !get_string (object, "remote_url", FALSE, &url, error)
      || !get_string (object, "alt", FALSE, &alt, error)
      || !get_text (object, "caption", FALSE, &item->caption, error)
      || !get_string (object, "credit", FALSE, &credit, error))
    return FALSE;
  if (photo != NULL && !is_hash (photo))
    return fail (error, BT_ARTICLE_ERROR_INVALID, "“photo” is not a SHA-256 in hex");

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

  if (!get_string (object, "align", FALSE, &align, error)
      || !get_array (object, "items", &items, error)
      || !get_text (object, "caption", FALSE, &figure->caption, error))
    return FALSE;
  if (align != NULL && !bt_align_from_string (align, &figure->align))
    return fail (error, BT_ARTICLE_ERROR_VERSION, "unknown “align” “%s”", align);
  if (json_array_get_length (items) == 0)
    return fail (error, BT_ARTICLE_ERROR_INVALID, "a figure without an item");

  g_ptr_array_set_size (figure->items, 0);
  for (i = 0; i < json_array_get_length (items); i++)
    {
      JsonObject *o = object_at (items, i, error);
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
    return fail (error, BT_ARTICLE_ERROR_INVALID, "a row is not an array");
  row = json_node_get_array (node);
  if (table->n_rows == 0)
    table->n_columns = json_array_get_length (row);
  if (json_array_get_length (row) == 0 || json_array_get_length (row) != table->n_columns)
    return fail (error, BT_ARTICLE_ERROR_INVALID, "rows of different lengths");
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

  if (!get_boolean (object, "has_header", &table->has_header, error)
      || !get_array (object, "rows", &rows, error)
      || !get_text (object, "caption", FALSE, &table->caption, error))
    return FALSE;
  if (json_array_get_length (rows) == 0)
    return fail (error, BT_ARTICLE_ERROR_INVALID, "a table without a row");

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

  if (!get_string (object, "url", TRUE, &url, error)
      || !get_string (object, "provider", FALSE, &provider, error)
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
      return get_number (object, "level", 2, 4, &block->level, error);
    case BT_BLOCK_LIST_ITEM:
      return get_number (object, "level", 0, 8, &block->level, error)
             && get_boolean (object, "ordered", &block->ordered, error)
             && get_boolean (object, "starts_group", &block->starts_group, error);
    case BT_BLOCK_QUOTE:
      return get_boolean (object, "starts_group", &block->starts_group, error)
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
      if (!get_string (object, "source", TRUE, &source, error))
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

static BtBlock *
read_block (JsonObject *object, GError **error)
{
  g_autoptr (BtBlock) block = NULL;
  BtBlockKind kind;
  const char *name;

  if (!get_string (object, "kind", TRUE, &name, error))
    return NULL;
  if (!bt_block_kind_from_string (name, &kind))
    {
      fail (error, BT_ARTICLE_ERROR_VERSION, "unknown kind “%s”", name);
      return NULL;
    }
  block = bt_block_new (kind);
  if (!only_members (object, members_of_kind (kind), error)
      || !get_number (object, "id", 1, BT_MAX_BLOCK_ID, &block->id, error)
      || (block->text != NULL && !get_text (object, "text", TRUE, &block->text, error))
      || !read_kind (object, block, error))
    return NULL;
  return g_steal_pointer (&block);
}

static gboolean
read_blocks (BtArticle *article, JsonArray *array, GError **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (NULL, NULL);
  guint i;

  for (i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = object_at (array, i, error);
      BtBlock *block = object != NULL ? read_block (object, error) : NULL;

      if (block == NULL)
        {
          g_prefix_error (error, "block %u: ", i);
          return FALSE;
        }
      if (!g_hash_table_add (ids, GUINT_TO_POINTER (block->id)))
        {
          fail (error, BT_ARTICLE_ERROR_INVALID, "two blocks have the id %u", block->id);
          bt_block_free (block);
          return FALSE;
        }
      /* A free id is kept; the counter only ever grows, so this never looks for one. */
      bt_article_append_block (article, block);
    }
  return TRUE;
}

static gboolean
read_fields (BtArticle *article, JsonObject *object, GError **error)
{
  const char *known[BT_N_FIELDS + 1] = { NULL };
  JsonNode *node = json_object_get_member (object, "fields");
  JsonObject *fields;
  BtField field;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return fail (error, BT_ARTICLE_ERROR_INVALID, "“fields” is not an object");
  fields = json_node_get_object (node);
  for (field = 0; field < BT_N_FIELDS; field++)
    known[field] = bt_field_to_string (field);
  if (!only_members (fields, known, error))
    return FALSE;
  for (field = 0; field < BT_N_FIELDS; field++)
    {
      const char *value;

      if (!get_string (fields, known[field], FALSE, &value, error))
        return FALSE;
      bt_article_set (article, field, value);
    }
  return TRUE;
}

static gboolean
read_tags (BtArticle *article, JsonObject *object, GError **error)
{
  g_autoptr (GPtrArray) tags = g_ptr_array_new ();
  JsonArray *array;
  guint i;

  if (!get_array (object, "tags", &array, error))
    return FALSE;
  for (i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!is_string (node))
        return fail (error, BT_ARTICLE_ERROR_INVALID, "tag %u is not a string", i);
      g_ptr_array_add (tags, (char *)json_node_get_string (node));
    }
  g_ptr_array_add (tags, NULL);
  bt_article_set_tags (article, (const char *const *)tags->pdata);
  return TRUE;
}

static gboolean
read_identity (BtArticle *article, JsonObject *object, GError **error)
{
  const char *uuid;
  const char *name;
  const char *iso;
  BtStatus status;

  if (!get_string (object, "uuid", TRUE, &uuid, error)
      || !get_string (object, "status", TRUE, &name, error)
      || !get_string (object, "portal_time", FALSE, &iso, error))
    return FALSE;
  if (!g_uuid_string_is_valid (uuid))
    return fail (error, BT_ARTICLE_ERROR_INVALID, "“uuid” is not a UUID");
  if (!bt_status_from_string (name, &status))
    return fail (error, BT_ARTICLE_ERROR_VERSION, "unknown status “%s”", name);
  bt_article_set_uuid (article, uuid);
  bt_article_set_status (article, status);
  if (iso != NULL)
    {
      g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (iso, NULL);

      if (time == NULL)
        return fail (error, BT_ARTICLE_ERROR_INVALID,
                     "“portal_time” is not ISO 8601 with a zone");
      bt_article_set_portal_time (article, time);
    }
  return TRUE;
}

static gboolean
check_version (JsonObject *object, GError **error)
{
  JsonNode *format = json_object_get_member (object, "format");
  guint version;

  if (format == NULL || !is_string (format)
      || !g_str_equal (json_node_get_string (format), BT_ARTICLE_FORMAT_NAME))
    return fail (error, BT_ARTICLE_ERROR_SYNTAX, "not the JSON form of an article");
  if (!get_number (object, "version", 1, G_MAXINT32, &version, error))
    return FALSE;
  if (version > BT_ARTICLE_FORMAT_VERSION)
    return fail (error, BT_ARTICLE_ERROR_VERSION, "version %u", version);
  return TRUE;
}

static gboolean
read_article (BtArticle *article, JsonObject *object, GError **error)
{
  static const char *const known[] = {
    "format", "version", "uuid",     "status",  "portal_time", "fields",
    "tags",   "blocks",  "featured", "next_id", NULL,
  };
  JsonArray *blocks;
  guint featured = 0;
  guint next_id = 0;

  if (!check_version (object, error) || !only_members (object, known, error)
      || !read_identity (article, object, error) || !read_fields (article, object, error)
      || !read_tags (article, object, error)
      || !get_array (object, "blocks", &blocks, error)
      || !read_blocks (article, blocks, error))
    return FALSE;
  if (json_object_has_member (object, "next_id")
      && !get_number (object, "next_id", 1, BT_MAX_BLOCK_ID + 1, &next_id, error))
    return FALSE;
  bt_article_set_next_id (article, next_id);
  if (json_object_has_member (object, "featured"))
    {
      if (!get_number (object, "featured", 1, BT_MAX_BLOCK_ID, &featured, error))
        return FALSE;
      bt_article_set_featured (article, featured);
      if (bt_article_get_featured (article) != featured)
        return fail (error, BT_ARTICLE_ERROR_INVALID, "“featured” is no figure's id");
    }
  return TRUE;
}

BtArticle *
bt_article_from_json (const char *json, gssize length, GError **error)
{
  g_autoptr (BtArticle) article = NULL;
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GError) local_error = NULL;
  const char *wrong;
  JsonNode *root;
  gsize bytes;
  gsize offset;

  g_return_val_if_fail (json != NULL, NULL);

  bytes = length < 0 ? strlen (json) : (gsize)length;
  if (bytes > MAX_BYTES)
    {
      fail (error, BT_ARTICLE_ERROR_INVALID, "more than %" G_GSIZE_FORMAT " bytes",
            MAX_BYTES);
      return NULL;
    }
  wrong = bt_json_check (json, bytes, &offset);
  if (wrong != NULL)
    {
      fail (error, BT_ARTICLE_ERROR_SYNTAX, "%s at byte %" G_GSIZE_FORMAT, wrong, offset);
      return NULL;
    }
  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, json, (gssize)bytes, &local_error))
    {
      fail (error, BT_ARTICLE_ERROR_SYNTAX, "%s", local_error->message);
      return NULL;
    }
  root = json_parser_get_root (parser);
  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      fail (error, BT_ARTICLE_ERROR_SYNTAX, "not an object");
      return NULL;
    }
  article = bt_article_new ();
  if (!read_article (article, json_node_get_object (root), error))
    return NULL;
  return g_steal_pointer (&article);
}

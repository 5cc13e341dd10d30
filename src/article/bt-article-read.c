/* The JSON form, in: doc/article-format.md. Strict, because what is misread here is lost.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-article-private.h"
#include "article/bt-json-check.h"
#include "article/bt-form.h"

/* Far beyond what a person writes, far below what hurts. */
#define MAX_BYTES ((gsize)64 * 1024 * 1024)

static gboolean
read_blocks (BtArticle *article, JsonArray *array, GError **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (NULL, NULL);
  guint i;

  for (i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = bt_form_object_at (array, i, error);
      BtBlock *block = object != NULL ? bt_block_from_json (object, error) : NULL;

      if (block == NULL)
        {
          g_prefix_error (error, "block %u: ", i);
          return FALSE;
        }
      if (!g_hash_table_add (ids, GUINT_TO_POINTER (block->id)))
        {
          bt_form_fail (error, BT_ARTICLE_ERROR_INVALID, "two blocks have the id %u",
                        block->id);
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
    return bt_form_fail (error, BT_ARTICLE_ERROR_INVALID, "“fields” is not an object");
  fields = json_node_get_object (node);
  for (field = 0; field < BT_N_FIELDS; field++)
    known[field] = bt_field_to_string (field);
  if (!bt_form_only_members (fields, known, error))
    return FALSE;
  for (field = 0; field < BT_N_FIELDS; field++)
    {
      const char *value;

      if (!bt_form_get_string (fields, known[field], FALSE, &value, error))
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

  if (!bt_form_get_array (object, "tags", &array, error))
    return FALSE;
  for (i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!bt_form_is_string (node))
        return bt_form_fail (error, BT_ARTICLE_ERROR_INVALID, "tag %u is not a string",
                             i);
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

  if (!bt_form_get_string (object, "uuid", TRUE, &uuid, error)
      || !bt_form_get_string (object, "status", TRUE, &name, error)
      || !bt_form_get_string (object, "portal_time", FALSE, &iso, error))
    return FALSE;
  if (!g_uuid_string_is_valid (uuid))
    return bt_form_fail (error, BT_ARTICLE_ERROR_INVALID, "“uuid” is not a UUID");
  if (!bt_status_from_string (name, &status))
    return bt_form_fail (error, BT_ARTICLE_ERROR_VERSION, "unknown status “%s”", name);
  bt_article_set_uuid (article, uuid);
  bt_article_set_status (article, status);
  if (iso != NULL)
    {
      g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (iso, NULL);

      if (time == NULL)
        return bt_form_fail (error, BT_ARTICLE_ERROR_INVALID,
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

  if (format == NULL || !bt_form_is_string (format)
      || !g_str_equal (json_node_get_string (format), BT_ARTICLE_FORMAT_NAME))
    return bt_form_fail (error, BT_ARTICLE_ERROR_SYNTAX,
                         "not the JSON form of an article");
  if (!bt_form_get_number (object, "version", 1, G_MAXINT32, &version, error))
    return FALSE;
  if (version > BT_ARTICLE_FORMAT_VERSION)
    return bt_form_fail (error, BT_ARTICLE_ERROR_VERSION, "version %u", version);
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

  if (!check_version (object, error) || !bt_form_only_members (object, known, error)
      || !read_identity (article, object, error) || !read_fields (article, object, error)
      || !read_tags (article, object, error)
      || !bt_form_get_array (object, "blocks", &blocks, error)
      || !read_blocks (article, blocks, error))
    return FALSE;
  if (json_object_has_member (object, "next_id")
      && !bt_form_get_number (object, "next_id", 1, BT_MAX_BLOCK_ID + 1, &next_id, error))
    return FALSE;
  bt_article_set_next_id (article, next_id);
  if (json_object_has_member (object, "featured"))
    {
      if (!bt_form_get_number (object, "featured", 1, BT_MAX_BLOCK_ID, &featured, error))
        return FALSE;
      bt_article_set_featured (article, featured);
      if (bt_article_get_featured (article) != featured)
        return bt_form_fail (error, BT_ARTICLE_ERROR_INVALID,
                             "“featured” is no figure's id");
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
      bt_form_fail (error, BT_ARTICLE_ERROR_INVALID,
                    "more than %" G_GSIZE_FORMAT " bytes", MAX_BYTES);
      return NULL;
    }
  wrong = bt_json_check (json, bytes, &offset);
  if (wrong != NULL)
    {
      bt_form_fail (error, BT_ARTICLE_ERROR_SYNTAX, "%s at byte %" G_GSIZE_FORMAT, wrong,
                    offset);
      return NULL;
    }
  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, json, (gssize)bytes, &local_error))
    {
      bt_form_fail (error, BT_ARTICLE_ERROR_SYNTAX, "%s", local_error->message);
      return NULL;
    }
  root = json_parser_get_root (parser);
  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      bt_form_fail (error, BT_ARTICLE_ERROR_SYNTAX, "not an object");
      return NULL;
    }
  article = bt_article_new ();
  if (!read_article (article, json_node_get_object (root), error))
    return NULL;
  return g_steal_pointer (&article);
}

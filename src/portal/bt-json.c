/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "portal/bt-json.h"
#include "portal/bt-portal-private.h"

#define MAX_DEPTH 128
#define MAX_VALUES 500000

static gboolean
unreadable (GError **error, const char *why)
{
  bt_portal_set_error (error, BT_PORTAL_ERROR_UNREADABLE, NULL, "not JSON: %s", why);
  return FALSE;
}

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Looks at brackets and strings alone; what stands between them is the parser's. */
static gboolean
check_shape (const char *text, gsize length, GError **error)
{
  guint depth = 0, commas = 0;
  gboolean in_string = FALSE, ended = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      char c = text[i];

      if (in_string)
        {
          if (c == '\\')
            i++;
          else if (c == '"')
            in_string = FALSE;
          continue;
        }
      if (is_space (c))
        continue;
      if (ended)
        return unreadable (error, "something stands behind it");
      if (c == '{' || c == '[')
        {
          if (++depth > MAX_DEPTH)
            return unreadable (error, "nested too deep");
        }
      else if (depth == 0)
        return unreadable (error, "something stands before it");
      else if (c == '"')
        in_string = TRUE;
      else if (c == ',' && ++commas > MAX_VALUES)
        return unreadable (error, "too many values");
      else if (c == '}' || c == ']')
        ended = --depth == 0;
    }
  return ended || unreadable (error, length ? "it ends too early" : "empty");
}

JsonNode *
bt_json_parse (GBytes *bytes, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GError) local = NULL;
  const char *text;
  gsize length;

  g_return_val_if_fail (bytes, NULL);

  text = g_bytes_get_data (bytes, &length);
  if (!check_shape (text, length, error))
    return NULL;
  if (!g_utf8_validate_len (text, length, NULL))
    {
      unreadable (error, "not UTF-8");
      return NULL;
    }

  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, text, (gssize)length, &local))
    {
      unreadable (error, local->message);
      return NULL;
    }
  return json_parser_steal_root (parser);
}

static JsonNode *
member_of (JsonObject *object, const char *member, JsonNodeType type)
{
  JsonNode *node = object ? json_object_get_member (object, member) : NULL;

  return node && JSON_NODE_TYPE (node) == type ? node : NULL;
}

static gint64
int_of (JsonNode *node)
{
  GType type =
      JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_NONE;

  if (type == G_TYPE_INT64)
    return json_node_get_int (node);
  if (type == G_TYPE_DOUBLE)
    {
      double value = json_node_get_double (node);

      /* PHP plugins write ids as 12.0; anything beyond is none. */
      return ABS (value) < 9e15 ? (gint64)value : 0;
    }
  return 0;
}

JsonObject *
bt_json_object (JsonObject *object, const char *member)
{
  JsonNode *node = member_of (object, member, JSON_NODE_OBJECT);

  return node ? json_node_get_object (node) : NULL;
}

JsonArray *
bt_json_array (JsonObject *object, const char *member)
{
  JsonNode *node = member_of (object, member, JSON_NODE_ARRAY);

  return node ? json_node_get_array (node) : NULL;
}

const char *
bt_json_string (JsonObject *object, const char *member)
{
  JsonNode *node = member_of (object, member, JSON_NODE_VALUE);

  return node && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

gint64
bt_json_int (JsonObject *object, const char *member)
{
  JsonNode *node = member_of (object, member, JSON_NODE_VALUE);

  return node ? int_of (node) : 0;
}

gboolean
bt_json_boolean (JsonObject *object, const char *member)
{
  JsonNode *node = member_of (object, member, JSON_NODE_VALUE);

  return node && json_node_get_value_type (node) == G_TYPE_BOOLEAN
         && json_node_get_boolean (node);
}

char **
bt_json_strings (JsonObject *object, const char *member)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array = bt_json_array (object, member);

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (node)
          && json_node_get_value_type (node) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (node));
    }
  return g_strv_builder_end (builder);
}

GArray *
bt_json_ids (JsonObject *object, const char *member)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  JsonArray *array = bt_json_array (object, member);

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      gint64 id = int_of (json_array_get_element (array, i));

      if (id > 0)
        g_array_append_val (ids, id);
    }
  return ids;
}

JsonObject *
bt_json_element (JsonArray *array, guint index)
{
  JsonNode *node = json_array_get_element (array, index);

  return node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

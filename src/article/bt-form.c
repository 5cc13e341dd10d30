/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-form.h"

gboolean
bt_form_fail (GError **error, BtArticleError code, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, BT_ARTICLE_ERROR, (int)code, message);
  return FALSE;
}

gboolean
bt_form_only_members (JsonObject *object, const char *const *known, GError **error)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &node))
    if (!g_strv_contains (known, name))
      return bt_form_fail (error, BT_ARTICLE_ERROR_VERSION, "unknown member “%s”", name);
  return TRUE;
}

gboolean
bt_form_is_string (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

gboolean
bt_form_get_string (JsonObject *object,
                    const char *name,
                    gboolean due,
                    const char **value,
                    GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  *value = NULL;
  if (node == NULL)
    return !due || bt_form_fail (error, BT_ARTICLE_ERROR_INVALID, "no “%s”", name);
  if (!bt_form_is_string (node))
    return bt_form_fail (error, BT_ARTICLE_ERROR_INVALID, "“%s” is not a string", name);
  *value = json_node_get_string (node);
  return TRUE;
}

gboolean
bt_form_get_number (JsonObject *object,
                    const char *name,
                    guint min,
                    guint max,
                    guint *value,
                    GError **error)
{
  JsonNode *node = json_object_get_member (object, name);
  gint64 number;

  if (node == NULL)
    return bt_form_fail (error, BT_ARTICLE_ERROR_INVALID, "no “%s”", name);
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return bt_form_fail (error, BT_ARTICLE_ERROR_INVALID, "“%s” is not a whole number",
                         name);
  number = json_node_get_int (node);
  if (number < min || number > max)
    return bt_form_fail (error, BT_ARTICLE_ERROR_INVALID, "“%s” is not from %u to %u",
                         name, min, max);
  *value = (guint)number;
  return TRUE;
}

gboolean
bt_form_get_boolean (JsonObject *object,
                     const char *name,
                     gboolean *value,
                     GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  *value = FALSE;
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return bt_form_fail (error, BT_ARTICLE_ERROR_INVALID, "“%s” is not true or false",
                         name);
  *value = json_node_get_boolean (node);
  return TRUE;
}

gboolean
bt_form_get_array (JsonObject *object,
                   const char *name,
                   JsonArray **array,
                   GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return bt_form_fail (error, BT_ARTICLE_ERROR_INVALID, "“%s” is not an array", name);
  *array = json_node_get_array (node);
  return TRUE;
}

JsonObject *
bt_form_object_at (JsonArray *array, guint index, GError **error)
{
  JsonNode *node = json_array_get_element (array, index);

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      bt_form_fail (error, BT_ARTICLE_ERROR_INVALID, "element %u is not an object",
                    index);
      return NULL;
    }
  return json_node_get_object (node);
}

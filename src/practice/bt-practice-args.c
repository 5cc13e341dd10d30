/* Checking parameters as WordPress's schemas do.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "practice/bt-practice-request.h"

#include <string.h>

/* What is wrong with one parameter. */
typedef struct
{
  const char *code;
  char *message;
} Fault;

static gboolean
is_integer (const char *text)
{
  const char *p = *text == '-' ? text + 1 : text;

  return *p != '\0' && strlen (p) < 19 && strspn (p, "0123456789") == strlen (p);
}

static gboolean
node_is_integer (JsonNode *node)
{
  if (!JSON_NODE_HOLDS_VALUE (node))
    return FALSE;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return is_integer (json_node_get_string (node));
  if (json_node_get_value_type (node) == G_TYPE_DOUBLE)
    {
      double value = json_node_get_double (node);

      return value > -1e15 && value < 1e15 && !(value < (double)(gint64)value)
             && !(value > (double)(gint64)value);
    }
  return json_node_get_value_type (node) == G_TYPE_INT64;
}

static gboolean
node_is_boolean (JsonNode *node)
{
  static const char *const words[] = { "true", "false", "1", "0", "", NULL };

  if (!JSON_NODE_HOLDS_VALUE (node))
    return FALSE;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    {
      g_autofree char *word = g_ascii_strdown (json_node_get_string (node), -1);

      return g_strv_contains (words, word);
    }
  return json_node_get_value_type (node) == G_TYPE_BOOLEAN
         || (json_node_get_value_type (node) == G_TYPE_INT64
             && json_node_get_int (node) >= 0 && json_node_get_int (node) <= 1);
}

static gboolean
is_time (const char *text)
{
  return g_regex_match_simple ("^\\d{4}-\\d{2}-\\d{2}[Tt ]\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?"
                               "(Z|[+-]\\d{2}(:\\d{2})?)?$",
                               text, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT);
}

static void
wrong_type (Fault *fault, const char *name, const char *type)
{
  fault->code = "rest_invalid_type";
  fault->message = g_strdup_printf ("%s is not of type %s.", name, type);
}

static void
check_value (Fault *fault, const BtPracticeArg *arg, const char *name, const char *value)
{
  g_auto (GStrv) allowed = NULL;

  if (arg->values == NULL)
    return;
  allowed = g_strsplit (arg->values, ", ", -1);
  if (g_strv_contains ((const char *const *)allowed, value))
    return;
  fault->code = "rest_not_in_enum";
  fault->message = g_strdup_printf ("%s is not one of %s.", name, arg->values);
}

static void
check_range (Fault *fault, const BtPracticeArg *arg, gint64 value)
{
  if (arg->min == 0 && arg->max == 0)
    return;
  if (value >= arg->min && (arg->max == 0 || value <= arg->max))
    return;
  fault->code = "rest_out_of_bounds";
  if (arg->max == 0)
    fault->message = g_strdup_printf (
        "%s must be greater than or equal to %" G_GINT64_FORMAT, arg->name, arg->min);
  else
    fault->message = g_strdup_printf ("%s must be between %" G_GINT64_FORMAT
                                      " (inclusive) and %" G_GINT64_FORMAT " (inclusive)",
                                      arg->name, arg->min, arg->max);
}

static void
check_list (BtPracticeRequest *self, const BtPracticeArg *arg, Fault *fault)
{
  JsonNode *node = bt_practice_request_param (self, arg->name);
  g_auto (GStrv) words = bt_practice_request_words (self, arg->name);

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      wrong_type (fault, arg->name, "array");
      return;
    }
  for (gsize i = 0; words[i] != NULL && fault->code == NULL; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s[%" G_GSIZE_FORMAT "]", arg->name, i);

      if (arg->type == BT_PRACTICE_ARG_INTS && !is_integer (words[i]))
        wrong_type (fault, name, "integer");
      else if (arg->type == BT_PRACTICE_ARG_STRINGS)
        check_value (fault, arg, name, words[i]);
    }
}

static void
check_one (BtPracticeRequest *self,
           const BtPracticeArg *arg,
           JsonNode *node,
           Fault *fault)
{
  gboolean is_string =
      JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;

  switch (arg->type)
    {
    case BT_PRACTICE_ARG_INT:
      if (!node_is_integer (node))
        wrong_type (fault, arg->name, "integer");
      else
        check_range (fault, arg, bt_practice_request_int (self, arg->name, 0));
      break;
    case BT_PRACTICE_ARG_BOOL:
      if (!node_is_boolean (node))
        wrong_type (fault, arg->name, "boolean");
      break;
    case BT_PRACTICE_ARG_INTS:
    case BT_PRACTICE_ARG_STRINGS:
      check_list (self, arg, fault);
      break;
    case BT_PRACTICE_ARG_TIME:
      if (!is_string)
        wrong_type (fault, arg->name, "string,null");
      else if (!is_time (json_node_get_string (node)))
        {
          fault->code = "rest_invalid_date";
          fault->message = g_strdup ("Invalid date.");
        }
      break;
    case BT_PRACTICE_ARG_STRING:
      if (!is_string)
        wrong_type (fault, arg->name, "string");
      else
        check_value (fault, arg, arg->name, json_node_get_string (node));
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
add_fault (JsonObject *params, JsonObject *details, const char *name, const Fault *fault)
{
  JsonObject *detail = json_object_new ();

  json_object_set_string_member (params, name, fault->message);
  json_object_set_string_member (detail, "code", fault->code);
  json_object_set_string_member (detail, "message", fault->message);
  json_object_set_null_member (detail, "data");
  json_object_set_object_member (details, name, detail);
}

/* "Invalid parameter(s): a, b" with the reasons in data.params and data.details. */
static void
fail_params (BtPracticeRequest *self, JsonObject *params, JsonObject *details)
{
  g_autoptr (GString) message = g_string_new ("Invalid parameter(s): ");
  g_autoptr (GList) names = json_object_get_members (params);
  JsonObject *data;

  for (GList *l = names; l != NULL; l = l->next)
    g_string_append_printf (message, "%s%s", l == names ? "" : ", ",
                            (const char *)l->data);
  bt_practice_fail (self, 400, "rest_invalid_param", message->str);
  data = json_object_get_object_member (json_node_get_object (self->failure), "data");
  json_object_set_object_member (data, "params", json_object_ref (params));
  json_object_set_object_member (data, "details", json_object_ref (details));
}

static gboolean
check_required (BtPracticeRequest *self, const BtPracticeArg *args, gsize n_args)
{
  g_autoptr (GString) message = g_string_new ("Missing parameter(s): ");
  g_autoptr (JsonArray) missing = json_array_new ();

  for (gsize i = 0; i < n_args; i++)
    if (args[i].required && bt_practice_request_param (self, args[i].name) == NULL)
      {
        g_string_append_printf (message, "%s%s",
                                json_array_get_length (missing) > 0 ? ", " : "",
                                args[i].name);
        json_array_add_string_element (missing, args[i].name);
      }
  if (json_array_get_length (missing) == 0)
    return TRUE;
  bt_practice_fail (self, 400, "rest_missing_callback_param", message->str);
  json_object_set_array_member (
      json_object_get_object_member (json_node_get_object (self->failure), "data"),
      "params", json_array_ref (missing));
  return FALSE;
}

gboolean
bt_practice_check_args (BtPracticeRequest *self, const BtPracticeArg *args, gsize n_args)
{
  g_autoptr (JsonObject) params = json_object_new ();
  g_autoptr (JsonObject) details = json_object_new ();

  if (!check_required (self, args, n_args))
    return FALSE;
  for (gsize i = 0; i < n_args; i++)
    {
      JsonNode *node = bt_practice_request_param (self, args[i].name);
      Fault fault = { NULL, NULL };

      if (node == NULL)
        continue;
      check_one (self, &args[i], node, &fault);
      if (fault.code != NULL)
        add_fault (params, details, args[i].name, &fault);
      g_free (fault.message);
    }
  if (json_object_get_size (params) == 0)
    return TRUE;
  fail_params (self, params, details);
  return FALSE;
}

/* One request to the REST interface, and its answer.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "practice/bt-practice-request.h"

#include <stdarg.h>
#include <string.h>

#define MAX_DEPTH 512

void
bt_practice_request_clear (BtPracticeRequest *self)
{
  bt_practice_user_free (self->user);
  g_free (self->method);
  g_free (self->route);
  g_free (self->new_file);
  g_free (self->dead_file);
  g_clear_pointer (&self->query, json_object_unref);
  g_clear_pointer (&self->body, json_object_unref);
  g_clear_pointer (&self->failure, json_node_unref);
}

/* A "+" is a space; bytes that are no UTF-8 are made so, as WordPress would refuse them
 * later anyway. */
static char *
decode (const char *text)
{
  g_autofree char *spaced = g_strdelimit (g_strdup (text), "+", ' ');
  g_autofree char *plain = g_uri_unescape_string (spaced, NULL);

  return g_utf8_make_valid (plain != NULL ? plain : spaced, -1);
}

JsonObject *
bt_practice_parse_query (const char *query)
{
  JsonObject *object = json_object_new ();
  g_auto (GStrv) pairs = g_strsplit (query != NULL ? query : "", "&", -1);

  for (gsize i = 0; pairs[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (pairs[i], "=", 2);
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;
      char *bracket;

      if (pair[0] == NULL || *pair[0] == '\0')
        continue;
      name = decode (pair[0]);
      value = decode (pair[1] != NULL ? pair[1] : "");
      bracket = strchr (name, '[');
      if (bracket == NULL)
        {
          json_object_set_string_member (object, name, value);
          continue;
        }
      *bracket = '\0';
      if (!json_object_has_member (object, name)
          || !JSON_NODE_HOLDS_ARRAY (json_object_get_member (object, name)))
        json_object_set_array_member (object, name, json_array_new ());
      json_array_add_string_element (json_object_get_array_member (object, name), value);
    }
  return object;
}

/* Before json-glib, which is recursive, sees it. Also refused is what it reads but no
 * other JSON reader would: comments, and names that begin with a letter ("var x = 1"). */
static gboolean
is_plain_json (const char *text, gsize length)
{
  guint depth = 0;

  for (gsize i = 0; i < length; i++)
    switch (text[i])
      {
      case '\0':
      case '\'':
      case '=':
      case '(':
      case '#':
        return FALSE;
      case '/':
        return FALSE;
      case '{':
      case '[':
        if (++depth > MAX_DEPTH)
          return FALSE;
        break;
      case '}':
      case ']':
        if (depth-- == 0)
          return FALSE;
        break;
      case '"':
        for (i++; i < length && text[i] != '"'; i++)
          {
            if ((guchar)text[i] < 0x20)
              return FALSE;
            if (text[i] == '\\')
              i++;
          }
        break;
      default:
        break;
      }
  return depth == 0;
}

JsonNode *
bt_practice_parse_json (const char *text, gsize length)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root;

  if (!g_utf8_validate_len (text, length, NULL) || !is_plain_json (text, length)
      || !json_parser_load_from_data (parser, text, (gssize)length, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  return root != NULL ? json_node_copy (root) : NULL;
}

JsonNode *
bt_practice_request_param (BtPracticeRequest *self, const char *name)
{
  JsonObject *const places[] = { self->body, self->query };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      JsonNode *node =
          places[i] != NULL ? json_object_get_member (places[i], name) : NULL;

      if (node != NULL && !JSON_NODE_HOLDS_NULL (node))
        return node;
    }
  return NULL;
}

gboolean
bt_practice_request_has_null (BtPracticeRequest *self, const char *name)
{
  JsonNode *node = self->body != NULL ? json_object_get_member (self->body, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_NULL (node);
}

const char *
bt_practice_request_text (BtPracticeRequest *self, const char *name)
{
  JsonNode *node = bt_practice_request_param (self, name);

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    node = json_object_get_member (json_node_get_object (node), "raw");
  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
                 && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static gint64
node_to_int (JsonNode *node)
{
  if (!JSON_NODE_HOLDS_VALUE (node))
    return 0;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_ascii_strtoll (json_node_get_string (node), NULL, 10);
  return json_node_get_int (node);
}

gint64
bt_practice_request_int (BtPracticeRequest *self, const char *name, gint64 otherwise)
{
  JsonNode *node = bt_practice_request_param (self, name);

  return node != NULL ? node_to_int (node) : otherwise;
}

gboolean
bt_practice_request_bool (BtPracticeRequest *self, const char *name)
{
  const char *text = bt_practice_request_text (self, name);
  JsonNode *node = bt_practice_request_param (self, name);

  if (text != NULL)
    return *text != '\0' && !g_str_equal (text, "0")
           && g_ascii_strcasecmp (text, "false") != 0;
  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
         && (json_node_get_boolean (node) || json_node_get_int (node) != 0);
}

/* The elements of an array, or of a string with commas or spaces between. */
GStrv
bt_practice_request_words (BtPracticeRequest *self, const char *name)
{
  JsonNode *node = bt_practice_request_param (self, name);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (node == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          JsonNode *element = json_array_get_element (array, i);
          g_autofree char *number = NULL;

          if (!JSON_NODE_HOLDS_VALUE (element))
            g_strv_builder_add (builder, "");
          else if (json_node_get_value_type (element) == G_TYPE_STRING)
            g_strv_builder_add (builder, json_node_get_string (element));
          else
            {
              number = g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (element));
              g_strv_builder_add (builder, number);
            }
        }
    }
  else
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, node_to_int (node));
      const char *text = bt_practice_request_text (self, name);
      g_auto (GStrv) parts =
          g_strsplit_set (text != NULL ? text : number, ", \t\r\n", -1);

      for (gsize i = 0; parts[i] != NULL; i++)
        if (*parts[i] != '\0')
          g_strv_builder_add (builder, parts[i]);
    }
  return g_strv_builder_end (builder);
}

GArray *
bt_practice_request_ids (BtPracticeRequest *self, const char *name)
{
  g_auto (GStrv) words = bt_practice_request_words (self, name);
  GArray *ids;

  if (words == NULL)
    return NULL;
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (gsize i = 0; words[i] != NULL; i++)
    {
      gint64 id = g_ascii_strtoll (words[i], NULL, 10);

      g_array_append_val (ids, id);
    }
  return ids;
}

gboolean
bt_practice_request_is_edit (BtPracticeRequest *self)
{
  return g_strcmp0 (bt_practice_request_text (self, "context"), "edit") == 0;
}

gboolean
bt_practice_request_can (BtPracticeRequest *self, const char *capability)
{
  return bt_practice_user_can (self->user, capability);
}

JsonNode *
bt_practice_fail (BtPracticeRequest *self,
                  guint status,
                  const char *code,
                  const char *message)
{
  JsonObject *object = json_object_new ();
  JsonObject *data = json_object_new ();

  json_object_set_int_member (data, "status", status);
  json_object_set_string_member (object, "code", code);
  json_object_set_string_member (object, "message", message);
  json_object_set_object_member (object, "data", data);
  g_clear_pointer (&self->failure, json_node_unref);
  self->failure = bt_practice_take_object (object);
  self->status = status;
  return NULL;
}

JsonNode *
bt_practice_fail_role (BtPracticeRequest *self, const char *code, const char *message)
{
  return bt_practice_fail (self, self->user != NULL ? 403 : 401, code, message);
}

JsonNode *
bt_practice_take_object (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return node;
}

JsonNode *
bt_practice_take_array (JsonArray *array)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, array);
  return node;
}

char *
bt_practice_rest_url (BtPracticeSite *site, const char *format, ...)
{
  g_autofree char *route = NULL;
  va_list args;

  va_start (args, format);
  route = g_strdup_vprintf (format, args);
  va_end (args);
  return g_strconcat (site->url, "/wp-json", route, NULL);
}

JsonObject *
bt_practice_add_link (JsonObject *object, const char *rel, char *href)
{
  JsonObject *links = NULL;
  JsonObject *link = json_object_new ();

  if (json_object_has_member (object, "_links"))
    links = json_object_get_object_member (object, "_links");
  else
    {
      links = json_object_new ();
      json_object_set_object_member (object, "_links", links);
    }
  if (!json_object_has_member (links, rel))
    json_object_set_array_member (links, rel, json_array_new ());
  json_object_set_string_member (link, "href", href);
  json_array_add_object_element (json_object_get_array_member (links, rel), link);
  g_free (href);
  return link;
}

static void
append_page_link (BtPracticeRequest *self,
                  const char *route,
                  gint64 page,
                  const char *rel)
{
  g_autofree char *base = bt_practice_rest_url (self->site, "%s", route);
  g_autoptr (GString) link = g_string_new ("<");
  g_autoptr (GList) names = json_object_get_members (self->query);

  g_string_append_printf (link, "%s?page=%" G_GINT64_FORMAT, base, page);
  for (GList *l = names; l != NULL; l = l->next)
    {
      const char *name = l->data;
      JsonNode *node = json_object_get_member (self->query, name);

      if (JSON_NODE_HOLDS_VALUE (node) && !g_str_equal (name, "page")
          && !g_str_equal (name, "rest_route"))
        {
          g_autofree char *value =
              g_uri_escape_string (json_node_get_string (node), NULL, FALSE);
          g_autofree char *key = g_uri_escape_string (name, NULL, FALSE);

          g_string_append_printf (link, "&%s=%s", key, value);
        }
    }
  g_string_append_printf (link, ">; rel=\"%s\"", rel);
  soup_message_headers_append (self->out, "Link", link->str);
}

void
bt_practice_set_paging (BtPracticeRequest *self,
                        const char *route,
                        gint64 total,
                        gint64 per_page,
                        gint64 page)
{
  gint64 pages = (total + per_page - 1) / per_page;
  g_autofree char *total_text = g_strdup_printf ("%" G_GINT64_FORMAT, total);
  g_autofree char *pages_text = g_strdup_printf ("%" G_GINT64_FORMAT, pages);

  soup_message_headers_replace (self->out, "X-WP-Total", total_text);
  soup_message_headers_replace (self->out, "X-WP-TotalPages", pages_text);
  /* As in WordPress, they push out the link to the interface. */
  if (page > 1 || page < pages)
    soup_message_headers_remove (self->out, "Link");
  if (page > 1)
    append_page_link (self, route, MIN (page - 1, MAX (pages, 1)), "prev");
  if (page < pages)
    append_page_link (self, route, page + 1, "next");
}

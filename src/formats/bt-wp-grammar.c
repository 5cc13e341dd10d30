/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/bt-wp-grammar.h"

#include <string.h>

#include "article/bt-json-check.h"

void
bt_wp_delimiter_clear (BtWpDelimiter *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->attributes, g_free);
  *self = (BtWpDelimiter){ 0 };
}

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

static const char *
skip_space (const char *p, const char *end)
{
  while (p < end && is_space (*p))
    p++;
  return p;
}

static const char *
skip_word (const char *p, const char *end)
{
  if (p >= end || !g_ascii_islower (*p))
    return p;
  while (p < end
         && (g_ascii_islower (*p) || g_ascii_isdigit (*p) || *p == '_' || *p == '-'))
    p++;
  return p;
}

/* Behind "/-->" or "-->", or NULL. */
static const char *
read_end (const char *p, const char *end, gboolean *is_void)
{
  *is_void = p < end && *p == '/';
  if (*is_void)
    p++;
  return end - p >= 3 && memcmp (p, "-->", 3) == 0 ? p + 3 : NULL;
}

/* The attributes end at the first "}" that white space and the comment's end follow,
 * whatever stands before it. */
static const char *
find_attributes_end (BtWpScanner *scanner, const char *p)
{
  const char *end = scanner->end;
  const char *start = p;

  if (scanner->barren != NULL && p >= scanner->barren)
    return NULL;
  while ((p = memchr (p, '}', (gsize)(end - p))) != NULL)
    {
      const char *after = skip_space (p + 1, end);
      gboolean is_void;

      if (after > p + 1 && read_end (after, end, &is_void) != NULL)
        return p + 1;
      p++;
    }
  scanner->barren = start;
  return NULL;
}

/* Reads the delimiter whose "<!--" stands at @p. */
static gboolean
read_delimiter (BtWpScanner *scanner, const char *p, BtWpDelimiter *delimiter)
{
  const char *end = scanner->end;
  const char *name;
  const char *word;
  const char *close;

  delimiter->start = p;
  p += strlen ("<!--");
  if (p >= end || !is_space (*p))
    return FALSE;
  p = skip_space (p, end);
  delimiter->closes = p < end && *p == '/';
  if (delimiter->closes)
    p++;
  if (end - p < 3 || memcmp (p, "wp:", 3) != 0)
    return FALSE;
  p += 3;

  name = p;
  p = skip_word (p, end);
  if (p == name)
    return FALSE;
  if (p < end && *p == '/')
    {
      word = ++p;
      p = skip_word (p, end);
      if (p == word)
        return FALSE;
      if (word - name == 5 && memcmp (name, "core/", 5) == 0)
        name = word;
    }
  word = p;
  p = skip_space (p, end);
  if (p == word)
    return FALSE;

  close = read_end (p, end, &delimiter->is_void);
  if (close == NULL && p < end && *p == '{')
    {
      const char *attributes_end = find_attributes_end (scanner, p);

      if (attributes_end == NULL)
        return FALSE;
      close = read_end (skip_space (attributes_end, end), end, &delimiter->is_void);
      delimiter->attributes = g_strndup (p, (gsize)(attributes_end - p));
    }
  if (close == NULL)
    return FALSE;
  delimiter->name = g_strndup (name, (gsize)(word - name));
  delimiter->end = close;
  return TRUE;
}

gboolean
bt_wp_next_delimiter (BtWpScanner *scanner, BtWpDelimiter *delimiter)
{
  const char *p = scanner->at;

  while ((p = g_strstr_len (p, scanner->end - p, "<!--")) != NULL)
    {
      bt_wp_delimiter_clear (delimiter);
      if (read_delimiter (scanner, p, delimiter))
        {
          scanner->at = delimiter->end;
          return TRUE;
        }
      p += strlen ("<!--");
    }
  bt_wp_delimiter_clear (delimiter);
  scanner->at = scanner->end;
  return FALSE;
}

void
bt_wp_chunk_free (gpointer data)
{
  BtWpChunk *self = data;

  if (self == NULL)
    return;
  g_clear_pointer (&self->attributes, json_object_unref);
  g_free (self->name);
  g_free (self);
}

static BtWpChunk *
add_chunk (GPtrArray *chunks, const char *source, const char *end)
{
  BtWpChunk *chunk = g_new0 (BtWpChunk, 1);

  chunk->source = source;
  chunk->source_length = (gsize)(end - source);
  g_ptr_array_add (chunks, chunk);
  return chunk;
}

JsonObject *
bt_wp_parse_attributes (const char *json)
{
  g_autoptr (JsonParser) parser = NULL;
  JsonNode *root;

  if (bt_json_check (json, strlen (json), NULL) != NULL)
    return NULL;
  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, json, -1, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_dup_object (root)
                                                       : NULL;
}

/* Finds the closer of the block that was just opened; as in WordPress, names do not
 * count, depth does. */
static gboolean
find_closer (BtWpScanner *scanner, BtWpDelimiter *closer)
{
  guint depth = 1;

  while (bt_wp_next_delimiter (scanner, closer))
    {
      if (closer->is_void)
        continue;
      depth = closer->closes ? depth - 1 : depth + 1;
      if (depth == 0)
        return TRUE;
    }
  return FALSE;
}

GPtrArray *
bt_wp_split (const char *text, gsize length)
{
  GPtrArray *chunks = g_ptr_array_new_with_free_func (bt_wp_chunk_free);
  BtWpScanner scanner = { .at = text, .end = text + length };
  g_auto (BtWpDelimiter) opener = { 0 };
  g_auto (BtWpDelimiter) closer = { 0 };

  while (bt_wp_next_delimiter (&scanner, &opener))
    {
      BtWpChunk *chunk;

      if (opener.start > text)
        add_chunk (chunks, text, opener.start);
      text = opener.start;
      if (!opener.is_void && (opener.closes || !find_closer (&scanner, &closer)))
        {
          /* A closer without its opener, or the other way round: the rest is no block. */
          add_chunk (chunks, text, scanner.end)->broken = TRUE;
          return chunks;
        }
      chunk = add_chunk (chunks, text, scanner.at);
      chunk->name = g_steal_pointer (&opener.name);
      chunk->inner = opener.end;
      chunk->inner_length = opener.is_void ? 0 : (gsize)(closer.start - opener.end);
      if (opener.attributes != NULL)
        chunk->attributes = bt_wp_parse_attributes (opener.attributes);
      chunk->broken = opener.attributes != NULL && chunk->attributes == NULL;
      text = scanner.at;
    }
  if (text < scanner.end)
    add_chunk (chunks, text, scanner.end);
  return chunks;
}

static JsonNode *
find_value (const BtWpChunk *chunk, const char *name)
{
  JsonNode *node;

  if (chunk->attributes == NULL || !json_object_has_member (chunk->attributes, name))
    return NULL;
  node = json_object_get_member (chunk->attributes, name);
  return JSON_NODE_HOLDS_VALUE (node) ? node : NULL;
}

const char *
bt_wp_attribute_string (const BtWpChunk *chunk, const char *name)
{
  JsonNode *node = find_value (chunk, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

gint64
bt_wp_attribute_int (const BtWpChunk *chunk, const char *name, gint64 otherwise)
{
  JsonNode *node = find_value (chunk, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_INT64
             ? json_node_get_int (node)
             : otherwise;
}

gboolean
bt_wp_attribute_bool (const BtWpChunk *chunk, const char *name)
{
  JsonNode *node = find_value (chunk, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_BOOLEAN
         && json_node_get_boolean (node);
}

void
bt_wp_json_string (GString *out, const char *value)
{
  static const char escaped[] = "<>&\"\\";
  static const char plain[] = "\b\f\n\r\t";
  static const char letters[] = "bfnrt";

  g_string_append_c (out, '"');
  for (const char *p = value; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '-' && p[1] == '-')
        {
          g_string_append (out, "\\u002d\\u002d");
          p++;
        }
      else if (c < 0x20 && strchr (plain, (int)c) != NULL)
        g_string_append_printf (out, "\\%c", letters[strchr (plain, (int)c) - plain]);
      else if (c < 0x20 || c == 0x2028 || c == 0x2029
               || (c < 0x80 && strchr (escaped, (int)c)))
        g_string_append_printf (out, "\\u%04x", c);
      else
        g_string_append_unichar (out, c);
    }
  g_string_append_c (out, '"');
}

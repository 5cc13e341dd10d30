/* Whether two contents of posts hold the same: both are brought into one canonical form,
 * token by token, that keeps all that matters and nothing of how it is spelled.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/bt-wp-private.h"

#include <string.h>

#include "formats/bt-html-token.h"
#include "formats/bt-wp-blocks.h"
#include "formats/bt-wp-grammar.h"
#include "text/bt-text.h"

/* Elements that only mark text: their order of nesting does not matter. */
static const struct
{
  const char *element;
  const char *mark;
} mark_elements[] = {
  { "strong", "strong" }, { "b", "strong" }, { "em", "em" },     { "i", "em" },
  { "u", "u" },           { "s", "s" },      { "strike", "s" },  { "sup", "sup" },
  { "sub", "sub" },       { "a", "a" },      { "span", "span" },
};

/* Classes that newer versions of the block editor write by themselves. */
static const struct
{
  const char *elements;
  const char *name;
} default_classes[] = {
  { "h1 h2 h3 h4 h5 h6", "wp-block-heading" },
  { "ul ol", "wp-block-list" },
  { "figcaption", "wp-element-caption" },
  { "p", "wp-block-paragraph" },
};

/* Attributes that say what is so without them. */
static const struct
{
  const char *block;
  const char *name;
  const char *value;
} default_attributes[] = {
  { "image", "linkDestination", "\"none\"" },
  { "gallery", "linkTo", "\"none\"" },
  { "heading", "level", "2" },
  { "list", "ordered", "false" },
  { "table", "hasFixedLayout", "true" },
  /* An editor that does not write these classes itself says that somebody did. */
  { "heading", "className", "\"wp-block-heading\"" },
  { "list", "className", "\"wp-block-list\"" },
};

typedef struct
{
  char *element;
  char *mark;
} OpenMark;

/* What was written last. */
typedef enum
{
  AFTER_DELIMITER,
  AFTER_TAG,
  AFTER_TEXT,
} After;

/* @forms: set aside in what form one version or another of the block editor says it
 * @marks: (element-type OpenMark): marks that are open, innermost last
 * @marked: how those marks are written before text
 * @text: text since the last token, all of it under @text_marked */
typedef struct
{
  GString *out;
  gboolean forms;
  GPtrArray *marks;
  char *marked;
  GString *text;
  char *text_marked;
  After after;
} Canon;

static void
open_mark_free (gpointer data)
{
  OpenMark *self = data;

  g_free (self->element);
  g_free (self->mark);
  g_free (self);
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* ---- block attributes ---- */

static void canon_node (GString *out, JsonNode *node);

static gboolean
is_default_attribute (const char *block, const char *name, const char *value)
{
  for (guint i = 0; block != NULL && i < G_N_ELEMENTS (default_attributes); i++)
    if (g_str_equal (default_attributes[i].block, block)
        && g_str_equal (default_attributes[i].name, name)
        && g_str_equal (default_attributes[i].value, value))
      return TRUE;
  return FALSE;
}

static void
canon_object (GString *out, JsonObject *object, const char *block)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_free);
  GList *names = json_object_get_members (object);

  for (GList *l = names; l != NULL; l = l->next)
    {
      g_autoptr (GString) member = g_string_new (NULL);

      canon_node (member, json_object_get_member (object, l->data));
      if (is_default_attribute (block, l->data, member->str))
        continue;
      g_string_prepend_c (member, ':');
      g_string_prepend (member, l->data);
      g_ptr_array_add (members, g_strdup (member->str));
    }
  g_list_free (names);

  /* PHP knows no empty object but the empty list. */
  g_string_append_c (out, '[');
  g_ptr_array_sort (members, compare_strings);
  for (guint i = 0; i < members->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? "," : "",
                            (const char *)g_ptr_array_index (members, i));
  g_string_append_c (out, ']');
}

static void
canon_value (GString *out, JsonNode *node)
{
  g_autofree char *decoded = NULL;
  g_autofree char *printed = NULL;

  if (json_node_get_value_type (node) == G_TYPE_STRING)
    {
      const char *value = json_node_get_string (node);

      /* The filter escapes "&" in attributes too. */
      decoded = bt_html_decode (value, strlen (value));
      bt_wp_json_string (out, decoded);
      return;
    }
  printed = json_to_string (node, FALSE);
  g_string_append (out, printed);
}

static void
canon_node (GString *out, JsonNode *node)
{
  switch (JSON_NODE_TYPE (node))
    {
    case JSON_NODE_OBJECT:
      canon_object (out, json_node_get_object (node), NULL);
      break;
    case JSON_NODE_ARRAY:
      {
        JsonArray *array = json_node_get_array (node);

        g_string_append_c (out, '[');
        for (guint i = 0; i < json_array_get_length (array); i++)
          {
            canon_node (out, json_array_get_element (array, i));
            g_string_append_c (out, ',');
          }
        g_string_append_c (out, ']');
        break;
      }
    case JSON_NODE_NULL:
      g_string_append (out, "null");
      break;
    case JSON_NODE_VALUE:
    default:
      canon_value (out, node);
      break;
    }
}

/* ---- text and marks ---- */

typedef enum
{
  BEFORE_MARK,
  BEFORE_TAG,
  BEFORE_DELIMITER,
} Before;

static void
flush_text (Canon *canon, Before next)
{
  g_autofree char *nfc = NULL;
  const char *text;
  gboolean blank;

  if (canon->text->len == 0)
    return;
  nfc = bt_text_nfc (canon->text->str);
  blank = strspn (nfc, " \t\r\n") == strlen (nfc);
  if (next == BEFORE_DELIMITER)
    g_strchomp (nfc);
  text = canon->after == AFTER_DELIMITER ? g_strchug (nfc) : nfc;
  /* The indent of a table's rows and the like. */
  if (canon->forms && blank && canon->after == AFTER_TAG && next == BEFORE_TAG)
    text = "";
  if (*text != '\0')
    {
      g_string_append_printf (canon->out, "\n{%s}", canon->text_marked);
      bt_wp_json_string (canon->out, text);
      canon->after = AFTER_TEXT;
    }
  g_string_truncate (canon->text, 0);
}

/* A line end in the source, with its indent, shows as one space. */
static void
add_text (Canon *canon, const char *text)
{
  if (g_strcmp0 (canon->text_marked, canon->marked) != 0)
    {
      flush_text (canon, BEFORE_MARK);
      g_free (canon->text_marked);
      canon->text_marked = g_strdup (canon->marked);
    }
  while (*text != '\0')
    {
      gsize space = strspn (text, " \t\r\n");
      gsize n;

      if (canon->forms && space > 0 && memchr (text, '\n', space) != NULL)
        g_string_append_c (canon->text, ' ');
      else
        g_string_append_len (canon->text, text, (gssize)space);
      text += space;
      n = strcspn (text, " \t\r\n");
      g_string_append_len (canon->text, text, (gssize)n);
      text += n;
    }
}

static void
update_marked (Canon *canon)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GString *marked = g_string_new (NULL);
  const char *last = NULL;

  for (guint i = 0; i < canon->marks->len; i++)
    g_ptr_array_add (names, ((OpenMark *)g_ptr_array_index (canon->marks, i))->mark);
  g_ptr_array_sort (names, compare_strings);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      if (g_strcmp0 (name, last) != 0)
        g_string_append_printf (marked, "%s;", name);
      last = name;
    }
  g_free (canon->marked);
  canon->marked = g_string_free (marked, FALSE);
}

static const char *
mark_of (const char *element)
{
  for (guint i = 0; i < G_N_ELEMENTS (mark_elements); i++)
    if (g_str_equal (mark_elements[i].element, element))
      return mark_elements[i].mark;
  return NULL;
}

/* ---- tags ---- */

static gboolean
is_default_class (const char *element, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (default_classes); i++)
    {
      g_auto (GStrv) elements = g_strsplit (default_classes[i].elements, " ", -1);

      if (g_str_equal (default_classes[i].name, name)
          && g_strv_contains ((const char *const *)elements, element))
        return TRUE;
    }
  return FALSE;
}

static char *
canon_class (const Canon *canon, const char *element, const char *value)
{
  g_auto (GStrv) words = g_strsplit_set (value, " \t\n\r\f", -1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && !(canon->forms && is_default_class (element, words[i])))
      g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", words[i]);
  return g_string_free (out, FALSE);
}

/* The filter takes the last semicolon and the space around the others. */
static char *
canon_style (const char *value)
{
  g_auto (GStrv) parts = g_strsplit (value, ";", -1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_auto (GStrv) sides = g_strsplit (g_strstrip (parts[i]), ":", 2);

      if (sides[0] == NULL || *sides[0] == '\0')
        continue;
      g_string_append_printf (out, "%s:%s;", g_strstrip (sides[0]),
                              sides[1] != NULL ? g_strstrip (sides[1]) : "");
    }
  return g_string_free (out, FALSE);
}

static char *
canon_attributes (const Canon *canon, const BtHtmlToken *token)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < token->attributes->len; i++)
    {
      const BtHtmlAttribute *attribute = g_ptr_array_index (token->attributes, i);
      g_autofree char *value = NULL;

      if (g_str_equal (attribute->name, "class"))
        value = canon_class (canon, token->name, attribute->value);
      else if (g_str_equal (attribute->name, "style"))
        value = canon_style (attribute->value);
      else
        value = bt_text_nfc (attribute->value);
      if (*value != '\0' || !g_str_equal (attribute->name, "class"))
        {
          g_string_append_printf (out, " %s=", attribute->name);
          bt_wp_json_string (out, value);
        }
    }
  return g_string_free (out, FALSE);
}

static void
add_start (Canon *canon, const BtHtmlToken *token)
{
  g_autofree char *attributes = canon_attributes (canon, token);
  const char *mark = mark_of (token->name);
  OpenMark *open;

  if (mark == NULL)
    {
      flush_text (canon, BEFORE_TAG);
      canon->after = AFTER_TAG;
      g_string_append_printf (canon->out, "\n<%s%s>", token->name, attributes);
      return;
    }
  if (g_str_equal (mark, "span")
      && g_str_equal (attributes, " style=\"text-decoration:underline;\""))
    {
      mark = "u";
      *attributes = '\0';
    }
  open = g_new0 (OpenMark, 1);
  open->element = g_strdup (token->name);
  open->mark = g_strconcat (mark, attributes, NULL);
  g_ptr_array_add (canon->marks, open);
  update_marked (canon);
}

static void
add_end (Canon *canon, const BtHtmlToken *token)
{
  if (mark_of (token->name) != NULL)
    for (guint i = canon->marks->len; i > 0; i--)
      {
        const OpenMark *open = g_ptr_array_index (canon->marks, i - 1);

        if (!g_str_equal (open->element, token->name))
          continue;
        g_ptr_array_remove_index (canon->marks, i - 1);
        update_marked (canon);
        return;
      }
  flush_text (canon, BEFORE_TAG);
  canon->after = AFTER_TAG;
  g_string_append_printf (canon->out, "\n</%s>", token->name);
}

static void
add_delimiter (Canon *canon, const BtWpDelimiter *delimiter)
{
  g_autoptr (JsonObject) attributes = NULL;

  if (delimiter->attributes != NULL)
    attributes = bt_wp_parse_attributes (delimiter->attributes);
  flush_text (canon, BEFORE_DELIMITER);
  g_string_append_printf (canon->out, "\n<!--%s%s%s ", delimiter->closes ? "/" : "",
                          delimiter->name, delimiter->is_void ? "/" : "");
  if (attributes != NULL)
    canon_object (canon->out, attributes, canon->forms ? delimiter->name : NULL);
  else if (delimiter->attributes != NULL)
    g_string_append (canon->out, delimiter->attributes);
  else
    g_string_append (canon->out, "[]");
  canon->after = AFTER_DELIMITER;
}

static void
add_comment (Canon *canon, const BtHtmlToken *token)
{
  g_auto (BtWpDelimiter) delimiter = { 0 };
  BtWpScanner scanner = { .at = token->start, .end = token->start + token->length };

  if (bt_wp_next_delimiter (&scanner, &delimiter) && delimiter.start == token->start)
    {
      add_delimiter (canon, &delimiter);
      return;
    }
  flush_text (canon, BEFORE_TAG);
  canon->after = AFTER_TAG;
  g_string_append (canon->out, "\n<!--");
  bt_wp_json_string (canon->out, g_strstrip (token->text));
}

char *
bt_wp_canonical (const char *content, gsize length, gboolean forms)
{
  g_auto (BtHtmlToken) token = { 0 };
  const char *end = content + length;
  Canon canon = {
    .out = g_string_sized_new (length),
    .forms = forms,
    .marks = g_ptr_array_new_with_free_func (open_mark_free),
    .marked = g_strdup (""),
    .text = g_string_new (NULL),
    .text_marked = g_strdup (""),
    .after = AFTER_DELIMITER,
  };

  while (bt_html_next_token (&content, end, &token))
    switch (token.kind)
      {
      case BT_HTML_TOKEN_TEXT:
        add_text (&canon, token.text);
        break;
      case BT_HTML_TOKEN_START:
        add_start (&canon, &token);
        break;
      case BT_HTML_TOKEN_END:
        add_end (&canon, &token);
        break;
      case BT_HTML_TOKEN_COMMENT:
        add_comment (&canon, &token);
        break;
      case BT_HTML_TOKEN_OTHER:
      default:
        flush_text (&canon, BEFORE_TAG);
        g_string_append_c (canon.out, '\n');
        bt_wp_json_string (canon.out, token.text);
        canon.after = AFTER_TAG;
        break;
      }
  flush_text (&canon, BEFORE_DELIMITER);
  if (canon.marks->len > 0)
    g_string_append_printf (canon.out, "\n(open %s)", canon.marked);

  g_ptr_array_unref (canon.marks);
  g_string_free (canon.text, TRUE);
  g_free (canon.marked);
  g_free (canon.text_marked);
  return g_string_free (canon.out, FALSE);
}

gboolean
bt_wp_blocks_same (const char *a, const char *b)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (g_str_equal (a, b))
    return TRUE;
  first = bt_wp_canonical (a, strlen (a), FALSE);
  second = bt_wp_canonical (b, strlen (b), FALSE);
  return g_str_equal (first, second);
}

/* Plain text as it shows: references resolved, white space at the ends gone. */
static char *
plain (const char *text, gboolean decode)
{
  g_autofree char *decoded =
      decode ? bt_html_decode (text, strlen (text)) : g_strdup (text);
  char *nfc = bt_text_nfc (decoded);

  return g_strstrip (nfc);
}

gboolean
bt_wp_text_same (const char *sent, const char *raw)
{
  g_autofree char *ours = NULL;
  g_autofree char *theirs = NULL;
  g_autofree char *theirs_decoded = NULL;
  g_autofree char *ours_decoded = NULL;

  g_return_val_if_fail (sent != NULL && raw != NULL, FALSE);

  ours = plain (sent, FALSE);
  theirs = plain (raw, FALSE);
  if (g_str_equal (ours, theirs))
    return TRUE;
  theirs_decoded = plain (raw, TRUE);
  ours_decoded = plain (sent, TRUE);
  return g_str_equal (ours, theirs_decoded) || g_str_equal (ours_decoded, theirs_decoded);
}

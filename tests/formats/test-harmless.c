/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "test-harmless.h"

#include <json-glib/json-glib.h>
#include <libxml/HTMLparser.h>
#include <stdlib.h>
#include <string.h>

#include "formats/bt-html.h"
#include "test-articles.h"
#include "text/bt-text.h"

/* ---- what was kept ---- */

static void
describe_text (GString *out, const BtRichText *text)
{
  static const char *const names[] = { "b", "i", "u", "s", "sup", "sub" };
  g_autoptr (GString) marked = g_string_new (NULL);
  const char *p = bt_rich_text_get_text (text);
  guint n = 0;
  const BtSpan *spans = bt_rich_text_get_spans (text, &n);

  for (guint offset = 0;; offset++, p = g_utf8_next_char (p))
    {
      for (guint i = n; i-- > 0;)
        if (spans[i].end == offset && spans[i].kind == BT_SPAN_LINK)
          g_string_append_printf (marked, "](%s)", spans[i].href);
        else if (spans[i].end == offset)
          g_string_append_printf (marked, "</%s>", names[spans[i].kind]);
      for (guint i = 0; i < n; i++)
        if (spans[i].start == offset && spans[i].kind == BT_SPAN_LINK)
          g_string_append_c (marked, '[');
        else if (spans[i].start == offset)
          g_string_append_printf (marked, "<%s>", names[spans[i].kind]);
      if (*p == '\0')
        break;
      g_string_append_unichar (marked, *p == '\n' ? 0x23ce : g_utf8_get_char (p));
    }
  g_string_append (out, marked->str);
}

static void
describe_block (GString *out, const BtBlock *block)
{
  switch (block->kind)
    {
    case BT_BLOCK_HEADING:
      g_string_append_printf (out, "h%u:", block->level);
      break;
    case BT_BLOCK_LIST_ITEM:
      g_string_append_printf (out, "%s%u:", block->ordered ? "ol" : "li", block->level);
      break;
    case BT_BLOCK_FIGURE:
      {
        const BtFigureItem *item = bt_figure_item (block->figure, 0);

        g_string_append_printf (out, "figure%s:%s", item->photo != NULL ? "+" : "",
                                item->alt);
        if (!bt_rich_text_is_empty (item->caption))
          g_string_append_printf (out, " (%s)", bt_rich_text_get_text (item->caption));
        break;
      }
    case BT_BLOCK_TABLE:
      g_string_append_printf (out, "table%u:", block->table->n_columns);
      for (guint i = 0; i < block->table->cells->len; i++)
        {
          g_string_append (out, i > 0 ? "|" : "");
          describe_text (out, g_ptr_array_index (block->table->cells, i));
        }
      break;
    default:
      g_string_append_printf (out, "%s:",
                              block->kind == BT_BLOCK_PARAGRAPH
                                  ? "p"
                                  : bt_block_kind_to_string (block->kind));
    }
  if (block->text != NULL)
    describe_text (out, block->text);
}

char *
test_describe (GPtrArray *blocks)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    {
      g_string_append (out, i > 0 ? " / " : "");
      describe_block (out, g_ptr_array_index (blocks, i));
    }
  return g_string_free (out, FALSE);
}

/* ---- what it can do ---- */

static gboolean
is_listed (const char *const *list, const char *name)
{
  return g_strv_contains (list, name);
}

static void
assert_address (const char *address, const char *where)
{
  static const char *const begins[] = { "http://", "https://", "mailto:", "tel:" };
  g_autofree char *lower = g_ascii_strdown (address, -1);

  for (const char *p = address; *p != '\0'; p++)
    if ((guchar)*p <= ' ' || *p == '\177')
      g_error ("control character in “%s” (%s)", address, where);
  for (guint i = 0; i < G_N_ELEMENTS (begins); i++)
    if (g_str_has_prefix (lower, begins[i]))
      return;
  g_error ("address “%s” (%s)", address, where);
}

static void
assert_attributes (xmlNode *node, const char *where)
{
  static const char *const plain[] = { "class",   "alt",     "role", "aria-label",
                                       "loading", "charset", "id",   NULL };

  for (xmlAttr *a = node->properties; a != NULL; a = a->next)
    {
      xmlChar *value = xmlNodeListGetString (node->doc, a->children, 1);

      if (g_str_equal (a->name, "href"))
        assert_address ((const char *)value, where);
      else if (!is_listed (plain, (const char *)a->name))
        g_error ("attribute “%s=%s” of <%s> (%s)", a->name, value, node->name, where);
      xmlFree (value);
    }
}

/* WordPress' comments say what a block is; nothing in them is an address. */
static void
assert_comment (const char *text, const char *where)
{
  const char *json = strchr (text, '{');
  const char *end = strrchr (text, '}');
  g_autofree char *word = g_strstrip (g_strdup (text));
  g_autoptr (JsonParser) parser = json_parser_new ();

  if (!g_str_has_prefix (word, "wp:") && !g_str_has_prefix (word, "/wp:"))
    g_error ("comment “%s” (%s)", text, where);
  if (json == NULL)
    return;
  g_assert_true (json_parser_load_from_data (parser, json, end + 1 - json, NULL));
  if (strchr (json, '<') != NULL || strstr (json, "\"url\"") != NULL
      || strstr (json, "\"href\"") != NULL)
    g_error ("comment “%s” (%s)", text, where);
}

static void
assert_tree (xmlNode *node, const char *where)
{
  static const char *const elements[] = {
    "html",       "head", "body",  "p",       "h2",    "h3",   "h4", "strong", "em",
    "u",          "s",    "sup",   "sub",     "a",     "br",   "ul", "ol",     "li",
    "blockquote", "cite", "table", "thead",   "tbody", "tr",   "td", "th",     "figure",
    "figcaption", "hr",   "div",   "caption", "meta",  "span", NULL
  };

  for (; node != NULL; node = node->next)
    {
      if (node->type == XML_COMMENT_NODE)
        assert_comment ((const char *)node->content, where);
      else if (node->type == XML_ELEMENT_NODE)
        {
          if (!is_listed (elements, (const char *)node->name))
            g_error ("element <%s> (%s)", node->name, where);
          assert_attributes (node, where);
          assert_tree (node->children, where);
        }
      else if (node->type != XML_TEXT_NODE && node->type != XML_DTD_NODE)
        g_error ("node of type %d (%s)", (int)node->type, where);
    }
}

static void
assert_html (const char *html, const char *where)
{
  xmlDoc *document =
      htmlReadMemory (html, (int)strlen (html), NULL, "UTF-8",
                      HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);

  g_assert_nonnull (document);
  if (xmlDocGetRootElement (document) != NULL)
    assert_tree (xmlDocGetRootElement (document), where);
  xmlFreeDoc (document);
}

/* Of a page only what it shows is looked at: its head is the same for every article. */
static void
assert_page (const char *page)
{
  const char *body = strstr (page, "<article");
  const char *end = strstr (page, "</article>");
  g_autofree char *part = NULL;

  g_assert_true (body != NULL && end != NULL);
  part = g_strndup (strchr (body, '>') + 1, (gsize)(end - strchr (body, '>') - 1));
  {
    g_auto (GStrv) parts = g_strsplit (part, "<header>\n</header>\n", 2);
    g_autofree char *content = g_strjoinv ("", parts);

    assert_html (content, "page");
  }
}

static void
assert_json (JsonNode *node, const char *name)
{
  static const char *const never[] = { "remote_url", "url", "source", "provider", NULL };

  if (name != NULL && is_listed (never, name))
    g_error ("member “%s” in the JSON", name);
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      const char *member;
      JsonNode *value;

      json_object_iter_init (&iter, json_node_get_object (node));
      while (json_object_iter_next (&iter, &member, &value))
        assert_json (value, member);
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      assert_json (json_array_get_element (json_node_get_array (node), i), NULL);
  else if (g_strcmp0 (name, "href") == 0)
    assert_address (json_node_get_string (node), "JSON");
  else if (g_strcmp0 (name, "kind") == 0)
    g_assert_cmpstr (json_node_get_string (node), !=, "opaque");
}

void
test_assert_harmless (const BtPaste *paste)
{
  g_autoptr (BtArticle) article = bt_article_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *json = NULL;
  g_autofree char *page = NULL;
  g_autofree char *copied = NULL;
  g_autofree char *blocks = NULL;

  for (guint i = 0; i < paste->blocks->len; i++)
    {
      BtBlock *block = bt_block_copy (g_ptr_array_index (paste->blocks, i));

      /* the portal has no photo of these tests yet, and gives no address for it */
      for (guint j = 0; block->figure != NULL && j < block->figure->items->len; j++)
        g_clear_pointer (&bt_figure_item (block->figure, j)->photo, g_free);
      bt_article_append_block (article, block);
    }
  json = bt_article_to_json (article, FALSE);
  root = json_from_string (json, NULL);
  assert_json (root, NULL);
  page = bt_html_write (article, NULL, NULL);
  assert_page (page);
  copied = bt_paste_write_html (article);
  assert_html (copied, "clipboard");
  blocks = test_write_content (article);
  assert_html (blocks, "WordPress");
}

/* ---- the table ---- */

/* A string, or a row of strings and of {"times": n, "text": t}. */
static char *
read_fragment (JsonNode *node, gsize *size)
{
  GString *out = g_string_new (NULL);
  JsonArray *array;

  if (JSON_NODE_HOLDS_VALUE (node))
    g_string_append (out, json_node_get_string (node));
  array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *piece = json_array_get_element (array, i);
      JsonObject *object =
          JSON_NODE_HOLDS_OBJECT (piece) ? json_node_get_object (piece) : NULL;

      if (object == NULL)
        g_string_append (out, json_node_get_string (piece));
      else if (json_object_has_member (object, "byte"))
        g_string_append_c (out, (char)json_object_get_int_member (object, "byte"));
      else
        for (gint64 n = json_object_get_int_member (object, "times"); n > 0; n--)
          g_string_append (out, json_object_get_string_member (object, "text"));
    }
  *size = out->len;
  return g_string_free (out, FALSE);
}

static void
check_hostile (JsonObject *row, gboolean write)
{
  const char *name = json_object_get_string_member (row, "name");
  const char *expected = json_object_get_string_member (row, "kept");
  gsize size = 0;
  char *html = read_fragment (json_object_get_member (row, "html"), &size);
  g_autoptr (GBytes) bytes = g_bytes_new_take (html, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPaste) paste = bt_paste_html (bytes, &error);
  g_autofree char *kept = NULL;

  if (paste == NULL)
    kept = g_strdup (
        g_error_matches (error, BT_TEXT_ERROR, BT_TEXT_ERROR_EMPTY) ? "" : "(refused)");
  else
    kept = test_describe (paste->blocks);
  if (write)
    json_object_set_string_member (row, "kept", kept);
  else if (!g_str_equal (kept, expected))
    g_error ("%s: kept “%s” instead of “%s”", name, kept, expected);
  if (paste != NULL)
    test_assert_harmless (paste);
}

guint
test_each_hostile (const char *path)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  gboolean write = g_getenv ("BANTHAO_WRITE_EXPECTED") != NULL;
  JsonArray *rows;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  rows = json_node_get_array (json_parser_get_root (parser));
  for (guint i = 0; i < json_array_get_length (rows); i++)
    check_hostile (json_array_get_object_element (rows, i), write);
  if (write)
    {
      g_autofree char *json = json_to_string (json_parser_get_root (parser), FALSE);

      g_assert_true (g_file_set_contents (path, json, -1, NULL));
    }
  return json_array_get_length (rows);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/bt-html-dom.h"

#include <libxml/HTMLparser.h>
#include <string.h>

#include "formats/bt-html-token.h"

#define PARSE_OPTIONS                                                                    \
  (HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET     \
   | HTML_PARSE_COMPACT | HTML_PARSE_NODEFDTD)

/* No element that means something has more; those of one that does are left out. */
#define MAX_ATTRIBUTES 200

/* Their content is not markup. */
static const char *const raw_elements[] = { "script", "style", "textarea", "title",
                                            NULL };

/* Where the content of a raw element ends. */
static const char *
find_end_tag (const char *p, const char *end, const char *name)
{
  gsize length = strlen (name);

  while ((p = memchr (p, '<', (gsize)(end - p))) != NULL)
    {
      if ((gsize)(end - p) > length + 2 && p[1] == '/'
          && g_ascii_strncasecmp (p + 2, name, length) == 0)
        return p;
      p++;
    }
  return end;
}

/* Elements whose end tag may be left out: one of a rank ends those of its rank and above
 * that stand open. 0 is any other element. */
static int
rank (const char *name)
{
  static const struct
  {
    const char *name;
    int rank;
  } ranks[] = { { "tbody", 1 }, { "thead", 1 },  { "tfoot", 1 }, { "tr", 2 },
                { "td", 3 },    { "th", 3 },     { "li", 3 },    { "dt", 3 },
                { "dd", 3 },    { "option", 3 }, { "p", 4 } };

  for (guint i = 0; i < G_N_ELEMENTS (ranks); i++)
    if (g_str_equal (ranks[i].name, name))
      return ranks[i].rank;
  return 0;
}

static const char *
top (GPtrArray *open)
{
  return g_ptr_array_index (open, open->len - 1);
}

/* Whether the tag goes to the parser. */
static gboolean
open_element (GPtrArray *open, const char *name)
{
  int own = rank (name);

  if (bt_html_is_void (name))
    return TRUE;
  while (own > 0 && open->len > 0 && rank (top (open)) >= own)
    g_ptr_array_remove_index (open, open->len - 1);
  if (open->len >= BT_HTML_MAX_DEPTH)
    return FALSE;
  g_ptr_array_add (open, g_strdup (name));
  return TRUE;
}

static gboolean
close_element (GPtrArray *open, const char *name)
{
  for (guint i = open->len; i > 0; i--)
    if (g_str_equal (g_ptr_array_index (open, i - 1), name))
      {
        g_ptr_array_set_size (open, (int)i - 1);
        return TRUE;
      }
  /* Parsers take these two for the empty elements that were meant. */
  return g_str_equal (name, "p") || g_str_equal (name, "br");
}

/* The parser compares each attribute with all others of its tag, and takes what follows
 * an element without content that it does not know for the content. */
static void
append_tag (GString *out, const BtHtmlToken *token)
{
  static const char *const unknown_voids[] = { "bgsound", "command", "embed",
                                               "image",   "keygen",  "source",
                                               "track",   "wbr",     NULL };
  gboolean unknown_void =
      token->name != NULL && g_strv_contains (unknown_voids, token->name);

  if (unknown_void && token->kind == BT_HTML_TOKEN_END)
    return;
  if (token->kind == BT_HTML_TOKEN_START && token->attributes->len > MAX_ATTRIBUTES)
    g_string_append_printf (out, "<%s>", token->name);
  else
    g_string_append_len (out, token->start, (gssize)token->length);
  if (unknown_void)
    g_string_append_printf (out, "</%s>", token->name);
}

/* libxml2 takes any depth, and then time that grows with its square: a hostile page is
 * made flat before it gets there. */
static GString *
limit_depth (const char *html, gsize length, gboolean *has_body)
{
  GString *out = g_string_sized_new (length + 64);
  const char *end = html + length;
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_free);
  g_auto (BtHtmlToken) token = { 0 };
  guint n_tags = 0;

  while (bt_html_next_token (&html, end, &token))
    {
      gboolean keep = token.kind == BT_HTML_TOKEN_TEXT;

      if (!keep && ++n_tags > BT_HTML_MAX_TAGS)
        {
          g_string_free (out, TRUE);
          return NULL;
        }
      /* Word's own elements (<o:p>, <w:sdt>) only stand around; versions of the parser
       * differ in what becomes of their names */
      if (!keep && token.name != NULL && strchr (token.name, ':') != NULL)
        keep = FALSE;
      else if (token.kind == BT_HTML_TOKEN_START
               && g_strv_contains (raw_elements, token.name))
        {
          html = find_end_tag (html, end, token.name);
          g_string_append_len (out, token.start, html - token.start);
          g_string_append_printf (out, "</%s>", token.name);
        }
      else if (token.kind == BT_HTML_TOKEN_START)
        {
          keep = open_element (open, token.name);
          *has_body = *has_body || g_str_equal (token.name, "body");
        }
      else if (token.kind == BT_HTML_TOKEN_END)
        keep = close_element (open, token.name);

      if (keep)
        append_tag (out, &token);
    }
  return out;
}

BtHtmlDocument *
bt_html_parse (const char *html, gsize length)
{
  g_autoptr (GString) flat = NULL;
  htmlParserCtxt *context;
  xmlDoc *document;
  gboolean has_body = FALSE;

  g_return_val_if_fail (html != NULL, NULL);

  flat = limit_depth (html, length, &has_body);
  if (flat == NULL)
    return NULL;
  if (!has_body)
    {
      g_string_prepend (flat, "<html><body><div>");
      g_string_append (flat, "</div></body></html>");
    }

  context = htmlNewParserCtxt ();
  g_assert (context != NULL);
  document = htmlCtxtReadMemory (context, flat->str, (int)flat->len, NULL, "UTF-8",
                                 PARSE_OPTIONS);
  htmlFreeParserCtxt (context);
  g_return_val_if_fail (document != NULL && xmlDocGetRootElement (document) != NULL,
                        NULL);
  return document;
}

void
bt_html_document_free (BtHtmlDocument *self)
{
  xmlFreeDoc (self);
}

gboolean
bt_html_is (const xmlNode *node, const char *name)
{
  return node != NULL && node->type == XML_ELEMENT_NODE
         && g_str_equal ((const char *)node->name, name);
}

gboolean
bt_html_is_one_of (const xmlNode *node, const char *const *names)
{
  return node != NULL && node->type == XML_ELEMENT_NODE
         && g_strv_contains (names, (const char *)node->name);
}

gboolean
bt_html_is_text (const xmlNode *node)
{
  return node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE
         || node->type == XML_ENTITY_REF_NODE;
}

gboolean
bt_html_is_blank (xmlNode *node)
{
  return node->type == XML_COMMENT_NODE || node->type == XML_PI_NODE
         || (node->type == XML_TEXT_NODE && xmlIsBlankNode (node));
}

xmlNode *
bt_html_next_skipping (xmlNode *node, const xmlNode *root)
{
  while (node != NULL && node != root)
    {
      if (node->next != NULL)
        return node->next;
      node = node->parent;
    }
  return NULL;
}

xmlNode *
bt_html_next (xmlNode *node, const xmlNode *root)
{
  if (node->type == XML_ELEMENT_NODE && node->children != NULL)
    return node->children;
  return bt_html_next_skipping (node, root);
}

xmlNode *
bt_html_find (xmlNode *node, const char *name)
{
  for (xmlNode *n = node; n != NULL; n = bt_html_next (n, node))
    if (bt_html_is (n, name))
      return n;
  return NULL;
}

char *
bt_html_attribute (xmlNode *node, const char *name)
{
  xmlChar *value = xmlGetNoNsProp (node, (const xmlChar *)name);
  char *copy;

  if (value == NULL)
    return NULL;
  copy = g_utf8_make_valid ((const char *)value, -1);
  xmlFree (value);
  return copy;
}

gboolean
bt_html_has_class (xmlNode *node, const char *name)
{
  g_autofree char *value = NULL;
  g_auto (GStrv) words = NULL;

  if (node == NULL || node->type != XML_ELEMENT_NODE)
    return FALSE;
  value = bt_html_attribute (node, "class");
  if (value == NULL)
    return FALSE;
  words = g_strsplit_set (value, " \t\n\r\f", -1);
  return g_strv_contains ((const char *const *)words, name);
}

xmlNode *
bt_html_only_child (xmlNode *parent, const char *name)
{
  xmlNode *found = NULL;

  for (xmlNode *n = parent->children; n != NULL; n = n->next)
    {
      if (bt_html_is_blank (n))
        continue;
      if (found != NULL || n->type != XML_ELEMENT_NODE)
        return NULL;
      found = n;
    }
  if (found == NULL || (name != NULL && !bt_html_is (found, name)))
    return NULL;
  return found;
}

xmlNode *
bt_html_child (xmlNode *parent, const char *name)
{
  for (xmlNode *n = parent->children; n != NULL; n = n->next)
    if (bt_html_is (n, name))
      return n;
  return NULL;
}

gboolean
bt_html_link_is_safe (const char *href)
{
  static const char *const schemes[] = { "http", "https", "mailto", "tel", NULL };
  g_autofree char *scheme = NULL;
  gsize n = strcspn (href, ":/?#");

  for (const char *p = href; *p != '\0'; p++)
    if ((guchar)*p < 0x20 || *p == 0x7f)
      return FALSE;
  if (*href == '\0')
    return FALSE;
  if (href[n] != ':')
    return TRUE;
  scheme = g_ascii_strdown (href, (gssize)n);
  g_strstrip (scheme);
  return g_strv_contains (schemes, scheme);
}

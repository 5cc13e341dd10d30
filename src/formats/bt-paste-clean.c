/* Pasted HTML made harmless and plain: listed elements, marks as elements.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/bt-paste-private.h"

#include <string.h>

#include "formats/bt-html-private.h"
#include "formats/bt-inline-html.h"

/* A picture smaller than this is an icon or counts visits. */
#define SMALL_PIXELS 48
/* An icon's words that are taken in its place: a smile has so many characters. */
#define MAX_ICON_CHARS 4
#define MAX_ALT_CHARS 1000
/* Browsers take no longer address. */
#define MAX_HREF 2048

#define BIT(kind) (1u << (kind))

typedef enum
{
  FATE_INLINE, /* its content alone */
  FATE_KEEP,
  FATE_BLOCK, /* as a <div> */
  FATE_DROP,  /* with all that is in it */
} Fate;

static const char *const kept[] = { "a",     "blockquote", "body",   "br",    "caption",
                                    "cite",  "figcaption", "figure", "h1",    "h2",
                                    "h3",    "h4",         "h5",     "h6",    "hr",
                                    "html",  "img",        "li",     "ol",    "p",
                                    "table", "tbody",      "td",     "tfoot", "th",
                                    "thead", "tr",         "ul",     "div",   NULL };

static const char *const blocks[] = {
  "address", "article", "aside",   "center",   "dd",     "details", "dialog",
  "dir",     "dl",      "dt",      "fieldset", "footer", "form",    "header",
  "hgroup",  "legend",  "listing", "main",     "menu",   "nav",     "pre",
  "search",  "section", "summary", "xmp",      NULL
};

/* What runs, fetches, asks, or is no text. */
static const char *const dropped[] = {
  "applet", "audio",    "base",    "basefont",  "bgsound",  "button",   "canvas",
  "col",    "colgroup", "command", "datalist",  "embed",    "frame",    "frameset",
  "head",   "iframe",   "image",   "input",     "isindex",  "keygen",   "link",
  "map",    "math",     "meta",    "noembed",   "noframes", "noscript", "object",
  "option", "optgroup", "param",   "plaintext", "portal",   "script",   "select",
  "source", "style",    "svg",     "template",  "textarea", "title",    "track",
  "video",  "wbr",      "xml",     NULL
};

/* Classes of our own pages, which the reader knows, and no others. */
static const char *const own_classes[] = { BT_HTML_CLASS_PULL_QUOTE, BT_HTML_CLASS_CREDIT,
                                           BT_HTML_CLASS_GALLERY, BT_HTML_CLASS_NO_PHOTO,
                                           NULL };

typedef struct
{
  BtPaste *paste;
  guint marks_in_row;
} Cleaner;

/* What holds inside the element that is being cleaned. */
typedef struct
{
  guint marks;
  gboolean in_link;
  gboolean preformatted;
} State;

static void clean_children (Cleaner *self, xmlNode *parent, State state);

static void
drop (xmlNode *node)
{
  xmlUnlinkNode (node);
  xmlFreeNode (node);
}

static void
rename_to (xmlNode *node, const char *name)
{
  xmlNodeSetName (node, (const xmlChar *)name);
}

static void
set_attribute (xmlNode *node, const char *name, const char *value)
{
  xmlSetProp (node, (const xmlChar *)name, (const xmlChar *)value);
}

static Fate
find_fate (xmlNode *node)
{
  if (bt_html_is_one_of (node, dropped))
    return FATE_DROP;
  if (bt_html_is_one_of (node, kept))
    return FATE_KEEP;
  return bt_html_is_one_of (node, blocks) ? FATE_BLOCK : FATE_INLINE;
}

/* ---- text ---- */

/* Lines of preformatted text stay lines. Returns: what stands in its place */
static xmlNode *
break_lines (xmlNode *text, const char *content)
{
  g_auto (GStrv) lines = g_strsplit (content, "\n", -1);
  xmlNode *span = xmlNewNode (NULL, (const xmlChar *)"span");

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (i > 0)
        xmlNewChild (span, NULL, (const xmlChar *)"br", NULL);
      xmlAddChild (span, xmlNewText ((const xmlChar *)lines[i]));
    }
  xmlReplaceNode (text, span);
  xmlFreeNode (text);
  return span;
}

static void
wrap (xmlNode *node, guint marks)
{
  static const char *const elements[BT_N_SPAN_KINDS] = { "b",   "i",   "u", "s",
                                                         "sup", "sub", NULL };

  for (guint kind = 0; kind < BT_SPAN_LINK; kind++)
    if (marks & BIT (kind))
      {
        xmlNode *mark = xmlNewNode (NULL, (const xmlChar *)elements[kind]);

        xmlReplaceNode (node, mark);
        xmlAddChild (mark, node);
        node = mark;
      }
}

static void
clean_text (Cleaner *self, xmlNode *text, const State *state)
{
  g_autofree char *valid = NULL;
  g_autofree char *content = NULL;
  guint marks = state->marks;
  xmlNode *fresh;

  if (text->type != XML_TEXT_NODE && text->type != XML_CDATA_SECTION_NODE)
    {
      drop (text);
      return;
    }
  valid = g_utf8_make_valid ((const char *)text->content, -1);
  content = bt_paste_clean_text (valid, &self->marks_in_row);
  /* A link is underlined because it is one. */
  if (state->in_link)
    marks &= ~BIT (BT_SPAN_UNDERLINE);
  fresh = xmlNewText ((const xmlChar *)content);
  xmlReplaceNode (text, fresh);
  xmlFreeNode (text);
  if (state->preformatted && strchr (content, '\n') != NULL)
    fresh = break_lines (fresh, content);
  wrap (fresh, marks);
}

/* ---- pictures and links ---- */

static gboolean
is_small (xmlNode *img)
{
  static const char *const sides[] = { "width", "height" };

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      g_autofree char *value = bt_html_attribute (img, sides[i]);

      if (value != NULL && g_ascii_isdigit (*value)
          && g_ascii_strtoull (value, NULL, 10) < SMALL_PIXELS
          && strchr (value, '%') == NULL)
        return TRUE;
    }
  return FALSE;
}

static void
strip_attributes (xmlNode *node)
{
  while (node->properties != NULL)
    xmlRemoveProp (node->properties);
}

/* No picture is fetched, from nowhere: what an address points to may be a trap, or
 * somebody's own file. */
static void
clean_picture (Cleaner *self, xmlNode *img)
{
  g_autofree char *src = bt_html_attribute (img, "src");
  g_autofree char *alt = bt_html_attribute (img, "alt");
  g_autofree char *words = alt != NULL ? bt_paste_clean_text (alt, &(guint){ 0 }) : NULL;
  g_autofree char *photo = NULL;
  gboolean small = is_small (img);

  strip_attributes (img);
  if (words != NULL)
    g_strstrip (words);
  if (small)
    {
      rename_to (img, "span");
      if (words != NULL && g_utf8_strlen (words, -1) <= MAX_ICON_CHARS)
        xmlAddChild (img, xmlNewText ((const xmlChar *)words));
      return;
    }
  if (src != NULL)
    photo = bt_paste_take_picture (self->paste->pictures, g_strstrip (src));
  if (photo != NULL)
    set_attribute (img, BT_PASTE_PHOTO_ATTRIBUTE, photo);
  if (words != NULL && *words != '\0')
    {
      g_autofree char *cut =
          g_utf8_substring (words, 0, MIN (g_utf8_strlen (words, -1), MAX_ALT_CHARS));

      set_attribute (img, "alt", cut);
    }
}

/* Returns: (transfer full) (nullable): the address, if it may stay */
static char *
clean_address (char *href)
{
  const char *rest = g_strstrip (href);
  g_auto (GStrv) parts = NULL;

  rest += strcspn (href, ":/?#");
  if (*rest != ':' || strlen (href) > MAX_HREF || !bt_html_link_is_safe (href))
    return NULL;
  if (g_ascii_strncasecmp (href, "http", 4) == 0
      && !(g_str_has_prefix (rest, "://") && g_ascii_isalnum (rest[3])))
    return NULL;
  parts = g_strsplit (href, " ", -1);
  return g_strjoinv ("%20", parts);
}

/* ---- elements ---- */

static guint
own_marks (xmlNode *node)
{
  BtSpanKind kind;

  return bt_inline_kind (node, FALSE, &kind) ? BIT (kind) : 0;
}

static void
enter (State *state, guint own, const BtPasteStyle *style)
{
  if (style->decorates)
    own &= ~(BIT (BT_SPAN_UNDERLINE) | BIT (BT_SPAN_STRIKE));
  state->marks = ((state->marks | own) & ~style->unset) | style->set;
}

/* A word processor's paragraph that is a heading or a quotation by its name. */
static const char *
find_meaning (xmlNode *p, const BtPasteStyle *style)
{
  static const char *const headings[] = { "h1", "h2", "h3", "h4", "h5", "h6" };

  if (bt_html_has_class (p, "MsoTitle"))
    return "h1";
  if (bt_html_has_class (p, "MsoQuote") || bt_html_has_class (p, "MsoIntenseQuote"))
    return "blockquote";
  return style->outline > 0 && style->list == NULL ? headings[style->outline - 1] : "p";
}

static gboolean
is_remark (xmlNode *node, const BtPasteStyle *style)
{
  return style->comment || bt_html_has_class (node, "MsoCommentReference")
         || bt_html_has_class (node, "msocomanchor");
}

/* Leaves of the attributes what the reader looks at. Returns: whether a link stays one */
static gboolean
keep_attributes (xmlNode *node, const BtPasteStyle *style)
{
  static const char *const spans[] = { "colspan", "rowspan" };
  g_autofree char *href =
      bt_html_is (node, "a") ? bt_html_attribute (node, "href") : NULL;
  g_autofree char *label = bt_html_attribute (node, "aria-label");
  g_autofree char *address = href != NULL ? clean_address (href) : NULL;
  g_autofree char *list = NULL;
  const char *class = NULL;
  guint cells[G_N_ELEMENTS (spans)] = { 0 };

  for (guint i = 0; own_classes[i] != NULL; i++)
    if (bt_html_has_class (node, own_classes[i]))
      class = own_classes[i];
  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      g_autofree char *value = bt_html_attribute (node, spans[i]);

      cells[i] =
          value != NULL ? (guint)MIN (g_ascii_strtoull (value, NULL, 10), 1000) : 0;
    }

  strip_attributes (node);
  if (address != NULL)
    set_attribute (node, "href", address);
  if (class != NULL)
    set_attribute (node, "class", class);
  if (label != NULL && g_strcmp0 (class, BT_HTML_CLASS_NO_PHOTO) == 0)
    set_attribute (node, "aria-label", label);
  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    if (cells[i] > 1)
      {
        g_autofree char *number = g_strdup_printf ("%u", cells[i]);

        set_attribute (node, spans[i], number);
      }
  if (style->list != NULL)
    {
      list = g_strconcat ("mso-list:", style->list, NULL);
      set_attribute (node, "style", list);
    }
  return address != NULL;
}

static gboolean
is_hidden (xmlNode *node, const BtPasteStyle *style)
{
  return style->hidden || xmlHasProp (node, (const xmlChar *)"hidden") != NULL
         || (style->page_break && bt_html_is (node, "br"));
}

static void
clean_element (Cleaner *self, xmlNode *node, State state)
{
  g_auto (BtPasteStyle) style = { 0 };
  g_autofree char *text = bt_html_attribute (node, "style");
  Fate fate = find_fate (node);
  gboolean quoted = bt_html_is (node, "q");
  const char *meaning = "";

  bt_paste_style_read (&style, text);
  if (fate == FATE_DROP || is_hidden (node, &style) || is_remark (node, &style))
    {
      drop (node);
      return;
    }
  if (bt_html_is (node, "img"))
    {
      clean_picture (self, node);
      return;
    }
  xmlUnsetProp (node, (const xmlChar *)"style");
  enter (&state, own_marks (node), &style);
  state.preformatted = state.preformatted || bt_html_is (node, "pre");
  if (bt_html_is (node, "p"))
    {
      meaning = find_meaning (node, &style);
      rename_to (node, meaning);
    }
  else if (fate != FATE_KEEP)
    rename_to (node, fate == FATE_BLOCK ? "div" : "span");
  if (keep_attributes (node, &style))
    state.in_link = TRUE;
  else if (bt_html_is (node, "a"))
    rename_to (node, "span");
  if (g_str_equal (meaning, "blockquote"))
    set_attribute (node, BT_PASTE_WORD_QUOTE, "");

  clean_children (self, node, state);
  if (quoted)
    {
      xmlNode *first = xmlNewText ((const xmlChar *)"“");

      if (node->children != NULL)
        xmlAddPrevSibling (node->children, first);
      else
        xmlAddChild (node, first);
      xmlAddChild (node, xmlNewText ((const xmlChar *)"”"));
    }
}

/* The parser's own bound on depth (BT_HTML_MAX_DEPTH) is the bound of this. */
static void
clean_children (Cleaner *self, xmlNode *parent, State state)
{
  xmlNode *next;

  for (xmlNode *n = parent->children; n != NULL; n = next)
    {
      next = n->next;
      if (bt_html_is_text (n))
        clean_text (self, n, &state);
      else if (n->type == XML_ELEMENT_NODE)
        clean_element (self, n, state);
      else
        drop (n);
    }
}

void
bt_paste_clean (xmlNode *root, BtPaste *paste)
{
  Cleaner self = { .paste = paste };

  clean_children (&self, root, (State){ 0 });
  bt_paste_clean_shapes (root);
}

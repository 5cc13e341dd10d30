/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/bt-inline-html.h"

#include <string.h>

#include "formats/bt-html-dom.h"
#include "text/bt-text.h"

/* A person reads what was dropped: that is enough of it. */
#define MAX_DROPPED 50
#define MAX_DROPPED_CHARS 120

static const struct
{
  const char *element;
  BtSpanKind kind;
} elements[] = {
  { "strong", BT_SPAN_BOLD },   { "b", BT_SPAN_BOLD },
  { "em", BT_SPAN_ITALIC },     { "i", BT_SPAN_ITALIC },
  { "u", BT_SPAN_UNDERLINE },   { "ins", BT_SPAN_UNDERLINE },
  { "s", BT_SPAN_STRIKE },      { "strike", BT_SPAN_STRIKE },
  { "del", BT_SPAN_STRIKE },    { "sup", BT_SPAN_SUPERSCRIPT },
  { "sub", BT_SPAN_SUBSCRIPT },
};

/* What nobody was meant to read: gone without a word. */
static const char *const silent_elements[] = { "script", "style", "template", "noscript",
                                               "head",   "title", "meta",     "link",
                                               "base",   "param", "source",   "track",
                                               NULL };

/* Furniture of a site, and what cannot stand in an article. */
static const char *const dropped_elements[] = {
  "nav",    "aside",  "form",   "button", "select", "input",    "textarea",
  "object", "applet", "embed",  "svg",    "math",   "canvas",   "audio",
  "video",  "map",    "dialog", "iframe", "frame",  "frameset", NULL
};

gboolean
bt_inline_is_silent (const xmlNode *node)
{
  return bt_html_is_one_of (node, silent_elements);
}

gboolean
bt_inline_is_dropped (const xmlNode *node)
{
  return bt_html_is_one_of (node, dropped_elements);
}

void
bt_inline_reader_init (BtInlineReader *self, gboolean lenient)
{
  *self = (BtInlineReader){ 0 };
  self->lenient = lenient;
  self->text = g_string_new (NULL);
  self->spans = g_array_new (FALSE, FALSE, sizeof (BtSpan));
  self->dropped = g_ptr_array_new_with_free_func (g_free);
}

static void
clear_spans (BtInlineReader *self)
{
  for (guint i = 0; i < self->spans->len; i++)
    g_free (g_array_index (self->spans, BtSpan, i).href);
  g_array_set_size (self->spans, 0);
}

void
bt_inline_reader_clear (BtInlineReader *self)
{
  if (self->text == NULL)
    return;
  clear_spans (self);
  g_clear_pointer (&self->spans, g_array_unref);
  g_clear_pointer (&self->dropped, g_ptr_array_unref);
  g_string_free (self->text, TRUE);
  self->text = NULL;
}

static void
drop (BtInlineReader *self, const char *what)
{
  g_autofree char *start = NULL;

  self->failed = TRUE;
  if (!self->lenient || self->dropped->len >= MAX_DROPPED)
    return;
  start = g_utf8_substring (what, 0, MIN (g_utf8_strlen (what, -1), MAX_DROPPED_CHARS));
  if (!g_ptr_array_find_with_equal_func (self->dropped, start, g_str_equal, NULL))
    g_ptr_array_add (self->dropped, g_steal_pointer (&start));
}

static void
append (BtInlineReader *self, const char *text, gsize length)
{
  g_string_append_len (self->text, text, (gssize)length);
  self->length += (guint)g_utf8_strlen (text, (gssize)length);
}

void
bt_inline_reader_add_space (BtInlineReader *self)
{
  gsize length = self->text->len;

  if (length > 0 && self->text->str[length - 1] != '\n'
      && self->text->str[length - 1] != ' ')
    append (self, " ", 1);
}

/* White space as a browser shows it: one space, none at the start of a line. */
static void
add_collapsed (BtInlineReader *self, const char *text)
{
  for (const char *p = text; *p != '\0';)
    {
      gsize n = strcspn (p, " \t\n\r\f\v");

      append (self, p, n);
      p += n;
      n = strspn (p, " \t\n\r\f\v");
      if (n > 0)
        bt_inline_reader_add_space (self);
      p += n;
    }
}

/* Spaces as they were typed; a line end in the source, with its indent, is one space. */
static void
add_kept (BtInlineReader *self, const char *text)
{
  for (const char *p = text; *p != '\0';)
    {
      gsize space = strspn (p, " \t\r\n");
      gsize n;

      if (space > 0 && memchr (p, '\n', space) != NULL)
        append (self, " ", 1);
      else
        append (self, p, space);
      p += space;
      n = strcspn (p, " \t\r\n");
      append (self, p, n);
      p += n;
    }
}

static void
add_text (BtInlineReader *self, xmlNode *node)
{
  g_autofree char *valid = NULL;
  g_autofree char *nfc = NULL;

  if (node->content == NULL)
    return;
  valid = g_utf8_make_valid ((const char *)node->content, -1);
  nfc = bt_text_nfc (valid);
  if (self->lenient)
    add_collapsed (self, nfc);
  else
    add_kept (self, nfc);
}

void
bt_inline_reader_add_break (BtInlineReader *self)
{
  /* Nor is there a space at the end of a line. */
  if (self->lenient && self->text->len > 0 && self->text->str[self->text->len - 1] == ' ')
    {
      g_string_truncate (self->text, self->text->len - 1);
      self->length--;
    }
  append (self, "\n", 1);
}

/* What a style says, as word processors write it. */
static gboolean
style_kind (const char *style, BtSpanKind *kind)
{
  static const struct
  {
    const char *text;
    BtSpanKind kind;
  } styles[] = {
    { "font-weight:bold", BT_SPAN_BOLD },
    { "font-weight:700", BT_SPAN_BOLD },
    { "font-style:italic", BT_SPAN_ITALIC },
    { "underline", BT_SPAN_UNDERLINE },
    { "line-through", BT_SPAN_STRIKE },
    { "vertical-align:super", BT_SPAN_SUPERSCRIPT },
    { "vertical-align:sub", BT_SPAN_SUBSCRIPT },
  };
  g_auto (GStrv) parts = g_strsplit (style, " ", -1);
  g_autofree char *joined = g_strjoinv ("", parts);

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    if (strstr (joined, styles[i].text) != NULL)
      {
        *kind = styles[i].kind;
        return TRUE;
      }
  return FALSE;
}

gboolean
bt_inline_kind (xmlNode *node, gboolean lenient, BtSpanKind *kind)
{
  g_autofree char *style = NULL;

  if (node->type != XML_ELEMENT_NODE)
    return FALSE;
  style = bt_html_attribute (node, "style");
  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    if (bt_html_is (node, elements[i].element))
      {
        *kind = elements[i].kind;
        /* Some editors wrap all that they copy in a <b> that is none. */
        return style == NULL || strstr (style, "font-weight:normal") == NULL;
      }
  if (!bt_html_is (node, "span") || style == NULL)
    return FALSE;
  if (lenient)
    return style_kind (style, kind);
  /* The block editor's form of an underline. */
  *kind = BT_SPAN_UNDERLINE;
  return strstr (style, "text-decoration") != NULL && strstr (style, "underline") != NULL;
}

static void
add_span (BtInlineReader *self, BtSpanKind kind, guint start, const char *href)
{
  BtSpan span = { .kind = kind, .start = start, .end = self->length };

  if (span.end <= span.start)
    return;
  if (self->spans->len >= BT_INLINE_MAX_SPANS)
    {
      drop (self, "marks");
      return;
    }
  span.href = g_strdup (href);
  g_array_append_val (self->spans, span);
}

static void
add_link (BtInlineReader *self, xmlNode *node)
{
  g_autofree char *href = bt_html_attribute (node, "href");
  guint start = self->length;

  bt_inline_reader_add_children (self, node);
  /* Where a page's own links lead is lost with the page. */
  if (href != NULL && bt_html_link_is_safe (href)
      && (!self->lenient || strchr (href, ':') != NULL))
    add_span (self, BT_SPAN_LINK, start, href);
  else if (href != NULL || !self->lenient)
    drop (self, href != NULL ? href : "a");
}

void
bt_inline_reader_add (BtInlineReader *self, xmlNode *node)
{
  BtSpanKind kind;

  if (bt_html_is_text (node))
    add_text (self, node);
  else if (node->type != XML_ELEMENT_NODE)
    return;
  else if (bt_html_is (node, "br"))
    bt_inline_reader_add_break (self);
  else if (bt_html_is (node, "a"))
    add_link (self, node);
  else if (bt_inline_kind (node, self->lenient, &kind))
    {
      guint start = self->length;

      bt_inline_reader_add_children (self, node);
      add_span (self, kind, start, NULL);
    }
  else if (bt_html_is_one_of (node, silent_elements))
    drop (self, (const char *)node->name);
  else
    {
      if (!self->lenient)
        self->failed = TRUE;
      bt_inline_reader_add_children (self, node);
    }
}

void
bt_inline_reader_add_children (BtInlineReader *self, xmlNode *node)
{
  for (xmlNode *n = node->children; n != NULL; n = n->next)
    bt_inline_reader_add (self, n);
}

gboolean
bt_inline_reader_is_empty (const BtInlineReader *self)
{
  for (const char *p = self->text->str; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && c != 0x200b && c != 0xfeff)
        return FALSE;
    }
  return TRUE;
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const BtSpan *first = a;
  const BtSpan *second = b;

  if (first->start != second->start)
    return first->start < second->start ? -1 : 1;
  return (int)first->kind - (int)second->kind;
}

BtRichText *
bt_inline_reader_take (BtInlineReader *self)
{
  /* Letters and marks of two nodes may compose: then the offsets count no longer. */
  gboolean composed = !bt_text_is_nfc (self->text->str);
  BtRichText *text = bt_rich_text_new (self->text->str);

  if (composed && self->spans->len > 0)
    drop (self, "marks");
  else
    g_array_sort (self->spans, compare_spans);
  if (!composed)
    for (guint i = 0; i < self->spans->len; i++)
      {
        const BtSpan *span = &g_array_index (self->spans, BtSpan, i);

        bt_rich_text_apply (text, span->kind, span->start, span->end, span->href);
      }
  clear_spans (self);
  g_string_truncate (self->text, 0);
  self->length = 0;
  return text;
}

BtRichText *
bt_inline_html_read (xmlNode *node)
{
  g_auto (BtInlineReader) reader = { 0 };
  g_autoptr (BtRichText) text = NULL;

  bt_inline_reader_init (&reader, FALSE);
  bt_inline_reader_add_children (&reader, node);
  text = bt_inline_reader_take (&reader);
  return reader.failed ? NULL : g_steal_pointer (&text);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/bt-html-token.h"

#include <libxml/HTMLparser.h>
#include <string.h>

/* The longest name of a character reference that is looked up. */
#define MAX_REFERENCE 32

static void
attribute_free (gpointer data)
{
  BtHtmlAttribute *self = data;

  g_free (self->name);
  g_free (self->value);
  g_free (self);
}

static int
compare_attributes (gconstpointer a, gconstpointer b)
{
  const BtHtmlAttribute *const *first = a;
  const BtHtmlAttribute *const *second = b;

  return strcmp ((*first)->name, (*second)->name);
}

void
bt_html_token_clear (BtHtmlToken *token)
{
  g_clear_pointer (&token->name, g_free);
  g_clear_pointer (&token->text, g_free);
  g_clear_pointer (&token->attributes, g_ptr_array_unref);
}

gboolean
bt_html_is_void (const char *name)
{
  static const char *const names[] = { "area",    "base",   "bgsound", "br",   "col",
                                       "command", "embed",  "hr",      "img",  "image",
                                       "input",   "keygen", "link",    "meta", "param",
                                       "source",  "track",  "wbr",     NULL };

  return g_strv_contains (names, name);
}

static gunichar
numeric_reference (const char *digits)
{
  gboolean hex = *digits == 'x' || *digits == 'X';
  char *end = NULL;
  guint64 c;

  if (hex)
    digits++;
  if (hex ? !g_ascii_isxdigit (*digits) : !g_ascii_isdigit (*digits))
    return 0;
  c = g_ascii_strtoull (digits, &end, hex ? 16 : 10);
  if (*end != '\0' || c > 0x10ffff || !g_unichar_validate ((gunichar)c))
    return 0;
  return (gunichar)c;
}

/* @text begins after "&"; gives the bytes up to and with ";", or 0 when it is none. */
static gsize
read_reference (const char *text, gsize length, gunichar *c)
{
  char name[MAX_REFERENCE + 1];
  const htmlEntityDesc *entity;
  gsize n = 0;

  while (n < length && n < MAX_REFERENCE && (g_ascii_isalnum (text[n]) || text[n] == '#'))
    n++;
  if (n == 0 || n >= length || text[n] != ';')
    return 0;
  memcpy (name, text, n);
  name[n] = '\0';

  if (*name == '#')
    *c = numeric_reference (name + 1);
  else if (g_str_equal (name, "apos"))
    *c = '\'';
  else
    {
      entity = htmlEntityLookup ((const xmlChar *)name);
      *c = entity != NULL ? entity->value : 0;
    }
  return *c != 0 ? n + 1 : 0;
}

char *
bt_html_decode (const char *text, gsize length)
{
  GString *out = g_string_sized_new (length);
  const char *end = text + length;

  while (text < end)
    {
      const char *ampersand = memchr (text, '&', (gsize)(end - text));
      gunichar c = 0;
      gsize n;

      if (ampersand == NULL)
        ampersand = end;
      g_string_append_len (out, text, ampersand - text);
      if (ampersand == end)
        break;
      n = read_reference (ampersand + 1, (gsize)(end - ampersand - 1), &c);
      if (n > 0)
        g_string_append_unichar (out, c);
      else
        g_string_append_c (out, '&');
      text = ampersand + 1 + n;
    }
  return g_string_free (out, FALSE);
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
read_value (const char *p, const char *end, char **value)
{
  const char *start = p;

  if (p < end && (*p == '"' || *p == '\''))
    {
      const char *close = memchr (p + 1, *p, (gsize)(end - p - 1));

      if (close == NULL)
        close = end;
      *value = bt_html_decode (p + 1, (gsize)(close - p - 1));
      return close < end ? close + 1 : end;
    }
  while (p < end && !is_space (*p) && *p != '>')
    p++;
  *value = bt_html_decode (start, (gsize)(p - start));
  return p;
}

/* From behind the tag's name to behind its ">". */
static const char *
read_attributes (const char *p, const char *end, GPtrArray *attributes)
{
  for (;;)
    {
      const char *start;
      BtHtmlAttribute *attribute;

      while (p < end && (is_space (*p) || *p == '/'))
        p++;
      if (p >= end)
        return end;
      if (*p == '>')
        return p + 1;

      start = p++;
      while (p < end && !is_space (*p) && *p != '/' && *p != '>' && *p != '=')
        p++;
      attribute = g_new0 (BtHtmlAttribute, 1);
      attribute->name = g_ascii_strdown (start, p - start);
      g_ptr_array_add (attributes, attribute);
      p = skip_space (p, end);
      if (p < end && *p == '=')
        p = read_value (skip_space (p + 1, end), end, &attribute->value);
      else
        attribute->value = g_strdup ("");
    }
}

static const char *
read_tag (const char *p, const char *end, BtHtmlToken *token)
{
  const char *start;

  token->kind = *p == '/' ? BT_HTML_TOKEN_END : BT_HTML_TOKEN_START;
  if (*p == '/')
    p++;
  start = p;
  while (p < end && !is_space (*p) && *p != '/' && *p != '>')
    p++;
  token->name = g_ascii_strdown (start, p - start);
  p = read_attributes (p, end, token->attributes);
  g_ptr_array_sort (token->attributes, compare_attributes);
  return p;
}

static const char *
read_comment (const char *p, const char *end, BtHtmlToken *token)
{
  const char *close = g_strstr_len (p, end - p, "-->");

  token->kind = BT_HTML_TOKEN_COMMENT;
  /* "<!-->" is one that is over at once */
  if (p < end && *p == '>')
    close = p - 2;
  if (close == NULL)
    {
      token->text = g_strndup (p, (gsize)(end - p));
      return end;
    }
  token->text = g_strndup (p, (gsize)(MAX (close, p) - p));
  return close + 3;
}

/* A document type can hold declarations of its own in brackets. */
static const char *
read_declaration (const char *p, const char *end, BtHtmlToken *token)
{
  const char *close = memchr (p, '>', (gsize)(end - p));
  const char *bracket = close != NULL ? memchr (p, '[', (gsize)(close - p)) : NULL;

  token->kind = BT_HTML_TOKEN_OTHER;
  if (bracket != NULL && end - p > 9 && g_ascii_strncasecmp (p, "<!doctype", 9) == 0)
    {
      const char *subset_end = g_strstr_len (bracket, end - bracket, "]>");

      close = subset_end != NULL ? subset_end + 1 : close;
    }
  p = close != NULL ? close + 1 : end;
  token->text = g_strndup (token->start, (gsize)(p - token->start));
  return p;
}

/* Whether "<" at @p begins markup; a lone "<" is text. */
static gboolean
is_markup (const char *p, const char *end)
{
  if (end - p < 2)
    return FALSE;
  if (p[1] == '!' || p[1] == '?' || g_ascii_isalpha (p[1]))
    return TRUE;
  return p[1] == '/' && end - p > 2 && g_ascii_isalpha (p[2]);
}

static const char *
read_text (const char *p, const char *end, BtHtmlToken *token)
{
  const char *start = p;

  do
    {
      const char *next = memchr (p + 1, '<', (gsize)(end - p - 1));

      p = next != NULL ? next : end;
    }
  while (p < end && !is_markup (p, end));

  token->kind = BT_HTML_TOKEN_TEXT;
  token->text = bt_html_decode (start, (gsize)(p - start));
  return p;
}

gboolean
bt_html_next_token (const char **html, const char *end, BtHtmlToken *token)
{
  const char *p = *html;

  bt_html_token_clear (token);
  if (p >= end)
    return FALSE;
  token->start = p;
  token->attributes = g_ptr_array_new_with_free_func (attribute_free);

  if (*p != '<' || !is_markup (p, end))
    p = read_text (p, end, token);
  else if (end - p >= 4 && memcmp (p, "<!--", 4) == 0)
    p = read_comment (p + 4, end, token);
  else if (p[1] == '!' || p[1] == '?')
    p = read_declaration (p, end, token);
  else
    p = read_tag (p + 1, end, token);

  token->length = (gsize)(p - token->start);
  *html = p;
  return TRUE;
}

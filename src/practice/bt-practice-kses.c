/* What WordPress's filter (kses) leaves of HTML that a user sends.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "practice/bt-practice-kses.h"

#include "practice/bt-practice-entities.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *attributes;
} Tag;

#define CELL "align char charoff valign "

/* Sorted by name: looked up by bsearch. */
static const Tag post_tags[] = {
  { "a", "href rel rev name target download" },
  { "abbr", "" },
  { "acronym", "" },
  { "address", "" },
  { "area", "alt coords href nohref shape target" },
  { "article", "align" },
  { "aside", "align" },
  { "audio", "autoplay controls loop muted preload src" },
  { "b", "" },
  { "bdo", "" },
  { "big", "" },
  { "blockquote", "cite" },
  { "br", "" },
  { "button", "disabled name type value" },
  { "caption", "align" },
  { "cite", "" },
  { "code", "" },
  { "col", CELL "span width" },
  { "colgroup", CELL "span width" },
  { "dd", "" },
  { "del", "datetime" },
  { "details", "align open" },
  { "dfn", "" },
  { "div", "align" },
  { "dl", "" },
  { "dt", "" },
  { "em", "" },
  { "fieldset", "" },
  { "figcaption", "align" },
  { "figure", "align" },
  { "font", "color face size" },
  { "footer", "align" },
  { "h1", "align" },
  { "h2", "align" },
  { "h3", "align" },
  { "h4", "align" },
  { "h5", "align" },
  { "h6", "align" },
  { "header", "align" },
  { "hgroup", "align" },
  { "hr", "align noshade size width" },
  { "i", "" },
  { "img", "alt align border height hspace loading longdesc vspace src usemap width" },
  { "ins", "datetime cite" },
  { "kbd", "" },
  { "label", "for" },
  { "legend", "align" },
  { "li", "align value" },
  { "main", "align" },
  { "map", "name" },
  { "mark", "" },
  { "menu", "type" },
  { "nav", "align" },
  { "ol", "start type reversed" },
  { "p", "align" },
  { "pre", "width" },
  { "q", "cite" },
  { "rb", "" },
  { "rp", "" },
  { "rt", "" },
  { "rtc", "" },
  { "ruby", "" },
  { "s", "" },
  { "samp", "" },
  { "section", "align" },
  { "small", "" },
  { "span", "align" },
  { "strike", "" },
  { "strong", "" },
  { "sub", "" },
  { "summary", "align" },
  { "sup", "" },
  { "table", "align bgcolor border cellpadding cellspacing rules summary width" },
  { "tbody", CELL },
  { "td", CELL "abbr axis bgcolor colspan headers height nowrap rowspan scope width" },
  { "textarea", "cols rows disabled name readonly" },
  { "tfoot", CELL },
  { "th", CELL "abbr axis bgcolor colspan headers height nowrap rowspan scope width" },
  { "thead", CELL },
  { "title", "" },
  { "tr", CELL "bgcolor" },
  { "track", "default kind label src srclang" },
  { "tt", "" },
  { "u", "" },
  { "ul", "type" },
  { "var", "" },
  { "video", "autoplay controls height loop muted playsinline poster preload src width" },
};

static const Tag title_tags[] = {
  { "a", "href title" }, { "abbr", "title" },      { "acronym", "title" },
  { "b", "" },           { "blockquote", "cite" }, { "cite", "" },
  { "code", "" },        { "del", "datetime" },    { "em", "" },
  { "i", "" },           { "q", "cite" },          { "s", "" },
  { "strike", "" },      { "strong", "" },
};

/* Not on the public pages, although WordPress lets authors write them. */
static const char page_refused[] =
    " button fieldset label legend textarea title map area object menu ";
static const char hidden_elements[] =
    " script style iframe object embed noscript template svg math form select textarea "
    "title head noembed noframes xmp plaintext frameset ";
static const char global_attributes[] =
    "aria-describedby aria-details aria-label aria-labelledby aria-hidden class dir id "
    "lang style title role xml:lang";
static const char url_attributes[] = "href src cite longdesc poster usemap";
static const char protocols[] =
    "http https ftp ftps mailto news irc irc6 ircs gopher nntp feed telnet mms rtsp sms "
    "svn tel fax xmpp webcal urn";

static int
compare_tags (gconstpointer name, gconstpointer tag)
{
  return strcmp (name, ((const Tag *)tag)->name);
}

static const Tag *
find_tag (const char *name, BtPracticeKses rules)
{
  if (rules == BT_PRACTICE_KSES_TITLE)
    return bsearch (name, title_tags, G_N_ELEMENTS (title_tags), sizeof (Tag),
                    compare_tags);
  if (rules == BT_PRACTICE_KSES_PAGE && bt_practice_has_word (page_refused, name))
    return NULL;
  return bsearch (name, post_tags, G_N_ELEMENTS (post_tags), sizeof (Tag), compare_tags);
}

/* What a browser would make of the start of an address: entities read, white space and
 * control characters left out. */
static char *
decode_scheme (const char *value)
{
  GString *out = g_string_new (NULL);

  for (const char *p = value; *p != '\0' && out->len < 32;)
    {
      gsize length = 0;
      gunichar code = *p == '&' ? bt_practice_entity_code (p, &length) : 0;

      if (length == 0)
        code = (guchar)*p;
      if (code > 0x20 && code < 0x7F)
        g_string_append_c (out, (char)g_ascii_tolower ((char)code));
      else if (code >= 0x7F)
        g_string_append_c (out, '?');
      p += length > 0 ? length : 1;
    }
  return g_string_free (out, FALSE);
}

static gboolean
scheme_is_refused (const char *value)
{
  g_autofree char *start = decode_scheme (value);
  gsize length = strcspn (start, ":/?#");

  if (start[length] != ':')
    return FALSE;
  start[length] = '\0';
  return !bt_practice_has_word (protocols, start);
}

/* A refused protocol is cut off: "javascript:alert(1)" becomes "alert(1)". */
static char *
filter_url (const char *value)
{
  for (int i = 0; i < 6 && scheme_is_refused (value); i++)
    {
      const char *colon = strchr (value, ':');
      const char *entity = strchr (value, ';');

      if (colon == NULL && entity == NULL)
        return g_strdup ("");
      if (colon == NULL || (entity != NULL && entity < colon))
        colon = entity;
      value = colon + 1;
    }
  return scheme_is_refused (value) ? g_strdup ("") : g_strdup (value);
}

/* Of inline styles only what cannot reach out of the text is kept. */
static char *
filter_style (const char *value)
{
  static const char kept[] =
      "background-color border border-color border-style border-width clear color "
      "display float font-family font-size font-style font-weight height letter-spacing "
      "line-height margin margin-bottom margin-left margin-right margin-top max-width "
      "min-height object-fit padding padding-bottom padding-left padding-right "
      "padding-top text-align text-decoration text-indent text-transform vertical-align "
      "width aspect-ratio";
  g_auto (GStrv) parts = g_strsplit (value, ";", -1);
  GString *out = g_string_new (NULL);

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (parts[i], ":", 2);

      if (g_strv_length (pair) != 2 || strpbrk (parts[i], "\\(&=}/*") != NULL)
        continue;
      if (bt_practice_has_word (kept, g_strstrip (pair[0])))
        g_string_append_printf (out, "%s%s", out->len > 0 ? ";" : "",
                                g_strstrip (parts[i]));
    }
  return g_string_free (out, FALSE);
}

static gboolean
attribute_is_allowed (const Tag *tag, const char *name, BtPracticeKses rules)
{
  if (rules == BT_PRACTICE_KSES_PAGE
      && (g_str_equal (name, "style") || g_str_equal (name, "id")
          || g_str_equal (name, "usemap") || g_str_has_prefix (name, "data-")))
    return FALSE;
  if (bt_practice_has_word (tag->attributes, name))
    return TRUE;
  if (rules == BT_PRACTICE_KSES_TITLE)
    return FALSE;
  return bt_practice_has_word (global_attributes, name)
         || (g_str_has_prefix (name, "data-") && name[5] != '\0');
}

static void
append_attribute (GString *out,
                  const Tag *tag,
                  const char *written,
                  const char *value,
                  char quote,
                  BtPracticeKses rules)
{
  g_autofree char *name = g_ascii_strdown (written, -1);
  g_autofree char *filtered = NULL;
  g_autofree char *entities = NULL;

  if (!attribute_is_allowed (tag, name, rules))
    return;
  if (value == NULL)
    {
      g_string_append_printf (out, " %s", written);
      return;
    }
  if (g_str_equal (name, "style"))
    filtered = filter_style (value);
  else if (bt_practice_has_word (url_attributes, name))
    filtered = filter_url (value);
  else
    filtered = g_strdup (value);
  if (g_str_equal (name, "style") && *filtered == '\0')
    return;
  entities = bt_practice_normalize_entities (filtered);
  g_string_append_printf (out, " %s=%c%s%c", written, quote, entities, quote);
}

static void
skip_space (const char **p)
{
  while (g_ascii_isspace (**p))
    (*p)++;
}

/* Past what makes no sense, up to the next white space outside of quotes. */
static void
skip_junk (const char **p)
{
  while (**p != '\0' && !g_ascii_isspace (**p))
    {
      const char *end = **p == '"' || **p == '\'' ? strchr (*p + 1, **p) : *p;

      *p = end != NULL ? end + 1 : *p + strlen (*p);
    }
}

/* The value at @p, quoted or not. Returns NULL for one whose quote is not closed, or that
 * goes on behind it. */
static char *
read_value (const char **p, char *quote)
{
  const char *start = *p;
  const char *end;

  *quote = *start == '\'' ? '\'' : '"';
  if (*start == '"' || *start == '\'')
    {
      end = strchr (start + 1, *start);
      if (end == NULL || (end[1] != '\0' && end[1] != '/' && !g_ascii_isspace (end[1])))
        {
          skip_junk (p);
          return NULL;
        }
      *p = end + 1;
      return g_strndup (start + 1, (gsize)(end - start - 1));
    }
  *p = start + strcspn (start, " \t\r\n\f\"'");
  return g_strndup (start, (gsize)(*p - start));
}

/* Reads one name[=value] at @p. Returns FALSE at the end; @name is NULL for what is left
 * out. */
static gboolean
read_attribute (const char **p, char **name, char **value, char *quote)
{
  const char *start;
  gsize length;

  while (g_ascii_isspace (**p) || **p == '/')
    (*p)++;
  if (**p == '\0')
    return FALSE;
  start = *p;
  length = strcspn (start, " \t\r\n\f=\"'<>/");
  if (length == 0 || (!g_ascii_isalpha (*start) && *start != '_'))
    {
      skip_junk (p);
      return TRUE;
    }
  *p = start + length;
  *name = g_strndup (start, length);
  skip_space (p);
  if (**p != '=')
    return TRUE;
  (*p)++;
  skip_space (p);
  *value = read_value (p, quote);
  if (*value == NULL)
    g_clear_pointer (name, g_free);
  return TRUE;
}

static void
append_tag (GString *out,
            const Tag *tag,
            const char *written,
            const char *rest,
            BtPracticeKses rules)
{
  gsize length = strlen (rest);
  const char *p = rest;

  while (length > 0 && g_ascii_isspace (rest[length - 1]))
    length--;
  g_string_append_printf (out, "<%s", written);
  for (;;)
    {
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;
      char quote = '"';

      if (!read_attribute (&p, &name, &value, &quote))
        break;
      if (name != NULL)
        append_attribute (out, tag, name, value, quote, rules);
    }
  g_string_append (out, length > 0 && rest[length - 1] == '/' ? " />" : ">");
}

/* One tag, @text being what stands between "<" and ">". Returns, on pages, the name of an
 * element whose content must not show. */
static char *
filter_tag (GString *out, const char *text, BtPracticeKses rules)
{
  g_autofree char *written = NULL;
  g_autofree char *name = NULL;
  gboolean closing;
  const Tag *tag;
  gsize length;

  skip_space (&text);
  closing = *text == '/';
  if (closing)
    text++;
  skip_space (&text);
  for (length = 0; g_ascii_isalnum (text[length]) || text[length] == '-'; length++)
    ;
  if (length == 0)
    return NULL;
  written = g_strndup (text, length);
  name = g_ascii_strdown (written, -1);
  tag = find_tag (name, rules);
  if (tag != NULL && closing)
    g_string_append_printf (out, "</%s>", written);
  else if (tag != NULL)
    append_tag (out, tag, written, text + length, rules);
  else if (rules == BT_PRACTICE_KSES_PAGE && !closing
           && bt_practice_has_word (hidden_elements, name))
    return g_steal_pointer (&name);
  return NULL;
}

static const char *
find_closing_tag (const char *p, const char *name)
{
  gsize length = strlen (name);

  for (; (p = strstr (p, "</")) != NULL; p++)
    if (g_ascii_strncasecmp (p + 2, name, length) == 0
        && !g_ascii_isalnum (p[2 + length]))
      return p;
  return NULL;
}

/* A comment stays, with "--" inside made harmless; block comments are comments. */
static const char *
filter_comment (GString *out, const char *p, BtPracticeKses rules)
{
  const char *end = strstr (p + 4, "-->");
  gsize length = end != NULL ? (gsize)(end - p - 4) : strlen (p + 4);
  g_autofree char *text = g_strndup (p + 4, length);

  if (rules == BT_PRACTICE_KSES_POST)
    {
      gboolean dash = FALSE;

      g_string_append (out, "<!--");
      for (const char *q = text; *q != '\0'; q++)
        {
          if (*q == '<' || *q == '>')
            g_string_append (out, *q == '<' ? "&lt;" : "&gt;");
          else if (*q != '-' || !dash)
            g_string_append_c (out, *q);
          dash = *q == '-';
        }
      g_string_append (out, "-->");
    }
  return end + 3;
}

char *
bt_practice_kses (const char *html, BtPracticeKses rules)
{
  GString *out = g_string_new (NULL);
  g_autofree char *entities = bt_practice_normalize_entities (html);

  for (const char *p = entities; *p != '\0';)
    {
      gsize length = strcspn (p, "<>");

      g_string_append_len (out, p, (gssize)length);
      p += length;
      if (g_str_has_prefix (p, "<!--"))
        p = filter_comment (out, p, rules);
      else if (*p == '<')
        {
          g_autofree char *hidden = NULL;
          g_autofree char *text = NULL;

          length = strcspn (p + 1, "<>");
          text = g_strndup (p + 1, length);
          if (p[1 + length] != '>') /* no tag: a "less than" in the text */
            {
              g_string_append (out, "&lt;");
              p++;
              continue;
            }
          p += length + 2;
          hidden = filter_tag (out, text, rules);
          if (hidden != NULL)
            {
              p = find_closing_tag (p, hidden);
              if (p == NULL)
                break;
            }
        }
      else if (*p == '>')
        {
          g_string_append (out, "&gt;");
          p++;
        }
    }
  return g_string_free (out, FALSE);
}

/* Which tags, attributes, addresses and styles the filter leaves.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "practice/bt-practice-kses-rules.h"

#include "practice/bt-practice-entities.h"

#include <string.h>

typedef BtPracticeTag Tag;

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
static const char void_elements[] = " area br col hr img track ";
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

const BtPracticeTag *
bt_practice_kses_find (const char *name, BtPracticeKses rules)
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

/* The pages show the portal's own pictures whatever port it had when they were put into
 * the text. */
static const char *
without_own_origin (const char *value)
{
  const char *path = strstr (value, "/wp-content/uploads/");

  return path != NULL
                 && g_regex_match_simple (
                     "^http://(127\\.0\\.0\\.1|localhost)(:\\d+)?/wp-content/uploads/",
                     value, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT)
             ? path
             : value;
}

/* A refused protocol is cut off: "javascript:alert(1)" becomes "alert(1)". */
static char *
filter_url (const char *value, BtPracticeKses rules)
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
  if (scheme_is_refused (value))
    return g_strdup ("");
  return g_strdup (rules == BT_PRACTICE_KSES_PAGE ? without_own_origin (value) : value);
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

char *
bt_practice_kses_attribute (const BtPracticeTag *tag,
                            const char *name,
                            const char *value,
                            BtPracticeKses rules)
{
  g_autofree char *filtered = NULL;

  if (!attribute_is_allowed (tag, name, rules))
    return NULL;
  if (g_str_equal (name, "style"))
    filtered = filter_style (value);
  else if (bt_practice_has_word (url_attributes, name))
    filtered = filter_url (value, rules);
  else
    filtered = g_strdup (value);
  if (g_str_equal (name, "style") && *filtered == '\0')
    return NULL;
  return bt_practice_normalize_entities (filtered);
}

gboolean
bt_practice_kses_is_hidden (const char *name)
{
  return bt_practice_has_word (hidden_elements, name);
}

gboolean
bt_practice_kses_is_void (const char *name)
{
  return bt_practice_has_word (void_elements, name);
}

/* WordPress's way with text.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "portal/bt-wordpress-private.h"
#include "text/bt-text.h"

/* One character reference at @p ("&amp;", "&#8211;", "&#x1EA3;").
 * Returns: its length, 0 if it is none */
static gsize
decode_reference (const char *p, gunichar *c)
{
  static const struct
  {
    const char *name;
    gunichar c;
  } named[] = { { "&amp;", '&' },      { "&lt;", '<' },      { "&gt;", '>' },
                { "&quot;", '"' },     { "&apos;", '\'' },   { "&nbsp;", 0xA0 },
                { "&ndash;", 0x2013 }, { "&mdash;", 0x2014 } };
  gboolean hex;
  const char *digits;
  char *end;
  guint64 value;

  for (gsize i = 0; i < G_N_ELEMENTS (named); i++)
    if (g_str_has_prefix (p, named[i].name))
      {
        *c = named[i].c;
        return strlen (named[i].name);
      }
  if (p[1] != '#')
    return 0;
  hex = p[2] == 'x' || p[2] == 'X';
  digits = p + (hex ? 3 : 2);
  if (!(hex ? g_ascii_isxdigit (*digits) : g_ascii_isdigit (*digits)))
    return 0;
  value = g_ascii_strtoull (digits, &end, hex ? 16 : 10);
  if (*end != ';' || value == 0 || value > 0x10FFFF
      || !g_unichar_validate ((gunichar)value))
    return 0;
  *c = (gunichar)value;
  return (gsize)(end + 1 - p);
}

char *
bt_wordpress_plain (const char *text)
{
  g_autoptr (GString) plain = g_string_new (NULL);

  for (const char *p = text ? text : ""; *p;)
    {
      gunichar c;
      gsize length = *p == '&' ? decode_reference (p, &c) : 0;

      if (length)
        g_string_append_unichar (plain, c);
      else
        g_string_append_c (plain, *p);
      p += MAX (length, 1);
    }
  g_strstrip (plain->str);
  return bt_text_nfc (plain->str);
}

const char *
bt_wordpress_raw (JsonObject *object, const char *member)
{
  JsonObject *field = bt_json_object (object, member);

  return field ? bt_json_string (field, "raw") : bt_json_string (object, member);
}

/* WordPress puts captions into paragraphs when it shows them. */
static char *
without_tags (const char *html)
{
  GString *text = g_string_new (NULL);
  gboolean in_tag = FALSE;

  for (const char *p = html; *p; p++)
    if (*p == '<')
      in_tag = TRUE;
    else if (*p == '>' && in_tag)
      in_tag = FALSE;
    else if (!in_tag)
      g_string_append_c (text, *p);
  return g_string_free (text, FALSE);
}

char *
bt_wordpress_words (JsonObject *object, const char *member)
{
  const char *raw = bt_wordpress_raw (object, member);
  const char *rendered = bt_json_string (bt_json_object (object, member), "rendered");
  g_autofree char *text = NULL;

  if (raw || !rendered)
    return bt_wordpress_plain (raw);
  text = without_tags (rendered);
  return bt_wordpress_plain (text);
}

char *
bt_wordpress_html (const char *text)
{
  g_autoptr (GString) html = g_string_new (text);

  g_string_replace (html, "&", "&amp;", 0);
  g_string_replace (html, "<", "&lt;", 0);
  g_string_replace (html, ">", "&gt;", 0);
  return g_string_free (g_steal_pointer (&html), FALSE);
}

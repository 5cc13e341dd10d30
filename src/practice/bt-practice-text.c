/* Texts as WordPress shapes them: slugs, file names, entities.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "practice/bt-practice-text.h"

#include "practice/bt-practice-entities.h"

#include <string.h>

typedef struct
{
  gunichar letter;
  const char *plain;
} Plain;

/* Letters that Unicode does not take apart. */
static const Plain plain_letters[] = {
  { 0x0110, "D" },  { 0x0111, "d" },  { 0x00D0, "D" },  { 0x00F0, "d" },
  { 0x00D8, "O" },  { 0x00F8, "o" },  { 0x0141, "L" },  { 0x0142, "l" },
  { 0x00DF, "ss" }, { 0x00C6, "AE" }, { 0x00E6, "ae" }, { 0x0152, "OE" },
  { 0x0153, "oe" }, { 0x00DE, "TH" }, { 0x00FE, "th" }, { 0x00AA, "a" },
  { 0x00BA, "o" },
};

char *
bt_practice_remove_accents (const char *text)
{
  g_autofree char *nfc = g_utf8_normalize (text, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  GString *out = g_string_new (NULL);

  for (const char *p = nfc; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar letter = g_utf8_get_char (p);
      gunichar parts[18];
      gsize i = 0;

      while (i < G_N_ELEMENTS (plain_letters) && plain_letters[i].letter != letter)
        i++;
      if (i < G_N_ELEMENTS (plain_letters))
        g_string_append (out, plain_letters[i].plain);
      else if (letter >= 0x80
               && g_unichar_fully_decompose (letter, FALSE, parts, G_N_ELEMENTS (parts))
                      > 1
               && parts[0] < 0x80)
        g_string_append_c (out, (char)parts[0]);
      else
        g_string_append_unichar (out, letter);
    }
  return g_string_free (out, FALSE);
}

/* What becomes of a character in a slug: kept (its percent form when not ASCII), a
 * hyphen, or nothing. */
static void
append_slug_char (GString *out, gunichar c)
{
  static const gunichar dropped[] = { 0xA1,   0xBF,   0xAB,   0xBB,   0x2039, 0x203A,
                                      0xA9,   0xAE,   0xB0,   0x2026, 0x2122, 0xB4,
                                      0x02CA, 0x0300, 0x0301, 0x0304, 0x030C, 0x2022,
                                      0xAD,   0xFEFF, 0xFFFC };
  char utf8[6];
  int length;

  if (c < 0x80)
    {
      if (g_ascii_isalnum (c) || c == '_' || c == '-')
        g_string_append_c (out, g_ascii_tolower ((char)c));
      else if (c == '.' || c == '/' || g_ascii_isspace (c))
        g_string_append_c (out, '-');
      return;
    }
  if (c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x2013 || c == 0x2014
      || c == 0x2028 || c == 0x2029 || c == 0x202F)
    {
      g_string_append_c (out, '-');
      return;
    }
  if ((c >= 0x200B && c <= 0x200F) || (c >= 0x2018 && c <= 0x201F)
      || (c >= 0x202A && c <= 0x202E))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (dropped); i++)
    if (dropped[i] == c)
      return;
  if (c == 0xD7)
    {
      g_string_append_c (out, 'x');
      return;
    }
  length = g_unichar_to_utf8 (g_unichar_tolower (c), utf8);
  if (out->len + (gsize)length * 3 > BT_PRACTICE_SLUG_MAX)
    return;
  for (int i = 0; i < length; i++)
    g_string_append_printf (out, "%%%02x", (guint)(guchar)utf8[i]);
}

static gboolean
is_octet (const char *p)
{
  return p[0] == '%' && g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]);
}

/* "&amp;" and the like leave no trace in a slug. */
static const char *
skip_entity (const char *p)
{
  gsize length = *p == '&' ? strcspn (p, ";\n") : 0;

  return length > 1 && p[length] == ';' ? p + length + 1 : NULL;
}

char *
bt_practice_slug (const char *title)
{
  g_autofree char *plain = bt_practice_remove_accents (title);
  g_autofree char *stripped = bt_practice_strip_tags (plain);
  g_autofree char *text = g_utf8_make_valid (stripped, MIN (strlen (stripped), 4096));
  g_autoptr (GString) raw = g_string_new (NULL);
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0';)
    {
      const char *after = skip_entity (p);

      if (after != NULL)
        p = after;
      else if (is_octet (p))
        {
          g_string_append_printf (raw, "%%%c%c", g_ascii_tolower (p[1]),
                                  g_ascii_tolower (p[2]));
          p += 3;
        }
      else
        {
          append_slug_char (raw, g_utf8_get_char (p));
          p = g_utf8_next_char (p);
        }
    }
  for (gsize i = 0; i < raw->len; i++)
    if (raw->str[i] != '-' || (out->len > 0 && out->str[out->len - 1] != '-'))
      g_string_append_c (out, raw->str[i]);
  while (out->len > 0 && out->str[out->len - 1] == '-')
    g_string_truncate (out, out->len - 1);
  return g_string_free (out, FALSE);
}

char *
bt_practice_truncate_slug (const char *slug, gsize max)
{
  gsize length = MIN (strlen (slug), max);

  while (length > 0 && length < strlen (slug)
         && (slug[length - 1] == '%' || (length > 1 && slug[length - 2] == '%')))
    length--;
  return g_strndup (slug, length);
}

char *
bt_practice_file_name (const char *name)
{
  static const char special[] = "?[]/\\=<>:;,'\"&$#*()|~`!{}%+";
  g_autofree char *plain = bt_practice_remove_accents (name);
  GString *out = g_string_new (NULL);

  for (const char *p = plain; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == 0xA0 || c == ' ' || c == '\r' || c == '\n' || c == '\t' || c == '-')
        {
          if (out->len == 0 || out->str[out->len - 1] != '-')
            g_string_append_c (out, '-');
        }
      else if (c >= 0x20 && c != 0x7F && (c >= 0x80 || strchr (special, (int)c) == NULL)
               && c != 0x2019 && c != 0xAB && c != 0xBB && c != 0x201C && c != 0x201D)
        g_string_append_unichar (out, c);
    }
  while (out->len > 0 && strchr (".-_", out->str[0]) != NULL)
    g_string_erase (out, 0, 1);
  while (out->len > 0 && strchr (".-_", out->str[out->len - 1]) != NULL)
    g_string_truncate (out, out->len - 1);
  return g_string_free (out, FALSE);
}

char *
bt_practice_escape (const char *text)
{
  g_autofree char *entities = bt_practice_normalize_entities (text);
  GString *out = g_string_new (NULL);

  for (const char *p = entities; *p != '\0'; p++)
    {
      if (*p == '<')
        g_string_append (out, "&lt;");
      else if (*p == '>')
        g_string_append (out, "&gt;");
      else if (*p == '"')
        g_string_append (out, "&quot;");
      else if (*p == '\'')
        g_string_append (out, "&#039;");
      else
        g_string_append_c (out, *p);
    }
  return g_string_free (out, FALSE);
}

/* The end of <script>…</script> or <style>…</style> that opens at @p; NULL for others.
 * Without an end tag it goes on to the end of the text. */
static const char *
skip_hidden (const char *p)
{
  static const char *const names[] = { "script", "style" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gsize length = strlen (names[i]);

      if (g_ascii_strncasecmp (p + 1, names[i], length) != 0
          || g_ascii_isalnum (p[1 + length]))
        continue;
      while ((p = strstr (p, "</")) != NULL
             && g_ascii_strncasecmp (p + 2, names[i], length) != 0)
        p += 2;
      return p != NULL ? strchr (p, '>') : "";
    }
  return NULL;
}

/* Behind the tag or comment at @p; NULL when it does not end. */
static const char *
skip_markup (const char *p)
{
  const char *end;

  if (g_str_has_prefix (p, "<!--"))
    {
      end = strstr (p, "-->");
      return end != NULL ? end + 3 : NULL;
    }
  end = skip_hidden (p);
  if (end == NULL)
    end = strchr (p, '>');
  return end != NULL && *end != '\0' ? end + 1 : NULL;
}

char *
bt_practice_strip_tags (const char *html)
{
  GString *out = g_string_new (NULL);

  for (const char *p = html; p != NULL && *p != '\0';)
    {
      if (*p == '<' && !g_ascii_isspace (p[1]) && p[1] != '\0')
        p = skip_markup (p);
      else
        g_string_append_c (out, *p++);
    }
  return g_string_free (out, FALSE);
}

char *
bt_practice_text_field (const char *text)
{
  g_autofree char *plain = bt_practice_strip_tags (text);
  GString *out = g_string_new (NULL);

  for (const char *p = plain; *p != '\0'; p++)
    {
      if (is_octet (p))
        p += 2;
      else if (!g_ascii_isspace (*p))
        g_string_append_c (out, *p);
      else if (out->len > 0 && out->str[out->len - 1] != ' ')
        g_string_append_c (out, ' ');
    }
  return g_strchomp (g_string_free (out, FALSE));
}

char *
bt_practice_words (const char *html, guint max)
{
  g_autofree char *plain = bt_practice_strip_tags (html);
  g_auto (GStrv) words = g_strsplit_set (plain, " \t\r\n", -1);
  GString *out = g_string_new (NULL);
  guint n = 0;

  for (gsize i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0')
        continue;
      if (n++ == max)
        {
          g_string_append (out, " …");
          break;
        }
      g_string_append_printf (out, "%s%s", n > 1 ? " " : "", words[i]);
    }
  return g_string_free (out, FALSE);
}

/* The bytes of a clipboard as text.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/bt-paste-private.h"

#include <string.h>

#include "text/bt-text.h"

/* Where HTML names its encoding, if it does. */
#define DECLARATION_BYTES 2048
/* How much is looked at to tell UTF-16 without a mark. */
#define PEEK_BYTES 64
/* Unicode's own limit for a row of marks (UAX 15, stream-safe text): putting a longer one
 * in order takes time that grows with its square. */
#define MAX_MARKS 30

/* ---- encodings ---- */

/* Half a surrogate pair and half a unit at the end are a replacement character. */
static char *
from_utf16 (const guchar *data, gsize size, gboolean big)
{
  GString *out = g_string_sized_new (size);

  for (gsize i = 0; i + 1 < size; i += 2)
    {
      gunichar c = big ? (gunichar)(data[i] << 8 | data[i + 1])
                       : (gunichar)(data[i + 1] << 8 | data[i]);

      if (c >= 0xd800 && c < 0xdc00 && i + 3 < size)
        {
          gunichar low = big ? (gunichar)(data[i + 2] << 8 | data[i + 3])
                             : (gunichar)(data[i + 3] << 8 | data[i + 2]);

          if (low >= 0xdc00 && low < 0xe000)
            {
              c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
              i += 2;
            }
        }
      if (c >= 0xd800 && c < 0xe000)
        c = 0xfffd;
      if (c != 0)
        g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

/* Letters of markup with a zero beside each. Returns: 'l', 'b', or 0 for neither */
static char
guess_utf16 (const guchar *data, gsize size)
{
  gsize n = MIN (size, PEEK_BYTES) / 2;
  gsize even = 0;
  gsize odd = 0;

  for (gsize i = 0; i < n; i++)
    {
      even += data[2 * i] == 0;
      odd += data[2 * i + 1] == 0;
    }
  if (n >= 2 && odd * 2 > n && even == 0)
    return 'l';
  if (n >= 2 && even * 2 > n && odd == 0)
    return 'b';
  return 0;
}

/* The seam for old encodings: what is not UTF-8 is what the markup says it is, where that
 * is one of Windows' tables for Latin letters; Vietnamese ones of before Unicode come as
 * letters of those and are told from the words, after this. */
static char *
from_old_encoding (const char *text, gsize length, gboolean html)
{
  static const char *const tables[] = { "windows-1252", "windows-1258", "windows-1250",
                                        "iso-8859-1" };
  g_autofree char *head = g_ascii_strdown (text, (gssize)MIN (length, DECLARATION_BYTES));
  const char *charset = html ? strstr (head, "charset=") : NULL;

  for (guint i = 0; charset != NULL && i < G_N_ELEMENTS (tables); i++)
    {
      const char *name = charset + strlen ("charset=");
      char *converted;

      name += strspn (name, "\"' ");
      if (!g_str_has_prefix (name, tables[i]))
        continue;
      converted = g_convert_with_fallback (text, (gssize)length, "UTF-8",
                                           i == 3 ? "windows-1252" : tables[i], NULL,
                                           NULL, NULL, NULL);
      if (converted != NULL)
        return converted;
    }
  return g_utf8_make_valid (text, (gssize)length);
}

static char *
from_bytes (const guchar *data, gsize size, gboolean html)
{
  GString *text;
  char guess;

  if (size >= 2 && data[0] == 0xff && data[1] == 0xfe)
    return from_utf16 (data + 2, size - 2, FALSE);
  if (size >= 2 && data[0] == 0xfe && data[1] == 0xff)
    return from_utf16 (data + 2, size - 2, TRUE);
  guess = guess_utf16 (data, size);
  if (guess != 0)
    return from_utf16 (data, size, guess == 'b');
  if (size >= 3 && memcmp (data, "\357\273\277", 3) == 0)
    {
      data += 3;
      size -= 3;
    }

  text = g_string_sized_new (size + 1);
  for (gsize i = 0; i < size; i++)
    if (data[i] != 0)
      g_string_append_c (text, (char)data[i]);
  if (!g_utf8_validate (text->str, (gssize)text->len, NULL))
    {
      char *valid = from_old_encoding (text->str, text->len, html);

      g_string_free (text, TRUE);
      return valid;
    }
  return g_string_free (text, FALSE);
}

char *
bt_paste_decode (GBytes *bytes, gboolean html, GError **error)
{
  gsize size = 0;
  const guchar *data = g_bytes_get_data (bytes, &size);
  g_autofree char *text = NULL;

  if (size > BT_PASTE_MAX_BYTES)
    {
      g_set_error (error, BT_TEXT_ERROR, BT_TEXT_ERROR_TOO_LARGE,
                   "%" G_GSIZE_FORMAT " bytes", size);
      return NULL;
    }
  text = from_bytes (data, size, html);
  /* Windows' own form has a head of offsets, which some bridges hand on. */
  if (html && g_str_has_prefix (text, "Version:"))
    {
      const char *start = strchr (text, '<');

      return g_strdup (start != NULL ? start : "");
    }
  return g_steal_pointer (&text);
}

/* ---- characters ---- */

/* Windows' Western table from 0x80 to 0x9f: Word writes these numbers for its quotation
 * marks and dashes, and browsers read them so. */
static gunichar
from_windows (gunichar c)
{
  static const guint16 table[] = { 0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020,
                                   0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
                                   0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d,
                                   0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a,
                                   0x0153, 0,      0x017e, 0x0178 };

  return table[c - 0x80];
}

/* Returns: what stands for @c, 0 for nothing */
static gunichar
clean_character (gunichar c)
{
  if (c >= 0x80 && c <= 0x9f)
    return from_windows (c);
  switch (c)
    {
    case 0xa0:
    case 0x2007:
    case 0x202f:
      return ' ';
    case 0xad:   /* soft hyphen */
    case 0x200b: /* zero width */
    case 0x2060:
    case 0xfeff:
    case 0xfffc: /* stands for an object */
      return 0;
    default:
      return (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef) ? 0 : c;
    }
}

char *
bt_paste_clean_text (const char *text, guint *marks)
{
  GString *out = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = clean_character (g_utf8_get_char (p));

      if (c == 0)
        continue;
      *marks = c >= 0x300 && g_unichar_combining_class (c) != 0 ? *marks + 1 : 0;
      if (*marks <= MAX_MARKS)
        g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-clean-text.h"

#include "text/bt-text.h"

static gboolean
is_line_end (gunichar c)
{
  return c == '\n' || c == '\r' || c == '\v' || c == '\f' || c == 0x85 || c == 0x2028
         || c == 0x2029;
}

static gboolean
is_control (gunichar c)
{
  return (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7f && c < 0xa0);
}

static gboolean
needs_cleaning (const char *text, gboolean one_line)
{
  const char *p;

  for (p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_control (c) || (c != '\n' && is_line_end (c)))
        return TRUE;
      if (one_line && (c == '\n' || c == '\t'))
        return TRUE;
    }
  return FALSE;
}

static char *
clean (const char *text, gboolean one_line)
{
  g_autofree char *valid = NULL;
  g_autoptr (GString) out = NULL;
  const char *p;

  if (text == NULL)
    return g_strdup ("");

  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);
  if (!needs_cleaning (text, one_line))
    return bt_text_nfc (text);

  out = g_string_sized_new (strlen (text));
  for (p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\r' && p[1] == '\n')
        continue;
      if (is_line_end (c))
        g_string_append_c (out, one_line ? ' ' : '\n');
      else if (c == '\t' && one_line)
        g_string_append_c (out, ' ');
      else if (!is_control (c))
        g_string_append_unichar (out, c);
    }
  return bt_text_nfc (out->str);
}

char *
bt_clean_text (const char *text)
{
  return clean (text, FALSE);
}

char *
bt_clean_line (const char *text)
{
  return clean (text, TRUE);
}

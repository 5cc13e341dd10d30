/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/bt-typing.h"

#include <string.h>

#define OPEN_QUOTE "\342\200\234"
#define CLOSE_QUOTE "\342\200\235"
#define OPEN_SINGLE "\342\200\230"
#define CLOSE_SINGLE "\342\200\231"
#define ELLIPSIS "\342\200\246"
#define EN_DASH "\342\200\223"

/* Returns: the character that ends at @p, 0 at the start of the text */
static gunichar
char_before (const char *text, const char *p)
{
  const char *before = g_utf8_find_prev_char (text, p);

  return before != NULL ? g_utf8_get_char (before) : 0;
}

static gboolean
is_gap (gunichar c)
{
  return c == 0 || g_unichar_isspace (c) || c == 0x2028 || c == 0xFFFC;
}

/* What a quotation may stand behind. */
static gboolean
opens (const char *text, const char *p)
{
  gunichar c = char_before (text, p);

  if (is_gap (c) || c == '(' || c == '[' || c == '{' || c == '<' || c == '/'
      || c == 0x2013 || c == 0x2014)
    return TRUE;
  /* a hyphen that begins what somebody says */
  return c == '-' && is_gap (char_before (text, p - 1));
}

/* Returns: where what stands between white space begins */
static const char *
chunk_start (const char *text, const char *end)
{
  while (end > text && !is_gap (char_before (text, end)))
    end = g_utf8_prev_char (end);
  return end;
}

static gboolean
is_in_address (const char *text, const char *end)
{
  const char *start = chunk_start (text, end);
  gssize n = end - start;

  /* a quotation that is an address has its end */
  if (g_str_has_prefix (start, OPEN_QUOTE) || g_str_has_prefix (start, OPEN_SINGLE))
    return FALSE;
  while (n > 0 && strchr ("([{<", *start) != NULL)
    start++, n--;
  return g_strstr_len (start, n, "://") != NULL || g_strstr_len (start, n, "@") != NULL
         || (n > 4 && g_ascii_strncasecmp (start, "www.", 4) == 0);
}

static gboolean
set (BtTypingChange *change, guint n_chars, const char *text, const char *literal)
{
  change->n_chars = n_chars;
  change->text = text;
  change->literal = literal;
  return TRUE;
}

static gboolean
quote (const char *before, const char *typed, BtTypingChange *change)
{
  if (is_in_address (before, typed))
    return FALSE;
  return set (change, 1, opens (before, typed) ? OPEN_QUOTE : CLOSE_QUOTE, "\"");
}

static gboolean
single_quote (const char *before, const char *typed, BtTypingChange *change)
{
  gunichar c = char_before (before, typed);

  if (is_in_address (before, typed))
    return FALSE;
  /* “‘…’ …” is a quotation in a quotation */
  return set (change, 1,
              opens (before, typed) || c == 0x201c ? OPEN_SINGLE : CLOSE_SINGLE, "'");
}

static gboolean
dot (const char *before, const char *typed, const char *after, BtTypingChange *change)
{
  gunichar c;

  if (typed - before < 2 || typed[-1] != '.' || typed[-2] != '.' || *after == '.')
    return FALSE;
  c = char_before (before, typed - 2);
  /* a row of dots is a line to be filled in, ../.. a path */
  if (c == '.' || c == 0x2026 || c == '/' || is_in_address (before, typed))
    return FALSE;
  return set (change, 3, ELLIPSIS, "...");
}

static gboolean
space (const char *before, const char *typed, BtTypingChange *change)
{
  if (typed - before < 3 || typed[-1] != '-' || typed[-2] != ' '
      || is_gap (char_before (before, typed - 2)))
    return FALSE;
  return set (change, 2, EN_DASH " ", "- ");
}

gboolean
bt_typing_change (const char *before,
                  const char *after,
                  BtTypingFlags flags,
                  BtTypingChange *change)
{
  const char *end, *typed;

  g_return_val_if_fail (before != NULL && after != NULL, FALSE);
  g_return_val_if_fail (change != NULL, FALSE);

  end = before + strlen (before);
  typed = g_utf8_find_prev_char (before, end);
  if (typed == NULL)
    return FALSE;
  switch (*typed)
    {
    case '"':
      return (flags & BT_TYPING_QUOTES) != 0 && quote (before, typed, change);
    case '\'':
      return (flags & BT_TYPING_SINGLE_QUOTES) != 0
             && single_quote (before, typed, change);
    case '.':
      return (flags & BT_TYPING_ELLIPSIS) != 0 && dot (before, typed, after, change);
    case ' ':
      return (flags & BT_TYPING_DASH) != 0 && space (before, typed, change);
    default:
      return FALSE;
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-json-check.h"

typedef struct
{
  const char *at;
  const char *end;
  guint depth;
  const char *wrong;
} Check;

static gboolean check_value (Check *check);

static gboolean
fail (Check *check, const char *wrong)
{
  if (check->wrong == NULL)
    check->wrong = wrong;
  return FALSE;
}

static void
skip_space (Check *check)
{
  while (check->at < check->end && *check->at != '\0'
         && strchr (" \t\n\r", *check->at) != NULL)
    check->at++;
}

static gboolean
take (Check *check, char c)
{
  skip_space (check);
  if (check->at >= check->end || *check->at != c)
    return FALSE;
  check->at++;
  return TRUE;
}

static gboolean
check_hex (Check *check, guint *unit)
{
  guint i;

  *unit = 0;
  for (i = 0; i < 4; i++, check->at++)
    {
      if (check->at >= check->end || !g_ascii_isxdigit (*check->at))
        return fail (check, "bad \\u escape");
      *unit = *unit * 16 + (guint)g_ascii_xdigit_value (*check->at);
    }
  return TRUE;
}

/* At the character after the backslash. */
static gboolean
check_escape (Check *check, GString *out)
{
  static const char from[] = "\"\\/bfnrt";
  static const char to[] = "\"\\/\b\f\n\r\t";
  const char *found;
  guint unit;
  guint low;

  if (check->at >= check->end || *check->at == '\0')
    return fail (check, "unfinished string");
  if (*check->at != 'u')
    {
      found = strchr (from, *check->at);
      if (found == NULL)
        return fail (check, "bad escape");
      check->at++;
      g_string_append_c (out, to[found - from]);
      return TRUE;
    }

  check->at++;
  if (!check_hex (check, &unit))
    return FALSE;
  if (unit == 0)
    return fail (check, "U+0000 in a string");
  if (unit >= 0xdc00 && unit <= 0xdfff)
    return fail (check, "half a surrogate pair");
  if (unit >= 0xd800 && unit <= 0xdbff)
    {
      if (check->end - check->at < 6 || check->at[0] != '\\' || check->at[1] != 'u')
        return fail (check, "half a surrogate pair");
      check->at += 2;
      if (!check_hex (check, &low))
        return FALSE;
      if (low < 0xdc00 || low > 0xdfff)
        return fail (check, "half a surrogate pair");
      unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
    }
  g_string_append_unichar (out, unit);
  return TRUE;
}

/* @out: (nullable): gets the string as it is meant, so that "a" and "\u0061" are one. */
static gboolean
check_string (Check *check, GString *out)
{
  g_autoptr (GString) own = NULL;

  if (out == NULL)
    out = own = g_string_new (NULL);
  if (!take (check, '"'))
    return fail (check, "a string is due");
  while (check->at < check->end)
    {
      guchar c = (guchar)*check->at++;

      if (c == '"')
        return TRUE;
      if (c < 0x20)
        return fail (check, "control character in a string");
      if (c != '\\')
        g_string_append_c (out, (char)c);
      else if (!check_escape (check, out))
        return FALSE;
    }
  return fail (check, "unfinished string");
}

static gboolean
check_digits (Check *check)
{
  const char *start = check->at;

  while (check->at < check->end && g_ascii_isdigit (*check->at))
    check->at++;
  return check->at > start;
}

static gboolean
check_number (Check *check)
{
  if (*check->at == '-')
    check->at++;
  if (check->at < check->end && *check->at == '0')
    check->at++;
  else if (!check_digits (check))
    return fail (check, "bad value");
  if (check->at < check->end && *check->at == '.')
    {
      check->at++;
      if (!check_digits (check))
        return fail (check, "bad number");
    }
  if (check->at < check->end && (*check->at == 'e' || *check->at == 'E'))
    {
      check->at++;
      if (check->at < check->end && (*check->at == '+' || *check->at == '-'))
        check->at++;
      if (!check_digits (check))
        return fail (check, "bad number");
    }
  return TRUE;
}

static gboolean
check_word (Check *check, const char *word)
{
  gsize length = strlen (word);

  if ((gsize)(check->end - check->at) < length || memcmp (check->at, word, length) != 0)
    return fail (check, "bad value");
  check->at += length;
  return TRUE;
}

static gboolean
check_object (Check *check)
{
  g_autoptr (GHashTable) names =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (take (check, '}'))
    return TRUE;
  do
    {
      g_autoptr (GString) name = g_string_new (NULL);

      if (!check_string (check, name))
        return FALSE;
      if (!g_hash_table_add (names, g_strdup (name->str)))
        return fail (check, "the same member twice");
      if (!take (check, ':'))
        return fail (check, "a colon is due");
      if (!check_value (check))
        return FALSE;
    }
  while (take (check, ','));
  return take (check, '}') || fail (check, "unfinished object");
}

static gboolean
check_array (Check *check)
{
  if (take (check, ']'))
    return TRUE;
  do
    if (!check_value (check))
      return FALSE;
  while (take (check, ','));
  return take (check, ']') || fail (check, "unfinished array");
}

static gboolean
check_value (Check *check)
{
  gboolean sound;

  skip_space (check);
  if (check->at >= check->end)
    return fail (check, "a value is due");
  switch (*check->at)
    {
    case '"':
      return check_string (check, NULL);
    case '{':
    case '[':
      if (++check->depth > BT_JSON_MAX_DEPTH)
        return fail (check, "nested too deep");
      sound = *check->at++ == '{' ? check_object (check) : check_array (check);
      check->depth--;
      return sound;
    case 't':
      return check_word (check, "true");
    case 'f':
      return check_word (check, "false");
    case 'n':
      return check_word (check, "null");
    default:
      return check_number (check);
    }
}

const char *
bt_json_check (const char *json, gsize length, gsize *offset)
{
  Check check = { json, json + length, 0, NULL };
  const char *invalid;

  g_return_val_if_fail (json != NULL || length == 0, "no bytes");

  if (!g_utf8_validate_len (json, length, &invalid))
    {
      check.at = invalid;
      check.wrong = "not UTF-8";
    }
  else if (check_value (&check))
    {
      skip_space (&check);
      if (check.at < check.end)
        fail (&check, "more after the end");
    }
  if (offset != NULL)
    *offset = (gsize)(check.at - json);
  return check.wrong;
}

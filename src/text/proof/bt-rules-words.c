/* Rules of letters and words.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/proof/bt-rules-private.h"

#include <string.h>

/* ---- U2: letters of other scripts, and what is not seen ---- */

static gboolean
is_hidden (gunichar c)
{
  return c == 0x200b || c == 0x2060 || c == 0xfeff || c == 0xad || c == 0x200e
         || c == 0x200f;
}

/* Returns: the Latin letter that looks like the Cyrillic @c, 0 for none */
static gunichar
latin_for (gunichar c)
{
  static const struct
  {
    gunichar cyrillic;
    char latin;
  } pairs[] = {
    { 0x430, 'a' }, { 0x435, 'e' }, { 0x43e, 'o' }, { 0x440, 'p' }, { 0x441, 'c' },
    { 0x443, 'y' }, { 0x445, 'x' }, { 0x456, 'i' }, { 0x410, 'A' }, { 0x412, 'B' },
    { 0x415, 'E' }, { 0x41a, 'K' }, { 0x41c, 'M' }, { 0x41d, 'H' }, { 0x41e, 'O' },
    { 0x420, 'P' }, { 0x421, 'C' }, { 0x422, 'T' }, { 0x425, 'X' }, { 0x406, 'I' },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (pairs[i].cyrillic == c)
      return (gunichar)pairs[i].latin;
  return 0;
}

/* Eth and the African Đ look like Đ; only the small eth looks like itself, and is typed for
 * đ all the same. */
static gunichar
d_for (gunichar c)
{
  return c == 0xd0 || c == 0x189 ? 0x110u : c == 0xf0 || c == 0x256 ? 0x111u : 0;
}

static gboolean
is_latin (gunichar c)
{
  return g_unichar_get_script (c) == G_UNICODE_SCRIPT_LATIN;
}

/* Returns: (transfer full) (nullable): the word as it looks, NULL when it is so */
static char *
as_it_looks (const gunichar *word, guint n)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean wrong = FALSE, latin = FALSE;

  for (guint i = 0; i < n; i++)
    latin |= is_latin (word[i]) && d_for (word[i]) == 0;
  for (guint i = 0; i < n; i++)
    {
      gunichar other = d_for (word[i]);

      if (other == 0 && latin)
        other = latin_for (word[i]);
      wrong |= other != 0 || is_hidden (word[i]);
      if (!is_hidden (word[i]))
        g_string_append_unichar (out, other != 0 ? other : word[i]);
    }
  return wrong ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

void
bt_rule_look_alikes (const BtRuleText *text)
{
  for (guint i = 0; i < text->n; i++)
    {
      guint end = i;
      gboolean letters = FALSE;
      g_autofree char *fixed = NULL;

      while (end < text->n
             && (g_unichar_isalpha (text->c[end]) || is_hidden (text->c[end])
                 || g_unichar_ismark (text->c[end])))
        letters |= g_unichar_isalpha (text->c[end++]);
      if (end == i)
        continue;
      if (letters)
        fixed = as_it_looks (text->c + i, end - i);
      if (fixed != NULL)
        bt_rule_add (text, i, end, "U2", BT_FINDING_ERROR, fixed);
      i = end;
    }
}

/* ---- W1: a word written twice ---- */

/* Vietnamese doubles words on purpose (xa xa, từ từ, ngày ngày, luôn luôn): only of these it
 * is sure that nobody meant it. */
static gboolean
is_never_doubled (const char *word)
{
  static const char *const words[] = {
    "các",  "của",   "và",    "là",   "đã",  "sẽ",   "những", "được",
    "với",  "trong", "tại",   "ở",    "khi", "thì",  "để",    "theo",
    "bị",   "cũng",  "nhưng", "nếu",  "vì",  "rằng", "hoặc",  "do",
    "trên", "dưới",  "giữa",  "bằng", "này", "đó",   "như",   "cùng",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i], word))
      return TRUE;
  return FALSE;
}

static char *
small_word (const BtRuleText *text, guint start, guint end)
{
  g_autofree char *word = g_ucs4_to_utf8 (text->c + start, end - start, NULL, NULL, NULL);

  return g_utf8_strdown (word, -1);
}

static guint
word_end (const BtRuleText *text, guint i)
{
  while (i < text->n && g_unichar_isalpha (text->c[i]))
    i++;
  return i;
}

void
bt_rule_double_word (const BtRuleText *text)
{
  guint i = 0;

  while (i < text->n)
    {
      guint end = word_end (text, i);
      guint next_end =
          end < text->n && text->c[end] == ' ' ? word_end (text, end + 1) : end;
      g_autofree char *word = NULL;
      g_autofree char *next = NULL;

      if (end == i || next_end - end != end - i + 1)
        {
          i = MAX (end, i + 1);
          continue;
        }
      word = small_word (text, i, end);
      next = small_word (text, end + 1, next_end);
      if (g_str_equal (word, next) && is_never_doubled (word))
        {
          g_autofree char *once = g_ucs4_to_utf8 (text->c + i, end - i, NULL, NULL, NULL);

          bt_rule_add (text, i, next_end, "W1", BT_FINDING_WARNING, once);
          end = next_end;
        }
      i = end;
    }
}

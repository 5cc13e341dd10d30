/* Which parts of a text are matters for a dictionary.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/bt-spell-private.h"

#include <string.h>

/* ---- letters ---- */

static gboolean
is_mark (gunichar c)
{
  return g_unichar_ismark (c);
}

static gboolean
is_word_char (gunichar c)
{
  return g_unichar_isalnum (c) || is_mark (c) || c == '_';
}

static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019 || c == 0x2bc;
}

/* Stands inside a word when there is a letter on both sides. */
static gboolean
is_joint (gunichar c)
{
  return c == '-' || c == 0x2010 || c == 0x2011 || c == '.' || c == '&'
         || is_apostrophe (c);
}

static gboolean
is_space (gunichar c)
{
  return g_unichar_isspace (c) || c == 0xFFFC || c == 0x2028 || c == 0x2029;
}

/* The letters with which Vietnamese is written, and the rest of ASCII. */
static gboolean
is_vietnamese (gunichar c)
{
  gunichar base;

  if (c < 0x80)
    return TRUE;
  c = g_unichar_tolower (c);
  if (c == 0x111 || is_mark (c))
    return TRUE;
  /* ấ is â and a mark, â is a and a mark */
  for (gunichar mark = 0; g_unichar_decompose (c, &base, &mark) && mark != 0; c = base)
    {
      gboolean hat = mark == 0x302 || mark == 0x306 || mark == 0x31b;
      gboolean tone = mark == 0x300 || mark == 0x301 || mark == 0x303 || mark == 0x309
                      || mark == 0x323;

      if (!hat && !tone)
        return FALSE;
    }
  return c < 0x80 && strchr ("aeiouy", (int)c) != NULL;
}

/* ---- addresses and the like: from white space to white space ---- */

static gboolean
has_prefix (const char *start, const char *end, const char *prefix)
{
  gsize n = strlen (prefix);

  return (gsize)(end - start) >= n && g_ascii_strncasecmp (start, prefix, n) == 0;
}

/* example.com.vn: small ASCII letters and dots that end with a domain one meets. */
static gboolean
is_domain (const char *start, const char *end)
{
  static const char *const tops[] = { ".vn",   ".com", ".net", ".org", ".edu", ".gov",
                                      ".info", ".io",  ".tv",  ".me",  ".co" };
  const char *stop = start;

  while (stop < end
         && (g_ascii_isalnum (*stop) || *stop == '.' || *stop == '-' || *stop == '_'))
    stop++;
  if (stop < end && *stop != '/' && *stop != ':' && strchr (",;)!?", *stop) == NULL
      && (guchar)*stop < 0x80)
    return FALSE;
  while (stop > start && stop[-1] == '.')
    stop--;
  for (gsize i = 0; i < G_N_ELEMENTS (tops); i++)
    {
      gsize n = strlen (tops[i]);

      if ((gsize)(stop - start) > n && g_ascii_strncasecmp (stop - n, tops[i], n) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_address (const char *start, const char *end)
{
  while (start < end && strchr ("(\"'[<", *start) != NULL)
    start++;
  return has_prefix (start, end, "www.") || has_prefix (start, end, "#")
         || g_strstr_len (start, end - start, "://") != NULL
         || memchr (start, '@', (gsize)(end - start)) != NULL
         || memchr (start, '\\', (gsize)(end - start)) != NULL || is_domain (start, end);
}

/* ---- compounds: letters with joints between them ---- */

typedef struct
{
  gboolean digits;
  gboolean apostrophes;
  gboolean other; /* & or _ */
  gboolean dots;
  gboolean hyphens;
  gboolean short_parts;   /* no part but the last is longer than two letters */
  gboolean capital_first; /* begins with a capital */
  gboolean small_later;   /* a part after the first begins with a small letter */
  gboolean all_capitals;
} Compound;

static const char *
find_compound_end (const char *start)
{
  const char *p = start;

  while (is_word_char (g_utf8_get_char (p)))
    {
      const char *joint = g_utf8_next_char (p);

      p = joint;
      if (is_joint (g_utf8_get_char (joint)))
        {
          const char *behind = g_utf8_next_char (joint);

          if (is_word_char (g_utf8_get_char (behind)))
            p = behind;
        }
    }
  return p;
}

static void
look_at_compound (const char *start, const char *end, Compound *seen)
{
  guint letters = 0;
  gboolean first_of_part = TRUE;

  memset (seen, 0, sizeof *seen);
  seen->short_parts = TRUE;
  seen->all_capitals = TRUE;
  seen->capital_first = g_unichar_isupper (g_utf8_get_char (start));
  for (const char *p = start; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      seen->digits |= g_unichar_isdigit (c);
      seen->apostrophes |= is_apostrophe (c);
      seen->other |= c == '&' || c == '_';
      seen->dots |= c == '.';
      seen->hyphens |= c == '-' || c == 0x2010 || c == 0x2011;
      if (is_joint (c))
        {
          seen->short_parts = seen->short_parts && letters <= 2;
          letters = 0;
          first_of_part = TRUE;
          continue;
        }
      seen->small_later |= first_of_part && p != start && g_unichar_islower (c);
      seen->all_capitals = seen->all_capitals && !g_unichar_islower (c);
      first_of_part = FALSE;
      letters += !is_mark (c);
    }
}

static gboolean
is_exempt_compound (const char *start, const char *end, const Compound *seen)
{
  if (seen->digits || seen->other || seen->apostrophes || seen->all_capitals)
    return TRUE;
  /* TP.HCM, v.v, Th.S; not "quả.Thu", where a space is missing */
  if (seen->dots && seen->short_parts)
    return TRUE;
  /* a name as it is spoken: Mát-xcơ-va */
  return seen->hyphens && seen->capital_first && seen->small_later;
}

/* tr., ths., ng.: consonants with a dot. */
static gboolean
is_short_with_dot (const char *start, const char *end)
{
  guint n = 0;

  if (*end != '.')
    return FALSE;
  for (const char *p = start; p < end; p = g_utf8_next_char (p), n++)
    if (strchr ("bcdghklmnpqrstvx",
                (int)MIN (g_unichar_tolower (g_utf8_get_char (p)), 127))
        == NULL)
      return FALSE;
  return n <= 3;
}

static void
advance (BtSpellWords *self, const char *to)
{
  self->offset += (guint)g_utf8_strlen (self->at, to - self->at);
  self->at = to;
}

/* The next word of the compound that is being parted. */
static gboolean
next_part (BtSpellWords *self, BtSpellWord *word)
{
  const char *p = self->at;

  while (p < self->compound_end && !is_word_char (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  advance (self, p);
  if (p >= self->compound_end)
    {
      self->compound_end = NULL;
      return FALSE;
    }
  while (p < self->compound_end && is_word_char (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  word->start = self->at;
  word->end = p;
  word->offset = self->offset;
  word->loan = self->loan;
  advance (self, p);
  word->length = self->offset - word->offset;
  return TRUE;
}

static const char *
end_of_chunk (const char *p)
{
  while (*p != '\0' && !is_space (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return p;
}

/* Goes on to the next compound that is to be looked up. Returns: whether there is one */
static gboolean
next_compound (BtSpellWords *self)
{
  const char *p = self->at;
  gboolean chunk_starts = TRUE; /* a compound ends before a joint or another mark only */

  while (*p != '\0')
    {
      gunichar c = g_utf8_get_char (p);
      const char *end;
      Compound seen;

      if (is_space (c))
        {
          chunk_starts = TRUE;
          p = g_utf8_next_char (p);
          continue;
        }
      if (chunk_starts && is_address (p, end_of_chunk (p)))
        {
          p = end_of_chunk (p);
          continue;
        }
      chunk_starts = FALSE;
      if (!is_word_char (c))
        {
          p = g_utf8_next_char (p);
          continue;
        }
      end = find_compound_end (p);
      look_at_compound (p, end, &seen);
      if (is_exempt_compound (p, end, &seen) || is_short_with_dot (p, end))
        {
          p = end;
          continue;
        }
      advance (self, p);
      self->compound_end = end;
      self->loan = seen.hyphens;
      return TRUE;
    }
  advance (self, p);
  return FALSE;
}

gboolean
bt_spell_words_next (BtSpellWords *self, BtSpellWord *word)
{
  while (self->compound_end != NULL || next_compound (self))
    if (next_part (self, word))
      return TRUE;
  return FALSE;
}

/* ---- words that no dictionary knows, and none needs to ---- */

static gboolean
is_unit (const char *word)
{
  static const char *const units[] = { "km", "kg", "cm", "mm", "dm", "ml", "mg", "kw",
                                       "kv", "gb", "mb", "tb", "hz", "vs", "tr", "đ" };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_equal (units[i], word))
      return TRUE;
  return FALSE;
}

static gboolean
is_small_roman (const char *word)
{
  return strlen (word) > 1 && strspn (word, "ivx") == strlen (word);
}

typedef struct
{
  gboolean first_upper;
  gboolean upper_later;
  gboolean marks;   /* letters beyond ASCII */
  gboolean foreign; /* letters that Vietnamese has not */
  guint n;
} Shape;

static Shape
look_at (const char *word)
{
  Shape shape = { 0 };

  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p), shape.n++)
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isupper (c))
        {
          if (shape.n == 0)
            shape.first_upper = TRUE;
          else
            shape.upper_later = TRUE;
        }
      shape.marks |= c >= 0x80;
      shape.foreign |= !is_vietnamese (c);
    }
  return shape;
}

gboolean
bt_spell_word_is_exempt (const char *word, gboolean loan)
{
  Shape shape = look_at (word);
  g_autofree char *telex = NULL;

  /* one letter is an item of a list, a grade, a unit */
  if (shape.n <= 1 || shape.foreign || is_unit (word) || is_small_roman (word))
    return TRUE;
  /* VinFast, iPhone; but not THành */
  if (shape.upper_later)
    return !shape.marks;
  if (loan && bt_syllable_is_grammatical (word))
    return TRUE;
  if (!shape.first_upper)
    return FALSE;
  if (shape.marks)
    return bt_syllable_is_grammatical (word);
  /* a name of any language, unless it is Vietnamese typed with the input method off */
  telex = bt_syllable_from_telex (word, BT_TONE_OLD);
  return telex == NULL;
}

/* Folding for search, dictionary order, words, slugs.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/bt-text.h"

#include <string.h>
#include <unicode/ucol.h>

#define SMALL_D_STROKE 0x111u
#define CAPITAL_D_STROKE 0x110u
#define SMALL_ETH 0xf0u
#define CAPITAL_ETH 0xd0u
#define FIRST_MARK 0x300u
#define LINE_SEPARATOR 0x2028u
#define OBJECT 0xfffcu

#define WORDS_A_MINUTE 220

/* Letters outside Vietnamese that do not decompose; foreign names keep their sense. */
static const struct
{
  gunichar letter;
  const char *ascii;
} slug_letters[] = {
  { 0xdf, "ss" }, { 0xe6, "ae" }, { 0xf8, "o" },  { 0x153, "oe" },
  { 0x142, "l" }, { 0x131, "i" }, { 0xfe, "th" },
};

/* A collator for each thread: opening one is cheap, sharing one is not promised safe. */
static GPrivate collator_key = G_PRIVATE_INIT ((GDestroyNotify)ucol_close);

static char
plain_d (gunichar c)
{
  if (c == SMALL_D_STROKE || c == SMALL_ETH)
    return 'd';
  if (c == CAPITAL_D_STROKE || c == CAPITAL_ETH)
    return 'D';
  return 0;
}

static char *
fold (const char *text, GNormalizeMode mode)
{
  g_autofree char *parts = NULL;
  GString *out;

  parts = g_utf8_normalize (text, -1, mode);
  g_return_val_if_fail (parts != NULL, g_strdup (""));

  out = g_string_sized_new (strlen (parts));
  for (const char *p = parts; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_type (c) == G_UNICODE_NON_SPACING_MARK)
        continue;
      if (plain_d (c) != 0)
        g_string_append_c (out, 'd');
      else
        g_string_append_unichar (out, g_unichar_tolower (c));
    }
  return g_string_free (out, FALSE);
}

char *
bt_text_fold (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return fold (text, G_NORMALIZE_NFD);
}

char *
bt_text_fold_d (const char *text)
{
  GString *out;

  g_return_val_if_fail (text != NULL, NULL);

  out = g_string_sized_new (strlen (text));
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      char d = plain_d (g_utf8_get_char (p));

      if (d != 0)
        g_string_append_c (out, d);
      else
        g_string_append_len (out, p, g_utf8_next_char (p) - p);
    }
  return g_string_free (out, FALSE);
}

int
bt_text_collate (const char *a, const char *b)
{
  UCollator *collator = g_private_get (&collator_key);
  UErrorCode status = U_ZERO_ERROR;
  UCollationResult result;

  g_return_val_if_fail (a != NULL && b != NULL, 0);

  if (collator == NULL)
    {
      collator = ucol_open ("vi", &status);
      /* Only an installation without ICU's data comes here; some order is still given. */
      if (U_FAILURE (status))
        return g_utf8_collate (a, b);
      g_private_set (&collator_key, collator);
    }
  result = ucol_strcollUTF8 (collator, a, -1, b, -1, &status);
  if (U_FAILURE (status))
    return strcmp (a, b);
  return (int)result;
}

void
bt_text_count (const char *text, BtTextCount *count)
{
  gboolean in_word = FALSE;

  g_return_if_fail (text != NULL && count != NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        {
          gboolean breaks = c == '\n' || c == '\r' || c == LINE_SEPARATOR;

          in_word = FALSE;
          count->characters += breaks ? 0 : 1;
          count->spaces += breaks ? 0 : 1;
          continue;
        }
      /* what stands for a figure is no character, and a mark belongs to its letter */
      if (c != OBJECT && (c < FIRST_MARK || !g_unichar_ismark (c)))
        count->characters++;
      if (!in_word && g_unichar_isalnum (c))
        {
          in_word = TRUE;
          count->words++;
        }
    }
}

guint
bt_text_count_words (const char *text)
{
  BtTextCount count = { 0, 0, 0 };

  g_return_val_if_fail (text != NULL, 0);

  bt_text_count (text, &count);
  return count.words;
}

guint
bt_text_reading_minutes (guint words)
{
  return (words + WORDS_A_MINUTE - 1) / WORDS_A_MINUTE;
}

static const char *
slug_letter (gunichar c)
{
  for (guint i = 0; i < G_N_ELEMENTS (slug_letters); i++)
    if (slug_letters[i].letter == c)
      return slug_letters[i].ascii;
  return NULL;
}

/* The apostrophe of names like Ea H'leo joins what stands on its two sides. */
static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x2bc;
}

/* Puts the ASCII of one word of @text, which ends where a letter of no use stands, into
 * @word and returns the rest. */
static const char *
next_slug_word (const char *text, GString *word)
{
  const char *p;

  g_string_truncate (word, 0);
  for (p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *ascii = slug_letter (c);

      if (ascii != NULL)
        g_string_append (word, ascii);
      else if (c < 0x80 && g_ascii_isalnum ((char)c))
        g_string_append_c (word, (char)c);
      else if (!is_apostrophe (c) && word->len > 0)
        break;
    }
  return p;
}

char *
bt_text_slug (const char *headline, gsize max_bytes)
{
  g_autofree char *folded = NULL;
  g_autoptr (GString) word = g_string_new (NULL);
  GString *slug = g_string_new (NULL);
  const char *p;

  g_return_val_if_fail (headline != NULL, g_string_free (slug, FALSE));

  folded = fold (headline, G_NORMALIZE_NFKD);
  p = folded;
  while (*p != '\0')
    {
      gsize hyphen = slug->len > 0 ? 1 : 0;

      p = next_slug_word (p, word);
      if (word->len == 0)
        continue;
      if (max_bytes > 0 && slug->len + hyphen + word->len > max_bytes)
        break;
      if (hyphen > 0)
        g_string_append_c (slug, '-');
      g_string_append_len (slug, word->str, (gssize)word->len);
    }
  return g_string_free (slug, FALSE);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/bt-syllable.h"

#include <string.h>

#define MAX_LETTERS 12
#define N_TONES 6

/* Each vowel with its tones: none, huyền, hỏi, ngã, sắc, nặng. */
static const gunichar vowels[][N_TONES] = {
  { 'a', 0xe0, 0x1ea3, 0xe3, 0xe1, 0x1ea1 },
  { 0x103, 0x1eb1, 0x1eb3, 0x1eb5, 0x1eaf, 0x1eb7 }, /* ă */
  { 0xe2, 0x1ea7, 0x1ea9, 0x1eab, 0x1ea5, 0x1ead },  /* â */
  { 'e', 0xe8, 0x1ebb, 0x1ebd, 0xe9, 0x1eb9 },
  { 0xea, 0x1ec1, 0x1ec3, 0x1ec5, 0x1ebf, 0x1ec7 }, /* ê */
  { 'i', 0xec, 0x1ec9, 0x129, 0xed, 0x1ecb },
  { 'o', 0xf2, 0x1ecf, 0xf5, 0xf3, 0x1ecd },
  { 0xf4, 0x1ed3, 0x1ed5, 0x1ed7, 0x1ed1, 0x1ed9 },  /* ô */
  { 0x1a1, 0x1edd, 0x1edf, 0x1ee1, 0x1edb, 0x1ee3 }, /* ơ */
  { 'u', 0xf9, 0x1ee7, 0x169, 0xfa, 0x1ee5 },
  { 0x1b0, 0x1eeb, 0x1eed, 0x1eef, 0x1ee9, 0x1ef1 }, /* ư */
  { 'y', 0x1ef3, 0x1ef7, 0x1ef9, 0xfd, 0x1ef5 },
};
#define E_HAT 0xeau
#define O_HAT 0xf4u
#define A_HAT 0xe2u
#define A_BREVE 0x103u
#define O_HORN 0x1a1u
#define U_HORN 0x1b0u
#define D_STROKE 0x111u

/* What Telex writes after a vowel for each tone. */
static const char tone_keys[N_TONES] = { 0, 'f', 'r', 'x', 's', 'j' };

typedef struct
{
  gunichar letters[MAX_LETTERS]; /* small, without tones */
  gboolean upper[MAX_LETTERS];
  guint n;
  guint tone;    /* 0 to 5 */
  guint tone_at; /* the letter that bears it */
  guint n_tones; /* how many letters bear one */
} Letters;

static gunichar
bare_vowel (gunichar c, guint *tone)
{
  for (guint v = 0; v < G_N_ELEMENTS (vowels); v++)
    for (guint t = 0; t < N_TONES; t++)
      if (vowels[v][t] == c)
        {
          *tone = t;
          return vowels[v][0];
        }
  return 0;
}

static gunichar
with_tone (gunichar bare, guint tone)
{
  for (guint v = 0; v < G_N_ELEMENTS (vowels); v++)
    if (vowels[v][0] == bare)
      return vowels[v][tone];
  return bare;
}

static gboolean
is_vowel (gunichar bare)
{
  guint tone;

  return bare_vowel (bare, &tone) != 0;
}

static gboolean
has_hat (gunichar c)
{
  return c == E_HAT || c == O_HAT || c == A_HAT || c == A_BREVE || c == O_HORN
         || c == U_HORN;
}

/* Returns: whether @word is short enough and of letters alone */
static gboolean
take_apart (const char *word, Letters *l)
{
  memset (l, 0, sizeof *l);
  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gunichar small = g_unichar_tolower (c);
      guint tone = 0;
      gunichar bare;

      if (l->n == MAX_LETTERS || !g_unichar_isalpha (c))
        return FALSE;
      bare = bare_vowel (small, &tone);
      if (tone != 0)
        {
          l->tone = tone;
          l->tone_at = l->n;
          l->n_tones++;
        }
      l->upper[l->n] = small != c;
      l->letters[l->n++] = bare != 0 ? bare : small;
    }
  return l->n > 0;
}

static char *
put_together (const Letters *l)
{
  GString *out = g_string_sized_new (MAX_LETTERS * 3);

  for (guint i = 0; i < l->n; i++)
    {
      gunichar c = l->letters[i];

      if (l->tone != 0 && i == l->tone_at)
        c = with_tone (c, l->tone);
      g_string_append_unichar (out, l->upper[i] ? g_unichar_toupper (c) : c);
    }
  return g_string_free (out, FALSE);
}

/* ---- grammar ---- */

static const char *const onsets[] = {
  "",  "b",  "c",   "ch", "d", "đ",  "g",  "gh", "gi", "h", "k",  "kh", "l", "m",
  "n", "ng", "ngh", "nh", "p", "ph", "qu", "r",  "s",  "t", "th", "tr", "v", "x",
};
/* Ê Đê, Gia Rai, Ba Na: in names of places and people only. */
static const char *const highland_onsets[] = {
  "kr", "br", "bl", "pl", "pr", "dr", "đr", "gr", "kl", "hr", "cr", "mr", "hl", "hd",
};
/* Behind every onset but qu and gi, whose u and i belong to them. */
static const char *const rimes[] = {
  "a",    "ac",   "ach",  "ai",   "am",  "an",   "ang", "anh",  "ao",   "ap",   "at",
  "au",   "ay",   "ăc",   "ăm",   "ăn",  "ăng",  "ăp",  "ăt",   "âc",   "âm",   "ân",
  "âng",  "âp",   "ât",   "âu",   "ây",  "e",    "ec",  "em",   "en",   "eng",  "eo",
  "ep",   "et",   "ê",    "êch",  "êm",  "ên",   "ênh", "êp",   "êt",   "êu",   "i",
  "ia",   "ich",  "iêc",  "iêm",  "iên", "iêng", "iêp", "iêt",  "iêu",  "im",   "in",
  "inh",  "ip",   "it",   "iu",   "o",   "oa",   "oac", "oach", "oai",  "oam",  "oan",
  "oang", "oanh", "oao",  "oap",  "oat", "oay",  "oăc", "oăm",  "oăn",  "oăng", "oăt",
  "oc",   "oe",   "oen",  "oeo",  "oet", "oi",   "om",  "on",   "ong",  "oong", "ooc",
  "op",   "ot",   "ô",    "ôc",   "ôi",  "ôm",   "ôn",  "ông",  "ôp",   "ôt",   "ơ",
  "ơi",   "ơm",   "ơn",   "ơp",   "ơt",  "u",    "ua",  "uc",   "uân",  "uâng", "uât",
  "uây",  "uê",   "uêch", "uênh", "ui",  "um",   "un",  "ung",  "uôc",  "uôi",  "uôm",
  "uôn",  "uông", "uôt",  "uơ",   "up",  "ut",   "uy",  "uya",  "uych", "uyên", "uyêt",
  "uynh", "uyp",  "uyt",  "uyu",  "ư",   "ưa",   "ưc",  "ưi",   "ưm",   "ưng",  "ưt",
  "ưu",   "ươc",  "ươi",  "ươm",  "ươn", "ương", "ươp", "ươt",  "ươu",  "y",    "yêm",
  "yên",  "yêng", "yêt",  "yêu",
};

static gboolean
is_one_of (const char *part, const char *const *list, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (g_str_equal (list[i], part))
      return TRUE;
  return FALSE;
}

static gboolean
is_rime (const char *rime)
{
  return is_one_of (rime, rimes, G_N_ELEMENTS (rimes));
}

/* k, gh, ngh stand before e ê i y, and c, g, ng before the rest. */
static gboolean
onset_fits (const char *onset, const char *rime)
{
  gunichar first = g_utf8_get_char (rime);
  gboolean front = first == 'e' || first == E_HAT || first == 'i' || first == 'y';

  if (g_str_equal (onset, "k") || g_str_equal (onset, "gh") || g_str_equal (onset, "ngh"))
    return front;
  if (g_str_equal (onset, "c") || g_str_equal (onset, "ng"))
    return !front;
  if (g_str_equal (onset, "g"))
    return !front || first == 'i'; /* gì, gìn, giếng */
  return TRUE;
}

static gboolean
fits_behind_qu (const char *rime)
{
  gunichar first = g_utf8_get_char (rime);

  return is_rime (rime)
         && (strchr ("aeiy", (int)MIN (first, 127)) != NULL || first == A_HAT
             || first == A_BREVE || first == E_HAT || first == O_HORN || first == O_HAT);
}

static gboolean
parts_fit (const char *onset, const char *rime)
{
  if (*rime == '\0')
    return FALSE;
  if (g_str_equal (onset, "qu"))
    return fits_behind_qu (rime);
  /* yên, but thiên */
  if (*rime == 'y' && rime[1] != '\0')
    return *onset == '\0' && is_rime (rime);
  if (g_str_equal (onset, "gi"))
    return *rime != 'i' && *rime != 'y' && is_rime (rime);
  return is_rime (rime) && onset_fits (onset, rime);
}

/* A stop at the end is only ever said with sắc or nặng. */
static gboolean
tone_fits (const Letters *l)
{
  gunichar last = l->letters[l->n - 1];
  gunichar before = l->n > 1 ? l->letters[l->n - 2] : 0;
  gboolean stop = last == 'c' || last == 'p' || last == 't' || last == 'k'
                  || (last == 'h' && before == 'c');

  return !stop || l->tone >= 4;
}

static gboolean
is_syllable (const char *bare, gboolean name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (onsets); i++)
    if (g_str_has_prefix (bare, onsets[i])
        && parts_fit (onsets[i], bare + strlen (onsets[i])))
      return TRUE;
  for (gsize i = 0; name && i < G_N_ELEMENTS (highland_onsets); i++)
    if (g_str_has_prefix (bare, highland_onsets[i])
        && is_rime (bare + strlen (highland_onsets[i])))
      return TRUE;
  return FALSE;
}

gboolean
bt_syllable_is_grammatical (const char *word)
{
  Letters l;
  g_autofree char *bare = NULL;
  gboolean name;

  g_return_val_if_fail (word != NULL, FALSE);

  if (!take_apart (word, &l) || l.n_tones > 1 || !tone_fits (&l))
    return FALSE;
  name = l.upper[0];
  memset (l.upper, 0, sizeof l.upper);
  l.tone = 0;
  /* Đắk, Lắk: the k of a name stands for c */
  if (name && l.n > 2 && l.letters[l.n - 1] == 'k')
    l.letters[l.n - 1] = 'c';
  bare = put_together (&l);
  return is_syllable (bare, name);
}

/* ---- where the tone stands ---- */

static gboolean
is_open_glide (gunichar a, gunichar b)
{
  return (a == 'o' && (b == 'a' || b == 'e')) || (a == 'u' && b == 'y');
}

/* Whether the word ends with an open oa, oe or uy, the place where the styles differ. */
static gboolean
styles_differ (const Letters *l)
{
  guint a = l->n - 2;

  return l->n >= 2 && is_open_glide (l->letters[a], l->letters[a + 1])
         && (a == 0 || !is_vowel (l->letters[a - 1]))
         && (a == 0 || l->letters[a] != 'u' || l->letters[a - 1] != 'q');
}

char *
bt_syllable_with_style (const char *word, BtToneStyle style)
{
  Letters l;
  guint wanted;

  g_return_val_if_fail (word != NULL, NULL);

  if (!take_apart (word, &l) || l.n_tones != 1 || !styles_differ (&l))
    return NULL;
  wanted = style == BT_TONE_OLD ? l.n - 2 : l.n - 1;
  if (l.tone_at == wanted)
    return NULL;
  l.tone_at = wanted;
  return put_together (&l);
}

char *
bt_syllable_restyle (const char *text, BtToneStyle style)
{
  g_auto (GStrv) words = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  words = g_strsplit (text, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      char *styled = bt_syllable_with_style (words[i], style);

      if (styled != NULL)
        {
          g_free (words[i]);
          words[i] = styled;
        }
    }
  return g_strjoinv (" ", words);
}

/* Returns: for a word of @text that ends at @end and can be written in two styles, which
 * one it has; -1 for any other word */
static int
style_before (const char *text, const char *end)
{
  const char *last = g_utf8_find_prev_char (text, end);
  const char *first = last != NULL ? g_utf8_find_prev_char (text, last) : NULL;
  const char *before = first != NULL ? g_utf8_find_prev_char (text, first) : NULL;
  guint tone_a = 0, tone_b = 0;
  gunichar a, b, c;

  if (first == NULL)
    return -1;
  a = bare_vowel (g_unichar_tolower (g_utf8_get_char (first)), &tone_a);
  b = bare_vowel (g_unichar_tolower (g_utf8_get_char (last)), &tone_b);
  c = before != NULL ? g_unichar_tolower (g_utf8_get_char (before)) : 0;
  if (!is_open_glide (a, b) || (tone_a == 0) == (tone_b == 0) || (a == 'u' && c == 'q')
      || (c != 0 && is_vowel (c)))
    return -1;
  return tone_a != 0 ? BT_TONE_OLD : BT_TONE_NEW;
}

BtToneStyle
bt_syllable_text_style (const char *text)
{
  guint found[2] = { 0, 0 };
  gboolean in_word = FALSE;

  g_return_val_if_fail (text != NULL, BT_TONE_OLD);

  for (const char *p = text;; p = g_utf8_next_char (p))
    {
      gboolean letter = *p != '\0' && g_unichar_isalpha (g_utf8_get_char (p));

      if (in_word && !letter)
        {
          int style = style_before (text, p);

          if (style >= 0)
            found[style]++;
        }
      in_word = letter;
      if (*p == '\0')
        break;
    }
  return found[BT_TONE_NEW] > found[BT_TONE_OLD] ? BT_TONE_NEW : BT_TONE_OLD;
}

/* Finds the vowels of the rime: [*first, *end). */
static gboolean
find_nucleus (const Letters *l, guint *first, guint *end)
{
  guint i = 0;

  while (i < l->n && !is_vowel (l->letters[i]))
    i++;
  /* the u of qu and the i of gi belong to the onset when a vowel follows */
  if (i > 0 && i + 1 < l->n && is_vowel (l->letters[i + 1])
      && ((l->letters[i - 1] == 'q' && l->letters[i] == 'u')
          || (i == 1 && l->letters[0] == 'g' && l->letters[1] == 'i')))
    i++;
  *first = i;
  while (i < l->n && is_vowel (l->letters[i]))
    i++;
  *end = i;
  for (; i < l->n; i++)
    if (is_vowel (l->letters[i]))
      return FALSE;
  return *end > *first && *end - *first <= 3;
}

static gboolean
place (Letters *l, BtToneStyle style)
{
  guint first, end;

  if (!find_nucleus (l, &first, &end))
    return FALSE;
  l->tone_at = first;
  for (guint i = first; i < end; i++)
    if (has_hat (l->letters[i]))
      l->tone_at = i;
  if (has_hat (l->letters[l->tone_at]) || end - first == 1)
    return TRUE;
  if (end < l->n)
    l->tone_at = end - 1; /* toàn, huỳnh */
  else if (end - first == 3)
    l->tone_at = first + 1; /* ngoài, khuỷu */
  else if (is_open_glide (l->letters[first], l->letters[first + 1])
           && style == BT_TONE_NEW)
    l->tone_at = first + 1;
  return TRUE;
}

char *
bt_syllable_place_tone (const char *word, BtToneStyle style)
{
  Letters l;
  guint before;

  g_return_val_if_fail (word != NULL, NULL);

  if (!take_apart (word, &l) || l.n_tones != 1)
    return NULL;
  before = l.tone_at;
  if (styles_differ (&l) && (before == l.n - 1 || before == l.n - 2))
    return NULL;
  if (!place (&l, style) || l.tone_at == before)
    return NULL;
  return put_together (&l);
}

/* ---- Telex ---- */

/* The letter that two keys make, 0 for none. */
static gunichar
telex_pair (gunichar before, gunichar key)
{
  if (before == key)
    return key == 'a' ? A_HAT : key == 'e' ? E_HAT : key == 'o' ? O_HAT : 0;
  if (key != 'w')
    return 0;
  return before == 'a' ? A_BREVE : before == 'o' ? O_HORN : before == 'u' ? U_HORN : 0;
}

static guint
telex_tone (gunichar key)
{
  for (guint t = 1; t < N_TONES; t++)
    if ((gunichar)tone_keys[t] == key)
      return t;
  return 0;
}

static gboolean
press (Letters *out, gunichar key, gboolean upper, gboolean *seen_vowel)
{
  gunichar before = out->n > 0 ? out->letters[out->n - 1] : 0;
  gunichar made = telex_pair (before, key);
  guint tone = *seen_vowel ? telex_tone (key) : 0;

  if (made != 0)
    {
      out->letters[out->n - 1] = made;
      /* uow is ươ: one key for both */
      if (made == O_HORN && out->n > 1 && out->letters[out->n - 2] == 'u')
        out->letters[out->n - 2] = U_HORN;
      return TRUE;
    }
  if (key == 'd' && out->n == 1 && before == 'd')
    {
      out->letters[0] = D_STROKE;
      return TRUE;
    }
  if (tone != 0)
    {
      out->tone = tone;
      out->n_tones++;
      return TRUE;
    }
  *seen_vowel = *seen_vowel || is_vowel (key);
  out->upper[out->n] = upper;
  out->letters[out->n++] = key;
  return FALSE;
}

char *
bt_syllable_from_telex (const char *word, BtToneStyle style)
{
  Letters in, out;
  gboolean telex = FALSE, seen_vowel = FALSE;
  g_autofree char *made = NULL;

  g_return_val_if_fail (word != NULL, NULL);

  if (!take_apart (word, &in) || in.n_tones > 0)
    return NULL;
  memset (&out, 0, sizeof out);
  for (guint i = 0; i < in.n; i++)
    if (press (&out, in.letters[i], in.upper[i], &seen_vowel))
      telex = TRUE;
  if (!telex || out.n_tones > 1 || out.n == 0 || !place (&out, style))
    return NULL;
  made = put_together (&out);
  return bt_syllable_is_grammatical (made) ? g_steal_pointer (&made) : NULL;
}

/* ---- onsets ---- */

/* Puts @now in place of the first @n letters; a capital stays one. */
static char *
replace_onset (const Letters *l, guint n, const char *now)
{
  Letters out = *l;
  guint m = (guint)strlen (now);

  if (l->n - n + m > MAX_LETTERS)
    return NULL;
  for (guint i = 0; i < m; i++)
    {
      out.letters[i] = (gunichar)now[i];
      out.upper[i] = i == 0 && l->upper[0];
    }
  for (guint i = n; i < l->n; i++)
    {
      out.letters[m + i - n] = l->letters[i];
      out.upper[m + i - n] = l->upper[i];
    }
  out.n = l->n - n + m;
  out.tone_at = l->tone_at + m - n;
  return put_together (&out);
}

char *
bt_syllable_swap_onset (const char *word)
{
  static const char *const swaps[][2] = {
    { "ngh", "ng" }, { "ng", "ngh" }, { "gh", "g" },
    { "g", "gh" },   { "c", "k" },    { "k", "c" },
  };
  Letters l;
  g_autofree char *small = NULL;

  g_return_val_if_fail (word != NULL, NULL);

  if (!take_apart (word, &l) || l.n_tones > 1)
    return NULL;
  small = g_utf8_strdown (word, -1);
  for (guint i = 0; i < G_N_ELEMENTS (swaps); i++)
    {
      guint n = (guint)strlen (swaps[i][0]);
      g_autofree char *swapped = NULL;

      if (!g_str_has_prefix (small, swaps[i][0]) || l.n <= n || !is_vowel (l.letters[n]))
        continue;
      swapped = replace_onset (&l, n, swaps[i][1]);
      if (swapped != NULL && bt_syllable_is_grammatical (swapped)
          && !bt_syllable_is_grammatical (word))
        return g_steal_pointer (&swapped);
    }
  return NULL;
}

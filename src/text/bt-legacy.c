/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/bt-legacy.h"

#include "text/bt-syllable.h"
#include "text/bt-text.h"

#include <string.h>

/* A longer text is judged by its beginning. */
#define MAX_JUDGED (16 * 1024)
#define MIN_SCORE 0.60
#define MIN_GAIN 0.20
#define MIN_LEAD 0.05
#define MIN_MARKED 3

/* Windows-1252 from 0x80 to 0x9f; 0 where it has nothing. */
static const guint16 cp1252[32] = {
  0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
  0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
  0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
};

/* TCVN3 from 0xa1 to 0xfe, as vietnamese.md, a, has it; 0 where it has no letter. */
static const guint16 tcvn3[] = {
  0x102,  0xc2,   0xca,   0xd4,   0x1a0,  0x1af,  0x110,  0x103,  0xe2,   0xea,   /* a1 */
  0xf4,   0x1a1,  0x1b0,  0x111,  0,      0,      0,      0,      0,      0,      /* ab */
  0xe0,   0x1ea3, 0xe3,   0xe1,   0x1ea1, 0,      0x1eb1, 0x1eb3, 0x1eb5, 0x1eaf, /* b5 */
  0,      0,      0,      0,      0,      0,      0,      0x1eb7, 0x1ea7, 0x1ea9, /* bf */
  0x1eab, 0x1ea5, 0x1ead, 0xe8,   0,      0x1ebb, 0x1ebd, 0xe9,   0x1eb9, 0x1ec1, /* c9 */
  0x1ec3, 0x1ec5, 0x1ebf, 0x1ec7, 0xec,   0x1ec9, 0,      0,      0,      0x129,  /* d3 */
  0xed,   0x1ecb, 0xf2,   0,      0x1ecf, 0xf5,   0xf3,   0x1ecd, 0x1ed3, 0x1ed5, /* dd */
  0x1ed7, 0x1ed1, 0x1ed9, 0x1edd, 0x1edf, 0x1ee1, 0x1edb, 0x1ee3, 0xf9,   0,      /* e7 */
  0x1ee7, 0x169,  0xfa,   0x1ee5, 0x1eeb, 0x1eed, 0x1eef, 0x1ee9, 0x1ef1, 0x1ef3, /* f1 */
  0x1ef7, 0x1ef9, 0xfd,   0x1ef5,                                                 /* fb */
};
G_STATIC_ASSERT (G_N_ELEMENTS (tcvn3) == 0xff - 0xa1);

/* VNI's letters of one byte: no mark follows them, but ô (ơ) and ö (ư) may have a tone. */
static gunichar
vni_single (guint8 byte)
{
  static const struct
  {
    guint8 byte;
    gunichar letter;
  } singles[] = {
    { 0xf1, 0x111 },  { 0xd1, 0x110 },  { 0xf4, 0x1a1 },  { 0xd4, 0x1a0 },
    { 0xf6, 0x1b0 },  { 0xd6, 0x1af },  { 0xed, 0xed },   { 0xcd, 0xcd },
    { 0xec, 0xec },   { 0xcc, 0xcc },   { 0xe6, 0x1ec9 }, { 0xc6, 0x1ec8 },
    { 0xf3, 0x129 },  { 0xd3, 0x128 },  { 0xf2, 0x1ecb }, { 0xd2, 0x1eca },
    { 0xee, 0x1ef5 }, { 0xce, 0x1ef4 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (singles); i++)
    if (singles[i].byte == byte)
      return singles[i].letter;
  return 0;
}

/* VNI's marks, as combining characters: hat or breve first. Returns: how many */
static guint
vni_marks (guint8 byte, gunichar marks[2])
{
  static const struct
  {
    guint8 byte;
    gunichar shape, tone;
  } table[] = {
    { 0xf9, 0, 0x301 },     { 0xf8, 0, 0x300 },     { 0xfb, 0, 0x309 },
    { 0xf5, 0, 0x303 },     { 0xef, 0, 0x323 },     { 0xe2, 0x302, 0 },
    { 0xe1, 0x302, 0x301 }, { 0xe0, 0x302, 0x300 }, { 0xe5, 0x302, 0x309 },
    { 0xe3, 0x302, 0x303 }, { 0xe4, 0x302, 0x323 }, { 0xea, 0x306, 0 },
    { 0xe9, 0x306, 0x301 }, { 0xe8, 0x306, 0x300 }, { 0xfa, 0x306, 0x309 },
    { 0xfc, 0x306, 0x303 }, { 0xeb, 0x306, 0x323 },
  };
  /* Capitals stand 0x20 lower. */
  guint8 small = byte >= 0xc0 && byte < 0xe0 ? byte + 0x20 : byte;
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (table[i].byte == small)
      {
        if (table[i].shape != 0)
          marks[n++] = table[i].shape;
        if (table[i].tone != 0)
          marks[n++] = table[i].tone;
      }
  return n;
}

/* Whether VNI's mark @marks can stand on @base: a hat on a, e, o, a breve on a. */
static gboolean
vni_fits (gunichar base, const gunichar *marks)
{
  gunichar small = g_unichar_tolower (base);

  switch (marks[0])
    {
    case 0x302:
      return small == 'a' || small == 'e' || small == 'o';
    case 0x306:
      return small == 'a';
    default:
      return small == 'a' || small == 'e' || small == 'o' || small == 'u' || small == 'y'
             || small == 0x1a1 || small == 0x1b0;
    }
}

static gunichar
from_cp1252 (guint8 byte)
{
  gunichar c = byte >= 0x80 && byte < 0xa0 ? cp1252[byte - 0x80] : byte;

  return c != 0 || byte == 0 ? c : 0xfffd;
}

static void
append_vni (GString *out, const guint8 *bytes, gsize length)
{
  gunichar base = 0;

  for (gsize i = 0; i < length; i++)
    {
      gunichar marks[2] = { 0 };
      guint n = vni_marks (bytes[i], marks);

      if (base != 0 && n > 0 && vni_fits (base, marks))
        {
          for (guint m = 0; m < n; m++)
            g_string_append_unichar (out, marks[m]);
          base = 0;
          continue;
        }
      base = vni_single (bytes[i]);
      if (base == 0)
        base = from_cp1252 (bytes[i]);
      g_string_append_unichar (out, base);
    }
}

char *
bt_legacy_decode (const char *bytes, gsize length, BtLegacy legacy)
{
  const guint8 *data = (const guint8 *)bytes;
  g_autoptr (GString) out = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  out = g_string_sized_new (length * 2);
  if (legacy == BT_LEGACY_VNI)
    append_vni (out, data, length);
  else
    for (gsize i = 0; i < length; i++)
      {
        gunichar c = legacy == BT_LEGACY_TCVN3 && data[i] >= 0xa1 && data[i] <= 0xfe
                         ? tcvn3[data[i] - 0xa1]
                         : 0;

        g_string_append_unichar (out, c != 0 ? c : from_cp1252 (data[i]));
      }
  return bt_text_nfc (out->str);
}

/* ---- judging ---- */

typedef struct
{
  guint words;
  guint valid;
  guint valid_marked;
  guint marked;
} Score;

static gboolean
is_separator (gunichar c)
{
  if (c < 0x80)
    return !g_ascii_isalnum (c);
  return c == 0xa0 || c == 0xab || c == 0xbb || (c >= 0x2010 && c <= 0x203a);
}

static void
score_word (Score *score, const char *start, gsize length)
{
  g_autofree char *word = g_strndup (start, length);
  gboolean marked = FALSE;
  gboolean valid;

  for (const char *p = word; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p))
        return;
      marked = marked || (guchar)*p >= 0x80;
    }
  valid = bt_syllable_is_grammatical (word);
  score->words++;
  score->valid += valid;
  score->marked += marked;
  score->valid_marked += valid && marked;
}

static Score
score_text (const char *text)
{
  Score score = { 0 };
  const char *start = text;

  for (const char *p = text;; p = g_utf8_next_char (p))
    {
      if (*p != '\0' && !is_separator (g_utf8_get_char (p)))
        continue;
      if (p > start)
        score_word (&score, start, (gsize)(p - start));
      if (*p == '\0')
        return score;
      start = g_utf8_next_char (p);
    }
}

static double
share (const Score *score)
{
  return score->words > 0 ? (double)score->valid / score->words : 0;
}

BtLegacy
bt_legacy_detect (const char *bytes, gsize length)
{
  Score scores[3];
  BtLegacy best, other;
  gboolean high = FALSE;

  g_return_val_if_fail (bytes != NULL || length == 0, BT_LEGACY_NONE);

  length = MIN (length, MAX_JUDGED);
  for (gsize i = 0; i < length && !high; i++)
    high = (guchar)bytes[i] >= 0xa1;
  if (!high)
    return BT_LEGACY_NONE;
  for (guint i = 0; i < G_N_ELEMENTS (scores); i++)
    {
      g_autofree char *text = bt_legacy_decode (bytes, length, (BtLegacy)i);

      scores[i] = score_text (text);
    }
  best = share (&scores[BT_LEGACY_VNI]) > share (&scores[BT_LEGACY_TCVN3])
             ? BT_LEGACY_VNI
             : BT_LEGACY_TCVN3;
  other = best == BT_LEGACY_VNI ? BT_LEGACY_TCVN3 : BT_LEGACY_VNI;
  if (share (&scores[best]) < MIN_SCORE
      || share (&scores[best]) < share (&scores[BT_LEGACY_NONE]) + MIN_GAIN
      || share (&scores[best]) < share (&scores[other]) + MIN_LEAD
      || scores[best].valid_marked < MIN_MARKED)
    return BT_LEGACY_NONE;
  return best;
}

/* ---- UTF-8 twice ---- */

/* Returns: the byte that Windows-1252 or Latin-1 showed as @c, or -1 */
static int
to_byte (gunichar c)
{
  if (c < 0x100)
    return (int)c;
  for (int i = 0; i < 32; i++)
    if (cp1252[i] == c)
      return 0x80 + i;
  return -1;
}

/* Letters that Vietnamese newspapers have, and their punctuation. */
static gboolean
is_usual (gunichar c)
{
  return c < 0x80 || (c >= 0xa0 && c <= 0x1b0) || (c >= 0x1ea0 && c <= 0x1ef9)
         || (c >= 0x300 && c <= 0x323) || (c >= 0x2010 && c <= 0x203a) || c == 0x20ac
         || c == 0x20ab || c == 0x2122;
}

char *
bt_legacy_undouble (const char *text)
{
  g_autoptr (GString) bytes = NULL;
  g_autofree char *meant = NULL;
  gboolean high = FALSE;
  Score score;

  g_return_val_if_fail (text != NULL, NULL);

  bytes = g_string_sized_new (strlen (text));
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      int byte = to_byte (g_utf8_get_char (p));

      if (byte < 0)
        return NULL;
      high = high || byte >= 0x80;
      g_string_append_c (bytes, (char)byte);
    }
  if (!high || !g_utf8_validate (bytes->str, (gssize)bytes->len, NULL))
    return NULL;
  meant = bt_text_nfc (bytes->str);
  for (const char *p = meant; *p != '\0'; p = g_utf8_next_char (p))
    if (!is_usual (g_utf8_get_char (p)))
      return NULL;
  score = score_text (meant);
  if (score.valid_marked == 0 || score.valid_marked * 5 < score.marked * 3)
    return NULL;
  return g_steal_pointer (&meant);
}

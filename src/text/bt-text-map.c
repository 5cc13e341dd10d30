/* Folding that says where each byte came from.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/bt-text.h"

#include <string.h>

#define CACHE_SIZE 0x2000
#define MAX_PARTS 18 /* the longest decomposition, see g_unichar_fully_decompose() */

/* The plain letter of each character that is one letter with marks: nearly all of a
 * Vietnamese text comes from here. 0: not known yet. */
static gunichar plain_letters[CACHE_SIZE];

static gboolean
is_mark (gunichar c)
{
  return c >= 0x300 && g_unichar_ismark (c);
}

static gunichar
without_stroke (gunichar c)
{
  switch (c)
    {
    case 0x111: /* đ */
    case 0xf0:  /* ð, often typed for it */
      return 'd';
    case 0x110:
    case 0xd0:
      return 'D';
    default:
      return c;
    }
}

static gunichar
plain_letter (gunichar c)
{
  gunichar parts[MAX_PARTS];
  gunichar known;

  if (c < 0x80)
    return c;
  known = c < CACHE_SIZE ? g_atomic_int_get (&plain_letters[c]) : 0;
  if (known != 0)
    return known;
  if (!g_unichar_decompose (c, &parts[0], &parts[1]))
    known = without_stroke (c);
  else
    {
      g_unichar_fully_decompose (c, FALSE, parts, MAX_PARTS);
      known = without_stroke (parts[0]);
    }
  if (c < CACHE_SIZE)
    g_atomic_int_set (&plain_letters[c], known);
  return known;
}

static void
append_folded (GString *out, gunichar c, BtFold what)
{
  if ((what & BT_FOLD_ACCENTS) != 0)
    c = plain_letter (c);
  if ((what & BT_FOLD_SPACES) != 0 && (c == 0xa0 || c == 0x2007 || c == 0x202f))
    c = ' ';
  if ((what & BT_FOLD_CASE) != 0)
    {
      if (c == 0xdf || c == 0x1e9e)
        {
          g_string_append (out, "ss");
          return;
        }
      c = g_unichar_tolower (c);
    }
  if (c < 0x80)
    g_string_append_c (out, (char)c);
  else
    g_string_append_unichar (out, c);
}

/* A letter with the marks that follow it, all at once, so that "e" and "ê" written in
 * pieces are two letters where accents matter. */
static void
append_cluster (GString *out, const char *from, const char *to, BtFold what)
{
  g_autofree char *composed = NULL;
  const char *p;

  if (g_utf8_next_char (from) == to && g_utf8_get_char (from) < 0x2000
      && !is_mark (g_utf8_get_char (from)))
    {
      append_folded (out, g_utf8_get_char (from), what);
      return;
    }
  composed = g_utf8_normalize (from, to - from, G_NORMALIZE_NFC);
  for (p = composed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if ((what & BT_FOLD_ACCENTS) == 0 || !is_mark (c))
        append_folded (out, c, what);
    }
}

static void
append_starts (GArray *starts, gsize bytes, guint offset)
{
  guint inside = G_MAXUINT;

  for (gsize i = 0; i < bytes; i++)
    g_array_append_val (starts, *(i == 0 ? &offset : &inside));
}

char *
bt_text_fold_mapped (const char *text, BtFold what, GArray *starts)
{
  GString *out;
  const char *p = text;
  guint offset = 0;

  g_return_val_if_fail (text != NULL, NULL);

  out = g_string_sized_new (strlen (text));
  if (starts != NULL)
    g_array_set_size (starts, 0);
  while (*p != '\0')
    {
      const char *next = g_utf8_next_char (p);
      gsize before = out->len;
      guint n = 1;

      for (; *next != '\0' && is_mark (g_utf8_get_char (next)); n++)
        next = g_utf8_next_char (next);
      append_cluster (out, p, next, what);
      if (starts != NULL)
        append_starts (starts, out->len - before, offset);
      offset += n;
      p = next;
    }
  if (starts != NULL)
    g_array_append_val (starts, offset);
  return g_string_free (out, FALSE);
}

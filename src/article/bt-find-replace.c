/* What comes in the place of hits.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-find-private.h"

#include <string.h>

#include "article/bt-clean-text.h"
#include "text/bt-text.h"

/* ---- the text that comes in ---- */

static char *
copy_range (const char *text, const BtHit *range)
{
  return g_utf8_substring (text, (glong)range->start, (glong)range->end);
}

/* @p: behind the "$". Returns: behind what stands for a group, or NULL when nothing does */
static const char *
read_group (const char *p, guint *group)
{
  if (!g_ascii_isdigit (*p))
    return NULL;
  *group = (guint)g_ascii_digit_value (*p++);
  if (g_ascii_isdigit (*p) && *group > 0)
    *group = *group * 10 + (guint)g_ascii_digit_value (*p++);
  return p;
}

static char *
expand_groups (const char *text,
               const BtFindMatch *match,
               guint n_groups,
               const char *replacement,
               GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = replacement; *p != '\0'; p++)
    {
      const char *behind = NULL;
      guint group = 0;

      if (*p == '$' && p[1] == '$')
        p++;
      else if (*p == '$')
        behind = read_group (p + 1, &group);
      if (behind == NULL)
        {
          g_string_append_c (out, *p);
          continue;
        }
      if (group > n_groups)
        {
          g_set_error (error, BT_FIND_ERROR, BT_FIND_ERROR_GROUP, "$%u", group);
          return NULL;
        }
      /* a group at the end that took no part is not even counted by PCRE */
      if (group < match->groups->len)
        {
          const BtHit *range = &g_array_index (match->groups, BtHit, group);
          g_autofree char *part =
              range->start != G_MAXUINT ? copy_range (text, range) : NULL;

          g_string_append (out, part != NULL ? part : "");
        }
      p = behind - 1;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
append_first_upper (GString *out, const char *text)
{
  g_autofree char *first = NULL;

  if (*text == '\0')
    return;
  first = g_utf8_strup (text, g_utf8_next_char (text) - text);
  g_string_append (out, first);
  g_string_append (out, g_utf8_next_char (text));
}

/* Capitals as what is replaced had them: all, the first letter, or as they were given. */
static char *
keep_capitals (const char *hit, const char *replacement)
{
  guint n_upper = 0, n_lower = 0;
  gboolean first_upper = FALSE;
  GString *out;

  for (const char *p = hit; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isupper (c) && n_upper + n_lower == 0)
        first_upper = TRUE;
      n_upper += g_unichar_isupper (c) ? 1 : 0;
      n_lower += g_unichar_islower (c) ? 1 : 0;
    }
  if (n_lower == 0 && n_upper > 1)
    return g_utf8_strup (replacement, -1);
  if (!first_upper)
    return g_strdup (replacement);
  out = g_string_new (NULL);
  append_first_upper (out, replacement);
  return g_string_free (out, FALSE);
}

static char *
expand (const BtFind *self,
        const char *text,
        const BtFindMatch *match,
        const char *replacement,
        gboolean keep_case,
        GError **error)
{
  g_autofree char *plain = bt_clean_line (replacement);
  g_autofree char *expanded = NULL;

  if (self->regex == NULL)
    expanded = g_steal_pointer (&plain);
  else
    expanded = expand_groups (text, match, (guint)g_regex_get_capture_count (self->regex),
                              plain, error);
  if (expanded != NULL && keep_case)
    {
      g_autofree char *hit = copy_range (text, &match->hit);
      g_autofree char *kept = keep_capitals (hit, expanded);

      return bt_text_nfc (kept);
    }
  return expanded != NULL ? bt_text_nfc (expanded) : NULL;
}

typedef struct
{
  const BtFind *find;
  const char *text;
  const char *replacement;
  gboolean keep_case;
  GError *error;

  const BtHit *wanted; /* bt_find_expand(): the hit that is asked for */
  char *expanded;

  GArray *pieces; /* bt_find_replace(): Piece */
} Replacing;

static gboolean
expand_one (const BtFindMatch *match, gpointer data)
{
  Replacing *replacing = data;

  if (match->hit.start < replacing->wanted->start)
    return TRUE;
  if (match->hit.start == replacing->wanted->start
      && match->hit.end == replacing->wanted->end)
    replacing->expanded =
        expand (replacing->find, replacing->text, match, replacing->replacement,
                replacing->keep_case, &replacing->error);
  return FALSE;
}

char *
bt_find_expand (const BtFind *self,
                const char *text,
                const BtHit *hit,
                const char *replacement,
                gboolean keep_case,
                GError **error)
{
  Replacing replacing = { .find = self,
                          .text = text,
                          .replacement = replacement,
                          .keep_case = keep_case,
                          .wanted = hit };

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (text != NULL && hit != NULL && replacement != NULL, NULL);

  if (!bt_find_each (self, text, 0, expand_one, &replacing, error))
    {
      g_clear_error (&replacing.error);
      g_free (replacing.expanded);
      return NULL;
    }
  if (replacing.error != NULL)
    g_propagate_error (error, replacing.error);
  else if (replacing.expanded == NULL)
    g_set_error_literal (error, BT_FIND_ERROR, BT_FIND_ERROR_EMPTY, "No such hit");
  return replacing.expanded;
}

/* ---- all hits of a text ---- */

typedef struct
{
  BtHit hit;
  char *text; /* that comes in its place */
  guint length;
  int shift; /* how much later what follows stands */
} Piece;

static void
piece_clear (gpointer data)
{
  g_free (((Piece *)data)->text);
}

static gboolean
add_piece (const BtFindMatch *match, gpointer data)
{
  Replacing *replacing = data;
  guint n = replacing->pieces->len;
  int before = n > 0 ? g_array_index (replacing->pieces, Piece, n - 1).shift : 0;
  Piece piece = { .hit = match->hit };

  piece.text = expand (replacing->find, replacing->text, match, replacing->replacement,
                       replacing->keep_case, &replacing->error);
  if (piece.text == NULL)
    return FALSE;
  piece.length = (guint)g_utf8_strlen (piece.text, -1);
  piece.shift = before + (int)piece.length - (int)(match->hit.end - match->hit.start);
  g_array_append_val (replacing->pieces, piece);
  return TRUE;
}

/* Where an offset of the old text is in the new one. What begins or ends inside a hit does
 * so behind what comes in: the marks of a hit's first character go on, others end. */
static guint
new_offset (const GArray *pieces, guint *next, guint offset)
{
  const Piece *piece = NULL;

  while (*next < pieces->len && g_array_index (pieces, Piece, *next).hit.start < offset)
    (*next)++;
  if (*next == 0)
    return offset;
  piece = &g_array_index (pieces, Piece, *next - 1);
  return (guint)((int)MAX (offset, piece->hit.end) + piece->shift);
}

static char *
new_text (const char *text, const GArray *pieces)
{
  GString *out = g_string_sized_new (strlen (text));
  const char *p = text;
  guint at = 0;

  for (guint i = 0; i < pieces->len; i++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);
      const char *from = g_utf8_offset_to_pointer (p, (glong)(piece->hit.start - at));

      g_string_append_len (out, p, from - p);
      g_string_append (out, piece->text);
      p = g_utf8_offset_to_pointer (from, (glong)(piece->hit.end - piece->hit.start));
      at = piece->hit.end;
    }
  g_string_append (out, p);
  return g_string_free (out, FALSE);
}

/* In one pass, however many hits there are. Returns: NULL when letters on the two sides of
 * a seam have become one, so that nothing is where it was expected */
static BtRichText *
build (const BtRichText *old, const GArray *pieces)
{
  g_autofree char *text = new_text (bt_rich_text_get_text (old), pieces);
  g_autoptr (BtRichText) new = bt_rich_text_new (text);
  const Piece *last = &g_array_index (pieces, Piece, pieces->len - 1);
  const BtSpan *spans;
  guint n_spans = 0;
  guint first = 0;

  if ((int)bt_rich_text_get_length (new)
      != (int)bt_rich_text_get_length (old) + last->shift)
    return NULL;
  spans = bt_rich_text_get_spans (old, &n_spans);
  for (guint i = 0; i < n_spans; i++)
    {
      guint start = new_offset (pieces, &first, spans[i].start);
      guint next = first;
      guint end = new_offset (pieces, &next, spans[i].end);

      if (start < end)
        bt_rich_text_apply (new, spans[i].kind, start, end, spans[i].href);
    }
  return g_steal_pointer (&new);
}

static void
append_with_marks_of (BtRichText *out, const char *text, const BtRichText *old, guint at)
{
  guint from = bt_rich_text_get_length (out);
  const BtSpan *spans;
  guint n_spans = 0;

  bt_rich_text_append_plain (out, text);
  spans = bt_rich_text_get_spans (old, &n_spans);
  for (guint i = 0; i < n_spans; i++)
    if (spans[i].start <= at && at < spans[i].end)
      bt_rich_text_apply (out, spans[i].kind, from, bt_rich_text_get_length (out),
                          spans[i].href);
}

/* Piece by piece, for texts in which a mark meets a letter. */
static BtRichText *
build_slowly (const BtRichText *old, const GArray *pieces)
{
  BtRichText *new = bt_rich_text_new (NULL);
  g_autoptr (BtRichText) rest = NULL;
  guint at = 0;

  for (guint i = 0; i < pieces->len; i++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);
      g_autoptr (BtRichText) between = bt_rich_text_slice (old, at, piece->hit.start);

      bt_rich_text_append (new, between);
      append_with_marks_of (new, piece->text, old, piece->hit.start);
      at = piece->hit.end;
    }
  rest = bt_rich_text_slice (old, at, bt_rich_text_get_length (old));
  bt_rich_text_append (new, rest);
  return new;
}

static void
take_over (BtRichText *text, const BtRichText *new)
{
  bt_rich_text_set_text (text, NULL);
  bt_rich_text_append (text, new);
}

int
bt_find_replace (const BtFind *self,
                 BtRichText *text,
                 const char *replacement,
                 gboolean keep_case,
                 gint64 deadline,
                 GError **error)
{
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  g_autoptr (BtRichText) new = NULL;
  Replacing replacing = { .find = self,
                          .text = bt_rich_text_get_text (text),
                          .replacement = replacement,
                          .keep_case = keep_case,
                          .pieces = pieces };

  g_return_val_if_fail (self != NULL, -1);
  g_return_val_if_fail (text != NULL && replacement != NULL, -1);

  g_array_set_clear_func (pieces, piece_clear);
  if (!bt_find_each (self, replacing.text, deadline, add_piece, &replacing, error))
    {
      g_clear_error (&replacing.error);
      return -1;
    }
  if (replacing.error != NULL)
    {
      g_propagate_error (error, replacing.error);
      return -1;
    }
  if (pieces->len == 0)
    return 0;
  new = build (text, pieces);
  if (new == NULL)
    new = build_slowly (text, pieces);
  take_over (text, new);
  return (int)pieces->len;
}

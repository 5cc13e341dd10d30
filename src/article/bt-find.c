/* What is looked for, and where it stands in a text.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-find-private.h"

#include <string.h>

#include "text/bt-text.h"

/* PCRE takes limits at the start of a pattern; a pattern's own can only lower them. A step
 * takes some 30 ns; the heap is in KiB. */
#define LIMITS "(*LIMIT_MATCH=200000)(*LIMIT_HEAP=32768)"

#define WORD_CLASS "[\\p{L}\\p{N}\\p{M}_]"
#define WORD_BEGINS "(?<!" WORD_CLASS ")(?:"
#define WORD_ENDS ")(?!" WORD_CLASS ")"

/* clang-format off */
G_DEFINE_QUARK (bt-find-error-quark, bt_find_error)
/* clang-format on */

/* ---- making it ready ---- */

static BtFindError
error_code (const GError *error)
{
  switch (error->code)
    {
    case G_REGEX_ERROR_UNMATCHED_PARENTHESIS:
    case G_REGEX_ERROR_UNTERMINATED_CHARACTER_CLASS:
    case G_REGEX_ERROR_UNTERMINATED_COMMENT:
      return BT_FIND_ERROR_BRACKET;
    case G_REGEX_ERROR_NOTHING_TO_REPEAT:
    case G_REGEX_ERROR_QUANTIFIERS_OUT_OF_ORDER:
    case G_REGEX_ERROR_QUANTIFIER_TOO_BIG:
      return BT_FIND_ERROR_REPEAT;
    case G_REGEX_ERROR_STRAY_BACKSLASH:
    case G_REGEX_ERROR_MISSING_CONTROL_CHAR:
    case G_REGEX_ERROR_UNRECOGNIZED_ESCAPE:
      return BT_FIND_ERROR_ESCAPE;
    case G_REGEX_ERROR_INEXISTENT_SUBPATTERN_REFERENCE:
      return BT_FIND_ERROR_GROUP;
    case G_REGEX_ERROR_EXPRESSION_TOO_LARGE:
      return BT_FIND_ERROR_TOO_COMPLEX;
    default:
      return BT_FIND_ERROR_PATTERN;
    }
}

/* Folded like the text. "\đ" must not become "\d", which is any digit. Returns: NULL for
 * \C, one byte, which would cut letters in two */
static char *
fold_pattern (const char *pattern, BtFold what)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = pattern; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (*p == '\\' && p[1] == 'C')
        return NULL;
      if (*p == '\\' && p[1] != '\0')
        {
          if ((guchar)p[1] < 0x80)
            g_string_append_c (out, '\\');
          p++;
        }
      g_string_append_len (out, p, g_utf8_next_char (p) - p);
    }
  return bt_text_fold_mapped (out->str, what, NULL);
}

static GRegex *
compile (const char *pattern, BtFindFlags flags, GError **error)
{
  GRegexCompileFlags compile_flags = G_REGEX_MULTILINE | G_REGEX_NEWLINE_LF;
  g_autofree char *limited = g_strconcat (LIMITS, pattern, NULL);
  g_autoptr (GError) reason = NULL;
  GRegex *regex;

  if ((flags & BT_FIND_CASE) == 0)
    compile_flags |= G_REGEX_CASELESS;
  regex = g_regex_new (limited, compile_flags, 0, &reason);
  if (regex == NULL)
    g_set_error_literal (error, BT_FIND_ERROR, error_code (reason), reason->message);
  return regex;
}

static BtFold
what_to_fold (BtFindFlags flags)
{
  BtFold what = BT_FOLD_NONE;

  if ((flags & BT_FIND_ACCENTS) == 0)
    what |= BT_FOLD_ACCENTS;
  /* a regular expression has ways of its own to say so */
  if ((flags & (BT_FIND_CASE | BT_FIND_REGEX)) == 0)
    what |= BT_FOLD_CASE;
  if ((flags & BT_FIND_REGEX) == 0)
    what |= BT_FOLD_SPACES;
  return what;
}

static gboolean
make_regex (BtFind *self, const char *pattern, GError **error)
{
  g_autofree char *folded = fold_pattern (pattern, what_to_fold (self->flags));
  g_autofree char *bordered = NULL;

  if (folded == NULL)
    {
      g_set_error_literal (error, BT_FIND_ERROR, BT_FIND_ERROR_ESCAPE, "\\C");
      return FALSE;
    }
  /* alone first: "a)(b" is an error inside the borders, too */
  self->regex = compile (folded, self->flags, error);
  if (self->regex == NULL || (self->flags & BT_FIND_WHOLE_WORDS) == 0)
    return self->regex != NULL;
  g_clear_pointer (&self->regex, g_regex_unref);
  bordered = g_strconcat (WORD_BEGINS, folded, WORD_ENDS, NULL);
  self->regex = compile (bordered, self->flags, error);
  return self->regex != NULL;
}

BtFind *
bt_find_new (const char *words, BtFindFlags flags, GError **error)
{
  g_autoptr (BtFind) self = NULL;

  g_return_val_if_fail (words != NULL && g_utf8_validate (words, -1, NULL), NULL);

  if (strlen (words) > BT_FIND_MAX_BYTES)
    {
      g_set_error_literal (error, BT_FIND_ERROR, BT_FIND_ERROR_TOO_LONG, "Too long");
      return NULL;
    }
  self = g_new0 (BtFind, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->flags = flags;
  if ((flags & BT_FIND_REGEX) != 0 && *words != '\0')
    return make_regex (self, words, error) ? g_steal_pointer (&self) : NULL;

  self->words = bt_text_fold_mapped (words, what_to_fold (flags), NULL);
  self->length = strlen (self->words);
  if (self->length == 0)
    {
      g_set_error_literal (error, BT_FIND_ERROR, BT_FIND_ERROR_EMPTY, "Nothing to find");
      return NULL;
    }
  return g_steal_pointer (&self);
}

BtFind *
bt_find_ref (BtFind *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
bt_find_unref (BtFind *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->regex, g_regex_unref);
  g_free (self->words);
  g_free (self);
}

gboolean
bt_find_is_regex (const BtFind *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->regex != NULL;
}

/* ---- finding ---- */

/* A text that is searched, and where its letters were before it was folded. */
typedef struct
{
  char *folded;
  GArray *starts;
} Subject;

static void
subject_init (Subject *subject, const BtFind *self, const char *text)
{
  subject->starts = g_array_new (FALSE, FALSE, sizeof (guint));
  subject->folded =
      bt_text_fold_mapped (text, what_to_fold (self->flags), subject->starts);
}

static void
subject_clear (Subject *subject)
{
  g_clear_pointer (&subject->folded, g_free);
  g_clear_pointer (&subject->starts, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Subject, subject_clear)

static guint
offset_at (const Subject *subject, gsize byte)
{
  return g_array_index (subject->starts, guint, byte);
}

/* Returns: whether both ends are between letters */
static gboolean
hit_at (const Subject *subject, gsize from, gsize to, BtHit *hit)
{
  hit->start = offset_at (subject, from);
  hit->end = offset_at (subject, to);
  return hit->start != G_MAXUINT && hit->end != G_MAXUINT && hit->start < hit->end;
}

static gboolean
is_word (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c) || c == '_';
}

static gboolean
has_borders (const char *folded, const char *from, const char *to)
{
  if (from > folded && is_word (g_utf8_get_char (from))
      && is_word (g_utf8_get_char (g_utf8_prev_char (from))))
    return FALSE;
  return *to == '\0' || !is_word (g_utf8_get_char (to))
         || !is_word (g_utf8_get_char (g_utf8_prev_char (to)));
}

static void
each_words (const BtFind *self, const Subject *subject, BtFindFunc func, gpointer data)
{
  gboolean whole = (self->flags & BT_FIND_WHOLE_WORDS) != 0;
  const char *folded = subject->folded;
  const char *at = folded;
  BtFindMatch match = { .groups = NULL };

  while ((at = strstr (at, self->words)) != NULL)
    {
      const char *to = at + self->length;

      if (hit_at (subject, (gsize)(at - folded), (gsize)(to - folded), &match.hit)
          && (!whole || has_borders (folded, at, to)))
        {
          if (!func (&match, data))
            return;
          at = to;
        }
      else
        at = g_utf8_next_char (at);
    }
}

/* The groups of a match; what cuts a letter in two has all of it. */
static void
fetch_groups (const Subject *subject, const GMatchInfo *info, GArray *groups)
{
  int n = g_match_info_get_match_count (info);

  g_array_set_size (groups, 0);
  for (int i = 0; i < n; i++)
    {
      BtHit group = { G_MAXUINT, G_MAXUINT };
      int from, to;

      if (g_match_info_fetch_pos (info, i, &from, &to) && from >= 0 && to >= from)
        {
          while (offset_at (subject, (gsize)from) == G_MAXUINT)
            from--;
          while (offset_at (subject, (gsize)to) == G_MAXUINT)
            to++;
          group.start = offset_at (subject, (gsize)from);
          group.end = offset_at (subject, (gsize)to);
        }
      g_array_append_val (groups, group);
    }
}

static gboolean
fail_complex (GError **error, const char *message)
{
  g_set_error_literal (error, BT_FIND_ERROR, BT_FIND_ERROR_TOO_COMPLEX, message);
  return FALSE;
}

static gboolean
each_regex (const BtFind *self,
            const Subject *subject,
            gint64 deadline,
            BtFindFunc func,
            gpointer data,
            GError **error)
{
  g_autoptr (GMatchInfo) info = NULL;
  g_autoptr (GError) reason = NULL;
  g_autoptr (GArray) groups = g_array_new (FALSE, FALSE, sizeof (BtHit));
  BtFindMatch match = { .groups = groups };
  guint last_end = 0;
  guint steps = 0;

  g_regex_match_full (self->regex, subject->folded, -1, 0, 0, &info, &reason);
  while (reason == NULL && g_match_info_matches (info))
    {
      int from = 0, to = 0;

      if (deadline != 0 && g_get_monotonic_time () > deadline)
        return fail_complex (error, "Too slow");
      /* \K can make a match end before it begins, for ever */
      if (++steps > subject->starts->len + 1)
        return fail_complex (error, "Too many matches");
      g_match_info_fetch_pos (info, 0, &from, &to);
      if (from < to && hit_at (subject, (gsize)from, (gsize)to, &match.hit)
          && match.hit.start >= last_end)
        {
          last_end = match.hit.end;
          fetch_groups (subject, info, groups);
          if (!func (&match, data))
            return TRUE;
        }
      g_match_info_next (info, &reason);
    }
  return reason == NULL || fail_complex (error, reason->message);
}

gboolean
bt_find_each (const BtFind *self,
              const char *text,
              gint64 deadline,
              BtFindFunc func,
              gpointer data,
              GError **error)
{
  g_auto (Subject) subject = { NULL, NULL };

  if (*text == '\0')
    return TRUE;
  subject_init (&subject, self, text);
  if (self->regex != NULL)
    return each_regex (self, &subject, deadline, func, data, error);
  each_words (self, &subject, func, data);
  return TRUE;
}

static gboolean
add_hit (const BtFindMatch *match, gpointer data)
{
  g_array_append_val ((GArray *)data, match->hit);
  return TRUE;
}

GArray *
bt_find_all (const BtFind *self, const char *text, gint64 deadline, GError **error)
{
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (BtHit));

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  if (!bt_find_each (self, text, deadline, add_hit, hits, error))
    return NULL;
  return g_steal_pointer (&hits);
}

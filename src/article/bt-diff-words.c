/* The words that are different between two texts.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-diff-private.h"

#include <string.h>

/* ---- tokens ---- */

typedef struct
{
  guint start; /* in code points */
  guint end;
  guint id; /* equal for equal tokens of both texts */
  gboolean space;
  gboolean word;
} Token;

typedef enum
{
  IN_WORD,
  IN_SPACE,
  ALONE,
} Class;

/* U+00A0 is white space here: to a reader it is. */
static Class
class_of (gunichar c)
{
  if (g_unichar_isalnum (c) || g_unichar_ismark (c))
    return IN_WORD;
  if (g_unichar_isspace (c) || g_unichar_type (c) == G_UNICODE_SPACE_SEPARATOR)
    return c == '\n' ? ALONE : IN_SPACE;
  return ALONE;
}

/* The points in "150.000", "28-12" and "7:30" do not end the word. */
static gboolean
joins_digits (const char *start, const char *p)
{
  return strchr (".,:/-", *p) != NULL && p > start && g_ascii_isdigit (p[-1])
         && g_ascii_isdigit (p[1]);
}

/* Returns: where the token that begins at @p ends; @length: its characters */
static const char *
token_end (const char *p, Class class, guint *length)
{
  const char *end = p;

  *length = 0;
  do
    {
      end = g_utf8_next_char (end);
      ++*length;
    }
  while (class != ALONE && *end != '\0'
         && (class_of (g_utf8_get_char (end)) == class
             || (class == IN_WORD && joins_digits (p, end))));
  return end;
}

static GArray *
split (const char *text, GHashTable *ids)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (Token));
  guint place = 0;

  for (const char *p = text; *p != '\0';)
    {
      Class class = class_of (g_utf8_get_char (p));
      Token token = { .start = place,
                      .space = class == IN_SPACE,
                      .word = class == IN_WORD };
      const char *end;
      guint length;
      char *word;
      gpointer id;

      end = token_end (p, class, &length);
      place += length;
      token.end = place;
      word = g_strndup (p, (gsize)(end - p));
      id = g_hash_table_lookup (ids, word);
      if (id == NULL)
        {
          id = GUINT_TO_POINTER (g_hash_table_size (ids) + 1);
          g_hash_table_insert (ids, word, id);
        }
      else
        g_free (word);
      token.id = GPOINTER_TO_UINT (id) - 1;
      g_array_append_val (tokens, token);
      p = end;
    }
  return tokens;
}

static guint *
ids_of (GArray *tokens)
{
  guint *ids = g_new (guint, MAX (tokens->len, 1));

  for (guint i = 0; i < tokens->len; i++)
    ids[i] = g_array_index (tokens, Token, i).id;
  return ids;
}

/* ---- runs ---- */

static void
add_run (GArray *runs, BtDiffKind kind, guint old_end, guint new_end)
{
  BtDiffRun *last =
      runs->len > 0 ? &g_array_index (runs, BtDiffRun, runs->len - 1) : NULL;
  BtDiffRun run = { .kind = kind, .old_end = old_end, .new_end = new_end };

  run.old_start = last != NULL ? last->old_end : 0;
  run.new_start = last != NULL ? last->new_end : 0;
  if (run.old_start == old_end && run.new_start == new_end)
    return;
  if (last != NULL && last->kind == kind)
    {
      last->old_end = old_end;
      last->new_end = new_end;
    }
  else
    g_array_append_val (runs, run);
}

static guint
token_start (GArray *tokens, guint index)
{
  if (index < tokens->len)
    return g_array_index (tokens, Token, index).start;
  return tokens->len > 0 ? g_array_index (tokens, Token, tokens->len - 1).end : 0;
}

/* Where every word but not the space between them is another, it reads better as one
 * change. */
static void
join_across_spaces (GArray *older, int *map)
{
  for (guint i = 1; i + 1 < older->len; i++)
    if (map[i] >= 0 && g_array_index (older, Token, i).space && map[i - 1] < 0
        && map[i + 1] < 0)
      map[i] = -1;
}

/* The same seen from the other side. */
static void
join_across_new_spaces (GArray *newer, int *map, guint n_map)
{
  g_autofree int *back = g_new (int, MAX (newer->len, 1));

  for (guint j = 0; j < newer->len; j++)
    back[j] = -1;
  for (guint i = 0; i < n_map; i++)
    if (map[i] >= 0)
      back[map[i]] = (int)i;
  for (guint j = 1; j + 1 < newer->len; j++)
    {
      int i = back[j];

      if (i >= 0 && g_array_index (newer, Token, j).space && back[j - 1] < 0
          && back[j + 1] < 0 && (i == 0 || map[i - 1] < 0)
          && ((guint)i + 1 >= n_map || map[i + 1] < 0))
        map[i] = -1;
    }
}

static GArray *
runs_of (GArray *older, GArray *newer, const int *map)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (BtDiffRun));
  guint j = 0;

  for (guint i = 0; i <= older->len; i++)
    {
      guint next_j = i == older->len ? newer->len : map[i] >= 0 ? (guint)map[i] : j;

      /* removed goes before added, whatever their order was */
      if (i < older->len && map[i] < 0)
        {
          add_run (runs, BT_DIFF_REMOVED, token_start (older, i + 1),
                   token_start (newer, j));
          continue;
        }
      add_run (runs, BT_DIFF_ADDED, token_start (older, i), token_start (newer, next_j));
      if (i < older->len)
        {
          add_run (runs, BT_DIFF_SAME, token_start (older, i + 1),
                   token_start (newer, next_j + 1));
          j = next_j + 1;
        }
    }
  return runs;
}

/* ---- marks ---- */

/* A number for the marks of each character: equal ones have equal marks. */
static guint *
marks_of (const BtRichText *text, GHashTable *links)
{
  guint length = bt_rich_text_get_length (text);
  guint *marks = g_new0 (guint, length + 1);
  guint n;
  const BtSpan *spans = bt_rich_text_get_spans (text, &n);

  for (guint i = 0; i < n; i++)
    {
      guint mark = 1u << spans[i].kind;

      if (spans[i].kind == BT_SPAN_LINK)
        {
          gpointer id = g_hash_table_lookup (links, spans[i].href);

          if (id == NULL)
            {
              id = GUINT_TO_POINTER (g_hash_table_size (links) + 1);
              g_hash_table_insert (links, spans[i].href, id);
            }
          mark = GPOINTER_TO_UINT (id) << BT_N_SPAN_KINDS;
        }
      for (guint place = spans[i].start; place < spans[i].end; place++)
        marks[place] |= mark;
    }
  return marks;
}

static gboolean
has_marks (const BtRichText *text)
{
  guint n;

  bt_rich_text_get_spans (text, &n);
  return n > 0;
}

/* What has the same characters but other marks becomes a run of its own. */
static GArray *
compare_marks (const BtRichText *older, const BtRichText *newer, GArray *runs)
{
  g_autoptr (GHashTable) links = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree guint *old_marks = marks_of (older, links);
  g_autofree guint *new_marks = marks_of (newer, links);
  GArray *result = g_array_new (FALSE, FALSE, sizeof (BtDiffRun));

  for (guint k = 0; k < runs->len; k++)
    {
      const BtDiffRun *run = &g_array_index (runs, BtDiffRun, k);

      if (run->kind != BT_DIFF_SAME)
        add_run (result, run->kind, run->old_end, run->new_end);
      for (guint i = 0; run->kind == BT_DIFF_SAME && i < run->old_end - run->old_start;
           i++)
        add_run (result,
                 old_marks[run->old_start + i] == new_marks[run->new_start + i]
                     ? BT_DIFF_SAME
                     : BT_DIFF_CHANGED,
                 run->old_start + i + 1, run->new_start + i + 1);
    }
  return result;
}

/* ---- public ---- */

static GArray *
whole (BtDiffKind kind, guint old_end, guint new_end)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (BtDiffRun));

  add_run (runs, kind, old_end, new_end);
  return runs;
}

/* The map of the other direction. */
static int *
turn (const int *map, guint n, guint n_other)
{
  int *turned = g_new (int, MAX (n_other, 1));

  for (guint j = 0; j < n_other; j++)
    turned[j] = -1;
  for (guint i = 0; i < n; i++)
    if (map[i] >= 0)
      turned[map[i]] = (int)i;
  return turned;
}

/* That a word stays counts more than that a space does. */
static void
weigh (GArray *tokens, guint8 *weights)
{
  for (guint i = 0; i < tokens->len; i++)
    {
      const Token *token = &g_array_index (tokens, Token, i);

      weights[token->id] = token->space ? 1 : token->word ? BT_DIFF_MOST_WEIGHT : 2;
    }
}

static int *
align_tokens (GArray *older, GArray *newer, guint n_ids, BtDiffBudget *budget)
{
  g_autofree guint *old_ids = ids_of (older);
  g_autofree guint *new_ids = ids_of (newer);
  g_autofree guint8 *weights = g_new0 (guint8, MAX (n_ids, 1));
  int *map = g_new (int, MAX (older->len, 1));

  weigh (older, weights);
  weigh (newer, weights);
  bt_diff_align_equal (old_ids, older->len, new_ids, newer->len, n_ids, weights, map,
                       budget);
  join_across_spaces (older, map);
  join_across_new_spaces (newer, map, older->len);
  return map;
}

GArray *
bt_diff_words_within (const BtRichText *older,
                      const BtRichText *newer,
                      BtDiffBudget *budget)
{
  g_autoptr (GHashTable) ids = NULL;
  g_autoptr (GArray) old_tokens = NULL;
  g_autoptr (GArray) new_tokens = NULL;
  g_autoptr (GArray) runs = NULL;
  g_autofree int *map = NULL;

  if (older == NULL || newer == NULL)
    return whole (older == NULL ? BT_DIFF_ADDED : BT_DIFF_REMOVED,
                  older != NULL ? bt_rich_text_get_length (older) : 0,
                  newer != NULL ? bt_rich_text_get_length (newer) : 0);
  if (bt_rich_text_equal (older, newer))
    return whole (BT_DIFF_SAME, bt_rich_text_get_length (older),
                  bt_rich_text_get_length (newer));

  ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  old_tokens = split (bt_rich_text_get_text (older), ids);
  new_tokens = split (bt_rich_text_get_text (newer), ids);
  /* Always in one direction, so that the other one gives the same pairs. */
  if (strcmp (bt_rich_text_get_text (older), bt_rich_text_get_text (newer)) <= 0)
    map = align_tokens (old_tokens, new_tokens, g_hash_table_size (ids), budget);
  else
    {
      g_autofree int *turned =
          align_tokens (new_tokens, old_tokens, g_hash_table_size (ids), budget);

      map = turn (turned, new_tokens->len, old_tokens->len);
    }
  runs = runs_of (old_tokens, new_tokens, map);
  if (!has_marks (older) && !has_marks (newer))
    return g_steal_pointer (&runs);
  return compare_marks (older, newer, runs);
}

GArray *
bt_diff_words (const BtRichText *older, const BtRichText *newer)
{
  BtDiffBudget budget = BT_DIFF_BUDGET;

  return bt_diff_words_within (older, newer, &budget);
}

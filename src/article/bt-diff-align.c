/* Which of two rows of things belong together, when equal things do.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-diff-private.h"

/* Up to so many pairs the longest common subsequence is looked for; more than that only
 * where nothing occurs once on both sides, and then up to the second number. */
#define SMALL_PAIRS (20 * 1000)
#define MOST_PAIRS (1000 * 1000)
/* What is nested deeper than this is not followed. */
#define MAX_DEPTH 48

/* In how many places an id occurs in a range, and where. */
typedef struct
{
  guint in_a;
  guint in_b;
  guint place_b;
} Count;

typedef struct
{
  const guint *a;
  const guint *b;
  const guint8 *weights;
  int *map;
  Count *counts; /* by id; all zero between two looks */
  BtDiffBudget *budget;
} Align;

typedef struct
{
  guint a_start;
  guint a_end;
  guint b_start;
  guint b_end;
} Range;

static void align_range (Align *self, Range range, guint depth);

/* ---- the longest common subsequence ---- */

static void
longest (Align *self, Range range)
{
  guint n = range.a_end - range.a_start;
  guint m = range.b_end - range.b_start;
  gsize width = (gsize)m + 1;
  const guint *a = self->a + range.a_start;
  const guint *b = self->b + range.b_start;
  /* lengths[i][j]: what a from i on and b from j on have in common, by weight; the
   * shorter one has a thousand things at most */
  g_autofree guint16 *lengths = g_new0 (guint16, ((gsize)n + 1) * width);
  guint i, j;

  *self->budget -= (BtDiffBudget)n * m;
  for (i = n; i-- > 0;)
    {
      guint16 *row = lengths + i * width;
      const guint16 *below = row + width;

      for (j = m; j-- > 0;)
        row[j] = a[i] == b[j]
                     ? (guint16)(below[j + 1]
                                 + (self->weights != NULL ? self->weights[a[i]] : 1))
                     : MAX (below[j], row[j + 1]);
    }
  for (i = 0, j = 0; i < n && j < m;)
    if (a[i] == b[j])
      self->map[range.a_start + i++] = (int)(range.b_start + j++);
    else if (lengths[(i + 1) * width + j] >= lengths[i * width + j + 1])
      i++;
    else
      j++;
}

/* ---- what occurs once on both sides ---- */

typedef struct
{
  guint a;
  guint b;
  int before; /* the anchor before this one in the longest chain, -1 for none */
} Anchor;

static GArray *
find_anchors (Align *self, Range range)
{
  GArray *anchors = g_array_new (FALSE, FALSE, sizeof (Anchor));

  for (guint i = range.a_start; i < range.a_end; i++)
    self->counts[self->a[i]].in_a++;
  for (guint j = range.b_start; j < range.b_end; j++)
    {
      Count *count = &self->counts[self->b[j]];

      count->in_b++;
      count->place_b = j;
    }
  for (guint i = range.a_start; i < range.a_end; i++)
    {
      const Count *count = &self->counts[self->a[i]];
      const Anchor anchor = { .a = i, .b = count->place_b, .before = -1 };

      if (count->in_a == 1 && count->in_b == 1)
        g_array_append_val (anchors, anchor);
    }
  for (guint i = range.a_start; i < range.a_end; i++)
    self->counts[self->a[i]] = (Count){ 0 };
  for (guint j = range.b_start; j < range.b_end; j++)
    self->counts[self->b[j]] = (Count){ 0 };
  return anchors;
}

/* The longest chain of anchors that go up on both sides (patience sorting). Returns: the
 * last one of it */
static int
chain (GArray *anchors)
{
  Anchor *all = (Anchor *)(gpointer)anchors->data;
  g_autofree guint *ends = g_new (guint, anchors->len);
  guint n = 0;

  for (guint k = 0; k < anchors->len; k++)
    {
      guint low = 0;
      guint high = n;

      while (low < high)
        {
          guint middle = (low + high) / 2;

          if (all[ends[middle]].b < all[k].b)
            low = middle + 1;
          else
            high = middle;
        }
      all[k].before = low > 0 ? (int)ends[low - 1] : -1;
      ends[low] = k;
      n = MAX (n, low + 1);
    }
  return n > 0 ? (int)ends[n - 1] : -1;
}

/* Returns: whether there was anything to go by */
static gboolean
align_around_anchors (Align *self, Range range, guint depth)
{
  g_autoptr (GArray) anchors = find_anchors (self, range);
  Range rest = range;

  if (anchors->len == 0)
    return FALSE;
  for (int k = chain (anchors); k >= 0;)
    {
      const Anchor *anchor = &g_array_index (anchors, Anchor, k);
      const Range behind = { anchor->a + 1, rest.a_end, anchor->b + 1, rest.b_end };

      self->map[anchor->a] = (int)anchor->b;
      align_range (self, behind, depth + 1);
      rest.a_end = anchor->a;
      rest.b_end = anchor->b;
      k = anchor->before;
    }
  align_range (self, rest, depth + 1);
  return TRUE;
}

static void
align_range (Align *self, Range range, guint depth)
{
  guint64 pairs;

  while (range.a_start < range.a_end && range.b_start < range.b_end
         && self->a[range.a_start] == self->b[range.b_start])
    self->map[range.a_start++] = (int)range.b_start++;
  while (range.a_start < range.a_end && range.b_start < range.b_end
         && self->a[range.a_end - 1] == self->b[range.b_end - 1])
    self->map[--range.a_end] = (int)--range.b_end;

  pairs = (guint64)(range.a_end - range.a_start) * (range.b_end - range.b_start);
  if (pairs == 0 || depth > MAX_DEPTH)
    return;
  if (pairs <= SMALL_PAIRS && (BtDiffBudget)pairs <= *self->budget)
    longest (self, range);
  else if (!align_around_anchors (self, range, depth) && pairs <= MOST_PAIRS
           && (BtDiffBudget)pairs <= *self->budget)
    longest (self, range);
}

void
bt_diff_align_equal (const guint *a,
                     guint n_a,
                     const guint *b,
                     guint n_b,
                     guint n_ids,
                     const guint8 *weights,
                     int *map,
                     BtDiffBudget *budget)
{
  g_autofree Count *counts = g_new0 (Count, n_ids);
  Align self = {
    .a = a, .b = b, .weights = weights, .map = map, .counts = counts, .budget = budget
  };
  const Range all = { 0, n_a, 0, n_b };

  for (guint i = 0; i < n_a; i++)
    map[i] = -1;
  align_range (&self, all, 0);
}

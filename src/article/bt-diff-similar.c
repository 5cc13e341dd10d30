/* Which of two rows of things belong together, when things may be changed.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-diff-private.h"

#include <string.h>

/* Likeness goes from 0 to ALIKE; what is less alike than ENOUGH does not pair. Paragraphs
 * on one subject that have nothing to do with each other reach a tenth by chance. */
#define ALIKE 1000
#define ENOUGH 200
#define SAME_ID 100
#define EQUAL 1200
/* What is wholly inside the other one (a paragraph that was typed on) is at least so
 * alike. */
#define CONTAINED 500
/* Things of few words say little about where others belong. */
#define FULL_WEIGHT_WORDS 12
#define LEAST_WEIGHT 300
/* An equal thing of at least so many words that is there once is a landmark. */
#define LANDMARK_WORDS 4
/* So many pairs are compared for likeness at most. */
#define MOST_PAIRS (600 * 1000)
#define LEAST_BAND 16
/* How many words a key counts for. */
#define KEY_MARKS 6

/* ---- sketches ---- */

static guint32
mix (guint32 hash)
{
  hash ^= hash >> 16;
  hash *= 0x85ebca6bu;
  hash ^= hash >> 13;
  hash *= 0xc2b2ae35u;
  return hash ^ hash >> 16;
}

static int
compare_marks (gconstpointer a, gconstpointer b)
{
  guint32 x = *(const guint32 *)a;
  guint32 y = *(const guint32 *)b;

  return (x > y) - (x < y);
}

/* The same word a second time is another mark, so that marks are a set. */
static void
add_mark (GArray *marks, GHashTable *seen, guint32 hash)
{
  guint times = GPOINTER_TO_UINT (g_hash_table_lookup (seen, GUINT_TO_POINTER (hash)));
  guint32 mark = mix (hash + times * 0x9e3779b9u);

  g_hash_table_insert (seen, GUINT_TO_POINTER (hash), GUINT_TO_POINTER (times + 1));
  g_array_append_val (marks, mark);
}

static gboolean
in_word (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

static guint
add_words (GArray *marks, GHashTable *seen, const char *text)
{
  guint words = 0;
  guint32 before = 0;

  for (const char *p = text; *p != '\0';)
    {
      guint32 hash = 5381;

      if (!in_word (g_utf8_get_char (p)))
        {
          p = g_utf8_next_char (p);
          continue;
        }
      for (; *p != '\0' && in_word (g_utf8_get_char (p)); p = g_utf8_next_char (p))
        hash = hash * 33 + g_unichar_tolower (g_utf8_get_char (p));
      hash = mix (hash);
      add_mark (marks, seen, hash);
      if (words++ > 0)
        add_mark (marks, seen, before * 31 + hash);
      before = hash;
    }
  return words;
}

void
bt_diff_sketch_fill (BtDiffSketch *self, const char *text, const char *key)
{
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  guint32 key_hash = key != NULL ? mix (g_str_hash (key)) : 0;

  self->words = add_words (marks, seen, text);
  for (guint i = 0; key != NULL && i < KEY_MARKS; i++)
    add_mark (marks, seen, key_hash);
  if (key != NULL)
    self->words += KEY_MARKS;
  g_array_sort (marks, compare_marks);
  self->total = marks->len;
  self->n = MIN (marks->len, BT_DIFF_SKETCH_SIZE);
  if (self->n > 0)
    memcpy (self->marks, marks->data, self->n * sizeof (guint32));
}

/* The share of what both have in all that either has, from the smallest marks of both. */
static int
common_share (const BtDiffSketch *a, const BtDiffSketch *b)
{
  guint i = 0;
  guint j = 0;
  guint seen = 0;
  guint common = 0;

  while ((i < a->n || j < b->n) && seen < BT_DIFF_SKETCH_SIZE)
    {
      seen++;
      if (j >= b->n || (i < a->n && a->marks[i] < b->marks[j]))
        i++;
      else if (i >= a->n || b->marks[j] < a->marks[i])
        j++;
      else
        {
          common++;
          i++;
          j++;
        }
    }
  return seen > 0 ? (int)(common * ALIKE / seen) : 0;
}

static int
likeness (const BtDiffSketch *a, const BtDiffSketch *b)
{
  int share = common_share (a, b);
  guint least = MIN (a->total, b->total);
  gint64 inside;

  if (least == 0)
    return a->total == b->total ? ENOUGH : 0;
  /* |A ∩ B| out of |A ∩ B| / |A ∪ B| */
  inside = (gint64)share * (a->total + b->total) / (ALIKE + share);
  if (inside * 10 >= (gint64)least * 9 && least >= 5)
    share = MAX (share, CONTAINED);
  if (a->id != 0 && a->id == b->id)
    share += SAME_ID;
  return share;
}

/* What a pair is worth, 0 when it is none. */
static int
worth (const BtDiffSketch *a, const BtDiffSketch *b)
{
  guint words = MIN (a->words, b->words);
  int weight =
      LEAST_WEIGHT
      + (ALIKE - LEAST_WEIGHT) * (int)MIN (words, FULL_WEIGHT_WORDS) / FULL_WEIGHT_WORDS;
  int like;

  if (a->group != b->group)
    return 0;
  like = a->same == b->same ? EQUAL : likeness (a, b);
  return like >= ENOUGH ? like * weight / ALIKE : 0;
}

/* ---- a range without landmarks: the pairs that are worth most together ---- */

typedef struct
{
  const BtDiffSketch *a;
  const BtDiffSketch *b;
  guint n;
  guint m;
  guint width; /* columns of a row that are looked at */
  gint64 *worths;
} Band;

/* The first column that is looked at in a row; it never goes back. */
static guint
band_start (const Band *self, guint i)
{
  guint center = (guint)((guint64)i * self->m / self->n);
  guint half = self->width / 2;

  return MIN (center > half ? center - half : 0, self->m - self->width);
}

/* The most that the first i and the first j are worth. */
static gint64
band_get (const Band *self, guint i, guint j)
{
  guint start = band_start (self, i);

  return self->worths[(gsize)i * (self->width + 1) + MIN (j - start, self->width)];
}

static void
band_fill (Band *self)
{
  for (guint i = 1; i <= self->n; i++)
    {
      guint start = band_start (self, i);
      guint before = band_start (self, i - 1);
      gint64 *row = self->worths + (gsize)i * (self->width + 1);

      for (guint k = 0; k <= self->width; k++)
        {
          guint j = start + k;

          row[k] = MAX (band_get (self, i - 1, j), k > 0 ? row[k - 1] : 0);
          if (j > before && j <= before + self->width + 1)
            {
              int pair = worth (&self->a[i - 1], &self->b[j - 1]);

              if (pair > 0)
                row[k] = MAX (row[k], band_get (self, i - 1, j - 1) + pair);
            }
        }
    }
}

static void
band_read (const Band *self, guint a_start, guint b_start, int *map)
{
  guint i = self->n;
  guint j = self->m;

  while (i > 0 && j > 0)
    {
      guint start = band_start (self, i);
      guint before = band_start (self, i - 1);
      gint64 here;
      int pair;

      j = MIN (j, start + self->width);
      if (j == 0)
        break;
      here = band_get (self, i, j);
      pair = j > before && j <= before + self->width + 1
                 ? worth (&self->a[i - 1], &self->b[j - 1])
                 : 0;
      if (pair > 0 && here == band_get (self, i - 1, j - 1) + pair)
        map[a_start + --i] = (int)(b_start + --j);
      else if (here == band_get (self, i - 1, j))
        i--;
      else
        j--;
    }
}

static void
align_band (const BtDiffSketch *a,
            guint a_start,
            guint n,
            const BtDiffSketch *b,
            guint b_start,
            guint m,
            guint most_width,
            int *map)
{
  Band band = { .a = a + a_start, .b = b + b_start, .n = n, .m = m };

  if (n == 0 || m == 0)
    return;
  band.width = MIN (m, most_width);
  band.worths = g_new0 (gint64, ((gsize)n + 1) * (band.width + 1));
  band_fill (&band);
  band_read (&band, a_start, b_start, map);
  g_free (band.worths);
}

/* ---- landmarks ---- */

/* Numbers for which only landmarks can pair: all else gets one that no other has. */
static guint *
landmark_ids (const BtDiffSketch *things, guint n, guint n_same, guint *next)
{
  guint *ids = g_new (guint, n);

  for (guint i = 0; i < n; i++)
    ids[i] = things[i].words >= LANDMARK_WORDS ? things[i].same : n_same + (*next)++;
  return ids;
}

static guint
count_same (const BtDiffSketch *things, guint n)
{
  guint count = 0;

  for (guint i = 0; i < n; i++)
    count = MAX (count, things[i].same + 1);
  return count;
}

void
bt_diff_align_similar (const BtDiffSketch *a,
                       guint n_a,
                       const BtDiffSketch *b,
                       guint n_b,
                       int *map)
{
  guint n_same = MAX (count_same (a, n_a), count_same (b, n_b));
  guint next = 0;
  g_autofree guint *ids_a = landmark_ids (a, n_a, n_same, &next);
  g_autofree guint *ids_b = landmark_ids (b, n_b, n_same, &next);
  BtDiffBudget budget = BT_DIFF_BUDGET;
  guint width = MAX (LEAST_BAND, MOST_PAIRS / MAX (n_a, 1));
  guint start_a = 0;
  guint start_b = 0;

  bt_diff_align_equal (ids_a, n_a, ids_b, n_b, n_same + next, NULL, map, &budget);
  for (guint i = 0; i <= n_a; i++)
    {
      guint end_b = i == n_a ? n_b : (guint)map[i];

      if (i < n_a && map[i] < 0)
        continue;
      align_band (a, start_a, i - start_a, b, start_b, end_b - start_b, width, map);
      start_a = i + 1;
      start_b = end_b + 1;
    }
}

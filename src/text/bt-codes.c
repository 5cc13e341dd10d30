/* Codes: the list, who held the title on the day, and suggestions.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/bt-codes-private.h"

#include <string.h>

#include "text/bt-day.h"
#include "text/bt-text.h"

struct _BtCodes
{
  gatomicrefcount refs;
  GPtrArray *rows;   /* of BtCodeRow */
  GHashTable *codes; /* folded code → GPtrArray of the rows, in the order they came */
  GArray *index;     /* of Entry, by key; NULL while it is not known */
};

/* What is looked through for suggestions. @key is the hash table's. */
typedef struct
{
  const char *key;
  char *words; /* folded first columns of all its rows, a line each */
} Entry;

/* ---- the list ---- */

BtCodes *
bt_codes_new (void)
{
  BtCodes *self = g_new0 (BtCodes, 1);

  g_atomic_ref_count_init (&self->refs);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_code_row_free);
  self->codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify)g_ptr_array_unref);
  return self;
}

BtCodes *
bt_codes_ref (BtCodes *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
bt_codes_unref (BtCodes *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;
  g_clear_pointer (&self->index, g_array_unref);
  g_hash_table_unref (self->codes);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

static void
add (BtCodes *self, BtCodeRow *row)
{
  g_autofree char *key = bt_text_fold (row->code);
  GPtrArray *rows = g_hash_table_lookup (self->codes, key);

  g_ptr_array_add (self->rows, row);
  if (rows == NULL)
    {
      rows = g_ptr_array_new ();
      g_hash_table_insert (self->codes, g_steal_pointer (&key), rows);
    }
  g_clear_pointer (&self->index, g_array_unref);
  g_ptr_array_add (rows, row);
}

void
bt_codes_add (BtCodes *self, const BtCodeRow *row)
{
  g_return_if_fail (self != NULL && row != NULL);

  add (self, bt_code_row_copy (row));
}

gboolean
bt_codes_add_bytes (BtCodes *self, GBytes *bytes, GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  rows = bt_code_rows_from_bytes (bytes, error);
  if (rows == NULL)
    return FALSE;
  g_ptr_array_set_free_func (rows, NULL);
  for (guint i = 0; i < rows->len; i++)
    add (self, rows->pdata[i]);
  return TRUE;
}

guint
bt_codes_count (const BtCodes *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->rows->len;
}

/* ---- the row of a day ---- */

/* Days between the span that is known of the photo's date and the row's; 0 when they
 * touch. */
static gint64
distance (const BtCodeRow *row, const GDate *first, const GDate *last)
{
  GDate from, to, ignored;

  if (row->from != NULL && bt_day_read (row->from, &from, &ignored)
      && g_date_compare (last, &from) < 0)
    return g_date_days_between (last, &from);
  if (row->to != NULL && bt_day_read (row->to, &ignored, &to)
      && g_date_compare (first, &to) > 0)
    return g_date_days_between (&to, first);
  return 0;
}

static gboolean
is_dated (const BtCodeRow *row)
{
  return row->from != NULL || row->to != NULL;
}

/* Whether @row goes before @best, which came before it. */
static gboolean
goes_before (const BtCodeRow *row, const BtCodeRow *best, gint64 away, gint64 best_away)
{
  if (best == NULL)
    return TRUE;
  if (away != best_away)
    return away < best_away;
  if (is_dated (row) != is_dated (best))
    return is_dated (row);
  return g_strcmp0 (row->from, best->from) >= 0;
}

/* The row that is nearest to a span of days; @away: how many days it is off. */
static const BtCodeRow *
nearest_row (GPtrArray *rows, const GDate *first, const GDate *last, gint64 *away)
{
  const BtCodeRow *best = NULL;

  *away = 0;
  for (guint i = 0; i < rows->len; i++)
    {
      const BtCodeRow *row = rows->pdata[i];
      gint64 here = distance (row, first, last);

      if (goes_before (row, best, here, *away))
        {
          best = row;
          *away = here;
        }
    }
  return best;
}

static const BtCodeRow *
row_of_date (GPtrArray *rows, const char *iso_date, BtCodeOutcome *outcome, char **date)
{
  GDate first, last;
  gboolean known = bt_day_read (iso_date, &first, &last);
  const BtCodeRow *row;
  gint64 away;

  if (!known)
    {
      bt_day_today (&first);
      last = first;
    }
  /* the end of what is known decides, and the beginning must agree with it */
  row = nearest_row (rows, &last, &last, &away);
  *date = bt_day_to_iso (&last);
  if (away > 0)
    *outcome = BT_CODE_OUT_OF_DATE;
  else if (known)
    *outcome = nearest_row (rows, &first, &first, &away) == row && away == 0
                   ? BT_CODE_FOUND
                   : BT_CODE_NO_DATE;
  else
    {
      *outcome = BT_CODE_FOUND;
      for (guint i = 0; i < rows->len; i++)
        if (is_dated (rows->pdata[i]))
          *outcome = BT_CODE_NO_DATE;
    }
  return row;
}

void
bt_code_note_free (BtCodeNote *self)
{
  if (self == NULL)
    return;
  g_free (self->code);
  g_free (self->text);
  g_free (self->date);
  g_free (self->from);
  g_free (self->to);
  g_free (self);
}

BtCodeNote *
bt_codes_lookup (const BtCodes *self,
                 const char *code,
                 guint column,
                 const char *iso_date)
{
  g_autofree char *key = NULL;
  BtCodeNote *note;
  GPtrArray *rows;
  const BtCodeRow *row;

  g_return_val_if_fail (self != NULL && code != NULL, NULL);

  key = bt_text_fold (code);
  note = g_new0 (BtCodeNote, 1);
  note->column = MAX (column, 1);
  rows = g_hash_table_lookup (self->codes, key);
  if (rows == NULL)
    {
      note->outcome = BT_CODE_NONE;
      note->code = g_strdup (code);
      return note;
    }

  row = row_of_date (rows, iso_date, &note->outcome, &note->date);
  note->code = g_strdup (row->code);
  note->from = g_strdup (row->from);
  note->to = g_strdup (row->to);
  if (note->column <= g_strv_length (row->columns)
      && *row->columns[note->column - 1] != '\0')
    note->text = g_strdup (row->columns[note->column - 1]);
  else
    note->outcome = BT_CODE_NO_COLUMN;
  return note;
}

/* ---- suggestions ---- */

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Entry *)a)->key, ((const Entry *)b)->key);
}

static void
entry_clear (gpointer data)
{
  g_free (((Entry *)data)->words);
}

static char *
fold_rows (GPtrArray *rows)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const BtCodeRow *row = rows->pdata[i];
      g_autofree char *folded = bt_text_fold (row->columns[0]);

      g_string_append_printf (words, "%s\n", folded);
    }
  return g_string_free (words, FALSE);
}

static GArray *
get_index (const BtCodes *self)
{
  BtCodes *cache = (BtCodes *)self;
  GHashTableIter iter;
  gpointer key, rows;

  if (self->index != NULL)
    return self->index;
  cache->index = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (cache->index, entry_clear);
  g_hash_table_iter_init (&iter, self->codes);
  while (g_hash_table_iter_next (&iter, &key, &rows))
    {
      Entry entry = { key, fold_rows (rows) };

      g_array_append_val (cache->index, entry);
    }
  g_array_sort (cache->index, compare_entries);
  return self->index;
}

static guint
first_not_before (GArray *index, const char *prefix)
{
  guint low = 0;
  guint high = index->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (strcmp (g_array_index (index, Entry, middle).key, prefix) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Whether a word of @folded begins with @prefix. */
static gboolean
has_word (const char *folded, const char *prefix)
{
  for (const char *p = strstr (folded, prefix); p != NULL; p = strstr (p + 1, prefix))
    if (p == folded || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (p))))
      return TRUE;
  return FALSE;
}

static void
add_hit (const BtCodes *self, GPtrArray *hits, const char *key, const char *iso_date)
{
  BtCodeNote *note = bt_codes_lookup (self, key, 1, iso_date);

  if (note->text != NULL)
    g_ptr_array_add (hits, note);
  else
    bt_code_note_free (note);
}

GPtrArray *
bt_codes_find (const BtCodes *self, const char *words, const char *iso_date, guint limit)
{
  GPtrArray *hits = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_code_note_free);
  g_autofree char *cell = NULL;
  g_autofree char *prefix = NULL;
  GArray *index;

  g_return_val_if_fail (self != NULL && words != NULL, hits);

  cell = bt_code_clean_cell (words);
  prefix = bt_text_fold (cell);
  index = get_index (self);
  for (guint i = first_not_before (index, prefix); i < index->len && hits->len < limit;
       i++)
    {
      const Entry *entry = &g_array_index (index, Entry, i);

      if (!g_str_has_prefix (entry->key, prefix))
        break;
      add_hit (self, hits, entry->key, iso_date);
    }
  for (guint i = 0; *prefix != '\0' && i < index->len && hits->len < limit; i++)
    {
      const Entry *entry = &g_array_index (index, Entry, i);

      if (!g_str_has_prefix (entry->key, prefix) && has_word (entry->words, prefix))
        add_hit (self, hits, entry->key, iso_date);
    }
  return hits;
}

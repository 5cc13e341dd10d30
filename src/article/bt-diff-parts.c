/* The parts of two blocks, or of one alone, next to each other.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-diff-private.h"

BtDiffPart *
bt_diff_part_new (BtDiffWhat what,
                  const BtRichText *older,
                  const BtRichText *newer,
                  BtDiffBudget *budget)
{
  BtDiffPart *self = g_new0 (BtDiffPart, 1);

  self->what = what;
  self->old_index = self->new_index = self->old_column = self->new_column = -1;
  self->older = older != NULL ? bt_rich_text_copy (older) : NULL;
  self->newer = newer != NULL ? bt_rich_text_copy (newer) : NULL;
  self->runs = bt_diff_words_within (older, newer, budget);
  if (older == NULL || newer == NULL)
    self->kind = older == NULL ? BT_DIFF_ADDED : BT_DIFF_REMOVED;
  else
    self->kind = bt_rich_text_equal (older, newer) ? BT_DIFF_SAME : BT_DIFF_CHANGED;
  return self;
}

void
bt_diff_part_free (BtDiffPart *self)
{
  if (self == NULL)
    return;
  bt_rich_text_free (self->older);
  bt_rich_text_free (self->newer);
  g_array_unref (self->runs);
  g_free (self);
}

/* ---- the parts of one block ---- */

typedef struct
{
  GPtrArray *parts;
  BtDiffBudget *budget;
} Parts;

/* Texts that are empty on every side that has them are left out. */
static BtDiffPart *
add_text (Parts *self, BtDiffWhat what, const BtRichText *older, const BtRichText *newer)
{
  BtDiffPart *part;

  if ((older == NULL || bt_rich_text_is_empty (older))
      && (newer == NULL || bt_rich_text_is_empty (newer)))
    return NULL;
  part = bt_diff_part_new (what, older, newer, self->budget);
  g_ptr_array_add (self->parts, part);
  return part;
}

static BtDiffPart *
add_plain (Parts *self, BtDiffWhat what, const char *older, const char *newer)
{
  BtRichText *old_text = older != NULL ? bt_rich_text_new (older) : NULL;
  BtRichText *new_text = newer != NULL ? bt_rich_text_new (newer) : NULL;
  BtDiffPart *part = add_text (self, what, old_text, new_text);

  bt_rich_text_free (old_text);
  bt_rich_text_free (new_text);
  return part;
}

static void
set_place (BtDiffPart *part, int old_index, int new_index)
{
  if (part == NULL)
    return;
  part->old_index = old_index;
  part->new_index = new_index;
}

/* ---- figures ---- */

static const char *
photo_key (const BtFigureItem *item)
{
  if (item->photo != NULL)
    return item->photo;
  return item->remote_url != NULL ? item->remote_url : "";
}

static BtDiffKind
kind_of_photos (const BtFigureItem *older, const BtFigureItem *newer)
{
  if (older == NULL || newer == NULL)
    return older == NULL ? BT_DIFF_ADDED : BT_DIFF_REMOVED;
  return g_strcmp0 (older->photo, newer->photo) == 0
                 && g_strcmp0 (older->remote_url, newer->remote_url) == 0
             ? BT_DIFF_SAME
             : BT_DIFF_CHANGED;
}

static void
add_item (Parts *self,
          const BtFigureItem *older,
          const BtFigureItem *newer,
          int old_index,
          int new_index)
{
  BtDiffPart *photo = bt_diff_part_new (BT_DIFF_PHOTO, NULL, NULL, self->budget);

  photo->kind = kind_of_photos (older, newer);
  set_place (photo, old_index, new_index);
  g_ptr_array_add (self->parts, photo);
#define OF(item, member) ((item) != NULL ? (item)->member : NULL)
  set_place (
      add_text (self, BT_DIFF_PHOTO_CAPTION, OF (older, caption), OF (newer, caption)),
      old_index, new_index);
  set_place (
      add_plain (self, BT_DIFF_PHOTO_CREDIT, OF (older, credit), OF (newer, credit)),
      old_index, new_index);
  set_place (add_plain (self, BT_DIFF_PHOTO_ALT, OF (older, alt), OF (newer, alt)),
             old_index, new_index);
#undef OF
}

static guint *
photo_ids (const BtFigure *figure, GHashTable *ids)
{
  guint *result = g_new (guint, MAX (figure->items->len, 1));

  for (guint i = 0; i < figure->items->len; i++)
    {
      const char *key = photo_key (bt_figure_item (figure, i));
      gpointer id = g_hash_table_lookup (ids, key);

      if (id == NULL)
        {
          id = GUINT_TO_POINTER (g_hash_table_size (ids) + 1);
          g_hash_table_insert (ids, (gpointer)key, id);
        }
      result[i] = GPOINTER_TO_UINT (id) - 1;
    }
  return result;
}

/* Same photos pair; what lies between two such pairs does so in order: a photo that took
 * another one's place. */
static void
add_items (Parts *self, const BtFigure *older, const BtFigure *newer)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree guint *old_ids = photo_ids (older, ids);
  g_autofree guint *new_ids = photo_ids (newer, ids);
  guint n = older->items->len;
  guint m = newer->items->len;
  g_autofree int *map = g_new (int, MAX (n, 1));
  guint j = 0;

  bt_diff_align_equal (old_ids, n, new_ids, m, g_hash_table_size (ids), NULL, map,
                       self->budget);
  for (guint i = 0; i <= n; i++)
    {
      guint next = m;

      for (guint k = i; k < n && next == m; k++)
        if (map[k] >= 0)
          next = (guint)map[k];
      if (i < n && map[i] < 0)
        {
          gboolean replaced = j < next;

          add_item (self, bt_figure_item (older, i),
                    replaced ? bt_figure_item (newer, j) : NULL, (int)i,
                    replaced ? (int)j : -1);
          j += replaced;
          continue;
        }
      for (; j < next; j++)
        add_item (self, NULL, bt_figure_item (newer, j), -1, (int)j);
      if (i < n)
        {
          add_item (self, bt_figure_item (older, i), bt_figure_item (newer, j), (int)i,
                    (int)j);
          j++;
        }
    }
}

static void
add_figures (Parts *self, const BtFigure *older, const BtFigure *newer)
{
  if (older != NULL && newer != NULL)
    add_items (self, older, newer);
  else
    for (guint i = 0; i < (older != NULL ? older : newer)->items->len; i++)
      add_item (self, older != NULL ? bt_figure_item (older, i) : NULL,
                newer != NULL ? bt_figure_item (newer, i) : NULL,
                older != NULL ? (int)i : -1, newer != NULL ? (int)i : -1);
  add_text (self, BT_DIFF_CAPTION, older != NULL ? older->caption : NULL,
            newer != NULL ? newer->caption : NULL);
}

/* ---- tables ---- */

/* A row, or a column, as a thing that is found again by its words. */
static char *
line_text (const BtTable *table, gboolean row, guint index)
{
  GString *text = g_string_new (NULL);
  guint n = row ? table->n_columns : table->n_rows;

  for (guint k = 0; k < n; k++)
    {
      const BtRichText *cell =
          row ? bt_table_cell (table, index, k) : bt_table_cell (table, k, index);

      g_string_append (text, bt_rich_text_get_text (cell));
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

static BtDiffSketch *
line_sketches (const BtTable *table, gboolean row, GHashTable *ids)
{
  guint n = row ? table->n_rows : table->n_columns;
  BtDiffSketch *lines = g_new0 (BtDiffSketch, n);

  for (guint i = 0; i < n; i++)
    {
      char *text = line_text (table, row, i);
      gpointer id = g_hash_table_lookup (ids, text);

      bt_diff_sketch_fill (&lines[i], text, NULL);
      if (id == NULL)
        {
          id = GUINT_TO_POINTER (g_hash_table_size (ids) + 1);
          g_hash_table_insert (ids, text, id);
        }
      else
        g_free (text);
      lines[i].same = GPOINTER_TO_UINT (id);
    }
  return lines;
}

/* As many as before are the same ones in the same order; else they are found by words. */
static int *
align_lines (const BtTable *older, const BtTable *newer, gboolean row)
{
  guint n = row ? older->n_rows : older->n_columns;
  guint m = row ? newer->n_rows : newer->n_columns;
  g_autoptr (GHashTable) ids =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree BtDiffSketch *a = line_sketches (older, row, ids);
  g_autofree BtDiffSketch *b = line_sketches (newer, row, ids);
  int *map = g_new (int, MAX (n, m));

  if (n == m)
    for (guint i = 0; i < n; i++)
      map[i] = (int)i;
  else if (n < m)
    bt_diff_align_similar (a, n, b, m, map);
  else
    {
      g_autofree int *turned = g_new (int, m);

      bt_diff_align_similar (b, m, a, n, turned);
      for (guint i = 0; i < n; i++)
        map[i] = -1;
      for (guint j = 0; j < m; j++)
        if (turned[j] >= 0)
          map[turned[j]] = (int)j;
    }
  return map;
}

static void
add_cell (Parts *self,
          const BtTable *older,
          const BtTable *newer,
          const int old_place[2],
          const int new_place[2])
{
  gboolean in_old = old_place[0] >= 0 && old_place[1] >= 0;
  gboolean in_new = new_place[0] >= 0 && new_place[1] >= 0;
  BtDiffPart *part;

  if (!in_old && !in_new)
    return;
  part = bt_diff_part_new (
      BT_DIFF_CELL,
      in_old ? bt_table_cell (older, (guint)old_place[0], (guint)old_place[1]) : NULL,
      in_new ? bt_table_cell (newer, (guint)new_place[0], (guint)new_place[1]) : NULL,
      self->budget);
  set_place (part, in_old ? old_place[0] : -1, in_new ? new_place[0] : -1);
  part->old_column = in_old ? old_place[1] : -1;
  part->new_column = in_new ? new_place[1] : -1;
  g_ptr_array_add (self->parts, part);
}

/* A row, or a column, in both tables; -1 where it is not. */
typedef struct
{
  int older;
  int newer;
} Line;

/* In order: each old one with its new one, and the new ones that are left before the
 * next. Returns: (element-type Line) */
static GArray *
merge_lines (const int *map, guint n, guint m)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));
  guint j = 0;

  for (guint i = 0; i <= n; i++)
    {
      guint next = i == n ? m : map[i] >= 0 ? (guint)map[i] : j;

      for (; j < next; j++)
        {
          const Line added = { -1, (int)j };

          g_array_append_val (lines, added);
        }
      if (i < n)
        {
          const Line line = { (int)i, map[i] };

          g_array_append_val (lines, line);
          j += map[i] >= 0;
        }
    }
  return lines;
}

static GArray *
lines_of (const BtTable *older, const BtTable *newer, gboolean row)
{
  const BtTable *only = older != NULL ? older : newer;
  guint n = row ? only->n_rows : only->n_columns;
  g_autofree int *map = NULL;

  if (older != NULL && newer != NULL)
    map = align_lines (older, newer, row);
  else
    map = g_new (int, n);
  if (older != NULL && newer != NULL)
    return merge_lines (map, n, row ? newer->n_rows : newer->n_columns);
  for (guint i = 0; i < n; i++)
    map[i] = -1;
  return older != NULL ? merge_lines (map, n, 0) : merge_lines (map, 0, n);
}

static void
add_tables (Parts *self, const BtTable *older, const BtTable *newer)
{
  g_autoptr (GArray) rows = lines_of (older, newer, TRUE);
  g_autoptr (GArray) columns = lines_of (older, newer, FALSE);

  for (guint r = 0; r < rows->len; r++)
    for (guint c = 0; c < columns->len; c++)
      {
        const Line *row = &g_array_index (rows, Line, r);
        const Line *column = &g_array_index (columns, Line, c);
        const int old_place[2] = { row->older, column->older };
        const int new_place[2] = { row->newer, column->newer };

        add_cell (self, older, newer, old_place, new_place);
      }
  add_text (self, BT_DIFF_CAPTION, older != NULL ? older->caption : NULL,
            newer != NULL ? newer->caption : NULL);
}

/* ---- blocks ---- */

static guint
facts_of (const BtBlock *a, const BtBlock *b)
{
  guint facts = 0;
  gboolean lists = a->kind == BT_BLOCK_LIST_ITEM;

  if (a->kind != b->kind)
    return BT_DIFF_FACT_KIND;
  if ((lists || a->kind == BT_BLOCK_HEADING) && a->level != b->level)
    facts |= BT_DIFF_FACT_LEVEL;
  if (lists && !a->ordered != !b->ordered)
    facts |= BT_DIFF_FACT_ORDERED;
  if ((lists || a->kind == BT_BLOCK_QUOTE) && !a->starts_group != !b->starts_group)
    facts |= BT_DIFF_FACT_GROUP;
  if (a->figure != NULL && a->figure->align != b->figure->align)
    facts |= BT_DIFF_FACT_ALIGN;
  if (a->table != NULL && !a->table->has_header != !b->table->has_header)
    facts |= BT_DIFF_FACT_HEADER;
  if (g_strcmp0 (a->provider, b->provider) != 0)
    facts |= BT_DIFF_FACT_PROVIDER;
  return facts;
}

BtDiffBlock *
bt_diff_block_new (const BtBlock *older, const BtBlock *newer, BtDiffBudget *budget)
{
  BtDiffBlock *self = g_new0 (BtDiffBlock, 1);
  Parts parts = { .budget = budget };

  self->old_index = self->new_index = -1;
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_diff_part_free);
  if (older == NULL || newer == NULL)
    self->kind = older == NULL ? BT_DIFF_ADDED : BT_DIFF_REMOVED;
  else
    self->kind = bt_block_equal (older, newer) ? BT_DIFF_SAME : BT_DIFF_CHANGED;
  if (self->kind == BT_DIFF_CHANGED)
    self->facts = facts_of (older, newer);

  parts.parts = self->parts;
#define OF(block, member) ((block) != NULL ? (block)->member : NULL)
  add_text (&parts, BT_DIFF_TEXT, OF (older, text), OF (newer, text));
  add_text (&parts, BT_DIFF_CITE, OF (older, cite), OF (newer, cite));
  if (OF (older, figure) != NULL || OF (newer, figure) != NULL)
    add_figures (&parts, OF (older, figure), OF (newer, figure));
  if (OF (older, table) != NULL || OF (newer, table) != NULL)
    add_tables (&parts, OF (older, table), OF (newer, table));
  add_plain (&parts, BT_DIFF_ADDRESS, OF (older, url), OF (newer, url));
  add_text (&parts, BT_DIFF_CAPTION, OF (older, caption), OF (newer, caption));
  add_plain (&parts, BT_DIFF_SOURCE, OF (older, source), OF (newer, source));
#undef OF
  return self;
}

void
bt_diff_block_free (BtDiffBlock *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->parts);
  g_free (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-diff.h"

#include <string.h>

#include "article/bt-diff-private.h"

/* ---- which blocks belong together ---- */

static gboolean
block_equal (gconstpointer a, gconstpointer b)
{
  return bt_block_equal (a, b);
}

static guint
block_hash (gconstpointer data)
{
  const BtBlock *block = data;
  g_autofree char *text = bt_block_plain_text (block);

  return g_str_hash (block->source != NULL ? block->source : text) * 31 + block->kind;
}

/* Blocks of text become each other; others only find their own kind. */
static guint
group_of (const BtBlock *block)
{
  return block->text != NULL ? 0 : block->kind + 1;
}

static void
sketch_block (BtDiffSketch *sketch, const BtBlock *block, GHashTable *ids)
{
  g_autofree char *text = bt_block_plain_text (block);
  const char *key = block->url;
  gpointer id = g_hash_table_lookup (ids, block);

  if (block->figure != NULL)
    {
      const BtFigureItem *item = bt_figure_item (block->figure, 0);

      key = item != NULL && item->photo != NULL ? item->photo : NULL;
    }
  bt_diff_sketch_fill (sketch, block->source != NULL ? block->source : text, key);
  if (id == NULL)
    {
      id = GUINT_TO_POINTER (g_hash_table_size (ids) + 1);
      g_hash_table_insert (ids, (gpointer)block, id);
    }
  sketch->same = GPOINTER_TO_UINT (id) - 1;
  sketch->group = group_of (block);
  sketch->id = block->id;
}

static BtDiffSketch *
sketch_article (const BtArticle *article, GHashTable *ids)
{
  guint n = bt_article_get_n_blocks (article);
  BtDiffSketch *sketches = g_new0 (BtDiffSketch, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    sketch_block (&sketches[i], bt_article_get_block (article, i), ids);
  return sketches;
}

/* Numbers of blocks tell something only where both articles are states of one. */
static void
forget_ids (BtDiffSketch *sketches, guint n)
{
  for (guint i = 0; i < n; i++)
    sketches[i].id = 0;
}

/* Always in one direction, so that the other one gives the same pairs. */
static gboolean
comes_first (const BtArticle *a, const BtArticle *b)
{
  guint n = bt_article_get_n_blocks (a);
  guint m = bt_article_get_n_blocks (b);
  g_autofree char *json_a = NULL;
  g_autofree char *json_b = NULL;

  if (n != m)
    return n < m;
  json_a = bt_article_to_json (a, FALSE);
  json_b = bt_article_to_json (b, FALSE);
  return strcmp (json_a, json_b) <= 0;
}

int *
bt_diff_align_blocks (const BtArticle *older, const BtArticle *newer)
{
  gboolean turn = !comes_first (older, newer);
  const BtArticle *a = turn ? newer : older;
  const BtArticle *b = turn ? older : newer;
  guint n = bt_article_get_n_blocks (a);
  guint m = bt_article_get_n_blocks (b);
  g_autoptr (GHashTable) ids = g_hash_table_new (block_hash, block_equal);
  g_autofree BtDiffSketch *of_a = sketch_article (a, ids);
  g_autofree BtDiffSketch *of_b = sketch_article (b, ids);
  g_autofree int *map = g_new (int, MAX (n, 1));
  int *turned;

  if (!g_str_equal (bt_article_get_uuid (a), bt_article_get_uuid (b)))
    forget_ids (of_a, n);
  bt_diff_align_similar (of_a, n, of_b, m, map);
  if (!turn)
    return g_steal_pointer (&map);
  turned = g_new (int, MAX (m, 1));
  for (guint j = 0; j < m; j++)
    turned[j] = -1;
  for (guint i = 0; i < n; i++)
    if (map[i] >= 0)
      turned[map[i]] = (int)i;
  return turned;
}

/* ---- the whole ---- */

static void
add_block (BtDiff *self, int old_index, int new_index, BtDiffBudget *budget)
{
  BtDiffBlock *block = bt_diff_block_new (
      old_index >= 0 ? bt_article_get_block (self->older, (guint)old_index) : NULL,
      new_index >= 0 ? bt_article_get_block (self->newer, (guint)new_index) : NULL,
      budget);

  block->old_index = old_index;
  block->new_index = new_index;
  g_ptr_array_add (self->blocks, block);
}

static void
compare_blocks (BtDiff *self, const int *map, BtDiffBudget *budget)
{
  guint n = bt_article_get_n_blocks (self->older);
  guint m = bt_article_get_n_blocks (self->newer);
  guint j = 0;

  for (guint i = 0; i <= n; i++)
    {
      /* what was removed comes before what was added in its place */
      if (i < n && map[i] < 0)
        {
          add_block (self, (int)i, -1, budget);
          continue;
        }
      for (guint next = i < n ? (guint)map[i] : m; j < next; j++)
        add_block (self, -1, (int)j, budget);
      if (i < n)
        add_block (self, (int)i, (int)j++, budget);
    }
}

static void
compare_fields (BtDiff *self, BtDiffBudget *budget)
{
  for (int field = 0; field < BT_N_FIELDS; field++)
    {
      BtRichText *older = bt_rich_text_new (bt_article_get (self->older, (BtField)field));
      BtRichText *newer = bt_rich_text_new (bt_article_get (self->newer, (BtField)field));
      BtDiffPart *part = bt_diff_part_new (BT_DIFF_FIELD, older, newer, budget);

      part->old_index = part->new_index = field;
      self->fields[field] = part;
      bt_rich_text_free (older);
      bt_rich_text_free (newer);
    }
}

static void
tag_free (gpointer data)
{
  BtDiffTag *tag = data;

  g_free (tag->name);
  g_free (tag);
}

static void
add_tag (BtDiff *self, const char *name, BtDiffKind kind)
{
  BtDiffTag *tag = g_new (BtDiffTag, 1);

  tag->kind = kind;
  tag->name = g_strdup (name);
  g_ptr_array_add (self->tags, tag);
}

static guint *
tag_ids (const char *const *tags, GHashTable *ids)
{
  guint *result = g_new (guint, g_strv_length ((char **)tags) + 1);

  for (guint i = 0; tags[i] != NULL; i++)
    {
      gpointer id = g_hash_table_lookup (ids, tags[i]);

      if (id == NULL)
        {
          id = GUINT_TO_POINTER (g_hash_table_size (ids) + 1);
          g_hash_table_insert (ids, (gpointer)tags[i], id);
        }
      result[i] = GPOINTER_TO_UINT (id) - 1;
    }
  return result;
}

static void
compare_tags (BtDiff *self, BtDiffBudget *budget)
{
  const char *const *older = bt_article_get_tags (self->older);
  const char *const *newer = bt_article_get_tags (self->newer);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree guint *old_ids = tag_ids (older, ids);
  g_autofree guint *new_ids = tag_ids (newer, ids);
  guint n = g_strv_length ((char **)older);
  guint m = g_strv_length ((char **)newer);
  g_autofree int *map = g_new (int, n + 1);
  guint j = 0;

  bt_diff_align_equal (old_ids, n, new_ids, m, g_hash_table_size (ids), NULL, map,
                       budget);
  for (guint i = 0; i <= n; i++)
    {
      if (i < n && map[i] < 0)
        {
          add_tag (self, older[i], BT_DIFF_REMOVED);
          continue;
        }
      for (guint next = i < n ? (guint)map[i] : m; j < next; j++)
        add_tag (self, newer[j], BT_DIFF_ADDED);
      if (i < n)
        add_tag (self, newer[j++], BT_DIFF_SAME);
    }
}

static int
featured_index (const BtArticle *article)
{
  guint id = bt_article_get_featured (article);

  return id != 0 ? bt_article_find_block (article, id) : -1;
}

static gboolean
featured_changed (BtDiff *self, const int *map)
{
  int older = featured_index (self->older);
  int newer = featured_index (self->newer);

  if (older < 0 || newer < 0)
    return older != newer;
  return map[older] != newer;
}

BtDiff *
bt_diff_new (const BtArticle *older, const BtArticle *newer)
{
  BtDiff *self;
  BtDiffBudget budget = BT_DIFF_BUDGET;
  g_autofree int *map = NULL;

  g_return_val_if_fail (older != NULL && newer != NULL, NULL);

  self = g_new0 (BtDiff, 1);
  self->older = bt_article_copy (older);
  self->newer = bt_article_copy (newer);
  self->tags = g_ptr_array_new_with_free_func (tag_free);
  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_diff_block_free);
  map = bt_diff_align_blocks (self->older, self->newer);
  compare_fields (self, &budget);
  compare_tags (self, &budget);
  compare_blocks (self, map, &budget);
  self->featured = featured_changed (self, map);
  return self;
}

void
bt_diff_free (BtDiff *self)
{
  if (self == NULL)
    return;
  for (int field = 0; field < BT_N_FIELDS; field++)
    bt_diff_part_free (self->fields[field]);
  g_ptr_array_unref (self->tags);
  g_ptr_array_unref (self->blocks);
  bt_article_free (self->older);
  bt_article_free (self->newer);
  g_free (self);
}

gboolean
bt_diff_is_empty (const BtDiff *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  for (int field = 0; field < BT_N_FIELDS; field++)
    if (self->fields[field]->kind != BT_DIFF_SAME)
      return FALSE;
  if (self->featured)
    return FALSE;
  for (guint i = 0; i < self->tags->len; i++)
    if (((const BtDiffTag *)self->tags->pdata[i])->kind != BT_DIFF_SAME)
      return FALSE;
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const BtDiffBlock *block = g_ptr_array_index (self->blocks, i);

      if (block->kind != BT_DIFF_SAME)
        return FALSE;
    }
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/history/bt-diff-row.h"

/* So many equal blocks stay in sight before and after a difference. */
#define CONTEXT 1
/* Fewer than so many are not worth a fold. */
#define LEAST_FOLD 2

struct _BtDiffRow
{
  GObject parent_instance;

  BtDiffRowKind kind;
  BtDiffKind change;
  const BtDiff *diff;
  guint index; /* a field, or the block's place in the difference */
  GPtrArray *folded;
};

G_DEFINE_FINAL_TYPE (BtDiffRow, bt_diff_row, G_TYPE_OBJECT)

static void
bt_diff_row_finalize (GObject *object)
{
  g_clear_pointer (&BT_DIFF_ROW (object)->folded, g_ptr_array_unref);

  G_OBJECT_CLASS (bt_diff_row_parent_class)->finalize (object);
}

static void
bt_diff_row_class_init (BtDiffRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bt_diff_row_finalize;
}

static void
bt_diff_row_init (BtDiffRow *self)
{
}

static BtDiffRow *
row_new (const BtDiff *diff, BtDiffRowKind kind, BtDiffKind change, guint index)
{
  BtDiffRow *self = g_object_new (BT_TYPE_DIFF_ROW, NULL);

  self->diff = diff;
  self->kind = kind;
  self->change = change;
  self->index = index;
  return self;
}

/* ---- all rows ---- */

static gboolean
is_shown (const BtDiff *diff, BtField field)
{
  /* headline and lead are what one knows an article by */
  if (field == BT_FIELD_HEADLINE)
    return TRUE;
  if (field == BT_FIELD_LEAD)
    return !bt_rich_text_is_empty (diff->fields[field]->older)
           || !bt_rich_text_is_empty (diff->fields[field]->newer);
  return diff->fields[field]->kind != BT_DIFF_SAME;
}

static void
add_field (GPtrArray *rows, const BtDiff *diff, BtField field)
{
  if (is_shown (diff, field))
    g_ptr_array_add (
        rows, row_new (diff, BT_DIFF_ROW_FIELD, diff->fields[field]->kind, (guint)field));
}

static gboolean
tags_changed (const BtDiff *diff)
{
  for (guint i = 0; i < diff->tags->len; i++)
    if (((const BtDiffTag *)diff->tags->pdata[i])->kind != BT_DIFF_SAME)
      return TRUE;
  return FALSE;
}

/* As a page is read, from top to bottom; what no reader sees comes last. */
static GPtrArray *
all_rows (const BtDiff *diff)
{
  static const BtField before[] = { BT_FIELD_SECTION, BT_FIELD_HEADLINE,
                                    BT_FIELD_SOURCE_NAME, BT_FIELD_LEAD };
  static const BtField after[] = { BT_FIELD_BYLINE_LABEL, BT_FIELD_BYLINE,
                                   BT_FIELD_PHOTO_CREDIT };
  static const BtField last[] = { BT_FIELD_SLUG, BT_FIELD_GENRE, BT_FIELD_NOTES };
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    add_field (rows, diff, before[i]);
  for (guint i = 0; i < diff->blocks->len; i++)
    g_ptr_array_add (rows,
                     row_new (diff, BT_DIFF_ROW_BLOCK,
                              ((const BtDiffBlock *)diff->blocks->pdata[i])->kind, i));
  for (guint i = 0; i < G_N_ELEMENTS (after); i++)
    add_field (rows, diff, after[i]);
  if (diff->featured)
    g_ptr_array_add (rows, row_new (diff, BT_DIFF_ROW_FEATURED, BT_DIFF_CHANGED, 0));
  if (tags_changed (diff))
    g_ptr_array_add (rows, row_new (diff, BT_DIFF_ROW_TAGS, BT_DIFF_CHANGED, 0));
  for (guint i = 0; i < G_N_ELEMENTS (last); i++)
    add_field (rows, diff, last[i]);
  return rows;
}

/* ---- folding ---- */

static gboolean
may_fold (const BtDiffRow *row)
{
  return row->kind == BT_DIFF_ROW_BLOCK && row->change == BT_DIFF_SAME;
}

static void
add_fold (GListStore *shown, GPtrArray *rows, guint start, guint end)
{
  BtDiffRow *fold = row_new (((BtDiffRow *)rows->pdata[start])->diff, BT_DIFF_ROW_FOLD,
                             BT_DIFF_SAME, 0);

  fold->folded = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = start; i < end; i++)
    g_ptr_array_add (fold->folded, g_object_ref (rows->pdata[i]));
  g_list_store_append (shown, fold);
  g_object_unref (fold);
}

GListStore *
bt_diff_rows_new (const BtDiff *diff)
{
  GListStore *shown;
  g_autoptr (GPtrArray) rows = NULL;

  g_return_val_if_fail (diff != NULL, NULL);

  shown = g_list_store_new (BT_TYPE_DIFF_ROW);
  rows = all_rows (diff);
  for (guint i = 0; i < rows->len;)
    {
      guint end = i;
      guint start;

      while (end < rows->len && may_fold (rows->pdata[end]))
        end++;
      /* beside what is different some stay; at the ends of the page nothing needs to */
      start = i + (i > 0 ? CONTEXT : 0);
      if (start < end && end - start >= CONTEXT + LEAST_FOLD)
        {
          guint fold_end = end - (end < rows->len ? CONTEXT : 0);

          for (; i < start; i++)
            g_list_store_append (shown, rows->pdata[i]);
          add_fold (shown, rows, start, fold_end);
          i = fold_end;
        }
      /* the rest of the run, or the row that ended it before it began */
      for (end = MAX (end, i + 1); i < MIN (end, rows->len); i++)
        g_list_store_append (shown, rows->pdata[i]);
    }
  return shown;
}

void
bt_diff_rows_unfold (GListStore *rows, guint place)
{
  g_autoptr (BtDiffRow) fold = NULL;

  g_return_if_fail (G_IS_LIST_STORE (rows));

  fold = g_list_model_get_item (G_LIST_MODEL (rows), place);
  if (fold != NULL && fold->kind == BT_DIFF_ROW_FOLD)
    g_list_store_splice (rows, place, 1, fold->folded->pdata, fold->folded->len);
}

/* ---- one row ---- */

BtDiffRowKind
bt_diff_row_get_kind (BtDiffRow *self)
{
  g_return_val_if_fail (BT_IS_DIFF_ROW (self), BT_DIFF_ROW_FOLD);
  return self->kind;
}

BtDiffKind
bt_diff_row_get_change (BtDiffRow *self)
{
  g_return_val_if_fail (BT_IS_DIFF_ROW (self), BT_DIFF_SAME);
  return self->change;
}

const BtDiff *
bt_diff_row_get_diff (BtDiffRow *self)
{
  g_return_val_if_fail (BT_IS_DIFF_ROW (self), NULL);
  return self->diff;
}

BtField
bt_diff_row_get_field (BtDiffRow *self)
{
  g_return_val_if_fail (BT_IS_DIFF_ROW (self), BT_FIELD_HEADLINE);
  g_return_val_if_fail (self->kind == BT_DIFF_ROW_FIELD, BT_FIELD_HEADLINE);
  return (BtField)self->index;
}

const BtDiffBlock *
bt_diff_row_get_block (BtDiffRow *self)
{
  g_return_val_if_fail (BT_IS_DIFF_ROW (self), NULL);
  g_return_val_if_fail (self->kind == BT_DIFF_ROW_BLOCK, NULL);
  return g_ptr_array_index (self->diff->blocks, self->index);
}

guint
bt_diff_row_get_n_folded (BtDiffRow *self)
{
  g_return_val_if_fail (BT_IS_DIFF_ROW (self), 0);
  return self->folded != NULL ? self->folded->len : 0;
}

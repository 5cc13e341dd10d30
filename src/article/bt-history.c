/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-history.h"

#include "article/bt-article-private.h"
#include "article/bt-block-private.h"

/* Some blocks in a row: @blocks are to come where @n_there blocks stand now. */
typedef struct
{
  guint index;
  guint n_there;
  GPtrArray *blocks;
} Splice;

/* What to put back. Applying a step exchanges it with what is there, so the same step
 * leads back and forth. */
typedef struct
{
  BtStepKind kind;
  gsize size;
  GArray *splices;           /* in order; they do not touch */
  char *fields[BT_N_FIELDS]; /* %NULL: not changed */
  char **tags;               /* %NULL: not changed */
  guint featured;
  gboolean featured_changed;
} Step;

struct _BtHistory
{
  BtArticle *present;
  GQueue undo; /* Step, the newest first */
  GQueue redo;
  gsize size; /* of all steps */
};

/* ---- steps ---- */

static void
clear_splice (gpointer data)
{
  g_ptr_array_unref (((Splice *)data)->blocks);
}

static Step *
step_new (void)
{
  Step *step = g_new0 (Step, 1);

  step->splices = g_array_new (FALSE, FALSE, sizeof (Splice));
  g_array_set_clear_func (step->splices, clear_splice);
  return step;
}

static void
step_free (Step *step)
{
  g_array_unref (step->splices);
  for (int i = 0; i < BT_N_FIELDS; i++)
    g_free (step->fields[i]);
  g_strfreev (step->tags);
  g_free (step);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Step, step_free)

static void
measure (Step *step)
{
  step->size = sizeof *step;
  for (guint i = 0; i < step->splices->len; i++)
    {
      const Splice *splice = &g_array_index (step->splices, Splice, i);

      step->size += sizeof *splice;
      for (guint j = 0; j < splice->blocks->len; j++)
        step->size += bt_block_get_size (splice->blocks->pdata[j]);
    }
  for (int i = 0; i < BT_N_FIELDS; i++)
    if (step->fields[i] != NULL)
      step->size += strlen (step->fields[i]);
  for (guint i = 0; step->tags != NULL && step->tags[i] != NULL; i++)
    step->size += strlen (step->tags[i]) + sizeof (char *);
}

/* Puts @splice->blocks where the others are, and keeps those. */
static void
exchange_blocks (BtArticle *article, Splice *splice)
{
  GPtrArray *blocks = bt_article_get_block_array (article);
  GPtrArray *gone = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_block_free);
  guint n_new = splice->blocks->len;

  if (n_new == splice->n_there)
    {
      for (guint i = 0; i < n_new; i++)
        {
          gpointer old = blocks->pdata[splice->index + i];

          blocks->pdata[splice->index + i] = splice->blocks->pdata[i];
          splice->blocks->pdata[i] = old;
        }
      g_ptr_array_unref (gone);
      return;
    }

  for (guint i = 0; i < splice->n_there; i++)
    g_ptr_array_add (gone, g_steal_pointer (&blocks->pdata[splice->index + i]));
  if (splice->n_there > 0)
    g_ptr_array_remove_range (blocks, splice->index, splice->n_there);
  for (guint i = 0; i < n_new; i++)
    g_ptr_array_insert (blocks, (int)(splice->index + i),
                        g_steal_pointer (&splice->blocks->pdata[i]));
  g_ptr_array_unref (splice->blocks);
  splice->blocks = gone;
  splice->n_there = n_new;
}

static void
exchange (BtArticle *article, Step *step)
{
  for (guint i = 0; i < step->splices->len; i++)
    exchange_blocks (article, &g_array_index (step->splices, Splice, i));
  for (int i = 0; i < BT_N_FIELDS; i++)
    if (step->fields[i] != NULL)
      {
        char *old = g_strdup (bt_article_get (article, (BtField)i));

        bt_article_set (article, (BtField)i, step->fields[i]);
        g_free (step->fields[i]);
        step->fields[i] = old;
      }
  if (step->tags != NULL)
    {
      char **old = g_strdupv ((char **)bt_article_get_tags (article));

      bt_article_set_tags (article, (const char *const *)step->tags);
      g_strfreev (step->tags);
      step->tags = old;
    }
  if (step->featured_changed)
    {
      /* asked of the article, a figure that is not there would be none */
      guint old = bt_article_get_chosen (article);

      bt_article_set_featured (article, step->featured);
      step->featured = old;
    }
  measure (step);
}

/* ---- what differs ---- */

static gboolean
same_block (const BtBlock *a, const BtBlock *b)
{
  return a->id == b->id && bt_block_equal (a, b);
}

static void
add_splice (Step *step, guint index, guint n_there, const BtArticle *now, guint n_new)
{
  Splice splice = { index, n_there, NULL };

  splice.blocks = g_ptr_array_new_full (n_new, (GDestroyNotify)bt_block_free);
  for (guint i = 0; i < n_new; i++)
    g_ptr_array_add (splice.blocks,
                     bt_block_copy (bt_article_get_block (now, index + i)));
  g_array_append_val (step->splices, splice);
}

/* Where block stands for block, what is equal in between is not kept. */
static void
compare_in_place (Step *step,
                  const BtArticle *old,
                  const BtArticle *now,
                  guint from,
                  guint to)
{
  for (guint i = from; i < to; i++)
    {
      guint end = i;

      while (end < to
             && !same_block (bt_article_get_block (old, end),
                             bt_article_get_block (now, end)))
        end++;
      if (end == i)
        continue;
      add_splice (step, i, end - i, now, end - i);
      i = end;
    }
}

static void
compare_blocks (Step *step, const BtArticle *old, const BtArticle *now)
{
  guint n_old = bt_article_get_n_blocks (old);
  guint n_now = bt_article_get_n_blocks (now);
  guint prefix = 0;
  guint suffix = 0;

  while (prefix < n_old && prefix < n_now
         && same_block (bt_article_get_block (old, prefix),
                        bt_article_get_block (now, prefix)))
    prefix++;
  while (suffix < n_old - prefix && suffix < n_now - prefix
         && same_block (bt_article_get_block (old, n_old - 1 - suffix),
                        bt_article_get_block (now, n_now - 1 - suffix)))
    suffix++;
  if (n_old == n_now)
    compare_in_place (step, old, now, prefix, n_old - suffix);
  else
    add_splice (step, prefix, n_old - suffix - prefix, now, n_now - suffix - prefix);
}

/* Returns: whether all that differs between the two texts is how they look */
static gboolean
same_words (const BtBlock *a, const BtBlock *b)
{
  return a->text != NULL && b->text != NULL
         && g_str_equal (bt_rich_text_get_text (a->text),
                         bt_rich_text_get_text (b->text));
}

static BtStepKind
kind_of_block (const BtBlock *block)
{
  if (bt_block_kind_has_text (block->kind))
    return BT_STEP_TEXT;
  if (block->kind == BT_BLOCK_FIGURE)
    return BT_STEP_FIGURE;
  return block->kind == BT_BLOCK_TABLE ? BT_STEP_TABLE : BT_STEP_BLOCK;
}

/* Before the step is applied: its splices hold what comes. */
static BtStepKind
kind_of_step (const Step *step, const BtArticle *old)
{
  BtStepKind kind = step->featured_changed ? BT_STEP_FIGURE : BT_STEP_FIELD;
  gboolean format = step->splices->len > 0;

  for (guint i = 0; i < step->splices->len; i++)
    {
      const Splice *splice = &g_array_index (step->splices, Splice, i);

      kind = BT_STEP_TEXT;
      for (guint j = 0; j < splice->n_there; j++)
        {
          const BtBlock *there = bt_article_get_block (old, splice->index + j);

          if (kind_of_block (there) != BT_STEP_TEXT)
            return kind_of_block (there);
          format &=
              j < splice->blocks->len && same_words (there, splice->blocks->pdata[j]);
        }
      for (guint j = 0; j < splice->blocks->len; j++)
        if (kind_of_block (splice->blocks->pdata[j]) != BT_STEP_TEXT)
          return kind_of_block (splice->blocks->pdata[j]);
      format &= splice->n_there == splice->blocks->len;
    }
  return format ? BT_STEP_FORMAT : kind;
}

/* Returns: (transfer full) (nullable): the step that leads from @old to @now */
static Step *
compare (const BtArticle *old, const BtArticle *now)
{
  g_autoptr (Step) step = step_new ();
  gboolean any;

  compare_blocks (step, old, now);
  step->featured_changed = bt_article_get_featured (old) != bt_article_get_featured (now);
  step->featured = bt_article_get_chosen (now);
  any = step->splices->len > 0 || step->featured_changed;
  for (int i = 0; i < BT_N_FIELDS; i++)
    if (!g_str_equal (bt_article_get (old, (BtField)i), bt_article_get (now, (BtField)i)))
      {
        step->fields[i] = g_strdup (bt_article_get (now, (BtField)i));
        any = TRUE;
      }
  if (!g_strv_equal (bt_article_get_tags (old), bt_article_get_tags (now)))
    {
      step->tags = g_strdupv ((char **)bt_article_get_tags (now));
      any = TRUE;
    }
  if (!any)
    return NULL;
  step->kind = kind_of_step (step, old);
  return g_steal_pointer (&step);
}

/* ---- public ---- */

BtHistory *
bt_history_new (const BtArticle *article)
{
  BtHistory *self;

  g_return_val_if_fail (article != NULL, NULL);

  self = g_new0 (BtHistory, 1);
  g_queue_init (&self->undo);
  g_queue_init (&self->redo);
  self->present = bt_article_copy (article);
  return self;
}

static void
clear (BtHistory *self, GQueue *queue)
{
  Step *step;

  while ((step = g_queue_pop_head (queue)) != NULL)
    {
      self->size -= step->size;
      step_free (step);
    }
}

void
bt_history_free (BtHistory *self)
{
  if (self == NULL)
    return;
  clear (self, &self->undo);
  clear (self, &self->redo);
  bt_article_free (self->present);
  g_free (self);
}

const BtArticle *
bt_history_get_article (const BtHistory *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->present;
}

static void
forget_oldest (BtHistory *self)
{
  while (self->undo.length > BT_HISTORY_MAX_STEPS
         || (self->size > BT_HISTORY_MAX_BYTES && self->undo.length > 1))
    {
      Step *oldest = g_queue_pop_tail (&self->undo);

      self->size -= oldest->size;
      step_free (oldest);
    }
}

gboolean
bt_history_record (BtHistory *self, const BtArticle *now)
{
  Step *step;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (now != NULL, FALSE);

  bt_history_set_status (self, now);
  bt_article_set_next_id (self->present, bt_article_get_next_id (now));
  step = compare (self->present, now);
  if (step == NULL)
    return FALSE;

  clear (self, &self->redo);
  exchange (self->present, step);
  self->size += step->size;
  g_queue_push_head (&self->undo, step);
  forget_oldest (self);
  return TRUE;
}

static gboolean
peek (const GQueue *queue, BtStepKind *kind)
{
  const Step *step = g_queue_peek_head ((GQueue *)queue);

  if (step != NULL && kind != NULL)
    *kind = step->kind;
  return step != NULL;
}

gboolean
bt_history_can_undo (const BtHistory *self, BtStepKind *kind)
{
  return self != NULL && peek (&self->undo, kind);
}

gboolean
bt_history_can_redo (const BtHistory *self, BtStepKind *kind)
{
  return self != NULL && peek (&self->redo, kind);
}

static const BtArticle *
take_step (BtHistory *self, GQueue *from, GQueue *to)
{
  Step *step = g_queue_pop_head (from);

  if (step == NULL)
    return NULL;
  self->size -= step->size;
  exchange (self->present, step);
  self->size += step->size;
  g_queue_push_head (to, step);
  return self->present;
}

const BtArticle *
bt_history_undo (BtHistory *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return take_step (self, &self->undo, &self->redo);
}

const BtArticle *
bt_history_redo (BtHistory *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return take_step (self, &self->redo, &self->undo);
}

void
bt_history_set_status (BtHistory *self, const BtArticle *article)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (article != NULL);

  bt_article_set_status (self->present, bt_article_get_status (article));
  bt_article_set_portal_time (self->present, bt_article_get_portal_time (article));
}

gsize
bt_history_get_size (const BtHistory *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->size;
}

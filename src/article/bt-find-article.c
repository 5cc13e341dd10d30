/* Finding and replacing through a whole article.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-find.h"

/* A place where words stand: rich text, a string, or a field of the article. */
typedef struct
{
  BtFindPlace place;
  BtRichText *rich;
  char **plain;
  BtArticle *article;
} Spot;

/* Returns: whether to go on */
typedef gboolean (*SpotFunc) (const Spot *spot, gpointer data);

typedef struct
{
  Spot spot;
  SpotFunc func;
  gpointer data;
} Walk;

static gboolean
visit (Walk *walk, BtFindPart part, guint index, BtRichText *rich, char **plain)
{
  walk->spot.place.part = part;
  walk->spot.place.index = index;
  walk->spot.rich = rich;
  walk->spot.plain = plain;
  return walk->func (&walk->spot, walk->data);
}

static gboolean
visit_figure (Walk *walk, const BtFigure *figure)
{
  for (guint i = 0; i < figure->items->len; i++)
    {
      BtFigureItem *item = bt_figure_item (figure, i);

      if (!visit (walk, BT_FIND_PART_CAPTION, i, item->caption, NULL)
          || !visit (walk, BT_FIND_PART_CREDIT, i, NULL, &item->credit)
          || !visit (walk, BT_FIND_PART_ALT, i, NULL, &item->alt))
        return FALSE;
    }
  /* a single photo has its own caption alone, and the form keeps no second one */
  return figure->items->len < 2
         || visit (walk, BT_FIND_PART_WHOLE_CAPTION, 0, figure->caption, NULL);
}

static gboolean
visit_table (Walk *walk, const BtTable *table)
{
  for (guint i = 0; i < table->cells->len; i++)
    if (!visit (walk, BT_FIND_PART_CELL, i, table->cells->pdata[i], NULL))
      return FALSE;
  return visit (walk, BT_FIND_PART_WHOLE_CAPTION, 0, table->caption, NULL);
}

static gboolean
visit_block (Walk *walk, const BtBlock *block)
{
  if (block->text != NULL && !visit (walk, BT_FIND_PART_TEXT, 0, block->text, NULL))
    return FALSE;
  if (block->cite != NULL && !visit (walk, BT_FIND_PART_CITE, 0, block->cite, NULL))
    return FALSE;
  if (block->figure != NULL && !visit_figure (walk, block->figure))
    return FALSE;
  if (block->table != NULL && !visit_table (walk, block->table))
    return FALSE;
  return block->caption == NULL
         || visit (walk, BT_FIND_PART_WHOLE_CAPTION, 0, block->caption, NULL);
}

static void
walk_article (const BtArticle *article, SpotFunc func, gpointer data)
{
  static const BtField fields[] = { BT_FIELD_HEADLINE, BT_FIELD_LEAD };
  Walk walk = { .spot.article = (BtArticle *)article, .func = func, .data = data };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (!visit (&walk, BT_FIND_PART_FIELD, fields[i], NULL, NULL))
      return;
  for (guint i = 0; i < bt_article_get_n_blocks (article); i++)
    {
      walk.spot.place.block = i;
      if (!visit_block (&walk, bt_article_get_block (article, i)))
        return;
    }
}

static const char *
spot_text (const Spot *spot)
{
  if (spot->rich != NULL)
    return bt_rich_text_get_text (spot->rich);
  if (spot->plain != NULL)
    return *spot->plain;
  return bt_article_get (spot->article, (BtField)spot->place.index);
}

typedef struct
{
  const BtFind *find;
  gint64 deadline;
  GError **error;
  gboolean failed;

  GArray *places;

  const char *replacement;
  gboolean keep_case;
  int n_replaced;
} Job;

/* A text without a hit never looks at the time itself. */
static gboolean
too_late (Job *job)
{
  if (job->deadline == 0 || g_get_monotonic_time () <= job->deadline)
    return FALSE;
  job->failed = TRUE;
  g_set_error_literal (job->error, BT_FIND_ERROR, BT_FIND_ERROR_TOO_COMPLEX, "Too slow");
  return TRUE;
}

static gboolean
find_in_spot (const Spot *spot, gpointer data)
{
  Job *job = data;
  g_autoptr (GArray) hits = NULL;

  if (too_late (job))
    return FALSE;
  hits = bt_find_all (job->find, spot_text (spot), job->deadline, job->error);
  if (hits == NULL)
    {
      job->failed = TRUE;
      return FALSE;
    }
  for (guint i = 0; i < hits->len; i++)
    {
      BtFindPlace place = spot->place;

      place.hit = g_array_index (hits, BtHit, i);
      g_array_append_val (job->places, place);
    }
  return TRUE;
}

GArray *
bt_find_in_article (const BtFind *self,
                    const BtArticle *article,
                    gint64 deadline,
                    GError **error)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (BtFindPlace));
  Job job = { .find = self, .deadline = deadline, .error = error, .places = places };

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (article != NULL, NULL);

  walk_article (article, find_in_spot, &job);
  return job.failed ? NULL : g_steal_pointer (&places);
}

static gboolean
replace_in_spot (const Spot *spot, gpointer data)
{
  Job *job = data;
  g_autoptr (BtRichText) own = NULL;
  BtRichText *text = spot->rich;
  int n;

  if (too_late (job))
    return FALSE;
  if (text == NULL)
    text = own = bt_rich_text_new (spot_text (spot));
  n = bt_find_replace (job->find, text, job->replacement, job->keep_case, job->deadline,
                       job->error);
  if (n < 0)
    {
      job->failed = TRUE;
      return FALSE;
    }
  job->n_replaced += n;
  if (n == 0 || spot->rich != NULL)
    return TRUE;
  if (spot->plain != NULL)
    {
      g_free (*spot->plain);
      *spot->plain = g_strdup (bt_rich_text_get_text (text));
    }
  else
    bt_article_set (spot->article, (BtField)spot->place.index,
                    bt_rich_text_get_text (text));
  return TRUE;
}

int
bt_find_replace_all (const BtFind *self,
                     BtArticle *article,
                     const char *replacement,
                     gboolean keep_case,
                     gint64 deadline,
                     GError **error)
{
  Job job = { .find = self,
              .deadline = deadline,
              .error = error,
              .replacement = replacement,
              .keep_case = keep_case };

  g_return_val_if_fail (self != NULL, -1);
  g_return_val_if_fail (article != NULL && replacement != NULL, -1);

  walk_article (article, replace_in_spot, &job);
  return job.failed ? -1 : job.n_replaced;
}

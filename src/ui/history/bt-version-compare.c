/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/history/bt-version-compare.h"

typedef struct
{
  gint64 id[2];
  BtArticle *article[2];
} Sides;

static void
sides_free (gpointer data)
{
  Sides *sides = data;

  for (guint i = 0; i < 2; i++)
    bt_article_free (sides->article[i]);
  g_free (sides);
}

static void
compare_thread (GTask *task,
                gpointer source,
                gpointer task_data,
                GCancellable *cancellable)
{
  Sides *sides = task_data;
  GError *error = NULL;

  for (guint i = 0; i < 2; i++)
    if (sides->article[i] == NULL)
      {
        sides->article[i] = bt_store_load_version_sync (source, sides->id[i], &error);
        if (sides->article[i] == NULL)
          {
            g_task_return_error (task, error);
            return;
          }
      }
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, bt_diff_new (sides->article[0], sides->article[1]),
                           (GDestroyNotify)bt_diff_free);
}

void
bt_version_compare_async (BtStore *store,
                          const BtVersionSide *older,
                          const BtVersionSide *newer,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  const BtVersionSide *const side[] = { older, newer };
  g_autoptr (GTask) task = NULL;
  Sides *sides;

  g_return_if_fail (BT_IS_STORE (store));
  g_return_if_fail (older != NULL && newer != NULL);

  task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_source_tag (task, bt_version_compare_async);
  sides = g_new0 (Sides, 1);
  for (guint i = 0; i < 2; i++)
    {
      sides->id[i] = side[i]->id;
      if (side[i]->article != NULL)
        sides->article[i] = bt_article_copy (side[i]->article);
    }
  g_task_set_task_data (task, sides, sides_free);
  g_task_run_in_thread (task, compare_thread);
}

BtDiff *
bt_version_compare_finish (BtStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/bt-photo-busy.h"

static GMutex lock;
static GCond freed;
/* The paths, each once. */
static GHashTable *busy;

static void
cancelled_cb (GCancellable *cancellable, gpointer data)
{
  g_mutex_lock (&lock);
  g_cond_broadcast (&freed);
  g_mutex_unlock (&lock);
}

gboolean
bt_photo_busy_begin (const char *path, GCancellable *cancellable, GError **error)
{
  gulong handler = 0;
  gboolean ok;

  g_return_val_if_fail (path != NULL, FALSE);

  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), NULL, NULL);
  g_mutex_lock (&lock);
  if (busy == NULL)
    busy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  while (g_hash_table_contains (busy, path) && !g_cancellable_is_cancelled (cancellable))
    g_cond_wait (&freed, &lock);
  ok = !g_cancellable_set_error_if_cancelled (cancellable, error);
  if (ok)
    g_hash_table_add (busy, g_strdup (path));
  g_mutex_unlock (&lock);
  g_cancellable_disconnect (cancellable, handler);
  return ok;
}

void
bt_photo_busy_end (const char *path)
{
  g_return_if_fail (path != NULL);

  g_mutex_lock (&lock);
  g_hash_table_remove (busy, path);
  g_cond_broadcast (&freed);
  g_mutex_unlock (&lock);
}

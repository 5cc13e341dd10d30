/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/bt-photo-discard.h"

#include "photo/bt-photo-files.h"
#include "store/bt-store-desk.h"
#include "sync/bt-photo-hold.h"
#include "sync/bt-photo-words.h"

/* So many at a time: who brings photos in waits meanwhile. */
#define AT_ONCE 50
/* Where no photo is: gives the folder of all of them. */
#define NO_HASH "0000000000000000000000000000000000000000000000000000000000000000"

/* ---- deleting ---- */

/* Alone with the photos. The rows go last: they are what tells of files that are left. */
static gboolean
delete_marked (BtContext *self, const char *const *hashes, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) gone = NULL;
  g_autoptr (GError) first = NULL;

  for (guint i = 0; hashes[i] != NULL; i++)
    if (bt_photo_folder_remove (bt_context_get_photos (self), hashes[i],
                                first == NULL ? &first : NULL))
      g_strv_builder_add (builder, hashes[i]);
  gone = g_strv_builder_end (builder);
  if (!bt_store_forget_photos_sync (bt_context_get_store (self),
                                    (const char *const *)gone, error))
    return FALSE;
  if (first != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&first));
      return FALSE;
    }

  return TRUE;
}

/* Returns: (transfer container): those of @hashes that are leaving. One that the store
 * does not know may be in an article all the same: its file is not touched. */
static char **
leaving_of (BtContext *self, char **hashes, GError **error)
{
  g_auto (GStrv) leaving =
      bt_store_list_leaving_sync (bt_context_get_store (self), error);
  GPtrArray *of = NULL;

  if (leaving == NULL)
    return NULL;
  of = g_ptr_array_new ();
  for (guint i = 0; hashes[i] != NULL; i++)
    if (g_strv_contains ((const char *const *)leaving, hashes[i]))
      g_ptr_array_add (of, hashes[i]);
  g_ptr_array_add (of, NULL);

  return (char **)g_ptr_array_free (of, FALSE);
}

static gboolean
discard_some (BtContext *self, char **hashes, GStrvBuilder *all_used, GError **error)
{
  g_autoptr (BtPhotoHold) hold = bt_photo_hold_new (self, TRUE, error);
  g_auto (GStrv) used = NULL;
  g_autofree char **leaving = NULL;

  if (hold == NULL
      || !bt_store_discard_photos_sync (bt_context_get_store (self),
                                        (const char *const *)hashes, &used, error))
    return FALSE;
  g_strv_builder_addv (all_used, (const char **)used);
  leaving = leaving_of (self, hashes, error);

  return leaving != NULL && delete_marked (self, (const char *const *)leaving, error);
}

/* Calls @func with at most AT_ONCE of them at a time; goes on after an error, of which the
 * first counts. */
typedef gboolean (*SomeFunc) (BtContext *self,
                              char **hashes,
                              GStrvBuilder *builder,
                              GError **error);

static gboolean
for_some (BtContext *self,
          const char *const *hashes,
          SomeFunc func,
          GStrvBuilder *builder,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (GError) first = NULL;
  guint n = g_strv_length ((char **)hashes);

  for (guint i = 0; i < n; i += AT_ONCE)
    {
      char *some[AT_ONCE + 1] = { NULL };

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      memcpy (some, hashes + i, MIN (n - i, AT_ONCE) * sizeof (char *));
      func (self, some, builder, first == NULL ? &first : NULL);
    }
  if (first == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&first));

  return FALSE;
}

static int
compare_hashes (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

gboolean
bt_context_discard_photos (BtContext *self,
                           const char *const *hashes,
                           char ***used,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) all_used = NULL;
  gboolean ok;

  g_return_val_if_fail (BT_IS_CONTEXT (self), FALSE);
  g_return_val_if_fail (hashes != NULL, FALSE);

  ok = for_some (self, hashes, discard_some, builder, cancellable, error);
  all_used = g_strv_builder_end (builder);
  qsort (all_used, g_strv_length (all_used), sizeof (char *), compare_hashes);
  if (used != NULL)
    *used = g_steal_pointer (&all_used);

  return ok;
}

/* ---- what an earlier program left ---- */

static gboolean
delete_some (BtContext *self, char **hashes, GStrvBuilder *builder, GError **error)
{
  return delete_marked (self, (const char *const *)hashes, error);
}

static gboolean
finish_leaving (BtContext *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (BtPhotoHold) hold = bt_photo_hold_new (self, TRUE, error);
  g_auto (GStrv) hashes = NULL;

  if (hold == NULL)
    return FALSE;
  hashes = bt_store_list_leaving_sync (bt_context_get_store (self), error);

  return hashes != NULL
         && for_some (self, (const char *const *)hashes, delete_some, NULL, cancellable,
                      error);
}

static void
find_in (const char *path, GHashTable *known, GStrvBuilder *found)
{
  g_autoptr (GDir) entries = g_dir_open (path, 0, NULL);
  const char *name;

  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    if (bt_photo_is_hash (name) && !g_hash_table_contains (known, name))
      g_strv_builder_add (found, name);
}

/* Alone with the photos: nothing is between the folder and the store just now. Returns:
 * (transfer full) */
static char **
find_unlisted (BtContext *self, GError **error)
{
  g_autoptr (BtPhotoHold) hold = bt_photo_hold_new (self, TRUE, error);
  g_autoptr (GHashTable) known =
      hold != NULL ? bt_store_list_photo_sizes_sync (bt_context_get_store (self), error)
                   : NULL;
  g_autoptr (GStrvBuilder) found = g_strv_builder_new ();
  g_autofree char *none =
      bt_photo_folder_get_path (bt_context_get_photos (self), NO_HASH);
  g_autofree char *part = g_path_get_dirname (none);
  g_autofree char *root = g_path_get_dirname (part);
  g_autoptr (GDir) parts = NULL;
  const char *name;

  if (known == NULL)
    return NULL;
  parts = g_dir_open (root, 0, NULL);
  while (parts != NULL && (name = g_dir_read_name (parts)) != NULL)
    {
      g_autofree char *path = g_build_filename (root, name, NULL);

      if (strlen (name) == 2)
        find_in (path, known, found);
    }

  return g_strv_builder_end (found);
}

/* Its name is not known any more. One that is damaged is left alone. */
static gboolean
list_photo (BtContext *self, const char *hash, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = bt_photo_folder_get_path (bt_context_get_photos (self), hash);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) cause = NULL;
  g_autoptr (BtPhotoInfo) info = NULL;

  if (!bt_photo_folder_verify (bt_context_get_photos (self), hash, cancellable, NULL))
    return !g_cancellable_set_error_if_cancelled (cancellable, error);
  info = bt_context_import_photo (self, file, cancellable, &cause);
  if (info != NULL || cause->domain == BT_PHOTO_ERROR)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));

  return FALSE;
}

static gboolean
list_unlisted (BtContext *self, GCancellable *cancellable, GError **error)
{
  g_auto (GStrv) hashes = find_unlisted (self, error);

  if (hashes == NULL)
    return FALSE;
  for (guint i = 0; hashes[i] != NULL; i++)
    if (!list_photo (self, hashes[i], cancellable, error))
      return FALSE;

  return TRUE;
}

gboolean
bt_context_finish_discards (BtContext *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (BT_IS_CONTEXT (self), FALSE);

  return finish_leaving (self, cancellable, error)
         && list_unlisted (self, cancellable, error);
}

/* ---- for the main thread ---- */

static void
discard_thread (GTask *task,
                gpointer source,
                gpointer task_data,
                GCancellable *cancellable)
{
  GError *error = NULL;
  char **used = NULL;

  /* What stays is of interest after an error, too. */
  bt_context_discard_photos (source, task_data, &used, cancellable, &error);
  g_object_set_data_full (G_OBJECT (task), "used", used, (GDestroyNotify)g_strfreev);
  if (error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
bt_context_discard_photos_async (BtContext *self,
                                 const char *const *hashes,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, bt_context_discard_photos_async);
  g_task_set_task_data (task, g_strdupv ((char **)hashes), (GDestroyNotify)g_strfreev);
  g_task_run_in_thread (task, discard_thread);
}

gboolean
bt_context_discard_photos_finish (BtContext *self,
                                  GAsyncResult *result,
                                  char ***used,
                                  GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (used != NULL)
    *used = g_strdupv (g_object_get_data (G_OBJECT (result), "used"));

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
finish_thread (GTask *task,
               gpointer source,
               gpointer task_data,
               GCancellable *cancellable)
{
  GError *error = NULL;

  if (bt_context_finish_discards (source, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
bt_context_finish_discards_async (BtContext *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, bt_context_finish_discards_async);
  g_task_run_in_thread (task, finish_thread);
}

gboolean
bt_context_finish_discards_finish (BtContext *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

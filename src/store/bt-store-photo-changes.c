/* What the desk decides and writes about photos.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/bt-store-private.h"

/* Sets @id to the row of a photo that is not leaving. */
static gboolean
find_photo (BtStoreDb *db, const char *hash, gint64 *id, GError **error)
{
  g_autoptr (BtStoreStmt) stmt = bt_store_stmt_new (
      db, "SELECT id FROM photo WHERE hash = :hash AND leaving = 0", error);

  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_text (stmt, ":hash", hash);
  if (!bt_store_stmt_row (stmt, hash, error))
    return FALSE;
  *id = bt_store_stmt_int (stmt, 0);
  return TRUE;
}

/* Returns: (transfer full): the statement that writes what @what names, and no more */
static char *
update_sql (BtPhotoChangeWhat what)
{
  GString *sql = g_string_new (NULL);

  if (what & BT_PHOTO_CHANGE_RATING)
    g_string_append (sql, ", rating = :rating");
  if (what & BT_PHOTO_CHANGE_MARK)
    g_string_append (sql, ", mark = :mark");
  if (what & BT_PHOTO_CHANGE_CHOICE)
    g_string_append (sql, ", choice = :choice");
  if (what & BT_PHOTO_CHANGE_INFO)
    g_string_append (sql, ", info = :info, search = :search, taken = :taken,"
                          " captioned = :captioned, edited = :now");
  if (what & BT_PHOTO_CHANGE_EDIT)
    g_string_append (sql, ", edit = :edit");
  /* In the place of the first comma. */
  g_string_overwrite (sql, 0, " ");
  g_string_prepend (sql, "UPDATE photo SET");
  g_string_append (sql, " WHERE id = :id");
  return g_string_free (sql, FALSE);
}

static void
bind_info (BtStoreStmt *stmt, const BtPhotoChange *change)
{
  bt_store_bind_valid (stmt, ":info", change->info ? change->info : "");
  bt_store_bind_valid (stmt, ":search", change->search ? change->search : "");
  bt_store_bind_valid (stmt, ":taken", change->taken);
  bt_store_stmt_bind_int (stmt, ":captioned", change->captioned ? 1 : 0);
  bt_store_stmt_bind_int (stmt, ":now", g_get_real_time ());
}

static gboolean
update_row (BtStoreDb *db, gint64 id, const BtPhotoChange *change, GError **error)
{
  g_autofree char *sql = update_sql (change->what);
  g_autoptr (BtStoreStmt) stmt = bt_store_stmt_new (db, sql, error);

  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_int (stmt, ":id", id);
  if (change->what & BT_PHOTO_CHANGE_RATING)
    bt_store_stmt_bind_int (stmt, ":rating", change->rating);
  if (change->what & BT_PHOTO_CHANGE_MARK)
    bt_store_stmt_bind_int (stmt, ":mark", change->mark);
  if (change->what & BT_PHOTO_CHANGE_CHOICE)
    bt_store_stmt_bind_text (stmt, ":choice", bt_choice_to_string (change->choice));
  if (change->what & BT_PHOTO_CHANGE_INFO)
    bind_info (stmt, change);
  if (change->what & BT_PHOTO_CHANGE_EDIT)
    bt_store_bind_valid (stmt, ":edit", change->edit);
  return bt_store_stmt_run (stmt, error);
}

static gboolean
change_photo (BtStoreDb *db, const BtPhotoChange *change, GError **error)
{
  gboolean words = (change->what & BT_PHOTO_CHANGE_INFO) != 0;
  gint64 id;

  if (!find_photo (db, change->hash, &id, error))
    return FALSE;
  if (change->what == 0)
    return TRUE;
  if ((words && !bt_store_index_photo (db, id, FALSE, error))
      || !update_row (db, id, change, error)
      || (words && !bt_store_index_photo (db, id, TRUE, error)))
    return FALSE;
  bt_store_db_note_photo (db, change->hash);
  return TRUE;
}

static gboolean
change_work (BtStoreDb *db, gpointer data, GError **error)
{
  GPtrArray *changes = data;

  for (guint i = 0; i < changes->len; i++)
    if (!change_photo (db, changes->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
are_possible (GPtrArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const BtPhotoChange *change = changes->pdata[i];

      if (!change->hash || change->rating > BT_MAX_RATING || change->mark > BT_MAX_MARK
          || change->choice > BT_CHOICE_REJECT)
        return FALSE;
    }
  return TRUE;
}

static GPtrArray *
copy_changes (GPtrArray *changes)
{
  GPtrArray *copies =
      g_ptr_array_new_full (changes->len, (GDestroyNotify)bt_photo_change_free);

  for (guint i = 0; i < changes->len; i++)
    g_ptr_array_add (copies, bt_photo_change_copy (changes->pdata[i]));
  return copies;
}

void
bt_store_change_photos_async (BtStore *self,
                              GPtrArray *changes,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (BT_IS_STORE (self));
  g_return_if_fail (changes && are_possible (changes));

  bt_store_queue (self, BT_STORE_WRITE, change_work, copy_changes (changes),
                  (GDestroyNotify)g_ptr_array_unref, bt_store_change_photos_async,
                  cancellable, callback, user_data);
}

gboolean
bt_store_change_photos_finish (BtStore *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GPtrArray) changes =
      bt_store_queue_finish (self, result, bt_store_change_photos_async, error);

  return changes != NULL;
}

gboolean
bt_store_change_photos_sync (BtStore *self, GPtrArray *changes, GError **error)
{
  g_return_val_if_fail (BT_IS_STORE (self), FALSE);
  g_return_val_if_fail (changes && are_possible (changes), FALSE);

  return bt_store_run (self, BT_STORE_WRITE, change_work, changes, error);
}

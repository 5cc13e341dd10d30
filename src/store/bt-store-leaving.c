/* Throwing photos away: first their rows are marked, then the caller deletes their files,
 * then the rows go.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/bt-store-private.h"

typedef struct
{
  const char *const *hashes;
  GPtrArray *answer;
} LeavingRequest;

static int
compare_hashes (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *)a, *(const char *const *)b);
}

/* Returns: (transfer full): @list sorted, without doubles, and ended */
static char **
to_strv (GPtrArray *list)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_ptr_array_sort (list, compare_hashes);
  for (guint i = 0; i < list->len; i++)
    if (i == 0 || g_strcmp0 (list->pdata[i - 1], list->pdata[i]) != 0)
      g_strv_builder_add (builder, list->pdata[i]);
  return g_strv_builder_end (builder);
}

/* ---- discard ---- */

/* An outbox row has a version; templates and snippets are few and small. */
#define IS_USED                                                                          \
  "(EXISTS (SELECT 1 FROM photo_use WHERE photo_use.hash = photo.hash)"                  \
  " OR EXISTS (SELECT 1 FROM version_photo WHERE version_photo.hash = photo.hash)"       \
  " OR EXISTS (SELECT 1 FROM piece WHERE instr (json, photo.hash) > 0))"

static gboolean
discard_work (BtStoreDb *db, gpointer data, GError **error)
{
  LeavingRequest *request = data;
  g_autoptr (BtStoreStmt) used = bt_store_stmt_new (
      db, "SELECT 1 FROM photo WHERE hash = :hash AND " IS_USED, error);
  g_autoptr (BtStoreStmt) mark = bt_store_stmt_new (
      db, "UPDATE photo SET leaving = :now WHERE hash = :hash AND leaving = 0", error);

  if (!used || !mark)
    return FALSE;
  for (const char *const *hash = request->hashes; *hash; hash++)
    {
      BtStoreStep step;

      bt_store_stmt_reset (used);
      bt_store_stmt_bind_text (used, ":hash", *hash);
      step = bt_store_stmt_step (used, error);
      if (step == BT_STORE_STEP_ERROR)
        return FALSE;
      if (step == BT_STORE_STEP_ROW)
        {
          g_ptr_array_add (request->answer, g_strdup (*hash));
          continue;
        }
      bt_store_stmt_reset (mark);
      bt_store_stmt_bind_text (mark, ":hash", *hash);
      bt_store_stmt_bind_int (mark, ":now", g_get_real_time ());
      if (!bt_store_stmt_run (mark, error))
        return FALSE;
      bt_store_db_note_photo (db, *hash);
    }
  return TRUE;
}

gboolean
bt_store_discard_photos_sync (BtStore *self,
                              const char *const *hashes,
                              char ***used,
                              GError **error)
{
  g_autoptr (GPtrArray) answer = g_ptr_array_new_with_free_func (g_free);
  LeavingRequest request = { .hashes = hashes, .answer = answer };

  g_return_val_if_fail (BT_IS_STORE (self), FALSE);
  g_return_val_if_fail (hashes, FALSE);

  if (!bt_store_run (self, BT_STORE_WRITE, discard_work, &request, error))
    return FALSE;
  if (used)
    *used = to_strv (answer);
  return TRUE;
}

/* ---- forget ---- */

/* What came back meanwhile is no longer leaving, and stays. */
static gboolean
forget_photo (BtStoreDb *db, const char *hash, gboolean *gone, GError **error)
{
  g_autoptr (BtStoreStmt) find = bt_store_stmt_new (
      db, "SELECT id FROM photo WHERE hash = :hash AND leaving <> 0", error);
  g_autoptr (BtStoreStmt) stmt = NULL;
  BtStoreStep step;
  gint64 id;

  if (!find)
    return FALSE;
  bt_store_stmt_bind_text (find, ":hash", hash);
  step = bt_store_stmt_step (find, error);
  if (step != BT_STORE_STEP_ROW)
    return step == BT_STORE_STEP_DONE;
  id = bt_store_stmt_int (find, 0);
  stmt = bt_store_stmt_new (db, "DELETE FROM photo WHERE id = :id", error);
  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_int (stmt, ":id", id);
  bt_store_db_note_photo (db, hash);
  *gone = TRUE;
  return bt_store_index_photo (db, id, FALSE, error) && bt_store_stmt_run (stmt, error);
}

static gboolean
forget_work (BtStoreDb *db, gpointer data, GError **error)
{
  LeavingRequest *request = data;
  gboolean gone = FALSE;

  for (const char *const *hash = request->hashes; *hash; hash++)
    if (!forget_photo (db, *hash, &gone, error))
      return FALSE;
  /* An index keeps a word that was taken out, with a mark, until it is put in order. */
  return !gone
         || bt_store_db_exec (db,
                              "INSERT INTO photo_search_folded (photo_search_folded)"
                              " VALUES ('optimize');"
                              "INSERT INTO photo_search_exact (photo_search_exact)"
                              " VALUES ('optimize')",
                              error);
}

/* The log has the pages as they were. While another program reads, it stays until the next
 * time, or until the last program closes the file. */
static gboolean
purge_log_work (BtStoreDb *db, gpointer data, GError **error)
{
  return bt_store_db_exec (db, "PRAGMA wal_checkpoint (TRUNCATE)", error);
}

gboolean
bt_store_forget_photos_sync (BtStore *self, const char *const *hashes, GError **error)
{
  LeavingRequest request = { .hashes = hashes };

  g_return_val_if_fail (BT_IS_STORE (self), FALSE);
  g_return_val_if_fail (hashes, FALSE);

  if (!bt_store_run (self, BT_STORE_WRITE, forget_work, &request, error))
    return FALSE;
  bt_store_run (self, BT_STORE_UPKEEP, purge_log_work, NULL, NULL);
  return TRUE;
}

/* ---- what is left to do ---- */

static gboolean
list_work (BtStoreDb *db, gpointer data, GError **error)
{
  LeavingRequest *request = data;
  g_autoptr (BtStoreStmt) stmt =
      bt_store_stmt_new (db, "SELECT hash FROM photo WHERE leaving > 0", error);
  BtStoreStep step;

  if (!stmt)
    return FALSE;
  while ((step = bt_store_stmt_step (stmt, error)) == BT_STORE_STEP_ROW)
    g_ptr_array_add (request->answer, bt_store_stmt_dup (stmt, 0));
  return step == BT_STORE_STEP_DONE;
}

char **
bt_store_list_leaving_sync (BtStore *self, GError **error)
{
  g_autoptr (GPtrArray) answer = g_ptr_array_new_with_free_func (g_free);
  LeavingRequest request = { .answer = answer };

  g_return_val_if_fail (BT_IS_STORE (self), NULL);

  if (!bt_store_run (self, BT_STORE_READ, list_work, &request, error))
    return NULL;
  return to_strv (answer);
}

/* ---- every photo there is ---- */

static gboolean
sizes_work (BtStoreDb *db, gpointer data, GError **error)
{
  GHashTable *sizes = data;
  g_autoptr (BtStoreStmt) stmt =
      bt_store_stmt_new (db, "SELECT hash, size FROM photo", error);
  BtStoreStep step;

  if (!stmt)
    return FALSE;
  while ((step = bt_store_stmt_step (stmt, error)) == BT_STORE_STEP_ROW)
    {
      gint64 size = bt_store_stmt_int (stmt, 1);

      g_hash_table_insert (sizes, bt_store_stmt_dup (stmt, 0),
                           g_memdup2 (&size, sizeof size));
    }
  return step == BT_STORE_STEP_DONE;
}

GHashTable *
bt_store_list_photo_sizes_sync (BtStore *self, GError **error)
{
  g_autoptr (GHashTable) sizes =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_return_val_if_fail (BT_IS_STORE (self), NULL);

  if (!bt_store_run (self, BT_STORE_READ, sizes_work, sizes, error))
    return NULL;
  return g_steal_pointer (&sizes);
}

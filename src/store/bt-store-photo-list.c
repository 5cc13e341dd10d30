/* The list of photos, and searching in it.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/bt-store-private.h"
#include "text/bt-text.h"

typedef struct
{
  BtPhotoQuery query; /* its texts are owned */
  GPtrArray *rows;
} ListRequest;

static void
list_request_free (ListRequest *self)
{
  g_free ((char *)self->query.words);
  g_free ((char *)self->query.article);
  g_free ((char *)self->query.since);
  g_free ((char *)self->query.until);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ListRequest, list_request_free)

static ListRequest *
list_request_new (const BtPhotoQuery *query)
{
  ListRequest *self = g_new0 (ListRequest, 1);

  self->query = *query;
  self->query.words = g_strdup (query->words);
  self->query.article = g_strdup (query->article);
  self->query.since = g_strdup (query->since);
  self->query.until = g_strdup (query->until);
  return self;
}

/* A date that is known to the month or year alone is inside when it may be. */
#define DAY "substr (taken, 1, 10)"
#define AS_FAR_AS_KNOWN(bound) "substr (" bound ", 1, length (" DAY "))"
/* By when they were taken, as the index photo_taken has it. */
#define BY_TIME "taken IS NULL, taken, name, photo.id"

/* Numbers alone, so that no text goes through a sorter. */
static char *
list_sql (const BtPhotoQuery *query, gboolean match)
{
  GString *sql = g_string_new ("SELECT photo.id FROM photo");

  if (query->article)
    g_string_append (sql, " JOIN photo_use ON photo_use.hash = photo.hash AND"
                          " article = (SELECT id FROM article WHERE uuid = :article)");
  /* What is found is looked up by its number; else the index has all that is needed. */
  g_string_append (sql, match ? " WHERE +leaving = 0" : " WHERE leaving = 0");
  if (query->batch != 0)
    g_string_append (sql, " AND batch = :batch");
  if (query->since)
    g_string_append (sql, " AND " DAY " >= " AS_FAR_AS_KNOWN (":since"));
  if (query->until)
    g_string_append (sql, " AND " DAY " <= " AS_FAR_AS_KNOWN (":until"));
  if (query->unused)
    g_string_append (sql, " AND NOT EXISTS (SELECT 1 FROM photo_use AS used"
                          " JOIN article ON article.id = used.article"
                          " WHERE used.hash = photo.hash AND trashed = 0)");
  if (match)
    g_string_append (sql, " AND photo.id IN (SELECT rowid FROM photo_search_folded"
                          " WHERE photo_search_folded MATCH :folded)");
  g_string_append (sql, " ORDER BY ");
  if (query->article)
    g_string_append (sql, "place");
  else if (match)
    g_string_append (sql, "photo.id IN (SELECT rowid FROM photo_search_exact"
                          " WHERE photo_search_exact MATCH :exact) DESC, " BY_TIME);
  else
    g_string_append (sql, BY_TIME);
  if (query->limit > 0)
    g_string_append (sql, " LIMIT :limit");
  return g_string_free (sql, FALSE);
}

/* @match: (nullable): what to search for, %NULL for all */
static BtStoreStmt *
prepare (BtStoreDb *db, const BtPhotoQuery *query, const char *match, GError **error)
{
  g_autofree char *sql = list_sql (query, match != NULL);
  g_autofree char *folded = match ? bt_text_fold_d (match) : NULL;
  BtStoreStmt *stmt = bt_store_stmt_new (db, sql, error);

  if (!stmt)
    return NULL;
  if (query->article)
    bt_store_stmt_bind_text (stmt, ":article", query->article);
  if (query->batch != 0)
    bt_store_stmt_bind_int (stmt, ":batch", query->batch);
  if (query->since)
    bt_store_stmt_bind_text (stmt, ":since", query->since);
  if (query->until)
    bt_store_stmt_bind_text (stmt, ":until", query->until);
  if (match)
    bt_store_stmt_bind_text (stmt, ":folded", folded);
  if (match && !query->article)
    bt_store_stmt_bind_text (stmt, ":exact", match);
  if (query->limit > 0)
    bt_store_stmt_bind_int (stmt, ":limit", query->limit);
  return stmt;
}

static BtStoredPhoto *
read_photo (BtStoreStmt *stmt, gint64 id, GError **error)
{
  bt_store_stmt_reset (stmt);
  bt_store_stmt_bind_int (stmt, ":id", id);
  return bt_store_stmt_row (stmt, "photo", error) ? bt_store_read_photo (stmt, error)
                                                  : NULL;
}

static GPtrArray *
query_rows (BtStoreDb *db, const BtPhotoQuery *query, GError **error)
{
  g_autofree char *match = bt_store_match_new (query->words, TRUE);
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify)bt_stored_photo_free);
  g_autoptr (BtStoreStmt) ids = NULL;
  g_autoptr (BtStoreStmt) photo = NULL;
  BtStoreStep step;

  /* Something was typed, but no letter and no digit: no photo has it. */
  if (match && !*match)
    return g_steal_pointer (&rows);
  ids = prepare (db, query, match, error);
  photo = ids ? bt_store_stmt_new (
              db, "SELECT " BT_STORE_PHOTO_COLUMNS " FROM photo WHERE id = :id", error)
              : NULL;
  if (!photo)
    return NULL;
  while ((step = bt_store_stmt_step (ids, error)) == BT_STORE_STEP_ROW)
    {
      BtStoredPhoto *row = read_photo (photo, bt_store_stmt_int (ids, 0), error);

      if (!row)
        return NULL;
      g_ptr_array_add (rows, row);
    }
  return step == BT_STORE_STEP_DONE ? g_steal_pointer (&rows) : NULL;
}

static gboolean
list_work (BtStoreDb *db, gpointer data, GError **error)
{
  ListRequest *request = data;

  request->rows = query_rows (db, &request->query, error);
  return request->rows != NULL;
}

void
bt_store_list_photos_async (BtStore *self,
                            const BtPhotoQuery *query,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (BT_IS_STORE (self));
  g_return_if_fail (query);

  bt_store_queue (self, BT_STORE_READ, list_work, list_request_new (query),
                  (GDestroyNotify)list_request_free, bt_store_list_photos_async,
                  cancellable, callback, user_data);
}

GPtrArray *
bt_store_list_photos_finish (BtStore *self, GAsyncResult *result, GError **error)
{
  g_autoptr (ListRequest) request =
      bt_store_queue_finish (self, result, bt_store_list_photos_async, error);

  return request ? g_steal_pointer (&request->rows) : NULL;
}

GPtrArray *
bt_store_list_photos_sync (BtStore *self, const BtPhotoQuery *query, GError **error)
{
  g_autoptr (ListRequest) request = NULL;

  g_return_val_if_fail (BT_IS_STORE (self), NULL);
  g_return_val_if_fail (query, NULL);

  request = list_request_new (query);
  if (!bt_store_run (self, BT_STORE_READ, list_work, request, error))
    return NULL;
  return g_steal_pointer (&request->rows);
}

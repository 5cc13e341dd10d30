/* The history of articles.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/bt-store-private.h"

typedef struct
{
  gint64 id;
  char *uuid;
  char *json;
  guint words;
  BtCause cause;
  BtArticle *article;
  GPtrArray *rows;
} VersionRequest;

static void
version_request_free (VersionRequest *self)
{
  g_free (self->uuid);
  g_free (self->json);
  bt_article_free (self->article);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VersionRequest, version_request_free)

static VersionRequest *
version_request_new (const char *uuid)
{
  VersionRequest *self = g_new0 (VersionRequest, 1);

  self->uuid = g_strdup (uuid);
  return self;
}

/* Sets @id to the newest version when it holds the same, else to 0. */
static gboolean
find_equal (BtStoreDb *db, gint64 article, const char *json, gint64 *id, GError **error)
{
  g_autoptr (BtStoreStmt) stmt =
      bt_store_stmt_new (db,
                         "SELECT id, json = :json FROM version WHERE article = :article"
                         " ORDER BY id DESC LIMIT 1",
                         error);
  BtStoreStep step;

  *id = 0;
  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_int (stmt, ":article", article);
  bt_store_stmt_bind_text (stmt, ":json", json);
  step = bt_store_stmt_step (stmt, error);
  if (step == BT_STORE_STEP_ROW && bt_store_stmt_int (stmt, 1))
    *id = bt_store_stmt_int (stmt, 0);
  return step != BT_STORE_STEP_ERROR;
}

gint64
bt_store_keep_version (BtStoreDb *db,
                       gint64 article,
                       const char *json,
                       guint words,
                       BtCause cause,
                       GError **error)
{
  g_autoptr (BtStoreStmt) stmt = NULL;
  gint64 id;

  if (!find_equal (db, article, json, &id, error))
    return 0;
  if (id != 0)
    return id;
  stmt = bt_store_stmt_new (db,
                            "INSERT INTO version (article, cause, created, words, json)"
                            " VALUES (:article, :cause, :now, :words, :json)",
                            error);
  if (!stmt)
    return 0;
  bt_store_stmt_bind_int (stmt, ":article", article);
  bt_store_stmt_bind_text (stmt, ":cause", bt_cause_to_string (cause));
  bt_store_stmt_bind_int (stmt, ":now", g_get_real_time ());
  bt_store_stmt_bind_int (stmt, ":words", words);
  bt_store_stmt_bind_text (stmt, ":json", json);
  if (!bt_store_stmt_run (stmt, error))
    return 0;
  return sqlite3_last_insert_rowid (bt_store_db_get_handle (db));
}

static gboolean
add_work (BtStoreDb *db, gpointer data, GError **error)
{
  VersionRequest *request = data;
  gint64 article = bt_store_find_article (db, request->uuid, error);

  if (article == 0)
    return FALSE;
  request->id = bt_store_keep_version (db, article, request->json, request->words,
                                       request->cause, error);
  return request->id != 0;
}

gint64
bt_store_add_version_sync (BtStore *self,
                           const BtArticle *article,
                           BtCause cause,
                           GError **error)
{
  g_autoptr (VersionRequest) request = NULL;

  g_return_val_if_fail (BT_IS_STORE (self), 0);
  g_return_val_if_fail (article, 0);

  request = version_request_new (bt_article_get_uuid (article));
  request->json = bt_article_to_json (article, FALSE);
  request->words = bt_article_count_words (article);
  request->cause = cause;
  if (!bt_store_run (self, BT_STORE_WRITE, add_work, request, error))
    return 0;
  return request->id;
}

static BtStoredVersion *
read_row (BtStoreStmt *stmt, const char *uuid, GError **error)
{
  BtStoredVersion *row;
  BtCause cause;

  if (!bt_cause_from_string (bt_store_stmt_text (stmt, 1), &cause))
    {
      bt_store_set_unknown_word ("cause", bt_store_stmt_text (stmt, 1), error);
      return NULL;
    }
  row = g_new0 (BtStoredVersion, 1);
  row->id = bt_store_stmt_int (stmt, 0);
  row->uuid = g_strdup (uuid);
  row->cause = cause;
  row->created = bt_store_stmt_int (stmt, 2);
  row->words = bt_store_stmt_uint (stmt, 3);
  return row;
}

static gboolean
list_work (BtStoreDb *db, gpointer data, GError **error)
{
  VersionRequest *request = data;
  gint64 article = bt_store_find_article (db, request->uuid, error);
  g_autoptr (BtStoreStmt) stmt = NULL;
  BtStoreStep step;

  if (article == 0)
    return FALSE;
  stmt = bt_store_stmt_new (db,
                            "SELECT id, cause, created, words FROM version"
                            " WHERE article = :article ORDER BY id DESC",
                            error);
  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_int (stmt, ":article", article);
  request->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_stored_version_free);
  while ((step = bt_store_stmt_step (stmt, error)) == BT_STORE_STEP_ROW)
    {
      BtStoredVersion *row = read_row (stmt, request->uuid, error);

      if (!row)
        return FALSE;
      g_ptr_array_add (request->rows, row);
    }
  return step == BT_STORE_STEP_DONE;
}

GPtrArray *
bt_store_list_versions_sync (BtStore *self, const char *uuid, GError **error)
{
  g_autoptr (VersionRequest) request = NULL;

  g_return_val_if_fail (BT_IS_STORE (self), NULL);
  g_return_val_if_fail (uuid, NULL);

  request = version_request_new (uuid);
  if (!bt_store_run (self, BT_STORE_READ, list_work, request, error))
    return NULL;
  return g_steal_pointer (&request->rows);
}

static gboolean
load_work (BtStoreDb *db, gpointer data, GError **error)
{
  VersionRequest *request = data;
  g_autofree char *what = g_strdup_printf ("version %" G_GINT64_FORMAT, request->id);
  g_autoptr (BtStoreStmt) stmt =
      bt_store_stmt_new (db, "SELECT json FROM version WHERE id = :id", error);

  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_int (stmt, ":id", request->id);
  if (!bt_store_stmt_row (stmt, what, error))
    return FALSE;
  request->article = bt_article_from_json (bt_store_stmt_text (stmt, 0), -1, error);
  return request->article != NULL;
}

BtArticle *
bt_store_load_version_sync (BtStore *self, gint64 id, GError **error)
{
  g_autoptr (VersionRequest) request = NULL;

  g_return_val_if_fail (BT_IS_STORE (self), NULL);

  request = version_request_new (NULL);
  request->id = id;
  if (!bt_store_run (self, BT_STORE_READ, load_work, request, error))
    return NULL;
  return g_steal_pointer (&request->article);
}

/* The history of articles.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-clean-text.h"
#include "store/bt-store-private.h"

/* While somebody writes, a version is kept this often. */
#define EVERY (10 * G_TIME_SPAN_MINUTE)
/* A text of at least so many words that shrinks to less than a half is kept at once. */
#define LOSS_FROM_WORDS 40

typedef struct
{
  gint64 id;
  char *uuid;
  char *json;
  guint words;
  BtCause cause;
  char *name;
  BtArticle *article;
  GPtrArray *rows;
} VersionRequest;

static void
version_request_free (VersionRequest *self)
{
  g_free (self->uuid);
  g_free (self->json);
  g_free (self->name);
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

/* ---- keeping ---- */

/* The newest version of an article, as far as it matters to the next one. */
typedef struct
{
  gint64 id; /* 0 when there is none */
  gboolean named;
  char *json;
} Newest;

static void
newest_clear (Newest *self)
{
  g_free (self->json);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Newest, newest_clear)

static gboolean
find_newest (BtStoreDb *db, gint64 article, Newest *newest, GError **error)
{
  g_autoptr (BtStoreStmt) stmt =
      bt_store_stmt_new (db,
                         "SELECT id, name IS NOT NULL, json FROM version"
                         " WHERE article = :article ORDER BY id DESC LIMIT 1",
                         error);
  BtStoreStep step;

  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_int (stmt, ":article", article);
  step = bt_store_stmt_step (stmt, error);
  if (step == BT_STORE_STEP_ROW)
    {
      newest->id = bt_store_stmt_int (stmt, 0);
      newest->named = bt_store_stmt_int (stmt, 1) != 0;
      newest->json = bt_store_stmt_dup (stmt, 2);
    }
  return step != BT_STORE_STEP_ERROR;
}

static gint64
insert_version (BtStoreDb *db,
                gint64 article,
                const char *json,
                guint words,
                BtCause cause,
                gint64 created,
                GError **error)
{
  g_autoptr (BtStoreStmt) stmt =
      bt_store_stmt_new (db,
                         "INSERT INTO version (article, cause, created, words, json)"
                         " VALUES (:article, :cause, :created, :words, :json)",
                         error);
  gint64 id;

  if (!stmt)
    return 0;
  bt_store_stmt_bind_int (stmt, ":article", article);
  bt_store_stmt_bind_text (stmt, ":cause", bt_cause_to_string (cause));
  bt_store_stmt_bind_int (stmt, ":created", created != 0 ? created : g_get_real_time ());
  bt_store_stmt_bind_int (stmt, ":words", words);
  bt_store_stmt_bind_text (stmt, ":json", json);
  if (!bt_store_stmt_run (stmt, error))
    return 0;
  id = sqlite3_last_insert_rowid (bt_store_db_get_handle (db));
  return bt_store_keep_version_photos (db, id, error) ? id : 0;
}

gint64
bt_store_keep_version (BtStoreDb *db,
                       gint64 article,
                       const char *json,
                       guint words,
                       BtCause cause,
                       gint64 created,
                       GError **error)
{
  g_auto (Newest) newest = { 0 };

  if (!find_newest (db, article, &newest, error))
    return 0;
  if (g_strcmp0 (newest.json, json) == 0 && !(newest.named && cause == BT_CAUSE_BY_HAND))
    return newest.id;
  return insert_version (db, article, json, words, cause, created, error);
}

/* Sets @last to the time of the newest version, 0 when there is none. Asked at every save:
 * it reads no text. */
static gboolean
find_last_time (BtStoreDb *db, gint64 article, gint64 *last, GError **error)
{
  g_autoptr (BtStoreStmt) stmt =
      bt_store_stmt_new (db,
                         "SELECT created FROM version WHERE article = :article"
                         " ORDER BY id DESC LIMIT 1",
                         error);
  BtStoreStep step;

  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_int (stmt, ":article", article);
  step = bt_store_stmt_step (stmt, error);
  *last = step == BT_STORE_STEP_ROW ? bt_store_stmt_int (stmt, 0) : 0;
  return step != BT_STORE_STEP_ERROR;
}

/* Where an article stands is no part of its text. A version that cannot be read is none
 * that says the same: it must not keep a save from happening. */
static gboolean
same_text (const char *json, const char *other_json)
{
  g_autoptr (BtArticle) a = NULL;
  g_autoptr (BtArticle) b = NULL;

  if (!json || !other_json)
    return FALSE;
  a = bt_article_from_json (json, -1, NULL);
  b = bt_article_from_json (other_json, -1, NULL);
  if (!a || !b)
    return FALSE;
  bt_article_set_status (b, bt_article_get_status (a));
  bt_article_set_portal_time (b, bt_article_get_portal_time (a));
  return bt_article_equal (a, b);
}

gboolean
bt_store_keep_overwritten (BtStoreDb *db,
                           const BtOverwritten *old,
                           guint words,
                           GError **error)
{
  g_auto (Newest) newest = { 0 };
  gboolean loss = old->words >= LOSS_FROM_WORDS && words < old->words / 2;
  gint64 last;
  gint64 since;

  if (!find_last_time (db, old->article, &last, error))
    return FALSE;
  /* Less than nothing: the clock was set back. */
  since = g_get_real_time () - MAX (last, old->created);
  if (!loss && since >= 0 && since < EVERY)
    return TRUE;
  if (!find_newest (db, old->article, &newest, error))
    return FALSE;
  return same_text (old->json, newest.json)
         || insert_version (db, old->article, old->json, old->words, BT_CAUSE_EDIT,
                            old->modified, error)
                != 0;
}

static gboolean
add_work (BtStoreDb *db, gpointer data, GError **error)
{
  VersionRequest *request = data;
  gint64 article = bt_store_find_article (db, request->uuid, error);

  if (article == 0)
    return FALSE;
  request->id = bt_store_keep_version (db, article, request->json, request->words,
                                       request->cause, 0, error);
  return request->id != 0;
}

static VersionRequest *
add_request_new (const BtArticle *article, BtCause cause)
{
  VersionRequest *request = version_request_new (bt_article_get_uuid (article));

  request->json = bt_article_to_json (article, FALSE);
  request->words = bt_article_count_words (article);
  request->cause = cause;
  return request;
}

void
bt_store_add_version_async (BtStore *self,
                            const BtArticle *article,
                            BtCause cause,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (BT_IS_STORE (self));
  g_return_if_fail (article);

  bt_store_queue (self, BT_STORE_WRITE, add_work, add_request_new (article, cause),
                  (GDestroyNotify)version_request_free, bt_store_add_version_async,
                  cancellable, callback, user_data);
}

gint64
bt_store_add_version_finish (BtStore *self, GAsyncResult *result, GError **error)
{
  g_autoptr (VersionRequest) request =
      bt_store_queue_finish (self, result, bt_store_add_version_async, error);

  return request ? request->id : 0;
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

  request = add_request_new (article, cause);
  if (!bt_store_run (self, BT_STORE_WRITE, add_work, request, error))
    return 0;
  return request->id;
}

/* ---- names ---- */

static gboolean
name_work (BtStoreDb *db, gpointer data, GError **error)
{
  VersionRequest *request = data;
  g_autoptr (BtStoreStmt) stmt =
      bt_store_stmt_new (db, "UPDATE version SET name = :name WHERE id = :id", error);

  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_text (stmt, ":name", request->name);
  bt_store_stmt_bind_int (stmt, ":id", request->id);
  if (!bt_store_stmt_run (stmt, error))
    return FALSE;
  if (sqlite3_changes (bt_store_db_get_handle (db)) > 0)
    return TRUE;
  g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND,
               "no version %" G_GINT64_FORMAT, request->id);
  return FALSE;
}

static VersionRequest *
name_request_new (gint64 id, const char *name)
{
  VersionRequest *request = version_request_new (NULL);
  g_autofree char *line = g_strstrip (bt_clean_line (name));

  request->id = id;
  if (*line != '\0')
    request->name = g_strchomp (
        g_utf8_substring (line, 0, MIN (g_utf8_strlen (line, -1), BT_MAX_VERSION_NAME)));
  return request;
}

void
bt_store_name_version_async (BtStore *self,
                             gint64 id,
                             const char *name,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (BT_IS_STORE (self));

  bt_store_queue (self, BT_STORE_WRITE, name_work, name_request_new (id, name),
                  (GDestroyNotify)version_request_free, bt_store_name_version_async,
                  cancellable, callback, user_data);
}

gboolean
bt_store_name_version_finish (BtStore *self, GAsyncResult *result, GError **error)
{
  g_autoptr (VersionRequest) request =
      bt_store_queue_finish (self, result, bt_store_name_version_async, error);

  return request != NULL;
}

gboolean
bt_store_name_version_sync (BtStore *self, gint64 id, const char *name, GError **error)
{
  g_autoptr (VersionRequest) request = NULL;

  g_return_val_if_fail (BT_IS_STORE (self), FALSE);

  request = name_request_new (id, name);
  return bt_store_run (self, BT_STORE_WRITE, name_work, request, error);
}

/* ---- reading ---- */

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
  row->name = bt_store_stmt_dup (stmt, 4);
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
                            "SELECT id, cause, created, words, name FROM version"
                            " WHERE article = :article ORDER BY created DESC, id DESC",
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

void
bt_store_list_versions_async (BtStore *self,
                              const char *uuid,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (BT_IS_STORE (self));
  g_return_if_fail (uuid);

  bt_store_queue (self, BT_STORE_READ, list_work, version_request_new (uuid),
                  (GDestroyNotify)version_request_free, bt_store_list_versions_async,
                  cancellable, callback, user_data);
}

GPtrArray *
bt_store_list_versions_finish (BtStore *self, GAsyncResult *result, GError **error)
{
  g_autoptr (VersionRequest) request =
      bt_store_queue_finish (self, result, bt_store_list_versions_async, error);

  return request ? g_steal_pointer (&request->rows) : NULL;
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

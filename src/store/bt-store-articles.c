/* Articles: save, load, status, trash.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/bt-store-private.h"

typedef struct
{
  char *uuid;
  BtArticle *article;
  gint64 revision;
  BtStatus status;
  GDateTime *portal_time;
  gboolean trash;
} ArticleRequest;

/* What the store holds of an article that is to be saved. */
typedef struct
{
  gint64 id;
  gint64 revision;
  char *status;
  char *json;
  guint words;
  gint64 created;
  gint64 modified;
} Stored;

static void
article_request_free (ArticleRequest *self)
{
  g_free (self->uuid);
  bt_article_free (self->article);
  g_clear_pointer (&self->portal_time, g_date_time_unref);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArticleRequest, article_request_free)

static void
stored_clear (Stored *self)
{
  g_free (self->status);
  g_free (self->json);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Stored, stored_clear)

static ArticleRequest *
article_request_new (const char *uuid)
{
  ArticleRequest *self = g_new0 (ArticleRequest, 1);

  self->uuid = g_strdup (uuid);
  return self;
}

static ArticleRequest *
save_request_new (const BtArticle *article, gint64 base_revision)
{
  ArticleRequest *self = article_request_new (bt_article_get_uuid (article));

  self->article = bt_article_copy (article);
  self->revision = base_revision;
  return self;
}

gint64
bt_store_find_article (BtStoreDb *db, const char *uuid, GError **error)
{
  g_autoptr (BtStoreStmt) stmt =
      bt_store_stmt_new (db, "SELECT id FROM article WHERE uuid = :uuid", error);

  if (!stmt)
    return 0;
  bt_store_stmt_bind_text (stmt, ":uuid", uuid);
  return bt_store_stmt_row (stmt, uuid, error) ? bt_store_stmt_int (stmt, 0) : 0;
}

/* Leaves @stored empty when there is no such article. */
static gboolean
look_up (BtStoreDb *db, const char *uuid, Stored *stored, GError **error)
{
  g_autoptr (BtStoreStmt) stmt =
      bt_store_stmt_new (db,
                         "SELECT id, revision, status, json, words, created, modified"
                         " FROM article"
                         " JOIN body ON body.article = article.id WHERE uuid = :uuid",
                         error);
  BtStoreStep step;

  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_text (stmt, ":uuid", uuid);
  step = bt_store_stmt_step (stmt, error);
  if (step == BT_STORE_STEP_ROW)
    {
      stored->id = bt_store_stmt_int (stmt, 0);
      stored->revision = bt_store_stmt_int (stmt, 1);
      stored->status = bt_store_stmt_dup (stmt, 2);
      stored->json = bt_store_stmt_dup (stmt, 3);
      stored->words = bt_store_stmt_uint (stmt, 4);
      stored->created = bt_store_stmt_int (stmt, 5);
      stored->modified = bt_store_stmt_int (stmt, 6);
    }
  return step != BT_STORE_STEP_ERROR;
}

static guint
count_photos (const BtArticle *article)
{
  g_autoptr (GPtrArray) photos = bt_article_photos (article);

  return photos->len;
}

/* What colleagues may search for besides the text that readers read. */
static char *
search_notes (const BtArticle *article)
{
  const char *const *tags = bt_article_get_tags (article);
  GString *text = g_string_new (NULL);

  for (guint i = 0; tags[i]; i++)
    g_string_append_printf (text, "%s\n", tags[i]);
  g_string_append_printf (text, "%s\n%s", bt_article_get (article, BT_FIELD_SECTION),
                          bt_article_get (article, BT_FIELD_NOTES));
  return g_string_free (text, FALSE);
}

static gboolean
write_row (BtStoreDb *db, const BtArticle *article, const Stored *stored, GError **error)
{
  const char *sql =
      stored->id == 0
          ? "INSERT INTO article (uuid, headline, lead, section, status, words, photos,"
            " created, modified, revision) VALUES (:uuid, :headline, :lead, :section,"
            " :status, :words, :photos, :now, :now, :revision)"
          : "UPDATE article SET headline = :headline, lead = :lead, section = :section,"
            " status = :status, words = :words, photos = :photos, modified = :now,"
            " revision = :revision WHERE uuid = :uuid";
  g_autoptr (BtStoreStmt) stmt = bt_store_stmt_new (db, sql, error);

  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_text (stmt, ":uuid", bt_article_get_uuid (article));
  bt_store_stmt_bind_text (stmt, ":headline",
                           bt_article_get (article, BT_FIELD_HEADLINE));
  bt_store_stmt_bind_text (stmt, ":lead", bt_article_get (article, BT_FIELD_LEAD));
  bt_store_stmt_bind_text (stmt, ":section", bt_article_get (article, BT_FIELD_SECTION));
  bt_store_stmt_bind_text (stmt, ":status",
                           bt_status_to_string (bt_article_get_status (article)));
  bt_store_stmt_bind_int (stmt, ":words", bt_article_count_words (article));
  bt_store_stmt_bind_int (stmt, ":photos", count_photos (article));
  bt_store_stmt_bind_int (stmt, ":now", g_get_real_time ());
  bt_store_stmt_bind_int (stmt, ":revision", stored->revision + 1);
  return bt_store_stmt_run (stmt, error);
}

static gboolean
write_body (BtStoreDb *db,
            const BtArticle *article,
            gint64 id,
            const char *json,
            GError **error)
{
  g_autofree char *text = bt_article_plain_text (article);
  g_autofree char *notes = search_notes (article);
  g_autoptr (BtStoreStmt) stmt = bt_store_stmt_new (
      db,
      "INSERT INTO body (article, json, headline, text, notes)"
      " VALUES (:id, :json, :headline, :text, :notes)"
      " ON CONFLICT (article) DO UPDATE SET json = excluded.json,"
      " headline = excluded.headline, text = excluded.text, notes = excluded.notes",
      error);

  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_int (stmt, ":id", id);
  bt_store_stmt_bind_text (stmt, ":json", json);
  bt_store_stmt_bind_text (stmt, ":headline",
                           bt_article_get (article, BT_FIELD_HEADLINE));
  bt_store_stmt_bind_text (stmt, ":text", text);
  bt_store_stmt_bind_text (stmt, ":notes", notes);
  return bt_store_stmt_run (stmt, error);
}

static gboolean
check_revision (const Stored *stored, gint64 base, const char *uuid, GError **error)
{
  if (base == -1 || base == stored->revision)
    return TRUE;
  g_set_error (error, BT_STORE_ERROR,
               stored->id == 0 ? BT_STORE_ERROR_NOT_FOUND : BT_STORE_ERROR_STALE,
               "%s is stored in revision %" G_GINT64_FORMAT
               ", the change is to revision %" G_GINT64_FORMAT,
               uuid, stored->revision, base);
  return FALSE;
}

/* Where an article stands is changed by acts such as sending, which may happen while an
 * editor holds it with the status of before: what is typed there must not undo them. */
static gboolean
keep_stored_status (BtArticle *article, const Stored *stored, GError **error)
{
  g_autoptr (BtArticle) old = NULL;

  if (g_strcmp0 (stored->status, bt_status_to_string (bt_article_get_status (article)))
      == 0)
    return TRUE;
  old = bt_article_from_json (stored->json, -1, error);
  if (!old)
    return FALSE;
  bt_article_set_status (article, bt_article_get_status (old));
  bt_article_set_portal_time (article, bt_article_get_portal_time (old));
  return TRUE;
}

/* What a save puts in the place of what is stored may be a loss: the history has it. */
static gboolean
keep_overwritten (BtStoreDb *db,
                  const Stored *stored,
                  const BtArticle *article,
                  GError **error)
{
  const BtOverwritten old = { .article = stored->id,
                              .json = stored->json,
                              .words = stored->words,
                              .created = stored->created,
                              .modified = stored->modified };

  return stored->id == 0
         || bt_store_keep_overwritten (db, &old, bt_article_count_words (article), error);
}

static gboolean
save_work (BtStoreDb *db, gpointer data, GError **error)
{
  ArticleRequest *request = data;
  g_auto (Stored) stored = { 0 };
  g_autofree char *json = NULL;

  if (!look_up (db, request->uuid, &stored, error))
    return FALSE;
  if (stored.id != 0 && request->revision != -1
      && !keep_stored_status (request->article, &stored, error))
    return FALSE;
  json = bt_article_to_json (request->article, FALSE);
  /* Nothing to write, and nothing to quarrel about. */
  if (g_strcmp0 (json, stored.json) == 0)
    {
      request->revision = stored.revision;
      return TRUE;
    }
  if (!check_revision (&stored, request->revision, request->uuid, error)
      || !keep_overwritten (db, &stored, request->article, error)
      || !write_row (db, request->article, &stored, error))
    return FALSE;
  if (stored.id == 0)
    stored.id = sqlite3_last_insert_rowid (bt_store_db_get_handle (db));
  else if (!bt_store_index_article (db, stored.id, FALSE, error))
    return FALSE;
  if (!write_body (db, request->article, stored.id, json, error)
      || !bt_store_index_article (db, stored.id, TRUE, error)
      || !bt_store_keep_uses (db, stored.id, request->article, error))
    return FALSE;
  bt_store_db_note_change (db, request->uuid);
  request->revision = stored.revision + 1;
  return TRUE;
}

void
bt_store_save_article_async (BtStore *self,
                             const BtArticle *article,
                             gint64 base_revision,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (BT_IS_STORE (self));
  g_return_if_fail (article && base_revision >= -1);

  bt_store_queue (self, BT_STORE_WRITE, save_work,
                  save_request_new (article, base_revision),
                  (GDestroyNotify)article_request_free, bt_store_save_article_async,
                  cancellable, callback, user_data);
}

gint64
bt_store_save_article_finish (BtStore *self, GAsyncResult *result, GError **error)
{
  g_autoptr (ArticleRequest) request =
      bt_store_queue_finish (self, result, bt_store_save_article_async, error);

  return request ? request->revision : 0;
}

gint64
bt_store_save_article_sync (BtStore *self,
                            const BtArticle *article,
                            gint64 base_revision,
                            GError **error)
{
  g_autoptr (ArticleRequest) request = NULL;

  g_return_val_if_fail (BT_IS_STORE (self), 0);
  g_return_val_if_fail (article && base_revision >= -1, 0);

  request = save_request_new (article, base_revision);
  if (!bt_store_run (self, BT_STORE_WRITE, save_work, request, error))
    return 0;
  return request->revision;
}

static gboolean
load_work (BtStoreDb *db, gpointer data, GError **error)
{
  ArticleRequest *request = data;
  g_auto (Stored) stored = { 0 };

  if (!look_up (db, request->uuid, &stored, error))
    return FALSE;
  if (stored.id == 0)
    {
      g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND, "no article %s",
                   request->uuid);
      return FALSE;
    }
  request->article = bt_article_from_json (stored.json, -1, error);
  request->revision = stored.revision;
  return request->article != NULL;
}

void
bt_store_load_article_async (BtStore *self,
                             const char *uuid,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (BT_IS_STORE (self));
  g_return_if_fail (uuid);

  bt_store_queue (self, BT_STORE_READ, load_work, article_request_new (uuid),
                  (GDestroyNotify)article_request_free, bt_store_load_article_async,
                  cancellable, callback, user_data);
}

/* Returns: (transfer full): the article that @request was answered with */
static BtArticle *
take_article (ArticleRequest *request, gint64 *revision)
{
  if (revision)
    *revision = request->revision;
  return g_steal_pointer (&request->article);
}

BtArticle *
bt_store_load_article_finish (BtStore *self,
                              GAsyncResult *result,
                              gint64 *revision,
                              GError **error)
{
  g_autoptr (ArticleRequest) request =
      bt_store_queue_finish (self, result, bt_store_load_article_async, error);

  return request ? take_article (request, revision) : NULL;
}

BtArticle *
bt_store_load_article_sync (BtStore *self,
                            const char *uuid,
                            gint64 *revision,
                            GError **error)
{
  g_autoptr (ArticleRequest) request = NULL;

  g_return_val_if_fail (BT_IS_STORE (self), NULL);
  g_return_val_if_fail (uuid, NULL);

  request = article_request_new (uuid);
  if (!bt_store_run (self, BT_STORE_READ, load_work, request, error))
    return NULL;
  return take_article (request, revision);
}

static gboolean
status_work (BtStoreDb *db, gpointer data, GError **error)
{
  ArticleRequest *request = data;
  g_auto (Stored) stored = { 0 };
  g_autoptr (BtStoreStmt) stmt = NULL;
  g_autofree char *json = NULL;

  if (!load_work (db, request, error) || !look_up (db, request->uuid, &stored, error))
    return FALSE;
  bt_article_set_status (request->article, request->status);
  if (request->portal_time)
    bt_article_set_portal_time (request->article, request->portal_time);
  json = bt_article_to_json (request->article, FALSE);
  if (g_strcmp0 (json, stored.json) == 0)
    return TRUE;

  stmt =
      bt_store_stmt_new (db, "UPDATE article SET status = :status WHERE id = :id", error);
  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_text (stmt, ":status", bt_status_to_string (request->status));
  bt_store_stmt_bind_int (stmt, ":id", stored.id);
  /* The indexes hold neither, so they stay as they are. */
  if (!bt_store_stmt_run (stmt, error)
      || !write_body (db, request->article, stored.id, json, error))
    return FALSE;
  bt_store_db_note_change (db, request->uuid);
  return TRUE;
}

gboolean
bt_store_set_status_sync (BtStore *self,
                          const char *uuid,
                          BtStatus status,
                          GDateTime *portal_time,
                          GError **error)
{
  g_autoptr (ArticleRequest) request = NULL;

  g_return_val_if_fail (BT_IS_STORE (self), FALSE);
  g_return_val_if_fail (uuid, FALSE);

  request = article_request_new (uuid);
  request->status = status;
  request->portal_time = portal_time ? g_date_time_ref (portal_time) : NULL;
  return bt_store_run (self, BT_STORE_WRITE, status_work, request, error);
}

static gboolean
trash_work (BtStoreDb *db, gpointer data, GError **error)
{
  ArticleRequest *request = data;
  gint64 id = bt_store_find_article (db, request->uuid, error);
  g_autoptr (BtStoreStmt) stmt = NULL;

  if (id == 0)
    return FALSE;
  stmt = bt_store_stmt_new (db,
                            "UPDATE article SET trashed = :now"
                            " WHERE id = :id AND (trashed = 0) <> (:now = 0)",
                            error);
  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_int (stmt, ":now", request->trash ? g_get_real_time () : 0);
  bt_store_stmt_bind_int (stmt, ":id", id);
  if (!bt_store_stmt_run (stmt, error))
    return FALSE;
  if (sqlite3_changes (bt_store_db_get_handle (db)) == 0)
    return TRUE;
  bt_store_db_note_change (db, request->uuid);
  return bt_store_note_uses (db, id, error);
}

static ArticleRequest *
trash_request_new (const char *uuid, gboolean trash)
{
  ArticleRequest *self = article_request_new (uuid);

  self->trash = trash;
  return self;
}

void
bt_store_trash_article_async (BtStore *self,
                              const char *uuid,
                              gboolean trash,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (BT_IS_STORE (self));
  g_return_if_fail (uuid);

  bt_store_queue (self, BT_STORE_WRITE, trash_work, trash_request_new (uuid, trash),
                  (GDestroyNotify)article_request_free, bt_store_trash_article_async,
                  cancellable, callback, user_data);
}

gboolean
bt_store_trash_article_finish (BtStore *self, GAsyncResult *result, GError **error)
{
  g_autoptr (ArticleRequest) request =
      bt_store_queue_finish (self, result, bt_store_trash_article_async, error);

  return request != NULL;
}

gboolean
bt_store_trash_article_sync (BtStore *self,
                             const char *uuid,
                             gboolean trash,
                             GError **error)
{
  g_autoptr (ArticleRequest) request = NULL;

  g_return_val_if_fail (BT_IS_STORE (self), FALSE);
  g_return_val_if_fail (uuid, FALSE);

  request = trash_request_new (uuid, trash);
  return bt_store_run (self, BT_STORE_WRITE, trash_work, request, error);
}

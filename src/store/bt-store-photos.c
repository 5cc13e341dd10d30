/* What is known of the photos that are kept.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/bt-store-private.h"

#include <string.h>

#define HASH_DIGITS 64
#define MIN_DIGITS 8

typedef struct
{
  char *hash;
  BtStoredPhoto *photo;
} PhotoRequest;

static void
photo_request_free (PhotoRequest *self)
{
  g_free (self->hash);
  bt_stored_photo_free (self->photo);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PhotoRequest, photo_request_free)

static PhotoRequest *
photo_request_new (const char *hash)
{
  PhotoRequest *self = g_new0 (PhotoRequest, 1);

  self->hash = g_ascii_strdown (hash, -1);
  return self;
}

void
bt_store_bind_valid (BtStoreStmt *stmt, const char *name, const char *text)
{
  g_autofree char *valid = NULL;

  if (text && !g_utf8_validate (text, -1, NULL))
    valid = g_utf8_make_valid (text, -1);
  bt_store_stmt_bind_text (stmt, name, valid ? valid : text);
}

static gboolean
index_with (BtStoreDb *db, const char *sql, gint64 photo, GError **error)
{
  g_autoptr (BtStoreStmt) stmt = bt_store_stmt_new (db, sql, error);

  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_int (stmt, ":photo", photo);
  return bt_store_stmt_run (stmt, error);
}

gboolean
bt_store_index_photo (BtStoreDb *db, gint64 photo, gboolean add, GError **error)
{
  if (add)
    return index_with (db,
                       "INSERT INTO photo_search_folded (rowid, search)"
                       " SELECT photo, search FROM photo_folded WHERE photo = :photo",
                       photo, error)
           && index_with (db,
                          "INSERT INTO photo_search_exact (rowid, search)"
                          " SELECT id, search FROM photo WHERE id = :photo",
                          photo, error);
  return index_with (
             db,
             "INSERT INTO photo_search_folded (photo_search_folded, rowid, search)"
             " SELECT 'delete', photo, search FROM photo_folded WHERE photo = :photo",
             photo, error)
         && index_with (
             db,
             "INSERT INTO photo_search_exact (photo_search_exact, rowid, search)"
             " SELECT 'delete', id, search FROM photo WHERE id = :photo",
             photo, error);
}

/* ---- put ---- */

/* Sets @id to the row of a photo that is known already, also of one that is leaving; 0
 * when there is none. */
static gboolean
find_photo (BtStoreDb *db, const char *hash, gint64 *id, GError **error)
{
  g_autoptr (BtStoreStmt) stmt =
      bt_store_stmt_new (db, "SELECT id FROM photo WHERE hash = :hash", error);
  BtStoreStep step;

  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_text (stmt, ":hash", hash);
  step = bt_store_stmt_step (stmt, error);
  *id = step == BT_STORE_STEP_ROW ? bt_store_stmt_int (stmt, 0) : 0;
  return step != BT_STORE_STEP_ERROR;
}

/* What was decided, and words that the desk changed, stay. A photo that was thrown away
 * and comes in again is found with what it came with now. */
static const char put_sql[] =
    "INSERT INTO photo (hash, name, mime, width, height, size, imported, taken,"
    " captioned, rating, mark, choice, batch, edited, search, info, edit)"
    " VALUES (:hash, :name, :mime, :width, :height, :size, :now, :taken, :captioned,"
    " :rating, :mark, :choice, nullif (:batch, 0), :edited, :search, :info, :edit)"
    " ON CONFLICT (hash) DO UPDATE SET name = excluded.name, mime = excluded.mime,"
    " width = excluded.width, height = excluded.height, size = excluded.size,"
    " taken = iif (edited, taken, excluded.taken),"
    " captioned = iif (edited, captioned, excluded.captioned),"
    " search = iif (edited, search, excluded.search),"
    " info = iif (edited, info, excluded.info),"
    " edited = iif (edited, edited, excluded.edited),"
    " batch = iif (leaving, coalesce (excluded.batch, batch),"
    " coalesce (batch, excluded.batch)),"
    " leaving = 0";

static gboolean
put_row (BtStoreDb *db, const BtStoredPhoto *photo, GError **error)
{
  g_autoptr (BtStoreStmt) stmt = bt_store_stmt_new (db, put_sql, error);

  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_text (stmt, ":hash", photo->hash);
  bt_store_bind_valid (stmt, ":name", photo->name ? photo->name : "");
  bt_store_bind_valid (stmt, ":mime", photo->mime ? photo->mime : "");
  bt_store_stmt_bind_int (stmt, ":width", photo->width);
  bt_store_stmt_bind_int (stmt, ":height", photo->height);
  bt_store_stmt_bind_int (stmt, ":size", (gint64)photo->size);
  bt_store_stmt_bind_int (stmt, ":now", g_get_real_time ());
  bt_store_bind_valid (stmt, ":taken", photo->taken);
  bt_store_stmt_bind_int (stmt, ":captioned", photo->captioned ? 1 : 0);
  bt_store_stmt_bind_int (stmt, ":rating", photo->rating);
  bt_store_stmt_bind_int (stmt, ":mark", photo->mark);
  bt_store_stmt_bind_text (stmt, ":choice", bt_choice_to_string (photo->choice));
  bt_store_stmt_bind_int (stmt, ":batch", photo->batch);
  bt_store_stmt_bind_int (stmt, ":edited", photo->edited);
  bt_store_bind_valid (stmt, ":search", photo->search ? photo->search : "");
  bt_store_bind_valid (stmt, ":info", photo->info ? photo->info : "");
  bt_store_bind_valid (stmt, ":edit", photo->edit);
  return bt_store_stmt_run (stmt, error);
}

static gboolean
put_work (BtStoreDb *db, gpointer data, GError **error)
{
  const BtStoredPhoto *photo = data;
  gint64 id;

  if (!find_photo (db, photo->hash, &id, error)
      || (id != 0 && !bt_store_index_photo (db, id, FALSE, error))
      || !put_row (db, photo, error))
    return FALSE;
  if (id == 0)
    id = sqlite3_last_insert_rowid (bt_store_db_get_handle (db));
  bt_store_db_note_photo (db, photo->hash);
  return bt_store_index_photo (db, id, TRUE, error);
}

gboolean
bt_store_put_photo_sync (BtStore *self, const BtStoredPhoto *photo, GError **error)
{
  g_return_val_if_fail (BT_IS_STORE (self), FALSE);
  g_return_val_if_fail (photo && photo->hash && strlen (photo->hash) == HASH_DIGITS,
                        FALSE);
  g_return_val_if_fail (photo->rating <= BT_MAX_RATING && photo->mark <= BT_MAX_MARK,
                        FALSE);

  return bt_store_run (self, BT_STORE_WRITE, put_work, (gpointer)photo, error);
}

/* ---- get ---- */

static gboolean
is_hash_start (const char *hash)
{
  gsize length = strspn (hash, "0123456789abcdef");

  return hash[length] == '\0' && length >= MIN_DIGITS && length <= HASH_DIGITS;
}

BtStoredPhoto *
bt_store_read_photo (BtStoreStmt *stmt, GError **error)
{
  BtStoredPhoto *photo;
  BtChoice choice;

  if (!bt_choice_from_string (bt_store_stmt_text (stmt, 13), &choice))
    {
      bt_store_set_unknown_word ("choice", bt_store_stmt_text (stmt, 13), error);
      return NULL;
    }
  photo = bt_stored_photo_new ();
  photo->hash = bt_store_stmt_dup (stmt, 0);
  photo->name = bt_store_stmt_dup (stmt, 1);
  photo->mime = bt_store_stmt_dup (stmt, 2);
  photo->width = bt_store_stmt_uint (stmt, 3);
  photo->height = bt_store_stmt_uint (stmt, 4);
  photo->size = (guint64)bt_store_stmt_int (stmt, 5);
  photo->imported = bt_store_stmt_int (stmt, 6);
  photo->info = bt_store_stmt_dup (stmt, 7);
  photo->search = bt_store_stmt_dup (stmt, 8);
  photo->taken = bt_store_stmt_dup (stmt, 9);
  photo->captioned = bt_store_stmt_int (stmt, 10) != 0;
  photo->rating = MIN (bt_store_stmt_uint (stmt, 11), BT_MAX_RATING);
  photo->mark = MIN (bt_store_stmt_uint (stmt, 12), BT_MAX_MARK);
  photo->choice = choice;
  photo->batch = bt_store_stmt_int (stmt, 14);
  photo->edit = bt_store_stmt_dup (stmt, 15);
  photo->edited = bt_store_stmt_int (stmt, 16);
  photo->uses = bt_store_stmt_uint (stmt, 17);
  return photo;
}

static gboolean
get_work (BtStoreDb *db, gpointer data, GError **error)
{
  PhotoRequest *request = data;
  g_autoptr (BtStoreStmt) stmt = NULL;
  BtStoreStep step;

  if (!is_hash_start (request->hash))
    {
      g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND,
                   "%s is not the beginning of a SHA-256", request->hash);
      return FALSE;
    }
  /* "g" sorts after every hexadecimal digit. */
  stmt = bt_store_stmt_new (
      db,
      "SELECT " BT_STORE_PHOTO_COLUMNS " FROM photo"
      " WHERE hash >= :hash AND hash < :hash || 'g' AND leaving = 0 LIMIT 2",
      error);
  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_text (stmt, ":hash", request->hash);
  if (!bt_store_stmt_row (stmt, request->hash, error))
    return FALSE;
  request->photo = bt_store_read_photo (stmt, error);
  if (!request->photo)
    return FALSE;
  step = bt_store_stmt_step (stmt, error);
  if (step == BT_STORE_STEP_ROW)
    g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND,
                 "more than one photo begins with %s", request->hash);
  return step == BT_STORE_STEP_DONE;
}

BtStoredPhoto *
bt_store_get_photo_sync (BtStore *self, const char *hash, GError **error)
{
  g_autoptr (PhotoRequest) request = NULL;

  g_return_val_if_fail (BT_IS_STORE (self), NULL);
  g_return_val_if_fail (hash, NULL);

  request = photo_request_new (hash);
  if (!bt_store_run (self, BT_STORE_READ, get_work, request, error))
    return NULL;
  return g_steal_pointer (&request->photo);
}

void
bt_store_get_photo_async (BtStore *self,
                          const char *hash,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (BT_IS_STORE (self));
  g_return_if_fail (hash);

  bt_store_queue (self, BT_STORE_READ, get_work, photo_request_new (hash),
                  (GDestroyNotify)photo_request_free, bt_store_get_photo_async,
                  cancellable, callback, user_data);
}

BtStoredPhoto *
bt_store_get_photo_finish (BtStore *self, GAsyncResult *result, GError **error)
{
  g_autoptr (PhotoRequest) request =
      bt_store_queue_finish (self, result, bt_store_get_photo_async, error);

  return request ? g_steal_pointer (&request->photo) : NULL;
}

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

static gboolean
put_work (BtStoreDb *db, gpointer data, GError **error)
{
  const BtStoredPhoto *photo = data;
  g_autoptr (BtStoreStmt) stmt = bt_store_stmt_new (
      db,
      "INSERT INTO photo (hash, name, mime, width, height, size, imported, info, search)"
      " VALUES (:hash, :name, :mime, :width, :height, :size, :now, :info, :search)"
      " ON CONFLICT (hash) DO UPDATE SET name = excluded.name, mime = excluded.mime,"
      " width = excluded.width, height = excluded.height, size = excluded.size,"
      " info = excluded.info, search = excluded.search",
      error);

  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_text (stmt, ":hash", photo->hash);
  bt_store_stmt_bind_text (stmt, ":name", photo->name ? photo->name : "");
  bt_store_stmt_bind_text (stmt, ":mime", photo->mime ? photo->mime : "");
  bt_store_stmt_bind_int (stmt, ":width", photo->width);
  bt_store_stmt_bind_int (stmt, ":height", photo->height);
  bt_store_stmt_bind_int (stmt, ":size", (gint64)photo->size);
  bt_store_stmt_bind_int (stmt, ":now", g_get_real_time ());
  bt_store_stmt_bind_text (stmt, ":info", photo->info ? photo->info : "");
  bt_store_stmt_bind_text (stmt, ":search", photo->search ? photo->search : "");
  return bt_store_stmt_run (stmt, error);
}

gboolean
bt_store_put_photo_sync (BtStore *self, const BtStoredPhoto *photo, GError **error)
{
  g_return_val_if_fail (BT_IS_STORE (self), FALSE);
  g_return_val_if_fail (photo && photo->hash && strlen (photo->hash) == HASH_DIGITS,
                        FALSE);

  return bt_store_run (self, BT_STORE_WRITE, put_work, (gpointer)photo, error);
}

static gboolean
is_hash_start (const char *hash)
{
  gsize length = strspn (hash, "0123456789abcdef");

  return hash[length] == '\0' && length >= MIN_DIGITS && length <= HASH_DIGITS;
}

static BtStoredPhoto *
read_row (BtStoreStmt *stmt)
{
  BtStoredPhoto *photo = bt_stored_photo_new ();

  photo->hash = bt_store_stmt_dup (stmt, 0);
  photo->name = bt_store_stmt_dup (stmt, 1);
  photo->mime = bt_store_stmt_dup (stmt, 2);
  photo->width = bt_store_stmt_uint (stmt, 3);
  photo->height = bt_store_stmt_uint (stmt, 4);
  photo->size = (guint64)bt_store_stmt_int (stmt, 5);
  photo->imported = bt_store_stmt_int (stmt, 6);
  photo->info = bt_store_stmt_dup (stmt, 7);
  photo->search = bt_store_stmt_dup (stmt, 8);
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
      "SELECT hash, name, mime, width, height, size, imported, info, search FROM photo"
      " WHERE hash >= :hash AND hash < :hash || 'g' LIMIT 2",
      error);
  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_text (stmt, ":hash", request->hash);
  if (!bt_store_stmt_row (stmt, request->hash, error))
    return FALSE;
  request->photo = read_row (stmt);
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

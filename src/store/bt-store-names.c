/* Lists of names for type-ahead.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-clean-text.h"
#include "store/bt-store-private.h"
#include "store/bt-store-words.h"
#include "text/bt-text.h"

typedef struct
{
  BtNameList list;
  char **names;
} NamesRequest;

static const char *const list_names[BT_N_NAME_LISTS] = {
  [BT_NAMES_PEOPLE] = "people",
  [BT_NAMES_PLACES] = "places",
  [BT_NAMES_CREDITS] = "credits",
  [BT_NAMES_KEYWORDS] = "keywords",
};

static void
names_request_free (NamesRequest *self)
{
  g_strfreev (self->names);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NamesRequest, names_request_free)

/* @names: (nullable) */
static NamesRequest *
names_request_new (BtNameList list, const char *const *names)
{
  NamesRequest *self = g_new0 (NamesRequest, 1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  self->list = list;
  for (guint i = 0; names && names[i]; i++)
    {
      g_autofree char *line = g_strstrip (bt_clean_line (names[i]));

      if (*line != '\0')
        g_strv_builder_add (builder, line);
    }
  if (names)
    self->names = g_strv_builder_end (builder);
  return self;
}

/* ---- list ---- */

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return bt_text_collate (*(const char *const *)a, *(const char *const *)b);
}

static gboolean
list_work (BtStoreDb *db, gpointer data, GError **error)
{
  NamesRequest *request = data;
  g_autoptr (BtStoreStmt) stmt = bt_store_stmt_new (
      db, "SELECT name FROM name WHERE list = :list ORDER BY name", error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  BtStoreStep step;

  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_text (stmt, ":list", list_names[request->list]);
  while ((step = bt_store_stmt_step (stmt, error)) == BT_STORE_STEP_ROW)
    g_ptr_array_add (names, bt_store_stmt_dup (stmt, 0));
  if (step != BT_STORE_STEP_DONE)
    return FALSE;
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  request->names = (char **)g_ptr_array_steal (names, NULL);
  return TRUE;
}

void
bt_store_list_names_async (BtStore *self,
                           BtNameList list,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (BT_IS_STORE (self));
  g_return_if_fail (list < BT_N_NAME_LISTS);

  bt_store_queue (self, BT_STORE_READ, list_work, names_request_new (list, NULL),
                  (GDestroyNotify)names_request_free, bt_store_list_names_async,
                  cancellable, callback, user_data);
}

char **
bt_store_list_names_finish (BtStore *self, GAsyncResult *result, GError **error)
{
  g_autoptr (NamesRequest) request =
      bt_store_queue_finish (self, result, bt_store_list_names_async, error);

  return request ? g_steal_pointer (&request->names) : NULL;
}

char **
bt_store_list_names_sync (BtStore *self, BtNameList list, GError **error)
{
  g_autoptr (NamesRequest) request = NULL;

  g_return_val_if_fail (BT_IS_STORE (self), NULL);
  g_return_val_if_fail (list < BT_N_NAME_LISTS, NULL);

  request = names_request_new (list, NULL);
  if (!bt_store_run (self, BT_STORE_READ, list_work, request, error))
    return NULL;
  return g_steal_pointer (&request->names);
}

/* ---- set, add ---- */

/* Adds to @n_added how many of them were new. */
static gboolean
insert_names (BtStoreDb *db, const NamesRequest *request, guint *n_added, GError **error)
{
  g_autoptr (BtStoreStmt) stmt = bt_store_stmt_new (
      db, "INSERT OR IGNORE INTO name (list, name) VALUES (:list, :name)", error);

  if (!stmt)
    return FALSE;
  for (char **name = request->names; *name; name++)
    {
      bt_store_stmt_reset (stmt);
      bt_store_stmt_bind_text (stmt, ":list", list_names[request->list]);
      bt_store_stmt_bind_text (stmt, ":name", *name);
      if (!bt_store_stmt_run (stmt, error))
        return FALSE;
      *n_added += sqlite3_changes (bt_store_db_get_handle (db)) > 0;
    }
  return TRUE;
}

static gboolean
set_work (BtStoreDb *db, gpointer data, GError **error)
{
  NamesRequest *request = data;
  g_autoptr (BtStoreStmt) stmt =
      bt_store_stmt_new (db, "DELETE FROM name WHERE list = :list", error);
  guint n_added = 0;

  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_text (stmt, ":list", list_names[request->list]);
  if (!bt_store_stmt_run (stmt, error) || !insert_names (db, request, &n_added, error))
    return FALSE;
  bt_store_db_note_words (db);
  return TRUE;
}

static gboolean
add_work (BtStoreDb *db, gpointer data, GError **error)
{
  guint n_added = 0;

  if (!insert_names (db, data, &n_added, error))
    return FALSE;
  if (n_added > 0)
    bt_store_db_note_words (db);
  return TRUE;
}

void
bt_store_set_names_async (BtStore *self,
                          BtNameList list,
                          const char *const *names,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (BT_IS_STORE (self));
  g_return_if_fail (list < BT_N_NAME_LISTS && names);

  bt_store_queue (self, BT_STORE_WRITE, set_work, names_request_new (list, names),
                  (GDestroyNotify)names_request_free, bt_store_set_names_async,
                  cancellable, callback, user_data);
}

gboolean
bt_store_set_names_finish (BtStore *self, GAsyncResult *result, GError **error)
{
  g_autoptr (NamesRequest) request =
      bt_store_queue_finish (self, result, bt_store_set_names_async, error);

  return request != NULL;
}

gboolean
bt_store_set_names_sync (BtStore *self,
                         BtNameList list,
                         const char *const *names,
                         GError **error)
{
  g_autoptr (NamesRequest) request = NULL;

  g_return_val_if_fail (BT_IS_STORE (self), FALSE);
  g_return_val_if_fail (list < BT_N_NAME_LISTS && names, FALSE);

  request = names_request_new (list, names);
  return bt_store_run (self, BT_STORE_WRITE, set_work, request, error);
}

void
bt_store_add_names_async (BtStore *self,
                          BtNameList list,
                          const char *const *names,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (BT_IS_STORE (self));
  g_return_if_fail (list < BT_N_NAME_LISTS && names);

  bt_store_queue (self, BT_STORE_WRITE, add_work, names_request_new (list, names),
                  (GDestroyNotify)names_request_free, bt_store_add_names_async,
                  cancellable, callback, user_data);
}

gboolean
bt_store_add_names_finish (BtStore *self, GAsyncResult *result, GError **error)
{
  g_autoptr (NamesRequest) request =
      bt_store_queue_finish (self, result, bt_store_add_names_async, error);

  return request != NULL;
}

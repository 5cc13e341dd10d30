/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/bt-store-named.h"

#include "article/bt-clean-text.h"
#include "store/bt-store-private.h"
#include "text/bt-text.h"

typedef struct
{
  gint64 id;
  char *name;
  char *text;
  gint64 modified;
} Named;

static void
named_free (Named *self)
{
  g_free (self->name);
  g_free (self->text);
  g_free (self);
}

BtNamedRequest *
bt_named_request_new (const BtNamedTable *table,
                      gint64 id,
                      const char *name,
                      const char *text)
{
  BtNamedRequest *self = g_new0 (BtNamedRequest, 1);

  g_assert (table);

  self->table = table;
  self->id = id;
  self->name = name ? g_strstrip (bt_clean_line (name)) : NULL;
  self->text = g_strdup (text);
  return self;
}

void
bt_named_request_free (BtNamedRequest *self)
{
  g_free (self->name);
  g_free (self->text);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

/* The table and its column stand in brackets in @sql. Returns: (transfer full) */
static BtStoreStmt *
prepare (BtStoreDb *db, const char *sql, const BtNamedTable *table, GError **error)
{
  g_autoptr (GString) text = g_string_new (sql);

  g_string_replace (text, "[table]", table->table, 0);
  g_string_replace (text, "[text]", table->column, 0);
  return bt_store_stmt_new (db, text->str, error);
}

/* ---- list ---- */

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const Named *const *first = a;
  const Named *const *second = b;

  return bt_text_collate ((*first)->name, (*second)->name);
}

static gboolean
read_rows (BtStoreStmt *stmt, GPtrArray *rows, GError **error)
{
  BtStoreStep step;

  while ((step = bt_store_stmt_step (stmt, error)) == BT_STORE_STEP_ROW)
    {
      Named *row = g_new0 (Named, 1);

      row->id = bt_store_stmt_int (stmt, 0);
      row->name = bt_store_stmt_dup (stmt, 1);
      row->text = bt_store_stmt_dup (stmt, 2);
      row->modified = bt_store_stmt_int (stmt, 3);
      g_ptr_array_add (rows, row);
    }
  return step == BT_STORE_STEP_DONE;
}

gboolean
bt_named_list_work (BtStoreDb *db, gpointer data, GError **error)
{
  BtNamedRequest *request = data;
  g_autoptr (BtStoreStmt) stmt =
      prepare (db, "SELECT id, name, [text], modified FROM [table] ORDER BY id",
               request->table, error);
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify)named_free);

  if (!stmt || !read_rows (stmt, rows, error))
    return FALSE;
  g_ptr_array_sort (rows, compare_names);
  request->rows = g_ptr_array_new_full (rows->len, request->table->free_row);
  for (guint i = 0; i < rows->len; i++)
    {
      Named *row = g_ptr_array_index (rows, i);

      g_ptr_array_add (request->rows, request->table->new_row (
                                          row->id, g_steal_pointer (&row->name),
                                          g_steal_pointer (&row->text), row->modified));
    }
  return TRUE;
}

/* ---- put ---- */

/* Told apart from other errors before it happens: SQLite names the constraint only. */
static gboolean
check_name (BtStoreDb *db, const BtNamedRequest *request, GError **error)
{
  g_autoptr (BtStoreStmt) stmt =
      prepare (db, "SELECT id FROM [table] WHERE name = :name AND id <> :id",
               request->table, error);
  BtStoreStep step;

  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_text (stmt, ":name", request->name);
  bt_store_stmt_bind_int (stmt, ":id", request->id);
  step = bt_store_stmt_step (stmt, error);
  if (step == BT_STORE_STEP_ROW)
    g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_EXISTS, "%s “%s” is there already",
                 request->table->what, request->name);
  return step == BT_STORE_STEP_DONE;
}

gboolean
bt_named_put_work (BtStoreDb *db, gpointer data, GError **error)
{
  const BtNamedRequest *request = data;
  gboolean is_new = request->id == 0;
  g_autoptr (BtStoreStmt) stmt = NULL;

  if (!(is_new && request->table->replace) && !check_name (db, request, error))
    return FALSE;
  stmt = prepare (db,
                  is_new ? "INSERT INTO [table] (name, [text], modified)"
                           " VALUES (:name, :text, :now) ON CONFLICT (name) DO UPDATE"
                           " SET [text] = excluded.[text], modified = excluded.modified"
                         : "UPDATE [table] SET name = :name, [text] = :text,"
                           " modified = :now WHERE id = :id",
                  request->table, error);
  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_text (stmt, ":name", request->name);
  bt_store_bind_valid (stmt, ":text", request->text ? request->text : "");
  bt_store_stmt_bind_int (stmt, ":now", g_get_real_time ());
  if (!is_new)
    bt_store_stmt_bind_int (stmt, ":id", request->id);
  if (!bt_store_stmt_run (stmt, error))
    return FALSE;
  if (sqlite3_changes (bt_store_db_get_handle (db)) == 0)
    {
      g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND, "%s “%s” is gone",
                   request->table->what, request->name);
      return FALSE;
    }
  bt_store_db_note_words (db);
  return TRUE;
}

/* ---- remove ---- */

gboolean
bt_named_remove_work (BtStoreDb *db, gpointer data, GError **error)
{
  const BtNamedRequest *request = data;
  g_autoptr (BtStoreStmt) stmt =
      prepare (db, "DELETE FROM [table] WHERE id = :id", request->table, error);

  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_int (stmt, ":id", request->id);
  if (!bt_store_stmt_run (stmt, error))
    return FALSE;
  if (sqlite3_changes (bt_store_db_get_handle (db)) == 0)
    {
      g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND,
                   "no %s %" G_GINT64_FORMAT, request->table->what, request->id);
      return FALSE;
    }
  bt_store_db_note_words (db);
  return TRUE;
}

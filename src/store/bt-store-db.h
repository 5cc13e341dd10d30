/* SQLite in a thin wrapper: a step answers row, done or error, and nothing is swallowed.
 * Private to the store; used in the store's own thread (and in tests) only.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "store/bt-store-owners.h"
#include "store/bt-store.h"

G_BEGIN_DECLS

/** How long a statement waits for another program that holds the database. */
#define BT_STORE_BUSY_TIMEOUT_MS 5000

typedef struct _BtStoreDb BtStoreDb;

/** bt_store_db_open: only SQLite's open: no file is made, nothing is read or checked yet.
 * Returns: (transfer full) */
BtStoreDb *bt_store_db_open (const char *path, GError **error);
/** bt_store_db_close: @self: (nullable) */
void bt_store_db_close (BtStoreDb *self);
/** bt_store_db_get_handle: for the few calls that the wrapper does not have. */
sqlite3 *bt_store_db_get_handle (BtStoreDb *self);
/** bt_store_db_set_checkpoint_on_close: off: closing writes nothing into the file. */
void bt_store_db_set_checkpoint_on_close (BtStoreDb *self, gboolean on);

/** bt_store_db_set_error: @error from SQLite's last word on this connection. Returns:
 * %FALSE always */
gboolean bt_store_db_set_error (BtStoreDb *self, const char *doing, GError **error);

/** bt_store_db_index_failed: whether an error came from the search index alone, which can
 * be made anew from the articles; asking forgets it. */
gboolean bt_store_db_index_failed (BtStoreDb *self);

/** bt_store_db_exec: one or more statements without values. */
gboolean bt_store_db_exec (BtStoreDb *self, const char *sql, GError **error);
/** bt_store_db_pragma_int: %FALSE with @error when it cannot be read. */
gboolean
bt_store_db_pragma_int (BtStoreDb *self, const char *name, gint64 *value, GError **error);

/** bt_store_db_begin: @write: takes the write lock at once, so that a transaction never
 * fails half way because another program wrote meanwhile. */
gboolean bt_store_db_begin (BtStoreDb *self, gboolean write, GError **error);
/** bt_store_db_commit: when it fails, the transaction is rolled back. */
gboolean bt_store_db_commit (BtStoreDb *self, GError **error);
void bt_store_db_rollback (BtStoreDb *self);

/**
 * BtStoreChanges: what a transaction, or several, changed.
 * @articles: (nullable): a set of UUIDs, "" for lists as a whole
 * @photos: (nullable): a set of hashes, "" for any
 * @words: code files, names or photo templates
 */
typedef struct
{
  GHashTable *articles;
  GHashTable *photos;
  gboolean words;
} BtStoreChanges;

BtStoreChanges *bt_store_changes_new (void);
void bt_store_changes_free (BtStoreChanges *self);
/** bt_store_changes_add: @more: (transfer full) */
void bt_store_changes_add (BtStoreChanges *self, BtStoreChanges *more);

/** bt_store_db_note_change: remembers what to tell the program when this transaction is
 * on the disk. @uuid: (nullable): an article, %NULL for lists as a whole */
void bt_store_db_note_change (BtStoreDb *self, const char *uuid);
/** bt_store_db_note_photo: the same for BtStore::photos-changed. @hash: (nullable): %NULL
 * for any */
void bt_store_db_note_photo (BtStoreDb *self, const char *hash);
/** bt_store_db_note_words: the same for BtStore::words-changed. */
void bt_store_db_note_words (BtStoreDb *self);
/** bt_store_db_take_changes: Returns: (transfer full) (nullable): %NULL when there is
 * nothing to tell */
BtStoreChanges *bt_store_db_take_changes (BtStoreDb *self);

/** bt_store_db_get_owners: which other programs run on this database. Returns: (transfer
 * none): made when first asked for */
BtStoreOwners *bt_store_db_get_owners (BtStoreDb *self);

/**
 * BtStoreStmt: a prepared statement. Binding errors are kept and told by the next step.
 */
typedef struct _BtStoreStmt BtStoreStmt;

typedef enum
{
  BT_STORE_STEP_ERROR,
  BT_STORE_STEP_ROW,
  BT_STORE_STEP_DONE,
} BtStoreStep;

/** bt_store_stmt_new: Returns: (transfer full): the statement, %NULL with @error */
BtStoreStmt *bt_store_stmt_new (BtStoreDb *db, const char *sql, GError **error);
void bt_store_stmt_free (BtStoreStmt *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtStoreStmt, bt_store_stmt_free)

/** bt_store_stmt_bind_text: @name: such as ":uuid"; @text: (nullable): %NULL is NULL;
 * copied */
void bt_store_stmt_bind_text (BtStoreStmt *self, const char *name, const char *text);
void bt_store_stmt_bind_int (BtStoreStmt *self, const char *name, gint64 value);

BtStoreStep bt_store_stmt_step (BtStoreStmt *self, GError **error);
/** bt_store_stmt_run: steps to the end, for statements that answer nothing. */
gboolean bt_store_stmt_run (BtStoreStmt *self, GError **error);
/** bt_store_stmt_row: one step that must give a row. Returns: %FALSE with @error, which
 * is %BT_STORE_ERROR_NOT_FOUND with @what when there is none */
gboolean bt_store_stmt_row (BtStoreStmt *self, const char *what, GError **error);

/** bt_store_stmt_reset: back to before its first row, to be run once more; what was bound
 * stays until it is bound anew. */
void bt_store_stmt_reset (BtStoreStmt *self);

/** bt_store_stmt_text: of the current row. Returns: (transfer none) (nullable): valid
 * until the next step */
const char *bt_store_stmt_text (BtStoreStmt *self, int column);
/** bt_store_stmt_dup: Returns: (transfer full) (nullable) */
char *bt_store_stmt_dup (BtStoreStmt *self, int column);
gint64 bt_store_stmt_int (BtStoreStmt *self, int column);
guint bt_store_stmt_uint (BtStoreStmt *self, int column);

G_END_DECLS

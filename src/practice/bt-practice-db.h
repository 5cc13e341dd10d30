/* The practice portal's one SQLite file.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

/**
 * BtPracticeError: what keeps the portal from starting.
 * @BT_PRACTICE_ERROR_FOLDER: the data folder cannot be made or used
 * @BT_PRACTICE_ERROR_DATABASE: SQLite refused
 * @BT_PRACTICE_ERROR_NEWER: the file was written by a later version
 * @BT_PRACTICE_ERROR_IN_USE: another portal serves this folder
 */
typedef enum
{
  BT_PRACTICE_ERROR_FOLDER,
  BT_PRACTICE_ERROR_DATABASE,
  BT_PRACTICE_ERROR_NEWER,
  BT_PRACTICE_ERROR_IN_USE,
} BtPracticeError;

#define BT_PRACTICE_ERROR (bt_practice_error_quark ())
GQuark bt_practice_error_quark (void);

/**
 * BtPracticeDb:
 *
 * A connection with a memory for failure: the first error of a transaction is kept, the
 * calls after it do nothing, and bt_practice_db_end() then rolls back and tells. So a
 * request is stored whole or not at all, and no call can be forgotten.
 */
typedef struct _BtPracticeDb BtPracticeDb;

/** bt_practice_db_open: opens or makes the file, mode 0600, and brings it to the newest
 * form. Returns: (transfer full) */
BtPracticeDb *bt_practice_db_open (const char *path, GError **error);
void bt_practice_db_close (BtPracticeDb *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtPracticeDb, bt_practice_db_close)

void bt_practice_db_begin (BtPracticeDb *self);
/** bt_practice_db_end: commits when @keep and nothing failed, else rolls back.
 * Returns: %FALSE with an error when a call since bt_practice_db_begin() failed */
gboolean bt_practice_db_end (BtPracticeDb *self, gboolean keep, GError **error);
/** bt_practice_db_failed: whether a call of this transaction failed. */
gboolean bt_practice_db_failed (BtPracticeDb *self);

/**
 * bt_practice_db_query:
 * @types: a letter for each value that follows: 'i' gint64, 's' const char* (may be
 *   %NULL)
 *
 * Returns: (transfer full) (nullable): a statement to step; %NULL after a failure
 */
sqlite3_stmt *
bt_practice_db_query (BtPracticeDb *self, const char *sql, const char *types, ...);
/** bt_practice_db_step: Returns: whether there is a row; %FALSE at the end and after a
 * failure. */
gboolean bt_practice_db_step (BtPracticeDb *self, sqlite3_stmt *stmt);
/** bt_practice_db_bind: binds one value of @type ('i' or 's') at @index, from 1. */
void
bt_practice_db_bind_int (BtPracticeDb *self, sqlite3_stmt *stmt, int index, gint64 i);
void bt_practice_db_bind_text (BtPracticeDb *self,
                               sqlite3_stmt *stmt,
                               int index,
                               const char *text);
/** bt_practice_db_run: one statement without rows. */
void bt_practice_db_run (BtPracticeDb *self, const char *sql, const char *types, ...);
/** bt_practice_db_int: Returns: the first column of the first row, 0 without one */
gint64 bt_practice_db_int (BtPracticeDb *self, const char *sql, const char *types, ...);
/** bt_practice_db_text: Returns: (transfer full) (nullable): the same as text */
char *bt_practice_db_text (BtPracticeDb *self, const char *sql, const char *types, ...);
/** bt_practice_db_last_id: Returns: the id of the row inserted last */
gint64 bt_practice_db_last_id (BtPracticeDb *self);
/** bt_practice_db_column: Returns: (transfer full): a column's text, never %NULL */
char *bt_practice_db_column (sqlite3_stmt *stmt, int column);

G_END_DECLS

/* Texts that people keep under a name: what code files and photo templates share.
 * Private to the store.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/bt-store-thread.h"

G_BEGIN_DECLS

/**
 * BtNamedTable:
 * @table: has the columns id, name, @column and modified
 * @what: a row is called in errors
 * @replace: a new text takes the place of one of the same name; else that is an error
 * @new_row: takes over @name and @text
 */
typedef struct
{
  const char *table;
  const char *column;
  const char *what;
  gboolean replace;
  gpointer (*new_row) (gint64 id, char *name, char *text, gint64 modified);
  GDestroyNotify free_row;
} BtNamedTable;

/**
 * BtNamedRequest:
 * @rows: the answer of bt_named_list_work(), of @new_row, by name in Vietnamese order
 */
typedef struct
{
  const BtNamedTable *table;
  gint64 id;
  char *name;
  char *text;
  GPtrArray *rows;
} BtNamedRequest;

/** bt_named_request_new: @name, @text: (nullable): copied; the name as a line, in NFC and
 * trimmed */
BtNamedRequest *bt_named_request_new (const BtNamedTable *table,
                                      gint64 id,
                                      const char *name,
                                      const char *text);
void bt_named_request_free (BtNamedRequest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtNamedRequest, bt_named_request_free)

/** bt_named_list_work: a #BtStoreWork, like the others: @data is a #BtNamedRequest. */
gboolean bt_named_list_work (BtStoreDb *db, gpointer data, GError **error);
/** bt_named_put_work: adds a text (@id 0) or changes it. */
gboolean bt_named_put_work (BtStoreDb *db, gpointer data, GError **error);
gboolean bt_named_remove_work (BtStoreDb *db, gpointer data, GError **error);

G_END_DECLS

/* The thread that owns the connection, and the queue of requests to it.
 * Private to the store.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/bt-store-db.h"

G_BEGIN_DECLS

/**
 * BtStoreThread: lives as long as the store or the thread itself needs it.
 */
typedef struct _BtStoreThread BtStoreThread;

/** BtStoreChangesFunc: called in the store's thread after a commit that changed something.
 * @changes: (transfer full) */
typedef void (*BtStoreChangesFunc) (BtStoreChanges *changes, gpointer data);

/** bt_store_thread_new: opens the database at @path when it starts. */
BtStoreThread *bt_store_thread_new (const char *path,
                                    BtStoreChangesFunc changed,
                                    gpointer data,
                                    GDestroyNotify free_data);
/** bt_store_thread_stop: does what is queued, closes the database and waits for that;
 * what comes later fails. */
void bt_store_thread_stop (BtStoreThread *self);
void bt_store_thread_unref (BtStoreThread *self);

typedef enum
{
  BT_STORE_READ,
  BT_STORE_WRITE,
  BT_STORE_UPKEEP,
} BtStoreAccess;

/**
 * BtStoreWork:
 * @request: what is asked, and the place for the answer
 *
 * Runs inside a transaction, which is committed when it returns %TRUE and rolled back
 * when it returns %FALSE with an @error; with %BT_STORE_UPKEEP outside of any.
 */
typedef gboolean (*BtStoreWork) (BtStoreDb *db, gpointer request, GError **error);

/** bt_store_thread_run: puts a request into the queue and waits for its end. */
gboolean bt_store_thread_run (BtStoreThread *self,
                              BtStoreAccess access,
                              BtStoreWork work,
                              gpointer request,
                              GError **error);

/** bt_store_thread_queue: puts a request into the queue. @task: (transfer full): gets
 * @request as its pointer when the work is done, an error else. */
void bt_store_thread_queue (BtStoreThread *self,
                            BtStoreAccess access,
                            BtStoreWork work,
                            gpointer request,
                            GDestroyNotify free_request,
                            GTask *task);

/* The same for a store, which the files of requests call. */

gboolean bt_store_run (BtStore *self,
                       BtStoreAccess access,
                       BtStoreWork work,
                       gpointer request,
                       GError **error);
void bt_store_queue (BtStore *self,
                     BtStoreAccess access,
                     BtStoreWork work,
                     gpointer request,
                     GDestroyNotify free_request,
                     gpointer source_tag,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data);
/** bt_store_queue_finish: Returns: (transfer full): the request with its answer, %NULL
 * with @error */
gpointer bt_store_queue_finish (BtStore *self,
                                GAsyncResult *result,
                                gpointer source_tag,
                                GError **error);

G_END_DECLS

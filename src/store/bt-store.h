/* The store: one SQLite file, one thread that owns it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "article/bt-article.h"

G_BEGIN_DECLS

/**
 * BtStoreError:
 * @BT_STORE_ERROR_OPEN: the file or its folder cannot be opened or made
 * @BT_STORE_ERROR_DAMAGED: the file is there and is no sound database
 * @BT_STORE_ERROR_NEWER: written by a later version of the program
 * @BT_STORE_ERROR_FULL: the disk is full; nothing was changed
 * @BT_STORE_ERROR_BUSY: another program holds the database too long
 * @BT_STORE_ERROR_NOT_FOUND: no such row
 * @BT_STORE_ERROR_EXISTS: such a row is there already
 * @BT_STORE_ERROR_STALE: the article was changed by somebody else since it was loaded
 * @BT_STORE_ERROR_SQL: any other error; the message has SQLite's words and code
 */
typedef enum
{
  BT_STORE_ERROR_OPEN,
  BT_STORE_ERROR_DAMAGED,
  BT_STORE_ERROR_NEWER,
  BT_STORE_ERROR_FULL,
  BT_STORE_ERROR_BUSY,
  BT_STORE_ERROR_NOT_FOUND,
  BT_STORE_ERROR_EXISTS,
  BT_STORE_ERROR_STALE,
  BT_STORE_ERROR_SQL,
} BtStoreError;

#define BT_STORE_ERROR (bt_store_error_quark ())
GQuark bt_store_error_quark (void);

/**
 * BtStore:
 *
 * Requests are queued to the thread that owns the connection and done in order; every
 * request completes, also when the database cannot be opened. A write is one transaction
 * with synchronous=FULL: when it has completed, it is on the disk; when it failed,
 * nothing of it is.
 *
 * Each request has two shapes: bt_store_x_async() and _finish() for the main thread, and
 * bt_store_x_sync(), which blocks and is for worker threads, the command line and tests.
 * Times are microseconds since 1970, UTC.
 */
#define BT_TYPE_STORE (bt_store_get_type ())
G_DECLARE_FINAL_TYPE (BtStore, bt_store, BT, STORE, GObject)

/** bt_store_new: @path: of the database file; its folder is made with 0700, the file with
 * 0600. Opening happens on the store's thread. Returns: (transfer full) */
BtStore *bt_store_new (const char *path);

/** bt_store_close_sync: does what is queued, then closes. Requests after it fail. */
void bt_store_close_sync (BtStore *self);

/**
 * BtStore::changed:
 * @uuid: (nullable): the article that changed, %NULL for lists as a whole
 *
 * Emitted in the main context that made the store, after articles, their status, the
 * accounts or the outbox changed. What another program on the same file changed is told
 * within some seconds, with %NULL.
 */

/**
 * BtStore::photos-changed:
 * @hashes: (nullable): of the photos that changed; %NULL: it may be any
 *
 * Emitted as BtStore::changed is, after photos came, changed, are leaving or were
 * forgotten, after their batches changed, and after other articles use them.
 *
 * BtStore::words-changed:
 *
 * Emitted as BtStore::changed is, after code files, names or photo templates changed.
 */

/* ---- articles ---- */

/**
 * BtStoredArticle: a row of the list of articles.
 * @revision: grows with every save; what bt_store_save_article checks against
 * @trashed: when it was put into the trash, 0 when it is not there
 */
typedef struct
{
  char *uuid;
  char *headline;
  char *lead;
  char *section;
  BtStatus status;
  guint words;
  guint photos;
  gint64 created;
  gint64 modified;
  gint64 trashed;
  gint64 revision;
} BtStoredArticle;

#define BT_TYPE_STORED_ARTICLE (bt_stored_article_get_type ())
GType bt_stored_article_get_type (void);
BtStoredArticle *bt_stored_article_copy (const BtStoredArticle *self);
void bt_stored_article_free (BtStoredArticle *self);

/**
 * bt_store_save_article_async:
 * @article: copied at once
 * @base_revision: the revision that was loaded or saved last; 0 for a new article; -1 to
 * write whatever is there
 *
 * Finishes with the new revision, or 0 with an error; %BT_STORE_ERROR_STALE when the
 * stored revision is another than @base_revision (then nothing is written). Saving what is
 * stored already writes nothing and gives the stored revision.
 *
 * A save never changes the status of a stored article, except with -1: an editor may hold
 * the status of before a send, and what is typed must not undo it. Status and portal time
 * of the store stay when the article's status is another.
 *
 * What is overwritten goes into the history (%BT_CAUSE_EDIT) when the newest version is
 * more than ten minutes old, or when most of a text would be gone: so the history has
 * what was there before each time of writing, and every ten minutes during it.
 */
void bt_store_save_article_async (BtStore *self,
                                  const BtArticle *article,
                                  gint64 base_revision,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gint64 bt_store_save_article_finish (BtStore *self, GAsyncResult *result, GError **error);
gint64 bt_store_save_article_sync (BtStore *self,
                                   const BtArticle *article,
                                   gint64 base_revision,
                                   GError **error);

/** bt_store_load_article_async: finishes with the article (transfer full) and, in
 * @revision, its revision. */
void bt_store_load_article_async (BtStore *self,
                                  const char *uuid,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
BtArticle *bt_store_load_article_finish (BtStore *self,
                                         GAsyncResult *result,
                                         gint64 *revision,
                                         GError **error);
BtArticle *bt_store_load_article_sync (BtStore *self,
                                       const char *uuid,
                                       gint64 *revision,
                                       GError **error);

/** bt_store_set_status_sync: changes the status alone, whatever the revision; keeps the
 * rest, the revision too, so that an editor that has the article open can go on saving.
 * @portal_time: (nullable): the time shown to readers, %NULL to leave it. */
gboolean bt_store_set_status_sync (BtStore *self,
                                   const char *uuid,
                                   BtStatus status,
                                   GDateTime *portal_time,
                                   GError **error);

/**
 * BtStoreQuery:
 * @words: (nullable): what to search for, as typed; the whole is one phrase, found
 * whatever the accents, exact accents first; words in double quotes apart are phrases
 * that must all be there
 * @status: a #BtStatus, or -1 for any
 * @trashed: whether to list the trash instead
 * @prefix: the last word may still be being typed: it is found by its beginning
 * @limit: at most this many, 0 for all
 *
 * Without words the newest change comes first; with words, exact accents come first, then
 * what has them in the headline, then the newest change. Any text is a query, none is an
 * error. Begin with %BT_STORE_QUERY_ALL: all zeros would ask for drafts alone.
 */
typedef struct
{
  const char *words;
  int status;
  gboolean trashed;
  gboolean prefix;
  guint limit;
} BtStoreQuery;
#define BT_STORE_QUERY_ALL                                                               \
  {                                                                                      \
    .status = -1                                                                         \
  }

/** bt_store_list_articles_async: finishes with (element-type BtStoredArticle). */
void bt_store_list_articles_async (BtStore *self,
                                   const BtStoreQuery *query,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GPtrArray *
bt_store_list_articles_finish (BtStore *self, GAsyncResult *result, GError **error);
GPtrArray *
bt_store_list_articles_sync (BtStore *self, const BtStoreQuery *query, GError **error);

/** bt_store_trash_article_async: @trash: %TRUE into the trash, %FALSE back out of it. */
void bt_store_trash_article_async (BtStore *self,
                                   const char *uuid,
                                   gboolean trash,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean
bt_store_trash_article_finish (BtStore *self, GAsyncResult *result, GError **error);
gboolean bt_store_trash_article_sync (BtStore *self,
                                      const char *uuid,
                                      gboolean trash,
                                      GError **error);

/* ---- history ---- */

/**
 * BtCause: why a version was kept.
 * @BT_CAUSE_EDIT: while writing, by itself: see bt_store_save_article_async()
 * @BT_CAUSE_IMPORT: as it was in the file that was taken in
 * @BT_CAUSE_SEND: what was sent
 * @BT_CAUSE_BEFORE_OVERWRITE: what was there before something else took its place
 * @BT_CAUSE_FROM_PORTAL: the portal's copy
 * @BT_CAUSE_RESTORE: an earlier version that was made the present one
 * @BT_CAUSE_BY_HAND: somebody asked for it
 */
typedef enum
{
  BT_CAUSE_EDIT,
  BT_CAUSE_IMPORT,
  BT_CAUSE_SEND,
  BT_CAUSE_BEFORE_OVERWRITE,
  BT_CAUSE_FROM_PORTAL,
  BT_CAUSE_RESTORE,
  BT_CAUSE_BY_HAND,
} BtCause;
#define BT_N_CAUSES (BT_CAUSE_BY_HAND + 1)

/** The longest name of a version, in characters. */
#define BT_MAX_VERSION_NAME 120

/**
 * BtStoredVersion: a row of the history.
 * @created: when the text was as it is there
 * @name: (nullable): what somebody called it
 */
typedef struct
{
  gint64 id;
  char *uuid;
  BtCause cause;
  gint64 created;
  guint words;
  char *name;
} BtStoredVersion;

BtStoredVersion *bt_stored_version_copy (const BtStoredVersion *self);
void bt_stored_version_free (BtStoredVersion *self);

/**
 * bt_store_add_version_async:
 * @article: copied at once; an article that is stored
 *
 * Keeps a copy of @article in the history. Finishes with its id, 0 on error; when the
 * newest version is equal, that one's id and nothing is added, unless it has a name and
 * @cause is %BT_CAUSE_BY_HAND: then the new one is there to get another.
 */
void bt_store_add_version_async (BtStore *self,
                                 const BtArticle *article,
                                 BtCause cause,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gint64 bt_store_add_version_finish (BtStore *self, GAsyncResult *result, GError **error);
gint64 bt_store_add_version_sync (BtStore *self,
                                  const BtArticle *article,
                                  BtCause cause,
                                  GError **error);

/** bt_store_list_versions_async: finishes with (transfer full)
 * (element-type BtStoredVersion), the newest text first. */
void bt_store_list_versions_async (BtStore *self,
                                   const char *uuid,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GPtrArray *
bt_store_list_versions_finish (BtStore *self, GAsyncResult *result, GError **error);
GPtrArray *bt_store_list_versions_sync (BtStore *self, const char *uuid, GError **error);

/** bt_store_load_version_sync: the article as it was. Returns: (transfer full), %NULL
 * with @error */
BtArticle *bt_store_load_version_sync (BtStore *self, gint64 id, GError **error);

/** bt_store_name_version_async: @name: (nullable): a line of text, cut at
 * %BT_MAX_VERSION_NAME; %NULL or nothing but white space takes the name away. */
void bt_store_name_version_async (BtStore *self,
                                  gint64 id,
                                  const char *name,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean
bt_store_name_version_finish (BtStore *self, GAsyncResult *result, GError **error);
gboolean
bt_store_name_version_sync (BtStore *self, gint64 id, const char *name, GError **error);

/* ---- settings ---- */

/** bt_store_get_setting_sync: Returns: (transfer full) (nullable): the value; %NULL
 * without
 * @error when it was never set */
char *bt_store_get_setting_sync (BtStore *self, const char *key, GError **error);
/** bt_store_set_setting_sync: @value: (nullable): %NULL removes it. */
gboolean bt_store_set_setting_sync (BtStore *self,
                                    const char *key,
                                    const char *value,
                                    GError **error);

G_END_DECLS

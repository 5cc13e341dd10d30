/* The outbox, and what is known of articles and photos on portals.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/bt-store-photos.h"

G_BEGIN_DECLS

/**
 * BtIntent: what the user wants to become of the article on the portal.
 */
typedef enum
{
  BT_INTENT_DRAFT,
  BT_INTENT_PENDING,
  BT_INTENT_PUBLISH,
  BT_INTENT_SCHEDULE,
} BtIntent;
#define BT_N_INTENTS (BT_INTENT_SCHEDULE + 1)

/** bt_intent_to_string: "draft", "pending", "publish", "schedule". */
const char *bt_intent_to_string (BtIntent intent);
gboolean bt_intent_from_string (const char *name, BtIntent *intent);

/**
 * BtOutboxState:
 * @BT_OUTBOX_WAITING: to be sent, maybe not before @next_try
 * @BT_OUTBOX_SENDING: a worker has it; after a crash it is taken up again
 * @BT_OUTBOX_NEEDS_PERSON: cannot go on without a decision; @error says why
 * @BT_OUTBOX_DONE: sent, read back, compared
 * @BT_OUTBOX_CANCELLED: by the user
 */
typedef enum
{
  BT_OUTBOX_WAITING,
  BT_OUTBOX_SENDING,
  BT_OUTBOX_NEEDS_PERSON,
  BT_OUTBOX_DONE,
  BT_OUTBOX_CANCELLED,
} BtOutboxState;
#define BT_N_OUTBOX_STATES (BT_OUTBOX_CANCELLED + 1)
const char *bt_outbox_state_to_string (BtOutboxState state);

/**
 * BtOutboxRow:
 * @version: the snapshot that is sent, in the history
 * @at: for %BT_INTENT_SCHEDULE: when, microseconds since 1970
 * @replace_theirs: the user decided that a change on the portal may be overwritten (it is
 * kept in the history first)
 * @step: (nullable): the sync room's word for the step that it began last; written before
 * the step's first byte leaves
 * @progress: (nullable): the sync room's JSON of what is done so far
 * @error: (nullable): why it waits or needs a person: domain and code in @error_code as
 *   "bt-portal-error:4", the technical message here
 */
typedef struct
{
  gint64 id;
  char *uuid;
  gint64 account;
  char *account_name;
  char *headline;
  BtIntent intent;
  gint64 at;
  gint64 version;
  gboolean replace_theirs;
  BtOutboxState state;
  char *step;
  char *progress;
  guint attempts;
  gint64 created;
  gint64 changed;
  gint64 next_try;
  char *error_code;
  char *error;
} BtOutboxRow;

#define BT_TYPE_OUTBOX_ROW (bt_outbox_row_get_type ())
GType bt_outbox_row_get_type (void);
BtOutboxRow *bt_outbox_row_copy (const BtOutboxRow *self);
void bt_outbox_row_free (BtOutboxRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtOutboxRow, bt_outbox_row_free)

/**
 * bt_store_enqueue_sync:
 *
 * In one transaction: keeps the stored article as a version (%BT_CAUSE_SEND) and writes
 * the row. A row of the same article and account that still waits or needs a person is
 * replaced by the new intent (its step and progress are kept); one that is being sent is
 * an error (%BT_STORE_ERROR_BUSY). Two accounts of one portal count as one here: the
 * article must not be sent there twice at once. A new row takes over the progress of the
 * one before it: a cancelled send may have left a step whose outcome is not known.
 *
 * Returns: the row's id, or 0 with an error
 */
gint64 bt_store_enqueue_sync (BtStore *self,
                              const char *uuid,
                              gint64 account,
                              BtIntent intent,
                              gint64 at,
                              gboolean replace_theirs,
                              GError **error);

/** bt_store_list_outbox_sync: @all: also what is done or cancelled. Oldest first.
 * Returns: (transfer full) (element-type BtOutboxRow) */
GPtrArray *bt_store_list_outbox_sync (BtStore *self, gboolean all, GError **error);
void bt_store_list_outbox_async (BtStore *self,
                                 gboolean all,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GPtrArray *
bt_store_list_outbox_finish (BtStore *self, GAsyncResult *result, GError **error);
BtOutboxRow *bt_store_get_outbox_sync (BtStore *self, gint64 id, GError **error);

/**
 * bt_store_claim_outbox_sync:
 * @owner: a word that names this running program (kept in the row)
 *
 * Takes a row for sending: state becomes SENDING, attempts grows. A row that another
 * living owner has is %BT_STORE_ERROR_BUSY; one that is done or cancelled is
 * %BT_STORE_ERROR_STALE. An owner is dead, at once, when its program has closed the store
 * or ended, even by a crash (a lock that the kernel keeps tells); on file systems without
 * such locks, when it did not beat for 60 s.
 */
gboolean
bt_store_claim_outbox_sync (BtStore *self, gint64 id, const char *owner, GError **error);

/** bt_store_update_outbox_sync: writes state, step, progress, next_try, error_code and
 * error of @row, and counts as a beat of its owner. %BT_STORE_ERROR_BUSY when another
 * living owner sends the row, %BT_STORE_ERROR_STALE when it is done or cancelled, which
 * are final, or was replaced by a new intent since @row was read. */
gboolean
bt_store_update_outbox_sync (BtStore *self, const BtOutboxRow *row, GError **error);

/**
 * BtRemoteArticle: what is known of an article on a portal.
 * @account: any account of the portal: what is known there is shared by all of them
 * @post: id there, 0 while unknown
 * @link: (nullable): the public address
 * @base: (nullable): JSON of what the portal held after our last look: the base for
 * comparing
 * @token: (nullable): the portal's sign of change (modified time and revision)
 */
typedef struct
{
  char *uuid;
  gint64 account;
  gint64 post;
  char *link;
  char *base;
  char *token;
} BtRemoteArticle;

BtRemoteArticle *bt_remote_article_new (void);
void bt_remote_article_free (BtRemoteArticle *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtRemoteArticle, bt_remote_article_free)

/** bt_store_get_remote_sync: Returns: (transfer full) (nullable): %NULL without @error
 * when the article was never sent there */
BtRemoteArticle *bt_store_get_remote_sync (BtStore *self,
                                           const char *uuid,
                                           gint64 account,
                                           GError **error);
gboolean
bt_store_put_remote_sync (BtStore *self, const BtRemoteArticle *remote, GError **error);
/** bt_store_list_remotes_async: where the article stands. Finishes with (element-type
 * BtRemoteArticle). */
void bt_store_list_remotes_async (BtStore *self,
                                  const char *uuid,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GPtrArray *
bt_store_list_remotes_finish (BtStore *self, GAsyncResult *result, GError **error);

/**
 * BtRemoteMedia: a photo in a portal's media library.
 * @variant: what decides the bytes that were sent (size, quality)
 * @name: the unique file name it was or will be sent under; written before it is sent
 * @media: id there, 0 while the outcome of sending is unknown
 * @fields: (nullable): JSON of caption, alt text and title that the portal was given last
 */
typedef struct
{
  char *hash;
  gint64 account;
  char *variant;
  char *name;
  gint64 media;
  char *url;
  guint width;
  guint height;
  char *fields;
} BtRemoteMedia;

BtRemoteMedia *bt_remote_media_new (void);
void bt_remote_media_free (BtRemoteMedia *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtRemoteMedia, bt_remote_media_free)

BtRemoteMedia *bt_store_get_media_sync (BtStore *self,
                                        const char *hash,
                                        gint64 account,
                                        const char *variant,
                                        GError **error);
gboolean
bt_store_put_media_sync (BtStore *self, const BtRemoteMedia *media, GError **error);
/** bt_store_list_media_sync: everywhere a photo is, on portals for which there is an account:
 * Returns: (transfer full) (element-type BtRemoteMedia): by account, the newest item of each
 * first */
GPtrArray *bt_store_list_media_sync (BtStore *self, const char *hash, GError **error);
/** bt_store_find_media_sync: the other way round: Returns: (transfer full) (nullable):
 * the SHA-256 of the photo that is media item @media there; %NULL without @error when
 * unknown */
char *bt_store_find_media_sync (BtStore *self,
                                gint64 account,
                                gint64 media,
                                const char *url,
                                GError **error);

G_END_DECLS

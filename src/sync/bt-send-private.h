/* One send while it runs; shared by the files bt-send-*.c and bt-publish.c alone.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/bt-base-private.h"
#include "sync/bt-publish.h"

G_BEGIN_DECLS

/**
 * BtSend:
 * @article: the snapshot that is sent
 * @remote: what is known of it there; @remote->post is 0 until it was created or found
 * @wanted: what the post is to hold in the end; filled step by step
 * @said: sections, tags and featured picture as the article has them, before they are merged
 * @said_before: (nullable): the same when the article was sent last
 * @theirs: (nullable): what the post held when it was looked at last
 * @media: SHA-256 → BtRemoteMedia of photos that are on the portal
 * @settle: for so long after a request of unknown outcome the portal may still be working, µs
 */
typedef struct
{
  BtContext *context;
  BtStore *store;
  GCancellable *cancellable;
  BtPublishProgress progress;
  gpointer progress_data;
  double fraction;
  gint64 settle;

  BtOutboxRow *row;
  BtAccount *account;
  BtPortal *portal;
  BtPortalUser *user;
  BtArticle *article;
  BtRemoteArticle *remote;
  BtBase *wanted;
  BtBase *said;
  BtBase *said_before;
  BtPortalPost *theirs;
  GHashTable *media;
  GPtrArray *problems;
} BtSend;

/* bt-send.c: what every step needs */
void bt_send_report (BtSend *self, BtStep step, guint index, guint count);
void bt_send_add_problem (BtSend *self,
                          BtProblemKind kind,
                          const char *sent,
                          const char *found);
/** bt_send_wait: sleeps unless cancelled. */
gboolean bt_send_wait (BtSend *self, gint64 microseconds, GError **error);
/** bt_send_begin: writes down that the step @key begins, before its first byte leaves. */
gboolean bt_send_begin (BtSend *self, const char *key, GError **error);
/** bt_send_end: writes down that its outcome is known. */
gboolean bt_send_end (BtSend *self, const char *key, GError **error);
/** bt_send_renew: the steps that a program left when it died: the portal may have been at
 * them until this moment. */
gboolean bt_send_renew (BtSend *self, GError **error);
/** bt_send_note, bt_send_noted: a word kept with the row, from its next write
 * on. @value: (nullable): %NULL removes it */
void bt_send_note (BtSend *self, const char *name, const char *value);
char *bt_send_noted (BtSend *self, const char *name);
/** bt_send_map_error: says of what happened to the post what it means for the sender. */
void bt_send_map_error (BtSend *self, GError **error);

/**
 * BtLook: asks the portal whether a step happened. @found: (out). Returns: %FALSE with an error
 * when it could not be asked.
 */
typedef gboolean (*BtLook) (BtSend *self, gpointer data, gboolean *found, GError **error);

/**
 * bt_send_look_until_settled:
 *
 * Looks, and when the step @key began so recently that the portal may still be working on it,
 * looks again until that time has passed.
 */
gboolean bt_send_look_until_settled (BtSend *self,
                                     const char *key,
                                     BtLook look,
                                     gpointer data,
                                     gboolean *found,
                                     GError **error);

/* The steps, in their order; each FALSE with an error. */
gboolean bt_send_terms (BtSend *self, GError **error);
gboolean bt_send_photos (BtSend *self, GError **error);
gboolean bt_send_create (BtSend *self, GError **error);
gboolean bt_send_compare (BtSend *self, GError **error);
gboolean bt_send_update (BtSend *self, GError **error);
gboolean bt_send_status (BtSend *self, GError **error);
/** bt_send_verify: @post: (out) (transfer full): as the portal holds it in the end */
gboolean bt_send_verify (BtSend *self, BtPortalPost **post, GError **error);

/** bt_send_render: fills @wanted from the article once photos and terms are known. */
void bt_send_render (BtSend *self);
/** bt_send_keep_remote: keeps what the post holds as the base of the next comparison.
 * @attempt: (nullable): what is about to be written */
gboolean bt_send_keep_remote (BtSend *self,
                              const BtPortalPost *post,
                              const BtBase *attempt,
                              GError **error);
/** bt_send_update_surely: an update can be repeated: after an unknown outcome we look, and
 * send again unless it is there; but never over what came from elsewhere since @theirs was
 * read. Returns: (transfer full) */
BtPortalPost *
bt_send_update_surely (BtSend *self, const BtPortalChange *change, GError **error);

/** bt_send_wanted_status, bt_send_wanted_date: what the row's intent comes to there.
 * Returns: (nullable): the date, only for a schedule */
const char *bt_send_wanted_status (BtSend *self);
char *bt_send_wanted_date (BtSend *self);
/** bt_send_stands: @date_gmt: (nullable): whatever it is. Whether the post has this status,
 * or had it until its time came. */
gboolean
bt_send_stands (const BtPortalPost *post, const char *status, const char *date_gmt);

G_END_DECLS

/* What the files of requests share.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/bt-store-outbox.h"
#include "store/bt-store-thread.h"

G_BEGIN_DECLS

/* The words in the database. */

const char *bt_cause_to_string (BtCause cause);
gboolean bt_cause_from_string (const char *name, BtCause *cause);
gboolean bt_outbox_state_from_string (const char *name, BtOutboxState *state);

/** bt_store_set_unknown_word: a row holds a word that this program does not know. Returns:
 * %FALSE always */
gboolean bt_store_set_unknown_word (const char *what, const char *word, GError **error);

/** bt_store_find_article: Returns: the row id, 0 with @error */
gint64 bt_store_find_article (BtStoreDb *db, const char *uuid, GError **error);

/** bt_store_index_article: puts what the body's row holds into the search indexes, or
 * takes it out (@add %FALSE), which must come before the row changes. */
gboolean
bt_store_index_article (BtStoreDb *db, gint64 article, gboolean add, GError **error);

/** bt_store_keep_version: @json: of the article, @words: in it, @created: when it was so,
 * 0 for now. Returns: the version's id, 0 with @error */
gint64 bt_store_keep_version (BtStoreDb *db,
                              gint64 article,
                              const char *json,
                              guint words,
                              BtCause cause,
                              gint64 created,
                              GError **error);

/** BtOverwritten: what the store holds of an article, just before a save. */
typedef struct
{
  gint64 article;
  const char *json;
  guint words;
  gint64 created;
  gint64 modified;
} BtOverwritten;

/** bt_store_keep_overwritten: keeps @old as a version when it is time to. @words: in what
 * takes its place. */
gboolean bt_store_keep_overwritten (BtStoreDb *db,
                                    const BtOverwritten *old,
                                    guint words,
                                    GError **error);

/** bt_store_find_portal: the portal of an account. Returns: its row id, 0 with @error */
gint64 bt_store_find_portal (BtStoreDb *db, gint64 account, GError **error);

/** bt_store_portal_address: @url: of a site. Returns: (transfer full): the one spelling
 * under which the site is known whatever its scheme, case and last slash */
char *bt_store_portal_address (const char *url);

G_END_DECLS

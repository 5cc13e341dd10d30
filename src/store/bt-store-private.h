/* What the files of requests share.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/bt-store-desk.h"
#include "store/bt-store-outbox.h"
#include "store/bt-store-thread.h"

G_BEGIN_DECLS

/* The words in the database. */

const char *bt_cause_to_string (BtCause cause);
gboolean bt_cause_from_string (const char *name, BtCause *cause);
gboolean bt_outbox_state_from_string (const char *name, BtOutboxState *state);
gboolean bt_choice_from_string (const char *name, BtChoice *choice);

/** bt_store_set_unknown_word: a row holds a word that this program does not know. Returns:
 * %FALSE always */
gboolean bt_store_set_unknown_word (const char *what, const char *word, GError **error);

/** bt_store_bind_valid: @text: (nullable): from a file, so it may be no UTF-8; what the
 * database has always is. %NULL is NULL. */
void bt_store_bind_valid (BtStoreStmt *stmt, const char *name, const char *text);

/** bt_store_find_article: Returns: the row id, 0 with @error */
gint64 bt_store_find_article (BtStoreDb *db, const char *uuid, GError **error);

/** bt_store_index_article: puts what the body's row holds into the search indexes, or
 * takes it out (@add %FALSE), which must come before the row changes. */
gboolean
bt_store_index_article (BtStoreDb *db, gint64 article, gboolean add, GError **error);

/** What bt_store_read_article() reads, in order. */
#define BT_STORE_ARTICLE_COLUMNS                                                         \
  "uuid, headline, lead, section, status, words, photos, created, modified, trashed,"    \
  " revision"
/** bt_store_read_article: Returns: (transfer full): the current row, %NULL with @error */
BtStoredArticle *bt_store_read_article (BtStoreStmt *stmt, GError **error);

/** bt_store_match_new: @words: (nullable): as typed; @prefix: the last word may still be
 * being typed. Returns: (transfer full) (nullable): an FTS5 expression of phrases alone;
 * %NULL for no words at all, empty when there is no letter and no digit in them, so that
 * nothing is found */
char *bt_store_match_new (const char *words, gboolean prefix);

/** What bt_store_read_photo() reads, in order, from the table photo. */
#define BT_STORE_PHOTO_COLUMNS                                                           \
  "photo.hash, name, mime, width, height, size, imported, info, search, taken,"          \
  " captioned, rating, mark, choice, batch, edit, edited,"                               \
  " (SELECT count (*) FROM photo_use JOIN article ON article.id = photo_use.article"     \
  " WHERE photo_use.hash = photo.hash AND trashed = 0)"
/** bt_store_read_photo: Returns: (transfer full): the current row, %NULL with @error */
BtStoredPhoto *bt_store_read_photo (BtStoreStmt *stmt, GError **error);

/** bt_store_index_photo: puts the words of a photo's row into the search indexes, or takes
 * them out (@add %FALSE), which must come before they change. */
gboolean bt_store_index_photo (BtStoreDb *db, gint64 photo, gboolean add, GError **error);

/** bt_store_keep_uses: @id: of @article's row, which now shows what @article shows. A
 * photo that was leaving and is wanted again stays. */
gboolean
bt_store_keep_uses (BtStoreDb *db, gint64 id, const BtArticle *article, GError **error);
/** bt_store_note_uses: tells of all photos of an article. */
gboolean bt_store_note_uses (BtStoreDb *db, gint64 article, GError **error);
/** bt_store_keep_version_photos: the same for a new version, from its JSON. */
gboolean bt_store_keep_version_photos (BtStoreDb *db, gint64 version, GError **error);

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

/* What the photo desk keeps: choices and words of photos, batches, where photos are used.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/bt-store-photos.h"

G_BEGIN_DECLS

/**
 * BtPhotoChange: what becomes of one photo; only what @what names is written.
 * @rating: 0 (none) to 5
 * @mark: colour, 0 (none) to 7
 * @info: (nullable): the words as the desk has them from now on, in the photo room's JSON;
 * with it go @search, @taken and @captioned
 * @search: by which it is found: caption, headline, people, place, credit, name
 * @taken: (nullable): ISO 8601, as far as known, for sorting
 * @edit: (nullable): corrections, the photo room's JSON; %NULL takes them back
 */
typedef enum
{
  BT_PHOTO_CHANGE_RATING = 1 << 0,
  BT_PHOTO_CHANGE_MARK = 1 << 1,
  BT_PHOTO_CHANGE_CHOICE = 1 << 2,
  BT_PHOTO_CHANGE_INFO = 1 << 3,
  BT_PHOTO_CHANGE_EDIT = 1 << 4,
} BtPhotoChangeWhat;

typedef struct
{
  char *hash;
  BtPhotoChangeWhat what;
  guint rating;
  guint mark;
  BtChoice choice;
  char *info;
  char *search;
  char *taken;
  gboolean captioned;
  char *edit;
} BtPhotoChange;

/** bt_photo_change_new: one that changes nothing yet. Returns: (transfer full) */
/** bt_photo_change_new: Returns: (transfer full): one that changes nothing yet */
BtPhotoChange *bt_photo_change_new (const char *hash);
BtPhotoChange *bt_photo_change_copy (const BtPhotoChange *self);
void bt_photo_change_free (BtPhotoChange *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtPhotoChange, bt_photo_change_free)

/**
 * bt_store_change_photos_async:
 * @changes: (element-type BtPhotoChange): copied at once
 *
 * All of them in one transaction or, with an error, none; %BT_STORE_ERROR_NOT_FOUND when
 * one of the photos is gone. BtStore::photos-changed is emitted with their hashes.
 */
void bt_store_change_photos_async (BtStore *self,
                                   GPtrArray *changes,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean
bt_store_change_photos_finish (BtStore *self, GAsyncResult *result, GError **error);
gboolean bt_store_change_photos_sync (BtStore *self, GPtrArray *changes, GError **error);

/**
 * BtPhotoQuery: begin with all zeros: every photo.
 * @words: (nullable): as typed; one phrase, found whatever the accents, exact accents
 * first, the last word by its beginning; words in double quotes apart are phrases
 * @batch: of one ingest, 0 for any
 * @article: (nullable): UUID: only photos that this article uses, in its order
 * @since, @until: (nullable): ISO dates (days) between which the photo was taken, both
 * inclusive; one without a date is then left out
 * @unused: only those that no article outside the trash uses
 * @limit: at most this many, 0 for all
 *
 * Without @words and @article the photos come by the time when they were taken, those
 * without a date last, then by name.
 */
typedef struct
{
  const char *words;
  gint64 batch;
  const char *article;
  const char *since;
  const char *until;
  gboolean unused;
  guint limit;
} BtPhotoQuery;

/** bt_store_list_photos_async: finishes with (transfer full) (element-type
 * BtStoredPhoto). */
void bt_store_list_photos_async (BtStore *self,
                                 const BtPhotoQuery *query,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GPtrArray *
bt_store_list_photos_finish (BtStore *self, GAsyncResult *result, GError **error);
GPtrArray *
bt_store_list_photos_sync (BtStore *self, const BtPhotoQuery *query, GError **error);

/** bt_store_list_photo_uses_async: where a photo is used: finishes with (transfer full)
 * (element-type BtStoredArticle), the newest first, articles in the trash too. */
void bt_store_list_photo_uses_async (BtStore *self,
                                     const char *hash,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
GPtrArray *
bt_store_list_photo_uses_finish (BtStore *self, GAsyncResult *result, GError **error);
GPtrArray *
bt_store_list_photo_uses_sync (BtStore *self, const char *hash, GError **error);

/* ---- batches ---- */

/**
 * BtPhotoBatch: the photos of one ingest.
 * @source: where they came from, for people
 * @photos: how many of them are kept now
 */
typedef struct
{
  gint64 id;
  char *name;
  char *source;
  gint64 created;
  guint photos;
} BtPhotoBatch;

void bt_photo_batch_free (BtPhotoBatch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtPhotoBatch, bt_photo_batch_free)

/** bt_store_add_batch_sync: Returns: its id, 0 on error */
gint64 bt_store_add_batch_sync (BtStore *self,
                                const char *name,
                                const char *source,
                                GError **error);
/** bt_store_list_batches_async: finishes with (transfer full) (element-type BtPhotoBatch),
 * the newest first; one whose photos are all gone is not among them. */
void bt_store_list_batches_async (BtStore *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GPtrArray *
bt_store_list_batches_finish (BtStore *self, GAsyncResult *result, GError **error);
GPtrArray *bt_store_list_batches_sync (BtStore *self, GError **error);
/** bt_store_rename_batch_async: @name: not empty */
void bt_store_rename_batch_async (BtStore *self,
                                  gint64 id,
                                  const char *name,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean
bt_store_rename_batch_finish (BtStore *self, GAsyncResult *result, GError **error);

/* ---- leaving ---- */

/**
 * bt_store_discard_photos_sync:
 * @hashes: photos that are not wanted
 * @used: (out) (transfer full): those that stay because an article (in the trash too), a
 * version of one, the outbox, or a template or snippet has them; a sorted list, maybe empty
 *
 * First half of throwing away: marks the others as leaving, in one transaction; from then
 * on no list has them. The caller then deletes their files and says so with
 * bt_store_forget_photos_sync(), which deletes the rows. After a crash in between
 * bt_store_list_leaving_sync() names what is left to do. The same bytes coming in again in
 * between are no longer leaving, and neither is a photo that somebody puts into an article.
 * No word of what was forgotten is left in the database's file, nor, unless another
 * program is just reading, in its log.
 */
gboolean bt_store_discard_photos_sync (BtStore *self,
                                       const char *const *hashes,
                                       char ***used,
                                       GError **error);
gboolean
bt_store_forget_photos_sync (BtStore *self, const char *const *hashes, GError **error);
/** bt_store_list_leaving_sync: Returns: (transfer full): hashes */
char **bt_store_list_leaving_sync (BtStore *self, GError **error);
/** bt_store_list_photo_sizes_sync: Returns: (transfer full) (element-type utf8 gint64): hash
 * and bytes of every photo, those that are leaving too: what a large library can be asked
 * for whole */
GHashTable *bt_store_list_photo_sizes_sync (BtStore *self, GError **error);

/* ---- settings, from the main thread ---- */

/** bt_store_get_setting_async: like bt_store_get_setting_sync(). */
void bt_store_get_setting_async (BtStore *self,
                                 const char *key,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
char *bt_store_get_setting_finish (BtStore *self, GAsyncResult *result, GError **error);
void bt_store_set_setting_async (BtStore *self,
                                 const char *key,
                                 const char *value,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean
bt_store_set_setting_finish (BtStore *self, GAsyncResult *result, GError **error);

G_END_DECLS

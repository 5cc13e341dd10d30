/* Photos and accounts in the store.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/bt-store.h"

G_BEGIN_DECLS

#define BT_MAX_RATING 5
#define BT_MAX_MARK 7

/** What the photographer decided while looking. */
typedef enum
{
  BT_CHOICE_NONE,
  BT_CHOICE_PICK,
  BT_CHOICE_REJECT,
} BtChoice;

/** bt_choice_to_string: "none", "pick" or "reject": in the database and for programs. */
const char *bt_choice_to_string (BtChoice choice);

/**
 * BtStoredPhoto: what the store knows of a kept photo.
 * @info: the photo room's own JSON; the store does not look into it. First what the file
 * says, later what the desk made of it: see @edited
 * @search: text by which it is found (caption, people, place)
 * @taken: (nullable): ISO 8601 as far as known
 * @captioned: whether it has a caption
 * @rating: 0 to 5
 * @mark: colour, 0 (none) to 7
 * @batch: the ingest that brought it, 0 when none did
 * @edit: (nullable): corrections, the photo room's JSON
 * @edited: when the desk last changed the words, 0 while they are the file's
 * @uses: how many articles outside the trash use it
 */
typedef struct
{
  char *hash;
  char *name;
  char *mime;
  guint width;
  guint height;
  guint64 size;
  gint64 imported;
  char *info;
  char *search;
  char *taken;
  gboolean captioned;
  guint rating;
  guint mark;
  BtChoice choice;
  gint64 batch;
  char *edit;
  gint64 edited;
  guint uses;
} BtStoredPhoto;

BtStoredPhoto *bt_stored_photo_new (void);
void bt_stored_photo_free (BtStoredPhoto *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtStoredPhoto, bt_stored_photo_free)

/** bt_store_put_photo_sync: adds it, or replaces what is known of it; @imported is set by
 * the store when it is new, and @uses always. Of one that is there already the choices, corrections and
 * batch stay, and so do words that the desk has changed (@edited): the same file coming in
 * again takes nothing back. One that had no batch comes into this one. One that was leaving
 * stays; it comes into this batch, too. */
gboolean
bt_store_put_photo_sync (BtStore *self, const BtStoredPhoto *photo, GError **error);
/** bt_store_get_photo_sync: @hash: whole, or at least its first 8 digits when that is
 * unambiguous. Returns: (transfer full) (nullable): %BT_STORE_ERROR_NOT_FOUND else */
BtStoredPhoto *bt_store_get_photo_sync (BtStore *self, const char *hash, GError **error);
void bt_store_get_photo_async (BtStore *self,
                               const char *hash,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
BtStoredPhoto *
bt_store_get_photo_finish (BtStore *self, GAsyncResult *result, GError **error);

/**
 * BtAccount: a portal and a user on it. The password is in the Secret Service, never
 * here.
 * @id: of the store, 0 before it was added
 * @name: what people call it, unique
 * @kind: "wordpress"
 * @url: the site's address
 * @api: (nullable): the interface's address once it was discovered
 * @user: login name
 * @can: (nullable): what the user may do, as the portal said last (JSON of the portal
 * room)
 */
typedef struct
{
  gint64 id;
  char *name;
  char *kind;
  char *url;
  char *api;
  char *user;
  char *can;
} BtAccount;

#define BT_TYPE_ACCOUNT (bt_account_get_type ())
GType bt_account_get_type (void);
BtAccount *bt_account_new (void);
BtAccount *bt_account_copy (const BtAccount *self);
void bt_account_free (BtAccount *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtAccount, bt_account_free)

/** bt_store_put_account_sync: adds (@id 0) or changes it. Returns: its id, 0 on error
 * (%BT_STORE_ERROR_EXISTS when the name is taken) */
gint64
bt_store_put_account_sync (BtStore *self, const BtAccount *account, GError **error);
/** bt_store_list_accounts_sync: Returns: (transfer full) (element-type BtAccount): by
 * name */
GPtrArray *bt_store_list_accounts_sync (BtStore *self, GError **error);
void bt_store_list_accounts_async (BtStore *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GPtrArray *
bt_store_list_accounts_finish (BtStore *self, GAsyncResult *result, GError **error);
/** bt_store_find_account_sync: @name: (nullable): %NULL when there is just one account */
BtAccount *bt_store_find_account_sync (BtStore *self, const char *name, GError **error);
/** bt_store_remove_account_sync: fails with %BT_STORE_ERROR_BUSY while something waits to
 * be sent through it. What was sent stays known, so that nothing is sent twice when an
 * account of the same address comes back (with or without https and a last slash). */
gboolean bt_store_remove_account_sync (BtStore *self, const char *name, GError **error);

G_END_DECLS

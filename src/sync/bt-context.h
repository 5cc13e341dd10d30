/* The services of a running program, handed explicitly to whoever needs them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/bt-photo-folder.h"
#include "portal/bt-portal.h"
#include "store/bt-store-outbox.h"

G_BEGIN_DECLS

/**
 * BtContext:
 *
 * Owns the store, the folder of photos and the way to portals. Made once by main().
 */
#define BT_TYPE_CONTEXT (bt_context_get_type ())
G_DECLARE_FINAL_TYPE (BtContext, bt_context, BT, CONTEXT, GObject)

/** bt_context_new: @data_dir: (nullable): %NULL for BANTHAO_DATA_DIR or else
 * $XDG_DATA_HOME/banthao. Renditions go to $XDG_CACHE_HOME/banthao, or to "cache" in a
 * @data_dir that was given. Returns: (transfer full) */
BtContext *bt_context_new (const char *data_dir);

/** bt_context_get_data_dir: the services, each owned by the context. */
const char *bt_context_get_data_dir (BtContext *self);
BtStore *bt_context_get_store (BtContext *self);
BtPhotoFolder *bt_context_get_photos (BtContext *self);

/** bt_context_set_password: a password for this process alone (typed on the command
 * line's standard input, or in a test); asked before the Secret Service. */
void bt_context_set_password (BtContext *self, const char *account, const char *password);

/** bt_context_open_portal: the portal of an account, signed in. Blocks (Secret Service).
 * Returns: (transfer full): or %NULL with a #BtSecretError or #BtPortalError */
BtPortal *bt_context_open_portal (BtContext *self,
                                  const BtAccount *account,
                                  GCancellable *cancellable,
                                  GError **error);

/**
 * bt_context_add_account:
 * @password: kept in the Secret Service unless BANTHAO_PASSWORD serves
 *
 * Discovers the interface, signs in, asks what the user may do, and only then keeps the
 * account and the password. Blocks.
 *
 * Returns: (transfer full): the account, or %NULL with an error; then nothing is kept
 */
BtAccount *bt_context_add_account (BtContext *self,
                                   const char *name,
                                   const char *kind,
                                   const char *url,
                                   const char *user,
                                   const char *password,
                                   GCancellable *cancellable,
                                   GError **error);
void bt_context_add_account_async (BtContext *self,
                                   const char *name,
                                   const char *kind,
                                   const char *url,
                                   const char *user,
                                   const char *password,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
BtAccount *
bt_context_add_account_finish (BtContext *self, GAsyncResult *result, GError **error);
gboolean bt_context_remove_account (BtContext *self,
                                    const char *name,
                                    GCancellable *cancellable,
                                    GError **error);
void bt_context_remove_account_async (BtContext *self,
                                      const char *name,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean
bt_context_remove_account_finish (BtContext *self, GAsyncResult *result, GError **error);

/**
 * bt_context_import_photo:
 *
 * Keeps the file's bytes in the folder and its description in the store. Blocks.
 *
 * Returns: (transfer full): what is in it, or %NULL with a #BtPhotoError or #BtStoreError
 */
BtPhotoInfo *bt_context_import_photo (BtContext *self,
                                      GFile *file,
                                      GCancellable *cancellable,
                                      GError **error);
void bt_context_import_photo_async (BtContext *self,
                                    GFile *file,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
BtPhotoInfo *
bt_context_import_photo_finish (BtContext *self, GAsyncResult *result, GError **error);

/** bt_context_import_picture: the same for bytes that came without a file, from a
 * clipboard. Blocks. */
BtPhotoInfo *bt_context_import_picture (BtContext *self,
                                        GBytes *bytes,
                                        GCancellable *cancellable,
                                        GError **error);
void bt_context_import_picture_async (BtContext *self,
                                      GBytes *bytes,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
BtPhotoInfo *
bt_context_import_picture_finish (BtContext *self, GAsyncResult *result, GError **error);

/**
 * bt_context_import_article:
 * @notes: (out) (optional) (transfer full) (element-type BtImportNote): what is doubtful
 *
 * Reads a file through the formats room, keeps the article and its first version. Blocks.
 *
 * Returns: (transfer full): the article, or %NULL with an error; then nothing is kept
 */
BtArticle *bt_context_import_article (BtContext *self,
                                      GFile *file,
                                      GPtrArray **notes,
                                      GCancellable *cancellable,
                                      GError **error);
void bt_context_import_article_async (BtContext *self,
                                      GFile *file,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
BtArticle *bt_context_import_article_finish (BtContext *self,
                                             GAsyncResult *result,
                                             GPtrArray **notes,
                                             GError **error);

/**
 * bt_context_get_rendition:
 * @max_side: (out): longest side in pixels of what is sent; 2560 unless it was set
 * @quality: (out): JPEG quality; 85 unless it was set
 *
 * What photos are sent as: one setting for the window and the command line. Blocks.
 */
gboolean
bt_context_get_rendition (BtContext *self, guint *max_side, int *quality, GError **error);
/** bt_context_set_rendition: 320 to 6000 pixels, quality 40 to 100; clamped. Blocks. */
gboolean
bt_context_set_rendition (BtContext *self, guint max_side, int quality, GError **error);

/** bt_context_get_owner: Returns: the word that names this running program in the outbox */
const char *bt_context_get_owner (BtContext *self);

G_END_DECLS

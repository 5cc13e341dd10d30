/* Throwing photos away, so that no byte of them is left.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/bt-context.h"

G_BEGIN_DECLS

/**
 * bt_context_discard_photos:
 * @hashes: photos that are not wanted; one that is not kept here is no error
 * @used: (out) (optional) (transfer full): those that stay because an article, a version of
 * one or the outbox has them; sorted
 *
 * Takes them out of every list first, then deletes the original, the thumbnail and every
 * rendition, then what the store knows of them. What a crash or an error leaves of that is
 * done by bt_context_finish_discards(). Blocks.
 *
 * Returns: whether nothing is left of those that are not @used; if not, with a
 *   #BtStoreError or %BT_PHOTO_ERROR_WRITE
 */
gboolean bt_context_discard_photos (BtContext *self,
                                    const char *const *hashes,
                                    char ***used,
                                    GCancellable *cancellable,
                                    GError **error);
void bt_context_discard_photos_async (BtContext *self,
                                      const char *const *hashes,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean bt_context_discard_photos_finish (BtContext *self,
                                           GAsyncResult *result,
                                           char ***used,
                                           GError **error);

/**
 * bt_context_finish_discards:
 *
 * Once at the start of a program: throws away what an earlier one had not finished
 * throwing away, and lists originals that it had not finished taking in: their bytes are
 * whole, but nobody could find them. Blocks.
 *
 * Returns: whether all of it is done
 */
gboolean
bt_context_finish_discards (BtContext *self, GCancellable *cancellable, GError **error);
void bt_context_finish_discards_async (BtContext *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean
bt_context_finish_discards_finish (BtContext *self, GAsyncResult *result, GError **error);

G_END_DECLS

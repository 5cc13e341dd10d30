/* One photo on its way; shared by the files bt-send-photo*.c alone.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/bt-send-private.h"

G_BEGIN_DECLS

/**
 * BtPhotoLock: while it is held nobody else, in this program or another on the same data
 * folder, sends the same photo: both would look, find nothing, and send it twice.
 */
typedef struct
{
  int fd;
} BtPhotoLock;

#define BT_PHOTO_LOCK_INIT                                                               \
  {                                                                                      \
    .fd = -1                                                                             \
  }

/** bt_photo_lock_take: waits for whoever has it, unless cancelled. On a file system without
 * locks there is none, and the send goes on. */
gboolean
bt_photo_lock_take (BtPhotoLock *lock, BtSend *send, const char *hash, GError **error);
void bt_photo_lock_clear (BtPhotoLock *lock);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BtPhotoLock, bt_photo_lock_clear)

/**
 * BtPhotoWords: what the portal's media library says of a photo.
 */
typedef struct
{
  const char *title;
  const char *caption;
  const char *alt;
} BtPhotoWords;

/**
 * bt_send_photo_words:
 * @known: kept; its @fields say what the library was given last, and for which article
 * @there: (inout): as it stands in the library
 * @foreign: the item was there before this newsroom sent it
 *
 * The library has one set of words for a photo, and several articles may show it: the
 * first that sends it gives the words and may change them later. What somebody has changed
 * in the library since stays; where the article changed its words too, that is told.
 */
gboolean bt_send_photo_words (BtSend *self,
                              const BtPhotoWords *words,
                              BtRemoteMedia *known,
                              BtPortalMedia **there,
                              gboolean foreign,
                              GError **error);

G_END_DECLS

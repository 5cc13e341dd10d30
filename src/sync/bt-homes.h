/* The four homes of a caption: IIM, XMP, the portal's media library, the article.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/bt-context.h"

G_BEGIN_DECLS

/**
 * BtHomeKind:
 * @BT_HOME_IIM, @BT_HOME_XMP: in the file: as the camera or an agency left them while the
 *   desk has changed nothing, and else as the desk's words go into every file that is sent
 *   or exported
 * @BT_HOME_LIBRARY: what a portal's media library says, asked just now
 * @BT_HOME_ARTICLE: what stands under the photo in an article
 */
typedef enum
{
  BT_HOME_IIM,
  BT_HOME_XMP,
  BT_HOME_LIBRARY,
  BT_HOME_ARTICLE,
} BtHomeKind;

typedef enum
{
  BT_HOME_CAPTION,
  BT_HOME_CREDIT,
  BT_HOME_ALT,
} BtHomeField;
#define BT_N_HOME_FIELDS (BT_HOME_ALT + 1)

/**
 * BtHome:
 * @name: (nullable): the account's name, the article's headline
 * @words: indexed by #BtHomeField; "" where it says nothing; plain text
 * @holds: whether this home has a place for the field
 * @error: (nullable): why it could not be read; then it says nothing
 * @account, @variant: of a library
 * @uuid: (nullable): of an article
 */
typedef struct
{
  BtHomeKind kind;
  char *name;
  char *words[BT_N_HOME_FIELDS];
  gboolean holds[BT_N_HOME_FIELDS];
  GError *error;
  gint64 account;
  char *variant;
  char *uuid;
} BtHome;

#define BT_TYPE_HOME (bt_home_get_type ())
GType bt_home_get_type (void);
/** bt_home_new: one that says nothing. Returns: (transfer full) */
BtHome *bt_home_new (BtHomeKind kind, const char *name);
/** bt_home_say: @words: (nullable): any text */
void bt_home_say (BtHome *self, BtHomeField field, const char *words);
BtHome *bt_home_copy (const BtHome *self);
void bt_home_free (BtHome *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtHome, bt_home_free)

/**
 * bt_home_differs:
 *
 * Whether @self says of @field something else than @other. The stop at a caption's end is no
 * difference, because the library's one text has it always; nor is IIM that is cut to its
 * bytes, nor a field that one of them has no place for.
 */
gboolean bt_home_differs (const BtHome *self, const BtHome *other, BtHomeField field);

/**
 * bt_homes_read:
 *
 * All homes of a photo: the file's two, then each portal, then each article outside the
 * trash. A home that cannot be read now is there with its error. Blocks, also on the
 * network.
 *
 * Returns: (transfer full) (element-type BtHome): or %NULL with @error when the photo itself
 *   cannot be read
 */
GPtrArray *bt_homes_read (BtContext *context,
                          const char *hash,
                          GCancellable *cancellable,
                          GError **error);
void bt_homes_read_async (BtContext *context,
                          const char *hash,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
GPtrArray *
bt_homes_read_finish (BtContext *context, GAsyncResult *result, GError **error);

/** bt_home_take_info: Returns: (transfer full): @info with the words of @self, where it has
 * any place for them */
BtPhotoInfo *bt_home_take_info (const BtHome *self, const BtPhotoInfo *info);
/** bt_home_take_item: an article's item says what @self says. Returns: whether anything
 * changed */
gboolean bt_home_take_item (const BtHome *self, BtFigureItem *item);

/** bt_home_says_item: whether an article's item says just what @self does. */
gboolean bt_home_says_item (const BtHome *self, const BtFigureItem *item);

/**
 * bt_home_bring:
 * @home: a library or an article, as it was shown
 * @source: whose words it gets
 *
 * Reads @home again first: %BT_SYNC_ERROR_CHANGED_THERE when it no longer says what was
 * shown, %BT_STORE_ERROR_STALE when the article is being changed at this moment; nothing is
 * written then. What an article is given is one version more of it. The next send neither
 * takes the library's words back nor asks about them. Blocks.
 */
gboolean bt_home_bring (BtContext *context,
                        const char *hash,
                        const BtHome *home,
                        const BtHome *source,
                        GCancellable *cancellable,
                        GError **error);
void bt_home_bring_async (BtContext *context,
                          const char *hash,
                          const BtHome *home,
                          const BtHome *source,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
gboolean bt_home_bring_finish (BtContext *context, GAsyncResult *result, GError **error);

G_END_DECLS

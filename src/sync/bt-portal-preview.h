/* An article as it stands on the portal: where to look at it there.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/bt-context.h"

G_BEGIN_DECLS

/**
 * BtPortalPreview:
 * @account: name of the account through which it was sent
 * @url: of the page there; a post that is not published needs a browser that is signed in
 * @changed: the article here is not what was sent last
 * @draft: it is a draft there, so that sending it as one changes nothing for readers
 */
typedef struct
{
  char *account;
  char *url;
  gboolean changed;
  gboolean draft;
} BtPortalPreview;

void bt_portal_preview_free (BtPortalPreview *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtPortalPreview, bt_portal_preview_free)

/**
 * bt_portal_preview_find:
 * @account: (nullable): name of the account to ask first where the article is on several
 * portals
 *
 * Asks the portal. What is compared is what is on the disk: save first. Blocks.
 *
 * Returns: (transfer full): or %NULL with an error; %BT_STORE_ERROR_NOT_FOUND when the
 * article is on no portal
 */
BtPortalPreview *bt_portal_preview_find (BtContext *context,
                                         const char *uuid,
                                         const char *account,
                                         GCancellable *cancellable,
                                         GError **error);
void bt_portal_preview_find_async (BtContext *context,
                                   const char *uuid,
                                   const char *account,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
BtPortalPreview *
bt_portal_preview_find_finish (BtContext *context, GAsyncResult *result, GError **error);

G_END_DECLS

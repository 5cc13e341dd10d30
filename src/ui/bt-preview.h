/* An article as a page in the browser.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/bt-context.h"

G_BEGIN_DECLS

/**
 * bt_preview_write_async:
 * @article: copied
 *
 * Writes the article as one page, its photos beside it, into a folder that only this user
 * can read; one folder for each article, used again. Finishes with the page's URI.
 */
void bt_preview_write_async (BtContext *context,
                             const BtArticle *article,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
char *bt_preview_write_finish (BtContext *context, GAsyncResult *result, GError **error);

G_END_DECLS

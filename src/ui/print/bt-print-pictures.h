/* The photos of an article, small, for paper.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sync/bt-context.h"

G_BEGIN_DECLS

/**
 * bt_print_pictures_async:
 * @article: copied
 *
 * Decodes every photo that is on this computer in a thread, small enough that even an
 * article of many photos stays in some hundred megabytes. Finishes with (transfer full)
 * (element-type utf8 cairo_surface_t) image surfaces by SHA-256; photos that cannot be
 * read are not among them.
 */
void bt_print_pictures_async (BtContext *context,
                              const BtArticle *article,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
GHashTable *
bt_print_pictures_finish (BtContext *context, GAsyncResult *result, GError **error);

G_END_DECLS

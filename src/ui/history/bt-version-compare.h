/* Loads versions and compares them, off the main thread.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "article/bt-diff.h"
#include "store/bt-store.h"

G_BEGIN_DECLS

/**
 * BtVersionSide: one side of a comparison.
 * @id: of a version, 0 for @article
 * @article: (nullable): copied
 */
typedef struct
{
  gint64 id;
  const BtArticle *article;
} BtVersionSide;

/** bt_version_compare_async: finishes with the difference (transfer full), which holds
 * both articles. */
void bt_version_compare_async (BtStore *store,
                               const BtVersionSide *older,
                               const BtVersionSide *newer,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
BtDiff *bt_version_compare_finish (BtStore *store, GAsyncResult *result, GError **error);

G_END_DECLS

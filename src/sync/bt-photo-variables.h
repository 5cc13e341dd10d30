/* What stands in texts about photos for something else: codes and variables.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/bt-photo.h"
#include "sync/bt-context.h"
#include "text/bt-codes.h"
#include "text/bt-variables.h"

G_BEGIN_DECLS

/** bt_photo_variables: what a photo itself knows: date, place, words, camera, size, name.
 * Returns: (transfer full) */
BtVariables *bt_photo_variables (const BtPhotoInfo *info);
/** bt_photo_variables_set_article: what the article that uses it knows. */
void bt_photo_variables_set_article (BtVariables *self, const BtArticle *article);

/**
 * BtPhotoExpand: what is known besides the photo; all zeros for nothing.
 * @number: the counter, 0 for none
 * @batch: (nullable): name of the ingest
 * @article: (nullable)
 * @codes: (nullable): bt_context_load_codes()
 * @code_notes: (nullable) (element-type BtCodeNote): gets one for each code
 * @variable_notes: (nullable) (element-type BtVariableNote)
 */
typedef struct
{
  guint64 number;
  const char *batch;
  const BtArticle *article;
  const BtCodes *codes;
  GPtrArray *code_notes;
  GPtrArray *variable_notes;
} BtPhotoExpand;

/** bt_photo_expand: codes first, with the titles of the day when the photo was taken, then
 * variables. @with: (nullable). Returns: (transfer full): the text */
char *
bt_photo_expand (const BtPhotoInfo *info, const char *text, const BtPhotoExpand *with);

/** bt_context_load_codes: every table of codes that the newsroom keeps. Blocks. Returns:
 * (transfer full): or %NULL with a #BtStoreError or #BtTextError */
BtCodes *bt_context_load_codes (BtContext *self, GError **error);

G_END_DECLS

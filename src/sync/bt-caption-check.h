/* The caption checker where photos and articles meet.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/bt-context.h"
#include "text/proof/bt-caption-rules.h"

G_BEGIN_DECLS

/** bt_context_get_caption_gate: how strict the newsroom is. Blocks. */
gboolean
bt_context_get_caption_gate (BtContext *self, BtCaptionGate *gate, GError **error);
/** bt_context_set_caption_gate: for the window and the command line alike. Blocks. */
gboolean
bt_context_set_caption_gate (BtContext *self, const BtCaptionGate *gate, GError **error);

/** bt_caption_field_of: Returns: which of a photo's fields a finding means */
BtPhotoField bt_caption_field_of (BtCaptionPart part);

/** bt_caption_check_photo: a photo by itself, on the desk. @info: its words. Returns:
 * (transfer full) (element-type BtCaptionFinding): see bt_caption_gate_check() */
GPtrArray *bt_caption_check_photo (const BtCaptionGate *gate,
                                   const BtPhotoInfo *info,
                                   guint *blocking);
/** bt_caption_fix_photo: what the one press does. Returns: whether anything changed */
gboolean bt_caption_fix_photo (const BtCaptionFinding *finding, BtPhotoInfo *info);

/**
 * BtArticleCaption: a finding in an article.
 * @block: the figure's id
 * @index: of the photo in its figure
 * @photo: (nullable): hash
 * @blocks: the gate forbids to publish with it
 */
typedef struct
{
  guint block;
  guint index;
  char *photo;
  BtCaptionFinding *finding;
  gboolean blocks;
} BtArticleCaption;

void bt_article_caption_free (BtArticleCaption *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtArticleCaption, bt_article_caption_free)

/**
 * bt_context_check_captions:
 *
 * Every photo of an article, by the article's own words and, where these are empty, the
 * photo's. Blocks.
 *
 * Returns: (transfer full) (element-type BtArticleCaption): in the article's order, those
 *   that forbid to publish first within a photo; or %NULL with @error
 */
GPtrArray *
bt_context_check_captions (BtContext *self, const BtArticle *article, GError **error);
void bt_context_check_captions_async (BtContext *self,
                                      const BtArticle *article,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GPtrArray *
bt_context_check_captions_finish (BtContext *self, GAsyncResult *result, GError **error);

/** bt_caption_fix_item: what the one press does in an article. Returns: whether anything
 * changed */
gboolean bt_caption_fix_item (const BtCaptionFinding *finding, BtFigureItem *item);

/** bt_caption_gate_pass: whether an article may be sent with this intent; else
 * %BT_SYNC_ERROR_CAPTION. Drafts always may. Blocks. */
gboolean bt_caption_gate_pass (BtContext *context,
                               const BtArticle *article,
                               BtIntent intent,
                               GError **error);

G_END_DECLS

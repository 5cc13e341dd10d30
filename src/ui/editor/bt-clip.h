/* What a clipboard or a drop holds, for the writing surface.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "formats/bt-paste.h"

G_BEGIN_DECLS

/**
 * BtClip:
 * @paste: (nullable): blocks, ready to go in
 * @files: (nullable) (element-type GFile): pictures, as files of this machine
 * @others: names of files that are no pictures
 * @plain: @paste is text that says nothing of how it looks
 * @reduced: there was too much formatting, so only the text was taken
 */
typedef struct
{
  BtPaste *paste;
  GListStore *files;
  GPtrArray *others;
  gboolean plain;
  gboolean reduced;
} BtClip;

void bt_clip_free (BtClip *self);

/**
 * BtClipFlags:
 * @BT_CLIP_PLAIN: the text alone
 * @BT_CLIP_NO_PICTURES: for a field, which holds neither pictures nor files
 */
typedef enum
{
  BT_CLIP_RICH = 0,
  BT_CLIP_PLAIN = 1 << 0,
  BT_CLIP_NO_PICTURES = 1 << 1,
} BtClipFlags;

/**
 * bt_clip_read_async:
 * @clipboard: (nullable): one of the two
 * @drop: (nullable): the other
 *
 * Reads the best of what is offered, in this order: our own blocks, HTML, files, a
 * picture, text. What cannot be used gives way to the next. It is read piece by piece and
 * parsed in a thread, with a bound on each size.
 */
void bt_clip_read_async (GdkClipboard *clipboard,
                         GdkDrop *drop,
                         BtClipFlags flags,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
/** bt_clip_read_finish: Returns: (transfer full) (nullable): what was there, or %NULL with
 * a #BtTextError */
BtClip *bt_clip_read_finish (GAsyncResult *result, GError **error);

/** bt_clip_formats: Returns: (transfer full): what bt_clip_read_async() can use */
GdkContentFormats *bt_clip_formats (void);

/** bt_clip_offer: puts the blocks of @article on the clipboard: for this program as they
 * are, for others as HTML and as text. */
void bt_clip_offer (GdkClipboard *clipboard, const BtArticle *article);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtClip, bt_clip_free)

G_END_DECLS

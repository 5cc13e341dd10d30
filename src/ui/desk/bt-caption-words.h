/* The words of one photo or of many: what they have in common, and how typed text joins them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/bt-photo.h"

G_BEGIN_DECLS

/** BtCaptionJoin: what becomes of the text that a photo has when another is typed. */
typedef enum
{
  BT_CAPTION_REPLACE,
  BT_CAPTION_APPEND,
  BT_CAPTION_PREPEND,
} BtCaptionJoin;

/** bt_caption_is_list: whether the field holds several things, parted by "; ". */
gboolean bt_caption_is_list (BtPhotoField field);

/**
 * bt_caption_join:
 * @base: what the photo says so far
 * @text: what was typed
 *
 * Sentences are parted by a space, members of a list by "; ", each of them once.
 *
 * Returns: (transfer full): what it says from now on
 */
char *bt_caption_join (BtPhotoField field,
                       const char *base,
                       const char *text,
                       BtCaptionJoin join);

/**
 * bt_caption_merge:
 * @infos: (element-type BtPhotoInfo)
 * @value: (out) (transfer none): what all of them say; "" where they differ
 *
 * Returns: whether all of them say the same; so do none
 */
gboolean bt_caption_merge (GPtrArray *infos, BtPhotoField field, const char **value);

/**
 * bt_caption_measure_iim:
 * @bytes: (out): of the text; of a list, of its longest member
 *
 * Returns: how many bytes IIM has room for, 0 when it has no such field. Source: photos.md, g.
 */
guint bt_caption_measure_iim (BtPhotoField field, const char *text, guint *bytes);

/** bt_caption_show_date: Returns: (transfer full): an ISO date as people write it, as far as
 * it is known: "28/12/2017 11:09", "28/12/2017", "12/2017", "2017"; other text as it is */
char *bt_caption_show_date (const char *iso);

/**
 * bt_caption_read_date:
 * @typed: as bt_caption_show_date() writes it, with "-" or "." as well, seconds too; or ISO;
 *   or nothing
 * @before: what the photo said so far: seconds and offset that are not shown stay where the
 *   rest says the same, the offset wherever there is a time
 *
 * Returns: (transfer full) (nullable): the ISO date, "" for nothing; %NULL when there is no
 *   such date
 */
char *bt_caption_read_date (const char *typed, const char *before);

G_END_DECLS

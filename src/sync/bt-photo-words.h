/* A photo's words on their way between the photo room and the store.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/bt-store-desk.h"
#include "sync/bt-photo-variables.h"

G_BEGIN_DECLS

/** bt_photo_change_set_info: @self writes the words of @info from now on, with what the
 * store derives from them: @search, @taken and @captioned. */
void bt_photo_change_set_info (BtPhotoChange *self, const BtPhotoInfo *info);
/** bt_stored_photo_set_info: all that the store knows of a photo from the photo room:
 * hash, name, kind, size and the words; @edited and the choices are left alone. */
void bt_stored_photo_set_info (BtStoredPhoto *self, const BtPhotoInfo *info);
/** bt_stored_photo_get_info: Returns: (transfer full): the words, or %NULL with
 * %BT_PHOTO_ERROR_READ */
BtPhotoInfo *bt_stored_photo_get_info (const BtStoredPhoto *self, GError **error);

/**
 * BtPhotoWords: the fields of a template, ready to be put into photos. Not changed by use:
 * several threads may share it.
 */
typedef struct _BtPhotoWords BtPhotoWords;

/** bt_photo_words_new: @fields: (nullable): JSON object as in #BtPhotoTemplate; names that
 * are no field are passed over. @overwrite: else only empty fields are filled. Returns:
 * (transfer full): or %NULL with %BT_PHOTO_ERROR_READ */
BtPhotoWords *bt_photo_words_new (const char *fields, gboolean overwrite, GError **error);
void bt_photo_words_free (BtPhotoWords *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtPhotoWords, bt_photo_words_free)

/** bt_photo_words_get: Returns: (nullable): what the template has for a field */
const char *bt_photo_words_get (const BtPhotoWords *self, BtPhotoField field);
/** bt_photo_words_set: before it is used. @text: (nullable): %NULL leaves the field alone */
void bt_photo_words_set (BtPhotoWords *self, BtPhotoField field, const char *text);
/** bt_photo_words_to_json: Returns: (transfer full): for a #BtPhotoTemplate */
char *bt_photo_words_to_json (const BtPhotoWords *self);

/** bt_photo_words_need_codes: whether there is a code in one of the fields, so that the
 * tables have to be read. */
gboolean bt_photo_words_need_codes (const BtPhotoWords *self);

/** bt_photo_words_apply: puts the fields into @info, those without variables first, so that
 * the others may ask for them. @with: (nullable). Returns: whether @info has other words
 * now */
gboolean bt_photo_words_apply (const BtPhotoWords *self,
                               BtPhotoInfo *info,
                               const BtPhotoExpand *with);

/** bt_figure_item_take_photo: @item shows the photo from now on; words that the article does
 * not have yet are the photo's: its credit line, else who made it. */
void bt_figure_item_take_photo (BtFigureItem *item, const BtPhotoInfo *info);

G_END_DECLS

/* One field of the panel of captions.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/desk/bt-caption-words.h"
#include "ui/editor/bt-text-field.h"

G_BEGIN_DECLS

/**
 * BtCaptionField:
 *
 * A field's name, its text, how typed text joins what many photos say, and what is to be
 * said about it below. It knows no photo.
 *
 * BtCaptionField::edited: the text was changed by a person
 * BtCaptionField::joined: another join was chosen
 * BtCaptionField::clear: what all photos say is to go
 * BtCaptionField::left: the keyboard went elsewhere
 * BtCaptionField::keep: the button that adds names to the newsroom's lists was pressed
 */
#define BT_TYPE_CAPTION_FIELD (bt_caption_field_get_type ())
G_DECLARE_FINAL_TYPE (BtCaptionField, bt_caption_field, BT, CAPTION_FIELD, GtkBox)

/** bt_caption_field_new: @name: translated; @lines: Enter is a line break; @keep:
 * (nullable): what the button says that adds names to a list. Returns: (transfer
 * floating) */
GtkWidget *bt_caption_field_new (BtPhotoField field,
                                 const char *name,
                                 gboolean lines,
                                 const char *keep);

BtPhotoField bt_caption_field_get_field (BtCaptionField *self);
/** bt_caption_field_get_name: translated. */
const char *bt_caption_field_get_name (BtCaptionField *self);
/** bt_caption_field_get_view: Returns: (transfer none): where it is typed */
BtTextField *bt_caption_field_get_view (BtCaptionField *self);

/** bt_caption_field_show: @text: not an edit. @differs: the photos do not agree; @many:
 * there are several photos. The join is to replace again. */
void bt_caption_field_show (BtCaptionField *self,
                            const char *text,
                            gboolean differs,
                            gboolean many);

/** bt_caption_field_get_text: Returns: (transfer full): as it is typed; @with_preedit: and
 * what is under composition */
char *bt_caption_field_get_text (BtCaptionField *self, gboolean with_preedit);
BtCaptionJoin bt_caption_field_get_join (BtCaptionField *self);

/** bt_caption_field_has_focus: whether the keyboard is on it, or on what belongs to it. */
gboolean bt_caption_field_has_focus (BtCaptionField *self);

/** bt_caption_field_say: @note: (nullable): a line below; @warning: of something wrong */
void bt_caption_field_say (BtCaptionField *self, const char *note, gboolean warning);

/** bt_caption_field_set_keep: whether there is a name that could be added. */
void bt_caption_field_set_keep (BtCaptionField *self, gboolean can_keep);

G_END_DECLS

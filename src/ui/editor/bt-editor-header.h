/* What stands above the body: section and time, headline, lead.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "article/bt-article.h"
#include "ui/editor/bt-text-field.h"

G_BEGIN_DECLS

/**
 * BtEditorHeader:
 *
 * BtEditorHeader::edited
 * BtEditorHeader::leave-down: the keyboard goes on in the body
 */
#define BT_TYPE_EDITOR_HEADER (bt_editor_header_get_type ())
G_DECLARE_FINAL_TYPE (BtEditorHeader, bt_editor_header, BT, EDITOR_HEADER, GtkBox)

/** bt_editor_header_new: Returns: (transfer floating) */
GtkWidget *bt_editor_header_new (void);

/** bt_editor_header_load: shows an article's headline and lead. */
void bt_editor_header_load (BtEditorHeader *self, const BtArticle *article);

/** bt_editor_header_store: the way back. */
void
bt_editor_header_store (BtEditorHeader *self, BtArticle *article, gboolean with_preedit);

/** bt_editor_header_set_kicker: the line above the headline, made of the fields that are
 * edited elsewhere: section, time, source. */
void bt_editor_header_set_kicker (BtEditorHeader *self, const BtArticle *article);

/** bt_editor_header_focus: the keyboard into the headline, or the lead. */
void bt_editor_header_focus (BtEditorHeader *self, gboolean lead);

G_END_DECLS

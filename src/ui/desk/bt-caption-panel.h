/* The words of the photos that are chosen.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/desk/bt-desk.h"

G_BEGIN_DECLS

/**
 * BtCaptionPanel:
 *
 * Every field of one photo or of many. It follows the selection of the desk; what is typed is
 * written to the photos that were chosen when it was typed, whatever is chosen meanwhile, and
 * only fields that were touched are written.
 *
 * In its window it adds the actions "caption.next", "caption.previous", "caption.copy",
 * "caption.paste", "caption.codes", "caption.names", "caption.templates", "caption.template"
 * (a 64-bit id) and "caption.save-template"; bt_caption_panel_get_menu() has them.
 */
#define BT_TYPE_CAPTION_PANEL (bt_caption_panel_get_type ())
G_DECLARE_FINAL_TYPE (BtCaptionPanel, bt_caption_panel, BT, CAPTION_PANEL, AdwBin)

/** bt_caption_panel_new: Returns: (transfer floating) */
GtkWidget *bt_caption_panel_new (BtDesk *desk);

/** bt_caption_panel_settle: @then: called when all that was typed is with the desk, also a word
 * that was under composition; at once when nothing was. Before undo, before the window closes,
 * before photos go to an article. */
void bt_caption_panel_settle (BtCaptionPanel *self, GSourceOnceFunc then, gpointer data);

/** bt_caption_panel_focus: puts the keyboard on a field, behind its text. */
void bt_caption_panel_focus (BtCaptionPanel *self, BtPhotoField field);

/** bt_caption_panel_get_menu: Returns: (transfer none): templates, copying, lists and codes */
GMenuModel *bt_caption_panel_get_menu (BtCaptionPanel *self);

G_END_DECLS

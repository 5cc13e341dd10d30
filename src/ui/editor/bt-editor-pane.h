/* The pane in which an article is written: fields, body, photos, undo.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sync/bt-context.h"
#include "ui/editor/bt-document.h"

G_BEGIN_DECLS

/**
 * BtEditorPane:
 *
 * BtEditorPane::edited: something was changed
 * BtEditorPane::history-changed: what can be undone or redone
 * BtEditorPane::toast (char *text, gboolean undo): something to say; @undo: undoing helps
 * BtEditorPane::failed (GError)
 * BtEditorPane::focus-mode (gboolean on): all but the text is to be hidden, or shown
 * BtEditorPane::details-shown: the fields beside the text were shown or hidden
 * BtEditorPane::choose-photo (gboolean several): bt_editor_pane_take_photos() is wanted
 * with files
 */
#define BT_TYPE_EDITOR_PANE (bt_editor_pane_get_type ())
G_DECLARE_FINAL_TYPE (BtEditorPane, bt_editor_pane, BT, EDITOR_PANE, AdwBin)

/** bt_editor_pane_set_context: the services; before anything is shown. @settings:
 * (nullable) */
void
bt_editor_pane_set_context (BtEditorPane *self, BtContext *context, GSettings *settings);

/** bt_editor_pane_set_document: @document: (nullable): shown from now on; the one before
 * is detached with all that was typed. Settle the input method first. */
void bt_editor_pane_set_document (BtEditorPane *self, BtDocument *document);

/** bt_editor_pane_get_document: Returns: (transfer none) (nullable): what is shown */
BtDocument *bt_editor_pane_get_document (BtEditorPane *self);

/** bt_editor_pane_collect: Returns: (transfer full): the article as it stands here */
BtArticle *bt_editor_pane_collect (BtEditorPane *self, gboolean with_preedit);

/** bt_editor_pane_focus_headline: the keyboard into the first field. */
void bt_editor_pane_focus_headline (BtEditorPane *self);

/** bt_editor_pane_first_placeholder: selects the first hint of a template, once what was
 * just put into the pane is on the screen. */
void bt_editor_pane_first_placeholder (BtEditorPane *self);

/** bt_editor_pane_settle_focus: when the keyboard has come into the pane by itself, it
 * goes to the headline, not to the first button. */
void bt_editor_pane_settle_focus (BtEditorPane *self);
/** bt_editor_pane_can_undo: whether there is something to undo, or to do again. */
gboolean bt_editor_pane_can_undo (BtEditorPane *self);
gboolean bt_editor_pane_can_redo (BtEditorPane *self);

/** bt_editor_pane_describe_undo: Returns: (transfer none): in words, what undoing would
 * take back, or doing again would do */
const char *bt_editor_pane_describe_undo (BtEditorPane *self);
const char *bt_editor_pane_describe_redo (BtEditorPane *self);
/** bt_editor_pane_undo: takes the last change of any kind back, or does it again. */
void bt_editor_pane_undo (BtEditorPane *self);
void bt_editor_pane_redo (BtEditorPane *self);

/** bt_editor_pane_add_photos: @files: (element-type GFile): as figures below the caret */
void bt_editor_pane_add_photos (BtEditorPane *self, GListModel *files);

/** bt_editor_pane_add_kept_photos: @infos: (element-type BtPhotoInfo): photos that are kept
 * already, with the words that they come with; as figures below the caret, or all of them
 * as one @gallery: one step of undo. Settle the input method first. */
void
bt_editor_pane_add_kept_photos (BtEditorPane *self, GPtrArray *infos, gboolean gallery);

/** BtEditItem: @block: the figure's id; @index: of the photo in it; @item: to be changed.
 * Returns: whether it was */
typedef gboolean (*BtEditItem) (guint block,
                                guint index,
                                BtFigureItem *item,
                                gpointer data);

/** bt_editor_pane_edit_items: shows every photo of the text to @edit; what it changes is one
 * step of undo. Settle the input method first. Returns: how many were changed */
guint bt_editor_pane_edit_items (BtEditorPane *self, BtEditItem edit, gpointer data);

/** bt_editor_pane_take_photos: the answer to "choose-photo". */
void bt_editor_pane_take_photos (BtEditorPane *self, GListModel *files);

/** bt_editor_pane_set_sections: the names of sections that are offered. */
void bt_editor_pane_set_sections (BtEditorPane *self, const char *const *sections);

/** bt_editor_pane_set_details_shown: whether the pane beside the text is open. */
void bt_editor_pane_set_details_shown (BtEditorPane *self, gboolean shown);
gboolean bt_editor_pane_get_details_shown (BtEditorPane *self);

/** bt_editor_pane_set_focus_mode: the text alone, and only the caret's paragraph in its
 * full colour. */
void bt_editor_pane_set_focus_mode (BtEditorPane *self, gboolean on);

G_END_DECLS

/* Shared by the files of the editor pane only.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/editor/bt-body-view.h"
#include "ui/editor/bt-details-pane.h"
#include "ui/editor/bt-editor-header.h"
#include "ui/editor/bt-editor-pane.h"
#include "ui/editor/bt-history.h"

G_BEGIN_DECLS

struct _BtEditorPane
{
  AdwBin parent_instance;

  BtContext *context;
  BtPhotoLoader *loader;
  BtDocument *document;
  BtHistory *history;
  gboolean loading;
  guint pause_source;
  gint64 group_start; /* of the change that is being made, 0 for none */
  GtkRoot *root;
  gboolean details_wanted; /* where there is room for them */

  /* the figure that asked for a photo, by its block's id */
  guint asking_block;
  guint asking_item;

  /* template */
  AdwFlap *flap;
  BtBodyView *body;
  BtDetailsPane *details;
  BtEditorHeader *header;
};

/** bt_editor_pane_edited: something was changed here: count it, save it, group it. */
void bt_editor_pane_edited (BtEditorPane *self);

/** bt_editor_pane_record: what was done so far is one step of undo. */
void bt_editor_pane_record (BtEditorPane *self);

/** bt_editor_pane_start_history: a new document: nothing to undo yet. */
void bt_editor_pane_start_history (BtEditorPane *self);

/** bt_editor_pane_show: puts an article into the fields. @afresh: another one. Returns:
 * where the body changed, -1 when it did not */
int bt_editor_pane_show (BtEditorPane *self, const BtArticle *article, gboolean afresh);

/** bt_editor_pane_init_photos: figures ask, files are dropped. */
void bt_editor_pane_init_photos (BtEditorPane *self);

/** bt_editor_pane_emit_history_changed: and the other signals, from any file. */
void bt_editor_pane_emit_history_changed (BtEditorPane *self);
void bt_editor_pane_emit_toast (BtEditorPane *self, const char *text, gboolean undo);
void bt_editor_pane_emit_failed (BtEditorPane *self, const GError *error);
void bt_editor_pane_emit_choose_photo (BtEditorPane *self);

G_END_DECLS

/* Shared by the files of the editor pane only.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "article/bt-history.h"
#include "ui/editor/bt-body-view.h"
#include "ui/editor/bt-details-pane.h"
#include "ui/editor/bt-editor-header.h"
#include "ui/editor/bt-editor-pane.h"
#include "ui/editor/bt-spell-service.h"
#include "ui/editor/bt-typography.h"
#include "ui/editor/bt-find-bar.h"
#include "ui/editor/bt-finder.h"
#include "ui/editor/bt-format-bar.h"
#include "ui/editor/bt-status-line.h"

G_BEGIN_DECLS

/**
 * BtPhotoGoal: what becomes of photos that come in
 * @BT_PHOTO_GOAL_FIGURES: a figure of its own each
 * @BT_PHOTO_GOAL_GALLERY: all of them one figure
 * @BT_PHOTO_GOAL_ADD: they join a figure
 * @BT_PHOTO_GOAL_REPLACE: the first takes another one's place
 */
typedef enum
{
  BT_PHOTO_GOAL_FIGURES,
  BT_PHOTO_GOAL_GALLERY,
  BT_PHOTO_GOAL_ADD,
  BT_PHOTO_GOAL_REPLACE,
} BtPhotoGoal;

struct _BtEditorPane
{
  AdwBin parent_instance;

  BtContext *context;
  BtPhotoLoader *loader;
  BtDocument *document;
  BtArticle *article; /* as the widgets had it when they were last asked */
  BtHistory *history;
  gboolean loading;
  guint pause_source;
  gint64 group_start;      /* of the change that is being made, 0 for none */
  gboolean group_has_word; /* not only space was typed in it */
  GtkRoot *root;
  gboolean details_wanted; /* where there is room for them */

  /* what photos are being chosen for; the figure that asked, by its block's id */
  BtPhotoGoal asking;
  guint asking_block;
  guint asking_item;

  GQueue pastes; /* those under way, in the order in which they were asked for */

  GtkWidget *table; /* weak: the table that has the keyboard in a cell */

  BtFinder *finder;
  BtFindBar *find_bar;
  GtkWidget *find_focus; /* weak: what had the keyboard before the bar */
  guint find_edits;  /* counted, so that what a thread made of an old text is not used */
  GtkTextView *text; /* weak: the text that had the keyboard last */
  BtFormatBar *format_bar;
  guint format_source;
  GtkWidget *versions; /* weak: the window of the history */

  BtStatusLine *status;
  GtkTextBuffer *status_buffer; /* weak: whose selection is counted */
  guint count_source;
  guint count_cost_ms; /* of the last time */

  GtkCssProvider *look; /* the text's font and size */
  guint zoom;           /* percent */
  gboolean focus_mode;

  GSimpleActionGroup *actions; /* "edit", of the window while the pane is in one */

  GPtrArray *snippets; /* BtPiece, as they were read last; NULL before that */

  GSettings *settings; /* may be NULL: all is at its default then */

  /* spelling and typography of all texts */
  BtSpellService *spell;
  BtTypography *typography;
  guint proof_source;

  /* template */
  AdwFlap *flap;
  GtkBox *top_box;    /* bars above the text: formatting, finding */
  GtkBox *bottom_box; /* the line below it */
  BtBodyView *body;
  BtDetailsPane *details;
  BtEditorHeader *header;
};

/**
 * BtEditAct:
 * @parameter: (nullable)
 *
 * What a command does. An article is open and nothing is under composition.
 */
typedef void (*BtEditAct) (BtEditorPane *self, GVariant *parameter);

/**
 * BtEditAction:
 * @name: "edit.NAME" in menus, buttons and accelerators
 * @parameter: (nullable): the type of its parameter, such as "s"
 * @state: (nullable): the state that it begins with, in GVariant's text form: "false"
 */
typedef struct
{
  const char *name;
  BtEditAct act;
  const char *parameter;
  const char *state;
} BtEditAction;

/** bt_editor_pane_add_actions: @actions: static. They are disabled while no article is
 * open. */
void bt_editor_pane_add_actions (BtEditorPane *self,
                                 const BtEditAction *actions,
                                 guint n_actions);
/** bt_editor_pane_get_action: Returns: (transfer none): one of them, to enable it or to
 * give it a state */
GSimpleAction *bt_editor_pane_get_action (BtEditorPane *self, const char *name);
/** bt_editor_pane_enable_actions: a document came or went. */
void bt_editor_pane_enable_actions (BtEditorPane *self);

/** bt_editor_pane_edited: something was changed here: count it, save it, group it. */
void bt_editor_pane_edited (BtEditorPane *self);

/** bt_editor_pane_record: what was done so far is one step of undo. */
void bt_editor_pane_record (BtEditorPane *self);

/** bt_editor_pane_start_history: a new document: nothing to undo yet. */
void bt_editor_pane_start_history (BtEditorPane *self);

/** bt_editor_pane_get_article: Returns: (transfer none): the article as it stands here, without
 * what is under composition; cheap, because only what was edited is looked at */
BtArticle *bt_editor_pane_get_article (BtEditorPane *self);
/** bt_editor_pane_show: puts an article into the fields. @afresh: another one. Returns:
 * where the body changed, -1 when it did not */
int bt_editor_pane_show (BtEditorPane *self, const BtArticle *article, gboolean afresh);

/** bt_editor_pane_init_tables: the commands about tables. */
void bt_editor_pane_init_tables (BtEditorPane *self);
/** bt_editor_pane_update_table_actions: enables what can be done in the cell that has the
 * keyboard. */
void bt_editor_pane_update_table_actions (BtEditorPane *self);

/** bt_editor_pane_init_format: the bar above the text and its commands. */
void bt_editor_pane_init_format (BtEditorPane *self);
/** bt_editor_pane_get_text: Returns: (transfer none): the text that commands are about:
 * the one that has the keyboard, or had it before a button or menu took it */
GtkTextView *bt_editor_pane_get_text (BtEditorPane *self);
/** bt_editor_pane_follow_text: the focus has moved: a text that has it now is the one that
 * commands are about. */
void bt_editor_pane_follow_text (BtEditorPane *self);
/** bt_editor_pane_update_format: the caret or the text has moved: the bar follows soon. */
void bt_editor_pane_update_format (BtEditorPane *self);
/** bt_editor_pane_init_links: Ctrl+K, and Ctrl+click. */
void bt_editor_pane_init_links (BtEditorPane *self);
/** bt_editor_pane_init_inserts: rules and embeds. */
void bt_editor_pane_init_inserts (BtEditorPane *self);

/** bt_editor_pane_init_proof: spelling and typography; the commands that go from finding
 * to finding. */
void bt_editor_pane_init_proof (BtEditorPane *self);
/** bt_editor_pane_start_proof: context and settings are there. */
void bt_editor_pane_start_proof (BtEditorPane *self);
void bt_editor_pane_stop_proof (BtEditorPane *self);
/** bt_editor_pane_queue_proof: there may be texts that are not looked after yet. */
void bt_editor_pane_queue_proof (BtEditorPane *self);

/** bt_editor_pane_init_shortcuts: "## " and the like while typing. */
void bt_editor_pane_init_shortcuts (BtEditorPane *self);

/** bt_editor_pane_init_versions: the commands about the article's history. */
void bt_editor_pane_init_versions (BtEditorPane *self);
/** bt_editor_pane_close_versions: closes the window of the history. */
void bt_editor_pane_close_versions (BtEditorPane *self);

/** bt_editor_pane_init_photos: files are dropped; "edit.add-gallery". */
void bt_editor_pane_init_photos (BtEditorPane *self);

/** bt_editor_pane_init_paste: the clipboard, and what is dropped on the body. */
void bt_editor_pane_init_paste (BtEditorPane *self);
/** bt_editor_pane_replace: puts @blocks (element-type BtBlock) in the place of what is
 * between two places of the body, as bt_article_splice() does it. */
void bt_editor_pane_replace (BtEditorPane *self,
                             const GtkTextIter *start,
                             const GtkTextIter *end,
                             const GPtrArray *blocks);
/** bt_editor_pane_insert: puts the blocks of @content in the place of what is selected in
 * the body: a piece of one paragraph into the line, whole blocks below it. */
void bt_editor_pane_insert (BtEditorPane *self, const BtArticle *content);
/** bt_editor_pane_ask_photos: lets a person choose photos for a goal. @paragraph:
 * (nullable): the figure that they are for */
void bt_editor_pane_ask_photos (BtEditorPane *self,
                                BtPhotoGoal goal,
                                BtParagraph *paragraph,
                                guint item);
/** bt_editor_pane_init_figures: what figures ask for and what is done to them. */
void bt_editor_pane_init_figures (BtEditorPane *self);

/** bt_editor_pane_init_print: paper and PDF. */
void bt_editor_pane_init_print (BtEditorPane *self);

/** bt_editor_pane_init_snippets: snippets and templates of the newsroom's own. */
void bt_editor_pane_init_snippets (BtEditorPane *self);
/** bt_editor_pane_start_snippets: the services are there. */
void bt_editor_pane_start_snippets (BtEditorPane *self);

/** bt_editor_pane_init_placeholders: from one hint of a template to the next. */
void bt_editor_pane_init_placeholders (BtEditorPane *self);

/** bt_editor_pane_init_find: the bar for finding and replacing, and its commands. */
void bt_editor_pane_init_find (BtEditorPane *self);
/** bt_editor_pane_dispose_find: before the text goes. */
void bt_editor_pane_dispose_find (BtEditorPane *self);

/** bt_editor_pane_init_status: the line below the text. */
void bt_editor_pane_init_status (BtEditorPane *self);
/** bt_editor_pane_watch_selection: the pane is in a window. */
void bt_editor_pane_watch_selection (BtEditorPane *self);
/** bt_editor_pane_start_status: there are settings now, or there are none. */
void bt_editor_pane_start_status (BtEditorPane *self);
/** bt_editor_pane_dispose_status: nothing is counted any more. */
void bt_editor_pane_dispose_status (BtEditorPane *self);

/** bt_editor_pane_init_view: zoom, font, focus mode. */
void bt_editor_pane_init_view (BtEditorPane *self);
/** bt_editor_pane_start_view: there are settings now, or there are none. */
void bt_editor_pane_start_view (BtEditorPane *self);
/** bt_editor_pane_dispose_view: its looks are no longer the display's. */
void bt_editor_pane_dispose_view (BtEditorPane *self);
void bt_editor_pane_emit_focus_mode (BtEditorPane *self, gboolean on);

/** bt_editor_pane_emit_history_changed: and the other signals, from any file. */
void bt_editor_pane_emit_history_changed (BtEditorPane *self);
void bt_editor_pane_emit_toast (BtEditorPane *self, const char *text, gboolean undo);
void bt_editor_pane_emit_failed (BtEditorPane *self, const GError *error);
void bt_editor_pane_emit_choose_photo (BtEditorPane *self, gboolean several);

G_END_DECLS

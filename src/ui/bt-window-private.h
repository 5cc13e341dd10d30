/* Shared by the files of the window only.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/bt-window.h"
#include "ui/editor/bt-editor-pane.h"
#include "ui/library/bt-library-pane.h"
#include "ui/publish/bt-send-bar.h"

G_BEGIN_DECLS

struct _BtWindow
{
  AdwApplicationWindow parent_instance;

  BtContext *context;
  BtStore *store; /* of @context */
  BtSender *sender;
  GSettings *settings;

  BtDocument *document; /* what the editor shows */
  GPtrArray *leaving;   /* BtDocument that were shown before and are not saved yet */
  char *wanted;         /* uuid of the article that is being opened */
  char *trashed;        /* uuid of the article in the trash that is shown */
  GCancellable *opening;
  gboolean may_close;
  gboolean closing;

  GPtrArray *photos;    /* BtPhotoInfo for the article that is being opened */
  gboolean as_gallery;  /* what they become */
  char *photos_article; /* which one that is; %NULL for a new one */

  GPtrArray *templates; /* BtPiece of the newsroom's own, as they were read last */

  GHashTable *progress;  /* outbox row → BtSendProgress, of what is being sent */
  GHashTable *published; /* uuid → BtPublished, of this run */

  /* template */
  AdwToastOverlay *toasts;
  AdwLeaflet *leaflet;
  AdwHeaderBar *library_bar;
  AdwHeaderBar *editor_bar;
  BtLibraryPane *library;
  AdwWindowTitle *title;
  GtkStack *stack;
  BtEditorPane *editor;
  BtSendBar *send_bar;
  AdwStatusPage *trashed_page;
  GtkMenuButton *new_menu;
  GtkWidget *back;
  GtkWidget *undo_box;
  GtkWidget *undo_button;
  GtkWidget *redo_button;
  GtkWidget *save_button;
  GtkLabel *save_error;
  GtkWidget *publish;
  GtkWidget *article_button;
  GtkWidget *details_button;
  GtkWidget *add_photo;
};

/** bt_window_update: title, buttons and actions follow what is shown. */
void bt_window_update (BtWindow *self);

/** bt_window_toast: says something in a line. @undo: offers to take the last edit back */
void bt_window_toast (BtWindow *self, const char *text, gboolean undo);

/** bt_window_toast_error: what happened and what to do. */
void bt_window_toast_error (BtWindow *self, const GError *error);

/** bt_window_show_editor: and back, when the window is too narrow for both sides. */
void bt_window_show_editor (BtWindow *self);
void bt_window_show_library (BtWindow *self);

/** bt_window_init_panes: the two sides fold into one when the window is narrow. */
void bt_window_init_panes (BtWindow *self);

/** bt_window_open: @uuid: of a stored article; shown once it is loaded */
void bt_window_open (BtWindow *self, const char *uuid);

/** bt_window_take_waiting_photos: those that waited for what is shown now come into it. */
void bt_window_take_waiting_photos (BtWindow *self);

/** bt_window_new_article: shows an empty one; it is kept once something is typed. */
void bt_window_new_article (BtWindow *self);

/** bt_window_show_new: @article: (transfer full): a new one, shown like the empty one */
void bt_window_show_new (BtWindow *self, BtArticle *article);

/** bt_window_init_templates: the menu of what a new article can be made from. */
void bt_window_init_templates (BtWindow *self);

/** bt_window_show_templates: the newsroom's own, to rename and delete. */
void bt_window_show_templates (BtWindow *self);

/** bt_window_new_from_template: @name: a genre, or "own:" and a piece's id */
void bt_window_new_from_template (BtWindow *self, const char *name);

/** bt_window_trash: puts what is open into the trash, with a way back. */
void bt_window_trash (BtWindow *self);

/** bt_window_restore: takes what is shown out of the trash. */
void bt_window_restore (BtWindow *self);

/** bt_window_save_all_async: finishes when all that was typed is on the disk. */
void bt_window_save_all_async (BtWindow *self,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean bt_window_save_all_finish (BtWindow *self, GAsyncResult *result, GError **error);

/** bt_window_init_publish: follows the sender. */
void bt_window_init_publish (BtWindow *self);

/** bt_window_update_send_bar: what is known of sending what is open. */
void bt_window_update_send_bar (BtWindow *self);

/** bt_window_publish: asks where to and how, and sends. */
void bt_window_publish (BtWindow *self);

/** bt_window_preview: shows what is open as a page in the browser. */
void bt_window_preview (BtWindow *self);

/** bt_window_preview_portal: shows it as it stands on the portal, in the browser. */
void bt_window_preview_portal (BtWindow *self);

/** bt_window_launch: opens an address in the program that is there for it. */
void bt_window_launch (BtWindow *self, const char *uri);

/** bt_window_send_draft: sends what is open as a draft, without a question. */
void bt_window_send_draft (BtWindow *self, const char *account);

/** bt_window_show_accounts: and other windows of their own. */
void bt_window_show_accounts (BtWindow *self);
void bt_window_show_preferences (BtWindow *self);
void bt_window_show_shortcuts (BtWindow *self);
void bt_window_show_about (BtWindow *self);

G_END_DECLS

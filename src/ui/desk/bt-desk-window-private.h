/* Shared by the files of the photo desk's window, and by what hangs into it: pages in the
 * middle, panels on the right, commands.
 *
 * A page or panel has one function `bt_desk_window_init_NAME (BtDeskWindow *self)`, called
 * by bt_desk_window_new() when #BtDeskWindow.desk is there. It makes its widget, adds it
 * with bt_desk_window_add_page() or bt_desk_window_add_panel(), and its commands with
 * bt_desk_window_add_actions(). What works on photos goes through #BtDesk.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/bt-ingest.h"
#include "ui/desk/bt-caption-panel.h"
#include "ui/desk/bt-crop-model.h"
#include "ui/desk/bt-desk-window.h"
#include "ui/desk/bt-desk.h"

G_BEGIN_DECLS

struct _BtDeskWindow
{
  AdwApplicationWindow parent_instance;

  BtContext *context;
  BtStore *store; /* of @context */
  GSettings *settings;
  BtDesk *desk;
  GSimpleActionGroup *actions; /* "desk.…" */
  BtPhotoQuery scope;          /* strings are owned; @words come from the search entry */
  guint fold_source;
  gboolean go_first; /* to the first photo, once it is found */
  gboolean may_close;
  gboolean closing;

  BtIngest *ingest;        /* while one runs */
  gboolean ingest_shown;   /* its batch */
  GCancellable *exporting; /* while photos go out */
  gboolean stopped;        /* both, so that the window can close */

  BtCropShape crop_shape; /* as it was read last */
  BtPhotoEdit *copied;    /* corrections that can be pasted */

  GtkWidget *sheet;
  BtCaptionPanel *captions;
  GtkWidget *sidebar;

  /* template */
  AdwToastOverlay *toasts;
  GtkWidget *header;
  GtkBox *pages_box;
  GtkWidget *sidebar_button;
  GtkWidget *ingest_button;
  GtkWidget *add_button;
  GtkWidget *panel_button;
  AdwFlap *sidebar_flap;
  AdwFlap *panel_flap;
  GtkBox *sidebar_box;
  GtkWidget *panel_switcher;
  GtkStack *panel;
  GtkStack *pages;
  GtkWidget *tools;
  GtkWidget *undo_button;
  GtkWidget *redo_button;
  GtkEditable *search;
  GtkMenuButton *filter_button;
  GtkWidget *bottom;
  GtkLabel *count;
  GtkWidget *progress_box;
  GtkLabel *progress_label;
  GtkProgressBar *progress_bar;
  GtkRange *zoom;
};

/* ---- pages and panels ---- */

/**
 * bt_desk_window_add_page: in the middle, where the contact sheet is.
 * @name: "loupe" and so on; "desk.page" with it shows the page
 * @icon, @title: (nullable): of its button in the header bar, translated; a page without
 *   them is reached by commands alone
 * @page: (transfer floating). It gets the keyboard when it is shown. For single keys as on
 *   the sheet it takes bt_desk_keys_new() as a controller.
 */
void bt_desk_window_add_page (BtDeskWindow *self,
                              const char *name,
                              const char *icon,
                              const char *title,
                              GtkWidget *page);
/** bt_desk_window_show_page: @name: of a page, "sheet" for the contact sheet. */
void bt_desk_window_show_page (BtDeskWindow *self, const char *name);
/** bt_desk_window_get_page: Returns: the name of the page that is shown */
const char *bt_desk_window_get_page (BtDeskWindow *self);

/** bt_desk_window_add_panel: on the right. @title: translated; @panel: (transfer
 * floating) */
void bt_desk_window_add_panel (BtDeskWindow *self,
                               const char *name,
                               const char *title,
                               GtkWidget *panel);
/** bt_desk_window_show_panel: and opens that side. */
void bt_desk_window_show_panel (BtDeskWindow *self, const char *name);

/* ---- commands ---- */

/** bt_desk_window_add_actions: as "desk.NAME"; callbacks get @self. Keys with a modifier
 * stand in the table of bt-application.c, single keys in bt-desk-keys.c, and both in
 * bt-shortcuts-window.c. */
void bt_desk_window_add_actions (BtDeskWindow *self,
                                 const GActionEntry *entries,
                                 guint n_entries);
/** bt_desk_window_enable: whether the action @name ("undo") can be used now. */
void bt_desk_window_enable (BtDeskWindow *self, const char *name, gboolean enabled);
void bt_desk_window_set_state (BtDeskWindow *self, const char *name, GVariant *state);

/** bt_desk_window_get_targets: what a command works on. Returns: (transfer full)
 * (element-type BtPhotoItem): on the sheet the selected photos, or the one that has the
 * keyboard when none is selected; elsewhere the current one */
GPtrArray *bt_desk_window_get_targets (BtDeskWindow *self);

/** bt_desk_window_update: title, counts and commands follow what is there. */
void bt_desk_window_update (BtDeskWindow *self);

void bt_desk_window_toast_error (BtDeskWindow *self, const GError *error);

/** bt_desk_keys_new: single keys as commands: ratings, marks, pick, loupe. For a widget
 * that shows photos, never for one that holds an entry. Returns: (transfer full) */
GtkEventController *bt_desk_keys_new (void);

/* ---- the window's own parts ---- */

void bt_desk_window_init_actions (BtDeskWindow *self);
void bt_desk_window_init_choices (BtDeskWindow *self);
void bt_desk_window_init_view (BtDeskWindow *self);
void bt_desk_window_init_sheet (BtDeskWindow *self);
void bt_desk_window_init_loupe (BtDeskWindow *self);
void bt_desk_window_init_ingest (BtDeskWindow *self);
void bt_desk_window_init_discard (BtDeskWindow *self);
void bt_desk_window_init_export (BtDeskWindow *self);

/** bt_desk_window_show_failures: @list: what failed and why, a line each, to be copied;
 * may be empty */
void bt_desk_window_show_failures (BtDeskWindow *self,
                                   const char *heading,
                                   const char *body,
                                   const char *list);

/** bt_desk_window_keeps_open: whether something runs for which the window stays until a
 * person has answered. */
gboolean bt_desk_window_keeps_open (BtDeskWindow *self);
void bt_desk_window_init_captions (BtDeskWindow *self);
void bt_desk_window_init_check (BtDeskWindow *self);
void bt_desk_window_init_homes (BtDeskWindow *self);
void bt_desk_window_init_corrections (BtDeskWindow *self);
void bt_desk_window_init_crop (BtDeskWindow *self);

typedef void (*BtDeskWindowShapeFunc) (BtDeskWindow *self, gpointer data);
/** bt_desk_window_read_crop_shape: calls @func when #BtDeskWindow.crop_shape is what the
 * newsroom has set; not when the window closes before. */
void bt_desk_window_read_crop_shape (BtDeskWindow *self,
                                     BtDeskWindowShapeFunc func,
                                     gpointer data);

/** bt_desk_window_set_scope: what the sidebar chose; the words of the search entry come
 * on top. @query: copied, @words of it are passed over */
void bt_desk_window_set_scope (BtDeskWindow *self, const BtPhotoQuery *query);

G_END_DECLS

/* The window: list of articles, editor, what is being sent.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sync/bt-homes.h"
#include "sync/bt-sender.h"

G_BEGIN_DECLS

#define BT_TYPE_WINDOW (bt_window_get_type ())
G_DECLARE_FINAL_TYPE (BtWindow, bt_window, BT, WINDOW, AdwApplicationWindow)

/** bt_window_new: @settings: (nullable). Returns: (transfer none): owned by GTK */
BtWindow *bt_window_new (GtkApplication *app,
                         BtContext *context,
                         BtSender *sender,
                         GSettings *settings);

/** bt_window_import: @files: (element-type GFile): read as articles; what is doubtful in
 * them is shown, and the last one is opened. */
void bt_window_import (BtWindow *self, GListModel *files);

/**
 * bt_window_add_photos:
 * @infos: (element-type BtPhotoInfo): kept photos, with the words that they come with
 * @gallery: all of them as one figure
 *
 * They come into the article that is open, where the caret is, as one step of undo.
 *
 * Returns: (transfer full) (nullable): the article's headline, or %NULL when none is open;
 * then nothing happened
 */
char *bt_window_add_photos (BtWindow *self, GPtrArray *infos, gboolean gallery);

/** bt_window_add_photos_to: the same for the article @uuid, which is opened; %NULL for a
 * new one. */
void bt_window_add_photos_to (BtWindow *self,
                              const char *uuid,
                              GPtrArray *infos,
                              gboolean gallery);

/**
 * bt_window_bring_home:
 * @hash: of a photo
 * @home: what an article said of it when it was shown
 * @source: whose words it gets
 * @task: answered with %TRUE once they are on the disk, as one step of undo; with
 *   %BT_SYNC_ERROR_CHANGED_THERE when the article says something else by now; with %FALSE
 *   and no error when it is not open any more
 *
 * Returns: whether the article is open; else @task is left alone
 */
gboolean bt_window_bring_home (BtWindow *self,
                               const char *hash,
                               const BtHome *home,
                               const BtHome *source,
                               GTask *task);

G_END_DECLS

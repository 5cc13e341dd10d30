/* The history of an article: its versions, compared, named, restored.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sync/bt-context.h"

G_BEGIN_DECLS

/**
 * BtPresentFunc: Returns: (transfer full): the article as it stands in the editor
 */
typedef BtArticle *(*BtPresentFunc) (gpointer data);

/**
 * BtVersionsWindow:
 *
 * A window beside the one in which one writes; it follows what is written when it comes
 * to the front.
 *
 * BtVersionsWindow::restore (BtArticle): this version is wanted as the present text
 */
#define BT_TYPE_VERSIONS_WINDOW (bt_versions_window_get_type ())
G_DECLARE_FINAL_TYPE (BtVersionsWindow,
                      bt_versions_window,
                      BT,
                      VERSIONS_WINDOW,
                      AdwWindow)

/** bt_versions_window_new: @present: asked for the text that versions are compared with.
 * Returns: (transfer floating) */
GtkWidget *bt_versions_window_new (GtkWindow *parent,
                                   BtContext *context,
                                   BtPresentFunc present,
                                   gpointer data);

G_END_DECLS

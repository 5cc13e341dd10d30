/* Printing an article, and writing it as PDF.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sync/bt-context.h"

G_BEGIN_DECLS

/**
 * bt_print_async:
 * @article: copied
 * @line_spacing: from one line to the next, in heights of a line
 * @pdf: (nullable): where to write it as PDF; %NULL asks for a printer
 *
 * Nothing of it holds the window up: photos are decoded in a thread, lines are laid out
 * in slices, and the PDF is written beside and moved into its place when it is whole.
 * Finishes with %FALSE without an error when the person thought better of it.
 */
void bt_print_async (GtkWindow *parent,
                     BtContext *context,
                     const BtArticle *article,
                     double line_spacing,
                     GFile *pdf,
                     GAsyncReadyCallback callback,
                     gpointer user_data);
gboolean bt_print_finish (GtkWindow *parent, GAsyncResult *result, GError **error);

G_END_DECLS

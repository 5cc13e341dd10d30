/* The buttons above the text: how paragraphs and words look, what comes in.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * BtFormatBar:
 *
 * Buttons and menus for the "edit." commands of the pane; what is pressed shows the state
 * of those commands.
 */
#define BT_TYPE_FORMAT_BAR (bt_format_bar_get_type ())
G_DECLARE_FINAL_TYPE (BtFormatBar, bt_format_bar, BT, FORMAT_BAR, GtkBox)

/** bt_format_bar_new: Returns: (transfer floating) */
GtkWidget *bt_format_bar_new (void);

/** bt_format_bar_set_block: says which kind of paragraph the caret is in; @name: in the
 * reader's language, "" for none. */
void bt_format_bar_set_block (BtFormatBar *self, const char *name);

G_END_DECLS

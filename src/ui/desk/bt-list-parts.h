/* What windows with a list of things that a newsroom keeps are made of.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** bt_list_parts_make_list: Returns: (transfer floating): an empty list with a frame */
GtkListBox *bt_list_parts_make_list (void);
/** bt_list_parts_scroll: Returns: (transfer floating): @list, not too wide, to be scrolled */
GtkWidget *bt_list_parts_scroll (GtkListBox *list);
/** bt_list_parts_clear: takes all rows out. */
void bt_list_parts_clear (GtkListBox *list);

/** bt_list_parts_make_row: Returns: (transfer floating): @title, @subtitle: plain text */
GtkWidget *bt_list_parts_make_row (const char *title, const char *subtitle);

/**
 * bt_list_parts_add_button:
 * @id: what @clicked finds with bt_list_parts_get_id()
 * @label: what it does, with the name of what it does it to
 */
void bt_list_parts_add_button (GtkWidget *row,
                               gint64 id,
                               const char *icon,
                               const char *label,
                               GCallback clicked,
                               gpointer data);
gint64 bt_list_parts_get_id (GtkWidget *button);

/** bt_list_parts_fill: Returns: (transfer full): @format with @name for its only %s */
char *bt_list_parts_fill (const char *format, const char *name);

G_END_DECLS

/* How the kinds of blocks look in the body.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/editor/bt-paragraph.h"

G_BEGIN_DECLS

/** How far a list item, or a quote, stands in from the column's edge, in pixels at scale 1. */
#define BT_LIST_INDENT 28
#define BT_QUOTE_INDENT 24
/** The room under a quote for who said it. */
#define BT_CITE_HEIGHT 34

/** bt_body_style_install: adds the tags of the kinds. */
void bt_body_style_install (GtkTextTagTable *table);
/** bt_body_style_set_scale: how large the text is, 1 for the size that style.css sets:
 * room and indents go with it. */
void bt_body_style_set_scale (GtkTextTagTable *table, double scale);
/** bt_body_style_apply: gives a line, its end included, the looks of its paragraph. */
void bt_body_style_apply (GtkTextBuffer *buffer, int line, const BtParagraph *paragraph);

G_END_DECLS

/* A photo's credit at the end of its caption: "Mô tả. Ảnh: Tên". Private to the room.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "article/bt-block.h"

G_BEGIN_DECLS

/** What stands before the name, as every writer of the room writes it. */
#define BT_CREDIT_LABEL "Ảnh: "

/**
 * bt_credit_split:
 * @caption: a caption with or without a credit at its end
 * @length: (out): the caption's own length in characters, without the white space before
 *   the credit
 * @credit: (out) (transfer full): the name
 *
 * Only where nothing else can be meant: "(Ảnh: X)" at the end; "Ảnh: X" after a finished
 * sentence or a line break; otherwise only when X is written like a name.
 *
 * Returns: whether there is a credit
 */
gboolean bt_credit_split (const char *caption, guint *length, char **credit);

/** bt_credit_line: Returns: (transfer full) (nullable): the name, when @line is nothing
 * but a credit, "Ảnh: X" or "(Ảnh: X)" */
char *bt_credit_line (const char *line);

/** bt_credit_take: moves a credit at the end of the item's caption into its own place.
 * Returns: whether there was one */
gboolean bt_credit_take (BtFigureItem *item);

G_END_DECLS

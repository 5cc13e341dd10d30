/* A photo's caption and credit: the house form "Mô tả. Ảnh: Tên." and its parser.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** What stands before the name, as every writer writes it. */
#define BT_CREDIT_LABEL "Ảnh: "

/**
 * bt_caption_house_form:
 * @caption: may be empty
 * @credit: the name alone, or already "Ảnh: Tên"; may be empty
 *
 * One text of both, for places that have only one: the portal's media library, the
 * description inside a file, a list. "Mô tả. Ảnh: Tên."; a caption without its stop gets
 * one. Where the credit has an element of its own, on the page, that element sets it off
 * and ends without a stop. Writers that must read back to the letter (portal text) add
 * no stop either.
 *
 * Returns: (transfer full): the text; bt_credit_split() takes it apart again
 */
char *bt_caption_house_form (const char *caption, const char *credit);

/** bt_caption_with_stop: Returns: (transfer full): @text trimmed, and ended as a sentence;
 * a comma, colon or dash at the end gives way to the stop. Nothing stays nothing. */
char *bt_caption_with_stop (const char *text);

/** bt_caption_plain_credit: Returns: (transfer full): the name alone: without "Ảnh:" or
 * "Nguồn:", brackets and a stop at the end that belongs to no initial */
char *bt_caption_plain_credit (const char *credit);

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

/** bt_credit_second_label: Returns: (nullable): where the last "Ảnh:" of @text stands, when
 * there are two or more */
const char *bt_credit_second_label (const char *text);

/** bt_credit_line: Returns: (transfer full) (nullable): the name, when @line is nothing
 * but a credit, "Ảnh: X" or "(Ảnh: X)" */
char *bt_credit_line (const char *line);

G_END_DECLS

/* Words of a template, a code or a camera that somebody forgot to write over.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * bt_placeholder_find:
 * @from: byte offset where to begin
 * @start: (out): of the brace that opens, in bytes
 * @end: (out): behind the one that closes
 *
 * A hint stands in braces, on one line, with at least one letter or digit: square
 * brackets would not do, because in a quotation they hold a reporter's own word, and “[…]”
 * says that something was left out. Sentences of a newspaper have no braces; those that
 * are meant begin with a space inside: { x }.
 *
 * Returns: whether there is one
 */
gboolean bt_placeholder_find (const char *text, gsize from, gsize *start, gsize *end);

/**
 * BtLeftoverKind:
 * @BT_LEFTOVER_HINT: "{địa điểm}", as bt_placeholder_find() finds it
 * @BT_LEFTOVER_CODE: "\bt1\", a code that was never replaced (bt-codes.h)
 * @BT_LEFTOVER_FILLER: "XXX", "Lorem ipsum", "Chú thích ảnh", "…tên người…"
 * @BT_LEFTOVER_CAMERA: "OLYMPUS DIGITAL CAMERA" and its like; always the whole text
 */
typedef enum
{
  BT_LEFTOVER_HINT,
  BT_LEFTOVER_CODE,
  BT_LEFTOVER_FILLER,
  BT_LEFTOVER_CAMERA,
} BtLeftoverKind;

/** bt_leftover_is_camera_text: whether @text is nothing but what cameras and telephones
 * write where a caption belongs: "OLYMPUS DIGITAL CAMERA". */
gboolean bt_leftover_is_camera_text (const char *text);

/**
 * bt_leftover_find:
 * @text: one field, valid UTF-8
 * @from: byte offset where to begin
 * @start: (out): in bytes
 * @end: (out): in bytes
 * @kind: (out) (optional)
 *
 * The first thing in @text that readers must not see. Words such as "Chú thích ảnh" count
 * only where they are all that the text or its line says.
 *
 * Returns: whether there is one
 */
gboolean bt_leftover_find (const char *text,
                           gsize from,
                           gsize *start,
                           gsize *end,
                           BtLeftoverKind *kind);

G_END_DECLS

/* Typography while typing: “ ”, …, – for what a keyboard has.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BtTypingFlags:
 * @BT_TYPING_QUOTES: " becomes “ or ”
 * @BT_TYPING_SINGLE_QUOTES: ' becomes ‘ or ’
 * @BT_TYPING_ELLIPSIS: three dots become …
 * @BT_TYPING_DASH: a hyphen between spaces becomes –
 */
typedef enum
{
  BT_TYPING_QUOTES = 1 << 0,
  BT_TYPING_SINGLE_QUOTES = 1 << 1,
  BT_TYPING_ELLIPSIS = 1 << 2,
  BT_TYPING_DASH = 1 << 3,
} BtTypingFlags;

/**
 * BtTypingChange:
 * @n_chars: so many characters before the caret are replaced, the one just typed included
 * @text: what stands there instead
 * @literal: what was there: one Backspace right after brings it back
 */
typedef struct
{
  guint n_chars;
  const char *text;
  const char *literal;
} BtTypingChange;

/**
 * bt_typing_change:
 * @before: the text of the paragraph up to the caret; its last character was just typed
 * @after: the text behind the caret
 * @change: what is to be done; all constants
 *
 * Addresses (https://…, a@b.vn) are left as they are typed.
 *
 * Returns: whether anything is
 */
gboolean bt_typing_change (const char *before,
                           const char *after,
                           BtTypingFlags flags,
                           BtTypingChange *change);

G_END_DECLS
